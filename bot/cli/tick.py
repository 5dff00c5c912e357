"""The command that runs all jobs as of one instant, as the scheduler would."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from bot import log
from bot.cli.calling import calling
from bot.cli.console import fail, settings
from bot.database import opened
from bot.sender import WeComSender
from bot.settings import Settings
from language.say import delivery as say
from scheduler.delivery import able_to_send
from scheduler.guard import tried
from scheduler.jobs import JOBS, Job
from scheduler.moment import At
from scheduler.purposes import PURPOSES
from scheduler.tools import Tools
from storage import outbox
from storage.work import Store

AtTime = Annotated[str, typer.Option("--at", metavar="ISO-TIME", help=say.OPTION_AT)]
Send = Annotated[bool, typer.Option("--send", help=say.OPTION_SEND)]


def tick(at: AtTime, send: Send = False) -> None:
    """Claims of the scheduler's own ticks do not matter: unique keys make what is put down once."""
    given = settings()
    moment = _moment(at, given)
    if send and not given.can_call:
        fail(say.cannot_send())
    log.configure(given.log_format)
    with opened(given) as (store, _), _sending(store, given, moment, wanted=send) as tools:
        before = _tally(store, moment)
        failed = [job.name for job in JOBS if tried(job.name, partial(_run, job, tools, moment))]
        after = _tally(store, moment)
        with store.reading() as work:
            put = outbox.put_since(work, before.newest)
    if failed:
        fail(say.jobs_failed(failed))
    when, went = moment.local.strftime("%Y-%m-%d %H:%M"), after.sent - before.sent if send else None
    typer.echo(say.ticked(when, put=put, sent=went, waiting=after.waiting))


def _tally(store: Store, moment: At) -> outbox.Tally:
    with store.reading() as work:
        return outbox.tally(work, moment.at)


def _moment(given: str, installation: Settings) -> At:
    try:
        instant = datetime.fromisoformat(given)
        local = instant if instant.tzinfo else instant.replace(tzinfo=installation.zone)
        return At(local.astimezone(UTC), installation.zone, installation.base_url)
    except (ValueError, OverflowError):
        raise typer.BadParameter(say.time_wrong(given)) from None


def _run(job: Job, tools: Tools, moment: At) -> None:
    while job.step(tools, moment):
        pass


@contextmanager
def _sending(store: Store, given: Settings, moment: At, *, wanted: bool) -> Iterator[Tools]:
    """Tools that deliver where that is wanted; the way out is closed again when the block ends."""
    tools = Tools(store, store)
    if not wanted:
        yield tools
        return
    with calling(store, given, moment.at) as edge:
        yield able_to_send(tools, WeComSender(edge), PURPOSES, lambda: moment.at)
