"""What a school's words on one line mean, as a table of patterns."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from duty.kinds import Kind
from duty.policy import Mode, Once, Per, Reason, Scope, Trigger
from duty.policy_file import Wrong
from storage.packs import words

T = TypeVar("T")

MOST_DAYS, MOST_TIMES, USUAL_AROUND = 366, 366, 3


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a piece cannot be taken."""

    code: Wrong
    other: str = ""


Fields = Iterable[tuple[str, Any]]
Say = Callable[[re.Match[str]], Fields]
Pattern = tuple[re.Pattern[str], Say]


def any_of(words_of: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words_of), key=len, reverse=True)) + ")"


def _chinese(table: words.Table[T]) -> str:
    """The words of a table as they may stand in a line: English ones are for keys alone."""
    return any_of(word for word in words.every((table,)) if not word.isascii())


_DIGIT = any_of(words.CHINESE_DIGITS)
# Two digits without a ten between them mean one or the other, and not 23.
NUMBER = rf"(?:\d{{1,4}}|{_DIGIT}?{words.TEN}{_DIGIT}?|{_DIGIT})"
BETWEEN = r"\s*(?:、|,|和|或|及)\s*"
DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
NUMBER_ALONE = re.compile(rf"({NUMBER})\s*(?:次|天|日|名|户)?")
SKIPPED = re.compile(rf"[\s、,;。.:]+|{any_of(words.FILLERS)}")
GAP = re.compile(r"[\s、,;。:]")
LIST_BREAK = re.compile(r"[\s、,，;；]+")
UNIT = _chinese(words.UNITS)
PERIOD, KIND, MODE = _chinese(words.PERIODS), _chinese(words.KINDS), _chinese(words.MODES)
EVENT, REASON, OCCASION = _chinese(words.EVENTS), _chinese(words.REASONS), _chinese(words.OCCASIONS)
COUNTED = rf"{any_of(words.AT_LEAST)}?\s*(?P<n>{NUMBER})\s*"
ENOUGH = rf"(?:{any_of(words.OR_MORE)})?"
_KINDS, _PERIODS, _MODES = words.by_word(words.KINDS), words.by_word(words.PERIODS), words.by_word(words.MODES)
_SCOPES, _LEVELS, _REASONS = words.by_word(words.SCOPES), words.by_word(words.LEVELS), words.by_word(words.REASONS)
_EVENTS, _OCCASIONS, _UNITS = words.by_word(words.EVENTS), words.by_word(words.OCCASIONS), words.by_word(words.UNITS)
_TRIGGERS, _DURING = words.by_word(words.TRIGGERS), words.by_word(words.DURING)


