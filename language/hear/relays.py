"""Notes to a guardian, and answers to one: to whom, and the sender's own words."""

from collections.abc import Iterable

from duty.commands import Relay, ReplyToParent
from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from language.hear.addressee import Addressee, addressee, families, skip, wording
from language.hear.grammar import Ask
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.opening import Opening, begin
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.words import WORDS

# These are said of children and of colleagues as well: only with a guardian behind them they are a note.
_EVERYDAY = frozenset(("告诉", "告知", "通知", "知会", "回", "答"))
# What begins so reports that it was done, or asks whether it was.
_REPORTS = regex(
    r"了(?!解)|过(?!来|去|一?会|[几两年节])|完了|好了|没有?(?:[吗么呀啊呢吧了]|没有?)*[\W_]*$|的|电话|微信|访"
)
_A_WORD = regex(r"(?:一下|一声|下|个?话)? ?(?:给|跟|和|与|对|向)? ?")
_SAID_SO = regex(r"[吧哈啊]?就?说(?=[^明])|[吧哈啊](?=[ :,])")
_A_SOUND = regex(r" ?一[声下](?=[ \n:,])")
_GIVE = regex(r"给|跟|和|对|向|与|同")
_MESSAGE = r"(?:消息|信息|微信|短信|语音|通知)"
_PASS_ON = regex(
    rf" ?(?:捎|带|传|转|留|递|写)(?:一?句|个|几句|段)?话|(?:传|带|报|捎|递)(?:个|一?[封条])信"
    rf"|写(?:一?[封张句条]|个)(?:信|条子?|便条)|发(?:一?[张条]|个)?(?:便条|{_MESSAGE})"
    r"|留(?:个|条)?言|发一?[条句个段](?=[ :,\n])|发(?=:)|报(?:个|声)(?:喜|平安)(?=[ :,\n])"
)
_SAY = regex(r" ?(?:说|讲|转告|转达)(?:一声|一下|声|下(?![周个月学次午一]))?(?:[哈啊吧]?(?:就说)?)")
# 「跟李娜妈妈说明天带伞」 is to be said, where nothing tells how it was taken: 「…，她说好」.
_HOW_TAKEN = regex(
    r"[,。.;!](?:[他她P]们?|对方|家长|爸爸?|妈妈?|奶奶|爷爷|老人家?)[^,。.\n]{0,4}"
    r"(?:说|表示|答应|同意|听|回|也|很|挺|哭|没说|不说|点头)"
    r"|(?:聊|谈|沟通|交流|说|讲)(?:了|过)(?:一?会儿?|半|很|好|挺|几|\d)"
)
# What is said of how it was said: 「说清楚了」, 「说定」, 「说不通」.
_SAID_HOW = regex(r"(?:清楚?|定|妥|通|开|明白?|起|到|得|不|的是|话|完|好)(?![事人处多])")
_ANSWERS = regex(r" ?(?:回|答复|回复)(?:一?[句个声]|几句)?(?:话|消息|信)?(?=[ \n:,])| ?的?(?:回信|回复|答复)(?=:)")
# 「发给李娜妈妈：」, 「把这句转给李娜妈妈：」, 「致李娜家长：」: only with a mark behind whom it is for.
_SENT_TO = regex(
    r"(?:把?这(?:些)?话|把?这?一?[句条段个](?:话)?"
    rf"|把(?:下面|以下|上面)的?(?:话|内容)?)?(?:(?:转发|转|发|传|带|捎|递)(?:一?[个条])?{_MESSAGE}?(?:给|到)|写给"
    r"|转(?=[^ 正学走到入班校给发])|把?这一?[句条段](?:话)?给|致|(?:请|烦|敬)?告(?![诉知别状假]))"
)
# 「让李娜妈妈明早来一趟」
_LET = regex(r"(?:让|叫|提醒|请(?=.)|麻烦)")
# 「帮我问问李娜妈妈孩子几点睡」
_ASK = regex(r"问(?:问|一问|一下|一声|下|声)?(?:一?句)?")
# 「代我向李娜妈妈问好」, 「替我谢谢李娜奶奶」
_ASKED_SO = regex(r"一[声下](?=[ ,:])")
_GREET = regex(r" ?(?=问(?:声|个)?好|道(?:声|个)?[谢歉]|致[谢歉])")
_THANK = regex(r"(?:多?谢谢?|感谢)(?=.)")
# 「请李娜家长知晓：…」
_TO_KNOW = regex(r" ?(?:知晓|知悉|注意|留意|配合|查收|关注|周知|悉知|放心)(?=[:,])")
# 「李娜家长：您好，…」, 「李娜妈妈那边帮我捎个话，…」
_DEAR = regex(r" ?[:,]? ?(?:您好|你好|尊敬)")
_OVER_THERE = regex(
    r" ?(?:(?:那边|那里|那儿)[ ,]?)?(?:麻烦|请|替我|帮我?|你|您)+(?:捎|带|传|转|回"
    r"|说)(?:一?[句个声下])?话?(?=[ :,\n])| ?(?:收|亲启)(?=:)| ?敬?请(?:知悉|知晓|周知|留意|查收)(?=[:,])"
)
_LETTER_ENDS = regex(r"(?:帮我?|请|麻烦)[^,.]{0,4}(?:转发|发|转告|转达|转)[^,.]{0,5}$")
# 「告诉李娜妈妈明天带伞」: what begins so is news, and no report of what they were told.
_NEWS = regex(
    r"(?:今|明|后|听)[天晚早日]|今儿|这周|下周|本周|周[一二三四五六日]|下午|上午|晚上|放学|请|领取|记得|务必|准备"
    r"|参加|不用|不要|别|带|交|(?:有空|抽空|方便(?:的?时候)?|尽快|及时|按时|准时|多|少|早点|赶紧)+"
    r"|知道一[下声]|给(?:孩子|娃|[他她]|我)|回我|接(?:一下)?(?:孩子|娃|[他她])|督促|检查|签|关注|配合|查收|注意|填|帮(?:孩子|[他她])"
)
# What was already asked of them, or is to be talked about with them, is no note.
_NO_NOTE = regex(r"[了过](?!解|[来去几两])|谈|聊|面谈|沟通|家访|了解|好吗|行吗|[吗?]|怎么办")
_MUST = regex("不用|不要|别(?!的)|务必")
# 「告诉李娜妈妈成绩了」
_OVER = regex(r"[^,。.:\n]{0,6}了[\W_]*$")
# 「通知李娜家长来校」 may be a plan.
_HEADING = 4
_TO_THE_LAST = regex(r"(?:他|她|ta|对方|(?:刚才?)?[那这][位个]家长)(?:就?说(?![过了的明])|(?=[ \n:,]))")
_ANSWER_THE_LAST = regex(
    r"(?:他|她|ta|对方|(?:刚才?)?[那这][位个]家长) ?(?:回复?|答复)(?:一?[个句下声])?(?:话|信"
    r"|消息)?(?:就?说(?![过了的明])|(?=[ :,]))"
)
# 「李娜妈妈问校车几点，帮我回她：五点半」
_WROTE = regex(r"(?:刚才|刚刚|刚)?")
_THEN_ANSWER = regex(
    r"[^:\n]{0,24}?(?:[, 的]|(?=帮我|替我|请|麻烦))(?:那|就|请|麻烦|你|您|帮我|替我|代我|帮忙|直接|给[他她])*"
    r"(?:回复?|答复?|回答)(?:一?[下声句]|[他她]们?)*"
    r"(?P<text>[:, ]*(?:就说|说)(?=.)|[:,])"
)
_WROTE_BY = regex(r"(?:刚才?|刚刚|的?(?:那条)?(?:消息|信息|留言|微信|短信|问题)|问|说|发|[ ,])")
_MARK = regex(r" ?[:,\n —-]")
_STAFF = regex(r"[ \n:,]*(?:老师|班主任|校长|主任|组长|辅导员)")
_WHAT_WAS_SAID = regex(r"的?(?:那条|话|消息|信息|短信|留言|微信|问题|提问)(?=[ :,])")
_COUNTED = regex(r"[一二两三四五六七八九十几]个字")
_IN_WORDS = regex(
    r"[一二两三四五六七八九十几]个字"
    rf"|{_WHAT_WAS_SAID.pattern}"
    r"|(?:的?(?:那条|消息|信息|短信))?[ ,:]*(?:就说|就讲|说是|(?:说|就)(?!明(?![天早晚日])|话|法|不定|得对|得好))"
)


