"""Random worlds for `jiedui assess`, small enough for thousands, and crooked enough to meet every corner.

What duties.md and its readings do not settle is left out: `shared` with scope mentor or school, one-offs of those
scopes, a day that is both rest and work, a named occasion called `birthday`.
"""

from datetime import date
from random import Random

from tests.duty.worlds_rules import EVENTS, FESTIVALS, MODES, REASONS, Rulebook
from tests.duty.worlds_school import MENTORS, Json, later


class World(Rulebook):
    """What happened in the school, and what stood against it."""

    def records(self) -> list[Json]:
        return [self.record() for _ in range(self.random.choice([0, 12, 25, 40]))]

    def record(self) -> Json:
        random = self.random
        whose = random.choice(self.pairings)
        happened = self.near(whose)
        record: Json = {"mentor": whose["mentor"], "student": whose["student"], "kind": random.choice(self.kinds)}
        deputies = [each for each in self.deputies if each["mentor"] == whose["mentor"]]
        if deputies and self.chance(0.5):
            deputy = random.choice(deputies)
            # At the edges of the standing in as often as somewhere near it.
            happened = random.choice([happened, happened, deputy["from"], deputy["to"], later(deputy["from"], -1)])
            record["mentor"] = deputy["deputy"]
        elif self.chance(0.25):
            record["mentor"] = self.name(MENTORS)
        elif self.chance(0.1):
            record["student"] = self.name(self.students)
        record["happened_on"] = happened
        # Made up: today for a window that has ended.
        before = random.choice([0, 3, random.randint(8, 60), random.randint(8, 60)])
        record |= self.maybe("counts_for", later(happened, -before), 0.4)
        record |= self.maybe("mode", random.choice(MODES), 0.4)
        record |= self.maybe("entered_on", self.entered(happened), 0.5)
        record |= self.maybe("revoked", self.chance(0.5), 0.2)
        return record | self.maybe("guardian", random.choice(["妈妈", "爸爸", "姑姑"]), 0.6)

    def entered(self, day: str) -> str:
        """No earlier than that day; often just before or after the day asked about."""
        random = self.random
        near = later(self.on, random.randint(-3, 3)) if self.chance(0.5) else later(day, random.randint(0, 40))
        return max(day, near)

    def outcomes(self) -> list[Json]:
        return [self.outcome() for _ in range(self.random.choice([0, 8, 16]))]

    def outcome(self) -> Json:
        random = self.random
        whose = random.choice(self.pairings)
        day = self.near(whose)
        stand_ins = [one["deputy"] for one in self.deputies if one["mentor"] == whose["mentor"]]
        said_by = random.choice(stand_ins) if stand_ins and self.chance(0.3) else whose["mentor"]
        outcome = {"mentor": said_by, "student": whose["student"], "kind": random.choice(self.kinds)}
        outcome |= {"for": day, "reason": random.choice(REASONS)}
        return outcome | self.maybe("entered_on", self.entered(later(day, -5)), 0.5)

    def events(self) -> list[Json]:
        return [
            {"student": pairing["student"], "kind": self.name(EVENTS), "on": self.near(pairing)}
            for pairing in self.random.choices(self.pairings, k=self.random.choice([0, 3, 6]))
        ]

    def guardians(self) -> dict[str, list[str]]:
        return {
            student: ["妈妈", "爸爸", "奶奶"][: self.random.choice([0, 1, 1, 2, 2, 3])]
            for student in self.some(self.students, 0)
        }

    def exemptions(self) -> list[Json]:
        return [self.exemption() for _ in range(self.random.choice([0, 1, 2, 3]))]

    def exemption(self) -> Json:
        """Over a whole term or month, over its edges, in its middle; of one, of both, of everybody."""
        random = self.random
        first, last = self.span(40)
        if self.chance(0.2):
            first, last = random.choice([term for year in self.years.values() for term in year])
        elif self.chance(0.4):
            first, last = f"{first[:7]}-01", later(f"{first[:7]}-28", random.randint(-20, 3))
        exemption: Json = {"from": first, "to": last}
        exemption |= self.maybe("mentor", self.name(self.mentors), 0.5)
        return exemption | self.maybe("student", self.name(self.students), 0.5)

    def rest_and_work_days(self) -> Json:
        random = self.random
        rest: set[str] = set()
        for _ in range(random.choice([0, 1, 3])):
            # Over the turn of a month as often as not, where deadlines lie.
            first = random.choice([self.day(), f"{self.on[:7]}-01", later(self.on, random.randint(-10, 0))])
            rest |= {later(first, n) for n in range(random.randint(1, 12))}
        work = {later(self.on, random.randint(-5, 0)) for _ in range(random.choice([0, 2, 6]))}
        work |= {self.day() for _ in range(random.choice([0, 3, 10]))}
        # Where both would be, either may win.
        rest, work = (rest - work, work) if self.chance(0.5) else (rest, work - rest)
        return {"rest_days": sorted(rest), "work_days": sorted(work)}

    def occasions(self) -> Json:
        years = range(int(self.first[:4]), int(self.last[:4]) + 1)
        named = {
            name: [date(year, *FESTIVALS[name]).isoformat() for year in years] for name in self.some(list(FESTIVALS), 2)
        }
        births = {student: self.birth() for student in self.some(self.students, 0)}
        return {"occasions": named, "birthdays": births}

    def birth(self) -> str:
        return self.random.choice(["2012-02-29", later("2011-01-01", self.random.randint(0, 364))])

    def world(self) -> Json:
        random = self.random
        early = [None, min(self.day(), self.day()), later(self.first, random.randint(-20, 40))]
        world: Json = {"on": self.on, "years": self.years} | self.maybe("live_from", random.choice(early), 0.6)
        world |= self.rest_and_work_days() | self.make_versions() | {"pairings": self.pairings}
        world |= {"records": self.records(), "exemptions": self.exemptions(), "outcomes": self.outcomes()}
        world |= {"events": self.events(), "deputies": self.deputies, "guardians": self.guardians()}
        return world | self.occasions()


def world(random: Random) -> Json:
    return World(random).world()
