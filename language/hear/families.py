"""What a parent's message is: nearly always words for the teacher, never a record."""

from dataclasses import dataclass
from enum import StrEnum

from language.hear.mentions import mentioned
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.regex import regex


class FromParent(StrEnum):
    """What a parent's message is beside words for the teacher."""

    WORDS = "words"
    LEAVES = "leaves"
    BIND = "bind"
    NO_MORE = "no_more"
    HOW = "how"


@dataclass(frozen=True, slots=True)
class ParentSays:
    """`student_ids`: the linked children whom it names, or the only one."""

    what: FromParent
    student_ids: tuple[int, ...]


# A child that leaves the school; a day at home is told to the teacher.
_LEAVES = regex(r"转学|转走|转校|休学|退学(?!费)|办转|学籍|转到[^,.\n]{1,12}(?:上学|读|念|学校|中学|小学)|复学")
_BIND = regex(
    r"(?:\W|请|帮我?|我要|我想)*(?:绑定|结对|关联)(?:一下|我?孩子|学生|我家|[ :,]|(?=[\u4e00-\u9fff·]{2,12}$))"
)
_NO_MORE = regex(
    r"(?:\W|请|帮我?|我要|我想)*(?:解绑|取消绑定|解除绑定|退订|取消关注|不收了|先不收)\W*"
    r"|(?:不想|不要|别|不用|不需要)(?:再)?(?:收|发|推送|接收|给我发|打扰)[^,.\n]{0,6}(?:消息|信息|通知|便条|信|了)"
)
_HOW = regex(
    r"(?:机器人|真人|人工)(?:还是|吗|么|啊|\?)"
    r"|(?:这个?|你)(?:号|小程序|账号|公众号|页面)?(?:是(?:什么|谁|干|做|不是|机器)|(?:怎么|咋|如何)用)"
    r"|(?:怎么|咋|如何|怎样|在哪里?)(?:用|看|查|登录|登陆|绑定|注册|打开|关注|退订|退出|关掉|关闭|停掉|屏蔽|不收|取消|设置|下载|操作|进)(?!待|护"
    r"|管)|^\W*(?:帮助|使用说明|怎么用|help)\W*$"
)


def from_parent(text: str, care: Care) -> ParentSays:
    """What a parent says; `care` holds the parent's own children. Whatever it is, it goes to the teacher as well."""
    plain = normalise(text).text.strip()
    named = mentioned(text, care)
    ids = named or (tuple(care.spoken) if len(care.spoken) == 1 else ())
    return ParentSays(_what(plain), ids)


def _what(plain: str) -> FromParent:
    if _BIND.match(plain):
        return FromParent.BIND
    if _NO_MORE.search(plain):
        return FromParent.NO_MORE
    if _LEAVES.search(plain):
        return FromParent.LEAVES
    return FromParent.HOW if _HOW.search(plain) else FromParent.WORDS
