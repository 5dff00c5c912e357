"""Leases: which rows of the outbox this process sends now, and what became of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, case, func, or_, select, text, update

from duty.delivery import Reason
from duty.messages import Message, from_json
from storage.bulk import update_rows
from storage.outbox import BODY, OUTBOX, REQUEST, Channel, Purpose, State
from storage.schools import CORP, SCHOOL
from storage.vault import CannotUnseal
from storage.work import Work

# Of several processes one leases at a time, or each would count the others' leases too low.
LEASING = 0x6C656173
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# So many due rows are gone through for some whose receivers may still get something.
LOOKED_AT = 5_000
ORDER = (OUTBOX.c.rank, OUTBOX.c.due_at, OUTBOX.c.id)
# The clocks of two machines are never quite the same. What lies further ahead was written by one that was wrong.
AHEAD = timedelta(minutes=10)
_ADDRESS = (OUTBOX.c.channel, OUTBOX.c.recipient, OUTBOX.c.school_id, OUTBOX.c.purpose)
_NEVER_SENT: Mapping[str, Any] = {"request": None}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Leased:
    """A message that this process, and no other, may send until its lease runs out.

    `attempts` counts this one; `first_attempt_at` is when it may have been sent for the first time. `request`
    is what was sent then, None where it certainly was not. `trial`: the school was still trying things out when
    the request was made; without one, it is now.
    """

    id: int
    school_id: int
    unique_key: str
    channel: Channel
    recipient: str
    purpose: Purpose
    message: Message
    about: Mapping[str, Any]
    attempts: int
    created_at: datetime
    first_attempt_at: datetime
    request: str | None
    urgent: bool
    trial: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many messages may go to one receiver in the last minute and in the last hour."""

    minute: int
    hour: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which a lease is taken, at most `most` rows for `seconds`; nobody holds one for more than `longest`.

    `quiet`: the schools to which only what is urgent may go. `paused`: ways out that are not to be tried now.
    `redirects`: by school, the account that gets everything but alerts while the school is in its trial.
    `a_minute`: for the whole corp.
    """

    purposes: frozenset[Purpose]
    usual: Allowance
    alert: Allowance
    a_minute: int
    most: int = 50
    seconds: float = 120.0
    longest: float = 3_600.0
    quiet: frozenset[int] = frozenset()
    paused: frozenset[Channel] = frozenset()
    redirects: Mapping[int, str] = field(default_factory=dict)


def anything_due(work: Work, at: datetime, terms: Terms) -> bool:
    """The cheap question: whether anything waits, whatever its receiver has already got."""
    return work.connection.execute(select(OUTBOX.c.id).where(*_due(at, terms)).limit(1)).first() is not None


def can_lease(work: Work, at: datetime, terms: Terms) -> bool:
    """Whether `lease` would find something; for a look that disturbs no writer."""
    return bool(_picked(work, at, terms))


def lease(work: Work, at: datetime, terms: Terms) -> list[Leased]:
    """Takes what is due, the most important first; what nobody can read any more comes to its end."""
    if work.postgresql:
        work.connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LEASING})
    picked = _picked(work, at, terms)
    # Skipped is what somebody is taking back at this very moment; asked again, what somebody just has taken back.
    asked = (
        select(OUTBOX, SCHOOL.c.trial)
        .join(SCHOOL, SCHOOL.c.id == OUTBOX.c.school_id)
        .where(OUTBOX.c.id.in_(picked), *_due(at, terms))
        .order_by(*ORDER)
        .with_for_update(of=OUTBOX, skip_locked=True)
    )
    rows = list(work.connection.execute(asked)) if picked else []
    _take(work, [row.id for row in rows], at, timedelta(seconds=terms.seconds))
    read = [(row, _read(work, row, at)) for row in rows]
    settle(work, [_unreadable(row) for row, one in read if one is None], at)
    return [one for _, one in read if one is not None]


def _take(work: Work, ids: Sequence[int], at: datetime, length: timedelta) -> None:
    values = {
        "state": State.LEASED.value,
        "leased_until": at + length,
        "attempts": OUTBOX.c.attempts + 1,
        "attempted_at": at,
        "first_attempt_at": func.coalesce(OUTBOX.c.first_attempt_at, at),
    }
    if ids:
        work.connection.execute(update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(values))


def _due(at: datetime, terms: Terms) -> list[ColumnElement[bool]]:
    waiting = (OUTBOX.c.state == State.WAITING.value) & (OUTBOX.c.due_at <= at)
    # A clock that ran ahead must not keep a message until the right one has caught up with it.
    longest = timedelta(seconds=terms.longest) + AHEAD
    abandoned = (OUTBOX.c.state == State.LEASED.value) & or_(
        OUTBOX.c.leased_until <= at,
        OUTBOX.c.leased_until > at + longest,
        OUTBOX.c.first_attempt_at > at + AHEAD,
    )
    # The keys to send with are those of the default corp.
    ours = select(SCHOOL.c.id).join(CORP, CORP.c.id == SCHOOL.c.corp_id).where(CORP.c.is_default)
    due: list[ColumnElement[bool]] = [
        or_(waiting, abandoned),
        OUTBOX.c.purpose.in_([purpose.value for purpose in terms.purposes]),
        OUTBOX.c.school_id.in_(ours),
    ]
    if terms.quiet:
        due.append(or_(OUTBOX.c.urgent, OUTBOX.c.school_id.not_in(terms.quiet)))
    if terms.paused:
        due.append(OUTBOX.c.channel.not_in([channel.value for channel in terms.paused]))
    return due


def _picked(work: Work, at: datetime, terms: Terms) -> list[int]:
    """The rows to take, each within what its receiver and the corp may still get."""
    minute, hour = _sent(work, at, terms)
    room = min(terms.most, terms.a_minute - minute.total())
    asked = select(OUTBOX.c.id, *_ADDRESS).where(*_due(at, terms)).order_by(*ORDER).limit(LOOKED_AT)
    picked: list[int] = []
    for row in work.connection.execute(asked):
        if len(picked) >= room:
            break
        receiver = _receiver(row, terms)
        most = terms.alert if row.purpose == Purpose.ALERT else terms.usual
        if minute[receiver] < most.minute and hour[receiver] < most.hour:
            minute[receiver] += 1
            hour[receiver] += 1
            picked.append(row.id)
    return picked


def _sent(work: Work, at: datetime, terms: Terms) -> tuple[Counter[str], Counter[str]]:
    """What each receiver has got from all processes in the last minute and hour, from one question."""
    in_minute = func.sum(case((OUTBOX.c.attempted_at > at - MINUTE, 1), else_=0)).label("in_minute")
    # A minute ahead: the clocks of two machines are never quite the same.
    recent = (OUTBOX.c.attempted_at > at - HOUR, OUTBOX.c.attempted_at <= at + MINUTE)
    asked = select(*_ADDRESS, in_minute, func.count().label("in_hour")).where(*recent).group_by(*_ADDRESS)
    minute, hour = Counter[str](), Counter[str]()
    for row in work.connection.execute(asked):
        receiver = _receiver(row, terms)
        minute[receiver] += row.in_minute
        hour[receiver] += row.in_hour
    return minute, hour


def _receiver(row: Any, terms: Terms) -> str:
    """Whom a row really goes to; the platform does not look at the case of a user id."""
    if row.purpose != Purpose.ALERT and row.school_id in terms.redirects:
        return f"{Channel.MEMBER}:{terms.redirects[row.school_id].casefold()}"
    return f"{row.channel}:{row.recipient.casefold()}"


def _read(work: Work, row: Any, at: datetime) -> Leased | None:
    try:
        body = work.vault.open_json(row.sealed_body, BODY)
        about, message = body["about"], from_json(body["message"])
        kept = work.vault.open_json(row.sealed_request, REQUEST) if row.sealed_request else _NEVER_SENT
        request, trial = kept["request"], kept.get("trial", row.trial)
    except (CannotUnseal, ValueError, KeyError, TypeError):
        return None
    return Leased(
        id=row.id,
        school_id=row.school_id,
        unique_key=row.unique_key,
        channel=Channel(row.channel),
        recipient=row.recipient,
        purpose=Purpose(row.purpose),
        message=message,
        about=about,
        attempts=row.attempts + 1,
        created_at=row.created_at,
        first_attempt_at=row.first_attempt_at or at,
        request=request,
        urgent=row.urgent,
        trial=trial,
    )


def freeze(work: Work, going: Sequence[tuple[Leased, str]]) -> None:
    """Keeps the requests that are about to be sent, and whether they are for a trial: that may end meanwhile."""
    kept = [(leased.id, {"request": request, "trial": leased.trial}) for leased, request in going]
    _update(work, [{"id": row_id, "sealed_request": work.vault.seal_json(one, REQUEST)} for row_id, one in kept])


@dataclass(frozen=True, slots=True)
class Settlement:
    """The end of a message; `error` is a code or a word."""

    id: int
    state: State
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Postponement:
    """A message that certainly never went: it waits again, as if nobody had begun.

    `calm`: it waits so long that whoever said 「now」 meant another hour.
    """

    id: int
    until: datetime
    attempts: int
    error: str
    calm: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message that perhaps went: nobody may take it back, and only the identical request goes again."""

    id: int
    until: datetime
    error: str


