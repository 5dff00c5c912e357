"""The platform's duplicate check: the same request inside its window gets the first answer and is sent once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

_SECONDS, _LONGEST_SECONDS = 1800, 14_400

Answer = dict[str, object]


class Duplicates:
    """The requests of all apps that asked for the check, by what they say; forgotten at a restart."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seen: dict[str, tuple[float, Answer]] = {}

    def first_answer(self, request: Mapping[str, Any]) -> Answer | None:
        """The answer to the same request inside the window, if there was one and the check is wanted."""
        if request.get("enable_duplicate_check") != 1:
            return None
        interval = min(int(request.get("duplicate_check_interval") or _SECONDS), _LONGEST_SECONDS)
        sent_at, answer = self._seen.get(_digest(request), (float("-inf"), {}))
        return answer if self._clock() - sent_at < interval else None

    def remember(self, request: Mapping[str, Any], answer: Answer) -> None:
        if request.get("enable_duplicate_check") == 1:
            self._seen[_digest(request)] = (self._clock(), answer)


def _digest(request: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
