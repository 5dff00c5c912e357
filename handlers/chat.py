"""The chat with a member: doing what was heard, and remembering what was asked."""

from dataclasses import dataclass
from datetime import timedelta

from duty.commands import Command, NextPage, RecordDeed, SendNow
from duty.hearing import Choice, Confirm, Heard, NotUnderstood, WhichStudent
from handlers.answers import YES, ask, confirm, resolve
from handlers.deeds import ask_undo
from handlers.injection import Given
from handlers.pending import Pages, Waiting, from_json, to_json
from handlers.reply import Reply
from handlers.router import route
from language.say import replies
from language.say.pages import pages
from storage import dialogue

# After a longer while a bare 「2」 may belong to anything.
QUESTION_LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Exchange(Given):
    """What answering one text needs besides; `waiting`: an earlier answer still waits for a number or a page."""

    waiting: bool


def answer(heard: Heard, exchange: Exchange) -> str:
    """The text of the answer, in pages that the platform shows whole."""
    if isinstance(heard, NextPage):
        return _next_page(exchange)
    # What was not understood may be a slip: a question that was asked before it still stands.
    return _say(_respond(heard, exchange), exchange, keep_question=isinstance(heard, NotUnderstood))


def _respond(heard: Heard, exchange: Exchange) -> Reply:
    children = exchange.sender.children
    match heard:
        case NotUnderstood():
            return Reply(replies.not_understood(heard, list(children.values())))
        case WhichStudent():
            return ask(heard, children, exchange.moment.today)
        case Confirm(RecordDeed() as deed):
            return confirm(deed, children, exchange.moment.today)
        case Confirm():
            return ask_undo(exchange.sender, exchange.work, exchange.moment)
        case Choice():
            return _choose(heard, exchange)
        case SendNow() if _is_asked_to_confirm(exchange):
            return _choose(Choice(YES), exchange)
        case _:
            return _do(heard, exchange)


def _do(command: Command, exchange: Exchange) -> Reply:
    return route(command, exchange)


def _choose(choice: Choice, exchange: Exchange) -> Reply:
    """Does what the number stands for, if a question is open and fresh."""
    pending = dialogue.pending(exchange.work, exchange.sender.member.id) if exchange.waiting else None
    question = from_json(pending.value) if pending else None
    if pending is None or question is None or isinstance(question, Pages):
        return Reply(replies.nothing_asked())
    if exchange.moment.at - pending.since > QUESTION_LASTS:
        return Reply(replies.question_too_old())
    meant = resolve(question, choice)
    if isinstance(meant, Reply):
        return meant
    return _respond(meant, exchange)


def _is_asked_to_confirm(exchange: Exchange) -> bool:
    pending = dialogue.pending(exchange.work, exchange.sender.member.id) if exchange.waiting else None
    return pending is not None and isinstance(from_json(pending.value), Confirm)


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
