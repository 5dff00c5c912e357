"""A day that a message names and no deed took: whether it may be the day of what would be recorded for today."""

from datetime import date

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard
from language.hear.event import SPOKEN_OF
from language.hear.frame_words import TIME_OF_DAY
from language.hear.masked import DAY, Masked
from language.hear.message import Message
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.sentence import events

# A clause that is but a day, or a day and what looks back on it.
_ALONE = regex(
    rf"[^NPO没不说讲约下谈聊访补送打]{{0,4}}D(?:{TIME_OF_DAY}|[ )])*[^NDPO没不说讲]{{0,3}}(?:的事[^ND]{{0,3}})?"
)
# What was said, wanted or left undone on a day is the reason for the deed, and its matter no day of it.
_NOT_ITS_DAY = regex(
    r"D[^,.:\nND]{0,8}(?:[没不未]|[说约][好定要]|说|打算|准备|本来|计划|[落缺]下)|D[^,.:\nND]{1,10}的(?:事|问题|情况|矛盾)"
)
# 「…，昨天给他拉了个单子」, 「…，昨天拉过去的」: what the sender did on a day.
_WE_DID = regex(
    rf"D(?:{TIME_OF_DAY})*[^NDPO,.:\n没不说讲]{{0,4}}(?:(?:[给跟和找帮陪替]|送到)[N他她]|[^,.:\nND没不]{{1,6}}的(?=$|[,.)\n]))"
)
_OF_OTHERS = regex("[NPOXY他她孩娃]")
_NOTE = regex(r"备注|内容|反馈|原话|主题|下次|[\"“「『:]|说|讲|同意|答应|表示|反映|提到|告诉|知道|称")
_FIELD = regex(r"(?:时间|日期|日子)[:是为 ]*$")
_CLAUSE_ENDS = ",.:\n"


def asked_when(heard: Heard, message: Message) -> Heard:
    """A record of today is asked about where a past day stands in the message that may well be its day.

    No day means today, but whoever names one day and no other seldom means another one.
    """
    match heard:
        case RecordDeed():
            deeds: tuple[RecordDeed, ...] = (heard,)
        case RecordSeveral():
            deeds = heard.deeds
        case _:
            return heard
    dated = any(token.part is Part.DAY for token in message.tokens)
    if not dated or all(deed.happened_on != message.today or deed.within or deed.makes_up for deed in deeds):
        return heard
    return Confirm(heard) if _is_open(message.masked, {deed.happened_on for deed in deeds}, message.today) else heard


def _is_open(masked: Masked, taken: set[date], today: date) -> bool:
    text = masked.text
    places = [place for place, sign in enumerate(text) if sign == DAY]
    said = [(place, day) for place in places for day in masked.days(place, place + 1)]
    if any(day.on == today and not day.within for _, day in said):
        return False
    left = [place for place, day in said if day.is_past(today) and day.on not in taken]
    if not left:
        return False
    told = [event for event in events(masked, today)[0] if event.mood in SPOKEN_OF and not event.days]
    first = told[0].start if told else len(text)
    return any(_before(text, place, first) or _alone(text, place) or _ours(text, place) for place in left)


def _before(text: str, place: int, deed: int) -> bool:
    """Whether a day in front of the deed may be its own."""
    if place > deed or _NOT_ITS_DAY.match(text, place):
        return False
    return _FIELD.search(text, 0, place) is not None or not _NOTE.search(text, 0, place)


def _alone(text: str, place: int) -> bool:
    """Whether a day is all that its clause says, and no note has begun before."""
    first = _first_of_clause(text, place)
    end = min((found for mark in _CLAUSE_ENDS if (found := text.find(mark, place)) >= 0), default=len(text))
    # 「张三谈心：10月30日，…」.
    return _ALONE.fullmatch(text, first, end) is not None and not _NOTE.search(text[:first].rstrip(": "))


def _ours(text: str, place: int) -> bool:
    """Whether a day behind the deed is said of something that the sender did, and no note has begun before."""
    first = _first_of_clause(text, place)
    if not _WE_DID.match(text, place) or _OF_OTHERS.search(text, first, place) or _NOT_ITS_DAY.match(text, place):
        return False
    return not _NOTE.search(text, 0, place)


def _first_of_clause(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in _CLAUSE_ENDS) + 1
