"""What is said of notes that were written: whether they arrived, that one is not to go, or is to go now."""

from duty.hearing import Heard, WhichStudent
from duty.relaying import CallBack, SendNow, ShowLetters
from language.hear.addressee import Addressee, addressee
from language.hear.message import Message
from language.hear.regex import regex

_ASKS = r"(?:[了过]?(?:吗|嘛|么|没有?|没呢|不曾)|了没有?|没[有]?[了过]?|[了过]\?|\?)[呢啊呀吧]*[?!。. ~]*"
_WORDS = "(?:话|消息|信息|便条|短信|信儿?|内容|留言|通知)"
_MINE = (
    "(?:(?:我|刚才?|刚刚|昨[天晚]|今[天早]|上午|下午|早上|前[天几日]|上次|之前"
    rf"|[发写说捎带转告给出去到过的家长们了那这几条句封份个 ])*?的?{_WORDS})"
)
_ARRIVED = (
    "(?:都|已经|有没有|是不是|到底|究竟)*(?:送到|送达|发出去?|发到|发走|收到|看到|看见|看|打开|点开|到|回话?|回复|答复)"
)
# 「我发的话送到了吗」
_OF_MINE = regex(rf"(?=[^?]*(?:发|写|捎|转告|带|便条)){_MINE}[ ,]?(?:家长们?|对方|[他她]们?)?{_ARRIVED}{_ASKS}")
# 「家长回了没有」, 「李四妈妈看到了吗」
_OF_THEM = regex(
    rf" ?(?:那边|那儿)?(?:家长)?(?:们|都)?(?:我(?:发|写|捎|说)的{_WORDS}?|那条|消息)?{_ARRIVED}(?:我"
    rf"|消息|话|信|那条)?{_ASKS}"
)
_PARENTS = regex("(?:(?:那|这)?(?:几[位个])?|各位|学生)家长们?")
_LETTERS_OF = regex(r"(?:查|看看?)?去信[ :,]*")
_NOT_THAT = regex(
    r"(?:请|帮我|先|那就|那)?(?:撤回|撤掉|撤销|撤消|收回|取消|别发|不发|不要发)(?:了|掉)?[ :,]*(?:刚才?"
    r"|刚刚)?(?:写|发|转|说|捎)?给?了?[ ]?"
)
# 「等等，先别发」: said of what has not gone yet.
_NOT_YET = regex(
    r"(?:等等|等一下|等会儿?|慢着|算了|停|快|赶紧|那就|那|还是|先|暂时|请|帮我|[ ,.。!])*(?:别|不要|不用|不|甭)发"
    r"(?:送|出去|出)?(?:了|啦|吧|先)*[ 。.!~]*"
)
_NOW = regex(r"(?:请|那就|那)?(?:确认发?送?|马上发|现在就?发|立[刻即]发|发吧|先发)(?:送|出)?[ :,]*给?[ ]?")
_THAT_ONE = regex(rf"(?: ?的?(?:那|这|上面)?一?[条封句份个]?{_WORDS}?(?:撤回|撤掉)?(?:[吧了啊哈呀]|一下)*)[ 。.!~]*")


def of_letters(message: Message) -> Heard | None:
    """「去信」, 「李四妈妈看到了吗」, 「撤回 李四妈妈」, 「别发了」, 「确认 李四妈妈」; None for everything else."""
    plain = message.plain
    if plain.cut:
        return None
    text = plain.text.strip(" \n")
    if text != plain.text.rstrip(" \n"):
        return None
    if _NOT_YET.fullmatch(text):
        return CallBack()
    return _named(message, text) or (ShowLetters() if _of_nobody(text) else None)


def _of_nobody(text: str) -> bool:
    parents = _PARENTS.match(text)
    asked = _OF_THEM.fullmatch(text, parents.end()) if parents else None
    return asked is not None or _OF_MINE.fullmatch(text) is not None


def _named(message: Message, text: str) -> Heard | None:
    called = _LETTERS_OF.match(text)
    if called:
        named = message.care.names.match(text, called.end()) if called.end() < len(text) else None
        whom = _whom(message, called.end())
        if whom:
            return _about(ShowLetters(0, whom.kin), whom) if not text[whom.end :].strip(" 。.?") else None
        return _which(ShowLetters(0), named[1].ids) if named and not text[named[0] :].strip(" 。.?") else None
    for opening, then in ((_NOT_THAT, CallBack(0)), (_NOW, SendNow(0))):
        found = opening.match(text)
        whom = _whom(message, found.end()) if found else None
        if whom and _THAT_ONE.fullmatch(text, whom.end):
            return _about(type(then)(0, whom.kin), whom)
    whom = _whom(message, 0)
    return _about(ShowLetters(0, whom.kin), whom) if whom and _OF_THEM.fullmatch(text, whom.end) else None


def _whom(message: Message, start: int) -> Addressee | None:
    """The guardian of a child in care who is named from `start` on."""
    whom = addressee(message.plain, start, message.care)
    return whom if whom and whom.said and whom.named else None


def _about(then: ShowLetters | CallBack | SendNow, whom: Addressee) -> Heard | None:
    return _which(then, whom.named.ids) if whom.named else None


def _which(then: ShowLetters | CallBack | SendNow, ids: tuple[int, ...]) -> Heard:
    one = type(then)(ids[0], then.kin)
    return one if len(ids) == 1 else WhichStudent(then, (ids,))
