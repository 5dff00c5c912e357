"""The literal rule itself, by hand: which windows there are."""

import pytest

from tests.duty.by_hand import Json, a_world, exempt, once, paired, talk, windows
from tests.duty.literal import states


class TestWindows:
    ANY_DAY = paired("2025-01-01")

    @pytest.mark.parametrize(
        ("rule", "more", "expected"),
        [
            # Periods, and those too short at the edges.
            ({}, {}, ["09-01 09-30", "10-01 10-31", "11-01 11-30", "12-01 12-31"]),
            ({"per": "quarter"}, {}, ["09-01 09-30", "10-01 12-31"]),
            ({"per": "quarter", "during": None}, ANY_DAY, ["07-01 09-30", "10-01 12-31"]),
            ({"per": "term"}, {}, ["09-01 2026-01-16"]),
            ({"per": "school_year"}, {}, ["09-01 2026-07-03"]),
            ({"per": "calendar_year"}, {}, ["09-01 12-31"]),
            ({"per": "calendar_year", "during": None}, ANY_DAY, ["01-01 12-31"]),
            # Fewer than `min_days` days: nothing. A month takes ten.
            ({"to": "2025-10-10"}, {}, ["09-01 09-30", "10-01 10-10"]),
            ({"to": "2025-10-09"}, {}, ["09-01 09-30"]),
            ({"to": "2025-10-09", "min_days": 9}, {}, ["09-01 09-30", "10-01 10-09"]),
            ({"from": "2025-09-21", "to": "2025-10-01"}, {}, ["09-21 09-30"]),
            ({"from": "2025-09-22", "to": "2025-10-01"}, {}, []),
            ({}, paired("2025-09-21", "2025-10-01"), ["09-21 09-30"]),
            ({}, paired("2025-09-22", "2025-10-01"), []),
            ({"min_days": 1}, paired("2025-09-30", "2025-09-30"), ["09-30 09-30"]),
            ({"min_days": 0}, paired("2025-08-01", "2025-08-31"), []),
            ({"to": "2025-09-30"}, {"live_from": "2025-09-21"}, ["09-21 09-30"]),
            ({"to": "2025-09-30"}, {"live_from": "2025-09-22"}, []),
            ({"per": "week", "to": "2025-09-14"}, paired("2025-09-05"), ["09-05 09-07", "09-08 09-14"]),
            ({"per": "week", "to": "2025-09-14"}, paired("2025-09-06"), ["09-08 09-14"]),
            ({"per": "half_month", "to": "2025-09-30"}, paired("2025-09-10"), ["09-10 09-15", "09-16 09-30"]),
            ({"per": "half_month", "to": "2025-09-30"}, paired("2025-09-11"), ["09-16 09-30"]),
            ({"per": "term"}, paired("2025-12-18", "2026-01-31"), ["12-18 2026-01-16"]),
            ({"per": "term"}, paired("2025-12-19", "2026-01-31"), []),
            # Exempted days: the middle, an edge, too much; for one, for both, for others.
            ({"to": "2025-09-30"}, exempt("2025-09-10", "2025-09-12"), ["09-01 09-30"]),
            ({"to": "2025-09-30"}, exempt("2025-09-05", "2025-09-25"), []),
            ({"to": "2025-09-30"}, exempt("2025-09-01", "2025-09-20", mentor="m"), ["09-21 09-30"]),
            ({"to": "2025-09-30"}, exempt("2025-09-01", "2025-09-21", student="s"), []),
            ({"to": "2025-09-30"}, exempt("2025-09-26", "2025-10-05", mentor="m", student="s"), ["09-01 09-25"]),
            ({"to": "2025-09-30"}, exempt("2025-09-26", "2025-10-05", mentor="n", student="s"), ["09-01 09-30"]),
            # Levels.
            ({"levels": ["重点"], "to": "2025-09-30"}, paired("2025-09-01", level="重点"), ["09-01 09-30"]),
            ({"levels": ["重点"], "to": "2025-09-30"}, paired("2025-09-01", level="一般"), []),
            ({"levels": ["重点"], "to": "2025-09-30"}, {}, []),
        ],
    )
    def test_what_begins_in_2025(self, rule: Json, more: Json, expected: list[str]) -> None:
        found = [window for window in windows(a_world("2025-09-01", talk(**rule), **more)) if window[0] < "2026"]
        assert [" ".join(window).replace("2025-", "") for window in found] == expected

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ({}, ["01-01 01-16", "03-02 03-31", "04-01 04-30", "05-01 05-31", "06-01 06-30"]),
            (
                {"during": None},
                [
                    *["01-01 01-31", "02-01 02-28", "03-01 03-31", "04-01 04-30", "05-01 05-31", "06-01 06-30"],
                    "07-01 07-31",
                ],
            ),
            ({"per": "quarter"}, ["01-01 03-31", "04-01 06-30"]),
            ({"per": "term"}, ["03-02 07-03"]),
            ({"per": "calendar_year"}, ["01-01 07-03"]),
            ({"per": "calendar_year", "during": None}, ["01-01 12-31"]),
            ({"per": "half_month", "to": "2026-03-31"}, ["01-01 01-15", "03-02 03-15", "03-16 03-31"]),
            ({"per": "week", "from": "2026-01-12", "to": "2026-03-08"}, ["01-12 01-16", "03-02 03-08"]),
        ],
    )
    def test_what_begins_in_2026(self, rule: Json, expected: list[str]) -> None:
        found = [window for window in windows(a_world("2025-09-01", talk(**rule))) if window[0] >= "2026"]
        assert [" ".join(window).replace("2026-", "") for window in found] == expected

    def test_weeks_of_a_year(self) -> None:
        # 20 weeks from 1 September to 16 January, 18 from 2 March to 3 July.
        assert len(states(a_world("2025-09-01", talk(per="week")))) == 38

    def test_a_pair_that_meets_again_owes_twice(self) -> None:
        again = [{"mentor": "m", "student": "s", "start": "2025-09-01", "end": "2025-09-12"}]
        again += [{"mentor": "m", "student": "s", "start": "2025-09-16", "end": "2025-09-30"}]
        given = a_world("2025-09-01", talk(), pairings=again)
        assert windows(given) == [["2025-09-01", "2025-09-12"], ["2025-09-16", "2025-09-30"]]

    @pytest.mark.parametrize(
        ("rule", "more", "expected"),
        [
            ({"within_days": 14, "after": "pairing_start"}, paired("2025-09-10"), ["2025-09-10 2025-09-24"]),
            (
                {"within_days": 14, "after": "pairing_start"},
                paired("2025-09-10") | {"live_from": "2025-09-11"},
                [],
            ),
            (
                {"within_days": 14, "after": "pairing_start"},
                paired("2025-09-10", "2025-09-12"),
                ["2025-09-10 2025-09-12"],
            ),
            (
                {"within_days": 3, "after": "term_start"},
                {},
                ["2025-09-01 2025-09-04", "2026-03-02 2026-03-05"],
            ),
            ({"within_days": 3, "after": "term_start"}, paired("2025-09-02"), ["2026-03-02 2026-03-05"]),
            ({"within_days": 14, "after": "event"}, {}, ["2025-10-20 2025-11-03", "2026-02-01 2026-02-15"]),
            ({"within_days": 14, "after": "event", "events": ["ill"]}, {}, ["2025-10-20 2025-11-03"]),
            ({"within_days": 14, "after": "event", "to": "2025-10-30"}, {}, ["2025-10-20 2025-10-30"]),
            ({"within_days": 14, "after": "event", "from": "2025-10-21"}, {}, ["2026-02-01 2026-02-15"]),
            ({"before_term_end": 14}, {}, ["2025-09-01 2026-01-02", "2026-03-02 2026-06-19"]),
            (
                {"before_term_end": 14},
                paired("2026-01-02", "2026-03-02"),
                ["2026-01-02 2026-01-02", "2026-03-02 2026-03-02"],
            ),
            ({"before_term_end": 200}, {}, []),
            ({"occasions": ["元旦"]}, {}, ["2025-12-29 2026-01-04"]),
            ({"occasions": ["元旦"], "before": 0, "behind": 1}, {}, ["2026-01-01 2026-01-02"]),
            ({"occasions": ["元旦"]}, paired("2026-01-01"), ["2026-01-01 2026-01-04"]),
            ({"occasions": ["元旦"]}, paired("2026-01-02"), []),
            ({"occasions": ["元旦"]}, exempt("2026-01-01", "2026-01-31"), ["2025-12-29 2026-01-04"]),
            # A leap day is kept on the 28th; the vacation between terms belongs to the year, the summer does not.
            ({"occasions": ["birthday"]}, {}, ["2026-02-25 2026-03-03"]),
            ({"occasions": ["建军节"]}, {}, []),
        ],
    )
    def test_one_offs(self, rule: Json, more: Json, expected: list[str]) -> None:
        facts = {
            "events": [
                {"student": "s", "kind": "ill", "on": "2025-10-20"},
                {"student": "s", "kind": "moved", "on": "2026-02-01"},
                {"student": "t", "kind": "ill", "on": "2025-11-01"},
            ],
            "occasions": {"元旦": ["2026-01-01"], "建军节": ["2026-08-01"]},
            "birthdays": {"s": "2012-02-29", "t": "2012-03-10"},
        }
        rows = states(a_world("2025-09-01", once(**rule), **facts | more))
        assert [" ".join(row["window"]) for row in rows] == expected
        assert {row["per"] for row in rows} <= {"once"}
