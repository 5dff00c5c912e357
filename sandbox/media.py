"""Files on the platform: kept on disk for whoever sends or gets them, fetched by the app for three days."""

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sandbox.samples import SAMPLES, Sample

MEDIA_SECONDS = 3 * 86_400


@dataclass(frozen=True, slots=True)
class Medium:
    """One file; `made_at` is in unix seconds."""

    media_id: str
    kind: str
    file_name: str
    content_type: str
    made_at: float


class MediaStore:
    """All files, over all apps and phones."""

    def __init__(self, database: sqlite3.Connection, folder: Path, clock: Callable[[], float]) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock

    def add(self, kind: str, sample: Sample) -> Medium:
        """Keep a file; `kind` is image, voice, video or file."""
        medium = Medium(secrets.token_urlsafe(48), kind, sample.file_name, sample.content_type, self._clock())
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / medium.media_id).write_bytes(sample.content)
        self._database.execute(
            "INSERT INTO media (media_id, kind, file_name, content_type, made_at) VALUES (?, ?, ?, ?, ?)",
            (medium.media_id, kind, medium.file_name, medium.content_type, medium.made_at),
        )
        return medium

    def take(self, kind: str) -> str:
        """The media id of something new that a phone sends: a small file where `kind` is one of those."""
        return self.add(kind, SAMPLES[kind]()).media_id if kind in SAMPLES else ""

    def living(self, media_id: object) -> Medium | None:
        """The file of that id, if there is one that is not too old to be used."""
        medium = self.ever(media_id)
        return medium if medium and self._clock() - medium.made_at < MEDIA_SECONDS else None

    def ever(self, media_id: object) -> Medium | None:
        """The file of that id, however old: a phone keeps what it was sent."""
        row = self._database.execute(
            "SELECT media_id, kind, file_name, content_type, made_at FROM media WHERE media_id = ?", (str(media_id),)
        ).fetchone()
        return Medium(*row) if row else None

    def content(self, medium: Medium) -> bytes:
        return (self._folder / medium.media_id).read_bytes()
