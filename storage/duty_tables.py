"""The tables of what else decides about duties; as in `storage.tables`, they never leave `storage`."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.rows import ref, row_id


class PolicyRow(SQLModel, table=True):
    """A version of a policy pack that a school applied: `text` is the file; `first` None is from the beginning."""

    __tablename__ = "policy"
    __table_args__ = (UniqueConstraint("school_id", "key", "first"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    key: str
    first: date | None = None
    text: str
    applied_at: datetime


class SchoolDayRow(SQLModel, table=True):
    """Days on which a school differs from the public calendar: free, worked, or without reminders (exams)."""

    __tablename__ = "school_day"
    __table_args__ = (UniqueConstraint("school_id", "first", "last", "kind"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    first: date
    last: date
    kind: str
    name: str = ""


class ExemptionRow(SQLModel, table=True):
    """Days on which nothing is owed by a member, for a student; who is not named stands for everybody."""

    __tablename__ = "exemption"
    __table_args__ = (Index("ix_exemption_school_id", "school_id"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int | None = ref("member", null=True)
    student_id: int | None = ref("student", null=True)
    first: date
    last: date
    entered_at: datetime
    sealed_reason: bytes | None = None


class AbsenceRow(SQLModel, table=True):
    """A member's duties are another's on these days: all of them (`on_leave`), or those for one student.

    `deputy_id` None: nobody was named. `named_by` is who decided; `last` moves forward where it ends early.
    """

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_school_id_last", "school_id", "last"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    deputy_id: int | None = ref("member", null=True)
    student_id: int | None = ref("student", null=True)
    on_leave: bool
    first: date
    last: date
    named_by: int | None = ref("member", null=True)
    entered_at: datetime
    revoked_at: datetime | None = None


class EventRow(SQLModel, table=True):
    """A fact of a student's life that may open a duty."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_school_id_happened_on", "school_id", "happened_on"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    student_id: int = ref("student", index=True)
    kind: str
    happened_on: date
    member_id: int = ref("member")
    inbox_id: int | None = ref("inbox", null=True)
    entered_at: datetime
    revoked_at: datetime | None = None
    sealed_note: bytes | None = None


class EscalatedRow(SQLModel, table=True):
    """A duty of which the leaders of a step were told: never twice."""

    __tablename__ = "escalated"
    __table_args__ = (
        UniqueConstraint("member_id", "student_id", "kind", "window_last", "step"),
        Index("ix_escalated_school_id_window_last", "school_id", "window_last"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student")
    kind: str
    window_last: date
    step: int
    said_on: date
    outbox_id: int | None = ref("outbox", null=True, index=True)


class DownloadRow(SQLModel, table=True):
    """A file that a member may fetch once: `token_mark` is the keyed hash of what stands in the link."""

    __tablename__ = "download"

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    token_mark: bytes = Field(unique=True)
    what: str
    until: datetime
    used_at: datetime | None = None
