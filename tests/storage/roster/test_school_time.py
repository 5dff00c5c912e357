"""A school's own days, exemptions and hours come out of the workbook, again and again, and can be taken back."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

import pytest

from duty.roster_problems import Wrong
from language.say import roster as say
from storage.looks import PAIRING
from storage.people import load_school
from storage.schools import HOURS
from storage.work import Store
from tests.storage.roster.books import EXEMPTIONS, SCHOOL_DAYS, Book, Cells, counts, fill, places, rows, run, sample

DAYS: list[Cells] = [
    SCHOOL_DAYS,
    ["2026-11-02", "", "放假", "运动会补休"],
    [date(2026, 11, 7), date(2026, 11, 7), "补课", ""],
    ["2026-11-09", "2026-11-13", "考试周", "期中考试"],
]
EXEMPT: list[Cells] = [
    EXEMPTIONS,
    ["", 20260001, "2026-11-01", "2026-11-30", "住院"],
    ["wangli", "", "2026-12-01", "2026-12-05", ""],
    ["WangLi", 20260002, "2026-12-01", "2026-12-31", "外出学习"],
]


def days(store: Store) -> list[tuple[object, ...]]:
    found = [(str(row["first"]), str(row["last"]), row["kind"], row["name"]) for row in rows(store, "school_day")]
    return sorted(found)


def exempt(store: Store) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for row in rows(store, "exemption"):
        reason = store.vault.open(row["sealed_reason"], "exemption.reason") if row["sealed_reason"] else None
        found.append((row["member_id"], row["student_id"], str(row["first"]), str(row["last"]), reason))
    return found


def version(store: Store) -> int:
    return int(rows(store, "school")[0]["roster_version"])


class TestSchoolDays:
    """校历: free, worked, or without reminders."""

    def test_they_arrive_once(self, store: Store, school_id: int) -> None:
        fill(store, school_id)
        assert counts(run(store, school_id, {"校历": DAYS})) == {"校历": (3, 0, 0)}
        before = days(store)
        assert before == [
            ("2026-11-02", "2026-11-02", "rest", "运动会补休"),
            ("2026-11-07", "2026-11-07", "work", ""),
            ("2026-11-09", "2026-11-13", "silent", "期中考试"),
        ]
        assert counts(run(store, school_id, {"校历": DAYS})) == {"校历": (0, 0, 3)}
        assert (days(store), version(store)) == (before, 2)

    def test_the_calendar_follows_and_every_pairing_is_looked_at_again(self, store: Store, school_id: int) -> None:
        fill(store, school_id)
        with store.writing() as work:
            work.connection.execute(PAIRING.update().values(look_again_on=date(2027, 1, 1)))
        fill(store, school_id, {"校历": DAYS})
        with store.reading() as work:
            calendar = load_school(work, school_id).calendar
            looked_at = set(work.connection.execute(PAIRING.select()).mappings())
        assert not calendar.is_working_day(date(2026, 11, 2))
        assert calendar.is_working_day(date(2026, 11, 7))
        assert calendar.is_working_day(date(2026, 11, 10))
        assert not calendar.is_reminding_day(date(2026, 11, 10))
        assert {row["look_again_on"] for row in looked_at} == {date.min}

    def test_the_end_and_the_name_can_be_changed(self, store: Store, school_id: int) -> None:
        fill(store, school_id, {"校历": DAYS})
        changed = [SCHOOL_DAYS, ["2026-11-09", "2026-11-12", "考试", "期中"], ["2026-11-02", "", "放假", "运动会补休"]]
        assert counts(run(store, school_id, {"校历": changed})) == {"校历": (0, 1, 1)}
        assert ("2026-11-09", "2026-11-12", "silent", "期中") in days(store)
        # Columns that are not there change nothing.
        few = [("开始日期", "类型"), ["2026-11-09", "考试周"]]
        assert counts(run(store, school_id, {"校历": few})) == {"校历": (0, 0, 1)}
        assert ("2026-11-09", "2026-11-12", "silent", "期中") in days(store)

    def test_a_row_can_be_taken_back(self, store: Store, school_id: int) -> None:
        fill(store, school_id, {"校历": DAYS})
        void = [(*SCHOOL_DAYS, "作废"), ["2026-11-02", "", "放假", "", "是"], ["2026-11-07", "", "上班", "", "否"]]
        assert counts(run(store, school_id, {"校历": void})) == {"校历": (0, 1, 1)}
        assert [row[2] for row in days(store)] == ["work", "silent"]
        assert version(store) == 2
        assert counts(run(store, school_id, {"校历": void})) == {"校历": (0, 0, 2)}
        assert rows(store, "audit")[-1]["subject"] == "school_day+0~0-1"

    def test_what_was_free_can_be_worked_once_the_other_is_taken_back(self, store: Store, school_id: int) -> None:
        fill(store, school_id, {"校历": DAYS})
        worked: Cells = ["2026-11-01", "2026-11-03", "上班", "", ""]
        both = [(*SCHOOL_DAYS, "作废"), worked, ["2026-11-02", "", "放假", "", "是"]]
        assert places(run(store, school_id, {"校历": both[:2]}).problems) == [
            ("校历", 2, "开始日期", Wrong.CONTRADICTS)
        ]
        assert run(store, school_id, {"校历": both}).problems == ()
        assert [row[2] for row in days(store)] == ["work", "work", "silent"]

    def test_other_columns_are_kept_as_remarks(self, store: Store, school_id: int) -> None:
        fill(store, school_id, {"校历": [[*SCHOOL_DAYS, "地点"], ["2026-11-02", "", "放假", "", "操场"]]})
        kept = store.vault.open_json(rows(store, "school")[0]["sealed_remarks"], "school.remarks")
        assert kept["校历"] == {"2026-11-02 rest": {"地点": "操场"}}


class TestExemptions:
    """免除: who owes nothing for a while."""

    def test_they_arrive_once_with_their_reasons_sealed(self, store: Store, school_id: int) -> None:
        fill(store, school_id)
        assert counts(run(store, school_id, {"免除": EXEMPT})) == {"免除": (3, 0, 0)}
        wang = rows(store, "member")[0]["id"]
        zhang, li = (row["id"] for row in rows(store, "student"))
        assert exempt(store) == [
            (None, zhang, "2026-11-01", "2026-11-30", "住院"),
            (wang, None, "2026-12-01", "2026-12-05", None),
            (wang, li, "2026-12-01", "2026-12-31", "外出学习"),
        ]
        before = [dict(row) for row in rows(store, "exemption")]
        outcome = run(store, school_id, {"免除": EXEMPT})
        assert (counts(outcome), outcome.notes.for_everybody) == ({"免除": (0, 0, 3)}, ())
        assert [dict(row) for row in rows(store, "exemption")] == before
        assert version(store) == 2

    def test_the_engine_owes_nothing_then(self, store: Store, school_id: int) -> None:
        fill(store, school_id)
        fill(store, school_id, {"免除": EXEMPT})
        zhang = rows(store, "student")[0]["id"]
        with store.reading() as work:
            known = load_school(work, school_id).engine.circumstances
        assert [(span.first, span.last) for span in known.exempt(None, zhang)] == [
            (date(2026, 11, 1), date(2026, 11, 30))
        ]

    def test_end_and_reason_can_be_changed_and_the_row_taken_back(self, store: Store, school_id: int) -> None:
        fill(store, school_id)
        fill(store, school_id, {"免除": EXEMPT})
        back = [EXEMPTIONS, ["", "20260001", "2026-11-01", "2026-11-15", "出院了"]]
        assert counts(run(store, school_id, {"免除": back})) == {"免除": (0, 1, 0)}
        assert exempt(store)[0][2:] == ("2026-11-01", "2026-11-15", "出院了")
        assert counts(run(store, school_id, {"免除": [row[:4] for row in back]})) == {"免除": (0, 0, 1)}
        fill(store, school_id, {"免除": [EXEMPTIONS, [*back[1][:4], ""]]})
        assert exempt(store)[0][2:] == ("2026-11-01", "2026-11-15", None)
        void = [(*EXEMPTIONS, "作废"), [*back[1], "是"]]
        assert counts(run(store, school_id, {"免除": void})) == {"免除": (0, 1, 0)}
        assert len(exempt(store)) == 2
        assert counts(run(store, school_id, {"免除": void})) == {"免除": (0, 0, 1)}

    def test_a_row_for_nobody_is_for_the_whole_school_and_is_told(self, store: Store, school_id: int) -> None:
        book = {"免除": [EXEMPTIONS, ["", "", "2026-11-01", "2026-11-07", "停课"]]}
        outcome = run(store, school_id, book)
        assert exempt(store) == [(None, None, "2026-11-01", "2026-11-07", "停课")]
        assert "「免除」第 2 行没写账号和学号：这些天全校都不用办。" in say.summary(outcome)
        void = {"免除": [(*EXEMPTIONS, "作废"), ["", "", "2026-11-01", "2026-11-07", "", "是"]]}
        assert run(store, school_id, void).notes.for_everybody == ()
        assert exempt(store) == []


class TestHours:
    """The school's own hours, however Excel keeps them."""

    def hours(self, store: Store) -> tuple[str, ...]:
        return tuple(rows(store, "school")[0][name] for name in HOURS)

    def book(self, *hours: Any, headers: Sequence[str] = ("提醒时间", "免打扰开始", "免打扰结束")) -> Book:
        return {"学校": [("学校名称", *headers), ["青山中学", *hours]]}

    def test_they_arrive_and_go(self, store: Store, school_id: int) -> None:
        fill(store, school_id, self.book(time(11, 40), "20点半", 0.25))
        assert self.hours(store) == ("11:40", "20:30", "06:00")
        assert run(store, school_id, self.book("11:40", "20:30", "6:00")).changes == 0
        assert run(store, school_id, self.book(headers=())).changes == 0
        with store.reading() as work:
            day = load_school(work, school_id).day
        assert (day.remind_at, day.quiet_from, day.quiet_until) == (time(11, 40), time(20, 30), time(6, 0))
        # An empty cell is the usual hour again.
        fill(store, school_id, self.book("", "20:30", "6:00"))
        assert self.hours(store) == ("", "20:30", "06:00")

    @pytest.mark.parametrize(
        ("hours", "column", "sentence"),
        [
            (("22:00", "", ""), "提醒时间", "提醒时间 “22:00”要在免打扰（21:00–07:30）以外，并且早它至少一个小时。"),
            (
                ("12:10", "12:30", "7:00"),
                "免打扰开始",
                "免打扰最多 16 个小时，不然提醒发不出去。现在是 12:30–07:00。",
            ),
            (("", "0:00", "5:30"), "免打扰开始", "免打扰至少要 6 个小时，现在是 00:00–05:30。"),
            (
                ("", "8:00", "16:00"),
                "免打扰开始",
                "免打扰要从零点以前（或零点）到早上 5:00 以后，夜里才不会打扰。现在是 08:00–16:00。",
            ),
            (("中午", "", ""), "提醒时间", "“中午”不是钟点，可以写成 12:10。"),
        ],
    )
    def test_what_cannot_be_meant_is_said(
        self, idle_store: Store, idle_school_id: int, hours: tuple[str, ...], column: str, sentence: str
    ) -> None:
        problems = run(idle_store, idle_school_id, self.book(*hours)).problems
        assert [say.problem(one) for one in problems] == [f"「学校」第 2 行「{column}」：{sentence}"]

    def test_one_hour_is_measured_by_those_that_stand_already(self, store: Store, school_id: int) -> None:
        fill(store, school_id, self.book("18:00", "", ""))
        later = self.book("18:30", headers=("免打扰开始",))
        found = run(store, school_id, later).problems
        assert [(one.column, one.code, one.value) for one in found] == [("免打扰开始", Wrong.REMINDS_IN_QUIET, "18:00")]
        assert self.hours(store) == ("18:00", "", "")


