"""What a typed name may mean: whose name it is, and how it was recognised."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from language.hear.lexicon import spelled
from language.hear.normalise import DOT
from language.hear.unknown_names import is_han
from language.surnames import COMPOUND_SURNAMES

Ids = dict[str, tuple[int, ...]]
"""Children by a spelling, a sound or another key that fits their names."""


# What Tibetan, Mongolian and Yi names of two halves are mostly made of.
HALVES = frozenset(
    spelled(
        """
        扎西 次仁 才仁 才让 卓玛 卓嘎 央金 央宗 央吉 拉姆 拉毛 顿珠 多吉 多杰 平措 彭措 旺堆 旺姆 旺杰 旺久
        白玛 班玛 德吉 格桑 旦增 丹增 索朗 索南 洛桑 罗桑 罗布 诺布 巴桑 普布 边巴 米玛 拉巴 桑吉 桑杰 仁青
        仁增 曲珍 曲措 曲扎 措姆 尼玛 达瓦 达娃 贡布 贡嘎 嘎玛 强巴 坚赞 坚参 加措 嘉措 江措 江村 次旦 次旺 次珍
        欧珠 群培 群宗 益西 旺扎 晋美 久美 朗杰 南杰 东知 尖措 吉措 华青 华旦 完么 周毛 玉珍 白珍 赤列 土登 阿旺
        塔吉 其美 齐美 云丹 元丹 根秋 西绕 喜绕 热杰 当周 切吉 项秀 项毛 仓决 边珍 索珍 桑姆 玉措 康卓 朱扎
        乌云 塔娜 萨仁 其其格 其木格 琪琪格 高娃 格日勒 格日乐 巴特尔 图雅 托娅 花尔 苏布德 娜仁 呼和 巴雅尔 斯琴 阿古拉
        阿依 阿牛 阿呷 阿果 阿支 阿洛 阿芝 木呷 木乃 木果 伍牛 伍各 伍呷 伍加 伍支 拉机 拉则 拉博 日哈 日火 子日 子布
        史古 尔古 尔布 尔哈 尔扎 克古 友作 依呷 石布 达铁 古哈 尔铁 吉克 沙马 勒格 曲比 吉木 吉觉 马海 海来 俄木 俄底
        """
    )
)


class How(StrEnum):
    """How a typed name was recognised, the surest first."""

    EXACT = "exact"
    VARIANT = "variant"
    GIVEN = "given"
    AFFIX = "affix"
    SOUND = "sound"
    PINYIN = "pinyin"
    INITIALS = "initials"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Named:
    """The children whom a typed name fits.

    `doubtful`: the spelling is as well an ordinary word (高兴, 天天) or what colleagues are called (小郭), so that only
    its place in the sentence makes it a child.
    """

    ids: tuple[int, ...]
    how: How = How.EXACT
    doubtful: bool = False

    @property
    def sure(self) -> bool:
        """Whether one child is meant, so that nothing must be asked."""
        return len(self.ids) == 1 and self.how is not How.SIMILAR


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in plain form, taken apart: its parts between dots or spaces, and surname and given name of a Han name.

    `plain`: all of it. Names in other scripts, of several parts or of one character have neither surname nor
    given name.
    """

    plain: str
    parts: tuple[str, ...]
    surname: str
    given: str

    @classmethod
    def of(cls, plain: str) -> Self:
        """Take a name apart; of five characters and more it is a minority name without its dot."""
        parts = tuple(plain.replace(DOT, " ").split())
        name = parts[0]
        if len(parts) > 1 or not is_han(name) or not 2 <= len(name) <= 4:
            return cls(plain, parts, "", "")
        surname = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
        return cls(plain, parts, name[:surname], name[surname:])

    @property
    def joined(self) -> str:
        """The name without dots and spaces."""
        return "".join(self.parts)

    @property
    def has_halves(self) -> bool:
        """Whether it may be of two names, as Tibetan and Mongolian ones of four characters are: 扎西顿珠."""
        return len(self.given) == 3 and len(self.surname) == 1

    def shorts(self) -> set[str]:
        """What of the name is used alone: the given name, each half, the parts of a dotted name and their ends."""
        if self.has_halves:
            return {self.given, self.joined[:2], self.joined[2:]}
        if self.given:
            # 卓玛草 is called 卓玛.
            half = {self.joined[:2]} & HALVES if len(self.joined) == 3 else set[str]()
            return half | ({self.given} if len(self.given) > 1 else set())
        long = [part for part in self.parts if is_han(part) and len(part) >= 4]
        ends = {end for part in long for cut in range(2, len(part) - 1) for end in (part[:cut], part[cut:])}
        return ends | ({part for part in self.parts if len(part) >= 2} if len(self.parts) > 1 else set())


def add(ids: Ids, child: int, keys: Iterable[str]) -> None:
    """Enter a child under keys, once under each."""
    for key in keys:
        found = ids.get(key, ())
        if child not in found:
            ids[key] = (*found, child)
