"""Notes to a guardian, and answers to one: to whom, and the sender's own words."""

from dataclasses import replace

from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from duty.relaying import Relay
from language.hear.addressee import Addressee, addressee, families, stranger_beside, wording
from language.hear.grammar import Ask
from language.hear.households import households
from language.hear.letters_home import MESSAGE, NEWS, letter
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.opening import Opening, begin
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.replies import answered, answered_to, reply, to_the_last
from language.hear.sendable import EVERYDAY, HOW_TAKEN, REPORTS, TAKEN_SO, apart, is_told, sendable, spoken, to_each
from language.hear.words import WORDS

_A_WORD = regex(r"(?:一下|一声|下|个?话)? ?(?:给|跟|和|与|对|向)? ?")
_SAID_SO = regex(r"[吧哈啊]?就?说(?=[^明])|[吧哈啊](?=[ :,])")
_A_SOUND = regex(r" ?一[声下](?=[ \n:,])")
_GIVE = regex(r"给|跟|和|对|向|与|同")
_PASS_ON = regex(
    r" ?(?:捎|带|传|转|留|递|写)(?:一?句|个|几句|段)?话|(?:传|带|报|捎|递)(?:个|一?[封条])?信儿?(?![息任用])"
    rf"|写(?:一?[封张句条]|个)(?:信|条子?|便条)|发(?:一?[张条]|个)?(?:便条|{MESSAGE})"
    r"|(?:带|捎|问)(?:个|一?声)好(?=[ ,:])"
    r"|留(?:个|条)?言|发一?[条句个段](?=[ :,\n])|发(?=:)|报(?:个|声)(?:喜|平安)(?=[ :,\n])|(?:推送|转发)(?=\W)"
)
_SAY = regex(
    r" ?(?:(?:说说|讲讲)(?=[ ,:])|说|讲|吱|念叨|转告|转达)(?:一声|一下|声|下(?![周个月学次午一]))?"
    r"(?:[哈啊吧]?(?:就说)?)"
)
# What is said of how it was said: 「说清楚了」, 「说定」, 「说不通」.
_SAID_HOW = regex(r"(?<![声下])(?:清楚?|定|妥|通|开|明白?|起|到|得|不|的是|话|完|好)(?![事人处多])")
_GREET = regex(r" ?(?=问(?:声|个)?好|道(?:声|个)?[谢歉]|致[谢歉])")
# 「通知李娜家长来校」 may be a plan.
_HEADING = 4
_STAFF = regex(r"[ \n:,]*(?:老师|班主任|校长|主任|组长|辅导员)")
_COLON = regex(" ?[:,]")


def note(plain: Plain, opened: Opening | None, care: Care) -> Heard | None:
    """A note to a guardian or an answer to one; None where a message does not begin with either."""
    if opened and opened.asks is Ask.REPLY:
        return reply(plain, opened, care)
    if opened and opened.asks is Ask.GOOD_NEWS:
        return _good_news(plain, opened, care)
    if opened and opened.asks is Ask.RELAY:
        found = _A_WORD.match(plain.text, opened.end)
        start = found.end() if found else opened.end
        return _relay(plain, start, care, opened)
    return _to_somebody(plain, care) or letter(plain, care) or answered(plain, care)


def _relay(plain: Plain, start: int, care: Care, opened: Opening) -> Heard | None:
    together = households(plain, start, care, told=opened.word in EVERYDAY and not opened.polite)
    if together:
        return together
    whom = addressee(plain, start, care)
    if whom is None and (about := _the_only_one_named(plain, opened, start, care)):
        return about
    if whom is None:
        return _to_several(plain, start, care, opened)
    if (stranger := stranger_beside(plain.text, whom.end)) and opened.word not in EVERYDAY:
        return NotUnderstood(Unclear.UNKNOWN_STUDENT, (stranger,))
    end = _past_a_word(plain.text, whom.end)
    if REPORTS.match(plain.text, end):
        return None
    if opened.word in EVERYDAY:
        text = wording(plain, end)
        news = _is_news(plain.text, end) or (len(text) > _HEADING and not is_told(plain.text, end))
        clear = opened.polite or apart(plain.text, end) or news
        # 「通知家长」 alone may be a plan or a heading.
        return sendable(whom, text, care) if clear and whom.said and (whom.names_somebody or text) else None
    if not whom.said and _STAFF.match(plain.text, whom.end):
        return None
    return sendable(whom, wording(plain, end), care)


