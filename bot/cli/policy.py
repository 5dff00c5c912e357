"""`jiedui policy`: a policy pack's file checked, tried on today, and put into force."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from bot.cli.console import explained, fail, out, print_json, settings
from bot.clock import now
from bot.database import opened
from duty.policy_file import Draft, Problem, Reading
from language.say import cli
from language.say import policy as say
from storage import policies
from storage.packs.mending import LARGEST
from storage.packs.reading import read
from storage.policies import Applied, InThePast, PolicyRefused
from storage.policy_preview import Load, Preview
from storage.policy_preview import preview as previewed
from storage.work import Work

app = typer.Typer(no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help=say.ARGUMENT_FILE)]
Key = Annotated[str, typer.Argument(metavar="KEY", help=say.ARGUMENT_KEY)]
Json = Annotated[bool, typer.Option("--json", help=cli.OPTION_JSON)]
# Read by ourselves: what typer says of a wrong one is English.
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help=cli.OPTION_ON)]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help=say.OPTION_FROM)]
Beginning = Annotated[bool, typer.Option("--from-beginning", help=say.OPTION_BEGINNING)]


def check(file: File, as_json: Json = False) -> None:
    """No database is asked: a file can be checked anywhere."""
    _, found = _read(file)
    if as_json:
        print_json({"problems": [_problem_json(one) for one in found.problems]})
    else:
        typer.echo(say.checked(file.name, found.problems), err=bool(found.problems))
        _say_what_is_kept(found)
    if found.problems:
        raise typer.Exit(1)


def preview(file: File, on: On = None, as_json: Json = False) -> None:
    """Who would be late today, beside who is; writes nothing."""
    wanted = _day("--on", on)
    _, draft = _faultless(file)
    given = settings()
    today = now().astimezone(given.zone).date()
    day = wanted or today
    with opened(given) as (store, school_id), store.reading() as work:
        found = previewed(work, school_id, draft.pack, on=day, zone=given.zone)
    if as_json:
        return print_json(_preview_json(found, draft, day))
    if not found.mentors:
        return typer.echo(say.nobody_paired())
    table = _table(say.PREVIEW_COLUMNS, say.preview_title(draft.pack.title, day))
    for one in found.mentors:
        counts = (one.now.due, one.now.overdue, one.then.due, one.then.overdue)
        table.add_row(one.mentor.name if one.mentor else say.WHOLE_SCHOOL, *(str(count or "") for count in counts))
    out.print(table)
    if found.everybody:
        typer.echo(say.preview_of_everybody(draft.pack.title))
    return typer.echo(say.preview_summary(day, today, **_totals(found)))


def apply(file: File, first: From = None, beginning: Beginning = False) -> None:
    """From a day on; what was owed before keeps the rules of its time."""
    if beginning and first:
        raise typer.BadParameter(say.unlike_days())
    wanted = _day("--from", first)
    text, draft = _faultless(file)
    given, at = settings(), now()
    today = at.astimezone(given.zone).date()
    since = None if beginning else (wanted or draft.first or today)
    with opened(given) as (store, school_id):
        try:
            done = store.submit(lambda work: policies.apply(work, school_id, text, since, at=at, today=today))
        except InThePast as error:
            fail(say.in_the_past(draft.pack.title, error.followers, today))
        except PolicyRefused as error:
            fail(say.checked(file.name, error.problems))
    if done is Applied.SAME:
        return typer.echo(say.same(draft.pack.title))
    typer.echo(say.applied(draft.pack.title, since, replaced=done is Applied.REPLACED))
    return _say_what_is_kept(Reading(draft))


def list_packs(as_json: Json = False) -> None:
    """What ships and what the school wrote itself."""
    with opened(settings()) as (store, school_id), store.reading() as work:
        known = policies.known_packs(work, school_id)
    if as_json:
        return print_json([{**asdict(one), "since": [_iso(day) for day in one.since]} for one in known])
    table = _table(say.LIST_COLUMNS)
    for one in known:
        origin = say.SHIPS if one.ships else say.OWN
        table.add_row(one.title, one.key, origin, say.versions(one.since), str(one.followers or ""))
    return out.print(table)


def show(key: Key, on: On = None) -> None:
    """The file as it is, so that a school can begin with it."""
    wanted = _day("--on", on)
    given = settings()
    day = wanted or now().astimezone(given.zone).date()
    with opened(given) as (store, school_id), store.reading() as work:
        text = policies.text_of(work, school_id, _key(work, school_id, key), day)
    typer.echo(text, nl=not text.endswith("\n"))


app.command("check", help=say.HELP_CHECK)(explained(check))
app.command("preview", help=say.HELP_PREVIEW)(explained(preview))
app.command("apply", help=say.HELP_APPLY)(explained(apply))
app.command("list", help=say.HELP_LIST)(explained(list_packs))
app.command("show", help=say.HELP_SHOW)(explained(show))


def _day(option: str, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given.strip()) if given is not None else None
    except ValueError:
        fail(say.no_day(option, given or ""))


def _read(file: Path) -> tuple[str, Reading]:
    try:
        with file.open("rb") as opened_file:
            content = opened_file.read(LARGEST + 1)
    except OSError:
        fail(cli.file_unreadable(file.name))
    return read(content)


def _faultless(file: Path) -> tuple[str, Draft]:
    """A file without a problem; with one, all of them are said."""
    text, found = _read(file)
    if found.problems or found.draft is None:
        fail(say.checked(file.name, found.problems))
    return text, found.draft


def _say_what_is_kept(found: Reading) -> None:
    if found.draft and not found.problems and found.draft.papers:
        typer.echo(say.kept(len(found.draft.papers)))


def _key(work: Work, school_id: int, name: str) -> str:
    found = policies.key_of(work, school_id, name)
    if found is None:
        fail(say.unknown_pack(name, [one.title for one in policies.known_packs(work, school_id)]))
    return found


def _table(columns: tuple[str, ...], title: str | None = None) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _totals(found: Preview) -> dict[str, int]:
    return {
        "late_now": found.late(then=False),
        "late_then": found.late(then=True),
        "asked_now": found.asked(then=False),
        "asked_then": found.asked(then=True),
    }


def _preview_json(found: Preview, draft: Draft, on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "key": draft.pack.key,
        "title": draft.pack.title,
        "followers": found.followers,
        "everybody": found.everybody,
        **_totals(found),
        "mentors": [
            {"mentor": one.mentor.user_id if one.mentor else "", "now": _load(one.now), "then": _load(one.then)}
            for one in found.mentors
        ],
    }


def _load(load: Load) -> dict[str, int]:
    return asdict(load)


def _problem_json(found: Problem) -> dict[str, Any]:
    return {**asdict(found), "code": found.code.value, "sentence": say.problem(found)}


def _iso(day: date) -> str | None:
    return None if day == date.min else day.isoformat()
