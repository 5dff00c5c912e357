"""What a chat waits for, to and from plain JSON, so that it outlives a restart."""

from dataclasses import dataclass
from typing import Any

from handlers.plain import NotPlain, from_plain, to_plain
from handlers.reply import Question


@dataclass(frozen=True, slots=True)
class Pages:
    """The rest of a long answer, a text a page."""

    texts: tuple[str, ...]


Waiting = Question | Pages


def to_json(waiting: Waiting) -> Any:
    return to_plain(waiting)


def from_json(value: Any) -> Waiting | None:
    """None for what another version of the program waited for: an open question is not worth a broken chat."""
    try:
        waiting: Waiting = from_plain(value, Waiting)
    except NotPlain:
        return None
    return waiting