BAD: list[tuple[str, list[Cells], list[tuple[int | None, str, Wrong]]]] = [
    ("校历", [["", "", "放假", ""]], [(2, "开始日期", Wrong.EMPTY)]),
    ("校历", [["2026-11-02", "", "", ""]], [(2, "类型", Wrong.EMPTY)]),
    ("校历", [["2026-11-02", "", "玩", ""]], [(2, "类型", Wrong.UNKNOWN_WORD)]),
    ("校历", [["2026-11-02", "十一月", "放假", ""]], [(2, "结束日期", Wrong.BAD_DATE)]),
    ("校历", [["2026-11-02", "2026-11-01", "放假", ""]], [(2, "结束日期", Wrong.END_BEFORE_START)]),
    ("校历", [["2026-11-02", "2027-11-03", "放假", ""]], [(2, "结束日期", Wrong.TOO_MANY_DAYS)]),
    ("校历", [["2026-11-02", "2027-11-02", "放假", ""]], []),
    (
        "校历",
        [["2026-10-01", "2026-10-08", "放假", ""], ["2026-10-08", "2026-10-09", "上班", ""]],
        [(3, "开始日期", Wrong.CONTRADICTS)],
    ),
    ("校历", [["2026-10-01", "2026-10-08", "放假", ""], ["2026-10-09", "", "上班", ""]], []),
    # Exams on a day that is worked, and a feast within a holiday, contradict nothing.
    ("校历", [["2026-11-07", "", "上班", ""], ["2026-11-05", "2026-11-10", "考试周", ""]], []),
    ("校历", [["2026-10-01", "2026-10-08", "放假", "国庆"], ["2026-10-04", "", "放假", "中秋"]], []),
    (
        "校历",
        [["2026-11-02", "", "放假", ""], ["2026-11-02", "2026-11-03", "休息", ""]],
        [(3, "开始日期", Wrong.DUPLICATE)],
    ),
    ("免除", [["", "", "", "2026-11-02", ""]], [(2, "开始日期", Wrong.EMPTY)]),
    ("免除", [["", "20260001", "2026-11-02", "", ""]], [(2, "结束日期", Wrong.EMPTY)]),
    ("免除", [["", "20260001", "2026-11-02", "2026-11-01", ""]], [(2, "结束日期", Wrong.END_BEFORE_START)]),
    ("免除", [["nobody", "", "2026-11-02", "2026-11-03", ""]], [(2, "企业微信账号", Wrong.UNKNOWN_MEMBER)]),
    ("免除", [["王丽", "", "2026-11-02", "2026-11-03", ""]], [(2, "企业微信账号", Wrong.BAD_ACCOUNT)]),
    ("免除", [["", "20269999", "2026-11-02", "2026-11-03", ""]], [(2, "学号", Wrong.UNKNOWN_STUDENT)]),
    (
        "免除",
        [["wangli", "", "2026-11-02", "2026-11-03", ""], ["WangLi", "", "2026-11-02", "2026-11-04", ""]],
        [(3, "企业微信账号", Wrong.DUPLICATE)],
    ),
]


