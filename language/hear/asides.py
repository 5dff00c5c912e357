"""The messages that neither ask nor tell of a deed: kind words, and a bare 「办过了」."""

import re
import unicodedata

from duty.danger import Grade
from duty.hearing import NotUnderstood, Unclear
from language.hear.lexicon import spelled
from language.hear.normalise import Plain
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.risk import risk
from language.hear.tokens import Token

_KIND_WORDS = """
    你好 您好 你们好 大家好 老师好 早 早安 早上好 上午好 中午好 下午好 晚上好 晚安 嗨 哈喽 hi hello
    在吗 在么 在不在 有人吗 谢谢 谢谢你 谢谢您 谢谢啦 谢谢了 谢了 多谢 感谢 非常感谢 thanks 辛苦 辛苦了 辛苦啦
    您辛苦了 你辛苦了 好 好的 好滴 好哒 好嘞 好啊 好呀 行 可以 可以的 没问题 ok okay 收到 收到了 收到啦
    明白 明白了 知道了 知道啦 了解 了解了 嗯 嗯嗯 哦 噢 哈 呵呵 嘿嘿 嘻嘻 再见 拜拜 不客气 不用谢
    是 是的 对 对的
    没事 没事了 没关系 真棒 太好了 厉害 赞 老师 机器人 小助手 的 了 啦 呀 哈哈
"""
_KIND = regex("(?:" + "|".join(sorted(map(re.escape, spelled(_KIND_WORDS)), key=len, reverse=True)) + ")++")
# A picture or a file is no sticker.
_STICKER = regex(r"\[(?!图片|语音|视频|文件|位置|链接)[a-z\u4e00-\u9fff]{1,6}\]")
# The card's button, typed: what was done is not said.
_DONE = regex(
    r"(?:我们|我|已经|已|全部|全|都|这些|这几个|这个|那个|上面|卡片上|的|事)*+(?:[办做弄搞]|完成|处理"
    r"|落实)(?:[过好完成定妥齐]了?|了)(?:[啦的哈哦]|所有|全部)*"
)


def small_talk(plain: Plain, tokens: tuple[Token, ...]) -> NotUnderstood | None:
    """Greetings, thanks, stickers and nothing else; a child may be called 高兴."""
    named = any(token.part is Part.NAME for token in tokens)
    return None if plain.cut or named or not _is_kind(plain.text) else NotUnderstood(Unclear.SMALL_TALK)


def done_of_nothing(plain: Plain) -> NotUnderstood | None:
    """「办过了」 and nothing else, as it stands on the button of a card."""
    said = "".join(c for c in plain.text if unicodedata.category(c)[0] in "LN")
    return NotUnderstood(Unclear.DONE_WHAT) if not plain.cut and _DONE.fullmatch(said) else None


def _is_kind(text: str) -> bool:
    """Whether a text has kind words or stickers only; never with a word of danger, even in brackets."""
    rest = _STICKER.sub("", text)
    words = "".join(c for c in rest if unicodedata.category(c)[0] in "LN")
    smiles = rest != text or any(unicodedata.category(c) == "So" for c in rest)
    return (bool(_KIND.fullmatch(words)) if words else smiles) and risk(text).grade is Grade.NONE
