"""Other children's names in words to a family: whole names of the roster, and not the words that are written alike."""

from collections.abc import Iterable

from language.hear.everyday import is_everyday
from language.hear.lexicon import spelled
from language.hear.normalise import DOT, HEAD, fold, normalise
from language.hear.regex import regex

# Names that are words as well, and are too rare for the list of everyday words.
_ALSO_WORDS = frozenset(
    spelled("""
        宋词 唐诗 钟灵 雷雨 雷鸣 方圆 常乐 常青 金秋 金星 余音 余晖 白雪 白云 白杨 白桦 白鸽 严明 齐心 龙腾 龙舟
        顾念 殷切 殷实 毛毛 田甜 江山 江海 江南 高山 高洁 高远 高歌 高飞 朝阳 晨曦 晨光 晨星 星辰 星河 晴天 晴空
        晴朗 春晓 春晖 夏至 秋实 冬至 安康 安宁 安然 安逸 平凡 平和 平川 万象 万千 万全 万物 金玉 石榴 石林 向阳
        向荣 成林 成风 方正 方舟 明月 明镜 明珠 文采 文墨 云海 云霄 云峰 海洋 海涛 海燕 海棠 汪汪 于是 花朵 花开
        叶子 叶绿 苗苗 林海 林荫 古今 古文 古诗 骄阳 小满 谷雨 白露 立夏 元旦 国庆 建国 建军 解放 胜利 和平 和谐
        光明 光辉 希望 理想 梦想 宁静 温馨 康乐 乐天 乐观 欢欢 乐乐 天天 点点 多多 东方 东风 西风 南山 北辰 长江
        黄河 泰山 华山 昆仑 祁连
    """)
)
# 「关心同学」
_TAKE_A_PERSON = frozenset(spelled("关心 顾念 思念 想念 敬爱 向往 希望 感谢 成就"))
# What shows that a child is meant, and no word.
_PERSON = (
    "同学|小朋友|的?(?:妈妈?|爸爸?|家长|奶奶|爷爷|父母|外婆|姥姥|同桌|座位|书包|作业本|本子|文具盒|成绩)"
    "|[这那]个?(?:孩子|同学)"
)
_ACTS = "打|骂|推|抢|吵|闹|惹|踢|撞|咬|抓|绊|吓|逗|欺负|笑话|嘲笑|孤立|追|拽|扯|砸|扔"
_TOGETHER = rf"{_ACTS}|一起|一块|一同|动手|玩|坐|争|比赛|做朋友|交朋友|聊天|说话|抄|借|是同桌|同桌|闹矛盾|有矛盾|关系"
_BEHIND = regex(rf" ?(?:{_PERSON})")
_BEFORE = regex(r"(?:同桌(?:是|叫)?|同学(?:是|叫)?|(?:名字)?叫|班长|组长|课代表|委员)[ :「“\"]?$")
_WITH = regex(r"(?:跟|和|与|同|找|比|帮|把|给|向|惹|打了?|骂了?|推了?|抢了?|欺负了?|喜欢)$")
_BY = regex("(?:被|让|挨)$")
_DOES_TOGETHER, _DOES = (
    regex(rf" ?(?:又|还|也|常|总|老|经常|总是|没|不|两个?人?|他们)*(?:{_TOGETHER})"),
    regex(rf" ?(?:{_ACTS})"),
)


def others_named(text: str, own: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those of `others` who are named in a text beside the family's `own` children, in their order in the text."""
    plain = _fold(text)
    for name in _longest(own):
        plain = plain.replace(name, " " * len(name))
    found: dict[int, str] = {}
    called = _longest(others)
    for name in called:
        here = plain.find(name)
        while here >= 0:
            end = here + len(name)
            if _is_child(plain, here, end):
                found[here] = name
                plain = f"{plain[:here]}{' ' * len(name)}{plain[end:]}"
            here = plain.find(name, end)
    return tuple(dict.fromkeys(called[found[place]] for place in sorted(found)))


def _fold(text: str) -> str:
    """A text of whatever length in plain form, without the dots in names."""
    pieces = (normalise(text[here : here + HEAD]).text for here in range(0, len(text), HEAD))
    return "".join(pieces).replace(DOT, "")


def _longest(names: Iterable[str]) -> dict[str, str]:
    """The names in plain form with what they are in the roster, the longest first; a single character names nobody."""
    folded = {fold(name).replace(DOT, "").replace(" ", ""): name for name in names}
    return {name: folded[name] for name in sorted(folded, key=lambda name: (-len(name), name)) if len(name) > 1}


def _is_child(text: str, start: int, end: int) -> bool:
    """Whether a name stands for a child; one that is a word, or is made one by its neighbours, must be used as one."""
    name = text[start:end]
    if len(name) > 2 or not (is_everyday(name) or name in _ALSO_WORDS or _in_another_word(text, start, end)):
        return True
    before = text[max(0, start - 6) : start]
    if (_BEHIND.match(text, end) and name not in _TAKE_A_PERSON) or _BEFORE.search(before):
        return True
    if _BY.search(before):
        return _DOES.match(text, end) is not None
    return _WITH.search(before) is not None and _DOES_TOGETHER.match(text, end) is not None


def _in_another_word(text: str, start: int, end: int) -> bool:
    """「关于洋葱」, 「曾庆祝」: one of its characters makes a word with its neighbour."""
    return is_everyday(text[max(0, start - 1) : start + 1]) or is_everyday(text[end - 1 : end + 1])