@pytest.mark.parametrize(("sheet", "cells", "expected"), BAD)
def test_every_bad_cell_is_named_and_nothing_else(
    idle_store: Store,
    idle_school_id: int,
    sheet: str,
    cells: list[Cells],
    expected: list[tuple[int | None, str, Wrong]],
) -> None:
    header = SCHOOL_DAYS if sheet == "校历" else EXEMPTIONS
    outcome = run(idle_store, idle_school_id, {**sample(), sheet: [header, *cells]}, dry_run=True)
    assert places(outcome.problems) == [(sheet, *one) for one in expected]


def test_a_mistyped_header_exempts_nobody(idle_store: Store, idle_school_id: int) -> None:
    book = {**sample(), "免除": [("账号", "开始日期", "结束日期"), ["wangli", "2026-11-02", "2026-11-03"]]}
    problems = run(idle_store, idle_school_id, book).problems
    assert [say.problem(one) for one in problems] == ["「免除」「学号」：缺少这一列。"]


def test_a_contradiction_says_what_to_do(idle_store: Store, idle_school_id: int) -> None:
    cells = [["2026-10-01", "2026-10-08", "放假", ""], ["2026-10-08", "", "调休", ""]]
    [problem] = run(idle_store, idle_school_id, {"校历": [SCHOOL_DAYS, *cells]}).problems
    assert say.problem(problem) == (
        "「校历」第 3 行「开始日期」：和「放假 2026-10-01」同一天，放假和上班请只留一个；"
        "要取消以前导入的，写上那行，「作废」填「是」。"
    )


def test_excel_s_own_times_are_read(idle_store: Store, idle_school_id: int) -> None:
    book = {"学校": [("学校名称", "提醒时间", "免打扰开始"), ["青山中学", time(11, 40), timedelta(hours=20)]]}
    assert run(idle_store, idle_school_id, book, dry_run=True).problems == ()
