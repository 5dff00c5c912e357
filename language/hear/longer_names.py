"""Names that only begin as one in care does: 扎西次仁 is not 扎西顿珠, of whom only the half 扎西 was said."""

from language.hear.everyday import is_everyday
from language.hear.lexicon import spelled
from language.hear.named import How, Named
from language.hear.names import Care
from language.hear.unknown_names import is_han
from language.hear.words import WORDS

# What Tibetan, Mongolian and Yi names of two halves are mostly made of.
_HALVES = frozenset(
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
_LONGEST = 4
# Characters that stand in given names and begin hardly any word that could follow one.
_ONLY_IN_NAMES = frozenset(
    "怡婷琪瑶轩涵妍娜婉颖彤倩莹雯琳璐萱蕊薇娟娥玥晗昊睿皓宸琦璇淇钰炜烨煜铭霖媛嫣姗珊萍蓉蓓莉芸芬茜"
)
# The characters by which foreign names are mostly written.
_SOUNDS = frozenset(
    "艾阿依伊古丽努尔买提江力克热合曼木拉吐逊尼亚孜别巴汗娜玛帕迪里夏赛米斯坎什库图苏甫玉素麦吾明萨比肉孜塔赫哈勒娅古扎扣"
    "次仁旦增措姆曲珍央宗卓嘎吉杰平旺堆罗布达瓦顿珠西多才让加群培朗赤列那日娃桑格白索南贡强久美德庆云益华切项毛周完"
)
# 「于前前天谈的」
_TIMES = frozenset("前今昨明后当上下中早晚")


def longer(text: str, start: int, end: int, named: Named, care: Care) -> tuple[int, Named] | None:
    """The end of the longer name that one in care begins, and that this child is only like; None where it ends."""
    if named.how is How.EXACT and end - start == 2 and _has_a_third(text, end, care):
        return end + 1, Named(named.ids, How.SIMILAR)
    halved = text[start:end] in _HALVES or any(_is_made_of_parts(child, care) for child in named.ids)
    if named.how not in (How.EXACT, How.GIVEN) or not halved:
        return None
    behind = care.names.match(text, end) if end < len(text) else None
    if behind and behind[0] > end + 2:
        return None
    half = next((text[end:stop] for stop in (end + 3, end + 2) if text[end:stop] in _HALVES), "")
    if half and end - start < _LONGEST:
        return end + len(half), Named(named.ids, How.SIMILAR)
    rest = _unknown(text, end) if named.how is How.GIVEN else ""
    if len(rest) != 2 or is_everyday(rest) or not _SOUNDS.issuperset(rest):
        return None
    return end + 2, Named(named.ids, How.SIMILAR)


def _has_a_third(text: str, end: int, care: Care) -> bool:
    """Whether a full name of two characters goes on: 文静怡 and 梅芳芳 are not the 文静 and 梅芳 in care."""
    if (
        text[end : end + 1] not in (text[end - 1], *_ONLY_IN_NAMES)
        or text[end] in _TIMES
        or is_everyday(text[end : end + 2])
    ):
        return False
    return not (WORDS.match(text, end) or care.names.match(text, end))


def _is_made_of_parts(child: int, care: Care) -> bool:
    name = care.near.known[child]
    return name.has_halves or len(name.parts) > 1


def _unknown(text: str, start: int) -> str:
    """The characters from a place up to the next known word or mark."""
    end = start
    while end < len(text) and end - start < _LONGEST and is_han(text[end]) and not WORDS.match(text, end):
        end += 1
    return text[start:end]
