"""Customers of 微信客服: the accounts, how far they are read, who is in them, and every word of theirs, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update

from storage.bulk import insert_new_rows
from storage.outbox import OUTBOX, Channel, State
from storage.relay_tables import CustomerRow, CustomerWordRow, KfAccountRow
from storage.rows import table
from storage.work import Work

ACCOUNT, CUSTOMER, WORD = table(KfAccountRow), table(CustomerRow), table(CustomerWordRow)
TOKEN, DETAILS, BODY = "kf_account.token", "customer.details", "customer_word.body"
# The platform takes five messages within 48 hours of the customer's last word; a few minutes for the clocks.
WINDOW, MOST = timedelta(hours=48) - timedelta(minutes=10), 5
# Our own words leave this much of the five to people.
LEFT_TO_PEOPLE = 3
# A call of the platform's may get lost: after so long an account is read without one.
# In the keys of words of welcome; and an id above all.
WELCOME, ENDLESS = "welcome", 2**62
CATCH_UP = timedelta(minutes=10)
TOKEN_LIVES = timedelta(minutes=9)
# The states in which the platform lets us speak: nobody has answered yet, or we do.
OURS, WITH_COLLEAGUE, OVER = (0, 1), 3, 4


@dataclass(frozen=True, slots=True)
class Account:
    """A customer service account to be read; `token` "" where none is young enough to be used."""

    id: int
    corp_id: int
    open_kf_id: str
    cursor: str
    token: str
    notices: int = 0


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody in an account, as the platform calls them; `state` is the platform's number of the session.

    `shut`: they refuse us. `told_at`: when we last spoke by ourselves.
    `guardian_id`: as whom they last said to write, at `chosen_at`.
    """

    id: int
    account_id: int
    corp_id: int
    open_kf_id: str
    external_id: str
    nickname: str
    last_word_at: datetime | None
    state: int
    shut: bool
    told_at: datetime | None
    guardian_id: int | None
    chosen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A word of a customer as it is kept; `content` is the platform's, `note_id` the note that was made of it."""

    id: int
    customer_id: int | None
    kind: str
    sent_at: datetime
    content: Mapping[str, Any]
    note_id: int | None


def noticed(work: Work, corp: int, open_kf_id: str, token: str, at: datetime) -> None:
    """The platform says that something waits in an account."""
    account_id = _account_id(work, corp, open_kf_id)
    sealed = work.vault.seal(token, TOKEN) if token else None
    values = {"noticed_at": at, "sealed_token": sealed, "notices": ACCOUNT.c.notices + 1}
    work.connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(values))


def to_read(work: Work, at: datetime, *, every: bool = False) -> list[Account]:
    """The accounts in which something waits, or may wait unnoticed; `every` one after a start."""
    unread = or_(ACCOUNT.c.read_at.is_(None), ACCOUNT.c.notices != ACCOUNT.c.notices_read)
    due = or_(unread, ACCOUNT.c.read_at < at - CATCH_UP, ACCOUNT.c.read_at > at + CATCH_UP)
    asked = select(ACCOUNT) if every else select(ACCOUNT).where(due)
    return [_account(work, row, at) for row in work.connection.execute(asked)]


def known_account(work: Work, corp: int, open_kf_id: str) -> None:
    """An account that the settings name is read even before the platform speaks of it."""
    _account_id(work, corp, open_kf_id)


def read_until(work: Work, account: Account, cursor: str, at: datetime, *, done: bool) -> None:
    """All before the cursor is kept; what the platform noticed since `account` was looked at is read again.

    Not `done`: there is more behind the cursor.
    """
    values: dict[str, Any] = {"cursor": cursor} | ({"read_at": at, "notices_read": account.notices} if done else {})
    work.connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(values))


def found_at(work: Work, account_id: int, external_id: str) -> Customer:
    """The customer of this id, new or known."""
    mark = work.vault.mark(external_id, "customer.mark")
    details = work.vault.seal_json({"external_id": external_id, "nickname": ""}, DETAILS)
    fresh = {"state": OVER, "shut": False, "sealed_details": details}
    row = {"kf_account_id": account_id, "customer_mark": mark, **fresh}
    insert_new_rows(work.connection, CUSTOMER, [row], unique=("kf_account_id", "customer_mark"))
    asked = (CUSTOMER.c.kf_account_id == account_id, CUSTOMER.c.customer_mark == mark)
    return _customers(work, *asked)[0]


def one(work: Work, customer_id: int) -> Customer | None:
    found = _customers(work, CUSTOMER.c.id == customer_id)
    return found[0] if found else None


def room(work: Work, customer: Customer, at: datetime, *, before: int | None = None) -> int:
    """How many messages the platform still takes for them; `before` a row of the outbox that is on its way.

    Counted from the rows that went, or may have gone, since their last word: all processes see them. The word of
    welcome is none of the five.
    """
    since = customer.last_word_at
    if customer.shut or since is None or customer.state not in OURS or at - since >= WINDOW:
        return 0
    gone = [State.SENT.value, State.UNSURE.value]
    # Of those that go at the same time the earlier ones come first.
    counts = or_(OUTBOX.c.state.in_(gone), (OUTBOX.c.state == State.LEASED.value) & (OUTBOX.c.id < (before or ENDLESS)))
    theirs = (OUTBOX.c.channel == Channel.CUSTOMER.value, OUTBOX.c.recipient == str(customer.id))
    asked = select(func.count()).where(*theirs, OUTBOX.c.attempted_at >= since, counts)
    asked = asked.where(OUTBOX.c.unique_key.not_like(f"%:{WELCOME}:%"))
    return max(0, MOST - int(work.connection.execute(asked).scalar_one()))


