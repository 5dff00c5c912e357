"""Notices: what those who look after the app in a school must hear, so that no colleague is left out."""

from collections import Counter
from datetime import datetime, timedelta

from duty.messages import Text
from duty.people import Role
from language.say import failures
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Outcome, Reason
from storage import crisis, missed, outbox
from storage.leases import Leased
from storage.outbox import Channel, Draft, Purpose
from storage.work import Work

# Who can mend what the platform refuses, the first that a school has.
CARETAKERS = (Role.ADMIN, Role.COORDINATOR, Role.PRINCIPAL)
# Whatever goes wrong for one usually goes wrong for many: the notice waits for the others.
GATHERED = timedelta(minutes=10)
# Another process may have marked its failures with a slightly earlier clock.
SLACK = timedelta(minutes=2)
NOBODY_MISSED = "nobody_missed"


def unreached(work: Work, leased: Leased, reason: Reason, moment: At) -> None:
    """A member did not get a reminder: those who can mend it get one notice a day, which names all who were missed.

    What fails after that notice has gone is said by the next day's.
    """
    ranks = crisis.by_role(work, leased.school_id, CARETAKERS)
    others = ([one for one in rank if one.user_id.casefold() != leased.recipient.casefold()] for rank in ranks)
    for caretaker in next(filter(None, others), []):
        for days in (0, 1):
            draft = _draft(leased.school_id, caretaker.user_id, reason, moment, days=days)
            if outbox.put(work, [draft], moment.at) or missed.still_gathers(work, draft.unique_key):
                break


def _draft(school_id: int, user_id: str, reason: Reason, moment: At, *, days: int) -> Draft:
    later = timedelta(days=days)
    return Draft(
        school_id,
        unique_key=f"unreached:{school_id}:{user_id.casefold()}:{moment.today + later}",
        channel=Channel.MEMBER,
        recipient=user_id,
        purpose=Purpose.NOTICE,
        message=Text(failures.for_operator(reason, 0)),
        due_at=moment.at + later + GATHERED,
        about={"since": (moment.at - SLACK).isoformat()},
    )


def _ready(work: Work, leased: Leased, _moment: At) -> Ready | Gone:
    """All who were missed until now."""
    found = missed.since(work, leased.school_id, datetime.fromisoformat(leased.about["since"]))
    if not found:
        return Gone(NOBODY_MISSED)
    reasons = Counter(_reason(one.error) for one in found)
    [(commonest, count)] = reasons.most_common(1)
    names = list(dict.fromkeys(one.name for one in found))
    return Ready(leased.recipient, Text(failures.unreached(names, commonest, mixed=count < len(found))))


def _settled(_work: Work, _leased: Leased, _outcome: Outcome, _moment: At) -> None:
    """Whoever cannot be told so is told by the doctor."""


def _reason(error: str) -> Reason:
    """Of what the outbox keeps: the reason, and the platform's number where it gave one."""
    word = error.partition(" ")[0]
    return Reason(word) if word in list(Reason) else Reason.BROKEN


NOTICE = Handling(_ready, _settled)
