"""`jiedui sync`: the roster beside the platform's directories, class by class; what is doubtful is listed."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Any

import structlog
import typer
from rich import box
from rich.table import Table
from rich.text import Text

from bot import directory_reading as reading
from bot.cli.bar import Bar
from bot.cli.calling import calling
from bot.cli.console import fail, out, print_json, settings
from bot.clock import now
from bot.database import opened
from bot.wecom.edge import Edge
from bot.wecom.errors import WeComError
from duty.directory import Colleague, StaffDoubt, StudentMatches, doubt_staff
from duty.reach import Reach
from handlers import directory
from handlers.directory import Applied, Stamp
from handlers.directory_events import staff_back
from language.say import cli, words
from language.say import directory as say
from storage import staff
from storage.directory import StudentOnFile
from storage.reach import reach
from storage.work import Store

ACTOR = "sync"
DryRun = Annotated[bool, typer.Option("--dry-run", help=say.OPTION_DRY_RUN)]
Json = Annotated[bool, typer.Option("--json", help=cli.OPTION_JSON)]


@dataclass(frozen=True, slots=True)
class ClassDone:
    """A class of the roster: how many children, how many were matched, what was changed, how many can be reached."""

    grade: str
    class_name: str
    students: int
    matched: int
    applied: Applied
    reached: int


@dataclass(frozen=True, slots=True)
class Compared:
    """All that came of it."""

    on_file: Sequence[StudentOnFile]
    matches: StudentMatches
    classes: Sequence[ClassDone]
    staff_listed: int
    staff_doubts: Sequence[StaffDoubt]

    def doubts(self) -> Iterator[tuple[str, str, str]]:
        """Who, why, and what to do; staff first, then child by child."""
        for one in self.staff_doubts:
            yield say.staff_doubt(one)
        by_id = {one.id: one for one in self.on_file}
        for doubt in self.matches.doubts:
            student = by_id[doubt.student_id]
            yield say.child(_place(student), student.name), *say.child_doubt(doubt.why)
        for done in self.classes:
            for student, of_parent in done.applied.doubts:
                who = say.parent(_place(student), student.name, of_parent.relation)
                yield who, *say.parent_doubt(of_parent.why)


def sync(dry_run: DryRun = False, as_json: Json = False) -> None:
    """One transaction a class: whatever stops it, no class is half done, and again it goes on where it was."""
    # What the calls met stands in the outcome; a log between the lines would make it unreadable.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    given = settings()
    if not given.can_call:
        fail(say.cannot_call())
    at = now()
    try:
        with opened(given) as (store, school_id), calling(store, given, at) as edge, Bar() as bar:
            compared = _Syncing(store, school_id, edge, bar, at, dry_run).run()
    except WeComError as error:
        fail(say.refused(error.code))
    if as_json:
        print_json(_as_json(compared, dry_run=dry_run))
    else:
        _print(compared, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Syncing:
    store: Store
    school_id: int
    edge: Edge
    bar: Bar
    at: datetime
    dry_run: bool

    def run(self) -> Compared:
        listed_staff = reading.staff(self.edge, lambda done, of: self.bar.show(say.READING_STAFF, done, of))
        known = reading.departments(self.edge)
        listed = reading.everybody(self.edge, known, lambda done, of: self.bar.show(say.READING_SCHOOL, done, of))
        with self.store.reading() as work:
            on_file, matches = directory.survey(work, self.school_id, listed)
        return Compared(
            on_file, matches, list(self._classes(on_file, matches)), len(listed_staff), self._staff(listed_staff)
        )

    def _staff(self, listed: Sequence[Colleague]) -> tuple[StaffDoubt, ...]:
        if not self.dry_run:
            accounts = [one.account for one in listed]
            self.store.submit(lambda work: staff_back(work, self.school_id, accounts, self.at))
        with self.store.reading() as work:
            here = [one for one in staff.of_school(work, self.school_id) if not one.left]
        return doubt_staff(listed, [Colleague(one.user_id, one.name) for one in here])

    def _classes(self, on_file: Sequence[StudentOnFile], matches: StudentMatches) -> Iterator[ClassDone]:
        classes: dict[tuple[str, str], list[int]] = defaultdict(list)
        for student in on_file:
            classes[student.grade, student.class_name].append(student.id)
        for number, (place, ids) in enumerate(classes.items(), start=1):
            applied = self._class(ids, matches)
            with self.store.reading() as work:
                reached = list(reach(work, ids).values()).count(Reach.REACHED)
            yield ClassDone(*place, len(ids), sum(one in matches.found for one in ids), applied, reached)
            self.bar.show(say.WRITING, number, len(classes))

    def _class(self, ids: Sequence[int], matches: StudentMatches) -> Applied:
        stamp = Stamp(ACTOR, self.at)
        if self.dry_run:
            with self.store.reading() as work:
                return directory.apply_all(work, ids, matches.found, stamp, dry_run=True)
        return self.store.submit(lambda work: directory.apply_all(work, ids, matches.found, stamp))


def _place(student: StudentOnFile) -> str:
    return words.place(student.grade, student.class_name)


def _print(compared: Compared, *, dry_run: bool) -> None:
    out.print(_table(say.TITLE, say.COLUMNS, [_row(one) for one in compared.classes]))
    doubts = list(compared.doubts())
    if doubts:
        out.print(_table(say.DOUBTFUL_TITLE, say.DOUBTFUL_COLUMNS, doubts))
    told = say.summary(
        matched=len(compared.matches.found),
        students=len(compared.on_file),
        unknown=compared.matches.unknown,
        staff=compared.staff_listed,
        doubts=len(doubts),
        dry_run=dry_run,
    )
    out.print(told, markup=False, highlight=False)


def _row(done: ClassDone) -> tuple[str, ...]:
    counts = done.applied.counts
    numbers = (counts.accounts + counts.linked, counts.added, counts.lost, counts.returned, counts.followed)
    place = words.place(done.grade, done.class_name)
    reached = say.reached(done.reached, done.students)
    return place, str(done.students), str(done.matched), *(str(one or "") for one in numbers), reached


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # As texts: a name with square brackets in it is no markup.
        table.add_row(*(Text(cell) for cell in row))
    return table


def _as_json(compared: Compared, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "students": len(compared.on_file),
        "matched": len(compared.matches.found),
        "unknown": compared.matches.unknown,
        "staff": compared.staff_listed,
        "classes": [
            {
                "grade": one.grade,
                "class_name": one.class_name,
                "students": one.students,
                "matched": one.matched,
                **asdict(one.applied.counts),
                "reached": one.reached,
            }
            for one in compared.classes
        ],
        "doubtful": [{"who": who, "why": why, "do": do} for who, why, do in compared.doubts()],
    }
