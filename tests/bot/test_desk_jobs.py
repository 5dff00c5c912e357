"""Jobs at the desk: written by the one writer, in a transaction of their own."""

import threading
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.clock import now
from bot.desk import Desk
from bot.settling import NotReady
from handlers.conversation import Conversation
from storage import audit
from storage.audit import AUDIT
from storage.work import Store, Work

PATIENCE = 5.0


def desk_of(store: Store) -> Desk:
    return Desk(store, Conversation(ZoneInfo("Asia/Shanghai")), patience=5, prepare=lambda: None)


def test_a_job_is_committed_before_its_caller_goes_on(store: Store, school_id: int) -> None:
    desk = desk_of(store)
    desk.start()
    try:
        assert desk.submit(lambda work: note(work, school_id)) == "noted"
        with store.reading() as work:
            assert work.connection.execute(AUDIT.select()).one().action == "tried"
    finally:
        desk.stop()


def test_what_a_job_raises_comes_back_and_nothing_of_it_is_saved(store: Store, school_id: int) -> None:
    desk = desk_of(store)
    desk.start()

    def breaks(work: Work) -> None:
        note(work, school_id)
        raise KeyError("broken")

    try:
        with pytest.raises(KeyError):
            desk.submit(breaks)
        assert desk.submit(lambda work: work.connection.execute(AUDIT.select()).all()) == []
    finally:
        desk.stop()


def test_jobs_of_many_threads_are_all_done(store: Store, school_id: int) -> None:
    desk = desk_of(store)
    desk.start()
    threads = [threading.Thread(target=desk.submit, args=(lambda work: note(work, school_id),)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.stop()
    with store.reading() as work:
        assert len(work.connection.execute(AUDIT.select()).all()) == 20


def test_a_desk_that_stops_takes_no_more_jobs(store: Store, school_id: int) -> None:
    desk = desk_of(store)
    desk.start()
    desk.stop()
    with pytest.raises(NotReady):
        desk.submit(lambda work: note(work, school_id))


def test_a_job_that_is_being_let_in_while_the_desk_closes_is_done(store: Store, school_id: int) -> None:
    desk = desk_of(store)
    desk.start()
    inside, closing, done = threading.Event(), threading.Event(), list[str]()
    let_in = desk._waiting.put_nowait

    def slowly(job: Any) -> None:
        inside.set()
        # Whoever closes comes as far as it can meanwhile.
        closing.wait(PATIENCE)
        stopping.join(0.3)
        let_in(job)

    desk._waiting.put_nowait = slowly  # type: ignore[assignment, method-assign]
    late = threading.Thread(target=lambda: done.append(desk.submit(lambda work: note(work, school_id))), daemon=True)
    stopping = threading.Thread(target=desk.stop, daemon=True)
    late.start()
    assert inside.wait(PATIENCE)
    stopping.start()
    closing.set()
    for thread in (late, stopping):
        thread.join(PATIENCE)
    assert (late.is_alive(), stopping.is_alive(), done) == (False, False, ["noted"])


def test_nobody_waits_for_a_desk_that_has_died(store: Store, school_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _raised: None)

    class Dying(Exception):
        pass

    def dies() -> None:
        raise Dying

    desk = desk_of(store)
    desk._next_batch = dies  # type: ignore[assignment, method-assign]
    refused: list[type[BaseException]] = []

    def wait() -> None:
        try:
            desk.submit(lambda work: note(work, school_id))
        except NotReady as error:
            refused.append(type(error))

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    while desk._waiting.empty():
        pass
    desk.start()
    waiting.join(PATIENCE)
    assert refused == [NotReady]


def test_where_everything_is_full_a_job_knocks_again(
    store: Store, school_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.MOST_WAITING", 1)
    desk = desk_of(store)
    done: list[str] = []
    jobs = [
        threading.Thread(target=lambda: done.append(desk.submit(lambda work: note(work, school_id)))) for _ in range(3)
    ]
    for job in jobs:
        job.start()
    desk.start()
    for job in jobs:
        job.join(PATIENCE)
    desk.stop()
    assert done == ["noted"] * 3


def note(work: Work, school_id: int) -> str:
    audit.note(work, school_id=school_id, at=now(), actor="test", action="tried")
    return "noted"
