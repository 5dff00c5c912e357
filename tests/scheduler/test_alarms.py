"""An alarm is told again and to more until somebody has it; whom it cannot be brought to, the next is told instead."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from duty.alarm import again_at
from duty.danger import Danger, Grade
from duty.messages import ButtonCard, Message, Text, from_json
from scheduler import alarms as alarms_again
from scheduler.delivery import Delivery
from scheduler.handling import Gone, Ready
from scheduler.purposes import PURPOSES
from scheduler.sender import Delivered, Reason, Refused
from scheduler.tools import Tools
from storage import alarm_mail, alarms
from storage.alarms import Alarm, NewAlarm, Writer
from storage.crisis import responders
from storage.leases import Leased
from storage.outbox import BODY, OUTBOX, Channel, Purpose
from storage.people import MEMBER_ROLE, SCHOOL
from storage.work import Store
from tests.scheduler.pretend import NOON, Platform, moment
from tests.support import small_school
from tests.support.small_school import SmallSchool

REFUSED = Refused(Reason.UNREACHABLE, 81013)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    filled = small_school.fill(store, school_id)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts="ChenJie", trial=True))
    return filled


def raised(store: Store, school: SmallSchool, *barred: str, writer: str = "WangFang") -> int:
    """The row id of an alarm that was told once at noon."""
    by = Writer("王芳老师", writer, school.members.get(writer))
    ids = tuple(school.members[user] for user in barred)
    new = NewAlarm(
        school.id, "inbox:7", Grade.URGENT, Danger.SELF_HARM, by, "他说不想活了", (school.students["20250101"],), ids
    )
    with store.writing() as work:
        alarm_id = alarms.put(work, new, NOON, again_at(1, NOON))
        assert alarm_id is not None
        found = responders(work, school.id, besides=(writer,), barred=ids).contacts
        alarms.tell(work, alarm_id, [one.id for one in found], NOON)
        alarm = alarms.one(work, alarm_id)
        assert alarm is not None
        card = ButtonCard("t", "紧急", "", ())
        alarm_mail.alerts(work, alarm, [(one, card) for one in found], NOON)
    return alarm_id


def tick(store: Store, minutes: float) -> None:
    alarms_again.tell_again(Tools(store, store), moment(NOON + minutes * MINUTE))


def rounds(store: Store, alarm_id: int) -> list[str]:
    """Who was told in which round, in their order: 「chenjie:1」."""
    with store.reading() as work:
        keys = work.connection.execute(select(OUTBOX.c.unique_key).order_by(OUTBOX.c.id)).scalars()
        prefix = f"alert:{alarm_id}:"
        return [key.removeprefix(prefix) for key in keys if key.startswith(prefix)]


def take(store: Store, school: SmallSchool, alarm_id: int, user: str, at: datetime) -> None:
    with store.writing() as work:
        assert alarms.take(work, alarm_id, school.members[user], at)


def sent(store: Store) -> dict[str, Message]:
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id))
        return {row.unique_key: from_json(work.vault.open_json(row.sealed_body, BODY)["message"]) for row in rows}


def test_it_is_told_again_after_five_minutes_wider_after_ten_and_then_every_fifteen(
    store: Store, school: SmallSchool
) -> None:
    alarm_id = raised(store, school)
    told = []
    for minute in range(60):
        before = len(rounds(store, alarm_id))
        tick(store, minute)
        told.append((minute, rounds(store, alarm_id)[before:]))
    assert [one for one in told if one[1]] == [
        (5, ["chenjie:2"]),
        (10, ["chenjie:3", "gaoadmin:3"]),
        (25, ["chenjie:4", "gaoadmin:4"]),
        (40, ["chenjie:5", "gaoadmin:5"]),
        (55, ["chenjie:6", "gaoadmin:6"]),
    ]


def test_each_round_says_for_how_long_it_waits_and_has_a_card_of_its_own(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    for minute in (5, 10, 75):
        tick(store, minute)
    cards = [one for one in sent(store).values() if isinstance(one, ButtonCard)][1:]
    waits = [card.text.partition("别让孩子一个人。")[2].partition("，")[0] for card in cards]
    assert waits == ["已经等了 5 分钟", *["已经等了 10 分钟"] * 2, *["已经等了 1 小时 15 分钟"] * 2]
    assert len({card.task_id for card in cards}) == len(cards)
    assert rounds(store, alarm_id)[0] == "chenjie:1"


def test_it_stops_when_somebody_has_it(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    tick(store, 5)
    take(store, school, alarm_id, "ChenJie", NOON + 6 * MINUTE)
    for minute in range(7, 60):
        tick(store, minute)
    assert rounds(store, alarm_id) == ["chenjie:1", "chenjie:2"]


def test_of_a_process_that_comes_too_late_for_a_round_nothing_goes(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    with store.reading() as work:
        [due] = alarms.due(work, NOON + 5 * MINUTE)
    with store.writing() as work:
        assert alarms.begin_round(work, due, NOON + 10 * MINUTE)
        assert not alarms.begin_round(work, due, NOON + 10 * MINUTE)
    take(store, school, alarm_id, "ChenJie", NOON)
    with store.writing() as work:
        assert not alarms.begin_round(work, due, NOON + 10 * MINUTE)


def test_the_accused_is_never_told_however_wide_it_goes(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(
            MEMBER_ROLE.insert().values(member_id=school.members["SunLi"], role="principal", grade="", class_name="")
        )
    alarm_id = raised(store, school, "GaoAdmin")
    for minute in (5, 10, 25):
        tick(store, minute)
    assert not any("gaoadmin" in one for one in rounds(store, alarm_id))
    assert "sunli:3" in rounds(store, alarm_id)


def test_who_wrote_it_is_not_woken_by_the_own_words(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school, writer="GaoAdmin")
    for minute in (5, 10):
        tick(store, minute)
    assert rounds(store, alarm_id) == ["chenjie:1", "chenjie:2", "chenjie:3"]


def test_where_nobody_could_be_told_whoever_comes_later_is(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
        work.connection.execute(update(SCHOOL).values(crisis_contacts=""))
    alarm_id = raised(store, school)
    tick(store, 5)
    assert rounds(store, alarm_id) == []
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts="ZhouNew"))
    tick(store, 10)
    assert rounds(store, alarm_id) == ["zhounew:3"]


# --- what delivery asks


def leased(store: Store, key: str) -> Leased:
    with store.reading() as work:
        row = work.connection.execute(select(OUTBOX).where(OUTBOX.c.unique_key == key)).one()
        body: dict[str, Any] = work.vault.open_json(row.sealed_body, BODY)
    return Leased(
        id=row.id,
        school_id=row.school_id,
        unique_key=row.unique_key,
        channel=Channel.MEMBER,
        recipient=row.recipient,
        purpose=Purpose.ALERT,
        message=from_json(body["message"]),
        about=body["about"],
        attempts=1,
        created_at=NOON,
        first_attempt_at=NOON,
        request=None,
        urgent=True,
        trial=False,
    )


def ready(store: Store, key: str) -> Ready | Gone:
    one = leased(store, key)
    with store.reading() as work:
        found = alarms_again.ALERT.ready(work, one, moment(NOON))
    assert isinstance(found, Ready | Gone)
    return found


def settled(store: Store, key: str, outcome: Delivered | Refused = REFUSED) -> None:
    one = leased(store, key)
    with store.writing() as work:
        alarms_again.ALERT.settled(work, one, outcome, moment(NOON))


def one(store: Store, alarm_id: int) -> Alarm:
    with store.reading() as work:
        found = alarms.one(work, alarm_id)
    assert found is not None
    return found


def test_a_telling_goes_until_somebody_has_it(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    key = f"alert:{alarm_id}:chenjie:1"
    assert isinstance(ready(store, key), Ready)
    take(store, school, alarm_id, "ChenJie", NOON)
    assert ready(store, key) == Gone("taken")


def test_of_two_rounds_that_wait_together_only_the_newer_goes(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    tick(store, 5)
    assert ready(store, f"alert:{alarm_id}:chenjie:1") == Gone("overtaken")
    assert isinstance(ready(store, f"alert:{alarm_id}:chenjie:2"), Ready)


def test_what_was_said_of_an_alarm_goes_whatever_became_of_it(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    with store.writing() as work:
        alarm_mail.say(work, one(store, alarm_id), "WangFang", "接手了", what=alarm_mail.TAKEN, at=NOON)
    take(store, school, alarm_id, "ChenJie", NOON)
    assert ready(store, f"alert-taken:{alarm_id}:wangfang") == Ready("WangFang", Text("接手了"))
    before = sent(store)
    settled(store, f"alert-taken:{alarm_id}:wangfang")
    assert sent(store) == before


def test_after_a_delivery_nothing_follows(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    before = sent(store)
    settled(store, f"alert:{alarm_id}:chenjie:1", Delivered())
    assert sent(store) == before


def test_after_a_refusal_the_next_is_told_and_the_writer_hears_of_it_once(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    settled(store, f"alert:{alarm_id}:chenjie:1")
    assert rounds(store, alarm_id) == ["chenjie:1", "gaoadmin:1"]
    lost = f"alert-lost-{school.members['ChenJie']}:{alarm_id}:wangfang"
    said = sent(store)[lost]
    assert isinstance(said, Text)
    assert said.content.startswith("刚才的紧急情况没能送到陈老师。我正在改为通知心理高老师。")
    assert school.members["GaoAdmin"] in one(store, alarm_id).told
    tick(store, 5)
    settled(store, f"alert:{alarm_id}:chenjie:2")
    assert [key for key in sent(store) if key.startswith("alert-lost")] == [lost]


def test_where_everybody_was_told_already_only_the_writer_hears_of_it(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    with store.writing() as work:
        alarms.tell(work, alarm_id, [school.members["GaoAdmin"]], NOON)
    settled(store, f"alert:{alarm_id}:chenjie:1")
    assert rounds(store, alarm_id) == ["chenjie:1"]
    assert len(sent(store)) == 2


def test_after_a_refusal_the_accused_is_no_substitute(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school, "GaoAdmin")
    settled(store, f"alert:{alarm_id}:chenjie:1")
    assert rounds(store, alarm_id) == ["chenjie:1"]


def test_a_parent_is_sent_nothing_and_the_writer_is_no_substitute(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school, writer="")
    settled(store, f"alert:{alarm_id}:chenjie:1")
    assert list(sent(store)) == [f"alert:{alarm_id}:chenjie:1", f"alert:{alarm_id}:gaoadmin:1"]


def test_a_refusal_after_it_was_taken_over_frightens_nobody(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    take(store, school, alarm_id, "ChenJie", NOON)
    before = sent(store)
    settled(store, f"alert:{alarm_id}:chenjie:1")
    assert sent(store) == before


def test_words_that_the_platform_would_not_bring_must_be_asked_for(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    take(store, school, alarm_id, "ChenJie", NOON)
    with store.writing() as work:
        alarm_mail.words(work, one(store, alarm_id), "ChenJie", ["原话"], NOON)
    settled(store, f"alert-words:{alarm_id}:chenjie:1", Refused(Reason.BLOCKED_CONTENT, 40201))
    said = sent(store)[f"alert-lost:{alarm_id}:chenjie"]
    assert isinstance(said, Text)
    assert said.content.startswith("原话平台没让发出来。请直接找王芳老师问清楚。")


def test_taking_over_while_a_round_is_under_way_stops_what_has_not_gone(store: Store, school: SmallSchool) -> None:
    """Between the round that was put down and the sending of it somebody takes over; nobody is alarmed any more."""
    alarm_id = raised(store, school)
    platform, at = Platform(), NOON + 10 * MINUTE
    tick(store, 5)
    tick(store, 10)
    take(store, school, alarm_id, "ChenJie", at)
    delivery = Delivery(Tools(store, store), platform, PURPOSES, lambda: NOON)
    while delivery.round(moment(at)):
        pass
    assert platform.requests == []
    with store.reading() as work:
        states = work.connection.execute(select(OUTBOX.c.state, OUTBOX.c.error)).all()
    assert set(states) == {("dropped", "taken")}


def test_in_a_trial_and_at_night_it_goes_to_its_own_people(store: Store, school: SmallSchool) -> None:
    raised(store, school)
    platform, night = Platform(), NOON + timedelta(hours=11)
    alarms_again.tell_again(Tools(store, store), moment(night))
    delivery = Delivery(Tools(store, store), platform, PURPOSES, lambda: NOON)
    while delivery.round(moment(night)):
        pass
    assert platform.accounts() == ["ChenJie", "WangFang"]


def waiting_words(store: Store, alarm_id: int) -> list[str]:
    return [
        message.content
        for key, message in sent(store).items()
        if key.startswith("alert-waits-") and f":{alarm_id}:" in key and isinstance(message, Text)
    ]


def test_whoever_wrote_it_hears_twice_that_nobody_has_it_yet(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    for minute in range(60):
        tick(store, minute)
    call = "情况紧急马上打 110 或 120，不用等我。"
    assert waiting_words(store, alarm_id) == [
        f"您说的紧急情况，5 分钟了还没有人接手，我又通知了陈老师。\n{call}",
        f"您说的紧急情况，10 分钟了还没有人接手，我又通知了陈老师和心理高老师。\n{call}",
    ]


def test_a_word_that_nobody_has_it_does_not_go_once_somebody_has(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school)
    tick(store, 5)
    key = f"alert-waits-2:{alarm_id}:wangfang"
    assert isinstance(ready(store, key), Ready)
    take(store, school, alarm_id, "ChenJie", NOON + 6 * MINUTE)
    assert ready(store, key) == Gone("taken")


def test_a_stranger_hears_no_name_of_the_staff(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school, writer="Stranger")
    for minute in (5, 10):
        tick(store, minute)
    settled(store, f"alert:{alarm_id}:chenjie:3")
    said = [message.content for key, message in sent(store).items() if key.endswith(":stranger")]  # type: ignore[union-attr]
    assert len(said) == 3
    assert all("学校的负责老师" in one and "陈" not in one and "高" not in one for one in said)


def test_nothing_is_said_of_telling_again_where_there_is_nobody_to_tell(store: Store, school: SmallSchool) -> None:
    alarm_id = raised(store, school, "ChenJie", "GaoAdmin")
    tick(store, 5)
    assert waiting_words(store, alarm_id) == []
