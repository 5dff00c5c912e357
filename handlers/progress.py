"""How far the sender's duties are done in the periods that run."""

from collections import defaultdict

from duty.assess import Assessment
from duty.commands import ShowProgress
from duty.kinds import Kind
from duty.people import Role
from duty.policy import Per
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.wishes import standings
from language.say import progress as say
from storage.work import Work

LEADERS = frozenset({Role.GRADE_LEAD, Role.COORDINATOR, Role.PRINCIPAL})


def show_progress(command: ShowProgress, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Of how many of the sender's own children each thing is done; a leader hears that there is no overview yet."""
    running: dict[tuple[Kind, Per], list[Assessment]] = defaultdict(list)
    for standing in standings([child.id for child in sender.mentees], sender, work, moment):
        for item in standing.assessments:
            if item.window.covers(moment.today) and command.kind in (None, item.kind):
                running[item.kind, item.per].append(item)
    lines = [
        say.Progress(items[0], of=len(items), done=sum(item.count >= item.times for item in items))
        for items in running.values()
    ]
    leads = any(post.role in LEADERS for post in sender.member.posts)
    return Reply(
        say.progress(sender.member.name, lines, command.kind, moment.today, mentees=len(sender.mentees), leads=leads)
    )
