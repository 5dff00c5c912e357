"""The alarm: a text speaks of danger to a child, and those who can help are told at once."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from duty.danger import Danger
from duty.messages import Text
from duty.people import Child
from language.say import alarms
from storage import audit, outbox
from storage.crisis import Trail, alert, responders
from storage.work import Work

# In the audit, where whoever wrote is no member of staff.
OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A danger that somebody wrote of.

    `who` is how the writer is called in the alarm, `sender` the user id, "" for a parent. `key` names the one text
    that said it ("inbox:7", "note:3"): it alarms each contact once. `children` are those whom it is about.
    """

    category: Danger
    who: str
    children: tuple[Child, ...]
    key: str
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """Who is being told, as they are called, and the school's duty phone, "" where it has none."""

    contacts: tuple[str, ...]
    duty_phone: str


def raise_alarm(work: Work, *, school_id: int, about: Alarm, at: datetime, zone: ZoneInfo) -> Raised:
    """Puts the alarm down for everybody who must hear of it, in the transaction of the text that said it."""
    found = responders(work, school_id, besides=(about.sender,))
    text = alarms.to_contact(about.category, about.who, about.children, at.astimezone(zone))
    called = {one.user_id: alarms.contact_called(one.name, one.roles) for one in found.contacts}
    drafts = [
        alert(school_id, user_id, Text(text), Trail(about.key, about.sender, tuple(called), name), at)
        for user_id, name in called.items()
    ]
    if outbox.put(work, drafts, at) or not drafts:
        _note(work, school_id, about, at, told=len(drafts))
    return Raised(tuple(called.values()), found.phone)


def _note(work: Work, school_id: int, about: Alarm, at: datetime, *, told: int) -> None:
    for child in about.children or (None,):
        audit.note(
            work,
            school_id=school_id,
            at=at,
            actor=about.sender or OUTSIDER,
            action="alarm_raised",
            student_id=child.id if child else None,
            subject=f"{about.key} {about.category} {told}",
        )
