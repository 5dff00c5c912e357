"""Makes the table of readings from pypinyin: `python -m tests.support.readings > language/hear/readings.txt`."""

import sys
from collections import Counter

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from language.hear.normalise import SIMPLER

_HEAD = """\
# The readings of plain characters, tones left out: the usual one, and each that is heard in words of every day.
# From pypinyin 0.55.0, Copyright (c) 2016 mozillazg, 闲耘, MIT licence. Made by tests/support/readings.py.
"""
# A second reading counts where it stands in this many phrases and in this share of those with the character.
_PHRASES = 3
_SHARE = 0.03


def table() -> str:
    """A line for each syllable: the syllable and all characters that are read so."""
    heard = _heard()
    lines: dict[str, list[str]] = {}
    for character in sorted({"〇", *(chr(code) for code in range(0x4E00, 0xA000))}):
        if ord(character) not in PINYIN_DICT or character.translate(SIMPLER) != character:
            continue
        found = dict.fromkeys(to_normal(said) for said in PINYIN_DICT[ord(character)].split(","))
        total = sum(heard[character, said] for said in found)
        for place, said in enumerate(found):
            if not place or heard[character, said] >= max(_PHRASES, _SHARE * total):
                lines.setdefault(said, []).append(character)
    return _HEAD + "".join(f"{said} {''.join(lines[said])}\n" for said in sorted(lines))


def _heard() -> Counter[tuple[str, str]]:
    """How many phrases hold a character in a reading."""
    heard: Counter[tuple[str, str]] = Counter()
    for phrase, said in PHRASES_DICT.items():
        if len(phrase) == len(said):
            heard.update((character, to_normal(one[0])) for character, one in zip(phrase, said, strict=True))
    return heard


if __name__ == "__main__":
    sys.stdout.write(table())
