"""What is still wished of a mentor, as the duties say it today."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from duty.assess import Assessment, Record
from duty.commands import RecordDeed
from duty.reminders import DutyKey
from duty.school import Books
from handlers.context import Moment, Sender
from language.say.wishes import ChildStanding
from storage.attempts import outcomes_of
from storage.deeds import records_since
from storage.work import Work


def standings(
    student_ids: Iterable[int],
    sender: Sender,
    work: Work,
    moment: Moment,
    *,
    new: RecordDeed | None = None,
    held: Mapping[int, Sequence[Record]] | None = None,
    nudges: bool = False,
    about: date | None = None,
) -> tuple[ChildStanding, ...]:
    """For each of these children whom the sender mentors under a pack, or stands in for who does, in the order given.

    `new` is a deed for all of them that is about to be saved: it counts already. `held` are the records for them
    since the first term, where they were asked for before; `nudges`: with what is wished and not owed;
    `about`: with what ran on another day than today.
    """
    wanted = dict.fromkeys(child for child in student_ids if child in sender.children)
    mine = [found for found in sender.pairings if found.pairing.student_id in wanted]
    school = sender.school
    if not mine or not school.calendar.terms:
        return ()
    mentees = list({found.pairing.student_id for found in mine})
    if held is None:
        held = records_since(work, mentees, school.calendar.terms[0].first, moment.zone)
    if new:
        held = {child: [*held.get(child, ()), _record(new, child, sender, moment)] for child in mentees}
    books = Books(held, outcomes_of(work, mentees, moment.zone))
    about = new.happened_on if new else about or moment.today
    by_child: dict[int, tuple[Assessment, ...]] = {}
    for found in mine:
        child = found.pairing.student_id
        policy = school.policies[found.pack]
        assessed = school.engine.of_pairing(policy, found.pairing, books, on=moment.today, about=about, nudges=nudges)
        by_child[child] = by_child.get(child, ()) + assessed
    return tuple(ChildStanding(sender.children[child], by_child[child]) for child in wanted if child in by_child)


def standing_of(keys: Collection[DutyKey], sender: Sender, work: Work, moment: Moment) -> dict[DutyKey, Assessment]:
    """How these duties stand, and what else runs now of the same kinds for the same children; nudges, too.

    What is no duty of the sender's, or of whom the sender stands in for, has no place in it.
    """
    spoken_of = {(key.student_id, key.kind) for key in keys}
    students = {key.student_id for key in keys}
    mine, school = [one for one in sender.pairings if one.pairing.student_id in students], sender.school
    if not mine or not school.calendar.terms:
        return {}
    held = records_since(work, sorted(students), school.calendar.terms[0].first, moment.zone)
    books = Books(held, outcomes_of(work, students, moment.zone))
    found: dict[DutyKey, Assessment] = {}
    for one in mine:
        mentor, student = one.pairing.mentor_id, one.pairing.student_id
        for rule, window in school.engine.windows(school.policies[one.pack], one.pairing):
            key = DutyKey(mentor, student, rule.kind, window.last)
            runs = window.first <= moment.today <= window.makeup_end and (student, rule.kind) in spoken_of
            # What is owed goes before a nudge that ends on the same day.
            if (key in keys or runs) and (key not in found or found[key].rule.nudge):
                found[key] = school.engine.assess(rule, window, one.pairing, books, on=moment.today)
    return found


def _record(new: RecordDeed, child: int, sender: Sender, moment: Moment) -> Record:
    days = (new.happened_on, new.happened_on, moment.today)
    return Record(new.kind, *days, member_id=sender.member.id, student_id=child, mode=new.mode)
