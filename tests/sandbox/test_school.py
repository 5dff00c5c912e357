"""The sample school: a workbook that reads back as the roster format says, hard names, states that differ."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sandbox.school import people, write_workbook
from sandbox.terms import current_term, terms_around

TODAY = date(2026, 11, 20)
COLUMNS = {
    "学校": "学校名称 启用日期 值班电话 危机联系人 试运行",
    "教师": "企业微信账号 姓名 手机 角色 年级 班级",
    "学生": "学号 姓名 性别 出生日期 年级 班级 类别 关注等级 家庭住址 村组 家校账号 备注",
    "监护人": "学号 姓名 关系 手机 委托监护 职业 务工单位 务工地址 现住址 健康状况 家校账号 不发送",
    "结对": "企业微信账号 学号 制度 开始日期 结束日期",
    "学期": "学年 学期 开始日期 结束日期",
    "校历": "开始日期 结束日期 类型 名称",
    "记录": "企业微信账号 学号 类型 日期 内容",
}
ROLES = {"帮扶教师", "班主任", "任课教师", "年级组长", "德育主任", "校长", "心理教师", "管理员"}

Rows = list[dict[str, Any]]


def read(path: Path, today: date) -> dict[str, Rows]:
    write_workbook(path, today)
    workbook = CalamineWorkbook.from_path(path)
    sheets: dict[str, Rows] = {}
    for name in workbook.sheet_names:
        head, *rows = workbook.get_sheet_by_name(name).to_python()
        assert " ".join(map(str, head)) == COLUMNS[name]
        sheets[name] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return sheets


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    return read(tmp_path_factory.mktemp("school") / "school.xlsx", TODAY)


def test_all_sheets_are_there_with_life_in_them(school: dict[str, Rows]) -> None:
    assert list(school) == list(COLUMNS)
    counts = {name: len(rows) for name, rows in school.items()}
    assert (counts["学校"], counts["教师"], counts["学生"], counts["学期"]) == (1, 20, 110, 2)
    assert counts["结对"] > 80
    assert counts["记录"] > 150
    assert {row["年级"] for row in school["学生"]} == {"七年级", "八年级", "九年级"}


def test_every_cell_is_text_or_a_date_so_no_number_loses_its_zeros(school: dict[str, Rows]) -> None:
    for rows in school.values():
        assert {type(cell) for row in rows for cell in row.values()} <= {str, date}
    assert all(re.fullmatch(r"0[789]\d{4}", row["学号"]) for row in school["学生"])
    accounts = [row["家校账号"] for row in school["监护人"] if row["家校账号"]]
    assert accounts
    assert all(int(account) > 2**53 for account in accounts)


def test_the_keys_of_each_sheet_are_unique_and_known(school: dict[str, Rows]) -> None:
    keys = {
        "教师": ("企业微信账号",),
        "学生": ("学号",),
        "监护人": ("学号", "姓名", "关系"),
        "结对": ("企业微信账号", "学号", "制度", "开始日期"),
        "学期": ("学年", "学期"),
    }
    for sheet, columns in keys.items():
        found = Counter(tuple(row[column] for column in columns) for row in school[sheet])
        assert max(found.values()) == 1, sheet
    accounts = {row["企业微信账号"].lower() for row in school["教师"]}
    numbers = {row["学号"] for row in school["学生"]}
    for sheet in ("结对", "记录"):
        assert {row["企业微信账号"].lower() for row in school[sheet]} <= accounts
        assert {row["学号"] for row in school[sheet]} <= numbers
    assert {row["学号"] for row in school["监护人"]} <= numbers


def test_the_words_are_those_of_the_roster_format(school: dict[str, Rows]) -> None:
    assert {role for row in school["教师"] for role in row["角色"].split("、")} == ROLES
    assert {row["关注等级"] for row in school["学生"]} == {"", "一般", "重点", "特殊"}
    assert {row["制度"] for row in school["结对"]} == {"", "四个一"}
    assert {row["类型"] for row in school["记录"]} == {"谈心", "家访", "送温暖", "联系家长"}
    contacts = school["学校"][0]["危机联系人"].split("、")
    assert set(contacts) <= {row["企业微信账号"] for row in school["教师"]}


def names_of(school: dict[str, Rows], mentor: str) -> list[str]:
    names = {row["学号"]: row["姓名"] for row in school["学生"]}
    return [
        names[row["学号"]]
        for row in school["结对"]
        if row["企业微信账号"].lower() == mentor.lower() and not row["结束日期"]
    ]


def test_the_names_are_as_hard_as_in_a_real_school(school: dict[str, Rows]) -> None:
    assert {"张三", "李四", "周一诺"} < set(names_of(school, "WangFang"))
    assert names_of(school, "LiuYang").count("张伟") == 2
    assert {"许静怡", "许敬一", "曹一航", "曹一行"} < set(names_of(school, "SunLi"))
    assert len(names_of(school, "ZhaoJianguo")) == 20
    everybody = Counter(row["姓名"] for row in school["学生"])
    assert [name for name, times in everybody.items() if times > 1] == ["张伟", "李娜"]
    assert {row["年级"] for row in school["学生"] if row["姓名"] == "李娜"} == {"七年级", "九年级"}
    assert {"欧阳修文", "尉迟明", "古丽米热·艾力", "尼玛次仁", "高兴", "万里", "安心"} < set(everybody)


def test_left_behind_children_have_an_entrusted_grandparent(school: dict[str, Rows]) -> None:
    left = {row["学号"] for row in school["学生"] if "留守" in row["类别"]}
    entrusted = {row["学号"] for row in school["监护人"] if row["委托监护"] == "是"}
    assert left <= entrusted
    assert {row["学号"] for row in school["监护人"]} == {row["学号"] for row in school["学生"]}


def test_this_month_some_have_had_their_talk_and_some_wait(school: dict[str, Rows]) -> None:
    talked = {row["学号"] for row in school["记录"] if row["类型"] == "谈心" and row["日期"].startswith("2026-11")}
    paired = {row["学号"] for row in school["结对"] if not row["结束日期"]}
    numbers = {row["姓名"]: row["学号"] for row in school["学生"]}
    assert 20 < len(talked) < len(paired) - 20
    assert numbers["张三"] not in talked
    assert numbers["李四"] not in talked


DAYS = [
    date(2026, 9, 1),
    date(2026, 9, 14),
    date(2027, 1, 31),
    date(2027, 2, 10),
    date(2027, 2, 16),
    date(2027, 7, 10),
    date(2027, 7, 11),
    date(2027, 8, 31),
    date(2028, 2, 29),
]


@pytest.mark.parametrize("today", DAYS)
def test_on_any_day_the_paper_lies_in_the_current_term_and_never_ahead(tmp_path: Path, today: date) -> None:
    school = read(tmp_path / "school.xlsx", today)
    term = current_term(today)
    assert school["学校"][0]["启用日期"] == term.first
    starts = {(row["企业微信账号"], row["学号"]): row["开始日期"] for row in school["结对"]}
    for row in school["记录"]:
        day = date.fromisoformat(row["日期"])
        assert max(term.first, starts[row["企业微信账号"], row["学号"]]) <= day <= term.last
        assert day < today
        assert day.weekday() < 5


@pytest.mark.parametrize("today", [day for day in DAYS if day.month not in (7, 8) and day != date(2027, 2, 10)])
def test_today_lies_in_a_term_of_its_school_year(today: date) -> None:
    terms = terms_around(today)
    assert len(terms) == 2
    assert any(term.first <= today <= term.last for term in terms)


def test_towards_the_summer_break_and_in_it_next_years_terms_are_known() -> None:
    for today in (date(2027, 6, 1), date(2027, 8, 1)):
        assert [term.year for term in terms_around(today)] == ["2026-2027"] * 2 + ["2027-2028"] * 2
        assert current_term(today).name == "第二学期"
    assert len(terms_around(date(2027, 5, 31))) == 2


@pytest.mark.parametrize("today", DAYS)
def test_exams_lie_in_a_term_and_far_from_the_end_of_a_month(tmp_path: Path, today: date) -> None:
    terms = terms_around(today)
    rows = read(tmp_path / "school.xlsx", today)["校历"]
    assert len(rows) == len(terms)
    for row, term in zip(rows, terms, strict=True):
        assert term.first <= row["开始日期"] <= row["结束日期"] <= term.last
        assert 5 < row["开始日期"].day < row["结束日期"].day < 23


def test_the_directory_holds_the_staff_and_one_stranger(school: dict[str, Rows]) -> None:
    staff = {row["企业微信账号"].lower(): row["姓名"] for row in school["教师"]}
    directory = {person.userid.lower(): person.name for person in people()}
    assert {userid: name for userid, name in directory.items() if userid in staff} == staff
    assert [name for userid, name in directory.items() if userid not in staff] == ["访客老师"]
    assert all(list(person.children) == names_of(school, person.userid) for person in people())


def undone(school: dict[str, Rows], mentor: str, kind: str, since: str) -> list[str]:
    """The mentor's children without a record of `kind` since that day."""
    names = {row["学号"]: row["姓名"] for row in school["学生"]}
    done = {names[row["学号"]] for row in school["记录"] if row["类型"] == kind and row["日期"] >= since}
    return [name for name in names_of(school, mentor) if name not in done]


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 10), date(2027, 3, 20), date(2027, 5, 6)])
def test_the_first_teacher_has_two_talks_and_some_visits_before_him(tmp_path: Path, today: date) -> None:
    school = read(tmp_path / "school.xlsx", today)
    assert undone(school, "WangFang", "谈心", today.replace(day=1).isoformat()) == ["张三", "李四"]
    assert 1 <= len(undone(school, "WangFang", "家访", current_term(today).first.isoformat())) <= 4


