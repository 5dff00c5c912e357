"""Scopes: the children whom somebody leads by post, how their duties stand, and who of them is without what."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select

from duty.assess import Assessment, State
from duty.consent import VERSION
from duty.coverage import Cared, Gaps, gaps
from duty.escalation import LONGEST_MISSED
from duty.people import Child, Role
from duty.policy import Coverage, Policy, Scope
from duty.reminders import Standing, is_spoken_of_after
from duty.school import Books
from duty.windows import Pairing
from storage.charges import windows_now
from storage.circumstances import DETAILS, STUDENT
from storage.deeds import records_by
from storage.duties import books_of, books_of_school
from storage.guardians import GUARDIAN
from storage.people import SCHOOL, Member, PackPairing, Post, School
from storage.roster.details import GUARDIAN_DETAILS
from storage.work import Work

LEADING = frozenset({Role.CLASS_TEACHER, Role.GRADE_LEAD, Role.COORDINATOR, Role.PRINCIPAL})
# Of more children than these the whole school is asked for at once.
MANY = 400


def leading(member: Member) -> list[Post]:
    """The posts by which a member looks after others' children, too."""
    return [post for post in member.posts if post.role in LEADING]


def led_by(school: School, member: Member) -> tuple[Child, ...]:
    """The children whom a member looks after by post, class by class in the order of the roster."""
    found = [school.children[student] for student in sorted(school.reached(member))]
    classes = {place: number for number, place in enumerate(dict.fromkeys(map(_class, school.children.values())))}
    return tuple(sorted(found, key=lambda child: classes[_class(child)]))


def _class(child: Child) -> tuple[str, str]:
    return child.grade, child.class_name


def pairings_of(school: School, student_ids: Collection[int], on: date) -> list[PackPairing]:
    """The pairings of these children, also the earlier ones of a mentor who has the child again or still."""
    wanted = frozenset(student_ids)
    found = [one for own in school.pairings.values() for one in own if one.pairing.student_id in wanted]
    now = {(one.pairing.mentor_id, one.pairing.student_id) for one in found if one.pairing.holds(on)}
    return [one for one in found if (one.pairing.mentor_id, one.pairing.student_id) in now]


def standings_of(
    work: Work,
    school: School,
    pairings: Collection[PackPairing],
    on: date,
    zone: ZoneInfo,
    *,
    about: date | None = None,
) -> Iterator[Standing]:
    """How everything stands of these pairings that can be met or made up on a day, or ran on another; no nudges."""
    about = about or on
    books = _books(work, school, pairings, (on, about), zone)
    for one in pairings:
        mentor, student = one.pairing.mentor_id, one.pairing.student_id
        for item in school.engine.of_pairing(school.policies[one.pack], one.pairing, books, on=on, about=about):
            yield Standing(mentor, student, item)


def missed_of(
    work: Work, school: School, pairings: Collection[PackPairing], on: date, zone: ZoneInfo
) -> list[Standing]:
    """What stayed empty and can be made up no more, for as long as leaders may hear of it."""
    over = [
        (one.pairing, rule, window)
        for one in pairings
        for rule, window in school.engine.windows(school.policies[one.pack], one.pairing)
        if window.makeup_end < on <= window.makeup_end + LONGEST_MISSED
        if is_spoken_of_after(rule, window, school.calendar)
    ]
    begin = min((window.first for _, _, window in over), default=date.max)
    books = _books_since(work, school, {pairing.student_id for pairing, _, _ in over}, begin, zone)
    found = (
        Standing(pairing.mentor_id, pairing.student_id, school.engine.assess(rule, window, pairing, books, on=on))
        for pairing, rule, window in over
    )
    return [one for one in found if one.assessment.state is State.MISSED]


def _books(
    work: Work, school: School, pairings: Collection[PackPairing], days: Iterable[date], zone: ZoneInfo
) -> Books:
    firsts = (window.first for day in days for _, window in windows_now(school, pairings, day))
    begin = min(firsts, default=date.max)
    return _books_since(work, school, {one.pairing.student_id for one in pairings}, begin, zone)


def _books_since(work: Work, school: School, ids: Collection[int], begin: date, zone: ZoneInfo) -> Books:
    if len(ids) > MANY:
        return books_of_school(work, school.id, zone, since=begin)
    return books_of(work, ids, begin, zone)


def own_duties(
    work: Work, school: School, mentor_ids: Collection[int], on: date, zone: ZoneInfo
) -> dict[int, list[Assessment]]:
    """What these mentors owe by themselves, whomever they do it for ("ten families"): what can be met or made up."""
    asked = [one for mentor in mentor_ids for one in _own(school, mentor, on)]
    windows = [item.window for one in asked for item in _assessed(school, one, Books(), on)]
    if not windows:
        return {}
    doers = {doer for one in asked for doer in _doers(school, one.mentor_id)}
    books = Books(records_by(work, doers, min(window.first for window in windows), zone))
    found: dict[int, list[Assessment]] = {}
    for one in asked:
        found.setdefault(one.mentor_id, []).extend(_assessed(school, one, books, on))
    return found


