"""The table of what the program can do: a command, and the function that does it."""

from collections.abc import Mapping

from duty.commands import Command, RecordDeed, ShowHelp, ShowStudent, ShowTodo, Undo
from handlers.context import Moment, Sender
from handlers.deeds import record_deed, undo
from handlers.injection import Handler, handler
from handlers.manual import show_help
from handlers.reply import Reply
from handlers.students import show_student, show_todo
from language.say import replies
from storage.work import Work

HANDLERS: Mapping[type, Handler] = {
    RecordDeed: handler(RecordDeed, record_deed),
    Undo: handler(Undo, undo),
    ShowTodo: handler(ShowTodo, show_todo),
    ShowStudent: handler(ShowStudent, show_student),
    ShowHelp: handler(ShowHelp, show_help),
}


def route(command: Command, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Does what was asked, if every child that it names is in the sender's care now.

    A command may be older than the care: the answer to a question, a card of last month.
    """
    if any(child not in sender.children for child in _children_of(command)):
        return Reply(replies.no_longer_in_care())
    return HANDLERS[type(command)](command, sender, work, moment)


def _children_of(command: Command) -> tuple[int, ...]:
    match command:
        case RecordDeed(student_ids=ids):
            return ids
        case ShowStudent(student_id=child):
            return (child,)
        case _:
            return ()
