"""The alarm reaches those who can help and nobody who is accused, says what they must know, and never the sentence."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select, update

from duty.danger import Danger
from duty.messages import ButtonCard, from_json
from duty.people import Child
from handlers.alarms import Cry, Raised, raise_alarm
from storage import alarms
from storage.alarms import Writer
from storage.audit import AUDIT
from storage.crisis import school_of_strangers
from storage.outbox import BODY, OUTBOX
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL
from storage.schools import DUTY_PHONE
from storage.work import Store
from tests.handlers.danger import AT, ZONE, crisis_contacts
from tests.support.small_school import SmallSchool

SENTENCE = "张三说他不想活了"


def decide(store: Store, contacts: str = "", phone: str = "") -> None:
    with store.writing() as work:
        sealed = work.vault.seal(phone, DUTY_PHONE) if phone else None
        work.connection.execute(update(SCHOOL).values(crisis_contacts=contacts, sealed_duty_phone=sealed))


def cry(school: SmallSchool, sender: str = "WangFang", *accused: str) -> Cry:
    child = Child(school.students["20250101"], "20250101", "张三", "七年级", "1班")
    user = next((user for user in school.members if user.casefold() == sender.casefold()), "")
    writer = Writer("王芳老师", sender, school.members.get(user))
    return Cry(Danger.SELF_HARM, accused, writer, SENTENCE, (child,), "inbox:7")


def raised(store: Store, school: SmallSchool, one: Cry) -> Raised:
    with store.writing() as work:
        return raise_alarm(work, school_id=school.id, cry=one, at=AT, zone=ZONE)


def sent(store: Store) -> dict[str, ButtonCard]:
    """The alarms that wait to be sent, by recipient."""
    with store.reading() as work:
        rows = list(work.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id)))
        bodies = {row.recipient: from_json(work.vault.open_json(row.sealed_body, BODY)["message"]) for row in rows}
        assert all((row.urgent, row.purpose, row.rank, row.due_at) == (True, "alert", 0, AT) for row in rows)
    return {user: body for user, body in bodies.items() if isinstance(body, ButtonCard)}


def test_each_contact_gets_it_in_the_school_s_order(store: Store, school: SmallSchool) -> None:
    decide(store, "gaoadmin nobody ChenJie", phone="0451-110110")
    assert raised(store, school, cry(school)) == Raised(("心理高老师", "陈老师"), "0451-110110")
    assert list(sent(store)) == ["GaoAdmin", "ChenJie"]


def test_it_says_who_where_when_and_what_to_do_but_not_the_sentence(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    raised(store, school, cry(school))
    card = sent(store)["GaoAdmin"]
    assert card.title == "紧急：孩子可能想伤害自己"
    assert card.text == (
        "张三（七年级1班）。王芳老师 11月21日 22:30 写的。\n"
        "请先陪着孩子，别让孩子一个人。还没有人接手；原话只发给接手的人。情况紧急打 110 或 120。"
    )
    assert [button.text for button in card.buttons] == ["我来接手"]
    assert SENTENCE not in f"{card}"


def test_nothing_of_it_lies_open_in_the_books(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    raised(store, school, cry(school))
    with store.reading() as work:
        rows = [row for table in (alarms.ALARM, OUTBOX, AUDIT) for row in work.connection.execute(select(table))]
    assert not any(word in f"{rows}" for word in ("不想活", "张三", "王芳"))


@pytest.mark.parametrize(
    ("role", "called"), [("principal", "陈校长"), ("coordinator", "德育陈主任"), ("admin", "陈老师")]
)
def test_where_nobody_is_named_the_leaders_are_told(store: Store, school: SmallSchool, role: str, called: str) -> None:
    decide(store, "gone away")
    lead(store, school, "ChenJie", role, only=True)
    assert raised(store, school, cry(school)).contacts == (called,)


def lead(store: Store, school: SmallSchool, user: str, role: str, *, only: bool = False) -> None:
    with store.writing() as work:
        if only:
            work.connection.execute(delete(MEMBER_ROLE).where(MEMBER_ROLE.c.role == "admin"))
        values = {"member_id": school.members[user], "role": role, "grade": "", "class_name": ""}
        work.connection.execute(MEMBER_ROLE.insert().values(values))


def test_where_there_is_no_leader_nobody_is_named_and_it_is_written_down(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
    assert raised(store, school, cry(school)) == Raised((), "")
    assert sent(store) == {}
    with store.reading() as work:
        assert work.connection.execute(select(AUDIT.c.action, AUDIT.c.actor)).all() == [("alarm_raised", "WangFang")]
        [alarm] = [alarms.by_key(work, "inbox:7")]
    assert alarm is not None
    assert alarm.next_round_at is not None


def test_a_contact_needs_no_role(store: Store, school: SmallSchool) -> None:
    decide(store, "ZhouNew")
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
    assert raised(store, school, cry(school)).contacts == ("周老师",)


def test_a_contact_is_not_alarmed_of_the_own_words(store: Store, school: SmallSchool) -> None:
    decide(store, "ChenJie GaoAdmin")
    assert raised(store, school, cry(school, "chenjie")).contacts == ("心理高老师",)


def test_the_only_contact_does_not_stay_alone_with_it(store: Store, school: SmallSchool) -> None:
    decide(store, "ChenJie")
    assert raised(store, school, cry(school, "ChenJie")).contacts == ("心理高老师",)


def test_who_is_the_only_one_at_all_is_named(store: Store, school: SmallSchool) -> None:
    assert raised(store, school, cry(school, "GaoAdmin")).contacts == ("心理高老师",)


@pytest.mark.parametrize(
    ("accused", "told"),
    [
        ("陈杰", ["GaoAdmin", "SunLi"]),
        ("陈老师", ["GaoAdmin", "SunLi"]),
        ("高老师", ["ChenJie", "SunLi"]),
        ("心理老师", ["ChenJie", "SunLi"]),
        ("班主任", ["GaoAdmin", "ChenJie"]),
        ("老师", ["GaoAdmin", "ChenJie"]),
        ("爸爸", ["GaoAdmin", "ChenJie", "SunLi"]),
    ],
)
def test_whom_the_text_accuses_hears_nothing(store: Store, school: SmallSchool, accused: str, told: list[str]) -> None:
    crisis_contacts(store, "GaoAdmin ChenJie SunLi")
    raised(store, school, cry(school, "WangFang", accused))
    assert list(sent(store)) == told


def test_where_all_contacts_are_accused_the_next_who_is_not_is_told(store: Store, school: SmallSchool) -> None:
    crisis_contacts(store, "ChenJie")
    assert raised(store, school, cry(school, "WangFang", "陈老师")).contacts == ("心理高老师",)


def test_where_everybody_is_accused_nobody_is_told_and_it_says_so(store: Store, school: SmallSchool) -> None:
    crisis_contacts(store, "GaoAdmin")
    assert raised(store, school, cry(school, "WangFang", "高管")).contacts == ()
    assert sent(store) == {}


def test_the_accused_does_not_come_back_as_the_only_one_who_knows(store: Store, school: SmallSchool) -> None:
    crisis_contacts(store, "GaoAdmin")
    assert raised(store, school, cry(school, "GaoAdmin", "高管")).contacts == ()


def test_one_text_alarms_once_and_another_again(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    first = raised(store, school, cry(school))
    assert raised(store, school, cry(school)) == first
    raised(store, school, replace(cry(school), key="inbox:8"))
    with store.reading() as work:
        keys = list(work.connection.execute(select(OUTBOX.c.unique_key).order_by(OUTBOX.c.id)).scalars())
        numbers = list(work.connection.execute(select(alarms.ALARM.c.id).order_by(alarms.ALARM.c.id)).scalars())
        assert keys == [f"alert:{number}:gaoadmin:1" for number in numbers]
        assert work.connection.execute(select(func.count()).select_from(AUDIT)).scalar_one() == 2


def test_a_parent_s_words_are_written_down_without_a_name(store: Store, school: SmallSchool) -> None:
    decide(store, "GaoAdmin")
    raised(store, school, replace(cry(school), writer=Writer("张三妈妈"), children=(), danger=None))
    assert sent(store)["GaoAdmin"].title == "紧急：有人上报了紧急情况"
    assert sent(store)["GaoAdmin"].text.startswith("没写明哪个孩子。张三妈妈 ")
    with store.reading() as work:
        row = work.connection.execute(select(AUDIT)).one()
    assert (row.actor, row.action, row.student_id) == ("outsider", "alarm_raised", None)


def test_for_strangers_the_corp_s_first_school_answers(store: Store, school: SmallSchool) -> None:
    with store.reading() as work:
        corp = work.connection.execute(select(MEMBER.c.corp_id).limit(1)).scalar_one()
        assert school_of_strangers(work, corp) == school.id
