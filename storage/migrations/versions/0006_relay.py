"""The relay: 微信客服, bindings and invitations, attachments, choices, consent; threads that are closed by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
Part = sa.schema.SchemaItem


def upgrade() -> None:
    _widen()
    _create_customers()
    kept: list[Part] = [
        _text("kind"),
        _text("state"),
        _at("made_at"),
        _number("attempts"),
        _at("next_try_at", null=True),
    ]
    read: list[Part] = [
        _number("size"),
        _text("content_type"),
        _bytes("sealed_source"),
        _bytes("sealed_content", null=True),
    ]
    taken = sa.ForeignKeyConstraint(["taken_by"], ["inbox.id"], name=op.f("fk_attachment_taken_by_inbox"))
    given: list[Part] = [sa.Column("taken_by", BIG, nullable=True), taken]
    _create("attachment", ["school", "member?", "inbox?", "note?"], *given, *kept, *read)
    op.create_index(op.f("ix_attachment_taken_by"), "attachment", ["taken_by"])
    op.create_index("ix_attachment_note_id", "attachment", ["note_id"])
    op.create_index("ix_attachment_state", "attachment", ["state"])
    op.create_index("ix_attachment_member_id_made_at", "attachment", ["member_id", "made_at"])
    chosen = ["member", "student", "guardian"]
    _create("guardian_choice", chosen, _at("chosen_at"), unique=["member_id", "student_id"])
    _create("consent", ["school", "guardian"], _text("version"), _flag("given"), _at("at"), _text("way"))
    op.create_index("ix_consent_guardian_id_id", "consent", ["guardian_id", "id"])


def _create_customers() -> None:
    read: list[Part] = [_text("cursor"), _number("notices"), _number("notices_read")]
    read += [_at("noticed_at", null=True), _at("read_at", null=True)]
    token = _bytes("sealed_token", null=True)
    _create("kf_account", ["corp"], _text("open_kf_id"), *read, token, unique=["corp_id", "open_kf_id"])
    heard: list[Part] = [_at("last_word_at", null=True), _number("state"), _flag("shut")]
    said: list[Part] = [_at("told_at", null=True), _at("chosen_at", null=True), _bytes("sealed_details")]
    mark = _bytes("customer_mark")
    once = ["kf_account_id", "customer_mark"]
    _create("customer", ["kf_account", "guardian?"], mark, *heard, *said, unique=once)
    made: list[Part] = [_at("made_at"), _at("expires_at"), _at("used_at", null=True)]
    _create("invitation", ["school", "guardian"], _bytes("code_mark"), *made, unique=["code_mark"])
    op.create_index(op.f("ix_invitation_guardian_id"), "invitation", ["guardian_id"])
    settled: list[Part] = [_text("state"), _at("asked_at"), _at("settled_at", null=True), _text("settled_by")]
    whose = ["school", "customer", "guardian", "invitation"]
    _create("binding", whose, *settled, unique=["customer_id", "guardian_id"])
    op.create_index(op.f("ix_binding_guardian_id"), "binding", ["guardian_id"])
    came: list[Part] = [_text("msgid"), _text("kind"), _at("sent_at"), _at("received_at"), _flag("waits")]
    word = ["kf_account", "customer?", "note?"]
    _create("customer_word", word, *came, _bytes("sealed_body"), unique=["kf_account_id", "msgid"])
    op.create_index("ix_customer_word_customer_id_id", "customer_word", ["customer_id", "id"])


def _widen() -> None:
    with op.batch_alter_table("note") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="note"))
        batch_op.add_column(sa.Column("way", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("error", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("closed_at", AT, nullable=True))
        batch_op.add_column(sa.Column("closed_how", sa.String(), nullable=False, server_default=""))
        batch_op.create_index("ix_note_closed_at_written_at", ["closed_at", "written_at"])
    with op.batch_alter_table("guardian") as batch_op:
        batch_op.add_column(sa.Column("consent_version", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("consent_asked_at", AT, nullable=True))
        batch_op.add_column(sa.Column("link_generation", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("removed_at", AT, nullable=True))
    with op.batch_alter_table("school") as batch_op:
        batch_op.add_column(sa.Column("asks_consent", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("member") as batch_op:
        batch_op.add_column(sa.Column("left_at", AT, nullable=True))


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


def _text(name: str) -> Part:
    return sa.Column(name, sa.String(), nullable=False)


def _number(name: str) -> Part:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> Part:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _at(name: str, *, null: bool = False) -> Part:
    return sa.Column(name, AT, nullable=null)


def _bytes(name: str, *, null: bool = False) -> Part:
    return sa.Column(name, sa.LargeBinary(), nullable=null)
