"""What every phone shows, in order and across restarts, written by one process."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

_COLUMNS = "id, userid, sender, kind, text, shown_at, state, client_id, card, inbound"
_READ = f"SELECT {_COLUMNS}, media_id FROM entry LEFT JOIN attachment ON entry_id = id"


@dataclass(frozen=True, slots=True)
class Line:
    """Something to show on a phone.

    `sender` is me, bot or system; `state` of one's own lines is sending, sent or failed, else empty;
    `client_id` is the page's own name for a line it sent; `inbound` is what was pushed, to push it again;
    `media_id` is the file in it.
    """

    sender: str
    kind: str
    text: str
    shown_at: float
    state: str = ""
    client_id: str = ""
    card: Mapping[str, Any] | None = None
    inbound: str = ""
    media_id: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its place: ids grow, over all phones and restarts."""

    id: int
    userid: str
    line: Line

    def as_json(self) -> dict[str, object]:
        line = self.line
        return {
            "id": self.id,
            "from": line.sender,
            "kind": line.kind,
            "text": line.text,
            "at": line.shown_at,
            "state": line.state,
            "client_id": line.client_id,
            "card": line.card,
            "media": f"/api/media/{line.media_id}" if line.media_id else "",
        }


def entries_json(entries: Iterable[Entry]) -> list[dict[str, object]]:
    return [entry.as_json() for entry in entries]


class Journal:
    """The book of all phones. Lines left in state sending by a crash are failed when it is opened."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._db.execute("UPDATE entry SET state = 'failed' WHERE state = 'sending'")

    def add(self, userid: str, line: Line) -> Entry:
        cursor = self._db.execute(
            f"INSERT INTO entry ({_COLUMNS}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                userid,
                line.sender,
                line.kind,
                line.text,
                line.shown_at,
                line.state,
                line.client_id,
                _stored(line.card),
                line.inbound,
            ),
        )
        entry = Entry(cursor.lastrowid or 0, userid, line)
        if line.media_id:
            values = (entry.id, line.media_id)
            self._db.execute("INSERT INTO attachment (entry_id, media_id) VALUES (?, ?)", values)
        return entry

    def mark(self, entry: Entry, state: str) -> Entry:
        self._db.execute("UPDATE entry SET state = ? WHERE id = ?", (state, entry.id))
        return replace(entry, line=replace(entry.line, state=state))

    def rewrite(self, entry: Entry, line: Line) -> Entry:
        """Let a line that stands say something else, in its place."""
        self._db.execute(
            "UPDATE entry SET sender = ?, kind = ?, text = ?, card = ? WHERE id = ?",
            (line.sender, line.kind, line.text, _stored(line.card), entry.id),
        )
        if not line.media_id:
            self._db.execute("DELETE FROM attachment WHERE entry_id = ?", (entry.id,))
        return replace(entry, line=line)

    def one(self, userid: str, entry_id: int) -> Entry | None:
        return next(self._select("userid = ? AND id = ?", (userid, entry_id)), None)

    def by_id(self, entry_id: int) -> Entry | None:
        return next(self._select("id = ?", (entry_id,)), None)

    def after(self, entry_id: int, limit: int) -> list[Entry]:
        """The next `limit` entries of all phones after `entry_id`, oldest first."""
        return list(self._select("id > ?", (entry_id,), f"ORDER BY id LIMIT {limit:d}"))

    def sent_as(self, userid: str, client_id: str) -> Entry | None:
        """The line that the page sent under `client_id`, if it ever arrived."""
        return next(self._select("userid = ? AND client_id = ?", (userid, client_id)), None)

    def before(self, userid: str, limit: int, before: int | None = None) -> list[Entry]:
        """The newest `limit` entries of a phone (older than entry `before`), oldest first."""
        newest = self._select(
            "userid = ? AND id < ?", (userid, before or 2**63 - 1), f"ORDER BY id DESC LIMIT {limit:d}"
        )
        return list(newest)[::-1]

    def _select(self, where: str, values: tuple[object, ...], rest: str = "") -> Iterator[Entry]:
        for row in self._db.execute(f"{_READ} WHERE {where} {rest}", values):
            entry_id, userid, sender, kind, text, shown_at, state, client_id, card, inbound, media_id = row
            # Files from before there were several types of card hold links without a type.
            shown = {"type": "link", **json.loads(card)} if card else None
            line = Line(sender, kind, text, shown_at, state, client_id, shown, inbound, media_id or "")
            yield Entry(entry_id, userid, line)


def _stored(card: Mapping[str, Any] | None) -> str:
    return json.dumps(card, ensure_ascii=False) if card else ""
