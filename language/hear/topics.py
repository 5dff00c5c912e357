"""What was taught or given, as a note says it."""

from dataclasses import replace

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, WhichDay, WhichKind, WhichStudent
from duty.kinds import Kind
from language.hear.frame_words import GIFT, SUBJECT
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.tokens import Token

_AMOUNT = r"(?:(?:\d+|[一二两三四五六七八九十几半]+)[件双套箱袋桶床条盒本个瓶斤份张支壶副块把顶][\u4e00-\u9fff]{0,3}?)?"
_AMOUNT_BEHIND = r"(?:(?:\d+|[一二两三四五六七八九十几半]+)[件双套箱袋桶床条盒本个瓶斤份张支壶副块把顶])?"
_OF = {Kind.HELP: regex(SUBJECT), Kind.WARMTH: regex(_AMOUNT + GIFT + _AMOUNT_BEHIND)}


def with_topics(heard: Heard, text: str) -> Heard:
    """What was heard with the topic of each deed filled in: of one where `text` holds it."""
    match heard:
        case RecordDeed():
            return _of_deed(heard, text)
        case RecordSeveral(deeds):
            return _of_several(heard, deeds)
        case Confirm(command=RecordDeed() as deed):
            return replace(heard, command=_of_deed(deed, text))
        case Confirm(command=RecordSeveral() as several):
            return replace(heard, command=_of_several(several, several.deeds))
        case WhichStudent(then=RecordSeveral() as several):
            return replace(heard, then=_of_several(several, several.deeds))
        case WhichStudent(then=RecordDeed() as then) | WhichDay(then=RecordDeed() as then) | WhichKind(then=then):
            return replace(heard, then=_of_deed(then, text))
        case _:
            return heard


def nameless(text: str, tokens: tuple[Token, ...]) -> str:
    """A plain text with blanks for the names of children: 白雪 gives no snow."""
    for token in tokens:
        if token.part is Part.NAME:
            text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    return text


def _of_several(several: RecordSeveral, deeds: tuple[RecordDeed, ...]) -> RecordSeveral:
    return replace(several, deeds=tuple(_of_deed(deed, deed.note) for deed in deeds))


def _of_deed(deed: RecordDeed, text: str) -> RecordDeed:
    pattern = _OF.get(deed.kind)
    found = pattern.search(text) if pattern else None
    return replace(deed, topic=found[0]) if found else deed
