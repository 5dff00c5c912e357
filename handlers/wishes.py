"""What is still wished of a mentor, as the duties say it today."""

from collections.abc import Iterable, Mapping, Sequence

from duty.assess import Assessment, Record, assess_current
from duty.commands import RecordDeed
from duty.policy import PACKS
from handlers.context import Moment, Sender
from language.say.wishes import ChildStanding
from storage import deeds
from storage.work import Work


def standings(
    student_ids: Iterable[int],
    sender: Sender,
    work: Work,
    moment: Moment,
    *,
    new: RecordDeed | None = None,
    held: Mapping[int, Sequence[Record]] | None = None,
) -> tuple[ChildStanding, ...]:
    """For each of these children whom the sender mentors under a pack, in the order given.

    `new` is a deed for all of them that is about to be saved: it counts already. `held` are the sender's records for
    them since the first term, where they were asked for before.
    """
    wanted = dict.fromkeys(child for child in student_ids if child in sender.children)
    mine = [found for found in sender.pairings if found.pairing.student_id in wanted]
    calendar = sender.school.calendar
    if not mine or not calendar.terms:
        return ()
    mentees = list({found.pairing.student_id for found in mine})
    if held is None:
        held = deeds.records_since(work, sender.member.id, mentees, calendar.terms[0].first, moment.zone)
    added = [Record(new.kind, new.happened_on, new.happened_on, moment.today)] if new else []
    about = new.happened_on if new else moment.today
    by_child: dict[int, tuple[Assessment, ...]] = {}
    for found in mine:
        child = found.pairing.student_id
        records = [*held.get(child, ()), *added]
        assessed = assess_current(
            PACKS[found.pack], found.pairing, records, on=moment.today, about=about, calendar=calendar
        )
        by_child[child] = by_child.get(child, ()) + assessed
    return tuple(ChildStanding(sender.children[child], by_child[child]) for child in wanted if child in by_child)
