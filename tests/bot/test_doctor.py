"""`jiedui doctor`: every line in its healths, against the sandbox over real HTTP; it looks and touches nothing."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import structlog
from rich.cells import cell_len
from sqlalchemy import insert, select, update

from bot.cli.roster import fill
from bot.doctor import calendar_check, checks
from bot.doctor.finding import Books, Scene
from bot.settings import Settings
from duty.calendar import SchoolCalendar, Term
from duty.quiet import USUAL_DAY
from duty.school import Engine
from language.say import doctor as say
from sandbox.school import write_workbook
from storage.circumstances import SCHOOL_DAY
from storage.engine import make_engine
from storage.findings import CALLBACK_SEEN
from storage.guardians import GUARDIAN
from storage.people import MEMBER, SCHOOL, School
from storage.rows import METADATA
from tests.bot.clinic import (
    NOW,
    ORDER,
    REDIS_PASSWORD,
    Clinic,
    admitted,
    examined,
    make_healthy,
    run,
    sandbox,
)
from tests.bot.illnesses import BY_TAG, ILLNESSES, NOWHERE, Ill, found, refused
from tests.support import databases
from tests.support.meddler import Meddler

EMPTY_SCHOOL = School(1, 1, "School", Engine(SchoolCalendar(())), {}, {}, {}, {}, USUAL_DAY, {})


@pytest.fixture(autouse=True)
def _only_given_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = ("JIEDUI_TEST", "JIEDUI_ENV_FILE")
    for name in [name for name in os.environ if name.startswith("JIEDUI_") and not name.startswith(kept)]:
        monkeypatch.delenv(name)
    yield
    structlog.reset_defaults()  # the command keeps its whole process quiet


@pytest.fixture(autouse=True)
def _plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every year's plan of holidays is known, on whatever day these tests run."""
    monkeypatch.setattr(calendar_check, "is_published", lambda _year: True)


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meddler]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as meddler:
        yield meddler


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("healthy")
    make_healthy(databases.new_sqlite(folder), folder)
    return folder


@pytest.fixture
def clinic(platform: Meddler, healthy: Path, tmp_path: Path) -> Iterator[Clinic]:
    folder = tmp_path / "data"
    shutil.copytree(healthy, folder)
    yield admitted(platform, folder, databases.new_sqlite(folder))
    platform.leave_alone()


@pytest.mark.parametrize("ill", ILLNESSES.values(), ids=ILLNESSES.keys())
def test_every_illness_shows_in_its_line_with_the_next_step_and_in_no_other(clinic: Clinic, ill: Ill) -> None:
    clinic.environment.update(ill.given)
    ill.catch(clinic)
    before = remains(clinic.folder)
    code, checked = examined(clinic.environment)
    line = checked[ill.line]
    assert line["health"] == ill.health
    assert ill.saw in line["saw"]
    assert ill.do in line["do"]
    others = {name: one["health"] for name, one in checked.items() if name != ill.line and one["health"] != "ok"}
    assert set(others) == set(ill.unknown)
    assert "wrong" not in others.values() or ill.line == say.RANGE
    assert code == (1 if "wrong" in (ill.health, *others.values()) else 0)
    assert remains(clinic.folder) == before


def remains(folder: Path) -> dict[str, object]:
    """Every file with its content; of a database its rows, for what a writer left beside it may be tidied up."""
    kept = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm")))
    return {str(path.relative_to(folder)): rows_of(path) or path.read_bytes() for path in kept}


def rows_of(path: Path) -> list[object]:
    return rows_at(f"sqlite:///{path}") if path.read_bytes().startswith(b"SQLite format 3") else []


def rows_at(url: str) -> list[object]:
    engine = make_engine(url)
    with engine.connect() as connection:
        found_rows = [(rows.name, list(connection.execute(select(rows)))) for rows in METADATA.sorted_tables]
    engine.dispose()
    return list(found_rows)


