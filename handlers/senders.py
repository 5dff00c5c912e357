"""Who a sender is and whom they care for, kept ready as long as the roster does not change."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.context import Sender
from language.hear import Care
from storage.people import Found, School, school_as_of
from storage.work import Work


@dataclass(slots=True)
class _Known:
    """A school as of one version of its roster, and its senders as of one day."""

    school: School
    day: date
    senders: dict[int, Sender] = field(default_factory=dict)


class Schools:
    """Copies of schools by their version: a roster imported by another process is seen by the next message."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def sender(self, work: Work, found: Found, today: date) -> Sender:
        known = self._known.get(found.school_id)
        school = school_as_of(work, found.school_id, found.school_version)
        if known is None or known.school is not school or known.day != today:
            known = self._known[found.school_id] = _Known(school, today)
        sender = known.senders.get(found.member_id)
        if sender is None:
            sender = known.senders[found.member_id] = sender_of(known.school, found.member_id, today)
        return sender


def sender_of(school: School, member_id: int, today: date) -> Sender:
    """A member as of a day, with everybody in care."""
    member = school.members[member_id]
    children = school.in_care_of(member, today)
    names = Counter(child.name for child in children)
    told_apart = [replace(child, namesake=True) if names[child.name] > 1 else child for child in children]
    care = {child.id: child for child in told_apart}
    return Sender(member, school, Care.of(told_apart), care, school.charges(member_id, today))
