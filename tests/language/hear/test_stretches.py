"""Stretches of days of which no single one is said."""

from datetime import date

import pytest

from language.hear.dates import read_day
from language.hear.day import Day, school_day
from tests.language.hear.classroom import TODAY

Said = tuple[int, int]


def of_2026(said: Said) -> date:
    """A month and a day of the year of these tests."""
    return date(2026, *said)


@pytest.mark.parametrize(
    ("said", "first", "last", "on"),
    [
        ("上周", (11, 9), (11, 15), (11, 13)),
        ("上一周", (11, 9), (11, 15), (11, 13)),
        ("上个星期", (11, 9), (11, 15), (11, 13)),
        ("上上礼拜", (11, 2), (11, 8), (11, 6)),
        ("大上周", (11, 2), (11, 8), (11, 6)),
        ("10月二十几号", (10, 21), (10, 29), (10, 29)),
        ("20多号", (10, 21), (10, 29), (10, 29)),
        ("十来号", (11, 11), (11, 19), (11, 19)),
        ("上个月十几号", (10, 11), (10, 19), (10, 19)),
        ("上周末", (11, 14), (11, 15), (11, 15)),
        ("上上周末", (11, 7), (11, 8), (11, 8)),
        ("上个月", (10, 1), (10, 31), (10, 30)),
        ("上月份", (10, 1), (10, 31), (10, 30)),
        ("上上个月", (9, 1), (9, 30), (9, 30)),
        ("10月", (10, 1), (10, 31), (10, 30)),
        ("十月份", (10, 1), (10, 31), (10, 30)),
        ("今年九月", (9, 1), (9, 30), (9, 30)),
        ("10月底", (10, 21), (10, 31), (10, 30)),
        ("十月初", (10, 1), (10, 10), (10, 9)),
        ("10月中旬", (10, 11), (10, 20), (10, 20)),
        ("九月上旬", (9, 1), (9, 10), (9, 10)),
        ("上个月月底", (10, 21), (10, 31), (10, 30)),
        ("上月初", (10, 1), (10, 10), (10, 9)),
        ("上月中", (10, 11), (10, 20), (10, 20)),
        ("这个月初", (11, 1), (11, 10), (11, 10)),
        ("月初", (11, 1), (11, 10), (11, 10)),
        ("上旬", (11, 1), (11, 10), (11, 10)),
        ("前几天", (11, 13), (11, 18), (11, 18)),
        ("前两天", (11, 16), (11, 19), (11, 18)),
        ("前些天", (11, 10), (11, 17), (11, 17)),
        ("几天前", (11, 13), (11, 17), (11, 17)),
        ("前阵子", (10, 21), (11, 13), (11, 13)),
        ("几周前", (10, 16), (11, 6), (11, 6)),
        ("一周前", (11, 12), (11, 14), (11, 13)),
        ("两个星期以前", (11, 5), (11, 7), (11, 6)),
        ("半个月前", (11, 2), (11, 8), (11, 5)),
        ("一个月前", (10, 15), (10, 25), (10, 20)),
        ("暑假里", (7, 5), (8, 31), (8, 31)),
        ("今年暑假", (7, 5), (8, 31), (8, 31)),
    ],
)
def test_a_stretch_that_is_over_gives_a_school_day_in_it(said: str, first: Said, last: Said, on: Said) -> None:
    within = of_2026(first), of_2026(last)
    assert read_day(said, 0, TODAY) == (len(said), Day(of_2026(on), within=within))


