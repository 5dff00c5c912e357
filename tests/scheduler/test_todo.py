"""The card that follows 「待办」: once in a while, as things are when it goes, and to be tapped like a reminder."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from duty.commands import ShowTodo
from duty.kinds import Kind
from duty.messages import VoteCard, from_json
from scheduler.delivery import Delivery
from scheduler.moment import At
from scheduler.purposes import PURPOSES
from scheduler.tools import Tools
from storage.outbox import OUTBOX, Purpose
from storage.people import PAIRING, SCHOOL, roster_changed
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZONE, Teacher, instant
from tests.handlers.test_todo import stand_in
from tests.scheduler.pretend import Platform
from tests.support import small_school
from tests.support.following import follow
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    filled = small_school.fill(store, school_id)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
    return filled


@pytest.fixture
def wang(store: Store, school: SmallSchool) -> Teacher:
    return Teacher(store, school, "WangFang")


def asked(teacher: Teacher, clock: str = "13:00", day: str = FRIDAY) -> None:
    assert "还等您的有" in teacher.told(ShowTodo(), day, clock)


def sent(store: Store, clock: str = "13:00", day: str = FRIDAY) -> list[VoteCard]:
    """What goes out at a time, to whom it was asked by."""
    platform, when = Platform(), instant(day, clock) + timedelta(seconds=5)
    delivery = Delivery(Tools(store, store), platform, PURPOSES, lambda: when)
    while delivery.round(At(when, ZONE)):
        pass
    cards = [from_json(request_of["message"]) for request_of in map(_body, platform.requests)]
    assert all(isinstance(card, VoteCard) for card in cards)
    return [card for card in cards if isinstance(card, VoteCard)]


def _body(request: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request)["body"]
    return found


def lines(card: VoteCard) -> list[str]:
    return [option.text for option in card.options]


def put_down(store: Store) -> int:
    with store.reading() as work:
        return len(work.connection.execute(select(OUTBOX.c.id).where(OUTBOX.c.purpose == Purpose.TODO)).all())


def test_everything_that_waits_is_on_it_and_a_tap_records(store: Store, wang: Teacher) -> None:
    asked(wang)
    (card,) = sent(store)
    assert len(card.options) == 9
    assert lines(card)[:3] == ["张三 谈心", "李四 谈心", "周一诺 谈心"]
    assert card.title == "王老师，有 9 件事等您"
    closed = wang.tap(FRIDAY, "1", task=card.task_id)
    assert closed is not None
    assert wang.deeds() == [(ZHANG_SAN, "talk", FRIDAY, FRIDAY, False)]


def test_it_is_as_things_are_when_it_goes(store: Store, wang: Teacher) -> None:
    asked(wang)
    wang.record(FRIDAY, ZHANG_SAN, LI_SI)
    (card,) = sent(store)
    assert lines(card)[0] == "周一诺 谈心"
    assert len(card.options) == 7


def test_nothing_goes_where_nothing_waits_any_more_or_the_day_is_over(
    store: Store, wang: Teacher, school: SmallSchool
) -> None:
    asked(wang, day="2025-11-20")
    assert sent(store, day=FRIDAY) == []
    asked(wang)
    with store.writing() as work:
        work.connection.execute(update(PAIRING).values(end=date(2025, 11, 20)))
        roster_changed(work, school.id)
    assert sent(store) == []
    assert put_down(store) == 2


def test_one_in_ten_minutes(store: Store, wang: Teacher) -> None:
    for clock in ("13:09", "13:11", "13:18"):
        asked(wang, clock)
    assert put_down(store) == 1
    asked(wang, "13:20")
    assert put_down(store) == 2


def test_somebody_asked_so_it_goes_at_night_too(store: Store, wang: Teacher) -> None:
    asked(wang, "22:30")
    assert len(sent(store, "22:30")) == 1


def test_none_in_a_trial_and_none_where_nothing_waits(store: Store, school: SmallSchool, wang: Teacher) -> None:
    assert "没有和您结对" in Teacher(store, school, "ZhouNew").told(ShowTodo(), FRIDAY)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=True))
    asked(wang)
    assert put_down(store) == 0


def test_whose_it_is_stands_beside_the_child(store: Store, school: SmallSchool) -> None:
    stand_in(store, school, "WangFang", "LiNa", ZHANG_SAN)
    lina = Teacher(store, school, "LiNa")
    asked(lina)
    (card,) = sent(store)
    assert "张三（代王老师）谈心" in [line.replace(" ", "") for line in lines(card)]


def test_what_nobody_owes_waits_no_longer_than_its_day(store: Store, school: SmallSchool, wang: Teacher) -> None:
    follow(store, school, "nudges", "要求:\n- 送温暖 每月 1 次 只提醒\n- 谈心 每月 1 次\n")
    asked(wang, day="2025-12-02")
    (card,) = sent(store, day="2025-12-02")
    kinds = {Kind.TALK: "谈心", Kind.WARMTH: "送温暖"}
    assert not any("上个月" in line and kinds[Kind.WARMTH] in line for line in lines(card))
    assert any("上个月" in line and kinds[Kind.TALK] in line for line in lines(card))
