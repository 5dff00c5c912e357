"""What a leader's digest says: how far the children are, who waits and why, whom to ask to stand in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from duty.assess import MET, State
from duty.calendar import Span
from duty.danger import Grade
from duty.escalation import Escalated, Hindrance, Why, can_be_made_up
from duty.kinds import Kind
from duty.messages import Message, Text
from duty.people import Child, Role
from duty.policy import Per, Rule
from duty.reminders import DutyKey
from duty.windows import Window
from language.hear.risk import risk
from language.say import digests as say
from language.say.digests import Candidate, Count, Digest, Left
from scheduler.escalating import Letter
from scheduler.moment import At
from storage import absences, attempts, reminders
from storage.attempts import Tried
from storage.deputy_questions import DeputyQuestion
from storage.duties import books_of
from storage.leaders import candidates, leads_class, role_of
from storage.people import PackPairing, School
from storage.work import Work

_SPARED = (State.EXCUSED, State.SUBSTITUTED)
_NOTHING = (State.FUTURE, State.WAIVED)


def compose(
    work: Work, school: School, letter: Letter, task_id: str, moment: At
) -> tuple[Message, DeputyQuestion | None]:
    """The digest as it is true now; a card where there is something to decide and somebody to choose."""
    facts = _Facts.of(work, school, letter, moment)
    digest = Digest(
        letter.leader.name,
        facts.role,
        facts.grades,
        tuple(facts.counts()),
        tuple(facts.left()),
    )
    question = facts.question(task_id)
    if question is None:
        return Text(say.digest(digest, moment.today)), None
    members, child = school.members, school.children[question.student_ids[0]]
    offered = [Candidate(one, members[one].name, leads_class(members[one], child)) for one in question.candidate_ids]
    mentor = members[question.mentor_id].name
    return say.question(task_id, digest, mentor, offered, moment.today, away=question.away), question


@dataclass(frozen=True, slots=True)
class _Facts:
    """A letter and where its facts are found. `grades`: of which children it speaks, () for the whole school."""

    work: Work
    school: School
    letter: Letter
    moment: At
    role: Role | None
    grades: tuple[str, ...]
    children: Mapping[int, Child]

    @classmethod
    def of(cls, work: Work, school: School, letter: Letter, moment: At) -> "_Facts":
        """A lead of all these grades hears of them, anybody else of the school."""
        wanted = tuple(dict.fromkeys(school.children[one.standing.student_id].grade for one in letter.found))
        posts = letter.leader.posts
        own = {post.grade for post in posts if post.role is Role.GRADE_LEAD}
        grades = wanted if own.issuperset(wanted) else ()
        children = [one for one in school.children.values() if not grades or one.grade in grades]
        names = Counter(one.name for one in children)
        told_apart = {one.id: replace(one, namesake=not grades or names[one.name] > 1) for one in children}
        return cls(work, school, letter, moment, role_of(letter.leader, grades), grades, told_apart)

    def counts(self) -> Iterator[Count]:
        """How the most frequent kinds and periods of the letter stand among all the children."""
        found: dict[tuple[Kind, Per, date], list[Escalated]] = defaultdict(list)
        for one in self.letter.found:
            item = one.standing.assessment
            if item.per is not Per.ONCE:
                found[item.kind, item.per, item.window.last].append(one)
        groups = sorted(found, key=lambda group: (-len(found[group]), group))[: say.MOST_COUNTS]
        windows = [found[group][0].standing.assessment.window for group in groups]
        if not groups:
            return
        books = books_of(self.work, self.children, min(one.first for one in windows), self.moment.zone)
        for (kind, per, _), window in zip(groups, windows, strict=True):
            states: dict[int, list[State]] = defaultdict(list)
            for pack, rule, same in self._of_period(kind, per, window):
                item = self.school.engine.assess(rule, same, pack.pairing, books, on=self.moment.today)
                states[pack.pairing.student_id] += [] if item.state in _NOTHING else [item.state]
            asked = [one for one in states.values() if one]
            done = sum(all(state in MET for state in one) for one in asked)
            met = sum(all(state in (*MET, *_SPARED) for state in one) for one in asked)
            yield Count(kind, per, window, len(asked), done, met - done)

    def _of_period(self, kind: Kind, per: Per, window: Window) -> Iterator[tuple[PackPairing, Rule, Window]]:
        """The windows of the same period, of every pairing of the children that holds."""
        for pack in chain.from_iterable(self.school.pairings.values()):
            if pack.pairing.student_id not in self.children or not pack.pairing.holds(self.moment.today):
                continue
            for rule, other in self.school.engine.windows(self.school.policies[pack.pack], pack.pairing):
                same = other.first <= window.last and window.first <= other.last
                if same and (rule.kind, rule.per) == (kind, per) and not rule.nudge:
                    yield pack, rule, other

    def left(self) -> list[Left]:
        """Each child and kind once; those of who is on leave first, then by class."""
        hindrances = _Hindrances.of(self.work, self.school, self.letter.found, self.moment.today)
        found: dict[tuple[int, int, Kind], Left] = {}
        for one in self.letter.found:
            key = one.standing.key
            child, mentor = self.children[key.student_id], self.school.members[key.mentor_id]
            left = Left(child, mentor.id, mentor.name, key.kind, hindrances.of_duty(one))
            found.setdefault((mentor.id, child.id, key.kind), left)
        return sorted(found.values(), key=_place)

    def question(self, task_id: str) -> DeputyQuestion | None:
        """Who stands in for whoever has the oldest of these duties and nobody named: of those on leave first, else of
        those from whom no word came.
        """
        today, known = self.moment.today, self.school.engine.circumstances
        named = absences.named_deputies(self.work, self.school, today)
        hindrances = _Hindrances.of(self.work, self.school, self.letter.found, today)
        nobody = [
            one
            for one in self.letter.found
            if absences.deputy_for(named, one.standing.mentor_id, one.standing.student_id) is None
        ]
        on_leave = [one for one in nobody if known.on_leave(one.standing.mentor_id, today)]
        # Nobody is asked to help with what can be made up no more.
        wanted = [one for one in nobody if can_be_made_up(one.standing)]
        alone = on_leave or [one for one in wanted if hindrances.of_duty(one).why is Why.NO_WORD]
        if not alone:
            return None
        mentor = min(alone, key=lambda one: (one.standing.key.window_last, one.standing.mentor_id)).standing.mentor_id
        mine = [one for one in alone if one.standing.mentor_id == mentor]
        students = tuple(dict.fromkeys(one.standing.student_id for one in mine))
        until = max(self._until(one) for one in mine)
        child, days = self.school.children[students[0]], Span(today, max(until, today))
        offered = candidates(self.school, mentor, child, days, {one.standing.mentor_id for one in self.letter.found})
        if not offered:
            return None
        leader, ids = self.letter.leader.id, tuple(one.id for one in offered)
        return DeputyQuestion(task_id, self.school.id, leader, mentor, students, ids, until, away=bool(on_leave))

    def _until(self, one: Escalated) -> date:
        """Until it can be made up for; and while the mentor is away, until what is asked of the same kind now ends."""
        item, mentor = one.standing.assessment, one.standing.mentor_id
        running = (
            window.last
            for pack in self.school.pairings[mentor]
            if pack.pairing.student_id == one.standing.student_id
            for rule, window in self.school.engine.windows(self.school.policies[pack.pack], pack.pairing)
            if rule.kind is item.kind and window.covers(self.moment.today)
        )
        back = _back(self.school, mentor, self.moment.today) or self.moment.today
        return max(item.window.makeup_end, min(max(running, default=back), back))


@dataclass(frozen=True, slots=True)
class _Hindrances:
    """What is known to be in the way of duties."""

    school: School
    tried: Iterable[Tried]
    put_off: Mapping[DutyKey, date]
    today: date

    @classmethod
    def of(cls, work: Work, school: School, found: Collection[Escalated], today: date) -> "_Hindrances":
        since = min((one.standing.assessment.window.first for one in found), default=today)
        tried = attempts.tried(work, (one.standing.student_id for one in found), since)
        put_off = reminders.snoozed(work, {one.standing.mentor_id for one in found}, since)
        return cls(school, tried, put_off, today)

    def of_duty(self, one: Escalated) -> Hindrance:
        key, window = one.standing.key, one.standing.assessment.window
        if self.school.engine.circumstances.on_leave(key.mentor_id, self.today):
            return Hindrance(Why.ON_LEAVE, _back(self.school, key.mentor_id, self.today))
        for tried in self.tried:
            if tried.student_id == key.student_id and tried.kind is key.kind and tried.day >= window.first:
                return Hindrance(Why.TRIED, reason=tried.why, words=self._harmless(tried.words))
        if key in self.put_off:
            return Hindrance(Why.PUT_OFF, self.put_off[key])
        return Hindrance(Why.NO_WORD)

    def _harmless(self, words: str) -> str:
        """Words of danger have ways of their own, and are quoted nowhere else."""
        return words if risk(words).grade is Grade.NONE else ""


def _back(school: School, mentor_id: int, today: date) -> date | None:
    """The last day of the leave that a member is on."""
    spans = school.engine.circumstances.leaves.get(mentor_id, ())
    return max((span.last for span in spans if span.first <= today <= span.last), default=None)


def _place(left: Left) -> tuple[bool, str, str, int, int]:
    child = left.child
    return left.hindrance.why is not Why.ON_LEAVE, child.grade, child.class_name, left.mentor_id, child.id
