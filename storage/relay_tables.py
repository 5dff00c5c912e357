"""The tables of the talk between school and home: customers of 微信客服, bindings, attachments, choices, consent."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.rows import ref, row_id


class KfAccountRow(SQLModel, table=True):
    """A customer service account, and how far it has been read.

    `notices` counts how often the platform said that something waits, `notices_read` those before the last reading: the
    clocks of two machines tell no order. `sealed_token` is good for some minutes after `noticed_at`.
    """

    __tablename__ = "kf_account"
    __table_args__ = (UniqueConstraint("corp_id", "open_kf_id"),)

    id: int | None = row_id()
    corp_id: int = ref("corp")
    open_kf_id: str
    cursor: str = ""
    notices: int = 0
    notices_read: int = 0
    noticed_at: datetime | None = None
    read_at: datetime | None = None
    sealed_token: bytes | None = None


class CustomerRow(SQLModel, table=True):
    """Somebody in a customer service account: nobody knows who until a binding is confirmed.

    The platform takes five messages within 48 hours of `last_word_at`. `state` is the platform's number of the session,
    as last heard. `shut`: they refuse us, until they write again. `guardian_id` is
    whom they last said to write as, chosen at `chosen_at`.
    """

    __tablename__ = "customer"
    __table_args__ = (UniqueConstraint("kf_account_id", "customer_mark"),)

    id: int | None = row_id()
    kf_account_id: int = ref("kf_account")
    customer_mark: bytes  # of the platform's id
    last_word_at: datetime | None = None
    state: int = 4
    shut: bool = False
    told_at: datetime | None = None  # when we last said something to them by ourselves
    guardian_id: int | None = ref("guardian", null=True)
    chosen_at: datetime | None = None
    sealed_details: bytes  # the platform's id, the nickname


class BindingRow(SQLModel, table=True):
    """A customer who says to be a guardian; true only while `state` is confirmed."""

    __tablename__ = "binding"
    __table_args__ = (UniqueConstraint("customer_id", "guardian_id"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    customer_id: int = ref("customer")
    guardian_id: int = ref("guardian", index=True)
    invitation_id: int = ref("invitation")
    state: str
    asked_at: datetime
    settled_at: datetime | None = None
    settled_by: str = ""  # a user id


class InvitationRow(SQLModel, table=True):
    """A code that the school gives to one guardian; whoever brings it first may ask to be bound, once."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("code_mark"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    guardian_id: int = ref("guardian", index=True)
    code_mark: bytes
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class CustomerWordRow(SQLModel, table=True):
    """What a customer wrote or did, as it came; kept whoever they are, once for each of the platform's ids."""

    __tablename__ = "customer_word"
    __table_args__ = (
        UniqueConstraint("kf_account_id", "msgid"),
        Index("ix_customer_word_customer_id_id", "customer_id", "id"),
    )

    id: int | None = row_id()
    kf_account_id: int = ref("kf_account")
    customer_id: int | None = ref("customer", null=True)
    msgid: str
    kind: str
    sent_at: datetime
    received_at: datetime
    note_id: int | None = ref("note", null=True)  # the note that was made of it
    waits: bool = False  # for a binding, or for the word which child it is about
    sealed_body: bytes


class AttachmentRow(SQLModel, table=True):
    """A picture or file that somebody sent; the platform keeps it for three days, we keep it for good."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_note_id", "note_id"),
        Index("ix_attachment_state", "state"),
        Index("ix_attachment_member_id_made_at", "member_id", "made_at"),
    )

    id: int | None = row_id()
    school_id: int = ref("school")
    member_id: int | None = ref("member", null=True)  # who of the staff sent it
    inbox_id: int | None = ref("inbox", null=True)
    note_id: int | None = ref("note", null=True)  # of a guardian
    taken_by: int | None = ref("inbox", null=True, index=True)  # the message of staff with whose notes it goes
    kind: str
    state: str
    made_at: datetime
    attempts: int = 0
    next_try_at: datetime | None = None
    size: int = 0
    content_type: str = ""
    sealed_source: bytes  # the platform's media id and the file's name
    sealed_content: bytes | None = None


class GuardianChoiceRow(SQLModel, table=True):
    """To which guardian of a child a member of staff writes unless they say otherwise."""

    __tablename__ = "guardian_choice"
    __table_args__ = (UniqueConstraint("member_id", "student_id"),)

    id: int | None = row_id()
    member_id: int = ref("member")
    student_id: int = ref("student")
    guardian_id: int = ref("guardian")
    chosen_at: datetime


class ConsentRow(SQLModel, table=True):
    """What a guardian said to a version of the text of consent, each time; the newest holds."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_guardian_id_id", "guardian_id", "id"),)

    id: int | None = row_id()
    school_id: int = ref("school")
    guardian_id: int = ref("guardian")
    version: str
    given: bool
    at: datetime
    way: str
