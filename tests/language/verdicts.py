"""What was understood of one labelled message, held against the readings of it that are right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Reading = Mapping[str, Any]
Record = tuple[str, str | None, Any]
"""Student, kind, and the day or the first and last of the days that are right."""

_DATED = frozenset({"snooze", "correct"})
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the answer to one line compares with its label."""

    family: str
    true: int
    false: int
    missed: int
    record_wanted: bool
    bad_record: bool
    intent: bool
    asked: bool
    may_ask: bool
    must_ask: bool
    alert_wanted: bool
    alert_missed: bool
    false_alarm: bool
    texts: int
    kept: int
    asks_alike: bool
    students: bool | None = None
    kind: bool | None = None
    day: bool | None = None
    moved: bool | None = None

    @property
    def figure(self) -> float:
        """What the line is worth: a missed alert is the worst, then a false record; a needless question is little."""
        if self.alert_missed:
            return -3.0
        if self.bad_record or self.false:
            return -2.0
        if self.intent and not self.missed and self.asks_alike:
            return 1.0
        return 0.2 if self.asked and not self.asks_alike else 0.0


def judge(label: Reading, answer: Reading) -> Verdict:
    """Hold an answer against the closest of the readings that are right."""
    readings = _readings(label)
    reading = _yardstick(label, answer)
    wanted, given = _records(reading), _records(answer)
    true, false, missed = _matched(wanted, given)
    asked, record_wanted = bool(answer["ambiguous"]), any(r.get("creates_record") for r in readings)
    asks_alike = asked == bool(reading.get("ambiguous"))
    texts = [] if asked else [reading[key] for key in ("topic", "note") if reading.get(key)]
    must_alert = all(r.get("alert") for r in readings)
    return Verdict(
        family=label["category"],
        true=true,
        false=false,
        missed=missed,
        record_wanted=record_wanted,
        bad_record=bool(given) and not record_wanted,
        intent=_intent(reading) == _intent(answer) or (asked and asks_alike and answer["intent"] == "record"),
        asked=asked,
        may_ask=any(r.get("ambiguous") for r in readings),
        must_ask=all(r.get("ambiguous") for r in readings),
        alert_wanted=must_alert,
        alert_missed=must_alert and not answer["alert"],
        false_alarm=bool(answer["alert"]) and not any(r.get("alert") for r in readings),
        texts=len(texts),
        kept=sum(_is_kept(text, answer) for text in texts),
        asks_alike=asks_alike,
        moved=_moved(reading, answer),
        **_exact(reading, wanted, answer, given),
    )


def _readings(label: Reading) -> list[Reading]:
    return [label["expected"], *label.get("accept", ())]


def _intent(reading: Reading) -> str:
    intent: str = reading["intent"]
    return "unknown" if intent == "chitchat" else intent


def _yardstick(label: Reading, answer: Reading) -> Reading:
    """The reading with the fewest false and missed records among those that agree with the answer in kind."""

    def agrees(reading: Reading) -> bool:
        if bool(reading.get("ambiguous")) != bool(answer["ambiguous"]):
            return False
        same_kind = bool(reading.get("creates_record")) == bool(answer["creates_record"])
        return bool(answer["ambiguous"]) or (same_kind and _intent(reading) == _intent(answer))

    def distance(reading: Reading) -> tuple[int, bool, bool]:
        _, false, missed = _matched(_records(reading), _records(answer))
        others = set(reading.get("students") or ()) != set(answer["students"])
        return false + missed, _intent(reading) != _intent(answer), others

    return min([r for r in _readings(label) if agrees(r)] or [label["expected"]], key=distance)


def _records(reading: Reading) -> list[Record]:
    """What is recorded; nothing is where it is asked back."""
    if not reading.get("creates_record") or reading.get("ambiguous"):
        return []
    if reading.get("records"):
        return [(one["student"], one["kind"], one.get("date_range") or one["date"]) for one in reading["records"]]
    day = reading.get("date_range") or reading.get("date")
    return [(student, reading.get("kind"), day) for student in reading.get("students") or ()]


def _day_fits(wanted: Any, given: Any) -> bool:
    if isinstance(wanted, list):
        return given is not None and bool(wanted[0] <= given <= wanted[1])
    return bool(wanted == given)


def _matched(wanted: Iterable[Record], given: Sequence[Record]) -> tuple[int, int, int]:
    """True, false and missed records."""
    left, true = list(wanted), 0
    for record in given:
        fitting = next((one for one in left if one[:2] == record[:2] and _day_fits(one[2], record[2])), None)
        if fitting:
            left.remove(fitting)
            true += 1
    return true, len(given) - true, len(left)


def _exact(reading: Reading, wanted: list[Record], answer: Reading, given: list[Record]) -> dict[str, bool]:
    """Whether students, kinds and days are right, where both record."""
    if not (reading.get("creates_record") and answer["creates_record"]) or answer["ambiguous"]:
        return {}
    return {
        "students": {one[0] for one in wanted} == {one[0] for one in given},
        "kind": {one[:2] for one in wanted} == {one[:2] for one in given},
        "day": all(any(g[0] == w[0] and _day_fits(w[2], g[2]) for g in given) for w in wanted),
    }


def _moved(reading: Reading, answer: Reading) -> bool | None:
    """Whether the day of a reminder or a correction is right, where one was said."""
    intent = _intent(reading)
    if intent not in _DATED or not reading.get("date") or _intent(answer) != intent:
        return None
    return bool(reading["date"] == answer["date"])


def _is_kept(text: str, answer: Reading) -> bool:
    stored = "\n".join(filter(None, (answer["note"], answer["topic"])))
    return _SPACE.sub("", text) in _SPACE.sub("", stored)
