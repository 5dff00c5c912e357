"""Digests on a tick: what stayed empty is said to the leaders, once, and checked again before it goes."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from duty.messages import Message
from scheduler import notices
from scheduler.digest_facts import compose
from scheduler.escalating import Letter, letters_of, still_to_be_said
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.reminders import DAY_OVER, NOTHING_LEFT, is_time
from scheduler.sender import Delivered, Outcome, Reason, Refused
from scheduler.tools import Tools
from storage import deputy_questions, escalations, outbox, reminders
from storage.deputy_questions import DeputyQuestion
from storage.escalations import TOLD_BACK
from storage.leases import Leased
from storage.outbox import Channel, Draft, Purpose
from storage.people import School, school_now
from storage.work import Work


def escalate(tools: Tools, moment: At) -> bool:
    """Puts down the digests of this day that are not put down yet, for all schools; at other hours nothing."""
    midnight = datetime.combine(moment.today, time(), moment.zone)
    with tools.store.reading() as work:
        schools = reminders.schools(work)
        some_left = escalations.has_unsent(work, midnight)
    if some_left:
        tools.submit.submit(partial(escalations.drop_unsent, before=midnight, at=moment.at))
    for school_id in schools:
        _escalate_school(tools, school_id, moment)
    return False


def _escalate_school(tools: Tools, school_id: int, moment: At) -> None:
    with tools.store.reading() as work:
        school = school_now(work, school_id)
        letters = letters_of(work, school, moment) if is_time(school, moment) else []
        composed = [(one, *_composed(work, school, one, moment)) for one in letters]
    if composed:
        tools.submit.submit(partial(_put_down, school_id=school_id, composed=composed, moment=moment))


Composed = tuple[Letter, str, Message, DeputyQuestion | None]
"""A letter, the id of its card, and both as they are said now."""


def _composed(work: Work, school: School, letter: Letter, moment: At) -> tuple[str, Message, DeputyQuestion | None]:
    task_id = deputy_questions.new_task_id(letter.leader.id, moment.today, secrets.token_hex(4))
    return task_id, *compose(work, school, letter, task_id, moment)


def _put_down(work: Work, school_id: int, composed: Sequence[Composed], moment: At) -> None:
    """Once for each leader and day; what another process said since is not said again."""
    reminders.take_turn(work)
    said = escalations.said_of(work, school_id, moment.today - 2 * TOLD_BACK)
    new = [one for one in composed if said.keys().isdisjoint(one[0].said)]
    rows = outbox.put(work, [_draft(school_id, *one[:3], moment=moment) for one in new], moment.at)
    for letter, task_id, _, question in new:
        row_id = rows.get(escalations.digest_key(letter.leader.id, moment.today))
        if row_id is not None:
            escalations.mark(work, school_id, row_id, letter.said, moment.today)
            deputy_questions.put(work, task_id, question, moment.at)


def _draft(school_id: int, letter: Letter, task_id: str, message: Message, *, moment: At) -> Draft:
    return Draft(
        school_id,
        unique_key=escalations.digest_key(letter.leader.id, moment.today),
        channel=Channel.MEMBER,
        recipient=letter.leader.user_id,
        purpose=Purpose.DIGEST,
        message=message,
        due_at=moment.at,
        about={
            "member": letter.leader.id,
            "day": moment.today.isoformat(),
            "task": task_id,
            "said": escalations.said_to_plain(letter.said),
        },
    )


def _ready(work: Work, leased: Leased, moment: At) -> Ready | Gone:
    """The digest as it must be said now; what it does not say any more was not said."""
    day, member_id, task_id = date.fromisoformat(leased.about["day"]), leased.about["member"], leased.about["task"]
    school = school_now(work, leased.school_id)
    leader = school.members.get(member_id)
    if moment.today != day or leader is None:
        escalations.unmark(work, leased.id)
        return Gone(NOTHING_LEFT if leader is None else DAY_OVER)
    said = escalations.said_from(leased.about["said"])
    letter = still_to_be_said(work, school, leader, said, moment)
    escalations.unmark(work, leased.id, besides=letter.said)
    escalations.mark(work, school.id, leased.id, letter.said, day)
    if not letter.found:
        return Gone(NOTHING_LEFT)
    message, question = compose(work, school, letter, task_id, moment)
    deputy_questions.put(work, task_id, question, moment.at)
    return Ready(leader.user_id, message)


def _settled(work: Work, leased: Leased, outcome: Outcome, moment: At) -> None:
    """What a leader certainly did not get was not said: the next in line hears it."""
    if isinstance(outcome, Delivered) or (isinstance(outcome, Refused) and outcome.reason is Reason.UNSURE):
        return
    escalations.unmark(work, leased.id)
    # In a trial it was for somebody else than it names.
    if isinstance(outcome, Refused) and not leased.trial:
        notices.unreached(work, leased, outcome.reason, moment)


DIGEST = Handling(_ready, _settled)
