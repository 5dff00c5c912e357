"""Who is still without: a deed of a kind, a mentor, a child to care for. For leaders; a teacher hears of the own."""

from duty.commands import GapKind, ShowGaps
from duty.kinds import Kind
from handlers import overview
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.scope import Scope, named_scope, whole_scope
from handlers.todo import todo_of
from language.say import overview as say
from storage.work import Work


def show_gaps(command: ShowGaps, sender: Sender, work: Work, moment: Moment) -> Reply:
    """The names, of the part of a leader's scope that was named or of all of it."""
    whole, named = whole_scope(sender), command.class_name or command.grade
    if whole is None:
        about_others = bool(named) or command.what is GapKind.PAIRING
        return Reply(for_teacher(command.kind, named, sender, work, moment, about_others=about_others))
    scope = named_scope(whole, command.grade, command.class_name)
    if not scope.children:
        return Reply(say.not_yours(scope.called, whole.called))
    if command.what is GapKind.PAIRING:
        return Reply(overview.who_has_nobody(scope, sender, work, moment))
    return Reply(names_left(scope, command.kind, sender, work, moment))


def names_left(scope: Scope, kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> str:
    """Who of the scope still waits; then the sender's own children who are not in it."""
    text = overview.who_is_left(scope, kind, sender, work, moment)
    outside = [child for child in sender.mentees if child.id not in set(scope.ids)]
    return f"{text}\n{todo_of(kind, sender, work, moment)}" if outside else text


def for_teacher(
    kind: Kind | None, named: str, sender: Sender, work: Work, moment: Moment, *, about_others: bool
) -> str:
    """What somebody without a scope hears: of the own children, and who it is that may see the rest."""
    if not sender.mentees:
        return say.nobody_to_look_after(sender.member.name)
    own = todo_of(kind, sender, work, moment)
    return f"{say.for_leaders_only(named)}\n{own}" if about_others else own
