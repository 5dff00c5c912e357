"""The alarm: a text speaks of danger to a child, and those who can help are told at once."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from duty.alarm import again_at
from duty.danger import Danger, Grade, Risk
from duty.people import Child
from language.hear.accused import accuses_staff
from language.say import alarm_cards
from language.say.alarms import contact_called
from storage import alarm_mail, alarms, audit, carers
from storage.alarms import NewAlarm, Writer
from storage.crisis import responders, staff
from storage.people import load_school
from storage.work import Work

# In the audit, where whoever wrote is no member of staff.
OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True)
class Cry:
    """A text that speaks of danger, and what was read in it.

    `danger` None: it was reported in words of no known kind. `accused` are its words for whoever does the harm. `key`
    names the text ("inbox:7", "note:3"): it alarms once. `children` are those whom it is about.
    """

    danger: Danger | None
    accused: tuple[str, ...]
    writer: Writer
    text: str
    children: tuple[Child, ...]
    key: str

    @classmethod
    def read(cls, risk: Risk, writer: Writer, text: str, children: tuple[Child, ...], *, key: str) -> "Cry":
        return cls(risk.danger, risk.accused, writer, text, children, key)


@dataclass(frozen=True, slots=True)
class Raised:
    """Who is being told, as they are called, and the school's duty phone, "" where it has none."""

    contacts: tuple[str, ...]
    duty_phone: str


def raise_alarm(work: Work, *, school_id: int, cry: Cry, at: datetime, zone: ZoneInfo) -> Raised:
    """Puts the alarm down for everybody who must hear of it, in the transaction of the text that said it.

    Never to whom the text accuses; nobody at all is left where everybody who could help is accused.
    """
    barred = accused_staff(work, school_id, cry, on=at.astimezone(zone).date())
    found = responders(work, school_id, besides=(cry.writer.user_id,), barred=barred)
    new = _new(school_id, Grade.URGENT, cry, barred)
    alarm_id = alarms.put(work, new, at, again_at(1, at))
    alarm = alarms.one(work, alarm_id) if alarm_id is not None else None
    if alarm is not None:
        alarms.tell(work, alarm.id, [one.id for one in found.contacts], at)
        cards = [
            (one, alarm_cards.alert(alarms.task_id(alarm, one.id), alarm.facts, at.astimezone(zone)))
            for one in found.contacts
        ]
        alarm_mail.alerts(work, alarm, cards, at)
        _note(work, new, alarm.id, at, action="alarm_raised")
    return Raised(tuple(contact_called(one.name, one.roles) for one in found.contacts), found.phone)


def watch(work: Work, *, school_id: int, cry: Cry, at: datetime, zone: ZoneInfo) -> None:
    """Puts it down for the next list of whoever looks after the children's minds; the sentence itself is not kept."""
    barred = accused_staff(work, school_id, cry, on=at.astimezone(zone).date())
    new = _new(school_id, Grade.WATCH, cry, barred)
    alarm_id = alarms.put(work, new, at, None)
    if alarm_id is not None:
        _note(work, new, alarm_id, at, action="watch_noted")


def watch_key(key: str) -> str:
    """Under which a text is kept that only asks to be watched."""
    return f"watch:{key}"


def _new(school_id: int, grade: Grade, cry: Cry, barred: tuple[int, ...]) -> NewAlarm:
    urgent, ids = grade is Grade.URGENT, tuple(child.id for child in cry.children)
    # Apart, so that what was only noted can still be reported.
    key, text = (cry.key, cry.text) if urgent else (watch_key(cry.key), "")
    return NewAlarm(school_id, key, grade, cry.danger, cry.writer, text, ids, barred)


def accused_staff(work: Work, school_id: int, cry: Cry, *, on: date) -> tuple[int, ...]:
    """The row ids of the members of staff whom the text may accuse: none of them is to read it."""
    if not cry.accused:
        return ()
    school = load_school(work, school_id)
    own = {
        member.id
        for child in cry.children
        for member in (*carers.class_teachers(school, child), *carers.mentors(school, child, on))
    }
    return tuple(
        one.id
        for one in staff(work, school_id)
        if accuses_staff(cry.accused, one.name, one.roles, of_child=one.id in own, known=bool(cry.children))
    )


def _note(work: Work, new: NewAlarm, alarm_id: int, at: datetime, *, action: str) -> None:
    """Without the child: of a false alarm nothing must stay in the child's file."""
    actor, subject = new.writer.user_id or OUTSIDER, f"{alarm_id} {new.key}"
    audit.note(work, school_id=new.school_id, at=at, actor=actor, action=action, subject=subject)
