"""The literal rule itself, by hand: who owes, how much, and under which version."""

from typing import Any

import pytest

from tests.duty.by_hand import OCTOBER, SEPTEMBER, Json, a_world, did, exempt, once, paired, talk
from tests.duty.literal import states

TWO = [
    {"mentor": "m", "student": "s", "start": "2025-09-01", "end": "2025-09-12"},
    {"mentor": "m", "student": "t", "start": "2025-09-17"},
]


def september(rule: Json, on: str = "2025-10-05", **more: Any) -> Json:
    (row,) = states(a_world(on, talk(to="2025-09-30", **rule), **more))
    return row


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], "overdue 0"),
        ([did("2025-09-02"), did("2025-09-03")], "overdue 1"),
        ([did("2025-09-02"), did("2025-09-03", student="t")], "done 2"),
        # In the gap between the pairings, and made up.
        ([did("2025-09-14"), did("2025-10-01", "2025-09-14", student="t")], "late 2"),
        ([did("2025-09-02"), did("2025-09-03", student="t", mentor="n")], "done 2"),
        ([did("2025-09-02"), did("2025-09-21", student="t", mentor="n")], "overdue 1"),
    ],
)
def test_a_mentor_owes_families_not_deeds(records: list[Json], expected: str) -> None:
    deputies = [{"mentor": "m", "deputy": "n", "from": "2025-09-01", "to": "2025-09-20"}]
    row = september({"scope": "mentor", "times": 2}, pairings=TWO, records=records, deputies=deputies)
    assert (row["mentor"], row["student"], row["student_no"], row["window"]) == ("m", "", "", SEPTEMBER)
    assert f"{row['state']} {row['count']}" == expected


@pytest.mark.parametrize(
    ("exemption", "first"),
    [
        (exempt("2025-09-01", "2025-09-05"), "2025-09-06"),
        (exempt("2025-09-01", "2025-09-05", mentor="m"), "2025-09-06"),
        (exempt("2025-09-01", "2025-09-05", mentor="n"), "2025-09-01"),
        (exempt("2025-09-01", "2025-09-05", student="s"), "2025-09-01"),
        (exempt("2025-09-01", "2025-09-05", mentor="m", student="s"), "2025-09-01"),
    ],
)
def test_what_exempts_a_mentor(exemption: Json, first: str) -> None:
    assert september({"scope": "mentor"}, pairings=TWO, **exemption)["window"] == [first, "2025-09-30"]


def test_days_without_any_child_are_no_days_owed() -> None:
    # 12 + 14 days have a child.
    given = a_world("2025-10-05", talk(scope="mentor", to="2025-09-30", min_days=27), pairings=TWO)
    assert states(given) == []
    assert september({"scope": "mentor", "min_days": 26}, pairings=TWO)["state"] == "overdue"


@pytest.mark.parametrize(
    ("ends", "on", "expected"),
    [
        (["2025-09-12", "2025-09-20"], "2025-09-21", "waived"),
        (["2025-09-12", None], "2025-09-21", "open"),
        (["2025-09-20", "2025-09-12"], "2025-09-20", "due"),
    ],
)
def test_a_mentor_ends_with_the_last_pairing(ends: list[str | None], on: str, expected: str) -> None:
    pairings = [
        {"mentor": "m", "student": "s", "start": "2025-09-01", "end": ends[0]},
        {"mentor": "m", "student": "t", "start": "2025-09-01", "end": ends[1]},
    ]
    assert september({"scope": "mentor"}, on, pairings=pairings)["state"] == expected


def test_a_school_owes_once_and_counts_everybodys_deeds() -> None:
    pairings = [*TWO, {"mentor": "n", "student": "s", "start": "2025-09-10"}]
    records = [did("2025-09-02"), did("2025-09-03", mentor="x", student="y"), did("2025-09-03", mentor="n")]
    row = september({"scope": "school", "times": 3}, pairings=pairings, records=records)
    assert (row["mentor"], row["student"], row["window"], row["count"]) == ("", "", SEPTEMBER, 3)
    assert row["state"] == "done"
    exempted = exempt("2025-09-01", "2025-09-05", mentor="m")
    assert september({"scope": "school"}, pairings=TWO, **exempted)["window"] == SEPTEMBER


