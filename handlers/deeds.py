"""Deeds in the chat: recording them and taking them back."""

from duty.commands import RecordDeed, Undo
from duty.hearing import Confirm
from handlers.context import Moment, Sender
from handlers.making_up import make_up
from handlers.recorded import done_by
from handlers.reply import Reply
from handlers.waiting_notes import withdraw
from handlers.wishes import standings
from language.say import replies
from storage import audit, deeds
from storage.deeds import SavedDeed, Source
from storage.work import Work


def record_deed(command: RecordDeed, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Saves the deed for each child and says what is now done and still wished."""
    if command.makes_up is not None:
        return make_up(command, command.makes_up, sender, work, moment=moment)
    stand = standings(command.student_ids, sender, work, moment, new=command)
    deeds.save(work, command, Source(sender.school.id, sender.member.id, moment.message_id, moment.at))
    children = [sender.children[child] for child in command.student_ids]
    return Reply(replies.recorded(command, children, stand, moment.today))


def undo(command: Undo, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Takes back the newest note or recording message; the message before it only after asking.

    Whoever sends 「撤销」 twice out of impatience must not lose an older record by it.
    """
    note = withdraw(sender, work, moment) if command.message_id is None else None
    if note is not None:
        return note
    messages = deeds.newest_messages(work, sender.member.id, count=20)
    if command.message_id is not None:
        chosen = [said for said in messages if said[0].message_id == command.message_id]
        return _revoke(chosen[0], sender, work, moment) if chosen else Reply(replies.nothing_to_undo())
    standing = [said for said in messages if not said[0].revoked]
    if not standing:
        return Reply(replies.nothing_to_undo())
    if messages[0] is standing[0]:
        return _revoke(standing[0], sender, work, moment)
    return _ask(standing[0], sender, moment, older=True)


def ask_undo(sender: Sender, work: Work, moment: Moment) -> Reply:
    """Names what an undo would take back, where it is not certain that it was meant."""
    messages = deeds.newest_messages(work, sender.member.id, count=20)
    standing = [said for said in messages if not said[0].revoked]
    if not standing:
        return Reply(replies.nothing_to_undo())
    return _ask(standing[0], sender, moment, older=False)


def _ask(said: list[SavedDeed], sender: Sender, moment: Moment, *, older: bool) -> Reply:
    text = replies.undo_which(done_by(said, sender), moment.today, older=older)
    return Reply(text, Confirm(Undo(said[0].message_id)))


def _revoke(said: list[SavedDeed], sender: Sender, work: Work, moment: Moment) -> Reply:
    first = said[0]
    if first.revoked or first.message_id is None:
        return Reply(replies.already_undone())
    deeds.revoke(work, sender.member.id, first.message_id, moment.at)
    for deed in said:
        audit.note(
            work,
            school_id=sender.school.id,
            at=moment.at,
            actor=sender.member.user_id,
            action="deed_revoked",
            student_id=deed.student_id,
            subject=str(deed.id),
        )
    return Reply(replies.undone(done_by(said, sender), moment.today))
