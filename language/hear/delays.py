"""What a sender says of a deed that does not happen now: that it waits, or that it could not be."""

from collections.abc import Iterator
from datetime import date

from duty.commands import CouldNot, Postpone
from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from language.hear.addressee import wording
from language.hear.dates import HALF_YEAR
from language.hear.grammar import Ask
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.opening import Opening, begin
from language.hear.parts import Part, Word
from language.hear.regex import regex
from language.hear.rest import Rest, read_rest
from language.hear.words import WORDS

_REPORTS = regex(r"了|过(?!几|两)|的")
_REMIND = regex(r"(?:再|再来)?提醒我?(?:一下|吧|一声)*[\W_]*$")
_FAILED = regex(r"(?:还是|又|最后|也)?(?:没能?(?:做到|做成|办到|办成)|没能完成)")
_TELLS = frozenset({Part.DEED, Part.DONE})
# 「改成电话了」 says why it was none of its kind.
_OTHER_WAY = regex(
    r"[改换](?:成|为|用|了|打)+(?:个|了)?(?:电话|视频|微信|语音|线上)(?:家访|联系|沟通|聊)?了?"
    r"|[改换]了?(?:个|种)?方式(?:\([^)]*\))?"
)


def postpone(plain: Plain, opened: Opening | None, care: Care, today: date) -> Heard | None:
    """「推迟 张三 到 周五」, 「推迟」 for all and 「张三的家访下周四再提醒我」; None where nothing is to be put off."""
    if plain.cut:
        return None
    if opened and opened.asks is Ask.POSTPONE:
        if _REPORTS.match(plain.text, opened.end):
            return None
        rest = read_rest(plain.text, opened.end, len(plain.text), care, today)
        if _nothing_told(plain.text, rest, opened.end):
            return _postpone(rest, care, today)
        return _not_what(plain, rest, care)
    remind = _REMIND.search(plain.text)
    if not remind:
        return None
    rest = read_rest(plain.text, begin(plain)[0], remind.start(), care, today)
    return _postpone(rest, care, today) if rest.end >= remind.start() and rest.named and rest.days else None


def _nothing_told(text: str, rest: Rest, start: int) -> bool:
    """Whether what stands behind the request is only a reason: a further deed would be lost."""
    if not any(c.isalnum() for c in text[rest.end :]):
        return True
    if not rest.named and not rest.strangers and text[start] in ",:":
        # 「推迟，这周太忙」: what is said of days belongs to the reason.
        rest.days.clear()
    elif not rest.named or text[rest.end - 1] not in " \n,:":
        return False
    return not any(word.part is Part.DEED for _, (_, word) in _words(text, rest.end))


def _not_what(plain: Plain, rest: Rest, care: Care) -> NotUnderstood | None:
    """What is to be put off is not one of ours; None where a deed is told of, and no child is to be put off."""
    if not rest.named and any(word.part is Part.DEED for _, (_, word) in _words(plain.text, rest.end)):
        return None
    return NotUnderstood(Unclear.POSTPONE_WHAT, tuple(care.spoken[child] for child in rest.ids))


def _postpone(rest: Rest, care: Care, today: date) -> Heard:
    everybody = not rest.named and not rest.strangers and (rest.everybody or len(care.spoken) != 1)
    ids = () if everybody else _ids(rest, care)
    if isinstance(ids, NotUnderstood):
        return ids
    until = _until(rest, today)
    if isinstance(until, Unclear):
        return NotUnderstood(until, tuple(care.spoken[child] for child in ids))
    then = Postpone(ids, until, rest.kind)
    return WhichStudent(then, rest.groups) if rest.groups else then


def _until(rest: Rest, today: date) -> date | Unclear | None:
    """The one coming day that was said; None where none was."""
    if not rest.days:
        return None
    day = rest.days[0]
    if len(set(rest.days)) > 1 or day is None or day <= today:
        return Unclear.NO_COMING_DAY
    return Unclear.TOO_FAR if day - today > HALF_YEAR else day


def could_not(plain: Plain, opened: Opening | None, care: Care, today: date) -> Heard | None:
    """「没能做到 张三 家访 家长不方便」 and 「张三家访没能做到，家长不方便」; None where neither is said."""
    text = plain.text
    if opened and opened.asks is Ask.COULD_NOT:
        rest = read_rest(text, opened.end, len(text), care, today, reason_follows=True)
        end = rest.end
    else:
        failed = _FAILED.search(text)
        if not failed:
            return None
        rest = read_rest(text, begin(plain)[0], failed.start(), care, today)
        if rest.end < failed.start():
            return None
        end = failed.end()
    reason = wording(plain, end)
    if (reason and not rest.named and not rest.strangers) or _tells_of_a_deed(text, end):
        return None
    ids = _ids(rest, care)
    if isinstance(ids, NotUnderstood):
        return ids
    then = CouldNot(ids, rest.kind, reason)
    return WhichStudent(then, rest.groups) if rest.groups else then


def _tells_of_a_deed(text: str, start: int) -> bool:
    """Whether something else was done instead: 「后来打了电话」 must not be kept as a mere reason."""
    if way := _OTHER_WAY.search(text, start):
        text = text[: way.start()] + " " * (way.end() - way.start()) + text[way.end() :]
    said = [(text[here : word[0]], word[1].part) for here, word in _words(text, start)]
    parts = {part for _, part in said}
    return parts >= _TELLS or any(part is Part.DEED and ("了" in word or "过" in word) for word, part in said)


def _words(text: str, start: int) -> Iterator[tuple[int, tuple[int, Word]]]:
    """The known words from left to right, each the longest at its place."""
    while start < len(text):
        found = WORDS.match(text, start)
        if found:
            yield start, found
        start = found[0] if found else start + 1


def _ids(rest: Rest, care: Care) -> tuple[int, ...] | NotUnderstood:
    """The children meant: who has one in care means that one."""
    if rest.strangers:
        return NotUnderstood(Unclear.UNKNOWN_STUDENT, tuple(dict.fromkeys(rest.strangers)))
    if not rest.named:
        if len(care.spoken) != 1:
            return NotUnderstood(Unclear.NO_STUDENT)
        rest.named.append(Named(tuple(care.spoken)))
    return rest.ids
