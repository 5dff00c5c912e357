"""Alembic's entry: runs on the connection that `storage.migrate` hands in."""

from alembic import context

from storage import (  # noqa: F401 - every table names itself to METADATA
    alarm_tables,
    duty_tables,
    relay_tables,
    sent_tables,
    tables,
)
from storage.rows import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by copying it
    compare_type=True,
)
context.run_migrations()
