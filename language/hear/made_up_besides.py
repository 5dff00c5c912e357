"""A deed that is made up for, told behind another one: 「已谈心 张三，补上个月的家访」."""

from dataclasses import replace

from duty.commands import MakeUp, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear
from language.hear.closer import deed_of
from language.hear.deeds import deed
from language.hear.line import Line
from language.hear.message import Message
from language.hear.normalise import normalise
from language.hear.parts import Gap, Part
from language.hear.tokens import tokenise

_MARKS = (Gap.COMMA, Gap.STOP, Gap.LINE)


def made_up_besides(message: Message) -> Heard | None:
    """Both deeds, where each by itself is certain; a deed that is made up for names no child if it is the same."""
    line = Line.of(message.plain.text, message.tokens)
    mark = _mark(line)
    if mark is None:
        return None
    plain, place = message.plain, line.tokens[mark].start
    head = replace(plain, typed=plain.typed[: plain.at[place]], text=plain.text[:place], at=plain.at[: place + 1])
    rest = replace(plain, text=plain.text[place + 1 :], at=plain.at[place + 1 :])
    first = deed(head, tokenise(head, message.care, message.today), message.care, message.today)
    if not isinstance(first, RecordDeed):
        return None
    second = deed(rest, tokenise(rest, message.care, message.today), message.care, message.today)
    if isinstance(second, NotUnderstood) and second.why is Unclear.MAKE_UP:
        named = " ".join(message.care.spoken[child] for child in first.student_ids)
        whole = normalise(f"{rest.text} {named}")
        second = deed(whole, tokenise(whole, message.care, message.today), message.care, message.today)
    late = deed_of(second)
    if late is None:
        return None
    both = RecordSeveral((first, late))
    return Confirm(both) if isinstance(second, Confirm) else both


def _mark(line: Line) -> int | None:
    """Where the mark stands behind a deed with a child and before a period that is made up for and a deed."""
    for index in range(2, len(line.tokens)):
        before, means = line.parts[: index - 1], line.tokens[index].means
        late = line.parts[index] is Part.MAKE_UP and isinstance(means, MakeUp) and means.per is not None
        if late and line.tokens[index - 1].means in _MARKS and line.said(index - 1) != ":":
            told = Part.DEED in before and Part.NAME in before and ":" not in line.text[: line.tokens[index].start]
            return index - 1 if told and Part.DEED in line.parts[index:] else None
    return None
