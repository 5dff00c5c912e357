"""A parent begins or ends to follow the school's notices: what could not be sent can be sent now."""

from datetime import timedelta

from handlers.context import Moment
from handlers.inbound_events import Change, SchoolContactChanged, SchoolSubject
from language.say import notes as say
from storage import guardians, note_mail, notes
from storage.work import Work

FOLLOWS = {Change.SUBSCRIBED: True, Change.UNSUBSCRIBED: False}
# What was to be said longer ago is old news to a family.
KEPT = timedelta(days=14)


def changed(work: Work, corp: int, change: SchoolContactChanged, moment: Moment) -> None:
    """Remembers whether a parent follows, and asks the writers of what waited for it whether to send it now."""
    follows = FOLLOWS.get(change.change)
    if change.subject is not SchoolSubject.PARENT or follows is None:
        return
    theirs = guardians.set_follows_by_account(work, corp, change.id, follows)
    if not follows or not theirs:
        return
    for note in notes.unfollowed(work, theirs, moment.at - KEPT):
        guardian, faces = guardians.one(work, note.thread.guardian_id), notes.faces(work, note.thread)
        label = say.guardian(faces.child, guardian.relation if guardian else "")
        note_mail.offer(work, note, faces.user_id, say.follows_now(label, note.text), at=moment.at)
