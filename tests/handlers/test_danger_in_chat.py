"""Danger in the chat as a whole: no name of a child hides it, and an answer to an open question is none."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from duty.messages import ButtonCard
from handlers import emergency
from handlers.context import Moment
from handlers.conversation import Conversation
from handlers.inbound import Inbound, TextMessage
from storage import inbox
from storage.alarms import ALARM
from storage.circumstances import EVENT
from storage.inbox import Arrival
from storage.people import STUDENT, Senders
from storage.schools import CORP
from storage.work import Store
from tests.handlers.danger import AT, ZONE, crisis_contacts, messages
from tests.handlers.teacher import Teacher
from tests.support.small_school import SmallSchool

ALARMED, ALARMED_BY_STRANGER = "谢谢您马上说出来。我正在通知陈老师", "您的话我看到了，正在通知学校的负责老师"


def typed(store: Store, user: str, *texts: str) -> list[str]:
    """The answers of a chat in which these texts come one after the other."""
    conversation = Conversation(ZONE)
    return [_typed(store, conversation, user, text, number) for number, text in enumerate(texts)]


def _typed(store: Store, conversation: Conversation, user: str, text: str, number: int) -> str:
    when = AT + timedelta(minutes=number)
    inbound = Inbound("", user, int(when.timestamp()), None, f"c:{number}", TextMessage(text))
    with store.writing() as work:
        key = (1, inbound.key)
        arrived = inbox.accept(work, [Arrival(key, user, "text", when, when, "")])
        senders = Senders(work, [(1, user)])
        reading = conversation.read(work, senders, 1, inbound, message_id=arrived[key], sent_at=when)
        return conversation.answer(work, senders, reading).text or ""


@pytest.fixture
def he_zimo(store: Store, school: SmallSchool) -> None:
    """A child of the school who is in nobody's care."""
    with store.writing() as work:
        values = {"school_id": school.id, "student_no": "20250109", "name": "何子墨", "grade": "七年级"}
        sealed = work.vault.seal_json({}, "student.details")
        work.connection.execute(insert(STUDENT).values(values | {"class_name": "3班", "sealed_details": sealed}))


@pytest.mark.usefixtures("he_zimo")
@pytest.mark.parametrize(
    ("user", "answer"), [("WangFang", ALARMED), ("LiNa", ALARMED), ("Nobody", ALARMED_BY_STRANGER)]
)
@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("周一诺不见了", "周一诺（七年级2班）"),
        ("李四不想活了", "李四（七年级1班）"),
        ("找不到何子墨了", "何子墨（七年级3班）"),
        ("找不到古丽米热·艾力了", "古丽米热·艾力（八年级1班）"),
    ],
)
def test_the_name_of_no_child_hides_a_danger(store: Store, text: str, child: str, *, user: str, answer: str) -> None:
    crisis_contacts(store, "ChenJie")
    [said] = typed(store, user, text)
    assert said.startswith(answer)
    [(told, card)] = messages(store)
    assert told == "ChenJie"
    assert isinstance(card, ButtonCard)
    assert card.text.startswith(child)


@pytest.mark.parametrize(
    ("answer", "recorded"), [("都是", ["20250104", "20250105"]), ("后面那个", ["20250105"]), ("都不是", [])]
)
def test_an_answer_to_a_question_is_nothing_to_be_watched(
    store: Store, school: SmallSchool, answer: str, recorded: list[str]
) -> None:
    asked, said = typed(store, "LiNa", "已谈心 张伟", answer)
    assert "回 1 或 2" in asked
    assert "心理" not in said
    assert [child for child, *_ in Teacher(store, school, "LiNa").deeds()] == recorded
    with store.reading() as work:
        assert work.connection.execute(select(ALARM.c.id)).all() == []


def test_what_is_to_be_watched_is_asked_about_behind_the_answer(store: Store, school: SmallSchool) -> None:
    _, said = typed(store, "LiNa", "已谈心 张伟", "后面那个张伟，他最近情绪低落")
    assert said.endswith("要不要请心理高老师早点看看孩子？回「请」或「不用」。")


def test_a_stranger_of_a_corp_without_a_school_is_told_to_call_somebody(store: Store) -> None:
    with store.writing() as work:
        other = work.connection.execute(
            insert(CORP).values(corp_id="wwbureau00000001", is_default=False).returning(CORP.c.id)
        ).scalar_one()
        moment = Moment(AT, ZONE, 1)
        assert emergency.from_stranger("李四不想活了", "Nobody", other, work, moment).startswith(
            "您的话我看到了，可我没有人可以通知。请您现在就打电话给学校。"
        )
        assert emergency.from_stranger("已谈心 李四", "Nobody", other, work, moment) == ""
    assert messages(store) == []


@pytest.mark.parametrize("text", ["周一诺住院了", "事件 周一诺 住院"])
def test_what_happened_to_a_child_of_others_is_refused_beside_the_list(
    store: Store, school: SmallSchool, text: str
) -> None:
    first, second, *_ = typed(store, "LiNa", text)[0].splitlines()
    assert first == "「周一诺」不在您这儿，没有记。"
    assert second.startswith("您说到孩子的事（身体），我写进给心理高老师的清单了")
    with store.reading() as work:
        assert work.connection.execute(select(EVENT.c.id)).all() == []


def test_of_namesakes_whom_others_care_for_none_is_certain(store: Store, school: SmallSchool) -> None:
    lines = typed(store, "LiNa", "张三住院了")[0].splitlines()
    assert [lines[0], lines[2]] == [
        "「张三」不在您这儿，没有记。",
        "叫这个名字的不止一位，清单上写明了要先问您是哪一位。",
    ]
    assert len(lines) <= 4


def test_a_mood_of_a_child_of_others_is_no_event_and_not_refused(store: Store, school: SmallSchool) -> None:
    assert typed(store, "LiNa", "周一诺最近情绪低落")[0].startswith("您说到孩子的事（情绪低落）")


def test_what_is_taken_back_is_said_to_stay_on_the_list(store: Store, school: SmallSchool) -> None:
    said, taken, again, _, other = typed(store, "WangFang", "张三住院了", "撤销", "撤销", "已谈心 李四", "撤销")
    assert "我写进给心理高老师的清单了" in said
    assert taken.splitlines() == [
        "撤销了：张三住院，今天（11月21日）。这条不算了。",
        "写给心理高老师的清单没有跟着撤；要是弄错了，请跟心理高老师说一声。",
    ]
    assert "清单" not in f"{again}{other}"
    with store.reading() as work:
        [(closed,)] = work.connection.execute(select(ALARM.c.closed_at)).all()
    assert closed is None
