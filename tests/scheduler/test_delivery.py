"""What is due is sent once, in order, at the right hour, to the right person, and what became of it is known."""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from duty.messages import Text
from scheduler.delivery import Delivery, able_to_send
from scheduler.handling import Gone, Ready
from scheduler.jobs import JOBS
from scheduler.runner import Runner
from scheduler.sender import Delivered, Later, Outcome, Perhaps, Reason, Refused, duplicate_seconds
from scheduler.tools import Tools
from storage import findings, outbox
from storage.outbox import OUTBOX, Channel, Purpose
from tests.scheduler.pretend import NOON, ZONE, Platform, Post, after, moment

WIDE = Later(Reason.NOT_TRUSTED, 60020, 10.0, app_wide=True)
PATIENCE = 10.0
NARROW = Later(Reason.PLATFORM, -1, 5.0, app_wide=False)


def test_what_is_due_goes_and_its_topic_is_told(post: Post) -> None:
    post.put("a")
    post.put("later", due=NOON + timedelta(minutes=5))
    post.run(after(0))
    assert post.states() == {"a": "sent", "later": "waiting"}
    assert post.topic.told == [("a", Delivered())]
    post.run(after(300))
    assert post.platform.texts() == ["a", "later"]


def test_nothing_due_is_no_work(post: Post) -> None:
    assert not post.delivery.round(after(0))


def test_danger_goes_first_then_what_was_due_first(post: Post) -> None:
    post.put("r2", "U1", due=NOON)
    post.put("r1", "U2", due=NOON - timedelta(hours=1))
    post.put("note", "7", purpose=Purpose.NOTE, channel=Channel.GUARDIAN)
    post.put("alert", "U3", purpose=Purpose.ALERT)
    post.run(after(0))
    assert post.platform.texts() == ["alert", "note", "r1", "r2"]


def test_a_cancelled_message_is_never_sent(post: Post) -> None:
    post.put("a")
    with post.store.writing() as work:
        assert outbox.cancel(work, "a", NOON)
    post.run(after(0))
    assert post.platform.requests == []


def test_what_is_on_its_way_cannot_be_taken_back(post: Post) -> None:
    post.put("a")
    post.platform.answer = lambda _account: Perhaps()
    post.run(after(0))
    with post.store.writing() as work:
        assert not outbox.cancel(work, "a", NOON)
        assert not outbox.hasten(work, "a", NOON)


def test_what_certainly_never_went_can_still_be_taken_back(post: Post) -> None:
    post.put("a")
    post.platform.answer = lambda _account: NARROW
    post.run(after(0))
    with post.store.writing() as work:
        assert outbox.cancel(work, "a", NOON)


@pytest.mark.parametrize(("clock", "goes"), [((21, 0), False), ((7, 29), False), ((7, 30), True), ((20, 59), True)])
def test_quiet_hours_hold_all_but_the_urgent(post: Post, clock: tuple[int, int], goes: bool) -> None:
    at = datetime(2025, 11, 22, *clock, tzinfo=ZONE).astimezone(UTC)
    post.put("calm", "U1")
    post.put("urgent", "U2", urgent=True)
    post.run(moment(at))
    assert sorted(post.platform.texts()) == (["calm", "urgent"] if goes else ["urgent"])


def test_hastening_lets_a_message_go_at_once_even_at_night(post: Post) -> None:
    night = datetime(2025, 11, 21, 22, 0, tzinfo=ZONE).astimezone(UTC)
    post.put("a", due=night + timedelta(hours=10))
    with post.store.writing() as work:
        outbox.hasten(work, "a", night)
    post.run(moment(night))
    assert post.platform.texts() == ["a"]


