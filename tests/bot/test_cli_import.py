"""`jiedui import`: the sample school from a workbook into the books, by the console script."""

import json
import threading
from datetime import date
from pathlib import Path

import pytest

from sandbox.school import write_workbook
from storage.work import Store
from tests.bot.test_cli import run, run_json
from tests.support.databases import SECRET
from tests.support.platform import CORP_ID, Platform
from tests.support.service import running, settings_for


@pytest.fixture
def environment(store: Store, tmp_path: Path) -> dict[str, str]:
    return {
        "JIEDUI_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
        "JIEDUI_DATA_DIR": str(tmp_path / "data"),
        "JIEDUI_SECRET_KEY": SECRET,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
    }


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    path = tmp_path / "school.xlsx"
    write_workbook(path, date(2026, 11, 21))
    return str(path)


def test_a_dry_run_writes_nothing_and_the_import_says_what_it_did(environment: dict[str, str], workbook: str) -> None:
    assert "没有写入" in run(environment, "import", workbook, "--dry-run").stdout
    assert run_json(environment, "duties", "--on", "2026-11-21") == []
    assert run(environment, "import", workbook).stdout.startswith("导入好了。")
    assert len(run_json(environment, "duties", "--on", "2026-11-21")) > 300
    assert len(run_json(environment, "records")) > 100


def test_importing_again_changes_nothing(environment: dict[str, str], workbook: str) -> None:
    run(environment, "import", workbook)
    before = run_json(environment, "records")
    outcome = run_json(environment, "import", workbook)
    assert all(count["new"] == count["changed"] == 0 for count in outcome["counts"])
    assert run_json(environment, "records") == before


def test_a_running_service_sees_an_import_at_once(
    environment: dict[str, str], workbook: str, store: Store, tmp_path: Path
) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    noon = 1_795_233_600
    with running(settings_for(url, tmp_path / "data")) as address:
        platform = Platform(f"{address}/wecom/callback")
        assert "不认识" in platform.answer("WangFang", "已谈心 张三", at=noon)
        imported = threading.Thread(target=run, args=(environment, "import", workbook))
        imported.start()
        imported.join()
        assert platform.answer("WangFang", "已谈心 张三", at=noon).startswith("记好了：张三")


def test_what_cannot_be_imported_ends_in_a_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    missing = run(environment, "import", str(tmp_path / "nothing.xlsx"))
    assert (missing.exit_code, missing.stderr) == (1, "读不到文件：nothing.xlsx\n")
    text = tmp_path / "text.xlsx"
    text.write_text("not a workbook")
    wrong = run(environment, "import", str(text))
    assert wrong.exit_code == 1
    assert "不是 Excel 工作簿" in wrong.stderr
    assert json.loads(run(environment, "import", str(text), "--json").stdout)["problems"][0]["code"] == "not_a_workbook"


def test_the_template_is_a_workbook_with_nothing_to_import(environment: dict[str, str], tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    assert "模板写好了" in run(environment, "import", "--template", str(template)).stdout
    assert "没有可以导入的" in run(environment, "import", str(template)).stdout