@dataclass(frozen=True, slots=True)
class _Own:
    """The pairings of a mentor under one policy that asks something of the mentor."""

    mentor_id: int
    policy: Policy
    pairings: tuple[Pairing, ...]


def _own(school: School, mentor_id: int, on: date) -> Iterator[_Own]:
    theirs = school.pairings.get(mentor_id, ())
    for pack in dict.fromkeys(one.pack for one in theirs if one.pairing.holds(on)):
        policy = school.policies[pack]
        if _has_own_rules(policy):
            yield _Own(mentor_id, policy, tuple(one.pairing for one in theirs if one.pack == pack))


def _assessed(school: School, own: _Own, books: Books, on: date) -> list[Assessment]:
    found = school.engine.of_mentor(own.policy, own.mentor_id, own.pairings, books, on=on)
    return [item for item in found if item.window.first <= on <= item.window.makeup_end and not item.rule.nudge]


def _doers(school: School, mentor_id: int) -> Iterable[int]:
    return (mentor_id, *(one.deputy_id for one in school.engine.circumstances.deputies.get(mentor_id, ())))


def _has_own_rules(policy: Policy) -> bool:
    return any(rule.scope is Scope.MENTOR for version in policy.versions for rule in version.pack.rules)


def coverage_of(school: School, on: date) -> tuple[Coverage, ...]:
    """What the policies that are followed on a day ask besides deeds."""
    packs = dict.fromkeys(one.pack for own in school.pairings.values() for one in own if one.pairing.holds(on))
    return tuple(one for pack in packs for one in school.policies[pack].on(on).coverage)


def gaps_of(work: Work, school: School, student_ids: Collection[int], mentor_ids: Collection[int], on: date) -> Gaps:
    """Who of these is without what the policies ask for; a mentor is without where nobody is paired at all.

    What need not be known is not asked for.
    """
    asked = (*coverage_of(school, on), Coverage(mentees=1))
    holding = [one.pairing for own in school.pairings.values() for one in own if one.pairing.holds(on)]
    mentored, counted = {one.student_id for one in holding}, Counter(one.mentor_id for one in holding)
    categories = _categories(work, student_ids) if any(one.categories for one in asked) else {}
    cards = _with_card(work, student_ids) if any(one.contact_card for one in asked) else frozenset()
    followed = _followed(work, student_ids) if any(one.follower for one in asked) else frozenset()
    students = (
        Cared(
            student,
            categories.get(student, frozenset()),
            mentor=student in mentored,
            contact_card=student in cards,
            follower=student in followed,
        )
        for student in student_ids
    )
    return gaps(asked, students, {mentor: counted[mentor] for mentor in mentor_ids})


def without_mentor(school: School, student_ids: Iterable[int], on: date) -> list[int]:
    """Those whom nobody is paired with on a day, whether or not a policy asks for it."""
    mentored = {one.pairing.student_id for own in school.pairings.values() for one in own if one.pairing.holds(on)}
    return [student for student in student_ids if student not in mentored]


def _categories(work: Work, student_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
    asked = select(STUDENT.c.id, STUDENT.c.sealed_details).where(STUDENT.c.id.in_(list(student_ids)))
    rows = work.direct.execute(asked)
    return {row.id: frozenset(work.vault.open_json(row.sealed_details, DETAILS).get("categories", ())) for row in rows}


def _with_card(work: Work, student_ids: Collection[int]) -> frozenset[int]:
    """Those with a guardian whose phone is known, and whom the school speaks with."""
    asked = select(GUARDIAN.c.student_id, GUARDIAN.c.sealed_details).where(*_spoken_with(student_ids))
    rows = work.direct.execute(asked)
    return frozenset(
        row.student_id for row in rows if work.vault.open_json(row.sealed_details, GUARDIAN_DETAILS).get("phone")
    )


def _followed(work: Work, student_ids: Collection[int]) -> frozenset[int]:
    agreed = or_(SCHOOL.c.asks_consent.is_(False), GUARDIAN.c.consent_version == VERSION)
    asked = select(GUARDIAN.c.student_id).join(SCHOOL, SCHOOL.c.id == GUARDIAN.c.school_id)
    rows = work.direct.execute(asked.where(*_spoken_with(student_ids), GUARDIAN.c.follows, agreed))
    return frozenset(rows.scalars())


def _spoken_with(student_ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    theirs = GUARDIAN.c.student_id.in_(list(student_ids))
    return theirs, GUARDIAN.c.no_contact.is_(False), GUARDIAN.c.removed_at.is_(None)
