"""The rule of duties said once more, slowly and literally: what the engine answers is compared with it.

To be read beside duties.md, sentence by sentence. It shares no line with the product, so that a slip of one is no slip
of the other; where duties.md leaves something open, the comment says how it was read.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.duty.literal_calendar import REMINDER_DAYS, days_to_remind, makeup_end
from tests.duty.literal_deeds import count, deeds, deeds_that_count, takes_mode, times
from tests.duty.literal_windows import Duty, duties, left_without_end
from tests.duty.literal_world import Outcome, World, day, read

OTHER_MODE = "other_mode"


def outcomes_of(world: World, duty: Duty) -> list[Outcome]:
    """Entered by the end of day d, of this mentor, student and kind, `for` between first and last day of W.

    As with deeds, what who stands in says on a day of standing in is the mentor's.
    """
    return [
        each
        for each in world.outcomes
        if each.entered_on <= world.on
        and (each.student, each.kind) == (duty.party.student, duty.rule.kind)
        and (each.mentor == duty.party.mentor or said_in_stead(world, each, duty.party.mentor))
        and min(duty.window) <= each.day <= max(duty.window)
    ]


def said_in_stead(world: World, outcome: Outcome, mentor: str) -> bool:
    """It was entered on a day on which the deputy stood in for that mentor (and that student)."""
    return any(
        (each.mentor, each.deputy) == (mentor, outcome.mentor)
        and each.first <= outcome.entered_on <= each.last
        and each.student in (None, outcome.student)
        for each in world.deputies
    )


def is_excused(world: World, duty: Duty) -> bool:
    """`excused` if the reason is in `excused_by`."""
    return any(each.reason in duty.rule.excused_by for each in outcomes_of(world, duty))


def was_done(world: World, duty: Duty, kinds: list[str]) -> bool:
    """A valid record by the same people as would count for the rule, any mode, `counts_for` in the window."""
    return bool(deeds(world, duty, lambda record: record.kind in kinds))


def is_substituted(world: World, duty: Duty) -> bool:
    """`substituted` if the reason is in `substituted_by` and one of the kinds listed there was done (any mode)."""
    rule = duty.rule
    if any(was_done(world, duty, rule.substituted_by.get(each.reason, [])) for each in outcomes_of(world, duty)):
        return True
    # "Also, where the reason `other_mode` is in `substituted_by` with the rule's own kind listed: a record of the kind
    # in a mode that the rule does not take is that deed." It needs no outcome: with one, any mode would do anyway.
    if rule.kind in rule.substituted_by.get(OTHER_MODE, []):
        return bool(deeds(world, duty, lambda record: record.kind == rule.kind and not takes_mode(rule, record)))
    return False


def is_waived(world: World, duty: Duty) -> bool:
    """The pairing has ended and ended before the last day that the period would have had without that end."""
    end = duty.party.end
    return end is not None and world.on > end and end < max(left_without_end(world, duty))


def state_by_deeds(world: World, duty: Duty) -> str | None:
    """Done, or made up: the deeds that happened by the deadline are enough, or all together are."""
    all_together = deeds_that_count(world, duty)
    by_the_deadline = [record for record in all_together if record.happened_on <= max(duty.window)]
    if count(world, duty, by_the_deadline) >= times(world, duty):
        return "done"
    if count(world, duty, all_together) >= times(world, duty):
        return "late"
    return None


def state_by_calendar(world: World, duty: Duty) -> str:
    d, deadline = world.on, max(duty.window)
    if d <= deadline and deadline - d > timedelta(days=duty.rule.remind_days):
        return "open"
    if d <= deadline:
        return "due"
    if d <= makeup_end(world, deadline, duty.rule.makeup_days):
        return "overdue"
    return "missed"


def state(world: World, duty: Duty) -> str:
    """State on day d, the first that fits."""
    if world.on < min(duty.window):
        return "future"
    by_deeds = state_by_deeds(world, duty)
    if by_deeds is not None:
        return by_deeds
    if is_excused(world, duty):
        return "excused"
    if is_substituted(world, duty):
        return "substituted"
    if is_waived(world, duty):
        return "waived"
    return state_by_calendar(world, duty)


def row(world: World, duty: Duty) -> dict[str, Any]:
    return {
        "mentor": duty.party.mentor,
        "student_no": duty.party.student,
        "student": duty.party.student,
        "kind": duty.rule.kind,
        "per": duty.rule.per,
        "window": [min(duty.window).isoformat(), max(duty.window).isoformat()],
        "times": times(world, duty),
        "count": count(world, duty, deeds_that_count(world, duty)),
        "state": state(world, duty),
    }


def states(world: dict[str, Any]) -> list[dict[str, Any]]:
    """What `jiedui assess` answers, by mentor, student, deadline, kind, first day."""
    known = read(world)
    rows = [row(known, duty) for duty in duties(known)]
    return sorted(rows, key=lambda r: (r["mentor"], r["student"], r["window"][1], r["kind"], r["window"][0]))


def reminder_days(
    world: dict[str, Any],
    window: Sequence[str],
    per: str,
    *,
    makeup_days: int = 7,
    own: tuple[list[int], list[int]] | None = None,
) -> list[date]:
    """The days on which a window (as a row gives it) is spoken of; `own`: what a pack sets (before, after).

    duties.md sets none for one-offs: they must bring their own.
    """
    before, after = REMINDER_DAYS[per] if own is None else own
    first, last = window
    return days_to_remind(read(world), (day(first), day(last)), makeup_days, before, after)
