"""The documents say what is true of the program."""

import re
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from bot.settings import Settings
from tests.support import commands_page

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_page_of_commands_is_made_from_the_grammar() -> None:
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.render(), (
        "run `python -m tests.support.commands_page`"
    )


def test_every_setting_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [f"JIEDUI_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_every_command_is_documented() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert [name for name in COMMANDS if f"jiedui {name}" not in text and f"make {name}" not in text] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r'src="([^":]+)"', text)
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_are_named_exist(path: Path) -> None:
    named = re.findall(
        r"`((?:bot|console|duty|handlers|language|scheduler|storage|sandbox|tests|bench|docs)/[\w/]+\.(?:py|md|txt))`",
        path.read_text(encoding="utf-8"),
    )
    assert [name for name in named if not (ROOT / name).exists()] == []
