"""The same child, kind and day once more: the sender says whether it is the same deed or another one."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from duty.commands import RecordDeed, RecordSeveral, Undo
from duty.hearing import Choice, Heard, NotUnderstood, Unclear
from duty.kinds import Kind
from duty.reminders import Tap
from handlers.taking_back import undo
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher

FRIDAY = "2025-11-21"
SLIP = NotUnderstood(Unclear.UNKNOWN)
ASKED = (
    "张三今天 10:02 已记过一次谈心。这是同一次，还是又聊了一回？\n回 1 同一次，回 2 又聊了一回。您没选，我先不多记。"
)


def talk(teacher: Teacher, *students: str, note: str = "", day: int = 21) -> RecordDeed:
    return RecordDeed(Kind.TALK, teacher.ids(*students), date(2025, 11, day), note)


def standing(teacher: Teacher) -> list[str]:
    return [child for child, _, _, _, revoked in teacher.deeds() if not revoked]


def twice(teacher: Teacher, *, note: str = "") -> str:
    teacher.told(talk(teacher, ZHANG_SAN, note="聊了期中"), FRIDAY, "10:02")
    return teacher.told(talk(teacher, ZHANG_SAN, note=note), FRIDAY, "10:05")


def test_the_same_once_more_is_asked_about_and_not_recorded(wang: Teacher) -> None:
    assert twice(wang) == ASKED
    assert standing(wang) == [ZHANG_SAN]


@pytest.mark.parametrize(("heard", "text"), [(Choice(1), "1"), (SLIP, "同一次"), (SLIP, "发重了")])
def test_the_same_one_stays_one(wang: Teacher, heard: Heard, text: str) -> None:
    twice(wang)
    assert wang.told(heard, FRIDAY, "10:06", text) == "好的，还是那一次，没有重复记。"
    assert standing(wang) == [ZHANG_SAN]
    assert wang.notes() == ["聊了期中"]


@pytest.mark.parametrize(("heard", "text"), [(Choice(2), "2"), (SLIP, "又聊了一回"), (SLIP, "再一次")])
def test_another_one_is_recorded_too(wang: Teacher, heard: Heard, text: str) -> None:
    twice(wang)
    assert wang.told(heard, FRIDAY, "10:06", text).startswith("记好了：张三，谈心，今天")
    assert standing(wang) == [ZHANG_SAN, ZHANG_SAN]


@pytest.mark.parametrize(
    ("further", "kept"),
    [
        ("聊了期中，也聊了家里", "聊了期中，也聊了家里"),
        ("后来他说想家", "聊了期中\n后来他说想家"),
        ("聊了", "聊了期中"),
    ],
)
def test_what_is_said_besides_of_the_same_one_is_added(wang: Teacher, further: str, kept: str) -> None:
    twice(wang, note=further)
    answered = wang.told(Choice(1), FRIDAY, "10:06", "1")
    assert ("添进去" in answered) == (kept != "聊了期中")
    assert wang.notes() == [kept]
    assert len(standing(wang)) == 1


def test_without_an_answer_nothing_more_is_recorded(wang: Teacher) -> None:
    twice(wang)
    assert wang.told(SLIP, FRIDAY, "10:07", "算了").startswith("好的，那就算了")
    assert standing(wang) == [ZHANG_SAN]


def test_of_several_children_only_the_doubled_one_is_asked_about(wang: Teacher) -> None:
    wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:02")
    answered = wang.told(talk(wang, ZHANG_SAN, LI_SI), FRIDAY, "10:05")
    assert answered.startswith("记好了：李四，谈心，今天（11月21日）。")
    assert answered.endswith(ASKED)
    assert standing(wang) == [ZHANG_SAN, LI_SI]
    wang.told(Choice(2), FRIDAY, "10:06", "2")
    assert standing(wang) == [ZHANG_SAN, LI_SI, ZHANG_SAN]


def test_an_undo_under_the_question_takes_back_what_was_recorded_with_it(wang: Teacher) -> None:
    wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:02")
    wang.told(talk(wang, ZHANG_SAN, LI_SI), FRIDAY, "10:05")
    assert "撤销了：李四" in wang.told(Undo(), FRIDAY, "10:06", "撤销")
    assert standing(wang) == [ZHANG_SAN]


def test_in_a_message_of_several_the_new_ones_are_recorded_at_once(wang: Teacher) -> None:
    wang.told(talk(wang, ZHANG_SAN, LI_SI, day=20), "2025-11-20", "10:02")
    visit = RecordDeed(Kind.HOME_VISIT, wang.ids(ZHOU), date(2025, 11, 21))
    told = RecordSeveral((talk(wang, ZHANG_SAN, LI_SI, day=20), visit, talk(wang, LI_SI)))
    answered = wang.told(told, FRIDAY, "10:05")
    assert answered.startswith("记好了 2 条")
    assert "张三、李四昨天（11月20日）的谈心，昨天 10:02 已记过一次。这是同一次，还是又聊了一回？" in answered
    wang.told(Choice(2), FRIDAY, "10:06", "2")
    assert standing(wang) == [ZHANG_SAN, LI_SI, ZHOU, LI_SI, ZHANG_SAN, LI_SI]


def test_a_whole_message_sent_twice_is_one_question(wang: Teacher) -> None:
    told = RecordSeveral(
        (talk(wang, ZHANG_SAN), RecordDeed(Kind.HOME_VISIT, wang.ids(LI_SI), date(2025, 11, 21), "奶奶在"))
    )
    wang.told(told, FRIDAY, "10:02")
    assert wang.told(told, FRIDAY, "10:03").startswith("张三、李四已经记过一次同样的了。这是同一次，还是又有一回？")
    assert wang.told(Choice(2), FRIDAY, "10:04", "2").startswith("记好了 2 条")
    assert len(standing(wang)) == 4


@pytest.mark.parametrize("text", ["又和张三谈心了", "第二次谈心 张三", "再次谈心 张三", "今天谈了两次 张三"])
def test_who_says_that_it_was_another_one_is_not_asked(wang: Teacher, text: str) -> None:
    wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:02")
    assert wang.told(talk(wang, ZHANG_SAN), FRIDAY, "15:00", text).startswith("记好了")
    assert len(standing(wang)) == 2


def test_what_the_child_does_again_is_no_other_talk(wang: Teacher) -> None:
    deed = talk(wang, ZHANG_SAN, note="他又迟到了")
    wang.told(deed, FRIDAY, "10:02", "已谈心 张三：他又迟到了")
    assert "同一次" in wang.told(deed, FRIDAY, "10:03", "已谈心 张三：他又迟到了")


@pytest.mark.parametrize(("student", "kind", "day"), [(LI_SI, Kind.TALK, 21), (ZHANG_SAN, Kind.CONTACT, 21)])
def test_what_differs_in_anything_is_recorded(wang: Teacher, student: str, kind: Kind, day: int) -> None:
    wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:02")
    other = RecordDeed(kind, wang.ids(student), date(2025, 11, day))
    assert wang.told(other, FRIDAY, "10:05").startswith("记好了")
    assert wang.told(talk(wang, ZHANG_SAN, day=20), FRIDAY, "10:06").startswith("记好了")


def test_what_was_taken_back_is_not_on_file(wang: Teacher) -> None:
    wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:02")
    wang.told(Undo(), FRIDAY, "10:03")
    assert wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:04").startswith("记好了")


def test_the_same_as_one_that_was_taken_back_meanwhile(wang: Teacher) -> None:
    twice(wang)
    with wang.turn(FRIDAY, "10:06") as (sender, work, moment):
        undo(Undo(), sender, work, moment)
    assert wang.told(Choice(1), FRIDAY, "10:07", "1").startswith("之前那条已经撤销了")
    assert standing(wang) == []


def test_what_a_colleague_recorded_is_another_deed(wang: Teacher, sun: Teacher) -> None:
    sun.told(talk(sun, LI_SI), FRIDAY, "10:02")
    assert wang.told(talk(wang, LI_SI), FRIDAY, "10:05").startswith("记好了")


def test_what_was_tapped_on_a_card_is_on_file_too(wang: Teacher) -> None:
    wang.reminded("2025-11-24")
    wang.tap("2025-11-24", "1", key=Tap.DONE)
    again = RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN), date(2025, 11, 24))
    assert wang.told(again, "2025-11-24", "15:00").startswith("张三今天 13:00 已记过一次谈心。")


def test_two_messages_at_the_same_moment_record_one_deed(wang: Teacher) -> None:
    def send(_: int) -> str:
        return wang.told(talk(wang, ZHANG_SAN), FRIDAY, "10:02")

    with ThreadPoolExecutor(2) as pool:
        answers: Sequence[str] = list(pool.map(send, range(2)))
    assert sorted(answer[:3] for answer in answers) == ["张三今", "记好了"]
    assert standing(wang) == [ZHANG_SAN]
