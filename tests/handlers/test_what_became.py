"""Whoever wrote an alarm or was told of it may ask how it stands, and never reads the words by that."""

import pytest
from sqlalchemy import update

from duty.alarm import AlarmTap
from storage.people import SCHOOL
from storage.schools import DUTY_PHONE
from storage.work import Store
from tests.handlers.danger import SENTENCE, Case, raise_one
from tests.support.small_school import SmallSchool

ABOUT = "张三（七年级1班）的紧急情况（11月21日 22:30）"


@pytest.fixture
def case(store: Store, school: SmallSchool) -> Case:
    with store.writing() as work:
        sealed = work.vault.seal("0451-1234567", DUTY_PHONE)
        work.connection.execute(update(SCHOOL).values(sealed_duty_phone=sealed))
    return raise_one(store, school)


@pytest.mark.parametrize("user", ["WangFang", "ChenJie", "GaoAdmin"])
@pytest.mark.parametrize("text", ["有人接手了吗", "接手了没", "怎么样了？", "张三怎么样了"])
def test_while_nobody_has_it_the_phones_are_said(case: Case, user: str, text: str) -> None:
    said = case.say(user, text)
    assert said is not None
    assert said.startswith(f"{ABOUT}：还没有人接手，我在接着通知")
    assert said.endswith("现在就打学校值班电话 0451-1234567，情况紧急打 110 或 120。")
    assert SENTENCE not in said
    assert case.alarm.waits, "to ask is not to take it over"


@pytest.mark.parametrize("user", ["WangFang", "ChenJie", "GaoAdmin"])
def test_who_has_it_and_that_it_is_closed(case: Case, user: str) -> None:
    case.tap("ChenJie", AlarmTap.TAKE, minutes=7)
    assert case.say(user, "谁接手了", minutes=8) == f"{ABOUT}：陈老师 22:37 接手了，还没关上。"
    case.tap("ChenJie", AlarmTap.HANDLED, minutes=9)
    assert case.say(user, "有人接手了吗", minutes=10) == f"{ABOUT}：陈老师处理过了，已经关上。"


def test_of_a_false_alarm_a_contact_reads_no_child(case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    case.tap("ChenJie", AlarmTap.FALSE_ALARM)
    assert case.say("GaoAdmin", "怎么样了") == "紧急情况（11月21日 22:30）：陈老师看过了，没有危险，已经关上。"


def test_of_several_each_is_said_the_newest_first_or_the_child_s_own(
    store: Store, school: SmallSchool, case: Case
) -> None:
    raise_one(store, school, key="inbox:8", student="20250103").tap("ChenJie", AlarmTap.TAKE)
    said = (case.say("WangFang", "怎么样了") or "").splitlines()
    assert [line[:2] for line in said] == ["周一", "张三", "现在"]
    assert (case.say("WangFang", "周一诺怎么样了") or "").startswith("周一诺（七年级2班）的紧急情况")
    assert len((case.say("WangFang", "周一诺怎么样了") or "").splitlines()) == 1


@pytest.mark.parametrize(("user", "minutes"), [("SunLi", 1), ("WangFang", 60 * 24 * 3 + 1)])
def test_who_has_nothing_to_ask_after_asks_the_chat(case: Case, user: str, minutes: float) -> None:
    assert case.say(user, "有人接手了吗", minutes) is None
