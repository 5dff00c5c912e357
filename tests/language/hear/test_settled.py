"""Which day is meant where several were said."""

from datetime import date

import pytest

from duty.hearing import Unclear
from language.hear.day import Day
from language.hear.settled import OLDEST, Settled, settle

TODAY = date(2027, 1, 5)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)
ITS_END = date(2026, 12, 21), date(2026, 12, 31)
LAST_MONTH = Day(date(2026, 12, 31), within=DECEMBER)
MONTH_S_END = Day(date(2026, 12, 31), tonight=True, within=ITS_END)
NEAR_CHRISTMAS = Day(date(2026, 12, 25), within=(date(2026, 12, 20), date(2026, 12, 26)))
LONG_PAST = TODAY - OLDEST


@pytest.mark.parametrize(
    ("days", "meant"),
    [
        ([], Settled(TODAY)),
        ([Day(TODAY, vague=True)], Settled(TODAY, doubt=True)),
        ([Day(date(2027, 1, 4))], Settled(date(2027, 1, 4))),
        ([Day(date(2027, 1, 4)), Day(TODAY, vague=True)], Settled(date(2027, 1, 4))),
        ([Day(date(2027, 1, 4)), Day(date(2027, 1, 4))], Settled(date(2027, 1, 4))),
        ([Day(date(2027, 1, 4)), Day(date(2027, 1, 3))], Unclear.BAD_DAY),
        ([Day(None)], Unclear.BAD_DAY),
        ([Day(None), Day(date(2027, 1, 4))], Unclear.BAD_DAY),
        ([Day(None), LAST_MONTH], Unclear.BAD_DAY),
        ([Day(date(2027, 1, 6), ahead=True)], Unclear.FUTURE_DAY),
        ([Day(LONG_PAST)], Settled(LONG_PAST)),
        ([Day(date(2025, 11, 30))], Unclear.BAD_DAY),
        ([Day(date(2025, 11, 28), within=(date(2025, 11, 1), date(2025, 11, 30)))], Unclear.BAD_DAY),
        ([LAST_MONTH], Settled(date(2026, 12, 31), DECEMBER)),
        ([LAST_MONTH, Day(date(2026, 12, 24))], Settled(date(2026, 12, 24))),
        ([LAST_MONTH, Day(date(2027, 1, 4))], Unclear.BAD_DAY),
        ([MONTH_S_END, LAST_MONTH], Settled(date(2026, 12, 31), ITS_END)),
        ([NEAR_CHRISTMAS, MONTH_S_END], Settled(date(2026, 12, 25), (date(2026, 12, 21), date(2026, 12, 26)))),
        (
            [
                Day(date(2026, 12, 18), within=(date(2026, 12, 14), date(2026, 12, 22))),
                Day(date(2026, 12, 31), within=ITS_END),
            ],
            Settled(date(2026, 12, 22), (date(2026, 12, 21), date(2026, 12, 22))),
        ),
        (
            [
                Day(date(2026, 12, 18), within=(date(2026, 12, 14), date(2026, 12, 21))),
                Day(date(2026, 12, 31), within=ITS_END),
            ],
            Settled(date(2026, 12, 21)),
        ),
        ([Day(date(2026, 11, 30), within=(date(2026, 11, 1), date(2026, 11, 30))), LAST_MONTH], Unclear.BAD_DAY),
    ],
)
def test_all_the_words_for_a_day_mean_one_day(days: list[Day], meant: Settled | Unclear) -> None:
    assert settle(days, TODAY) == meant


@pytest.mark.parametrize(
    ("day", "past"),
    [
        (Day(date(2027, 1, 4)), True),
        (LAST_MONTH, True),
        (Day(TODAY), False),
        (Day(None), False),
        (MONTH_S_END, False),
        (Day(TODAY, vague=True), False),
    ],
)
def test_a_day_that_may_be_still_to_come_is_not_past(day: Day, past: bool) -> None:
    assert day.is_past(TODAY) is past
