"""A school year under each pack that ships: what it asks for, counted by hand, and how it ends for whom."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from duty.assess import Outcome, Record, State
from duty.calendar import SchoolCalendar, Term
from duty.circumstances import Circumstances, Event
from duty.kinds import Kind
from duty.policy import Policy, Rule
from duty.school import Books, Engine
from duty.windows import Pairing, Window
from storage.holidays import occasions, public_days
from storage.policies import shipped

# Tuesday to Wednesday, then Monday to Friday.
TERMS = (
    Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 20)),
    Term("2026-2027", "2", date(2027, 2, 22), date(2027, 7, 2)),
)
DAYS = public_days(2026, 2028)
CALENDAR = SchoolCalendar(TERMS, None, DAYS.rest, DAYS.work, occasions=occasions(2026, 2028))
EVENTS = (
    Event("hospital", date(2026, 10, 12)),
    Event("illness", date(2026, 11, 2)),
    Event("family_change", date(2027, 3, 8)),
    Event("dropout_sign", date(2027, 4, 12)),
    Event("accident", date(2027, 5, 10)),
)
ENGINE = Engine(CALENDAR, Circumstances(events={2: EVENTS}, birthdays={2: date(2014, 12, 5)}))
LONG_AFTER = date(2028, 3, 1)

# Months in term: September to January 20, March to June; the rests of February and July are too short. Weeks: 21 from
# August 31 to January 18, 19 from February 22 to June 28. Quarters in term: four, the rest of July is too short.
MONTHS, WEEKS, ALL_MONTHS, QUARTERS, TERM_COUNT, YEARS = 9, 40, 11, 4, 2, 2
ASKED = {
    ("four_ones", ""): {"talk month": MONTHS, "home_visit term": TERM_COUNT, "warmth school_year": 1},
    ("four_ones_plus", ""): {"talk month": MONTHS, "home_visit month": MONTHS, "warmth school_year": 1},
    ("learning_care", ""): {"help week": WEEKS, "home_visit term": TERM_COUNT, "contact month": ALL_MONTHS},
    ("left_behind", ""): {"talk month": MONTHS},
    ("academic_warning", ""): {"talk month": MONTHS, "contact term": TERM_COUNT},
    ("party_members", ""): {"talk week": WEEKS},
    ("graded_visits", "special"): {"home_visit month": MONTHS},
    ("graded_visits", "focus"): {"home_visit quarter": QUARTERS},
    ("graded_visits", "normal"): {},
    # Five events; October 1, January 1 and May 1; the Spring Festival of February 6. A birthday is a nudge.
    ("must_visits", ""): {"contact once": 1 + 3, "home_visit once": 4, "warmth once": 1},
    ("county_officials", ""): {"home_visit calendar_year": YEARS, "warmth calendar_year": YEARS},
    ("town_teams", ""): {"home_visit once": 1, "home_visit month": ALL_MONTHS},
}


def pairing(level: str) -> Pairing:
    return Pairing(1, 2, date(2026, 9, 1), None, level)


def owed(key: str, level: str) -> list[tuple[Rule, Window]]:
    return [
        (rule, window) for rule, window in ENGINE.windows(Policy.of(shipped()[key]), pairing(level)) if not rule.nudge
    ]


def states(key: str, level: str, books: Books) -> Counter[State]:
    found = ENGINE.of_pairing(Policy.of(shipped()[key]), pairing(level), books, on=LONG_AFTER)
    return Counter(one.state for one in found)


def deed(kind: Kind, happened_on: date, counts_for: date) -> Record:
    return Record(kind, happened_on, counts_for, happened_on, member_id=1, student_id=2)


def diligent(windows: list[tuple[Rule, Window]]) -> Iterator[Record]:
    """What is asked for, on the first day of each window; every third a day too late."""
    for number, (rule, window) in enumerate(windows):
        day = window.last + timedelta(days=1) if number % 3 == 2 else window.first
        yield from [deed(rule.kind, day, window.last)] * rule.times


def refusing(windows: list[tuple[Rule, Window]]) -> Books:
    """The family wants no visit, and is called each time; everything else is done."""
    records, outcomes = [], []
    for rule, window in windows:
        if rule.kind is Kind.HOME_VISIT and rule.substituted_by:
            outcomes.append(Outcome(rule.kind, window.first, "refused", window.first))
            records.append(deed(Kind.CONTACT, window.first, window.first))
        else:
            records += [deed(rule.kind, window.first, window.first)] * rule.times
    return Books({2: records}, {(1, 2): outcomes})


@pytest.mark.parametrize(("key", "level"), ASKED)
def test_a_year_asks_for_as_many_windows_as_one_counts_by_hand(key: str, level: str) -> None:
    assert Counter(f"{rule.kind} {rule.per}" for rule, _ in owed(key, level)) == ASKED[key, level]


@pytest.mark.parametrize(("key", "level"), ASKED)
def test_who_does_everything_ends_with_everything_done(key: str, level: str) -> None:
    windows = owed(key, level)
    found = states(key, level, Books({2: list(diligent(windows))}))
    assert set(found) <= {State.DONE, State.LATE}
    assert found.total() == len(windows)
    assert found[State.LATE] > 0 or len(windows) < 3


@pytest.mark.parametrize(("key", "level"), ASKED)
def test_who_does_nothing_ends_with_everything_missed(key: str, level: str) -> None:
    assert states(key, level, Books()) == Counter({State.MISSED: len(owed(key, level))} if owed(key, level) else {})


@pytest.mark.parametrize(("key", "level"), ASKED)
def test_an_honest_no_ends_with_nothing_missed(key: str, level: str) -> None:
    windows = owed(key, level)
    found = states(key, level, refusing(windows))
    assert set(found) <= {State.DONE, State.SUBSTITUTED}
    visits = [rule for rule, _ in windows if rule.kind is Kind.HOME_VISIT and rule.substituted_by]
    # The first visit of a team is done, and it is the visit of its month as well.
    assert found[State.SUBSTITUTED] == len(visits) - (key == "town_teams")


def test_every_pack_that_ships_has_its_year() -> None:
    assert {key for key, _ in ASKED} == set(shipped())


def test_a_birthday_is_wished_and_not_owed() -> None:
    policy = Policy.of(shipped()["must_visits"])
    found = ENGINE.of_pairing(policy, pairing(""), Books(), on=LONG_AFTER, nudges=True)
    wished = [one.window for one in found if one.rule.nudge]
    assert [(window.first, window.last) for window in wished] == [(date(2026, 12, 2), date(2026, 12, 8))]
