"""A reminder's card after a tap: what was recorded and for which day, or what is still to be ticked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.assess import Assessment
from duty.kinds import Kind
from duty.messages import ButtonCard, Card, Option, VoteCard
from duty.people import Child
from language.say import words
from language.say.recording import UNDO_HINT
from language.say.reminders import (
    LONGEST_TEXT,
    MENU,
    SUBMIT,
    Line,
    buttons_of,
    by_buttons,
    said_when_done,
    text_of,
)


@dataclass(frozen=True, slots=True)
class GivenCard:
    """A card that somebody has: its lines as they read, and the kinds of deed that they stand for."""

    task_id: str
    options: tuple[Option, ...]
    kinds: tuple[Kind, ...]


class Fate(StrEnum):
    """What became of a tick."""

    RECORDED = "recorded"
    MADE_UP = "made_up"  # recorded for the window that was still empty
    TOO_LATE = "too_late"  # recorded for its own day, since the window can no longer be made up for
    ALREADY = "already"  # the same deed of the same day was on file
    MET = "met"  # what the card asked for was done and recorded on another day
    TAKEN_BACK = "taken_back"
    NOT_IN_CARE = "not_in_care"


WRITTEN = (Fate.RECORDED, Fate.MADE_UP, Fate.TOO_LATE)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick and its fate; `day` is that of the deed, `made_up` the window that it fills, where that is known.

    `owner` is the name of the colleague for whom it counts, "" where it is one's own.
    """

    child: Child
    kind: Kind
    fate: Fate
    day: date
    made_up: Assessment | None = None
    owner: str = ""


def nothing_ticked(given: GivenCard) -> Card:
    """The same card again, open as before."""
    text = "想记谁就勾谁，再点「办过了」；发一句「已谈心」加名字也行。"
    return still_open(given, given.options, title="还没勾孩子，所以什么都没记", text=text)


def recorded(given: GivenCard, ticked: Sequence[Ticked], today: date) -> Card:
    """The card after its ticks were recorded, or were not: it says which, and for what day."""
    written = [one for one in ticked if one.fate in WRITTEN]
    title, done = ("记好了", "已记好") if written else ("这次没有新记的", "没有新记")
    return closed(given, title=title, text=_outcome(ticked, today), done=done)


def closed(given: GivenCard, *, title: str, text: str, done: str) -> Card:
    """A card that takes no more taps, in the form that it had."""
    if by_buttons(given.kinds):
        return ButtonCard(given.task_id, title, text, buttons_of(given.kinds[0]), done)
    return VoteCard(given.task_id, title, text, given.options, SUBMIT, (), done)


def still_open(given: GivenCard, options: Sequence[Option], *, title: str, text: str) -> Card:
    """The card with these of its lines still to be tapped."""
    if by_buttons(given.kinds):
        return ButtonCard(given.task_id, title, text, buttons_of(given.kinds[0]))
    return VoteCard(given.task_id, title, text, tuple(options), SUBMIT, MENU)


def as_before(given: GivenCard, left: Sequence[Line], today: date) -> Card:
    """The card as it was given, with the lines that are left."""
    wished = [line.wished for line in left]
    buttons = by_buttons(given.kinds)
    text = text_of(wished, left, today, buttons=buttons)
    title = f"{words.called(wished[0].child)}的{words.KIND[given.kinds[0]]}" if buttons else "办过的勾一下"
    return still_open(given, [Option(line.id, line.text) for line in left], title=title, text=text)


def _outcome(ticked: Sequence[Ticked], today: date) -> str:
    by_fate: dict[Fate, list[Ticked]] = defaultdict(list)
    for one in ticked:
        by_fate[one.fate].append(one)
    written = [one for fate in WRITTEN for one in by_fate[fate]]
    parts = [f"记好了：{_deeds(written, today)}。"] if written else []
    for period, children in _by_period(by_fate[Fate.MADE_UP], today).items():
        parts.append(f"{words.some_names(children, most=2)}补的是{period}的。")
    if late := by_fate[Fate.TOO_LATE]:
        parts.append(f"{_who(late)}补记的日子过了，只算在当天。")
    if known := by_fate[Fate.ALREADY]:
        parts.append(f"{_who(known)}当天已经记过，没有重复记。")
    if met := by_fate[Fate.MET]:
        parts.append(f"{_who(met)}这一期的早已记过，没有重复记。")
    if back := by_fate[Fate.TAKEN_BACK]:
        again = f"{said_when_done(back[0].kind, back[0].made_up, today)} {back[0].child.name}"
        parts.append(f"{_who(back)}的撤销过，没有再记；要记就发「{again}」。")
    if gone := by_fate[Fate.NOT_IN_CARE]:
        parts.append(f"{_who(gone)}现在不在您这儿，没有记。")
    text = "".join(parts)
    if not written:
        return text
    said = said_when_done(written[0].kind, _made_up(written), today)
    owners = _owners(written)
    text += owners if len(text) + len(owners) + len(UNDO_HINT) <= LONGEST_TEXT else ""
    other_day = f"记错了回「撤销」；是别的日子，撤销后发「昨天{said}」加名字。"
    return text + (other_day if len(text) + len(other_day) <= LONGEST_TEXT else UNDO_HINT)


def _owners(written: Sequence[Ticked]) -> str:
    """For whom it counts, where that is a colleague."""
    theirs: dict[str, list[Child]] = defaultdict(list)
    for one in written:
        if one.owner:
            theirs[one.owner].append(one.child)
    return "".join(
        f"{words.some_names(found, most=2)}的算{words.teacher(owner)}的。" for owner, found in theirs.items()
    )


def _made_up(written: Sequence[Ticked]) -> Assessment | None:
    return written[0].made_up if written[0].fate is Fate.MADE_UP else None


def _deeds(written: Iterable[Ticked], today: date) -> str:
    groups: dict[tuple[Kind, date], list[Child]] = defaultdict(list)
    for one in written:
        groups[one.kind, one.day].append(one.child)
    most = 6 if len(groups) == 1 else 3
    return "；".join(
        f"{words.some_names(children, most)}，{words.KIND[kind]}，{words.day_said(day, today)}"
        for (kind, day), children in groups.items()
    )


def _by_period(made_up: Iterable[Ticked], today: date) -> dict[str, list[Child]]:
    found: dict[str, list[Child]] = defaultdict(list)
    for one in made_up:
        item = one.made_up
        found[words.period(item.per, item.window, today) if item else "之前空着"].append(one.child)
    return found


def _who(ticked: Sequence[Ticked]) -> str:
    return words.some_names([one.child for one in ticked], most=2)
