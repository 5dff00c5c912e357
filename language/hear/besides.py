"""The deeds that only the whole message tells of, beside one whose words the steps knew."""

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Unclear
from duty.kinds import Kind
from language.hear.masked import COMING_DAY, PARENT, STAFF, STRANGER, Masked
from language.hear.message import Message
from language.hear.named import Named
from language.hear.regex import regex
from language.hear.settled import settle
from language.hear.whole import KINDS, Sense, Whole, clauses, weigh_part

# So surely the whole must tell of several deeds, and a clause of one that no step heard.
_SEVERAL, _ANOTHER = 0.6, 0.85
# Whatever its weight: a clause with such a word tells of nothing that was done.
_NOT_TOLD = regex(
    rf"[没未别不?吗让叫催约改等该要想{COMING_DAY}{STRANGER}{STAFF}Y]|[送给]了?[我咱]|准备|打算|如果|[替代]我|撤|取消"
)
_DONE = regex("[了过完的]|T")
# What stands behind a stop, or only now came about, has a day of its own: 「昨天家访。李四：刚谈完」.
_ANEW = regex(r"[.\n]|刚[刚才]?(?!好)")
# What the child did, or somebody of the family.
_HIS = regex("D?(?:[他她]|孩子|娃)")
_WITH_PARENTS = (Kind.CONTACT, Kind.HOME_VISIT)


def with_those_besides(command: RecordDeed, whole: Whole, message: Message) -> RecordDeed | RecordSeveral:
    """The deed with those of other kinds that other clauses surely tell of: 「张三聊了聊，他妈我也语音了半天」."""
    if whole.shares[Sense.SEVERAL] < _SEVERAL or not command.student_ids:
        return command
    masked, ids = message.masked, command.student_ids[:1]
    days = masked.days(0, 0)
    found: list[RecordDeed] = []
    for start, end in clauses(message):
        ids = _named(masked.named(start, end)) or ids
        carried = [] if _ANEW.search(masked.text, start - 1, end) else days
        days = masked.days(start, end) or carried
        told = weigh_part(message, start, end)
        kind = KINDS.get(told.sense)
        if kind is None or kind in {command.kind, *(one.kind for one in found)} or told.share < _ANOTHER:
            continue
        day = settle(days, message.today)
        if not isinstance(day, Unclear) and _is_ours(masked, kind, start, end):
            note = masked.typed(start, end).strip()
            found.append(RecordDeed(kind, ids, day.on, note, within=day.within))
    return RecordSeveral((command, *found)) if found else command


def _is_ours(masked: Masked, kind: Kind, start: int, end: int) -> bool:
    """Whether a clause says that something was done, and not by the child or the family."""
    text = masked.text
    if _NOT_TOLD.search(text, start, end) or not _DONE.search(text, start, end) or _HIS.match(text, start, end):
        return False
    return kind in _WITH_PARENTS or PARENT not in text[start:end]


def _named(named: list[Named]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.ids[0] for one in named if one.sure))
