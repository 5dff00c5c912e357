"""An import brings the school to what the workbook says, and a second one finds nothing to do."""

from datetime import UTC, date, datetime

import pytest

from duty.roster_problems import UnknownColumn
from storage.work import Store
from tests.storage.roster.books import (
    DEEDS,
    MEMBERS,
    NOW,
    PAIRINGS,
    STUDENTS,
    TERMS,
    TODAY,
    Book,
    counts,
    details,
    fill,
    rows,
    run,
    sample,
)

TABLES = ("school", "member", "member_role", "student", "guardian", "term", "pairing", "deed", "audit")


def everything(store: Store) -> dict[str, list[dict[str, object]]]:
    return {table: [dict(row) for row in rows(store, table)] for table in TABLES}


def posts(store: Store) -> set[tuple[str, str, str, str]]:
    names = {row["id"]: row["user_key"] for row in rows(store, "member")}
    found = rows(store, "member_role")
    return {(names[row["member_id"]], row["role"], row["grade"], row["class_name"]) for row in found}


def test_the_whole_school_arrives(store: Store, school_id: int) -> None:
    outcome = run(store, school_id, sample())
    assert outcome.problems == ()
    assert counts(outcome) == {
        "学校": (0, 1, 0),
        "教师": (3, 0, 0),
        "学生": (2, 0, 0),
        "监护人": (2, 0, 0),
        "结对": (2, 0, 0),
        "学期": (1, 0, 0),
        "记录": (1, 0, 0),
    }
    school = rows(store, "school")[0]
    assert (school["name"], school["live_from"], school["trial"]) == ("青山中学", date(2026, 9, 1), True)
    assert (school["crisis_contacts"], school["roster_version"]) == ("ZhouMin LiQiang", 1)
    assert store.vault.open(school["sealed_duty_phone"], "school.duty_phone") == "0854-1234567"
    assert posts(store) == {
        ("wangli", "mentor", "", ""),
        ("wangli", "class_teacher", "七年级", "七（1）班"),
        ("zhoumin", "counsellor", "", ""),
        ("liqiang", "coordinator", "", ""),
    }
    assert [row["start"] for row in rows(store, "pairing")] == [date(2026, 9, 5), date(2026, 9, 1)]
    term = rows(store, "term")[0]
    assert (term["school_year"], term["name"], term["last"]) == ("2026-2027", "上学期", date(2027, 1, 20))


def test_details_arrive_sealed_and_by_their_keys(store: Store, school_id: int) -> None:
    fill(store, school_id)
    assert details(store, "student")[0] == {
        "gender": "男",
        "birth_date": "2014-03-08",
        "categories": ["留守"],
        "level": "focus",
        "address": "青山路1号",
        "hamlet": "一组",
        "platform_account": "zs",
        "remarks": "爱画画",
    }
    father, mother = details(store, "guardian")
    assert father == {"name": "张大山", "relation": "父亲", "phone": "13900001111", "platform_account": "zs_p1"}
    assert mother == {"name": "刘梅", "relation": "母亲"}
    assert [row["no_contact"] for row in rows(store, "guardian")] == [False, True]
    marks = [row["platform_mark"] for row in rows(store, "guardian")]
    assert marks == [store.vault.mark("zs_p1", "platform.parent"), None]
    assert rows(store, "student")[0]["platform_mark"] == store.vault.mark("zs", "platform.student")


def test_a_deed_from_paper_counts_for_its_day_and_is_marked(store: Store, school_id: int) -> None:
    fill(store, school_id)
    deed = rows(store, "deed")[0]
    assert (deed["kind"], deed["happened_on"], deed["counts_for"]) == ("talk", date(2026, 9, 10), date(2026, 9, 10))
    assert (deed["inbox_id"], deed["revoked_at"], deed["import_mark"] is not None) == (None, None, True)
    assert deed["entered_at"].replace(tzinfo=UTC) == NOW
    assert store.vault.open(deed["sealed_note"], "deed.note") == "聊了聊画画"


