"""The head of a message cut into the stretches that mean something in a sentence."""

from datetime import date
from itertools import takewhile
from typing import NamedTuple

from duty.commands import MakeUp
from duty.kinds import Kind
from language.hear.dates import Day, read_day
from language.hear.dotted import dotted_end, is_part_of_dotted
from language.hear.everyday import reads_as_word
from language.hear.grammar import Ask
from language.hear.longer_names import is_no_nickname, longer, longer_before
from language.hear.making_up import read_make_up
from language.hear.named import How, Named
from language.hear.names import Care
from language.hear.normalise import DOT, Plain
from language.hear.parts import Gap, Part, Word
from language.hear.regex import regex
from language.hear.similar import find_near
from language.hear.unknown_names import is_han
from language.hear.words import WORDS

_N = r"[一二两三四五六七八九十]"
# Addresses, lengths, times and counts: skipped on the way to a name, kept in the note behind it.
_LOOSE = regex(
    r"(?:\d+(?:号楼|号院|栋|幢|座|单元|室|楼|层|号))+\d*"
    rf"|(?:大概|大约|约|近)?(?:\d+|{_N}+|半)[来几多]?个?[来多]?半?(?:分钟|小时|钟头|刻钟|分\d+秒)|个把(?:小时|钟头)"
    rf"|\d{{1,2}}:\d\d|(?:\d{{1,2}}|{_N}+)(?:点|时)(?:半|多|钟|(?:\d{{1,2}}|{_N}+)分?)?"
    rf"|第?(?:(?!0[次回趟])\d+|{_N}+)(?:次|回|趟)|第(?:\d+|{_N}+)条"
)
# 「1.张三谈心」: the mark of a list in front of the whole message.
_ITEM = regex(r"\(?\d{1,2}[.)、](?! ?\d)")
_FIGURES = regex(r"\d[\d./-]*[日号]?(?=.)")
_LOOSE_FIRST = frozenset("0123456789一二两三四五六七八九十半大约近第个")
_ASKS_AT_THE_END = regex(r"(?:没有|没|不)(?:[呀啊呢哦?!。\s]|$)")


_BEFORE_A_NAME = frozenset(
    {Part.GAP, Part.PREP, Part.JOIN, Part.DEED, Part.DONE, Part.DAY, Part.FILL, Part.NAME, Part.MAKE_UP, Part.ASK}
)
# In Latin letters a name is long.
_LONGEST_NEAR = 24
# How many stretches on a name is looked for again.
_SOON = 5
# What stands before a given name and is nobody's surname: a measure word, or what is done with the child.
_NO_SURNAME = frozenset("个位名的趟送陪留带领教喊约见问看劝夸哄催抱背扶拉找叫请让访接帮替堵拽训批拦奖补讲聊谈")


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
    """The stretches of the head, from left to right.

    At each place the longest reading wins, and a name wins over a word of its length. Only where the
    name of a child is itself a deed (a child called 谈心), the first one is the deed.
    """
    tokens: list[Token] = []
    deed = False
    item = _ITEM.match(plain.text)
    here = item.end() if item else 0
    while here < len(plain.text):
        token = _known(plain.text, here, care, today, deed=deed)
        if token and token.part is Part.NAME and is_part_of_dotted(plain.text, token.start, token.end):
            token = _strange(plain.text, here, care)
        elif token is None or (token.part is Part.NAME and not _is_a_name(plain.text, token, tokens)):
            token = _near(plain.text, here, care, tokens) or _strange(plain.text, here, care)
        token = _with_what_stands_before(plain.text, token, care, tokens)
        token = _as_part_of_a_longer(plain.text, token, care)
        tokens.append(token)
        here = token.end
        deed |= token.part is Part.DEED
    return tuple(_once_as_a_word(plain.text, tokens, index, today) for index in range(len(tokens)))


def _once_as_a_word(text: str, tokens: list[Token], index: int, today: date) -> Token:
    """「周末去周末家」, 「马上去马上家」: of a name that is a word as well, said twice, the first is the word."""
    token = tokens[index]
    named = token.means
    addressed = index > 0 and tokens[index - 1].part is Part.PREP
    if not isinstance(named, Named) or not (token.doubtful or named.doubtful) or addressed:
        return token
    later = next((one for one in tokens[index + 1 : index + _SOON] if one.part in (Part.NAME, Part.GAP)), None)
    twice = (
        later is not None
        and later.part is Part.NAME
        and isinstance(later.means, Named)
        and later.means.ids == named.ids
    )
    if not twice:
        return token
    day, word = read_day(text, token.start, today), WORDS.match(text, token.start)
    if day and day[0] == token.end:
        return Token(Part.DAY, token.start, token.end, day[1])
    if word and word[0] == token.end:
        return Token(word[1].part, token.start, token.end, word[1].means)
    return Token(Part.FILL, token.start, token.end)


def _known(text: str, here: int, care: Care, today: date, *, deed: bool) -> Token | None:
    """The longest of name, day, word and other expression at a place; `deed` if one came before."""
    named = care.names.match(text, here)
    day = read_day(_up_to_a_name(text, here, care), here, today)
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


