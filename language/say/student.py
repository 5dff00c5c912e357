"""One child's card in the chat: what was done and happened lately, and what is still wished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from duty.kinds import Kind
from duty.people import Child
from duty.policy import EventKind
from language.say import wishes, words
from language.say.wishes import ChildStanding

LONGEST_NOTE = 40


@dataclass(frozen=True, slots=True)
class DeedLine:
    """A deed on the card; `by` names a colleague, "" is the one who asks; the note only if it is his own."""

    kind: Kind
    day: date
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """What happened to the child; the note only if it is the asker's own."""

    kind: EventKind
    day: date
    note: str


def card(
    child: Child,
    deeds: Sequence[DeedLine],
    standings: Sequence[ChildStanding],
    today: date,
    *,
    happened: Sequence[EventLine] = (),
    stands_in_for: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """The card; a child who is not the asker's mentee has no wishes on it."""
    lines = [f"{child.name}，{words.class_of(child)}"]
    lines.extend(_line(deed, today) for deed in deeds)
    if not deeds:
        lines.append("还没有记录。")
    lines.extend(f"· {words.plain_day(one.day, today)} {words.EVENT[one.kind]}{_note(one.note)}" for one in happened)
    if standings:
        wished = wishes.listed(standings, today, with_names=False, stands_in_for=stands_in_for)
        lines.extend(f"{phrase}。" for phrase in wishes.settled(standings, today))
        lines.append("还等您的：" + "；".join(wished) + "。" if wished else "眼下没有等您的事。")
    return "\n".join(lines)


def _line(deed: DeedLine, today: date) -> str:
    by = f"（{words.teacher(deed.by)}）" if deed.by else ""
    return f"· {words.plain_day(deed.day, today)} {words.KIND[deed.kind]}{by}{_note(deed.note)}"


def _note(text: str) -> str:
    note = text.replace("\n", " ")
    return f"：{note[:LONGEST_NOTE]}{'…' if len(note) > LONGEST_NOTE else ''}" if note else ""
