"""Whatever stops in the middle, and however many deliver at once, each message arrives once."""

import json
import random
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from scheduler.delivery import Delivery
from scheduler.moment import At
from scheduler.sender import Later, Outcome, Perhaps, Reason
from scheduler.tools import Tools
from storage import outbox
from storage.leases import Leased
from storage.work import StorageTrouble, Store, Work
from tests.scheduler.pretend import NOON, Platform, Post, Topic, after, moment


class Crash(Exception):
    """The process has died here."""


@dataclass
class Unsteady(Platform):
    """Dies before, during or after sending, and sometimes does not say whether it has executed a request."""

    chance: random.Random = field(default_factory=random.Random)

    def send_many(self, requests: Sequence[str]) -> list[Outcome]:
        if self.chance.random() < 0.2:
            raise Crash
        outcomes = super().send_many(requests)
        if self.chance.random() < 0.2:
            raise Crash
        return outcomes

    def _one(self, request: str) -> Outcome:
        match self.chance.randrange(6):
            case 0:
                return Perhaps()
            case 1:
                self.execute(request)
                self.requests.append(request)
                return Perhaps()
            case 2:
                return Later(Reason.PLATFORM, -1, 5.0, app_wide=self.chance.random() < 0.3)
        return super()._one(request)


@pytest.mark.parametrize("seed", range(6))
def test_every_message_arrives_once_through_any_row_of_crashes(post: Post, seed: int) -> None:
    now = [NOON]
    platform = Unsteady(now=lambda: now[0], chance=random.Random(seed))
    keys = [f"m{number}" for number in range(12)]
    post.put_many(12, receivers=("U0", "U1", "U2"))
    topic = Topic()
    for _ in range(400):
        # Each round may be another process's: nothing is kept in memory.
        delivery = Delivery(Tools(post.store, post.store), platform, topic.for_all(), lambda: NOON)
        with suppress(Crash):
            delivery.round(moment(now[0]))
        now[0] += timedelta(seconds=platform.chance.choice((1, 40, 130)))
        if set(post.states().values()) == {"sent"}:
            break
    assert dict(platform.reached) == dict.fromkeys(keys, 1)
    assert set(post.states().values()) == {"sent"}


def test_a_process_that_dies_before_it_sends_leaves_the_message_to_the_next(post: Post) -> None:
    post.put("a")

    class Dying(Platform):
        def send_many(self, requests: Sequence[str]) -> list[Outcome]:
            raise Crash

    with pytest.raises(Crash):
        Delivery(Tools(post.store, post.store), Dying(), post.topic.for_all(), lambda: NOON).round(after(0))
    post.run(after(60))
    assert post.platform.requests == []
    post.run(after(121))
    assert post.platform.reached == {"a": 1}


def test_a_day_later_nobody_sends_what_may_have_arrived(post: Post) -> None:
    post.put("a")

    class Dying(Platform):
        def send_many(self, requests: Sequence[str]) -> list[Outcome]:
            raise Crash

    with pytest.raises(Crash):
        Delivery(Tools(post.store, post.store), Dying(), post.topic.for_all(), lambda: NOON).round(after(0))
    post.run(moment(NOON + timedelta(hours=4)))
    assert post.platform.requests == []
    assert post.states() == {"a": "unsure"}


@pytest.mark.parametrize("ahead", [timedelta(minutes=20), timedelta(hours=2), timedelta(days=1)], ids=str)
@pytest.mark.parametrize("went", [True, False])
def test_after_a_clock_that_ran_ahead_nothing_goes_twice_and_staff_decide(
    post: Post, ahead: timedelta, went: bool
) -> None:
    now = [NOON]
    post.platform.now = lambda: now[0]

    class Dying(Platform):
        def send_many(self, requests: Sequence[str]) -> list[Outcome]:
            if went:
                post.platform.send_many(requests)
            raise Crash

    post.put("a")
    with pytest.raises(Crash):
        Delivery(Tools(post.store, post.store), Dying(), post.topic.for_all(), lambda: NOON).round(moment(NOON + ahead))
    for minutes in (5, 25, 130, 300, 24 * 60 + 5):
        now[0] = NOON + timedelta(minutes=minutes)
        post.run(moment(now[0]))
        assert post.states() == {"a": "unsure"}
    assert post.platform.reached == ({"a": 1} if went else {})


