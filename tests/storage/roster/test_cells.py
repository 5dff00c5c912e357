"""What a cell means: the forms in which people and Excel write the same thing."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from duty.roster_problems import Wrong
from storage.roster.cells import Bad, Broken, read, remark
from storage.roster.columns import Column, Form

FIRST = date(2026, 9, 1)
READ = [
    (Form.CODE, 20260001.0, "20260001"),
    (Form.CODE, "007", "007"),
    (Form.CODE, "Ｇ００１", "G001"),
    (Form.CODE, " 2026\u200b0001 ", "20260001"),
    (Form.CODE, "G520123201403081234", "G520123201403081234"),
    (Form.CODE, 12.5, "12.5"),
    (Form.ACCOUNT, "ｗａｎｇ＿ｌｉ", "wang_li"),
    (Form.ACCOUNT, 1001.0, "1001"),
    (Form.ACCOUNTS, "a、b，c d\ne；A", ("a", "b", "c", "d", "e", "A")),
    (Form.NAME, "张　三", "张三"),
    (Form.NAME, "  阿依古丽·买买提 ", "阿依古丽·买买提"),
    (Form.NAME, "Ann  Lee", "Ann Lee"),
    (Form.PLACE, "七 (１) 班", "七（1）班"),
    (Form.PLACE, 1.0, "1"),
    (Form.PLACES, "七(1)班，七（2）班", ("七（1）班", "七（2）班")),
    (Form.LINES, "留守、困难、留守", ("留守", "困难")),
    (Form.LINE, "一组\n山上", "一组 山上"),
    (Form.TEXT, "一\r\n二", "一\n二"),
    (Form.PHONE, 13800001111.0, "13800001111"),
    (Form.PHONE, "０８５４－１２３４５６７", "0854-1234567"),
    (Form.PHONE, "138 0000 1111", "138 0000 1111"),
    (Form.PHONE, "13800001111、13900001111", "13800001111、13900001111"),
    (Form.PHONE, "+86 13800001111 转 8001", "+86 13800001111 转 8001"),
    (Form.DATE, FIRST, FIRST),
    (Form.DATE, datetime.fromisoformat("2026-09-01T10:03"), FIRST),
    (Form.DATE, "2026-09-01", FIRST),
    (Form.DATE, "2026/9/1", FIRST),
    (Form.DATE, "2026.9.1", FIRST),
    (Form.DATE, "2026年9月1日", FIRST),
    (Form.DATE, "２０２６年９月１日", FIRST),
    (Form.DATE, "2026-09-01 00:00:00", FIRST),
    (Form.DATE, "2026-09-01T08:00:00", FIRST),
    (Form.DATE, 20260901.0, FIRST),
    (Form.DATE, "20260901", FIRST),
    (Form.YEAR, "2026—2027学年", "2026-2027"),
    (Form.YEAR, "2026 – 2027 学年", "2026-2027"),
    (Form.YEAR, "2026至2027", "2026-2027"),
    (Form.YEAR, 2026.0, "2026"),
    (Form.ROLES, "班主任、导师", ("class_teacher", "mentor")),
    (Form.KIND, "谈心", "talk"),
    (Form.KIND, "家访", "home_visit"),
    (Form.KIND, "送温暖", "warmth"),
    (Form.KIND, "帮扶/辅导", "help"),
    (Form.KIND, "辅导", "help"),
    (Form.KIND, "联系家长", "contact"),
    (Form.LEVEL, "重点关注", "focus"),
    (Form.PACK, " 四个一 ", "四个一"),
    (Form.YES, "是", True),
    (Form.YES, "√", True),
    (Form.YES, "Ｙ", True),
    (Form.YES, 1.0, True),
    (Form.YES, False, False),
    (Form.YES, "否", False),
    (Form.CLOCK, time(12, 10), "12:10"),
    (Form.CLOCK, timedelta(hours=7, minutes=30), "07:30"),
    (Form.CLOCK, 0.5, "12:00"),
    (Form.CLOCK, 7.5 / 24, "07:30"),
    (Form.CLOCK, "7:30", "07:30"),
    (Form.CLOCK, "１２：１０", "12:10"),
    (Form.CLOCK, "12:10:00", "12:10"),
    (Form.CLOCK, "12点10分", "12:10"),
    (Form.CLOCK, "12点半", "12:30"),
    (Form.CLOCK, "21点", "21:00"),
    (Form.CLOCK, "21点整", "21:00"),
    (Form.CLOCK, "24:00", "00:00"),
    (Form.CLOCK, "", None),
    (Form.SCHOOL_DAY, "放假", "rest"),
    (Form.SCHOOL_DAY, "休息", "rest"),
    (Form.SCHOOL_DAY, "上班", "work"),
    (Form.SCHOOL_DAY, "调休", "work"),
    (Form.SCHOOL_DAY, "补课", "work"),
    (Form.SCHOOL_DAY, "考试周", "silent"),
    (Form.SCHOOL_DAY, "考试", "silent"),
    (Form.SCHOOL_DAY, "不提醒", "silent"),
    (Form.TEXT, "  \u3000\u200b", None),
]


def column(form: Form) -> Column:
    return Column("some", "某列", form)


@pytest.mark.parametrize(("form", "raw", "meant"), READ)
def test_a_cell_means_the_same_however_it_is_written(form: Form, raw: Any, meant: object) -> None:
    assert read(column(form), raw) == meant


REFUSED = [
    (Form.DATE, "26.9.1", Wrong.BAD_DATE),
    (Form.DATE, "2026年9月", Wrong.BAD_DATE),
    (Form.DATE, "2026-13-01", Wrong.BAD_DATE),
    (Form.DATE, 46266.0, Wrong.BAD_DATE),
    (Form.DATE, time(0, 0), Wrong.BAD_DATE),
    (Form.DATE, True, Wrong.BAD_DATE),
    (Form.DATE, "1989-12-31", Wrong.IMPOSSIBLE_DATE),
    (Form.DATE, date(2101, 1, 1), Wrong.IMPOSSIBLE_DATE),
    (Form.CLOCK, "中午", Wrong.BAD_CLOCK),
    (Form.CLOCK, "25:00", Wrong.BAD_CLOCK),
    (Form.CLOCK, "12:60", Wrong.BAD_CLOCK),
    (Form.CLOCK, "12", Wrong.BAD_CLOCK),
    (Form.CLOCK, 12.0, Wrong.BAD_CLOCK),
    (Form.CLOCK, -0.5, Wrong.BAD_CLOCK),
    (Form.CLOCK, 0.99999, Wrong.BAD_CLOCK),
    (Form.CLOCK, timedelta(days=1), Wrong.BAD_CLOCK),
    (Form.CLOCK, True, Wrong.BAD_CLOCK),
    (Form.CLOCK, datetime.fromisoformat("2026-09-01T12:10"), Wrong.BAD_CLOCK),
    (Form.SCHOOL_DAY, "出游", Wrong.UNKNOWN_WORD),
    (Form.CODE, 1e15, Wrong.DIGITS_LOST),
    (Form.CODE, "a\nb", Wrong.BAD_CODE),
    (Form.NAME, Broken.ERROR, Wrong.ERROR_VALUE),
    (Form.NAME, "张\ud800三", Wrong.UNPRINTABLE),
    (Form.PHONE, "138000011112", Wrong.BAD_PHONE),
    (Form.PHONE, "12", Wrong.BAD_PHONE),
    (Form.ACCOUNT, "a" * 65, Wrong.TOO_LONG),
    (Form.ACCOUNT, "王丽", Wrong.BAD_ACCOUNT),
    (Form.ACCOUNTS, "a、王丽", Wrong.BAD_ACCOUNT),
    (Form.PLACES, "一" * 65, Wrong.TOO_LONG),
]


@pytest.mark.parametrize(("form", "raw", "code"), REFUSED)
def test_a_cell_that_says_something_else_is_refused(form: Form, raw: Any, code: Wrong) -> None:
    answer = read(column(form), raw)
    assert isinstance(answer, Bad)
    assert answer.code is code


def test_of_several_words_the_wrong_one_is_quoted_with_those_allowed() -> None:
    answer = read(column(Form.ROLES), "班主任、门卫")
    assert isinstance(answer, Bad)
    assert (answer.value, answer.other.startswith("帮扶教师、班主任、")) == ("门卫", True)


@pytest.mark.parametrize(("raw", "kept"), [(3.0, "3"), (FIRST, "2026-09-01"), (True, "是"), (" 远 ", "远"), ("", "")])
def test_a_cell_of_an_unknown_column_is_kept_as_text(raw: Any, kept: str) -> None:
    assert remark(raw) == kept
