"""What is still wished of a mentor, as the duties say it today."""

from collections.abc import Iterable

from duty.assess import Assessment, assess_pairing
from duty.policy import PACKS
from handlers.context import Moment, Sender
from language.say.wishes import ChildStanding
from storage import deeds
from storage.work import Work


def standings(student_ids: Iterable[int], sender: Sender, work: Work, moment: Moment) -> tuple[ChildStanding, ...]:
    """For each of these children whom the sender mentors under a pack, in the order given."""
    wanted = list(student_ids)
    mine = [
        found
        for found in sender.school.pairings.get(sender.member.id, ())
        if found.pairing.student_id in set(wanted) and found.pairing.student_id in sender.children
    ]
    calendar = sender.school.calendar
    if not mine or not calendar.terms:
        return ()
    records = deeds.records_since(work, sender.member.id, wanted, calendar.terms[0].first, moment.zone)
    by_child: dict[int, tuple[Assessment, ...]] = {}
    for found in mine:
        child = found.pairing.student_id
        assessed = assess_pairing(
            PACKS[found.pack], found.pairing, records.get(child, ()), on=moment.today, calendar=calendar
        )
        by_child[child] = by_child.get(child, ()) + assessed
    return tuple(ChildStanding(sender.children[child], by_child[child]) for child in wanted if child in by_child)
