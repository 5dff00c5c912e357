"""What the file of a policy pack says besides its rules, and everything that is wrong with one, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duty.policy import Once, Pack, Per, Scope


class Section(StrEnum):
    """Where in the file something stands that is kept and not yet acted on."""

    REPORT = "report"
    MATERIAL = "material"
    MEETING = "meeting"
    REVIEW = "review"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Paper:
    """A report, a material, a meeting, a review or another task: what, how often, by whom, to whom.

    Neither `per` nor `once`: no more than that it has to be. `when` and `note` are in the school's own words.
    """

    section: Section
    name: str
    per: Per | None = None
    times: int = 1
    once: Once | None = None
    scope: Scope | None = None
    first: date = date.min
    last: date = date.max
    by: str = ""
    to: str = ""
    when: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that was read. `first` is the day from which it wants to hold, None where it leaves that open."""

    pack: Pack
    first: date | None = None
    about: str = ""
    concerns: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()


class Wrong(StrEnum):
    """What can be wrong with the file of a policy pack."""

    # The file: nothing of it was read.
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    EMPTY = "empty"
    TAB = "tab"
    WIDE_SPACE = "wide_space"
    WIDE_COLON = "wide_colon"
    TWO_COLONS = "two_colons"
    NOT_ALIGNED = "not_aligned"
    QUOTE_OPEN = "quote_open"
    BRACKET_OPEN = "bracket_open"
    BAD_START = "bad_start"
    BROKEN = "broken"
    TWO_DOCUMENTS = "two_documents"
    ANCHOR = "anchor"
    TAG = "tag"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    NO_TABLE = "no_table"
    # A key.
    UNKNOWN_KEY = "unknown_key"
    TWICE = "twice"
    MISSING = "missing"
    NOTHING_ASKED = "nothing_asked"
    # A value.
    NO_TEXT_HERE = "no_text_here"
    NO_LIST_HERE = "no_list_here"
    NO_TABLE_HERE = "no_table_here"
    UNKNOWN_WORD = "unknown_word"
    NO_NUMBER = "no_number"
    OUT_OF_RANGE = "out_of_range"
    BAD_DATE = "bad_date"
    NO_YEAR = "no_year"
    NO_YES_OR_NO = "no_yes_or_no"
    BAD_KEY = "bad_key"
    TOO_LONG = "too_long"
    UNCLEAR_COVERAGE = "unclear_coverage"
    # A demand as a whole.
    SAID_TWICE = "said_twice"
    NO_KIND = "no_kind"
    NO_PERIOD = "no_period"
    PERIOD_AND_TRIGGER = "period_and_trigger"
    NO_DAYS = "no_days"
    ENDS_BEFORE_BEGINNING = "ends_before_beginning"
    NEVER_OWED = "never_owed"
    SCOPE_NEEDS_PERIOD = "scope_needs_period"
    SAME_RULE = "same_rule"
    # A pack against the others of the school.
    TITLE_TAKEN = "title_taken"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, by line and column as an editor counts them; no line: the file as a whole.

    `value` is what stands there, `other` what it should be or what it clashes with: words, a limit, a line.
    """

    code: Wrong
    line: int | None = None
    column: int | None = None
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says as far as it can be read, and all that is wrong with it, in the order of its lines."""

    draft: Draft | None
    problems: tuple[Problem, ...] = ()