def note(plain: Plain, opened: Opening | None, care: Care) -> Heard | None:
    """A note to a guardian or an answer to one; None where a message does not begin with either."""
    if opened and opened.asks is Ask.REPLY:
        return _reply(plain, opened, care)
    if opened and opened.asks is Ask.RELAY:
        found = _A_WORD.match(plain.text, opened.end)
        start = found.end() if found else opened.end
        return _relay(plain, start, care, opened)
    return _to_somebody(plain, care) or _letter(plain, care) or _answered(plain, care)


def _relay(plain: Plain, start: int, care: Care, opened: Opening) -> Heard | None:
    whom = addressee(plain, start, care)
    if whom is None:
        several = () if opened.word in _EVERYDAY else families(plain, start, care)
        return NotUnderstood(Unclear.ONE_FAMILY_AT_A_TIME, _spoken(several, care)) if len(several) > 1 else None
    end = _past_a_word(plain.text, whom.end)
    if _REPORTS.match(plain.text, end):
        return None
    if opened.word in _EVERYDAY:
        text = wording(plain, end)
        news = _is_news(plain.text, end) or (len(text) > _HEADING and not _is_told(plain.text, end))
        clear = opened.polite or _apart(plain.text, end) or news
        # 「通知家长」 alone may be a plan or a heading.
        return _to(whom, text, care) if clear and whom.said and (whom.names_somebody or text) else None
    if not whom.said and _STAFF.match(plain.text, whom.end):
        return None
    return _to(whom, wording(plain, end), care)


