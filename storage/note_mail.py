"""Note mail: what notes put into the outbox, to a guardian, to a teacher, and under which keys."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from duty.messages import Media, Message, Text
from duty.ways import Way
from storage.notes import Note, held_up_key, offer_key, outbox_key
from storage.outbox import Channel, Draft, Purpose, put
from storage.work import Work


def to_guardian(
    work: Work, note: Note, text: str, *, at: datetime, due: datetime, customer_id: int | None = None
) -> None:
    """A note that can be called back until it is due; the link of its page is added when it goes.

    To a customer of 微信客服 where one is named.
    """
    key = outbox_key(note.id)
    _put(work, note, [Text(text)], key=key, at=at, due=due, purpose=Purpose.NOTE, customer_id=customer_id)


def to_guardian_again(work: Work, note: Note, text: str, *, message_id: int, at: datetime, due: datetime) -> None:
    """A note that did not arrive before: its writer said so in that message. What is due at once goes at any hour."""
    key = f"{outbox_key(note.id)}@{message_id}"
    _put(work, note, [Text(text)], key=key, at=at, due=due, purpose=Purpose.NOTE, urgent=due == at)


def after_consent(
    work: Work, note: Note, text: str, consent_id: int, *, at: datetime, customer_id: int | None = None
) -> None:
    """A note that waited for its guardian's consent, once it is given; not in quiet hours."""
    key = f"{outbox_key(note.id)}@consent{consent_id}"
    _put(work, note, [Text(text)], key=key, at=at, due=at, purpose=Purpose.NOTE, customer_id=customer_id)


def on_way(
    work: Work, note: Note, way: Way, customer_id: int, *, at: datetime, tried: Sequence[Way] = (), why: str = ""
) -> None:
    """The same note at once on another way, where it certainly did not arrive on those that were tried.

    `customer_id`: of 微信客服, for that way. `why`: what was wrong with the first.
    """
    about = {"note_id": note.id, "tried": [str(one) for one in tried], "why": why}
    service = way is Way.SERVICE
    draft = Draft(
        school_id=note.thread.school_id,
        unique_key=f"{outbox_key(note.id)}@{way}{len(tried)}",
        channel=Channel.CUSTOMER if service else Channel.GUARDIAN,
        recipient=str(customer_id if service else note.thread.guardian_id),
        purpose=Purpose.NOTE,
        message=Text(note.text),
        due_at=at,
        about=about,
    )
    put(work, [draft], at)


def media(work: Work, note: Note, user_id: str, found: Media, *, at: datetime) -> None:
    """The picture, voice message or file that a guardian sent, behind the words that say so."""
    key = f"answer:{note.id}/media"
    _put(work, note, [found], key=key, at=at, due=at, purpose=Purpose.ANSWER, user_id=user_id)


def answer(
    work: Work, note: Note, user_id: str, messages: Sequence[Message], *, at: datetime, urgent: bool = False
) -> None:
    """What a guardian wrote, to its reader, in as many messages as it needs."""
    key = f"answer:{note.id}"
    _put(work, note, messages, key=key, at=at, due=at, purpose=Purpose.ANSWER, user_id=user_id, urgent=urgent)


def answer_again(work: Work, note: Note, user_id: str, messages: Sequence[Message], *, at: datetime) -> bool:
    """The same to another reader, or to the same once more where it is not certain that it arrived; once for each."""
    key = f"answer:{note.id}@{user_id.casefold()}"
    return bool(_put(work, note, messages, key=key, at=at, due=at, purpose=Purpose.ANSWER, user_id=user_id))


def undelivered(work: Work, note: Note, user_id: str, message: Message, *, of: str, at: datetime) -> None:
    """To the writer: the note did not arrive; `of` is the key under which it was sent."""
    key = f"undelivered:{of}"
    _put(work, note, [message], key=key, at=at, due=at, purpose=Purpose.UNDELIVERED, user_id=user_id)


def held_up(work: Work, note: Note, user_id: str, text: str, *, at: datetime) -> None:
    """To the writer, once: the note waits, since nothing goes at the moment."""
    key = held_up_key(note.id)
    _put(work, note, [Text(text)], key=key, at=at, due=at, purpose=Purpose.UNDELIVERED, user_id=user_id)


def offer(work: Work, note: Note, user_id: str, text: str, *, at: datetime) -> None:
    """To the writer: the guardian can be reached now."""
    key = offer_key(note.id)
    _put(work, note, [Text(text)], key=key, at=at, due=at, purpose=Purpose.UNDELIVERED, user_id=user_id)


def _put(
    work: Work,
    note: Note,
    messages: Sequence[Message],
    *,
    key: str,
    at: datetime,
    due: datetime,
    purpose: Purpose,
    user_id: str = "",
    customer_id: int | None = None,
    urgent: bool = False,
) -> Mapping[str, int]:
    """The row ids of the new messages by their keys.

    To a member where there is a user id, to a customer where one is named, else to the guardian of the note.
    """
    channel, recipient = Channel.GUARDIAN, str(note.thread.guardian_id)
    if user_id:
        channel, recipient = Channel.MEMBER, user_id
    elif customer_id is not None:
        channel, recipient = Channel.CUSTOMER, str(customer_id)
    drafts = [
        Draft(
            school_id=note.thread.school_id,
            unique_key=key if part == 1 else f"{key}/{part}",
            channel=channel,
            recipient=recipient,
            purpose=purpose,
            message=message,
            due_at=due,
            urgent=urgent,
            about={"note_id": note.id},
        )
        for part, message in enumerate(messages, start=1)
    ]
    return put(work, drafts, at)
