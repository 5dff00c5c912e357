"""A school whose days go by: what is put down is delivered, and what reached whom is kept."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from duty.messages import ButtonCard, Message, Text, from_json
from duty.people import Role
from scheduler.delivery import Delivery
from scheduler.digests import escalate
from scheduler.purposes import PURPOSES
from scheduler.reminders import remind
from scheduler.tools import Tools
from storage import absences
from storage.absences import By, Leave
from storage.escalations import ESCALATED
from storage.outbox import OUTBOX, Purpose
from storage.people import MEMBER_ROLE, PAIRING, SCHOOL, roster_changed, school_now
from storage.work import Store
from tests.scheduler.pretend import Platform
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, at, record
from tests.support import small_school
from tests.support.small_school import SmallSchool

# Whose children are talked to every month, so that only Wang's are spoken of.
DILIGENT = {"LiNa": ("20250104", "20250105"), "SunLi": ("20250106",)}
TALKED = ("2025-09-10", "2025-10-15", "2025-11-12", "2025-12-10", "2026-01-12")


@dataclass
class Days:
    """A school in earnest and its post: Wang mentors 张三, 李四 and 周一诺, and Chen leads their grade."""

    store: Store
    school: SmallSchool
    platform: Platform = field(default_factory=Platform)
    now: datetime = datetime(2025, 9, 1, tzinfo=UTC)

    @classmethod
    def of(cls, store: Store, school_id: int, *, trial: bool = False) -> "Days":
        """All of them were talked to until October, the others' children in every month."""
        days = cls(store, small_school.fill(store, school_id))
        days.platform.now = lambda: days.now
        with store.writing() as work:
            work.connection.execute(update(SCHOOL).values(trial=trial))
        for user, students in DILIGENT.items():
            for student in students:
                days.talked(user, student, *TALKED)
        for student in (ZHANG_SAN, LI_SI, ZHOU):
            days.talked("WangFang", student, *TALKED[:2])
        return days

    def talked(self, user: str, student: str, *on: str) -> None:
        for day in on:
            record(self.store, self.school, user, student, day)

    def appoint(self, user: str, role: Role, grade: str = "", class_name: str = "") -> None:
        values = {"member_id": self.school.members[user], "role": role, "grade": grade, "class_name": class_name}
        with self.store.writing() as work:
            work.connection.execute(insert(MEMBER_ROLE).values(values))
            roster_changed(work, self.school.id)

    def dismiss(self, user: str) -> None:
        """Takes every post of a member."""
        with self.store.writing() as work:
            mine = MEMBER_ROLE.c.member_id == self.school.members[user]
            work.connection.execute(delete(MEMBER_ROLE).where(mine))
            roster_changed(work, self.school.id)

    def part(self, student: str, end: str) -> None:
        """Ends a child's pairing."""
        with self.store.writing() as work:
            mine = PAIRING.c.student_id == self.school.students[student]
            work.connection.execute(update(PAIRING).where(mine).values(end=date.fromisoformat(end)))
            roster_changed(work, self.school.id)

    def leave(self, user: str, first: str, last: str, deputy: str | None = None, *, today: str | None = None) -> None:
        on = date.fromisoformat(today or first)
        named = self.school.members[deputy] if deputy else None
        taken = Leave(self.school.members[user], date.fromisoformat(first), date.fromisoformat(last), named)
        with self.store.writing() as work:
            school = school_now(work, self.school.id)
            absences.take_leave(work, school, taken, By(taken.member_id, at(on.isoformat()).at, on))

    def tick(self, day: str, clock: str = "12:10", *, deliver: bool = True) -> None:
        """What is due at that minute, and its way to the phones."""
        moment = at(day, clock)
        tools = Tools(self.store, self.store)
        remind(tools, moment)
        escalate(tools, moment)
        if deliver:
            self.deliver(day, clock)

    def deliver(self, day: str, clock: str = "12:10") -> None:
        moment = at(day, clock)
        self.now = moment.at
        delivery = Delivery(Tools(self.store, self.store), self.platform, PURPOSES, lambda: moment.at)
        while delivery.round(moment):
            pass

    def between(self, first: str, last: str, *, besides: Iterable[str] = ()) -> None:
        """Every day of these, but for those on which everything was down."""
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            if day.isoformat() not in besides:
                self.tick(day.isoformat())
            day += timedelta(days=1)

    def sent(self, purpose: Purpose) -> Iterator[tuple[str, str, Message]]:
        """What reached whom on which day, in order."""
        asked = select(OUTBOX.c.id, OUTBOX.c.attempted_at).where(OUTBOX.c.purpose == purpose.value)
        with self.store.reading() as work:
            rows = {14_400 - row.id % 3_600: row for row in work.connection.execute(asked)}
        for request in self.platform.requests:
            body = json.loads(request)["body"]
            if body["remember"] in rows:
                day = rows[body["remember"]].attempted_at.astimezone(at("2025-11-21").zone).date()
                yield body["to"], day.isoformat(), from_json(body["message"])

    def digests(self) -> list[tuple[str, str]]:
        """Who got a digest on which day."""
        return [(account, day) for account, day, _ in self.sent(Purpose.DIGEST)]

    def texts(self) -> list[str]:
        """The digests without their greetings: of a card what stands on it."""
        return [said(message) for _, _, message in self.sent(Purpose.DIGEST)]

    def cards(self) -> list[ButtonCard]:
        return [message for _, _, message in self.sent(Purpose.DIGEST) if isinstance(message, ButtonCard)]

    def steps(self) -> list[tuple[str, int, str]]:
        """What was said of which child at which step, and when."""
        numbers = {row_id: number for number, row_id in self.school.students.items()}
        asked = select(ESCALATED).order_by(ESCALATED.c.said_on, ESCALATED.c.step, ESCALATED.c.student_id)
        with self.store.reading() as work:
            rows = work.connection.execute(asked).all()
        return [(numbers[row.student_id], row.step, row.said_on.isoformat()) for row in rows]

    def rows(self, purpose: Purpose) -> list[Any]:
        with self.store.reading() as work:
            return list(
                work.connection.execute(select(OUTBOX).where(OUTBOX.c.purpose == purpose.value).order_by(OUTBOX.c.id))
            )


def said(message: Message) -> str:
    match message:
        case Text(content):
            return content
        case ButtonCard(title=title, text=text):
            return f"{title}\n{text}"
        case _:
            raise AssertionError(message)
