"""What a check found, and what it may look at."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.settings import Settings
from bot.wecom.edge import Edge
from storage.findings import Finding
from storage.overview import Backlog
from storage.people import School


class Health(StrEnum):
    """How a part of the installation is; `unknown`: something before it must be mended first."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's: what it looked at, what it saw, and what to do about it ("": nothing)."""

    name: str
    health: Health
    saw: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Families:
    """How many guardians there are, can be reached on the platform, and are known to follow, or not to."""

    everybody: int = 0
    with_account: int = 0
    following: int = 0
    not_following: int = 0


@dataclass(frozen=True, slots=True)
class Books:
    """What the database says; where it could not be read, `trouble` is what is wrong with it and how to mend that."""

    trouble: tuple[str, str] | None = None
    school: School | None = None
    trial: bool = True
    contacts: tuple[str, ...] = ()
    has_duty_phone: bool = False
    own_years: frozenset[int] = frozenset()  # in which the school says itself when it is free or works
    families: Families = field(default_factory=Families)
    backlog: Backlog = field(default_factory=Backlog)
    newest_arrival: tuple[datetime, datetime] | None = None  # when sent by the platform's clock, received by ours
    findings: dict[str, Finding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the checks look at; `edge` None where the settings do not suffice for calls."""

    settings: Settings
    now: datetime
    books: Books
    edge: Edge | None
