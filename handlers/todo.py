"""What is still wished of the sender: for the own children, for those of whom the sender stands in, and by number."""

from duty.assess import Assessment, State
from duty.commands import ShowTodo
from duty.kinds import Kind
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.wishes import standings
from language.say import todo as say
from language.say.wishes import ChildStanding
from storage import scopes
from storage.work import Work


def show_todo(_command: ShowTodo, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Everything that is still wished of the sender, most urgent first."""
    return Reply(todo_of(None, sender, work, moment))


def todo_of(kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> str:
    """The same, of one kind alone where one is named."""
    stand = [
        ChildStanding(one.child, [item for item in one.assessments if kind in (None, item.kind) and _is_told(item)])
        for one in standings([child.id for child in sender.mentees], sender, work, moment, nudges=True)
    ]
    by_number = scopes.own_duties(work, sender.school, [sender.member.id], moment.today, moment.zone)
    own = [item for items in by_number.values() for item in items if kind in (None, item.kind)]
    return say.todo(
        sender.member.name,
        stand,
        moment.today,
        has_mentees=bool(sender.mentees),
        own=own,
        stands_in_for=stands_in_for(sender),
        leads=bool(scopes.leading(sender.member)),
    )


def _is_told(item: Assessment) -> bool:
    """What nobody owes is not said to be empty."""
    return not (item.rule.nudge and item.state is State.OVERDUE)


def stands_in_for(sender: Sender) -> dict[int, str]:
    """The names of the mentors whose duties the sender does besides the own."""
    members, own = sender.school.members, sender.member.id
    mentors = {found.pairing.mentor_id for found in sender.pairings} - {own}
    return {mentor: members[mentor].name for mentor in mentors}
