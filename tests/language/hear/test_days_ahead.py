"""The coming days that are said."""

from datetime import date

import pytest

from language.hear.days_ahead import read_day_ahead
from tests.language.hear.classroom import TODAY


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("明天", date(2026, 11, 21)),
        ("周五", date(2026, 11, 27)),
        ("周7", date(2026, 11, 22)),
        ("下周三", date(2026, 11, 25)),
        ("下周", date(2026, 11, 23)),
        ("下个月", date(2026, 12, 1)),
        ("月底", date(2026, 11, 30)),
        ("下个月底", date(2026, 12, 31)),
        ("周末", date(2026, 11, 21)),
        ("25号", date(2026, 11, 25)),
        ("5号", date(2026, 12, 5)),
        ("11月5日", date(2027, 11, 5)),
        ("12.5", date(2026, 12, 5)),
        ("元月5日", date(2027, 1, 5)),
        ("明年1月5日", date(2027, 1, 5)),
        ("三天后", date(2026, 11, 23)),
        ("一周", date(2026, 11, 27)),
        ("半个月", date(2026, 12, 5)),
        ("两个月后", date(2027, 1, 20)),
        ("半天", None),
        ("2月30日", None),
        ("下学期", date.max),
        ("上周", date(2026, 11, 13)),
    ],
)
def test_what_is_said_without_a_year_or_a_month_is_the_next_such_day(said: str, on: date | None) -> None:
    assert read_day_ahead(said, 0, TODAY) == (len(said), on)


def test_other_words_are_no_coming_day() -> None:
    assert read_day_ahead("数学", 0, TODAY) is None
