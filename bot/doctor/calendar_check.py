"""The check of the school's calendar: how far it goes, and whether the State Council's plan for the year is known."""

from collections.abc import Iterator
from datetime import date

from bot.doctor.finding import Check, Health, Scene
from language.say import doctor as say
from storage.holidays import is_published

# A school that imports its next term now has time for a second try.
SOON_DAYS = 30
# The plan of a year comes out in October or November of the year before.
PLAN_MONTH = 12


def calendar(scene: Scene) -> Check:
    school = scene.books.school
    if scene.books.trouble or school is None:
        return Check(say.CALENDAR, Health.UNKNOWN, say.AFTER_DATABASE)
    terms = school.calendar.terms
    if not terms:
        return Check(say.CALENDAR, Health.WRONG, *say.terms_missing())
    today, last = scene.now.astimezone(scene.settings.zone).date(), terms[-1].last
    found = list(_troubles(today, last, scene))
    if not found:
        return Check(say.CALENDAR, Health.OK, say.terms_known(last))
    saw, do = ("\n".join(part) for part in zip(*found, strict=True))
    return Check(say.CALENDAR, Health.NOTE, saw, do)


def _troubles(today: date, last: date, scene: Scene) -> Iterator[tuple[str, str]]:
    if (last - today).days < SOON_DAYS:
        yield say.terms_end(last)
    years = [today.year, *([today.year + 1] if today.month >= PLAN_MONTH else [])]
    unknown = [year for year in years if not is_published(year) and year not in scene.books.own_years]
    if unknown:
        yield say.plan_missing(unknown)
