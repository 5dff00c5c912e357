"""How far duties are done in the periods that run: the sender's own, and for who leads others theirs."""

from duty.commands import ShowProgress
from duty.figures import HowFar, how_far
from duty.kinds import Kind
from duty.reminders import Standing
from handlers import overview
from handlers.context import Moment, Sender
from handlers.gaps import for_teacher, names_left
from handlers.reply import Reply
from handlers.scope import named_scope, whole_scope
from handlers.wishes import standings
from language.say import overview as say_overview
from language.say import progress as say
from storage.work import Work


def show_progress(command: ShowProgress, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Of how many children each thing is done: of a leader's scope or the part that was named, and of the own."""
    whole, named = whole_scope(sender), command.class_name or command.grade
    if whole is None:
        return Reply(_of_teacher(command, named, sender, work, moment))
    scope = named_scope(whole, command.grade, command.class_name)
    if not scope.children:
        return Reply(say_overview.not_yours(scope.called, whole.called))
    if command.names:
        return Reply(names_left(scope, command.kind, sender, work, moment))
    text = overview.how_far(scope, command.kind, sender, work, moment)
    own = [] if named else say.own_lines(_own(command.kind, sender, work, moment).figures, moment.today)
    return Reply(f"{text}\n{say_overview.own(own)}" if own else text)


def _of_teacher(command: ShowProgress, named: str, sender: Sender, work: Work, moment: Moment) -> str:
    if command.names:
        return for_teacher(command.kind, named, sender, work, moment, about_others=bool(named))
    own = say.progress(
        sender.member.name,
        _own(command.kind, sender, work, moment),
        command.kind,
        moment.today,
        mentees=len(sender.mentees),
    )
    return f"{say_overview.for_leaders_only(named)}\n{own}" if named and sender.mentees else own


def _own(kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> HowFar:
    pause = sender.school.calendar.pause(moment.today)
    children = [child.id for child in sender.mentees]
    found = [
        Standing(item.mentor_id, standing.child.id, item)
        for standing in standings(children, sender, work, moment, about=pause.last if pause else None)
        for item in standing.assessments
        if kind in (None, item.kind)
    ]
    far = how_far(found, moment.today, pause, sender.school.engine.circumstances.is_exempt)
    return far if far.pause else HowFar(tuple(one for one in far.figures if one.running))
