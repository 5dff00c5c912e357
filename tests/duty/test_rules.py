"""Rules and the packs that hold them."""

from datetime import date

import pytest

from duty.kinds import Kind
from duty.policy import FOUR_ONES, Mode, Per, Policy, Reason, Rule, RuleError, Version, VersionsOutOfOrder


def test_the_four_ones_ask_for_a_talk_a_month_a_visit_a_term_and_a_warm_deed_a_year() -> None:
    asked = [
        (rule.kind, rule.per, rule.times, rule.during_term, rule.remind_days, rule.makeup_days)
        for rule in FOUR_ONES.rules
    ]
    assert asked == [
        (Kind.TALK, Per.MONTH, 1, True, 7, 7),
        (Kind.HOME_VISIT, Per.TERM, 1, True, 7, 7),
        (Kind.WARMTH, Per.SCHOOL_YEAR, 1, True, 7, 7),
    ]


@pytest.mark.parametrize(
    ("per", "days"),
    [
        (Per.WEEK, 3),
        (Per.HALF_MONTH, 6),
        (Per.MONTH, 10),
        (Per.QUARTER, 20),
        (Per.TERM, 30),
        (Per.SCHOOL_YEAR, 60),
        (Per.CALENDAR_YEAR, 60),
    ],
)
def test_each_period_has_its_usual_number_of_days_that_must_be_left(per: Per, days: int) -> None:
    assert Rule(Kind.TALK, per).enough_days == days
    assert Rule(Kind.TALK, per, min_days=0).enough_days == 0


@pytest.mark.parametrize(
    ("times", "min_days", "remind_days", "makeup_days"),
    [(0, None, 7, 7), (1, -1, 7, 7), (1, None, -1, 7), (1, 0, 7, -1)],
)
def test_a_rule_that_makes_no_sense_is_refused_with_a_sentence(
    times: int, min_days: int | None, remind_days: int, makeup_days: int
) -> None:
    with pytest.raises(RuleError, match="at least one deed"):
        Rule(Kind.TALK, Per.MONTH, times=times, min_days=min_days, remind_days=remind_days, makeup_days=makeup_days)


def test_a_rule_takes_deeds_in_its_modes_and_what_nobody_said_was_in_person() -> None:
    anyhow = Rule(Kind.HOME_VISIT, Per.TERM)
    assert all(anyhow.takes(mode) for mode in ("", *Mode))
    at_home = Rule(Kind.HOME_VISIT, Per.TERM, modes=frozenset({Mode.IN_PERSON}))
    assert [mode for mode in ("", *Mode) if at_home.takes(mode)] == ["", Mode.IN_PERSON]


def test_what_counts_instead_depends_on_the_reason() -> None:
    instead = ((Reason.REFUSED, frozenset({Kind.CONTACT})), (Reason.REFUSED, frozenset({Kind.TALK})))
    rule = Rule(Kind.HOME_VISIT, Per.TERM, substituted_by=instead)
    assert rule.instead(Reason.REFUSED) == {Kind.CONTACT, Kind.TALK}
    assert rule.instead(Reason.ILL) == frozenset()


@pytest.mark.parametrize(
    "days",
    [[], [date(2026, 9, 1)], [date.min, date(2026, 9, 1), date(2026, 3, 1)], [date.min, date.min]],
    ids=["none", "no first", "out of order", "twice the same day"],
)
def test_versions_that_leave_a_day_without_rules_or_with_two_are_refused(days: list[date]) -> None:
    with pytest.raises(VersionsOutOfOrder, match="beginning of time"):
        Policy("p", tuple(Version(day, FOUR_ONES) for day in days))
