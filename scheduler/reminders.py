"""Reminders on a tick: who must hear today of what, said once, and checked again before it goes."""

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from duty.assess import Record, assess_current
from duty.calendar import SchoolCalendar
from duty.messages import Card
from duty.people import Child
from duty.policy import PACKS, Per
from duty.quiet import USUAL_DAY
from duty.reminders import DutyKey, Standing, Wish, days_to_say, may_speak, to_say
from duty.windows import Window, pack_windows
from language.say import reminders as say
from scheduler import notices
from scheduler.handling import Gone, Ready
from scheduler.moment import At
from scheduler.sender import Outcome, Reason, Refused
from scheduler.tools import Look, Tools
from storage import cards, deeds, outbox, reminders
from storage.cards import CardItem, StoredCard
from storage.leases import Leased
from storage.mentors import calendar_of, load_mentor, spans_of_pairings
from storage.outbox import Channel, Draft, Purpose
from storage.people import Member, PackPairing, School, load_school
from storage.reminders import Marked, Said
from storage.work import Work

# So many messages a transaction: whoever writes to the bot meanwhile waits no longer than for these.
CHUNK = 50
# A change of the roster is seen at once; what else may give somebody something to hear (a deed that was taken
# back, the clock) may wait for so long.
LOOK_AGAIN = timedelta(minutes=10)
DAY_OVER, NOTHING_LEFT = "day_over", "nothing_left"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mentor must hear on a day; the children as the mentor tells them apart."""

    school_id: int
    mentor: Member
    wishes: tuple[Wish, ...]
    children: Mapping[int, Child]


@dataclass(frozen=True, slots=True)
class _Books:
    """What was said and put off in a school, by member, and what was done, by member and child."""

    said: Mapping[int, Collection[Said]]
    snoozed: Mapping[int, Mapping[DutyKey, date]]
    records: Mapping[tuple[int, int], Sequence[Record]]


def remind(tools: Tools, moment: At) -> None:
    """Puts down every reminder of this day that is not put down yet, for all schools; at other hours nothing."""
    if moment.local.time() < USUAL_DAY.remind_at or USUAL_DAY.is_quiet(moment.local):
        return
    midnight = datetime.combine(moment.today, time(), moment.zone)
    with tools.store.reading() as work:
        versions = reminders.roster_versions(work)
        some_left = reminders.has_unsent(work, midnight)
    if some_left:
        tools.submit.submit(partial(reminders.drop_unsent, before=midnight, at=moment.at))
        tools.looks.clear()
    for school_id, version in versions.items():
        if _is_looked_at(tools.looks.get(school_id), version, moment):
            continue
        _remind_school(tools, school_id, moment)
        tools.looks[school_id] = Look(moment.today, version, moment.at)


def _is_looked_at(last: Look | None, version: int, moment: At) -> bool:
    """Whether a school need not be gone through again yet; the clock may also have been set back."""
    if last is None or (last.day, last.version) != (moment.today, version):
        return False
    return last.at < moment.at < last.at + LOOK_AGAIN


def _remind_school(tools: Tools, school_id: int, moment: At) -> None:
    with tools.store.reading() as work:
        letters = letters_of_school(work, school_id, moment)
    for start in range(0, len(letters), CHUNK):
        tools.submit.submit(partial(_put_down, letters=letters[start : start + CHUNK], moment=moment))


def letters_of_school(work: Work, school_id: int, moment: At) -> list[Letter]:
    """Whom a school's mentors must be reminded of today, from a few questions however many they are."""
    today, calendar = moment.today, calendar_of(work, school_id)
    if not calendar.is_working_day(today):
        return []
    since = min(days_to_say(today, calendar))
    snoozed = reminders.snoozed_in_school(work, school_id, since)
    ended = any(until <= today for of_member in snoozed.values() for until in of_member.values())
    windows = _current(spans_of_pairings(work, school_id), calendar, today)
    if not windows or not (ended or may_speak(windows, today, calendar)):
        return []
    records = deeds.school_records(work, school_id, moment.zone, since=_begin(windows))
    books = _Books(reminders.said_in_school(work, school_id, since), snoozed, records)
    return list(_letters(load_school(work, school_id), books, today))


def ready(work: Work, leased: Leased, moment: At) -> Ready | Gone:
    """The message as it must be said now. What could not go on its day is left to the next day's message."""
    day, member_id, task_id = date.fromisoformat(leased.about["day"]), leased.about["member"], leased.about["task"]
    if moment.today != day:
        reminders.unmark(work, leased.id)
        return Gone(DAY_OVER)
    school = load_mentor(work, leased.school_id, member_id)
    if school is None:
        return Gone(NOTHING_LEFT)
    letter = _letter_of_mentor(work, school, leased, moment)
    if letter is None:
        return Gone(NOTHING_LEFT)
    namesakes = set(leased.about["namesakes"])
    told_apart = {id_: replace(child, namesake=id_ in namesakes) for id_, child in letter.children.items()}
    card, items = _compose(task_id, replace(letter, children=told_apart), day)
    cards.change(work, task_id, items)
    return Ready(letter.mentor.user_id, card)


def settled(work: Work, leased: Leased, outcome: Outcome, moment: At) -> None:
    """Whom a reminder does not reach can do nothing about it: those who look after the app hear of it."""
    # In a trial it was for somebody else than it names.
    if isinstance(outcome, Refused) and outcome.reason is not Reason.UNSURE and not leased.trial:
        notices.unreached(work, leased, outcome.reason, moment)


