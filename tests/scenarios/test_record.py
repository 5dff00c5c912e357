"""A teacher says what was done, in the words that come, and it is recorded."""

import pytest

from storage.work import Store
from tests.scenarios.books import Line, ledger
from tests.support.platform import Platform
from tests.support.small_school import NOON, SmallSchool

ZHANG_SAN, LI_SI, ZHOU = "20250101", "20250102", "20250103"


def test_one_sentence_is_a_record(platform: Platform, store: Store, school: SmallSchool) -> None:
    assert platform.answer("WangFang", "已谈心 张三", at=NOON) == (
        "记好了：张三，谈心，今天（11月21日）。\n"
        "这个月的谈心齐了；家访这学期还有一次，1月23日前都来得及。\n"
        "记错了回「撤销」。"
    )
    assert ledger(store, school.id) == [Line("WangFang", ZHANG_SAN, "talk", "2025-11-21")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("已家访 李四", [Line("WangFang", LI_SI, "home_visit", "2025-11-21")]),
        ("已送温暖 张三", [Line("WangFang", ZHANG_SAN, "warmth", "2025-11-21")]),
        ("已辅导 周一诺", [Line("WangFang", ZHOU, "help", "2025-11-21")]),
        ("已帮扶 周一诺", [Line("WangFang", ZHOU, "help", "2025-11-21")]),
        ("联系家长 李四", [Line("WangFang", LI_SI, "contact", "2025-11-21")]),
        ("昨天已谈心 李四", [Line("WangFang", LI_SI, "talk", "2025-11-20")]),
        ("前天家访 李四", [Line("WangFang", LI_SI, "home_visit", "2025-11-19")]),
        ("11月5日 已谈心 李四", [Line("WangFang", LI_SI, "talk", "2025-11-05")]),
        ("上周三和李四谈心了", [Line("WangFang", LI_SI, "talk", "2025-11-12")]),
        (
            "已谈心 张三、李四和周一诺",
            [Line("WangFang", number, "talk", "2025-11-21") for number in (ZHANG_SAN, LI_SI, ZHOU)],
        ),
        ("已谈心 张三：想念外地的妈妈😢", [Line("WangFang", ZHANG_SAN, "talk", "2025-11-21", "想念外地的妈妈😢")]),
        ("已談心 張三", [Line("WangFang", ZHANG_SAN, "talk", "2025-11-21")]),
        ("  已谈心\u200b　张三  ", [Line("WangFang", ZHANG_SAN, "talk", "2025-11-21")]),
    ],
)
def test_words_become_records(
    platform: Platform, store: Store, school: SmallSchool, said: str, expected: list[Line]
) -> None:
    assert platform.answer("WangFang", said, at=NOON).startswith("记好了：")
    assert ledger(store, school.id) == expected


@pytest.mark.parametrize(
    "said",
    [
        "张三没谈成",
        "明天去李四家家访",
        "张三谈心了吗？",
        "已谈心 王五",
        "已谈心 古丽米热",
        "已谈心",
        "张三",
        "11月28日已家访 李四",
        "2月30日谈心 张三",
        "早上好",
        "",
        "   ",
        "<script>alert(1)</script>",
        "'; DROP TABLE deed; --",
        "谈" * 700,
        "\U0001f600" * 300,
    ],
)
def test_what_is_not_a_record_is_answered_kindly_and_not_recorded(
    platform: Platform, store: Store, school: SmallSchool, said: str
) -> None:
    answer = platform.answer("WangFang", said, at=NOON)
    assert answer
    assert not answer.startswith("记好了")
    assert ledger(store, school.id) == []


def test_a_child_in_nobody_s_care_of_mine_is_not_named_by_the_answer(platform: Platform) -> None:
    known, unknown = (platform.answer("WangFang", f"已谈心 {name}", at=NOON) for name in ("王五", "赵六"))
    # The same words for a child of another mentor and for one who does not exist.
    assert known.replace("王五", "赵六") == unknown