def _unreadable(row: Any) -> Settlement:
    """What is sealed for another key, or damaged: its topic cannot be told, for it does not say whose it is."""
    log.error("unreadable", row=row.id, purpose=row.purpose)
    return Settlement(row.id, State.FAILED, Reason.UNREADABLE.value)


def still_ours(work: Work, leased: Iterable[Leased]) -> set[int]:
    """The ids of those whose lease nobody has taken over; the rest are another's to settle."""
    attempts = {one.id: one.attempts for one in leased}
    held = (OUTBOX.c.id.in_(list(attempts)), OUTBOX.c.state == State.LEASED.value)
    rows = work.connection.execute(select(OUTBOX.c.id, OUTBOX.c.attempts).where(*held).with_for_update())
    return {row.id for row in rows if row.attempts == attempts[row.id]}


def settle(work: Work, ends: Sequence[Settlement], at: datetime) -> None:
    """Nothing more is done about these; the request is forgotten. What was sent counts as received from now on."""
    same = {"settled_at": at, "leased_until": None, "sealed_request": None}
    for sent, times in ((True, {"attempted_at": at}), (False, {})):
        those = [end for end in ends if (end.state is State.SENT) is sent]
        _update(work, [{"id": one.id, "state": one.state.value, "error": one.error, **same, **times} for one in those])


def postpone(work: Work, waits: Sequence[Postponement]) -> None:
    same = {"state": State.WAITING.value, "leased_until": None, "attempted_at": None, "first_attempt_at": None}
    fresh = {**same, "sealed_request": None}
    _update(
        work,
        [{"id": one.id, "due_at": one.until, "attempts": one.attempts, "error": one.error, **fresh} for one in waits],
    )
    calm = [one.id for one in waits if one.calm]
    if calm:
        # What a teacher sent off at night, and could not go, wakes no family hours later; danger stays urgent.
        notes = (OUTBOX.c.id.in_(calm), OUTBOX.c.purpose == Purpose.NOTE.value)
        work.connection.execute(update(OUTBOX).where(*notes).values(urgent=False))


def hold(work: Work, doubts: Sequence[Doubt], at: datetime) -> None:
    """They may have gone, and count as received from now on."""
    _update(work, [{"id": one.id, "leased_until": one.until, "error": one.error, "attempted_at": at} for one in doubts])


def _update(work: Work, rows: list[dict[str, Any]]) -> None:
    if rows:
        update_rows(work.connection, OUTBOX, rows)
