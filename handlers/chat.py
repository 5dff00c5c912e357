"""The chat with a member: doing what was heard, and remembering what was asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from duty.commands import CouldNot, NextPage, RecordDeed, RecordSeveral, Undo
from duty.hearing import Choice, Confirm, Heard, NotUnderstood, Unclear, WhichDay, WhichKind, WhichStudent
from duty.repeats import Repeat
from handlers.answers import ask, ask_what_lacks, say_again
from handlers.injection import Given
from handlers.pending import Pages, Waiting, from_json, to_json
from handlers.reply import Question, Reply
from handlers.router import route
from handlers.taking_back import ask_undo, on_file_all_the_same
from language.hear.answering import Answered, Knows, Left, StillOpen, answer_to, is_only_an_answer
from language.hear.repeating import says_again
from language.say import asking, replies
from language.say.pages import pages
from storage import dialogue

# After a longer while a bare 「2」 may belong to anything.
QUESTION_LASTS = timedelta(minutes=30)
# Behind these a question that was asked before still stands: the answer to it may have been a slip.
_SLIPS = frozenset({Unclear.UNKNOWN, Unclear.EMPTY, Unclear.SMALL_TALK, Unclear.NO_KIND})


@dataclass(frozen=True, slots=True)
class Exchange(Given):
    """What answering one text needs besides; `waiting`: an earlier answer still waits for a number or a page."""

    waiting: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question that is open, and since when."""

    question: Question
    since: datetime


def answer(heard: Heard, exchange: Exchange, text: str = "") -> str:
    """The text of the answer, in pages that the platform shows whole; `text` is what was typed, if it was."""
    if isinstance(heard, NextPage):
        return _next_page(exchange)
    answered = _answered(heard, exchange, text)
    if answered is not None:
        return _say(answered, exchange)
    slip = isinstance(heard, NotUnderstood) and heard.why in _SLIPS
    return _say(_respond(heard, exchange, text), exchange, keep_question=slip)


def _answered(heard: Heard, exchange: Exchange, text: str) -> Reply | None:
    """What is done where a text answers the open question; None where it says something new."""
    asked = _open_question(exchange)
    if asked is None:
        alone = isinstance(heard, NotUnderstood) and is_only_an_answer(text)
        return Reply(asking.nothing_asked()) if alone or isinstance(heard, Choice) else None
    knows = Knows(exchange.sender.care, exchange.sender.children, exchange.moment.today)
    said = answer_to(asked.question, text, knows)
    stale = exchange.moment.at - asked.since > QUESTION_LASTS
    if said is None:
        # What is to be forgotten is the sentence that was asked about: nothing of it is recorded yet.
        forgets = heard == Undo() and _would_record(asked.question) and not stale
        return Reply(asking.let_be_before_undo()) if forgets else None
    if stale:
        # What can be understood by itself is not taken for an answer that comes too late.
        alone = isinstance(heard, Choice | NotUnderstood)
        return Reply(asking.question_too_old()) if alone else None
    return _settle(asked.question, said, exchange)


def _settle(question: Question, said: Answered, exchange: Exchange) -> Reply:
    match said:
        case Left() | StillOpen():
            return say_again(question, said)
        case Repeat():
            return route(said, exchange)
        case _:
            return _respond(said, exchange, "")


def _respond(heard: Heard, exchange: Exchange, text: str) -> Reply:
    children, today = exchange.sender.children, exchange.moment.today
    match heard:
        case NotUnderstood(why, then=RecordDeed() as deed) if not exchange.waiting or why is not Unclear.NO_KIND:
            return ask_what_lacks(heard, deed, children, today)
        case NotUnderstood():
            on_file = on_file_all_the_same(heard, text, exchange.sender, exchange.work, moment=exchange.moment)
            return on_file or Reply(replies.not_understood(heard, list(children.values())))
        case WhichStudent() | WhichDay() | WhichKind():
            return ask(heard, children, today)
        case Confirm(command):
            if isinstance(command, Undo):
                return ask_undo(command, exchange.sender, exchange.work, exchange.moment)
            return ask(command, children, today)
        case Choice():
            return Reply(asking.nothing_asked())
        case RecordDeed() if says_again(text, heard.note):
            return route(Repeat((heard,), another=True), exchange)
        case _:
            return route(heard, exchange)


def _would_record(question: Question) -> bool:
    match question:
        case WhichDay() | WhichKind() | Confirm(RecordDeed() | RecordSeveral()):
            return True
        case WhichStudent(then):
            return isinstance(then, RecordDeed | RecordSeveral | CouldNot)
        case _:
            return False


def _open_question(exchange: Exchange) -> _Asked | None:
    pending = dialogue.pending(exchange.work, exchange.sender.member.id) if exchange.waiting else None
    question = from_json(pending.value) if pending else None
    if pending is None or question is None or isinstance(question, Pages):
        return None
    return _Asked(question, pending.since)


def _next_page(exchange: Exchange) -> str:
    pending = dialogue.pending(exchange.work, exchange.sender.member.id) if exchange.waiting else None
    waiting = from_json(pending.value) if pending else None
    if not isinstance(waiting, Pages):
        return replies.no_rest()
    _wait_for(Pages(waiting.texts[1:]) if waiting.texts[1:] else None, exchange)
    return waiting.texts[0]


def _say(reply: Reply, exchange: Exchange, *, keep_question: bool = False) -> str:
    first, *rest = pages(reply.text)
    waiting = reply.question or (Pages(tuple(rest)) if rest else None)
    if waiting is not None or not keep_question:
        _wait_for(waiting, exchange)
    return first


def _wait_for(waiting: Waiting | None, exchange: Exchange) -> None:
    member = exchange.sender.member.id
    if waiting is not None:
        dialogue.wait_for(exchange.work, member, to_json(waiting), exchange.moment.at)
    elif exchange.waiting:
        dialogue.wait_for_nothing(exchange.work, member)
