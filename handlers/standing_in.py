"""Who hears of it when somebody is to stand in for a mentor, or is not any more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from duty.messages import Text
from handlers.context import Moment
from language.say import absences as say
from language.say.absences import Days
from storage import stand_in_mail
from storage.charges import doer
from storage.people import Member, School
from storage.stand_in_mail import StandIn, Word
from storage.work import Work

AFTER_THE_REMINDER = timedelta(minutes=5)

Doers = dict[int, int | None]
"""Who is to do a mentor's duties for each child."""


def doers(school: School, mentor_id: int, on: date) -> Doers:
    """Of a day, for each child of the pairings that hold then."""
    return {
        one.pairing.student_id: doer(school, one, on)
        for one in school.pairings.get(mentor_id, ())
        if one.pairing.holds(on)
    }


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody has decided who stands in for a mentor on these days: the school before and after."""

    before: School
    after: School
    mentor: Member
    days: Days
    work: Work
    moment: Moment

    def tell(self, *, longer: bool = False, again: int = 0) -> None:
        """Who is new is asked, who need not any more hears so.

        With `longer` all hear until when it is, as does the member `again` in any case.
        """
        on = max(self.days.first, self.moment.today)
        old, new = doers(self.before, self.mentor.id, on), doers(self.after, self.mentor.id, on)
        known = self._by_deputy(old).items()
        asked_before = {
            deputy: children
            for deputy, children in known
            if not stand_in_mail.still_waits(self.work, self.mentor.id, deputy)
        }
        for deputy, children in self._by_deputy(new).items():
            if longer or deputy == again or any(old.get(child) != deputy for child in children):
                self._ask(deputy, children)
        for deputy, children in asked_before.items():
            if lost := [child for child in children if new.get(child) != deputy]:
                self._put(Word.OVER, deputy, lost)

    def help_found(self, deputy_id: int, students: Iterable[int]) -> None:
        """To the mentor, that a leader has found somebody."""
        self._put(Word.HELPED, deputy_id, list(students))

    def _by_deputy(self, found: Doers) -> dict[int, list[int]]:
        by_deputy: dict[int, list[int]] = defaultdict(list)
        for child, deputy in found.items():
            if deputy is not None and deputy != self.mentor.id:
                by_deputy[deputy].append(child)
        return by_deputy

    def _ask(self, deputy: int, children: list[int]) -> None:
        self._put(Word.PLEASE, deputy, children)
        if self.days.first > self.moment.today:
            # What the day's reminder says needs no word of its own.
            begins = datetime.combine(self.days.first, self.after.day.remind_at, self.moment.zone) + AFTER_THE_REMINDER
            self._put(Word.BEGINS, deputy, children, at=begins.astimezone(UTC))

    def _put(self, word: Word, deputy_id: int, students: list[int], *, at: datetime | None = None) -> None:
        deputy = self.after.members[deputy_id]
        stand_in_mail.put(
            self.work,
            self.after.id,
            word,
            StandIn(self.mentor.id, deputy_id, tuple(students), self.days.first, self.days.last),
            Text(self._text(word, deputy, students)),
            to=self.mentor.user_id if word is Word.HELPED else deputy.user_id,
            cause=self.moment.message_id,
            at=at or self.moment.at,
        )

    def _text(self, word: Word, deputy: Member, students: list[int]) -> str:
        children, mentor = [self.after.children[one] for one in students], self.mentor.name
        match word:
            case Word.OVER:
                return say.stands_in_no_more(deputy.name, mentor, children)
            case Word.HELPED:
                return say.helped(mentor, deputy.name, children)
            case _:
                return say.please_stand_in(deputy.name, mentor, children, self.days, self.moment.today)
