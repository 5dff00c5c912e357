"""The runner: lets the jobs of the table run at their times, in threads of its own, until it is stopped."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.guard import tried
from scheduler.jobs import JOBS, Job
from scheduler.moment import At
from scheduler.tools import Tools
from storage import job_runs

# How often the clock is looked at, and from which step on it was set back.
WATCH_SECONDS, STEP_SECONDS = 1.0, 0.5
# For what runs only when it is woken. A job that ran out would be taken off the scheduler's table, and that fails
# where the scheduler is stopped at the same moment.
NEVER = timedelta(days=36_500)

log = structlog.get_logger()


class Runner:
    """Ticks; what is due stands in rows. A job that raises is logged and runs again at its next time."""

    def __init__(
        self,
        tools: Tools,
        moment: Callable[[], At],
        jobs: Sequence[Job] = JOBS,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """`wall` is the system's clock, by which the scheduler under it goes, whatever the `moment` is."""
        self._tools, self._moment, self._wall = tools, moment, wall
        self._jobs = {job.name: job for job in jobs}
        self._troubles: dict[str, str] = {}
        self._ready = False
        self._stopping = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._watching = threading.Thread(target=self._watch, name="clock", daemon=True)

    def start(self) -> None:
        # It warns of every tick that comes while its job still runs, which is as it should be.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        for job in self._jobs.values():
            self._scheduler.add_job(self._run, "interval", seconds=job.every, args=[job], id=job.name)
            self._scheduler.add_job(self._run, "interval", seconds=NEVER.total_seconds(), args=[job], id=_woken(job))
            self.wake(job.name)
        self._scheduler.start()
        self._watching.start()

    def stop(self) -> None:
        """Waits for the steps that are running."""
        self._stopping.set()
        if self._scheduler.running:
            self._watching.join()
            self._scheduler.shutdown(wait=True)

    def wake(self, name: str) -> None:
        """Runs a job at once, besides its usual times."""
        if not self._stopping.is_set():
            with suppress(JobLookupError):  # stopped between the question and this
                self._scheduler.modify_job(
                    _woken(self._jobs[name]), next_run_time=datetime.fromtimestamp(self._wall(), UTC)
                )

    def _watch(self) -> None:
        """The scheduler waits for instants: set back, the clock would let nothing run until they came again."""
        ahead = self._wall() - time.monotonic()
        while not self._stopping.wait(WATCH_SECONDS):
            before, ahead = ahead, self._wall() - time.monotonic()
            if ahead < before - STEP_SECONDS:
                log.warning("clock_set_back", seconds=round(before - ahead))
                for job in self._jobs.values():
                    self._scheduler.reschedule_job(job.name, trigger="interval", seconds=job.every)

    def _run(self, job: Job) -> None:
        # Every second the same line would bury all others.
        known = self._troubles.get(job.name, "")
        self._troubles[job.name] = tried(job.name, lambda: self._run_now(job), known=known)

    def _run_now(self, job: Job) -> None:
        if not self._ready:
            # The writer makes the database ready before it does anything.
            self._tools.submit.submit(lambda _work: None)
            self._ready = True
        if job.shared:
            self._run_shared(job)
        else:
            self._run_through(job)

    def _run_shared(self, job: Job) -> None:
        began = tick_of(job, self._moment().at)
        until, tick = began + timedelta(seconds=job.every), began.isoformat()
        if self._tools.submit.submit(lambda work: job_runs.claim(work, job.name, tick, until)):
            self._run_through(job)

    def _run_through(self, job: Job) -> None:
        while not self._stopping.is_set() and job.step(self._tools, self._moment()):
            pass


def _woken(job: Job) -> str:
    """The id under which the scheduler runs a job besides its usual times."""
    return f"{job.name} now"


def tick_of(job: Job, at: datetime) -> datetime:
    """When the tick began that an instant belongs to: the same in every process."""
    seconds = int(at.timestamp())
    return datetime.fromtimestamp(seconds - seconds % job.every, UTC)
