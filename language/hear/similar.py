"""Whom a stretch may mean that is nobody's name exactly: by its sound, in Latin letters, or with a slip."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from language.hear.everyday import is_everyday
from language.hear.kin import guardian_at
from language.hear.letters import faint_letters, slips
from language.hear.lexicon import spelled
from language.hear.named import How, Ids, Named
from language.hear.names import Care
from language.hear.near import Looks, Ways, faintly_said, gapped, hushed, said
from language.hear.normalise import DOT, fold
from language.hear.regex import regex
from language.hear.sounds import sounds
from language.hear.unknown_names import is_han

_Found = tuple[int, Named] | None
# The end of a stretch, what it spells run together, and whether characters stand in it that are only guessed at.
_Lettered = tuple[int, set[str], bool]
# The end of a stretch, its characters, and the ways to say them.
_Stretch = tuple[int, str, Ways]

# From the nearest to the farthest: what is farther is looked at only where nothing nearer is found. Each with the keys
# of a stretch, and the shortest stretch that is looked up so.
_WAYS: tuple[tuple[How, Callable[[Looks], Ids], Callable[[str, Ways], Iterable[str]], int], ...] = (
    (How.SOUND, lambda looks: looks.whole, lambda _, ways: said(ways), 2),
    (How.SOUND, lambda looks: looks.part, lambda _, ways: said(ways), 3),
    (How.SIMILAR, lambda looks: looks.faint, lambda _, ways: faintly_said(ways), 2),
    (How.SIMILAR, lambda looks: looks.gapped, lambda plain, _: gapped(plain), 2),
    (How.SIMILAR, lambda looks: looks.hushed, lambda _, ways: hushed(ways), 3),
)
# A piece of a name in letters: a run of them, or a character among them.
_LETTER = regex(r"[a-z\u00e0-\u01dc]")
_PIECE = regex(rf"[ '’\-·.]?({_LETTER.pattern}+|[\u3400-\u9fff])")
_MOST_PIECES = 6
# What teachers write in letters that is nobody's initials.
_NO_INITIALS = frozenset(spelled("app ppt pdf doc kpi diy mp xls hhh www com ok wps"))
# What stands around the name of a child where nothing else is said.
_BEHIND = regex(r"(?:同学|小朋友|孩子|宝贝|[这那]孩子|[他她]?家的?|[他她的])$")
_BEFORE = regex(r"^(?:就是|是|那个|这个|(?:我们|咱们?)班的?|[小阿](?=..)|老)(?=.)")
_BRACKETED = regex(r"\([^()]*\)$")
_SEPARATORS = regex(rf"[ .\-_{DOT}]")
# What is done with a child, behind the name.
_TELLS = frozenset("谈聊说讲做补送打去来访教陪给家")
_AROUND = " \n" + DOT + "\"'“”‘’()《》【】「」『』<>,。.、:;!?~@#*_-"


def find_near(text: str, start: int, stop: int, care: Care) -> _Found:
    """The end and the meaning of a stretch in name position that begins at `start`, at most to `stop`.

    `text` is plain and holds no exact name there (`Care.names` is asked before). One child by SOUND, PINYIN or
    INITIALS is meant; SIMILAR must be asked. The nearest children only; None where nobody in care comes near.
    """
    if start and _is_letter(text[start - 1]) and _is_letter(text[start]):
        return None
    lettered, plain = _lettered(text, start, stop), _stretches(text, start, stop, care.near.looks.longest + 1)
    return _in_letters(lettered, care) or _in_characters(plain, care)


def resolve(typed: str, care: Care) -> Named | None:
    """Whom a name means that stands alone, as typed; None where nobody in care is meant."""
    return _resolve(_BRACKETED.sub("", fold(typed)).strip(_AROUND), care)


def _resolve(name: str, care: Care) -> Named | None:
    found = care.names.match(name, 0) if name else None
    if found and found[0] == len(name):
        return replace(found[1], doubtful=False)
    closed = _SEPARATORS.sub("", name)
    if closed != name and is_han(closed):
        return _resolve(closed, care)
    near = _near(name, care)
    bare = _bare_name(name)
    if bare != name and not (near and near.sure):
        return _resolve(bare.strip(_AROUND), care)
    return (_of_surname(name, care) or near or _of_given(name, care)) if name else None


def _near(name: str, care: Care) -> Named | None:
    """Whom the whole of a name comes near to: 万里长 is not the sound of 万里."""
    stop = len(name)
    lettered = [one for one in _lettered(name, 0, stop) if one[0] == stop]
    plain = [one for one in _stretches(name, 0, stop, care.near.looks.longest + 1) if one[0] == stop]
    near = _in_letters(lettered, care) or _in_characters(plain, care, alone=True)
    return replace(near[1], doubtful=False) if near else None


def _bare_name(name: str) -> str:
    """The name in 白洁同学, 白洁妈妈, 那个白洁, 小白洁."""
    for start in range(1, len(name)):
        kin = guardian_at(name, start)
        if kin and kin[0] == len(name):
            return name[:start]
    bare = _BEHIND.sub("", name)
    return bare if bare != name else _BEFORE.sub("", name)


def _of_surname(name: str, care: Care) -> Named | None:
    return _may_be(child for child, full in care.near.known.items() if name == full.surname)


def _of_given(name: str, care: Care) -> Named | None:
    return _may_be(child for child, full in care.near.known.items() if name in full.given[:2])


def _may_be(children: Iterable[int]) -> Named | None:
    ids = tuple(children)
    return Named(ids, How.SIMILAR) if ids else None


def _in_characters(stretches: list[_Stretch], care: Care, *, alone: bool = False) -> _Found:
    """An everyday word that sounds like a name is that word, unless it stands `alone`."""
    looks = care.near.looks
    if not stretches or not looks.may_hold(stretches[0][2]):
        return None
    for how, index, keys, shortest in _WAYS:
        for end, plain, ways in stretches:
            ids = _ids(index(looks), keys(plain, ways)) if len(plain) >= shortest else ()
            if ids and how is How.SIMILAR and plain[-1] in _TELLS:
                # 杨康谈 is not near to 杨康健: what is done with 杨康 is told.
                ids = tuple(child for child in ids if care.near.known[child].joined[-1] == plain[-1])
            if ids:
                word = not alone and is_everyday(plain)
                return end, Named(ids, How.SIMILAR if word else how, doubtful=word)
    return None


def _stretches(text: str, start: int, stop: int, most: int) -> list[_Stretch]:
    """The beginnings of a stretch of Chinese characters, the longest first; dots are passed over."""
    ends: list[int] = []
    plain = ""
    for here in range(start, stop):
        if is_han(text[here]) and len(plain) < most:
            plain += text[here]
            ends.append(here + 1)
        elif text[here] != DOT or not plain:
            break
    ways = tuple(sounds(plain))
    counts = range(len(plain), 1, -1)
    return [(ends[count - 1], plain[:count], tuple({said[:count] for said in ways})) for count in counts]


def _in_letters(stretches: list[_Lettered], care: Care) -> _Found:
    if not stretches:
        return None
    letters = care.near.letters
    ways: tuple[tuple[How, Ids, Callable[[str], Iterable[str]]], ...] = (
        (How.PINYIN, letters.full, lambda one: (one,)),
        (How.INITIALS, letters.short, lambda one: (one,)),
        (How.SIMILAR, letters.faint, lambda one: (faint_letters(one),)),
        (How.SIMILAR, letters.slipped, slips),
    )
    for how, index, keys in ways:
        for end, spellings, guessed in stretches:
            ids = () if guessed and how is How.SIMILAR else _ids(index, (key for one in spellings for key in keys(one)))
            if ids:
                return end, Named(ids, how, doubtful=all(map(_is_abbreviation, spellings)))
    return None


def _lettered(text: str, start: int, stop: int) -> list[_Lettered]:
    """The beginnings of a stretch that hold letters, the longest first."""
    found: list[_Lettered] = []
    spellings, lettered, mixed, here = {""}, False, False, start
    for _ in range(_MOST_PIECES):
        piece = _PIECE.match(text, here, stop)
        if piece is None:
            break
        here = piece.end()
        han = is_han(piece[1])
        lettered |= not han
        mixed |= han
        ways = {first for (first,) in sounds(piece[1])} if han else {_bare(piece[1])}
        spellings = {before + way for before in spellings for way in ways}
        if lettered:
            found.append((here, spellings, mixed))
    return found[::-1]


def _bare(letters: str) -> str:
    """Letters without the marks of tones."""
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))


def _is_abbreviation(stretch: str) -> bool:
    return len(stretch) <= 2 or stretch in _NO_INITIALS


def _is_letter(character: str) -> bool:
    return bool(_LETTER.match(character))


def _ids(index: Ids, keys: Iterable[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(child for key in sorted(keys) for child in index.get(key, ())))
