"""A parent begins or ends to follow the school's notices: what could not be sent can be sent now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.context import Moment
from handlers.inbound_events import Change, SchoolContactChanged, SchoolSubject
from language.say import notes as say
from storage import guardians, note_mail, notes
from storage.work import Work

FOLLOWS = {Change.SUBSCRIBED: True, Change.UNSUBSCRIBED: False}
# What was to be said longer ago is old news to a family.
KEPT = timedelta(days=14)


def changed(work: Work, corp: int, change: SchoolContactChanged, moment: Moment) -> bool:
    """Remembers whether a parent follows, and asks the writers of what waited for it whether to send it now.

    False: the books have no guardian with this account, or it is no event of that kind.
    """
    follows = FOLLOWS.get(change.change)
    if change.subject is not SchoolSubject.PARENT or follows is None:
        return False
    theirs = guardians.set_follows_by_account(work, corp, change.id, follows)
    if follows:
        begun(work, theirs, moment.at)
    return bool(theirs)


def begun(work: Work, guardian_ids: Sequence[int], at: datetime) -> None:
    """These guardians follow from now on."""
    if not guardian_ids:
        return
    for note in notes.unfollowed(work, guardian_ids, at - KEPT):
        guardian, faces = guardians.one(work, note.thread.guardian_id), notes.faces(work, note.thread)
        label = say.guardian(faces.child, guardian.relation if guardian else "")
        note_mail.offer(work, note, faces.user_id, say.follows_now(label, note.text), at=at)
