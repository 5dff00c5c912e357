"""Where the clauses of a masked message end: at its marks, and where speech without marks begins anew."""

import re
from collections.abc import Iterator

from language.hear.frame_words import TIME_OF_DAY
from language.hear.regex import regex

ITS_DAY = (
    rf"(?:都|全|也)?是?D(?:{TIME_OF_DAY}|[那当]天|一起|刚)*"
    "(?:[去谈聊访跑送补讲教打办弄搞做拉带说见接联]|家访|辅导|完成|联系|进行|过去|上门)(?:过?去|完|好|通|上|成|到)?的"
    "(?=[,.)\\n]|$)"
)
"""「上周六去的」 at the end of a clause: nothing but when it was."""

# With these before it 我 only goes on with a clause: 「他说我给他…」, 「跟我…」.
_GOES_ON = "".join(
    f"(?<!{one})" for one in "给跟和与对找向让叫被替帮为说讲问诉想得谢望是果等请催劝约陪家里据怕因学文语题费"
)
_AGAIN = "了?(?:D|后来|最后|[上下中]午|晚上|我(?=[就又才]))+(?:又|再|才|就|直接|终于|总算|我)*"
_DID_WITH_HIM = "(?:家访|谈|聊|去|补|送|访)(?:[了过完]|成了|上了)"
_BEGINS = "|".join(
    (
        "而且|然后(?!呢)|接着(?!说)|另外|(?<![我也又还就])顺[便带]|后来|随后|但是|不过(?!关|瘾|来|去|如)|可是|结果|完了(?:又|还)|反正|就是(?=[没不])",
        # 「张三又没及格我给他讲了一中午」.
        rf"{_GOES_ON}D?我们?(?:又|也|就|还|再)*(?:(?:给|跟|和|与|找|把|陪|帮|去)[他她](?!的)|坐下来|把两)",
        # 「跟他谈了他承认错误」.
        "(?<=[了过心话的情事儿])[他她](?:说|也|承认|答应|表示|哭|现在|倒|就|一直|主动|保证|态度|情绪|听|还)",
        "(?<=[了话])P(?:说|也|倒|很|挺|就)",
        "(?<=[了过的])(?<!找了)(?<!叫了)(?<!见了)(?<!陪了)N(?:是O|也是D|也[谈聊没]|没[谈聊去]|[谈聊][了过]|家?(?:家访|也?去)[了过])",
        # 「上周去的就是周六」, 「…具体是三号」.
        r"(?<=[家了过的访谈聊心])也?就是D(?=[^,.:\nNDPO]{0,4}(?:$|[,.\n]))|具体(?:时间)?[是在]D",
        "(?:就|只好|于是)?改(?:成|为|打|用)了?(?:打|电话|微信|线上|视频)",
        "(?<![打计总])(?:这个|这|也|就)?(?<![打计总没不])算(?:是|个)?(?:家访|谈心|联系家长|送温暖|辅导|帮扶)",
        "(?<=[的了])D(?:我)?(?:跟|和|与|找|是|给|去|家访|谈)N|(?<=了)D(?:才|就|又|补|总算|终于|我)",
        # What had failed is tried again: 「他妈没接今天又打通了」.
        rf"(?<=[没不无未][接回来在通成人到着]){_AGAIN}[打拨去找联]|(?<=没人[接应开]){_AGAIN}[打拨去找联]"
        rf"|(?<=没[谈聊见送补打联访]成){_AGAIN}[打拨去找联谈聊补送给见跟和访]"
        rf"|(?<=请假|没空|不在|没来|有事|没见|生病){_AGAIN}[打拨找联谈聊补送给见跟和访]",
        "(?<=[谈聊]了)[谈聊]完(?=了|以?后|之后|[他她])",
        # 「…四十公里呢上个星期六去的」, 「家访都做了都是上礼拜天做的」.
        r"(?<=[呢啊了的呀哦])(?:都)?是?D(?:那天)?[去谈聊访送补打做讲教]的?(?=的$|的[,.\n])",
        r"(?:最后|后来|结果)(?:一[遍次个])?还是|最后(?:一[遍次个])?(?:打)?通了",
        "(?<=没来)我|(?<=请假)我|(?<=请假了)我|(?<=不在)我|(?<=没在)我",
        "(?<!D)(?:T|一[次回])是?D",
        # 「…去的他家呢上周六去的」, 「家访都做了都是上周做的」.
        rf"(?<=[了过的呢啊嘛吧哈哦着完好天久会下上T ]){ITS_DAY}",
        # 「昨天他妈妈没接今天接了」.
        "(?<=[次回趟了])D(?=(?:家里?)?(?:没人|没见|没碰|扑))|(?<=没[接回通在理来成见人])(?<!从没)(?<!有没人)D(?!的)",
        # 「张三没谈李四谈完了」, 「张三李四都没谈就谈了个王五」, 「谈了张三李四请假了」.
        rf"(?:(?<=没[谈聊去访送补打来在到空])|(?<=来不及|没时间|请假了))N(?=D?{_DID_WITH_HIM})"
        rf"|(?<=没[谈聊去访送补打来])(?:就|只)(?={_DID_WITH_HIM})"
        "|(?<=[谈聊访]了N)N(?=(?:D|也|又|[他她])?(?:请[病事]?假|没|生病|不在|有事|回家|打球|缺))",
        # 「…没让他去跑步就在走廊里跟他说了说」.
        "(?<![没不])就在[^,.:\nNDPO没不]{1,6}(?:跟|和|给|找|陪)[他她N]",
    )
)
_BORDER = regex(rf"[,.:;?\n]|(?<=[^,.:;?\n])(?={_BEGINS})")
_NOT_HIM = regex("没[谈聊去访送补打]N")
# What is supposed or asked goes on to the end of its sentence.
_SUPPOSED = regex(r"如果|要是|只要|假如|万一|除非|等|([需该要能])不\1|是否|是不是|有没有|可不可")


def borders(text: str) -> Iterator[re.Match[str]]:
    """The marks between clauses; an empty match where a clause ends without a mark."""
    supposed = False
    for found in _BORDER.finditer(text):
        before = _SUPPOSED.search(text, _last_mark(text, found.start()), found.start())
        supposed = not found[0] and (supposed or before is not None)
        if not supposed and not _denies_him(text, found.start()):
            yield found


def _denies_him(text: str, place: int) -> bool:
    """「没谈张三谈了李四」: a child behind what was not done begins anew only where another was named before."""
    return _NOT_HIM.match(text, max(0, place - 2)) is not None and "N" not in text[_last_mark(text, place) : place]


def _last_mark(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in ",.:;?\n") + 1
