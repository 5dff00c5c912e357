"""What happened to a child: noted once, and what it opens by the school's policies is told at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from duty.circumstances import Event
from duty.commands import TellEvent
from duty.school import Engine
from handlers.context import Moment, Sender
from handlers.reply import Reply
from language.say import events as say
from storage import audit, events
from storage.charges import doer
from storage.people import School
from storage.work import Work


def tell_event(command: TellEvent, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Notes it for each child of whom it was not told within these days, and says what follows."""
    told = events.same(work, command.student_ids, command.kind, command.on)
    new = [child for child in command.student_ids if child not in told]
    lines = [
        say.on_file(
            sender.children[child],
            known.kind,
            known.happened_on,
            by="" if known.member_id == sender.member.id else sender.school.members[known.member_id].name,
            today=moment.today,
        )
        for child, known in told.items()
    ]
    if new:
        _save(replace(command, student_ids=tuple(new)), sender, work, moment)
        opened = [one for child in new for one in _opened(child, command, sender, moment.today)]
        children = [sender.children[child] for child in new]
        lines.append(say.noted(children, command.kind, command.on, opened, today=moment.today))
    return Reply("\n".join(lines))


def _save(command: TellEvent, sender: Sender, work: Work, moment: Moment) -> None:
    events.save(
        work,
        sender.school.id,
        sender.member.id,
        command.student_ids,
        command.kind,
        on=command.on,
        note=command.note,
        entered_at=moment.at,
        message_id=moment.message_id,
    )
    for child in command.student_ids:
        audit.note(
            work,
            school_id=sender.school.id,
            at=moment.at,
            actor=sender.member.user_id,
            action="event_told",
            student_id=child,
            subject=command.kind.value,
        )


def _opened(child: int, command: TellEvent, sender: Sender, today: date) -> Iterator[say.Opened]:
    """What the policies ask because of it that can still be done, and of whom: "" is the sender."""
    school = sender.school
    engine = _with(school, child, Event(command.kind.value, command.on))
    for one in (each for own in school.pairings.values() for each in own if each.pairing.student_id == child):
        policy = school.policies[one.pack]
        before = set(school.engine.windows(policy, one.pairing))
        who = doer(school, one, today)
        for rule, window in engine.windows(policy, one.pairing):
            if (rule, window) in before or rule.once is None or today > window.makeup_end:
                continue
            name = school.members[who if who is not None else one.pairing.mentor_id].name
            by = "" if who == sender.member.id else name
            yield say.Opened(sender.children[child], rule, rule.once.days, window, by)


def _with(school: School, child: int, event: Event) -> Engine:
    """The school's engine as if this were known."""
    known = school.engine.circumstances
    told = {**known.events, child: [*known.events.get(child, ()), event]}
    return replace(school.engine, circumstances=replace(known, events=told))