class TestHealthy:
    """An installation that lacks nothing."""

    def test_every_line_is_fine_and_tells_what_it_saw(self, clinic: Clinic) -> None:
        before = remains(clinic.folder)
        code, checked = examined(clinic.environment)
        assert {name: one["do"] for name, one in checked.items() if one["health"] != "ok"} == {}
        assert code == 0
        assert "20 位老师都在" in checked[say.RANGE]["saw"]
        assert "SQLite" in checked[say.DATABASE]["saw"]
        assert remains(clinic.folder) == before

    def test_a_school_without_any_parents_account_goes_by_links_and_lacks_nothing(self, clinic: Clinic) -> None:
        clinic.change(update(GUARDIAN).values(platform_mark=None))
        refused("school/agent/get_allow_scope", 48002)(clinic)
        code, checked = examined(clinic.environment)
        assert code == 0
        assert checked[say.FOLLOWS]["health"] == checked[say.PARENTS]["health"] == "ok"
        assert "专属链接" in checked[say.FOLLOWS]["saw"]
        assert "专属链接" in checked[say.PARENTS]["saw"]

    def test_a_redis_that_is_away_hinders_nothing(self, clinic: Clinic) -> None:
        clinic.environment["JIEDUI_REDIS_URL"] = f"redis://:{REDIS_PASSWORD}@{NOWHERE}/0"
        assert examined(clinic.environment)[0] == 0

    def test_the_list_can_be_read_at_eighty_columns(self, clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        for name in ("WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_SECRET", "WECOM_PARENT_SECRET"):
            del clinic.environment[f"JIEDUI_{name}"]
        result = run(clinic.environment)
        assert result.exit_code == 1
        assert max(cell_len(line) for line in result.stdout.splitlines()) <= 80
        for words in (*ORDER, "JIEDUI_WECOM_CORP_ID", "JIEDUI_WECOM_AGENT_ID", "JIEDUI_WECOM_SECRET", "要修"):
            assert words in result.stdout

    def test_a_name_with_brackets_is_no_markup(self, clinic: Clinic) -> None:
        clinic.change(update(MEMBER).where(MEMBER.c.user_id == "HeLei").values(user_id="Nobody", name="何[red]磊"))
        clinic.platform.change("agent/get", {"allow_partys": {"partyid": [2]}})
        assert "何[red]磊" in run(clinic.environment).stdout

    def test_teachers_who_are_seen_by_a_tag_are_asked_for_one_by_one(self, clinic: Clinic) -> None:
        clinic.platform.change("agent/get", BY_TAG)
        assert examined(clinic.environment)[1][say.RANGE]["health"] == "ok"
        clinic.platform.change("user/get", {"errcode": 60111, "errmsg": "userid not found"}, once=True)
        assert "只看得到 19 位" in examined(clinic.environment)[1][say.RANGE]["saw"]

    def test_a_year_without_a_plan_is_told_until_the_school_says_it_itself(
        self, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(calendar_check, "is_published", lambda _year: False)
        line = examined(clinic.environment)[1][say.CALENDAR]
        assert line["health"] == "note"
        assert f"{NOW.year}" in line["saw"]
        assert "「校历」表" in line["do"]
        for year in (NOW.year, NOW.year + 1):
            day = {"first": date(year, 5, 1), "last": date(year, 5, 5), "kind": "rest", "name": ""}
            clinic.change(insert(SCHOOL_DAY).values(school_id=select(SCHOOL.c.id).scalar_subquery(), **day))
        assert examined(clinic.environment)[1][say.CALENDAR]["health"] == "ok"

    @pytest.mark.parametrize(("month", "years"), [(11, [2026]), (12, [2026, 2027])])
    def test_the_coming_year_s_plan_is_missed_from_december_on(
        self, monkeypatch: pytest.MonkeyPatch, month: int, years: list[int]
    ) -> None:
        monkeypatch.setattr(calendar_check, "is_published", lambda _year: False)
        term = Term("2026-2027", "1", date(2026, 9, 1), date(2027, 7, 1))
        school = replace(EMPTY_SCHOOL, engine=Engine(SchoolCalendar((term,))))
        now = datetime(2026, month, 20, tzinfo=UTC)
        check = calendar_check.calendar(Scene(Settings(), now, Books(school=school), None))
        assert check.saw.startswith("、".join(map(str, years)) + " 年的放假安排还不知道")

    def test_a_disk_that_is_nearly_full_must_be_mended(self, clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checks, "LOWEST_GIGABYTES", 1e9)
        code, checked = examined(clinic.environment)
        assert (code, checked[say.DISK]["health"]) == (1, "wrong")


def test_from_nothing_on_the_first_thing_to_mend_moves_down_the_list(platform: Meddler, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    whole = admitted(platform, folder, databases.new_sqlite(folder)).environment
    given = {"JIEDUI_DATA_DIR": whole["JIEDUI_DATA_DIR"]}

    def first_wrong() -> str:
        code, checked = examined(given)
        wrong = [name for name, one in checked.items() if one["health"] == "wrong"]
        assert all(checked[name]["do"] for name in wrong)
        assert code == bool(wrong)
        return wrong[0] if wrong else ""

    assert first_wrong() == say.KEYS
    given |= {name: value for name, value in whole.items() if "WECOM" in name}
    assert first_wrong() == say.DOMAIN
    given["JIEDUI_BASE_URL"] = whole["JIEDUI_BASE_URL"]
    assert first_wrong() == say.DATABASE
    # Until here nobody has made anything: neither a database nor a key nor a folder for them.
    assert not folder.exists()
    write_workbook(tmp_path / "school.xlsx", NOW.date())
    fill(Settings(data_dir=folder), (tmp_path / "school.xlsx").read_bytes())
    assert first_wrong() == say.CALLBACK
    Clinic(given, platform, folder, databases.new_sqlite(folder)).change(found(CALLBACK_SEEN, "url check"))
    assert first_wrong() == ""


def test_on_postgresql_it_sees_the_same_and_changes_as_little(platform: Meddler, tmp_path: Path) -> None:
    url = databases.new_postgresql(f"{databases.worker_database()}_doctor")
    clinic = admitted(platform, tmp_path / "data", url)
    clinic.folder.mkdir()
    assert "jiedui migrate" in examined(clinic.environment)[1][say.DATABASE]["do"]
    make_healthy(url, clinic.folder)
    before = rows_at(url)
    code, checked = examined(clinic.environment)
    assert {name for name, one in checked.items() if one["health"] != "ok"} == set()
    assert "PostgreSQL" in checked[say.DATABASE]["saw"]
    assert code == 0
    assert rows_at(url) == before
