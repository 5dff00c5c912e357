"""Days on end that are spoken of: from when to when somebody is away."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.hear.spans import LONGEST, span_of
from tests.language.hear.classroom import TODAY


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


FROM_TO = [
    ("11月3日到11月10日", day(11, 3), day(11, 10)),
    ("11月25-28号", day(11, 25), day(11, 28)),
    ("11月25日-11月28日", day(11, 25), day(11, 28)),
    ("12.3-12.8", day(12, 3), day(12, 8)),
    ("2026-12-01到2026-12-05", day(12, 1), day(12, 5)),
    ("2026年12月1日到5日", day(12, 1), day(12, 5)),
    ("从12月1日到3月1日", day(12, 1), day(3, 1, 2027)),
    ("从12月15日到明年5月", day(12, 15), day(5, 31, 2027)),
    ("明年3月1日到6月1日", day(3, 1, 2027), day(6, 1, 2027)),
    ("2027年3月初到4月底", day(3, 1, 2027), day(4, 30, 2027)),
    ("周三到周五", day(11, 25), day(11, 27)),
    ("周五到周六", TODAY, day(11, 21)),
    ("周五到下周二", TODAY, day(11, 24)),
    ("下周一到周三", day(11, 23), day(11, 25)),
    ("下下周二到周四", day(12, 1), day(12, 3)),
    ("25号到周五", day(11, 25), day(11, 27)),
    ("25号到12月3号", day(11, 25), day(12, 3)),
    ("3号到10号", day(12, 3), day(12, 10)),
    ("18号到25号", day(11, 18), day(11, 25)),
    ("下个月5号到10号", day(12, 5), day(12, 10)),
    ("从今天到周五", TODAY, day(11, 27)),
    ("昨天到今天", day(11, 19), TODAY),
    ("到周五", TODAY, day(11, 27)),
    ("明天起，到下周三", day(11, 21), day(11, 25)),
    ("到月底", TODAY, day(11, 30)),
    ("到年底", TODAY, day(12, 31)),
    ("到元旦", TODAY, day(1, 1, 2027)),
    ("月底前", TODAY, day(11, 30)),
    ("周四回来", TODAY, day(11, 26)),
    ("明天出差，周五上班", day(11, 21), day(11, 26)),
    ("今天 明天", TODAY, day(11, 21)),
    ("周四周五", day(11, 26), day(11, 27)),
    ("25号、26号", day(11, 25), day(11, 26)),
    ("明天后天两天", day(11, 21), day(11, 22)),
    ("明后两天", day(11, 21), day(11, 22)),
    ("这两天", TODAY, day(11, 21)),
    ("今明两天", TODAY, day(11, 21)),
]
SO_LONG = [
    ("三天", TODAY, day(11, 22)),
    ("半天", TODAY, TODAY),
    ("两周", TODAY, day(12, 3)),
    ("一个礼拜", TODAY, day(11, 26)),
    ("半个月", TODAY, day(12, 4)),
    ("三个月", TODAY, day(2, 19, 2027)),
    ("半年", TODAY, day(5, 19, 2027)),
    ("一年", TODAY, day(11, 19, 2027)),
    ("从下周一开始三天", day(11, 23), day(11, 25)),
    ("两个月，从12月起", day(12, 1), day(1, 31, 2027)),
    ("下周培训五天", day(11, 23), day(11, 27)),
    ("周三一天", day(11, 25), day(11, 25)),
    ("明天", day(11, 21), day(11, 21)),
    ("周五", day(11, 27), day(11, 27)),
    ("这周五", TODAY, TODAY),
    ("20号", TODAY, TODAY),
    ("这周末", day(11, 21), day(11, 22)),
    ("下周", day(11, 23), day(11, 29)),
    ("本周", TODAY, day(11, 22)),
    ("下个月", day(12, 1), day(12, 31)),
    ("这个月", TODAY, day(11, 30)),
    ("下月初", day(12, 1), day(12, 1)),
    ("10月", day(10, 1), day(10, 31)),
    ("下午", TODAY, TODAY),
    ("今早", TODAY, TODAY),
    ("大后天", day(11, 23), day(11, 23)),
]
NOTHING = """
    每天 第三天 二年级 12月1号起 下周请三天假 到放寒假 几天 一段时间 2月30日 13月5号 周三和周五 两年 今天出差今天上班
    0天 0周 请假 半个星期 从周一开始 明天和周五回来再说下周 2026-13-45
"""


@pytest.mark.parametrize(("text", "first", "last"), [*FROM_TO, *SO_LONG])
def test_days_on_end_are_read(text: str, first: date, last: date) -> None:
    assert span_of(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", NOTHING.split())
def test_what_names_no_days_on_end_gives_none(text: str) -> None:
    assert span_of(text, TODAY) is None


SLIPS = [
    ("12月5日到12月1日", day(12, 5), day(12, 1)),
    ("2026年12月5日到2026年12月1日", day(12, 5), day(12, 1)),
    ("2027年12月5日到3月1日", day(12, 5, 2027), day(3, 1, 2027)),
    ("12.5-12.1", day(12, 5), day(12, 1)),
    ("11月25日到11月20日", day(11, 25), TODAY),
    ("后天到明天", day(11, 22), day(11, 21)),
    ("下周五到下周一", day(11, 27), day(11, 23)),
    ("到11月3日", TODAY, day(11, 3)),
    ("12月5日出差，12月1日回来", day(12, 5), day(12, 1)),
    ("12月5日出差，12月1日上班", day(12, 5), day(12, 1)),
    ("三月底到二月底", day(3, 31, 2027), day(2, 28, 2027)),
]
LONG = [
    ("从12月1日到6月1日", day(12, 1), day(6, 1, 2027)),
    ("9月1日到12月1日", day(9, 1), day(12, 1)),
    ("2026年12月5日到2027年12月1日", day(12, 5), day(12, 1, 2027)),
    ("12月5日到明年8月1日", day(12, 5), day(8, 1, 2027)),
]


@pytest.mark.parametrize(("text", "first", "last"), SLIPS)
def test_days_that_are_turned_round_stay_so_and_are_no_year(text: str, first: date, last: date) -> None:
    assert span_of(text, TODAY) == (first, last)


@pytest.mark.parametrize(("text", "first", "last"), LONG)
def test_a_long_time_is_one_where_it_is_usual_or_says_its_year(text: str, first: date, last: date) -> None:
    assert span_of(text, TODAY) == (first, last)


@settings(deadline=None, max_examples=300)
@given(
    st.text(st.sampled_from("0123456789一二三十月日号周天年个半下上这本到至从起明后今请假-./、，回")),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_a_span_is_no_longer_than_a_year_or_so(text: str, today: date) -> None:
    found = span_of(text, today)
    assert found is None or found[1] - found[0] <= LONGEST
