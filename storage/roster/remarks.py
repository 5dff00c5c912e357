"""Cells of unknown columns on sheets whose rows have no sealed details: kept with the school."""

from copy import deepcopy
from typing import Any

from storage.roster.columns import Sheet
from storage.roster.details import merged_remarks
from storage.roster.rows import Row
from storage.roster.scene import row_key
from storage.vault import Vault

CONTEXT = "school.remarks"


class Remarks:
    """The school's document: by sheet, by the row's key, by the column's header."""

    def __init__(self, vault: Vault, sealed: bytes | None) -> None:
        self._vault = vault
        self._sealed = sealed
        self._stored: dict[str, Any] = vault.open_json(sealed, CONTEXT) if sealed else {}
        self._now = deepcopy(self._stored)

    def add(self, sheet: Sheet, row: Row) -> bool:
        """Takes a row's cells into the document and says whether that changed it."""
        if not row.remarks:
            return False
        of_sheet = self._now.setdefault(sheet.name, {})
        key = " ".join(row_key(sheet, row))
        before = of_sheet.get(key, {})
        of_sheet[key] = merged_remarks(before, row)
        return bool(of_sheet[key] != before)

    def sealed(self) -> bytes | None:
        """The bytes to store: the stored ones where nothing changed."""
        filled = {sheet: {key: cells for key, cells in rows.items() if cells} for sheet, rows in self._now.items()}
        document = {sheet: rows for sheet, rows in filled.items() if rows}
        return self._sealed if document == self._stored else self._vault.seal_json(document, CONTEXT)
