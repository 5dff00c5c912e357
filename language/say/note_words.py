"""The words of a note themselves: how long they are, what is taken out of them, and what must not be among them."""

import re
from math import ceil

# Enough of a note to know it again beside others.
OPENING = 12
# Characters that turn the order of what follows, and blank lines that push words out of sight.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GAPS = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+\n")
# What a family must never read about its child, in whatever sentence it stands.
_LABELS = re.compile(
    "帮扶|结对|包保|贫困|贫穷户|特困|低保|建档立卡|留守|学困|后进生|差生|问题学生|问题孩子|困难(?:学生|生|家庭|户|儿童)|单亲|残疾"
)


def length(text: str) -> int:
    """Characters, where one that needs more room than a Chinese one counts for more."""
    return max(len(text), ceil(len(text.encode("utf-8", "surrogatepass")) / 3))


def plain(text: str) -> str:
    """The words without what the platform would take for a link of ours, or what hides or turns other words."""
    return _GAPS.sub("\n\n", _TURNING.sub("", text)).strip().replace("<", "＜")


def labels_in(text: str) -> tuple[str, ...]:
    """The words that label a child, in their order."""
    return tuple(dict.fromkeys(_LABELS.findall(text)))


def opening(text: str) -> str:
    """The first words of a note, by which its writer knows it again."""
    line = " ".join(plain(text).split())
    return f"「{line}」" if len(line) <= OPENING else f"「{line[:OPENING]}…」"
