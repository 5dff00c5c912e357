"""An alarm that cannot be brought to one is brought to the next, and its writer is told to call."""

from typing import Any

import pytest
from sqlalchemy import select, update

from duty.messages import Text, from_json
from scheduler import alarms
from scheduler.handling import Ready
from scheduler.sender import Delivered, Reason, Refused
from storage.crisis import Trail, alert
from storage.leases import Leased
from storage.outbox import BODY, OUTBOX, Channel, Purpose
from storage.people import SCHOOL
from storage.work import Store
from tests.scheduler.pretend import NOON, moment
from tests.support import small_school

REFUSED = Refused(Reason.UNREACHABLE, 81013)
KEY = "inbox:7"


def leased(school_id: int, recipient: str, *told: str, sender: str = "WangFang") -> Leased:
    trail = Trail(KEY, sender, (recipient, *told), "陈老师")
    draft = alert(school_id, recipient, Text("紧急"), trail, NOON)
    return of(school_id, draft.unique_key, recipient, dict(draft.about))


def of(school_id: int, key: str, recipient: str, about: dict[str, Any]) -> Leased:
    return Leased(
        id=1,
        school_id=school_id,
        unique_key=key,
        channel=Channel.MEMBER,
        recipient=recipient,
        purpose=Purpose.ALERT,
        message=Text("紧急"),
        about=about,
        attempts=1,
        first_attempt_at=NOON,
        request=None,
        urgent=True,
        trial=False,
    )


@pytest.fixture
def school(store: Store, school_id: int) -> int:
    small_school.fill(store, school_id)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts="ChenJie"))
    return school_id


def waiting(store: Store) -> dict[str, str]:
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id))
        said = {row.unique_key: from_json(work.vault.open_json(row.sealed_body, BODY)["message"]) for row in rows}
    return {key: message.content for key, message in said.items() if isinstance(message, Text)}


def test_an_alarm_is_always_still_true(store: Store, school: int) -> None:
    one = leased(school, "ChenJie")
    with store.reading() as work:
        assert alarms.ALERT.ready(work, one, moment(NOON)) == Ready("ChenJie", Text("紧急"))


def test_after_a_delivery_nothing_follows(store: Store, school: int) -> None:
    with store.writing() as work:
        alarms.ALERT.settled(work, leased(school, "ChenJie"), Delivered(), moment(NOON))
    assert waiting(store) == {}


def test_after_a_refusal_the_next_is_told_and_the_writer_hears_of_it(store: Store, school: int) -> None:
    with store.writing() as work:
        alarms.ALERT.settled(work, leased(school, "ChenJie"), REFUSED, moment(NOON))
    said = waiting(store)
    assert list(said) == ["alert:inbox:7:gaoadmin", "alert-lost:alert:inbox:7:chenjie"]
    assert said["alert:inbox:7:gaoadmin"] == "紧急"
    assert said["alert-lost:alert:inbox:7:chenjie"].startswith(
        "刚才的紧急情况没能送到陈老师。我正在改为通知心理高老师。"
    )


def test_where_everybody_was_told_already_only_the_writer_hears_of_it(store: Store, school: int) -> None:
    with store.writing() as work:
        alarms.ALERT.settled(work, leased(school, "ChenJie", "gaoadmin"), REFUSED, moment(NOON))
    assert list(waiting(store)) == ["alert-lost:alert:inbox:7:chenjie"]


def test_a_parent_is_sent_nothing_and_the_writer_is_no_substitute(store: Store, school: int) -> None:
    with store.writing() as work:
        alarms.ALERT.settled(work, leased(school, "ChenJie", sender=""), REFUSED, moment(NOON))
    assert list(waiting(store)) == ["alert:inbox:7:gaoadmin"]
    with store.writing() as work:
        alarms.ALERT.settled(work, leased(school, "SunLi", sender="GaoAdmin"), REFUSED, moment(NOON))
    assert "alert:inbox:7:chenjie" in waiting(store)


def test_a_lost_word_to_the_writer_is_the_end_of_it(store: Store, school: int) -> None:
    lost = of(school, "alert-lost:x", "WangFang", {})
    with store.writing() as work:
        alarms.ALERT.settled(work, lost, REFUSED, moment(NOON))
    assert waiting(store) == {}
