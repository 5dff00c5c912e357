"""Findings: what the running service last learned about its surroundings, for `jiedui doctor`; nothing personal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from duty.delivery import Reason
from storage.outbox import Channel
from storage.rows import table
from storage.sent_tables import FindingRow
from storage.work import Work

FINDING = table(FindingRow)

# Passed a URL check of the platform's; and the address from which its calls come, where that is not trusted.
CALLBACK_SEEN, NOT_TRUSTED_IP = "callback_seen", "not_trusted_ip"
# The address that opens the school's customer service.
SERVICE_LINK = "service_link"
# The findings that an operator is told of, by the way that is in trouble: the reason and the platform's code.
TROUBLE: Mapping[Channel, str] = {
    Channel.MEMBER: "app_trouble",
    Channel.GUARDIAN: "app_trouble_parents",
    Channel.CUSTOMER: "app_trouble_customers",
}
# What holds everything is found again at every try, the last of them not longer ago than this.
FRESH = timedelta(minutes=15)
# Found out by single messages that will never go, while others may.
OF_SINGLE_MESSAGES = frozenset(
    {
        Reason.PARENTS_APP_FORBIDDEN,
        Reason.APP_FORBIDDEN,
        Reason.TEACHER_OUT_OF_RANGE,
        Reason.SERVICE_FORBIDDEN,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The newest value under a name, and when it was found."""

    name: str
    value: str
    at: datetime


def note(work: Work, name: str, value: str, at: datetime) -> None:
    """Remembers the newest value under a name."""
    inserting = postgresql.insert(FINDING) if work.postgresql else sqlite.insert(FINDING)
    changed = {"value": value, "at": at}
    upsert = inserting.values(name=name, **changed)
    work.connection.execute(upsert.on_conflict_do_update(index_elements=[FINDING.c.name], set_=changed))


def forget(work: Work, name: str) -> None:
    """What was found is mended."""
    work.connection.execute(delete(FINDING).where(FINDING.c.name == name))


def trouble(work: Work, way: Channel, at: datetime) -> Reason | None:
    """Why nothing at all goes on this way at the moment; None where nothing of the kind is known."""
    found = work.connection.execute(select(FINDING).where(FINDING.c.name == TROUBLE[way])).first()
    if found is None or at - found.at > FRESH:
        return None
    reason = Reason(found.value.partition(" ")[0])
    return reason if reason not in OF_SINGLE_MESSAGES else None


def value(work: Work, name: str) -> str:
    """The newest under a name; "" where there is none."""
    found = work.connection.execute(select(FINDING.c.value).where(FINDING.c.name == name)).scalar_one_or_none()
    return str(found or "")


def all(work: Work) -> list[Finding]:
    """Everything that was found, by name."""
    rows = work.connection.execute(select(FINDING).order_by(FINDING.c.name))
    return [Finding(row.name, row.value, row.at) for row in rows]
