"""The account's news: what customers wrote and what happened, read page by page, and the bell that announces it."""

import asyncio
import json
import re
import secrets
import sqlite3
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.envelope import NOBODY, Inbound
from sandbox.errors import ApiError
from sandbox.kf.codes import KfCode
from sandbox.kf.customers import Customer
from sandbox.kf.sessions import past
from sandbox.pusher import Pusher
from sandbox.settings import SandboxSettings

_HISTORY_SECONDS = 3 * 86_400
_TOKEN_SECONDS = 600
_PAGE_LIMIT, _CURSOR_BYTES, _TOKEN_BYTES = 1000, 64, 128
# "Strictly limited" says the documentation of calls without a token; this many a minute.
_WITHOUT_TOKEN = 60
_CURSOR = re.compile(r"4gw7([0-9a-f]{1,16})(p?)")
_CUSTOMER, _EVENT, _SERVICER = 3, 4, 5

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far was read; `paused`: an empty page was given here already."""

    position: int = 0
    paused: bool = False

    def __str__(self) -> str:
        return f"4gw7{self.position:x}{'p' if self.paused else ''}"


class Bell:
    """Pushes that there is news; the callers do not wait for the bot. Closed before the pusher is."""

    def __init__(self, pusher: Pusher) -> None:
        self._pusher = pusher
        self._ringing: set[asyncio.Task[None]] = set()

    def ring(self, news: Inbound) -> None:
        task = asyncio.get_running_loop().create_task(self._push(news))
        self._ringing.add(task)
        task.add_done_callback(self._ringing.discard)

    async def close(self) -> None:
        """Let go of what was not taken: the news themselves are stored."""
        for task in list(self._ringing):
            task.cancel()
        await asyncio.gather(*self._ringing, return_exceptions=True)

    async def _push(self, news: Inbound) -> None:
        async for _ in self._pusher.deliver(news):
            pass


class News:
    """What the app can fetch of the account, in order; what it sent itself is not among it."""

    def __init__(
        self, settings: SandboxSettings, clock: Callable[[], float], *, database: sqlite3.Connection, bell: Bell
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._database = database
        self._bell = bell
        self._without_token: deque[float] = deque()

    def message(self, customer: Customer, kind: str, content: Body, entry_id: int) -> None:
        """What a customer wrote, which stands in the line `entry_id`."""
        self._tell(_CUSTOMER, {"external_userid": customer.external_userid, "msgtype": kind, kind: content}, entry_id)

    def servicer_message(self, customer: Customer, servicer: str, text: str) -> None:
        who = {"external_userid": customer.external_userid, "servicer_userid": servicer}
        self._tell(_SERVICER, {**who, "msgtype": "text", "text": {"content": text}})

    def event(self, customer: Customer, kind: str, **fields: object) -> None:
        """Something that happened; empty fields are left out. Outside of `event` the platform names nobody."""
        whose = {"open_kfid": self._settings.kf_open_kfid, "external_userid": customer.external_userid}
        told = {name: value for name, value in fields.items() if value != ""}
        self._tell(_EVENT, {"msgtype": "event", "event": {"event_type": kind, **whose, **told}})

    def msgid_of(self, entry_id: int) -> str | None:
        """The msgid of what a customer wrote in that line."""
        row = self._database.execute("SELECT msgid FROM kf_news WHERE entry_id = ?", (entry_id,)).fetchone()
        return str(row[0]) if row else None

    def page(self, cursor: str, token: str, limit: int) -> dict[str, object]:
        """The answer to kf/sync_msg."""
        self._admit(token)
        start = self._read(cursor)
        if not 0 < limit <= _PAGE_LIMIT:
            raise ApiError(KfCode.WRONG_PARAMETER)
        limit = min(limit, self._settings.kf_page)
        rows = self._database.execute(
            "SELECT id, body FROM kf_news WHERE id > ? AND told_at > ? ORDER BY id LIMIT ?",
            (start.position, self._clock() - _HISTORY_SECONDS, limit + 1),
        ).fetchall()
        if rows and self._settings.kf_empty_pages and not start.paused:
            return {"next_cursor": str(Cursor(start.position, paused=True)), "has_more": 1, "msg_list": []}
        end = Cursor(rows[:limit][-1][0] if rows else start.position)
        messages = [json.loads(body) for _, body in rows[:limit]]
        return {"next_cursor": str(end), "has_more": int(len(rows) > limit), "msg_list": messages}

    def _tell(self, origin: int, body: Body, entry_id: int = 0) -> None:
        now, msgid = self._clock(), secrets.token_urlsafe(24)
        told: dict[str, object] = {"msgid": msgid, "send_time": int(now), "origin": origin, **body}
        if origin != _EVENT:
            told["open_kfid"] = self._settings.kf_open_kfid
        self._database.execute(
            "INSERT INTO kf_news (msgid, entry_id, told_at, body) VALUES (?, ?, ?, ?)",
            (msgid, entry_id, now, json.dumps(told, ensure_ascii=False)),
        )
        self._bell.ring(self._announcement(now))

    def _announcement(self, now: float) -> Inbound:
        token = "ENC" + secrets.token_urlsafe(36)
        self._database.execute("DELETE FROM kf_token WHERE made_at <= ?", (now - _HISTORY_SECONDS,))
        self._database.execute("INSERT INTO kf_token (token, made_at) VALUES (?, ?)", (token, now))
        fields = (("Event", "kf_msg_or_event"), ("Token", token), ("OpenKfId", self._settings.kf_open_kfid))
        return Inbound(NOBODY, "event", fields, int(now), None)

    def _admit(self, token: str) -> None:
        """Check the token; a call without one counts towards its own narrow limit."""
        now, calls = self._clock(), self._without_token
        if token:
            row = self._database.execute("SELECT made_at FROM kf_token WHERE token = ?", (token,)).fetchone()
            if len(token.encode()) > _TOKEN_BYTES or row is None or past(row[0], _TOKEN_SECONDS, now):
                raise ApiError(KfCode.WRONG_TOKEN)
            return
        while calls and past(calls[0], 60, now):
            calls.popleft()
        if len(calls) >= _WITHOUT_TOKEN:
            raise ApiError(KfCode.TOO_OFTEN)
        calls.append(now)

    def _read(self, cursor: str) -> Cursor:
        if not cursor:
            return Cursor()
        found = _CURSOR.fullmatch(cursor)
        if found is None or len(cursor.encode()) > _CURSOR_BYTES:
            raise ApiError(KfCode.WRONG_CURSOR)
        newest = self._database.execute("SELECT COALESCE(MAX(id), 0) FROM kf_news").fetchone()[0]
        # A cursor from before the sandbox's data was wiped lies ahead of everything: all is news again.
        position = int(found[1], 16)
        return Cursor(position if position <= newest else 0, bool(found[2]))
