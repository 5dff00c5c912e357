"""Jobs run at their times, once for all processes, and one that breaks breaks nothing else."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from structlog.testing import capture_logs

from scheduler.guard import tried
from scheduler.housekeeping import tidy
from scheduler.jobs import JOBS, Job
from scheduler.moment import At
from scheduler.runner import Runner, tick_of
from scheduler.tools import Tools
from storage import findings, job_runs
from storage.job_runs import RUN
from storage.work import Store
from tests.scheduler.pretend import NOON, after

PATIENCE = 10.0


def claim(store: Store, tick: str = "t") -> bool:
    with store.writing() as work:
        return job_runs.claim(work, "j", tick, NOON)


def test_a_tick_belongs_to_the_first_who_asks(store: Store) -> None:
    assert claim(store)
    assert not claim(store)
    assert claim(store, "next")


def test_old_ticks_are_forgotten(store: Store) -> None:
    assert claim(store)
    assert not tidy(Tools(store, store), after(6 * 86_400))
    assert not claim(store)
    tidy(Tools(store, store), after(8 * 86_400))
    with store.reading() as work:
        assert work.connection.execute(RUN.select()).all() == []


def test_an_instant_belongs_to_the_same_tick_everywhere() -> None:
    job = Job("j", 3600, lambda _tools, _moment: False)
    ticks = {tick_of(job, datetime(2025, 11, 21, 4, minute, tzinfo=UTC)) for minute in range(60)}
    assert ticks == {datetime(2025, 11, 21, 4, tzinfo=UTC)}


def test_names_of_jobs_are_told_apart() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


class TestRunner:
    """Two runners as two processes would be."""

    def run(self, store: Store, step: Callable[[Tools, At], bool], done: threading.Event, *, shared: bool) -> None:
        job = Job("j", 3600, step, shared=shared)
        runners = [Runner(Tools(store, store), lambda: after(0), [job]) for _ in range(2)]
        for runner in runners:
            runner.start()
        assert done.wait(PATIENCE)
        for runner in runners:
            runner.stop()

    def test_a_shared_job_runs_once_and_to_its_end(self, store: Store) -> None:
        runs, done = [], threading.Event()

        def step(_tools: Tools, _moment: At) -> bool:
            runs.append(1)
            if len(runs) == 3:
                done.set()
            return len(runs) < 3

        self.run(store, step, done, shared=True)
        assert len(runs) == 3

    def test_another_runs_in_each(self, store: Store) -> None:
        runs, done = [], threading.Event()

        def step(_tools: Tools, _moment: At) -> bool:
            runs.append(1)
            if len(runs) == 2:
                done.set()
            return False

        self.run(store, step, done, shared=False)
        assert len(runs) == 2

    def test_a_job_that_raises_runs_again_when_woken(self, store: Store) -> None:
        runs, twice = [], threading.Event()

        def step(_tools: Tools, _moment: At) -> bool:
            runs.append(1)
            if len(runs) >= 2:
                twice.set()
            raise KeyError("what somebody said")

        runner = Runner(Tools(store, store), lambda: after(0), [Job("j", 3600, step, shared=False)])
        runner.start()
        while not twice.wait(0.05):
            runner.wake("j")
        runner.stop()
        runner.wake("j")
        assert len(runs) >= 2


class SystemClock:
    """The system's clock as the scheduler reads it, set back by some seconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.back = 0.0
        clock = self

        class Stepped(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) - timedelta(seconds=clock.back)

        for module in ("schedulers.base", "triggers.interval", "executors.base"):
            monkeypatch.setattr(f"apscheduler.{module}.datetime", Stepped)

    def read(self) -> float:
        return time.time() - self.back


def test_a_clock_that_is_set_back_stops_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, runs = SystemClock(monkeypatch), threading.Semaphore(0)

    def step(_tools: Tools, _moment: At) -> bool:
        runs.release()
        return False

    runner = Runner(Tools(store, store), lambda: after(0), [Job("j", 1, step, shared=False)], wall=clock.read)
    runner.start()
    try:
        assert runs.acquire(timeout=PATIENCE)
        clock.back = 1800.0
        # Of what was already on its way there is one at most.
        assert all(runs.acquire(timeout=PATIENCE) for _ in range(3))
    finally:
        runner.stop()


def test_the_same_trouble_is_logged_once_and_its_end_too() -> None:
    def breaks() -> None:
        raise KeyError("what somebody said")

    with capture_logs() as logged:
        place = tried("j", breaks)
        assert tried("j", breaks, known=place) == place
        assert tried("j", lambda: None, known=place) == ""
        assert tried("j", lambda: None) == ""
    assert [(line["event"], line["log_level"]) for line in logged] == [("failed", "error"), ("works_again", "info")]
    assert "said" not in str(logged)


def test_findings_keep_the_newest_until_they_are_mended(store: Store) -> None:
    with store.writing() as work:
        findings.note(work, "a", "1", NOON)
        findings.note(work, "a", "2", NOON + timedelta(hours=1))
        findings.note(work, "b", "3", NOON)
        findings.forget(work, "b")
        assert findings.all(work) == [findings.Finding("a", "2", NOON + timedelta(hours=1))]
