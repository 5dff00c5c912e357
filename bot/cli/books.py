"""Commands that read the books: who owes what, and what was done."""

from datetime import date, datetime
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from bot.cli.console import fail, out, print_json, settings
from bot.clock import now
from bot.database import opened
from bot.settings import Settings
from duty.assess import State
from language.say import cli
from storage import deeds
from storage.duties import Duty, school_duties
from storage.people import has_member

Json = Annotated[bool, typer.Option("--json", help=cli.OPTION_JSON)]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help=cli.OPTION_ON)]
Mentor = Annotated[str | None, typer.Option("--mentor", metavar="USERID", help=cli.OPTION_MENTOR)]


def duties(on: On = None, mentor: Mentor = None, as_json: Json = False) -> None:
    """Every window that is not in the future."""
    given = settings()
    day = on.date() if on else now().astimezone(given.zone).date()
    with opened(given) as (store, school_id), store.reading() as work:
        if mentor is not None and not has_member(work, school_id, mentor):
            fail(cli.unknown_member(mentor))
        found = school_duties(work, school_id, day, given.zone)
        wanted = [one for one in found if one.assessment.state is not State.FUTURE and _is(one, mentor)]
    if as_json:
        return print_json([_duty_json(one) for one in wanted])
    table = _table(cli.DUTY_COLUMNS, title=cli.duties_title(day))
    for one in wanted:
        table.add_row(*cli.duty_row(one.mentor.name if one.mentor else "", one.child, one.assessment))
    return out.print(table)


def records(as_json: Json = False) -> None:
    """Every deed in the order in which it was entered, revoked ones included."""
    given = settings()
    with opened(given) as (store, school_id), store.reading() as work:
        lines = list(deeds.ledger(work, school_id))
    if as_json:
        return print_json([_record_json(line, given) for line in lines])
    table = _table(cli.RECORD_COLUMNS)
    for line in lines:
        deed = line.deed
        table.add_row(
            str(deed.id), line.user_id, line.student_no, *cli.deed_cells(deed.kind, deed.happened_on, deed.revoked)
        )
    return out.print(table)


def _table(columns: tuple[str, ...], title: str | None = None) -> Table:
    """A table that folds what does not fit rather than cutting it off."""
    table = Table(title=title, box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _is(duty: Duty, mentor: str | None) -> bool:
    return mentor is None or (duty.mentor is not None and duty.mentor.user_id.casefold() == mentor.casefold())


def _duty_json(duty: Duty) -> dict[str, Any]:
    item = duty.assessment
    return {
        "mentor": duty.mentor.user_id if duty.mentor else "",
        "student_no": duty.child.student_no if duty.child else "",
        "student": duty.child.name if duty.child else "",
        "kind": item.kind,
        "per": item.per,
        "window": [_iso(item.window.first), _iso(item.window.last)],
        "times": item.times,
        "count": item.count,
        "state": item.state,
    }


def _record_json(line: deeds.LedgerLine, given: Settings) -> dict[str, Any]:
    deed = line.deed
    return {
        "id": deed.id,
        "mentor": line.user_id,
        "student_no": line.student_no,
        "kind": deed.kind,
        "happened_on": _iso(deed.happened_on),
        "counts_for": _iso(deed.counts_for),
        "entered_at": deed.entered_at.astimezone(given.zone).isoformat(),
        "revoked": deed.revoked,
        "note": deed.note,
        "topic": deed.topic,
        "done_by": deed.doer,
        "corrects": deed.corrects,
    }


def _iso(day: date) -> str:
    return day.isoformat()
