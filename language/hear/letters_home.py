"""Words to a guardian that begin with whom they are for: 「发给李娜妈妈：…」, 「李娜家长：您好，…」."""

from duty.hearing import Heard
from language.hear.addressee import Addressee, addressee, wording
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.opening import begin
from language.hear.regex import regex
from language.hear.sendable import REPORTS, apart, sendable

MESSAGE = r"(?:消息|信息|微信|短信|语音|通知)"
# 「发给李娜妈妈：」, 「把这句转给李娜妈妈：」, 「致李娜家长：」: only with a mark behind whom it is for.
_THIS = r"把?(?:下面|以下|上面|这|那)+(?:里)?的?(?:一?[句条段个些])?的?(?:话|内容|文字|消息|通知|信息)?"
_SENT_TO = regex(
    rf"(?:{_THIS})?(?:(?:转发|转告?|发|传|带|捎|递|说)(?:一?[个条])?{MESSAGE}?(?:给|到)|写给)"
    rf"|{_THIS}(?:转发?|发|给|告诉)|把?一[句条段](?:话)?(?:发|给)|留(?:一?[个条句段])?[言话]给"
    r"|转发 ?(?=[^给到了过])|转 ?(?=[^ 正学走到入班校给发])|致|(?:请|烦|敬)?告(?![诉知别状假])"
)
# 「把张三这周的表现告诉他妈妈：…」: the guardian is that of the child who is spoken of.
_ABOUT = regex(r"把(?=.{2,20}?(?:告诉|转告|发给|转给|说给|告知)(?:一下)?[他她])")
_TELL = regex(r"[^,:\n]{0,12}?(?:告诉|转告|发给|转给|说给|告知)(?:一下)?(?=[他她])")
# 「让李娜妈妈明早来一趟」
_LET = regex(r"(?:让|叫|提醒|请(?=.)|麻烦|(?:话|讲|声)(?:俾|畀|比|给))")
# 「让李娜妈妈知道一下，…」
_SO_THAT_THEY_KNOW = regex(r"知(?:道|晓|悉)?(?:一?[下声])?[哈啊吧]*(?=[ :,\n])")
# 「帮我问问李娜妈妈孩子几点睡」
_ASK = regex(r"问(?:问|一问|一下|一声|下|声)?(?:一?句)?")
# 「代我向李娜妈妈问好」, 「替我谢谢李娜奶奶」
_ASKED_SO = regex(r"一[声下](?=[ ,:])")
_THANK = regex(r"(?:多?谢谢?|感谢)(?=.)")
# 「请李娜家长知晓：…」
_TO_KNOW = regex(r" ?(?:知晓|知悉|注意|留意|配合|查收|关注|周知|悉知|放心)(?=[:,])")
# 「李娜家长：您好，…」, 「李娜妈妈那边帮我捎个话，…」
_DEAR = regex(r" ?[:,]? ?(?:您好|你好|尊敬)")
_OVER_THERE = regex(
    r" ?(?:(?:那边|那里|那儿|那头)[ ,]?)?(?P<please>麻烦|请|替[我俺咱]|帮[我俺咱忙]?|你给|您给|你|您)*"
    r"(?:转告?|(?(please)|(?!))(?:捎|带|传|递|报|转达|回|说|讲|发|问|通知|告诉|知会))"
    r"(?:一?[句个声下])?话?(?=[ :,\n])"
    r"| ?(?:收|亲启)(?=:)| ?敬?请(?:知悉|知晓|周知|留意|查收)(?=[:,])"
)
_LETTER_ENDS = regex(r"(?:帮我?|请|麻烦)[^,.]{0,4}(?:转发|发|转告|转达|转)[^,.]{0,5}$")
# 「告诉李娜妈妈明天带伞」: what begins so is news, and no report of what they were told.
NEWS = regex(
    r"(?:今|明|后|听)[天晚早日]|今儿|[把将](?=[^,.:\n]{1,12}(?:给|到|来|好|交))|这周|下周|本周|周[一二三四五六日]|下午|上午|晚上|放学|请|领取|记得|务必|准备"
    r"|参加|不用|不要|别|带|交|(?:有空|抽空|方便(?:的?时候)?|尽快|及时|按时|准时|多|少|早点|赶紧)+"
    r"|知道一[下声]|给(?:孩子|娃|[他她]|我)|回我|接(?:一下)?(?:孩子|娃|[他她])|督促|检查|签|关注|配合|查收|注意|填|帮(?:孩子|[他她])"
)
# What was already asked of them, or is to be talked about with them, is no note.
_NO_NOTE = regex(r"[了过](?!解|[来去几两])|谈|聊|面谈|沟通|家访|了解|好吗|行吗|[吗?]|怎么办")
_MUST = regex("不用|不要|别(?!的)|务必")
_MARK = regex(r" ?[:,\n —-]")


