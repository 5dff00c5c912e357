"""The calendar as duties.md tells it: periods, vacations, working days, the makeup end, the reminder days."""

from datetime import date, timedelta

from tests.duty.literal_world import Span, World

ONE_DAY = timedelta(days=1)

# "Reminder days, in days before / after the deadline, by period"
REMINDER_DAYS: dict[str, tuple[list[int], list[int]]] = {
    "week": ([1], []),
    "half_month": ([3], [1]),
    "month": ([7, 1], [2]),
    "quarter": ([14, 3], [3]),
    # "term and longer: 45, 21, 7 / 3"
    "term": ([45, 21, 7], [3]),
    "school_year": ([45, 21, 7], [3]),
    "calendar_year": ([45, 21, 7], [3]),
}


def each_day(first: date, last: date) -> list[date]:
    """Both inclusive; empty where the last lies before the first."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def terms(world: World) -> list[Span]:
    return [term for year in world.years for term in year]


def school_years(world: World) -> list[Span]:
    """school_year: first day of the first term to last day of the last."""
    return [(min(first for first, _ in year), max(last for _, last in year)) for year in world.years if year]


def is_term_day(world: World, day: date) -> bool:
    """Both days belong to the term."""
    return any(first <= day <= last for first, last in terms(world))


# Periods.


def last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def week(day: date) -> Span:
    """`week` Monday–Sunday."""
    monday = day
    while monday.weekday() != 0:
        monday -= ONE_DAY
    return monday, monday + timedelta(days=6)


def half_month(day: date) -> Span:
    """`half_month` 1–15 and 16–end."""
    if day.day <= 15:
        return day.replace(day=1), day.replace(day=15)
    return day.replace(day=16), last_of_month(day.year, day.month)


def month(day: date) -> Span:
    return day.replace(day=1), last_of_month(day.year, day.month)


def quarter(day: date) -> Span:
    """`quarter` from January."""
    first = {1: 1, 2: 1, 3: 1, 4: 4, 5: 4, 6: 4, 7: 7, 8: 7, 9: 7, 10: 10, 11: 10, 12: 10}[day.month]
    return date(day.year, first, 1), last_of_month(day.year, first + 2)


def calendar_year(day: date) -> Span:
    return date(day.year, 1, 1), date(day.year, 12, 31)


PERIOD_OF = {
    "week": week,
    "half_month": half_month,
    "month": month,
    "quarter": quarter,
    "calendar_year": calendar_year,
}


def periods(world: World, per: str) -> list[Span]:
    """The calendar weeks, months … that touch the years given; terms and years as given."""
    if per == "term":
        return terms(world)
    if per == "school_year":
        return school_years(world)
    found: list[Span] = []
    known = terms(world)
    if known:
        # "(from the first day of the earliest term to the last day of the last term)"
        for day in each_day(min(first for first, _ in known), max(last for _, last in known)):
            period = PERIOD_OF[per](day)
            if period not in found[-1:]:
                found.append(period)
    return found


# Working days.


def is_vacation(world: World, day: date) -> bool:
    """Days between two known terms; before the first and after the last known term there is no vacation."""
    after_some = any(last < day for _, last in terms(world))
    before_some = any(day < first for first, _ in terms(world))
    return after_some and before_some and not is_term_day(world, day)


def is_working_day(world: World, day: date) -> bool:
    """Monday–Friday except `rest_days`, plus `work_days`; vacation never (also not as `work_days`)."""
    monday_to_friday = day.weekday() < 5
    working = (monday_to_friday and day not in world.rest_days) or day in world.work_days
    return working and not is_vacation(world, day)


def working_day_from(world: World, day: date) -> date:
    """That day or the nearest later one."""
    while not is_working_day(world, day):
        day += ONE_DAY
    return day


def working_day_to(world: World, day: date) -> date | None:
    """That day or the nearest earlier one; none where nothing but rest days are left (a window cannot reach there)."""
    for back in range(800):
        if is_working_day(world, day - back * ONE_DAY):
            return day - back * ONE_DAY
    return None


def makeup_end(world: World, deadline: date, makeup_days: int) -> date:
    """The later of deadline + `makeup_days` and the first working day after the deadline + 2 days.

    Read as (first working day after the deadline) + 2 days: who comes back to work has two days to catch up.
    """
    first_working_day_after = working_day_from(world, deadline + ONE_DAY)
    return max(deadline + timedelta(days=makeup_days), first_working_day_after + timedelta(days=2))


# Reminder days.


def days_to_remind(world: World, window: Span, makeup_days: int, before: list[int], after: list[int]) -> list[date]:
    first, deadline = window
    said: set[date] = set()
    for n in before:
        # "A day before the deadline that is no working day moves to the nearest earlier one,"
        moved = working_day_to(world, deadline - timedelta(days=n))
        if moved is not None:
            said.add(moved)
    for n in after:
        # "a day after to the nearest later one; what falls together is said once."
        said.add(working_day_from(world, deadline + timedelta(days=n)))
    # Nothing before the window's first day, nothing after its makeup end.
    return sorted(day for day in said if first <= day <= makeup_end(world, deadline, makeup_days))