@pytest.mark.parametrize(
    ("said", "first", "on"),
    [
        ("这两天", (11, 18), (11, 20)),
        ("这几天", (11, 14), (11, 20)),
        ("最近一周", (11, 13), (11, 20)),
        ("最近", (11, 7), (11, 20)),
        ("近日", (11, 7), (11, 20)),
        ("月中", (11, 11), (11, 20)),
        ("本月中旬", (11, 11), (11, 20)),
    ],
)
def test_a_stretch_that_reaches_up_to_today_may_go_on(said: str, first: Said, on: Said) -> None:
    assert read_day(said, 0, TODAY) == (
        len(said),
        Day(of_2026(on), tonight=True, within=(of_2026(first), TODAY)),
    )


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        (
            (2026, 11, 20),
            "周末",
            Day(date(2026, 11, 15), tonight=True, within=(date(2026, 11, 14), date(2026, 11, 15))),
        ),
        ((2026, 11, 20), "这周末", Day(date(2026, 11, 21), ahead=True)),
        (
            (2026, 11, 16),
            "这个周末",
            Day(date(2026, 11, 15), tonight=True, within=(date(2026, 11, 14), date(2026, 11, 15))),
        ),
        ((2026, 11, 21), "周末", Day(date(2026, 11, 21))),
        ((2026, 11, 22), "双休日", Day(date(2026, 11, 22), within=(date(2026, 11, 21), date(2026, 11, 22)))),
        ((2026, 11, 20), "月底", Day(date(2026, 11, 21), ahead=True)),
        (
            (2026, 11, 25),
            "月底",
            Day(date(2026, 11, 25), tonight=True, within=(date(2026, 11, 21), date(2026, 11, 25))),
        ),
        ((2026, 12, 1), "月底", Day(date(2026, 11, 30), tonight=True, within=(date(2026, 11, 21), date(2026, 11, 30)))),
        ((2026, 12, 5), "中旬", Day(date(2026, 11, 20), tonight=True, within=(date(2026, 11, 11), date(2026, 11, 20)))),
        ((2026, 11, 1), "月初", Day(date(2026, 11, 1), tonight=True)),
        ((2026, 11, 20), "本月最后一天", Day(date(2026, 11, 30), ahead=True)),
        ((2026, 11, 20), "去年12月底", Day(date(2025, 12, 31), within=(date(2025, 12, 21), date(2025, 12, 31)))),
        ((2027, 1, 11), "12月", Day(date(2026, 12, 31), within=(date(2026, 12, 1), date(2026, 12, 31)))),
        ((2026, 11, 20), "11月", Day(TODAY, vague=True)),
        ((2026, 11, 20), "这个月", Day(TODAY, vague=True)),
        ((2026, 11, 20), "本学期", Day(TODAY, vague=True)),
        ((2026, 11, 20), "3月", Day(None)),
        ((2026, 11, 20), "3月中旬", Day(None)),
        ((2026, 11, 20), "3月二十几号", Day(None)),
        ((2026, 3, 5), "2月二十几号", Day(date(2026, 2, 27), within=(date(2026, 2, 21), date(2026, 2, 28)))),
        ((2026, 11, 20), "3月最后一天", Day(None)),
        ((2026, 11, 20), "上个月第五个周一", Day(None)),
        ((2026, 3, 31), "上个月今天", Day(None)),
        ((2027, 3, 2), "寒假里", Day(date(2027, 2, 26), within=(date(2027, 1, 15), date(2027, 2, 28)))),
        ((2027, 1, 20), "寒假", Day(date(2027, 1, 20), tonight=True, within=(date(2027, 1, 15), date(2027, 1, 20)))),
        ((2026, 11, 20), "寒假", Day(date(2027, 1, 15), ahead=True)),
        ((2026, 9, 20), "寒假", Day(date(2027, 1, 15), ahead=True)),
        ((2027, 1, 5), "暑假", Day(date(2026, 8, 31), within=(date(2026, 7, 5), date(2026, 8, 31)))),
        ((2026, 11, 20), "去年暑假", Day(date(2025, 8, 29), within=(date(2025, 7, 5), date(2025, 8, 31)))),
        ((2026, 10, 20), "寒假结束后", Day(None)),
        ((2026, 9, 20), "今年寒假", Day(date(2026, 2, 27), within=(date(2026, 1, 15), date(2026, 2, 28)))),
        ((2026, 9, 30), "寒假", Day(date(2027, 1, 15), ahead=True)),
        ((2027, 3, 2), "年前", Day(date(2027, 2, 5), within=(date(2027, 1, 9), date(2027, 2, 5)))),
        ((2027, 1, 25), "年前", Day(date(2027, 1, 25), tonight=True, within=(date(2027, 1, 9), date(2027, 1, 25)))),
        ((2027, 3, 2), "年后", Day(date(2027, 2, 26), within=(date(2027, 2, 7), date(2027, 2, 26)))),
        ((2027, 3, 2), "过年那几天", Day(date(2027, 2, 6), within=(date(2027, 2, 5), date(2027, 2, 12)))),
        ((2026, 11, 20), "年前", Day(None)),
        ((2027, 5, 20), "年后", Day(None)),
    ],
)
def test_what_a_stretch_is_depends_on_today(today: tuple[int, int, int], said: str, day: Day) -> None:
    assert read_day(said, 0, date(*today)) == (len(said), day)


@pytest.mark.parametrize("said", ["半天前", "半周前", "三天前往", "月亮", "暑假作业", "中考", "年前面", "过年"])
def test_other_words_are_no_stretch(said: str) -> None:
    assert read_day(said, 0, TODAY) is None


@pytest.mark.parametrize(("text", "start"), [("两年前", 1), ("学年后", 1), ("每月底", 1), ("个月初", 1)])
def test_what_goes_on_a_word_before_is_no_stretch(text: str, start: int) -> None:
    assert read_day(text, start, TODAY) is None


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("11月9日-11日", 9, 11),
        ("11月9日到11月11日", 9, 11),
        ("十一月九号至十一号", 9, 11),
        ("9到11号", 9, 11),
        ("9号~11号", 9, 11),
        ("11.9-11.11", 9, 11),
        ("11.9-11", 9, 11),
        ("11.9到11.11", 9, 11),
        ("周一到周三", 16, 18),
        ("上周一至周五", 9, 13),
        ("星期一一直到昨天", 16, 19),
        ("前天到今天", 18, 20),
        ("13-15号", 13, 15),
    ],
)
def test_from_one_day_to_another_is_a_stretch_of_days(said: str, first: int, last: int) -> None:
    within = date(2026, 11, first), date(2026, 11, last)
    assert read_day(said, 0, TODAY) == (len(said), Day(school_day(*within), within=within))


def test_a_stretch_that_goes_on_ends_today() -> None:
    assert read_day("周三到周日", 0, TODAY) == (
        5,
        Day(TODAY, tonight=True, within=(date(2026, 11, 18), TODAY)),
    )


@pytest.mark.parametrize(
    "said", ["昨天到校", "周三到张三家", "11月5日-", "11.9~11.5", "9号到40号", "5号到2月30日", "3号到校"]
)
def test_what_ends_no_stretch_leaves_the_day(said: str) -> None:
    found = read_day(said, 0, TODAY)
    assert found is not None
    assert found[1].on is not None
    assert found[1].within is None
    assert found[0] < len(said)