def letter(plain: Plain, care: Care) -> Heard | None:
    """「发给李娜妈妈：…」, 「李娜家长：您好，…」, 「让李娜妈妈明早来一趟」."""
    text = plain.text
    start, polite = begin(plain)
    sent = _SENT_TO.match(text, start)
    whom = addressee(plain, sent.end(), care) if sent else None
    if whom and whom.said and (whom.names_somebody or len(care.spoken) == 1) and _MARK.match(text, whom.end):
        return sendable(whom, wording(plain, whom.end), care)
    asked = _about(plain, start, care) or _asked_of_home(plain, start, polite, care)
    if asked:
        return asked
    whom = addressee(plain, start, care)
    if whom is None or not whom.said or whom.named is None:
        return None
    there = _OVER_THERE.match(text, whom.end) or (_TO_KNOW.match(text, whom.end) if polite else None)
    if there:
        return sendable(whom, wording(plain, there.end()), care)
    dear = _DEAR.match(text, whom.end) or (apart(text, whom.end) and _LETTER_ENDS.search(text.rstrip("。.!~ ")))
    return sendable(whom, wording(plain, whom.end), care) if dear else None


def _about(plain: Plain, start: int, care: Care) -> Heard | None:
    """「把张三这周的表现告诉他妈妈：上课爱举手了」."""
    text = plain.text
    found = _ABOUT.match(text, start)
    named = care.names.match(text, found.end()) if found else None
    tell = _TELL.match(text, named[0]) if named else None
    whom = addressee(plain, tell.end(), care) if tell else None
    if named is None or whom is None or not whom.said or not _MARK.match(text, whom.end):
        return None
    return sendable(Addressee(whom.end, named[1], kin=whom.kin, said=True), wording(plain, whom.end), care)


def _asked_of_home(plain: Plain, start: int, polite: bool, care: Care) -> Heard | None:
    """「让李娜妈妈明早来一趟」, 「帮我问问李娜妈妈孩子几点睡」, 「替我谢谢李娜奶奶」."""
    text = plain.text
    let, verb = (
        _LET.match(text, start),
        (_ASK.match(text, start) or _THANK.match(text, start)) if polite else _ASK.match(text, start),
    )
    found = let or verb
    whom = addressee(plain, found.end() if found else start, care) if found or polite else None
    if whom is None or not whom.said or not whom.names_somebody or REPORTS.match(text, whom.end):
        return None
    known = _SO_THAT_THEY_KNOW.match(text, whom.end) if let else None
    if known:
        return sendable(whom, wording(plain, known.end()), care)
    if verb and not let:
        asked, thanked = _ASKED_SO.match(text, whom.end), _THANK.match(text, start)
        end = start if thanked else asked.end() if asked else whom.end
        return sendable(whom, wording(plain, end), care) if polite or asked else None
    request = NEWS.match(text, whom.end) and (_MUST.match(text, whom.end) or not _NO_NOTE.search(text, whom.end))
    return sendable(whom, wording(plain, whom.end), care) if request else None
