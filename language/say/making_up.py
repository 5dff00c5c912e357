"""Deeds for an earlier period: what they count for, and why one counts for its own day only, or is not recorded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.assess import Assessment
from duty.commands import MakeUp, RecordDeed
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Per
from language.say import wishes, words
from language.say.recording import UNDO_HINT, not_and_still, what_done
from language.say.reminders import DONE_SAID
from language.say.wishes import ChildStanding


class Counts(StrEnum):
    """What a deed that was said to make up for something counts for."""

    EARLIER = "earlier"
    IN_TIME = "in_time"  # its own day lies in the period that was said
    MET = "met"  # the period has all that it asks for: its own day
    TOO_LATE = "too_late"  # the period can no longer be made up for: its own day
    NOTHING_EMPTY = "nothing_empty"  # no period was said, and none is empty: its own day
    NO_WINDOW = "no_window"  # not recorded: nothing is asked in that period
    AHEAD = "ahead"  # not recorded: the period is still to come
    WHICH = "which"  # not recorded: several are empty


WRITTEN = (Counts.EARLIER, Counts.IN_TIME, Counts.MET, Counts.TOO_LATE, Counts.NOTHING_EMPTY)


@dataclass(frozen=True, slots=True)
class Judged:
    """A child, what the deed counts for, and the windows that are meant, where there are any."""

    child: Child
    counts: Counts
    meant: tuple[Assessment, ...] = ()


def answer(
    deed: RecordDeed, make_up: MakeUp, judged: Sequence[Judged], standings: Sequence[ChildStanding], today: date
) -> str:
    """What was recorded and for which period it counts, what was not, and what is still wished."""
    written = [one for one in judged if one.counts in WRITTEN]
    what, reasons = told(deed, make_up, judged, today)
    if not written:
        return reasons
    first = f"记好了：{what}。{reasons}"
    done = {wishes.met(standings, deed.kind, _day(one, deed), today) for one in written}
    rest = [done.pop() if len(done) == 1 else "", *wishes.near(standings, today)]
    return "\n".join([first, *not_and_still(deed, rest), UNDO_HINT])


def told(deed: RecordDeed, make_up: MakeUp, judged: Sequence[Judged], today: date) -> tuple[str, str]:
    """What was recorded and for which period, "" where nothing was; and why something counts otherwise, or was not."""
    written = [one for one in judged if one.counts in WRITTEN]
    kept = "，说的也记下了" if written and (deed.note or deed.topic) else ""
    return f"{_what(deed, written, today)}{kept}", "".join(_reasons(deed, make_up, judged, today))


def _what(deed: RecordDeed, written: Sequence[Judged], today: date) -> str:
    groups: dict[str, list[Child]] = defaultdict(list)
    for one in written:
        groups[_counted(one, today)].append(one.child)
    return "；".join(
        f"{what_done(deed.kind, children, deed.happened_on, today)}{counted}" for counted, children in groups.items()
    )


def _counted(one: Judged, today: date) -> str:
    if one.counts not in (Counts.EARLIER, Counts.IN_TIME):
        return ""
    return f"，算{_period(one.meant[0], today)}的"


def _period(item: Assessment, today: date) -> str:
    return f"{item.window.last.month}月" if item.per is Per.MONTH else words.period(item.per, item.window, today)


def _day(one: Judged, deed: RecordDeed) -> date:
    return one.meant[0].window.last if one.counts is Counts.EARLIER else deed.happened_on


def _reasons(deed: RecordDeed, make_up: MakeUp, judged: Sequence[Judged], today: date) -> list[str]:
    """Why it counts for its own day, or was not recorded; names where that is not so for all."""
    by_counts: dict[Counts, list[Judged]] = defaultdict(list)
    for one in judged:
        by_counts[one.counts].append(one)
    found = []
    for counts, ones in by_counts.items():
        text = _reason(counts, ones[0], deed.kind, make_up, today)
        whose = words.some_names([one.child for one in ones], most=2) if len(by_counts) > 1 else ""
        found.extend([f"{whose}{text}"] if text else [])
    return found


def _reason(counts: Counts, one: Judged, kind: Kind, make_up: MakeUp, today: date) -> str:
    what, period, name = words.KIND[kind], wishes.meant(make_up), one.child.name
    plain = f"是今天办的就发「{DONE_SAID[kind]} {name}」。"
    match counts:
        case Counts.MET:
            return f"{period}的{what}已经齐了，这次只算在当天。"
        case Counts.TOO_LATE:
            return f"{period}的{what}过了能补的日子，这次只算在当天。"
        case Counts.NOTHING_EMPTY:
            return f"没有空着要补的{what}，这次算在当天。"
        case Counts.NO_WINDOW:
            return f"{period}没有要您办的{what}，先没记。{plain}"
        case Counts.AHEAD:
            return f"{period}还没到，先没记。{plain}"
        case Counts.WHICH:
            empty = words.names(dict.fromkeys(_period(item, today) for item in one.meant))
            said = wishes.make_up_said(one.meant[0], today)
            return f"空着的{what}有{empty}，补哪个呢？先没记。比如「{said} {name}」。"
        case _:
            return ""
