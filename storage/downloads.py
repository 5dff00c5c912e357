"""Downloads: files that a member may fetch once, behind a link of which only a keyed hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from storage.duty_tables import DownloadRow
from storage.people import MEMBER
from storage.rows import table
from storage.work import Work

DOWNLOAD = table(DownloadRow)
LIVES = timedelta(minutes=30)
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Download:
    """What a link opens, and for whom; `user_id` is the member's account."""

    id: int
    school_id: int
    member_id: int
    user_id: str
    what: str


def offer(work: Work, school_id: int, member_id: int, what: str, now: datetime) -> str:
    """The token of a new link: random, and kept nowhere."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"school_id": school_id, "member_id": member_id, "what": what, "until": now + LIVES}
    work.connection.execute(insert(DOWNLOAD).values(token_mark=_mark(work, token), **values))
    return token


def find(work: Work, token: str, now: datetime) -> Download | None:
    """None for what we did not offer, what has ended, and what was fetched already."""
    asked = (
        select(DOWNLOAD, MEMBER.c.user_id)
        .join(MEMBER, MEMBER.c.id == DOWNLOAD.c.member_id)
        .where(DOWNLOAD.c.token_mark == _mark(work, token), DOWNLOAD.c.used_at.is_(None), DOWNLOAD.c.until > now)
        .where(MEMBER.c.left_at.is_(None))
    )
    row = work.connection.execute(asked).first()
    return Download(row.id, row.school_id, row.member_id, row.user_id, row.what) if row else None


def use(work: Work, download_id: int, now: datetime) -> bool:
    """Whether it is fetched now for the first time, and in time."""
    free = (DOWNLOAD.c.id == download_id, DOWNLOAD.c.used_at.is_(None), DOWNLOAD.c.until > now)
    return work.connection.execute(update(DOWNLOAD).where(*free).values(used_at=now)).rowcount == 1


def _mark(work: Work, token: str) -> bytes:
    return work.vault.mark(token, "download.token")
