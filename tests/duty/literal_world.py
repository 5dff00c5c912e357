"""The JSON world with its dates read and its defaults filled in; nothing is decided here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Json = dict[str, Any]
Span = tuple[date, date]

# "Defaults: week 3, half_month 6, month 10, quarter 20, term 30, school_year 60, calendar_year 60."
MIN_DAYS = {
    "week": 3,
    "half_month": 6,
    "month": 10,
    "quarter": 20,
    "term": 30,
    "school_year": 60,
    "calendar_year": 60,
    "once": 1,
}


@dataclass(frozen=True)
class Rule:
    kind: str
    per: str
    scope: str
    times: int
    in_term: bool
    modes: tuple[str, ...]
    levels: tuple[str, ...]
    min_days: int
    remind_days: int
    makeup_days: int
    shared: bool
    first: date
    last: date
    within_days: int | None
    after: str
    events: tuple[str, ...] | None
    before_term_end: int | None
    occasions: tuple[str, ...]
    before: int
    behind: int
    excused_by: tuple[str, ...]
    substituted_by: dict[str, list[str]]


@dataclass(frozen=True)
class Version:
    first: date
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Pairing:
    mentor: str
    student: str
    start: date
    end: date | None
    level: str | None


@dataclass(frozen=True)
class Record:
    mentor: str
    student: str
    kind: str
    mode: str
    happened_on: date
    counts_for: date
    entered_on: date
    revoked: bool
    guardian: str


@dataclass(frozen=True)
class Exemption:
    mentor: str | None
    student: str | None
    first: date
    last: date


@dataclass(frozen=True)
class Outcome:
    mentor: str
    student: str
    kind: str
    day: date
    reason: str
    entered_on: date


@dataclass(frozen=True)
class Deputy:
    mentor: str
    deputy: str
    student: str | None
    first: date
    last: date


@dataclass(frozen=True)
class World:
    on: date
    live_from: date
    years: tuple[tuple[Span, ...], ...]
    rest_days: tuple[date, ...]
    work_days: tuple[date, ...]
    versions: tuple[Version, ...]
    pairings: tuple[Pairing, ...]
    records: tuple[Record, ...]
    exemptions: tuple[Exemption, ...]
    outcomes: tuple[Outcome, ...]
    deputies: tuple[Deputy, ...]
    events: tuple[tuple[str, str, date], ...]
    guardians: dict[str, list[str]]
    occasions: dict[str, list[date]]
    birthdays: dict[str, date]


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(texts: list[str]) -> tuple[date, ...]:
    return tuple(day(text) for text in texts)


def since(text: str | None) -> date:
    return day(text) if text else date.min


def until(text: str | None) -> date:
    return day(text) if text else date.max


def rule(given: Json) -> Rule:
    # "one-off instead of `per` (answered as "per": "once")"
    per = given.get("per") or "once"
    return Rule(
        kind=given["kind"],
        per=per,
        scope=given.get("scope") or "pairing",
        times=given.get("times", 1),
        in_term=given.get("during") == "term",
        modes=tuple(given.get("modes") or ()),
        levels=tuple(given.get("levels") or ()),
        min_days=given.get("min_days", MIN_DAYS[per]),
        remind_days=given.get("remind_days", 7),
        makeup_days=given.get("makeup_days", 7),
        shared=given.get("shared", False),
        first=since(given.get("from")),
        last=until(given.get("to")),
        within_days=given.get("within_days"),
        after=given.get("after", ""),
        events=tuple(given["events"]) if "events" in given else None,
        before_term_end=given.get("before_term_end"),
        occasions=tuple(given.get("occasions") or ()),
        before=given.get("before", 3),
        behind=given.get("behind", 3),
        excused_by=tuple(given.get("excused_by") or ()),
        substituted_by=given.get("substituted_by") or {},
    )


def record(given: Json) -> Record:
    # "A record without `entered_on` was entered on the day it happened; without `counts_for` it counts for that day."
    happened = given["happened_on"]
    return Record(
        mentor=given["mentor"],
        student=given["student"],
        kind=given["kind"],
        mode=given.get("mode") or "in_person",
        happened_on=day(happened),
        counts_for=day(given.get("counts_for") or happened),
        entered_on=day(given.get("entered_on") or happened),
        revoked=given.get("revoked", False),
        guardian=given.get("guardian") or "",
    )


def pairing(given: Json) -> Pairing:
    end = given.get("end")
    return Pairing(
        given["mentor"], given["student"], day(given["start"]), day(end) if end else None, given.get("level")
    )


def exemption(given: Json) -> Exemption:
    return Exemption(given.get("mentor"), given.get("student"), day(given["from"]), day(given["to"]))


def outcome(given: Json) -> Outcome:
    # "without `entered_on` it was always known"
    entered = since(given.get("entered_on"))
    return Outcome(given["mentor"], given["student"], given["kind"], day(given["for"]), given["reason"], entered)


def deputy(given: Json) -> Deputy:
    return Deputy(given["mentor"], given["deputy"], given.get("student"), day(given["from"]), day(given["to"]))


def versions(given: Json) -> tuple[Version, ...]:
    # "`versions` instead of `rules` (= one version from the beginning)"
    several = given.get("versions") or [{"from": None, "rules": given.get("rules", [])}]
    return tuple(Version(since(one["from"]), tuple(rule(each) for each in one["rules"])) for one in several)


def read(given: Json) -> World:
    return World(
        on=day(given["on"]),
        live_from=since(given.get("live_from")),
        years=tuple(tuple((day(a), day(b)) for a, b in terms) for terms in given.get("years", {}).values()),
        rest_days=days(given.get("rest_days", [])),
        work_days=days(given.get("work_days", [])),
        versions=versions(given),
        pairings=tuple(pairing(one) for one in given.get("pairings", [])),
        records=tuple(record(one) for one in given.get("records", [])),
        exemptions=tuple(exemption(one) for one in given.get("exemptions", [])),
        outcomes=tuple(outcome(one) for one in given.get("outcomes", [])),
        deputies=tuple(deputy(one) for one in given.get("deputies", [])),
        events=tuple((one["student"], one["kind"], day(one["on"])) for one in given.get("events", [])),
        guardians=given.get("guardians", {}),
        occasions={name: list(days(given_days)) for name, given_days in given.get("occasions", {}).items()},
        birthdays={student: day(text) for student, text in given.get("birthdays", {}).items()},
    )
