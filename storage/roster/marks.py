"""Keyed hashes of the roster: by which rows are found again whose contents nobody can read."""

from datetime import date

from storage.roster.rows import Row
from storage.vault import Vault


def guardian(vault: Vault, name: str, relation: str) -> bytes:
    """Of a guardian of one child: the same name in the same relation is the same person."""
    return vault.mark(f"{name}\0{relation}", "guardian.identity")


def made_guardian(vault: Vault, parent_userid: str) -> bytes:
    """Of a guardian whom only the platform's directory knows: the same account is the same person."""
    return vault.mark(parent_userid.casefold(), "guardian.made")


def parent_account(vault: Vault, parent_userid: str) -> bytes:
    """Of a parent's id on the platform, which does not mind its case."""
    return vault.mark(parent_userid.casefold(), "platform.parent")


def student_account(vault: Vault, student_userid: str) -> bytes:
    """Of a student's id on the platform, which does not mind its case."""
    return vault.mark(student_userid.casefold(), "platform.student")


def deed(vault: Vault, row: Row) -> bytes:
    """Of a line of the sheet of deeds: it counts once, however often it is imported."""
    day = row.day("happened_on") or date.min
    parts = (
        row.text("account").casefold(),
        row.text("student_no"),
        row.text("kind"),
        day.isoformat(),
        row.text("note"),
    )
    return vault.mark("\0".join(parts), "deed.import")
