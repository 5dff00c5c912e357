"""What in words to a family might hurt: other children's names, numbers, labels, harsh words; a pure function."""

import unicodedata
from collections.abc import Iterable

from duty.wording import Hurt, Hurting
from language.hear.others_named import others_named
from language.hear.regex import regex
from language.say.note_words import labels_in

_MOBILE = r"(?:\+?86[- ]?)?1[3-9]\d(?:[- .]?\d){8}"
_LANDLINE = r"\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}"
_SERVICE = r"[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
_NUMBER = regex(rf"(?<![\d.])(?:{_MOBILE}|{_LANDLINE}|{_SERVICE})(?![\d.]\d|\d)")
_LOCAL = regex(r"(?:电话|号码|座机|热线|拨打?|打)[^\d\n]{0,4}(?P<number>\d{4}[- ]?\d{3,4})(?!\d|[年号月])")
_SPOKEN = regex(r"[一幺1][零〇一二三四五六七八九幺 ]{10,14}")

# What a child is called.
_STUPID = (
    "笨(?!鸟|重)|愚蠢|(?<!愚)蠢(?!蠢)|傻(?:子|瓜|乎乎|里傻气|不拉几)|(?:太|真|很|好|犯)傻|弱智|智障|白痴"
    "|低能|脑残|缺心眼|二百五"
    "|没(?:长)?脑子|猪脑|脑子(?:不好使|有问题|有病|进水)|智商(?:低|有问题|堪忧)|不开窍|朽木|榆木|迟钝|扶不上墙|烂泥"
)
_LAZY = "懒(?!洋洋|羊羊|腰|觉|人沙发)|好吃懒做|游手好闲|混日子|不求上进|不思进取"
_BAD = (
    "坏(?:孩子|学生|小孩|东西|透|到家)|学坏|(?:品行|态度|行为|性质|情节|品质)(?:很|太|十分|非常|极其)?(?:不端|恶劣|败坏)"
    "|道德败坏|顽劣|无赖|流氓|混蛋|混账|王八|畜生|败类|人渣|(?:是|个|像|真|太|成了)垃圾|害群之马|祸害|熊孩子"
    "|(?<!防)(?<!抓)小偷|做贼|手脚不干净|偷(?:东西|钱|拿)|撒谎|说谎|谎话|(?:是|个|小)骗子|骗(?:老师|人)(?!的)"
    "|自私|没有?(?:礼貌|规矩|教养|家教|良心|素质)|缺(?:乏|少)?(?:管教|家教|教养|素质)|不要脸|厚脸皮|脸皮厚"
    "|屡教不改|死不悔改|冥顽不灵|神经病|精神病|变态|有病(?=[吧啊呀])|心理有问题|多动症|自闭症?"
)
_HOPELESS = (
    "没有?(?:出息|救了?(?!助|援)|指望|前途|用的)|废(?:物|柴|人)(?!品|利)|饭桶|草包|窝囊|一无是处|一塌糊涂"
    "|无(?:药)?可救(?:药)?|不可救药|不是(?:读书|学习)的料|不争气|不成器|什么都(?:不会|不行|做不好)|完蛋|差劲"
    "|(?<!空气)(?<!天气)(?<!身体)(?<!视力)(?<!睡眠)(?<!胃口)(?<!信号)(?<!网络)"
    "(?:太|很|最|非常|极|特别|这么|那么)差(?!别|距|异|不多|一点|点)"
)
_RANK = (
    r"倒数(?!计时|日|[一二三四五六七八九十百\d]+天|三[,、 ]?二)|垫底|吊车尾|最后一名"
    "|拖(?:了|着|全班|班级|大家)*的?后腿"
)
_DISLIKE = "丢(?:人|脸)|(?:真|很|太|让人|招人)讨厌|讨人嫌|讨人厌|烦死|可恶|恶心人|让人恶心|受不了[他她你]|活该|可耻"
# What parents are blamed for, or threatened with; 「明天停课，不用来学校」 is news.
_BLAME = (
    "(?:怎么|咋)(?:教|管|当)(?:的?(?:孩子|娃|爸|妈|家长|父母)|育?的)|不配(?:当|做|为)|不负责任|没有?尽到?(?:到)?责任"
    "|(?:从来?|根本|都)不管(?:孩子|他|她)?|不管孩子|不闻不问|没有?人管|惯(?:坏|出来)|溺爱|失职"
    "|家庭教育(?:失败|有问题|缺失)|不配合|不重视"
)
_THREAT = (
    "开除|劝退|退学(?!费)|记大?过(?=[ ,.!?]|处分|$)|处分|后果自负|(?:别|不要)再来(?:学校|上学|上课|了)|等着瞧|走着瞧"
    "|(?<![打翻])滚(?=蛋|出|回|开(?!水)|吧|!|$)"
)
_HARSH = regex(
    "|".join(f"(?:{words})" for words in (_HOPELESS, _LAZY, _STUPID, _BAD, _RANK, _DISLIKE, _BLAME, _THREAT))
)
# 「一点也不笨」, 「没有偷懒」, 「谁说他笨」, 「改掉了偷懒的毛病」, 「从倒数第三进步到…」; and who says it of himself.
_ITS_OPPOSITE = regex(
    r"(?:(?:不|没|无|非|别|莫|未)(?:有|是|算|再|会|太|很|那么|这么|怎么|够|能|要|该|许|准|可|应该|曾"
    r"|因为|觉得|认为|说|骂|叫|嫌|怪|用|必|至于"
    r"|见得|一点|半点|真|一个|个|什么|偷|他|她|您|你|孩子|自己)*"
    r"|(?:谁说|哪里|哪儿|怎么会|怎么可能)(?:他|她|孩子|是|会)*(?:很|真|那么)?"
    r"|(?:改掉|改正|克服|戒掉|告别|摆脱|脱离|走出|甩掉|赶走|改了|不再)(?:了|过去|以前|原来|从前|的)*(?:偷)?"
    r"|(?:自己|我)(?:是|有点儿?|很|太|真|好|特别|比较|这么|那么|一个|个|什么都)*(?:偷)?)$"
)
_FROM = regex(r"(?:从|由)[^,.!?;]{0,8}$")
_UP = regex(r"[^,.!?;]{0,10}(?:到|进步|升|提高|前进|变成|冲)")
_CLAUSE = regex(r"[,.:;!?\n]")
_BEFORE = 24


