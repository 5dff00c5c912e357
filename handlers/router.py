"""The table of what the program can do: a command, and the function that does it."""

from collections.abc import Mapping

from duty.commands import (
    Command,
    CouldNot,
    Postpone,
    RecordDeed,
    Relay,
    ReplyToParent,
    SendNow,
    ShowHelp,
    ShowRecording,
    ShowRelaying,
    ShowStudent,
    ShowTodo,
    Undo,
)
from handlers.deeds import record_deed, undo
from handlers.injection import Given, Handler, handler
from handlers.manual import show_help
from handlers.menu import show_recording, show_relaying
from handlers.notes import relay, reply_to_parent
from handlers.postponing import could_not, postpone
from handlers.reply import Reply
from handlers.students import show_student, show_todo
from handlers.waiting_notes import send_now
from language.say import replies

HANDLERS: Mapping[type, Handler] = {
    RecordDeed: handler(RecordDeed, record_deed),
    Undo: handler(Undo, undo),
    ShowTodo: handler(ShowTodo, show_todo),
    ShowStudent: handler(ShowStudent, show_student),
    ShowHelp: handler(ShowHelp, show_help),
    ShowRecording: handler(ShowRecording, show_recording),
    ShowRelaying: handler(ShowRelaying, show_relaying),
    Relay: handler(Relay, relay),
    ReplyToParent: handler(ReplyToParent, reply_to_parent),
    SendNow: handler(SendNow, send_now),
    Postpone: handler(Postpone, postpone),
    CouldNot: handler(CouldNot, could_not),
}


def route(command: Command, given: Given) -> Reply:
    """Does what was asked, if every child that it names is in the sender's care now.

    A command may be older than the care: the answer to a question, a card of last month.
    """
    if any(child not in given.sender.children for child in _children_of(command)):
        return Reply(replies.no_longer_in_care())
    return HANDLERS[type(command)](command, given)


def _children_of(command: Command) -> tuple[int, ...]:
    match command:
        case RecordDeed(student_ids=ids) | Postpone(student_ids=ids) | CouldNot(student_ids=ids):
            return ids
        case ShowStudent(student_id=child) | Relay(student_id=child):
            return (child,)
        case _:
            return ()
