"""The list of children to be watched goes once a working day, in the daytime, and says no sentences."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select, update

from duty.danger import Danger, Grade
from duty.messages import Text, from_json
from scheduler.moment import At
from scheduler.tools import Tools
from scheduler.watching import list_children
from storage import alarms
from storage.alarms import NewAlarm, Writer
from storage.outbox import BODY, OUTBOX
from storage.people import MEMBER_ROLE, SCHOOL
from storage.work import Store
from tests.support import small_school
from tests.support.small_school import SmallSchool

ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY, SATURDAY, MONDAY = "2025-11-21", "2025-11-22", "2025-11-24"


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).astimezone(UTC)


def note(store: Store, school: SmallSchool, when: datetime, student: str = "20250101", *barred: str) -> None:
    writer = Writer("王芳老师", "WangFang", school.members["WangFang"])
    children, ids = ((school.students[student],) if student else ()), tuple(school.members[user] for user in barred)
    key = f"watch:{student}:{when.isoformat()}"
    new = NewAlarm(school.id, key, Grade.WATCH, Danger.SELF_HARM, writer, "", children, ids)
    with store.writing() as work:
        alarms.put(work, new, when, None)


def tick(store: Store, *times: tuple[str, str]) -> None:
    for day, clock in times:
        list_children(Tools(store, store), At(at(day, clock), ZONE))


def lists(store: Store) -> list[tuple[str, str]]:
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id)).all()
        assert not any(row.urgent for row in rows)
        found = [(row.recipient, from_json(work.vault.open_json(row.sealed_body, BODY)["message"])) for row in rows]
    return [(user, message.content) for user, message in found if isinstance(message, Text)]


def test_it_names_the_children_of_the_last_day_once(store: Store, school: SmallSchool) -> None:
    note(store, school, at(FRIDAY, "09:00"))
    note(store, school, at(FRIDAY, "10:00"), "20250103")
    tick(store, (FRIDAY, "12:10"), (FRIDAY, "12:11"), (MONDAY, "12:10"))
    assert lists(store) == [
        (
            "GaoAdmin",
            "11月21日，这几位孩子请您留心（不急，不带原话）：\n"
            "张三（七年级1班）：情绪低落（王芳老师说起）\n"
            "周一诺（七年级2班）：情绪低落（王芳老师说起）",
        )
    ]


@pytest.mark.parametrize("clock", ["07:00", "12:09", "21:30"])
def test_not_before_noon_and_not_at_night(store: Store, school: SmallSchool, clock: str) -> None:
    note(store, school, at("2025-11-20", "09:00"))
    tick(store, (FRIDAY, clock))
    assert lists(store) == []


def test_what_is_noted_after_the_list_waits_for_the_next_working_day(store: Store, school: SmallSchool) -> None:
    note(store, school, at(FRIDAY, "15:00"))
    tick(store, (FRIDAY, "15:01"), (SATURDAY, "12:10"))
    assert lists(store) == []
    tick(store, (MONDAY, "12:10"))
    assert [user for user, _ in lists(store)] == ["GaoAdmin"]


def test_without_a_counsellor_the_first_contact_gets_it(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
    note(store, school, at(FRIDAY, "09:00"))
    tick(store, (FRIDAY, "12:10"))
    assert lists(store) == [], "nobody is there, so it stays on the list"
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts="ChenJie SunLi"))
    tick(store, (FRIDAY, "12:12"))
    assert [user for user, _ in lists(store)] == ["ChenJie"]


def test_the_accused_does_not_read_of_it(store: Store, school: SmallSchool) -> None:
    note(store, school, at(FRIDAY, "09:00"), "20250101", "GaoAdmin")
    note(store, school, at(FRIDAY, "09:30"), "20250103")
    tick(store, (FRIDAY, "12:10"))
    [(_, text)] = lists(store)
    assert "张三" not in text
    assert "周一诺" in text


def test_what_comes_with_a_late_letter_waits_for_the_next_list(store: Store, school: SmallSchool) -> None:
    note(store, school, at(FRIDAY, "09:00"))
    tick(store, (FRIDAY, "12:10"))
    note(store, school, at(FRIDAY, "08:00"), "20250103")
    tick(store, (FRIDAY, "12:11"))
    assert len(lists(store)) == 1
    tick(store, (MONDAY, "12:10"))
    assert "周一诺" in lists(store)[1][1]


def test_a_child_has_one_line_and_who_is_not_named_has_none(store: Store, school: SmallSchool) -> None:
    for clock, student in (("09:00", "20250101"), ("09:10", ""), ("09:20", "20250101")):
        note(store, school, at(FRIDAY, clock), student)
    tick(store, (FRIDAY, "12:10"))
    [(_, text)] = lists(store)
    assert text.splitlines()[1:] == [
        "张三（七年级1班）：情绪低落（王芳老师说起 2 次）",
        "还有 1 条没写明是哪个孩子，没有列出。",
    ]


def test_where_no_child_was_named_there_is_no_list(store: Store, school: SmallSchool) -> None:
    note(store, school, at(FRIDAY, "09:00"), "")
    tick(store, (FRIDAY, "12:10"), (MONDAY, "12:10"))
    assert lists(store) == []
