"""What a chat waits for, to and from plain JSON, so that it outlives a restart."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duty.commands import RecordDeed, ShowStudent, Undo
from duty.hearing import Confirm, WhichStudent
from duty.kinds import Kind


@dataclass(frozen=True, slots=True)
class Pages:
    """The rest of a long answer, a text a page."""

    texts: tuple[str, ...]


Waiting = WhichStudent | Confirm | Pages
_Asked = RecordDeed | ShowStudent | Undo


def to_json(waiting: Waiting) -> dict[str, Any]:
    match waiting:
        case Pages(texts):
            return {"pages": list(texts)}
        case Confirm(command):
            return {"confirm": _command_to_json(command)}
        case WhichStudent(then, groups, doubt):
            return {"which": [list(group) for group in groups], "then": _command_to_json(then), "doubt": doubt}


def from_json(value: dict[str, Any]) -> Waiting | None:
    """None for what another version of the program waited for: an open question is not worth a broken chat."""
    match value:
        case {"pages": texts}:
            return Pages(tuple(texts))
        case {"confirm": stored}:
            command = _command_from_json(stored)
            return Confirm(command) if isinstance(command, RecordDeed | Undo) else None
        case {"which": groups, "then": stored, "doubt": doubt}:
            then = _command_from_json(stored)
            ids = tuple(tuple(group) for group in groups)
            return WhichStudent(then, ids, doubt) if isinstance(then, RecordDeed | ShowStudent) else None
        case _:
            return None


def _command_to_json(command: _Asked) -> dict[str, Any]:
    fields = asdict(command)
    if isinstance(command, RecordDeed):
        fields["happened_on"] = command.happened_on.isoformat()
    return {"command": type(command).__name__, **fields}


def _command_from_json(value: dict[str, Any]) -> _Asked | None:
    match value:
        case {"command": "ShowStudent", "student_id": student_id}:
            return ShowStudent(student_id)
        case {"command": "Undo", "message_id": message_id}:
            return Undo(message_id)
        case {
            "command": "RecordDeed",
            "kind": kind,
            "student_ids": ids,
            "happened_on": day,
            "note": note,
            "unresolved": unresolved,
            "more": more,
        }:
            return RecordDeed(Kind(kind), tuple(ids), date.fromisoformat(day), note, tuple(unresolved), more)
        case _:
            return None
