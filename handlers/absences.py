"""A colleague's own leave: taken, ended, and who stands in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from duty.commands import EndLeave, NameDeputy, ShowLeave, TakeLeave
from duty.hearing import WhichDeputy
from duty.people import Child, Role
from handlers.context import Moment, Sender
from handlers.reply import Reply
from handlers.standing_in import Change, doers
from language.hear.colleagues import colleagues
from language.say import absences as say
from language.say import words
from language.say.absences import Cared, Colleague, Days
from storage import absences
from storage.absences import By, Deputyship, Leave, NoDeputy
from storage.people import Member, School, school_now
from storage.work import Work


@dataclass(frozen=True, slots=True)
class _Named:
    """What became of a deputy's name: the one whom it means, or what has to be said or asked."""

    deputy: Member | None = None
    said: Reply | None = None


def take_leave(command: TakeLeave, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Notes the leave, whoever may stand in; the deputy only where it is clear who that is."""
    if command.last < command.first:
        return Reply(say.ends_before_it_begins(Days(command.first, command.last), moment.today))
    if command.last < moment.today:
        return Reply(say.is_past())
    leave = Leave(sender.member.id, command.first, command.last)
    meant = NameDeputy(command.deputy, student_ids=command.student_ids)
    named = _named(meant, leave, sender) if command.deputy else _Named()
    rest = _named(NameDeputy(command.others), leave, sender) if command.others else _Named()
    some = dict.fromkeys(command.student_ids, named.deputy) if named.deputy else {}
    if rest.deputy:
        # Whoever stands in for all would stand in for these children, too.
        own = (one.pairing for one in sender.school.pairings.get(leave.member_id, ()))
        mentees = (one.student_id for one in own if one.end is None or one.end >= leave.first)
        some = dict.fromkeys(mentees, rest.deputy) | some
    kept, school = _save(leave, None if some else named.deputy, some, sender, work, moment=moment)
    days = Days(kept.first, kept.last)
    said = say.taken(days, _cared(school, sender, work, _begins(days, moment)), moment.today)
    answers = [one for one in (named.said, rest.said) if one]
    if not answers:
        return Reply(said)
    return replace(answers[0], text="\n".join([said, *(one.text for one in answers)]))


def name_deputy(command: NameDeputy, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Who stands in during the leave that is running or comes next."""
    leaves = absences.leaves_of(work, sender.school, sender.member.id, moment.today)
    if not leaves:
        return Reply(say.from_when())
    leave = replace(leaves[0], deputy_id=None)
    named = _named(command, leave, sender)
    if named.said is not None:
        return named.said
    some = dict.fromkeys(command.student_ids, named.deputy) if named.deputy else {}
    _, school = _save(leave, None if some else named.deputy, some, sender, work, moment=moment)
    days = Days(max(leave.first, moment.today), leave.last)
    cared = _cared(school, sender, work, days.first)
    return Reply(say.deputy_named(days, [one for one in cared if one.named], moment.today))


def end_leave(command: EndLeave, sender: Sender, work: Work, moment: Moment) -> Reply:
    """Ends the leave of the days that were named, or else the one that is running, or calls the only one off."""
    absences.take_turn(work)
    before = school_now(work, sender.school.id)
    known = absences.leaves_of(work, before, sender.member.id, moment.today)
    if not known:
        return Reply(say.not_away())
    meant = _meant(command, known, moment.today)
    if len(meant) != 1:
        listed = [Days(one.first, one.last) for one in meant or known]
        return Reply(say.which_leave(listed, moment.today) if meant else say.no_such_leave(listed, moment.today))
    [ended] = meant
    absences.end_leave(work, before, ended, _by(sender, moment))
    after, days = school_now(work, before.id), Days(ended.first, ended.last)
    Change(before, after, sender.member, days, work, moment).tell()
    mentees = _told_apart(doers(after, sender.member.id, _begins(days, moment)), sender)
    return Reply(say.back(days, mentees, moment.today))


def _meant(command: EndLeave, known: list[Leave], today: date) -> list[Leave]:
    """Which of the leaves may be meant."""
    if command.first is not None and command.last is not None:
        return [one for one in known if one.first <= command.last and command.first <= one.last]
    return [one for one in known if one.first <= today] or known


def show_leave(_command: ShowLeave, sender: Sender, work: Work, moment: Moment) -> Reply:
    """What is down, or how to say it."""
    found = absences.leaves_of(work, sender.school, sender.member.id, moment.today)
    if not found:
        return Reply(say.how_to_take_leave())
    members = sender.school.members
    known = [(Days(one.first, one.last), members[one.deputy_id].name if one.deputy_id else "") for one in found]
    return Reply(say.leaves(known, moment.today))


def _save(
    leave: Leave, deputy: Member | None, some: Mapping[int, Member], sender: Sender, work: Work, *, moment: Moment
) -> tuple[Leave, School]:
    """The leave as it stands now, and the school with it; those who stand in are told, `some` of single children."""
    before, by = school_now(work, sender.school.id), _by(sender, moment)
    known = absences.leaves_of(work, before, leave.member_id, moment.today)
    wanted = replace(leave, deputy_id=deputy.id if deputy else None)
    kept = absences.take_leave(work, before, wanted, by)
    if some:
        first = max(kept.first, moment.today)
        named = [Deputyship(leave.member_id, who.id, first, kept.last, student) for student, who in some.items()]
        absences.name_deputies(work, before, named, by)
    same = [one for one in known if one.first <= kept.last and kept.first <= one.last]
    after, moved = school_now(work, before.id), any(one.last != kept.last for one in same)
    days = Days(kept.first, kept.last)
    Change(before, after, sender.member, days, work, moment).tell(longer=moved)
    return kept, after


def _named(command: NameDeputy, leave: Leave, sender: Sender) -> _Named:
    members = sender.school.members
    if command.member_id:
        found: tuple[int, ...] = (command.member_id,)
    else:
        names = {one.id: one.name for one in members.values()}
        found = colleagues(command.deputy, names)
        # Of those who share a surname it is not oneself who is meant.
        found = tuple(one for one in found if one != leave.member_id) or found
    if not found:
        return _Named(said=Reply(say.nobody_of_that_name(command.deputy)))
    if len(found) > 1:
        offered = [members[one] for one in found]
        asked = say.which_deputy(command.deputy, [Colleague(one.name, _place(one)) for one in offered])
        return _Named(said=Reply(asked, WhichDeputy(command, found, tuple(one.name for one in offered))))
    match absences.why_not(sender.school, replace(leave, deputy_id=found[0])):
        case NoDeputy.HIMSELF:
            return _Named(said=Reply(say.not_oneself()))
        case NoDeputy.AWAY:
            return _Named(said=Reply(say.away_too(members[found[0]].name)))
        case NoDeputy.STRANGER:
            return _Named(said=Reply(say.nobody_of_that_name(command.deputy)))
        case None:
            return _Named(deputy=members[found[0]])


def _place(member: Member) -> str:
    """The class of a class teacher."""
    posts = [post for post in member.posts if post.role is Role.CLASS_TEACHER]
    return words.place(posts[0].grade, posts[0].class_name) if posts else ""


def _cared(school: School, sender: Sender, work: Work, on: date) -> list[Cared]:
    """Who looks after the sender's mentees on a day, in the order of the pairings."""
    mentor, named = sender.member.id, absences.named_deputies(work, school, on)
    by: dict[tuple[int | None, bool], list[int]] = defaultdict(list)
    for child, who in doers(school, mentor, on).items():
        by[who, who is not None and absences.deputy_for(named, mentor, child) is not None].append(child)
    return [
        Cared(tuple(_told_apart(found, sender)), school.members[who].name if who else "", is_named)
        for (who, is_named), found in by.items()
        if who != mentor
    ]


def _told_apart(students: Iterable[int], sender: Sender) -> list[Child]:
    """The children as the sender tells them apart."""
    return [sender.children.get(one) or sender.school.children[one] for one in students]


def _begins(days: Days, moment: Moment) -> date:
    """The first of the days that is not over."""
    return max(days.first, moment.today)


def _by(sender: Sender, moment: Moment) -> By:
    return By(sender.member.id, moment.at, moment.today)
