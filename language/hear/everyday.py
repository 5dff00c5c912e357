"""Ordinary words that are also written like a name, and whether one stands as a word where it stands."""

from functools import lru_cache

from language.hear.regex import regex
from language.hear.shipped import lines

_BEFORE = regex(
    r"(?:[很挺真太更最都也不没别超蛮颇越又好]|非常|特别|有点儿?|有些|比较|十分|格外|更加|心情|情绪|觉得|感到|显得"
    r"|变得|看起来|看着|说得|[他她它你我们]|孩子|家长|妈妈|爸爸|奶奶|爷爷)$"
)
_AFTER = regex(r"地(?![址方点])|得|极了|坏了|死了|起来|不已|一点|一些|多了|就好|了|着")
_FARTHEST = 3


def is_everyday(word: str) -> bool:
    """Whether two characters are a common Chinese word: 高兴, 理想, 天天, 小心."""
    return len(word) == 2 and word[1] in _seconds().get(word[0], "")


def reads_as_word(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of an everyday word show that no child is meant: 「很高兴」, 「他天天」, 「高兴地」.

    For a name found in the plain text from `start` to `end` that is `doubtful`.
    """
    return bool(_BEFORE.search(text[max(0, start - _FARTHEST) : start]) or _AFTER.match(text, end))


@lru_cache(maxsize=1)
def _seconds() -> dict[str, str]:
    """By the first character of a word all second ones; read when the first roster is indexed (1 ms)."""
    return {line[0]: line[1:] for line in lines("everyday.txt")}
