"""Links: the signed tokens of the pages that open without a login: guardians' pages, and teachers' to pass links on.

A token says its kind, row ids and when it ends; nothing of a child can be read from it.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from itsdangerous import BadData, URLSafeSerializer

from duty.calendar import SchoolCalendar
from storage.vault import Vault

LIVES = timedelta(days=7)
# A family's own link holds for the term and a month more; where nobody knows the term, about as long as one.
AFTER_TERM, WITHOUT_TERM = timedelta(days=30), timedelta(days=200)
# The page with the links of all families of a teacher.
FAMILIES_LIVE = timedelta(minutes=30)


class Kind(StrEnum):
    """What a token opens; it stands inside the signature, so none can be made into another.

    `notice`: the page of a note, for whom the platform recognises. `personal`: the same for whoever holds the link.
    `family`: a guardian's standing page, the thread with one member of staff, for whoever holds the link. `pass`: the
    writer's page with the link for the guardian of a note. `families`: a teacher's page with those of all families.
    """

    NOTICE = "notice"
    PERSONAL = "personal"
    FAMILY = "family"
    PASS = "pass"
    FAMILIES = "families"


@dataclass(frozen=True, slots=True)
class Link:
    """What opens a guardian's page: for whom it was made, and about which note, or with which member of staff.

    A `personal` one is a key by itself: a teacher gave it to the guardian by hand. It opens only while `generation` is
    the guardian's. With `member_id` it is a family's standing one, and `note_id` is 0.
    """

    guardian_id: int
    note_id: int
    personal: bool = False
    generation: int = 0
    member_id: int = 0


@dataclass(frozen=True, slots=True)
class PassLink:
    """What opens a teacher's page with the personal link for a guardian."""

    member_id: int
    note_id: int


def make(
    vault: Vault, guardian_id: int, note_id: int, expires_at: datetime, *, personal: bool = False, generation: int = 0
) -> str:
    """The token of `/p/{token}`, safe in an address; `generation` of a personal one."""
    if personal:
        return _make(vault, Kind.PERSONAL, (guardian_id, note_id, generation), expires_at)
    return _make(vault, Kind.NOTICE, (guardian_id, note_id), expires_at)


def make_family(vault: Vault, guardian_id: int, member_id: int, generation: int, expires_at: datetime) -> str:
    """The token of `/p/{token}` as a guardian's standing link to the thread with a member."""
    return _make(vault, Kind.FAMILY, (guardian_id, member_id, generation), expires_at)


def read(vault: Vault, token: str, now: datetime) -> Link | None:
    """None for what we did not sign, signed for another page, or what has ended."""
    match _read(vault, token, now):
        case (Kind.NOTICE, (guardian_id, note_id)):
            return Link(guardian_id, note_id)
        case (Kind.PERSONAL, (guardian_id, note_id, generation)):
            return Link(guardian_id, note_id, personal=True, generation=generation)
        case (Kind.FAMILY, (guardian_id, member_id, generation)):
            return Link(guardian_id, 0, personal=True, generation=generation, member_id=member_id)
        case _:
            return None


def make_pass(vault: Vault, member_id: int, note_id: int, expires_at: datetime) -> str:
    """The token of `/m/pass/{token}`, safe in an address."""
    return _make(vault, Kind.PASS, (member_id, note_id), expires_at)


def read_pass(vault: Vault, token: str, now: datetime) -> PassLink | None:
    """None for what we did not sign, signed for another page, or what has ended."""
    match _read(vault, token, now):
        case (Kind.PASS, (member_id, note_id)):
            return PassLink(member_id, note_id)
        case _:
            return None


def read_families(vault: Vault, token: str, now: datetime) -> int | None:
    """The member whose families the page `/m/families/{token}` shows."""
    match _read(vault, token, now):
        case (Kind.FAMILIES, (member_id,)):
            return member_id
        case _:
            return None


def note_url(vault: Vault, base_url: str, guardian_id: int, note_id: int, *, now: datetime) -> str:
    """Where a guardian whom the platform recognises reads and answers a note, for the next days."""
    return f"{base_url.rstrip('/')}/p/{make(vault, guardian_id, note_id, now + LIVES)}"


def pass_url(vault: Vault, base_url: str, member_id: int, note_id: int, *, now: datetime) -> str:
    """Where the writer of a note gets the link for its guardian, for the next days."""
    return f"{base_url.rstrip('/')}/m/pass/{make_pass(vault, member_id, note_id, now + LIVES)}"


def families_url(vault: Vault, base_url: str, member_id: int, *, now: datetime) -> str:
    """Where a teacher gets the links of all families, for a short while."""
    token = _make(vault, Kind.FAMILIES, (member_id,), now + FAMILIES_LIVE)
    return f"{base_url.rstrip('/')}/m/families/{token}"


def family_ends(calendar: SchoolCalendar, at: datetime, zone: ZoneInfo) -> datetime:
    """Until when a family's link holds that is given out now: the same all day, so that it is the same link."""
    today = at.astimezone(zone).date()
    last = max((term.last for term in calendar.terms if term.first <= today <= term.last), default=None)
    until: date = last + AFTER_TERM if last else today + WITHOUT_TERM
    return datetime.combine(until + timedelta(days=1), time(), zone)


def _make(vault: Vault, kind: Kind, ids: tuple[int, ...], expires_at: datetime) -> str:
    return str(_serializer(vault).dumps([kind, *ids, int(expires_at.timestamp())]))


def _read(vault: Vault, token: str, now: datetime) -> tuple[str, tuple[int, ...]] | None:
    try:
        payload: Any = _serializer(vault).loads(token)
    except BadData:
        return None
    match payload:
        case [str(kind), *ids, int(expires_at)] if all(type(one) is int for one in ids):
            return (kind, tuple(ids)) if now.timestamp() < expires_at else None
        case _:
            return None


def _serializer(vault: Vault) -> URLSafeSerializer:
    key = vault.mark("the key of the signature", "link")
    return URLSafeSerializer(key, salt="link", signer_kwargs={"digest_method": hashlib.sha256})
