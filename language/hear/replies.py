"""Answers to what a guardian wrote: to whom, and the sender's own words."""

import re

from duty.hearing import Heard, NotUnderstood, Unclear
from duty.relaying import ReplyToParent
from language.hear.addressee import Addressee, addressee, skip, wording
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.opening import Opening
from language.hear.regex import regex
from language.hear.sendable import EVERYDAY, REPORTS, answer, apart, is_told

_A_LITTLE = regex(r"(?:一下|给)?")
_TO_THE_LAST = regex(r"(?:他|她|ta|对方|(?:刚才?)?[那这][位个]家长)(?:就?说(?![过了的明])|(?=[ \n:,]))")
_ANSWER_THE_LAST = regex(
    r"(?:他|她|ta|对方|(?:刚才?)?[那这][位个]家长) ?(?:回复?|答复)(?:一?[个句下声])?(?:话|信"
    r"|消息)?(?:就?说(?![过了的明])|(?=[ :,]))"
)
_WHAT_WAS_SAID = regex(r"的?(?:那条|话|消息|信息|短信|留言|微信|问题|提问)(?=[ :,])")
_IN_SHORT = regex(r"[一二两三四五六七八九十几]个字|一?[句声下](?:话)?(?=[ \n:,])|一声(?:说)?|[个一]?句?话(?=[ \n:,])")
_IN_WORDS = regex(
    rf"{_IN_SHORT.pattern}|{_WHAT_WAS_SAID.pattern}"
    r"|(?:的?(?:那条|消息|信息|短信))?[ ,:]*(?:就说|就讲|说是|(?:说|就)(?!明(?![天早晚日])|话|法|不定|得对|得好))"
)
# Behind 回 alone, 「…说」 that goes on with a word of the talk, and not of the news, reports of it.
_SAYS_SO = regex(r"就?说(?![过了的起明话法完清定通]|成绩)")
_WHAT_IT_WAS = regex(r"(?:刚才?)?[^,:\n]{0,4}[提问发]的|的(?:消息|问题|提问|留言)|[^,:\n]{0,4}(?:消息|问题|提问|留言)$")
# Fewer characters than these may be a heading, and no answer.
_HEADING = 4
_ANSWERS = regex(
    r" ?(?:回|答复|回复)(?:一?[句个声下]|几句)?(?:话|消息|信)?(?=[ \n:,])| ?的?(?:回信|回复|答复|回话|回音)(?=:)"
)
# 「李娜妈妈问校车几点，帮我回她：五点半」, 「…问的，就回五点半」
# 「回复 #12 …」, 「回复12号：…」, 「回复 12：…」; but 「回复 12号下午见」, 「回复 8:30 到校」, 「回复 3 天后再说」.
_NUMBERED = regex(
    r" ?第? ?(?:# ?(?P<sure>\d{1,9})(?!\d) ?(?:号|条)?|(?P<maybe>\d{1,9}) ?(?:[号条](?:家长|那[条位])?(?= ?[:,]| )"
    r"|(?= ?:(?!\d)| ?,(?!\d)| (?![\d点时个月日号位次天年分本元块页题周岁公斤米.:-]))))(?:家长)? ?(?:说|就说)?"
)
_WROTE = regex(r"(?:刚才|刚刚|刚)?")
_THEN_ANSWER = regex(
    r"[^:\n]{0,24}?(?:[, 的?]|(?=帮我|替我|请|麻烦))"
    r"(?:那|请|麻烦|帮忙|直接|给[他她]|(?P<just>就|你|您|帮我|替我|代我))*"
    r"(?:(?:回复?|答复?|回答)(?:一?[下哈声句]|[他她]们?(?!家)|个?话|如下)*|(?<=[,?])(?:跟|和|对)[他她](?=说))"
    r"(?:(?P<text>[:, ]*(?:就说|说)(?=.)|[:,]|(?=[\"“「『]))|(?(just)(?![家头来去访校了过信话电])(?=\w)|(?!)))"
)
_WROTE_BY = regex(r"(?:刚才?|刚刚|的?(?:那条)?(?:消息|信息|留言|微信|短信|问题)|问|说|发|[ ,])")


