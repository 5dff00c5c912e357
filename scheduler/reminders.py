"""Reminders on a tick: who must hear today of what, said once, and checked again before it goes."""

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial

from duty.assess import State
from duty.calendar import ONE_DAY, SchoolCalendar
from duty.escalation import Step, step_day
from duty.messages import Card
from duty.people import Child
from duty.reminders import DutyKey, Standing, Wish, days_to_say, look_ahead, to_say
from language.say import reminders as say
from language.say.digests import leader
from scheduler import notices
from scheduler.handling import Gone, Ready
from scheduler.moment import At
from scheduler.sender import Delivered, Outcome, Reason, Refused
from scheduler.tools import Tools
from storage import cards, looks, outbox, reminders
from storage.cards import CardItem, StoredCard
from storage.charges import Charge, books_for, charge, charges, looks_after, standings
from storage.leaders import Leaders, role_of
from storage.leases import Leased
from storage.looks import Looked
from storage.outbox import Channel, Draft, Purpose
from storage.people import Member, School, school_now
from storage.reminders import Marked, Said
from storage.work import Work

# So many members a transaction: whoever writes to the bot meanwhile waits no longer than for these.
CHUNK = 50
DAY_OVER, NOTHING_LEFT = "day_over", "nothing_left"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one member must hear on a day; the children as the member tells them apart.

    `ahead` is what comes later in the week, said along with the rest on its first day. `owners` are the names of the
    colleagues in whose stead some of it is done. `helping`: who is asked for help with what is empty, if it stays so.
    """

    school_id: int
    member: Member
    wishes: tuple[Wish, ...]
    children: Mapping[int, Child]
    ahead: tuple[Standing, ...] = ()
    owners: Mapping[int, str] = field(default_factory=dict)
    helping: say.Help | None = None


def remind(tools: Tools, moment: At) -> None:
    """Puts down every reminder of this day that is not put down yet, for all schools; at other hours nothing."""
    midnight = datetime.combine(moment.today, time(), moment.zone)
    with tools.store.reading() as work:
        schools = reminders.schools(work)
        some_left = reminders.has_unsent(work, midnight)
    if some_left:
        tools.submit.submit(partial(reminders.drop_unsent, before=midnight, at=moment.at))
    for school_id in schools:
        _remind_school(tools, school_id, moment)


def _remind_school(tools: Tools, school_id: int, moment: At) -> None:
    with tools.store.reading() as work:
        school = school_now(work, school_id)
        if not is_time(school, moment):
            return
        mentors = sorted(looks.mentors_to_look_at(work, school_id, moment.today))
    for start in range(0, len(mentors), CHUNK):
        with tools.store.reading() as work:
            letters, looked = letters_of(work, school, mentors[start : start + CHUNK], moment)
        tools.submit.submit(partial(_put_down, letters=letters, looked=looked, moment=moment, calendar=school.calendar))


def is_time(school: School, moment: At) -> bool:
    """Whether the school is spoken to of its duties: on a day for it, from its hour on, out of quiet hours."""
    clock = moment.local
    return (
        clock.time() >= school.day.remind_at
        and not school.day.is_quiet(clock)
        and school.calendar.is_reminding_day(moment.today)
    )


def letters_of(
    work: Work, school: School, mentor_ids: Collection[int], moment: At
) -> tuple[list[Letter], list[Looked]]:
    """What must be said today of the duties of these mentors, and when each must be looked at again.

    From a few questions however many they are.
    """
    today = moment.today
    theirs = charges(school, mentor_ids, today)
    owners = {one.pairing.mentor_id for each in theirs for one in each.pairings} | set(mentor_ids)
    since = min(days_to_say(today, school.calendar))
    said, snoozed = reminders.said_of(work, owners, since), reminders.snoozed(work, owners, since)
    books = books_for(work, school, [one for each in theirs for one in each.pairings], today, moment.zone)
    leaders = Leaders.of(school)
    found = (
        _letter(
            leaders,
            each,
            list(standings(school, each.pairings, books, today)),
            said=said,
            snoozed=snoozed,
            today=today,
        )
        for each in theirs
    )
    put_off = [(key.mentor_id, key.student_id, day) for key, day in snoozed.items()]
    return [letter for letter in found if letter], looks_after(work, school, mentor_ids, today, put_off)


def _letter(
    leaders: Leaders,
    theirs: Charge,
    found: Sequence[Standing],
    *,
    said: Collection[Said],
    snoozed: Mapping[DutyKey, date],
    today: date,
) -> Letter | None:
    school = leaders.school
    calendar, member = school.calendar, school.members[theirs.member_id]
    leave = school.engine.circumstances.last_leave(member.id, today)
    leaves = {member.id: leave} if leave else {}
    wishes = to_say(found, today=today, calendar=calendar, said=said, snoozed=snoozed, leaves=leaves)
    if not wishes:
        return None
    waiting = [one for one in found if today >= snoozed.get(one.key, today)]
    ahead = look_ahead(waiting, wishes, today=today, calendar=calendar)
    children, owners = told_apart(school, member, today), in_stead(school, member, found)
    return Letter(school.id, member, wishes, children, ahead, owners, _helping(leaders, member, wishes, today))


def told_apart(school: School, member: Member, on: date) -> dict[int, Child]:
    """The children in a member's care, as the member tells them apart."""
    care = school.in_care_of(member, on)
    names = Counter(child.name for child in care)
    return {child.id: replace(child, namesake=names[child.name] > 1) for child in care}


