"""Names that only begin or end as one in care does: 扎西次仁 is neither 扎西顿珠 nor 次仁."""

from language.hear.everyday import is_everyday
from language.hear.lexicon import spelled
from language.hear.named import HALVES, How, Named
from language.hear.names import Care
from language.hear.regex import regex
from language.hear.unknown_names import is_han
from language.hear.words import WORDS

_LONGEST = 4
# Characters that stand in given names and begin hardly any word that could follow one.
_ONLY_IN_NAMES = frozenset(
    "怡婷琪瑶轩涵妍娜婉颖彤倩莹雯琳璐萱蕊薇娟娥玥晗昊睿皓宸琦璇淇钰炜烨煜铭霖媛嫣姗珊萍蓉蓓莉芸芬茜"
)
# Common last characters of a given name that say nothing of who stands before them, and what follows a name.
_LAST_OF_NAMES = frozenset(
    "航军莲荷芳华辉杰伟涛鹏龙凤兰梅英霞娜丽敏燕玲丹倩颖慧洁佳欣妮雅彬斌峰勇刚波浩磊森源泽瑞祥贵昌坤鑫晨阳宇翔博豪凯"
    "恒帆哲轩瑶琪萱涵怡婷雯琳璐蕊薇娟娥艳萍红琴菊桂芬珍秀珠云霄栋梁柱旺福林国民武志海洋江涵诺彤晴萌梓豆"
)
_BEHIND_A_NAME = regex("家(?!访|长)|的|[一两三几][件个套双本顿次袋盒条]|同学|[今昨前]天")
# The characters by which foreign names are mostly written.
_SOUNDS = frozenset(
    "艾阿依伊古丽努尔买提江力克热合曼木拉吐逊尼亚孜别巴汗娜玛帕迪里夏赛米斯坎什库图苏甫玉素麦吾明萨比肉孜塔赫哈勒娅古扎扣"
    "且呷支芝乃伍各机博洪者木牛果洛史古尔扎作沙马海曲比觉俄底"
    "次仁旦增措姆曲珍央宗卓嘎吉杰平旺堆罗布达瓦顿珠西多才让加群培朗赤列那日娃桑格白索南贡强久美德庆云益华切项毛周完"
)
# 「于前前天谈的」
_TIMES = frozenset("前今昨明后当上下中早晚")
# 「小家伙」, 「小红花」; but 「小平和…」 and 「小国家里」 go on behind a child.
_SMALL_ONES = frozenset(
    spelled(
        "家伙 孩子 孩儿 伙子 伙伴 姑娘 丫头 宝贝 可爱 鬼头 不点 男孩 女孩 男生 女生 红花 红包 书包 雨伞 雪花 雪人 龙虾"
        " 云朵 月饼 苹果 帅哥 美女 王子 黄帽 白鞋 星星 天使 天才 台灯 棉袄 飞机 同桌 学霸 音箱 捣蛋 机灵"
        " 金库 海报 雷锋 调皮"
    )
)
_GOES_ON = frozenset("长和跟与家的在是了也都又就还说讲谈聊来去到找给把被让叫上下不没有要想今昨前后妈爸爷奶子儿哥姐弟妹")


def longer(text: str, start: int, end: int, named: Named, care: Care) -> tuple[int, Named] | None:
    """The end of the longer name that one in care begins, and that this child is only like; None where it ends."""
    if named.how is How.EXACT and end - start == 2 and _has_a_third(text, end, care):
        return end + 1, Named(named.ids, How.SIMILAR)
    halved = text[start:end] in HALVES or any(_is_made_of_parts(child, care) for child in named.ids)
    if named.how not in (How.EXACT, How.GIVEN) or not halved:
        return None
    if text[end : end + 1] == " ":
        rest = _spaced(text, end + 1, care) if named.how is How.GIVEN else ""
        return (end + 1 + len(rest), Named(named.ids, How.SIMILAR)) if rest else None
    behind = care.names.match(text, end) if end < len(text) else None
    if behind and behind[0] > end + 2:
        return None
    half = next((text[end:stop] for stop in (end + 3, end + 2) if text[end:stop] in HALVES), "")
    if half and end - start < _LONGEST:
        return end + len(half), Named(named.ids, How.SIMILAR)
    rest = _unknown(text, end) if named.how is How.GIVEN else ""
    if len(rest) != 2 or is_everyday(rest) or not _SOUNDS.issuperset(rest):
        return None
    return end + 2, Named(named.ids, How.SIMILAR)


def longer_before(text: str, first: int, span: tuple[int, int], named: Named) -> int:
    """Where the longer name begins that one in care ends: 扎西次仁, where 次仁 is in care.

    `span` is where that one stands; its own beginning is given where it is all of the name. From `first` to there
    nothing is known.
    """
    start, name = span[0], text[span[0] : span[1]]
    if named.how not in (How.EXACT, How.GIVEN):
        return start
    if name in HALVES and (text[first:start] in HALVES or text[max(first, start - 2) : start] in HALVES):
        return first if text[first:start] in HALVES else start - 2
    begun = start
    while begun > first and text[begun - 1] in _SOUNDS:
        begun -= 1
    return begun if 1 < start - begun < _LONGEST and _SOUNDS.issuperset(name) else start


def _spaced(text: str, start: int, care: Care) -> str:
    """The other half of a name written with a space, where it is nobody's in care: 格桑 曲珍, 阿依古丽 买买提."""
    rest = "" if care.names.match(text, start) else _unknown(text, start)
    foreign = len(rest) > 2 and _SOUNDS.issuperset(rest)
    return rest if rest in HALVES or foreign else ""


def _has_a_third(text: str, end: int, care: Care) -> bool:
    """Whether a full name of two characters goes on: 文静怡 and 梅芳芳 are not the 文静 and 梅芳 in care."""
    if text[end : end + 1] in _LAST_OF_NAMES and _BEHIND_A_NAME.match(text, end + 1):
        return not (WORDS.match(text, end) or care.names.match(text, end))
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


def is_no_nickname(text: str, start: int, end: int) -> bool:
    """Whether 小 and one character, in a plain text from `start` to `end`, begin an ordinary word: 小家伙, 小书包."""
    if not text.startswith("小", start) or end - start > len("小洁"):
        return False
    word = text[end - 1 : end + 1]
    if word in _SMALL_ONES or not is_everyday(word):
        return word in _SMALL_ONES
    return not (text[end] in _GOES_ON or WORDS.match(text, end) or is_everyday(text[end : end + 2]))