@pytest.mark.parametrize(
    ("guardians", "expected"),
    [
        (["妈妈", "妈妈"], "overdue 1/2"),
        (["妈妈", "爸爸"], "done 2/2"),
        (["妈妈", None], "done 2/2"),
        ([None, None, None], "done 2/2"),
        (["姑姑", "爸爸"], "overdue 1/2"),
        (["妈妈", "妈妈", None], "done 2/2"),
    ],
)
def test_each_guardian_is_owed_a_deed(guardians: list[str | None], expected: str) -> None:
    records = [did("2025-09-15", guardian=guardian) for guardian in guardians]
    row = september({"scope": "guardian"}, records=records, guardians={"s": ["妈妈", "爸爸"]})
    assert f"{row['state']} {row['count']}/{row['times']}" == expected


def test_for_a_child_without_guardians_nothing_is_owed_to_them() -> None:
    assert states(a_world("2025-10-05", talk(scope="guardian"), guardians={"t": ["妈妈"]})) == []


class TestVersions:
    def rows(self, first: list[Json], day: str, second: list[Json], **more: Any) -> list[str]:
        versions = [{"from": None, "rules": first}, {"from": day, "rules": second}]
        given = a_world("2025-09-01", versions=versions, **more)
        del given["rules"]
        rows = states(given)
        return [f"{' '.join(row['window'])} {row['times']}" for row in rows if row["window"][0] < "2025-11-01"]

    def test_what_was_owed_keeps_the_old_rules(self) -> None:
        rows = self.rows([talk()], "2025-10-15", [talk(times=2)])
        assert rows == [f"{' '.join(SEPTEMBER)} 1", f"{' '.join(OCTOBER)} 1"]

    def test_a_window_that_begins_with_the_version_is_its_own(self) -> None:
        rows = self.rows([talk()], "2025-10-01", [talk(times=2)])
        assert rows == [f"{' '.join(SEPTEMBER)} 1", f"{' '.join(OCTOBER)} 2"]

    def test_another_rule_begins_with_its_version(self) -> None:
        assert self.rows([], "2025-10-15", [talk(times=2)]) == ["2025-10-15 2025-10-31 2"]
        # Nine days are too few.
        assert self.rows([], "2025-10-23", [talk(times=2)]) == []
        rows = self.rows([talk(kind="warmth", to="2025-09-01")], "2025-10-15", [talk(times=2)])
        assert rows == ["2025-10-15 2025-10-31 2"]

    def test_a_pairing_after_the_change_is_under_the_new_rules(self) -> None:
        rows = self.rows([talk()], "2025-10-15", [talk(times=2)], **paired("2025-10-16"))
        assert rows == ["2025-10-16 2025-10-31 2"]

    @pytest.mark.parametrize(("day", "times"), [("2025-09-10", 2), ("2025-09-11", 1)])
    def test_the_triggers_day_decides(self, day: str, times: int) -> None:
        rule = once(within_days=14, after="pairing_start")
        rows = self.rows([rule], day, [rule | {"times": 2}], **paired("2025-09-10"))
        assert rows == [f"2025-09-10 2025-09-24 {times}"]

    def test_before_a_terms_end_the_earlier_version_owes(self) -> None:
        rule = once(before_term_end=14)
        rows = self.rows([rule], "2025-09-20", [rule | {"times": 2}])
        assert rows == ["2025-09-01 2026-01-02 1"]
        # With other terms it is another rule.
        rows = self.rows([rule], "2025-09-20", [once(before_term_end=7, times=2)])
        assert rows == ["2025-09-01 2026-01-02 1", "2025-09-20 2026-01-09 2"]

    def test_an_occasion_around_a_change(self) -> None:
        rule = once(occasions=["节"])
        days = {"occasions": {"节": ["2025-10-10"]}}
        # The window of the new version does not reach back before it.
        assert self.rows([rule], "2025-10-09", [rule | {"times": 2}], **days) == ["2025-10-09 2025-10-13 2"]
        assert self.rows([rule], "2025-10-11", [rule | {"times": 2}], **days) == ["2025-10-07 2025-10-13 1"]
