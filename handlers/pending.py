"""What a chat waits for, to and from plain JSON, so that it outlives a restart."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duty.commands import CouldNot, MakeUp, Postpone, RecordDeed, Relay, ReplyToParent, ShowStudent, Undo
from duty.hearing import Confirm, WhichGuardian, WhichStudent
from duty.kinds import Kind
from duty.people import Kin
from duty.policy import Per


@dataclass(frozen=True, slots=True)
class Pages:
    """The rest of a long answer, a text a page."""

    texts: tuple[str, ...]


Waiting = WhichStudent | WhichGuardian | Confirm | Pages
_Asked = RecordDeed | ShowStudent | Undo | Relay | ReplyToParent | Postpone | CouldNot
_COMMANDS: Mapping[str, type[_Asked]] = {
    command.__name__: command for command in (RecordDeed, ShowStudent, Undo, Relay, ReplyToParent, Postpone, CouldNot)
}
# How a field becomes itself again; the others are plain JSON already.
_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "kind": lambda value: None if value is None else Kind(value),
    "kin": lambda value: None if value is None else Kin(value),
    "happened_on": date.fromisoformat,
    "until": lambda value: None if value is None else date.fromisoformat(value),
    "student_ids": tuple,
    "unresolved": tuple,
    "makes_up": lambda value: None if value is None else _make_up(**value),
}


def _make_up(said_on: str, per: str | None, ago: int) -> MakeUp:
    return MakeUp(date.fromisoformat(said_on), None if per is None else Per(per), ago)


def to_json(waiting: Waiting) -> dict[str, Any]:
    match waiting:
        case Pages(texts):
            return {"pages": list(texts)}
        case Confirm(command):
            return {"confirm": _command_to_json(command)}
        case WhichGuardian(then, guardian_ids):
            return {"guardians": list(guardian_ids), "then": _command_to_json(then)}
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
        case {"guardians": ids, "then": stored}:
            then = _command_from_json(stored)
            return WhichGuardian(then, tuple(ids)) if isinstance(then, Relay | ReplyToParent) else None
        case {"which": groups, "then": stored, "doubt": doubt}:
            named = _command_from_json(stored)
            if named is None or isinstance(named, Undo | ReplyToParent):
                return None
            return WhichStudent(named, tuple(tuple(group) for group in groups), doubt)
        case _:
            return None


def _command_to_json(command: _Asked) -> dict[str, Any]:
    return {"command": type(command).__name__, **_plain(asdict(command))}


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """The same with days as text, at any depth."""
    return {
        name: _plain(value) if isinstance(value, dict) else value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
    }


def _command_from_json(value: dict[str, Any]) -> _Asked | None:
    fields = {name: field for name, field in value.items() if name != "command"}
    known = _COMMANDS.get(value.get("command", ""))
    if known is None:
        return None
    try:
        return known(**{name: _FIELDS[name](field) if name in _FIELDS else field for name, field in fields.items()})
    except (TypeError, ValueError):
        return None