@pytest.mark.parametrize("today", [TODAY, date(2027, 3, 1)])
def test_a_second_import_changes_nothing_on_any_day(store: Store, school_id: int, today: date) -> None:
    book = sample()
    book["学校"] = [["学校名称"], ["青山中学"]]
    fill(store, school_id, book)
    before = everything(store)
    outcome = run(store, school_id, book, today=today)
    assert (outcome.problems, outcome.changes, outcome.live_from) == ((), 0, None)
    assert everything(store) == before


def test_a_dry_run_writes_nothing_and_says_the_same(store: Store, school_id: int) -> None:
    before = everything(store)
    tried = run(store, school_id, sample(), dry_run=True)
    assert everything(store) == before
    done = run(store, school_id, sample())
    assert (tried.dry_run, tried.counts, tried.live_from) == (True, done.counts, done.live_from)


def test_duties_start_on_the_day_of_the_first_import_unless_the_school_says(store: Store, school_id: int) -> None:
    book = sample()
    del book["学校"]
    assert run(store, school_id, book).live_from == TODAY
    assert rows(store, "school")[0]["live_from"] == TODAY
    assert rows(store, "pairing")[1]["start"] == TODAY


def test_a_later_first_day_of_the_school_moves_no_pairing(store: Store, school_id: int) -> None:
    fill(store, school_id)
    book = sample()
    book["学校"][1] = ["青山中学", "2026-10-01", "", "", ""]
    assert counts(run(store, school_id, book))["结对"] == (0, 0, 2)
    assert rows(store, "school")[0]["live_from"] == date(2026, 10, 1)


def test_changed_cells_update_only_their_rows(store: Store, school_id: int) -> None:
    fill(store, school_id)
    book = sample()
    book["教师"][2] = ["zhoumin", "周敏", "13700001111", "心理教师、年级组长", "七年级", ""]
    book["学生"][2] = [20260002, "李思", "女", "", "八年级", "八（1）班", *[""] * 6]
    book["监护人"][1] = [20260001, "张大山", "父亲", "13900002222", "", "是"]
    book["结对"][1] = ["WANGLI", 20260001, "四个一", "2026-09-05", "2026-12-31"]
    book["学期"][1] = ["2026—2027学年", "上学期", "2026-09-01", "2027-01-22"]
    outcome = run(store, school_id, book)
    assert counts(outcome) == {
        "学校": (0, 0, 1),
        "教师": (0, 1, 2),
        "学生": (0, 1, 1),
        "监护人": (0, 1, 1),
        "结对": (0, 1, 1),
        "学期": (0, 1, 0),
        "记录": (0, 0, 1),
    }
    moved = rows(store, "student")[1]
    assert (moved["name"], moved["grade"], moved["class_name"]) == ("李思", "八年级", "八（1）班")
    assert "birth_date" not in details(store, "student")[1]
    assert details(store, "guardian")[0] == {"name": "张大山", "relation": "父亲", "phone": "13900002222"}
    assert rows(store, "guardian")[0]["platform_mark"] is None
    assert rows(store, "pairing")[0]["end"] == date(2026, 12, 31)
    assert rows(store, "term")[0]["last"] == date(2027, 1, 22)
    assert ("zhoumin", "grade_lead", "七年级", "") in posts(store)
    assert [row["user_id"] for row in rows(store, "member")] == ["WangLi", "ZhouMin", "LiQiang"]
    assert rows(store, "school")[0]["roster_version"] == 2


def test_absent_rows_and_sheets_stay_untouched(store: Store, school_id: int) -> None:
    fill(store, school_id)
    before = everything(store)
    outcome = run(store, school_id, {"学生": [STUDENTS, sample()["学生"][1]], "教师": [MEMBERS]})
    assert counts(outcome) == {"教师": (0, 0, 0), "学生": (0, 0, 1)}
    assert everything(store) == before


