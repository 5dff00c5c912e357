"""`jiedui assess`: the engine without a database, one JSON world in, how every window stands out."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.cli.console import fail, print_json
from bot.cli.world import World
from bot.cli.world_values import Names, books_of, circumstances_of, pairings_of
from duty.calendar import CalendarError
from duty.policy import VersionsOutOfOrder
from duty.school import Engine, Owed
from language.say import assessing as say

# A school of thousands has some ten megabytes of records.
MOST_BYTES = 200 * 1024 * 1024


def assess() -> None:
    """Reads stdin to its end; answers only where the whole world can be read."""
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        fail(say.too_large(MOST_BYTES // 1024 // 1024))
    try:
        world = World.model_validate(json.loads(content))
        rows = states(world)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        fail(say.no_json())
    except ValidationError as error:
        first = error.errors()[0]
        fail(say.wrong_at(".".join(str(part) for part in first["loc"])))
    except CalendarError:
        fail(say.wrong_terms())
    except VersionsOutOfOrder:
        fail(say.wrong_versions())
    print_json(rows)


def states(world: World) -> list[dict[str, Any]]:
    """One row a window, future ones included, by mentor, student, deadline, kind and first day.

    Raises CalendarError and VersionsOutOfOrder where terms or versions contradict each other.
    """
    members, students = Names(), Names()
    pairings = pairings_of(world, members, students)
    engine, policy = Engine(world.calendar, circumstances_of(world, members, students)), world.policy
    books = books_of(world, members, students)
    found = engine.of_school(((policy, one) for one in pairings), books, on=world.on)
    called, learners = members.by_number(), students.by_number()
    rows = [_row(owed, called, learners) for owed in found]
    return sorted(rows, key=lambda r: (r["mentor"], r["student"], r["window"][1], r["kind"], r["window"][0]))


def _row(owed: Owed, members: Mapping[int, str], students: Mapping[int, str]) -> dict[str, Any]:
    item = owed.assessment
    student = "" if owed.student_id is None else students[owed.student_id]
    return {
        "mentor": "" if owed.mentor_id is None else members[owed.mentor_id],
        "student_no": student,
        "student": student,
        "kind": item.kind,
        "per": item.per,
        "window": [item.window.first.isoformat(), item.window.last.isoformat()],
        "times": item.times,
        "count": item.count,
        "state": item.state,
    }
