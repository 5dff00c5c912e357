"""Festivals: when they are, and how they are said."""

from datetime import date

import holidays
import pytest
from chinese_calendar import get_solar_terms

from language.hear.dates import read_day
from language.hear.day import Day
from language.hear.days_ahead import read_day_ahead
from language.hear.festivals import BY_NAME, WITH_MORE, Festival, coming, lunar, of_year
from tests.language.hear.classroom import TODAY

YEARS = range(2015, 2046)
# A Monday behind the Spring Festival of February 6, 2027.
MARCH = date(2027, 3, 1)
Ymd = tuple[int, int, int]


@pytest.mark.parametrize("name", ["春节", "清明节", "端午节", "中秋节"])
def test_the_festivals_of_the_moon_are_those_of_the_public_calendar(name: str) -> None:
    public = holidays.country_holidays("CN", years=YEARS, language="zh_CN").get_named(name, lookup="exact")
    first = {day.year: day for day in sorted(public, reverse=True)}
    assert {year: of_year(BY_NAME[name].on, year) for year in YEARS} == first


def test_the_solar_terms_are_those_of_the_public_calendar() -> None:
    public = [(day, name) for day, name in get_solar_terms(date(2015, 1, 1), date(2045, 12, 31))]
    assert len(public) == 24 * len(YEARS)
    assert [(of_year(BY_NAME[f"{name}节气"].on, day.year), name) for day, name in public] == public


def test_every_festival_is_once_in_nearly_every_year() -> None:
    for festival in {*BY_NAME.values(), *WITH_MORE.values()}:
        days = [of_year(festival.on, year) for year in YEARS]
        # A lunar December may fall into the January before or behind.
        assert sum(day is None for day in days) <= 1 + len(days) // 2
        assert all(day.year == year for day, year in zip(days, YEARS, strict=True) if day)


@pytest.mark.parametrize(("year", "on"), [(1800, None), (2026, date(2026, 2, 17)), (2200, None)])
def test_the_moon_is_reckoned_for_two_centuries(year: int, on: date | None) -> None:
    assert of_year(lunar(1, 1), year) == on
    assert of_year(BY_NAME["除夕"].on, year) == (date(2026, 2, 16) if on else None)
    assert (of_year(BY_NAME["清明"].on, year) is None) is (on is None)


def test_a_month_without_a_thirtieth_ends_on_the_day_before() -> None:
    assert of_year(lunar(12, 30), 2026) == of_year(BY_NAME["除夕"].on, 2026) == date(2026, 2, 16)
    assert of_year(lunar(13, 1), 2026) is None


@pytest.mark.parametrize(
    ("today", "said", "on"),
    [
        (TODAY, "教师节", (2026, 9, 10)),
        (TODAY, "中秋节", (2026, 9, 25)),
        (TODAY, "中秋节那天", (2026, 9, 25)),
        (TODAY, "中秋前一天", (2026, 9, 24)),
        (TODAY, "教师节前夕", (2026, 9, 9)),
        (TODAY, "中秋第二天", (2026, 9, 26)),
        (TODAY, "中秋后一天", (2026, 9, 26)),
        (TODAY, "重阳节当天", (2026, 10, 18)),
        (TODAY, "国庆当天", (2026, 10, 1)),
        (TODAY, "国庆节头一天", (2026, 10, 1)),
        (TODAY, "国庆第三天", (2026, 10, 3)),
        (TODAY, "国庆放假前一天", (2026, 9, 30)),
        (TODAY, "国庆假期第二天", (2026, 10, 2)),
        (TODAY, "十一那天", (2026, 10, 1)),
        (TODAY, "立冬", (2026, 11, 7)),
        (TODAY, "立冬节气", (2026, 11, 7)),
        (TODAY, "霜降那天", (2026, 10, 23)),
        (TODAY, "去年冬至", (2025, 12, 21)),
        (TODAY, "2025年中秋", (2025, 10, 6)),
        (TODAY, "25年元旦", (2025, 1, 1)),
        (TODAY, "今年六一那天", (2026, 6, 1)),
        (TODAY, "前年教师节", (2024, 9, 10)),
        (TODAY, "农历九月初九", (2026, 10, 18)),
        (TODAY, "阴历八月十五", (2026, 9, 25)),
        (TODAY, "十月初一", (2026, 11, 9)),
        (MARCH, "元旦", (2027, 1, 1)),
        (MARCH, "平安夜", (2026, 12, 24)),
        (MARCH, "跨年夜", (2026, 12, 31)),
        (MARCH, "腊八那天", (2027, 1, 15)),
        (MARCH, "腊月初一", (2027, 1, 8)),
        (MARCH, "小年", (2027, 1, 30)),
        (MARCH, "大年三十", (2027, 2, 5)),
        (MARCH, "腊月三十", (2027, 2, 5)),
        (MARCH, "除夕前一天", (2027, 2, 4)),
        (MARCH, "大年初一", (2027, 2, 6)),
        (MARCH, "年初二", (2027, 2, 7)),
        (MARCH, "正月初六", (2027, 2, 11)),
        (MARCH, "初八", (2027, 2, 13)),
        (MARCH, "正月十五", (2027, 2, 20)),
        (MARCH, "元宵节", (2027, 2, 20)),
        (MARCH, "冬月廿二", (2026, 12, 30)),
        (date(2027, 6, 14), "端午节", (2027, 6, 9)),
        (date(2027, 6, 14), "六一那天", (2027, 6, 1)),
        (date(2027, 6, 14), "五四青年节当天", (2027, 5, 4)),
        (date(2027, 6, 14), "母亲节", (2027, 5, 9)),
        (date(2027, 6, 14), "清明节当天", (2027, 4, 5)),
    ],
)
def test_a_festival_is_the_last_one(today: date, said: str, on: Ymd) -> None:
    assert read_day(said, 0, today) == (len(said), Day(date(*on)))


