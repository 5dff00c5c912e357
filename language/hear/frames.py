"""How a deed is told in a free sentence: patterns over a masked message, a table a kind."""

import re
from dataclasses import dataclass

from duty.kinds import Kind
from language.hear.frame_words import GIFT, HOME, WHOM
from language.hear.gifts import GIFTS, HANDED_OVER
from language.hear.lessons import LESSONS

_WENT = "(?:[了过趟]|成(?!都)了?|了?一?[趟次]|了?T|了过|的)"
# What a word for a deed may only belong to.
_NO_NOUN = (
    "(?!的?(?:事|问题|意见|时间|情况|安排|照片)|照片|图片|相片|表|记录|材料|补贴|时间|报告|总结|计划|任务"
    "|次数|进度|手册|对象|通知|要求|方案|活动|制度|情况|名单|系统|台账)"
)
_SPOKE = "(?:说(?!了算|不)|讲|反映|反馈|通(?:了)?气|见面|碰面|交谈|面谈|对接|商量|谈|聊|沟通|交流|说明|解释|嘱咐|叮嘱)"

_TOLD: dict[Kind, tuple[str, ...]] = {
    Kind.TALK: (
        r"(?<!访)谈(?!恋|判|论|及|吐|对象|资|何|[心话](?:室|记录|表|本|时间|内容"
        r"|提纲))(?:[了过完]?(?:一?[次回会]|几句)?(?:心|话|谈))?",
        r"聊(?!斋|胜|以|城|天群|天记录|天室)(?:[了过完]?(?:一?[次回会]|几句)?(?:天|聊))?",
        r"说(?:了|过)?(?:一?会儿?|几句|一?阵|半天)?(?:心里|知心|悄悄|体己|贴心)?话",
        r"沟通|(?<!不)交流|交心|交谈|开导|开解|疏导|促膝|诉(?:了)?(?:诉)?苦|把话说开",
        r"唠(?:了|过)?(?:唠|嗑|几句)?|摆(?:了|过)?(?:哈|一?会儿?|半天|一?阵)?(?:龙门阵|$|(?=[,.\n]))"
        r"|[倾傾](?:[了过咗]|咗下|咗陣)?(?:偈|計|计)?",
        r"(?:拉|扯)(?:了|过)?(?:一?会儿?|半天)?(?:家常|呱)|做(?:了|过|通)?[^,.\n]{0,6}思想工作",
        rf"(?:跟|和|与|找|对|陪|把)(?:{WHOM})[^,.:\n]{{0,10}}?(?:劝了|劝说|安慰|鼓励了|说了说|说了几句"
        rf"|讲(?:了)?道理|说开|问了问|聊)",
    ),
    Kind.HOME_VISIT: (
        rf"(?:家访|入户|走访|登门|上门|拜访|探访){_NO_NOUN}"
        r"|(?<![家走拜探上])访(?:[了过到])(?:T|[一二两三四五六七八九十\d]+[户家])",
        rf"(?<![家走拜探上])访(?:了|过)?(?:{WHOM})的?(?:P的?)*{HOME}",
        rf"(?:跑|走|拐|赶|摸)(?:了|过)?(?:一?趟|T|去|到)+(?:{WHOM})(?:同学)?的?(?:P的?)*{HOME}",
        rf"(?:去|到|上|来|回|进)(?:{_WENT})?(?:{WHOM})(?:同学)?的?(?:P的?)*{HOME}",
        rf"(?:{WHOM})(?:同学)?的?(?:P的?)*(?:两|三|几)?{HOME}(?:[^,.\n]{{0,10}}?)(?:去(?!(?:了|过)?(?:一?[个通])?(?:电|信|微信))|(?<!搬)(?<!出)走|看|坐|到|跑"
        rf"|访)(?:[过了完]|一?趟|过一?趟)",
        rf"在(?:{WHOM})的?(?:P的?)*{HOME}[^,.:\n]{{0,12}}?(?:聊|谈|坐|住|看|吃|待|拉|说|喝|陪)(?:了|过|着|的)?",
        r"又去(?:了|过)?(?:T|一?[次趟回])|(?<!老师)家里?去(?:过|了)(?!电|信)",
        rf"从(?:{WHOM})(?:同学)?的?(?:P的?)*{HOME}(?:里)?(?:[^,.\n]{{0,3}})(?:出|回|走|刚)",
    ),
    Kind.WARMTH: GIFTS,
    Kind.HELP: LESSONS,
    Kind.CONTACT: (
        r"(?:打|通|回|接|挂|来|去)(?:[了过完通的])?(?:T|一?[个通]|几个|一?次|半天|过去"
        r"|过来)?(?:的)?电话(?:家访)?(?!号|费|卡|手表|里)",
        r"电话(?:打|拨)(?:到|去)|打到(?:N的?)?(?:P|家)|打通(?:了|的)|打过去|回拨|(?:去|来|致)电(?!视|脑|影|动)|电访|电联|(?:电话|手机)(?:打)?通了",
        r"(?<!普)通(?:[了过])?(?:T|一?会儿?|半天)?(?:的)?(?:话|视频|微信|气)|(?:打|开"
        r"|连)(?:[了过])?(?:T|一?个)?(?:的)?(?:视频|语音)",
        r"电话(?:回访|联系|沟通|告知|通知|家访)(?:了|过)?|电话(?:了|过)?(?:N的?)?P"
        r"|P[^,.:\n]{0,3}电话(?!号|费|卡)|电话里(?:说|聊|讲|谈)",
        r"(?:寄|写|带|捎)(?:了|过)?(?:一?封)?信给[^,.:\n]{0,4}P|给[^,.:\n]{0,4}P(?:寄|写|带|捎)(?:了|过)?(?:一?封)?信"
        r"|P[^,.:\n]{0,3}打(?:过?来|回来)(?:了|的)?",
        r"P[^,.:\n]{0,6}接(?:的|了)(?:电话)?|打给(?:N的?)?P",
        r"(?:P(?!群)[^,.:\n]{0,4}发(?!疯|火|脾气|飙|怒|烧|病|现|生|愁|酒疯|誓|呆|话)|发(?:了|过)?[^,.:\n]{0,8}给[^,.:\n]{0,4}P)(?:了"
        r"|过)?(?:一?[个条])?(?:微信|短信|消息|信息|语音)?",
        r"联系(?!电话|方式|人)(?:[了过上到完])?",
        r"(?:转告|告诉|告知|通知|知会|转达)(?:了|过|给)?[^,.:\nNP]{0,2}(?:N(?:[、和跟与]N)*的?)?P(?!群)",
        r"(?:见|碰|会|约见|接待|约谈|面谈|喊|请|叫)(?:[了过到着来])*(?:面|上)?(?:[^,.\n]{0,4})P(?:来)?",
        r"P[^,.\n]{0,10}?(?:来|到)(?:[了过])?(?:一?趟|了)?(?:学校|校(?!服)|我?办公室)",
        rf"(?:跟|和|与|同|向|给|对)[^,.:\nN]{{0,3}}(?:N的?)?[^,.:\nN]{{0,3}}P[^,.:\n]{{0,8}}?{_SPOKE}",
        r"P[^,.:\n不没]{0,8}(?:跟|和|找)我[^,.:\n]{0,4}(?:说|聊|谈|讲)",
        r"(?:微信|短信|qq|钉钉|语音|视频)[^,.\n]{0,6}(?:P|家长)(?:了|过)?|P[^,.:\n]{0,2}(?:语音|视频|微信)(?:了|过)",
        r"P[^,.\n]{0,6}(?:微信|短信|电话)[^,.\n]{0,4}(?:回|聊|说|联系)",
    ),
}
_PATTERNS = {kind: re.compile("|".join(patterns)) for kind, patterns in _TOLD.items()}
_HANDED_OVER, _GIFT = re.compile(HANDED_OVER), re.compile(GIFT)
# A clause in which none of these stands tells of no deed: most clauses are passed over so.
_ANY = re.compile(
    "[谈聊说沟交开疏促诉把唠摆倾傾拉扯做跟和与找对陪家入走登上拜探去到来回进又从送献慰资给帮替为买带捐塞寄捎领收拿穿用打通电P发联见碰会约接喊请叫微短q钉视语辅补答一讲听默教作题晚致盯督指熬煮换装挂各访捋辅转告知炖充交出垫付批面过练背复订梳分搞弄抽串检写读解点巩调算念改守监留同学语物化请领递端理剪缝围铺盖穿戴披换收]"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A deed as told: its kind, and the place of the words that tell it in the masked message."""

    kind: Kind
    start: int
    end: int


def frames(text: str, start: int, end: int) -> list[Frame]:
    """All deeds told between two places of a masked message, in their order."""
    if not _ANY.search(text, start, end):
        return []
    found = [
        Frame(kind, match.start(), match.end())
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text, start, end)
    ]
    if not found and _GIFT.search(text, 0, end) and (handed := _HANDED_OVER.search(text, start, end)):
        found = [Frame(Kind.WARMTH, handed.start(), handed.end())]
    return sorted(found, key=lambda frame: (frame.start, -frame.end))
