"""The days that a teacher says."""

from datetime import date

import pytest

from duty.commands import RecordDeed
from duty.hearing import Confirm
from duty.kinds import Kind
from language.hear.dates import read_day
from language.hear.day import Day
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("今天", (2026, 11, 20)),
        ("今早", (2026, 11, 20)),
        ("昨天", (2026, 11, 19)),
        ("昨晚", (2026, 11, 19)),
        ("昨天晚上", (2026, 11, 19)),
        ("前天", (2026, 11, 18)),
        ("大前天", (2026, 11, 17)),
        ("11月5日", (2026, 11, 5)),
        ("11月5号", (2026, 11, 5)),
        ("11月05日", (2026, 11, 5)),
        ("11月5", (2026, 11, 5)),
        ("十一月五日", (2026, 11, 5)),
        ("十一月二十号", (2026, 11, 20)),
        ("十月廿五号", (2026, 10, 25)),
        ("十月三十一日", (2026, 10, 31)),
        ("9月30日", (2026, 9, 30)),
        ("12月30日", (2026, 12, 30)),
        ("2026年11月5日", (2026, 11, 5)),
        ("26年11月5日", (2026, 11, 5)),
        ("二〇二六年十一月五日", (2026, 11, 5)),
        ("去年12月5日", (2025, 12, 5)),
        ("今年3月5日", (2026, 3, 5)),
        ("2026-11-05", (2026, 11, 5)),
        ("2026/11/5", (2026, 11, 5)),
        ("2026.11.5", (2026, 11, 5)),
        ("11.5", (2026, 11, 5)),
        ("11-5", (2026, 11, 5)),
        ("11/5", (2026, 11, 5)),
        ("11.5日", (2026, 11, 5)),
        ("5号", (2026, 11, 5)),
        ("五号", (2026, 11, 5)),
        ("20号", (2026, 11, 20)),
        ("25号", (2026, 10, 25)),
        ("31号", (2026, 10, 31)),
        ("上个月15号", (2026, 10, 15)),
        ("上月15日", (2026, 10, 15)),
        ("上上个月15号", (2026, 9, 15)),
        ("这个月5号", (2026, 11, 5)),
        ("本月25号", (2026, 11, 25)),
        ("周三", (2026, 11, 18)),
        ("星期三", (2026, 11, 18)),
        ("礼拜三", (2026, 11, 18)),
        ("周五", (2026, 11, 20)),
        ("周六", (2026, 11, 14)),
        ("周日", (2026, 11, 15)),
        ("星期天", (2026, 11, 15)),
        ("周3", (2026, 11, 18)),
        ("上周三", (2026, 11, 11)),
        ("上周日", (2026, 11, 15)),
        ("上个星期一", (2026, 11, 9)),
        ("上上周三", (2026, 11, 4)),
        ("三天前", (2026, 11, 17)),
        ("两天前", (2026, 11, 18)),
        ("10天以前", (2026, 11, 10)),
        ("5月21日", (2026, 5, 21)),
        ("2026年1月5日", (2026, 1, 5)),
        ("这周三", (2026, 11, 18)),
        ("本周一", (2026, 11, 16)),
        ("本周日", (2026, 11, 22)),
    ],
)
def test_a_day_is_read_to_its_end(said: str, on: tuple[int, int, int]) -> None:
    found = read_day(said, 0, TODAY)
    assert found is not None
    end, day = found
    assert (day, said[end:]) in ((Day(date(*on)), ""), (Day(date(*on)), "晚上"))


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("大大前天", (2026, 11, 16)),
        ("昨儿个", (2026, 11, 19)),
        ("昨个儿", (2026, 11, 19)),
        ("夜儿个", (2026, 11, 19)),
        ("琴日", (2026, 11, 19)),
        ("寻晚", (2026, 11, 19)),
        ("咋天", (2026, 11, 19)),
        ("zuotian", (2026, 11, 19)),
        ("今儿个", (2026, 11, 20)),
        ("今朝", (2026, 11, 20)),
        ("20261105", (2026, 11, 5)),
        ("11月5日当天", (2026, 11, 5)),
        ("周三那天", (2026, 11, 18)),
        ("11月5日前一天", (2026, 11, 4)),
        ("11月5号的第二天", (2026, 11, 6)),
        ("二十3号", (2026, 10, 23)),
        ("廿3日", (2026, 10, 23)),
        ("11月十六号", (2026, 11, 16)),
        ("11月17曰", (2026, 11, 17)),
        ("今年元月5日", (2026, 1, 5)),
        ("大上周三", (2026, 11, 4)),
        ("上月28", (2026, 10, 28)),
        ("上月十八", (2026, 10, 18)),
        ("去年最后一天", (2025, 12, 31)),
        ("今年第一天", (2026, 1, 1)),
        ("2206年11月20日", (2206, 11, 20)),
        ("上上上周三", (2026, 10, 28)),
        ("上一个星期三", (2026, 11, 11)),
        ("上个星期的星期三", (2026, 11, 11)),
        ("上周今天", (2026, 11, 13)),
        ("上个月的今天", (2026, 10, 20)),
        ("三天之前", (2026, 11, 17)),
        ("10月最后一天", (2026, 10, 31)),
        ("上个月第一天", (2026, 10, 1)),
        ("10月的第三天", (2026, 10, 3)),
        ("这个月第一个周五", (2026, 11, 6)),
        ("上月最后一个周五", (2026, 10, 30)),
        ("上月第一个周7", (2026, 10, 4)),
    ],
)
def test_other_ways_to_say_a_day(said: str, on: tuple[int, int, int]) -> None:
    assert read_day(said, 0, TODAY) == (len(said), Day(date(*on)))


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("明天", (2026, 11, 21)),
        ("听日", (2026, 11, 21)),
        ("后天", (2026, 11, 22)),
        ("大后天", (2026, 11, 23)),
        ("下周三", (2026, 11, 25)),
        ("下下周一", (2026, 11, 30)),
        ("下个月5号", (2026, 12, 5)),
    ],
)
def test_words_for_a_day_to_come_speak_of_the_future(said: str, on: tuple[int, int, int]) -> None:
    assert read_day(said, 0, TODAY) == (len(said), Day(date(*on), ahead=True))


