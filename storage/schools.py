"""Corps and schools: who sends, and which school a row belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from duty.quiet import USUAL_DAY, DayPlan
from storage.rows import table
from storage.tables import CorpRow, SchoolRow
from storage.vault import CannotUnseal
from storage.work import Work

CORP, SCHOOL = table(CorpRow), table(SchoolRow)
DEFAULT_SLUG = "default"
KEYS = "corp.keys"
DUTY_PHONE = "school.duty_phone"
# A value that only the right secret key marks so.
KEY_MARK = ("the key that these books are sealed with", "corp.key")
# Any number will do, as long as every process of this product takes the same one.
FOUNDING = 0x6A696565
HOURS = ("remind_at", "quiet_from", "quiet_until")

_DEFAULT_CORP = select(CORP.c.id, CORP.c.corp_id, CORP.c.key_mark).where(CORP.c.is_default)
_ALL_HOURS = select(SCHOOL.c.id, *(SCHOOL.c[name] for name in HOURS))
_CORP_ROW = select(CORP.c.id).where(CORP.c.corp_id == bindparam("corp_id"))


class OtherCorp(ValueError):
    """The database belongs to another corp than the settings name."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def find_default(work: Work, corp_id: str) -> int | None:
    """The id of the default school, None where something of it is still missing.

    Raises CannotUnseal where the books were sealed with another secret key, OtherCorp where they
    belong to another corp: both must stop a start, since whatever it wrote would be lost or shown to strangers.
    """
    corp = work.connection.execute(_DEFAULT_CORP).first()
    if corp is None or corp.key_mark is None:
        return None
    if corp.key_mark != work.vault.mark(*KEY_MARK):
        raise CannotUnseal
    if corp_id and corp.corp_id not in ("", corp_id):
        raise OtherCorp
    return None if corp_id and not corp.corp_id else default_school(work)


def ensure_default(work: Work, *, corp_id: str, school_name: str) -> int:
    """The id of the default school, made with the default corp where they are missing.

    An installation may be filled before its corp id is known: `corp_id` is then "" and is set
    by the first start that knows it. Raises as `find_default` does.
    """
    work.wait_for_turn(FOUNDING)
    found = find_default(work, corp_id)
    if found is not None:
        return found
    values = {"corp_id": corp_id, "is_default": True, "key_mark": work.vault.mark(*KEY_MARK)}
    corp = work.connection.execute(_DEFAULT_CORP).first()
    if corp is None:
        row_id = work.connection.execute(insert(CORP).values(values).returning(CORP.c.id)).scalar_one()
    else:
        row_id = corp.id
        work.connection.execute(update(CORP).where(CORP.c.id == row_id).values(values))
    return _ensure_school(work, row_id, school_name)


def default_school(work: Work) -> int | None:
    """The id of the default school, None before the first migrate."""
    asked = select(SCHOOL.c.id).join(CORP, CORP.c.id == SCHOOL.c.corp_id)
    return work.connection.execute(asked.where(CORP.c.is_default, SCHOOL.c.slug == DEFAULT_SLUG)).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """What a school has decided; `crisis_contacts` are user ids in order, `duty_phone` "" where none is known."""

    name: str
    corp: int
    trial: bool
    crisis_contacts: tuple[str, ...]
    duty_phone: str


def school_settings(work: Work, school_id: int) -> SchoolSettings:
    row = work.connection.execute(select(SCHOOL).where(SCHOOL.c.id == school_id)).one()
    phone = work.vault.open(row.sealed_duty_phone, DUTY_PHONE) if row.sealed_duty_phone else ""
    return SchoolSettings(row.name, row.corp_id, row.trial, tuple(row.crisis_contacts.split()), phone)


def day_plan(row: Any) -> DayPlan:
    """The school's own hours, and the usual ones where it has none."""
    return plan_of({name: getattr(row, name) for name in HOURS})


def plan_of(hours: Mapping[str, str]) -> DayPlan:
    """The same from clock times as HH:MM, "" for a usual one."""
    return replace(USUAL_DAY, **{name: time.fromisoformat(value) for name, value in hours.items() if value})


def quiet_schools(work: Work, local: datetime) -> frozenset[int]:
    """The ids of the schools that do not want to hear from us at this hour; `local` is in their zone."""
    rows = work.connection.execute(_ALL_HOURS)
    return frozenset(row.id for row in rows if day_plan(row).is_quiet(local))


class UnknownCorp(LookupError):
    """A message came for a corp that this database does not have."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def corp_row(work: Work, corp_id: str) -> int:
    """The row id of a corp by its id on the platform."""
    found = work.connection.execute(_CORP_ROW, {"corp_id": corp_id}).scalar_one_or_none()
    if found is None:
        raise UnknownCorp
    return int(found)


@dataclass(frozen=True, slots=True)
class CorpKeys:
    """What the callback of a corp needs; `agent_ids` are its apps, empty where any app is meant."""

    corp_id: str
    token: str
    aes_key: str
    agent_ids: tuple[int, ...]


def other_corps(work: Work) -> list[CorpKeys]:
    """The corps besides the default one, whose keys are in the settings."""
    asked = select(CORP.c.corp_id, CORP.c.sealed_keys).where(CORP.c.sealed_keys.is_not(None))
    found = []
    for row in work.connection.execute(asked):
        keys = work.vault.open_json(row.sealed_keys, KEYS)
        found.append(CorpKeys(row.corp_id, keys["token"], keys["aes_key"], tuple(keys["agent_ids"])))
    return found


def _ensure_school(work: Work, corp: int, name: str) -> int:
    asked = select(SCHOOL.c.id).where(SCHOOL.c.corp_id == corp, SCHOOL.c.slug == DEFAULT_SLUG)
    found = work.connection.execute(asked).scalar_one_or_none()
    if found is not None:
        return int(found)
    values = {
        "corp_id": corp,
        "slug": DEFAULT_SLUG,
        "name": name,
        "trial": True,
        "crisis_contacts": "",
        "roster_version": 0,
    }
    return int(work.connection.execute(insert(SCHOOL).values(values).returning(SCHOOL.c.id)).scalar_one())
