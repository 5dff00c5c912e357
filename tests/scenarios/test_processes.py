"""Web and workers as processes of their own on one PostgreSQL and one Redis: nothing lost, nothing twice."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from redis import Redis

from bot.doctor.finding import Health
from storage.outbox import Purpose
from tests.scenarios.failing import PARENTS, Family, Place, families, shown, write
from tests.support import databases
from tests.support.process import ROOT, BotProcess, free_port
from tests.support.redis import own_server
from tests.support.town import town

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass
class Process(BotProcess):
    """`jiedui` with any arguments."""

    arguments: tuple[str, ...] = ()

    def start(self) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "bot", *self.arguments]
            self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=log, stderr=log)

    def end(self) -> tuple[int, float]:
        """The exit code after SIGTERM, and how many seconds it took."""
        assert self.process is not None
        started = time.monotonic()
        self.process.terminate()
        return self.process.wait(timeout=30), time.monotonic() - started


@dataclass(frozen=True)
class Site:
    """A web process without workers, and the Redis that it shares with those that are started."""

    place: Place
    web: Process
    redis: Any
    redis_url: str

    @contextmanager
    def worker(self, number: int = 1) -> Iterator[Process]:
        one = replace(self.web, arguments=("worker",), log=self.web.log.with_name(f"worker{number}.log"), process=None)
        one.start()
        try:
            yield one
        finally:
            one.kill()

    def note(self, family: Family, words: str) -> None:
        write(self.place, family, words)
        self.place.town.say(family.teacher, "确认")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    url = databases.new_postgresql(f"{databases.worker_database()}_processes")
    store = databases.open_store(url)
    redis_port = free_port()
    with town(url, folder) as one, own_server(folder / "redis", redis_port) as redis:
        redis.start()
        here = datetime.now(SHANGHAI)
        morning = (here + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
        one.travel(seconds=round((morning - here).total_seconds()))
        redis_url = f"redis://127.0.0.1:{redis_port}/0"
        environment = {**one.bot.environment, "JIEDUI_REDIS_URL": redis_url}
        arguments = ("serve", "--only", "web", "--port", str(one.bot.port))
        web = Process(environment, one.bot.port, folder / "web.log", arguments=arguments)
        web.start()
        web.wait_until_ready()
        yield Site(Place(one, store), web, redis, redis_url)
        web.kill()
    store.engine.dispose()


def test_the_web_alone_delivers_nothing_and_two_workers_deliver_once(site: Site) -> None:
    place, writing, before = site.place, families(site.place, 12), site.place.newest
    for number, family in enumerate(writing):
        site.note(family, f"apart{number}q")
    place.town.travel(seconds=900)
    time.sleep(2.5)
    rows = place.rows(Purpose.NOTE, before)
    assert [(row.state, row.attempts) for row in rows] == [("waiting", 0)] * len(writing)
    health, step = place.doctor()
    assert health is Health.WRONG
    assert "jiedui worker" in step
    assert place.town.call("/api/menu")["buttons"] == []
    with site.worker(1), site.worker(2):
        place.until(place.all_settled)
        time.sleep(1.2)
    lines = place.town.lines()
    for number, family in enumerate(writing):
        assert shown(lines, family.phone, f"apart{number}q") == 1
    assert [button["name"] for button in place.town.call("/api/menu")["buttons"]] == ["待办", "登记", "更多"]


def test_a_worker_killed_while_it_sends_leaves_nothing_behind_and_nothing_twice(site: Site) -> None:
    place, (family,), before = site.place, families(site.place, 1), site.place.newest
    with site.worker() as worker:
        place.fail(PARENTS, kind="slow", seconds=1)
        site.note(family, "killed0q")
        place.until(lambda: place.rows(Purpose.NOTE, before)[0].sealed_request is not None)
        worker.kill()
    place.town.travel(seconds=121)
    with site.worker():
        place.until(place.all_settled)
    assert [(row.state, row.attempts) for row in place.rows(Purpose.NOTE, before)] == [("sent", 2)]
    assert shown(place.town.lines(), family.phone, "killed0q") == 1


def test_a_redis_that_forgets_everything_or_goes_away_stops_nothing(site: Site) -> None:
    place, writing = site.place, families(site.place, 4)
    with site.worker(1), site.worker(2):
        for number, family in enumerate(writing):
            if number == 1:
                Redis.from_url(site.redis_url).flushall()
            if number == 2:
                site.redis.stop()
            if number == 3:
                site.redis.start()
            site.note(family, f"redis{number}q")
            place.until(place.all_settled)
    lines = place.town.lines()
    for number, family in enumerate(writing):
        assert shown(lines, family.phone, f"redis{number}q") == 1


def test_sigterm_ends_web_and_worker_soon_even_while_the_platform_is_slow(site: Site) -> None:
    place, writing, before = site.place, families(site.place, 20), site.place.newest
    for number, family in enumerate(writing):
        site.note(family, f"ended{number}q")
    place.town.call("/api/faults", {"path": PARENTS, "kind": "slow", "seconds": 2, "times": 0})
    with site.worker() as worker:
        place.until(lambda: all(row.sealed_request is not None for row in place.rows(Purpose.NOTE, before)))
        code, seconds = worker.end()
    # The calls that are under way come to their end, and no further one begins.
    assert code == 0
    assert seconds < 7
    assert {row.state for row in place.rows(Purpose.NOTE, before)} == {"sent", "waiting"}
    place.town.call("/api/faults", method="DELETE")
    assert site.web.end()[0] == 0
    site.web.start()
    site.web.wait_until_ready()
    with site.worker(2):
        place.town.travel(seconds=125)
        place.until(place.all_settled)
    lines = place.town.lines()
    for number, family in enumerate(writing):
        assert shown(lines, family.phone, f"ended{number}q") == 1
