"""Speech that puts itself right in words that no step knew: which of the two was meant is asked."""

from itertools import combinations

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard
from language.hear.message import Message
from language.hear.regex import regex

# 「张三哦不对是李四」, 「周一谈的啊不是周二」; without 不 only where somebody has just thought better of it.
_THOUGHT_BETTER = regex(
    r"(?:[哦噢喔][, ]*|[哎唉啊呃嗯诶][, ]*(?=不))(?:不对?[, ]*)?(?:应该)?是[^,.:\nND]{0,3}[ND]|[记搞][混反]|说反"
)


def asked_which(heard: Heard, message: Message) -> Heard:
    """A record of the same for two children, or of two days, is asked about where one may stand for the other."""
    match heard:
        case RecordDeed():
            two = len(heard.student_ids) > 1
        case RecordSeveral():
            two = any(one.kind is other.kind for one, other in combinations(heard.deeds, 2))
        case _:
            return heard
    return Confirm(heard) if two and _THOUGHT_BETTER.search(message.masked.text) else heard
