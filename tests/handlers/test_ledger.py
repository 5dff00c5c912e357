"""The ledger: what is in the workbook, for whom, and that nothing in it is a formula."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import insert, select, update

from duty.commands import RecordDeed, ShowLedger, Undo
from duty.kinds import Kind
from duty.people import Role
from handlers.chat import Exchange, answer
from handlers.context import Site
from handlers.deeds import record_deed
from handlers.ledger import book_of
from storage import downloads
from storage.attempts import Attempt, save_attempts
from storage.audit import AUDIT
from storage.circumstances import EXEMPTION
from storage.circumstances import REASON as EXEMPTION_REASON
from storage.deeds import DEED
from storage.downloads import DOWNLOAD
from storage.people import roster_changed
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, ZONE, Teacher, instant
from tests.handlers.test_overview import away, give
from tests.support.following import follow
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
SITE = Site("https://jiedui.example")
SHEETS = ["结对", "谈心", "家访", "送温暖", "辅导", "联系家长", "免除与原因"]

Rows = list[dict[str, Any]]


@pytest.fixture
def chen(store: Store, school: SmallSchool) -> Teacher:
    return Teacher(store, school, "ChenJie")


def asked(teacher: Teacher, command: ShowLedger | None = None, *, day: str = FRIDAY, site: Site = SITE) -> str:
    with teacher.turn(day) as (sender, work, moment):
        return answer(command or ShowLedger(), Exchange(work, sender, moment, site, waiting=False))


def content(teacher: Teacher, command: ShowLedger | None = None, *, day: str = FRIDAY) -> bytes:
    token = asked(teacher, command, day=day).split("/m/ledger/")[1].split("\n")[0]
    with teacher.store.reading() as work:
        download = downloads.find(work, token, instant(day, "13:10"))
        assert download is not None
        book = book_of(work, download, instant(day, "13:10"), ZONE)
    assert book is not None
    return book.content


def ledger(teacher: Teacher, command: ShowLedger | None = None, *, day: str = FRIDAY) -> dict[str, Rows]:
    book = CalamineWorkbook.from_filelike(BytesIO(content(teacher, command, day=day)))
    found = {}
    for name in book.sheet_names:
        header, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def tell(teacher: Teacher, deed: RecordDeed, said_on: str = FRIDAY) -> None:
    with teacher.turn(said_on) as turn:
        record_deed(deed, *turn)


def test_a_leader_gets_the_children_of_the_scope_on_a_sheet_for_each_kind(chen: Teacher, wang: Teacher) -> None:
    deed = RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN), date(2025, 11, 20), "聊了聊期中", mode="phone")
    tell(wang, deed)
    wang.record(FRIDAY, ZHOU, kind=Kind.HOME_VISIT)
    sheets = ledger(chen)
    assert list(sheets) == SHEETS
    assert sheets["谈心"] == [
        {
            "记录编号": 1.0,
            "日期": date(2025, 11, 20),
            "学生": "张三",
            "学号": "20250101",
            "班级": "七年级1班",
            "教师": "王芳",
            "方式": "电话",
            "内容": "聊了聊期中",
            "代办人": "",
            "补录": "",
            "应在期间": "2025-11-01 至 2025-11-30",
        }
    ]
    assert [(row["学生"], row["应在期间"]) for row in sheets["家访"]] == [("周一诺", "2025-09-01 至 2026-01-23")]
    assert len(sheets["结对"]) == 5
    assert sheets["结对"][0] == {
        "教师": "王芳",
        "学生": "张三",
        "学号": "20250101",
        "班级": "七年级1班",
        "制度": "四个一",
        "开始日期": date(2025, 9, 1),
        "结束日期": "",
    }


def test_one_kind_alone_is_one_sheet_and_the_reasons(wang: Teacher) -> None:
    assert list(ledger(wang, ShowLedger(Kind.HELP))) == ["辅导", "免除与原因"]
    assert "您结对的孩子的辅导台账（2025-2026学年）" in asked(wang, ShowLedger(Kind.HELP))


def test_a_note_is_for_its_author_and_who_leads_the_child(
    store: Store, school: SmallSchool, wang: Teacher, sun: Teacher, chen: Teacher
) -> None:
    tell(wang, RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN), date(2025, 11, 21), "王写的"))
    tell(sun, RecordDeed(Kind.TALK, sun.ids(ZHANG_SAN), date(2025, 11, 21), "孙写的"))
    both = ["王写的", "孙写的"]
    assert [row["内容"] for row in ledger(chen)["谈心"]] == both
    assert [row["内容"] for row in ledger(sun)["谈心"] if row["学生"] == "张三"] == both
    assert [row["内容"] for row in ledger(wang)["谈心"]] == ["王写的", ""]
    give(store, school, "ZhouNew", Role.PRINCIPAL)
    principal = ledger(Teacher(store, school, "ZhouNew"))
    assert [row["内容"] for row in principal["谈心"] if row["学生"] == "张三"] == both
    assert len(principal["结对"]) == 6


def test_what_was_taken_back_or_is_of_other_children_or_years_is_left_out(wang: Teacher, chen: Teacher) -> None:
    wang.record(FRIDAY, ZHANG_SAN)
    wang.told(Undo(), FRIDAY)
    wang.record("2025-09-03", LI_SI, said_on=FRIDAY)
    assert [row["学生"] for row in ledger(chen)["谈心"]] == ["李四"]
    with wang.store.writing() as work:
        work.connection.execute(update(DEED).values(happened_on=date(2025, 8, 31)))
    assert ledger(chen)["谈心"] == []


def test_what_a_person_typed_is_no_formula_and_no_number_of_a_phone(wang: Teacher) -> None:
    notes = {
        "=1+2": "=1+2",
        "+86 13812345678 打不通": "+86 138****5678 打不通",
        '-2+3;@SUM(A1);=HYPERLINK("http://x")': '-2+3;@SUM(A1);=HYPERLINK("http://x")',
        "https://example.com/?a=1": "https://example.com/?a=1",
        "妈妈 138-1234-5678，家里 0577-87654321": "妈妈 138****5678，家里 0577-****4321",
        "身份证 330302201401011234": "身份证 330302********1234",
        "第20250101号": "第20250101号",
    }
    for day, note in enumerate(notes, start=1):
        tell(wang, RecordDeed(Kind.TALK, wang.ids(ZHANG_SAN), date(2025, 11, day), note))
    written = content(wang)
    rows = CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_name("谈心").to_python()
    assert [row[7] for row in rows[1:]] == list(notes.values())
    with ZipFile(BytesIO(written)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    assert all('state="frozen"' in sheet for sheet in sheets)


def test_late_entries_helpers_and_what_was_given(wang: Teacher, chen: Teacher) -> None:
    given = RecordDeed(
        Kind.WARMTH, wang.ids(ZHANG_SAN), date(2025, 11, 10), "送了棉被", topic="棉被", done_by="志愿者小刘"
    )
    tell(wang, given)
    (row,) = ledger(chen)["送温暖"]
    assert (row["补录"], row["代办人"], row["慰问物品"], row["教师"]) == ("是", "志愿者小刘", "棉被", "王芳")


def test_who_stood_in_did_it_for_the_mentor(store: Store, school: SmallSchool, chen: Teacher) -> None:
    away(store, school, "WangFang", deputy="ZhouNew")
    Teacher(store, school, "ZhouNew").record(FRIDAY, ZHANG_SAN)
    (row,) = ledger(chen)["谈心"]
    assert (row["教师"], row["代办人"], row["应在期间"]) == ("王芳", "周新", "2025-11-01 至 2025-11-30")
    # On a day after that it is a colleague's own.
    with store.writing() as work:
        work.connection.execute(update(DEED).values(happened_on=date(2025, 12, 5), counts_for=date(2025, 12, 5)))
    (row,) = ledger(chen, day="2025-12-08")["谈心"]
    assert (row["教师"], row["代办人"], row["应在期间"]) == ("周新", "", "")


def exempt(store: Store, school: SmallSchool, reason: str, *, member: str = "", student: str = "") -> None:
    with store.writing() as work:
        values = {
            "school_id": school.id,
            "member_id": school.members[member] if member else None,
            "student_id": school.students[student] if student else None,
            "first": date(2025, 10, 8),
            "last": date(2025, 10, 31),
            "entered_at": instant("2025-10-08"),
            "sealed_reason": work.vault.seal(reason, EXEMPTION_REASON),
        }
        work.connection.execute(insert(EXEMPTION).values(**values))
        roster_changed(work, school.id)


def test_what_was_not_asked_or_not_done_has_its_reason(
    store: Store, school: SmallSchool, wang: Teacher, chen: Teacher
) -> None:
    follow(store, school, "kind", "要求:\n- 家访 每学期 1 次 家长婉拒可用联系家长代替 搬家可免\n")
    exempt(store, school, "住院", student=ZHANG_SAN)
    exempt(store, school, "产假", member="WangFang")
    exempt(store, school, "防汛")
    exempt(store, school, "别人的", member="SunLi")
    with wang.turn(FRIDAY) as (_, work, moment):
        for student, why, kind in (
            (ZHANG_SAN, "refused", Kind.HOME_VISIT),
            (LI_SI, "moved", Kind.HOME_VISIT),
            (ZHOU, "absent", Kind.HOME_VISIT),
            (ZHOU, "", None),
        ):
            tried = Attempt(
                school.id, school.members["WangFang"], school.students[student], kind, date(2025, 11, 20), why
            )
            save_attempts(work, [tried], "电话 13812345678", entered_at=moment.at, message_id=moment.message_id)
    wang.record(FRIDAY, ZHANG_SAN, kind=Kind.CONTACT)

    def lines(teacher: Teacher) -> list[tuple[Any, ...]]:
        kept = ("学生", "教师", "事项", "情况", "原因", "按学校的办法")
        return [tuple(row[name] for name in kept) for row in ledger(teacher)["免除与原因"]]

    assert lines(chen) == [
        ("张三", "全部", "", "免除", "住院", ""),
        ("全部", "王芳", "", "免除", "产假", ""),
        ("全部", "全部", "", "免除", "防汛", ""),
        ("张三", "王芳", "家访", "没能做到", "家长不方便：电话 138****5678", "换了方式，算数"),
        ("李四", "王芳", "家访", "没能做到", "搬走了：电话 138****5678", "情况特殊，不用补"),
        ("周一诺", "王芳", "家访", "没能做到", "不在家：电话 138****5678", ""),
        ("周一诺", "王芳", "", "没能做到", "电话 138****5678", ""),
    ]
    # A colleague hears that it is so, and not why.
    lina = Teacher(store, school, "LiNa")
    assert lines(lina) == [("全部", "全部", "", "免除", "防汛", "")]
    assert lines(wang)[0] == ("张三", "全部", "", "免除", "", "")
    assert lines(wang)[1] == ("全部", "王芳", "", "免除", "产假", "")
    assert "住院" not in str(lines(wang))
    assert len(ledger(chen, ShowLedger(Kind.TALK))["免除与原因"]) == 3


def test_the_link_says_whose_it_is_and_keeps_nothing_readable(wang: Teacher, chen: Teacher, store: Store) -> None:
    told = asked(chen)
    first, second = told.splitlines()
    assert first.startswith("陈老师，七年级的台账（2025-2026学年）在这里：https://jiedui.example/m/ledger/")
    assert second == "30 分钟内有效，只能下载一次，最好用电脑打开。里面有孩子的情况，请收好，别转发。"
    token = first.rsplit("/", 1)[1]
    assert len(token) >= 43
    with store.reading() as work:
        row = work.connection.execute(select(DOWNLOAD)).one()
        assert token.encode() not in row.token_mark
        assert row.until - instant(FRIDAY) == timedelta(minutes=30)
        assert work.connection.execute(select(AUDIT.c.action, AUDIT.c.actor)).all() == [("ledger_offered", "ChenJie")]


def test_without_children_or_an_address_there_is_no_link(store: Store, school: SmallSchool, chen: Teacher) -> None:
    assert "没有班级、年级要看" in asked(Teacher(store, school, "GaoAdmin"))
    assert "jiedui export ledger" in asked(chen, site=Site(""))
    with store.reading() as work:
        assert work.connection.execute(select(DOWNLOAD)).first() is None


def test_before_the_first_term_there_is_no_year_to_name(chen: Teacher) -> None:
    assert "七年级的台账在这里" in asked(chen, day="2025-08-20")


def test_who_has_left_or_leads_nobody_any_more_gets_nothing(store: Store, school: SmallSchool, wang: Teacher) -> None:
    token = asked(wang).split("/m/ledger/")[1].split("\n")[0]
    with store.writing() as work:
        download = downloads.find(work, token, instant(FRIDAY))
        assert download is not None
        late: datetime = instant("2025-08-20")
        assert book_of(work, download, late, ZONE) is None
        other = downloads.Download(download.id, download.school_id, 999, "nobody", "ledger")
        assert book_of(work, other, instant(FRIDAY), ZONE) is None
