"""The engine against the rule taken literally, one day after the other, in random worlds."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from duty.assess import Record, assess
from duty.calendar import SchoolCalendar, Term
from duty.kinds import Kind
from duty.policy import Pack, Per, Rule
from duty.windows import Pairing, windows
from tests.support.assessing import assess_pairing

DAY = timedelta(days=1)
A_YEAR = 366 * DAY
BEGINNING = date(2027, 9, 1)


class World(NamedTuple):
    rule: Rule
    pairing: Pairing
    calendar: SchoolCalendar
    records: list[Record]
    on: date


class Literal(NamedTuple):
    first: date
    last: date
    makeup_end: date
    counted: int
    state: str


def days_from(earliest: int, latest: int) -> st.SearchStrategy[date]:
    return st.integers(earliest, latest).map(lambda days: BEGINNING + days * DAY)


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    terms: list[Term] = []
    year, next_free = 0, draw(days_from(-20, 20))
    for number in range(draw(st.integers(0, 4))):
        year += draw(st.booleans())
        first = next_free + draw(st.integers(0, 50)) * DAY
        last = first + draw(st.integers(0, 150)) * DAY
        terms.append(Term(str(year), str(number), first, last))
        next_free = last + DAY
    return SchoolCalendar(
        tuple(draw(st.permutations(terms))),
        live_from=draw(st.none() | days_from(-60, 300)),
        rest_days=draw(st.frozensets(days_from(0, 500), max_size=10)),
        work_days=draw(st.frozensets(days_from(0, 500), max_size=10)),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    happened = draw(days_from(-20, 500))
    return Record(
        kind=draw(st.sampled_from([Kind.TALK, Kind.TALK, Kind.WARMTH])),
        happened_on=happened,
        counts_for=draw(st.just(happened) | days_from(-20, 500)),
        entered_on=happened + draw(st.integers(0, 40)) * DAY,
        revoked=draw(st.sampled_from([False, False, True])),
    )


rules = st.builds(
    Rule,
    st.just(Kind.TALK),
    st.sampled_from([per for per in Per if per is not Per.ONCE]),
    times=st.integers(1, 3),
    during_term=st.booleans(),
    min_days=st.none() | st.integers(0, 10),
    remind_days=st.integers(0, 30),
    makeup_days=st.integers(0, 30),
)
pairings = st.builds(Pairing, st.just(1), st.just(2), days_from(-100, 300), st.none() | days_from(-20, 600))
worlds = st.builds(World, rules, pairings, calendars(), st.lists(records(), max_size=8), days_from(-30, 600))
in_many_worlds = settings(max_examples=150, deadline=None)
in_some_worlds = settings(max_examples=50, deadline=None)


def in_term(day: date, calendar: SchoolCalendar) -> bool:
    return any(term.first <= day <= term.last for term in calendar.terms)


def is_working_day(day: date, calendar: SchoolCalendar) -> bool:
    after_some = any(term.last < day for term in calendar.terms)
    before_some = any(day < term.first for term in calendar.terms)
    if after_some and before_some and not in_term(day, calendar):
        return False
    return day in calendar.work_days or (day.isoweekday() <= 5 and day not in calendar.rest_days)


def period_of(day: date, per: Per, calendar: SchoolCalendar) -> Hashable:
    """A name that all days of a period share; None where the day belongs to none."""
    match per:
        case Per.WEEK:
            return day.isocalendar()[:2]
        case Per.HALF_MONTH:
            return day.year, day.month, day.day <= 15
        case Per.MONTH:
            return day.year, day.month
        case Per.QUARTER:
            return day.year, (day.month + 2) // 3
        case Per.CALENDAR_YEAR:
            return day.year
        case Per.TERM:
            return next((term.name for term in calendar.terms if term.first <= day <= term.last), None)
        case Per.SCHOOL_YEAR:
            begun = {term.school_year for term in calendar.terms if term.first <= day}
            not_over = {term.school_year for term in calendar.terms if day <= term.last}
            return next(iter(begun & not_over), None)
        case _:
            raise NotImplementedError


def literal_windows(world: World, *, ends: bool = True) -> dict[Hashable, list[date]]:
    """The days of W for each period that touches the known years, whatever their number."""
    rule, pairing, calendar = world.rule, world.pairing, world.calendar
    found: dict[Hashable, list[date]] = {}
    if not calendar.terms:
        return found
    begin, finish = calendar.terms[0].first, calendar.terms[-1].last
    known = {period_of(begin + n * DAY, rule.per, calendar) for n in range((finish - begin).days + 1)} - {None}
    day = begin - A_YEAR
    while day < finish + A_YEAR:
        period = period_of(day, rule.per, calendar)
        if (
            period in known
            and pairing.start <= day
            and not (ends and pairing.end and day > pairing.end)
            and not (calendar.live_from and day < calendar.live_from)
            and (in_term(day, calendar) or not rule.during_term)
        ):
            found.setdefault(period, []).append(day)
        day += DAY
    return found


def literal_makeup_end(deadline: date, world: World) -> date:
    working = deadline + DAY
    while not is_working_day(working, world.calendar):
        working += DAY
    return max(deadline + world.rule.makeup_days * DAY, working + 2 * DAY)


def literally(world: World, owed: list[date], owed_without_end: list[date], on: date) -> Literal:
    """How a window stands on a day: the table of states, of which the first that fits is meant."""
    rule, end, deadline = world.rule, world.pairing.end, owed[-1]
    makeup_end = literal_makeup_end(deadline, world)
    valid = [record for record in world.records if record.kind is rule.kind and not record.revoked]
    counted = [record for record in valid if record.entered_on <= on and owed[0] <= record.counts_for <= deadline]
    in_time = [record for record in counted if record.happened_on <= deadline]
    table = {
        "future": on < owed[0],
        "done": len(in_time) >= rule.times,
        "late": len(counted) >= rule.times,
        "waived": end is not None and on > end and end < owed_without_end[-1],
        "open": on <= deadline and (deadline - on).days > rule.remind_days,
        "due": on <= deadline,
        "overdue": on <= makeup_end,
        "missed": True,
    }
    state = next(state for state, fits in table.items() if fits)
    return Literal(owed[0], deadline, makeup_end, len(counted), state)


def telling_days(world: World) -> set[date]:
    """The days around which an answer may change, and the day before each."""
    days = {world.on, *(record.entered_on for record in world.records)}
    if world.pairing.end:
        days.add(world.pairing.end + DAY)
    for window in windows(world.rule, world.pairing, world.calendar):
        days |= {window.first, window.deadline + DAY, window.makeup_end + DAY}
        days.add(window.deadline - world.rule.remind_days * DAY)
    return days | {day - DAY for day in days}


def answer(world: World, on: date) -> list[Literal]:
    rule, pairing, calendar, records, _ = world
    found = [assess(rule, window, records, on) for window in windows(rule, pairing, calendar)]
    return [Literal(a.window.first, a.window.last, a.window.makeup_end, a.count, a.state.value) for a in found]


@in_many_worlds
@given(worlds)
def test_the_engine_agrees_with_the_rule_taken_literally(world: World) -> None:
    endless = literal_windows(world, ends=False)
    owed = {period: days for period, days in literal_windows(world).items() if len(days) >= world.rule.enough_days}
    for on in telling_days(world):
        assert answer(world, on) == [literally(world, days, endless[period], on) for period, days in owed.items()]


@in_some_worlds
@given(worlds)
def test_windows_of_a_rule_follow_one_another_without_sharing_a_day(world: World) -> None:
    found = windows(world.rule, world.pairing, world.calendar)
    assert all(window.first <= window.last < window.makeup_end for window in found)
    assert all(earlier.last < later.first for earlier, later in pairwise(found))


@in_some_worlds
@given(worlds, st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_handed_in_does_not_matter(world: World, random: Random) -> None:
    shuffled = random.sample(world.records, len(world.records))
    assert answer(world._replace(records=shuffled), world.on) == answer(world, world.on)


@in_some_worlds
@given(worlds, st.lists(records(), min_size=1))
def test_what_is_entered_later_does_not_change_the_answer_for_a_past_day(world: World, later: list[Record]) -> None:
    entered_later = [replace(record, entered_on=max(record.entered_on, world.on + DAY)) for record in later]
    assert answer(world._replace(records=world.records + entered_later), world.on) == answer(world, world.on)


@in_some_worlds
@given(worlds)
def test_a_pack_of_several_rules_is_the_sum_of_its_rules_by_deadline(world: World) -> None:
    yearly = Rule(Kind.WARMTH, Per.SCHOOL_YEAR)
    both = Pack("both", (yearly, world.rule))
    whole = assess_pairing(both, world.pairing, world.records, on=world.on, calendar=world.calendar)
    assert [(a.window.deadline, a.kind) for a in whole] == sorted((a.window.deadline, a.kind) for a in whole)
    for rule in both.rules:
        alone = [
            assess(rule, window, world.records, world.on) for window in windows(rule, world.pairing, world.calendar)
        ]
        assert [assessment for assessment in whole if assessment.kind is rule.kind] == alone
