"""The words that many sentences share."""

from datetime import date, timedelta

import pytest

from duty.people import Child
from duty.policy import Per
from duty.windows import Window
from language.say import words
from language.surnames import surname_of

TODAY = date(2026, 11, 20)


def window(first: date, last: date) -> Window:
    return Window(first, last, last + timedelta(days=7))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("王芳", "王老师"),
        ("欧阳娜", "欧阳老师"),
        ("欧阳", "欧老师"),
        ("单丹", "单老师"),
        ("古丽米热·艾力", "古丽米热·艾力老师"),
        ("尼玛次仁", "尼玛次仁老师"),
        ("Anna", "Anna老师"),
        ("王", "王老师"),
        ("司马相如", "司马老师"),
    ],
)
def test_a_colleague_is_called_by_the_surname_or_in_full(name: str, called: str) -> None:
    assert words.teacher(name) == called


def test_a_name_of_four_characters_without_a_known_surname_is_not_cut() -> None:
    assert surname_of("尼玛次仁") == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "今天（11月20日）"),
        (date(2026, 11, 19), "昨天（11月19日）"),
        (date(2026, 11, 18), "前天（11月18日）"),
        (date(2026, 11, 5), "11月5日（周四）"),
        (date(2025, 12, 30), "2025年12月30日（周二）"),
    ],
)
def test_days_are_said_as_people_say_them(day: date, said: str) -> None:
    assert words.day_said(day, TODAY) == said


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (TODAY, "今天"),
        (date(2026, 11, 30), "30日（周一）"),
        (date(2026, 12, 2), "12月2日"),
        (date(2027, 1, 15), "1月15日"),
    ],
)
def test_deadlines(last: date, said: str) -> None:
    assert words.deadline(window(date(2026, 9, 1), last), TODAY) == said


@pytest.mark.parametrize(
    ("per", "first", "last", "said"),
    [
        (Per.MONTH, date(2026, 11, 1), date(2026, 11, 30), "这个月"),
        (Per.MONTH, date(2026, 10, 1), date(2026, 10, 31), "上个月"),
        (Per.MONTH, date(2026, 9, 1), date(2026, 9, 30), "9月"),
        (Per.MONTH, date(2025, 11, 1), date(2025, 11, 30), "11月"),
        (Per.TERM, date(2026, 9, 1), date(2027, 1, 22), "这学期"),
        (Per.TERM, date(2026, 2, 23), date(2026, 7, 3), "上学期"),
        (Per.WEEK, date(2026, 11, 9), date(2026, 11, 15), "上周"),
        (Per.SCHOOL_YEAR, date(2026, 9, 1), date(2027, 7, 2), "这学年"),
    ],
)
def test_periods(per: Per, first: date, last: date, said: str) -> None:
    assert words.period(per, window(first, last), TODAY) == said


@pytest.mark.parametrize(
    ("grade", "class_name", "said"),
    [
        ("七年级", "1班", "七年级1班"),
        ("七年级", "七（1）班", "七（1）班"),
        ("高一", "高一（3）班", "高一（3）班"),
        ("2024级", "计算机1班", "2024级计算机1班"),
    ],
)
def test_classes_do_not_say_the_grade_twice(grade: str, class_name: str, said: str) -> None:
    assert words.class_of(Child(1, "1", "张三", grade, class_name)) == said


def test_many_names_are_counted() -> None:
    children = [Child(number, str(number), f"孩{number}", "七年级", "1班") for number in range(9)]
    assert words.some_names(children[:2]) == "孩0、孩1"
    assert words.some_names(children, most=3) == "孩0、孩1、孩2等 9 个孩子"
