"""Whatever happens, in whatever order ticks come: no duty twice a step, and never before its mentor was told."""

import random
import threading
from collections import Counter
from datetime import date, timedelta

import pytest

from duty.escalation import Step, step_day
from duty.people import Role
from duty.reminders import DutyKey
from scheduler.digests import escalate
from scheduler.sender import Reason, Refused
from scheduler.tools import Tools
from storage.escalations import said_from
from storage.outbox import BODY, Purpose
from storage.people import school_now
from storage.reminders import REMINDED, key_of
from storage.work import Store
from tests.scheduler.leading import Days, said
from tests.scheduler.test_digests import snooze
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, at

ALL = (ZHANG_SAN, LI_SI, ZHOU)


def said_and_when(days: Days) -> list[tuple[DutyKey, Step, date]]:
    """What the digests that went said, and the day of each: of what their rows held, what their words still name."""
    words = {(account, day): said(message) for account, day, message in days.sent(Purpose.DIGEST)}
    found = []
    with days.store.reading() as work:
        children = school_now(work, days.school.id).children
        for row in days.rows(Purpose.DIGEST):
            about = work.vault.open_json(row.sealed_body, BODY)["about"]
            text = words.get((row.recipient, about["day"]), "") if row.state == "sent" else ""
            for key, step in said_from(about["said"]):
                if children[key.student_id].name in text:
                    found.append((key, step, date.fromisoformat(about["day"])))
    return found


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5, 6, 7, 8])
def test_random_days_of_a_school(store: Store, school_id: int, seed: int) -> None:
    chance = random.Random(seed)
    days = Days.of(store, school_id)
    days.appoint("GaoAdmin", Role.COORDINATOR)
    calendar_days = [date(2025, 11, 24) + timedelta(days=number) for number in range(35)]
    ticks = sorted(chance.choices(calendar_days, k=30))
    for _ in range(8):
        first, second = chance.randrange(len(ticks)), chance.randrange(len(ticks))
        ticks[first], ticks[second] = ticks[second], ticks[first]
    for day in ticks:
        happen(days, chance, day)
        days.tick(day.isoformat(), f"{chance.randint(12, 14)}:{chance.randint(10, 59)}", deliver=chance.random() < 0.8)
    check(days)


def happen(days: Days, chance: random.Random, day: date) -> None:
    student = chance.choice(ALL)
    match chance.randint(0, 9):
        case 0:
            days.talked("WangFang", student, (day - timedelta(days=chance.randint(0, 3))).isoformat())
        case 1:
            snooze(days, student, (day + timedelta(days=chance.randint(1, 3))).isoformat())
        case 2:
            end = day + timedelta(days=chance.randint(0, 4))
            days.leave(chance.choice(["WangFang", "ChenJie"]), day.isoformat(), end.isoformat())
        case 3:
            lost = chance.choice(["ChenJie", "WangFang", ""])
            days.platform.answer = lambda account: Refused(Reason.UNREACHABLE) if account == lost else None
        case _:
            pass


def check(days: Days) -> None:
    with days.store.reading() as work:
        calendar = school_now(work, days.school.id).calendar
        rows = work.connection.execute(REMINDED.select()).all()
        leaves = school_now(work, days.school.id).engine.circumstances.leaves.get(days.school.members["WangFang"], ())
    told: dict[DutyKey, date] = {}
    for row in rows:
        if row.reminder_day > row.window_last and row.sent_on:
            told[key_of(row)] = min(row.sent_on, told.get(key_of(row), date.max))
    found = said_and_when(days)
    assert found
    assert max(Counter((key, step) for key, step, _ in found).values(), default=1) == 1
    for key, step, on in found:
        away = any(span.first <= on <= span.last for span in leaves)
        assert away or step_day(told[key], Step.GRADE_LEAD, calendar) <= on, (key, step, on)
    assert max(Counter((account, day) for account, day in days.digests()).values(), default=1) == 1


def test_two_schedulers_at_once(store: Store, school_id: int) -> None:
    days = Days.of(store, school_id)
    days.appoint("GaoAdmin", Role.COORDINATOR)
    days.tick("2025-12-02")
    for day in ("2025-12-05", "2025-12-08", "2025-12-12"):
        together = threading.Barrier(3)

        def tick(day: str = day, together: threading.Barrier = together) -> None:
            together.wait()
            escalate(Tools(store, store), at(day))

        threads = [threading.Thread(target=tick) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        days.deliver(day)
    assert days.digests() == [("ChenJie", "2025-12-05"), ("GaoAdmin", "2025-12-12")]
    assert len(days.steps()) == 6
