"""A school's own time: hours, days and exemptions that cannot be meant as they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from duty.quiet import BadHours, DayPlan
from duty.roster_problems import Problem, Wrong
from storage.circumstances import SchoolDay
from storage.roster.columns import DAYS, EXEMPTIONS, SCHOOL, SCHOOL_DAYS, Sheet
from storage.roster.rows import Row
from storage.roster.scene import Scene, user_key
from storage.schools import HOURS, plan_of

# More days in one row are a slip of the year.
MOST_DAYS = 366
HOURS_WRONG: Mapping[BadHours, Wrong] = MappingProxyType(
    {
        BadHours.NOT_AT_NIGHT: Wrong.QUIET_NOT_AT_NIGHT,
        BadHours.TOO_SHORT: Wrong.QUIET_TOO_SHORT,
        BadHours.TOO_LONG: Wrong.QUIET_TOO_LONG,
        BadHours.REMINDS_IN_QUIET: Wrong.REMINDS_IN_QUIET,
    }
)
AGAINST: Mapping[SchoolDay, SchoolDay] = MappingProxyType(
    {SchoolDay.REST: SchoolDay.WORK, SchoolDay.WORK: SchoolDay.REST}
)


@dataclass(frozen=True, slots=True)
class _Days:
    """Days of one kind, both ends included; `row` is None for what only the database has."""

    kind: SchoolDay
    first: date
    last: date
    row: Row | None = None

    @property
    def name(self) -> str:
        return f"{DAYS[self.kind][0]} {self.first.isoformat()}"


def hours_problems(scene: Scene) -> Iterator[Problem]:
    """The hours as they will be: those of the sheet beside the stored ones and the usual ones."""
    for row in scene.of(SCHOOL):
        given = [name for name in HOURS if name in row.values]
        if not given or not row.bad.isdisjoint(HOURS):
            continue
        stored = {name: getattr(scene.known.school, name) for name in HOURS}
        day = plan_of(stored | {name: row.text(name) for name in given})
        wrong = day.wrong()
        if wrong is not None:
            yield _hours_problem(row, given, day, wrong)


def _hours_problem(row: Row, given: list[str], day: DayPlan, wrong: BadHours) -> Problem:
    quiet = f"{day.quiet_from:%H:%M}–{day.quiet_until:%H:%M}"
    about = HOURS[:1] if wrong is BadHours.REMINDS_IN_QUIET else HOURS[1:]
    where = next((name for name in about if name in given), given[0])
    value = f"{day.remind_at:%H:%M}" if wrong is BadHours.REMINDS_IN_QUIET else ""
    return Problem(HOURS_WRONG[wrong], SCHOOL.name, row.number, SCHOOL.header(where), value, quiet)


def school_day_problems(scene: Scene) -> Iterator[Problem]:
    """No day is both free and worked; what was imported before and is not in the sheet counts, too."""
    stands: list[_Days] = []
    listed = set()
    for row in scene.of(SCHOOL_DAYS):
        first = row.day("first")
        if row.bad or first is None:
            continue
        kind = SchoolDay(row.text("kind"))
        listed.add((first, kind))
        if row.values.get("void"):
            continue
        found = _Days(kind, first, last_of(scene, row), row)
        wrong = list(_span_problems(SCHOOL_DAYS, row, first, found.last))
        yield from wrong
        stands += [] if wrong else [found]
    for key, stored in scene.known.school_days.items():
        if key not in listed:
            stands.append(_Days(key[1], stored.first, stored.last))
    yield from _contradictions(stands)


def last_of(scene: Scene, row: Row) -> date:
    """The last day of a row of school days: a single day where the cell is empty, as stored without the column."""
    first = row.day("first") or date.min
    stored = scene.known.school_days.get((first, SchoolDay(row.text("kind"))))
    if "last" not in row.values and stored is not None:
        last: date = stored.last
        return last
    return row.day("last") or first


def _contradictions(stands: list[_Days]) -> Iterator[Problem]:
    """At the later row of two; where only one of the two is in the sheet, at that one."""
    mine = [one for one in stands if one.row is not None]
    for number, one in enumerate(mine):
        others = [*mine[:number], *(other for other in stands if other.row is None)]
        clash = next((other for other in others if _contradict(one, other)), None)
        if clash is not None and one.row is not None:
            header = SCHOOL_DAYS.header("first")
            yield Problem(Wrong.CONTRADICTS, SCHOOL_DAYS.name, one.row.number, header, other=clash.name)


def _contradict(one: _Days, other: _Days) -> bool:
    return AGAINST.get(one.kind) is other.kind and one.first <= other.last and other.first <= one.last


def exemption_problems(scene: Scene) -> Iterator[Problem]:
    """Exemptions end after they begin, and the sheet can say whom they are for."""
    for row in scene.of(EXEMPTIONS):
        first, last = row.day("first"), row.day("last")
        if not {"account", "student_no"} & {*row.values, *row.bad}:
            # A mistyped header must not exempt the whole school.
            yield Problem(Wrong.COLUMN_MISSING, EXEMPTIONS.name, column=EXEMPTIONS.header("student_no"))
            return
        if first and last and last < first and not row.values.get("void"):
            yield _backwards(EXEMPTIONS, row, first, last)


def exemption_key(row: Row) -> tuple[str, str, date]:
    """Whom a row is for, "" for everybody, and from when."""
    return user_key(row.text("account")), row.text("student_no"), row.day("first") or date.min


def _span_problems(sheet: Sheet, row: Row, first: date, last: date) -> Iterator[Problem]:
    if last < first:
        yield _backwards(sheet, row, first, last)
    elif (last - first).days >= MOST_DAYS:
        header = sheet.header("last")
        yield Problem(Wrong.TOO_MANY_DAYS, sheet.name, row.number, header, last.isoformat(), str(MOST_DAYS))


def _backwards(sheet: Sheet, row: Row, first: date, last: date) -> Problem:
    header = sheet.header("last")
    return Problem(Wrong.END_BEFORE_START, sheet.name, row.number, header, last.isoformat(), first.isoformat())
