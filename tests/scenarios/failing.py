"""Everything that the platform can do to a message, as tables, and a town in which it happens."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select, update

from bot.doctor.examine import examine
from bot.doctor.finding import Health
from duty.delivery import Reason
from language.say import doctor as doctor_says
from storage.alarms import ALARM
from storage.outbox import OUTBOX, Purpose, State
from storage.work import Store
from tests.support.auditor import Line
from tests.support.town import Town

MEMBERS, PARENTS = "message/send", "externalcontact/message/send"
FIRST_CONTACT = "ZhouJing"
UNSETTLED = (State.WAITING.value, State.LEASED.value)

# What the platform can answer to a notice that will never go, and why it says so.
REFUSALS = {
    81013: Reason.NOT_FOLLOWING,
    84061: Reason.NOT_FOLLOWING,
    40096: Reason.NOT_FOLLOWING,
    60111: Reason.PARENT_OUT_OF_RANGE,
    60011: Reason.PARENT_OUT_OF_RANGE,
    60030: Reason.PARENT_OUT_OF_RANGE,
    65023: Reason.PARENT_OUT_OF_RANGE,
    60136: Reason.PARENT_OUT_OF_RANGE,
    65024: Reason.TEACHER_OUT_OF_RANGE,
    48001: Reason.PARENTS_APP_FORBIDDEN,
    48002: Reason.PARENTS_APP_FORBIDDEN,
    65022: Reason.PARENTS_APP_FORBIDDEN,
    65014: Reason.PARENTS_APP_FORBIDDEN,
    65003: Reason.PARENTS_APP_FORBIDDEN,
    65004: Reason.PARENTS_APP_FORBIDDEN,
    43009: Reason.PARENTS_APP_FORBIDDEN,
    40201: Reason.BLOCKED_CONTENT,
    82004: Reason.BLOCKED_CONTENT,
    45002: Reason.TOO_LONG,
    45008: Reason.TOO_LONG,
    40008: Reason.MALFORMED,
    40033: Reason.MALFORMED,
    40035: Reason.MALFORMED,
    40058: Reason.MALFORMED,
    40063: Reason.MALFORMED,
    44004: Reason.MALFORMED,
    40032: Reason.MALFORMED,
    82001: Reason.MALFORMED,
    82002: Reason.MALFORMED,
    40031: Reason.UNREACHABLE,
    40003: Reason.UNREACHABLE,
}
# What is wrong with a whole app, to members as to parents.
APP_WIDE = {
    60020: Reason.NOT_TRUSTED,
    40001: Reason.APP_SETTINGS,
    40013: Reason.APP_SETTINGS,
    40091: Reason.APP_SETTINGS,
    40056: Reason.APP_SETTINGS,
    41011: Reason.APP_SETTINGS,
    301002: Reason.APP_SETTINGS,
    48004: Reason.APP_FORBIDDEN,
    48006: Reason.APP_FORBIDDEN,
    50003: Reason.APP_FORBIDDEN,
    60031: Reason.APP_FORBIDDEN,
    301007: Reason.APP_FORBIDDEN,
    45009: Reason.THROTTLED,
}
# What passes: the call was carried out or it was not, and nobody says which.
# Two refusals of the token in a row would be trouble of the whole app, so they stand far apart.
PASSING: tuple[dict[str, object], ...] = (
    {"kind": "code", "code": 42001},
    {"kind": "http"},
    {"kind": "html"},
    {"kind": "empty"},
    {"kind": "truncated"},
    {"kind": "drop_after"},
    {"kind": "code", "code": -1},
    {"kind": "code", "code": 6000},
    {"kind": "code", "code": 45033},
    {"kind": "slow", "seconds": 10.5},
    {"kind": "code", "code": 40014},
)


@dataclass(frozen=True)
class Lost:
    """An answer of the platform that takes an alarm from its first contact, and why it says so."""

    answer: dict[str, object]
    reason: Reason


LOST = (
    Lost({"invaliduser": "zhoujing"}, Reason.UNREACHABLE),
    Lost({"unlicenseduser": "zhoujing"}, Reason.UNLICENSED),
    Lost({"errcode": 81013, "errmsg": "user & party & tag all invalid"}, Reason.UNREACHABLE),
    Lost({"errcode": 43004, "errmsg": "require subscribe"}, Reason.WECHAT_NOT_BOUND),
    Lost({"errcode": 40201, "errmsg": "blocked"}, Reason.BLOCKED_CONTENT),
    Lost({"errcode": 99999, "errmsg": "nobody knows"}, Reason.UNKNOWN_CODE),
)


@dataclass(frozen=True)
class Place:
    """A town whose platform can be made to fail, and its books."""

    town: Town
    store: Store

    def rows(self, purpose: Purpose, after: int = 0) -> "list[Row[Any]]":
        with self.store.reading() as work:
            asked = select(OUTBOX).where(OUTBOX.c.purpose == purpose.value, OUTBOX.c.id > after).order_by(OUTBOX.c.id)
            return list(work.connection.execute(asked))

    @property
    def newest(self) -> int:
        with self.store.reading() as work:
            return work.connection.execute(select(OUTBOX.c.id).order_by(OUTBOX.c.id.desc())).scalar() or 0

    def until(self, done: Callable[[], bool], patience: float = 30) -> None:
        give_up_at = time.monotonic() + patience
        while not done():
            assert time.monotonic() < give_up_at, self.unsettled()
            time.sleep(0.1)

    def unsettled(self) -> list[tuple[str, str, str, int]]:
        rows = [row for one in Purpose for row in self.rows(one)]
        return [(row.purpose, row.state, row.error, row.attempts) for row in rows if row.state in UNSETTLED]

    def no_alarm_again(self) -> None:
        """Nobody is told once more of the alarms up to now, which would take the next answer that is changed."""
        with self.store.writing() as work:
            work.connection.execute(update(ALARM).values(next_round_at=None))
        self.until(self.all_settled)

    def all_settled(self) -> bool:
        return not self.unsettled()

    def fail(self, path: str, **fault: object) -> None:
        self.town.call("/api/faults", {"path": path, "times": 1, **fault})

    def doctor(self) -> tuple[Health, str]:
        offset = float((self.town.settings.clock_file or Path()).read_text())
        checks = examine(self.town.settings, datetime.now(UTC) + timedelta(seconds=offset))
        found = next(check for check in checks if check.name == doctor_says.DELIVERY)
        return found.health, found.do


@dataclass(frozen=True)
class Family:
    """A mother who follows, and a teacher who may write to her."""

    teacher: str
    label: str
    phone: str


def families(place: Place, count: int) -> list[Family]:
    people = place.town.call("/api/people")
    every = Counter(parent["child"] for parent in people["parents"] if parent["label"].endswith("妈妈"))
    mothers = {one["child"]: one for one in people["parents"] if one["follows"] and one["label"].endswith("妈妈")}
    found = [
        Family(person["userid"], mothers[child]["label"], mothers[child]["id"])
        for person in people["people"]
        for child in person["children"]
        if child in mothers and every[child] == 1 and len(mothers[child]["children"]) == 1
    ]
    assert len(found) >= count
    return found[:count]


def write(place: Place, family: Family, words: str) -> None:
    preview = place.town.say(family.teacher, f"转告 {family.label} {words}")
    assert words in preview, preview


def cards_and_texts(place: Place, userid: str) -> list[str]:
    """What a teacher was shown, a card as its title and text."""
    entries = [entry for entry in place.town.phone(userid) if entry["from"] == "bot"]
    return [f"{entry['text']}\n{(entry['card'] or {}).get('description', '')}" for entry in entries]


def shown(lines: list[Line], phone: str, words: str) -> int:
    return sum(1 for line in lines if line.phone == phone and line.sender == "bot" and words in line.text)
