"""What was set up and must outlive a restart: an app's menu, who is in the directories, who follows the notices."""

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from sandbox.directory import Directory, Parent, directory_of
from sandbox.school import Party, Person


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
    """The directory of students and parents as it is now, and who follows; at first as the sample school says."""

    def __init__(self, directory: Directory, facts: Facts) -> None:
        stored = facts.get("directory")
        self._directory = directory_of(stored) if stored else directory
        self._facts = facts

    @property
    def directory(self) -> Directory:
        return self._directory

    def change(self, directory: Directory) -> None:
        """From now on the directory is this one."""
        self._facts.set("directory", asdict(directory))
        self._directory = directory

    def follows(self, parent: Parent) -> bool:
        stored = self._facts.get(f"follows:{parent.userid}")
        return parent.follows if stored is None else bool(stored)

    def set(self, parent: Parent, follows: bool) -> None:
        self._facts.set(f"follows:{parent.userid}", follows)


class Staff:
    """The directory of members as it is now; accounts are found whatever their case."""

    def __init__(self, members: tuple[Person, ...], parties: tuple[Party, ...], facts: Facts) -> None:
        stored = facts.get("staff")
        self._facts = facts
        self.parties = parties
        self._hold(members if stored is None else tuple(map(_person, stored)))

    @property
    def members(self) -> tuple[Person, ...]:
        return tuple(self.by_key.values())

    def member(self, userid: str) -> Person | None:
        return self.by_key.get(userid.lower())

    def change(self, members: tuple[Person, ...]) -> None:
        """From now on these are the members."""
        self._facts.set("staff", [asdict(one) for one in members])
        self._hold(members)

    def _hold(self, members: tuple[Person, ...]) -> None:
        self.by_key = {one.userid.lower(): one for one in members}


def _person(row: dict[str, Any]) -> Person:
    return Person(**{**row, "parties": tuple(row["parties"]), "children": tuple(row["children"])})
