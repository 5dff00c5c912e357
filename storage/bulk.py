"""Many rows in one statement.

On PostgreSQL they travel as one array a column: the statement stays the same whatever the number of rows,
so it is parsed and planned once. SQLite is quickest when the driver repeats a statement for one row.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, FromClause, Table, bindparam, column, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY

Rows = Sequence[Mapping[str, Any]]
"""Rows as column name to value, all with the same columns."""


def insert_rows(connection: Connection, into: Table, rows: Rows) -> None:
    """Inserts the rows; there must be at least one."""
    if connection.dialect.name == "postgresql":
        connection.execute(_insert_arrays(into, tuple(rows[0])), _arrays(rows))
    else:
        connection.execute(insert(into), rows)


def insert_new_rows(connection: Connection, into: Table, rows: Rows, *, unique: tuple[str, ...]) -> CursorResult[Any]:
    """Inserts the rows whose `unique` columns are not there yet, and returns the id and those columns of each."""
    if connection.dialect.name == "postgresql":
        return connection.execute(_insert_new_arrays(into, tuple(rows[0]), unique), _arrays(rows))
    return connection.execute(_insert_new(into, unique), rows)


def update_rows(connection: Connection, of: Table, rows: Rows) -> None:
    """Updates each row named by its `id` with the other values given."""
    if connection.dialect.name == "postgresql":
        connection.execute(_update_arrays(of, tuple(rows[0])), _arrays(rows))
    else:
        renamed = [{("row_id" if name == "id" else name): value for name, value in row.items()} for row in rows]
        connection.execute(_update_one(of), renamed)


def _arrays(rows: Rows) -> dict[str, list[Any]]:
    return {f"{name}s": [row[name] for row in rows] for name in rows[0]}


def unnested(of: Table, names: tuple[str, ...]) -> FromClause:
    """On PostgreSQL, rows made of one array a column; the parameters are called after the columns, with an s."""
    values = (bindparam(f"{name}s", type_=ARRAY(of.c[name].type)) for name in names)
    return func.unnest(*values).table_valued(*(column(name, of.c[name].type) for name in names)).render_derived()


@cache
def _insert_arrays(into: Table, names: tuple[str, ...]) -> Any:
    return insert(into).from_select(list(names), select(unnested(into, names)))


@cache
def _insert_new_arrays(into: Table, names: tuple[str, ...], unique: tuple[str, ...]) -> Any:
    inserted = postgresql.insert(into).from_select(list(names), select(unnested(into, names)))
    return inserted.on_conflict_do_nothing(index_elements=unique).returning(
        into.c.id, *(into.c[name] for name in unique)
    )


@cache
def _insert_new(into: Table, unique: tuple[str, ...]) -> Any:
    inserted = sqlite.insert(into).on_conflict_do_nothing(index_elements=unique)
    return inserted.returning(into.c.id, *(into.c[name] for name in unique))


@cache
def _update_arrays(of: Table, names: tuple[str, ...]) -> Any:
    found = unnested(of, names)
    return update(of).where(of.c.id == found.c.id).values({name: found.c[name] for name in names if name != "id"})


@cache
def _update_one(of: Table) -> Any:
    return update(of).where(of.c.id == bindparam("row_id"))