def reply(plain: Plain, opened: Opening, care: Care) -> Heard | None:
    """「回复李娜妈妈：好的」, 「回复 好的」: an answer to whoever is named, else to who wrote last."""
    start = skip(plain.text, opened.end, " ")
    numbered = _NUMBERED.match(plain.text, start)
    if numbered:
        return _to_number(plain, numbered)
    found = _A_LITTLE.match(plain.text, start)
    start = found.end() if found else start
    whom = addressee(plain, start, care)
    if whom and REPORTS.match(plain.text, whom.end) and not _WHAT_WAS_SAID.match(plain.text, whom.end):
        return None
    return (
        _to_named(plain, opened, whom, care) if whom and whom.names_somebody else _to_last(plain, opened, whom, start)
    )


def _to_number(plain: Plain, found: re.Match[str]) -> Heard:
    text = wording(plain, found.end())
    number = int(found["sure"] or found["maybe"])
    return ReplyToParent(text, note_id=number) if text else NotUnderstood(Unclear.NO_TEXT)


def _to_named(plain: Plain, opened: Opening, whom: Addressee, care: Care) -> Heard | None:
    """Who is named is meant, whoever wrote last. 「答复许知远妈妈提的问题」 reports."""
    text, here = plain.text, whom.end
    said = (
        _IN_WORDS.match(text, here)
        if opened.word != "回" or opened.polite
        else _IN_SHORT.match(text, here) or _WHAT_WAS_SAID.match(text, here) or _SAYS_SO.match(text, here)
    )
    words = wording(plain, said.end() if said else here)
    if said and not apart(text, said.end()) and is_told(text, said.end()):
        return None
    news = opened.word not in EVERYDAY and len(words) > _HEADING and not _WHAT_IT_WAS.match(text, here)
    clear = (said or apart(text, here) or (news and not is_told(text, here))) and (
        whom.said or opened.word not in EVERYDAY
    )
    return answer(whom, words, care) if clear else None


def _to_last(plain: Plain, opened: Opening, whom: Addressee | None, start: int) -> Heard | None:
    end = whom.end if whom else start
    if not whom:
        last = _TO_THE_LAST.match(plain.text, skip(plain.text, end, " "))
        end = last.end() if last else end
    text = wording(plain, end)
    somebody = whom or end > start
    is_apart = opened.end < end or apart(plain.text, end)
    if not is_apart or (opened.word in EVERYDAY and not ((somebody or opened.polite) and text)):
        return None
    return ReplyToParent(text) if text else NotUnderstood(Unclear.NO_TEXT)


def to_the_last(plain: Plain, start: int) -> ReplyToParent | None:
    """「给她回一句：好的」: an answer to who wrote last; `start` is behind 给."""
    last = _ANSWER_THE_LAST.match(plain.text, start)
    text = wording(plain, last.end()) if last else ""
    return ReplyToParent(text) if text else None


def answered_to(plain: Plain, whom: Addressee, care: Care) -> Heard | None:
    """「给李娜妈妈回一句：好的」, where the word for it stands behind whom it is for."""
    found = _ANSWERS.match(plain.text, whom.end)
    return answer(whom, wording(plain, found.end()), care) if found else None


def answered(plain: Plain, care: Care) -> Heard | None:
    """「刚才李娜妈妈问的，帮我回：不收费」: what was written to us, and the answer to it."""
    start = _WROTE.match(plain.text)
    whom = addressee(plain, start.end() if start else 0, care)
    if whom is None or not whom.said or not whom.names_somebody or not _WROTE_BY.match(plain.text, whom.end):
        return None
    found = _THEN_ANSWER.match(plain.text, whom.end)
    return answer(whom, wording(plain, found.end()), care) if found else None
