"""The tables of the alarm; as in `storage.tables`, they never leave `storage`."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.rows import ref, row_id


class AlarmRow(SQLModel, table=True):
    """A text that spoke of danger, and what people did about it; `key` names the text: it alarms once.

    `token` makes the ids of its cards. Of the sender one of `member_id` and `guardian_id` is known, or neither of a
    stranger. `note_id` is the note to a family that is held for it. Without `next_round_at` nobody is told any more.
    """

    __tablename__ = "alarm"
    __table_args__ = (
        Index("ix_alarm_next_round_at", "next_round_at"),
        Index("ix_alarm_member_id_raised_at", "member_id", "raised_at"),
        Index("ix_alarm_grade_closed_at", "grade", "closed_at"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    key: str = Field(unique=True)
    token: str = Field(unique=True)
    grade: str
    danger: str | None = None
    member_id: int | None = ref("member", null=True)
    guardian_id: int | None = ref("guardian", null=True)
    note_id: int | None = ref("note", null=True, index=True)
    raised_at: datetime
    rounds: int
    next_round_at: datetime | None = None
    taken_by: int | None = ref("member", null=True)
    taken_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    sealed_words: bytes | None = None  # the text, who wrote it, whom it accuses; gone after a false alarm
    sealed_closing: bytes | None = None  # what was done


class AlarmChildRow(SQLModel, table=True):
    """A child whom an alarm is about; gone after a false alarm."""

    __tablename__ = "alarm_child"
    __table_args__ = (UniqueConstraint("alarm_id", "student_id"),)

    id: int | None = row_id()
    alarm_id: int = ref("alarm")
    student_id: int = ref("student", index=True)


class AlarmToldRow(SQLModel, table=True):
    """Somebody who was told of an alarm, and so may take it over."""

    __tablename__ = "alarm_told"
    __table_args__ = (UniqueConstraint("alarm_id", "member_id"),)

    id: int | None = row_id()
    alarm_id: int = ref("alarm")
    member_id: int = ref("member", index=True)
    told_at: datetime
