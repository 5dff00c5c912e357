"""The children in a sender's care, found by their names in a plain text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from duty.people import Child
from language.hear.everyday import is_everyday
from language.hear.kin import guardian_at
from language.hear.lexicon import Lexicon, spelled
from language.hear.named import FullName, How, Ids, Named, add
from language.hear.near import Near
from language.hear.normalise import DOT, fold
from language.hear.words import WORDS

__all__ = ["Care", "How", "Named", "Names"]

_BEFORE_ONE = spelled("小 阿")
# 强子, 翔哥: ordinary words end so as well.
_BEHIND_ONE = spelled("子 哥 儿 宝 仔 娃")
# 「去白洁家家访」 is no child called 家家, and 哈哈 laughs.
_NOT_DOUBLED = frozenset("家哈呵嘿嘻")
_BEHIND_SURNAME = spelled("同学 小朋友")


@dataclass(frozen=True, slots=True)
class Names:
    """The spellings by which children are surely known, for the reader that goes through a text."""

    entries: Lexicon[Named]
    surnames: dict[str, Named]

    def match(self, text: str, start: int) -> tuple[int, Named] | None:
        """The end and the meaning of the longest name that begins at `start`; a surname alone before 妈妈 or 家长."""
        return self.entries.match(text, start) or self._surname_of_kin(text, start)

    def _surname_of_kin(self, text: str, start: int) -> tuple[int, Named] | None:
        for end in (start + 2, start + 1):
            named = self.surnames.get(text[start:end])
            kin = guardian_at(text, end) if named else None
            if named and kin and kin[0] > end + 1:
                return end, named
        return None


@dataclass(frozen=True, slots=True)
class Care:
    """The index of the children whom one sender may speak of; built once, used for every message."""

    spoken: dict[int, str]
    names: Names
    near: Near

    @classmethod
    def of(cls, children: Iterable[Child]) -> Self:
        """Index the spellings of full names, what of them is used alone, and what children are called in class."""
        spoken: dict[int, str] = {}
        known: dict[int, FullName] = {}
        for child in children:
            name = fold(child.name)
            if name.replace(DOT, "").strip() and child.id not in spoken:
                spoken[child.id] = child.name
                known[child.id] = FullName.of(name)
        return cls(spoken, _names(known), Near(known))


def _names(known: Mapping[int, FullName]) -> Names:
    """A full name beats a given name, a given name a nickname; but a word of ours is hidden only by a full name."""
    whole: Ids = {}
    variants: Ids = {}
    shorts: Ids = {}
    ones: Ids = {}
    surnames: Ids = {}
    firsts: Ids = {}
    for child, name in known.items():
        add(whole, child, _spellings(name))
        add(variants, child, _respaced(name))
        add(shorts, child, name.shorts())
        add(ones, child, name.given if len(name.given) <= 2 else "")
        add(surnames, child, (name.surname,) if name.surname else ())
        add(firsts, child, (name.surname or name.joined[0],))
    entries = {"小" + surname: Named(ids, How.AFFIX, doubtful=True) for surname, ids in firsts.items()}
    entries |= _nicknames(ones, surnames)
    entries |= {"小" + name: Named(ids, How.AFFIX) for name, ids in shorts.items() if len(name) == 2}
    entries |= {name: _named(name, ids, How.GIVEN) for name, ids in shorts.items()}
    entries = {name: named for name, named in entries.items() if name not in WORDS}
    entries |= {
        surname + behind: Named(ids, How.AFFIX) for surname, ids in surnames.items() for behind in _BEHIND_SURNAME
    }
    entries |= {name: Named(ids, How.VARIANT) for name, ids in variants.items()}
    entries |= {name: _named(name, ids, How.EXACT) for name, ids in whole.items()}
    kin = {surname: Named(ids, How.AFFIX, doubtful=True) for surname, ids in surnames.items()}
    return Names(Lexicon(entries), kin)


def _nicknames(ones: Ids, surnames: Ids) -> dict[str, Named]:
    """小洁, 阿洁, 洁洁 and 洁儿 for 白洁, by the character; both of a longer given name are used so."""
    called: dict[str, Named] = {}
    for one, ids in ones.items():
        surely = Named(ids, How.AFFIX)
        # 兰兰 for 梅兰, but as well for 兰竹.
        twice = Named(tuple(dict.fromkeys(ids + surnames.get(one, ()))), How.AFFIX, is_everyday(one + one))
        maybe = Named(ids, How.AFFIX, doubtful=True)
        for name in (before + one for before in _BEFORE_ONE):
            called[name] = maybe if is_everyday(name) else surely
        called |= {} if one in _NOT_DOUBLED else {one + one: twice}
        called |= {one + behind: maybe for behind in _BEHIND_ONE if one not in _BEFORE_ONE}
    return called


def _named(name: str, ids: tuple[int, ...], how: How) -> Named:
    return Named(ids, how, is_everyday(name))


def _spellings(name: FullName) -> set[str]:
    """The full name as it is in the roster, and in plain words: 何家小满."""
    full = {name.plain, DOT.join(name.parts)}
    if len(name.given) > 1:
        full.add(f"{name.surname}家{name.given}")
    return full


def _respaced(name: FullName) -> set[str]:
    """The full name run together, with other marks for the dots, or spaced out to the width of others."""
    if len(name.parts) > 1:
        return {name.joined, *(between.join(name.parts) for between in " .-")}
    return {" ".join(name.joined)} if 2 <= len(name.joined) <= 4 else set()