@pytest.mark.parametrize(
    "said",
    [
        "2月30日",
        "13月5日",
        "2026-02-30",
        "11月31日",
        "2026/11/31",
        "12月",
        "13月底",
        "上次",
        "上学期",
        "那天",
        "去年",
        "开学第一天",
        "开学那天",
        "放假后第一周",
        "一年前",
        "11月5日之前",
        "周三前后",
        "9-11号",
        "11月29到31号",
        "2.30",
        "1月5日",
        "5月20号",
        "1.5",
    ],
)
def test_a_day_that_does_not_exist_or_is_not_said_is_none(said: str) -> None:
    assert read_day(said, 0, TODAY) == (len(said), Day(None))


def test_tonight_may_be_still_to_come() -> None:
    assert read_day("今晚", 0, TODAY) == (2, Day(TODAY, tonight=True))
    assert by_steps("今晚家访 许知远", TODAY, CARE) == Confirm(RecordDeed(Kind.HOME_VISIT, ids("许知远"), TODAY))
    assert by_steps("今晚家访了许知远", TODAY, CARE) == RecordDeed(Kind.HOME_VISIT, ids("许知远"), TODAY)


def test_words_for_a_time_around_now_are_vague() -> None:
    assert read_day("本周", 0, TODAY) == (2, Day(TODAY, vague=True))


@pytest.mark.parametrize(
    "text",
    [
        "9号楼",
        "3.5分",
        "88元",
        "3号桌",
        "11-5班",
        "2.5斤",
        "105.5",
        "13.5",
        "11.32",
        "1.2.3",
        "二号线",
        "周围",
        "20261131",
        "2026110",
        "5号座位上",
        "3.5小时",
        "5号电池",
        "27号附",
        "3月5日出生",
        "11.40-12.5",
        "这个",
        "心",
    ],
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert read_day(text, 0, TODAY) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("生日是3月5号", 3),
        ("生日是3月5号", 5),
        ("¥11.5", 1),
        ("考了11.5", 2),
        ("第3周", 1),
        ("生日11月5", 2),
        ("建设街27号", 3),
    ],
)
def test_a_number_of_something_else_is_no_day(text: str, start: int) -> None:
    assert read_day(text, start, TODAY) is None


def test_a_time_behind_a_date_is_none_of_it() -> None:
    assert read_day("11月5号19:30", 0, TODAY) == (5, Day(date(2026, 11, 5)))


def test_a_number_inside_another_is_no_day() -> None:
    assert read_day("105号", 1, TODAY) is None
    assert read_day("1-11.5", 2, TODAY) is None


@pytest.mark.parametrize(
    ("today", "said", "on"),
    [
        ((2027, 1, 3), "12月30日", (2026, 12, 30)),
        ((2027, 1, 3), "12.30", (2026, 12, 30)),
        ((2027, 1, 3), "30号", (2026, 12, 30)),
        ((2027, 1, 3), "上个月15号", (2026, 12, 15)),
        ((2027, 1, 3), "周三", (2026, 12, 30)),
        ((2027, 1, 3), "大前天", (2026, 12, 31)),
        ((2027, 1, 3), "今年1月2日", (2027, 1, 2)),
        ((2026, 11, 20), "11月28日", (2026, 11, 28)),
        ((2026, 1, 5), "7月5日", (2026, 7, 5)),
        ((2026, 1, 5), "8月5日", (2025, 8, 5)),
        ((2028, 3, 1), "2月29日", (2028, 2, 29)),
        ((2026, 3, 5), "28号", (2026, 2, 28)),
        ((2026, 11, 16), "周一", (2026, 11, 16)),
        ((2026, 11, 16), "周日", (2026, 11, 15)),
        ((2026, 11, 16), "上周日", (2026, 11, 15)),
    ],
)
def test_the_year_and_the_month_that_are_not_said_follow_from_today(
    today: tuple[int, int, int], said: str, on: tuple[int, int, int]
) -> None:
    assert read_day(said, 0, date(*today)) == (len(said), Day(date(*on)))


def test_a_day_of_no_month_near_by_does_not_exist() -> None:
    assert read_day("30号", 0, date(2026, 3, 5)) == (3, Day(None))


@pytest.mark.parametrize("note", ["9号楼3单元", "考了11.5分", "12月5日再家访", "星期三来过", "花了88元"])
def test_numbers_in_a_note_move_no_day(note: str) -> None:
    heard = by_steps(f"已谈心 许知远：{note}", TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.happened_on, heard.note) == (TODAY, note)


def test_the_oldest_day_that_is_taken_is_four_hundred_days_ago() -> None:
    assert isinstance(by_steps("2025年10月16日谈心 许知远", TODAY, CARE), RecordDeed)
    assert not isinstance(by_steps("2025年10月15日谈心 许知远", TODAY, CARE), RecordDeed | Confirm)
