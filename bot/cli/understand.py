"""How a message is understood: one message in, what was heard in it out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.cli.names import care_for
from duty.commands import (
    ChangeRoster,
    Correct,
    CouldNot,
    EndLeave,
    NameDeputy,
    NamesOne,
    Postpone,
    RecordDeed,
    RecordSeveral,
    Report,
    RosterWish,
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
from duty.danger import Grade
from duty.family_links import RenewLink, ShowFamilyLinks
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichDay, WhichGuardian, WhichKind, WhichStudent
from duty.reach import ShowReach
from duty.relaying import CallBack, Relay, RelaySeveral, ReplyToParent, SendNow, ShowLetters
from language.hear import Care, hear
from language.hear.families import FromParent, from_parent
from language.hear.risk import risk

PARENT = "parent"
_OF_COMMAND: Mapping[type, str] = {
    RecordDeed: "record",
    RecordSeveral: "record",
    Correct: "correct",
    CouldNot: "no_action",
    EndLeave: "leave_transfer",
    NameDeputy: "leave_transfer",
    Postpone: "snooze",
    CallBack: "undo",
    Relay: "relay_to_parent",
    RelaySeveral: "relay_to_parent",
    ReplyToParent: "reply_parent",
    Report: "emergency",
    SendNow: "relay_to_parent",
    ShowGaps: "query_todo",
    ShowHelp: "usage_help",
    ShowLeave: "leave_transfer",
    ShowLedger: "stats",
    ShowLetters: "query_student",
    ShowProgress: "stats",
    ShowReach: "stats",
    ShowRecording: "usage_help",
    ShowRelaying: "usage_help",
    ShowStudent: "query_student",
    ShowTodo: "query_todo",
    TakeLeave: "leave_transfer",
    TellEvent: "leave_transfer",
    ShowFamilyLinks: "relay_to_parent",
    RenewLink: "relay_to_parent",
    Undo: "undo",
}
_OF_WISH = {RosterWish.PAIR: "pair", RosterWish.UNPAIR: "unpair", RosterWish.LEAVE: "leave_transfer"}
_OF_FAMILY = {
    FromParent.WORDS: "relay_to_teacher",
    FromParent.LEAVES: "leave_transfer",
    FromParent.BIND: "pair",
    FromParent.NO_MORE: "unpair",
    FromParent.HOW: "usage_help",
}
# What was not understood and is asked back; the others say what they are and ask nothing.
_ASKED = {
    Unclear.NO_STUDENT: "record",
    Unclear.UNKNOWN_STUDENT: "record",
    Unclear.NO_KIND: "record",
    Unclear.FUTURE_DAY: "record",
    Unclear.BAD_DAY: "record",
    Unclear.MAKE_UP: "record",
    Unclear.DONE_WHAT: "record",
    Unclear.CORRECTION: "correct",
    Unclear.NO_TEXT: "relay_to_parent",
    Unclear.NO_ADDRESSEE: "relay_to_parent",
    Unclear.NO_COMING_DAY: "snooze",
    Unclear.TOO_FAR: "snooze",
    Unclear.POSTPONE_WHAT: "snooze",
}
_TOLD = {
    Unclear.NOT_DONE: "no_action",
    Unclear.OTHERS_WORK: "no_action",
    Unclear.QUESTION: "query_student",
    Unclear.SMALL_TALK: "chitchat",
}


def understood(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What was heard in one message, in the keys of the labelled sets (docs/understanding.md)."""
    care = care_for(tuple(asked["roster_mentees"]))
    text, today = asked["text"], date.fromisoformat(asked["today"])
    urgent = risk(text, care.spoken.values()).grade is Grade.URGENT
    parents = asked["role"] == PARENT
    answer = _of_parent(text, care) if parents else _of_heard(hear(text, today, care), text, care)
    if urgent and answer["intent"] not in ("relay_to_parent", "reply_parent"):
        answer |= {"intent": "emergency"}
        if not answer["creates_record"]:
            answer |= {"note": text}
    return {"id": asked["id"], **answer, "alert": urgent or answer["intent"] == "emergency"}


