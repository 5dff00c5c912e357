"""How a deed's row becomes what the duties need to know of it: of a whole school there are hundreds of thousands."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, type_coerce
from sqlalchemy.types import NullType

from duty.assess import Record
from duty.kinds import Kind
from duty.policy import Mode
from storage.rows import table
from storage.tables import DeedRow

DEED = table(DeedRow)


def _plain(name: str) -> Any:
    """As the driver gives it: what the types make of every value costs more than the rest of its row."""
    return type_coerce(DEED.c[name], _AS_IT_IS).label(name)


_AS_IT_IS = NullType()
RECORDS: Select[Any] = select(
    DEED.c.member_id,
    DEED.c.student_id,
    _plain("kind"),
    _plain("happened_on"),
    _plain("counts_for"),
    _plain("entered_at"),
    _plain("mode"),
).where(DEED.c.revoked_at.is_(None))

# By a dictionary: of a whole school's rows there are very many.
_KINDS = {kind.value: kind for kind in Kind}


_MODES = {mode.value: mode.value for mode in Mode} | {"": ""}
MINUTE = len("2026-11-20 12:10")


def record_of(row: Sequence[Any], zone: ZoneInfo) -> Record:
    """What the duties need to know of a row of `RECORDS`."""
    member, student, kind, happened_on, counts_for, entered_at, mode = row
    return Record(
        _KINDS[kind],
        _day(happened_on),
        _day(counts_for),
        _day_of_minute(entered_at[:MINUTE], zone) if isinstance(entered_at, str) else _local_day(entered_at, zone),
        False,
        member,
        student,
        _MODES.get(mode, mode),
    )


@cache
def _day(plain: str | date) -> date:
    """SQLite gives text. The same day is one object: a school's deeds are kept by the hundred thousand."""
    return date.fromisoformat(plain) if isinstance(plain, str) else plain


@lru_cache(maxsize=100_000)
def _day_of_minute(plain: str, zone: ZoneInfo) -> date:
    return _local_day(datetime.fromisoformat(plain).replace(tzinfo=UTC), zone)


def _local_day(at: datetime, zone: ZoneInfo) -> date:
    return _day(at.astimezone(zone).date())
