"""Unanswered words on a tick: their reader hears, then the class teacher, then who leads the grade; asked again."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial

from duty import escalation
from duty.messages import ButtonCard
from duty.people import Child
from duty.unanswered import Step, days_to_look_at, due, may_say, steps_after
from language.say import notes as say_notes
from language.say import unanswered as say
from scheduler import notices
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.notes import barred, hand_to
from scheduler.sender import Outcome, Reason, Refused
from scheduler.tools import Tools
from storage import answer_cards, carers, guardians, outbox, reminders, unanswered
from storage.answer_cards import AnswerCard
from storage.leaders import Leaders
from storage.leases import Leased
from storage.notes import Note
from storage.outbox import Channel, Draft, Purpose
from storage.people import Member, School, school_now
from storage.unanswered import Words
from storage.work import Work

ANSWERED, NOT_NOW, NOBODY, HANDED_OVER = "answered", "not_now", "nobody", "handed_over"


def tell(tools: Tools, moment: At) -> bool:
    """Puts down who hears now that words wait, for all schools; mostly nothing waits so long."""
    with tools.store.reading() as work:
        schools = [one for one in reminders.schools(work) if _cases(work, school_now(work, one), moment)]
    for school_id in schools:
        tools.submit.submit(partial(_put_down, school_id=school_id, moment=moment))
    return False


def _put_down(work: Work, school_id: int, moment: At) -> None:
    """Once for each note and step; what another process said since is not said again."""
    unanswered.take_turn(work)
    drafts = []
    for case in _cases(work, school_now(work, school_id), moment):
        for step, hearer in case.next():
            if case.hand_over(step, hearer):
                continue
            task_id = answer_cards.new_task_id(case.note.id)
            draft = Draft(
                school_id,
                unique_key=unanswered.key(case.note.id, step, moment.today),
                channel=Channel.MEMBER,
                recipient=hearer.user_id,
                purpose=Purpose.UNANSWERED,
                message=case.card(step, task_id),
                due_at=moment.at,
                about={"note": case.note.id, "step": step.value, "task": task_id},
            )
            drafts.append(draft)
    outbox.put(work, drafts, moment.at)


def _cases(work: Work, school: School, moment: At) -> list["_Case"]:
    """What waits in a school and is to be said now."""
    if not may_say(moment.local, school.day, school.calendar):
        return []
    days = days_to_look_at(moment.today, school.calendar)
    first = datetime.combine(days[0], time(), moment.zone).astimezone(UTC)
    found = unanswered.waiting(work, school.id, first)
    said = unanswered.told(work, found, days, moment.zone)
    cases = (_Case.of(work, school, moment, one, said=said.get(one.id, {})) for one in found)
    return [case for case in cases if case and case.is_due() and case.next()]


@dataclass(frozen=True, slots=True)
class _Case:
    """Words that wait in a school, and what was said of them before."""

    work: Work
    school: School
    moment: At
    note: Note
    child: Child
    said: Words

    @classmethod
    def of(cls, work: Work, school: School, moment: At, note: Note, *, said: Words) -> "_Case | None":
        """None where the child is at the school no more."""
        child = school.children.get(note.thread.student_id)
        return cls(work, school, moment, note, child, said) if child else None

    def is_due(self) -> bool:
        told, since = {step: one.told for step, one in self.said.items()}, self.note.settled_at or self.note.written_at
        at = due(since.astimezone(self.moment.zone), told, day=self.school.day, calendar=self.school.calendar)
        return at is not None and at <= self.moment.local

    def next(self) -> list[tuple[Step, Member]]:
        """The next step for which there is anybody, and who that is; nothing where there is none."""
        hearers = ((step, self.hearer(step)) for step in steps_after(self.said))
        return [(step, one) for step, one in hearers if one is not None][:1]

    def hearer(self, step: Step) -> Member | None:
        """Who hears at a step: never whom the words may accuse, nor at a later step somebody who knows."""
        child, accused, on = self.child, barred(self.work, self.note.id), self.moment.today
        if step is Step.READER:
            readers = carers.readers(self.school, self.note.thread.member_id, child, on)
            return next((one for one in readers if one.id not in accused), None)
        besides = {self.note.thread.member_id, *accused, *(one.id for one in self._told())}
        if step is Step.CLASS_TEACHER:
            known = self.school.engine.circumstances
            teachers = carers.class_teachers(self.school, child)
            return next((one for one in teachers if one.id not in besides and not known.on_leave(one.id, on)), None)
        leaders = Leaders.of(self.school).hear(child, escalation.Step.GRADE_LEAD, besides=besides, on=on)
        return leaders[0] if leaders else None

    def card(self, step: Step, task_id: str) -> ButtonCard:
        """The reader is told gently and of the words; whoever helps is not told what they say."""
        note, child = self.note, self.child
        written, today = note.written_at.astimezone(self.moment.zone), self.moment.today
        if step is Step.READER:
            exchange = unanswered.is_exchange(self.work, note)
            label = self._label(child)
            return say.still_waits(task_id, note.id, label, note.text, written, today=today, exchange=exchange)
        label = self._label(replace(child, namesake=True))
        reader = self.school.members[note.thread.member_id].name
        told = [one.name for one in self._told(reached=True)]
        return say.waits_for_somebody(task_id, label, reader, told, written, today=today)

    def hand_over(self, step: Step, hearer: Member) -> bool:
        """Whether the reader has changed, or is away: then somebody else reads the words, and has time to answer."""
        if step is not Step.READER or hearer.id == self.note.thread.member_id:
            return False
        hand_to(self.work, self.note, hearer, self.child, self._label(self.child), at=self.moment)
        return True

    def _label(self, child: Child) -> str:
        guardian = guardians.one(self.work, self.note.thread.guardian_id)
        return say_notes.guardian(child, guardian.relation if guardian else "")

    def _told(self, *, reached: bool = False) -> list[Member]:
        """To whom it was said, in their order; with `reached` only where it arrived, certainly or perhaps."""
        said = (self.said[step] for step in sorted(self.said))
        users = [one.recipient.casefold() for one in said if one.told.reached or not reached]
        by_user = {one.user_id.casefold(): one for one in self.school.members.values()}
        return [by_user[user] for user in users if user in by_user]


def _ready(work: Work, leased: Leased, moment: At) -> Ready | Gone:
    """Nobody has answered meanwhile, and it is still whose it was; else it goes to whose it is now."""
    step, school = Step(leased.about["step"]), school_now(work, leased.school_id)
    note = unanswered.still_waits(work, leased.about["note"])
    if note is None:
        return Gone(ANSWERED)
    if not may_say(moment.local, school.day, school.calendar):
        return Gone(NOT_NOW)
    said = unanswered.told(work, [note], days_to_look_at(moment.today, school.calendar), moment.zone).get(note.id, {})
    before = {one: word for one, word in said.items() if one < step}
    case = _Case.of(work, school, moment, note, said=before)
    hearer = case.hearer(step) if case else None
    if case is None or hearer is None:
        return Gone(NOBODY)
    if case.hand_over(step, hearer):
        return Gone(HANDED_OVER)
    if hearer.user_id.casefold() != leased.recipient.casefold():
        unanswered.readdress(work, leased.id, hearer.user_id)
    given = AnswerCard(leased.about["task"], hearer.id, note.id)
    answer_cards.put(work, school.id, given, moment.at)
    return Ready(hearer.user_id, case.card(step, given.task_id))


def _settled(work: Work, leased: Leased, outcome: Outcome, moment: At) -> None:
    """Whoever cannot be told is not waited for; those who look after the app hear of it."""
    if isinstance(outcome, Refused) and outcome.reason is not Reason.UNSURE and not leased.trial:
        notices.unreached(work, leased, outcome.reason, moment)


UNANSWERED = Handling(_ready, _settled)