def _good_news(plain: Plain, opened: Opening, care: Care) -> Heard | None:
    """「进步 李娜 今天主动举手了」; 「进步很大」 goes on as speech."""
    whom = addressee(plain, opened.end, care)
    if whom is None or not (whom.named or whom.said):
        return None
    match sendable(whom, wording(plain, whom.end), care):
        case Relay() as relay:
            return replace(relay, progress=True)
        case WhichStudent(Relay() as relay) as asked:
            return replace(asked, then=replace(relay, progress=True))
        case lacks:
            return lacks


def _to_several(plain: Plain, start: int, care: Care, opened: Opening) -> Heard | None:
    """「转告许知远妈妈和蓝小雨妈妈 明天带伞」; behind 通知 only with a mark before what is to be said."""
    listed = families(plain, start, care)
    if listed is None or REPORTS.match(plain.text, listed.end):
        return None
    text, end = wording(plain, listed.end), listed.end
    if opened.word in EVERYDAY and not (text and apart(plain.text, end) and not is_told(plain.text, end)):
        return None
    return to_each(listed, text, care)


def _the_only_one_named(plain: Plain, opened: Opening, start: int, care: Care) -> Heard | None:
    """「请帮忙转告：张三今天住校」: what is to be said speaks of one child only, whose family is meant."""
    if opened.word in EVERYDAY or not _COLON.match(plain.text, start):
        return None
    text = plain.text
    found = [named for here in range(start, len(text)) if (named := care.names.match(text, here))]
    children = {one.ids for _, one in found}
    if len(children) != 1:
        return None
    return sendable(Addressee(start, found[0][1], said=True), wording(plain, start), care)


def _past_a_word(text: str, end: int) -> int:
    """Behind 一声 where a mark follows it."""
    found = _A_SOUND.match(text, end)
    return found.end() if found else end


def _to_somebody(plain: Plain, care: Care) -> Heard | None:
    """「给李娜妈妈捎句话：…」, 「帮我跟李娜妈妈说一声，…」: whom it is for stands before the word for it."""
    start, polite = begin(plain)
    given = _GIVE.match(plain.text, start)
    last = to_the_last(plain, given.end()) if given else None
    if last:
        return last
    whom = addressee(plain, given.end(), care) if given else None
    if whom is None or not whom.said:
        return None
    answers = answered_to(plain, whom, care)
    if answers:
        return answers
    greeted = _GREET.match(plain.text, whom.end) if polite else None
    passed = greeted or _PASS_ON.match(plain.text, whom.end) or _SAY.match(plain.text, whom.end)
    if passed is None or REPORTS.match(plain.text, passed.end()):
        return None
    if not polite and (_SAID_HOW.match(plain.text, passed.end()) or _is_reported(plain.text, passed.end())):
        return None
    said = _SAID_SO.match(plain.text, passed.end())
    return sendable(whom, wording(plain, said.end() if said else passed.end()), care)


def _is_reported(text: str, end: int) -> bool:
    """What stands behind a mark, and is not said of how the words were taken, is what is to be said."""
    if text.startswith(":", end):
        return TAKEN_SO.search(text, end) is not None
    return is_told(text, end) and not (apart(text, end) and not HOW_TAKEN.search(text, end))


def _is_news(text: str, end: int) -> bool:
    found = NEWS.match(text, end)
    return bool(found) and not text.startswith("的", found.end() if found else end)


def hint(plain: Plain, opened: Opening | None, care: Care) -> Heard | None:
    """What is missing where a message begins like a note, and is none; None where it only reports of one."""
    if opened is None or opened.asks is not Ask.RELAY or REPORTS.match(plain.text, opened.end):
        return None
    found = _A_WORD.match(plain.text, opened.end)
    start = found.end() if found else opened.end
    listed = families(plain, start, care)
    if listed:
        return to_each(listed, wording(plain, listed.end), care)
    whom = addressee(plain, start, care)
    if whom and REPORTS.match(plain.text, whom.end):
        return None
    named = care.names.match(plain.text, start) if start < len(plain.text) else None
    follows = WORDS.match(plain.text, named[0]) if named and named[0] < len(plain.text) else None
    if follows and follows[1].part is Part.DEED:
        return None
    return NotUnderstood(Unclear.NO_ADDRESSEE, spoken((named[1],) if named else (), care))
