"""Links: the signed tokens of the pages that open without a login, a guardian's note and a teacher's link to pass on.

A token says two row ids and when it ends; nothing of a child can be read from it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from storage.vault import Vault

LIVES = timedelta(days=7)
# Each kind of page signs with a key of its own: a token of one opens nothing of the other.
NOTE_PAGE, PASS_PAGE = "link.note", "link.pass"


@dataclass(frozen=True, slots=True)
class Link:
    """What opens a guardian's page: for whom it was made, and about which note."""

    guardian_id: int
    note_id: int


@dataclass(frozen=True, slots=True)
class PassLink:
    """What opens a teacher's page with the personal link for a guardian."""

    member_id: int
    note_id: int


def make(vault: Vault, guardian_id: int, note_id: int, expires_at: datetime) -> str:
    """The token of `/p/{token}`, safe in an address."""
    return _make(vault, NOTE_PAGE, guardian_id, note_id, expires_at)


def read(vault: Vault, token: str, now: datetime) -> Link | None:
    """None for what we did not sign, signed for another page, or what has ended."""
    ids = _read(vault, NOTE_PAGE, token, now)
    return Link(*ids) if ids else None


def make_pass(vault: Vault, member_id: int, note_id: int, expires_at: datetime) -> str:
    """The token of `/m/pass/{token}`, safe in an address."""
    return _make(vault, PASS_PAGE, member_id, note_id, expires_at)


def read_pass(vault: Vault, token: str, now: datetime) -> PassLink | None:
    """None for what we did not sign, signed for another page, or what has ended."""
    ids = _read(vault, PASS_PAGE, token, now)
    return PassLink(*ids) if ids else None


def note_url(vault: Vault, base_url: str, guardian_id: int, note_id: int, *, now: datetime) -> str:
    """Where a guardian reads and answers a note, for the next days."""
    return f"{base_url.rstrip('/')}/p/{make(vault, guardian_id, note_id, now + LIVES)}"


def pass_url(vault: Vault, base_url: str, member_id: int, note_id: int, *, now: datetime) -> str:
    """Where the writer of a note gets the personal link for its guardian, for the next days."""
    return f"{base_url.rstrip('/')}/m/pass/{make_pass(vault, member_id, note_id, now + LIVES)}"


def _make(vault: Vault, page: str, owner_id: int, note_id: int, expires_at: datetime) -> str:
    return str(_serializer(vault, page).dumps([owner_id, note_id, int(expires_at.timestamp())]))


def _read(vault: Vault, page: str, token: str, now: datetime) -> tuple[int, int] | None:
    try:
        payload: Any = _serializer(vault, page).loads(token)
    except BadData:
        return None
    owner_id, note_id, expires_at = payload
    return (owner_id, note_id) if now.timestamp() < expires_at else None


def _serializer(vault: Vault, page: str) -> URLSafeSerializer:
    key = vault.mark("the key of the signature", page)
    return URLSafeSerializer(key, salt=page, signer_kwargs={"digest_method": hashlib.sha256})
