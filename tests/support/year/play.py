"""How teachers of different tempers go through the year, and a log of everything they did."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tests.support.year.school import FIRST_TERM, SECOND_TERM, Pairing, School, Teacher
from tests.support.year.stage import Received, Stage

KINDS = {"谈心": "talk", "家访": "home_visit", "送温暖": "warmth", "辅导": "help", "联系家长": "contact"}
EMPTY = "还空着"
DONE, LATER = "done", "later"


@dataclass(frozen=True)
class Act:
    """A deed that a teacher reported, by tap or by words."""

    user: str
    student: str
    kind: str
    day: date
    said: str


@dataclass(frozen=True)
class Leave:
    user: str
    first: date
    last: date
    deputy: str


@dataclass
class Log:
    """What the year brought, for the auditor and the table."""

    received: list[Received] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    refusals: list[tuple[str, str, date]] = field(default_factory=list)
    leaves: list[Leave] = field(default_factory=list)
    named: list[tuple[str, str, date]] = field(default_factory=list)
    typed: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    taps: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    words: list[tuple[datetime, str, str, str]] = field(default_factory=list)


class Play:
    """One year of one school."""

    def __init__(self, stage: Stage, school: School, random: Random) -> None:
        self.stage, self.school, self.random, self.log = stage, school, random, Log()
        self._later: dict[date, list[Callable[[], None]]] = defaultdict(list)
        students = sorted({one.student for one in school.pairings})
        self.refusing = set(random.sample(students, max(1, len(students) // 25)))
        self._refused: set[str] = set()
        self._talked: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._plan_leaves()

    def run(self, first: date, last: date, *, each_day: Callable[[date], None] = lambda _day: None) -> Log:
        """Every day, rest days included."""
        day = first
        while day <= last:
            self._day(day)
            each_day(day)
            day += timedelta(days=1)
        return self.log

    def _day(self, day: date) -> None:
        self.stage.go(day, 8)
        if day == date(2025, 12, 15):
            self._some_leave(day)
        for leave in self.log.leaves:
            if leave.first - timedelta(days=1) == day:
                self._ask_leave(leave)
        if day.weekday() < 5:
            for teacher in self.school.teachers.values():
                self._by_oneself(teacher, day)
        self.stage.go(day, 12, 11)
        self.stage.tick()
        self.stage.go(day, 12, 40)
        for act in self._later.pop(day, []):
            act()
        self._look(day)
        self.stage.go(day, 16)
        self.stage.tick()
        self._look(day)
        if day.day % 7 == 0:
            self.stage.go(day, 22)
            self.stage.tick()
            self._look(day)

    def _look(self, day: date) -> None:
        """Everybody looks at the phone; what a deputy gets then is looked at, too."""
        for _ in range(3):
            found = self.stage.received()
            self.log.received += found
            for one in found:
                self._react(one, day)
            self.stage.tick()
            if not found:
                return

    # Of oneself.

    def _by_oneself(self, teacher: Teacher, day: date) -> None:
        """Talkers report some talks in words before anybody reminds them."""
        if teacher.temper != "talker" or day.day not in (8, 9, 10) or not _in_term(day) or self._is_away(teacher, day):
            return
        key = (teacher.user, f"{day:%Y-%m}")
        if self._talked[key] or self.random.random() < 0.3:
            return
        self._talked[key].add(day.day)
        mine = self.school.mentees(teacher.user, day)
        if mine and mine[0].pack != "学困生包保":
            self._say_deed(teacher.user, mine, "谈心", day)

    def _say_deed(self, user: str, pairings: Iterable[Pairing], kind: str, day: date) -> None:
        students = [one.student for one in pairings]
        names = "、".join(self.school.pupils[one].name for one in students)
        self._say(user, f"已{kind} {names}", day)
        self.log.acts += [Act(user, one, KINDS[kind], day, "words") for one in students]

    def _say(self, user: str, text: str, day: date) -> str:
        answer = self.stage.say(user, text)
        self.log.typed[day] += 1
        self.log.words.append((self.stage.now, user, text, answer))
        return answer

    # What comes.

    def _react(self, one: Received, day: date) -> None:
        teacher = self.school.teachers[one.user]
        if not one.card or one.card.get("replace_text"):
            return
        if "代" in one.words and self._answers_question(one, day):
            return
        temper = teacher.temper
        if self._is_deputy_card(one):
            temper = "diligent"
        if temper in ("diligent", "talker", "leader"):
            self._tap_all(one, day)
        elif temper == "partial":
            self._tap_all(one, day, share=0.5)
        elif temper == "late":
            when = day + timedelta(days=self.random.randint(1, 6))
            self._later[when].append(lambda: self._tap_all(one, when))
        elif temper == "forgetful" and EMPTY in one.words and self.random.random() < 0.8:
            self._tap_all(one, day)

    def _is_deputy_card(self, one: Received) -> bool:
        mine = {
            self.school.pupils[pairing.student].name for pairing in self.school.pairings if pairing.mentor == one.user
        }
        lines = [option["text"] for option in one.card.get("options", [])] or [one.card["title"]]
        return not any(name in line for line in lines for name in mine)

    def _answers_question(self, one: Received, day: date) -> bool:
        """A leader's question: the first who is offered does it."""
        offered = [button for button in one.card.get("buttons", []) if button["key"] not in (DONE, LATER, "could_not")]
        if not offered:
            return False
        after = self.stage.tap(one, offered[0]["key"])
        self.log.taps[day] += 1
        self.log.named.append((one.user, json_words(after), day))
        return True

    def _tap_all(self, one: Received, day: date, *, share: float = 1.0) -> None:
        if self._is_away(self.school.teachers[one.user], day):
            return
        if one.card.get("buttons"):
            self._tap_buttons(one, day)
            return
        chosen, acts = [], []
        for option in one.card.get("options", []):
            student, kind = self._meant(one, option["text"])
            if kind == "home_visit" and student in self.refusing:
                self._refuse(one.user, student, day)
            elif self.random.random() < share:
                chosen.append(option["id"])
                acts.append(Act(one.user, student, kind, day, "tap"))
        if chosen:
            self.stage.tap(one, one.card["submit"]["key"], chosen)
            self.log.taps[day] += 1
            self.log.acts += acts

    def _tap_buttons(self, one: Received, day: date) -> None:
        student, kind = self._meant(one, one.card["title"])
        if kind == "home_visit" and student in self.refusing:
            self._refuse(one.user, student, day)
            return
        self.stage.tap(one, one.card["buttons"][0]["key"])
        self.log.taps[day] += 1
        self.log.acts.append(Act(one.user, student, kind, day, "tap"))

    def _refuse(self, user: str, student: str, day: date) -> None:
        """The family would rather not: the honest no, and a call instead."""
        if (user + student) in self._refused:
            return
        self._refused.add(user + student)
        name = self.school.pupils[student].name
        self._say(user, f"没能做到 {name} 家访 家长不便", day)
        self.log.refusals.append((user, student, day))
        self._say_deed(user, [one for one in self.school.pairings if one.student == student][:1], "联系家长", day)

    def _meant(self, one: Received, line: str) -> tuple[str, str]:
        """The child and the kind of a line, as a reader finds them."""
        # In another's stead the child may be anybody's, and is named further down.
        own = [pairing.student for pairing in self.school.pairings if pairing.mentor == one.user]
        every = [*own, *self.school.pupils]
        named = (found for text in (line, one.words) for found in every if self.school.pupils[found].name in text)
        student = next(named)
        words = line if any(kind in line for kind in KINDS) else one.words
        return student, next(KINDS[kind] for kind in KINDS if kind in words)

    # Leaves.

    def _plan_leaves(self) -> None:
        """Every twentieth mentor is away for two weeks or so, every second of them names somebody."""
        mentors = [one for one in self.school.teachers.values() if one.temper in ("diligent", "late", "talker")]
        plain = [one for one in mentors if not one.leads and not one.class_of[0]]
        leaving = self.random.sample(plain, min(len(plain), max(2, len(plain) // 12)))
        others = [one.user for one in plain if one not in leaving] or [one.user for one in mentors if one.leads]
        for place, teacher in enumerate(leaving):
            first = date(2025, self.random.choice([10, 11, 12]), self.random.randint(3, 20))
            last = first + timedelta(days=self.random.randint(5, 16))
            deputy = self.random.choice(others) if place % 2 == 0 else ""
            self.log.leaves.append(Leave(teacher.user, first, last, deputy))

    def _ask_leave(self, leave: Leave) -> None:
        said = f"请假 {leave.first.month}月{leave.first.day}日到{leave.last.month}月{leave.last.day}日"
        if leave.deputy:
            said += f"，{self.school.teachers[leave.deputy].name}代"
        self._say(leave.user, said, self.stage.now.date())

    def _is_away(self, teacher: Teacher, day: date) -> bool:
        return any(one.user == teacher.user and one.first <= day <= one.last for one in self.log.leaves)

    def _some_leave(self, day: date) -> None:
        """Some mentors leave the school; their children get new ones the next day."""
        plain = [one.user for one in self.school.teachers.values() if not one.leads and not one.class_of[0]]
        away = {one.user for one in self.log.leaves} | {one.deputy for one in self.log.leaves} | {"coordinator"}
        candidates = [user for user in plain if user not in away]
        leaving = self.random.sample(candidates, max(1, len(candidates) // 40))
        staying = [user for user in candidates if user not in leaving]
        for pairing in list(self.school.pairings):
            if pairing.mentor in leaving and pairing.end is None:
                pairing.end = day
                name = self.school.pupils[pairing.student].name
                free = [
                    one
                    for one in staying
                    if all(
                        self.school.pupils[other.student].name != name
                        for other in self.school.pairings
                        if other.mentor == one
                    )
                ]
                new = self.random.choice(free)
                self.school.pairings.append(Pairing(new, pairing.student, pairing.pack, day + timedelta(days=1)))
        self.stage.enrol(self.school)


def json_words(card: dict[str, object]) -> str:
    return " ".join(str(card.get(key) or "") for key in ("title", "desc", "replace_text"))


def _in_term(day: date) -> bool:
    return any(first <= day <= last for first, last in (FIRST_TERM, SECOND_TERM))
