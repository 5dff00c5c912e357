"""The ledger for a member of staff: a link that works once, and what it opens for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from duty.calendar import SchoolCalendar, Span
from duty.commands import ShowLedger
from duty.kinds import Kind
from handlers.context import Moment, Sender, Site
from handlers.ledger_book import workbook
from handlers.reply import Reply
from handlers.scope import scope_called
from language.say import ledger as say
from language.say import overview as say_overview
from storage import audit, downloads
from storage.ledger import Reader, Wanted, ledger
from storage.people import Member, School, school_now
from storage.scopes import led_by
from storage.work import Work

WHAT = "ledger"
ACTION_OFFERED, ACTION_TAKEN = "ledger_offered", "ledger_taken"


def show_ledger(command: ShowLedger, sender: Sender, work: Work, moment: Moment, site: Site) -> Reply:
    """A link to the ledger of the children in the sender's care."""
    member, school = sender.member, sender.school
    if not sender.children:
        return Reply(say_overview.nobody_to_look_after(member.name))
    if not site.base_url:
        return Reply(say.no_address())
    what = f"{WHAT}:{command.kind.value}" if command.kind else WHAT
    token = downloads.offer(work, school.id, member.id, what, moment.at)
    audit.note(work, school_id=school.id, at=moment.at, actor=member.user_id, action=ACTION_OFFERED, subject=what)
    url = f"{site.base_url.rstrip('/')}/m/ledger/{token}"
    _, year = _year(school.calendar, moment.today)
    return Reply(say.offered(member.name, scope_called(member), year, command.kind, url))


@dataclass(frozen=True, slots=True)
class Book:
    """A file to be given away, and how its page calls it."""

    name: str
    heading: str
    content: bytes


def heading_of(work: Work, download: downloads.Download) -> str | None:
    """What the link is about; None where the member has nobody to look after any more."""
    found = _holder(work, download)
    return say.heading(scope_called(found[1]), _kind(download)) if found else None


def book_of(work: Work, download: downloads.Download, now: datetime, zone: ZoneInfo) -> Book | None:
    """The file as the member may see it at this moment, whatever was so when the link was made."""
    found = _holder(work, download)
    if found is None:
        return None
    school, member = found
    today, kind = now.astimezone(zone).date(), _kind(download)
    children = frozenset(child.id for child in school.in_care_of(member, today))
    if not children:
        return None
    year, _ = _year(school.calendar, today)
    wanted = Wanted(children, year.first, year.last, kind)
    reader = Reader(member.id, frozenset(child.id for child in led_by(school, member)))
    lines = ledger(work, school, wanted, reader, today=today, zone=zone)
    return Book(say.file_name(today, kind), say.heading(scope_called(member), kind), workbook(say.sheets(lines, kind)))


def take(work: Work, download: downloads.Download, now: datetime) -> bool:
    """Uses the link up; False where somebody was quicker."""
    if not downloads.use(work, download.id, now):
        return False
    audit.note(
        work,
        school_id=download.school_id,
        at=now,
        actor=download.user_id,
        action=ACTION_TAKEN,
        subject=f"{download.what} {download.id}",
    )
    return True


def _holder(work: Work, download: downloads.Download) -> tuple[School, Member] | None:
    if download.what.partition(":")[0] != WHAT:
        return None
    school = school_now(work, download.school_id)
    member = school.members.get(download.member_id)
    return (school, member) if member else None


def _kind(download: downloads.Download) -> Kind | None:
    _, _, kind = download.what.partition(":")
    return Kind(kind) if kind else None


def _year(calendar: SchoolCalendar, today: date) -> tuple[Span, str]:
    """The newest school year that has begun, with its name; without one everything."""
    begun = [term for term in calendar.terms if term.first <= today]
    if not begun:
        return Span(date.min, date.max), ""
    name = begun[-1].school_year
    first = next(term.first for term in calendar.terms if term.school_year == name)
    return Span(first, date.max), name
