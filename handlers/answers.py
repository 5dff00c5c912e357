"""The answer to a numbered question: what the number stands for."""

from dataclasses import replace
from datetime import date

from duty.commands import Command, NamesStudent, RecordDeed, Relay, ShowStudent
from duty.hearing import Choice, Confirm, WhichGuardian, WhichStudent
from duty.people import Child
from handlers.reply import Question, Reply
from language.say import replies

YES = 1
NO = 2


def resolve(question: Question, choice: Choice) -> Command | WhichStudent | Confirm | Reply:
    """The command that was meant, the next question, or an answer that asks for a number that exists."""
    match question:
        case Confirm(command):
            if choice.number == YES:
                return command
            if choice.number == NO:
                return Reply(replies.left_alone(command))
            return Reply(replies.choose_between(NO), question)
        case WhichGuardian(then, offered):
            if not 1 <= choice.number <= len(offered):
                return Reply(replies.choose_between(len(offered)), question)
            return replace(then, guardian_id=offered[choice.number - 1])
        case WhichStudent(then, groups, doubt):
            offered = groups[0]
            if not 1 <= choice.number <= len(offered):
                return Reply(replies.choose_between(len(offered)), question)
            chosen = _with_student(then, offered[choice.number - 1])
            if groups[1:]:
                return WhichStudent(chosen, groups[1:], doubt)
            return Confirm(chosen) if doubt and isinstance(chosen, RecordDeed) else chosen


def confirm(deed: RecordDeed, children: dict[int, Child], today: date) -> Reply:
    """The question before a deed that could be meant otherwise."""
    named = [children[child] for child in deed.student_ids if child in children]
    return Reply(replies.confirm(deed, named, today), Confirm(deed))


def ask(question: WhichStudent, children: dict[int, Child], today: date) -> Reply:
    """The question about the first name that is still open."""
    candidates = [children[child] for child in question.groups[0] if child in children]
    if len(candidates) < len(question.groups[0]):
        return Reply(replies.no_longer_in_care())
    return Reply(replies.which_student(candidates, question.then, today), question)


def _with_student(then: NamesStudent, student_id: int) -> NamesStudent:
    if isinstance(then, ShowStudent | Relay):
        return replace(then, student_id=student_id)
    return replace(then, student_ids=tuple(dict.fromkeys((*then.student_ids, student_id))))
