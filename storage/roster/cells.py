"""Single cells: from what Excel holds to what the column means."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

from duty.roster_problems import Wrong
from storage.roster import columns
from storage.roster.columns import Column, Form


class Broken(Enum):
    """A cell that shows an error (#N/A, #REF! …) instead of a value."""

    ERROR = "error"


Raw = str | int | float | bool | date | datetime | time | timedelta | Broken
Value = str | bool | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell cannot be taken: `value` is the part that is wrong, `other` what it should be."""

    code: Wrong
    value: str = ""
    other: str = ""


LIMITS: Mapping[Form, int] = MappingProxyType({Form.TEXT: 2000, Form.LINE: 200, Form.LINES: 200, Form.PHONE: 100})
USUAL_LIMIT = 64
QUOTED = 40

# Excel keeps 15 digits of a number; an id of 18 typed as a number has already lost its end.
EXACT_NUMBERS = 10**15

A_DAY = timedelta(days=1)
FIRST_DAY, FIRST_BIRTH, LAST_DAY = date(1990, 1, 1), date(1900, 1, 1), date(2100, 12, 31)

# https://developer.work.weixin.qq.com/document/path/90195, field `userid`.
ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
CLOCKS = tuple(re.compile(pattern) for pattern in columns.CLOCK_PATTERNS)
DATES = tuple(re.compile(pattern) for pattern in columns.DATE_PATTERNS)


def read(column: Column, raw: Raw) -> Value | Bad | None:
    """What the cell means, None where it is empty."""
    if raw is Broken.ERROR:
        return Bad(Wrong.ERROR_VALUE)
    if is_blank(raw):
        return None
    return _READERS[column.form](raw)


def is_blank(raw: Raw) -> bool:
    return isinstance(raw, str) and not _trimmed(raw)


def remark(raw: Raw) -> str | Bad:
    """The text of a cell whose column nobody knows."""
    if isinstance(raw, bool):
        return columns.words(columns.YES_NO)[0 if raw else 1]
    if isinstance(raw, date | time):
        return raw.isoformat()
    return _limited(raw, Form.TEXT)


def quote(raw: Raw) -> str:
    """The cell as it may be shown beside a problem."""
    text = raw.isoformat() if isinstance(raw, date | time) else _text(raw)
    return "" if isinstance(text, Bad) else text[:QUOTED]


def folded(text: str) -> str:
    """The form in which headers, sheet names and words are compared: width, case and spaces do not matter."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", INVISIBLE.sub("", text))).casefold()


def _trimmed(text: str) -> str:
    return INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(raw: Raw) -> str | Bad:
    """The text of a cell on one or more lines; whole numbers without the `.0` that Excel's floats have."""
    if isinstance(raw, str):
        text = _trimmed(raw)
        return Bad(Wrong.UNPRINTABLE) if any(map(_unprintable, text)) else text
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return Bad(Wrong.NOT_TEXT)
    if abs(raw) >= EXACT_NUMBERS:
        return Bad(Wrong.DIGITS_LOST)
    return str(int(raw)) if raw == int(raw) else f"{raw:.15g}"


def _unprintable(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs", "Cn")


def _limited(raw: Raw, form: Form) -> str | Bad:
    text = _text(raw)
    limit = LIMITS.get(form, USUAL_LIMIT)
    return Bad(Wrong.TOO_LONG, other=str(limit)) if isinstance(text, str) and len(text) > limit else text


def _reader(form: Form, understand: Callable[[str], str | Bad]) -> Callable[[Raw], str | Bad]:
    """A reader of text: what is no text, or too long, is not understood further."""

    def reader(raw: Raw) -> str | Bad:
        text = _limited(raw, form)
        return text if isinstance(text, Bad) else understand(text)

    return reader


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _name(text: str) -> str:
    # Two-character names are often spread with a space to line up with the others.
    return _on_one_line(BETWEEN_HAN.sub("", text))


def _code(text: str) -> str | Bad:
    code = unicodedata.normalize("NFKC", text)
    return Bad(Wrong.BAD_CODE, code[:QUOTED]) if re.search(r"\s", code) else code


def _account(text: str) -> str | Bad:
    account = unicodedata.normalize("NFKC", text)
    return account if ACCOUNT.fullmatch(account) else Bad(Wrong.BAD_ACCOUNT, account[:QUOTED])


def _place(text: str) -> str:
    # 七(1)班 and 七（１）班 are the same class, whoever typed them.
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(columns.CLASS_BRACKETS)


def _phone(text: str) -> str | Bad:
    phone = _on_one_line(unicodedata.normalize("NFKC", text))
    runs = re.findall(r"\d{4,}", re.sub(r"[ ()\-]", "", phone))
    # A mobile number that lost or gained a digit; several may stand side by side.
    wrong_mobile = any(run.startswith("1") and len(run) > 5 and len(run) % 11 for run in runs)
    return Bad(Wrong.BAD_PHONE) if not runs or wrong_mobile else phone


def _year(text: str) -> str:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).removesuffix(columns.YEAR_SUFFIX)
    return re.sub(f"[{columns.YEAR_DASHES}]+", "-", plain)