def _blank(intent: str) -> dict[str, Any]:
    return {
        "intent": intent,
        "students": [],
        "kind": None,
        "date": None,
        "topic": None,
        "note": None,
        "ambiguous": False,
        "creates_record": False,
    }


def _of_parent(text: str, care: Care) -> dict[str, Any]:
    """What a parent writes goes to the teacher as it is; nothing of it is ever a record."""
    said = from_parent(text, care)
    students = [care.spoken[child] for child in said.student_ids]
    return _blank(_OF_FAMILY[said.what]) | {"students": students, "note": text}


def _of_heard(heard: Heard, text: str, care: Care) -> dict[str, Any]:
    match heard:
        case NotUnderstood(why, names):
            asks = why in _ASKED
            intent = _ASKED.get(why) or _TOLD.get(why, "unknown")
            known = [name for name in names if name in care.spoken.values()]
            return _blank(intent) | {"students": known, "ambiguous": asks}
        case Confirm(command):
            return _of_command(command, text, care) | {"ambiguous": True, "creates_record": False}
        case WhichStudent(then, groups):
            offered = [care.spoken[child] for group in groups for child in group]
            return _of_command(then, text, care) | {
                "students": [],
                "candidates": offered,
                "ambiguous": True,
                "creates_record": False,
            }
        case WhichDay(then) | WhichKind(then):
            return _of_command(then, text, care) | {"date": None, "ambiguous": True, "creates_record": False}
        case WhichGuardian():
            return _of_command(heard.then, text, care)
        case _:
            return _of_command(heard, text, care)


def _of_command(command: Any, text: str, care: Care) -> dict[str, Any]:
    if isinstance(command, ChangeRoster):
        named = [care.spoken[child] for child in command.student_ids]
        return _blank(_OF_WISH[command.wish]) | {"students": [*named, *command.names], "note": text}
    answer = _blank(_OF_COMMAND.get(type(command), "unknown"))
    ids = _children(command)
    answer["students"] = [care.spoken[child] for child in ids]
    answer["kind"] = getattr(command, "kind", None)
    match command:
        case RecordDeed():
            answer |= _of_deeds((command,), care)
        case RecordSeveral(deeds, tried):
            answer |= _of_deeds(deeds, care)
            answer |= {"note": "\n".join(filter(None, (answer["note"], *(one.reason for one in tried)))) or None}
        case Relay() | RelaySeveral() | ReplyToParent() | Report():
            answer["note"] = command.text
        case Postpone(until=until):
            answer["date"] = until.isoformat() if until else None
        case Correct(happened_on=day):
            answer |= {"date": day.isoformat() if day else None, "note": command.add or None}
        case CouldNot(reason=reason):
            answer["note"] = reason or None
        case ShowProgress(names=True):
            # Asked by name it is what is still to be done.
            answer["intent"] = "query_todo"
        case TakeLeave() | ShowLeave() | EndLeave() | NameDeputy() | TellEvent():
            answer |= {"kind": None, "note": text}
    return answer


def _children(command: Any) -> tuple[int, ...]:
    if isinstance(command, RecordSeveral):
        return tuple(dict.fromkeys(child for deed in command.deeds for child in deed.student_ids))
    if isinstance(command, RelaySeveral):
        return tuple(one.student_id for one in command.to if one.student_id)
    if isinstance(command, NamesOne):
        return (command.student_id,) if command.student_id else ()
    return tuple(getattr(command, "student_ids", ()))


def _of_deeds(deeds: tuple[RecordDeed, ...], care: Care) -> dict[str, Any]:
    records = [
        {"student": care.spoken[child], "kind": deed.kind.value, "date": deed.happened_on.isoformat()}
        for deed in deeds
        for child in deed.student_ids
    ]
    first = deeds[0]
    notes = [deed.note for deed in deeds if deed.note]
    topics = [deed.topic for deed in deeds if deed.topic]
    return {
        "kind": first.kind.value,
        "date": first.happened_on.isoformat(),
        "topic": " ".join(topics) or None,
        "note": "\n".join(notes) or None,
        "creates_record": True,
        "records": records,
    }