def hurting(text: str, own: Iterable[str], others: Iterable[str]) -> tuple[Hurting, ...]:
    """What might hurt in words to the family of the `own` children: who of `others` is named, and the rest; each once.

    Only what needs a look is found: the writer decides, and what is praise or denies a harsh word is none.
    """
    found = [Hurting(Hurt.OTHER_CHILD, name) for name in others_named(text, own, others)]
    found += [Hurting(Hurt.NUMBER, number) for number in _numbers(text)]
    found += [Hurting(Hurt.LABEL, word) for word in labels_in(text)]
    found += [Hurting(Hurt.HARSH, word) for word in _harsh(text)]
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    found = [one[0].strip() for one in _NUMBER.finditer(plain)]
    rest = _NUMBER.sub(" ", plain)
    found += [one["number"] for one in _LOCAL.finditer(rest)]
    return found + [one[0].strip() for one in _SPOKEN.finditer(rest) if len(one[0].replace(" ", "")) == 11]


def _harsh(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    plain = plain.translate(_STOPS)
    return [one[0] for one in _HARSH.finditer(plain) if not _is_opposite(plain, one.start(), one.end())]


def _is_opposite(text: str, start: int, end: int) -> bool:
    """Whether what stands before a word in its clause turns it round, or it is what the child has left behind."""
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    if _ITS_OPPOSITE.search(before):
        return True
    return _FROM.search(before) is not None and _UP.match(text, end) is not None


_STOPS = str.maketrans("。、！？；：", ".,!?;:")
