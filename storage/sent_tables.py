"""The tables of what is sent and of what was said by the clock; as in `storage.tables`, they never leave `storage`."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.rows import ref, row_id


class OutboxRow(SQLModel, table=True):
    """A message that somebody else must get; the unique key makes it one, whoever asks twice.

    `recipient` is a user id, or the row id of a guardian. `rank` orders what is due, danger first; what is
    not `urgent` waits until quiet hours are over. `sealed_request` is the request as it was first sent:
    whatever is sent again is identical.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_attempted_at_recipient", "attempted_at", "recipient"),
        Index("ix_outbox_settled_at", "settled_at"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    unique_key: str = Field(unique=True)
    channel: str
    recipient: str
    purpose: str
    rank: int
    urgent: bool
    state: str
    due_at: datetime
    created_at: datetime
    attempts: int = 0
    first_attempt_at: datetime | None = None
    attempted_at: datetime | None = None
    leased_until: datetime | None = None
    settled_at: datetime | None = None
    error: str | None = None  # a code or a word, never what was said
    sealed_body: bytes
    sealed_request: bytes | None = None


class JobRunRow(SQLModel, table=True):
    """A tick of a job, claimed by one process; it is another's no more, and over at `claimed_until`."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("job", "tick"),)

    id: int | None = row_id()
    job: str
    tick: str
    claimed_until: datetime


class RemindedRow(SQLModel, table=True):
    """A duty of which a mentor was reminded, and for which reminder day: never twice."""

    __tablename__ = "reminded"
    __table_args__ = (
        UniqueConstraint("member_id", "student_id", "kind", "window_last", "reminder_day"),
        Index("ix_reminded_school_id_reminder_day", "school_id", "reminder_day"),
        Index("ix_reminded_school_id_window_last", "school_id", "window_last"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student")
    kind: str
    window_last: date
    reminder_day: date
    sent_on: date | None = None  # None: on its way, or it did not arrive
    outbox_id: int | None = ref("outbox", null=True, index=True)


class SnoozeRow(SQLModel, table=True):
    """A duty that its mentor put off: nothing is said of it before `until`."""

    __tablename__ = "snooze"
    __table_args__ = (
        UniqueConstraint("member_id", "student_id", "kind", "window_last"),
        Index("ix_snooze_school_id_until", "school_id", "until"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student")
    kind: str
    window_last: date
    until: date
    set_at: datetime


class AttemptRow(SQLModel, table=True):
    """A deed that was tried and did not come about; it counts for nothing and is kept.

    `why` is the reason as a policy knows it, "" where none was given; with `counts_for` it is about the window of
    that day.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_member_id_id", "member_id", "id"),
        Index("ix_attempt_school_id_happened_on", "school_id", "happened_on"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student", index=True)
    kind: str | None = None
    why: str = ""
    happened_on: date
    counts_for: date | None = None
    entered_at: datetime
    inbox_id: int = ref("inbox")
    revoked_at: datetime | None = None
    sealed_reason: bytes | None = None


class CardRow(SQLModel, table=True):
    """A card that was given to a member, and what its options stand for."""

    __tablename__ = "card"

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    task_id: str = Field(unique=True)
    made_at: datetime
    sealed_items: bytes


class NoteRow(SQLModel, table=True):
    """One note between a member of staff and a guardian, in either direction; the two make a thread.

    `client_key` makes a form that is sent twice one note. `way` is how it went or came, `error` the reason why it did
    not arrive. A guardian's note waits for an answer until somebody gives one, or until `closed_at`.
    """

    __tablename__ = "note"
    __table_args__ = (
        UniqueConstraint("guardian_id", "client_key"),
        Index("ix_note_member_id_id", "member_id", "id"),
        Index("ix_note_guardian_id_member_id_id", "guardian_id", "member_id", "id"),
        Index("ix_note_closed_at_written_at", "closed_at", "written_at"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student", index=True)
    guardian_id: int = ref("guardian")
    from_guardian: bool
    state: str
    written_at: datetime
    settled_at: datetime | None = None
    opened_at: datetime | None = None
    inbox_id: int | None = ref("inbox", null=True)
    client_key: str | None = None
    kind: str = "note"
    way: str = ""
    error: str = ""
    closed_at: datetime | None = None
    closed_how: str = ""
    sealed_text: bytes


class FindingRow(SQLModel, table=True):
    """What the running service last found out about its surroundings, for `jiedui doctor`; nothing personal."""

    __tablename__ = "finding"

    name: str = Field(primary_key=True)
    value: str
    at: datetime
