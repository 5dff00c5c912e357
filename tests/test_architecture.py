"""The house rules that a machine can keep; the directions of imports are kept by import-linter."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "console", "duty", "handlers", "language", "sandbox", "scheduler", "storage")
MODULES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)

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


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_short_and_say_what_they_own() -> None:
    assert [name_of(path) for path in MODULES if lines_of(path) > FILE_LINES] == []
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))] == [], (
        "the first line says in one sentence what the module owns"
    )


def test_functions_and_classes_can_be_held_in_the_head() -> None:
    too_much = []
    for path in MODULES:
        for function in functions(tree_of(path)):
            long = (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
            # The rest is keyword-only.
            many = len(function.args.posonlyargs + function.args.args) > 5
            if long or many or depth(function) > NESTING:
                too_much.append((name_of(path), function.name))
        too_much += [
            (name_of(path), node.name)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno >= CLASS_LINES
        ]
    assert too_much == []


def test_chinese_for_people_is_said_in_one_place() -> None:
    said = []
    for path in MODULES:
        if not name_of(path).startswith(CHINESE_ALLOWED):
            documented = docstrings(tree_of(path))
            said += [
                (name_of(path), node.value)
                for node in ast.walk(tree_of(path))
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documented
                and CHINESE.search(node.value)
            ]
    assert said == []


def test_only_the_clock_knows_what_time_it_is() -> None:
    forbidden = {"datetime.now", "datetime.utcnow", "date.today", "datetime.datetime.now"}
    asking = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in forbidden
    }
    assert asking == {"bot/clock.py"}


def test_one_place_commits() -> None:
    committing = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    }
    assert committing == {"storage/work.py"}


def test_broad_catches_are_few_and_known() -> None:
    """Whatever catches everything must log it and go on; each place is a decision."""
    catching = {
        name_of(path)
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
        "bot/service_desk.py",
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
