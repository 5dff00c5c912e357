"""What a chat waits for, to and from plain JSON, so that it outlives a restart."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duty.commands import Command, RecordDeed, ShowStudent, Undo
from duty.hearing import Confirm, WhichStudent
from duty.kinds import Kind


@dataclass(frozen=True, slots=True)
class Pages:
    """The rest of a long answer, a text a page."""

    texts: tuple[str, ...]


Waiting = WhichStudent | Confirm | Pages


class NotStorable(TypeError):
    """A question about this command cannot be stored: add it to handlers/pending.py."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def to_json(waiting: Waiting) -> dict[str, Any]:
    match waiting:
        case Pages(texts):
            return {"pages": list(texts)}
        case Confirm(command):
            return {"confirm": _command_to_json(command)}
        case WhichStudent(then, groups):
            return {"which": [list(group) for group in groups], "then": _command_to_json(then)}


def from_json(value: dict[str, Any]) -> Waiting:
    if "pages" in value:
        return Pages(tuple(value["pages"]))
    if "confirm" in value:
        return Confirm(_command_from_json(value["confirm"]))
    then = _command_from_json(value["then"])
    if not isinstance(then, RecordDeed | ShowStudent):
        raise NotStorable
    return WhichStudent(then, tuple(tuple(group) for group in value["which"]))


def _command_to_json(command: Command) -> dict[str, Any]:
    if not isinstance(command, RecordDeed | ShowStudent | Undo):
        raise NotStorable
    fields = asdict(command)
    if isinstance(command, RecordDeed):
        fields["happened_on"] = command.happened_on.isoformat()
    return {"command": type(command).__name__, **fields}


def _command_from_json(value: dict[str, Any]) -> Command:
    fields = dict(value)
    name = fields.pop("command")
    if name == ShowStudent.__name__:
        return ShowStudent(**fields)
    if name == Undo.__name__:
        return Undo(**fields)
    return RecordDeed(
        kind=Kind(fields["kind"]),
        student_ids=tuple(fields["student_ids"]),
        happened_on=date.fromisoformat(fields["happened_on"]),
        note=fields["note"],
        unresolved=tuple(fields["unresolved"]),
    )
