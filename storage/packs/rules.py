"""What a pack's file asks for, as rules: each from a line of words, or from a table of keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from duty.kinds import Kind
from duty.policy import Once, Per, Rule, Scope, Trigger
from duty.policy_file import Problem, Wrong
from storage.packs import values, words
from storage.packs.grammar import HOW_OFTEN, MOST_DAYS, MOST_TIMES, RULE, USUAL_AROUND
from storage.packs.heard import Heard, Reader
from storage.packs.mending import Mark
from storage.packs.tree import Node, Table, Text

# No period is longer than these; a term may be as long as a school makes it.
LENGTHS: Mapping[Per, int] = MappingProxyType(
    {Per.WEEK: 7, Per.HALF_MONTH: 16, Per.MONTH: 31, Per.QUARTER: 92, Per.CALENDAR_YEAR: 366}
)
KNOWN = tuple(
    word
    for word in (
        *words.every((words.KINDS, words.MODES, words.SCOPES, words.DURING, words.LEVELS, words.EVENTS)),
        *words.every((words.OCCASIONS, words.REASONS)),
        *words.NUDGE,
        *words.SHARED,
    )
    if not word.isascii()
) + tuple(words.EACH + word for word in words.every((words.PERIODS,)) if not word.isascii())


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and where it stands."""

    rule: Rule
    mark: Mark


def line(node: Node, heard: Heard) -> None:
    found = values.text(node, heard)
    if found:
        heard.read_line(found, RULE, KNOWN)


def when(node: Node, heard: Heard) -> None:
    """The trigger of a window in words."""
    found = values.text(node, heard)
    if found:
        heard.read_line(found, HOW_OFTEN, KNOWN)


_DAYS = values.count(MOST_DAYS)
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "line": line,
        "kind": values.word(words.KINDS),
        "per": values.word(words.PERIODS),
        "times": values.count(MOST_TIMES, 1),
        "modes": values.each_of("modes", words.MODES),
        "during": values.during,
        "scope": values.word(words.SCOPES_ALONE),
        "shared": values.yes,
        "levels": values.each_of("levels", words.LEVELS),
        "when": when,
        "first": values.calendar_day,
        "last": values.calendar_day,
        "min_days": _DAYS,
        "remind_days": _DAYS,
        "makeup_days": _DAYS,
        "distances": values.distances,
        "excused_by": values.each_of("excused_by", words.REASONS),
        "substituted_by": values.substitutes,
        "nudge": values.yes,
        "within_days": _DAYS,
        "after": values.word(words.TRIGGERS),
        "events": values.set_of(words.EVENTS),
        "before_term_end": _DAYS,
        "occasions": values.set_of(words.OCCASIONS),
        "before": _DAYS,
        "behind": _DAYS,
    }
)


def rule(node: Node) -> tuple[Placed | None, list[Problem]]:
    """The rule that an entry of the list asks for, or what is wrong with it."""
    heard = Heard(node.mark)
    if isinstance(node, Text):
        line(node, heard)
    elif isinstance(node, Table):
        heard.read_table(node, words.RULE_KEYS, READERS)
    else:
        heard.wrong(Wrong.NO_TEXT_HERE)
    made = _made(heard)
    return (Placed(made, heard.mark) if made and not heard.problems else None), heard.problems


def once_of(heard: Heard) -> Once | None:
    """The trigger that opens the window, however it was said."""
    if found := heard.get("once"):
        return found if isinstance(found, Once) else None
    if (days := heard.get("before_term_end")) is not None:
        return Once(Trigger.TERM_END, days)
    if names := heard.get("occasions"):
        return Once(Trigger.OCCASION, heard.get("before", USUAL_AROUND), heard.get("behind", USUAL_AROUND), names)
    after = heard.get("after", Trigger.EVENT if heard.get("events") else None)
    if after and (days := heard.get("within_days")) is not None:
        return Once(after, days, names=heard.get("events", frozenset()))
    if after:
        heard.wrong(Wrong.NO_DAYS, heard.marks.get("after") or heard.marks.get("events"))
    return None


