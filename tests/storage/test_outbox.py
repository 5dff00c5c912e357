"""What is put down for somebody is there once, sealed, and can be taken back until somebody begins to send it."""

from datetime import UTC, datetime, timedelta

import pytest

from duty.messages import Text
from storage import leases, outbox
from storage.leases import Allowance, Terms
from storage.outbox import OUTBOX, Channel, Draft, Purpose
from storage.schools import CORP, SCHOOL
from storage.work import Store

AT = datetime(2025, 11, 21, 4, 10, tzinfo=UTC)
MANY = Allowance(minute=100, hour=100)
TERMS = Terms(frozenset(Purpose), usual=MANY, alert=MANY, a_minute=100)


def draft(school_id: int, key: str = "k", *, text: str = "聊过了吗", due: datetime = AT) -> Draft:
    return Draft(school_id, key, Channel.MEMBER, "WangFang", Purpose.REMINDER, Text(text), due, about={"id": 7})


def put(store: Store, *drafts: Draft) -> dict[str, int]:
    with store.writing() as work:
        return outbox.put(work, drafts, AT)


def test_a_key_is_put_down_once_and_the_first_words_stay(store: Store, school_id: int) -> None:
    first = put(store, draft(school_id, "a"), draft(school_id, "b"))
    assert set(first) == {"a", "b"}
    assert set(put(store, draft(school_id, "a", text="again"), draft(school_id, "c"))) == {"c"}
    with store.writing() as work:
        assert [one.message for one in leases.lease(work, AT, TERMS)] == [Text("聊过了吗")] * 3


def test_nothing_is_put_down_for_nobody(store: Store) -> None:
    assert put(store) == {}


def test_what_is_said_is_sealed(store: Store, school_id: int) -> None:
    put(store, draft(school_id))
    with store.reading() as work:
        row = work.connection.execute(OUTBOX.select()).one()
    assert "聊过".encode() not in row.sealed_body


def test_a_lease_tells_everything_that_was_put_down(store: Store, school_id: int) -> None:
    row_id = put(store, draft(school_id))["k"]
    with store.writing() as work:
        (leased,) = leases.lease(work, AT, TERMS)
    assert (leased.id, leased.school_id, leased.unique_key) == (row_id, school_id, "k")
    assert (leased.channel, leased.recipient, leased.purpose) == (Channel.MEMBER, "WangFang", Purpose.REMINDER)
    assert (leased.about, leased.attempts, leased.first_attempt_at) == ({"id": 7}, 1, AT)
    assert (leased.request, leased.urgent, leased.trial) == (None, False, True)


@pytest.mark.parametrize("change", [outbox.cancel, outbox.hasten])
def test_only_what_waits_can_be_changed(store: Store, school_id: int, change: object) -> None:
    assert callable(change)
    put(store, draft(school_id, "waits", due=AT + timedelta(hours=1)), draft(school_id, "leased"))
    with store.writing() as work:
        assert [one.unique_key for one in leases.lease(work, AT, TERMS)] == ["leased"]
        assert change(work, "waits", AT)
        assert not change(work, "leased", AT)
        assert not change(work, "never there", AT)


def test_another_corps_messages_wait_for_another_corps_keys(store: Store, school_id: int) -> None:
    with store.writing() as work:
        corp = work.connection.execute(
            CORP.insert().values(corp_id="wwother", is_default=False).returning(CORP.c.id)
        ).scalar_one()
        values = {"corp_id": corp, "slug": "s", "name": "S", "trial": True, "crisis_contacts": "", "roster_version": 0}
        other = work.connection.execute(SCHOOL.insert().values(values).returning(SCHOOL.c.id)).scalar_one()
    put(store, draft(other, "theirs"), draft(school_id, "ours"))
    with store.writing() as work:
        assert [one.unique_key for one in leases.lease(work, AT, TERMS)] == ["ours"]


def test_a_corp_gets_no_more_in_a_minute_than_it_may(store: Store, school_id: int) -> None:
    put(store, *(draft(school_id, f"k{number}") for number in range(10)))
    few = Terms(frozenset(Purpose), usual=MANY, alert=MANY, a_minute=7, most=5)
    with store.writing() as work:
        assert len(leases.lease(work, AT, few)) == 5
        assert len(leases.lease(work, AT, few)) == 2
        assert len(leases.lease(work, AT, few)) == 0
        assert len(leases.lease(work, AT + timedelta(seconds=61), few)) == 3
