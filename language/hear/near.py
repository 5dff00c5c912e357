"""The children in care by what their names sound and look like: for a stretch that is nobody's name exactly."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from language.hear.letters import Letters
from language.hear.named import FullName, Ids, add
from language.hear.sounds import blurred, sounds

Ways = Collection[tuple[str, ...]]
"""All ways to say a name, each as its syllables."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Ids of children by keys that similar names share.

    `whole`, `part`: the syllables of a full name, and of a long part of a dotted one. `faint`: with easily mixed-up
    sounds made one, of given names too. `gapped`: the characters, all or all but one. `hushed`: the syllables so, but
    never without the first one. `heard`: every such syllable. `longest`: the characters of the longest name.
    """

    whole: Ids = field(default_factory=dict)
    part: Ids = field(default_factory=dict)
    faint: Ids = field(default_factory=dict)
    gapped: Ids = field(default_factory=dict)
    hushed: Ids = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    longest: int = 0

    @classmethod
    def of(cls, known: Mapping[int, FullName]) -> Self:
        """Work out the keys of all names (2,000 names: 60 ms)."""
        looks = cls(longest=max((len(name.joined) for name in known.values()), default=0))
        for child, name in known.items():
            parts = [part for part in name.parts if len(part) >= 3] if len(name.parts) > 1 else []
            for base in (name.joined, *parts):
                ways = tuple(sounds(base))
                add(looks.whole if base is name.joined else looks.part, child, said(ways))
                add(looks.faint, child, faintly_said(ways))
                add(looks.gapped, child, gapped(base))
                add(looks.hushed, child, hushed(ways))
                looks.heard.update(blurred(syllable) for way in ways for syllable in way)
            for short in (*name.shorts(), *("小" + one for one in name.given)):
                add(looks.faint, child, faintly_said(tuple(sounds(short))))
            looks.heard.add("xiao")
            if len(name.joined) == 2:
                add(looks.gapped, child, (name.joined[::-1],))
        return looks

    def may_hold(self, ways: Ways) -> bool:
        """Whether two of the syllables of a stretch are heard in any names at all, without which it is near to none."""
        places = zip(*ways, strict=True)
        return sum(any(blurred(syllable) in self.heard for syllable in set(place)) for place in places) >= 2


class Near:
    """The names of a roster by their looks; worked out on the first question, for most messages ask none."""

    __slots__ = ("_known", "_letters", "_looks")

    def __init__(self, known: Mapping[int, FullName]) -> None:
        self._known = known
        self._looks: Looks | None = None
        self._letters: Letters | None = None

    @property
    def known(self) -> Mapping[int, FullName]:
        """The children's names, taken apart."""
        return self._known

    @property
    def looks(self) -> Looks:
        """The index of sounds and characters."""
        if self._looks is None:
            self._looks = Looks.of(self._known)
        return self._looks

    @property
    def letters(self) -> Letters:
        """The index of spellings in Latin letters."""
        if self._letters is None:
            self._letters = Letters.of(self._known)
        return self._letters


def said(ways: Ways) -> Iterable[str]:
    """The keys in `whole` and `part` of a name that is said in these ways."""
    return [" ".join(syllables) for syllables in ways]


def faintly_said(ways: Ways) -> Iterable[str]:
    """The keys in `faint` of a name that is said in these ways."""
    return {" ".join(map(blurred, syllables)) for syllables in ways}


def hushed(ways: Ways) -> Iterable[str]:
    """The keys in `hushed` of a name that is said in these ways."""
    return {" ".join(left) for syllables in ways for left in _gaps(syllables, 1)}


def gapped(name: str) -> Iterable[str]:
    """The keys in `gapped` of a name: two with one wrong, missing, extra or moved character share one."""
    return {"".join(left) for left in _gaps(name, 0)}


def _gaps(items: Sequence[str], kept: int) -> Iterator[Sequence[str]]:
    """All items, and all but one of those behind the first `kept`, as long as two are left."""
    if len(items) >= 2:
        yield items
    if len(items) >= 3:
        for gap in range(kept, len(items)):
            yield (*items[:gap], *items[gap + 1 :])
