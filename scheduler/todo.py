"""The card that a member asked for with 「待办」: everything that waits when it goes, to tick."""

from datetime import date

from duty.assess import STILL_WISHED, State
from duty.reminders import Standing, Wish, urgency
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.reminders import DAY_OVER, NOTHING_LEFT, Letter, compose, in_stead, told_apart
from scheduler.sender import Outcome
from storage import cards
from storage.charges import books_for, charge, standings
from storage.leases import Leased
from storage.people import school_now
from storage.work import Work


def _ready(work: Work, leased: Leased, moment: At) -> Ready | Gone:
    """As it is now, the most urgent first; of another day the list in words was enough."""
    about, today = leased.about, moment.today
    school = school_now(work, leased.school_id)
    member = school.members.get(about["member"])
    if member is None or date.fromisoformat(about["day"]) != today:
        return Gone(DAY_OVER)
    theirs = charge(school, member.id, today).pairings
    found = list(standings(school, theirs, books_for(work, school, theirs, today, moment.zone), today))
    wishes = tuple(sorted((Wish(one, ()) for one in found if _waits(one)), key=urgency))
    if not wishes:
        return Gone(NOTHING_LEFT)
    letter = Letter(
        school.id, member, wishes, told_apart(school, member, today), owners=in_stead(school, member, found)
    )
    card, items = compose(about["task"], letter, today)
    cards.change(work, about["task"], items)
    return Ready(member.user_id, card)


def _waits(one: Standing) -> bool:
    """What nobody owes waits no longer than its day."""
    item = one.assessment
    return item.state in STILL_WISHED and not (item.rule.nudge and item.state is State.OVERDUE)


def _settled(_work: Work, _leased: Leased, _outcome: Outcome, _moment: At) -> None:
    """The answer in words has said it all."""


TODO = Handling(_ready, _settled)
