"""The alarm reaches those who can help, says what they must know, and never the sentence itself."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select, update

from duty.danger import Danger
from duty.messages import Text, from_json
from duty.people import Child
from handlers.alarms import Alarm, Raised, raise_alarm
from storage.audit import AUDIT
from storage.crisis import school_of_strangers
from storage.outbox import BODY, OUTBOX
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL
from storage.schools import DUTY_PHONE
from storage.work import Store
from tests.support import small_school
from tests.support.small_school import SmallSchool

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2025, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def decide(store: Store, contacts: str = "", phone: str = "") -> None:
    with store.writing() as work:
        sealed = work.vault.seal(phone, DUTY_PHONE) if phone else None
        work.connection.execute(update(SCHOOL).values(crisis_contacts=contacts, sealed_duty_phone=sealed))


def about(school: SmallSchool, sender: str = "WangFang", category: Danger = Danger.SELF_HARM) -> Alarm:
    child = Child(school.students["20250101"], "20250101", "张三", "七年级", "1班")
    return Alarm(category, "王芳老师", (child,), "inbox:7", sender)


def raised(store: Store, school: SmallSchool, alarm: Alarm) -> Raised:
    with store.writing() as work:
        return raise_alarm(work, school_id=school.id, about=alarm, at=AT, zone=ZONE)


def sent(store: Store) -> dict[str, str]:
    """The alarms that wait to be sent, by recipient."""
    with store.reading() as work:
        rows = list(work.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id)))
        bodies = {row.recipient: from_json(work.vault.open_json(row.sealed_body, BODY)["message"]) for row in rows}
        assert all((row.urgent, row.purpose, row.rank, row.due_at) == (True, "alert", 0, AT) for row in rows)
    return {user: body.content for user, body in bodies.items() if isinstance(body, Text)}


def test_each_contact_gets_it_in_the_school_s_order(store: Store, school: SmallSchool) -> None:
    decide(store, "gaoadmin nobody ChenJie", phone="0451-110110")
    assert raised(store, school, about(school)) == Raised(("心理高老师", "陈老师"), "0451-110110")
    assert list(sent(store)) == ["GaoAdmin", "ChenJie"]


def test_it_says_who_where_when_and_what_to_do(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    raised(store, school, about(school))
    assert sent(store)["GaoAdmin"] == (
        "紧急：王芳老师刚写的话里，孩子可能想伤害自己。\n"
        "孩子：张三（七年级1班）。时间：11月21日 22:30。\n"
        "请现在就给王芳老师打电话，确认孩子在哪里、谁陪着。请先陪着孩子，别让孩子一个人。\n"
        "情况紧急马上打 110 或 120。原话不在这里转发，请当面或电话问。"
    )


@pytest.mark.parametrize(
    ("role", "called"), [("principal", "陈校长"), ("coordinator", "德育陈主任"), ("admin", "陈老师")]
)
def test_where_nobody_is_named_the_leaders_are_told(store: Store, school: SmallSchool, role: str, called: str) -> None:
    decide(store, "gone away")
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE).where(MEMBER_ROLE.c.role == "admin"))
        leader = school.members["ChenJie"]
        work.connection.execute(MEMBER_ROLE.insert().values(member_id=leader, role=role, grade="", class_name=""))
    assert raised(store, school, about(school)).contacts == (called,)


def test_where_there_is_no_leader_nobody_is_named_and_it_is_written_down(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
    assert raised(store, school, about(school)) == Raised((), "")
    assert sent(store) == {}
    with store.reading() as work:
        assert work.connection.execute(select(AUDIT.c.action, AUDIT.c.actor)).all() == [("alarm_raised", "WangFang")]


def test_a_contact_needs_no_role(store: Store, school: SmallSchool) -> None:
    decide(store, "ZhouNew")
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
    assert raised(store, school, about(school)).contacts == ("周老师",)


def test_a_contact_is_not_alarmed_of_the_own_words(store: Store, school: SmallSchool) -> None:
    decide(store, "ChenJie GaoAdmin")
    assert raised(store, school, about(school, sender="chenjie")).contacts == ("心理高老师",)


def test_the_only_contact_does_not_stay_alone_with_it(store: Store, school: SmallSchool) -> None:
    decide(store, "ChenJie")
    assert raised(store, school, about(school, sender="ChenJie")).contacts == ("心理高老师",)


def test_who_is_the_only_one_at_all_is_named(store: Store, school: SmallSchool) -> None:
    assert raised(store, school, about(school, sender="GaoAdmin")).contacts == ("心理高老师",)


def test_one_text_alarms_once_and_another_again(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    first = raised(store, school, about(school))
    assert raised(store, school, about(school)) == first
    raised(store, school, replace(about(school), key="inbox:8"))
    with store.reading() as work:
        keys = list(work.connection.execute(select(OUTBOX.c.unique_key).order_by(OUTBOX.c.id)).scalars())
        assert keys == ["alert:inbox:7:gaoadmin", "alert:inbox:8:gaoadmin"]
        assert work.connection.execute(select(func.count()).select_from(AUDIT)).scalar_one() == 2


def test_a_parent_s_words_are_written_down_without_a_name(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    raised(store, school, replace(about(school, sender=""), who="张三妈妈", children=()))
    assert "孩子：没有写明" in sent(store)["GaoAdmin"]
    with store.reading() as work:
        row = work.connection.execute(select(AUDIT)).one()
    assert (row.actor, row.action, row.student_id) == ("outsider", "alarm_raised", None)
    assert row.subject == "inbox:7 self_harm 1"


def test_for_strangers_the_corp_s_first_school_answers(store: Store, school: SmallSchool) -> None:
    with store.reading() as work:
        corp = work.connection.execute(select(MEMBER.c.corp_id).limit(1)).scalar_one()
        assert school_of_strangers(work, corp) == school.id