def in_stead(school: School, member: Member, found: Iterable[Standing]) -> dict[int, str]:
    """The names of the colleagues in whose stead a member does some of it."""
    return {one.mentor_id: school.members[one.mentor_id].name for one in found if one.mentor_id != member.id}


def _helping(leaders: Leaders, member: Member, wishes: Sequence[Wish], today: date) -> say.Help | None:
    """Before a leader hears of what is empty, whoever is to do it is told who that will be, and when."""
    said: set[str] = set()
    for one in (wish.standing for wish in wishes if wish.days and wish.standing.assessment.state is State.OVERDUE):
        child = leaders.school.children[one.student_id]
        hearing = leaders.hear(child, Step.GRADE_LEAD, besides={one.mentor_id, member.id}, on=today)
        said.update(leader(first.name, role_of(first, [child.grade])) for first in hearing[:1])
    if not said:
        return None
    return say.Help(step_day(today, Step.GRADE_LEAD, leaders.school.calendar), min(said) if len(said) == 1 else "")


def ready(work: Work, leased: Leased, moment: At) -> Ready | Gone:
    """The message as it must be said now. What could not go on its day is left to the next day's message."""
    day, member_id, task_id = date.fromisoformat(leased.about["day"]), leased.about["member"], leased.about["task"]
    if moment.today != day:
        reminders.unmark(work, leased.id)
        return Gone(DAY_OVER)
    school = school_now(work, leased.school_id)
    if member_id not in school.members:
        return Gone(NOTHING_LEFT)
    letter = _letter_now(work, school, leased, moment)
    if letter is None:
        return Gone(NOTHING_LEFT)
    card, items = compose(task_id, letter, day)
    cards.change(work, task_id, items)
    reminders.remark(work, _marked(letter, leased.id))
    return Ready(letter.member.user_id, card)


def _letter_now(work: Work, school: School, leased: Leased, moment: At) -> Letter | None:
    """What is left to say of what this message was to say."""
    today, theirs = moment.today, charge(school, leased.about["member"], moment.today)
    owners, since = {one.pairing.mentor_id for one in theirs.pairings}, min(days_to_say(today, school.calendar))
    books = books_for(work, school, theirs.pairings, today, moment.zone)
    return _letter(
        Leaders.of(school),
        theirs,
        list(standings(school, theirs.pairings, books, today)),
        said=reminders.said_of(work, owners, since, besides=leased.id),
        snoozed=reminders.snoozed(work, owners, since),
        today=today,
    )


