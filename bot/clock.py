"""The clock; everything below gets the time as an argument. A demo may set it forward by a file."""

import math
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

_FARTHEST_SECONDS = 20 * 366 * 86_400


class _ClockFile:
    """The seconds in a file, read again only when the file is another one than before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._offset = timedelta()

    def offset(self) -> timedelta:
        """Nothing where the file is missing; the last good value where it holds no number of seconds."""
        try:
            status = self._path.stat()
        except OSError:
            self._seen, self._offset = None, timedelta()
            return self._offset
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if seen != self._seen:
            with suppress(OSError, ValueError):
                self._offset = _read(self._path)
            self._seen = seen
        return self._offset


def _read(path: Path) -> timedelta:
    seconds = float(path.read_text(encoding="ascii"))
    if not math.fabs(seconds) <= _FARTHEST_SECONDS:
        raise ValueError("not a time that anybody travels to")
    return timedelta(seconds=seconds)


_file: _ClockFile | None = None


def use_clock_file(path: Path | None) -> None:
    """From now on, `now` is as many seconds ahead as the file says; None: the real time."""
    global _file
    _file = _ClockFile(path) if path else None


def offset() -> timedelta:
    """How far ahead of the real time we are."""
    return _file.offset() if _file else timedelta()


def now() -> datetime:
    return datetime.now(UTC) + offset()
