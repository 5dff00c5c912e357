"""Questions with numbers, undoing, asking, paging: what goes to and fro."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from storage.deeds import DEED
from storage.people import PAIRING, STUDENT
from storage.people import SCHOOL as SCHOOLS
from storage.work import Store
from tests.scenarios.books import Line, ledger
from tests.support.platform import Platform
from tests.support.small_school import NOON, SmallSchool

FIRST_ZHANG_WEI, SECOND_ZHANG_WEI = "20250104", "20250105"


def test_a_name_shared_by_two_of_my_children_is_asked_with_numbers(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    assert platform.answer("LiNa", "已谈心 张伟：聊了期中", at=NOON) == (
        "您这儿有 2 位张伟：1 七年级1班，2 七年级2班。\n谈心的是哪一位？回 1 或 2。您没选，我先不记。"
    )
    assert ledger(store, school.id) == []
    answer = platform.answer("LiNa", "2", at=NOON + 5)
    assert answer.startswith("记好了：张伟（七年级2班），谈心，今天（11月21日），说的也记下了。")
    assert ledger(store, school.id) == [Line("LiNa", SECOND_ZHANG_WEI, "talk", "2025-11-21", "聊了期中")]


def test_a_name_shared_with_somebody_else_s_child_is_not_asked(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    """Another 张三 is in grade nine, in nobody's care here."""
    assert platform.answer("WangFang", "已谈心 张三", at=NOON).startswith("记好了")
    assert len(ledger(store, school.id)) == 1