def test_of_several_names_those_in_care_are_recorded_and_the_others_told_back(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    answer = platform.answer("WangFang", "已谈心 张三、赵六", at=NOON)
    assert "「赵六」不在您这儿，没有记。" in answer
    assert ledger(store, school.id) == [Line("WangFang", ZHANG_SAN, "talk", "2025-11-21")]


def test_a_class_teacher_records_for_the_own_class_and_a_grade_lead_for_the_grade(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("SunLi", "已谈心 李四", at=NOON)
    platform.answer("ChenJie", "已谈心 周一诺", at=NOON)
    assert platform.answer("ChenJie", "已谈心 古丽米热", at=NOON).startswith("「古丽米热」不在您这儿")
    assert ledger(store, school.id) == [
        Line("SunLi", LI_SI, "talk", "2025-11-21"),
        Line("ChenJie", ZHOU, "talk", "2025-11-21"),
    ]


def test_an_administrator_sees_no_child_by_that_role(platform: Platform, store: Store, school: SmallSchool) -> None:
    answer = platform.answer("GaoAdmin", "已谈心 张三", at=NOON)
    assert "李四" not in answer
    assert ledger(store, school.id) == []


def test_the_user_id_is_known_in_any_case(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("wangfang", "已谈心 张三", at=NOON)
    assert ledger(store, school.id) == [Line("WangFang", ZHANG_SAN, "talk", "2025-11-21")]


def test_the_day_is_that_of_the_school_not_of_the_server(platform: Platform, store: Store, school: SmallSchool) -> None:
    half_past_midnight_in_shanghai = NOON - 12 * 3600 + 1800
    platform.answer("WangFang", "已谈心 张三", at=half_past_midnight_in_shanghai)
    platform.answer("WangFang", "昨天已谈心 李四", at=half_past_midnight_in_shanghai)
    assert [line.day for line in ledger(store, school.id)] == ["2025-11-21", "2025-11-20"]


def test_an_overdue_talk_that_is_made_good_by_day_is_said_so(platform: Platform) -> None:
    first_of_december = NOON + 10 * 86400
    answer = platform.answer("WangFang", "11月28日已谈心 张三", at=first_of_december)
    assert "上个月的谈心齐了" in answer
    assert "谈心这个月还有一次" in answer


def test_last_month_is_made_up_for_by_word(platform: Platform, store: Store, school: SmallSchool) -> None:
    second_of_december = NOON + 11 * 86400
    answer = platform.answer("WangFang", "已谈心 张三", at=second_of_december)
    assert "回「撤销」再发「补上个月谈心 张三」" in answer
    platform.answer("WangFang", "撤销", at=second_of_december)
    assert platform.answer("WangFang", "补上个月谈心 张三", at=second_of_december) == (
        "记好了：张三，谈心，今天（12月2日），算11月的。\n"
        "上个月的谈心补上了；谈心这个月还有一次，12月31日前都来得及；家访这学期还有一次，1月23日前都来得及。\n"
        "记错了回「撤销」。"
    )
    assert ledger(store, school.id)[1:] == [Line("WangFang", ZHANG_SAN, "talk", "2025-12-02")]
    assert "上个月谈心还空着：李四、周一诺\n" in platform.answer("WangFang", "待办", at=second_of_december)


def test_a_bare_button_word_asks_for_whom(platform: Platform, store: Store, school: SmallSchool) -> None:
    assert platform.answer("WangFang", "都办过了", at=NOON) == (
        "办过了就好！是哪个孩子的哪件事呢？先没记。比如「已谈心 张三」「已家访 张三」。"
    )
    assert ledger(store, school.id) == []


def test_nothing_a_user_types_can_break_the_answer(platform: Platform) -> None:
    answer = platform.answer("WangFang", "已谈心 ]]><Content>x</Content>、张三", at=NOON)
    assert answer
    assert "记好了" not in platform.answer("WangFang", "]]>" * 50, at=NOON)


def test_two_deeds_in_one_message_are_recorded_and_listed(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    answer = platform.answer("WangFang", "昨天和张三谈心，今天家访李四", at=NOON)
    assert answer.splitlines()[:3] == [
        "记好了 2 条：",
        "1 张三，谈心，昨天（11月20日）",
        "2 李四，家访，今天（11月21日）",
    ]
    assert answer.endswith("记错了回「撤销」；只撤一条回「撤销 2」这样的号。")
    assert ledger(store, school.id) == [
        Line("WangFang", ZHANG_SAN, "talk", "2025-11-20"),
        Line("WangFang", "20250102", "home_visit", "2025-11-21"),
    ]
