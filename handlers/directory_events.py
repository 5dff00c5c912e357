"""What the platform tells of its directories: put down at once, since it tells no more than who it is about."""

from collections.abc import Sequence
from datetime import datetime

from handlers import follows
from handlers.context import Moment
from handlers.inbound_events import Change, MemberChanged, SchoolContactChanged, SchoolSubject
from storage import directory_changes, staff
from storage.audit import note as audited
from storage.directory_changes import DirectoryChange, Subject
from storage.looks import look_again
from storage.people import roster_changed
from storage.work import Work

_SUBJECTS = {
    SchoolSubject.STUDENT: Subject.STUDENT,
    SchoolSubject.PARENT: Subject.PARENT,
    SchoolSubject.DEPARTMENT: Subject.DEPARTMENT,
}
ACTOR = "directory"


def told(work: Work, corp: int, change: SchoolContactChanged | MemberChanged, moment: Moment) -> None:
    """Who follows is known by that alone. Of all else what is to be asked or written waits for a job."""
    if isinstance(change, MemberChanged):
        name = next((value for path, value in change.fields if path == "Name"), "")
        body = {"id": change.user_id, "new_id": change.new_user_id, "name": name.strip()}
        _put(work, corp, Subject.MEMBER, body, change.change, at=moment.at)
    elif not follows.changed(work, corp, change, moment) and change.change is not Change.UNSUBSCRIBED:
        _put(work, corp, _SUBJECTS[change.subject], {"id": change.id}, change.change, at=moment.at)


def _put(work: Work, corp: int, subject: Subject, body: dict[str, str], change: Change, *, at: datetime) -> None:
    if body["id"]:
        gone = change is Change.DELETED
        directory_changes.note(work, corp, subject, body, gone=gone, at=at)


def member_changed(work: Work, change: DirectoryChange, name: str, at: datetime) -> None:
    """A member of staff left, is back, or has another account or name; `name` "" where the platform told none."""
    corp, account = change.corp, change.body.get("new_id", "")
    found = staff.find(work, corp, change.account) or (staff.find(work, corp, account) if account else None)
    if found is None:
        return
    school, member = found
    actions = []
    if change.gone != member.left:
        staff.set_left(work, member.id, at if change.gone else None)
        actions.append("member_left" if change.gone else "member_back")
    if account and member.user_id != account:
        other = staff.find(work, corp, account)
        if other is None or other[1].id == member.id:
            staff.rename(work, corp, member, account)
            actions.append("member_account")
    if name and name != member.name and not change.gone:
        staff.set_name(work, member.id, name)
        actions.append("member_name")
    for action in actions:
        audited(work, school_id=school, at=at, actor=ACTOR, action=action, subject=f"member:{member.id}")
    if actions:
        roster_changed(work, school)
        look_again(work, school)


def staff_back(work: Work, school_id: int, accounts: Sequence[str], at: datetime) -> None:
    """Who had left and is among these accounts of the directory is here again."""
    here = {account.casefold() for account in accounts}
    back = [one for one in staff.of_school(work, school_id) if one.left and one.user_id.casefold() in here]
    for member in back:
        staff.set_left(work, member.id, None)
        audited(work, school_id=school_id, at=at, actor=ACTOR, action="member_back", subject=f"member:{member.id}")
    if back:
        roster_changed(work, school_id)
        look_again(work, school_id)
