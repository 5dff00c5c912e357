"""How many families of a class can be reached, by name, and the page with the code that parents scan."""

from dataclasses import dataclass

from duty.people import Child
from duty.reach import ShowReach
from handlers.context import Moment, Sender, Site
from handlers.reply import Reply
from handlers.scope import Scope, named_scope, whole_scope
from handlers.senders import sender_of
from language.say import overview as say_overview
from language.say import reach as say
from language.say import words
from storage import audit, downloads
from storage.downloads import Download
from storage.people import school_now
from storage.reach import reach
from storage.work import Work

WHAT = "reach"
ACTION = "reach_shown"


def show_reach(command: ShowReach, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """Of the classes that the sender looks after; a mentor hears of the own children."""
    whole = whole_scope(sender)
    if whole is None:
        if not sender.mentees:
            return Reply(say.nobody(sender.member.name))
        return Reply(say.own(_reach(work, say.own_called(), sender.mentees)))
    scope = named_scope(whole, command.grade, command.class_name)
    if not scope.children:
        return Reply(say_overview.not_yours(scope.called, whole.called))
    what = f"{WHAT}:{command.grade}:{command.class_name}"
    url = _url(what, sender, work, moment, site)
    classes = _classes(work, scope)
    return Reply(say.one_class(classes[0], url) if len(classes) == 1 else say.several(scope.called, classes, url))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows: the classes with their figures, and what they are called together."""

    called: str
    classes: list[say.ClassReach]


def sheet_of(work: Work, download: Download, moment: Moment) -> Sheet | None:
    """The page as the member may see it at this moment; None where nobody is the member's to look after any more."""
    kind, _, place = download.what.partition(":")
    school = school_now(work, download.school_id)
    if kind != WHAT or download.member_id not in school.members:
        return None
    sender = sender_of(school, download.member_id, moment.today)
    whole = whole_scope(sender)
    if whole is None:
        return None
    grade, _, class_name = place.partition(":")
    scope = named_scope(whole, grade, class_name)
    return Sheet(scope.called, _classes(work, scope)) if scope.children else None


def _url(what: str, sender: Sender, work: Work, moment: Moment, site: Site) -> str:
    member, school = sender.member, sender.school
    audit.note(work, school_id=school.id, at=moment.at, actor=member.user_id, action=ACTION, subject=what)
    if not site.base_url:
        return ""
    token = downloads.offer(work, school.id, member.id, what, moment.at)
    return f"{site.base_url.rstrip('/')}/m/class/{token}"


def _classes(work: Work, scope: Scope) -> list[say.ClassReach]:
    classes: dict[str, list[Child]] = {}
    for child in scope.children:
        classes.setdefault(words.class_of(child), []).append(child)
    return [_reach(work, called, children) for called, children in classes.items()]


def _reach(work: Work, called: str, children: list[Child]) -> say.ClassReach:
    found = reach(work, [child.id for child in children])
    return say.ClassReach(called, [(child, found[child.id]) for child in children])
