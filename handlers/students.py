"""Questions about children: what is still wished of me, and how does this one stand."""

from duty.commands import ShowStudent, ShowTodo
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.wishes import standings
from language.say import replies, student
from storage import audit, deeds
from storage.work import Work

NEWEST = 5


def show_todo(_command: ShowTodo, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Everything that is still wished of the sender as a mentor."""
    mentees = [child.id for child in sender.mentees]
    stand = standings(mentees, sender, work, moment)
    return Reply(replies.todo(sender.member.name, stand, moment.today, has_mentees=bool(mentees)))


def show_student(command: ShowStudent, sender: Sender, work: Work, moment: Moment) -> Reply:
    """One child in the sender's care: what was done lately and what is still wished; the look is noted."""
    child = sender.children[command.student_id]
    newest = deeds.newest_of_student(work, child.id, NEWEST)
    audit.note(
        work,
        school_id=sender.school.id,
        at=moment.at,
        actor=sender.member.user_id,
        action="student_shown",
        student_id=child.id,
    )
    lines = [
        student.DeedLine(
            kind=deed.kind,
            day=deed.happened_on,
            by="" if deed.member_id == sender.member.id else sender.school.members[deed.member_id].name,
            note=deed.note if deed.member_id == sender.member.id else "",
        )
        for deed in newest
    ]
    return Reply(student.card(child, lines, standings([child.id], sender, work, moment), moment.today))
