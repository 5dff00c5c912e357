"""The answer to a question of ours: a number, a name, a class, a day, a deed, 都是, 不是 or 算了."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from duty.commands import (
    Command,
    Correct,
    NameDeputy,
    NamesOne,
    NamesStudent,
    RecordDeed,
    RecordSeveral,
    Undo,
)
from duty.hearing import (
    MOST_OFFERED,
    Confirm,
    MaySend,
    Unclear,
    WhichDay,
    WhichDeputy,
    WhichGuardian,
    WhichKind,
    WhichStudent,
)
from duty.kinds import Kind
from duty.people import Child
from duty.relaying import Letters, RelaySeveral
from duty.repeats import Repeat, SameDeed
from language.hear.answer_words import Answer, Bare, bare, numbers, same_or_another
from language.hear.classes import of_class
from language.hear.dates import Day, read_day
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.parts import Part
from language.hear.sending_words import guardians_said, may_go, number_said, says_to_send
from language.hear.similar import resolve
from language.hear.words import WORDS

Question = WhichStudent | WhichDay | WhichKind | WhichGuardian | WhichDeputy | MaySend | Confirm | SameDeed
"""What can be asked back."""

# For `places` of a Correct: the child is not the one instead, but the one whose deed is meant.
MEANT = 1


@dataclass(frozen=True, slots=True)
class Left:
    """The question is closed and nothing is done: none of what was offered (`none`), or the sender let it be."""

    none: bool = False


@dataclass(frozen=True, slots=True)
class StillOpen:
    """An answer that does not choose: the question stays. `why`: what is the matter with the day that was said."""

    why: Unclear | None = None


@dataclass(frozen=True, slots=True)
class Knows:
    """By what an answer is measured: the children in the sender's care, and the day of the message."""

    care: Care
    children: Mapping[int, Child]
    today: date


Answered = Command | WhichStudent | Confirm | Repeat | Left | StillOpen
"""What an answer can mean."""


def answer_to(question: Question, text: str, knows: Knows) -> Answered | None:
    """What the answer means, the next question, or None where the text is no answer: the topic has changed.

    Only what is nothing but an answer is one; whoever says more, says something new.
    """
    plain = normalise(text)
    said = bare(plain.text)
    if plain.cut or not said.words:
        return None
    if said.means is Answer.LEAVE:
        return Left()
    match question:
        case WhichStudent():
            return _student(question, said, knows)
        case WhichDay():
            return _day(question, said, knows.today)
        case WhichKind():
            return _kind(question, said)
        case WhichGuardian():
            return _guardian(question, said)
        case MaySend():
            return _sent(question, said)
        case WhichDeputy():
            return _deputy(question, said)
        case Confirm(command):
            return _confirmed(command, said)
        case _:
            return _same(question.deeds, said)


def is_only_an_answer(text: str) -> bool:
    """Whether a text says nothing at all unless something was asked: 算了, 都不是, 两个都是."""
    plain = normalise(text)
    said = bare(plain.text)
    return not plain.cut and (said.means in (Answer.LEAVE, Answer.NONE, Answer.ALL) or says_to_send(said))


def _confirmed(command: RecordDeed | RecordSeveral | Undo, said: Bare) -> Command | Left | StillOpen | None:
    number = numbers(said)
    if number:
        if number == (1,):
            return command
        return Left() if number == (2,) else StillOpen()
    undo = isinstance(command, Undo)
    if said.means is Answer.YES or (undo and said.means is Answer.TAKE_BACK):
        return command
    if said.means in (Answer.NO, Answer.NONE) or (undo and said.means is Answer.KEEP):
        return Left()
    return None


def _same(deeds: tuple[RecordDeed, ...], said: Bare) -> Repeat | StillOpen | None:
    number = numbers(said)
    if number:
        return Repeat(deeds, number == (2,)) if number in ((1,), (2,)) else StillOpen()
    another = same_or_another(said)
    if another is None:
        # 「是」 and 「不是」 fit both halves of the question.
        return StillOpen() if said.means in (Answer.YES, Answer.NO, Answer.NONE) else None
    return Repeat(deeds, another)


def _one_of(offered: tuple[int, ...], said: Bare) -> int | Left | StillOpen | None:
    number = numbers(said, last=len(offered))
    if number:
        return offered[number[0] - 1] if len(number) == 1 and 1 <= number[0] <= len(offered) else StillOpen()
    if said.means in (Answer.NONE, Answer.NO):
        return Left(none=True)
    if said.means is Answer.YES:
        return offered[0] if len(offered) == 1 else StillOpen()
    return None


def _guardian(question: WhichGuardian, said: Bare) -> Command | Left | StillOpen | None:
    """One of those offered, by the number of the note that waits, by number, by relation or by name."""
    offered, number = question.guardian_ids, number_said(said)
    if number in question.numbers:
        chosen: int | Left | StillOpen | None = offered[question.numbers.index(number)]
    else:
        chosen = _one_of(offered, said) if number is None or not question.numbers else StillOpen()
    if chosen is None:
        named = guardians_said(said, question.called)
        if named is None:
            return None
        chosen = offered[named[0]] if len(named) == 1 else StillOpen()
    return replace(question.then, guardian_id=chosen) if isinstance(chosen, int) else chosen


def _sent(question: MaySend, said: Bare) -> Letters | Left | StillOpen | None:
    """Words go only where that is said."""
    number = () if question.careful else numbers(said)
    goes = number == (1,) if number in ((1,), (2,)) else may_go(said, careful=question.careful)
    if goes is None:
        return StillOpen() if number or said.means in (Answer.YES, Answer.ALL) else None
    if not goes:
        return Left()
    then = question.then
    return replace(then, confirmed=True) if isinstance(then, RelaySeveral) else replace(then, as_is=True)


