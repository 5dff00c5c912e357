"""Questions about one child: what was done, what happened, what is still wished."""

from datetime import timedelta

from duty.commands import ShowStudent
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.todo import stands_in_for
from handlers.wishes import standings
from language.say import student
from storage import audit, deeds, events
from storage.work import Work

NEWEST, NEWEST_EVENTS = 5, 3
RECENTLY = timedelta(days=365)


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
    happened = [
        student.EventLine(one.kind, one.happened_on, one.note if one.member_id == sender.member.id else "")
        for one in events.of_student(work, child.id, moment.today - RECENTLY)[:NEWEST_EVENTS]
    ]
    stand = standings([child.id], sender, work, moment)
    return Reply(
        student.card(child, lines, stand, moment.today, happened=happened, stands_in_for=stands_in_for(sender))
    )
