"""The alarm on its way: always still true, and told to somebody else where it cannot be brought."""

from duty.messages import Text
from language.say.alarms import contact_called, contact_not_reached
from scheduler.handling import Handling, Ready
from scheduler.moment import At
from scheduler.sender import Delivered, Outcome
from storage import audit, outbox
from storage.crisis import Contact, Trail, alert, responders
from storage.leases import Leased
from storage.outbox import Channel, Draft, Purpose
from storage.work import Work

# In the audit, where nobody of the school acts.
ACTOR = "delivery"


def ready(_work: Work, leased: Leased, _at: At) -> Ready:
    """A danger that was written of is told, whatever has happened since."""
    return Ready(leased.recipient, leased.message)


def settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """Beside whom the platform does not reach, the next who can help are told, and the writer is told to call."""
    if isinstance(outcome, Delivered) or not leased.about:
        return
    trail = Trail(**{**leased.about, "told": tuple(leased.about["told"])})
    others = _not_told_yet(work, leased.school_id, trail)
    called = [contact_called(one.name, one.roles) for one in others]
    told = (*trail.told, *(one.user_id for one in others))
    drafts = [
        alert(leased.school_id, one.user_id, leased.message, Trail(trail.key, trail.sender, told, name), at.at)
        for one, name in zip(others, called, strict=True)
    ]
    if trail.sender:
        drafts.append(_to_sender(leased, trail, called, at))
    outbox.put(work, drafts, at.at)
    audit.note(
        work,
        school_id=leased.school_id,
        at=at.at,
        actor=ACTOR,
        action="alarm_not_delivered",
        subject=f"{trail.key} {len(others)}",
    )


def _not_told_yet(work: Work, school_id: int, trail: Trail) -> list[Contact]:
    known = {user_id.casefold() for user_id in (*trail.told, trail.sender)}
    return [one for one in responders(work, school_id, besides=known).contacts if one.user_id.casefold() not in known]


def _to_sender(leased: Leased, trail: Trail, others: list[str], at: At) -> Draft:
    """Nothing follows if even this cannot be brought: it has no trail."""
    return Draft(
        leased.school_id,
        unique_key=f"alert-lost:{leased.unique_key}",
        channel=Channel.MEMBER,
        recipient=trail.sender,
        purpose=Purpose.ALERT,
        message=Text(contact_not_reached(trail.called, others)),
        due_at=at.at,
        urgent=True,
    )


ALERT = Handling(ready, settled)
