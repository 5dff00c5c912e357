"""The tables. They never leave `storage`: the rest of the program sees frozen dataclasses.

Columns named `sealed_…` hold what `storage.vault` encrypted; columns named `…_mark` hold its keyed
hashes, by which equal values are found without being readable. Both are binary on purpose.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.rows import ref, row_id


class CorpRow(SQLModel, table=True):
    """A WeCom corp. The default one takes its keys from the settings, others keep theirs sealed here."""

    __tablename__ = "corp"

    id: int | None = row_id()
    corp_id: str = Field(unique=True)
    is_default: bool = False
    key_mark: bytes | None = None  # tells a start with another secret key before it writes anything
    sealed_keys: bytes | None = None


class SchoolRow(SQLModel, table=True):
    """A school inside a corp. `roster_version` grows with every change of people, terms or pairings."""

    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("corp_id", "slug"),)

    id: int | None = row_id()
    corp_id: int = ref("corp")
    slug: str
    name: str
    live_from: date | None = None
    trial: bool = True
    crisis_contacts: str = ""  # user ids in order, separated by spaces
    sealed_duty_phone: bytes | None = None
    sealed_remarks: bytes | None = None  # cells of unknown columns of the workbook, as JSON
    remind_at: str = ""  # clock times as HH:MM, "" where the school goes by the usual ones
    quiet_from: str = ""
    quiet_until: str = ""
    asks_consent: bool = False  # guardians are asked before anything goes to them
    roster_version: int = 0


class MemberRow(SQLModel, table=True):
    """A member of staff. User ids are case-insensitive on the platform: `user_key` is the folded form."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("corp_id", "user_key"),)

    id: int | None = row_id()
    corp_id: int = ref("corp")
    school_id: int = ref("school", index=True)
    user_id: str
    user_key: str
    name: str
    left_at: datetime | None = None  # when the platform's directory lost them
    sealed_details: bytes | None = None  # phone, cells of unknown columns


class MemberRoleRow(SQLModel, table=True):
    """One role of a member; grade and class say of what, where the role has one."""

    __tablename__ = "member_role"
    __table_args__ = (UniqueConstraint("member_id", "role", "grade", "class_name"),)

    id: int | None = row_id()
    member_id: int = ref("member")
    role: str
    grade: str = ""
    class_name: str = ""


class StudentRow(SQLModel, table=True):
    """A student. What only few may know (address, categories, remarks …) is in `sealed_details`."""

    __tablename__ = "student"
    __table_args__ = (
        UniqueConstraint("school_id", "student_no"),
        Index("ix_student_school_id_grade_class_name", "school_id", "grade", "class_name"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    student_no: str
    name: str
    grade: str
    class_name: str
    platform_mark: bytes | None = Field(default=None, index=True)
    sealed_details: bytes


class GuardianRow(SQLModel, table=True):
    """A guardian of one student; name, relation and all else are sealed."""

    __tablename__ = "guardian"
    __table_args__ = (UniqueConstraint("student_id", "identity_mark"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    student_id: int = ref("student")
    identity_mark: bytes  # of name and relation
    platform_mark: bytes | None = Field(default=None, index=True)  # of the parent's id on the platform
    no_contact: bool = False
    follows: bool | None = None  # the school's notices on the platform; None: nobody knows
    declined_at: datetime | None = None  # when the guardian asked to get no more notes
    consent_version: str = ""  # of the text to which the guardian agreed, "" where not or no more
    consent_asked_at: datetime | None = None
    link_generation: int = 0  # standing links of an earlier one open nothing
    removed_at: datetime | None = None  # when the school's directory lost them
    sealed_details: bytes


class TermRow(SQLModel, table=True):
    """A term of a school year, both days included."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("school_id", "school_year", "name"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    school_year: str
    name: str
    first: date
    last: date


class PairingRow(SQLModel, table=True):
    """A mentor cares for a student under a policy pack, from `start` to `end`, both included.

    Before `look_again_on` nothing can be said of its duties by the clock; `touched` grows whenever something happens
    that may make it sooner, so that whoever looked meanwhile does not put it off again.
    """

    __tablename__ = "pairing"
    __table_args__ = (
        UniqueConstraint("member_id", "student_id", "pack", "start"),
        Index("ix_pairing_school_id_look_again_on", "school_id", "look_again_on"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student", index=True)
    pack: str
    start: date
    end: date | None = None
    look_again_on: date = date.min
    touched: int = 0


class DeedRow(SQLModel, table=True):
    """One deed for one student. Never deleted: a mistake is revoked and stays as history.

    `inbox_id` is the message that said it; `import_mark` makes a line of a workbook count once, `task_id`
    (the card that was tapped) a tap. `corrects` is the deed of which this one is the next version.
    """

    __tablename__ = "deed"
    __table_args__ = (
        UniqueConstraint("school_id", "import_mark"),
        UniqueConstraint("task_id", "student_id", "kind"),
        # Read by storage.deeds for one student, for one member, and for a whole school by day.
        Index("ix_deed_student_id_counts_for", "student_id", "counts_for"),
        Index("ix_deed_member_id_student_id_counts_for", "member_id", "student_id", "counts_for"),
        Index("ix_deed_school_id_counts_for", "school_id", "counts_for"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int = ref("member")
    student_id: int = ref("student")
    kind: str
    mode: str = ""
    happened_on: date
    counts_for: date
    entered_at: datetime
    inbox_id: int | None = ref("inbox", null=True, index=True)
    import_mark: bytes | None = None
    task_id: str | None = None
    corrects: int | None = ref("deed", null=True)
    revoked_at: datetime | None = None
    sealed_note: bytes | None = None
    sealed_topic: bytes | None = None  # what was taught or given
    sealed_doer: bytes | None = None  # who did it in the member's stead


class InboxRow(SQLModel, table=True):
    """A message or event as it came, and the answer that was given to it."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("corp_id", "dedup_key"),)

    id: int | None = row_id()
    corp_id: int = ref("corp")
    dedup_key: str
    sender: str
    content_type: str
    sent_at: datetime
    received_at: datetime
    state: str
    error: str | None = None  # where it broke, never what was said
    sealed_body: bytes
    sealed_reply: bytes | None = None
    sealed_card: bytes | None = None  # the new state of the card that was tapped


class DialogueRow(SQLModel, table=True):
    """What the bot must remember of one member's chat until the next message."""

    __tablename__ = "dialogue"
    __table_args__ = (UniqueConstraint("member_id"),)

    id: int | None = row_id()
    member_id: int = ref("member")
    greeted_on: date | None = None
    pending_at: datetime | None = None
    sealed_pending: bytes | None = None  # an open question, or the pages still to come


class AuditRow(SQLModel, table=True):
    """Who looked at or changed what, and when; ids only, never what it said."""

    __tablename__ = "audit"

    id: int | None = row_id()
    school_id: int = ref("school")
    at: datetime
    actor: str
    action: str
    student_id: int | None = ref("student", null=True, index=True)
    subject: str = ""
