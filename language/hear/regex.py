"""Regular expressions that are compiled when they are first used."""

import re
from typing import Any, cast


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but later: the import of hundreds of them would take longer than all the rest."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """Each method, once it has been asked for, is the compiled pattern's own: no call is slower for it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, method)
        return method
