"""What was set up and must outlive a restart: an app's menu, and who follows the school's notices."""

import json
import sqlite3
from typing import Any

from sandbox.directory import Directory, Parent


class Facts:
    """Named JSON values; the last one set stands."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def get(self, name: str) -> Any:
        """The value, or None where none was set."""
        row = self._database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set(self, name: str, value: object) -> None:
        stored = json.dumps(value, ensure_ascii=False)
        self._database.execute("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (name, stored))


class Followers:
    """The parents' directory together with who follows today; at first as the sample school says."""

    def __init__(self, directory: Directory, facts: Facts) -> None:
        self.directory = directory
        self._facts = facts

    def follows(self, parent: Parent) -> bool:
        stored = self._facts.get(f"follows:{parent.userid}")
        return parent.follows if stored is None else bool(stored)

    def set(self, parent: Parent, follows: bool) -> None:
        self._facts.set(f"follows:{parent.userid}", follows)