def _date(raw: Raw, earliest: date = FIRST_DAY) -> date | Bad:
    day = _day(raw)
    if day is None:
        return Bad(Wrong.BAD_DATE)
    return day if earliest <= day <= LAST_DAY else Bad(Wrong.IMPOSSIBLE_DATE)


def _birth(raw: Raw) -> date | Bad:
    return _date(raw, FIRST_BIRTH)


def _day(raw: Raw) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = _text(raw)
    if isinstance(text, Bad):
        return None
    normal = unicodedata.normalize("NFKC", text)
    found = next((match for pattern in DATES if (match := pattern.fullmatch(normal))), None)
    if found is None:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _clock(raw: Raw) -> str | Bad:
    """A clock time as HH:MM, however Excel keeps it: as a time, as a part of a day, or as text."""
    minutes = _minutes(raw)
    return Bad(Wrong.BAD_CLOCK) if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(raw: Raw) -> int | None:
    if isinstance(raw, time):
        return raw.hour * 60 + raw.minute
    if isinstance(raw, timedelta):
        return _of_day(raw / A_DAY)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_day(raw)
    text = _text(raw)
    normal = "" if isinstance(text, Bad) else unicodedata.normalize("NFKC", text)
    found = next((match for pattern in CLOCKS if (match := pattern.fullmatch(normal))), None)
    if found is None:
        return None
    parts = found.groupdict()
    hour, minute = int(parts["h"]), 30 if parts.get("half") else int(parts["m"] or 0)
    if (hour, minute) == (24, 0):
        return 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _of_day(part: float) -> int | None:
    minutes = round(part * 24 * 60)
    return minutes if 0 <= minutes < 24 * 60 else None


def _several(one: Callable[[Raw], str | Bad], separators: str) -> Callable[[Raw], tuple[str, ...] | Bad]:
    """A reader of several values in one cell: each once, in the order in which they stand."""

    def reader(raw: Raw) -> tuple[str, ...] | Bad:
        text = _text(raw)
        if isinstance(text, Bad):
            return text
        found = [one(part) for part in re.split(separators, text.translate(columns.ASCII_MARKS)) if part.strip()]
        bad = next((value for value in found if isinstance(value, Bad)), None)
        return bad or tuple(dict.fromkeys(value for value in found if isinstance(value, str)))

    return reader


def _word(table: Mapping[Any, tuple[str, ...]]) -> Callable[[Raw], Any]:
    """A reader of one word out of a table: answers the table's key."""
    meant = {folded(word): key for key, spelled in table.items() for word in spelled}

    def reader(raw: Raw) -> Any:
        text = _text(raw)
        if isinstance(text, str) and folded(text) in meant:
            return meant[folded(text)]
        shown = text[:QUOTED] if isinstance(text, str) else ""
        return Bad(Wrong.UNKNOWN_WORD, shown, columns.listed(columns.words(table)))

    return reader


_yes_word = _word(columns.YES_NO)


def _yes(raw: Raw) -> bool | Bad:
    answer: bool | Bad = raw if isinstance(raw, bool) else _yes_word(raw)
    return answer


_WORDS = rf"\s+|{columns.SEPARATORS}"
_READERS: Mapping[Form, Callable[[Raw], Value | Bad]] = MappingProxyType(
    {
        Form.ACCOUNT: _reader(Form.ACCOUNT, _account),
        Form.ACCOUNTS: _several(_reader(Form.ACCOUNT, _account), _WORDS),
        Form.CODE: _reader(Form.CODE, _code),
        Form.NAME: _reader(Form.NAME, _name),
        Form.PLACE: _reader(Form.PLACE, _place),
        Form.PLACES: _several(_reader(Form.PLACE, _place), columns.SEPARATORS),
        Form.PHONE: _reader(Form.PHONE, _phone),
        Form.LINE: _reader(Form.LINE, _on_one_line),
        Form.LINES: _several(_reader(Form.LINE, _on_one_line), columns.SEPARATORS),
        Form.TEXT: _reader(Form.TEXT, str),
        Form.DATE: _date,
        Form.BIRTH: _birth,
        Form.YEAR: _reader(Form.YEAR, _year),
        Form.ROLES: _several(_word(columns.ROLES), _WORDS),
        Form.KIND: _word(columns.KINDS),
        Form.LEVEL: _word(columns.LEVELS),
        Form.PACK: _reader(Form.PACK, _on_one_line),
        Form.YES: _yes,
        Form.CLOCK: _clock,
        Form.SCHOOL_DAY: _word(columns.DAYS),
    }
)
