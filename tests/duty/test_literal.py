"""The literal rule itself, against dates that were reckoned by hand from duties.md."""

import pytest

from tests.duty.by_hand import OCTOBER, Json, a_world, did, exempt, paired, talk
from tests.duty.literal import reminder_days, states


class TestStates:
    @pytest.mark.parametrize(
        ("first", "rule", "table"),
        [
            # September ends before the holidays: 30 + 7 is 7 October, but work begins on the 9th, and two days more.
            (
                "2025-09-01",
                {},
                "2025-08-31 future, 2025-09-01 open, 2025-09-22 open, 2025-09-23 due, 2025-09-30 due, "
                "2025-10-01 overdue, 2025-10-11 overdue, 2025-10-12 missed",
            ),
            # 31 October is a Friday.
            ("2025-10-01", {}, "2025-11-01 overdue, 2025-11-07 overdue, 2025-11-08 missed"),
            ("2025-10-01", {"makeup_days": 0}, "2025-11-05 overdue, 2025-11-06 missed"),
            ("2025-10-01", {"makeup_days": 30}, "2025-11-30 overdue, 2025-12-01 missed"),
            ("2025-10-01", {"remind_days": 0}, "2025-10-30 open, 2025-10-31 due, 2025-11-01 overdue"),
            # Saturday 11 October is worked.
            ("2025-10-01", {"to": "2025-10-10", "makeup_days": 0}, "2025-10-13 overdue, 2025-10-14 missed"),
            # The vacation lasts until 2 March, whatever is worked in February.
            ("2026-01-01", {}, "2026-01-17 overdue, 2026-03-04 overdue, 2026-03-05 missed"),
            # Nothing is known of the summer: Monday 6 July is worked.
            ("2026-03-02", {"per": "term"}, "2026-05-01 open, 2026-07-10 overdue, 2026-07-11 missed"),
            ("2026-03-02", {"per": "term", "makeup_days": 0}, "2026-07-08 overdue, 2026-07-09 missed"),
        ],
    )
    def test_nothing_done(self, first: str, rule: Json, table: str) -> None:
        for on, expected in (line.split() for line in table.split(", ")):
            rows = states(a_world(on, talk(**rule)))
            assert [row["state"] for row in rows if row["window"][0] == first] == [expected], on

    @pytest.mark.parametrize(
        ("end", "more", "on", "expected"),
        [
            ("2025-09-20", {}, "2025-09-20", "due"),
            ("2025-09-20", {}, "2025-09-21", "waived"),
            ("2025-09-20", {}, "2026-05-01", "waived"),
            ("2025-09-20", {"records": [did("2025-09-03")]}, "2025-09-21", "done"),
            ("2025-09-29", {}, "2025-09-30", "waived"),
            ("2025-09-30", {}, "2025-10-01", "overdue"),
            # The days that the end takes were exempted anyway.
            ("2025-09-25", exempt("2025-09-26", "2025-09-30"), "2025-09-26", "overdue"),
            ("2025-09-24", exempt("2025-09-26", "2025-09-30"), "2025-09-26", "waived"),
        ],
    )
    def test_a_pairing_that_ended(self, end: str, more: Json, on: str, expected: str) -> None:
        given = a_world(on, talk(), **paired("2025-09-01", end) | more)
        assert [row["state"] for row in states(given)] == [expected]

    @pytest.mark.parametrize(
        ("rule", "more", "expected"),
        [
            ({}, {"records": [did("2025-09-15")]}, "done 1"),
            ({}, {"records": [did("2025-09-30")]}, "done 1"),
            ({}, {"records": [did("2025-10-02")]}, "overdue 0"),
            ({}, {"records": [did("2025-10-02", "2025-09-30")]}, "late 1"),
            ({}, {"records": [did("2025-08-31")]}, "overdue 0"),
            ({}, {"records": [did("2025-08-31", "2025-09-01")]}, "done 1"),
            ({}, {"records": [did("2025-09-15", "2025-08-31")]}, "overdue 0"),
            ({}, {"records": [did("2025-09-15", entered_on="2025-10-05")]}, "done 1"),
            ({}, {"records": [did("2025-09-15", entered_on="2025-10-06")]}, "overdue 0"),
            ({}, {"records": [did("2025-09-15", revoked=True)]}, "overdue 0"),
            ({}, {"records": [did("2025-09-15", kind="warmth")]}, "overdue 0"),
            ({}, {"records": [did("2025-09-15", student="t")]}, "overdue 0"),
            ({}, {"records": [did("2025-09-15", mentor="n")]}, "overdue 0"),
            ({"shared": True}, {"records": [did("2025-09-15", mentor="n")]}, "done 1"),
            ({"scope": "student"}, {"records": [did("2025-09-15", mentor="n")]}, "done 1"),
            ({"scope": "student"}, {"records": [did("2025-09-15", student="t")]}, "overdue 0"),
            ({"modes": ["phone"]}, {"records": [did("2025-09-15")]}, "overdue 0"),
            ({"modes": ["in_person"]}, {"records": [did("2025-09-15")]}, "done 1"),
            ({"modes": ["phone"]}, {"records": [did("2025-09-15", mode="phone")]}, "done 1"),
            ({"times": 2}, {"records": [did("2025-09-15")]}, "overdue 1"),
            ({"times": 2}, {"records": [did("2025-09-15"), did("2025-10-01", "2025-09-15")]}, "late 2"),
            ({"times": 2}, {"records": [did("2025-09-15"), did("2025-09-15")]}, "done 2"),
            ({}, {"records": [did("2025-10-03", "2025-09-15"), did("2025-09-15")]}, "done 2"),
            # A gap counts, what lies behind the last day does not.
            ({}, {"records": [did("2025-09-11")]} | exempt("2025-09-10", "2025-09-12"), "done 1"),
            ({"makeup_days": 9}, {"records": [did("2025-09-28")]} | exempt("2025-09-26", "2025-09-30"), "missed 0"),
            ({"makeup_days": 10}, {"records": [did("2025-09-28")]} | exempt("2025-09-26", "2025-09-30"), "overdue 0"),
        ],
    )
    def test_deeds_for_september_on_the_fifth_of_october(self, rule: Json, more: Json, expected: str) -> None:
        (row,) = states(a_world("2025-10-05", talk(to="2025-09-30", **rule), **more))
        assert f"{row['state']} {row['count']}" == expected

    @pytest.mark.parametrize(
        ("deputy", "expected"),
        [
            ({}, "done"),
            ({"from": "2025-09-15"}, "done"),
            ({"to": "2025-09-15"}, "done"),
            ({"from": "2025-09-16"}, "overdue"),
            ({"to": "2025-09-14"}, "overdue"),
            ({"student": "s"}, "done"),
            ({"student": "t"}, "overdue"),
            ({"mentor": "o"}, "overdue"),
        ],
    )
    def test_a_deputys_deed_counts_while_deputising(self, deputy: Json, expected: str) -> None:
        deputies = [{"mentor": "m", "deputy": "n", "from": "2025-09-01", "to": "2025-09-30"} | deputy]
        # Counted for another day: what matters is the day on which it happened.
        records = [did("2025-09-15", "2025-09-10", mentor="n")]
        given = a_world("2025-10-05", talk(to="2025-09-30"), deputies=deputies, records=records)
        assert [row["state"] for row in states(given)] == [expected]

    @pytest.mark.parametrize(
        ("rule", "outcome", "records", "expected"),
        [
            ({"excused_by": ["ill"]}, {}, [], "excused"),
            ({"excused_by": ["ill"]}, {"reason": "moved"}, [], "overdue"),
            ({}, {}, [], "overdue"),
            ({"excused_by": ["ill"]}, {"for": "2025-09-30"}, [], "excused"),
            ({"excused_by": ["ill"]}, {"for": "2025-10-01"}, [], "overdue"),
            ({"excused_by": ["ill"]}, {"student": "t"}, [], "overdue"),
            ({"excused_by": ["ill"]}, {"mentor": "n"}, [], "overdue"),
            ({"excused_by": ["ill"]}, {"kind": "warmth"}, [], "overdue"),
            ({"excused_by": ["ill"]}, {"entered_on": "2025-10-05"}, [], "excused"),
            ({"excused_by": ["ill"]}, {"entered_on": "2025-10-06"}, [], "overdue"),
            ({"excused_by": ["ill"]}, {}, [did("2025-10-01", "2025-09-01")], "late"),
            ({"substituted_by": {"ill": ["warmth"]}}, {}, [], "overdue"),
            ({"substituted_by": {"ill": ["warmth"]}}, {}, [did("2025-09-15", kind="warmth")], "substituted"),
            ({"substituted_by": {"ill": ["warmth"]}}, {}, [did("2025-10-01", kind="warmth")], "overdue"),
            ({"substituted_by": {"ill": ["warmth"]}}, {}, [did("2025-09-15", kind="warmth", mentor="n")], "overdue"),
            ({"substituted_by": {"ill": ["warmth"]}}, {}, [did("2025-09-15", kind="help")], "overdue"),
            (
                {"substituted_by": {"ill": ["warmth"]}, "excused_by": ["ill"]},
                {},
                [did("2025-09-15", kind="warmth")],
                "excused",
            ),
            # A talk by phone where only a visit is taken needs no outcome beside it.
            (
                {"substituted_by": {"other_mode": ["talk"]}, "modes": ["in_person"]},
                {},
                [did("2025-09-15", mode="phone")],
                "substituted",
            ),
            (
                {"substituted_by": {"other_mode": ["warmth"]}, "modes": ["in_person"]},
                {},
                [did("2025-09-15", mode="phone")],
                "overdue",
            ),
        ],
    )
    def test_outcomes(self, rule: Json, outcome: Json, records: list[Json], expected: str) -> None:
        outcomes = [{"mentor": "m", "student": "s", "kind": "talk", "for": "2025-09-12", "reason": "ill"} | outcome]
        given = a_world("2025-10-05", talk(to="2025-09-30", **rule), outcomes=outcomes, records=records)
        assert [row["state"] for row in states(given)] == [expected]


