"""A small school for tables of dates that are reckoned by hand, and the words to describe it."""

from typing import Any

from tests.duty.literal import states

Json = dict[str, Any]

SEPTEMBER = ["2025-09-01", "2025-09-30"]
OCTOBER = ["2025-10-01", "2025-10-31"]
AUTUMN, SPRING = ["2025-09-01", "2026-01-16"], ["2026-03-02", "2026-07-03"]
NATIONAL_DAYS = [f"2025-10-0{n}" for n in range(1, 9)]


def a_world(on: str, *rules: Json, **more: Any) -> Json:
    """Two terms from a Monday to a Friday; Sunday 28 September and Saturday 11 October are worked instead."""
    return {
        "on": on,
        "years": {"2025-2026": [AUTUMN, SPRING]},
        "rest_days": NATIONAL_DAYS,
        "work_days": ["2025-09-28", "2025-10-11", "2026-02-07"],
        "rules": list(rules),
        "pairings": [{"mentor": "m", "student": "s", "start": "2025-09-01"}],
    } | more


def talk(**more: Any) -> Json:
    return {"kind": "talk", "per": "month", "during": "term"} | more


def once(**more: Any) -> Json:
    return {"kind": "talk"} | more


def paired(start: str, end: str | None = None, **more: Any) -> Json:
    return {"pairings": [{"mentor": "m", "student": "s", "start": start, "end": end} | more]}


def exempt(first: str, last: str, **more: Any) -> Json:
    return {"exemptions": [{"from": first, "to": last} | more]}


def did(happened: str, counts_for: str | None = None, **more: Any) -> Json:
    deed = {"mentor": "m", "student": "s", "kind": "talk", "happened_on": happened, "counts_for": counts_for}
    return deed | more


def windows(given: Json) -> list[list[str]]:
    return [row["window"] for row in states(given)]
