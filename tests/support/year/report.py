"""What the simulated year was like, as a page with tables."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from platform import machine, python_version

from tests.support.year.audit import Found, reminders
from tests.support.year.play import EMPTY, Log
from tests.support.year.school import PACKS, School
from tests.support.year.stage import Received

STATES = ("done", "late", "substituted", "excused", "waived", "missed", "open", "due", "overdue", "future")


def report(school: School, log: Log, found: Found, *, seconds: float, seed: int) -> str:
    mentors = {one.mentor for one in school.pairings}
    verdict = "nothing is wrong" if not found.faults else f"{len(found.faults)} faults"
    parts = [
        "# A simulated school year",
        "",
        f"{len(mentors)} teachers and {len(school.pairings)} pairings under three packs ({'、'.join(PACKS)}), day by",
        "day from 1 September 2025 to 3 July 2026. Sandbox and bot are servers of their own; every message, tap and",
        "reminder goes over HTTP with the platform's encryption, by one travelling clock. Written by",
        f"`python -m tests.support.year --seed {seed}`; played and audited in {seconds / 60:.1f} minutes on two shared",
        f"cores ({machine()}, Python {python_version()}).",
        "",
        "**The auditor** (tests/support/year/audit.py) believes the phones, the teachers' own log and the literal rule",
        f"(tests/duty/literal.py), not the product's engine. Its verdict: **{verdict}.**",
        "",
        *_faults(found.faults),
        "## Month by month",
        "",
        *_months(log),
        "",
        "Reminders are cards, at most one a teacher and day; *gentle words* are those of them that speak of a window",
        "that has gone by empty. Leaders hear three working days after these at the earliest.",
        "",
        "## How the duties ended",
        "",
        *_ends(found),
        "",
        "## Whoever was away",
        "",
        *_away(school, log),
        "",
        "## One teacher's year",
        "",
        *_one_teacher(school, log),
        "",
    ]
    return "\n".join(parts)


def _faults(faults: Iterable[str]) -> list[str]:
    lines = [f"- {fault}" for fault in list(faults)[:50]]
    return [*lines, ""] if lines else []


def _months(log: Log) -> list[str]:
    """A line a month."""
    cards, gentle, taps, typed, digests, named = (Counter[str]() for _ in range(6))
    for one in reminders(log):
        cards[f"{one.at:%Y-%m}"] += 1
        gentle[f"{one.at:%Y-%m}"] += EMPTY in one.words
    for one in log.received:
        task_id = str(one.card.get("task_id", ""))
        if not task_id.startswith("r-") and ("d-" in task_id or not one.card):
            digests[f"{one.at:%Y-%m}"] += 1
    for day, count in log.taps.items():
        taps[f"{day:%Y-%m}"] += count
    for day, count in log.typed.items():
        typed[f"{day:%Y-%m}"] += count
    for _, _, day in log.named:
        named[f"{day:%Y-%m}"] += 1
    lines = [
        "| month | reminders | gentle words | taps | typed messages | to leaders and deputies | deputies named |",
        "|---|---|---|---|---|---|---|",
    ]
    months = sorted({*cards, *taps, *typed, *digests})
    columns = (cards, gentle, taps, typed, digests, named)
    lines += [f"| {month} | {' | '.join(str(one[month]) for one in columns)} |" for month in months]
    return [*lines, f"| all | {' | '.join(str(sum(one.values())) for one in columns)} |"]


def _ends(found: Found) -> list[str]:
    lines = ["| pack | " + " | ".join(STATES) + " |", "|---" * (len(STATES) + 1) + "|"]
    lines += [f"| {pack} | {' | '.join(str(found.states[pack, state]) for state in STATES)} |" for pack in PACKS]
    return [*lines, "", f"Duties of which a leader heard, counted by step: {found.escalated}."]


def _away(school: School, log: Log) -> list[str]:
    lines = ["| teacher | from | to | stands in |", "|---|---|---|---|"]
    for one in sorted(log.leaves, key=lambda leave: leave.first):
        deputy = school.teachers[one.deputy].name if one.deputy else "the class teachers"
        lines.append(f"| {school.teachers[one.user].name} | {one.first} | {one.last} | {deputy} |")
    left = sorted({pairing.mentor for pairing in school.pairings if pairing.end})
    names = "、".join(school.teachers[user].name for user in left)
    return [*lines, "", f"Left the school in December, the children with others since: {names}."]


def _one_teacher(school: School, log: Log) -> list[str]:
    """A forgetful one: what came and what was done."""
    forgetful = [one.user for one in school.teachers.values() if one.temper == "forgetful"]
    user = (forgetful or list(school.teachers))[0]
    rows = [(one.at.date(), "the bot", _words(one)) for one in log.received if one.user == user]
    by_day: dict[tuple[date, str], list[str]] = {}
    for act in log.acts:
        if act.user == user:
            by_day.setdefault((act.day, f"{act.kind} ({act.said})"), []).append(school.pupils[act.student].name)
    rows += [(day, school.teachers[user].name, f"{what}: {'、'.join(names)}") for (day, what), names in by_day.items()]
    rows.sort(key=lambda row: (row[0], row[1] != "the bot"))
    lines = ["| day | who | what |", "|---|---|---|"]
    return lines + [f"| {day} | {who} | {what.replace(chr(10), ' ')} |" for day, who, what in rows[:60]]


def _words(one: Received) -> str:
    return f"{one.card.get('title', '')} {one.card.get('desc', '')}".strip() or one.text
