"""Jobs at the desk: written by the one writer, in a transaction of their own."""

import threading
from zoneinfo import ZoneInfo

import pytest

from bot.clock import now
from bot.desk import Desk
from bot.settling import NotReady
from handlers.conversation import Conversation
from storage import audit
from storage.audit import AUDIT
from storage.work import Store, Work


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


def note(work: Work, school_id: int) -> str:
    audit.note(work, school_id=school_id, at=now(), actor="test", action="tried")
    return "noted"
