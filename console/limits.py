"""How often a page may be asked for."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta


class Rate:
    """At most `most` times within `span` for each key; counted by this process, and not across a restart.

    Keys that were not seen for longest are forgotten first, so that strangers cannot fill the memory.
    """

    def __init__(self, most: int, span: timedelta, *, keys: int = 10_000) -> None:
        self._most, self._span, self._keys = most, span, keys
        self._taken: OrderedDict[Hashable, list[tuple[datetime, str]]] = OrderedDict()

    def take(self, key: Hashable, now: datetime, *, once: str = "") -> bool:
        """Whether it may be done now; what is named by `once` counts once, however often it comes."""
        # Not after `now`, either: a demo's clock is set back, and nobody waits for the future to pass.
        taken = [one for one in self._taken.get(key, ()) if now - self._span < one[0] <= now]
        known = bool(once) and once in (name for _, name in taken)
        free = known or len(taken) < self._most
        if free and not known:
            taken.append((now, once))
        self._taken[key] = taken
        self._taken.move_to_end(key)
        if len(self._taken) > self._keys:
            self._taken.popitem(last=False)
        return free
