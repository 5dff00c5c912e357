"""How Chinese characters sound: syllables without tones, and the sounds that many speakers and ears mix up."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from language.hear.regex import regex
from language.hear.shipped import lines
from language.surnames import SURNAME_READINGS

# A name with several characters of several readings has many; nobody hears more than the first of them.
_MOST = 16

_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "r": "l"}
_INITIAL = regex(r"^(?:[zcs]h|[nr](?=[aeiouv]))")
_WHISPERED_AS = {"hua": "fa", "hui": "fei", "huan": "fan", "huang": "fang", "hun": "fen", "hu": "fu"}


def readings(character: str) -> tuple[str, ...]:
    """The syllables that a plain character is read as in everyday words; what has no reading stands for itself."""
    return _readings().get(character) or (character,)


def sounds(name: str) -> Iterator[tuple[str, ...]]:
    """All ways to say a plain text of which the beginning may be a surname, each as its syllables."""
    said = [readings(character) for character in name]
    for surname in (name[:1], name[:2]):
        for index, syllables in enumerate(SURNAME_READINGS.get(surname, ())):
            said[index] = tuple(dict.fromkeys((*syllables, *said[index])))
    return islice(product(*said), _MOST)


@lru_cache(maxsize=1024)
def blurred(syllable: str) -> str:
    """What a syllable has in common with those that are easily taken for it: zh z, n l r, in ing, hui fei."""
    softer = _WHISPERED_AS.get(syllable, syllable)
    softer = _INITIAL.sub(lambda found: _INITIALS[found[0]], softer, count=1)
    return re.sub(r"(?<=[aei])ng$", "n", softer).replace("v", "u")


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[str, ...]]:
    """Read on the first look for a similar name (5 ms), for most messages name their children rightly."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("readings.txt"):
        syllable, _, characters = line.partition(" ")
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found
