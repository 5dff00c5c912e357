"""Links that teachers pass on by hand: of one note, or a family's standing one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from duty.people import Child
from language.say import families as say
from language.say import notes as say_notes
from storage import carers, family_pages, guardians, links, notes
from storage.guardians import Guardian
from storage.notes import NoteState
from storage.people import Member, School, school_now
from storage.work import Work

# Who looked at the page within this needs no link again.
KNOWN = timedelta(days=60)
PASSABLE = (*notes.TO_PASS_ON, NoteState.PASSED_ON, NoteState.UNCONSENTED)


@dataclass(frozen=True, slots=True)
class ToPassOn:
    """A link that a teacher passes on by hand: its token, how the guardian is called, until when it opens.

    `teacher`: how the one who passes it on is called. `declined`: the guardian asked for no more notes, and can take
    that back on the page. `standing`: it opens what is written later, too. `known`: they opened theirs not long ago.
    """

    token: str
    label: str
    until: datetime
    teacher: str
    declined: bool
    standing: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Teacher:
    """A member of staff who gives links to families, at an hour, for a span."""

    school: School
    member: Member
    at: datetime
    zone: ZoneInfo

    def link_for(self, work: Work, child: Child, guardian: Guardian) -> ToPassOn:
        """The guardian's standing link to the thread with this member: the same all day."""
        until = links.family_ends(self.school.calendar, self.at, self.zone)
        token = links.make_family(work.vault, guardian.id, self.member.id, guardian.generation, until)
        return ToPassOn(
            token=token,
            label=say_notes.guardian(child, guardian.relation),
            until=until,
            teacher=say.called(self.member.name),
            declined=guardian.declined,
            standing=True,
            known=family_pages.is_known(work, guardian.id, self.member.id, self.at - KNOWN),
        )


def to_pass_on(work: Work, member_id: int, note_id: int, at: datetime, zone: ZoneInfo) -> ToPassOn | None:
    """What the writer of a note that did not arrive passes on by hand; whoever only looks changes nothing.

    None where there is nothing to pass on: it arrived, was called back, is too old, or nothing goes to the guardian.
    Who has no account gets the standing link.
    """
    note = notes.one(work, note_id)
    guardian = guardians.one(work, note.thread.guardian_id) if note else None
    if note is None or guardian is None or note.from_guardian or note.thread.member_id != member_id:
        return None
    if note.state not in PASSABLE or guardian.no_contact or guardian.removed:
        return None
    # The same for all who look: nobody makes the link live longer by asking for it once more.
    until = note.written_at + links.LIVES
    if at >= until:
        return None
    faces, teacher = notes.faces(work, note.thread), teacher_of(work, member_id, at, zone)
    if guardian.account is None:
        return teacher.link_for(work, faces.child, guardian) if teacher else None
    token = links.make(work.vault, guardian.id, note_id, until, personal=True, generation=guardian.generation)
    label = say_notes.guardian(faces.child, guardian.relation)
    return ToPassOn(token, label, until, say.called(faces.teacher), guardian.declined)


def families_of(work: Work, member_id: int, at: datetime, zone: ZoneInfo) -> list[ToPassOn]:
    """The standing links of all families that a member is close to now."""
    teacher = teacher_of(work, member_id, at, zone)
    if teacher is None:
        return []
    school, member, today = teacher.school, teacher.member, at.astimezone(zone).date()
    children = [one for one in school.in_care_of(member, today) if carers.is_close(school, member, one, today)]
    return [
        teacher.link_for(work, child, guardian)
        for child in children
        for guardian in guardians.of_child(work, child.id)
        if not guardian.no_contact and not guardian.removed
    ]


def teacher_of(work: Work, member_id: int, at: datetime, zone: ZoneInfo) -> Teacher | None:
    """None for whom does not work at a school of ours any more."""
    school_id = family_pages.school_of(work, member_id)
    school = school_now(work, school_id) if school_id is not None else None
    member = school.members.get(member_id) if school else None
    return Teacher(school, member, at, zone) if school and member else None
