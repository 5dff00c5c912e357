"""One measurement of the duties in a process of its own: `python -m bench.duty_probe STEP URL` says it as JSON."""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select, update

from bench.duty_school import BUSY, QUIET, ZONE, moment
from duty.assess import State
from scheduler.moment import At
from scheduler.reminders import remind
from scheduler.tools import Tools
from storage.charges import books_for, charge, standings
from storage.duties import books_of, school_duties
from storage.engine import make_engine
from storage.outbox import OUTBOX
from storage.outbox import State as Sent
from storage.people import School, load_school
from storage.reminders import REMINDED
from storage.schools import default_school
from storage.vault import Vault
from storage.work import Store, Work
from tests.support.databases import SECRET

TODOS = 200
QUIET_PASSES = 20

Found = dict[str, Any]


class _Took:
    """By the clock and by the processor: a machine that is shared makes them differ."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def times(self) -> Found:
        return {"seconds": time.perf_counter() - self._clock, "cpu": time.process_time() - self._processor}


def whole_school(store: Store) -> Found:
    """Loads everything and says how every window stands."""
    states: Counter[State] = Counter()
    with store.reading() as work:
        took = _Took()
        for duty in school_duties(work, _school_id(work), BUSY, ZONE):
            states[duty.assessment.state] += 1
        times = took.times()
    return {**times, "states": dict(sorted(states.items()))}


def naive(store: Store) -> Found:
    """The same with questions for each pairing, as it is often written."""
    states: Counter[State] = Counter()
    with store.reading() as work:
        took = _Took()
        school = load_school(work, _school_id(work))
        for one in (one for found in school.pairings.values() for one in found):
            books = books_of(work, [one.pairing.student_id], BUSY.min, ZONE)
            for found in school.engine.of_pairing(school.policies[one.pack], one.pairing, books, on=BUSY):
                states[found.state] += 1
        times = took.times()
    return {**times, "states": dict(sorted(states.items()))}


def busy_day(store: Store) -> Found:
    """The first pass of a day on which everybody must be reminded, the loading of the school included."""
    took = _Took()
    remind(Tools(store, store), _at(BUSY))
    times = took.times()
    with store.reading() as work:
        put_down = work.connection.execute(select(func.count()).select_from(OUTBOX)).scalar_one()
    return {**times, "reminders": put_down}


def quiet_day(store: Store) -> Found:
    """Passes of a day on which nobody need be reminded, in a service that knows its school."""
    _deliver(store)
    tools, at = Tools(store, store), _at(QUIET)
    start = time.perf_counter()
    remind(tools, at)
    first = time.perf_counter() - start
    with store.reading() as work:
        put_down = work.connection.execute(select(func.count()).select_from(OUTBOX)).scalar_one()
    return {"seconds": _median(lambda: remind(tools, at), QUIET_PASSES), "first": first, "reminders": put_down}


def todo(store: Store) -> Found:
    """What one mentor still has to do, in a service that knows its school; the median of many mentors."""
    with store.reading() as work:
        school = load_school(work, _school_id(work))
    mentors = iter(sorted(school.pairings)[:TODOS])
    return {"seconds": _median(lambda: _todo(store, school, next(mentors)), min(TODOS, len(school.pairings)))}


STEPS: Mapping[str, Callable[[Store], Found]] = MappingProxyType(
    {"whole_school": whole_school, "naive": naive, "todo": todo, "busy_day": busy_day, "quiet_day": quiet_day}
)


def main(step: str, url: str) -> None:
    store = Store(make_engine(url), Vault(SECRET))
    found = STEPS[step](store)
    found["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
    sys.stdout.write(json.dumps(found))


def _todo(store: Store, school: School, mentor: int) -> None:
    with store.reading() as work:
        own = charge(school, mentor, BUSY).pairings
        for _ in standings(school, own, books_for(work, school, own, BUSY, ZONE), BUSY):
            pass


def _deliver(store: Store) -> None:
    """What was put down has gone, as the other job would have it by now."""
    with store.writing() as work:
        work.connection.execute(update(OUTBOX).values(state=Sent.SENT.value, settled_at=moment(BUSY)))
        work.connection.execute(update(REMINDED).values(sent_on=BUSY))


def _median(step: Callable[[], None], times: int) -> float:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[times // 2]


def _school_id(work: Work) -> int:
    found = default_school(work)
    assert found is not None
    return found


def _at(day: date) -> At:
    return At(moment(day), ZONE)


if __name__ == "__main__":
    main(*sys.argv[1:])
