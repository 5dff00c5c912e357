"""Commands that run the service and look after its database."""

import signal
import threading
from contextlib import suppress
from typing import Annotated, Literal, NoReturn

import typer
import uvicorn
from sqlalchemy.exc import OperationalError

from bot import log
from bot.app import PATIENCE_SECONDS, create_app
from bot.background import Background
from bot.cli.console import fail, out, settings
from bot.database import found_default, open_store, opened, prepare
from bot.desk import Desk
from bot.settings import Settings
from handlers.conversation import Conversation
from language.say import cli, delivery
from storage import migrate as migration
from storage.migrate import NotMigrated

Host = Annotated[str, typer.Option(help=cli.OPTION_HOST)]
Port = Annotated[int, typer.Option(help=cli.OPTION_PORT)]
Only = Annotated[Literal["web"] | None, typer.Option("--only", help=cli.OPTION_ONLY)]


def serve(host: Host = "127.0.0.1", port: Port = 8000, only: Only = None) -> None:
    """The web service with its desk, scheduler and delivery, until it is told to stop."""
    given = settings()
    if not given.has_callback_keys:
        fail(cli.callback_keys_missing())
    # uvicorn ends what runs, and then raises the signal again: to have been told to stop is no failure.
    signal.signal(signal.SIGTERM, _leave)
    app = create_app(given, only_web=only == "web")
    _check_books(given)
    log.configure(given.log_format)
    uvicorn.run(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,  # an address bar can hold a secret; refusals are logged by the callback itself
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )


def worker() -> None:
    """Scheduler and delivery alone, beside any number of `serve --only web`, until it is told to stop."""
    given = settings()
    if not given.can_call:
        fail(delivery.cannot_send())
    _check_books(given)
    log.configure(given.log_format)
    store = open_store(given)
    # Nobody writes to it: it is the one writer of this process.
    desk = Desk(store, Conversation(given.zone), patience=PATIENCE_SECONDS, prepare=lambda: prepare(store, given))
    background = Background(given, store, desk, works=True)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    desk.start()
    background.start()
    stopped.wait()
    background.stop()
    desk.stop()
    store.engine.dispose()


def _leave(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def _check_books(given: Settings) -> None:
    """Another key or another corp must stop the start; a database that is away or not migrated may come later."""
    with suppress(OperationalError, NotMigrated), opened(given):
        pass


def migrate() -> None:
    """The newest schema, and the default corp and school."""
    given = settings()
    store = open_store(given)
    try:
        migration.migrate(store)
        found_default(store, given)
    finally:
        store.engine.dispose()
    out.print(cli.migrated())