def test_an_absent_column_leaves_what_is_stored_and_an_empty_cell_clears_it(store: Store, school_id: int) -> None:
    fill(store, school_id)
    row = sample()["学生"][1]
    fill(store, school_id, {"学生": [("学号", "姓名", "年级", "班级", "备注"), [20260001, "张三", *row[4:6], ""]]})
    after = details(store, "student")[0]
    assert (after["address"], after["level"], "remarks" in after) == ("青山路1号", "focus", False)
    fill(store, school_id, {"教师": [("企业微信账号", "姓名", "角色"), ["WangLi", "王丽", "班主任"]]})
    assert ("wangli", "class_teacher", "七年级", "七（1）班") in posts(store)
    assert ("wangli", "mentor", "", "") not in posts(store)
    fill(store, school_id, {"监护人": [("学号", "姓名", "关系"), [20260001, "刘梅", "母亲"]]})
    assert rows(store, "guardian")[1]["no_contact"] is True
    fill(store, school_id, {"学校": [("学校名称", "值班电话", "启用日期", "试运行"), ["青山中学", "", "", ""]]})
    school = rows(store, "school")[0]
    assert (school["sealed_duty_phone"], school["crisis_contacts"]) == (None, "ZhouMin LiQiang")
    assert (school["live_from"], school["trial"]) == (date(2026, 9, 1), True)


def test_an_end_stays_where_the_column_is_absent_and_goes_where_the_cell_is_empty(store: Store, school_id: int) -> None:
    book: Book = {**sample(), "结对": [PAIRINGS, ["WangLi", 20260001, "", "", "2026-12-31"]]}
    fill(store, school_id, book)
    fill(store, school_id, {"结对": [("企业微信账号", "学号"), ["WangLi", 20260001]]})
    assert [row["end"] for row in rows(store, "pairing")] == [date(2026, 12, 31)]
    fill(store, school_id, {"结对": [PAIRINGS, ["WangLi", 20260001, "", "", ""]]})
    assert [row["end"] for row in rows(store, "pairing")] == [None]


def test_unknown_columns_are_kept_with_their_rows(store: Store, school_id: int) -> None:
    book = sample()
    for name, value in {
        "学校": "山里",
        "教师": "数学",
        "学生": "火箭",
        "监护人": "周末",
        "结对": "自愿",
        "学期": "新",
        "记录": "操场",
    }.items():
        book[name] = [[*book[name][0], "其他"], [*book[name][1], value], *book[name][2:]]
    outcome = run(store, school_id, book)
    assert UnknownColumn("学生", "其他") in outcome.notes.unknown_columns
    assert len(outcome.notes.unknown_columns) == 7
    assert details(store, "student")[0]["other_columns"] == {"其他": "火箭"}
    assert details(store, "guardian")[0]["other_columns"] == {"其他": "周末"}
    member = rows(store, "member")[0]
    assert store.vault.open_json(member["sealed_details"], "member.details")["other_columns"] == {"其他": "数学"}
    note = store.vault.open(rows(store, "deed")[0]["sealed_note"], "deed.note")
    assert note == "聊了聊画画\n其他：操场"
    kept = store.vault.open_json(rows(store, "school")[0]["sealed_remarks"], "school.remarks")
    assert kept["学校"] == {"": {"其他": "山里"}}
    assert kept["结对"] == {"wangli 20260001 four_ones 2026-09-05": {"其他": "自愿"}}
    assert kept["学期"] == {"2026-2027 上学期": {"其他": "新"}}
    before = everything(store)
    assert run(store, school_id, book).changes == 0
    assert everything(store) == before


def test_a_changed_remark_is_a_change(store: Store, school_id: int) -> None:
    book: Book = {"学期": [[*TERMS, "其他"], ["2026-2027", "上学期", "2026-09-01", "2027-01-20", "新"]]}
    fill(store, school_id, book)
    book["学期"][1] = [*list(book["学期"][1])[:4], ""]
    assert counts(run(store, school_id, book)) == {"学期": (0, 1, 0)}
    kept = rows(store, "school")[0]["sealed_remarks"]
    assert store.vault.open_json(kept, "school.remarks") == {}


