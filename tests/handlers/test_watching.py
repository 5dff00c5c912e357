"""What is to be watched alarms nobody: a line on the counsellor's list, and one gentle question."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from duty.danger import Danger
from duty.people import Child
from handlers import watching
from handlers.alarms import Cry
from storage import alarms
from storage.alarms import Writer
from storage.outbox import OUTBOX
from storage.people import MEMBER_ROLE
from storage.work import Store
from tests.handlers.danger import messages, turn
from tests.support.small_school import SmallSchool


def cry(school: SmallSchool, *accused: str, user: str = "WangFang") -> Cry:
    child = Child(school.students["20250101"], "20250101", "张三", "七年级", "1班")
    writer = Writer("王芳老师", user, school.members[user])
    return Cry(Danger.SELF_HARM, accused, writer, "他最近情绪低落", (child,), "inbox:7")


def noted(store: Store, school: SmallSchool, *accused: str, user: str = "WangFang") -> str:
    with turn(store, user, 0) as given:
        return watching.noted(cry(school, *accused, user=user), *given)


def answered(store: Store, text: str, minutes: float = 1, user: str = "WangFang") -> str | None:
    with turn(store, user, minutes) as given:
        return watching.answered(text, *given)


def test_it_is_put_on_the_list_and_asked_without_a_push(store: Store, school: SmallSchool) -> None:
    assert noted(store, school) == (
        "您说到孩子的事（情绪低落），我写进给心理高老师的清单了，只写孩子和大概情况，不带原话。\n"
        "要不要请心理高老师早点看看孩子？回「请」或「不用」。"
    )
    assert messages(store) == []
    with store.reading() as work:
        [alarm] = [alarms.by_key(work, "watch:inbox:7")]
    assert alarm is not None
    assert (alarm.text, alarm.next_round_at) == ("", None)


def test_where_nobody_keeps_a_list_it_says_so(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
    assert "还没有心理老师" in noted(store, school)


def test_the_counsellor_needs_no_line_of_the_own_words(store: Store, school: SmallSchool) -> None:
    assert noted(store, school, user="GaoAdmin") == ""
    with store.reading() as work:
        assert work.connection.execute(select(alarms.ALARM.c.id)).all() == []


@pytest.mark.parametrize("yes", ["请", "好的", "请吧！"])
def test_a_yes_asks_the_counsellor_once_and_wakes_nobody(store: Store, school: SmallSchool, yes: str) -> None:
    noted(store, school)
    assert answered(store, yes) == "好的，天亮后就请心理高老师看看孩子。情况变急了，马上告诉我。"
    assert answered(store, yes, 2) is None
    with store.reading() as work:
        [row] = work.connection.execute(select(OUTBOX)).all()
    assert (row.recipient, row.urgent) == ("GaoAdmin", False)
    assert f"{messages(store)[0][1]}".count("情绪低落") == 1


def test_a_no_leaves_it_on_the_list(store: Store, school: SmallSchool) -> None:
    noted(store, school)
    assert answered(store, "不用") == "好的，那就先留在清单里。情况有变化，马上告诉我。"
    assert messages(store) == []


@pytest.mark.parametrize(("text", "minutes"), [("请假", 1), ("请", 31), ("已谈心 张三", 1)])
def test_what_answers_nothing_is_not_ours(store: Store, school: SmallSchool, text: str, minutes: float) -> None:
    noted(store, school)
    assert answered(store, text, minutes) is None


def test_who_was_not_asked_says_please_to_the_chat(store: Store, school: SmallSchool) -> None:
    assert answered(store, "请") is None


def test_without_a_child_nobody_is_asked_to_look(store: Store, school: SmallSchool) -> None:
    nameless = replace(cry(school), children=())
    with turn(store, "WangFang", 0) as given:
        assert "没看到是哪个孩子" in watching.noted(nameless, *given)
    assert answered(store, "请") is None
