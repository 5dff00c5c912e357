"""The app's menu on the teachers' phones: kept as the program has it."""

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from bot.wecom import api
from bot.wecom.edge import Edge
from bot.wecom.errors import WeComError
from handlers.menu import MENU, Entry
from scheduler.moment import At
from scheduler.tools import Tools

# How often a turn comes is for the table of jobs to say; see `bot.background`.
EAGER_TURNS, PATIENT_TURNS = 10, 60

log = structlog.get_logger()


def menu_json(entries: Sequence[Entry] = MENU) -> dict[str, Any]:
    """The platform's form of the menu."""
    return {"button": [_button(entry) for entry in entries]}


def keeper(edge: Edge) -> Callable[[Tools, At], bool]:
    """A job's step that sets the menu until it is set: a refusal is reported, never fatal.

    Soon after a start it is tried again at every turn; who is not let in for long knocks once in a while.
    """
    done, turn = False, 0

    def keep(_tools: Tools, _moment: At) -> bool:
        nonlocal done, turn
        turn += 1
        if done or (turn > EAGER_TURNS and turn % PATIENT_TURNS):
            return False
        try:
            edge.call(api.menu_create, edge.members, menu_json())
            done = True
        except WeComError as error:
            log.warning("menu_not_set", code=error.code, name=error.name)
        return False

    return keep


def _button(entry: Entry) -> dict[str, Any]:
    if entry.below:
        return {"name": entry.name, "sub_button": [_button(below) for below in entry.below]}
    return {"type": "click", "name": entry.name, "key": entry.key}
