"""What goes on behind the web service: the edge to the platform, the scheduler, delivery; put together here."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from math import inf
from threading import Event, Thread
from time import monotonic

import structlog

from bot.app_menu import keeper
from bot.clock import now, offset
from bot.directory_keeper import keeper as directory_keeper
from bot.fetching import FETCH_SECONDS, fetcher
from bot.sender import WeComSender
from bot.service_desk import LEFT_SECONDS, SERVICE_SECONDS, deliver_what_was_left, reader
from bot.settings import Settings
from bot.wecom.edge import Edge, make_edge
from scheduler.delivery import able_to_send
from scheduler.jobs import JOBS, Job
from scheduler.moment import At
from scheduler.purposes import PURPOSES
from scheduler.runner import Runner
from scheduler.tools import Tools
from storage import findings
from storage.shared import Shared, open_shared
from storage.work import Store, Submit, Work

MENU_SECONDS = 10
DIRECTORY_SECONDS = 2
# What goes by the hour of the school.
BY_THE_HOUR = ("reminders", "digests", "watch_lists", "unanswered")
# For so long a call under way may come to its end when everything stops.
GRACE_SECONDS = 3.0

log = structlog.get_logger()


class Background:
    """Everything that calls the platform, or runs by the clock. Started and stopped once."""

    def __init__(self, settings: Settings, store: Store, submit: Submit, *, works: bool) -> None:
        """With `works` False (`serve --only web`) nothing runs by the clock and nothing is delivered."""
        self._submit, self._stopping = submit, Event()
        self._remembering = ThreadPoolExecutor(1, thread_name_prefix="remember")
        self._shared: Shared = open_shared(settings.redis_url.get_secret_value())
        self.edge: Edge | None = make_edge(settings, self._shared, store.vault, on_not_trusted=self._remember_ip)
        self.runner: Runner | None = None
        if works:
            self.runner = Runner(self._tools(store), clock_of(settings), self._jobs(settings))

    def _jobs(self, settings: Settings) -> list[Job]:
        """The table, and what only the composition root can do."""
        jobs = list(JOBS)
        if self.edge is not None:
            jobs.append(Job("menu", MENU_SECONDS, keeper(self.edge), shared=False))
            jobs.append(Job("attachments", FETCH_SECONDS, fetcher(self.edge), shared=True))
            read = reader(self.edge, settings.wecom_corp_id, settings.wecom_kf_open_kfid)
            # What is read twice is kept once.
            jobs.append(Job("customer_service", SERVICE_SECONDS, read, shared=False))
            jobs.append(Job("customer_words_left", LEFT_SECONDS, deliver_what_was_left, shared=True))
            jobs.append(Job("directory", DIRECTORY_SECONDS, directory_keeper(self.edge)))
        if settings.clock_file is not None:
            jobs.append(Job("travel", 1, self._arrive(), shared=False))
        return jobs

    def _tools(self, store: Store) -> Tools:
        """What the jobs work with; without an edge nothing can be sent, and everything waits."""
        tools = Tools(store, self._submit)
        if self.edge is None:
            return tools
        sender = WeComSender(self.edge, self._time_to_begin)
        return able_to_send(tools, sender, PURPOSES, now)

    def _time_to_begin(self) -> float:
        """The monotonic clock; when it all ends, so late that no further message is begun."""
        return inf if self._stopping.is_set() else monotonic()

    def _arrive(self) -> Callable[[Tools, At], bool]:
        """After a journey in time what is due there need not wait for the next tick."""
        before = offset()

        def arrive(_tools: Tools, _moment: At) -> bool:
            nonlocal before
            if self.runner is not None and offset() != before:
                before = offset()
                for name in BY_THE_HOUR:
                    self.runner.wake(name)
            return False

        return arrive

    def start(self) -> None:
        if self.edge is not None:
            self.edge.start()
        if self.runner is not None:
            self.runner.start()

    def stop(self) -> None:
        """In a few seconds, whatever hangs. What is known by then of each message is still written down.

        A call that has not come to its end perhaps did what it should, and its message is left to the next start.
        """
        self._stopping.set()
        ending = Thread(target=self._stop_runner, name="ending")
        ending.start()
        ending.join(GRACE_SECONDS)
        if self.edge is not None:
            self.edge.stop()
        ending.join()
        self._remembering.shutdown(wait=True, cancel_futures=True)
        self._shared.close()

    def _stop_runner(self) -> None:
        if self.runner is not None:
            self.runner.stop()

    def remember(self, name: str, value: str) -> None:
        """Writes down what was found out, for `jiedui doctor`; returns at once."""
        with suppress(RuntimeError):  # too late: it is being stopped
            self._remembering.submit(self._note, name, value)

    def _remember_ip(self, ip: str) -> None:
        self.remember(findings.NOT_TRUSTED_IP, ip)

    def _note(self, name: str, value: str) -> None:
        def note(work: Work) -> None:
            findings.note(work, name, value, now())

        try:
            self._submit.submit(note)
        except Exception as error:
            log.warning("not_remembered", finding=name, error=type(error).__name__)


def clock_of(settings: Settings) -> Callable[[], At]:
    return lambda: At(now(), settings.zone, settings.base_url)