def settled(work: Work, leased: Leased, outcome: Outcome, moment: At) -> None:
    """Whom a reminder does not reach can do nothing about it: those who look after the app hear of it."""
    if isinstance(outcome, Delivered):
        reminders.sent(work, leased.id, moment.today)
    # In a trial it was for somebody else than it names.
    elif isinstance(outcome, Refused) and outcome.reason is not Reason.UNSURE and not leased.trial:
        notices.unreached(work, leased, outcome.reason, moment)


def _put_down(
    work: Work, letters: Sequence[Letter], looked: Sequence[Looked], moment: At, calendar: SchoolCalendar
) -> None:
    """Once for each member and day; what another process said since is not said again."""
    reminders.take_turn(work)
    since = min(days_to_say(moment.today, calendar))
    owners = {key.mentor_id for letter in letters for key, _ in _saying(letter)}
    said = reminders.said_of(work, owners, since)
    drafts: dict[str, tuple[Letter, StoredCard, Draft]] = {}
    for letter in letters:
        if all(one in said for one in _saying(letter)):
            continue
        card, draft = _draft(letter, moment)
        drafts[draft.unique_key] = letter, card, draft
    new = outbox.put(work, [draft for _, _, draft in drafts.values()], moment.at)
    reminders.mark(work, [_marked(drafts[key][0], row_id) for key, row_id in new.items()])
    cards.save(work, [drafts[key][1] for key in new], moment.at)
    # Whoever had a message today already hears of what came up since tomorrow.
    tomorrow, full = moment.today + ONE_DAY, [letter for key, (letter, _, _) in drafts.items() if key not in new]
    waiting = {key.mentor_id for letter in full for key, _ in _saying(letter)}
    soon = [replace(one, again_on=min(one.again_on, tomorrow)) if one.mentor_id in waiting else one for one in looked]
    looks.looked(work, soon)


def _draft(letter: Letter, moment: At) -> tuple[StoredCard, Draft]:
    day, member = moment.today, letter.member
    task_id = f"r-{member.id}-{day:%Y%m%d}-{secrets.token_hex(4)}"
    message, items = compose(task_id, letter, day)
    draft = Draft(
        school_id=letter.school_id,
        unique_key=reminders.reminder_key(member.id, day),
        channel=Channel.MEMBER,
        recipient=member.user_id,
        purpose=Purpose.REMINDER,
        message=message,
        due_at=moment.at,
        about={"member": member.id, "day": day.isoformat(), "task": task_id},
    )
    return StoredCard(task_id, letter.school_id, member.id, items), draft


def compose(task_id: str, letter: Letter, today: date) -> tuple[Card, tuple[CardItem, ...]]:
    """The card, and what its lines stand for."""
    wished = [_wished(letter, wish.standing) for wish in letter.wishes]
    offered, ahead = say.lines(wished, today), [_wished(letter, one) for one in letter.ahead]
    items = tuple(
        CardItem(
            line.id,
            line.wished.assessment.mentor_id,
            line.wished.child.id,
            line.wished.assessment.kind,
            line.wished.assessment.window.first,
            line.wished.assessment.window.last,
            line.text,
        )
        for line in offered
    )
    return say.reminder(task_id, letter.member.name, wished, offered, today, ahead=ahead, helping=letter.helping), items


def _wished(letter: Letter, one: Standing) -> say.Wished:
    return say.Wished(letter.children[one.student_id], one.assessment, letter.owners.get(one.mentor_id, ""))


def _saying(letter: Letter) -> tuple[Said, ...]:
    return tuple((wish.standing.key, day) for wish in letter.wishes for day in wish.days)


def _marked(letter: Letter, outbox_id: int) -> Marked:
    return Marked(letter.school_id, outbox_id, _saying(letter))