class TestLimits:
    """The platform drops what is over 30 a minute or 1000 an hour to one member, and says nothing."""

    def test_one_receiver_gets_at_most_25_a_minute_and_the_others_do_not_wait(self, post: Post) -> None:
        post.put_many(60)
        post.put("other", "LiNa")
        post.run(after(0))
        assert post.platform.accounts().count("WangFang") == 25
        assert post.states()["other"] == "sent"
        post.run(after(59))
        assert post.platform.accounts().count("WangFang") == 25
        post.run(after(61))
        assert post.platform.accounts().count("WangFang") == 50

    def test_the_case_of_a_user_id_makes_no_other_receiver(self, post: Post) -> None:
        post.put_many(40, receivers=("WangFang", "wangfang"))
        post.run(after(0))
        assert len(post.platform.requests) == 25

    def test_danger_may_use_what_is_left(self, post: Post) -> None:
        post.put_many(25)
        post.run(after(0))
        for number in range(9):
            post.put(f"danger{number}", purpose=Purpose.ALERT)
        post.run(after(1))
        assert len(post.platform.requests) == 29

    @pytest.mark.parametrize("doubtful", [False, True])
    def test_what_a_slow_round_sent_counts_from_when_it_had_gone(self, post: Post, doubtful: bool) -> None:
        post.platform.answer = lambda _account: Perhaps() if doubtful else None
        slow = Delivery(Tools(post.store, post.store), post.platform, post.topic.for_all(), lambda: after(50).at)
        post.put_many(50)
        while slow.round(after(0)):
            pass
        for second, sent in ((70, 25), (109, 25), (111, 50)):
            post.run(after(second))
            assert len(post.platform.requests) == sent

    def test_the_hour_counts_too(self, post: Post) -> None:
        post.put_many(901)
        for minute in range(38):
            post.run(after(minute * 61))
        assert len(post.platform.requests) == 900
        post.run(after(3601 + 61))
        assert len(post.platform.requests) == 901

    def test_what_certainly_did_not_go_does_not_count(self, post: Post) -> None:
        post.put_many(25)
        post.platform.answer = lambda _account: NARROW
        post.run(after(0))
        post.platform.answer = lambda _account: None
        post.platform.requests.clear()
        post.run(after(20))
        assert len(post.platform.requests) == 25


class TestTruth:
    """What is said is asked again before it goes, and not after it may have gone."""

    def test_what_is_no_longer_true_is_dropped(self, post: Post) -> None:
        post.put("a")
        post.topic.answers["a"] = Gone("done")
        post.run(after(0))
        assert (post.states(), post.errors()) == ({"a": "dropped"}, {"a": "done"})
        assert (post.platform.requests, post.topic.told) == ([], [])

    def test_a_topic_that_cannot_reach_anybody_is_told_its_own_refusal(self, post: Post) -> None:
        post.put("a")
        post.topic.answers["a"] = Refused(Reason.NO_ACCOUNT)
        post.run(after(0))
        assert post.states() == {"a": "failed"}
        assert post.topic.told == [("a", Refused(Reason.NO_ACCOUNT))]

    def test_the_newest_words_go_as_long_as_nothing_has_gone(self, post: Post) -> None:
        post.put("a")
        post.platform.answer = lambda _account: NARROW
        post.run(after(0))
        post.topic.answers["a"] = Ready("LiNa", Text("newer"))
        post.platform.answer = lambda _account: None
        post.run(after(60))
        assert post.platform.reached == {"newer": 1}

    def test_the_identical_request_goes_once_something_may_have_gone(self, post: Post) -> None:
        post.put("a")
        post.platform.answer = lambda _account: Perhaps()
        post.run(after(0))
        post.topic.answers["a"] = Gone("done")
        post.platform.answer = lambda _account: None
        post.run(after(119))
        assert len(post.platform.requests) == 1
        post.run(after(121))
        first, second = post.platform.requests
        assert first == second
        assert post.states() == {"a": "sent"}

    def test_a_topic_that_breaks_holds_up_nobody_else(self, post: Post) -> None:
        post.put("bad", "U1")
        post.put("good", "U2")
        post.topic.broken.add("bad")
        post.run(after(0))
        assert post.states() == {"bad": "waiting", "good": "sent"}
        assert post.errors()["bad"] == "broken"

    def test_a_row_that_nobody_can_read_holds_up_nobody_else(self, post: Post) -> None:
        post.put("bad", "U1")
        post.put("good", "U2")
        with post.store.writing() as work:
            broken = update(OUTBOX).where(OUTBOX.c.unique_key == "bad").values(sealed_body=b"nothing")
            work.connection.execute(broken)
        with capture_logs() as logged:
            post.run(after(0))
        assert post.states() == {"bad": "failed", "good": "sent"}
        assert post.errors()["bad"] == Reason.UNREADABLE
        assert [(line["event"], line["purpose"]) for line in logged] == [("unreadable", "reminder")]

    def test_what_we_cannot_make_ourselves_is_given_up_within_minutes(self, post: Post) -> None:
        post.put("bad")
        post.topic.broken.add("bad")
        for seconds in range(0, 300, 5):
            post.run(after(seconds))
        assert post.topic.asked == ["bad"] * 3
        assert post.states() == {"bad": "failed"}
        assert post.topic.told == [("bad", Refused(Reason.BROKEN))]


