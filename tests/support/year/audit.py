"""The auditor of the simulated year: believes phones, the teachers' own log and the literal rule, not the engine."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

import chinese_calendar
from sqlalchemy import select

from duty.assess import Assessment
from storage import deeds
from storage.duties import school_duties
from storage.duty_tables import EscalatedRow
from storage.outbox import OUTBOX, Purpose
from storage.people import MEMBER, STUDENT
from storage.rows import table
from tests.duty import literal
from tests.support.year.play import Leave, Log
from tests.support.year.school import FIRST_TERM, SECOND_TERM, YEAR, School
from tests.support.year.stage import ZONE, Received, Stage

Json = dict[str, Any]
ESCALATED = table(EscalatedRow)
QUIET = (7.5, 21.0)
MAKE_UP = timedelta(days=7)
REFUSED = {"refused": ["contact"]}
IN_TERM = {"during": "term"}
# The three packs, written down from domain.md and the school's files, not from the product's code.
RULES: Mapping[str, list[Json]] = {
    "四个一": [
        {"kind": "talk", "per": "month", **IN_TERM},
        {"kind": "home_visit", "per": "term", **IN_TERM, "substituted_by": REFUSED},
        {"kind": "warmth", "per": "school_year", **IN_TERM},
    ],
    "四个一强化": [
        {"kind": "talk", "per": "month", "times": 3, **IN_TERM},
        {"kind": "home_visit", "per": "month", **IN_TERM, "substituted_by": REFUSED},
        {"kind": "warmth", "per": "school_year", **IN_TERM},
    ],
    "学困生包保": [
        {"kind": "help", "per": "week", **IN_TERM},
        {"kind": "home_visit", "per": "term", "times": 2, **IN_TERM, "substituted_by": REFUSED},
        {"kind": "contact", "per": "month"},
    ],
}


@dataclass
class Found:
    """What the auditor counted, and every fault in a sentence."""

    faults: list[str] = field(default_factory=list)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    escalated: int = 0
    by_month: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def audit(stage: Stage, school: School, log: Log) -> Found:
    found = Found()
    _silence(log, found)
    _once_a_day(stage, log, found)
    records = _records(stage, log, found)
    named = deputies(stage)
    _deputies_are_on_file(log, named, found)
    stand_ins = [*named, *_class_teachers(school, log)]
    windows = _states(stage, worlds(stage, school, log, records, stand_ins), found)
    _nobody_forgotten(school, log, windows, found, stand_ins=stand_ins, until=stage.now.date())
    _escalation(stage, school, log, found, windows=windows, records=records)
    return found


# When phones rang.


@cache
def rest_days() -> tuple[set[date], set[date]]:
    first, last = date(2025, 1, 1), date(2026, 12, 31)
    return (
        {day for day in chinese_calendar.constants.holidays if first <= day <= last},
        {day for day in chinese_calendar.constants.workdays if first <= day <= last},
    )


def is_rest_day(day: date) -> bool:
    rest, work = rest_days()
    between = FIRST_TERM[1] < day < SECOND_TERM[0]
    return between or (day not in work and (day in rest or day.weekday() > 4))


def _silence(log: Log, found: Found) -> None:
    """No push on a rest day or in quiet hours; what a colleague says (请您替…) may come on any day."""
    for one in log.received:
        hour = one.at.hour + one.at.minute / 60
        if is_rest_day(one.at.date()) and not any(words in one.text for words in ("请您替", "搭把手，您先忙")):
            found.faults.append(f"{one.user} got something on a rest day, {one.at:%Y-%m-%d %H:%M}: {one.text[:40]}")
        if not QUIET[0] <= hour < QUIET[1]:
            found.faults.append(f"{one.user} got something in quiet hours, {one.at:%Y-%m-%d %H:%M}: {one.text[:40]}")


def reminders(log: Log) -> list[Received]:
    return [one for one in log.received if str(one.card.get("task_id", "")).startswith("r-")]


def _once_a_day(stage: Stage, log: Log, found: Found) -> None:
    """One reminder a member and day; as many phones rang as the outbox says that it sent."""
    counted = Counter((one.user, one.at.date()) for one in reminders(log))
    found.faults += [
        f"{user} was reminded {times} times on {day}" for (user, day), times in counted.items() if times > 1
    ]
    with stage.store.reading() as work:
        asked = select(OUTBOX.c.id).where(OUTBOX.c.purpose == Purpose.REMINDER.value, OUTBOX.c.state == "sent")
        sent = len(work.connection.execute(asked).all())
    if sent != len(reminders(log)):
        found.faults.append(f"{sent} reminders are said to be sent, phones got {len(reminders(log))}")


# What is on file.


def _records(stage: Stage, log: Log, found: Found) -> list[Json]:
    """Every reported deed is on file once, and nothing else is."""
    with stage.store.reading() as work:
        lines = list(deeds.ledger(work, 1))
    rows = [
        {
            "mentor": line.user_id,
            "student": line.student_no,
            "kind": str(line.deed.kind),
            "happened_on": line.deed.happened_on.isoformat(),
            "counts_for": line.deed.counts_for.isoformat(),
            "entered_on": line.deed.entered_at.astimezone(ZONE).date().isoformat(),
            "revoked": line.deed.revoked,
        }
        for line in lines
    ]
    on_file = Counter((row["mentor"], row["student"], row["kind"], row["happened_on"]) for row in rows)
    acts: set[tuple[Any, ...]] = {(act.user, act.student, act.kind, act.day.isoformat()) for act in log.acts}
    found.faults += [f"on file {times} times: {key}" for key, times in on_file.items() if times > 1]
    found.faults += [f"on file and never reported: {key}" for key in on_file if key not in acts]
    for user, student, kind, day in sorted(acts - on_file.keys()):
        before = [key for key in on_file if key[:3] == (user, student, kind) and key[3] <= day]
        # A tick on a line that was met by then is told back as known.
        if not before:
            found.faults.append(f"reported and not on file: {(user, student, kind, day)}")
    return rows


def worlds(
    stage: Stage, school: School, log: Log, records: list[Json], stand_ins: list[Json]
) -> Iterator[tuple[str, Json]]:
    """The whole year as the literal rule reads it, and its pack: a world for each student.

    The packs played owe by pairing, so a child's duties hang on nobody else's pairings and deeds; and the rule, which
    looks through everything for each of them, would take hours for a whole school at once.
    """
    rest, work = rest_days()
    common = {
        "on": stage.now.date().isoformat(),
        "live_from": FIRST_TERM[0].isoformat(),
        "years": {YEAR: [[day.isoformat() for day in term] for term in (FIRST_TERM, SECOND_TERM)]},
        "rest_days": sorted(day.isoformat() for day in rest),
        "work_days": sorted(day.isoformat() for day in work),
    }
    pairings, told, refusals = _by_student(school.pairings), _by_student(records), _by_student(log.refusals)
    for student, theirs in pairings.items():
        mentors = {one.mentor for one in theirs}
        for pack in sorted({one.pack for one in theirs}):
            yield (
                pack,
                common
                | {
                    "rules": RULES[pack],
                    "pairings": [
                        {"mentor": one.mentor, "student": student, "start": one.start.isoformat()}
                        | ({"end": one.end.isoformat()} if one.end else {})
                        for one in theirs
                        if one.pack == pack
                    ],
                    "records": told[student],
                    # What who stands in could not do, the mentor could not.
                    "outcomes": [
                        {"mentor": mentor, "student": student, "kind": "home_visit", "reason": "refused"}
                        | {"for": day.isoformat(), "entered_on": day.isoformat()}
                        for user, _, day in refusals[student]
                        for mentor in mentors
                        if user == mentor or _stands_in(stand_ins, user, mentor, student, day)
                    ],
                    "deputies": [
                        one for one in stand_ins if one["mentor"] in mentors and one.get("student", student) == student
                    ],
                },
            )


def _stands_in(stand_ins: Iterable[Json], user: str, mentor: str, student: str, day: date) -> bool:
    return any(
        (one["mentor"], one["deputy"], one.get("student", student)) == (mentor, user, student)
        and one["from"] <= day.isoformat() <= one["to"]
        for one in stand_ins
    )


def _by_student(items: Iterable[Any]) -> Mapping[str, list[Any]]:
    found = defaultdict(list)
    for item in items:
        match item:
            case {"student": student}:
                found[student].append(item)
            case (_, student, _):
                found[student].append(item)
            case _:
                found[item.student].append(item)
    return found


def deputies(stage: Stage) -> list[Json]:
    """Who stood in, as the books say; that it was asked for is in the log."""
    from storage.circumstances import ABSENCE

    with stage.store.reading() as work:
        users = {row.id: row.user_id for row in work.connection.execute(select(MEMBER.c.id, MEMBER.c.user_id))}
        numbers = {
            row.id: row.student_no for row in work.connection.execute(select(STUDENT.c.id, STUDENT.c.student_no))
        }
        asked = select(ABSENCE).where(ABSENCE.c.deputy_id.is_not(None), ABSENCE.c.revoked_at.is_(None))
        return [
            {"mentor": users[row.member_id], "deputy": users[row.deputy_id]}
            | {"from": row.first.isoformat(), "to": row.last.isoformat()}
            | ({"student": numbers[row.student_id]} if row.student_id else {})
            for row in work.connection.execute(asked)
        ]


def _deputies_are_on_file(log: Log, named: Iterable[Json], found: Found) -> None:
    """Whom a teacher named before a leave stands in for all of it."""
    known = {(one["mentor"], one["deputy"], one["from"], one["to"]) for one in named if "student" not in one}
    for leave in log.leaves:
        asked = (leave.user, leave.deputy, leave.first.isoformat(), leave.last.isoformat())
        if leave.deputy and asked not in known:
            found.faults.append(f"named before a leave and not on file: {asked}")


def _states(stage: Stage, given: Iterable[tuple[str, Json]], found: Found) -> list[Json]:
    """How every window ended: the product and the literal rule agree."""
    with stage.store.reading() as work:
        duties = list(school_duties(work, 1, stage.now.date(), ZONE))
    said = {
        _key(one.mentor.user_id, one.child.student_no, one.assessment) for one in duties if one.mentor and one.child
    }
    windows: list[Json] = []
    for pack, world in given:
        for row in literal.states(world):
            windows.append(row | {"pack": pack})
            key = (row["mentor"], row["student"], row["kind"], row["per"], *row["window"], row["count"], row["state"])
            found.states[pack, row["state"]] += 1
            if key not in said:
                found.faults.append(f"the rule says {key}, the product says otherwise")
            said.discard(key)
    found.faults += [f"the product says {key}, the rule does not" for key in sorted(said, key=str)]
    return windows


def _key(mentor: str, student: str, item: Assessment) -> tuple[str | int, ...]:
    window = (item.window.first.isoformat(), item.window.last.isoformat())
    return mentor, student, str(item.kind), str(item.per), *window, item.count, str(item.state)


def _class_teachers(school: School, log: Log) -> list[Json]:
    """Who is on leave and named nobody is stood in for by the class teachers of the children."""
    leads = {one.class_of: one.user for one in school.teachers.values() if one.class_of[0]}
    found = []
    for leave in log.leaves:
        for pairing in school.pairings:
            pupil = school.pupils[pairing.student]
            teacher = leads.get((pupil.grade, pupil.class_name))
            if not leave.deputy and pairing.mentor == leave.user and teacher and teacher != leave.user:
                days = {"from": leave.first.isoformat(), "to": leave.last.isoformat()}
                found.append({"mentor": leave.user, "deputy": teacher, "student": pupil.number, **days})
    return found


# Nobody forgotten.


def _nobody_forgotten(
    school: School, log: Log, windows: Iterable[Json], found: Found, *, stand_ins: Iterable[Json], until: date
) -> None:
    """Each window that stood empty on one of its reminder days was spoken of then, or within two working days."""
    heard: dict[str, set[date]] = defaultdict(set)
    for _, when, names in _names(log, school):
        for name in names:
            heard[name].add(when)
    full = {(one.user, one.at.date()) for one in reminders(log) if FULL in one.words}
    helpers: dict[str, set[str]] = defaultdict(set)
    for stand_in in stand_ins:
        helpers[stand_in["mentor"]].add(stand_in["deputy"])
    days, done = _reminder_days(), _done(log)
    # That a pairing would end nobody knew before.
    ends = {one.end.isoformat() for one in school.pairings if one.end}
    for row in windows:
        if row["state"] in ("future", "waived") or row["window"][1] in ends:
            continue
        name = school.pupils[row["student"]].name
        last = date.fromisoformat(row["window"][1])
        for day in days(row):
            if (
                not FIRST_TERM[0] <= day <= min(SECOND_TERM[1], until)
                or _was_met(row, done, day)
                or _exam_week(school, day)
            ):
                continue
            near = {day, *_working_days_after(day, 2)}
            who = {row["mentor"], *helpers[row["mentor"]]}
            if not near & heard[name] and full.isdisjoint(product(who, near)):
                found.faults.append(f"nobody was told on {day} of {row['kind']} of {row['student']} until {last}")


def _reminder_days() -> Any:
    rest, work = rest_days()
    given = {
        "on": "2026-07-01",
        "years": {YEAR: [[day.isoformat() for day in term] for term in (FIRST_TERM, SECOND_TERM)]},
        "rest_days": sorted(day.isoformat() for day in rest),
        "work_days": sorted(day.isoformat() for day in work),
        "rules": [],
        "pairings": [],
    }
    known: dict[tuple[Any, ...], list[date]] = {}

    def days(row: Json) -> list[date]:
        key = (*row["window"], row["per"])
        if key not in known:
            known[key] = literal.reminder_days(given, row["window"], row["per"])
        return known[key]

    return days


REFUSAL = "refusal"


def _done(log: Log) -> Mapping[tuple[str, str], set[date]]:
    """The days of each student's deeds by kind, from the teachers' own log, and of the refusals."""
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    for act in log.acts:
        found[act.student, act.kind].add(act.day)
    for _, student, day in log.refusals:
        found[student, REFUSAL].add(day)
    return found


def _was_met(row: Json, done: Mapping[tuple[str, str], set[date]], day: date) -> bool:
    """Whether the teachers' own log had enough by the morning of that day, or the family had refused."""
    first, last = (date.fromisoformat(one) for one in row["window"])
    enough = sum(first <= one <= min(day, last + timedelta(days=40)) for one in done[row["student"], row["kind"]])
    refused = any(when <= day for when in done[row["student"], REFUSAL])
    return enough >= row["times"] or (row["kind"] == "home_visit" and refused)


