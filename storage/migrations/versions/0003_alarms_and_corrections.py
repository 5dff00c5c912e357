"""Alarms: who was told of a danger, who took it over, and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", BIG, nullable=False),
        sa.Column("school_id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("danger", sa.String(), nullable=True),
        sa.Column("member_id", BIG, nullable=True),
        sa.Column("guardian_id", BIG, nullable=True),
        sa.Column("note_id", BIG, nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("next_round_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", BIG, nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_closing", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name=op.f("fk_alarm_guardian_id_guardian")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_alarm_member_id_member")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_alarm_note_id_note")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_alarm_school_id_school")),
        sa.ForeignKeyConstraint(["taken_by"], ["member.id"], name=op.f("fk_alarm_taken_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("key", name=op.f("uq_alarm_key")),
        sa.UniqueConstraint("token", name=op.f("uq_alarm_token")),
    )
    op.create_index("ix_alarm_next_round_at", "alarm", ["next_round_at"])
    op.create_index("ix_alarm_member_id_raised_at", "alarm", ["member_id", "raised_at"])
    op.create_index("ix_alarm_grade_closed_at", "alarm", ["grade", "closed_at"])
    op.create_index("ix_alarm_note_id", "alarm", ["note_id"])
    op.create_table(
        "alarm_child",
        sa.Column("id", BIG, nullable=False),
        sa.Column("alarm_id", BIG, nullable=False),
        sa.Column("student_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["alarm_id"], ["alarm.id"], name=op.f("fk_alarm_child_alarm_id_alarm")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_alarm_child_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm_child")),
        sa.UniqueConstraint("alarm_id", "student_id", name=op.f("uq_alarm_child_alarm_id_student_id")),
    )
    op.create_index("ix_alarm_child_student_id", "alarm_child", ["student_id"])
    op.create_table(
        "alarm_told",
        sa.Column("id", BIG, nullable=False),
        sa.Column("alarm_id", BIG, nullable=False),
        sa.Column("member_id", BIG, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alarm_id"], ["alarm.id"], name=op.f("fk_alarm_told_alarm_id_alarm")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_alarm_told_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm_told")),
        sa.UniqueConstraint("alarm_id", "member_id", name=op.f("uq_alarm_told_alarm_id_member_id")),
    )
    op.create_index("ix_alarm_told_member_id", "alarm_told", ["member_id"])
