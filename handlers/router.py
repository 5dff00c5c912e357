"""The table of what the program can do: a command, and the function that does it."""

from collections.abc import Mapping

from duty.commands import (
    ChangeRoster,
    Command,
    Correct,
    CouldNot,
    EndLeave,
    NameDeputy,
    Postpone,
    RecordDeed,
    RecordSeveral,
    Report,
    ShowGaps,
    ShowHelp,
    ShowLeave,
    ShowLedger,
    ShowProgress,
    ShowRecording,
    ShowRelaying,
    ShowStudent,
    ShowTodo,
    TakeLeave,
    TellEvent,
    Undo,
)
from duty.family_links import RenewLink, ShowFamilyLinks
from duty.reach import ShowReach
from duty.relaying import CallBack, Relay, RelaySeveral, ReplyToParent, SendNow, ShowLetters
from duty.repeats import Repeat
from handlers.absences import end_leave, name_deputy, show_leave, take_leave
from handlers.changing_roster import change_roster
from handlers.corrections import correct
from handlers.deeds import record_deed, record_several, repeat
from handlers.emergency import report
from handlers.events import tell_event
from handlers.family_links import renew_link, show_family_links
from handlers.gaps import show_gaps
from handlers.injection import Given, Handler, handler
from handlers.ledger import show_ledger
from handlers.letters import show_letters
from handlers.manual import show_help
from handlers.menu import show_recording, show_relaying
from handlers.notes import relay, reply_to_parent
from handlers.postponing import could_not, postpone
from handlers.progress import show_progress
from handlers.reaching import show_reach
from handlers.reply import Reply
from handlers.students import show_student
from handlers.taking_back import call_back, undo
from handlers.to_several import relay_several
from handlers.todo import show_todo
from handlers.waiting_notes import send_now
from language.say import replies

HANDLERS: Mapping[type, Handler] = {
    RecordDeed: handler(RecordDeed, record_deed),
    RecordSeveral: handler(RecordSeveral, record_several),
    Repeat: handler(Repeat, repeat),
    Correct: handler(Correct, correct),
    Undo: handler(Undo, undo),
    ShowTodo: handler(ShowTodo, show_todo),
    ShowStudent: handler(ShowStudent, show_student),
    ShowProgress: handler(ShowProgress, show_progress),
    ShowGaps: handler(ShowGaps, show_gaps),
    ShowLedger: handler(ShowLedger, show_ledger),
    ShowReach: handler(ShowReach, show_reach),
    ShowHelp: handler(ShowHelp, show_help),
    ShowRecording: handler(ShowRecording, show_recording),
    ShowRelaying: handler(ShowRelaying, show_relaying),
    Relay: handler(Relay, relay),
    RelaySeveral: handler(RelaySeveral, relay_several),
    ReplyToParent: handler(ReplyToParent, reply_to_parent),
    SendNow: handler(SendNow, send_now),
    CallBack: handler(CallBack, call_back),
    ShowLetters: handler(ShowLetters, show_letters),
    Postpone: handler(Postpone, postpone),
    CouldNot: handler(CouldNot, could_not),
    TellEvent: handler(TellEvent, tell_event),
    TakeLeave: handler(TakeLeave, take_leave),
    EndLeave: handler(EndLeave, end_leave),
    NameDeputy: handler(NameDeputy, name_deputy),
    ShowLeave: handler(ShowLeave, show_leave),
    ShowFamilyLinks: handler(ShowFamilyLinks, show_family_links),
    RenewLink: handler(RenewLink, renew_link),
    ChangeRoster: handler(ChangeRoster, change_roster),
    Report: handler(Report, report),
}


def route(command: Command | Repeat, given: Given) -> Reply:
    """Does what was asked, if every child that it names is in the sender's care now.

    A command may be older than the care: the answer to a question, a card of last month.
    """
    if any(child not in given.sender.children for child in _children_of(command)):
        return Reply(replies.no_longer_in_care())
    return HANDLERS[type(command)](command, given)


def _children_of(command: Command | Repeat) -> tuple[int, ...]:
    match command:
        case RecordDeed(student_ids=ids) | Postpone(student_ids=ids) | CouldNot(student_ids=ids):
            return ids
        case TellEvent(student_ids=ids) | TakeLeave(student_ids=ids) | NameDeputy(student_ids=ids):
            return ids
        # Whose deed is put right may have left one's care since; whose it is to become may not.
        case Correct(student_ids=ids):
            return ids
        case RecordSeveral(deeds, could_not):
            of_deeds = (child for deed in deeds for child in deed.student_ids)
            return (*of_deeds, *(child for tried in could_not for child in tried.student_ids))
        case Repeat(deeds):
            return tuple(child for deed in deeds for child in deed.student_ids)
        case RelaySeveral(to=to):
            return tuple(one.student_id for one in to)
        case ShowStudent(student_id=child) | Relay(student_id=child):
            return (child,)
        # What one wrote oneself may be asked after and called back, whoever has the child now.
        case _:
            return ()
