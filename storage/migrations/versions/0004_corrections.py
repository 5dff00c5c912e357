"""Corrections: the next version of a deed, what was taught or given, who did it; an attempt that was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("deed", schema=None) as batch_op:
        batch_op.add_column(sa.Column("corrects", BIG, nullable=True))
        batch_op.add_column(sa.Column("sealed_topic", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("sealed_doer", sa.LargeBinary(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_deed_corrects_deed"), "deed", ["corrects"], ["id"])

    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_attempt_member_id_id", ["member_id", "id"])