def _current(pairings: Iterable[PackPairing], calendar: SchoolCalendar, today: date) -> set[tuple[Per, Window]]:
    """The windows that can be met or made up today: from the days of the pairings alone, nobody is loaded."""
    return {
        (rule.per, window)
        for one in pairings
        for rule, window in pack_windows(PACKS[one.pack], one.pairing, calendar)
        if window.first <= today <= window.makeup_end
    }


def _begin(windows: Iterable[tuple[Per, Window]]) -> date:
    """The first day for which a deed can count in any of the windows: of all the years only these are asked for."""
    return min((window.first for _, window in windows), default=date.max)


def _letters(school: School, books: _Books, today: date) -> Iterator[Letter]:
    for member_id in school.pairings:
        letter = _letter(school, member_id, books, today)
        if letter is not None:
            care = school.in_care_of(letter.mentor, today)
            names = Counter(child.name for child in care)
            children = {child.id: replace(child, namesake=names[child.name] > 1) for child in care}
            yield replace(letter, children=children)


def _letter(school: School, member_id: int, books: _Books, today: date) -> Letter | None:
    wishes = to_say(
        _standings(school, member_id, books.records, today),
        today=today,
        calendar=school.calendar,
        said=books.said.get(member_id, ()),
        snoozed=books.snoozed.get(member_id, {}),
    )
    return Letter(school.id, school.members[member_id], wishes, school.children) if wishes else None


def _letter_of_mentor(work: Work, school: School, leased: Leased, moment: At) -> Letter | None:
    """What is left to say of what this message was to say."""
    (member_id,) = school.members
    children, since = list(school.children), min(days_to_say(moment.today, school.calendar))
    begin = _begin(_current(school.pairings[member_id], school.calendar, moment.today))
    records = deeds.records_since(work, member_id, children, begin, moment.zone)
    books = _Books(
        reminders.said_to(work, [member_id], since, besides=leased.id),
        {member_id: reminders.snoozed_by(work, member_id)},
        {(member_id, child): held for child, held in records.items()},
    )
    return _letter(school, member_id, books, moment.today)


def _standings(
    school: School, member_id: int, records: Mapping[tuple[int, int], Sequence[Record]], today: date
) -> Iterator[Standing]:
    """What can be met or made up today for the children who are the mentor's today."""
    pairings = school.pairings[member_id]
    mine = {one.pairing.student_id for one in pairings if one.pairing.holds(today)}
    for one in pairings:
        child = one.pairing.student_id
        if child not in mine:
            continue
        held = records.get((member_id, child), ())
        found = assess_current(PACKS[one.pack], one.pairing, held, on=today, about=today, calendar=school.calendar)
        yield from (Standing(child, item) for item in found)


def _put_down(work: Work, letters: Sequence[Letter], moment: At) -> None:
    """Once for each mentor and day; what another process said since is not said again."""
    reminders.take_turn(work)
    calendar = calendar_of(work, letters[0].school_id)
    since = min(days_to_say(moment.today, calendar))
    said = reminders.said_to(work, [letter.mentor.id for letter in letters], since)
    drafts: dict[str, tuple[Letter, StoredCard, Draft]] = {}
    for letter in letters:
        if all(one in said.get(letter.mentor.id, ()) for one in _saying(letter)):
            continue
        card, draft = _draft(letter, moment)
        drafts[draft.unique_key] = letter, card, draft
    new = outbox.put(work, [draft for _, _, draft in drafts.values()], moment.at)
    reminders.mark(work, [_marked(drafts[key][0], row_id) for key, row_id in new.items()])
    cards.save(work, [drafts[key][1] for key in new], moment.at)


def _draft(letter: Letter, moment: At) -> tuple[StoredCard, Draft]:
    day, mentor = moment.today, letter.mentor
    task_id = f"r-{mentor.id}-{day:%Y%m%d}-{secrets.token_hex(4)}"
    message, items = _compose(task_id, letter, day)
    named = {wish.standing.student_id for wish in letter.wishes}
    draft = Draft(
        school_id=letter.school_id,
        unique_key=f"reminder:{mentor.id}:{day.isoformat()}",
        channel=Channel.MEMBER,
        recipient=mentor.user_id,
        purpose=Purpose.REMINDER,
        message=message,
        due_at=moment.at,
        about={
            "member": mentor.id,
            "day": day.isoformat(),
            "task": task_id,
            "namesakes": sorted(child for child in named if letter.children[child].namesake),
        },
    )
    return StoredCard(task_id, letter.school_id, mentor.id, items), draft


def _compose(task_id: str, letter: Letter, today: date) -> tuple[Card, tuple[CardItem, ...]]:
    """The card, and what its lines stand for."""
    wished = [say.Wished(letter.children[wish.standing.student_id], wish.standing.assessment) for wish in letter.wishes]
    offered = say.lines(wished, today)
    items = tuple(
        CardItem(
            line.id,
            line.wished.child.id,
            line.wished.assessment.kind,
            line.wished.assessment.window.first,
            line.wished.assessment.window.last,
            line.text,
        )
        for line in offered
    )
    return say.reminder(task_id, letter.mentor.name, wished, offered, today), items


def _saying(letter: Letter) -> tuple[Said, ...]:
    return tuple((wish.standing.key, day) for wish in letter.wishes for day in wish.days)


def _marked(letter: Letter, outbox_id: int) -> Marked:
    return Marked(letter.school_id, letter.mentor.id, outbox_id, _saying(letter))
