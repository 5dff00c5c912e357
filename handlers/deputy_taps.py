"""The answer to a digest's question: who stands in for a mentor, tapped by the leader who was asked."""

from dataclasses import dataclass
from datetime import timedelta

from duty.escalation import can_be_made_up
from duty.messages import ButtonCard
from duty.people import Child
from handlers.context import Moment, Sender
from handlers.inbound_events import CardClicked, CardMenuChosen
from handlers.standing_in import Change
from language.say import absences as say
from language.say.absences import Days
from language.say.digests import NOBODY_YET, Candidate, buttons
from storage import absences, audit, deputy_questions
from storage.absences import By, Deputyship, Leave, NoDeputy
from storage.charges import books_for, standings
from storage.deputy_questions import DeputyQuestion
from storage.leaders import may_decide
from storage.people import Member, School, school_now
from storage.work import Work

AT_LEAST = timedelta(days=7)


def tap(clicked: CardClicked | CardMenuChosen, sender: Sender, work: Work, moment: Moment) -> ButtonCard | None:
    """Lets somebody stand in, and gives the card its next state.

    None where the card is another's, or the sender leads these children no more.
    """
    question = deputy_questions.find(work, clicked.task_id)
    if question is None or question.member_id != sender.member.id:
        return None
    absences.take_turn(work)
    school = school_now(work, question.school_id)
    asked = _Asked(question, school, sender, work, moment)
    if not asked.is_the_senders():
        return None
    return asked.answered(clicked.key)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to the sender, and the school as it is now."""

    question: DeputyQuestion
    school: School
    sender: Sender
    work: Work
    moment: Moment

    def is_the_senders(self) -> bool:
        leader = self.school.members.get(self.sender.member.id)
        return leader is not None and all(
            child in self.school.children and may_decide(leader, self.school.children[child])
            for child in self.question.student_ids
        )

    def answered(self, key: str) -> ButtonCard | None:
        task, mentor = self.question.task_id, self.school.members.get(self.question.mentor_id)
        if mentor is None:
            return None
        standing_in = self._named_already()
        if standing_in is not None:
            return say.chosen_before(task, standing_in.name, self._children())
        students = self._still_alone(mentor)
        if not students:
            return say.nobody_needed(task, mentor.name)
        if key == NOBODY_YET:
            return say.not_chosen(task, mentor.name, away=self.question.away)
        deputy = next((one for one in self.question.candidate_ids if str(one) == key), None)
        return None if deputy is None else self._choose(mentor, deputy, students)

    def _named_already(self) -> Member | None:
        """Who was named for all of these children since."""
        named = absences.named_deputies(self.work, self.school, self.moment.today)
        found = [absences.deputy_for(named, self.question.mentor_id, student) for student in self.question.student_ids]
        return None if None in found or not found[0] else self.school.members.get(found[0])

    def _still_alone(self, mentor: Member) -> list[int]:
        """The children who are still the mentor's, and for whom somebody is still wanted.

        Where it was asked because the mentor is away: while that is so. Else: while something is empty that can be
        made up.
        """
        today, wanted = self.moment.today, self.question.student_ids
        if self.question.away and not self.school.engine.circumstances.on_leave(mentor.id, today):
            return []
        own = [one for one in self.school.pairings.get(mentor.id, ()) if one.pairing.student_id in wanted]
        mentees = {one.pairing.student_id for one in own if one.pairing.holds(today)}
        if not self.question.away:
            books = books_for(self.work, self.school, own, today, self.moment.zone)
            found = standings(self.school, own, books, today)
            mentees &= {one.student_id for one in found if can_be_made_up(one)}
        return [student for student in wanted if student in mentees]

    def _choose(self, mentor: Member, deputy_id: int, students: list[int]) -> ButtonCard:
        today, task = self.moment.today, self.question.task_id
        days = Days(today, max(self.question.until, today + AT_LEAST))
        if absences.why_not(self.school, Leave(mentor.id, days.first, days.last, deputy_id)) is NoDeputy.AWAY:
            rest = [self.school.members[one] for one in self.question.candidate_ids if one != deputy_id]
            others = buttons([Candidate(one.id, one.name) for one in rest])
            return say.choose_another(task, self.school.members[deputy_id].name, others)
        deputy = self.school.members[deputy_id]
        by = By(self.sender.member.id, self.moment.at, today)
        named = [Deputyship(mentor.id, deputy_id, days.first, days.last, student) for student in students]
        absences.name_deputies(self.work, self.school, named, by)
        change = Change(self.school, school_now(self.work, self.school.id), mentor, days, self.work, self.moment)
        change.tell(again=deputy_id)
        change.help_found(deputy_id, students)
        self._note(deputy_id)
        return say.chosen(task, deputy.name, mentor.name, self._children(), until=days.last, today=today)

    def _children(self) -> list[Child]:
        known = self.sender.children
        return [known.get(one) or self.school.children[one] for one in self.question.student_ids]

    def _note(self, deputy_id: int) -> None:
        audit.note(
            self.work,
            school_id=self.school.id,
            at=self.moment.at,
            actor=self.sender.member.user_id,
            action="deputy_named",
            subject=f"{self.question.mentor_id} {deputy_id}",
        )
