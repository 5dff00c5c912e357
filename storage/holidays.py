"""Public holidays and the days worked to make up for them, from libraries that follow the State Council."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from chinese_calendar import constants


@dataclass(frozen=True, slots=True)
class PublicDays:
    """The exceptions to Monday–Friday: `rest` are free, `work` are worked although a weekend."""

    rest: frozenset[date]
    work: frozenset[date]


@cache
def public_days(first_year: int, last_year: int) -> PublicDays:
    """The days of these calendar years, both included."""
    years = range(first_year, last_year + 1)
    found = [_of_year(year) for year in years]
    return PublicDays(
        rest=frozenset(day for days in found for day in days.rest),
        work=frozenset(day for days in found for day in days.work),
    )


@cache
def is_published(year: int) -> bool:
    """Whether the plan of a year is known, with its make-up days; else only what the law fixes."""
    return any(day.year == year for day in constants.holidays)


@cache
def _of_year(year: int) -> PublicDays:
    if not is_published(year):
        return _statutory(year)
    rest = frozenset(day for day in constants.holidays if day.year == year)
    return PublicDays(rest, frozenset(day for day in constants.workdays if day.year == year))


def _statutory(year: int) -> PublicDays:
    """The holidays that the law fixes, for a year whose plan of 调休 is not published yet.

    The plan comes out in November of the year before; until then nobody knows the make-up days.
    """
    import holidays  # only here: it costs 50 ms that most starts never need

    return PublicDays(frozenset(holidays.country_holidays("CN", years=year)), frozenset())


@cache
def occasions(first_year: int, last_year: int) -> tuple[tuple[str, tuple[date, ...]], ...]:
    """The days that schools keep, by name, in these calendar years, both included."""
    from borax.calendars.lunardate import LunarDate  # only here: most schools have no rule for occasions

    years = range(first_year, last_year + 1)
    by_sun = {name: tuple(date(year, month, day) for year in years) for name, (month, day) in _BY_SUN.items()}
    by_moon = {
        name: tuple(LunarDate(year, month, day).to_solar_date() for year in years)
        for name, (month, day) in _BY_MOON.items()
    }
    return tuple((by_sun | by_moon).items())


_BY_SUN = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "childrens_day": (6, 1),
    "teachers_day": (9, 10),
    "national_day": (10, 1),
}
_BY_MOON = {
    "spring_festival": (1, 1),
    "lantern_festival": (1, 15),
    "dragon_boat": (5, 5),
    "mid_autumn": (8, 15),
    "double_ninth": (9, 9),
}
