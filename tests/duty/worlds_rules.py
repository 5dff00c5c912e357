"""The rules of a random world, in one version or several."""

from tests.duty.worlds_school import LEVELS, Json, School

MODES = ["in_person", "phone", "video"]
REASONS = ["moved", "ill", "other_mode", "refused"]
EVENTS = ["illness", "family_change", "dropout_sign"]
PERS = ["week", "half_month", "month", "quarter", "term", "school_year", "calendar_year"]
SCOPES = ["pairing", "pairing", "student", "mentor", "guardian", "school"]
ONE_OFFS = ["pairing_start", "term_start", "event", "before_term_end", "occasions"]
FESTIVALS = {"元旦": (1, 1), "五一": (5, 1), "十一": (10, 1), "端午": (6, 10), "中秋": (9, 20), "腊八": (1, 8)}


class Rulebook(School):
    def make_versions(self) -> Json:
        random = self.random
        rules = [self.rule() for _ in range(random.randint(1, 3))]
        if self.chance(0.6):
            return {"rules": rules}
        days = sorted({self.day() for _ in range(random.choice([1, 1, 2]))})
        first: Json = {"from": None, "rules": rules}
        return {"versions": [first, *({"from": day, "rules": self.changed(rules)} for day in days)]}

    def changed(self, rules: list[Json]) -> list[Json]:
        """Mostly the same rules with other numbers: only then does it matter what an earlier version owes."""
        kept = [rule | self.maybe("times", self.random.randint(1, 3), 0.5) for rule in rules if self.chance(0.8)]
        return kept if kept and self.chance(0.6) else [*kept, self.rule()][:3]

    def rule(self) -> Json:
        random = self.random
        periodic = self.chance(0.6)
        scope = random.choice(SCOPES) if periodic else random.choice(["pairing", "pairing", "student", "guardian"])
        rule: Json = {"kind": random.choice(self.kinds)}
        rule |= self.periodic() if periodic else self.one_off()
        rule |= self.maybe("scope", scope, 1.0 if scope != "pairing" else 0.3)
        rule |= self.maybe("times", random.choice([1, 2, 2, 3]), 0.5)
        rule |= self.maybe("modes", random.choice([["in_person"], self.some(MODES)]), 0.4)
        rule |= self.maybe("remind_days", random.choice([0, 3, 30]), 0.4)
        # None at all is when rest days and make-up days matter most.
        rule |= self.maybe("makeup_days", random.choice([0, 0, 0, 2, 30]), 0.6)
        rule |= self.maybe("levels", random.choice([[], ["重点"], self.some(LEVELS)]), 0.2)
        rule |= self.maybe("from", min(self.day(), self.day()), 0.1)
        rule |= self.maybe("to", max(self.day(), self.day()), 0.1)
        if scope not in ("mentor", "school"):
            rule |= self.maybe("shared", self.chance(0.8), 0.4)
        return rule | self.instead()

    def instead(self) -> Json:
        """What excuses, and what takes the place of the deed."""
        reasons = {reason: self.some(self.kinds) for reason in self.some(REASONS)}
        return self.maybe("excused_by", self.some(REASONS), 0.5) | self.maybe("substituted_by", reasons, 0.7)

    def periodic(self) -> Json:
        rule: Json = {"per": self.random.choice(PERS)}
        rule |= self.maybe("during", "term", 0.5)
        return rule | self.maybe("min_days", self.random.choice([0, 1, 2, 5, 14, 40]), 0.3)

    def one_off(self) -> Json:
        random = self.random
        which = random.choice(ONE_OFFS)
        if which == "before_term_end":
            return {which: random.choice([0, 7, 14, 30, 200])}
        if which == "occasions":
            rule: Json = {which: self.some(list(FESTIVALS), 2) + (["birthday"] if self.chance(0.6) else [])}
            rule |= self.maybe("before", random.choice([0, 7]), 0.4)
            return rule | self.maybe("behind", random.choice([0, 10]), 0.4)
        rule = {"within_days": random.choice([0, 3, 7, 14, 30, 90]), "after": which}
        return rule | (self.maybe("events", self.some(EVENTS), 0.5) if which == "event" else {})
