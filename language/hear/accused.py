"""Whom a text accuses: its words for who does the harm, laid against the staff of a school and a child's guardians."""

import re
from collections.abc import Collection, Iterable

from duty.people import Kin, Role
from language.hear.kin import guardian_at
from language.hear.lexicon import spelled
from language.hear.normalise import fold
from language.hear.regex import regex
from language.hear.sounds import sounds
from language.surnames import COMPOUND_SURNAMES, DOTS, SINGLE_SURNAMES, surname_of

# What stands behind a surname where somebody of the staff is meant.
_TITLES = spelled(
    "老师 教师 校长 副校长 主任 副主任 书记 组长 级长 段长 教练 医生 园长 班主任 德育主任 年级主任 教导主任 政教主任"
)
_NO_LETTER = regex("[^a-z]")
_SURNAMES = SINGLE_SURNAMES | COMPOUND_SURNAMES
# Words for a post, the longer before the shorter in it; a child's own teachers are meant by the last ones.
_POSTS: tuple[tuple[tuple[str, ...], Role | None], ...] = (
    (("班主任", "班任"), Role.CLASS_TEACHER),
    (("年级主任", "年级组长", "年级长", "级长", "段长", "级部主任"), Role.GRADE_LEAD),
    (("德育", "政教", "主任", "学生处"), Role.COORDINATOR),
    (("校长", "书记"), Role.PRINCIPAL),
    (("心理", "辅导员", "咨询师"), Role.COUNSELLOR),
    (("管理员",), Role.ADMIN),
    (("老师", "教师", "导师", "教练"), None),
)


def accuses_staff(accused: Iterable[str], name: str, roles: Collection[Role], *, of_child: bool, known: bool) -> bool:
    """Whether one of the words may mean this member of staff; rather one too many than the one who does it.

    `of_child`: is mentor or class teacher of a child whom the text is about; `known`: it names such a child, so that
    「班主任」 is that child's and not any.
    """
    return any(_means(fold(word), fold(name), frozenset(roles), of_child=of_child, known=known) for word in accused)


def accuses_kin(accused: Iterable[str], kin: Kin) -> bool:
    """Whether one of the words means this guardian of the child; 「家长」 means them all."""
    return any(kin in found or None in found for found in map(_kin_in, map(fold, accused)))


def _means(word: str, name: str, roles: frozenset[Role], *, of_child: bool, known: bool) -> bool:
    surname = surname_of(name)
    parts = _parts(name, surname)
    if word in _nicknames(name, surname) or any(part in word for part in parts):
        return True
    if spelled := _NO_LETTER.sub("", word):
        return any(spelled in _spellings(part) for part in parts) or _is_surname_spelled(spelled, word, surname)
    titles = [title for title in _TITLES if title in word]
    if surname and any(surname + title in word for title in titles):
        return True
    if any(word[: word.index(title)] in _SURNAMES for title in titles):
        return False  # 「李主任」 is no word for every 主任
    for posts, role in _POSTS:
        if any(post in word for post in posts):
            if role is None:
                return of_child
            return role in roles and (of_child or not known or role is not Role.CLASS_TEACHER)
    return False


def _parts(name: str, surname: str) -> list[str]:
    """What of a name is enough to name somebody: the name, a given name of two characters, a part before a dot."""
    given = name.removeprefix(surname)
    return [part for part in (name, given, *re.split(f"[{DOTS}]", name)) if len(part) > 1]


def _nicknames(name: str, surname: str) -> set[str]:
    """「小王」 and 「王哥」 are as good as 「王老师」, as are 「阿静」 and 「静姐」."""
    short = {surname, name[-1:]} - {""}
    return {f"{before}{one}" for one in short for before in "老小阿"} | {
        f"{one}{behind}" for one in short for behind in "哥姐某"
    }


def _is_surname_spelled(spelled: str, word: str, surname: str) -> bool:
    """zhou老师, zhou laoshi."""
    if any(title in word for title in _TITLES):
        return spelled in _spellings(surname)
    return any(spelled in _spellings(surname + title) for title in _TITLES)


def _spellings(name: str) -> set[str]:
    return {"".join(said) for said in sounds(name)}


def _kin_in(word: str) -> set[Kin | None]:
    found = (guardian_at(word, start) for start in range(len(word)))
    return {one[1] for one in found if one is not None}
