"""Whom a tick looks at: everybody once, then nobody until their day comes or something happens to them."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from handlers.context import Moment, Sender
from handlers.postponing import put_off
from scheduler import reminders
from scheduler.moment import At
from storage import deeds, looks
from storage.charges import books_for, standings
from storage.deeds import DEED
from storage.people import PAIRING, School, roster_changed
from storage.work import Store, Work
from tests.handlers.teacher import Teacher
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, ZONE, at, change, lines, messages, record, sent, tick
from tests.support import small_school
from tests.support.small_school import SmallSchool

Looks = Callable[..., list[str]]


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


@pytest.fixture
def look(store: Store, school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Looks:
    """A tick that tells at whom it looked."""
    names, letters_of = {row: user for user, row in school.members.items()}, reminders.letters_of
    seen: list[str] = []

    def noted(work: Work, known: School, mentor_ids: Collection[int], moment: At) -> Any:
        seen.extend(names[one] for one in mentor_ids)
        return letters_of(work, known, mentor_ids, moment)

    def looked_at(day: str, clock: str = "12:10") -> list[str]:
        seen.clear()
        tick(store, day, clock=clock)
        return sorted(seen)

    monkeypatch.setattr(reminders, "letters_of", noted)
    return looked_at


def everything_done(store: Store, school: SmallSchool) -> None:
    for student in (ZHANG_SAN, LI_SI, ZHOU):
        record(store, school, "WangFang", student, "2025-11-20")


def test_a_quiet_second_tick_looks_at_nobody_until_something_may_be_said_again(store: Store, look: Looks) -> None:
    assert look("2025-11-18") == ["LiNa", "SunLi", "WangFang"]
    assert look("2025-11-18", "12:11") == []
    assert look("2025-11-19") == []
    assert look("2025-11-21") == ["LiNa", "SunLi", "WangFang"]
    assert look("2025-11-21", "20:59") == []
    sent(store)
    assert look("2025-11-24") == []


def test_what_could_not_go_on_its_day_is_looked_at_again(look: Looks) -> None:
    look("2025-11-21")
    assert look("2025-11-24") == ["LiNa", "SunLi", "WangFang"]


def test_a_deed_that_is_taken_back_is_asked_for_again(store: Store, school: SmallSchool, look: Looks) -> None:
    everything_done(store, school)
    look("2025-11-21")
    assert sorted(messages(store)) == ["LiNa 2025-11-21", "SunLi 2025-11-21"]
    with store.writing() as work:
        of_li_si = select(DEED.c.id).where(DEED.c.student_id == school.students[LI_SI])
        deeds.revoke(work, work.connection.execute(of_li_si).scalars().all(), at("2025-11-21", "12:20").at)
    assert look("2025-11-21", "12:21") == ["WangFang"]
    assert lines(messages(store)["WangFang 2025-11-21"]) == ["李四"]


def test_a_changed_roster_is_gone_through_at_once(store: Store, school: SmallSchool, look: Looks) -> None:
    def li_na_pairs(end: date | None) -> None:
        def pair(work: Work) -> None:
            ended = update(PAIRING).where(PAIRING.c.member_id == school.members["LiNa"]).values(end=end)
            work.connection.execute(ended)
            roster_changed(work, school.id)
            looks.look_again(work, school.id)

        change(store, pair)

    li_na_pairs(date(2025, 11, 1))
    assert look("2025-11-21") == ["LiNa", "SunLi", "WangFang"]
    assert sorted(messages(store)) == ["SunLi 2025-11-21", "WangFang 2025-11-21"]
    li_na_pairs(None)
    assert look("2025-11-21", "12:11") == ["LiNa", "SunLi", "WangFang"]
    assert sorted(messages(store)) == ["LiNa 2025-11-21", "SunLi 2025-11-21", "WangFang 2025-11-21"]


def test_what_was_put_off_is_looked_at_on_its_day(store: Store, school: SmallSchool, look: Looks) -> None:
    look("2025-11-21")
    sent(store)

    def until_tuesday(sender: Sender, work: Work, moment: Moment) -> None:
        pairings = [one for one in sender.pairings if one.pairing.student_id == school.students[LI_SI]]
        books = books_for(work, sender.school, pairings, moment.today, ZONE)
        talks = [
            one
            for one in standings(sender.school, pairings, books, moment.today)
            if one.assessment.window.last == date(2025, 11, 30)
        ]
        put_off(talks, date(2025, 11, 25), sender, work, moment=moment)

    with Teacher(store, school, "WangFang").turn("2025-11-21") as turn:
        until_tuesday(*turn)
    assert look("2025-11-24") == []
    assert look("2025-11-25") == ["WangFang"]
    assert "李四" in lines(messages(store)["WangFang 2025-11-25"])
