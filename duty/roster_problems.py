"""What an import of the roster workbook found and did: problems and counts as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Wrong(StrEnum):
    """What can be wrong with a workbook, a sheet, a row or a cell."""

    # The file: nothing of it was read.
    TOO_LARGE = "too_large"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_FORMAT = "old_format"
    LOCKED = "locked"
    NO_KNOWN_SHEET = "no_known_sheet"
    # A sheet: none of its rows was read.
    TOO_MANY_ROWS = "too_many_rows"
    SPREAD_OUT = "spread_out"
    TWICE_THE_SHEET = "twice_the_sheet"
    COLUMN_MISSING = "column_missing"
    TWICE_THE_COLUMN = "twice_the_column"
    # A cell by itself.
    EMPTY = "empty"
    ERROR_VALUE = "error_value"
    NOT_TEXT = "not_text"
    DIGITS_LOST = "digits_lost"
    UNPRINTABLE = "unprintable"
    TOO_LONG = "too_long"
    BAD_ACCOUNT = "bad_account"
    BAD_CODE = "bad_code"
    BAD_PHONE = "bad_phone"
    BAD_DATE = "bad_date"
    IMPOSSIBLE_DATE = "impossible_date"
    BAD_CLOCK = "bad_clock"
    UNKNOWN_WORD = "unknown_word"
    # A cell against the others.
    DUPLICATE = "duplicate"
    SECOND_SCHOOL = "second_school"
    UNKNOWN_STUDENT = "unknown_student"
    UNKNOWN_MEMBER = "unknown_member"
    OTHER_SCHOOL = "other_school"
    ROLE_WITHOUT_PLACE = "role_without_place"
    GRADE_UNCLEAR = "grade_unclear"
    IMPOSSIBLE_AGE = "impossible_age"
    END_BEFORE_START = "end_before_start"
    OVERLAP = "overlap"
    TOO_MANY_DAYS = "too_many_days"
    CONTRADICTS = "contradicts"
    QUIET_NOT_AT_NIGHT = "quiet_not_at_night"
    QUIET_TOO_SHORT = "quiet_too_short"
    QUIET_TOO_LONG = "quiet_too_long"
    REMINDS_IN_QUIET = "reminds_in_quiet"
    IN_FUTURE = "in_future"
    BEFORE_BIRTH = "before_birth"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, named as the operator sees it: sheet, Excel's row number, the column's header.

    `value` is what stands there, only where it is nothing personal. `other` is what it should be or
    what it clashes with: the words allowed, a limit, a row, a sheet.
    """

    code: Wrong
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How many rows of a sheet were new, changed, or as they already stood."""

    sheet: str
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column that the roster does not know; its cells are kept with the row."""

    sheet: str
    header: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What is worth a look but stops nothing; `for_everybody`: the rows of exemptions that name nobody."""

    ignored_sheets: tuple[str, ...] = ()
    unknown_columns: tuple[UnknownColumn, ...] = ()
    for_everybody: tuple[int, ...] = ()


class Stage(StrEnum):
    """Where an import stands, for a progress bar."""

    READ = "read"
    CHECK = "check"
    COMPARE = "compare"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or would do when `dry_run`; with any problem it did nothing.

    `live_from` is the day from which duties are owed, where this import was the first to set it.
    """

    problems: tuple[Problem, ...] = ()
    counts: tuple[SheetCount, ...] = ()
    notes: Notes = Notes()
    live_from: date | None = None
    dry_run: bool = False

    @property
    def changes(self) -> int:
        """The number of rows that are new or changed."""
        return sum(count.new + count.changed for count in self.counts)
