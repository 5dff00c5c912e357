"""The children in care by their names in Latin letters: pinyin in full, its initials, and mixtures of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Self

from language.hear.named import FullName, Ids, add
from language.hear.regex import regex
from language.hear.sounds import sounds

# Longer names are abbreviated as a whole or not at all.
_MIXED_UP_TO = 4
# A slip in a short one makes another name.
_SLIP_FROM = 6
_TWO_LETTERS = ("zh", "ch", "sh")
_FAINT_AS = {"zh": "z", "ch": "c", "sh": "s", "ng": "n", "l": "n", "r": "n", "v": "u"}
_FAINT = regex("|".join(_FAINT_AS))


@dataclass(frozen=True, slots=True)
class Letters:
    """Ids by the letters run together: `full` pinyin, `short` with initials, `faint` and `slipped` for similar ones."""

    full: Ids
    short: Ids
    faint: Ids
    slipped: Ids

    @classmethod
    def of(cls, known: Mapping[int, FullName]) -> Self:
        """Work out the spellings of all names."""
        letters = cls({}, {}, {}, {})
        for child, name in known.items():
            for syllables in sounds(name.joined):
                full = {one for spelled in _in_order(name, syllables) for one in _in_full(spelled)}
                add(letters.full, child, full)
                add(letters.short, child, _abbreviated(syllables))
                add(letters.faint, child, map(faint_letters, full))
                add(letters.slipped, child, (slip for one in full for slip in slips(one)))
        return letters


def _in_order(name: FullName, syllables: Sequence[str]) -> Iterator[Sequence[str]]:
    """The full name, also with the given name first, the given name, and each part or half of it."""
    yield syllables
    if len(name.given) > 1:
        yield syllables[len(name.surname) :]
    if name.given:
        yield (*syllables[len(name.surname) :], *syllables[: len(name.surname)])
    here = 0
    for part in (name.joined[:2], name.joined[2:]) if name.has_halves else name.parts:
        if len(part) > 1:
            yield syllables[here : here + len(part)]
        here += len(part)


def _in_full(syllables: Sequence[str]) -> set[str]:
    """ü is typed as v, u or yu."""
    joined = "".join(syllables)
    return {joined.replace("v", typed) for typed in ("v", "u", "yu")} if "v" in joined else {joined}


def _abbreviated(syllables: Sequence[str]) -> set[str]:
    """All mixtures of syllables and initials; of two letters at least."""
    initials = [{said[0], said[:2]} if said.startswith(_TWO_LETTERS) else {said[0]} for said in syllables]
    if 1 < len(syllables) <= _MIXED_UP_TO:
        initials = [{*short, said} for short, said in zip(initials, syllables, strict=True)]
    return {"".join(mixed) for mixed in product(*initials[:8])} if len(syllables) > 1 else set()


def faint_letters(spelled: str) -> str:
    """Letters with easily mixed-up sounds made one."""
    return _FAINT.sub(lambda found: _FAINT_AS[found[0]], spelled)


def slips(spelled: str) -> Iterable[str]:
    """The keys in `slipped`: two spellings with one wrong, missing, extra or moved letter share one."""
    if len(spelled) < _SLIP_FROM:
        return ()
    return {spelled, *(spelled[:gap] + spelled[gap + 1 :] for gap in range(len(spelled)))}
