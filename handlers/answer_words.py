"""What is typed instead of tapping: that a family was answered on the phone, or needs no answer."""

from datetime import timedelta

from duty.unanswered import Closed
from handlers.answer_taps import Spoken
from handlers.context import Moment, Sender
from language.hear.no_answer import settled
from language.say import unanswered as say
from storage import unanswered
from storage.work import Work

# Of what was written longer ago nobody speaks without its number, and we do not remind of it.
REMEMBERED = timedelta(days=30)


def typed(text: str, sender: Sender, work: Work, moment: Moment, *, waiting: bool) -> str | None:
    """Settles the words that are meant; None where the text says something else, or nothing waits.

    `waiting`: a question is open, so that words without a number may answer that.
    """
    said = settled(text)
    if said is None or (waiting and said.number is None):
        return None
    found = unanswered.of_reader(work, sender.member.id, moment.at - REMEMBERED)
    phone = said.how is Closed.PHONE
    if said.number is not None:
        found = [one for one in found if one.id == said.number]
        if not found:
            return say.no_such(said.number)
    newest = {one.thread.guardian_id: Spoken(one, sender, work, moment) for one in found}
    meant = [one for one in newest.values() if one.is_the_senders()]
    if len(meant) > 1:
        return say.which([(one.note.id, one.label) for one in meant], say.SAID[phone])
    if not meant:
        return None
    [one] = meant
    one.close(said.how)
    child = one.child.name if one.child else one.label
    return say.typed(one.note.id, one.label, child, phone=phone)
