"""What a handler may ask for besides its command: who sent it, and when."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from duty.danger import Risk
from duty.people import Child
from language.hear import Care
from language.hear.risk import risk
from storage.people import Member, PackPairing, School


@dataclass(frozen=True, slots=True)
class Sender:
    """The member who wrote, the school, and the children in the member's care today.

    `pairings` are the sender's own as a mentor, past and coming ones included, and those of whom the sender stands in
    for today.
    """

    member: Member
    school: School
    care: Care
    children: dict[int, Child]
    pairings: tuple[PackPairing, ...]

    def danger_in(self, text: str) -> Risk:
        """How soon somebody must look at what the sender wrote, of whichever child of the school."""
        return risk(text, [child.name for child in self.school.children.values()])

    @property
    def mentees(self) -> list[Child]:
        """The children in care whom the sender is paired with, in the order of the pairings."""
        paired = dict.fromkeys(found.pairing.student_id for found in self.pairings)
        return [self.children[child] for child in paired if child in self.children]


@dataclass(frozen=True, slots=True)
class Moment:
    """When the message was sent, in the school's zone, and under which id the inbox keeps it."""

    at: datetime
    zone: ZoneInfo
    message_id: int

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Site:
    """Where this installation's pages are reached from outside; "" where nobody has said so yet."""

    base_url: str
