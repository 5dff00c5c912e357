"""The sealed details of a row: one JSON document with the columns that only few may read.

Keys are those of the sealed columns; dates are ISO text, several values a list, an empty cell no key.
Cells of unknown columns are kept by their header under `OTHER_COLUMNS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from storage.roster.cells import Value
from storage.roster.columns import GUARDIANS, MEMBERS, STUDENTS, Sheet
from storage.roster.rows import Row
from storage.vault import Vault

OTHER_COLUMNS = "other_columns"
# The id on the platform; whether the directory found it, so that an empty cell of the roster does not take it away;
# and whether the directory made the whole guardian.
ACCOUNT, ACCOUNT_FOUND, MADE = "platform_account", "account_found", "made_by_directory"

# What the details of a row are sealed for.
MEMBER_DETAILS, STUDENT_DETAILS, GUARDIAN_DETAILS = "member.details", "student.details", "guardian.details"
CONTEXTS = MappingProxyType(
    {MEMBERS.name: MEMBER_DETAILS, STUDENTS.name: STUDENT_DETAILS, GUARDIANS.name: GUARDIAN_DETAILS}
)

Details = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document and the bytes to store: the stored ones where nothing in it changes."""

    details: Details
    stored_as: bytes


def updated(vault: Vault, sheet: Sheet, row: Row, stored: bytes | None) -> Sealed:
    """The stored document changed to what the row says; columns that are not in the sheet stay as they are."""
    context = CONTEXTS[sheet.name]
    before = vault.open_json(stored, context) if stored else {}
    details = _merged(before, sheet, row)
    if stored is not None and details == before:
        return Sealed(details, stored)
    return Sealed(details, vault.seal_json(details, context))


def _merged(stored: Mapping[str, Any], sheet: Sheet, row: Row) -> Details:
    details = dict(stored)
    for column in sheet.columns:
        if column.sealed and column.key in row.values:
            value = _plain(row.values[column.key])
            if column.key == ACCOUNT and value is None and ACCOUNT_FOUND in details:
                continue
            _put(details, column.key, value)
    others = merged_remarks(details.get(OTHER_COLUMNS, {}), row)
    _put(details, OTHER_COLUMNS, others or None)
    return details


def merged_remarks(stored: Mapping[str, str], row: Row) -> dict[str, str]:
    """The cells of unknown columns, the stored ones of other columns among them."""
    together = {**stored, **row.remarks}
    return {header: text for header, text in together.items() if text}


def _put(details: Details, key: str, value: Any) -> None:
    if value is None:
        details.pop(key, None)
    else:
        details[key] = value


def _plain(value: Value | None) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
