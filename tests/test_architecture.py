"""The house rules that a machine can keep; the directions of imports are kept by import-linter."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "console", "duty", "handlers", "language", "sandbox", "scheduler", "storage")
MODULES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]

FILE_LINES, FUNCTION_LINES, CLASS_LINES, NESTING = 300, 40, 150, 3

# Chinese for people lives in `language`. The sandbox has pages and people of its own, and the workbook's
# column names and the words of a policy pack are what the schools' files say.
CHINESE_ALLOWED = (
    "language/",
    "sandbox/",
    "storage/roster/columns.py",
    "storage/roster/hints.py",
    "storage/packs/words.py",
    "storage/packs/grammar.py",
)
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\u3000-\u303f\uff00-\uffef]")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that are documentation: a string that stands alone as a statement."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def depth(node: ast.AST, level: int = 0) -> int:
    """How deep blocks are nested; `elif` is no further level."""
    deepest = level
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        block = isinstance(
            child, ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.Match
        )
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child, level + (block and not is_elif)))
    return deepest


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_file_is_short_and_says_what_it_owns(path: Path) -> None:
    tree = tree_of(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    assert ast.get_docstring(tree), "the first line says in one sentence what the module owns"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_functions_and_classes_can_be_held_in_the_head(path: Path) -> None:
    tree = tree_of(path)
    for function in functions(tree):
        assert (function.end_lineno or 0) - function.lineno < FUNCTION_LINES, function.name
        assert depth(function) <= NESTING, function.name
        assert len(function.args.posonlyargs + function.args.args) <= 5, f"{function.name}: the rest keyword-only"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < CLASS_LINES, node.name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_chinese_for_people_is_said_in_one_place(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    if name.startswith(CHINESE_ALLOWED):
        return
    tree = tree_of(path)
    documented = docstrings(tree)
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented
        and CHINESE.search(node.value)
    ]
    assert said == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_clock_knows_what_time_it_is(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() == "bot/clock.py":
        return
    calls = {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    assert not {"datetime.now", "datetime.utcnow", "date.today", "datetime.datetime.now"} & calls


def test_one_place_commits() -> None:
    committing = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    }
    assert committing == {"storage/work.py"}


def test_broad_catches_are_few_and_known() -> None:
    """Whatever catches everything must log it and go on; each place is a decision."""
    catching = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    }
    assert catching <= {
        "bot/background.py",
        "bot/batch.py",
        "bot/desk.py",
        "bot/sender.py",
        "bot/settling.py",
        "console/pages.py",
        "handlers/emergency.py",
        "scheduler/guard.py",
    }


def test_dependencies_name_no_registry() -> None:
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
