"""The head of a message cut into the stretches that mean something in a sentence."""

import re
from datetime import date
from typing import NamedTuple

from duty.commands import MakeUp
from duty.kinds import Kind
from language.hear.dates import Day, read_day
from language.hear.grammar import Ask
from language.hear.making_up import read_make_up
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.parts import Gap, Part, Word
from language.hear.unknown_names import is_han
from language.hear.words import WORDS

_N = r"[一二两三四五六七八九十]"
# Addresses, lengths, times and counts: skipped on the way to a name, kept in the note behind it.
_LOOSE = re.compile(
    r"(?:\d+(?:号楼|号院|栋|幢|座|单元|室|楼|层|号))+\d*"
    rf"|(?:大概|大约|约|近)?(?:\d+|{_N}+|半)个?多?半?(?:分钟|小时|钟头|刻钟)"
    rf"|\d{{1,2}}:\d\d|(?:\d{{1,2}}|{_N}+)(?:点|时)(?:半|多|钟|(?:\d{{1,2}}|{_N}+)分?)?"
    rf"|第?(?:\d+|{_N}+)(?:次|回|趟)|第(?:\d+|{_N}+)条"
)
# 「1.张三谈心」: the mark of a list in front of the whole message.
_ITEM = re.compile(r"\(?\d{1,2}[.)、](?! ?\d)")
_LOOSE_FIRST = frozenset("0123456789一二两三四五六七八九十半大约近第")
_ASKS_AT_THE_END = re.compile(r"(?:没有|没|不)(?:[呀啊呢哦?!。\s]|$)")


class Token(NamedTuple):
    """One stretch, `start` to `end` in the plain text; `doubtful` for a name that is also a word for a day.

    A named tuple, for a message makes dozens of them and a frozen dataclass costs three times as much.
    """

    part: Part
    start: int
    end: int
    means: Kind | Ask | Gap | Named | Day | MakeUp | None = None
    doubtful: bool = False


def tokenise(plain: Plain, care: Care, today: date) -> tuple[Token, ...]:
    """The stretches of the head, from left to right, up to the first stop behind a deed and a name.

    At each place the longest reading wins, and a name wins over a word of its length. Only where the
    name of a child is itself a deed (a child called 谈心), the first one is the deed.
    """
    tokens: list[Token] = []
    deed = name = False
    item = _ITEM.match(plain.text)
    here = item.end() if item else 0
    while here < len(plain.text):
        token = _known(plain.text, here, care, today, deed=deed) or _unknown(plain.text, here)
        tokens.append(token)
        here = token.end
        deed |= token.part is Part.DEED
        name |= token.part is Part.NAME
        if token.means is Gap.STOP and deed and name:
            break
    return tuple(tokens)


def _known(text: str, here: int, care: Care, today: date, *, deed: bool) -> Token | None:
    """The longest of name, day, word and other expression at a place; `deed` if one came before."""
    named = care.names.match(text, here)
    day = read_day(text, here, today)
    word = WORDS.match(text, here)
    best = max(named[0] if named else here, day[0] if day else here, word[0] if word else here)
    loose = _LOOSE.match(text, here) if text[here] in _LOOSE_FIRST else None
    if loose and loose.end() > best:
        return Token(Part.LOOSE, here, loose.end())
    make_up = read_make_up(text, here, today)
    if make_up and make_up[0] >= best and not (named and named[0] == make_up[0]):
        return Token(Part.MAKE_UP, here, *make_up)
    if word and word[0] == best and word[1].part is Part.DEED and not deed:
        return Token(Part.DEED, here, best, word[1].means)
    if named and named[0] == best:
        return Token(Part.NAME, here, best, named[1], doubtful=bool(day and day[0] == best))
    if day and day[0] == best:
        return Token(Part.DAY, here, best, day[1])
    return Token(_part(text, here, word[1]), here, best, word[1].means) if word else None


def _part(text: str, here: int, word: Word) -> Part:
    """没有 at the end of a clause asks: 谈过没有?"""
    if word.part is Part.NOT and _ASKS_AT_THE_END.match(text, here):
        return Part.QUESTION
    return word.part


def _unknown(text: str, here: int) -> Token:
    """One character that nothing begins with; symbols and brackets do not stand in the way of a command."""
    character = text[here]
    if text.startswith("老师", here + 1) and is_han(character):
        return Token(Part.OTHER, here, here + 3)
    # Rare characters of names are also typed from the private use area.
    word = character.isalnum() or "\ue000" <= character <= "\uf8ff"
    return Token(Part.WORD if word else Part.FILL, here, here + 1)
