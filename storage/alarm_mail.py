"""Alarm mail: what an alarm puts into the outbox, to whom, and under which keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from duty.messages import Message, Text, to_json
from storage.alarms import Alarm
from storage.crisis import Contact
from storage.outbox import BODY, OUTBOX, Channel, Draft, Purpose, State, put
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Trail:
    """What a telling must still know before it goes and when it could not be brought."""

    alarm: int
    round: int
    member: int


# What else is said of an alarm, a plain word each.
TAKEN, CLOSED, LOST, NOTE, ASKED, WAITS = "taken", "closed", "lost", "note", "asked", "waits"
# No text is so long that it needs more messages.
_MOST_TEXTS = 20


def alerts(work: Work, alarm: Alarm, cards: Iterable[tuple[Contact, Message]], at: datetime) -> None:
    """The newest telling of an alarm, to each person once: at once, quiet hours or not."""
    drafts = [
        _draft(
            alarm,
            _alert_key(alarm, one.user_id, alarm.rounds),
            one.user_id,
            card,
            at=at,
            about=asdict(Trail(alarm.id, alarm.rounds, one.id)),
        )
        for one, card in cards
    ]
    put(work, drafts, at)


def words(work: Work, alarm: Alarm, user_id: str, texts: Sequence[str], at: datetime) -> None:
    """The sentence itself, to whoever took the alarm over: nobody can pass it on."""
    keys = _words_keys(alarm, user_id, len(texts))
    drafts = [
        _draft(alarm, key, user_id, Text(text, safe=True), at=at, about={"words": alarm.id})
        for key, text in zip(keys, texts, strict=True)
    ]
    put(work, drafts, at)


def say(work: Work, alarm: Alarm, user_id: str, text: str, *, what: str, at: datetime, urgent: bool = True) -> None:
    """A plain word of what became of an alarm, once to each for each `what`; what is not urgent wakes nobody."""
    put(work, [_draft(alarm, _word_key(alarm, user_id, what), user_id, Text(text), at=at, urgent=urgent)], at)


def still_waits(work: Work, alarm: Alarm, text: str, at: datetime) -> None:
    """To whoever wrote it, once for each telling: that nobody has it yet; it goes only as long as that is true."""
    user_id = alarm.writer.user_id
    key = _word_key(alarm, user_id, f"{WAITS}-{alarm.rounds}")
    put(work, [_draft(alarm, key, user_id, Text(text), at=at, about={WAITS: alarm.id})], at)


def forget(work: Work, alarm: Alarm, user_ids: Iterable[str], at: datetime) -> None:
    """Of a false alarm no message keeps what it said; what still waited does not go."""
    keys = [key for user_id in user_ids for key in _keys(alarm, user_id)]
    nothing = work.vault.seal_json({"message": to_json(Text("")), "about": {}}, BODY)
    # What is under way at this very moment comes to its end; its request is forgotten there.
    theirs = (OUTBOX.c.unique_key.in_(keys), OUTBOX.c.state != State.LEASED.value)
    cancelled = {"state": State.CANCELLED.value, "settled_at": at}
    waiting = (*theirs, OUTBOX.c.state == State.WAITING.value)
    work.connection.execute(update(OUTBOX).where(*waiting).values(cancelled))
    work.connection.execute(update(OUTBOX).where(*theirs).values(sealed_body=nothing))


def list_of_day(work: Work, school_id: int, user_id: str, text: str, *, day: date, at: datetime) -> None:
    """The list of a day for one who looks after the children's minds; at night it waits."""
    draft = Draft(
        school_id,
        unique_key=_list_key(school_id, user_id, day),
        channel=Channel.MEMBER,
        recipient=user_id,
        purpose=Purpose.ALERT,
        message=Text(text),
        due_at=at,
    )
    put(work, [draft], at)


def has_list(work: Work, school_id: int, user_ids: Iterable[str], day: date) -> bool:
    """Whether one of them got the list of a day before."""
    keys = [_list_key(school_id, user_id, day) for user_id in user_ids]
    return work.connection.execute(select(OUTBOX.c.id).where(OUTBOX.c.unique_key.in_(keys))).first() is not None


def _list_key(school_id: int, user_id: str, day: date) -> str:
    return f"watch:{school_id}:{user_id.casefold()}:{day.isoformat()}"


def _keys(alarm: Alarm, user_id: str) -> list[str]:
    """Every key under which an alarm can have said to somebody what it was about."""
    words = (
        *(TAKEN, NOTE, LOST),
        *(f"{LOST}-{member}" for member in alarm.told),
        *(f"{WAITS}-{number}" for number in range(1, alarm.rounds + 1)),
    )
    return [
        *(_alert_key(alarm, user_id, number) for number in range(1, alarm.rounds + 1)),
        *_words_keys(alarm, user_id, _MOST_TEXTS),
        *(_word_key(alarm, user_id, what) for what in words),
    ]


def _alert_key(alarm: Alarm, user_id: str, number: int) -> str:
    return f"alert:{alarm.id}:{user_id.casefold()}:{number}"


def _words_keys(alarm: Alarm, user_id: str, count: int) -> list[str]:
    return [f"alert-words:{alarm.id}:{user_id.casefold()}:{number}" for number in range(1, count + 1)]


def _word_key(alarm: Alarm, user_id: str, what: str) -> str:
    return f"alert-{what}:{alarm.id}:{user_id.casefold()}"


def _draft(
    alarm: Alarm,
    key: str,
    user_id: str,
    message: Message,
    *,
    at: datetime,
    urgent: bool = True,
    about: Mapping[str, Any] | None = None,
) -> Draft:
    return Draft(
        alarm.school_id,
        unique_key=key,
        channel=Channel.MEMBER,
        recipient=user_id,
        purpose=Purpose.ALERT,
        message=message,
        due_at=at,
        urgent=urgent,
        about=about or {},
    )