def _past_a_word(text: str, end: int) -> int:
    """Behind 一声 where a mark follows it."""
    found = _A_SOUND.match(text, end)
    return found.end() if found else end


def _to_somebody(plain: Plain, care: Care) -> Heard | None:
    """「给李娜妈妈捎句话：…」, 「帮我跟李娜妈妈说一声，…」: whom it is for stands before the word for it."""
    start, polite = begin(plain)
    given = _GIVE.match(plain.text, start)
    last = _ANSWER_THE_LAST.match(plain.text, given.end()) if given else None
    if last and (text := wording(plain, last.end())):
        return ReplyToParent(text)
    whom = addressee(plain, given.end(), care) if given else None
    if whom is None or not whom.said:
        return None
    answers = _ANSWERS.match(plain.text, whom.end)
    if answers:
        return _answer(whom, wording(plain, answers.end()), care)
    greeted = _GREET.match(plain.text, whom.end) if polite else None
    passed = greeted or _PASS_ON.match(plain.text, whom.end) or _SAY.match(plain.text, whom.end)
    if passed is None or _REPORTS.match(plain.text, passed.end()):
        return None
    if not polite and (_SAID_HOW.match(plain.text, passed.end()) or _is_told(plain.text, passed.end())):
        return None
    said = _SAID_SO.match(plain.text, passed.end())
    return _to(whom, wording(plain, said.end() if said else passed.end()), care)


def _letter(plain: Plain, care: Care) -> Heard | None:
    """「发给李娜妈妈：…」, 「李娜家长：您好，…」, 「让李娜妈妈明早来一趟」."""
    text = plain.text
    start, polite = begin(plain)
    sent = _SENT_TO.match(text, start)
    whom = addressee(plain, sent.end(), care) if sent else None
    if whom and whom.said and whom.names_somebody and _MARK.match(text, whom.end):
        return _to(whom, wording(plain, whom.end), care)
    asked = _asked_of_home(plain, start, polite, care)
    if asked:
        return asked
    whom = addressee(plain, start, care)
    if whom is None or not whom.said or whom.named is None:
        return None
    there = _OVER_THERE.match(text, whom.end) or (_TO_KNOW.match(text, whom.end) if polite else None)
    if there:
        return _to(whom, wording(plain, there.end()), care)
    dear = _DEAR.match(text, whom.end) or (_apart(text, whom.end) and _LETTER_ENDS.search(text.rstrip("。.!~ ")))
    return _to(whom, wording(plain, whom.end), care) if dear else None


