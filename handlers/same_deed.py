"""A deed that equals one on file: a slip of the thumb, or another talk of the same day; the sender says which."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from duty.assess import Record
from duty.commands import RecordDeed
from duty.repeats import SameDeed
from handlers.context import Moment, Sender
from handlers.reply import Reply
from language.say import asking
from language.say import recording as say
from storage import deeds
from storage.work import Work


def doubled(deed: RecordDeed, records: Mapping[int, Sequence[Record]], sender: Sender) -> tuple[int, ...]:
    """The children of whom the same kind of deed of the sender's is on file for the same day."""
    same = (sender.member.id, deed.kind, deed.happened_on)
    return tuple(
        child
        for child in deed.student_ids
        if any((record.member_id, record.kind, record.happened_on) == same for record in records.get(child, ()))
    )


def ask_whether_same(told: tuple[RecordDeed, ...], sender: Sender, work: Work, moment: Moment) -> Reply:
    """The question, with what is on file and since when."""
    on_file = [
        asking.OnFile(sender.children[child], deed.kind, deed.happened_on, found.entered_at.astimezone(moment.zone))
        for deed in told
        for child, found in _on_file(deed, sender, work).items()
    ]
    return Reply(asking.same_deed(on_file, moment.today), SameDeed(told))


def tell_it_is_the_same(told: Sequence[RecordDeed], sender: Sender, work: Work, moment: Moment) -> Reply:
    """Nothing is recorded twice; what was said besides is added to what is on file."""
    kept = added = False
    for deed in told:
        for found in _on_file(deed, sender, work).values():
            kept = True
            note = joined(found.note, deed.note)
            if note != found.note:
                added = True
                topic = found.topic or deed.topic
                deeds.put_right(work, found, replace(found, note=note, topic=topic), moment.message_id, moment.at)
    return Reply(say.same_kept(added=added) if kept else say.same_gone())


def joined(note: str, further: str) -> str:
    """Both notes, none of their words twice."""
    if further in note:
        return note
    return further if note in further else f"{note}\n{further}"


def _on_file(deed: RecordDeed, sender: Sender, work: Work) -> dict[int, deeds.SavedDeed]:
    found = deeds.standing_on(work, sender.member.id, deed.student_ids, deed.kind, deed.happened_on)
    return {child: found[child] for child in deed.student_ids if child in found}