def keep(
    work: Work, account_id: int, customer_id: int | None, msgid: str, kind: str, *, content: Mapping[str, Any],
    sent_at: datetime, at: datetime
) -> int | None:  # fmt: skip
    """Keeps a word as it came; its row id, None where it was kept before."""
    row = {
        "kf_account_id": account_id,
        "customer_id": customer_id,
        "msgid": msgid,
        "kind": kind,
        "sent_at": sent_at,
        "received_at": at,
        "waits": False,
        "sealed_body": work.vault.seal_json(dict(content), BODY),
    }
    new = insert_new_rows(work.connection, WORD, [row], unique=("kf_account_id", "msgid"))
    return next((saved.id for saved in new), None)


def is_kept(work: Work, account_id: int, msgid: str) -> bool:
    asked = select(WORD.c.id).where(WORD.c.kf_account_id == account_id, WORD.c.msgid == msgid)
    return work.connection.execute(asked).first() is not None


def let_wait(work: Work, word_id: int) -> None:
    """Nobody knows yet who wrote it, or about which child."""
    work.connection.execute(update(WORD).where(WORD.c.id == word_id).values(waits=True))


def waiting(work: Work, customer_id: int) -> list[Kept]:
    """What waits of a customer's words, the oldest first."""
    asked = select(WORD).where(WORD.c.customer_id == customer_id, WORD.c.waits).order_by(WORD.c.id)
    return [
        Kept(row.id, row.customer_id, row.kind, row.sent_at, work.vault.open_json(row.sealed_body, BODY), row.note_id)
        for row in work.connection.execute(asked)
    ]


def became(work: Work, word_id: int, note_id: int | None) -> None:
    """A word waits no more: it is this note."""
    work.connection.execute(update(WORD).where(WORD.c.id == word_id).values(waits=False, note_id=note_id))


def spoke(work: Work, customer_id: int, at: datetime) -> None:
    """The customer wrote: five messages may go again, and a session that was over begins anew."""
    newer = or_(CUSTOMER.c.last_word_at.is_(None), CUSTOMER.c.last_word_at < at)
    values = {"last_word_at": at, "shut": False}
    work.connection.execute(update(CUSTOMER).where(CUSTOMER.c.id == customer_id, newer).values(values))
    over = (CUSTOMER.c.id == customer_id, CUSTOMER.c.state == OVER)
    work.connection.execute(update(CUSTOMER).where(*over).values(state=OURS[0]))


def set_state(work: Work, customer_id: int, state: int) -> None:
    work.connection.execute(update(CUSTOMER).where(CUSTOMER.c.id == customer_id).values(state=state))


def shut(work: Work, customer_id: int) -> None:
    """They refuse us, until they write again."""
    work.connection.execute(update(CUSTOMER).where(CUSTOMER.c.id == customer_id).values(shut=True))


def told(work: Work, customer_id: int, at: datetime) -> None:
    """We spoke by ourselves."""
    work.connection.execute(update(CUSTOMER).where(CUSTOMER.c.id == customer_id).values(told_at=at))


def choose(work: Work, customer_id: int, guardian_id: int, at: datetime) -> None:
    """As whom, and so about which child, they write from now on."""
    values = {"guardian_id": guardian_id, "chosen_at": at}
    work.connection.execute(update(CUSTOMER).where(CUSTOMER.c.id == customer_id).values(values))


def call(work: Work, customer: Customer, nickname: str) -> None:
    """Remembers what the customer calls themselves: the platform tells it only for a while."""
    details = {"external_id": customer.external_id, "nickname": nickname}
    sealed = work.vault.seal_json(details, DETAILS)
    work.connection.execute(update(CUSTOMER).where(CUSTOMER.c.id == customer.id).values(sealed_details=sealed))


def _account_id(work: Work, corp: int, open_kf_id: str) -> int:
    row = {"corp_id": corp, "open_kf_id": open_kf_id, "cursor": "", "notices": 0, "notices_read": 0}
    insert_new_rows(work.connection, ACCOUNT, [row], unique=("corp_id", "open_kf_id"))
    asked = select(ACCOUNT.c.id).where(ACCOUNT.c.corp_id == corp, ACCOUNT.c.open_kf_id == open_kf_id)
    return int(work.connection.execute(asked).scalar_one())


def _account(work: Work, row: Any, at: datetime) -> Account:
    young = row.noticed_at is not None and at - row.noticed_at < TOKEN_LIVES
    token = work.vault.open(row.sealed_token, TOKEN) if row.sealed_token and young else ""
    return Account(row.id, row.corp_id, row.open_kf_id, row.cursor, token, row.notices)


def _customers(work: Work, *where: Any) -> list[Customer]:
    asked = select(CUSTOMER, ACCOUNT.c.corp_id, ACCOUNT.c.open_kf_id).join(
        ACCOUNT, ACCOUNT.c.id == CUSTOMER.c.kf_account_id
    )
    return [_customer(work, row) for row in work.connection.execute(asked.where(*where))]


def _customer(work: Work, row: Any) -> Customer:
    details = work.vault.open_json(row.sealed_details, DETAILS)
    return Customer(
        id=row.id,
        account_id=row.kf_account_id,
        corp_id=row.corp_id,
        open_kf_id=row.open_kf_id,
        external_id=details["external_id"],
        nickname=details.get("nickname", ""),
        last_word_at=row.last_word_at,
        state=row.state,
        shut=row.shut,
        told_at=row.told_at,
        guardian_id=row.guardian_id,
        chosen_at=row.chosen_at,
    )
