"""What only the roster can change: a child to be paired or let go, a child that leaves."""

from duty.commands import ChangeRoster, RosterWish
from duty.people import Role
from handlers.context import Sender
from handlers.reply import Reply
from language.say import changing_roster as say

# Who keeps a school's roster: the first of these that the school has.
KEEPERS = (Role.ADMIN, Role.COORDINATOR)


def change_roster(command: ChangeRoster, sender: Sender) -> Reply:
    """Says who can change it; nothing is changed by a message."""
    mentees = {child.id for child in sender.mentees}
    children = [sender.children[child] for child in command.student_ids if child in sender.children]
    if command.wish is RosterWish.PAIR and children and not command.names and {one.id for one in children} <= mentees:
        return Reply(say.paired_already(children))
    names = [*(child.name for child in children), *command.names]
    return Reply(say.who_changes_it(command.wish, names, _keeper(sender)))


def _keeper(sender: Sender) -> str:
    """The name of whoever keeps the roster, "" where the school has named nobody."""
    members = sender.school.members.values()
    named = [member.name for role in KEEPERS for member in members if any(post.role is role for post in member.posts)]
    return named[0] if named else ""
