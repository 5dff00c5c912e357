"""The school of a random world: its years, its people, their pairings, and the day that is asked about."""

from datetime import date, timedelta
from random import Random
from typing import Any

Json = dict[str, Any]

MENTORS = ["m1", "m2", "m3", "m4"]
STUDENTS = ["s1", "s2", "s3", "s4", "s5"]
KINDS = ["talk", "home_visit", "warmth"]
LEVELS = ["一般", "重点", "特殊"]


def later(day: str, n: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=n)).isoformat()


class School:
    """Each part may look at those made before it; what matters is drawn to the day that is asked about."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.years = self.make_years()
        terms = [term for year in self.years.values() for term in year]
        self.first, self.last = terms[0][0], terms[-1][1]
        self.corners = [day for term in terms for day in term]
        self.mentors = MENTORS[: random.randint(1, 4)]
        self.students = STUDENTS[: random.randint(1, 5)]
        # Few kinds, so that deeds and outcomes often meet a rule.
        self.kinds = random.sample(KINDS, random.choice([1, 2, 2, 3]))
        self.pairings = self.make_pairings()
        self.on = self.make_on()
        self.deputies = self.make_deputies()

    # Chance.

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def maybe(self, key: str, value: Any, p: float) -> Json:
        return {key: value} if self.chance(p) else {}

    def name(self, names: list[str]) -> str:
        return self.random.choice(names)

    def some(self, names: list[str], at_least: int = 1) -> list[str]:
        return self.random.sample(names, self.random.randint(at_least, len(names)))

    def day(self) -> str:
        """Any day of the calendar; often near the first or last day of a term, at times outside all of them."""
        random = self.random
        if self.chance(0.3):
            return later(random.choice(self.corners), random.randint(-6, 6))
        length = (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days
        return later(self.first, random.randint(-25, length + 25))

    def day_of(self, pairing: Json) -> str:
        """Mostly a day between the pairing's first and last."""
        first, last = max(pairing["start"], self.first), min(pairing.get("end") or self.last, self.last)
        length = (date.fromisoformat(last) - date.fromisoformat(first)).days
        return later(first, self.random.randint(0, max(length, 0))) if self.chance(0.85) else self.day()

    def near(self, pairing: Json) -> str:
        """As often as not a day of the weeks before the one that is asked about."""
        return later(self.on, self.random.randint(-70, 3)) if self.chance(0.5) else self.day_of(pairing)

    def span(self, longest: int) -> tuple[str, str]:
        first = later(self.on, self.random.randint(-60, 10)) if self.chance(0.5) else self.day()
        return first, later(first, self.random.choice([0, 1, self.random.randint(0, longest)]))

    # The school.

    def make_years(self) -> dict[str, list[list[str]]]:
        random = self.random
        begin = random.choice([2022, 2023, 2024])
        # A year that nobody entered may lie between two that are known: all of it is vacation.
        known = sorted(random.sample([begin, begin + 1, begin + 2], random.choice([1, 1, 2, 2, 3])))
        return {f"{year}-{year + 1}": self.make_terms(year) for year in known}

    def make_terms(self, year: int) -> list[list[str]]:
        random = self.random
        autumn = [later(f"{year}-09-01", random.randint(-6, 8)), later(f"{year + 1}-01-15", random.randint(-20, 10))]
        spring = [later(f"{year + 1}-02-25", random.randint(-8, 8)), later(f"{year + 1}-07-03", random.randint(-12, 8))]
        middle = later(autumn[0], random.randint(30, 70))
        thirds = [[autumn[0], middle], [later(middle, random.choice([1, 9])), autumn[1]], spring]
        return random.choice([[autumn, spring]] * 5 + [[autumn], [spring], thirds])

    def make_pairings(self) -> list[Json]:
        pairings = [self.make_pairing() for _ in range(self.random.choice([1, 2, 2, 3, 3, 4, 5]))]
        # The same pair twice, the second time with days and a level of its own.
        twice = self.make_pairing() | {key: pairings[0][key] for key in ("mentor", "student")}
        return [*pairings, twice] if self.chance(0.2) else pairings

    def make_pairing(self) -> Json:
        random = self.random
        start = later(self.first, random.randint(-60, 20)) if self.chance(0.6) else self.day()
        pairing: Json = {"mentor": self.name(self.mentors), "student": self.name(self.students), "start": start}
        if self.chance(0.45):
            pairing["end"] = later(start, random.choice([0, 5, *(random.randint(1, 500) for _ in range(4))]))
        else:
            pairing |= self.maybe("end", None, 0.2)
        return pairing | self.maybe("level", self.name(LEVELS), 0.9)

    def make_on(self) -> str:
        """Mostly in a pairing, just after a deadline, or just after an end; at times far from everything."""
        random = self.random
        pairing = random.choice(self.pairings)
        if self.chance(0.06):
            return random.choice([later(self.first, -400), later(self.last, 400)])
        if self.chance(0.3) and pairing.get("end"):
            # An end that has just been is what waives.
            return later(pairing["end"], random.randint(0, 20))
        if self.chance(0.6):
            # Months and their halves have just ended.
            half = random.choice(["01", "16"])
            return later(f"{self.day_of(pairing)[:7]}-{half}", random.choice([*range(6), 8, 12]))
        if self.chance(0.3):
            # So have terms.
            return later(random.choice(self.corners), random.randint(0, 20))
        return self.day_of(pairing)

    def make_deputies(self) -> list[Json]:
        found = []
        for _ in range(self.random.choice([0, 0, 1, 2])):
            first = later(self.on, -self.random.randint(0, 150))
            last = later(first, self.random.choice([0, self.random.randint(5, 60), self.random.randint(60, 200)]))
            mentor = self.random.choice(self.pairings)["mentor"]
            one = {"mentor": mentor, "deputy": self.name(MENTORS), "from": first, "to": last}
            found.append(one | self.maybe("student", self.name(self.students), 0.4))
        return found
