"""The sender's own leave: from when to when, who stands in, and the end of it."""

from collections.abc import Iterator
from datetime import timedelta

from duty.commands import EndLeave, NameDeputy, ShowLeave, TakeLeave
from language.hear import away_words as words
from language.hear.deputies import Deputy, deputy_in, only_a_deputy
from language.hear.grammar import Ask
from language.hear.message import Message
from language.hear.putting_off import put_off
from language.hear.regex import regex
from language.hear.spans import Days, span_of

_FEW = 24
# Who is on maternity leave says when it begins, and a few days are not all of it.
_SOME_WEEKS = timedelta(days=31)
_CLAUSES = regex(r"[,.。;!\n ]+")


def own_leave(message: Message) -> TakeLeave | ShowLeave | EndLeave | NameDeputy | None:
    """「我下周请假，李老师代一下」, 「请假」, 「销假」, 「请李梅代」; None where it may be another who is away."""
    plain = message.plain
    if plain.cut or not words.SPOKEN_OF.search(plain.text) or words.ASKS.search(plain.text):
        return None
    if _is_back(message):
        return _end(message)
    on_leave = words.LEAVE.search(plain.text) is not None
    deputy = deputy_in(plain, message.care.spoken.values(), on_leave=on_leave)
    away, span = _away(message, deputy), _span(message, deputy)
    if deputy and not (away and span) and _says_no_more(message, deputy):
        return NameDeputy(deputy.name)
    if away is None or put_off(message):
        return None
    surely, typed = words.LEAVE.search(away) is not None, _opens(message)
    if span is None:
        return ShowLeave() if _is_wish_for_leave(message, deputy, surely=surely) else None
    if max(span) < message.today and not typed:
        return None
    if not (surely or typed or deputy or words.A_JOURNEY.search(away) or span[1] != span[0]):
        return None
    children = _children(message)
    return TakeLeave(*span, deputy.name if deputy else "", children, _of_the_others(message, deputy, children))


def _says_no_more(message: Message, deputy: Deputy) -> bool:
    """Whether who stands in is all that is said; who does may be called like a child."""
    shape = message.outline
    named = (shape.at[place] for place, sign in enumerate(shape.text) if sign == "N")
    return only_a_deputy(message.plain, deputy) and all(deputy.start <= place < deputy.end for place in named)


def _opens(message: Message) -> bool:
    """Whether it begins with the word for leave, as the help says it."""
    return message.opened is not None and message.opened.asks is Ask.LEAVE


def _away(message: Message, deputy: Deputy | None) -> str | None:
    """The words by which the sender says to be away, where nothing speaks against them."""
    text = words.OF_THE_FAMILY.sub(words.I_AM, message.outline.text)
    own = words.I_AM_AWAY.search(text)
    found = own or (
        words.TYPED.match(text) if _opens(message) else words.ONLY_LEAVE.fullmatch(_but_for(message, deputy))
    )
    if found is None or words.AGAINST.search(text) or words.FAILED.search(text) or _tells_of_others(text):
        return None
    if words.NOT_NOW.match(found.string, found.end()) or (not own and words.OVER.search(text)):
        return None
    return found[0]


def _but_for(message: Message, deputy: Deputy | None) -> str:
    """The plain text without the words for who stands in."""
    text = message.plain.text
    return f"{text[: deputy.start]},{text[deputy.end :]}" if deputy else text


def _tells_of_others(text: str) -> bool:
    """Whether a clause that hands nothing over speaks of a child, of home or of a deed."""
    return any("P" in one or (words.OTHERS.search(one) and not words.HANDS_OVER.search(one)) for one in _clauses(text))


def _clauses(text: str) -> Iterator[str]:
    return (clause for clause in _CLAUSES.split(text) if clause)


def _span(message: Message, deputy: Deputy | None) -> Days | None:
    span = span_of(_but_for(message, deputy), message.today)
    too_short = span and words.MATERNITY.search(message.plain.text) and span[1] - span[0] < _SOME_WEEKS
    return None if too_short else span


def _is_wish_for_leave(message: Message, deputy: Deputy | None, *, surely: bool) -> bool:
    """Whether it wants to know how leave is said: 「我要请假」, 「我出差，李老师代一下」."""
    text, today = message.outline.text, message.today
    if any(day.is_past(today) for day in message.outline.days(0, len(text))):
        return False
    of_nobody = not set("NPK") & set(text)
    return surely or (of_nobody and (deputy is not None or words.STANDS_IN.search(text) is not None))


def _children(message: Message) -> tuple[int, ...]:
    """The children for whom somebody is to stand in, where only some were named."""
    shape = message.outline
    if words.AND_THE_OTHERS.search(shape.text):
        return ()
    named = shape.names(0, len(shape.text))
    return tuple(dict.fromkeys(one.ids[0] for one in named)) if all(one.sure for one in named) else ()


def _end(message: Message) -> EndLeave | ShowLeave:
    """Which leave is called off: 「取消12月20日的请假」; 「今天回来上班，销假」 names the day of coming back."""
    text = message.outline.text
    if not words.CALLED_OFF.search(text):
        return EndLeave()
    span = span_of(message.plain.text, message.today)
    if span:
        return EndLeave(min(span), max(span))
    return ShowLeave() if message.outline.days(0, len(text)) else EndLeave()


def _of_the_others(message: Message, deputy: Deputy | None, children: tuple[int, ...]) -> str:
    """Who stands in for those who were not named: 「张三请孙丽代，其他请刘洋代」."""
    rest = words.THE_OTHERS.search(message.plain.text, deputy.end) if deputy and children else None
    second = rest and deputy_in(message.plain, message.care.spoken.values(), rest.end())
    return second.name if second else ""


def _is_back(message: Message) -> bool:
    text = message.outline.text
    if len(text) > _FEW or words.SOMEBODY.search(text):
        return False
    if words.CALLED_OFF.search(text):
        return True
    days = message.outline.days(0, len(text))
    to_come = any(day.ahead or (day.on is not None and day.on > message.today) for day in days)
    return not to_come and words.BACK.search(text) is not None and not words.STILL_AWAY.search(text)
