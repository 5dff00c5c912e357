"""The console script as an operator uses it."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.cli.main import build
from bot.secret_key import secret_key
from bot.settings import Settings
from storage.work import Store
from tests.support import databases, small_school
from tests.support.databases import SECRET
from tests.support.platform import AES_KEY, CORP_ID, TOKEN, Platform
from tests.support.service import running, settings_for
from tests.support.small_school import NOON, SmallSchool


@pytest.fixture(autouse=True)
def _only_given_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = ("JIEDUI_TEST", "JIEDUI_ENV_FILE")
    for name in [name for name in os.environ if name.startswith("JIEDUI_") and not name.startswith(kept)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


@pytest.fixture
def environment(store: Store, tmp_path: Path) -> dict[str, str]:
    return {
        "JIEDUI_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
        "JIEDUI_DATA_DIR": str(tmp_path / "data"),
        "JIEDUI_SECRET_KEY": SECRET,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
    }


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(build(arguments[0]), list(arguments), env=environment)


def run_json(environment: dict[str, str], *arguments: str) -> Any:
    result = run(environment, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def tell(store: Store, tmp_path: Path, *sentences: str) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    with running(settings_for(url, tmp_path / "data")) as address:
        for sentence in sentences:
            Platform(f"{address}/wecom/callback").answer("WangFang", sentence, at=NOON)


class TestBooks:
    """`jiedui duties` and `jiedui records`."""

    def test_records_are_listed_with_their_notes(
        self, environment: dict[str, str], store: Store, school: SmallSchool, tmp_path: Path
    ) -> None:
        tell(store, tmp_path, "昨天已谈心 张三：想家", "已家访 李四", "撤销")
        records = run_json(environment, "records")
        entered = {"mentor": "WangFang", "entered_at": "2025-11-21T12:00:00+08:00"}
        shared = {**entered, "note": "", "topic": "", "done_by": "", "corrects": None, "revoked": False}
        assert [{key: one[key] for key in one if key != "id"} for one in records] == [
            {
                **shared,
                "student_no": "20250101",
                "kind": "talk",
                "happened_on": "2025-11-20",
                "counts_for": "2025-11-20",
                "note": "想家",
            },
            {
                **shared,
                "student_no": "20250102",
                "kind": "home_visit",
                "happened_on": "2025-11-21",
                "counts_for": "2025-11-21",
                "revoked": True,
            },
        ]
        assert "已撤销" in run(environment, "records").stdout

    def test_records_say_who_did_it_and_what_they_put_right(
        self, environment: dict[str, str], store: Store, school: SmallSchool, tmp_path: Path
    ) -> None:
        tell(store, tmp_path, "志愿者小刘今天辅导了张三数学，我代记", "改成昨天")
        first, second = run_json(environment, "records")
        assert (first["done_by"], second["done_by"], second["corrects"]) == ("志愿者小刘", "志愿者小刘", first["id"])

    def test_duties_of_a_day_leave_out_the_future(
        self, environment: dict[str, str], store: Store, school: SmallSchool, tmp_path: Path
    ) -> None:
        tell(store, tmp_path, "已谈心 张三")
        duties = run_json(environment, "duties", "--on", "2025-11-21", "--mentor", "wangfang")
        zhang = [one for one in duties if one["student"] == "张三"]
        assert zhang == [
            duty("talk", "month", "2025-09-01", "2025-09-30", 0, "missed"),
            duty("talk", "month", "2025-10-01", "2025-10-31", 0, "missed"),
            duty("talk", "month", "2025-11-01", "2025-11-30", 1, "done"),
            duty("home_visit", "term", "2025-09-01", "2026-01-23", 0, "open"),
            duty("warmth", "school_year", "2025-09-01", "2026-07-03", 0, "open"),
        ]
        assert {one["mentor"] for one in duties} == {"WangFang"}

    def test_a_record_counts_from_the_day_on_which_it_was_entered(
        self, environment: dict[str, str], store: Store, school: SmallSchool, tmp_path: Path
    ) -> None:
        tell(store, tmp_path, "11月3日已谈心 张三")
        states = {
            day: [
                one["state"]
                for one in run_json(environment, "duties", "--on", day)
                if one["student_no"] == "20250101" and one["window"][0] == "2025-11-01"
            ]
            for day in ("2025-11-20", "2025-11-21")
        }
        assert states == {"2025-11-20": ["open"], "2025-11-21": ["done"]}

    def test_the_table_for_people_names_teacher_child_and_state(
        self, environment: dict[str, str], school: SmallSchool
    ) -> None:
        table = run(environment, "duties", "--on", "2025-11-21").stdout
        assert all(word in table for word in ("王芳", "古丽米热·艾力", "谈心", "还早"))

    def test_a_day_that_is_none_is_wrong_use(self, environment: dict[str, str], school: SmallSchool) -> None:
        assert run(environment, "duties", "--on", "2025-02-30").exit_code == 2


def duty(kind: str, per: str, first: str, last: str, count: int, state: str) -> dict[str, Any]:
    return {
        "mentor": "WangFang",
        "student_no": "20250101",
        "student": "张三",
        "kind": kind,
        "per": per,
        "window": [first, last],
        "times": 1,
        "count": count,
        "state": state,
    }


class TestTrouble:
    """One clear sentence and exit code 1."""

    def test_a_database_that_is_away(self, tmp_path: Path) -> None:
        away = {"JIEDUI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x", "JIEDUI_SECRET_KEY": SECRET}
        result = run({**away, "JIEDUI_DATA_DIR": str(tmp_path)}, "records", "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("连不上数据库")

    def test_a_postgresql_that_was_never_migrated(self, tmp_path: Path) -> None:
        url = databases.new_postgresql(f"{databases.worker_database()}_bare")
        given = {"JIEDUI_DATABASE_URL": url, "JIEDUI_SECRET_KEY": SECRET, "JIEDUI_DATA_DIR": str(tmp_path)}
        result = run(given, "records", "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "jiedui migrate" in result.stderr

    def test_another_secret_key_than_the_books_were_sealed_with(
        self, environment: dict[str, str], store: Store, school: SmallSchool, tmp_path: Path
    ) -> None:
        tell(store, tmp_path, "已谈心 张三：想家")
        result = run({**environment, "JIEDUI_SECRET_KEY": "quite another secret key"}, "records", "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "密钥打不开" in result.stderr

    def test_postgresql_without_a_secret_key(self, tmp_path: Path) -> None:
        given = {"JIEDUI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x", "JIEDUI_DATA_DIR": str(tmp_path)}
        assert "JIEDUI_SECRET_KEY" in run(given, "migrate").stderr

    @pytest.mark.parametrize(
        ("changed", "word"),
        [
            ({"JIEDUI_TIMEZONE": "Mars/Olympus"}, "JIEDUI_TIMEZONE"),
            ({"JIEDUI_DATABASE_URL": "nonsense"}, "JIEDUI_DATABASE_URL"),
            ({"JIEDUI_DATABASE_URL": "mysql://x"}, "JIEDUI_DATABASE_URL"),
            ({"JIEDUI_SECRET_KEY": "short"}, "太短"),
            ({"JIEDUI_LOG_FORMAT": "poem"}, "JIEDUI_LOG_FORMAT"),
        ],
    )
    def test_settings_that_cannot_be_right(self, tmp_path: Path, changed: dict[str, str], word: str) -> None:
        result = run({"JIEDUI_DATA_DIR": str(tmp_path), **changed}, "records")
        assert result.exit_code == 1
        assert word in result.stderr

    def test_serving_without_callback_keys(self, tmp_path: Path) -> None:
        result = run({"JIEDUI_DATA_DIR": str(tmp_path)}, "serve")
        assert result.exit_code == 1
        assert "JIEDUI_WECOM_TOKEN" in result.stderr

    def test_serving_with_impossible_callback_keys(self, tmp_path: Path) -> None:
        keys = {"JIEDUI_WECOM_CORP_ID": CORP_ID, "JIEDUI_WECOM_TOKEN": TOKEN, "JIEDUI_WECOM_AES_KEY": AES_KEY[:-1]}
        result = run({"JIEDUI_DATA_DIR": str(tmp_path), **keys}, "serve")
        assert result.exit_code == 1
        assert "43" in result.stderr

    def test_the_books_of_another_corp_are_not_taken_over(
        self, environment: dict[str, str], store: Store, school: SmallSchool
    ) -> None:
        result = run({**environment, "JIEDUI_WECOM_CORP_ID": "wwsomebodyelse00"}, "records", "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "另一家企业" in result.stderr
        assert run(environment, "records", "--json").exit_code == 0

    def test_a_service_with_another_key_does_not_start(
        self, environment: dict[str, str], store: Store, school: SmallSchool
    ) -> None:
        keys = {"JIEDUI_WECOM_TOKEN": TOKEN, "JIEDUI_WECOM_AES_KEY": AES_KEY, "JIEDUI_SECRET_KEY": "quite another key"}
        result = run({**environment, **keys}, "serve")
        assert result.exit_code == 1
        assert "密钥打不开" in result.stderr

    def test_settings_can_live_in_a_file_of_their_own(self, tmp_path: Path) -> None:
        file = tmp_path / "school.env"
        file.write_text(f"JIEDUI_DATA_DIR={tmp_path / 'elsewhere'}\n")
        assert run({"JIEDUI_ENV_FILE": str(file)}, "records", "--json").stdout == "[]\n"
        assert (tmp_path / "elsewhere" / "jiedui.db").exists()

    def test_a_template_that_cannot_be_written(self, tmp_path: Path) -> None:
        result = run({"JIEDUI_DATA_DIR": str(tmp_path)}, "import", "--template", str(tmp_path / "no" / "folder.xlsx"))
        assert (result.exit_code, result.stderr) == (1, "写不了文件：folder.xlsx\n")

    def test_a_template_does_not_replace_a_filled_in_workbook(self, tmp_path: Path) -> None:
        filled = tmp_path / "filled.xlsx"
        filled.write_text("a school")
        result = run({"JIEDUI_DATA_DIR": str(tmp_path)}, "import", "--template", str(filled))
        assert (result.exit_code, filled.read_text()) == (1, "a school")
        assert run({}, "import", str(filled), "--template", str(tmp_path / "new.xlsx")).exit_code == 2

    def test_a_mentor_whom_nobody_knows(self, environment: dict[str, str], school: SmallSchool) -> None:
        result = run(environment, "duties", "--mentor", "nobody", "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "名单里没有这个账号" in result.stderr

    def test_books_without_their_key_are_not_given_a_new_one(self, tmp_path: Path) -> None:
        given = {"JIEDUI_DATA_DIR": str(tmp_path)}
        assert run(given, "migrate").exit_code == 0
        (tmp_path / "secret.key").unlink()
        result = run(given, "records", "--json")
        assert result.exit_code == 1
        assert "secret.key 却不见了" in result.stderr
        assert not (tmp_path / "secret.key").exists()

    def test_a_data_folder_that_cannot_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        result = run({"JIEDUI_DATA_DIR": str(tmp_path / "file" / "inside")}, "records")
        assert result.exit_code == 1
        assert "数据目录用不了" in result.stderr

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / "jiedui.db").write_text("not a database, but long enough to be taken for one" * 50)
        result = run({"JIEDUI_DATA_DIR": str(tmp_path), "JIEDUI_SECRET_KEY": SECRET}, "records")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1

    def test_reading_does_not_wait_for_a_writer(
        self, environment: dict[str, str], store: Store, school: SmallSchool
    ) -> None:
        with store.writing() as work:
            work.connection.execute(text("UPDATE school SET name = 'in the middle of an import'"))
            assert run(environment, "records", "--json").stdout == "[]\n"

    def test_wrong_use(self) -> None:
        assert run({}, "import").exit_code == 2
        assert run({}, "fly").exit_code == 2


class TestSecretKey:
    """Made once, kept for ever, and nobody else's to read."""

    def test_the_first_command_makes_it_and_the_next_finds_it(self, tmp_path: Path) -> None:
        given = {"JIEDUI_DATA_DIR": str(tmp_path / "new")}
        assert run(given, "migrate").exit_code == 0
        key = tmp_path / "new" / "secret.key"
        first = key.read_text()
        assert run(given, "records", "--json").stdout == "[]\n"
        assert key.read_text() == first
        assert key.stat().st_mode & 0o077 == 0

    def test_processes_that_start_together_agree_on_one_key(self, tmp_path: Path) -> None:
        given = Settings(data_dir=tmp_path / "together")
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(lambda _turn: secret_key(given), range(64)))
        assert len(keys) == 1
        assert [path.name for path in (tmp_path / "together").iterdir()] == ["secret.key"]

    def test_migrate_says_so_and_may_be_repeated(self, environment: dict[str, str], store: Store) -> None:
        for _turn in range(2):
            assert run(environment, "migrate").stdout == "数据库已是最新结构。\n"
