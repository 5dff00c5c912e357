"""Which leader hears of what stayed empty, and from which day on: tables of dates worked out by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.assess import Outcome, Record, State, assess
from duty.calendar import SchoolCalendar, Term
from duty.escalation import LONGEST_MISSED, Known, Step, is_to_be_said, next_step, step_day, to_escalate
from duty.kinds import Kind
from duty.policy import Per, Reason, Rule
from duty.reminders import DutyKey, Standing, reminder_days
from duty.windows import Pairing, Window, windows

AUTUMN = Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22))
SPRING = Term("2026-2027", "2", date(2027, 3, 1), date(2027, 7, 2))
REST = frozenset({*(date(2026, 10, day) for day in range(1, 8)), date(2027, 1, 1)})
WORK = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
YEAR = SchoolCalendar((AUTUMN, SPRING), rest_days=REST, work_days=WORK)
FIRST, SECOND = Step.GRADE_LEAD, Step.COORDINATOR

TALK = Rule(Kind.TALK, Per.MONTH, during_term=True)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("told", "first", "second"),
    [
        # A plain week; over a weekend; over the National Day with a Saturday that is worked; over new year.
        ("2026-11-02", "2026-11-05", "2026-11-12"),
        ("2026-12-02", "2026-12-07", "2026-12-14"),
        ("2026-10-08", "2026-10-12", "2026-10-19"),
        ("2026-09-29", "2026-10-09", "2026-10-15"),
        ("2026-12-31", "2027-01-06", "2027-01-13"),
        # Over the winter: the vacation counts for nothing.
        ("2027-01-21", "2027-03-02", "2027-03-09"),
        ("2027-03-01", "2027-03-04", "2027-03-11"),
        # Before a Sunday that is worked.
        ("2026-09-17", "2026-09-21", "2026-09-28"),
    ],
)
def test_each_step_waits_for_working_days(told: str, first: str, second: str) -> None:
    assert step_day(day(told), FIRST, YEAR) == day(first)
    assert step_day(day(first), SECOND, YEAR) == day(second)


def test_exam_weeks_are_working_days() -> None:
    silent = SchoolCalendar((AUTUMN, SPRING), silent_days=frozenset({date(2026, 11, 3), date(2026, 11, 4)}))
    assert step_day(day("2026-11-02"), FIRST, silent) == day("2026-11-05")


def window_of(rule: Rule, last: str, start: str = "2026-09-01", end: str | None = None) -> Window:
    pairing = Pairing(1, 2, day(start), day(end) if end else None)
    return next(one for one in windows(rule, pairing, YEAR) if one.last == day(last))


def standing(
    rule: Rule, last: str, today: str, *records: Record, outcomes: Sequence[Outcome] = (), end: str | None = None
) -> Standing:
    window = window_of(rule, last, end=end)
    return Standing(1, 2, assess(rule, window, records, day(today), outcomes=outcomes, mentor_id=1))


def talked(on: str, entered: str | None = None, counts_for: str | None = None) -> Record:
    return Record(Kind.TALK, day(on), day(counts_for or on), day(entered or on))


@dataclass
class Case:
    """What is known of one duty."""

    told: str | None = None
    unheard: bool = False
    snoozed: str | None = None
    first: str | None = None
    second: str | None = None
    records: tuple[Record, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rule: Rule = field(default_factory=lambda: TALK)
    last: str = "2026-11-30"
    end: str | None = None

    def step(self, today: str) -> Step | None:
        one = standing(self.rule, self.last, today, *self.records, outcomes=self.outcomes, end=self.end)
        found = to_escalate([one], self.known(one.key), today=day(today), calendar=YEAR)
        assert len(found) <= 1
        return found[0].step if found else None

    def known(self, key: DutyKey) -> Known:
        said = {(key, FIRST): self.first, (key, SECOND): self.second}
        return Known(
            told={key: day(self.told)} if self.told else {},
            unheard={key} if self.unheard else set(),
            snoozed={key: day(self.snoozed)} if self.snoozed else {},
            said={said_key: day(on) for said_key, on in said.items() if on},
        )


EXCUSING = Rule(Kind.HOME_VISIT, Per.TERM, during_term=True, excused_by=frozenset({Reason.REFUSED.value}))
REFUSED = Outcome(Kind.HOME_VISIT, day("2027-01-20"), Reason.REFUSED.value, day("2027-03-03"))


@pytest.mark.parametrize(
    ("case", "today", "step"),
    [
        # November ended on a Monday; its mentor is told on Wednesday, the 2nd of December.
        (Case(), "2026-12-10", None),
        (Case(told="2026-12-02"), "2026-12-04", None),
        (Case(told="2026-12-02"), "2026-12-06", None),
        (Case(told="2026-12-02"), "2026-12-07", FIRST),
        # Nobody is forgotten because the service was away on that day.
        (Case(told="2026-12-02"), "2026-12-16", FIRST),
        (Case(told="2026-12-02"), "2027-01-06", FIRST),
        (Case(told="2026-12-02"), "2027-01-07", None),
        (Case(told="2026-12-03"), "2026-12-07", None),
        (Case(told="2026-12-03"), "2026-12-08", FIRST),
        # A tick of a day before it was told.
        (Case(told="2026-12-02"), "2026-12-01", None),
        # Five working days after the first leader.
        (Case(told="2026-12-02", first="2026-12-07"), "2026-12-07", None),
        (Case(told="2026-12-02", first="2026-12-07"), "2026-12-13", None),
        (Case(told="2026-12-02", first="2026-12-07"), "2026-12-14", SECOND),
        (Case(told="2026-12-02", first="2026-12-16"), "2026-12-14", None),
        (Case(told="2026-12-02", first="2026-12-07", second="2026-12-14"), "2026-12-20", None),
        # Whatever was said of the later step, it is the end.
        (Case(told="2026-12-02", second="2026-12-14"), "2026-12-20", None),
        # Done in time, made up, done today.
        (Case(told="2026-12-02", records=(talked("2026-11-20"),)), "2026-12-07", None),
        (Case(told="2026-12-02", records=(talked("2026-12-05", counts_for="2026-11-30"),)), "2026-12-07", None),
        (Case(told="2026-12-02", records=(talked("2026-12-05"),)), "2026-12-07", FIRST),
        # What is entered later was not there yet.
        (Case(told="2026-12-02", records=(talked("2026-11-20", entered="2026-12-08"),)), "2026-12-07", FIRST),
        # Put off: until that day, and on it, it is the mentor's.
        (Case(told="2026-12-02", snoozed="2026-12-07"), "2026-12-04", None),
        (Case(told="2026-12-02", snoozed="2026-12-07"), "2026-12-07", None),
        (Case(told="2026-12-02", snoozed="2026-12-07"), "2026-12-08", FIRST),
        (Case(told="2026-12-02", snoozed="2026-12-20", first="2026-12-07"), "2026-12-14", None),
        # Nobody to tell: at once, and as soon as it is due.
        (Case(unheard=True), "2026-11-22", None),
        (Case(unheard=True), "2026-11-23", FIRST),
        (Case(unheard=True), "2026-12-01", FIRST),
        (Case(unheard=True, snoozed="2026-12-01"), "2026-12-01", None),
        (Case(unheard=True, first="2026-11-23"), "2026-11-30", None),
        (Case(unheard=True, first="2026-11-23"), "2026-12-01", SECOND),
        # Who was found meanwhile is told first.
        (Case(first="2026-11-23"), "2026-12-10", None),
        (Case(told="2026-12-02", first="2026-11-23"), "2026-12-04", None),
        (Case(told="2026-12-02", first="2026-11-23"), "2026-12-07", SECOND),
        # Due and told to nobody, but the mentor is there.
        (Case(), "2026-11-25", None),
        # The pairing ended before the month did; and on its last day.
        (Case(told="2026-12-02", last="2026-11-20", end="2026-11-20"), "2026-12-07", None),
        (Case(told="2026-12-02", end="2026-11-30"), "2026-12-07", FIRST),
        # A term that ends before the winter.
        (Case(told="2027-03-01", rule=EXCUSING, last="2027-01-22"), "2027-03-03", None),
        (Case(told="2027-03-01", rule=EXCUSING, last="2027-01-22"), "2027-03-04", FIRST),
        (Case(told="2027-03-01", rule=EXCUSING, last="2027-01-22", first="2027-03-04"), "2027-03-11", SECOND),
        (Case(told="2027-03-01", rule=EXCUSING, last="2027-01-22", outcomes=(REFUSED,)), "2027-03-04", None),
        (Case(told="2027-03-01", rule=EXCUSING, last="2027-01-22", outcomes=(REFUSED,)), "2027-03-02", None),
        # A school year that ends before the last known vacation: only weekends rest then.
        (Case(told="2027-07-05", rule=Rule(Kind.WARMTH, Per.SCHOOL_YEAR), last="2027-07-02"), "2027-07-08", FIRST),
        # What nobody owes.
        (Case(told="2026-12-02", rule=Rule(Kind.TALK, Per.MONTH, during_term=True, nudge=True)), "2026-12-07", None),
    ],
)
def test_who_hears_of_it_today(case: Case, today: str, step: Step | None) -> None:
    assert case.step(today) is step


def test_of_one_key_it_is_said_once_and_the_lower_step_goes_first() -> None:
    november, october = (standing(TALK, last, "2026-12-15") for last in ("2026-11-30", "2026-10-31"))
    again = Standing(1, 2, november.assessment)
    told = {one.key: day("2026-11-02") for one in (november, october)}
    known = Known(told, set(), {}, {(october.key, FIRST): day("2026-11-05")})
    found = to_escalate([october, november, again], known, today=day("2026-12-07"), calendar=YEAR)
    assert [(one.standing.key.window_last, one.step) for one in found] == [
        (day("2026-11-30"), FIRST),
        (day("2026-10-31"), SECOND),
    ]


DAYS = [day("2026-11-20") + timedelta(days=number) for number in range(40)]
KEYS = [DutyKey(1, 2, Kind.TALK, day("2026-11-30")), DutyKey(1, 3, Kind.TALK, day("2026-11-30"))]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[date], Mapping[DutyKey, date], Mapping[DutyKey, date], set[DutyKey]]:
    ticks = draw(st.lists(st.sampled_from(DAYS), min_size=5, max_size=40))
    told = draw(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(DAYS[12:20])))
    done = draw(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(DAYS)))
    return ticks, told, done, draw(st.sets(st.sampled_from(KEYS)))


@given(worlds())
@settings(max_examples=200, deadline=None)
def test_ticks_in_any_order_say_each_step_once_and_never_before_the_mentor_was_told(
    world: tuple[list[date], Mapping[DutyKey, date], Mapping[DutyKey, date], set[DutyKey]],
) -> None:
    ticks, told, done, unheard = world
    said: dict[tuple[DutyKey, Step], date] = {}
    for today in ticks:
        known = Known({key: on for key, on in told.items() if on <= today}, unheard, {}, dict(said))
        standings = [_standing(key, today, done) for key in KEYS]
        for one in to_escalate(standings, known, today=today, calendar=YEAR):
            key = one.standing.key
            assert (key, one.step) not in said
            assert done.get(key, date.max) > today
            assert key in unheard or step_day(told[key], FIRST, YEAR) <= today
            if one.step is SECOND:
                assert step_day(said[key, FIRST], SECOND, YEAR) <= today
                assert one.standing.assessment.state is not State.DUE
            said[key, one.step] = today


def _standing(key: DutyKey, today: date, done: Mapping[DutyKey, date]) -> Standing:
    window = window_of(TALK, key.window_last.isoformat())
    on = done.get(key)
    records = [Record(Kind.TALK, on, key.window_last, on)] if on else []
    return Standing(key.mentor_id, key.student_id, assess(TALK, window, records, today, mentor_id=1))


def test_the_day_of_a_step_and_the_state_are_asked_apart() -> None:
    one = standing(TALK, "2026-11-30", "2026-12-07", talked("2026-11-20"))
    known = Known({one.key: day("2026-12-02")}, set(), {}, {})
    assert next_step(one.key, known, day("2026-12-07"), YEAR) is FIRST
    assert not is_to_be_said(one, FIRST, known, day("2026-12-07"))


def test_the_mentor_is_always_told_before_it_is_too_late_to_make_up() -> None:
    """So that a leader, who hears after that, never hears before the mentor."""
    for per in (Per.HALF_MONTH, Per.MONTH, Per.QUARTER, Per.TERM):
        rule = Rule(Kind.TALK, per, during_term=True)
        for window in windows(rule, Pairing(1, 2, day("2026-09-01")), YEAR):
            after = [one for one in reminder_days(rule, window, YEAR) if one > window.last]
            assert after
            assert after[-1] <= window.makeup_end < window.makeup_end + LONGEST_MISSED