def number(text: str) -> int:
    """A number below 100 in Chinese digits, or any in Arabic ones."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition(words.TEN)
    return (words.CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + words.CHINESE_DIGITS.get(ones, 0)


def day(text: str) -> date | Bad:
    """A date with its year."""
    parts = re.findall(r"\d+", text)
    try:
        return date(*map(int, parts))
    except (ValueError, TypeError):
        return Bad(Wrong.BAD_DATE)


def within(found: int, largest: int, least: int = 0) -> int | Bad:
    return found if least <= found <= largest else Bad(Wrong.OUT_OF_RANGE, f"{least}–{largest}")


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[\s、,]|[和或及]", text) if part]


def _days(match: re.Match[str]) -> int:
    return number(match["n"] or "1") * _UNITS[match["unit"]]


def _triggered(match: re.Match[str]) -> Fields:
    days = within(0 if match["unit"] is None else _days(match), MOST_DAYS)
    if match["trigger"] in _TRIGGERS:
        trigger, names = _TRIGGERS[match["trigger"]], frozenset[str]()
    else:
        trigger, names = Trigger.EVENT, frozenset(_EVENTS[word] for word in _split(match["trigger"]))
    yield "once", days if isinstance(days, Bad) else Once(trigger, days, names=names)


def _before_term_end(match: re.Match[str]) -> Fields:
    days = within(_days(match), MOST_DAYS)
    yield "once", days if isinstance(days, Bad) else Once(Trigger.TERM_END, days)


def _occasion(match: re.Match[str]) -> Fields:
    around = number(match["around"]) if match["around"] else 0 if match["same"] else USUAL_AROUND
    sides = [within(number(match[side]) if match[side] else around, MOST_DAYS) for side in ("before", "behind")]
    if bad := next((side for side in sides if isinstance(side, Bad)), None):
        yield "once", bad
    else:
        names = frozenset(_OCCASIONS[word] for word in _split(match["names"]))
        yield "once", Once(Trigger.OCCASION, sides[0], sides[1], names)  # type: ignore[arg-type]


def _families(match: re.Match[str]) -> Fields:
    yield "times", within(number(match["n"]), MOST_TIMES, 1)
    yield "scope", Scope.MENTOR


def _a_time_each(match: re.Match[str]) -> Fields:
    yield "times", within(number(match["n"]), MOST_TIMES, 1)
    yield "per", _PERIODS[match["per"]]


def _substitute(match: re.Match[str]) -> Fields:
    # Who calls instead calls the family.
    kinds = frozenset(_KINDS.get(word, Kind.CONTACT) for word in re.findall(_INSTEAD, match["kinds"]))
    for reason in re.findall(REASON, match["reasons"]):
        yield "substituted_by", (_REASONS[reason], kinds)


def _excuse(match: re.Match[str]) -> Fields:
    for reason in re.findall(REASON, match["reasons"]):
        yield "excused_by", _REASONS[reason]


def _one(field: str, meaning: Callable[[re.Match[str]], Any]) -> Say:
    return lambda match: ((field, meaning(match)),)


def _length(field: str) -> Say:
    return _one(field, lambda match: within(number(match["n"]), MOST_DAYS))


def _span(match: re.Match[str]) -> Fields:
    yield "first", day(match["first"])
    yield "last", day(match["last"])


def _contact_by_phone(_match: re.Match[str]) -> Fields:
    yield "kind", Kind.CONTACT
    yield "modes", Mode.PHONE


def _patterns(*rows: tuple[str, Say]) -> tuple[Pattern, ...]:
    return tuple((re.compile(pattern), say) for pattern, say in rows)


_EACH = rf"每(?:一个|一|个)?\s*(?P<per>{PERIOD})"
_ONE_EACH = rf"一个?(?P<per>{PERIOD})(?![级份内后前以之])"  # no first grade, and nothing within a week
_REASONS_THEN = rf"(?P<reasons>{REASON}(?:{BETWEEN}{REASON})*)(?:的|时|、)?\s*"
_INSTEAD = rf"(?:{KIND}|(?:打电话|通电话|电话联系|电话)(?:给?家长)?)"

_OWED_BY = any_of(word for word in _SCOPES if not word.isascii() and _SCOPES[word] is not Scope.STUDENT)

# What both a rule and a paper may say: how often and when.
HOW_OFTEN = _patterns(
    (_EACH, _one("per", lambda match: _PERIODS[match["per"]])),
    (
        r"(?:每隔?\s*(?:两|二|2)\s*个?|每?双|每?隔一?个?)(?:周|星期|礼拜)",
        _one("per", lambda _match: Bad(Wrong.UNKNOWN_WORD, words.EACH + words.PERIODS[Per.HALF_MONTH][0])),
    ),
    (_ONE_EACH, _one("per", lambda match: _PERIODS[match["per"]])),
    (
        rf"{COUNTED}{any_of(words.TIMES)}{ENOUGH}",
        _one("times", lambda match: within(number(match["n"]), MOST_TIMES, 1)),
    ),
    (rf"{COUNTED}{any_of(words.TIMES)}\s*/\s*每?(?P<per>{PERIOD})", _a_time_each),
    (_OWED_BY, _one("scope", lambda match: _SCOPES[match.group()])),
    (
        rf"(?P<trigger>{_chinese(words.TRIGGERS)}|{EVENT}(?:{BETWEEN}{EVENT})*)\s*(?:以后|之后|后)?\s*[的第首]?\s*"
        rf"(?:(?P<n>{NUMBER})?\s*(?P<unit>{UNIT})\s*(?:以内|之内|内)|当天内?|当日内?)",
        _triggered,
    ),
    (
        rf"(?:{_chinese(words.TRIGGERS)}|{EVENT})\s*(?:以后|之后|后)\s*{NUMBER}\s*{UNIT}",
        _one("once", lambda match: Bad(Wrong.UNKNOWN_WORD, f"{match.group()}内")),
    ),
    (rf"{any_of(words.TERM_END)}\s*之?前\s*(?P<n>{NUMBER})\s*(?P<unit>{UNIT})(?:之前|以前|前)?", _before_term_end),
    (
        rf"(?P<names>{OCCASION}(?:{BETWEEN}{OCCASION})*)\s*(?:期间)?(?P<same>当天)?(?:前后\s*(?P<around>{NUMBER})\s*天)?"
        rf"(?:\s*(?:提?前)\s*(?P<before>{NUMBER})\s*天)?(?:\s*[、,]?\s*后\s*(?P<behind>{NUMBER})\s*天)?",
        _occasion,
    ),
    (rf"(?:从|自)?\s*(?P<first>{DAY})\s*起?\s*(?:到|至|-|~|—|–)\s*(?P<last>{DAY})\s*(?:为止|止)?", _span),
    (rf"(?:从|自)\s*(?P<first>{DAY})\s*(?:开始|起)?", _one("first", lambda match: day(match["first"]))),
    (rf"(?P<first>{DAY})\s*(?:开始|起)", _one("first", lambda match: day(match["first"]))),
    (rf"(?:到|至)\s*(?P<last>{DAY})\s*(?:为止|止)?", _one("last", lambda match: day(match["last"]))),
    (rf"(?P<last>{DAY})\s*(?:为止|止)", _one("last", lambda match: day(match["last"]))),
    (rf"{NUMBER}\s*[-~—–到至]\s*{NUMBER}\s*{any_of(words.TIMES)}", _one("times", lambda _match: Bad(Wrong.NO_NUMBER))),
    (r"[从自]?\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[起止]?", _one("first", lambda _match: Bad(Wrong.NO_YEAR))),
    (_chinese(words.DURING), _one("during", lambda match: _DURING[match.group()])),
)
OF_RULES = _patterns(
    (KIND, _one("kind", lambda match: _KINDS[match.group()])),
    (r"(?:与家长|和家长)?(?:电话联系|通电话|打电话)(?:家长)?", _contact_by_phone),
    (
        rf"(?:仅限|只限|限|可以|可|通过|用|以)?{MODE}(?:方式|形式)?(?:都行|均可|也可|也行)?",
        _one("modes", lambda match: _MODES[re.search(MODE, match.group()).group()]),  # type: ignore[union-attr]
    ),
    (any_of(words.ANY_MODE), _one("any_mode", lambda _match: True)),
    (any_of(words.ONLY_IN_PERSON), _one("modes", lambda _match: Mode.IN_PERSON)),
    (rf"{COUNTED}{any_of(words.FAMILIES)}{ENOUGH}", _families),
    (any_of(words.SHARED), _one("shared", lambda _match: True)),
    # It is still for every student: no other scope than the one that may be said beside it.
    (any_of(words.SCOPES[Scope.STUDENT]), _one("anybody", lambda _match: True)),
    (
        rf"(?:仅限|只限|限|对)?(?P<level>{_chinese(words.LEVELS)})(?:关注)?(?:学生|对象|等级)?",
        _one("levels", lambda match: _LEVELS[match["level"]]),
    ),
    (any_of(words.NUDGE), _one("nudge", lambda _match: True)),
    (rf"{_REASONS_THEN}(?:可以|可|算)?免(?:做|除)?", _excuse),
    (
        rf"{_REASONS_THEN}(?:可以|可|就)?(?:用|由|改为|改成|改)\s*(?P<kinds>{_INSTEAD}(?:{BETWEEN}{_INSTEAD})*)"
        r"(?:代替|替代|代)?",
        _substitute,
    ),
    (
        # Nobody knows what stands in for it: that is wrong, and not the reason.
        rf"{_REASONS_THEN}(?:可以|可|就)?(?:用|由|改为|改成|改)\s*[^\s、,;。.:用由改可]{{1,8}}?(?:代替|替代)",
        _one("substituted_by", lambda _match: Bad(Wrong.UNKNOWN_WORD, words.COMMA.join(words.firsts(words.KINDS)))),
    ),
    (r"[改换]方式也算", _one("substituted_by", lambda _match: (Reason.OTHER_MODE, frozenset[Kind]()))),
    (rf"提前\s*(?P<n>{NUMBER})\s*天\s*提醒", _length("remind_days")),
    (rf"(?:可补|补办|宽限)\s*(?P<n>{NUMBER})\s*天", _length("makeup_days")),
    (rf"(?:不足|少于)\s*(?P<n>{NUMBER})\s*天不算", _length("min_days")),
)
OF_PAPERS = _patterns(
    (r"由(?P<by>[^\s,;]+)", _one("by", lambda match: match["by"])),
    (r"[报交送给](?P<to>[^\s,;]+)", _one("to", lambda match: match["to"])),
    (r"\((?P<note>[^()]*)\)", _one("note", lambda match: match["note"].strip())),
)
RULE, PAPER = (*HOW_OFTEN, *OF_RULES), (*HOW_OFTEN, *OF_PAPERS)

_MENTORS, _CHILDREN = any_of(words.MENTORS), any_of(words.CHILDREN)
_COVERED = any_of(words.every((words.COVERED,)))
# Without spaces: every mentor has at least so many; every child of some categories has this and that.
AT_LEAST_MENTEES = re.compile(
    rf"每[名位个]?(?:{_MENTORS}|人)(?:结对|联系|帮扶|带|包保)*{any_of(words.AT_LEAST)}?(?:结对|联系|帮扶|带|包保)*"
    rf"(?P<n>{NUMBER})[名位个]?(?:帮扶)?{_CHILDREN}?{ENOUGH}"
)
COVERED_CHILDREN = re.compile(
    rf"每[名位个](?P<whose>[^每有都]*?){_CHILDREN}(?:都|要|须|必须|应|应当)*{any_of(words.HAVING)}"
    rf"(?P<what>{_COVERED}(?:、{_COVERED})*)"
)
