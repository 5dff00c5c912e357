"""Duties: policies, school days, exemptions, absences, events, escalation; when to look at a pairing again."""

from datetime import date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
EVER = "0001-01-01"
Part = sa.schema.SchemaItem


def upgrade() -> None:
    applied: list[Part] = [_day("first", null=True), _text("text"), sa.Column("applied_at", AT, nullable=False)]
    _create("policy", ["school"], _text("key"), *applied, unique=["school_id", "key", "first"])
    named: list[Part] = [_text("kind"), _text("name")]
    _create(
        "school_day", ["school"], _day("first"), _day("last"), *named, unique=["school_id", "first", "last", "kind"]
    )
    _create(
        "exemption",
        ["school", "member?", "student?"],
        _day("first"),
        _day("last"),
        _at("entered_at"),
        _sealed("reason"),
    )
    op.create_index("ix_exemption_school_id", "exemption", ["school_id"])
    _create_absence()
    facts: list[Part] = [_text("kind"), _day("happened_on"), *_refs("event", "member", "inbox?")]
    _create("event", ["school", "student"], *facts, _at("entered_at"), _at("revoked_at", null=True), _sealed("note"))
    op.create_index("ix_event_school_id_happened_on", "event", ["school_id", "happened_on"])
    op.create_index(op.f("ix_event_student_id"), "event", ["student_id"])
    window: list[Part] = [_text("kind"), _day("window_last"), sa.Column("step", sa.Integer(), nullable=False)]
    said: list[Part] = [_day("said_on"), *_refs("escalated", "outbox?")]
    once = ["member_id", "student_id", "kind", "window_last", "step"]
    _create("escalated", ["school", "member", "student"], *window, *said, unique=once)
    op.create_index("ix_escalated_school_id_window_last", "escalated", ["school_id", "window_last"])
    op.create_index(op.f("ix_escalated_outbox_id"), "escalated", ["outbox_id"])
    fetched: list[Part] = [sa.Column("until", AT, nullable=False), sa.Column("used_at", AT, nullable=True)]
    mark = sa.Column("token_mark", sa.LargeBinary(), nullable=False)
    _create("download", ["school", "member"], mark, _text("what"), *fetched, unique=["token_mark"])
    _widen()


def _create_absence() -> None:
    others = [
        sa.Column("deputy_id", BIG, nullable=True),
        sa.Column("named_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["member.id"], name=op.f("fk_absence_deputy_id_member")),
        sa.ForeignKeyConstraint(["named_by"], ["member.id"], name=op.f("fk_absence_named_by_member")),
    ]
    days = [_day("first"), _day("last"), sa.Column("on_leave", sa.Boolean(), nullable=False)]
    entered = [sa.Column("entered_at", AT, nullable=False), sa.Column("revoked_at", AT, nullable=True)]
    _create("absence", ["school", "member", "student?"], *others, *days, *entered)
    op.create_index("ix_absence_school_id_last", "absence", ["school_id", "last"])


def _widen() -> None:
    """What the tables that are there already must know besides."""
    with op.batch_alter_table("pairing") as batch_op:
        batch_op.add_column(sa.Column("look_again_on", sa.Date(), nullable=False, server_default=EVER))
        batch_op.add_column(sa.Column("touched", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_index("ix_pairing_school_id")
        batch_op.create_index("ix_pairing_school_id_look_again_on", ["school_id", "look_again_on"])
    with op.batch_alter_table("deed") as batch_op:
        batch_op.add_column(sa.Column("mode", sa.String(), nullable=False, server_default=""))
        batch_op.drop_index("ix_deed_student_id")
        batch_op.create_index("ix_deed_student_id_counts_for", ["student_id", "counts_for"])
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.add_column(sa.Column("why", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("counts_for", sa.Date(), nullable=True))
        batch_op.create_index("ix_attempt_school_id_happened_on", ["school_id", "happened_on"])
    with op.batch_alter_table("reminded") as batch_op:
        batch_op.add_column(sa.Column("sent_on", sa.Date(), nullable=True))
        batch_op.create_index("ix_reminded_school_id_window_last", ["school_id", "window_last"])
    with op.batch_alter_table("school") as batch_op:
        batch_op.add_column(sa.Column("remind_at", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("quiet_from", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("quiet_until", sa.String(), nullable=False, server_default=""))


def _create(name: str, refs: list[str], *parts: Part, unique: list[str] | None = None) -> None:
    columns = [sa.Column("id", BIG, nullable=False), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    only = [sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []
    op.create_table(name, *columns, *_refs(name, *refs), *parts, *only)


def _refs(name: str, *targets: str) -> list[Part]:
    """A column for each table that is referred to, and its constraint; with `?` it may be empty."""
    found: list[Part] = []
    for target in targets:
        other = target.rstrip("?")
        found.append(sa.Column(f"{other}_id", BIG, nullable=target.endswith("?")))
        named = op.f(f"fk_{name}_{other}_id_{other}")
        found.append(sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=named))
    return found


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _at(name: str, *, null: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, AT, nullable=null)


def _sealed(what: str) -> sa.Column[bytes]:
    return sa.Column(f"sealed_{what}", sa.LargeBinary(), nullable=True)


def _day(name: str, *, null: bool = False) -> sa.Column[date]:
    return sa.Column(name, sa.Date(), nullable=null)
