"""Our words as they are mistyped: by their sound, by their look, with a character twice, spaced out, or in letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from duty.kinds import Kind
from language.hear.grammar import GRAMMAR, Ask
from language.hear.lexicon import spelled
from language.hear.regex import regex
from language.hear.sounds import blurred, readings
from language.hear.unknown_names import is_han
from language.hear.vocabulary import BETWEEN, EITHER_WAY, SEPARABLE
from language.hear.words import WORDS

# Of the words of two characters those that little else sounds like; longer ones are all clear enough.
_SHORT = frozenset(spelled("谈心 谈话 聊天 家访 走访 慰问 帮扶 辅导 补课 补习 讲题 联系 电话 通话 沟通"))
# Of one right and one wrong character, and yet sense: 家放, 补颗, 帮付.
_SENSE = {
    "谈心": "贪",
    "家访": "放方",
    "走访": "放方房",
    "慰问": "位喂味胃",
    "帮扶": "父付妇夫",
    "补课": "颗科棵克刻",
    "补习": "洗西吸",
    "联系": "席",
    "通话": "化画花",
    "沟通": "够购",
}
# In letters these are as well other words: bu ke neng, lianxi (练习).
_NOT_IN_LETTERS = frozenset(spelled("补课 联系"))
_ASKS = frozenset(spelled("待办 我的待办 查询 撤销 撤回 推迟 转告 转达 通知 告诉 帮助 回复"))
ALREADY = frozenset(spelled("已 已经"))
BEHIND_A_DEED = frozenset(spelled("了 过 过了"))
# Said of a deed, or around it: in letters only.
_DEEDS_IN_LETTERS = spelled("谈了 谈过 聊了 聊过")
_DAYS = spelled("昨天 今天 明天 前天 后天 大前天 昨晚 今晚 明晚 前晚")
_AROUND = spelled(
    """
    刚 刚刚 刚才 我 跟 给 找 对 家长 妈妈 爸爸 奶奶 爷爷 同学 老师
    都 没 没有 还没 还没有 未 不 不用 别 要 想 想要 准备 打算 下次 下周 改天 吗 呢 吧
    """
)
# Characters that look so much like another that they are typed for it.
_LOOKS = {"已": "己巳以", "暖": "暧", "谈": "淡", "辅": "铺捕", "待": "侍", "访": "仿"}
# The reading in our words of a character that has several.
_SAID = {"了": "le", "系": "xi", "给": "gei", "还": "hai", "长": "zhang", "没": "mei", "呢": "ne", "的": "de"}
_LETTER = regex("[a-z]")
_GOES_ON = regex(r"(?![ ']?(?:le|guo)(?![a-z]))[a-z]")


@dataclass(frozen=True, slots=True)
class Known:
    """A word that may be mistyped.

    `fixed`: the places of 了 or 过 inside it, where no other character is taken for one. `letters`: whether it is
    read in letters, `characters`: whether as other characters. `small`: it means something only beside a deed.
    """

    word: str
    means: Kind | Ask | None = None
    fixed: range = range(0)
    letters: bool = True
    characters: bool = True
    small: bool = False

    @property
    def own(self) -> int:
        """How many of its characters may be mistyped."""
        return len(self.word) - len(self.fixed)


class Likeness(Enum):
    """How a wrong character comes to be typed for the right one."""

    LOOK = auto()
    SOUND = auto()
    NEAR = auto()
    TWICE = auto()


class Mistyped(NamedTuple):
    """A stretch that may be a word of ours: how many of its characters are others, merely similar, or letters."""

    end: int
    known: Known
    wrong: int = 0
    near: int = 0
    letters: int = 0
    doubled: bool = False
    spaced: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is typed as it should be."""
        return not (self.wrong or self.letters or self.doubled or self.spaced)


def mistyped(text: str, start: int) -> Iterator[Mistyped]:
    """What a stretch that begins at a place of a plain text may be meant as."""
    for known in _beginning(text, start):
        found = _read(text, start, known)
        if found and not found.exact:
            yield found


def _read(text: str, start: int, known: Known) -> Mistyped | None:
    """One word at a place, character by character."""
    here, wrong, near, letters = start, 0, 0, 0
    doubled = spaced = False
    for place, right in enumerate(known.word):
        if place and text[here : here + 1] in (" ", "'"):
            here += 1
            spaced |= is_han(text[here - 2] + text[here : here + 1])
        typed = text[here : here + 1]
        if typed == right:
            here += 1
            if place and known.characters and _is_doubled(text, here, known.word, place):
                here += 1
                doubled = True
        elif _LETTER.match(typed):
            if not known.letters or not text.startswith(pinyin(right), here):
                return None
            here += len(pinyin(right))
            letters += 1
        else:
            likeness = _likeness(typed, known, place)
            if not likeness:
                return None
            here += 1
            wrong += 1
            near += likeness is Likeness.NEAR
    goes_on = _LETTER.match(text, here - 1) and known.word not in ALREADY and _GOES_ON.match(text, here)
    if goes_on or (spaced and (wrong or doubled)):
        return None
    return Mistyped(here, known, wrong, near, letters, doubled, spaced)