def _exam_week(school: School, day: date) -> bool:
    return any(first - timedelta(days=3) <= day <= last + timedelta(days=3) for first, last in school.exams)


def _working_days_after(day: date, count: int) -> list[date]:
    found: list[date] = []
    while len(found) < count:
        day += timedelta(days=1)
        if not is_rest_day(day):
            found.append(day)
    return found


def _names(log: Log, school: School) -> Iterator[tuple[str, date, set[str]]]:
    """Who was reminded when, and the children named then: the receiver's own, and those of whom a line of it is."""
    care: dict[str, set[str]] = defaultdict(set)
    for pairing in school.pairings:
        care[pairing.mentor].add(school.pupils[pairing.student].name)
    everybody = {pupil.name for pupil in school.pupils.values()}
    lengths = {len(name) for name in everybody}
    for one in reminders(log):
        rest = [option["text"] for option in one.card.get("options", [])] or [one.card.get("title", "")]
        others = {line[:length] for line in rest for length in lengths} & everybody
        yield one.user, one.at.date(), {name for name in care[one.user] if name in one.words} | others


FULL = "没列下的还有"
"""What a card says that has no room for more, before it says how to see the rest."""


# Leaders.


def _escalation(
    stage: Stage, school: School, log: Log, found: Found, *, windows: list[Json], records: list[Json]
) -> None:
    """A leader heard three working days after the mentor was told, and the window was empty.

    What who stood in was told is enough only where the mentor was away then, and until it could not be made up.
    """
    with stage.store.reading() as work:
        users = {row.id: row.user_id for row in work.connection.execute(select(MEMBER.c.id, MEMBER.c.user_id))}
        numbers = {
            row.id: row.student_no for row in work.connection.execute(select(STUDENT.c.id, STUDENT.c.student_no))
        }
        rows = list(work.connection.execute(select(ESCALATED).order_by(ESCALATED.c.id)))
    found.escalated = len(rows)
    told: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for user, when, names in _names(log, school):
        for name in names:
            told[name].append((user, when))
    leaves: dict[str, list[Leave]] = defaultdict(list)
    for leave in log.leaves:
        leaves[leave.user].append(leave)
    by_key = {(row["mentor"], row["student"], row["kind"], row["window"][1]): row for row in windows}
    done: dict[tuple[str, ...], list[Json]] = defaultdict(list)
    for deed in records:
        done[deed["mentor"], deed["student"], deed["kind"]].append(deed)
    for row in rows:
        student, who = numbers[row.student_id], users[row.member_id]
        heard = f"a leader heard on {row.said_on} of {row.kind} of {student} ({who}) until {row.window_last}"
        before = [
            when
            for user, when in told[school.pupils[student].name]
            if user == who
            or any(one.first <= when <= one.last and one.last >= row.window_last + MAKE_UP for one in leaves[who])
            or any(one.first <= when <= one.last and one.last >= row.said_on for one in leaves[who])
        ]
        if not any(row.window_last < day and _three_working_days(day, row.said_on) for day in before):
            found.faults.append(f"{heard}, and the mentor had not")
        window = by_key.get((who, student, row.kind, row.window_last.isoformat()))
        if window is None:
            found.faults.append(f"{heard}, which nobody owes")
        elif _on_file(window, done[who, student, row.kind], row.said_on) >= window["times"]:
            found.faults.append(f"{heard}, which was done")


def _on_file(window: Json, records: list[Json], before: date) -> int:
    """The deeds in a window that were entered before a day; `records` of its mentor, student and kind."""
    first, last = window["window"]
    return sum(first <= one["counts_for"] <= last and one["entered_on"] < before.isoformat() for one in records)


def _three_working_days(told: date, said: date) -> bool:
    return len([day for day in _days(told, said) if not is_rest_day(day)]) >= 3


def _days(after: date, until: date) -> list[date]:
    return [after + timedelta(days=ahead) for ahead in range(1, (until - after).days + 1)]