def _up_to_a_name(text: str, here: int, care: Care) -> str:
    """「4.22毛小雨」 is a day and a child, and no sum of money."""
    figures = _FIGURES.match(text, here)
    return text[: figures.end()] if figures and care.names.match(text, figures.end()) else text


def _with_what_stands_before(text: str, token: Token, care: Care, before: list[Token]) -> Token:
    """The whole name where one in care is only its end; what else belongs to it is dropped from those `before`."""
    named = token.means
    if not isinstance(named, Named) or not before or before[-1].part is not Part.WORD:
        return token
    unknown = list(takewhile(lambda one: one.part is Part.WORD, reversed(before)))
    start = longer_before(text, unknown[-1].start, (token.start, token.end), named)
    if start < token.start:
        del before[-sum(one.start >= start for one in unknown) :]
        return Token(Part.NAME, start, token.end, Named(named.ids, How.SIMILAR))
    return _with_its_surname(text, token, care, before)


def _with_its_surname(text: str, token: Token, care: Care, before: list[Token]) -> Token:
    """「应小满」 is only similar to the 殷小满 in care; her surname is dropped from the stretches `before`."""
    named = token.means
    if not isinstance(named, Named) or named.how not in (How.GIVEN, How.AFFIX):
        return token
    last = before[-1]
    if not is_han(text[last.start : last.end]):
        return token
    if text[last.start] in _NO_SURNAME or not _is_place_of_a_name(before[:-1]):
        return token
    if named.how is How.AFFIX and any(care.near.known[child].surname == text[last.start] for child in named.ids):
        # 粟小米 is not the 粟米 in care.
        before.pop()
        return Token(Part.NAME, last.start, token.end, Named(named.ids, How.SIMILAR))
    found = find_near(text, last.start, token.end, care)
    if named.how is How.AFFIX or found is None or found[0] != token.end:
        return token
    before.pop()
    return Token(Part.NAME, last.start, *found)


def _as_part_of_a_longer(text: str, token: Token, care: Care) -> Token:
    """扎西 in 扎西次仁, where 扎西顿珠 is in care: perhaps he is meant, and perhaps not."""
    found = longer(text, token.start, token.end, token.means, care) if isinstance(token.means, Named) else None
    return Token(Part.NAME, token.start, *found) if found else token


def _is_a_name(text: str, token: Token, before: list[Token]) -> bool:
    """Whether a name that is as well an ordinary word is meant as a name where it stands."""
    named = token.means
    if not isinstance(named, Named) or (named.how is not How.AFFIX and not named.doubtful):
        return True
    if named.how is How.AFFIX and is_no_nickname(text, token.start, token.end):
        return False
    if not named.doubtful:
        return True
    if reads_as_word(text, token.start, token.end):
        return False
    return named.how is How.EXACT or _is_place_of_a_name(before) or _ends_a_name(text, token.end)


def _near(text: str, here: int, care: Care, before: list[Token]) -> Token | None:
    """A name that is written otherwise, where a name can stand and nothing else is known."""
    letter = text[here].isascii() and text[here].isalpha()
    if not letter and not (is_han(text[here]) and _is_place_of_a_name(before)):
        return None
    stop = next((i for i in range(here + 1, min(here + _LONGEST_NEAR, len(text))) if care.names.match(text, i)), None)
    found = find_near(text, here, stop or min(here + _LONGEST_NEAR, len(text)), care)
    if found is None or not (letter or _ends_a_name(text, found[0])):
        return None
    if is_part_of_dotted(text, here, found[0]):
        return None
    return Token(Part.NAME, here, *found)


def _is_place_of_a_name(before: list[Token]) -> bool:
    return not before or before[-1].part in _BEFORE_A_NAME


def _ends_a_name(text: str, end: int) -> bool:
    """Whether what follows is no further part of an unknown word."""
    return (
        end >= len(text)
        or not text[end].isalnum()
        or WORDS.match(text, end) is not None
        or text[end] in "家今昨前上补讲教说做陪带把请"
    )


def _part(text: str, here: int, word: Word) -> Part:
    """没有 at the end of a clause asks: 谈过没有?"""
    if word.part is Part.NOT and _ASKS_AT_THE_END.match(text, here):
        return Part.QUESTION
    return word.part


def _strange(text: str, here: int, care: Care) -> Token:
    """A name with dots that nobody in care has, or one unknown character."""
    end = dotted_end(text, here, care) if DOT in text else here
    return Token(Part.WORD, here, end) if end > here else _unknown(text, here)


def _unknown(text: str, here: int) -> Token:
    """One character that nothing begins with; symbols and brackets do not stand in the way of a command."""
    character = text[here]
    if text.startswith("老师", here + 1) and is_han(character):
        return Token(Part.OTHER, here, here + 3)
    # Rare characters of names are also typed from the private use area.
    word = character.isalnum() or "\ue000" <= character <= "\uf8ff"
    return Token(Part.WORD if word else Part.FILL, here, here + 1)