def _asked_of_home(plain: Plain, start: int, polite: bool, care: Care) -> Heard | None:
    """「让李娜妈妈明早来一趟」, 「帮我问问李娜妈妈孩子几点睡」, 「替我谢谢李娜奶奶」."""
    text = plain.text
    let, verb = (
        _LET.match(text, start),
        (_ASK.match(text, start) or _THANK.match(text, start)) if polite else _ASK.match(text, start),
    )
    found = let or verb
    whom = addressee(plain, found.end() if found else start, care) if found or polite else None
    if whom is None or not whom.said or not whom.names_somebody or _REPORTS.match(text, whom.end):
        return None
    if verb and not let:
        asked, thanked = _ASKED_SO.match(text, whom.end), _THANK.match(text, start)
        end = start if thanked else asked.end() if asked else whom.end
        return _to(whom, wording(plain, end), care) if polite or asked else None
    request = _NEWS.match(text, whom.end) and (_MUST.match(text, whom.end) or not _NO_NOTE.search(text, whom.end))
    return _to(whom, wording(plain, whom.end), care) if request else None


def _reply(plain: Plain, opened: Opening, care: Care) -> Heard | None:
    start = skip(plain.text, opened.end, " ")
    start += len("一下") if plain.text.startswith("一下", start) else 0
    whom = addressee(plain, start, care)
    if whom and _REPORTS.match(plain.text, whom.end) and not _WHAT_WAS_SAID.match(plain.text, whom.end):
        return None
    if whom and whom.names_somebody:
        # Who is named is meant, whoever wrote last. 「答复许知远妈妈提的问题」 reports.
        said = (
            _IN_WORDS.match(plain.text, whom.end)
            if opened.word != "回" or opened.polite
            else _COUNTED.match(plain.text, whom.end) or _WHAT_WAS_SAID.match(plain.text, whom.end)
        )
        end = said.end() if said else whom.end
        clear = (said or _apart(plain.text, whom.end)) and (whom.said or opened.word not in _EVERYDAY)
        return _answer(whom, wording(plain, end), care) if clear else None
    end = whom.end if whom else start
    if not whom:
        last = _TO_THE_LAST.match(plain.text, skip(plain.text, end, " "))
        end = last.end() if last else end
    text = wording(plain, end)
    somebody = whom or end > start
    apart = opened.end < end or _apart(plain.text, end)
    if not apart or (opened.word in _EVERYDAY and not ((somebody or opened.polite) and text)):
        return None
    return ReplyToParent(text) if text else NotUnderstood(Unclear.NO_TEXT)


def _answered(plain: Plain, care: Care) -> Heard | None:
    """「刚才李娜妈妈问的，帮我回：不收费」: what was written to us, and the answer to it."""
    start = _WROTE.match(plain.text)
    whom = addressee(plain, start.end() if start else 0, care)
    if whom is None or not whom.said or not whom.names_somebody or not _WROTE_BY.match(plain.text, whom.end):
        return None
    found = _THEN_ANSWER.match(plain.text, whom.end)
    return _answer(whom, wording(plain, found.end()), care) if found else None


def _answer(whom: Addressee, text: str, care: Care) -> Heard:
    """An answer to the guardian of the child who is named."""
    heard = _to(whom, text, care)
    return ReplyToParent(heard.text, student_id=heard.student_id, kin=heard.kin) if isinstance(heard, Relay) else heard


def _apart(text: str, end: int) -> bool:
    """Whether a mark stands between whom it is for and what is to be said: without one 「告诉…」 may be a report."""
    return end == len(text) or not text[end].isalnum()


def _is_told(text: str, end: int) -> bool:
    """Whether a message tells how words to a guardian, who is named up to `end`, were taken, or of what they were."""
    return _HOW_TAKEN.search(text, end) is not None or _OVER.match(text, end) is not None


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