def _is_doubled(text: str, here: int, word: str, place: int) -> bool:
    """谈心心; not 谈谈心, where the next one is in its place."""
    return text[here : here + 1] == word[place] != word[place + 1 : place + 2]


def _likeness(typed: str, known: Known, place: int) -> Likeness | None:
    """How a character is like the right one; a small word, that makes sense by itself, is like none but by its look."""
    right = known.word[place]
    if place in known.fixed or not known.characters or not is_han(typed):
        return None
    if typed in _LOOKS.get(right, ""):
        return Likeness.LOOK
    if typed in WORDS or right in ALREADY or typed in _SENSE.get(known.word[0] + known.word[-1], ""):
        return None
    said, heard = pinyin(right), readings(typed)
    if said in heard:
        return Likeness.SOUND
    if blurred(said) in map(blurred, heard):
        return Likeness.NEAR
    twice = place > 0 and known.own > 2 and typed in (known.word[place - 1], known.word[place + 1 : place + 2])
    return Likeness.TWICE if twice else None


@cache
def pinyin(character: str) -> str:
    """The letters in which a character of our words is typed."""
    return _SAID.get(character) or readings(character)[0]


def _beginning(text: str, start: int) -> tuple[Known, ...]:
    """The words whose first two characters may be meant at a place."""
    first = text[start]
    table = _by_beginning()
    if _LETTER.match(first):
        return table.get(first, {}).get("", ())
    seconds = [table[key] for key in _keys(first) if key in table]
    if not seconds:
        return ()
    behind = text[start + 1 : start + 3]
    keys = _keys(behind[1:] if behind[:1] in (" ", "'") else behind[:1])
    found = {known: None for second in seconds for key in keys for known in second.get(key, ())}
    return tuple(found)


@lru_cache(maxsize=4096)
def _keys(typed: str) -> tuple[str, ...]:
    """What a typed character is looked up by: itself, and its sounds."""
    return tuple(dict.fromkeys((typed, *(f"{blurred(said)}." for said in readings(typed)))))


def _keys_of(known: Known, place: int) -> set[str]:
    """What a character of a word is found by: itself, its sound, its first letter, its look, and its neighbours."""
    right = known.word[place]
    said = pinyin(right)
    around = {known.word[place - 1], known.word[place + 1]} if place and known.own > 2 else set()
    return {right, f"{blurred(said)}.", said[0], *_LOOKS.get(right, ""), *around}


@cache
def _by_beginning() -> dict[str, dict[str, tuple[Known, ...]]]:
    """Words by what their first character is found by, and their second; all those of a first letter under "".

    已, which is only read before a deed, has the first characters of all deeds for its second ones.
    """
    table: dict[str, dict[str, tuple[Known, ...]]] = {}
    every = tuple(_all_known())
    deeds = {key for known in every if isinstance(known.means, Kind) for key in _keys_of(known, 0)}
    for known in every:
        behind = _keys_of(known, 1) if len(known.word) > 1 else deeds
        for key in _keys_of(known, 0):
            seconds = table.setdefault(key, {})
            for second in {""} if _LETTER.fullmatch(key) else behind:
                seconds[second] = (*seconds.get(second, ()), known)
    return table


def _all_known() -> Iterable[Known]:
    for entry in GRAMMAR:
        for word in entry.spellings:
            if isinstance(entry.means, Kind) and _is_clear(word):
                yield from _deeds(word, entry.means)
            elif isinstance(entry.means, Ask) and word in _ASKS:
                yield Known(word, entry.means)
    yield from (Known(word, fixed=range(1, len(word))) for word in sorted(ALREADY))
    yield from (Known(word, Kind.TALK, characters=False) for word in _DEEDS_IN_LETTERS)
    yield from (Known(word, characters=False) for word in (*_DAYS, *sorted(BEHIND_A_DEED)))
    yield from (Known(word, characters=False, small=True) for word in _AROUND)


def _is_clear(word: str) -> bool:
    long = len(word) > 2 and len(set(word)) == len(word) and not word.startswith(EITHER_WAY) and is_han(word)
    return word in _SHORT or long


def _deeds(word: str, means: Kind) -> Iterable[Known]:
    yield Known(word, means, letters=word not in _NOT_IN_LETTERS)
    if word in SEPARABLE:
        for between in BETWEEN:
            yield Known(word[0] + between + word[1:], means, range(1, 1 + len(between)))
