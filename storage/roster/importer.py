"""The import of a roster workbook from its bytes to the rows: checked as a whole, written as a whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from duty.roster_problems import ImportOutcome, Problem, Stage
from storage.roster.apply import apply
from storage.roster.check import check
from storage.roster.columns import PAIRINGS, SHEETS
from storage.roster.known import look_up
from storage.roster.plan import Plan, make_plan
from storage.roster.plan_care import with_defaults, with_packs
from storage.roster.plan_time import for_everybody
from storage.roster.rows import Row, read_rows
from storage.roster.scene import Scene, without_repeats
from storage.roster.workbook import RawWorkbook, read_workbook
from storage.work import Store

# Somebody else may change the roster while this import looks at it; then it looks again.
ATTEMPTS = 5

Progress = Callable[[Stage, int, int], None]
SheetRows = dict[str, tuple[Row, ...]]


class RosterKeepsChanging(RuntimeError):
    """The roster was changed by others each time this import was about to save; try again later."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def import_roster(
    store: Store,
    school_id: int,
    content: bytes,
    *,
    now: datetime,
    today: date,
    dry_run: bool,
    progress: Progress,
) -> ImportOutcome:
    """Brings the school to what the workbook says, or names everything that is wrong with it.

    `now` is aware, `today` is its day in the school's time zone. With a problem, or on a dry run,
    nothing is written.
    """
    progress(Stage.READ, 0, 1)
    workbook = read_workbook(content)
    progress(Stage.READ, 1, 1)
    rows, problems = _read_all(workbook, progress)
    if workbook.problems:
        # Where a column or a sheet is missing, whatever refers to it would only add to the noise.
        return ImportOutcome(_sorted([*workbook.problems, *problems]), notes=workbook.notes, dry_run=dry_run)
    for _ in range(ATTEMPTS):
        progress(Stage.COMPARE, 0, 1)
        scene, clashes = _look(store, school_id, rows, today)
        if problems or clashes:
            return ImportOutcome(_sorted([*problems, *clashes]), notes=workbook.notes, dry_run=dry_run)
        plan = make_plan(scene)
        notes = replace(workbook.notes, for_everybody=for_everybody(scene))
        progress(Stage.COMPARE, 1, 1)
        progress(Stage.SAVE, 0, 1)
        if dry_run or plan.is_empty or _save(store, plan, now):
            progress(Stage.SAVE, 1, 1)
            return ImportOutcome((), plan.counts, notes, plan.live_from, dry_run)
    raise RosterKeepsChanging


def _read_all(workbook: RawWorkbook, progress: Progress) -> tuple[SheetRows, list[Problem]]:
    rows: SheetRows = {}
    problems: list[Problem] = []
    for number, raw in enumerate(workbook.sheets, 1):
        found, wrong = read_rows(raw)
        rows[raw.sheet.name] = tuple(found)
        problems += wrong
        progress(Stage.CHECK, number, len(workbook.sheets))
    return rows, problems


def _look(store: Store, school_id: int, rows: SheetRows, today: date) -> tuple[Scene, list[Problem]]:
    """The rows, each once and complete, beside what is stored; and how they clash."""
    with store.reading() as work:
        known = look_up(work, school_id, rows.keys())
    scene = Scene(rows, known, store.vault, today)
    problems: list[Problem] = []
    if PAIRINGS.name in rows:
        named, problems = with_packs(rows[PAIRINGS.name], known.packs)
        scene = replace(scene, rows={**rows, PAIRINGS.name: named})
        scene = replace(scene, rows={**rows, PAIRINGS.name: with_defaults(scene)})
    once: SheetRows = {}
    for sheet in SHEETS:
        if sheet.name in rows:
            once[sheet.name], repeats = without_repeats(sheet, scene.of(sheet))
            problems += repeats
    scene = replace(scene, rows=once)
    return scene, problems + check(scene)


def _save(store: Store, plan: Plan, now: datetime) -> bool:
    with store.writing() as work:
        return apply(work, plan, now)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    """By sheet as the workbook's description orders them, then by row."""
    order = {sheet.name: number for number, sheet in enumerate(SHEETS)}
    return tuple(sorted(problems, key=lambda problem: (order.get(problem.sheet, 0), problem.row or 0)))
