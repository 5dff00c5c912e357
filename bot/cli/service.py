"""Commands that run the service and look after its database."""

from contextlib import suppress
from typing import Annotated

import typer
import uvicorn
from sqlalchemy.exc import OperationalError

from bot import log
from bot.app import create_app
from bot.cli.console import fail, out, settings
from bot.database import found_default, open_store, opened
from bot.settings import Settings
from language.say import cli
from storage import migrate as migration
from storage.migrate import NotMigrated

Host = Annotated[str, typer.Option(help=cli.OPTION_HOST)]
Port = Annotated[int, typer.Option(help=cli.OPTION_PORT)]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """The web service with its desk, until it is told to stop."""
    given = settings()
    if not given.has_callback_keys:
        fail(cli.callback_keys_missing())
    app = create_app(given)
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