def test_only_deeds_do_not_make_a_new_version_of_the_roster(store: Store, school_id: int) -> None:
    fill(store, school_id)
    row = ["WangLi", 20260002, "家访", "2026-09-12", ""]
    outcome = run(store, school_id, {"记录": [DEEDS, row, row]})
    assert counts(outcome) == {"记录": (1, 0, 0)}
    assert rows(store, "school")[0]["roster_version"] == 1
    assert len(rows(store, "audit")) == 2


def test_each_import_that_changes_something_leaves_its_numbers_behind(store: Store, school_id: int) -> None:
    fill(store, school_id)
    fill(store, school_id)
    found = rows(store, "audit")
    assert [(row["actor"], row["action"]) for row in found] == [("cli", "roster_import")]
    assert found[0]["subject"] == "school+0~1 member+3~0 student+2~0 guardian+2~0 pairing+2~0 term+1~0 deed+1~0"


# 角色, 年级, 班级 and the posts that they make.
POSTS = [
    ("班主任", "", "七（1）班", {("class_teacher", "七年级", "七（1）班")}),
    ("班主任", "八年级", "七(1)班", {("class_teacher", "八年级", "七（1）班")}),
    ("班主任", "七年级、八年级", "1班、2班", {("class_teacher", "七年级", "1班"), ("class_teacher", "八年级", "2班")}),
    (
        "班主任、年级组长",
        "七年级、八年级",
        "七（1）班",
        {("class_teacher", "七年级", "七（1）班"), ("grade_lead", "七年级", ""), ("grade_lead", "八年级", "")},
    ),
    ("年级组长", "七年级，八年级", "", {("grade_lead", "七年级", ""), ("grade_lead", "八年级", "")}),
    ("任课教师", "", "", {("subject_teacher", "", "")}),
    ("科任老师", "七年级", "", {("subject_teacher", "七年级", "")}),
    ("任课教师", "", "七（1）班", {("subject_teacher", "七年级", "七（1）班")}),
    ("校长 管理员", "", "", {("principal", "", ""), ("admin", "", "")}),
    ("帮扶教师;德育主任", "七年级", "", {("mentor", "", ""), ("coordinator", "", "")}),
]


@pytest.mark.parametrize(("roles", "grades", "classes", "expected"), POSTS)
def test_roles_become_posts(
    store: Store, school_id: int, roles: str, grades: str, classes: str, expected: set[tuple[str, str, str]]
) -> None:
    book = {"学生": sample()["学生"], "教师": [MEMBERS, ["t1", "陈华", "", roles, grades, classes]]}
    fill(store, school_id, book)
    assert {post[1:] for post in posts(store)} == expected
    assert run(store, school_id, book).changes == 0


def test_posts_stay_where_their_columns_are_absent(store: Store, school_id: int) -> None:
    fill(store, school_id, {"教师": [MEMBERS, ["t1", "陈华", "", "任课教师、年级组长", "七年级", "1班"]]})
    before = posts(store)
    fill(store, school_id, {"教师": [("企业微信账号", "姓名", "角色"), ["t1", "陈华", "任课教师、年级组长"]]})
    assert posts(store) == before
    fill(store, school_id, {"教师": [("企业微信账号", "姓名", "角色"), ["t1", "陈华", "年级组长"]]})
    assert posts(store) == {("t1", "grade_lead", "七年级", "")}


def test_entered_at_is_the_moment_of_the_import(store: Store, school_id: int) -> None:
    fill(store, school_id)
    audit = rows(store, "audit")[0]["at"]
    assert audit.replace(tzinfo=UTC) == datetime(2026, 9, 20, 4, 0, tzinfo=UTC)


def test_the_same_row_twice_is_one_row_in_whatever_case_the_account_is(store: Store, school_id: int) -> None:
    book = sample()
    for name in ("教师", "学生", "监护人", "结对", "学期"):
        book[name].append(book[name][1])
    book["教师"].append(["WANGLI", *book["教师"][1][1:]])
    expected = counts(run(store, school_id, sample(), dry_run=True))
    assert counts(run(store, school_id, book)) == expected