class TestTrouble:
    """Refused, later, perhaps; and when nobody can know."""

    def test_a_refused_message_fails_and_its_topic_is_told(self, post: Post) -> None:
        post.put("a")
        post.platform.answer = lambda _account: Refused(Reason.UNREACHABLE, 81013)
        post.run(after(0))
        assert post.topic.told == [("a", Refused(Reason.UNREACHABLE, 81013))]
        assert post.errors() == {"a": "unreachable 81013"}

    def test_trouble_of_one_message_is_tried_again_ever_more_slowly_and_then_given_up(self, post: Post) -> None:
        post.put("a")
        post.platform.answer = lambda _account: NARROW
        seconds, tried = 0, []
        while post.states()["a"] == "waiting":
            before = len(post.platform.requests)
            post.run(after(seconds))
            if len(post.platform.requests) > before:
                tried.append(seconds)
            seconds += 600 if seconds > 600 else 10
        gaps = [later - sooner for sooner, later in pairwise(tried)]
        assert gaps == sorted(gaps)
        assert 10 <= len(tried) <= 12
        assert post.topic.told == [("a", Refused(Reason.PLATFORM, -1))]

    def test_trouble_of_the_whole_app_fails_nothing_and_is_remembered_for_the_operator(self, post: Post) -> None:
        post.put_many(120, receivers=[f"U{number}" for number in range(120)])
        post.platform.answer = lambda _account: WIDE
        post.run(after(0))
        # One round was enough to know.
        assert len(post.platform.requests) == 50
        for hour in range(1, 30):
            post.run(moment(NOON + timedelta(hours=hour)))
        assert set(post.states().values()) == {"waiting"}
        assert found(post) == {"app_trouble": "not_trusted 60020"}
        post.platform.answer = lambda _account: None
        post.run(moment(NOON + timedelta(days=2)))
        assert set(post.states().values()) == {"sent"}
        assert found(post) == {}

    def test_trouble_of_one_app_does_not_stop_the_other(self, post: Post) -> None:
        post.platform.answer = lambda account: WIDE if account == "7" else None
        for number in range(60):
            post.put(f"g{number}", "7", channel=Channel.GUARDIAN, purpose=Purpose.NOTE)
        post.put("m")
        post.run(after(0))
        assert post.states()["m"] == "sent"

    def test_what_is_in_doubt_for_too_long_is_left_to_staff(self, post: Post) -> None:
        post.put("a")
        post.platform.answer = lambda _account: Perhaps()
        for minute in range(0, 300, 3):
            post.run(after(minute * 60))
        assert post.states() == {"a": "unsure"}
        assert post.topic.told == [("a", Refused(Reason.UNSURE))]
        row_id = 1
        assert len(set(post.platform.requests)) == 1
        last = duplicate_seconds(row_id)
        assert len(post.platform.requests) <= last // 120

    def test_after_a_doubt_later_trouble_lets_nobody_take_it_back(self, post: Post) -> None:
        answers: list[Outcome] = [Perhaps(), WIDE]
        post.put("a")
        post.platform.answer = lambda _account: answers.pop(0) if answers else None
        for minute in range(0, 12, 3):
            post.run(after(minute * 60))
            with post.store.writing() as work:
                assert not outbox.cancel(work, "a", NOON)
        assert len(set(post.platform.requests)) == 1
        assert post.states() == {"a": "sent"}


class TestDanger:
    """It has a line of its own."""

    def test_an_alarm_waits_for_no_slow_round(self, post: Post) -> None:
        answered, hanging = threading.Event(), threading.Event()

        class Slow(Platform):
            def send_many(self, requests: Sequence[str]) -> list[Outcome]:
                if any("m0" in request for request in requests):
                    hanging.set()
                    answered.wait(PATIENCE)
                return super().send_many(requests)

        platform = Slow()
        tools = able_to_send(Tools(post.store, post.store), platform, post.topic.for_all(), lambda: NOON)
        post.put_many(50, receivers=[f"U{number}" for number in range(50)])
        lines = [job for job in JOBS if job.name in ("alarms", "delivery")]
        runner = Runner(tools, lambda: after(0), lines)
        runner.start()
        try:
            assert hanging.wait(PATIENCE)
            post.put("danger", purpose=Purpose.ALERT)
            until = time.monotonic() + PATIENCE
            while post.states()["danger"] != "sent" and time.monotonic() < until:
                time.sleep(0.05)
            assert post.states()["danger"] == "sent"
            assert platform.texts() == ["danger"]
        finally:
            answered.set()
            runner.stop()

    def test_trouble_that_one_line_met_is_over_when_the_other_gets_through(self, post: Post) -> None:
        tools = able_to_send(Tools(post.store, post.store), post.platform, post.topic.for_all(), lambda: NOON)
        assert tools.alarm is not None
        assert tools.deliver is not None
        post.put("m")
        tools.deliver(after(0))
        post.platform.answer = lambda _account: WIDE
        post.put("danger", purpose=Purpose.ALERT)
        tools.alarm(after(0))
        assert found(post) == {"app_trouble": "not_trusted 60020"}
        post.platform.answer = lambda _account: None
        post.put("n")
        tools.deliver(after(1))
        assert found(post) == {}


def found(post: Post) -> dict[str, str]:
    with post.store.reading() as work:
        return {one.name: one.value for one in findings.all(work)}
