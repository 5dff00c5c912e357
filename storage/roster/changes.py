"""The changes to one table: rows to insert and rows to update, with all values ready and sealed."""

from dataclasses import dataclass
from typing import Any

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """`changed` rows have their id as `row_id`, `gone` are ids of rows that are taken back; whom a row belongs to
    stands in it as `user_key` or `student_no`.
    """

    new: tuple[Values, ...] = ()
    changed: tuple[Values, ...] = ()
    unchanged: int = 0
    gone: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


class ChangeList:
    """Collects the changes to one table row by row."""

    def __init__(self) -> None:
        self._new: list[Values] = []
        self._changed: list[Values] = []
        self._unchanged = 0
        self._gone: list[int] = []

    def add(self, values: Values) -> None:
        self._new.append(values)

    def change(self, row_id: int, values: Values, *, when: bool) -> None:
        """Notes the values of a stored row, `when` they differ from what is stored."""
        if when:
            self._changed.append({"row_id": row_id, **values})
        else:
            self._unchanged += 1

    def take_back(self, row_id: int) -> None:
        self._gone.append(row_id)

    def unchanged(self) -> None:
        self._unchanged += 1

    def done(self) -> Changes:
        return Changes(tuple(self._new), tuple(self._changed), self._unchanged, tuple(self._gone))


def differs(stored: Any, values: Values) -> bool:
    """Whether any of the columns stands otherwise in the stored row."""
    return any(getattr(stored, column) != value for column, value in values.items())
