"""A note that speaks of danger waits for a contact; it never goes to the one whom its words accuse."""

import json

import pytest
from sqlalchemy import insert, select, update

from duty.alarm import AlarmTap
from duty.messages import Text
from duty.people import Kin
from duty.relaying import Relay
from handlers import contacts, emergency
from handlers.context import Site
from handlers.notes import relay
from storage import alarms, notes
from storage.guardians import GUARDIAN
from storage.notes import NoteState
from storage.outbox import OUTBOX, Purpose
from storage.people import SCHOOL
from storage.roster.details import GUARDIAN_DETAILS
from storage.work import Store
from tests.handlers.danger import Case, crisis_contacts, turn
from tests.support.small_school import SmallSchool

MOTHER, FATHER = "妈妈", "爸爸"


@pytest.fixture
def family(store: Store, school: SmallSchool) -> dict[str, int]:
    """张三's mother and father, who both follow."""
    crisis_contacts(store, "GaoAdmin ChenJie")
    found = {}
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
        for relation in (MOTHER, FATHER):
            values = {
                "school_id": school.id,
                "student_id": school.students["20250101"],
                "identity_mark": relation.encode(),
                "follows": True,
                "sealed_details": work.vault.seal_json(
                    {"relation": relation, "platform_account": relation}, GUARDIAN_DETAILS
                ),
            }
            found[relation] = work.connection.execute(
                insert(GUARDIAN).values(**values).returning(GUARDIAN.c.id)
            ).scalar_one()
    return found


def write(store: Store, school: SmallSchool, text: str, kin: Kin = Kin.MOTHER, *, minutes: float = 0) -> Case:
    """王芳 relays a text that alarms; the alarm holds her note."""
    with turn(store, "WangFang", minutes) as (sender, work, moment):
        emergency.from_member(f"转告 张三 {text}", sender, work, moment)
        said = relay(Relay(school.students["20250101"], kin, text), sender, work, moment, Site(""))
        assert "没有发出去" in said.text
        note = notes.newest(work, sender.member.id)
        assert note is not None
        assert note.state is NoteState.HELD
        [alarm_id] = work.connection.execute(
            select(alarms.ALARM.c.id).where(alarms.ALARM.c.note_id == note.id)
        ).scalars()
    return Case(store, school, alarm_id)


def state(store: Store) -> NoteState:
    with store.reading() as work:
        return NoteState(
            work.connection.execute(select(notes.NOTE.c.state).order_by(notes.NOTE.c.id)).scalars().all()[-1]
        )


def on_its_way(store: Store) -> int:
    with store.reading() as work:
        return len(work.connection.execute(select(OUTBOX.c.id).where(OUTBOX.c.purpose == Purpose.NOTE.value)).all())


def said(case: Case, user: str) -> list[str]:
    return [message.content for message in case.sent_to(user) if isinstance(message, Text)]


