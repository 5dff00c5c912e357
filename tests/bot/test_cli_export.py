"""`jiedui export`: files for people, written once, with what may leave the books."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from duty.commands import RecordDeed
from duty.kinds import Kind
from handlers.deeds import record_deed
from storage.audit import AUDIT
from storage.work import Store
from tests.bot.test_cli import environment, run, school
from tests.handlers.teacher import ZHANG_SAN, ZHOU, Teacher
from tests.support.small_school import SmallSchool

__all__ = ["environment", "school"]
FRIDAY = date(2025, 11, 21)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


@pytest.fixture(autouse=True)
def _deeds(store: Store, school: SmallSchool) -> None:
    wang = Teacher(store, school, "WangFang")
    for child, day in ((ZHANG_SAN, date(2025, 11, 3)), (ZHOU, FRIDAY)):
        with wang.turn("2025-11-21") as turn:
            record_deed(RecordDeed(Kind.TALK, wang.ids(child), day, f"{day} 电话 13812345678"), *turn)


def talks(file: Path) -> list[str]:
    rows = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes())).get_sheet_by_name("谈心").to_python()
    return [str(row[7]) for row in rows[1:]]


def test_everything_of_the_school_with_masked_telephones(environment: dict[str, str], file: Path, store: Store) -> None:
    result = run(environment, "export", "ledger", str(file))
    assert result.exit_code == 0, result.output
    assert result.output == "台账写好了：台账.xlsx，2 条记录。里面有孩子的情况，请收好。\n"
    assert talks(file) == ["2025-11-03 电话 138****5678", "2025-11-21 电话 138****5678"]
    with store.reading() as work:
        noted = work.connection.execute(select(AUDIT.c.actor, AUDIT.c.action, AUDIT.c.subject)).all()
    assert ("cli", "ledger_exported", "2 deeds") in noted


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--grade", "七年级"], ["2025-11-03", "2025-11-21"]),
        (["--grade", "七年级", "--class", "七（2）班"], ["2025-11-21"]),
        (["--class", "1班"], ["2025-11-03"]),
        (["--from", "2025-11-04"], ["2025-11-21"]),
        (["--from", "2025-11-03", "--to", "2025-11-20"], ["2025-11-03"]),
        (["--grade", "八年级"], []),
    ],
)
def test_only_what_is_asked_for(environment: dict[str, str], file: Path, options: list[str], days: list[str]) -> None:
    assert run(environment, "export", "ledger", str(file), *options).exit_code == 0
    assert [note[:10] for note in talks(file)] == days


def test_nothing_is_overwritten_and_what_is_wrong_is_said(environment: dict[str, str], file: Path) -> None:
    assert "没有这个年级或班级：二年级" in run(environment, "export", "ledger", str(file), "--grade", "二年级").output
    backwards = run(environment, "export", "ledger", str(file), "--from", "2025-11-03", "--to", "2025-11-02")
    assert backwards.exit_code == 2
    missing = run(environment, "export", "ledger", str(file.parent / "nowhere" / "x.xlsx"))
    assert (missing.exit_code, missing.output) == (1, "写不了文件：x.xlsx\n")
    assert not file.exists()
    file.write_text("mine")
    assert "没有覆盖它" in run(environment, "export", "ledger", str(file)).output
    assert file.read_text() == "mine"
    assert "ledger" in run(environment, "export").output
