"""Over the wire: several children at once and one taken back, a wrong name, a double send, a day put right."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.work import Store
from tests.scenarios.books import Line, ledger
from tests.support.platform import Platform
from tests.support.small_school import NOON, SmallSchool

ZHANG, LI, ZHOU = "20250101", "20250102", "20250103"
TODAY, YESTERDAY = "2025-11-21", "2025-11-20"


def standing(store: Store, school: SmallSchool) -> list[Line]:
    return [line for line in ledger(store, school.id) if not line.revoked]


def talk(student: str, day: str = TODAY, note: str = "") -> Line:
    return Line("WangFang", student, "talk", day, note)


@pytest.mark.parametrize("undo", ["撤销 2", "撤销 李四", "把李四的谈心删掉", "李四那条撤掉"])
def test_three_children_at_once_and_one_of_them_taken_back(
    platform: Platform, store: Store, school: SmallSchool, undo: str
) -> None:
    answered = platform.answer("WangFang", "已谈心 张三、李四、周一诺", at=NOON)
    assert answered.startswith("记好了：张三、李四、周一诺，谈心，今天（11月21日）。")
    assert answered.endswith("记错了回「撤销」；只撤一位回「撤销 周一诺」。")
    assert platform.answer("WangFang", undo, at=NOON + 5) == "撤销了：李四，谈心，今天（11月21日）。这条不算了。"
    assert standing(store, school) == [talk(ZHANG), talk(ZHOU)]
    assert "张三、周一诺，谈心" in platform.answer("WangFang", "撤销", at=NOON + 9)
    assert standing(store, school) == []


@pytest.mark.parametrize("answer", ["2", "第二个", "2班的", "七年级2班那个"])
def test_a_name_that_two_share_is_answered_in_words(
    platform: Platform, store: Store, school: SmallSchool, answer: str
) -> None:
    assert "谈心的是哪一位？回 1 或 2" in platform.answer("LiNa", "已谈心 张伟", at=NOON)
    assert platform.answer("LiNa", answer, at=NOON + 5).startswith("记好了：张伟（七年级2班）")
    assert [line.student_no for line in standing(store, school)] == ["20250105"]


@pytest.mark.parametrize(
    ("answer", "says", "recorded"),
    [("都是", "记好了：张伟", 2), ("都不是", "好的，先不记。", 0), ("算了", "好的，那就算了", 0)],
)
def test_all_none_or_let_it_be(
    platform: Platform, store: Store, school: SmallSchool, answer: str, *, says: str, recorded: int
) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    assert platform.answer("LiNa", answer, at=NOON + 5).startswith(says)
    assert len(standing(store, school)) == recorded
    assert platform.answer("LiNa", "1", at=NOON + 9).startswith("现在没有等您选的问题")


def test_the_same_sent_twice_by_hand_is_asked_about(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("WangFang", "已谈心 张三：想家", at=NOON)
    asked = platform.answer("WangFang", "已谈心 张三：想家，想爸爸", at=NOON + 60)
    assert asked.startswith("张三今天 12:00 已记过一次谈心。这是同一次，还是又聊了一回？")
    assert platform.answer("WangFang", "同一次", at=NOON + 70) == "好的，还是那一次，后说的也添进去了。"
    assert standing(store, school) == [talk(ZHANG, note="想家，想爸爸")]


def test_the_same_sent_twice_may_be_another_talk(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("WangFang", "已谈心 张三", at=NOON)
    platform.answer("WangFang", "已谈心 张三", at=NOON + 60)
    assert platform.answer("WangFang", "又聊了一回", at=NOON + 70).startswith("记好了：张三")
    assert standing(store, school) == [talk(ZHANG), talk(ZHANG)]


def test_the_same_from_two_thumbs_at_one_moment_is_recorded_once(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: platform.answer("WangFang", "已谈心 张三", at=NOON), range(2)))
    assert sorted(answer[:3] for answer in answers) == ["张三今", "记好了"]
    assert standing(store, school) == [talk(ZHANG)]


@pytest.mark.parametrize("text", ["日期是昨天", "不是今天，是昨天", "改成昨天", "不对，是昨天", "张三那条改成昨天"])
def test_a_day_is_put_right(platform: Platform, store: Store, school: SmallSchool, text: str) -> None:
    platform.answer("WangFang", "已谈心 张三：想家", at=NOON)
    answered = platform.answer("WangFang", text, at=NOON + 5)
    assert answered.startswith("改好了：张三，谈心，昨天（11月20日）。\n原来的「张三，谈心，今天（11月21日）」不算了。")
    assert ledger(store, school.id)[0].revoked
    assert standing(store, school) == [talk(ZHANG, YESTERDAY, "想家")]


@pytest.mark.parametrize("text", ["改成李四", "是李四不是张三", "写错人了，应该是李四", "张三那条改成李四"])
def test_a_child_is_put_right(platform: Platform, store: Store, school: SmallSchool, text: str) -> None:
    platform.answer("WangFang", "已谈心 张三", at=NOON)
    assert platform.answer("WangFang", text, at=NOON + 5).startswith("改好了：李四，谈心，今天（11月21日）。")
    assert standing(store, school) == [talk(LI)]


def test_a_kind_and_words_are_put_right(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("WangFang", "已家访 张三", at=NOON)
    assert platform.answer("WangFang", "不是家访是谈心", at=NOON + 5).startswith("改好了：张三，谈心")
    assert platform.answer("WangFang", "补充：他说想爸爸", at=NOON + 9).startswith("补上了：张三，谈心")
    assert standing(store, school) == [talk(ZHANG, note="他说想爸爸")]


def test_what_is_said_not_to_have_been_done_after_all_is_asked_about(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("WangFang", "张三和李四昨天一起聊的", at=NOON)
    assert "之前记了一条，还在：李四，谈心，昨天" in platform.answer("WangFang", "李四没谈", at=NOON + 5)
    assert platform.answer("WangFang", "1", at=NOON + 9).startswith("撤销了：李四，谈心")
    assert [line.student_no for line in standing(store, school)] == [ZHANG]


def test_a_weekday_in_place_of_another_moves_no_reminder(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("WangFang", "昨天家访张三", at=NOON)
    assert platform.answer("WangFang", "改成星期三", at=NOON + 5).startswith("改好了：张三，家访，前天（11月19日）。")
    assert platform.answer("WangFang", "改成下周三", at=NOON + 9).startswith("那天还没到，所以什么都没动。")


def test_without_a_record_there_is_nothing_to_put_right(platform: Platform, store: Store, school: SmallSchool) -> None:
    assert platform.answer("WangFang", "改成李四", at=NOON).startswith("这几天没有您记的能改的记录")
    assert ledger(store, school.id) == []


@pytest.mark.parametrize("answer", ["2", "第二个", "2班的"])
def test_a_stale_answer_is_refused(platform: Platform, store: Store, school: SmallSchool, answer: str) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    assert platform.answer("LiNa", answer, at=NOON + 1801).startswith("刚才那个问题隔得久了")
    assert ledger(store, school.id) == []


def test_behind_another_topic_a_number_answers_nothing(platform: Platform, store: Store, school: SmallSchool) -> None:
    platform.answer("LiNa", "已谈心 张伟", at=NOON)
    platform.answer("LiNa", "帮助", at=NOON + 5)
    assert platform.answer("LiNa", "2", at=NOON + 9).startswith("现在没有等您选的问题")
    assert ledger(store, school.id) == []


@pytest.mark.parametrize("text", ["撤销 张三", "撤销张三的谈心"])
def test_an_undo_with_a_name_takes_back_that_one(
    platform: Platform, store: Store, school: SmallSchool, text: str
) -> None:
    assert platform.answer("WangFang", text, at=NOON).startswith("最近没有您记的张三的")
    platform.answer("WangFang", "已谈心 张三", at=NOON + 1)
    platform.answer("WangFang", "已家访 李四", at=NOON + 5)
    assert platform.answer("WangFang", text, at=NOON + 9) == "撤销了：张三，谈心，今天（11月21日）。这条不算了。"
    assert standing(store, school) == [Line("WangFang", LI, "home_visit", TODAY)]


def test_an_undo_takes_back_what_was_said_not_to_have_come_about(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.answer("WangFang", "已谈心 张三", at=NOON)
    platform.answer("WangFang", "没能做到 李四 家访 家长不方便", at=NOON + 5)
    answer = platform.answer("WangFang", "撤销", at=NOON + 9)
    assert answer.startswith("撤销了：李四没办成家访的那条。这条不算了。\n更早记的没有动")
    assert standing(store, school) == [talk(ZHANG)]