def test_one_tap_lets_it_go_and_its_writer_hears_so(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子说不想活了，请多陪陪")
    card = case.tap("ChenJie", AlarmTap.TAKE)
    assert card is not None
    assert [button.text for button in card.buttons] == ["已处理", "是误报", "放行", "不发"]
    assert "王芳老师给张三妈妈的话先压着，发不发请您定" in card.text
    after = case.tap("ChenJie", AlarmTap.RELEASE, minutes=2)
    assert after is not None
    assert [button.text for button in after.buttons] == ["已处理", "是误报"]
    assert (state(store), on_its_way(store)) == (NoteState.WAITING, 1)
    assert said(case, "WangFang")[-1] == "给张三妈妈的话，陈老师看过了，放行了。"


def test_or_it_does_not_go(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子说不想活了")
    case.tap("ChenJie", AlarmTap.TAKE)
    assert case.say("GaoAdmin", "不发", minutes=2) == "好的，给张三妈妈的话不发了。"
    assert (state(store), on_its_way(store)) == (NoteState.CANCELLED, 0)
    assert "先不发" in said(case, "WangFang")[-1]
    assert case.say("ChenJie", "放行", minutes=3) is None
    case.tap("ChenJie", AlarmTap.RELEASE, minutes=3)
    assert on_its_way(store) == 0


def test_never_to_the_one_who_does_the_harm(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子被爸爸打了", Kin.FATHER)
    case.tap("ChenJie", AlarmTap.TAKE)
    card = case.tap("ChenJie", AlarmTap.RELEASE, minutes=2)
    assert card is not None
    assert card.text.startswith("这条不能放行：话里说到的正是张三爸爸")
    assert case.say("ChenJie", "放行", minutes=3) == (
        "这条不能放行：话里说到的正是张三爸爸，发过去孩子会更危险。请另想办法，可以先打 110 或 12355。"
    )
    assert (state(store), on_its_way(store)) == (NoteState.HELD, 0)


def test_the_other_parent_may_read_it(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子被爸爸打了", Kin.MOTHER)
    case.tap("ChenJie", AlarmTap.TAKE)
    case.tap("ChenJie", AlarmTap.RELEASE, minutes=2)
    assert on_its_way(store) == 1


def test_at_night_it_goes_in_the_morning(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子说不想活了")
    case.tap("ChenJie", AlarmTap.TAKE)
    assert case.say("ChenJie", "放行", minutes=2) == "好的，给张三妈妈的话明早 7:30 发出。"


@pytest.mark.parametrize(
    "change",
    [
        {"no_contact": True},
        {"follows": False},
    ],
    ids=json.dumps,
)
def test_what_cannot_go_is_said(
    store: Store, school: SmallSchool, family: dict[str, int], change: dict[str, bool]
) -> None:
    case = write(store, school, "孩子说不想活了")
    with store.writing() as work:
        work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == family[MOTHER]).values(change))
    case.tap("ChenJie", AlarmTap.TAKE)
    assert "现在发不了" in (case.say("ChenJie", "放行", minutes=2) or "")
    assert (state(store), on_its_way(store)) == (NoteState.HELD, 0)


def test_before_it_is_taken_over_nobody_decides(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子说不想活了")
    assert "请先回「接手」" in (case.say("ChenJie", "放行") or "")
    assert on_its_way(store) == 0


def test_after_the_end_it_can_still_be_decided(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    case = write(store, school, "孩子说不想活了")
    case.tap("ChenJie", AlarmTap.TAKE)
    card = case.tap("ChenJie", AlarmTap.FALSE_ALARM, minutes=2)
    assert card is not None
    assert ([button.text for button in card.buttons], card.done) == (["放行", "不发"], "")
    done = case.tap("ChenJie", AlarmTap.WITHHOLD, minutes=3)
    assert done is not None
    assert done.done == "误报，已关上"
    assert state(store) is NoteState.CANCELLED


def test_a_note_whose_words_alarmed_in_an_earlier_message_is_held_by_that_alarm(
    store: Store, school: SmallSchool, family: dict[str, int]
) -> None:
    with turn(store, "WangFang", 0) as (sender, work, moment):
        emergency.from_member("转告 张三 他说不想活了", sender, work, moment)
    with turn(store, "WangFang", 1) as (sender, work, moment):
        relay(Relay(school.students["20250101"], Kin.MOTHER, "他说不想活了"), sender, work, moment, Site(""))
        assert len(work.connection.execute(select(alarms.ALARM.c.id)).all()) == 1
        assert work.connection.execute(select(alarms.ALARM.c.note_id)).scalar_one() is not None


def test_without_such_an_alarm_the_note_raises_one(store: Store, school: SmallSchool, family: dict[str, int]) -> None:
    with turn(store, "WangFang", 0) as (sender, work, moment):
        relay(Relay(school.students["20250101"], Kin.MOTHER, "他说不想活了"), sender, work, moment, Site(""))
        key, note_id = work.connection.execute(select(alarms.ALARM.c.key, alarms.ALARM.c.note_id)).one()
    assert key == f"note:{note_id}"
    with turn(store, "ChenJie", 1) as given:
        assert "给张三妈妈的话先压着" in (contacts.typed("接手", *given) or "")