def test_a_lease_that_a_wrong_clock_made_long_is_nobodys(post: Post) -> None:
    post.put("a")
    post.platform.answer = lambda _account: Perhaps()
    post.run(after(0))
    post.run(moment(NOON + timedelta(hours=2)))
    post.platform.answer = lambda _account: None
    post.run(after(180))
    assert post.states() == {"a": "sent"}


def test_another_machine_whose_clock_is_a_little_ahead_keeps_its_lease(post: Post) -> None:
    post.put("a")
    post.platform.answer = lambda _account: Perhaps()
    post.run(after(50))
    post.platform.answer = lambda _account: None
    post.run(after(0))
    assert len(post.platform.requests) == 1
    post.run(after(171))
    assert post.states() == {"a": "sent"}


def test_one_whose_lease_was_taken_over_does_not_mark(post: Post) -> None:
    post.put("a")
    late = Topic()

    class Slow(Platform):
        def send_many(self, requests: Sequence[str]) -> list[Outcome]:
            post.run(after(200))
            return super().send_many(requests)

    Delivery(Tools(post.store, post.store), Slow(), late.for_all(), lambda: NOON).round(after(0))
    assert [key for key, _ in post.topic.told] == ["a"]
    assert late.told == []


def test_where_the_database_fails_while_a_topic_is_told_everything_is_done_again(post: Post) -> None:
    post.put("a")
    troubles = [StorageTrouble()]

    class Troubled(Topic):
        def settled(self, work: Work, leased: Leased, outcome: Outcome, _moment: At) -> None:
            if troubles:
                raise troubles.pop()
            super().settled(work, leased, outcome, _moment)

    topic = Troubled()
    delivery = Delivery(Tools(post.store, post.store), post.platform, topic.for_all(), lambda: NOON)
    with pytest.raises(StorageTrouble):
        delivery.round(after(0))
    delivery.round(after(121))
    assert post.platform.reached == {"a": 1}
    assert [key for key, _ in topic.told] == ["a"]


def test_two_who_deliver_at_once_share_the_work_and_keep_the_limits(post: Post) -> None:
    post.put_many(150, receivers=[f"U{number}" for number in range(5)])
    requests: list[str] = []

    class Shared(Platform):
        def send_many(self, batch: Sequence[str]) -> list[Outcome]:
            requests.extend(batch)
            return super().send_many(batch)

    def work() -> None:
        delivery = Delivery(Tools(post.store, post.store), Shared(), Topic().for_all(), lambda: NOON)
        while delivery.round(after(0)):
            pass

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(requests) == len(set(requests)) == 125
    accounts = [json.loads(request)["body"]["to"] for request in requests]
    assert {accounts.count(f"U{number}") for number in range(5)} == {25}


def test_what_is_taken_back_at_the_very_moment_is_either_sent_or_cancelled(post: Post) -> None:
    post.put_many(30, receivers=[f"U{number}" for number in range(30)])
    cancelled: list[str] = []

    def take_back() -> None:
        for number in range(30):
            with post.store.writing() as work:
                if outbox.cancel(work, f"m{number}", NOON):
                    cancelled.append(f"m{number}")

    thread = threading.Thread(target=take_back)
    thread.start()
    post.run(after(0))
    thread.join()
    post.run(after(1))
    assert not set(cancelled) & set(post.platform.texts())
    assert set(cancelled) | set(post.platform.texts()) == {f"m{number}" for number in range(30)}


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_a_row_that_somebody_holds_is_passed_over(store: Store, post: Post) -> None:
    post.put("held", "U1")
    post.put("free", "U2")
    with store.writing() as work:
        assert outbox.cancel(work, "held", NOON)
        post.run(after(0))
    assert post.states() == {"held": "cancelled", "free": "sent"}
