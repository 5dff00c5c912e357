"""A member of the small school who taps and types, and what the books then hold."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from duty.assess import State
from duty.commands import CouldNot, Postpone, RecordDeed, Undo
from duty.hearing import Heard
from duty.kinds import Kind
from duty.messages import Card
from duty.reminders import Tap
from handlers.cards import tap
from handlers.chat import Exchange, answer
from handlers.context import Moment, Sender, Site
from handlers.deeds import record_deed
from handlers.inbound_events import CardClicked, CardMenuChosen, SelectedItem
from handlers.postponing import could_not, postpone
from handlers.senders import Schools
from handlers.taking_back import undo
from scheduler.moment import At
from scheduler.reminders import remind
from scheduler.tools import Tools
from storage import inbox
from storage.attempts import ATTEMPT, REASON
from storage.cards import CARD
from storage.deeds import DEED, ledger
from storage.duties import school_duties
from storage.inbox import Arrival
from storage.people import PAIRING, Senders, roster_changed
from storage.reminders import SNOOZE
from storage.work import Store, Work
from tests.support.small_school import SmallSchool

ZONE = ZoneInfo("Asia/Shanghai")
ZHANG_SAN, LI_SI, ZHOU = "20250101", "20250102", "20250103"
NUMBERS = itertools.count(1)


def instant(day: str, clock: str = "13:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=ZONE).astimezone(UTC)


class Teacher:
    """A member of the small school who taps and types."""

    def __init__(self, store: Store, school: SmallSchool, user: str) -> None:
        self.store, self.school, self.user = store, school, user

    @contextmanager
    def turn(self, day: str, clock: str = "13:00") -> Iterator[tuple[Sender, Work, Moment]]:
        when = instant(day, clock)
        with self.store.writing() as work:
            inbox.take_turns(work, {(1, self.user.casefold())})
            key = (1, f"m:{next(NUMBERS)}")
            arrived = inbox.accept(work, [Arrival(key, self.user, "Tap", when, when, "")])
            found = Senders(work, [(1, self.user)]).find(1, self.user)
            assert found is not None
            yield Schools().sender(work, found, when.astimezone(ZONE).date()), work, Moment(when, ZONE, arrived[key])

    def tap(self, day: str, *options: str, key: str = Tap.DONE, task: str | None = None) -> Card | None:
        chosen = (SelectedItem("which", options),) if options else ()
        clicked = CardClicked(key, task or self.task(), "vote_interaction", "code", chosen)
        with self.turn(day) as turn:
            reply = tap(clicked, *turn)
        assert reply.text == ""
        return reply.card

    def choose(self, day: str, which: str | None, why: str | None, task: str | None = None) -> Card | None:
        """Sends the lists of the newest card with these lines in them."""
        lists = (("which", which), ("why", why))
        chosen = tuple(SelectedItem(list_, (line,)) for list_, line in lists if line is not None)
        clicked = CardClicked(Tap.WHY, task or self.task(), "multiple_interaction", "code", chosen)
        with self.turn(day) as turn:
            return tap(clicked, *turn).card

    def menu(self, day: str, key: str = Tap.LATER) -> Card | None:
        with self.turn(day) as turn:
            return tap(CardMenuChosen(key, self.task(), "vote_interaction", "code"), *turn).card

    def told(self, heard: Heard, day: str, clock: str = "13:00", text: str = "") -> str:
        """The answer of the chat to a message in which this was heard."""
        with self.turn(day, clock) as (sender, work, moment):
            return answer(heard, Exchange(work, sender, moment, Site(""), waiting=True), text)

    def ids(self, *students: str) -> tuple[int, ...]:
        return tuple(self.school.students[student] for student in students)

    def record(self, day: str, *students: str, kind: Kind = Kind.TALK, said_on: str | None = None) -> None:
        ids = tuple(self.school.students[student] for student in students)
        with self.turn(said_on or day, "09:00") as turn:
            record_deed(RecordDeed(kind, ids, date.fromisoformat(day)), *turn)

    def undo(self, day: str) -> str:
        with self.turn(day, "13:05") as turn:
            return undo(Undo(), *turn).text

    def postpone(self, day: str, *students: str, until: str | None = None, kind: Kind | None = None) -> str:
        ids = tuple(self.school.students[student] for student in students)
        with self.turn(day) as turn:
            return postpone(Postpone(ids, date.fromisoformat(until) if until else None, kind), *turn).text

    def could_not(self, day: str, *students: str, kind: Kind | None = None, reason: str = "", why: str = "") -> str:
        ids = tuple(self.school.students[student] for student in students)
        with self.turn(day) as turn:
            return could_not(CouldNot(ids, kind, reason, why), *turn).text

    def task(self) -> str:
        """The newest card of this teacher."""
        mine = select(CARD.c.task_id).where(CARD.c.member_id == self.school.members[self.user])
        with self.store.reading() as work:
            return str(work.connection.execute(mine.order_by(CARD.c.id.desc())).scalars().first())

    def reminded(self, day: str) -> None:
        remind(Tools(self.store, self.store), At(instant(day, "12:10"), ZONE))

    def deeds(self) -> list[tuple[str, str, str, str, bool]]:
        """What stands in the books: child, kind, day, the day for which it counts, whether it was taken back."""
        numbers = {row_id: number for number, row_id in self.school.students.items()}
        with self.store.reading() as work:
            rows = work.connection.execute(select(DEED).order_by(DEED.c.id)).all()
        return [
            (
                numbers[row.student_id],
                row.kind,
                row.happened_on.isoformat(),
                row.counts_for.isoformat(),
                row.revoked_at is not None,
            )
            for row in rows
        ]

    def leaves(self, day: str, student: str) -> None:
        """A child is no longer this mentor's from a day on."""
        theirs = update(PAIRING).where(PAIRING.c.student_id == self.school.students[student])
        with self.store.writing() as work:
            work.connection.execute(theirs.values(end=date.fromisoformat(day) - timedelta(days=1)))
            roster_changed(work, self.school.id)

    def states(self, day: str, kind: Kind) -> dict[str, str]:
        """How the duties of a kind that run or ran lately stand, by child and last day."""
        numbers = {row_id: number for number, row_id in self.school.students.items()}
        mine = self.school.members[self.user]
        with self.store.reading() as work:
            found = list(school_duties(work, self.school.id, date.fromisoformat(day), ZONE))
        return {
            f"{numbers[one.child.id]} {one.assessment.window.last}": one.assessment.state.value
            for one in found
            if one.mentor and one.child and one.mentor.id == mine and one.assessment.kind is kind
            if one.assessment.state is not State.FUTURE
        }

    def notes(self) -> list[str]:
        """The notes of what stands, in the order of the books."""
        with self.store.reading() as work:
            return [line.deed.note for line in ledger(work, self.school.id) if not line.deed.revoked]


def snoozes(store: Store) -> list[tuple[str, str]]:
    with store.reading() as work:
        rows = work.connection.execute(select(SNOOZE.c.kind, SNOOZE.c.until).order_by(SNOOZE.c.id))
        return [(row.kind, row.until.isoformat()) for row in rows]


def attempts(store: Store) -> list[tuple[str | None, str]]:
    with store.reading() as work:
        rows = work.connection.execute(
            select(ATTEMPT).where(ATTEMPT.c.revoked_at.is_(None)).order_by(ATTEMPT.c.id)
        ).all()
        return [(row.kind, work.vault.open(row.sealed_reason, REASON) if row.sealed_reason else "") for row in rows]


def reasons(store: Store) -> list[tuple[str | None, str, str | None]]:
    """What could not be, why, and the day for which that counts, as far as it was not taken back."""
    with store.reading() as work:
        rows = work.connection.execute(
            select(ATTEMPT).where(ATTEMPT.c.revoked_at.is_(None)).order_by(ATTEMPT.c.id)
        ).all()
    return [(row.kind, row.why, row.counts_for.isoformat() if row.counts_for else None) for row in rows]