def span_of(heard: Heard) -> tuple[date, date]:
    """The days between which it runs."""
    first, last = heard.get("first", date.min), heard.get("last", date.max)
    if last < first:
        heard.wrong(Wrong.ENDS_BEFORE_BEGINNING, heard.marks["last"], last.isoformat(), first.isoformat())
    return first, last


def _made(heard: Heard) -> Rule | None:
    kind, per, once = heard.get("kind"), heard.get("per"), once_of(heard)
    _check_whole(heard, kind, per, once)
    first, last = span_of(heard)
    if heard.problems or kind is None:
        return None
    modes = () if heard.get("any_mode") else heard.get("modes", ())
    made = Rule(
        kind,
        Per.ONCE if once else per,
        once=once,
        times=heard.get("times", 1),
        during_term=not once and heard.get("during", True),
        min_days=heard.get("min_days"),
        remind_days=heard.get("remind_days", 7),
        makeup_days=heard.get("makeup_days", 7),
        first=first,
        last=last,
        modes=frozenset(modes),
        shared=heard.get("shared", False),
        scope=_scope(heard),
        levels=frozenset(heard.get("levels", ())),
        excused_by=frozenset(heard.get("excused_by", ())),
        substituted_by=_substitutes(heard.get("substituted_by", ()), kind),
        distances=heard.get("distances"),
        nudge=heard.get("nudge", False),
    )
    _check_lengths(made, heard)
    return made


def _check_whole(heard: Heard, kind: Kind | None, per: Per | None, once: Once | None) -> None:
    # Where another word may have been meant, it is what is missing.
    if kind is None and all(one.code is Wrong.UNKNOWN_WORD and not one.other for one in heard.problems):
        heard.wrong(Wrong.NO_KIND)
    if not per and not once and not heard.problems:
        heard.wrong(Wrong.NO_PERIOD)
    if per and once:
        heard.wrong(Wrong.PERIOD_AND_TRIGGER, heard.marks["per"])
    if once and heard.get("scope") in (Scope.MENTOR, Scope.SCHOOL):
        heard.wrong(Wrong.SCOPE_NEEDS_PERIOD, heard.marks["scope"])


def _scope(heard: Heard) -> Scope:
    said: Scope = heard.get("scope", Scope.PAIRING)
    if not heard.get("anybody"):
        return said
    if said not in (Scope.PAIRING, Scope.STUDENT):
        heard.wrong(Wrong.SAID_TWICE, heard.marks["anybody"], words.SCOPES[Scope.STUDENT][0])
    return Scope.STUDENT


def _substitutes(said: Iterable[tuple[Any, frozenset[Kind]]], kind: Kind) -> tuple[tuple[str, frozenset[Kind]], ...]:
    """By reason in the order of the file; no kind named is the rule's own in another mode."""
    found: dict[str, frozenset[Kind]] = {}
    for reason, kinds in said:
        found[reason] = found.get(reason, frozenset()) | (kinds or {kind})
    return tuple(found.items())


def _check_lengths(made: Rule, heard: Heard) -> None:
    """A rule that can never ask for anything is a mistake."""
    if made.once:
        return
    longest = LENGTHS.get(made.per, MOST_DAYS)
    if made.first > date.min and made.last < date.max:
        longest = min(longest, (made.last - made.first).days + 1)
    if longest < made.enough_days:
        heard.wrong(Wrong.NEVER_OWED, heard.marks.get("min_days"), str(longest), str(made.enough_days))


def repeats(found: Iterable[Placed]) -> Iterable[Problem]:
    """Rules that ask for the same once more: of the same students, in the same modes, at the same time."""
    earlier: list[Placed] = []
    for one in found:
        same = next((other for other in earlier if _clash(one.rule, other.rule)), None)
        if same:
            yield one.mark.problem(Wrong.SAME_RULE, other=str(same.mark.line))
        earlier.append(one)


def _clash(one: Rule, other: Rule) -> bool:
    alike = one.identity == other.identity and one.modes == other.modes and one.nudge == other.nudge
    apart = one.levels and other.levels and one.levels.isdisjoint(other.levels)
    return alike and not apart and one.first <= other.last and other.first <= one.last
