"""What was taught or given, as a note says it."""

from dataclasses import replace

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, WhichDay, WhichKind, WhichStudent
from duty.kinds import Kind
from language.hear.frame_words import GIFT, SUBJECT
from language.hear.regex import regex

_AMOUNT = r"(?:(?:\d+|[一二两三四五六七八九十几半]+)[件双套箱袋桶床条盒本个瓶斤份张支壶副块把顶][\u4e00-\u9fff]{0,3}?)?"
_AMOUNT_BEHIND = r"(?:(?:\d+|[一二两三四五六七八九十几半]+)[件双套箱袋桶床条盒本个瓶斤份张支壶副块把顶])?"
_OF = {Kind.HELP: regex(SUBJECT), Kind.WARMTH: regex(_AMOUNT + GIFT + _AMOUNT_BEHIND)}


def with_topics(heard: Heard) -> Heard:
    """What was heard with the topic of each deed filled in, where its note holds one."""
    match heard:
        case RecordDeed():
            return _of_deed(heard)
        case RecordSeveral(deeds):
            return _of_several(heard, deeds)
        case Confirm(command=RecordDeed() as deed):
            return replace(heard, command=_of_deed(deed))
        case Confirm(command=RecordSeveral() as several):
            return replace(heard, command=_of_several(several, several.deeds))
        case WhichStudent(then=RecordSeveral() as several):
            return replace(heard, then=_of_several(several, several.deeds))
        case WhichStudent(then=RecordDeed() as then) | WhichDay(then=RecordDeed() as then) | WhichKind(then=then):
            return replace(heard, then=_of_deed(then))
        case _:
            return heard


def _of_several(several: RecordSeveral, deeds: tuple[RecordDeed, ...]) -> RecordSeveral:
    return replace(several, deeds=tuple(_of_deed(deed) for deed in deeds))


def _of_deed(deed: RecordDeed) -> RecordDeed:
    pattern = _OF.get(deed.kind)
    found = pattern.search(deed.note) if pattern and deed.note else None
    return replace(deed, topic=found[0]) if found else deed
