"""What words to a guardian come to: a note, an answer, or what is still missing to send one."""

from collections.abc import Iterable
from dataclasses import replace

from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from duty.relaying import Addressed, Relay, RelaySeveral, ReplyToParent
from language.hear.addressee import Addressee, Listed
from language.hear.names import Care, Named
from language.hear.regex import regex

# These are said of children and of colleagues as well: only with a guardian behind them they are a note.
EVERYDAY = frozenset(("告诉", "告知", "通知", "知会", "回", "复", "答"))
# What begins so reports that it was done, or asks whether it was.
REPORTS = regex(
    r"了(?!解)|过(?!来|去|一?会|[几两年节])|完了|好了|没有?(?:[吗么呀啊呢吧了]|没有?)*[\W_]*$|的|电话|微信|访"
)
# 「跟李娜妈妈说明天带伞」 is to be said, where nothing tells how it was taken: 「…，她说好」.
TAKEN_SO = regex(
    r"[,。.;!](?:[他她P]们?|对方|家长|爸爸?|妈妈?|奶奶|爷爷|老人家?)[^,。.\n]{0,4}"
    r"(?:说|表示|答应|同意|听|回|也|很|挺|哭|没说|不说|点头)"
)
HOW_TAKEN = regex(
    rf"{TAKEN_SO.pattern}|(?:聊|谈|沟通|交流|说|讲)(?:了|过)(?:一?会儿?|[一两三四五六七八九十半]|很|好|挺|几|\d)"
)
# 「告诉李娜妈妈成绩了」
_OVER = regex(r"[^,。.:\n]{0,6}了[\W_]*$")


def sendable(whom: Addressee, text: str, care: Care) -> Heard:
    """A note to whom it is for; who has one child in care means that child's family."""
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
    relay = Relay(0, whom.kin, text, kins=whom.kins, to_all=whom.everyone)
    return WhichStudent(relay, (ids,)) if len(ids) > 1 else replace(relay, student_id=ids[0])


def to_each(listed: Listed, text: str, care: Care) -> Heard:
    """The same to the family of each child of a list; whoever of namesakes is meant is asked."""
    if listed.stranger:
        return NotUnderstood(Unclear.UNKNOWN_STUDENT, (listed.stranger,))
    if not text:
        return NotUnderstood(Unclear.NO_TEXT, spoken((named for named, _ in listed.named), care))
    to = tuple(Addressed(named.ids[0] if len(named.ids) == 1 else 0, kin) for named, kin in listed.named)
    asked = [(place, named.ids) for place, (named, _) in enumerate(listed.named) if len(named.ids) > 1]
    several = RelaySeveral(text, to)
    if not asked:
        return several
    return WhichStudent(several, tuple(ids for _, ids in asked), places=tuple(place for place, _ in asked))


def answer(whom: Addressee, text: str, care: Care) -> Heard:
    """An answer to the guardian of the child who is named."""
    heard = sendable(whom, text, care)
    return ReplyToParent(heard.text, student_id=heard.student_id, kin=heard.kin) if isinstance(heard, Relay) else heard


def apart(text: str, end: int) -> bool:
    """Whether a mark stands between whom it is for and what is to be said: without one 「告诉…」 may be a report."""
    return end == len(text) or not text[end].isalnum()


def is_told(text: str, end: int) -> bool:
    """Whether a message tells how words to a guardian, who is named up to `end`, were taken, or of what they were."""
    return HOW_TAKEN.search(text, end) is not None or _OVER.match(text, end) is not None


def spoken(named: Iterable[Named], care: Care) -> tuple[str, ...]:
    """The names of those of whom it is sure who is meant."""
    return tuple(care.spoken[one.ids[0]] for one in named if len(one.ids) == 1)
