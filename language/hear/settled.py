"""Which day is meant where several were said, or only a stretch of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duty.hearing import Unclear
from language.hear.day import Day, school_day

# What a teacher enters later than this is more likely a slip of the date.
OLDEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Settled:
    """The day that is taken; `within` the stretch of which it is one, `doubt` where no day was really said."""

    on: date
    within: tuple[date, date] | None = None
    doubt: bool = False


def settle(days: Iterable[Day], today: date) -> Settled | Unclear:
    """The one day that all the words can mean, today if none was said.

    Two days that differ are asked about; a stretch gives way to a day in it, and of two stretches that overlap
    it is both: 「月底谈的，就上个月」.
    """
    said = list(days)
    exact = [day for day in said if not day.vague]
    if not exact:
        return Settled(today, doubt=bool(said))
    points = {day.on for day in exact if not day.within}
    stretches = [day.within for day in exact if day.within]
    first = max((one[0] for one in stretches), default=date.min)
    last = min((one[1] for one in stretches), default=date.max)
    if not points and first <= last:
        return _in_stretch(exact, first, last, today)
    on = points.pop() if points else None
    if points or on is None or not first <= on <= last or today - on > OLDEST:
        return Unclear.BAD_DAY
    return Settled(on) if on <= today else Unclear.FUTURE_DAY


def _in_stretch(days: list[Day], first: date, last: date, today: date) -> Settled | Unclear:
    if today - last > OLDEST:
        return Unclear.BAD_DAY
    taken = next((day.on for day in days if day.on and first <= day.on <= last), None)
    return Settled(taken or school_day(first, last), (first, last) if first < last else None)
