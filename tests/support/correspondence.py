"""A small school that writes to its families: teachers' commands, guardians' pages, and a platform to deliver to."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from duty.commands import Command
from duty.people import Kin
from duty.relaying import Relay, ReplyToParent, SendNow
from handlers import parents
from handlers.chat import Exchange, answer
from handlers.context import Moment, Sender, Site
from handlers.follows import changed
from handlers.home_words import Answered
from handlers.inbound_events import Change, SchoolContactChanged, SchoolSubject
from handlers.injection import Given
from handlers.reply import Reply
from handlers.router import route
from handlers.senders import Schools
from handlers.waiting_notes import withdraw
from language.hear import hear
from scheduler.delivery import Delivery
from scheduler.handling import Handling
from scheduler.moment import At
from scheduler.purposes import PURPOSES
from scheduler.tools import Tools
from storage import notes
from storage.audit import AUDIT
from storage.guardians import GUARDIAN
from storage.inbox import INBOX
from storage.notes import NOTE, Note
from storage.outbox import OUTBOX, Purpose
from storage.people import SCHOOL, Senders
from storage.roster import marks
from storage.roster.details import GUARDIAN_DETAILS
from storage.schools import corp_row
from storage.work import Store, Work
from tests.scheduler.pretend import Platform
from tests.support import small_school
from tests.support.platform import CORP_ID
from tests.support.small_school import SmallSchool

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 11, 21, 12, 0, tzinfo=ZONE).astimezone(UTC)
NIGHT = datetime(2025, 11, 21, 22, 0, tzinfo=ZONE).astimezone(UTC)
BASE_URL = "https://school.example"


@dataclass
class Correspondence:
    """The school at an instant that the test moves."""

    store: Store
    school: SmallSchool
    now: datetime = NOON
    base_url: str = BASE_URL
    platform: Platform = field(default_factory=Platform)

    @classmethod
    def of(cls, store: Store, school_id: int, *, trial: bool = False) -> "Correspondence":
        school = small_school.fill(store, school_id)
        with store.writing() as work:
            work.connection.execute(update(SCHOOL).values(trial=trial))
        return cls(store, school)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def guardian(
        self,
        student_no: str,
        relation: str,
        account: str | None = None,
        *,
        no_contact: bool = False,
        follows: bool | None = None,
    ) -> int:
        """Puts a guardian on file; the row id."""
        details = {"relation": relation, "name": f"{relation}{student_no}", "phone": "13900000000"}
        if account:
            details["platform_account"] = account
        with self.store.writing() as work:
            values = {
                "school_id": self.school.id,
                "student_id": self.school.students[student_no],
                "identity_mark": marks.guardian(work.vault, details["name"], relation),
                "platform_mark": marks.parent_account(work.vault, account) if account else None,
                "no_contact": no_contact,
                "follows": follows,
                "sealed_details": work.vault.seal_json(details, GUARDIAN_DETAILS),
            }
            return int(work.connection.execute(insert(GUARDIAN).values(values).returning(GUARDIAN.c.id)).scalar_one())

    # --- a teacher

    def relay(
        self, user: str, student_no: str, text: str, kin: Kin | None = None, guardian_id: int | None = None
    ) -> Reply:
        return self.do(user, Relay(self.school.students[student_no], kin, text, guardian_id))

    def reply(self, user: str, text: str, guardian_id: int | None = None) -> Reply:
        return self.do(user, ReplyToParent(text, guardian_id))

    def confirm(self, user: str) -> Reply:
        return self.do(user, SendNow())

    def do(self, user: str, command: Command) -> Reply:
        with self.store.writing() as work:
            return route(command, self.given(work, user))

    def say(self, user: str, text: str) -> str:
        """What the chat answers to a text, with the question that is open."""
        with self.store.writing() as work:
            given = self.given(work, user)
            exchange = Exchange(work, given.sender, given.moment, given.site, waiting=True)
            return answer(hear(text, given.moment.today, given.sender.care), exchange, text)

    def given(self, work: Work, user: str) -> Given:
        return Given(work, self.sender(work, user), self.message(work), Site(self.base_url))

    def withdraw(self, user: str) -> Reply | None:
        with self.store.writing() as work:
            return withdraw(self.sender(work, user), work, self.message(work))

    def sender(self, work: Work, user: str) -> Sender:
        found = Senders(work, []).find(corp_row(work, CORP_ID), user)
        assert found is not None
        return Schools().sender(work, found, self.now.astimezone(ZONE).date())

    def message(self, work: Work) -> Moment:
        """A message that has come in now."""
        key = f"m:{len(list(work.connection.execute(select(INBOX.c.id))))}"
        values = {"corp_id": corp_row(work, CORP_ID), "dedup_key": key, "sender": "x", "content_type": "text"}
        times = {"sent_at": self.now, "received_at": self.now, "state": "taken", "sealed_body": b""}
        added = insert(INBOX).values(**values, **times).returning(INBOX.c.id)
        return Moment(self.now, ZONE, int(work.connection.execute(added).scalar_one()))

    # --- a guardian

    def open(self, guardian_id: int, note_id: int) -> parents.Thread | None:
        with self.store.writing() as work:
            return parents.open_thread(work, guardian_id, note_id, self.now)

    def answer(self, guardian_id: int, note_id: int, text: str, key: str = "form") -> Answered:
        with self.store.writing() as work:
            return parents.answer(work, guardian_id, note_id, text=text, client_key=key, at=self.now, zone=ZONE)

    def follow(self, account: str, change: Change = Change.SUBSCRIBED) -> None:
        with self.store.writing() as work:
            event = SchoolContactChanged(SchoolSubject.PARENT, change, account)
            changed(work, corp_row(work, CORP_ID), event, self.message(work))

    # --- the platform

    def deliver(self) -> list[tuple[str, str]]:
        """Sends what is due; whom it reached and with what, in the platform's own order."""
        before = len(self.platform.requests)
        # Of alarms other tests speak.
        purposes: dict[Purpose, Handling] = {**PURPOSES}
        del purposes[Purpose.ALERT]
        delivery = Delivery(Tools(self.store, self.store), self.platform, purposes, lambda: self.now)
        while delivery.round(At(self.now, ZONE, self.base_url)):
            pass
        sent = [json.loads(request)["body"] for request in self.platform.requests[before:]]
        return [
            (body["to"], body["message"].get("text") or json.dumps(body["message"], ensure_ascii=False))
            for body in sent
        ]

    # --- the books

    def notes(self) -> list[Note]:
        """The oldest first."""
        with self.store.reading() as work:
            ids = list(work.connection.execute(select(NOTE.c.id).order_by(NOTE.c.id)).scalars())
            return [note for one in ids if (note := notes.one(work, one))]

    def states(self) -> list[str]:
        return [note.state.value for note in self.notes()]

    def outbox(self) -> dict[str, str]:
        with self.store.reading() as work:
            return {row.unique_key: row.state for row in work.connection.execute(select(OUTBOX).order_by(OUTBOX.c.id))}

    def audited(self) -> list[tuple[str, str]]:
        with self.store.reading() as work:
            rows = work.connection.execute(select(AUDIT.c.actor, AUDIT.c.action).order_by(AUDIT.c.id))
            return [(row.actor, row.action) for row in rows]