def test_an_answer_counts_once(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    platform.answer("LiNa", "1", at=NOON + 5)
    assert platform.answer("LiNa", "1", at=NOON + 9).startswith("现在没有等您选的问题")
    assert ledger(store, school.id) == [Line("LiNa", FIRST_ZHANG_WEI, "talk", "2025-11-21")]


def test_a_number_that_was_not_offered_leaves_the_question_open(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    assert platform.answer("LiNa", "3", at=NOON + 5) == "请回 1 到 2 里的一个数字。"
    assert platform.answer("LiNa", "１", at=NOON + 9).startswith("记好了")
    assert len(ledger(store, school.id)) == 1


def test_a_stale_number_is_refused_with_a_sentence(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    assert platform.answer("LiNa", "2", at=NOON + 1801).startswith("刚才那个问题隔得久了")
    assert ledger(store, school.id) == []


def test_another_topic_closes_the_question(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    platform.answer("LiNa", "待办", at=NOON + 5)
    assert platform.answer("LiNa", "2", at=NOON + 9).startswith("现在没有等您选的问题")
    assert ledger(store, school.id) == []


def test_one_person_s_question_is_not_answered_by_another(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    assert platform.answer("WangFang", "2", at=NOON + 5).startswith("现在没有等您选的问题")
    assert ledger(store, school.id) == []


def test_undo_takes_the_newest_message_back_with_all_its_children(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("WangFang", "昨天家访 周一诺", at=NOON)
    platform.answer("WangFang", "已谈心 张三、李四", at=NOON + 5)
    answer = platform.answer("WangFang", "撤销", at=NOON + 9)
    assert answer.splitlines() == [
        "撤销了：张三、李四，谈心，今天（11月21日）。这条不算了。",
        "更早记的没有动，也不要了就再回「撤销」。",
    ]
    assert [line.revoked for line in ledger(store, school.id)] == [False, True, True]


def test_a_second_undo_asks_before_it_takes_an_older_record(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("WangFang", "昨天家访 周一诺", at=NOON)
    platform.answer("WangFang", "已谈心 张三", at=NOON + 5)
    platform.answer("WangFang", "撤销", at=NOON + 9)
    assert "这条也撤销吗" in platform.answer("WangFang", "撤销", at=NOON + 11)
    assert [line.revoked for line in ledger(store, school.id)] == [False, True]
    assert platform.answer("WangFang", "2", at=NOON + 13) == "好的，那条留着。"
    assert [line.revoked for line in ledger(store, school.id)] == [False, True]
    platform.answer("WangFang", "撤销", at=NOON + 15)
    assert platform.answer("WangFang", "1", at=NOON + 17).startswith("撤销了：周一诺")
    assert [line.revoked for line in ledger(store, school.id)] == [True, True]


def test_nobody_undoes_what_another_said(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("WangFang", "已谈心 李四", at=NOON)
    assert platform.answer("SunLi", "撤销", at=NOON + 5) == "没有可以撤销的记录。"
    assert [line.revoked for line in ledger(store, school.id)] == [False]


def test_todo_says_what_is_still_wished_and_forgets_what_is_done(platform: Platform) -> None:
    platform.answer("WangFang", "已谈心 张三、李四", at=NOON)
    assert platform.answer("WangFang", "待办", at=NOON) == (
        "王老师，还等您的有：\n"
        "· 这个月谈心，30日（周日）前：周一诺\n"
        "· 这学期家访，1月23日前：张三、李四、周一诺\n"
        "· 这学年送温暖，7月3日前：张三、李四、周一诺\n"
        "办完发一句就好，比如「已谈心」加名字。"
    )


def test_a_compound_surname_is_used_whole(platform: Platform) -> None:
    assert platform.answer("LiNa", "待办", at=NOON).startswith("欧阳老师，")


def test_a_mentor_without_children_is_told_so(platform: Platform) -> None:
    assert platform.answer("ZhouNew", "待办", at=NOON) == "周老师，现在没有和您结对的孩子。"


def test_asking_about_a_child_shows_deeds_and_wishes(platform: Platform) -> None:
    platform.answer("SunLi", "11月3日家访 李四：奶奶在家", at=NOON)
    platform.answer("WangFang", "已谈心 李四：想念妈妈", at=NOON)
    assert platform.answer("WangFang", "查 李四", at=NOON) == (
        "李四，七年级1班\n"
        "· 11月21日 谈心：想念妈妈\n"
        "· 11月3日 家访（孙老师）\n"
        "还等您的：这学期家访，1月23日前；这学年送温暖，7月3日前。"
    )


@pytest.mark.parametrize("name", ["王五", "古丽米热", "赵六"])
def test_asking_about_a_child_not_in_my_care_tells_nothing(platform: Platform, name: str) -> None:
    assert platform.answer("WangFang", f"查 {name}", at=NOON).startswith(f"「{name}」不在您这儿")


def test_asking_by_a_shared_name_asks_which(platform: Platform) -> None:
    assert "想看哪一位？回 1 或 2。" in platform.answer("LiNa", "查 张伟", at=NOON)
    assert platform.answer("LiNa", "2", at=NOON).startswith("张伟，七年级2班")


def test_help_is_made_from_the_grammar(platform: Platform) -> None:
    answer = platform.answer("WangFang", "帮助", at=NOON)
    assert all(word in answer for word in ("谈心", "家访", "待办", "撤销", "下一页"))


def test_a_long_answer_comes_in_pages(platform: Platform, store: Store, school: SmallSchool) -> None:
    names = many_mentees(store, school, count=150)
    pages = [platform.answer("ZhouNew", "待办", at=NOON)]
    while "下一页" in pages[-1]:
        assert len(pages[-1].encode()) <= 2048
        pages.append(platform.answer("ZhouNew", "下一页", at=NOON + len(pages)))
    assert len(pages) > 2
    assert all(name in "".join(pages) for name in names)
    assert platform.answer("ZhouNew", "下一页", at=NOON + 99) == "没有下一页了。"


def many_mentees(store: Store, school: SmallSchool, count: int) -> list[str]:
    names = [f"梁{chr(0x4E00 + 37 * number)}{chr(0x5200 + 11 * number)}" for number in range(count)]
    with store.writing() as work:
        for number, name in enumerate(names):
            values = {"student_no": f"2026{number:04}", "name": name, "grade": "八年级", "class_name": "2班"}
            sealed = work.vault.seal_json({}, "student.details")
            row = insert(STUDENT).values(school_id=school.id, sealed_details=sealed, **values).returning(STUDENT.c.id)
            student = work.connection.execute(row).scalar_one()
            pair = {"member_id": school.members["ZhouNew"], "student_id": student, "start": date(2025, 9, 1)}
            work.connection.execute(insert(PAIRING).values(school_id=school.id, pack="four_ones", **pair))
        work.connection.execute(SCHOOLS.update().values(roster_version=2))
    return names


@pytest.mark.parametrize(
    ("number", "answer", "recorded"), [("1", "记好了：张三", 1), ("2", "好的，那就不记。", 0), ("3", "请回 1 到 2", 0)]
)
def test_what_could_be_meant_otherwise_is_asked_first(
    platform: Platform, store: Store, school: SmallSchool, number: str, answer: str, recorded: int
) -> None:
    assert "要记「张三，谈心，今天（11月21日）」吗" in platform.answer("WangFang", "聊聊 张三", at=NOON)
    assert ledger(store, school.id) == []
    assert platform.answer("WangFang", number, at=NOON + 5).startswith(answer)
    assert len(ledger(store, school.id)) == recorded


def test_a_child_that_left_one_s_care_since_the_question_is_not_recorded(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    with store.writing() as work:
        child = school.students[SECOND_ZHANG_WEI]
        work.connection.execute(PAIRING.update().where(PAIRING.c.student_id == child).values(end=date(2025, 11, 20)))
        work.connection.execute(SCHOOLS.update().values(roster_version=2))
    assert platform.answer("LiNa", "2", at=NOON + 5).startswith("这位孩子现在不在您这儿了")
    assert ledger(store, school.id) == []
    assert platform.answer("LiNa", "已谈心 张伟", at=NOON + 9).startswith("记好了")


def test_an_undo_that_was_asked_about_and_done_elsewhere_meanwhile(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("WangFang", "昨天家访 周一诺", at=NOON)
    platform.answer("WangFang", "已谈心 张三", at=NOON + 5)
    platform.answer("WangFang", "撤销", at=NOON + 9)
    platform.answer("WangFang", "撤销", at=NOON + 11)
    with store.writing() as work:
        work.connection.execute(DEED.update().values(revoked_at=datetime(2025, 11, 21, tzinfo=UTC)))
    assert platform.answer("WangFang", "1", at=NOON + 13) == "这条已经撤销过了。"
    assert platform.answer("WangFang", "撤销", at=NOON + 15) == "没有可以撤销的记录。"


def test_an_overdue_month_stands_first(platform: Platform) -> None:
    third_of_november = NOON - 18 * 86400
    lines = platform.answer("WangFang", "待办", at=third_of_november).splitlines()
    assert lines[1] == "· 上个月谈心还空着：张三、李四、周一诺"


def test_a_doubtful_sentence_about_a_shared_name_is_asked_twice(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    assert "您这儿有 2 位张伟" in platform.answer("LiNa", "聊聊 张伟", at=NOON)
    assert "要记「张伟（七年级2班），谈心，今天（11月21日）」吗" in platform.answer("LiNa", "2", at=NOON + 5)
    assert ledger(store, school.id) == []
    assert platform.answer("LiNa", "1", at=NOON + 9).startswith("记好了：张伟")
    assert ledger(store, school.id) == [Line("LiNa", SECOND_ZHANG_WEI, "talk", "2025-11-21")]
