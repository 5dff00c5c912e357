"""Words of danger typed by their sound, in full or in part: zisha, tiao楼, bu xiang huo le."""

import re
from functools import cache

from language.hear.lexicon import spelled
from language.hear.sounds import readings

_WORDS = spelled(
    """
    自杀 自残 自伤 想死 去死 不想活 活着没意思 跳楼 割腕 割手 轻生 霸凌 欺凌 欺负 被打 挨打 中毒 农药 安眠药 昏迷 晕倒
    救命 溺水 抽搐 流血 辍学 退学 出走 失踪 性侵 强奸 猥亵 骚扰 虐待 家暴 遗书 勒索 绑架 拐卖 裸照 怀孕 堕胎 自尽 上吊
    """
)
# What is written by its first letters, or by a number of the same sound, where it can be nothing else.
_SHORT = {
    "自杀": r"(?<=[想要会去再也说过在试])zs(?![a-z\d])|(?<![a-z])zs(?=的心|了|过|未遂|倾向|念头)",
    "去死": r"去,?[4s]i?(?![a-z\d年月日点班楼号个岁])",
    "想死": r"想,?[4s](?![a-z\d年月日点班楼号个岁])",
}
# No part of a longer run of letters, in which a name might be.
_NOT_INSIDE = "(?<![a-z])"
_NOT_GOING_ON = "(?:(?<![a-z])|(?=,?(?:le|liao|ya|a|ba|ma)?(?![a-z])))"
_LATIN = re.compile("[a-z]|[想去],?4")


def heard(plain: str) -> str:
    """The text with such words in characters."""
    if not _LATIN.search(plain):
        return plain
    for pattern, word in _by_sound().items():
        plain = pattern.sub(word, plain)
    return plain


@cache
def _by_sound() -> dict[re.Pattern[str], str]:
    typed = {re.compile(f"{_NOT_INSIDE}{',?'.join(map(_typed, word))}{_NOT_GOING_ON}"): word for word in _WORDS}
    return typed | {re.compile(pattern): word for word, pattern in _SHORT.items()}


def _typed(character: str) -> str:
    return f"(?:{'|'.join([character, *readings(character)])})"