def _deputy(question: WhichDeputy, said: Bare) -> NameDeputy | Left | StillOpen | None:
    """One of those offered, by number or by name."""
    named = [member for member, name in zip(question.member_ids, question.names, strict=True) if name == said.plain]
    if len(named) > 1:
        return StillOpen()
    chosen = named[0] if named else _one_of(question.member_ids, said)
    return replace(question.then, member_id=chosen) if isinstance(chosen, int) else chosen


def _kind(question: WhichKind, said: Bare) -> RecordDeed | Left | StillOpen | None:
    number = numbers(said, last=len(question.kinds))
    if number:
        fits = len(number) == 1 and 1 <= number[0] <= len(question.kinds)
        return replace(question.then, kind=question.kinds[number[0] - 1]) if fits else StillOpen()
    if said.means in (Answer.NONE, Answer.NO):
        return Left(none=True)
    if said.means in (Answer.YES, Answer.ALL):
        return StillOpen()
    word = WORDS.match(said.plain, 0)
    if word and word[1].part is Part.DEED and word[0] == len(said.plain) and isinstance(word[1].means, Kind):
        return replace(question.then, kind=word[1].means)
    return None


def _day(question: WhichDay, said: Bare, today: date) -> RecordDeed | Left | StillOpen | None:
    number, offered = numbers(said, last=len(question.days)), question.days
    if number and offered:
        fits = len(number) == 1 and 1 <= number[0] <= len(offered)
        return _on(question, offered[number[0] - 1]) if fits else StillOpen()
    if said.means in (Answer.NONE, Answer.NO):
        return Left(none=True)
    if said.means in (Answer.YES, Answer.ALL):
        return _on(question, offered[0]) if said.means is Answer.YES and len(offered) == 1 else StillOpen()
    # With no day on offer a bare number can only be a day of the month.
    day = read_whole_day(f"{number[0]}号" if len(number) == 1 else said.plain, today)
    if day is None:
        return StillOpen() if number else None
    if day.ahead or (day.on and day.on > today):
        return StillOpen(Unclear.FUTURE_DAY)
    if day.on is None or day.vague:
        return StillOpen(Unclear.BAD_DAY)
    return replace(question.then, happened_on=day.on, within=day.within)


def read_whole_day(words: str, today: date) -> Day | None:
    """The day that words name, and nothing else."""
    found = read_day(words, 0, today) if words else None
    return found[1] if found and found[0] == len(words) else None


def _on(question: WhichDay, day: date) -> RecordDeed:
    return replace(question.then, happened_on=day, within=None)


def _student(
    question: WhichStudent, said: Bare, knows: Knows
) -> Command | WhichStudent | Confirm | Left | StillOpen | None:
    offered = question.groups[0]
    number = numbers(said, last=len(offered))
    single = isinstance(question.then, NamesOne | RelaySeveral)
    if number and question.unnamed and len(offered) > MOST_OFFERED:
        return StillOpen()
    if number == (2,) and len(offered) == 1:
        # One child that is merely similar was asked for with yes and no.
        return Left(none=True)
    if number:
        fits = all(1 <= one <= len(offered) for one in number) and (len(number) == 1 or not single)
        return _with(question, tuple(offered[one - 1] for one in number)) if fits else StillOpen()
    match said.means:
        case Answer.ALL:
            return StillOpen() if single and len(offered) > 1 else _with(question, offered)
        case Answer.NONE | Answer.NO:
            return Left(none=True)
        case Answer.YES:
            return _with(question, offered) if len(offered) == 1 else StillOpen()
    return _named(question, said, knows)


def _named(question: WhichStudent, said: Bare, knows: Knows) -> Command | WhichStudent | Confirm | StillOpen | None:
    """The child whose name or class was said: one of those offered, or where none of them fits, another in care."""
    offered = question.groups[0]
    candidates = [knows.children[child] for child in offered if child in knows.children]
    named = resolve(said.plain, knows.care)
    among = tuple(child for child in named.ids if child in offered) if named else ()
    if not among:
        among = of_class(said.plain, candidates)
    if len(among) == 1:
        return _with(question, among)
    if among:
        return StillOpen()
    sure = named is not None and named.sure and question.similar
    return _with(question, named.ids) if named and sure else None


def _with(question: WhichStudent, chosen: tuple[int, ...]) -> Command | WhichStudent | Confirm:
    place = question.places[0] if question.places else 0
    then = _gains(question.then, chosen, place)
    if question.groups[1:]:
        return WhichStudent(then, question.groups[1:], question.doubt, question.places[1:])
    return Confirm(then) if question.doubt and isinstance(then, RecordDeed | RecordSeveral) else then


def _gains(then: NamesStudent, chosen: tuple[int, ...], place: int) -> NamesStudent:
    if isinstance(then, NamesOne):
        return replace(then, student_id=chosen[0])
    match then:
        case RelaySeveral(to=to):
            return replace(then, to=(*to[:place], replace(to[place], student_id=chosen[0]), *to[place + 1 :]))
        case RecordSeveral(deeds):
            deed = deeds[place]
            gained = replace(deed, student_ids=_more(deed.student_ids, chosen))
            return replace(then, deeds=(*deeds[:place], gained, *deeds[place + 1 :]))
        case Correct(of=of) if place == MEANT:
            return replace(then, of=_more(of, chosen))
        case _:
            return replace(then, student_ids=_more(then.student_ids, chosen))


def _more(ids: tuple[int, ...], chosen: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*ids, *chosen)))
