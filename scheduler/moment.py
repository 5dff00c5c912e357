"""The instant at which a job runs, and where the school is."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class At:
    """`at` is aware, in UTC. `base_url`: where our pages are reached from outside; "" where nobody has said so."""

    at: datetime
    zone: ZoneInfo
    base_url: str = ""

    @property
    def local(self) -> datetime:
        return self.at.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local.date()
