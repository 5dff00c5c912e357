"""Asking back, and what is said to an answer that chooses nothing."""

from dataclasses import replace
from datetime import date

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import (
    MOST_OFFERED,
    Confirm,
    MaySend,
    NotUnderstood,
    Unclear,
    WhichDay,
    WhichDeputy,
    WhichGuardian,
    WhichKind,
    WhichStudent,
)
from duty.kinds import Kind
from duty.people import Child
from duty.repeats import SameDeed
from handlers.reply import Question, Reply
from language.hear.answering import Left, StillOpen
from language.say import absences, asking, letters, replies

YES_OR_NO = 2

Children = dict[int, Child]


def ask(
    question: WhichStudent | WhichDay | WhichKind | RecordDeed | RecordSeveral, children: Children, today: date
) -> Reply:
    """The question to the sender; a deed by itself is confirmed before it happens."""
    if not _ids(question) <= children.keys():
        return Reply(replies.no_longer_in_care())
    match question:
        case WhichStudent():
            return Reply(_which_student(question, children, today), question)
        case WhichDay(then, days, why):
            text = asking.which_day(then, _named(then, children), days, why=why, today=today)
            return Reply(text, question)
        case WhichKind(then, kinds):
            return Reply(asking.which_kind(then, _named(then, children), kinds, today), question)
        case RecordDeed():
            return Reply(asking.confirm(question, _named(question, children), today), Confirm(question))
        case RecordSeveral(deeds):
            told = [(deed, _named(deed, children)) for deed in deeds]
            return Reply(asking.confirm_several(told, today), Confirm(question))


def ask_what_lacks(refusal: NotUnderstood, deed: RecordDeed, children: Children, today: date) -> Reply:
    """The question for the one thing that a deed lacks."""
    if refusal.why is Unclear.NO_STUDENT:
        if not children:
            return Reply(replies.not_understood(refusal, []))
        return ask(WhichStudent(deed, (tuple(children),), unnamed=True), children, today)
    if refusal.why is Unclear.NO_KIND:
        asked = ask(WhichKind(deed, tuple(Kind)), children, today)
        return replace(asked, text=f"{asked.text}{asking.or_look_up(refusal.names[0])}")
    return ask(WhichDay(deed, (), refusal.why), children, today)


def say_again(question: Question, answer: Left | StillOpen) -> Reply:
    """What is said to an answer that leaves the question unanswered: closed for good, or asked again."""
    if isinstance(answer, StillOpen):
        text = asking.not_that_day(answer.why) if answer.why else _choose(question)
        return Reply(text, question)
    if isinstance(question, Confirm):
        return Reply(asking.left_alone(question.command))
    if isinstance(question, MaySend):
        return Reply(letters.not_sent())
    if isinstance(question, WhichDeputy):
        return Reply(absences.nobody_yet())
    if isinstance(question, WhichStudent) and answer.none:
        return Reply(asking.none_of_these(question.then))
    return Reply(asking.let_be())


def _which_student(question: WhichStudent, children: Children, today: date) -> str:
    candidates = [children[child] for child in question.groups[0]]
    if question.unnamed:
        return asking.which_of_all(candidates, question.then, today)
    if question.similar:
        return asking.similar_student(candidates, question.similar, question.then)
    place = question.places[0] if question.places else 0
    return asking.which_student(candidates, question.then, today, place=place)


def _offered(question: Question) -> int:
    match question:
        case WhichStudent(groups=groups, unnamed=True):
            return len(groups[0]) if len(groups[0]) <= MOST_OFFERED else 0
        case WhichStudent(groups=groups, similar=similar):
            return YES_OR_NO if similar and len(groups[0]) == 1 else len(groups[0])
        case WhichDay(days=days):
            return len(days)
        case WhichKind(kinds=kinds):
            return len(kinds)
        case WhichGuardian(guardian_ids=ids) | WhichDeputy(member_ids=ids):
            return len(ids)
        case Confirm() | SameDeed() | MaySend():
            return YES_OR_NO


def _choose(question: Question) -> str:
    if isinstance(question, MaySend):
        return letters.send_as_it_is() if question.careful else letters.send_or_not()
    if isinstance(question, WhichGuardian) and question.numbers:
        return letters.choose_number(question.numbers)
    count = _offered(question)
    return asking.name_one() if not count and isinstance(question, WhichStudent) else asking.choose_between(count)


def _ids(question: WhichStudent | WhichDay | WhichKind | RecordDeed | RecordSeveral) -> set[int]:
    match question:
        case WhichStudent(groups=groups):
            return set(groups[0])
        case WhichDay(then=deed) | WhichKind(then=deed):
            return set(deed.student_ids)
        case RecordDeed(student_ids=ids):
            return set(ids)
        case RecordSeveral(deeds):
            return {child for deed in deeds for child in deed.student_ids}


def _named(deed: RecordDeed, children: Children) -> list[Child]:
    return [children[child] for child in deed.student_ids]
