"""What a check or a plan looks at: the rows of the workbook beside what the database knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from duty.roster_problems import Problem, Wrong
from storage.roster.columns import MEMBERS, SCHOOL, STUDENTS, Sheet
from storage.roster.known import Known
from storage.roster.posts import GradesOfClass, grades_of_classes
from storage.roster.rows import Row
from storage.vault import Vault

Rows = Mapping[str, tuple[Row, ...]]  # by the name of the sheet; a sheet that is not there has no key


@dataclass(frozen=True)
class Scene:
    """The rows of an import, and the school as it stands."""

    rows: Rows
    known: Known
    vault: Vault
    today: date

    def of(self, sheet: Sheet) -> tuple[Row, ...]:
        return self.rows.get(sheet.name, ())

    def has_member(self, account: str) -> bool:
        """Whether the account is one of the school's, by this workbook or before it."""
        return user_key(account) in self._accounts or self.known.is_member(user_key(account))

    def has_student(self, student_no: str) -> bool:
        return student_no in self._students or student_no in self.known.students

    def born(self, student_no: str) -> date | None:
        row = self._students.get(student_no)
        if row is not None and row.has("birth_date"):
            return row.day("birth_date")
        return self.known.birth_date(self.vault, student_no)

    def user_id(self, account: str) -> str:
        """The account as the school already spells it."""
        known = self.known.members.get(user_key(account))
        return known.user_id if known else self._accounts.get(user_key(account), account)

    @property
    def live_from(self) -> date:
        """From when duties are owed: as this workbook says, as an earlier one said, else from this import on."""
        given = next((row.day("live_from") for row in self.of(SCHOOL)), None)
        return given or self.known.school.live_from or self.today

    @cached_property
    def grades(self) -> GradesOfClass:
        return grades_of_classes(self.of(STUDENTS), self.known)

    @cached_property
    def _accounts(self) -> Mapping[str, str]:
        return {user_key(row.text("account")): row.text("account") for row in self.of(MEMBERS)}

    @cached_property
    def _students(self) -> Mapping[str, Row]:
        return {row.text("student_no"): row for row in self.of(STUDENTS)}


def user_key(account: str) -> str:
    """The platform does not mind the case of an account."""
    return account.casefold()


def row_key(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """What makes two rows of a sheet speak of the same thing."""
    values = (row.values.get(key) for key in sheet.key)
    return tuple(
        user_key(str(value or "")) if key == "account" else str(value or "")
        for key, value in zip(sheet.key, values, strict=True)
    )


def without_repeats(sheet: Sheet, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], list[Problem]]:
    """Each row once. A row that says of the same thing something else than an earlier one is a problem."""
    first: dict[tuple[str, ...], Row] = {}
    kept: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        if row.bad & set(sheet.key):
            kept.append(row)
            continue
        earlier = first.setdefault(row_key(sheet, row), row)
        if earlier is row:
            kept.append(row)
        elif not row.says_the_same(earlier, sheet.key):
            problems.append(_repeat(sheet, row, earlier))
    return tuple(kept), problems


def _repeat(sheet: Sheet, row: Row, earlier: Row) -> Problem:
    if not sheet.key:
        return Problem(Wrong.SECOND_SCHOOL, sheet.name, row.number, other=str(earlier.number))
    header = sheet.header(sheet.key[0])
    return Problem(Wrong.DUPLICATE, sheet.name, row.number, header, row.text(sheet.key[0]), str(earlier.number))
