"""To whom at home a note goes: a child's name and a word for a guardian, and where the note itself begins."""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from duty.people import Kin
from language.hear.kin import guardian_at, several_at
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.regex import regex
from language.hear.unknown_names import like_a_name

# 「转告李娜家长会改期」 and 「妈妈的手机」 are about something else than the guardian.
_OF_WORDS = "那条|话|消息|信息|短信|留言|微信|问题|提问|回信|回复|答复|回话|回音"
_NO_GUARDIAN = regex(rf"会|的(?!(?:{_OF_WORDS})(?:[ :,]|$|帮|我|请))|手机|电话|号码|微信")
_BEHIND_A_NAME = regex(r" ?(?:同学|小朋友|小同学|孩子|这孩子|宝贝)?(?:们)? ?的? ?(?:[他她](?=[\u4e00-\u9fff]))?")
_HOME = regex("家(?=[ :,])")
# 「他大」, 「她达」: of a child who was named, or is the only one.
_HIS = regex("[他她](?=[\u4e00-\u9fff])")
_FATHER = regex(r"(?<=[他她])[大达](?=[ :,\n说讲转带捎回发留]|一[声下句]|$)")
_AND = regex(r" ?(?:和|与|跟|及|、|/|&|或者?) ?")
_OR = regex(" ?或")
# 「李四的所有家长」
_ALL_OF_THEM = regex("(?:所有|全部|各位|全体|每[一]?[位个]|两位|几位)的?(?=家长|监护人)")
_STRANGER = regex(r"(?P<name>[\u3400-\u9fff·]{2,12}?)(?:同学|小朋友)?的?$")
_REACH = 16


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a note names; `end` is where that ends in the plain text.

    `named` None: no child of the sender's; `stranger`: a name that fits nobody. `kin` is a word for a guardian only
    where `said` is true, and None for whichever. `kins`: each of these; `everyone`: all guardians of the child.
    """

    end: int
    named: Named | None = None
    stranger: str = ""
    kin: Kin | None = None
    said: bool = False
    kins: tuple[Kin, ...] = ()
    everyone: bool = False

    @property
    def names_somebody(self) -> bool:
        return self.named is not None or bool(self.stranger)


def addressee(plain: Plain, start: int, care: Care) -> Addressee | None:
    """Whom the words from `start` name; None where they name nobody, or more than one child."""
    text = plain.text
    start = skip(text, start, " \n:,给")
    named = care.names.match(text, start) if start < len(text) else None
    if named:
        after = _guardian(text, _past(text, named[0]))
        if after:
            return None if _another(text, after.end, care) else after.of(named[1])
        clear = named[0] == len(text) or text[named[0]] in " \n:,"
        if clear and not _another(text, skip(text, named[0], " \n:,"), care):
            return Addressee(named[0], named[1])
    his = _HIS.match(text, start)
    alone = _guardian(text, his.end() if his else start)
    if alone:
        return alone.of(None)
    return _stranger(text, start, longer=named is not None)


@dataclass(frozen=True, slots=True)
class Listed:
    """Several children with a word for a guardian behind any of them, and where the list ends.

    `stranger`: a name beside them that fits nobody.
    """

    end: int
    named: tuple[tuple[Named, Kin | None], ...]
    stranger: str = ""


def families(plain: Plain, start: int, care: Care) -> Listed | None:
    """「许知远、蓝小雨家长」, 「许知远妈妈和蓝小雨爸爸」; who has no word of their own shares the next one's."""
    text, found, waiting = plain.text, dict[Named, Kin | None](), list[Named]()
    addressed, end = False, start
    here = skip(text, start, " \n:,给")
    while here < len(text) and (match := care.names.match(text, here)):
        waiting.append(match[1])
        guardian = _guardian(text, _past(text, match[0]))
        end = guardian.end if guardian else match[0]
        if guardian:
            addressed = True
            found |= dict.fromkeys(waiting, guardian.kin)
            waiting.clear()
        joined = _AND.match(text, end)
        here = joined.end() if joined else skip(text, end, " \n,")
    last = _guardian(text, here) if waiting else None
    if last:
        addressed, end = True, last.end
    found |= dict.fromkeys(waiting, last.kin if last else None)
    beside = stranger_beside(text, end)
    if not (addressed or beside) or len(found) + bool(beside) < 2:
        return None
    return Listed(end, tuple(found.items()), beside)


def stranger_beside(text: str, end: int) -> str:
    """The name of another child that follows in a list, and that is nobody's in care."""
    joined = _AND.match(text, end)
    found = _stranger(text, joined.end(), longer=False) if joined else None
    return found.stranger if found else ""


def _past(text: str, end: int) -> int:
    found = _BEHIND_A_NAME.match(text, end)
    return found.end() if found else end


class _Whom(NamedTuple):
    """A word for whom at home, with the fields of an Addressee."""

    end: int
    kin: Kin | None = None
    kins: tuple[Kin, ...] = ()
    everyone: bool = False

    def of(self, named: Named | None) -> Addressee:
        return Addressee(self.end, named, kin=self.kin, said=True, kins=self.kins, everyone=self.everyone)


def _guardian(text: str, start: int) -> _Whom | None:
    """One guardian, or several of one child: 「爸爸和妈妈」 are both, 「奶奶或爷爷」 whichever."""
    several = several_at(text, start)
    if several and not _NO_GUARDIAN.match(text, several[0]):
        return _Whom(several[0], kins=several[1], everyone=not several[1])
    everybody = _ALL_OF_THEM.match(text, start)
    found = guardian_at(text, everybody.end() if everybody else start)
    if found is None and (home := _HOME.match(text, start)):
        return _Whom(home.end())
    if found is None and (father := _FATHER.match(text, start)):
        return _Whom(father.end(), Kin.FATHER)
    if found is None or _NO_GUARDIAN.match(text, found[0]):
        return None
    end, kin = found
    if everybody:
        return _Whom(end, everyone=True)
    joined = _AND.match(text, end)
    further = guardian_at(text, joined.end()) if joined else None
    if further and kin and further[1] and not _OR.match(text, end):
        return _Whom(further[0], kins=(kin, further[1]))
    return _Whom(further[0]) if further else _Whom(end, kin)


def _another(text: str, here: int, care: Care) -> bool:
    """Whether a further child is named, so that one note would not be enough."""
    joined = _AND.match(text, here)
    here = joined.end() if joined else here
    named = care.names.match(text, here) if here < len(text) else None
    return bool(named) and (bool(joined) or guardian_at(text, _past(text, named[0] if named else here)) is not None)


def _stranger(text: str, start: int, *, longer: bool) -> Addressee | None:
    """A word that is written like a name, with a guardian right behind it; `longer`: it begins with a known name."""
    for here in range(start + 2, min(start + _REACH, len(text))):
        found = _guardian(text, here)
        before = _STRANGER.fullmatch(text, start, here) if found else None
        if found and before:
            name = before["name"].strip()
            called = like_a_name(name) or (len(name) <= 4 and (longer or name[0] in "小阿"))
            return Addressee(found.end, stranger=name, said=True) if called else None
    return None


def skip(text: str, start: int, marks: str) -> int:
    while start < len(text) and text[start] in marks:
        start += 1
    return start


def wording(plain: Plain, end: int) -> str:
    """The sender's own words from a plain index on, without space around and one colon or comma before them.

    "" where there is nothing but marks.
    """
    here = skip(plain.text, end, " \n")
    if plain.text[here : here + 1] in (":", ","):
        here += 1
    text = plain.rest(here)
    return text if any(unicodedata.category(c)[0] not in "PZC" for c in text) else ""
