"""Standing in on its way: whoever is asked gets what there is to do as a card to tap, if it is still theirs to do."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from duty.messages import Message, Text
from duty.people import Child
from duty.reminders import PRESSING, Wish
from language.say import absences as say
from language.say.absences import Days
from scheduler import notices
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.reminders import Letter, compose
from scheduler.sender import Outcome, Reason, Refused
from storage import cards, reminders, stand_in_mail
from storage.charges import books_for, doer, standings
from storage.leases import Leased
from storage.people import Member, PackPairing, School, school_now
from storage.stand_in_mail import StandIn, Word
from storage.work import Work

OVER, NOTHING_TO_DO, IN_THE_REMINDER = "over", "nothing_to_do", "in_the_reminder"


def _ready(work: Work, leased: Leased, moment: At) -> Ready | Gone:
    """What was decided since is taken into account: who need not any more is not asked."""
    word, about = stand_in_mail.read(leased.about)
    school = school_now(work, leased.school_id)
    mentor, deputy = school.members.get(about.mentor_id), school.members.get(about.deputy_id)
    if mentor is None or deputy is None:
        return Gone(OVER)
    if word is Word.BEGINS:
        if reminders.was_put_down(work, deputy.id, moment.today):
            return Gone(IN_THE_REMINDER)
        about = _as_it_begins(school, about, moment.today)
    told = _Told(school, mentor, deputy, about, moment.today)
    children = told.children(theirs=word is not Word.OVER)
    if not children:
        return Gone(OVER)
    if word is Word.OVER:
        return Ready(deputy.user_id, Text(say.stands_in_no_more(deputy.name, mentor.name, children)))
    if word is Word.HELPED:
        return Ready(mentor.user_id, Text(say.helped(mentor.name, deputy.name, children)))
    card = told.card(work, leased.about["task"], moment) if about.first <= moment.today else None
    if card is None and word is Word.BEGINS:
        return Gone(NOTHING_TO_DO)
    asked = say.please_stand_in(deputy.name, mentor.name, children, told.days, moment.today)
    return Ready(deputy.user_id, card or Text(asked))


def _as_it_begins(school: School, about: StandIn, today: date) -> StandIn:
    """The leave may have been changed since it was told: what holds is what is on file today."""
    leaves = school.engine.circumstances.leaves.get(about.mentor_id, ())
    last = max((span.last for span in leaves if span.first <= today <= span.last), default=date.min)
    mentees = (one.pairing.student_id for one in school.pairings.get(about.mentor_id, ()))
    return replace(about, student_ids=tuple(dict.fromkeys(mentees)), last=last)


@dataclass(frozen=True, slots=True)
class _Told:
    """Who stands in for whom, as it is now."""

    school: School
    mentor: Member
    deputy: Member
    about: StandIn
    today: date

    @property
    def days(self) -> Days:
        return Days(max(self.about.first, self.today), self.about.last)

    @property
    def pairings(self) -> list[PackPairing]:
        """Those of the children that are the deputy's to look after on the first of the days."""
        if self.about.last < self.today:
            return []
        on, wanted = self.days.first, set(self.about.student_ids)
        return [
            one
            for one in self.school.pairings.get(self.mentor.id, ())
            if one.pairing.student_id in wanted
            and one.pairing.holds(on)
            and doer(self.school, one, on) == self.deputy.id
        ]

    def children(self, *, theirs: bool) -> list[Child]:
        """Those that are the deputy's to look after, or else those that are not; of one name with their class."""
        known, own = self._told_apart(self.deputy, self.mentor), {one.pairing.student_id for one in self.pairings}
        return [known[child] for child in self.about.student_ids if child in known and (child in own) == theirs]

    def _told_apart(self, *members: Member) -> dict[int, Child]:
        on = self.days.first
        care = {child.id: child for member in members for child in self.school.in_care_of(member, on)}
        names = Counter(child.name for child in care.values())
        return {child.id: replace(child, namesake=names[child.name] > 1) for child in care.values()}

    def card(self, work: Work, task_id: str, moment: At) -> Message | None:
        """What is due or empty for these children, to tick; None where there is nothing."""
        theirs, today = self.pairings, self.today
        put_off = reminders.snoozed(work, [self.mentor.id], today)
        found = standings(self.school, theirs, books_for(work, self.school, theirs, today, moment.zone), today)
        wishes = tuple(
            Wish(one, ())
            for one in found
            if one.assessment.state in PRESSING
            and not one.assessment.rule.nudge
            and put_off.get(one.key, today) <= today
        )
        if not wishes:
            return None
        owners = {self.mentor.id: self.mentor.name}
        letter = Letter(self.school.id, self.deputy, wishes, self._told_apart(self.deputy), owners=owners)
        card, items = compose(task_id, letter, today)
        cards.change(work, task_id, items)
        return say.stand_in_card(card, self.deputy.name, self.mentor.name, self.about.last, today)


def _settled(work: Work, leased: Leased, outcome: Outcome, moment: At) -> None:
    """Who cannot be told cannot help: those who look after the app hear of it."""
    if isinstance(outcome, Refused) and outcome.reason is not Reason.UNSURE and not leased.trial:
        notices.unreached(work, leased, outcome.reason, moment)


STAND_IN = Handling(_ready, _settled)
