"""The list of children to be watched: once a working day to whoever looks after the children's minds."""

from datetime import datetime
from functools import partial

from duty.alarm import Outcome
from language.say.watching import daily
from scheduler.moment import At
from scheduler.tools import Tools
from storage import alarm_mail, alarms
from storage.crisis import watchers
from storage.people import School, school_now
from storage.work import Work


def list_children(tools: Tools, moment: At) -> bool:
    """Puts down the lists of all schools, from the hour of reminders on; what is noted later is for the next day."""
    with tools.store.reading() as work:
        schools = [school_now(work, school_id) for school_id in alarms.schools_to_list(work, moment.at)]
        due = [
            (one.id, before) for one in schools if (before := _until(one, moment)) and _has_some(work, one.id, before)
        ]
    for school_id, before in due:
        tools.submit.submit(partial(_list_school, school_id=school_id, before=before, moment=moment))
    return False


def _until(school: School, moment: At) -> datetime | None:
    """Until when what was noted goes on today's list; None while it is no time for one.

    An exam week without reminders is none without a look at these children.
    """
    clock, day = moment.local, school.day
    if clock.time() < day.remind_at or day.is_quiet(clock) or not school.calendar.is_working_day(moment.today):
        return None
    return datetime.combine(moment.today, day.remind_at, moment.zone)


def _has_some(work: Work, school_id: int, before: datetime) -> bool:
    return school_id in alarms.schools_to_list(work, before)


def _list_school(work: Work, school_id: int, before: datetime, moment: At) -> None:
    noted = alarms.to_list(work, school_id, before)
    readers = watchers(work, school_id)
    if not noted or not readers:
        return
    # What came with a late letter waits for the next list: there is one a day.
    if alarm_mail.has_list(work, school_id, [one.user_id for one in readers], moment.today):
        return
    for one in readers:
        facts = [alarm.facts for alarm in noted if one.id not in alarm.barred]
        # Without any child there is nobody to look after.
        if any(one.children for one in facts):
            text = daily(facts, moment.today)
            alarm_mail.list_of_day(work, school_id, one.user_id, text, day=moment.today, at=moment.at)
    for alarm in noted:
        alarms.close(work, alarm.id, Outcome.LISTED, moment.at)
