"""Codes that allow one answer to an event, and the links that lead into the chat."""

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_plus, urlsplit

from sandbox.errors import ApiError
from sandbox.facts import Facts
from sandbox.kf.codes import KfCode
from sandbox.kf.customers import Customer
from sandbox.kf.sessions import WINDOW_SECONDS, State, past

_SCENE = re.compile(r"[0-9a-zA-Z_-]{0,32}")
_PARAM_BYTES = 128


class Occasion(StrEnum):
    """What a code was given for."""

    WELCOME = "welcome"
    POOL = "pool"
    TAKEN = "taken"
    ENDED = "ended"


_SECONDS = {Occasion.WELCOME: 20, Occasion.ENDED: 20, Occasion.POOL: WINDOW_SECONDS, Occasion.TAKEN: WINDOW_SECONDS}
_TYPES = {Occasion.WELCOME: ("text", "msgmenu"), Occasion.ENDED: ("text", "msgmenu")}


@dataclass(frozen=True, slots=True)
class Ticket:
    """A code that is still good; `state` is the session's when it was given."""

    code: str
    customer: str
    occasion: Occasion
    state: State

    @property
    def types(self) -> tuple[str, ...]:
        """The types of message that the occasion allows."""
        return _TYPES.get(self.occasion, ("text",))


class Tickets:
    """The codes of all events, each good once."""

    def __init__(self, database: sqlite3.Connection, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def give(self, customer: Customer, occasion: Occasion, state: State) -> str:
        code = secrets.token_urlsafe(32)
        self._database.execute(
            "INSERT INTO kf_code (code, customer, kind, state, made_at, used) VALUES (?, ?, ?, ?, ?, 0)",
            (code, customer.id, occasion, state, self._clock()),
        )
        return code

    def valid(self, code: object) -> Ticket:
        """The ticket of that code; refused where it is unknown, used or too old."""
        row = self._database.execute(
            "SELECT customer, kind, state, made_at FROM kf_code WHERE code = ? AND used = 0", (str(code),)
        ).fetchone()
        if row is None or past(row[3], _SECONDS[Occasion(row[1])], self._clock()):
            raise ApiError(KfCode.WRONG_CODE)
        return Ticket(str(code), row[0], Occasion(row[1]), State(row[2]))

    def spend(self, ticket: Ticket) -> None:
        self._database.execute("UPDATE kf_code SET used = 1 WHERE code = ?", (ticket.code,))


@dataclass(frozen=True, slots=True)
class Way:
    """By what a chat was opened."""

    scene: str = ""
    scene_param: str = ""


class Links:
    """The addresses that open the account's chat."""

    def __init__(self, facts: Facts, open_kfid: str) -> None:
        self._facts = facts
        self.path = "/kf/kfc" + hashlib.sha256(open_kfid.encode()).hexdigest()[:16]

    def make(self, scene: object) -> str:
        """A new address below the sandbox's own origin."""
        if not isinstance(scene, str) or not _SCENE.fullmatch(scene):
            raise ApiError(KfCode.WRONG_PARAMETER)
        sealed = "ENC" + secrets.token_urlsafe(24)
        self._facts.set(f"kf_link:{sealed}", scene)
        return f"{self.path}?enc_scene={sealed}"

    def way(self, url: str) -> Way | None:
        """The way that an address is; None where it is no link of the account or carries too long a parameter."""
        address = urlsplit(url)
        # Not as a form's fields: how long the parameter is counts before it is decoded.
        given = dict(part.partition("=")[::2] for part in address.query.split("&"))
        scene = self._facts.get(f"kf_link:{given.get('enc_scene', '')}")
        param = given.get("scene_param", "")
        if address.path != self.path or scene is None or len(param.encode()) > _PARAM_BYTES:
            return None
        return Way(scene, unquote_plus(param) if scene else "")
