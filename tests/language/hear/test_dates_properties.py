"""What holds for a day at every place of every text, on every day."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from language.hear.dates import read_day
from language.hear.days_ahead import read_day_ahead
from language.hear.festivals import BY_NAME
from language.hear.normalise import normalise

TODAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
PIECES = st.sampled_from(
    [
        *"0123456789〇一二两三四五六七八九十廿卅元上下本这今明昨前后大年月日号天周星期礼拜初底中末旬半几个第最节.-/~到至",
        *(
            "去年",
            "农历",
            "正月",
            "腊月",
            "寒假",
            "之前",
            "那天",
            "期间",
            "放假",
            "最后一天",
            "上个月",
            "上周",
            "前几天",
        ),
        *BY_NAME,
    ]
)
WORDS = st.lists(PIECES, max_size=7).map("".join)


def check(text: str, today: date) -> None:
    for start in range(len(text)):
        found = read_day(text, start, today)
        if found:
            end, day = found
            assert start < end <= len(text)
            assert not (day.vague and day.within)
            if day.within:
                first, last = day.within
                assert day.on is not None
                assert first <= day.on <= last <= today
                assert first < last
                assert not day.ahead
        coming = read_day_ahead(text, start, today)
        assert coming is None or start < coming[0] <= len(text)


@settings(deadline=None, max_examples=400)
@given(WORDS, TODAYS)
def test_a_stretch_of_days_never_reaches_behind_today(text: str, today: date) -> None:
    check(text, today)


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=()), max_size=60), TODAYS)
def test_no_text_crashes_the_reading_of_days(text: str, today: date) -> None:
    check(normalise(text).text, today)
