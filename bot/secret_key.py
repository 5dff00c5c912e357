"""The secret key that everything sealed at rest is sealed with: given, or made once and kept in a file."""

import os
import secrets
import tempfile
from pathlib import Path

from sqlalchemy import make_url

from bot.settings import Settings

FILE_NAME = "secret.key"


class SecretKeyMissing(RuntimeError):
    """JIEDUI_SECRET_KEY must be set when JIEDUI_DATABASE_URL names a PostgreSQL."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class SecretKeyLost(RuntimeError):
    """The database is there, but the file with its secret key is not."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def secret_key(settings: Settings) -> str:
    """The key of this installation.

    Several machines may share one PostgreSQL: a key that each made for itself would seal what the
    others cannot open, so there it has to be given.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        return given
    if not settings.embedded:
        raise SecretKeyMissing
    path = settings.data_dir / FILE_NAME
    database = make_url(settings.url).database
    # A new key would not open the old books; it is always made before the first of them.
    if not path.exists() and database and Path(database).exists():
        raise SecretKeyLost
    return _kept(path)


def _kept(path: Path) -> str:
    """The key in the file; made by the first process that needs it, whoever else starts at the same moment."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)  # fails where another process was quicker: then its key holds
        except FileExistsError:
            pass
        finally:
            os.unlink(temporary)
    return path.read_text(encoding="ascii").strip()
