"""What both databases answer about a school against the rule taken literally, in random worlds."""

import os
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Table, insert, update

from bot.cli.world import World
from storage import attempts, circumstances, people
from storage.circumstances import ABSENCE, EVENT, EXEMPTION, GUARDIAN
from storage.deeds import DEED
from storage.duties import Duty, books_of_school, duties_of
from storage.people import MEMBER, PAIRING, SCHOOL, STUDENT, TERM, School
from storage.work import Store, Work
from tests.duty import literal
from tests.duty.worlds import world

Json = dict[str, Any]
ZONE = ZoneInfo("Asia/Shanghai")
WORLDS = int(os.environ.get("JIEDUI_TEST_WORLDS", "40"))
LONG_AGO = "2000-01-01"
BEFORE, BEHIND = ("mentor", "student", "kind", "per"), ("times", "count", "state")


def at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(23, 59), ZONE).astimezone(UTC)


class Filled:
    """A school whose rows say what a world says."""

    def __init__(self, work: Work, school_id: int, given: Json) -> None:
        self.work, self.school_id, self.given = work, school_id, given
        self.members = {name: self.member(name) for name in sorted(self.names("mentor") | self.names("deputy"))}
        self.students = {name: self.student(name) for name in sorted(self.names("student"))}
        live = given.get("live_from")
        asked = update(SCHOOL).where(SCHOOL.c.id == school_id)
        work.connection.execute(asked.values(live_from=date.fromisoformat(live) if live else None))
        for year, terms in given["years"].items():
            for place, (first, last) in enumerate(terms):
                self.add(TERM, school_year=year, name=str(place), first=first, last=last)
        for name, kind in (("rest_days", "rest"), ("work_days", "work")):
            for day in given.get(name, []):
                self.add(circumstances.SCHOOL_DAY, first=day, last=day, kind=kind, name="")
        self.care()
        self.books()

    def care(self) -> None:
        for one in self.given["pairings"]:
            self.add(PAIRING, **self.pair(one), pack="world", start=one["start"], end=one.get("end"))
        for one in self.given.get("exemptions", []):
            who = {
                "member_id": self.members.get(one.get("mentor")),
                "student_id": self.students.get(one.get("student")),
            }
            self.add(EXEMPTION, **who, first=one["from"], last=one["to"], entered_at=at(LONG_AGO))
        for one in self.given.get("deputies", []):
            student = self.students.get(one.get("student"))
            who = {"member_id": self.members[one["mentor"]], "deputy_id": self.members[one["deputy"]]}
            days = {"first": one["from"], "last": one["to"], "entered_at": at(LONG_AGO)}
            self.add(ABSENCE, **who, **days, student_id=student, on_leave=False)

    def books(self) -> None:
        for one in self.given.get("records", []):
            happened = one["happened_on"]
            days = {"happened_on": happened, "counts_for": one.get("counts_for") or happened}
            entered = {"entered_at": at(one.get("entered_on") or happened), "mode": one.get("mode") or ""}
            revoked = at(LONG_AGO) if one.get("revoked") else None
            self.add(DEED, **self.pair(one), kind=one["kind"], **days, **entered, revoked_at=revoked)
        for one in self.given.get("outcomes", []):
            said = {
                "why": one["reason"],
                "happened_on": one["for"],
                "counts_for": one["for"],
                "inbox_id": self.letter(),
            }
            told = at(one.get("entered_on") or LONG_AGO)
            self.add(attempts.ATTEMPT, **self.pair(one), kind=one["kind"], **said, entered_at=told)
        for one in self.given.get("events", []):
            who = {"student_id": self.students[one["student"]], "member_id": next(iter(self.members.values()))}
            self.add(EVENT, **who, kind=one["kind"], happened_on=one["on"], entered_at=at(one["on"]))

    def letter(self) -> int:
        from storage.tables import InboxRow

        rows = InboxRow.__table__  # type: ignore[attr-defined]
        number = getattr(self, "_letters", 0) + 1
        self._letters = number
        values = {"corp_id": 1, "dedup_key": f"m{number}", "sender": "x", "content_type": "Text", "state": "answered"}
        sent = {"sent_at": at(LONG_AGO), "received_at": at(LONG_AGO), "sealed_body": b"x"}
        statement = insert(rows).values(**values, **sent).returning(rows.c.id)
        return int(self.work.connection.execute(statement).scalar_one())

    def names(self, key: str) -> set[str]:
        parts = ("pairings", "records", "exemptions", "deputies", "outcomes", "events")
        return {one[key] for part in parts for one in self.given.get(part, []) if one.get(key)}

    def pair(self, one: Json) -> dict[str, int]:
        return {"member_id": self.members[one["mentor"]], "student_id": self.students[one["student"]]}

    def member(self, name: str) -> int:
        return self.add(MEMBER, corp_id=1, user_id=name, user_key=name, name=name)

    def student(self, name: str) -> int:
        details: Json = {}
        if name in self.given.get("birthdays", {}):
            details["birth_date"] = self.given["birthdays"][name]
        levels = [one.get("level") for one in self.given["pairings"] if one["student"] == name]
        if levels and levels[0]:
            details["level"] = levels[0]
        sealed = self.work.vault.seal_json(details, circumstances.DETAILS)
        row = self.add(STUDENT, student_no=name, name=name, grade="1", class_name="1", sealed_details=sealed)
        for guardian in self.given.get("guardians", {}).get(name, []):
            self.add(GUARDIAN, student_id=row, identity_mark=guardian.encode(), no_contact=False, sealed_details=b"x")
        return row

    def add(self, rows: Table, **values: Any) -> int:
        days = {key: date.fromisoformat(one) for key, one in values.items() if _is_day(rows, key) and one is not None}
        statement = insert(rows).values(school_id=self.school_id, **{**values, **days}).returning(rows.c.id)
        return int(self.work.connection.execute(statement).scalar_one())


