"""Links: the signed tokens of the pages that open without a login, a guardian's note and a teacher's link to pass on.

A token says its kind, two row ids and when it ends; nothing of a child can be read from it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from storage.vault import Vault

LIVES = timedelta(days=7)


class Kind(StrEnum):
    """What a token opens; it stands inside the signature, so none can be made into another.

    `notice`: the page of a note, for whom the platform recognises. `personal`: the same for whoever holds the link.
    `pass`: the writer's page with the personal link.
    """

    NOTICE = "notice"
    PERSONAL = "personal"
    PASS = "pass"


@dataclass(frozen=True, slots=True)
class Link:
    """What opens a guardian's page: for whom it was made, and about which note.

    A `personal` one is a key by itself: its writer gave it to the guardian by hand.
    """

    guardian_id: int
    note_id: int
    personal: bool = False


@dataclass(frozen=True, slots=True)
class PassLink:
    """What opens a teacher's page with the personal link for a guardian."""

    member_id: int
    note_id: int


def make(vault: Vault, guardian_id: int, note_id: int, expires_at: datetime, *, personal: bool = False) -> str:
    """The token of `/p/{token}`, safe in an address."""
    return _make(vault, Kind.PERSONAL if personal else Kind.NOTICE, (guardian_id, note_id), expires_at)


def read(vault: Vault, token: str, now: datetime) -> Link | None:
    """None for what we did not sign, signed for another page, or what has ended."""
    for kind in (Kind.NOTICE, Kind.PERSONAL):
        if ids := _read(vault, kind, token, now):
            return Link(*ids, personal=kind is Kind.PERSONAL)
    return None


def make_pass(vault: Vault, member_id: int, note_id: int, expires_at: datetime) -> str:
    """The token of `/m/pass/{token}`, safe in an address."""
    return _make(vault, Kind.PASS, (member_id, note_id), expires_at)


def read_pass(vault: Vault, token: str, now: datetime) -> PassLink | None:
    """None for what we did not sign, signed for another page, or what has ended."""
    ids = _read(vault, Kind.PASS, token, now)
    return PassLink(*ids) if ids else None


def note_url(vault: Vault, base_url: str, guardian_id: int, note_id: int, *, now: datetime) -> str:
    """Where a guardian whom the platform recognises reads and answers a note, for the next days."""
    return f"{base_url.rstrip('/')}/p/{make(vault, guardian_id, note_id, now + LIVES)}"


def pass_url(vault: Vault, base_url: str, member_id: int, note_id: int, *, now: datetime) -> str:
    """Where the writer of a note gets the personal link for its guardian, for the next days."""
    return f"{base_url.rstrip('/')}/m/pass/{make_pass(vault, member_id, note_id, now + LIVES)}"


def _make(vault: Vault, kind: Kind, ids: tuple[int, int], expires_at: datetime) -> str:
    return str(_serializer(vault).dumps([kind, *ids, int(expires_at.timestamp())]))


def _read(vault: Vault, kind: Kind, token: str, now: datetime) -> tuple[int, int] | None:
    try:
        payload: Any = _serializer(vault).loads(token)
    except BadData:
        return None
    match payload:
        case [str(said), int(owner_id), int(note_id), int(expires_at)] if said == kind:
            return (owner_id, note_id) if now.timestamp() < expires_at else None
        case _:
            return None


def _serializer(vault: Vault) -> URLSafeSerializer:
    key = vault.mark("the key of the signature", "link")
    return URLSafeSerializer(key, salt="link", signer_kwargs={"digest_method": hashlib.sha256})