class TestReminderDays:
    @pytest.mark.parametrize(
        ("window", "per", "expected"),
        [
            ("2025-09-01 2025-09-07", "week", "09-05"),
            ("2025-09-22 2025-09-28", "week", "09-26"),
            # Saturday of the holidays: the last working day before them.
            ("2025-09-29 2025-10-05", "week", "09-30"),
            ("2025-10-01 2025-10-05", "week", ""),
            ("2025-10-06 2025-10-12", "week", "10-11"),
            ("2025-09-01 2025-09-15", "half_month", "09-12 09-16"),
            ("2025-09-01 2025-09-30", "month", "09-23 09-29 10-09"),
            ("2025-10-01 2025-10-31", "month", "10-24 10-30 11-03"),
            ("2025-10-28 2025-10-31", "month", "10-30 11-03"),
            ("2025-11-01 2025-11-30", "month", "11-21 11-28 12-02"),
            ("2026-01-01 2026-01-16", "month", "01-09 01-15 03-02"),
            ("2025-10-01 2025-12-31", "quarter", "12-17 12-26 01-05"),
            ("2026-03-02 2026-07-03", "term", "05-19 06-12 06-26 07-06"),
            ("2025-09-01 2026-07-03", "school_year", "05-19 06-12 06-26 07-06"),
        ],
    )
    def test_by_period(self, window: str, per: str, expected: str) -> None:
        found = reminder_days(a_world("2025-09-01"), window.split(), per)
        assert " ".join(f"{day:%m-%d}" for day in found) == expected

    def test_a_packs_own_days_said_once_and_not_after_the_makeup_end(self) -> None:
        given = a_world("2025-09-01")
        november = ["2025-11-01", "2025-11-30"]
        assert [day.isoformat() for day in reminder_days(given, november, "once", own=([2, 1], []))] == ["2025-11-28"]
        # 31 October + 9 is a Sunday; the makeup end is 7 November.
        assert [day.isoformat() for day in reminder_days(given, OCTOBER, "month", own=([], [5, 9]))] == ["2025-11-05"]
        far = reminder_days(given, OCTOBER, "month", own=([], [5, 9]), makeup_days=10)
        assert [day.isoformat() for day in far] == ["2025-11-05", "2025-11-10"]