def _is_day(rows: Table, key: str) -> bool:
    return key in rows.c and rows.c[key].type.python_type is date


def storable(given: Json) -> Json:
    """The world without what no row says: occasions of no calendar, which guardian, levels of a pairing."""
    levels: dict[str, str | None] = {}
    pairings: dict[tuple[str, str, str], Json] = {}
    for one in given["pairings"]:
        level = levels.setdefault(one["student"], one.get("level"))
        pairings.setdefault((one["mentor"], one["student"], one["start"]), {**one, "level": level or ""})
    records = [{key: value for key, value in one.items() if key != "guardian"} for one in given.get("records", [])]
    return {**given, "occasions": {}, "pairings": list(pairings.values()), "records": records}


def with_public_days(given: Json, school: School) -> Json:
    rest, work = school.calendar.rest_days, school.calendar.work_days
    return {**given, "rest_days": [day.isoformat() for day in rest], "work_days": [day.isoformat() for day in work]}


def as_row(duty: Duty) -> tuple[str, ...]:
    item, window = duty.assessment, duty.assessment.window
    who = (duty.mentor.name if duty.mentor else "", duty.child.name if duty.child else "")
    days = (window.first.isoformat(), window.last.isoformat())
    return (*who, str(item.kind), str(item.per), *days, str(item.times), str(item.count), str(item.state))


def literal_rows(given: Json) -> set[tuple[str, ...]]:
    return {
        (
            row["mentor"],
            row["student"],
            row["kind"],
            row["per"],
            *row["window"],
            *map(str, (row["times"], row["count"])),
            row["state"],
        )
        for row in literal.states(given)
    }


@pytest.mark.timeout(200)
def test_both_databases_answer_as_the_rule_says(store: Store, school_id: int, monkeypatch: Any) -> None:
    differing, rows = [], 0
    for seed in range(WORLDS):
        given = storable(world(Random(seed)))
        policy = World.model_validate(given).policy
        monkeypatch.setattr(people, "policies_of", lambda *_, policy=policy: {"world": policy})
        with store.engine.connect() as connection, connection.begin() as transaction:
            work = Work(connection, store.vault)
            Filled(work, school_id, given)
            school = people.load_school(work, school_id)
            books = books_of_school(work, school_id, ZONE)
            rows += len(found := {as_row(duty) for duty in duties_of(school, books, date.fromisoformat(given["on"]))})
            transaction.rollback()
        if found != literal_rows(with_public_days(given, school)):
            differing.append(seed)
    assert differing == []
    assert rows > WORLDS
