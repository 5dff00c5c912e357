"""What was tried in vain and why, and what somebody else did for whom the sender only keeps the record."""

from duty.commands import CouldNot
from duty.kinds import Kind
from language.hear.event import Event
from language.hear.masked import Masked
from language.hear.mood import Mood
from language.hear.named import Named
from language.hear.regex import regex

# Why a deed could not be; that the sender forgot it or had no time is no reason of this kind.
_WHY = regex(
    r"不方便|没(?:有)?人(?:在|应|开|接|$)|无人|不在(?:家|校|学校|宿舍|村|本地)?|请(?:了)?(?:病|事)?假|没(?:有)?来(?!得及|不及|过)"
    r"|缺席|不让|不肯|不愿|不想"
    r"|拒绝|婉拒|谢绝|拒收|[不没][肯要]?收(?![到拾费获入手起])|关机|停机|空号|占线"
    r"|没(?:有)?接|不接|打不通|没(?:有)?打通|无法接通|挂(?:了|断|我)"
    r"|锁(?:着|了)?门|门锁|铁将军|没开门|扑了?个?空|白跑|临时有事|突然有事|生病|病了|发烧|住院|走亲戚|外出|出门|出差|加班|上班|干活|下地"
    r"|不配合|不同意|不理|躲|跑了|回老家|去了?外地|大雨|下雨|下雪|封路|停课|路断|塌方|搬(?:家|走|到|去)|转学|转走|没等到|等不到|没见(?:着|到)|没碰(?:上|着|到)|没找(?:着|到)"
)
_AT_HOME = regex(r"N(?:家?(?=P)|家里?)(?P<why>P?[^,.:\nN]{0,6}(?:不方便|没空见|没[得有]?人|不在家?|不让(?:进|去|来)))")
# 「家访李四改成视频了」, where nothing else is told.
_ANOTHER_WAY = regex(r"[改换](?:成|为|用)了?(?:打|了)?(?:个|了)?(?:电话|视频|微信|线上|语音)了?(?=$|[,.\n])")
_ON_BEHALF = regex(
    r"代(?:为)?(?:记|录|登记|填|报)|替(?:他|她|[^,.:\nN我]{1,4})(?:记|登记|录)(?!得)"
    r"|帮(?:他|她)(?:记|登记|录)(?!得)"
)
_DOER = regex(
    r"(?:^|(?<=[,.:\n ]))(?P<who>[^,.:\nNDPFT我他她]{1,8}?)"
    r"(?=D|N|T|[和跟与给帮对找陪去到]|今|昨|已|刚|上午|下午|中午|晚上)"
)
_MARKS = ",.:;?\n"
_BLANK = " ,，。；;、：:"


def could_not(masked: Masked, event: Event, end: int) -> CouldNot | None:
    """A deed for one child that came to nothing, with the sender's reason; None where none is given before `end`."""
    if event.mood is not Mood.NOT or len(event.named) != 1 or not event.named[0].sure:
        return None
    reason = _reason(masked, event, end)
    return CouldNot(event.named[0].ids, event.kind, reason) if reason else None


def another_way(masked: Masked, event: Event) -> CouldNot | None:
    """A visit that is only said to have become a call; None where it is said of no one child."""
    found = _ANOTHER_WAY.search(masked.text, event.end)
    if found is None or event.mood is not Mood.NOT or len(event.named) != 1 or not event.named[0].sure:
        return None
    return CouldNot(event.named[0].ids, event.kind, masked.typed(*found.span()))


def nobody_home(masked: Masked, named: list[Named]) -> CouldNot | None:
    """「张三家长不方便，改电话」 says no deed, and can only be a visit that could not be."""
    text = masked.text
    found = _AT_HOME.search(text)
    if found is None or len(named) != 1 or not named[0].sure:
        return None
    return CouldNot(named[0].ids, Kind.HOME_VISIT, masked.typed(found.start("why"), found.end("why")).strip(_BLANK))


def _reason(masked: Masked, event: Event, end: int) -> str:
    """The clause that says why, or of the deed's own clause what stands behind the deed."""
    text = masked.text
    first = max(text.rfind(mark, 0, event.start) for mark in _MARKS) + 1
    places = ((event.end, end), (first, event.start), (0, first))
    found = next((match for place in places if (match := _WHY.search(text, *place))), None)
    if found is None:
        return ""
    start = max(text.rfind(mark, 0, found.start()) for mark in _MARKS) + 1
    stop = min((place for mark in _MARKS if (place := text.find(mark, found.end())) >= 0), default=len(text))
    if start <= event.start < found.start():
        start = event.end
    return masked.typed(start, stop).strip(_BLANK)


def done_by(masked: Masked, event: Event) -> str:
    """Who did a deed that the sender only records: 「志愿者小王辅导了张三，我代记」; "" if it is their own."""
    text = masked.text
    if not _ON_BEHALF.search(text):
        return ""
    first = max(text.rfind(mark, 0, event.start) for mark in _MARKS) + 1
    doer = _DOER.search(text, first, event.start)
    return masked.typed(doer.start("who"), doer.end("who")).strip(_BLANK) if doer else ""
