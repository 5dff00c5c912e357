"""`jiedui policy`: a file checked anywhere, tried on a day, applied from a day, and printed to begin with."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from language.say import policy as say
from storage.policies import shipped, shipped_text
from storage.work import Store
from tests.bot.test_cli import run, run_json
from tests.support import small_school
from tests.support.databases import SECRET
from tests.support.platform import CORP_ID
from tests.support.small_school import SmallSchool

DAY = "2025-11-21"
OWN = "制度: 青山陪伴\n代号: qingshan\n要求:\n- 谈心 每周 1 次\n上报:\n- 周报 每周 1 次\n"
MORE = "制度: 四个一\n代号: four_ones\n要求:\n- 谈心 每月 4 次\n- 家访 每学期 1 次\n"
BAD = "制度: 四个一\n要求:\n- 谈兴 每月 1 次\n- 听课 每周 1 次\n"


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("JIEDUI_") and name != "JIEDUI_ENV_FILE"]:
        if not name.startswith("JIEDUI_TEST"):
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


def file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


class TestCheck:
    """Without a database and without settings."""

    def test_a_good_file_has_no_problem(self, tmp_path: Path) -> None:
        result = run({}, "policy", "check", file(tmp_path, OWN))
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "policy.yaml 没有问题。",
            "上报、材料、会议、评价、其他事项共 1 项，先收着；现在还不提醒，也不出表。",
        ]

    def test_every_problem_is_named_by_its_line(self, tmp_path: Path) -> None:
        result = run({}, "policy", "check", file(tmp_path, BAD))
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.splitlines() == [
            "policy.yaml 有 3 处要改：",
            "第 3 行：不认识「谈兴」，是不是「谈心」？",
            "第 4 行：不认识「听课」。",
            "第 4 行：没看出要做什么。可以写谈心、家访、送温暖、帮扶、联系家长；别的事写在「其他事项」里。",
        ]

    def test_problems_as_json(self, tmp_path: Path) -> None:
        result = run({}, "policy", "check", file(tmp_path, BAD), "--json")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["problems"][0] == {
            "code": "unknown_word",
            "line": 3,
            "column": 3,
            "value": "谈兴",
            "other": "谈心",
            "sentence": "第 3 行：不认识「谈兴」，是不是「谈心」？",
        }
        assert run_json({}, "policy", "check", file(tmp_path, OWN)) == {"problems": []}

    def test_a_file_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        result = run({}, "policy", "check", str(tmp_path / "none.yaml"))
        assert (result.exit_code, result.stderr) == (1, "读不到文件：none.yaml\n")

    @pytest.mark.parametrize("key", list(shipped()))
    def test_what_is_printed_checks_clean(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path, key: str
    ) -> None:
        shown = run(environment, "policy", "show", key)
        assert (shown.exit_code, shown.stdout) == (0, shipped_text(key))
        assert run({}, "policy", "check", file(tmp_path, shown.stdout)).exit_code == 0


class TestPreview:
    def test_the_table_says_who_would_be_late_today(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        result = run(environment, "policy", "preview", file(tmp_path, OWN), "--on", DAY)
        assert result.exit_code == 0
        assert "2025年11月21日 按「青山陪伴」预演" in result.stdout
        lines = [line.split() for line in result.stdout.splitlines() if line.startswith(("  王芳", "  孙丽"))]
        assert lines == [["王芳", "3", "3"], ["孙丽", "1", "1"]]
        assert result.stdout.endswith(
            "还没有结对用「青山陪伴」，这里当作全部结对都用它。\n"
            "按这份文件，2025年11月21日有 3 位老师有事空着（现在 0 位）。\n"
            "全校一学年要做 240 件，比现在多 168 件。\n"
        )

    def test_the_same_as_json(self, environment: dict[str, str], school: SmallSchool, tmp_path: Path) -> None:
        found = run_json(environment, "policy", "preview", file(tmp_path, MORE), "--on", "2025-12-02")
        assert {key: value for key, value in found.items() if key != "mentors"} == {
            "on": "2025-12-02",
            "key": "four_ones",
            "title": "四个一",
            "followers": 6,
            "everybody": False,
            "late_now": 3,
            "late_then": 3,
            "asked_now": 72,
            "asked_then": 228,
        }
        assert found["mentors"][0] == {
            "mentor": "WangFang",
            "now": {"due": 0, "overdue": 3, "asked": 36},
            "then": {"due": 0, "overdue": 3, "asked": 114},
        }

    def test_a_file_with_problems_is_not_tried(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        result = run(environment, "policy", "preview", file(tmp_path, BAD))
        assert result.exit_code == 1
        assert "第 3 行" in result.stderr

    def test_a_school_without_pairings(self, environment: dict[str, str], school_id: int, tmp_path: Path) -> None:
        assert (
            run(environment, "policy", "preview", file(tmp_path, OWN)).stdout == "名单里还没有结对，没有可以预演的。\n"
        )


class TestApply:
    def test_it_holds_from_the_day_that_is_said(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        result = run(environment, "policy", "apply", file(tmp_path, MORE), "--from", "2099-03-01")
        assert (result.exit_code, result.stdout) == (
            0,
            "好了：「四个一」从 2099年3月1日 起按这份文件。以前的事还按以前的制度。\n",
        )
        again = run(environment, "policy", "apply", file(tmp_path, MORE), "--from", "2099-03-01")
        assert again.stdout == "「四个一」已经是这样，没有改动。\n"
        other = run(
            environment, "policy", "apply", file(tmp_path, MORE.replace("4 次", "3 次")), "--from", "2099-03-01"
        )
        assert other.stdout.startswith("换好了：")
        listed = run_json(environment, "policy", "list")
        assert listed[0] == {
            "key": "four_ones",
            "title": "四个一",
            "ships": True,
            "since": ["2099-03-01"],
            "followers": 6,
        }

    def test_without_a_day_it_is_the_file_s_or_today(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        dated = MORE.replace("要求", "生效: 2099-09-01\n要求")
        assert "从 2099年9月1日 起" in run(environment, "policy", "apply", file(tmp_path, dated)).stdout
        result = run(environment, "policy", "apply", file(tmp_path, OWN))
        assert result.exit_code == 0
        assert "先收着" in result.stdout

    def test_the_past_of_what_is_followed_stays(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        for option in (["--from", "2025-11-01"], ["--from-beginning"]):
            result = run(environment, "policy", "apply", file(tmp_path, MORE), *option)
            assert result.exit_code == 1
            assert result.stderr.startswith("已经有 6 个结对在用「四个一」，以前的事不改。")

    def test_what_nobody_follows_may_hold_from_the_beginning(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        result = run(environment, "policy", "apply", file(tmp_path, OWN), "--from-beginning")
        assert result.stdout.startswith("好了：「青山陪伴」从一开始按这份文件。")
        listed = run(environment, "policy", "list").stdout
        assert [line.split() for line in listed.splitlines() if "青山" in line] == [
            ["青山陪伴", "qingshan", "本校", "从一开始"]
        ]

    def test_a_title_that_another_pack_has_is_refused(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        result = run(environment, "policy", "apply", file(tmp_path, OWN.replace("青山陪伴", "必访")))
        assert result.exit_code == 1
        assert "「必访」是另一份制度的名字。要改那一份，就写「代号: must_visits」" in result.stderr

    def test_two_days_are_wrong_use(self, environment: dict[str, str], tmp_path: Path) -> None:
        options = ("--from", "2099-01-01", "--from-beginning")
        assert run(environment, "policy", "apply", file(tmp_path, OWN), *options).exit_code == 2

    @pytest.mark.parametrize("given", ["yesterday", "2099-02-30", ""])
    def test_what_is_no_day_is_said_in_plain_words(
        self, environment: dict[str, str], tmp_path: Path, given: str
    ) -> None:
        for command, option in (("apply", "--from"), ("preview", "--on")):
            result = run(environment, "policy", command, file(tmp_path, OWN), option, given)
            assert result.exit_code == 1
            assert result.stderr == f"{option} 后面要写一个日子，如 2027-03-01；「{given}」不是。什么都没动。\n"


class TestShow:
    def test_the_file_of_a_day_is_printed(
        self, environment: dict[str, str], school: SmallSchool, tmp_path: Path
    ) -> None:
        run(environment, "policy", "apply", file(tmp_path, MORE.rstrip("\n")), "--from", "2099-03-01")
        assert run(environment, "policy", "show", "四个一").stdout == shipped_text("four_ones")
        assert run(environment, "policy", "show", "四个一", "--on", "2099-03-01").stdout == MORE

    def test_an_unknown_name_is_answered_with_the_known_ones(
        self, environment: dict[str, str], school: SmallSchool
    ) -> None:
        result = run(environment, "policy", "show", "五个一")
        assert result.exit_code == 1
        assert result.stderr.startswith("没有「五个一」这份制度。现有：四个一、")


NOVEMBER = date(2025, 11, 21)
SUMMARIES = [
    ({"asked_now": 10, "asked_then": 10}, "全校一学年要做的事还是 10 件。"),
    ({"asked_now": 10, "asked_then": 8}, "全校一学年要做 8 件，比现在少 2 件。"),
]


@pytest.mark.parametrize(("asked", "said"), SUMMARIES)
def test_what_a_year_asks_for_is_compared(asked: dict[str, int], said: str) -> None:
    first, second = say.preview_summary(NOVEMBER, NOVEMBER, late_now=1, late_then=1, **asked).splitlines()
    assert first == "按这份文件，今天有 1 位老师有事空着（现在 1 位）。"
    assert second == said