def test_the_school_is_live_so_that_the_demo_really_reminds(school: dict[str, Rows]) -> None:
    row = school["学校"][0]
    assert (row["试运行"], row["启用日期"]) == ("否", date(2026, 9, 1))
    assert row["值班电话"]
    roles = {member["企业微信账号"]: member["角色"] for member in school["教师"]}
    assert [roles[userid] for userid in row["危机联系人"].split("、")] == ["心理教师", "德育主任、帮扶教师"]


def guardians(school: dict[str, Rows], child: str) -> dict[str, dict[str, Any]]:
    number = next(row["学号"] for row in school["学生"] if row["姓名"] == child)
    return {row["关系"]: row for row in school["监护人"] if row["学号"] == number}


def test_the_first_families_have_what_the_demo_shows(school: dict[str, Rows]) -> None:
    apart = guardians(school, "李四")
    assert set(apart) == {"母亲", "父亲"}
    assert all(row["家校账号"] and not row["不发送"] for row in apart.values())
    assert guardians(school, "张三")["母亲"]["家校账号"]
    silent = guardians(school, "何子墨")
    assert {relation: row["不发送"] for relation, row in silent.items()} == {"母亲": "", "父亲": "是"}
    assert guardians(school, "陈晨")["母亲"]["家校账号"] == guardians(school, "陈辰")["母亲"]["家校账号"]


def test_every_child_has_a_guardian_with_an_account_and_accounts_are_one_persons(school: dict[str, Rows]) -> None:
    with_account = [row for row in school["监护人"] if row["家校账号"]]
    assert {row["学号"] for row in with_account} == {row["学号"] for row in school["学生"]}
    assert len({(row["家校账号"], row["姓名"], row["手机"]) for row in with_account}) == len(
        {row["家校账号"] for row in with_account}
    )
    assert len({row["家校账号"] for row in school["学生"]}) == len(school["学生"])
