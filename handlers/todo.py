"""What is still wished of the sender: for the own children, for those of whom the sender stands in, and by number."""

from collections.abc import Sequence

from duty.assess import STILL_WISHED, Assessment, State
from duty.commands import ShowTodo
from duty.kinds import Kind
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.wishes import standings
from language.say import todo as say
from language.say.wishes import ChildStanding
from storage import scopes, todo_mail
from storage.schools import school_settings
from storage.work import Work


def show_todo(_command: ShowTodo, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Everything that is still wished of the sender, most urgent first; as a card to tap it follows by itself."""
    stand = _standings(None, sender, work, moment)
    if any(item.state in STILL_WISHED for one in stand for item in one.assessments) and not _on_trial(sender, work):
        todo_mail.put(work, sender.school.id, sender.member, day=moment.today.isoformat(), at=moment.at)
    return Reply(_told(None, stand, sender, work, moment=moment))


def _on_trial(sender: Sender, work: Work) -> bool:
    """What is sent then goes to somebody else, who did not ask for it."""
    return school_settings(work, sender.school.id).trial


def todo_of(kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> str:
    """The same in words alone, of one kind where one is named."""
    return _told(kind, _standings(kind, sender, work, moment), sender, work, moment=moment)


def _standings(kind: Kind | None, sender: Sender, work: Work, moment: Moment) -> list[ChildStanding]:
    return [
        ChildStanding(one.child, [item for item in one.assessments if kind in (None, item.kind) and _is_told(item)])
        for one in standings([child.id for child in sender.mentees], sender, work, moment, nudges=True)
    ]


def _told(kind: Kind | None, stand: Sequence[ChildStanding], sender: Sender, work: Work, *, moment: Moment) -> str:
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
