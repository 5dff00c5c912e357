"""The one request for consent on its way to a guardian, and the word to a writer that it did not arrive."""

from duty.messages import LinkCard, Text
from language.say import consent as say
from language.say import notes as say_notes
from language.say import undelivered
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Outcome, Reason, Refused
from storage import consents, guardians, links, note_mail, notes
from storage.leases import Leased
from storage.schools import school_settings
from storage.work import Work


def ready(work: Work, leased: Leased, at: At) -> Ready | Gone | Refused:
    """The request with the link of its page, while the school still asks and the guardian has not answered."""
    note = notes.one(work, leased.about["note_id"])
    guardian = guardians.one(work, note.thread.guardian_id) if note else None
    if note is None or guardian is None or leased.trial or not at.base_url:
        return Gone("nobody")
    if not guardian.welcomes or guardian.consents or consents.refused(work, guardian.id):
        return Gone("settled_otherwise")
    if guardian.account is None:
        return Refused(Reason.NO_ACCOUNT)
    if guardian.follows is False:
        return Refused(Reason.NOT_FOLLOWING)
    label = say_notes.guardian(notes.faces(work, note.thread).child, guardian.relation)
    url = links.note_url(work.vault, at.base_url, guardian.id, note.id, now=at.at)
    school = school_settings(work, guardian.school_id).name
    return Ready(guardian.account, Text(say.request(label, school, url)), whom=label)


def settled(work: Work, leased: Leased, outcome: Outcome, at: At) -> None:
    """What did not arrive is asked by hand: the writer of the note gets the link."""
    note = notes.one(work, leased.about["note_id"])
    guardian = guardians.one(work, note.thread.guardian_id) if note else None
    if note is None or guardian is None or not isinstance(outcome, Refused):
        return
    consents.not_asked(work, guardian.id)
    faces = notes.faces(work, note.thread)
    label = say_notes.guardian(faces.child, guardian.relation)
    url = links.pass_url(work.vault, at.base_url, note.thread.member_id, note.id, now=at.at)
    card = LinkCard(*say.ask_by_hand_card(label), url, undelivered.pass_button())
    note_mail.undelivered(work, note, faces.user_id, card, of=leased.unique_key, at=at.at)


CONSENT = Handling(ready, settled)
