"""Notes to a guardian, and answers to one: to whom, and the sender's own words."""

import re
from collections.abc import Iterable

from duty.commands import Relay, ReplyToParent
from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from language.hear.addressee import Addressee, addressee, families, skip, wording
from language.hear.grammar import Ask
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.opening import Opening, begin
from language.hear.parts import Part
from language.hear.words import WORDS

# These are said of children and of colleagues as well: only with a guardian behind them they are a note.
_EVERYDAY = frozenset(("告诉", "告知", "通知", "回"))
# What begins so reports that it was done, or asks whether it was.
_REPORTS = re.compile(
    r"了(?!解)|过(?!来|去|一?会|[几两年节])|完了|好了|没有?(?:[吗么呀啊呢吧了]|没有?)*[\W_]*$|的|电话|微信|访"
)
_A_WORD = re.compile(r"(?:一下|一声|下|个?话)? ?(?:给|跟|和|与|对|向)? ?")
_GIVE = re.compile(r"给|跟|和|对|向|与")
_PASS_ON = re.compile(
    r" ?(?:捎|带|传|转|留)(?:一?句|个|几句)?话|写(?:一?张|个)便条|发(?:一?[张条]|个)?便条|留(?:个|条)?言"
)
_SAY = re.compile(r" ?(?:说|讲|转告|转达)(?:一声|一下|声|下)?")
# Without 请 only this is certainly no report: 「跟李娜妈妈说：…」 may be what was said.
_A_WORD_SAID = re.compile(r" ?(?:说|讲)(?:一?声|一?下)(?=[ \n:,])")
# 「告诉李娜妈妈明天带伞」: what begins so is news, and no report of what they were told.
_NEWS = re.compile(r"(?:今|明|后)[天晚早日]|今儿|这周|下周|本周|周[一二三四五六日]|下午|上午|晚上|放学|请")
_TO_THE_LAST = re.compile(r"(?:他|她|ta|对方|那位家长|这位家长)(?=[ \n:,])")
_STAFF = re.compile(r"[ \n:,]*(?:老师|班主任|校长|主任|组长|辅导员)")


def note(plain: Plain, opened: Opening | None, care: Care) -> Heard | None:
    """A note to a guardian or an answer to one; None where a message does not begin with either."""
    if opened and opened.asks is Ask.REPLY:
        return _reply(plain, opened, care)
    if opened and opened.asks is Ask.RELAY:
        found = _A_WORD.match(plain.text, opened.end)
        start = found.end() if found else opened.end
        return _relay(plain, start, care, opened)
    return _to_somebody(plain, care)


def _relay(plain: Plain, start: int, care: Care, opened: Opening) -> Heard | None:
    whom = addressee(plain, start, care)
    if whom is None or _REPORTS.match(plain.text, whom.end):
        return None
    if opened.word in _EVERYDAY:
        text = wording(plain, whom.end)
        clear = opened.polite or _apart(plain.text, whom.end) or _is_news(plain.text, whom.end)
        # 「通知家长」 alone may be a plan or a heading.
        return _to(whom, text, care) if clear and whom.said and (whom.names_somebody or text) else None
    if not whom.said and _STAFF.match(plain.text, whom.end):
        return None
    return _to(whom, wording(plain, whom.end), care)


def _to_somebody(plain: Plain, care: Care) -> Heard | None:
    """「给李娜妈妈捎句话：…」, 「帮我跟李娜妈妈说一声，…」: whom it is for stands before the word for it."""
    start, polite = begin(plain)
    given = _GIVE.match(plain.text, start)
    whom = addressee(plain, given.end(), care) if given else None
    if whom is None or not whom.said:
        return None
    passed = _PASS_ON.match(plain.text, whom.end) or (_SAY if polite else _A_WORD_SAID).match(plain.text, whom.end)
    if passed is None or _REPORTS.match(plain.text, passed.end()):
        return None
    return _to(whom, wording(plain, passed.end()), care)


def _reply(plain: Plain, opened: Opening, care: Care) -> Heard | None:
    whom = addressee(plain, opened.end, care)
    if whom and _REPORTS.match(plain.text, whom.end):
        return None
    if whom and whom.names_somebody:
        # Who is named is meant, whoever wrote last. 「答复许知远妈妈提的问题」 reports.
        clear = _apart(plain.text, whom.end) and (whom.said or opened.word not in _EVERYDAY)
        return _to(whom, wording(plain, whom.end), care) if clear else None
    end = whom.end if whom else opened.end
    if not whom:
        last = _TO_THE_LAST.match(plain.text, skip(plain.text, end, " "))
        end = last.end() if last else end
    text = wording(plain, end)
    if not _apart(plain.text, end) or (opened.word in _EVERYDAY and not (whom and text)):
        return None
    return ReplyToParent(text) if text else NotUnderstood(Unclear.NO_TEXT)


def _apart(text: str, end: int) -> bool:
    """Whether a mark stands between whom it is for and what is to be said: without one 「告诉…」 may be a report."""
    return end == len(text) or text[end] in " \n:,"


def _is_news(text: str, end: int) -> bool:
    found = _NEWS.match(text, end)
    return bool(found) and not text.startswith("的", found.end() if found else end)


def hint(plain: Plain, opened: Opening | None, care: Care) -> NotUnderstood | None:
    """What is missing where a message begins like a note, and is none; None where it only reports of one."""
    if opened is None or opened.asks is not Ask.RELAY or _REPORTS.match(plain.text, opened.end):
        return None
    found = _A_WORD.match(plain.text, opened.end)
    start = found.end() if found else opened.end
    several = families(plain, start, care)
    if len(several) > 1:
        return NotUnderstood(Unclear.ONE_FAMILY_AT_A_TIME, _spoken(several, care))
    whom = addressee(plain, start, care)
    if whom and _REPORTS.match(plain.text, whom.end):
        return None
    named = care.names.match(plain.text, start) if start < len(plain.text) else None
    follows = WORDS.match(plain.text, named[0]) if named and named[0] < len(plain.text) else None
    if follows and follows[1].part is Part.DEED:
        return None
    return NotUnderstood(Unclear.NO_ADDRESSEE, _spoken((named[1],) if named else (), care))


def _spoken(named: Iterable[Named], care: Care) -> tuple[str, ...]:
    return tuple(care.spoken[one.ids[0]] for one in named if len(one.ids) == 1)


def _to(whom: Addressee, text: str, care: Care) -> Heard:
    named = whom.named
    if whom.stranger:
        return NotUnderstood(Unclear.UNKNOWN_STUDENT, (whom.stranger,))
    if named is None:
        if len(care.spoken) != 1:
            return NotUnderstood(Unclear.NO_ADDRESSEE)
        named = Named(tuple(care.spoken))
    ids = named.ids
    if not text:
        return NotUnderstood(Unclear.NO_TEXT, (care.spoken[ids[0]],) if len(ids) == 1 else ())
    if len(ids) > 1:
        return WhichStudent(Relay(0, whom.kin, text), (ids,))
    return Relay(ids[0], whom.kin, text)
