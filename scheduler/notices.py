"""Notices: what those who look after the app in a school must hear, so that a colleague is not left out."""

from duty.messages import Text
from duty.people import Role
from language.say import failures
from scheduler.handling import Handling, Ready
from scheduler.moment import At
from scheduler.sender import Outcome, Reason
from storage import outbox
from storage.leases import Leased
from storage.outbox import Channel, Draft, Purpose
from storage.people import Member, load_school
from storage.work import Work

# Who can mend what the platform refuses, the first that a school has.
CARETAKERS = (Role.ADMIN, Role.COORDINATOR, Role.PRINCIPAL)


def unreached(work: Work, leased: Leased, reason: Reason, moment: At) -> None:
    """A member did not get what was meant for them: says so once a day to those who can mend it."""
    school = load_school(work, leased.school_id)
    missed = next((one for one in school.members.values() if _is(one, leased.recipient)), None)
    if missed is None:
        return
    text = failures.unreached(reason, missed.name)
    groups = ([one for one in school.members.values() if one != missed and _has(one, role)] for role in CARETAKERS)
    drafts = [
        Draft(
            leased.school_id,
            unique_key=f"unreached:{missed.id}:{one.id}:{moment.today.isoformat()}",
            channel=Channel.MEMBER,
            recipient=one.user_id,
            purpose=Purpose.NOTICE,
            message=Text(text),
            due_at=moment.at,
        )
        for one in next(filter(None, groups), [])
    ]
    outbox.put(work, drafts, moment.at)


def _ready(_work: Work, leased: Leased, _moment: At) -> Ready:
    return Ready(leased.recipient, leased.message)


def _settled(_work: Work, _leased: Leased, _outcome: Outcome, _moment: At) -> None:
    """Whoever cannot be told so is told by the doctor."""


def _is(member: Member, user_id: str) -> bool:
    return member.user_id.casefold() == user_id.casefold()


def _has(member: Member, role: Role) -> bool:
    return any(post.role is role for post in member.posts)


NOTICE = Handling(_ready, _settled)
