"""To whom at home a note goes: a child's name and a word for a guardian, and where the note itself begins."""

import unicodedata
from dataclasses import dataclass

from duty.people import Kin
from language.hear.kin import guardian_at
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
_STRANGER = regex(r"(?P<name>[\u3400-\u9fff·]{2,12}?)(?:同学|小朋友)?的?$")
_REACH = 16


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a note names; `end` is where that ends in the plain text.

    `named` None: no child of the sender's; `stranger`: a name that fits nobody. `kin` is a word for a guardian only
    where `said` is true, and None for whichever.
    """

    end: int
    named: Named | None = None
    stranger: str = ""
    kin: Kin | None = None
    said: bool = False

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
            return None if _another(text, after[0], care) else Addressee(after[0], named[1], kin=after[1], said=True)
        clear = named[0] == len(text) or text[named[0]] in " \n:,"
        if clear and not _another(text, skip(text, named[0], " \n:,"), care):
            return Addressee(named[0], named[1])
    his = _HIS.match(text, start)
    alone = _guardian(text, his.end() if his else start)
    if alone:
        return Addressee(alone[0], kin=alone[1], said=True)
    return _stranger(text, start, longer=named is not None)


def families(plain: Plain, start: int, care: Care) -> tuple[Named, ...]:
    """The children of a list with a word for a guardian behind any of them: 「许知远、蓝小雨家长」."""
    text, named, addressed = plain.text, list[Named](), False
    here = skip(text, start, " \n:,给")
    while found := care.names.match(text, here) if here < len(text) else None:
        named.append(found[1])
        guardian = _guardian(text, _past(text, found[0]))
        addressed |= guardian is not None
        here = guardian[0] if guardian else found[0]
        joined = _AND.match(text, here)
        here = joined.end() if joined else skip(text, here, " \n,")
    # The guardian of whoever follows may be the last of the list.
    addressed |= bool(named) and _guardian(text, here) is not None
    return tuple(dict.fromkeys(named)) if addressed else ()


def _past(text: str, end: int) -> int:
    found = _BEHIND_A_NAME.match(text, end)
    return found.end() if found else end


def _guardian(text: str, start: int) -> tuple[int, Kin | None] | None:
    """One guardian, or several of one child: then whichever."""
    found = guardian_at(text, start)
    if found is None and (home := _HOME.match(text, start)):
        return home.end(), None
    if found is None and (father := _FATHER.match(text, start)):
        return father.end(), Kin.FATHER
    if found is None or _NO_GUARDIAN.match(text, found[0]):
        return None
    end, kin = found
    joined = _AND.match(text, end)
    further = guardian_at(text, joined.end()) if joined else None
    return (further[0], None) if further else (end, kin)


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
            return Addressee(found[0], stranger=name, said=True) if called else None
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
