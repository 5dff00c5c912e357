"""What the apps sent: which lines a message became, and the codes that allow one update of its card."""

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.errors import ApiError

CODE_SECONDS = 72 * 3600
RECALL_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Message:
    """One accepted message; `entry_ids` are the lines that it became, one a receiver."""

    msgid: str
    agent_id: int
    sent_at: float
    entry_ids: tuple[int, ...]


class Outbox:
    """The book of sent messages; times are unix seconds."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, msgid: str, agent_id: int, sent_at: float, task_id: str) -> None:
        values = (msgid, agent_id, sent_at, task_id)
        self._database.execute("INSERT INTO message (msgid, agent_id, sent_at, task_id) VALUES (?, ?, ?, ?)", values)

    def add_arrivals(self, msgid: str, entry_ids: Iterable[int]) -> None:
        rows = ((entry_id, msgid) for entry_id in entry_ids)
        self._database.executemany("INSERT INTO arrival (entry_id, msgid) VALUES (?, ?)", rows)

    def has_task(self, agent_id: int, task_id: str) -> bool:
        found = self._database.execute("SELECT 1 FROM message WHERE agent_id = ? AND task_id = ?", (agent_id, task_id))
        return found.fetchone() is not None

    def message(self, msgid: str) -> Message | None:
        found = self._database.execute("SELECT agent_id, sent_at FROM message WHERE msgid = ?", (msgid,)).fetchone()
        if found is None:
            return None
        arrivals = self._database.execute("SELECT entry_id FROM arrival WHERE msgid = ? ORDER BY entry_id", (msgid,))
        agent_id, sent_at = found
        return Message(msgid, agent_id, sent_at, tuple(entry_id for (entry_id,) in arrivals))

    def message_of(self, entry_id: int) -> Message | None:
        """The message that became the line `entry_id`."""
        found = self._database.execute("SELECT msgid FROM arrival WHERE entry_id = ?", (entry_id,)).fetchone()
        return self.message(found[0]) if found else None

    def new_code(self, msgid: str, now: float) -> str:
        code = secrets.token_urlsafe(24)
        values = (code, msgid, now)
        self._database.execute("INSERT INTO response_code (code, msgid, made_at, used) VALUES (?, ?, ?, 0)", values)
        return code

    def message_for(self, code: str, agent_id: int, now: float) -> Message:
        """The message whose card `code` may still change; refused where it is unknown, used, old or another app's."""
        row = self._database.execute(
            "SELECT msgid, made_at, used FROM response_code WHERE code = ?", (code,)
        ).fetchone()
        message = self.message(row[0]) if row else None
        if message is None or row[2] or now - row[1] > CODE_SECONDS:
            raise ApiError(60140)
        if message.agent_id != agent_id:
            raise ApiError(42015)
        return message

    def spend(self, code: str) -> None:
        self._database.execute("UPDATE response_code SET used = 1 WHERE code = ?", (code,))
