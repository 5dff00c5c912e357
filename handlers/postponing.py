"""Putting reminders off, and deeds that did not come about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from duty.assess import Assessment
from duty.commands import CouldNot, Postpone
from duty.kinds import Kind
from duty.reminders import Standing, begun, put_off_until, speaks_before
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.tapped import is_wished
from handlers.wishes import standings
from language.say import could_not as say_could_not
from language.say import postponing as say
from language.say.could_not import Told
from language.say.postponing import PutOff
from storage import attempts, looks, reminders
from storage.attempts import Attempt
from storage.work import Work


def postpone(command: Postpone, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Puts off what it is time for with these children, and of what would be said before the day that is meant;
    of a kind that is named, whatever is still wished.

    Where neither a child nor a day is named it is all that it is time for, of all mentees, and never more.
    """
    if command.until is not None and command.until <= moment.today:
        return Reply(say.not_a_later_day())
    children = command.student_ids or [child.id for child in sender.mentees]
    open_now = [
        Standing(item.mentor_id, standing.child.id, item)
        for standing in standings(children, sender, work, moment, nudges=True)
        for item in standing.assessments
        if is_wished(item) and command.kind in (None, item.kind)
    ]
    wished = _meant_by(command, open_now, sender, moment)
    if not wished:
        return Reply(say.nothing_to_put_off([sender.children[child] for child in command.student_ids]))
    return Reply(say.postponed(put_off(wished, command.until, sender, work, moment=moment), moment.today))


def _meant_by(command: Postpone, found: list[Standing], sender: Sender, moment: Moment) -> list[Standing]:
    if command.kind and command.student_ids:
        return found
    now = [one for one in found if has_begun(one.assessment, sender, moment)]
    # What nobody would speak of before that day need not be put off.
    sooner = [one for one in found if _comes_before(command.until, one.assessment, sender, moment)]
    if command.until is not None:
        return [one for one in found if one in now or one in sooner]
    return now or (sooner if command.student_ids else [])


def _comes_before(wanted: date | None, item: Assessment, sender: Sender, moment: Moment) -> bool:
    until = _until(item, wanted, sender, moment)
    return until is not None and speaks_before(item, until, moment.today, sender.school.calendar)


def could_not(command: CouldNot, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Keeps that it was tried and why it did not come about; what follows is as the school's policy has it."""
    follows = save_attempt(command, sender, work, moment)
    children = [sender.children[child] for child in command.student_ids]
    waits = _waiting_kind(command.student_ids[0], sender, work, moment)
    return Reply(say.could_not(children, command.kind, command.reason, follows, waits))


def _waiting_kind(child: int, sender: Sender, work: Work, moment: Moment) -> Kind:
    """Of what kind something is open of a child: first what it is time for; a talk where nothing is."""
    found = [one for each in standings([child], sender, work, moment) for one in each.assessments if is_wished(one)]
    found.sort(key=lambda one: not has_begun(one, sender, moment))
    return found[0].kind if found else Kind.TALK


def save_attempt(command: CouldNot, sender: Sender, work: Work, moment: Moment) -> str:
    """Notes an attempt with each of the children; gives what follows by the school's policy, "" where nothing does."""
    found = _of_kind(command, sender, work, moment) if command.kind and command.why else {}
    meant = {child: item for child, items in found.items() if (item := _meant(items, moment.today))}
    overdue = {child: item.window.last for child, item in meant.items() if item.window.last < moment.today}
    tried = [
        Attempt(
            *(sender.school.id, sender.member.id, child, command.kind, moment.today),
            why=command.why,
            counts_for=overdue.get(child),
        )
        for child in command.student_ids
    ]
    attempts.save_attempts(work, tried, command.reason, entered_at=moment.at, message_id=moment.message_id)
    if not (command.kind and command.why):
        return ""
    now = _of_kind(command, sender, work, moment)
    told = [Told(sender.children[child], _same(now[child], meant.get(child))) for child in command.student_ids]
    return say_could_not.by_policy(told, command.why, moment.today)


def _of_kind(command: CouldNot, sender: Sender, work: Work, moment: Moment) -> dict[int, list[Assessment]]:
    """The windows of the kind that can be met or made up, by child."""
    found: dict[int, list[Assessment]] = defaultdict(list)
    for standing in standings(command.student_ids, sender, work, moment):
        found[standing.child.id] += [item for item in standing.assessments if item.kind is command.kind]
    return found


def _meant(items: Sequence[Assessment], today: date) -> Assessment | None:
    """The window that runs, if anything is open in it, else the one that has gone by empty."""
    wished = [item for item in items if is_wished(item)]
    runs = [item for item in wished if item.window.covers(today)]
    return next(iter([*runs, *wished]), None)


def _same(items: Sequence[Assessment], meant: Assessment | None) -> Assessment | None:
    """How the window that is meant stands now; without one whichever runs."""
    return next((one for one in items if meant is None or (one.rule, one.window) == (meant.rule, meant.window)), None)


def put_off(
    wished: Iterable[Standing], wanted: date | None, sender: Sender, work: Work, *, moment: Moment
) -> tuple[PutOff, ...]:
    """Nothing is said of these before the wanted day, or before some working days are over."""
    found = []
    for one in wished:
        until = _until(one.assessment, wanted, sender, moment)
        sooner = until is not None and wanted is not None and until < wanted
        found.append((one.key, PutOff(sender.children[one.student_id], one.assessment, until, sooner)))
    days = {key: one.until for key, one in found if one.until is not None}
    reminders.snooze(work, sender.school.id, days, moment.at)
    for key, until in days.items():
        looks.look_by(work, key.mentor_id, [key.student_id], until)
    return tuple(one for _, one in found)


def _until(item: Assessment, wanted: date | None, sender: Sender, moment: Moment) -> date | None:
    window = item.window
    if item.rule.nudge:
        # Of a nudge nothing is said once its days are over.
        window = replace(window, makeup_end=window.last)
    return put_off_until(window, wanted, moment.today, sender.school.calendar)


def has_begun(assessment: Assessment, sender: Sender, moment: Moment) -> bool:
    """Whether it is time to speak of a wish."""
    return begun(assessment, moment.today, sender.school.calendar)
