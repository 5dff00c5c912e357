"""What was said, put off, tried and given on cards, as the books keep it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import Text
from duty.reminders import DutyKey
from storage import attempts, cards, deeds, inbox, outbox, reminders
from storage.attempts import ATTEMPT, Attempt
from storage.cards import CARD, CardItem, StoredCard
from storage.deeds import Source
from storage.inbox import Arrival
from storage.outbox import OUTBOX, Channel, Draft, Purpose, State
from storage.reminders import Marked
from storage.work import Store, Work
from tests.support import small_school
from tests.support.small_school import SmallSchool

NOW = datetime(2025, 11, 21, 4, 10, tzinfo=UTC)
LATER = datetime(2025, 11, 22, tzinfo=UTC)
NOVEMBER, FRIDAY, MONDAY = date(2025, 11, 30), date(2025, 11, 21), date(2025, 11, 24)


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def put(work: Work, school: SmallSchool, key: str, purpose: Purpose = Purpose.REMINDER) -> int:
    draft = Draft(school.id, key, Channel.MEMBER, "WangFang", purpose, Text(key), NOW)
    return outbox.put(work, [draft], NOW)[key]


def message_id(work: Work) -> int:
    key = (1, "m:1")
    return inbox.accept(work, [Arrival(key, "WangFang", "Tap", NOW, NOW, "")])[key]


def test_what_was_said_is_found_by_member_and_kept_once(store: Store, school: SmallSchool) -> None:
    member, child = school.members["WangFang"], school.students["20250101"]
    key = DutyKey(member, child, Kind.TALK, NOVEMBER)
    with store.writing() as work:
        first, second = put(work, school, "a"), put(work, school, "b")
        reminders.mark(work, [Marked(school.id, first, ((key, FRIDAY),))])
        reminders.mark(work, [Marked(school.id, second, ((key, FRIDAY), (key, MONDAY)))])
        reminders.mark(work, [])
        assert reminders.said_of(work, [member], FRIDAY) == {(key, FRIDAY), (key, MONDAY)}
        assert reminders.said_of(work, [member], MONDAY) == {(key, MONDAY)}
        assert reminders.said_of(work, [member], FRIDAY, besides=first) == {(key, MONDAY)}
        assert reminders.said_of(work, [school.members["LiNa"]], FRIDAY) == set()
        reminders.unmark(work, second)
        assert reminders.said_of(work, [member], FRIDAY) == {(key, FRIDAY)}


def test_only_reminders_that_certainly_reached_nobody_are_taken_back(store: Store, school: SmallSchool) -> None:
    member, child = school.members["WangFang"], school.students["20250101"]
    keys = [DutyKey(member, child, kind, NOVEMBER) for kind in Kind]
    with store.writing() as work:
        assert not reminders.has_unsent(work, LATER)
        rows = {name: put(work, school, name) for name in ("waiting", "leased", "perhaps")}
        put(work, school, "note", Purpose.NOTE)
        for row_id, key in zip(rows.values(), keys, strict=False):
            reminders.mark(work, [Marked(school.id, row_id, ((key, FRIDAY),))])
        change = OUTBOX.update()
        work.connection.execute(change.where(OUTBOX.c.id == rows["leased"]).values(state=State.LEASED.value))
        work.connection.execute(change.where(OUTBOX.c.id == rows["perhaps"]).values(sealed_request=b"sealed"))
        assert not reminders.has_unsent(work, NOW)
        assert reminders.has_unsent(work, LATER)
        reminders.drop_unsent(work, LATER, LATER)
        states = dict(work.connection.execute(select(OUTBOX.c.unique_key, OUTBOX.c.state)).all())
        assert states == {"waiting": "cancelled", "leased": "leased", "perhaps": "waiting", "note": "waiting"}
        said = reminders.said_of(work, [member], FRIDAY)
        assert said == {(keys[1], FRIDAY), (keys[2], FRIDAY)}
        assert not reminders.has_unsent(work, LATER)


def test_the_newest_postponement_holds(store: Store, school: SmallSchool) -> None:
    member = school.members["WangFang"]
    key = DutyKey(member, school.students["20250101"], Kind.TALK, NOVEMBER)
    with store.writing() as work:
        assert reminders.snoozed(work, [member], FRIDAY) == {}
        reminders.snooze(work, school.id, {key: MONDAY}, NOW)
        reminders.snooze(work, school.id, {key: FRIDAY}, NOW)
        assert reminders.snoozed(work, [member], FRIDAY) == {key: FRIDAY}
        assert reminders.snoozed(work, [member], MONDAY) == {}


def test_an_attempt_keeps_its_reason_sealed(store: Store, school: SmallSchool) -> None:
    tried = Attempt(school.id, school.members["WangFang"], school.students["20250101"], Kind.HOME_VISIT, FRIDAY)
    nameless = Attempt(school.id, school.members["WangFang"], school.students["20250102"], None, FRIDAY)
    with store.writing() as work:
        attempts.save_attempts(work, [tried, nameless], "家里没人", entered_at=NOW, message_id=message_id(work))
        sealed = work.connection.execute(select(ATTEMPT.c.sealed_reason)).scalars().all()
        assert all("家里没人".encode() not in reason for reason in sealed)


def test_a_card_comes_back_as_it_was_given_and_can_be_changed(store: Store, school: SmallSchool) -> None:
    def item(number: int) -> CardItem:
        return CardItem(str(number), 1, number, Kind.TALK, date(2025, 11, 1), NOVEMBER, f"张三 {number}")

    card = StoredCard("r-1-20251121-0a1b2c3d", school.id, school.members["WangFang"], (item(1), item(2)))
    with store.writing() as work:
        cards.save(work, [], NOW)
        cards.save(work, [card], NOW)
        assert cards.find(work, card.task_id) == card
        assert cards.find(work, "another") is None
        assert "张三".encode() not in work.connection.execute(select(CARD.c.sealed_items)).scalar_one()
        cards.change(work, card.task_id, (item(2),))
        assert cards.find(work, card.task_id) == StoredCard(card.task_id, card.school_id, card.member_id, (item(2),))


def test_a_tap_s_deed_carries_its_card_and_the_window_that_it_fills(store: Store, school: SmallSchool) -> None:
    first, second = school.students["20250101"], school.students["20250102"]
    deed = RecordDeed(Kind.TALK, (first, second), date(2025, 12, 2))
    with store.writing() as work:
        source = Source(school.id, school.members["WangFang"], message_id(work), NOW, task_id="r-1")
        deeds.save(work, deed, source, {first: NOVEMBER})
        found = deeds.of_task(work, "r-1")
        assert [(one.student_id, one.counts_for) for one in found] == [(first, NOVEMBER), (second, date(2025, 12, 2))]
        assert deeds.of_task(work, "r-2") == []
        deeds.revoke(work, [one.id for one in deeds.of_task(work, "r-1")], NOW)
        assert [one.revoked for one in deeds.of_task(work, "r-1")] == [True, True]
    with pytest.raises(IntegrityError), store.writing() as work:
        deeds.save(work, RecordDeed(Kind.TALK, (first,), MONDAY), source)


def test_the_reasons_of_a_day_are_known_by_what_they_are_for(store: Store, school: SmallSchool) -> None:
    member, child = school.members["WangFang"], school.students["20250101"]

    def tried(kind: Kind | None, why: str, day: date = FRIDAY, counts_for: date | None = None) -> Attempt:
        return Attempt(school.id, member, child, kind, day, why=why, counts_for=counts_for)

    with store.writing() as work:
        told = [
            tried(Kind.HOME_VISIT, "refused"),
            tried(Kind.TALK, "ill", counts_for=date(2025, 10, 31)),
            tried(Kind.WARMTH, ""),
            tried(None, "moved"),
            tried(Kind.HELP, "absent", MONDAY),
        ]
        attempts.save_attempts(work, told, "", entered_at=NOW, message_id=message_id(work))
        assert attempts.reasons_on(work, member, FRIDAY) == {
            (child, Kind.HOME_VISIT, None): "refused",
            (child, Kind.TALK, date(2025, 10, 31)): "ill",
        }
        attempts.revoke_attempts(work, list(work.connection.execute(select(ATTEMPT.c.id)).scalars()), NOW)
        assert attempts.reasons_on(work, member, FRIDAY) == {}