@pytest.mark.parametrize(
    ("said", "on", "first", "last"),
    [
        ("国庆", (10, 1), (10, 1), (10, 7)),
        ("国庆期间", (10, 1), (10, 1), (10, 7)),
        ("国庆长假里", (10, 1), (10, 1), (10, 7)),
        ("十一假期", (10, 1), (10, 1), (10, 7)),
        ("中秋假期", (9, 25), (9, 24), (9, 26)),
        ("国庆前", (9, 30), (9, 21), (9, 30)),
        ("国庆节后", (10, 8), (10, 8), (10, 31)),
        ("国庆前后", (10, 1), (9, 28), (10, 4)),
        ("国庆回来第一天", (10, 8), (10, 8), (10, 31)),
        ("中秋之后", (9, 28), (9, 27), (10, 20)),
        ("今年五一", (5, 1), (5, 1), (5, 5)),
        ("今年春节", (2, 17), (2, 16), (2, 23)),
        ("今年正月", (2, 17), (2, 17), (3, 18)),
    ],
)
def test_the_days_around_a_festival_are_a_stretch(
    said: str, on: tuple[int, int], first: tuple[int, int], last: tuple[int, int]
) -> None:
    within = date(2026, *first), date(2026, *last)
    assert read_day(said, 0, TODAY) == (len(said), Day(date(2026, *on), within=within))


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        (TODAY, "冬至", Day(date(2026, 12, 22), ahead=True)),
        (TODAY, "元旦", Day(date(2027, 1, 1), ahead=True)),
        (TODAY, "平安夜那天", Day(date(2026, 12, 24), ahead=True)),
        (TODAY, "今年冬至", Day(date(2026, 12, 22), ahead=True)),
        (TODAY, "感恩节前", Day(TODAY, tonight=True, within=(date(2026, 11, 16), TODAY))),
        (TODAY, "元旦前", Day(date(2026, 12, 22), ahead=True)),
        (TODAY, "感恩节后", Day(date(2026, 11, 27), ahead=True)),
        (date(2026, 10, 3), "国庆", Day(date(2026, 10, 1), within=(date(2026, 10, 1), date(2026, 10, 3)))),
        # Not so near, or of a calendar that nobody here knows.
        (TODAY, "春节", Day(None)),
        (TODAY, "五一期间", Day(None)),
        (TODAY, "清明", Day(None)),
        (TODAY, "清明假期最后一天", Day(None)),
        (MARCH, "春节最后一天", Day(None)),
        (MARCH, "春节放假第一天", Day(None)),
        (TODAY, "三月三", Day(None)),
        (TODAY, "初八", Day(None)),
        (date(2027, 5, 20), "初八那天", Day(None)),
        (TODAY, "藏历年期间", Day(None)),
        (TODAY, "今年十三月初一", Day(None)),
    ],
)
def test_a_festival_that_is_to_come_or_not_near_is_none_of_the_past(today: date, said: str, day: Day) -> None:
    found = read_day(said, 0, today)
    assert found is not None
    assert found[1] == day


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("中秋月饼", 0),
        ("国庆节目", 0),
        ("元旦晚会", 0),
        ("五一班", 0),
        ("五一个", 0),
        ("十一", 0),
        ("十一个", 0),
        ("二十一期间", 1),
        ("周五一起", 1),
        ("今年三十岁", 1),
        ("大年三十岁", 0),
        ("快到中秋了", 2),
        ("和张国庆谈心", 2),
        ("李立春", 1),
        ("跟元旦谈了", 1),
        (",张国庆", 2),
        ("谷雨", 0),
        ("初二", 0),
        ("当初六个", 1),
        ("大雪", 0),
        ("过年", 0),
    ],
)
def test_other_words_are_no_festival(text: str, start: int) -> None:
    assert read_day(text, start, TODAY) is None


@pytest.mark.parametrize(("text", "start"), [("许知远立冬", 3), ("马云立冬", 2), ("立冬去", 0)])
def test_a_festival_behind_a_name_is_a_day(text: str, start: int) -> None:
    found = read_day(text, start, TODAY)
    assert found is not None
    assert found[1] == Day(date(2026, 11, 7))


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("国庆节", date(2027, 10, 1)),
        ("元旦后", date(2027, 1, 4)),
        ("元旦前", date(2026, 12, 31)),
        ("圣诞前夕", date(2026, 12, 24)),
        ("春节", date(2027, 2, 6)),
    ],
)
def test_what_waits_for_a_festival_waits_for_the_next_one(said: str, on: date) -> None:
    assert read_day_ahead(said, 0, TODAY) == (len(said), on)


def test_a_thing_of_a_festival_is_no_day_to_wait_for() -> None:
    assert read_day_ahead("中秋月饼", 0, TODAY) is None


def test_no_festival_comes_behind_the_years_that_are_reckoned() -> None:
    assert coming(lunar(1, 1), date(2150, 1, 1)) is None
    assert Festival(lunar(1, 1)).rest == (0, 0)
    assert read_day("春节", 0, date(2150, 1, 1)) == (2, Day(None))
    assert read_day_ahead("除夕前", 0, date(2150, 1, 1)) == (3, None)
