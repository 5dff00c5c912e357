"""Leave and deputies in the books: leaves that touch are one, the past stays, and what was done today counts."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from duty.calendar import Span
from duty.circumstances import Deputising
from duty.kinds import Kind
from duty.school import Books
from storage import absences
from storage.absences import By, Deputyship, Leave, NoDeputy
from storage.charges import doer
from storage.circumstances import ABSENCE
from storage.duties import books_of
from storage.people import PAIRING, School, load_school, roster_changed, school_now
from storage.work import Store, Work
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, ZONE, record
from tests.support import small_school
from tests.support.small_school import SmallSchool

AT = datetime(2025, 11, 21, 4, 0, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


class Wang:
    """The absences of Wang, who mentors three children."""

    def __init__(self, store: Store, school: SmallSchool) -> None:
        self.store, self.small, self.id = store, school, school.members["WangFang"]

    def leave(self, first: str, last: str, deputy: str | None = None, *, today: str = "11-21") -> tuple[str, str]:
        named = self.small.members[deputy] if deputy else None
        taken = Leave(self.id, day(first), day(last), named)
        with self.store.writing() as work:
            kept = absences.take_leave(work, school_now(work, self.small.id), taken, self.by(today))
        return kept.first.isoformat()[5:], kept.last.isoformat()[5:]

    def end(self, today: str) -> Leave | None:
        with self.store.writing() as work:
            school = school_now(work, self.small.id)
            leaves = absences.leaves_of(work, school, self.id, day(today))
            if leaves:
                absences.end_leave(work, school, leaves[0], self.by(today))
            return leaves[0] if leaves else None

    def name(self, deputy: str, first: str, last: str, *students: str, today: str = "11-21") -> None:
        deputy_id = self.small.members[deputy]
        named = [
            Deputyship(self.id, deputy_id, day(first), day(last), self.small.students[one]) for one in students
        ] or [Deputyship(self.id, deputy_id, day(first), day(last))]
        with self.store.writing() as work:
            absences.name_deputies(work, school_now(work, self.small.id), named, self.by(today))

    def by(self, today: str) -> By:
        return By(self.id, AT, day(today))

    def rows(self) -> list[tuple[str, str, str, str]]:
        """What stands: from, to, the deputy, the child; a leave without a deputy has none of both."""
        users = {row_id: user for user, row_id in self.small.members.items()}
        numbers = {row_id: number for number, row_id in self.small.students.items()}
        asked = select(ABSENCE).where(ABSENCE.c.revoked_at.is_(None)).order_by(ABSENCE.c.first, ABSENCE.c.id)
        with self.store.reading() as work:
            found = work.connection.execute(asked).all()
        return [
            (
                row.first.isoformat()[5:],
                row.last.isoformat()[5:],
                users.get(row.deputy_id, ""),
                "leave" if row.on_leave else numbers.get(row.student_id, "all"),
            )
            for row in found
            if row.first <= row.last
        ]

    def school(self) -> School:
        with self.store.reading() as work:
            return load_school(work, self.small.id)

    def doers(self, on: str) -> list[str | None]:
        """Who does what Wang owes 张三, 李四 and 周一诺 on a day."""
        users, school = {row_id: user for user, row_id in self.small.members.items()}, self.school()
        found = [doer(school, one, day(on)) for one in school.pairings[self.id]]
        return [users[one] if one else None for one in found]


@pytest.fixture
def wang(store: Store, school_id: int) -> Wang:
    return Wang(store, small_school.fill(store, school_id))


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        # The same again; longer; earlier; next to it; inside it.
        (("11-24", "11-28"), [("11-24", "11-28", "SunLi", "leave")]),
        (("11-24", "12-02"), [("11-24", "12-02", "SunLi", "leave")]),
        (("11-21", "11-25"), [("11-21", "11-28", "SunLi", "leave")]),
        (("11-29", "12-01"), [("11-24", "12-01", "SunLi", "leave")]),
        (("11-26", "11-27"), [("11-24", "11-28", "SunLi", "leave")]),
        # From the same day, and shorter; with somebody else, too.
        (("11-24", "11-26"), [("11-24", "11-26", "SunLi", "leave")]),
        (("11-24", "11-26", "LiNa"), [("11-24", "11-26", "LiNa", "leave")]),
        # Another one, later.
        (("12-01", "12-03"), [("11-24", "11-28", "SunLi", "leave"), ("12-01", "12-03", "", "leave")]),
        # Somebody else stands in.
        (("11-24", "11-28", "LiNa"), [("11-24", "11-28", "LiNa", "leave")]),
        (("11-26", "12-01", "LiNa"), [("11-24", "12-01", "LiNa", "leave")]),
    ],
)
def test_leaves_that_touch_are_one(wang: Wang, second: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    wang.leave("11-24", "11-28", "SunLi")
    wang.leave(*second)
    assert wang.rows() == rows


def test_a_leave_told_again_ends_earlier_with_all_who_stood_in(wang: Wang) -> None:
    wang.leave("11-17", "11-28", today="11-17")
    wang.name("SunLi", "11-17", "11-28", LI_SI, today="11-17")
    wang.name("SunLi", "11-27", "11-28", ZHOU, today="11-17")
    wang.leave("11-17", "11-28", "LiNa")
    wang.leave("12-05", "12-06")
    assert wang.leave("11-17", "11-25", today="11-22") == ("11-21", "11-25")
    assert wang.rows() == [
        ("11-17", "11-20", "", "leave"),
        ("11-17", "11-25", "SunLi", LI_SI),
        ("11-21", "11-25", "LiNa", "leave"),
        ("12-05", "12-06", "", "leave"),
    ]


def test_one_leave_can_join_two(wang: Wang) -> None:
    wang.leave("11-24", "11-25", "SunLi")
    wang.leave("11-28", "11-30", "SunLi")
    assert wang.leave("11-26", "11-27") == ("11-24", "11-30")
    assert wang.rows() == [("11-24", "11-30", "SunLi", "leave")]


def test_who_stood_in_before_today_did(wang: Wang) -> None:
    wang.leave("11-17", "11-28", today="11-17")
    assert wang.leave("11-17", "11-28", "LiNa") == ("11-21", "11-28")
    assert wang.rows() == [("11-17", "11-20", "", "leave"), ("11-21", "11-28", "LiNa", "leave")]
    assert wang.doers("11-20") == ["SunLi", "SunLi", None]
    assert wang.doers("11-21") == ["LiNa", "LiNa", "LiNa"]


def test_days_that_are_over_are_kept_with_those_before_them(wang: Wang) -> None:
    wang.leave("11-19", "11-20", "SunLi", today="11-19")
    wang.leave("11-18", "11-25", "LiNa")
    assert wang.rows() == [("11-18", "11-20", "SunLi", "leave"), ("11-21", "11-25", "LiNa", "leave")]


def test_everybody_sees_it_at_once_and_reminders_look_again(wang: Wang, store: Store) -> None:
    def touched(work: Work) -> list[int]:
        mine = select(PAIRING.c.touched).where(PAIRING.c.member_id == wang.id)
        return list(work.connection.execute(mine).scalars())

    with store.reading() as work:
        version, before = school_now(work, wang.small.id).version, touched(work)
    for change in (
        lambda: wang.leave("11-21", "11-28"),
        lambda: wang.name("LiNa", "11-21", "11-28", LI_SI),
        lambda: wang.end("11-22"),
    ):
        change()
        with store.reading() as work:
            school, now = school_now(work, wang.small.id), touched(work)
        assert school.version > version
        assert all(new > old for new, old in zip(now, before, strict=True))
        version, before = school.version, now


def test_who_is_named_goes_before_the_class_teacher_who_stays_behind(wang: Wang) -> None:
    wang.leave("11-21", "11-28")
    wang.name("LiNa", "11-21", "11-25", ZHANG_SAN, ZHOU)
    assert wang.doers("11-21") == ["LiNa", "SunLi", "LiNa"]
    assert wang.doers("11-26") == ["SunLi", "SunLi", None]
    school = wang.school()
    sun, child = wang.small.members["SunLi"], wang.small.students[ZHANG_SAN]
    assert sun in school.engine.circumstances.deputies_of(wang.id, child, day("11-21"))


def test_where_the_deputy_is_away_too_the_class_teacher_stands_in(wang: Wang, store: Store) -> None:
    wang.leave("11-21", "11-28", "LiNa")
    with store.writing() as work:
        away = Leave(wang.small.members["LiNa"], day("11-25"), day("11-26"))
        absences.take_leave(work, school_now(work, wang.small.id), away, wang.by("11-21"))
    assert wang.doers("11-24") == ["LiNa", "LiNa", "LiNa"]
    assert wang.doers("11-25") == ["SunLi", "SunLi", None]
    assert wang.doers("11-27") == ["LiNa", "LiNa", "LiNa"]
    spans = wang.school().engine.circumstances.deputies[wang.id]
    assert Deputising(wang.id, wang.small.members["LiNa"], Span(day("11-21"), day("11-28"))) in spans


def test_the_same_deputy_again_only_stays_longer(wang: Wang) -> None:
    wang.name("LiNa", "11-21", "11-25", LI_SI)
    wang.name("LiNa", "11-22", "11-28", LI_SI)
    wang.name("SunLi", "11-22", "11-28", LI_SI)
    wang.name("LiNa", "11-22", "11-23")
    assert wang.rows() == [
        ("11-21", "11-28", "LiNa", LI_SI),
        ("11-22", "11-28", "SunLi", LI_SI),
        ("11-22", "11-23", "LiNa", "all"),
    ]


def test_named_deputies_are_those_who_were_and_are_there(wang: Wang, store: Store) -> None:
    wang.leave("11-21", "11-28")
    wang.name("LiNa", "11-21", "11-25", LI_SI)
    wang.name("SunLi", "11-21", "11-25", LI_SI)
    lina, sun, child = (wang.small.members["LiNa"], wang.small.members["SunLi"], wang.small.students[LI_SI])

    def named(on: str) -> int | None:
        with store.reading() as work:
            found = absences.named_deputies(work, school_now(work, wang.small.id), day(on))
        return absences.deputy_for(found, wang.id, child)

    assert named("11-21") == lina
    assert named("11-26") is None
    with store.writing() as work:
        away = Leave(lina, day("11-21"), day("11-21"))
        absences.take_leave(work, school_now(work, wang.small.id), away, wang.by("11-21"))
    assert named("11-21") == sun
    wang.leave("11-21", "11-28", "ChenJie")
    assert named("11-26") == wang.small.members["ChenJie"]


def test_a_leave_ends_yesterday_with_all_who_stood_in(wang: Wang) -> None:
    wang.leave("11-17", "11-28", "LiNa", today="11-17")
    wang.name("SunLi", "11-20", "12-05", LI_SI, today="11-20")
    wang.name("SunLi", "11-25", "11-30", ZHOU)
    ended = wang.end("11-21")
    assert ended == Leave(wang.id, day("11-17"), day("11-28"), wang.small.members["LiNa"])
    assert wang.rows() == [("11-17", "11-20", "LiNa", "leave"), ("11-20", "11-20", "SunLi", LI_SI)]
    assert wang.doers("11-21") == ["WangFang"] * 3
    assert wang.end("11-21") is None


def test_a_leave_that_has_not_begun_never_does(wang: Wang) -> None:
    wang.leave("11-24", "11-28", "LiNa")
    wang.leave("12-10", "12-12")
    wang.name("SunLi", "11-20", "11-26", LI_SI)
    assert wang.end("11-21") == Leave(wang.id, day("11-24"), day("11-28"), wang.small.members["LiNa"])
    # Who was found before for other reasons stays.
    assert wang.rows() == [("11-20", "11-26", "SunLi", LI_SI), ("12-10", "12-12", "", "leave")]


def test_a_later_leave_ends_by_itself(wang: Wang, store: Store) -> None:
    wang.leave("11-17", "11-28", "LiNa")
    wang.leave("12-10", "12-12", "SunLi")
    with store.writing() as work:
        later = Leave(wang.id, day("12-10"), day("12-12"))
        absences.end_leave(work, school_now(work, wang.small.id), later, wang.by("11-21"))
    assert wang.rows() == [("11-17", "11-28", "LiNa", "leave")]


def test_what_was_done_on_the_day_of_coming_back_counts(wang: Wang, store: Store) -> None:
    wang.leave("11-17", "11-28", "LiNa", today="11-17")
    record(store, wang.small, "LiNa", ZHANG_SAN, "2025-11-21")
    record(store, wang.small, "ChenJie", LI_SI, "2025-11-21")
    wang.end("11-21")
    assert wang.rows() == [("11-17", "11-20", "LiNa", "leave"), ("11-21", "11-21", "LiNa", ZHANG_SAN)]
    school = wang.school()
    with store.reading() as work:
        books: Books = books_of(work, wang.small.students.values(), day("09-01"), ZONE)
    states = {
        one.pairing.student_id: [
            item.state.value
            for item in school.engine.of_pairing(school.policies[one.pack], one.pairing, books, on=day("11-21"))
            if item.kind is Kind.TALK and item.window.covers(day("11-21"))
        ]
        for one in school.pairings[wang.id]
    }
    assert states[wang.small.students[ZHANG_SAN]] == ["done"]
    assert states[wang.small.students[LI_SI]] == ["open"]


def test_leaves_of_tells_those_that_are_not_over(wang: Wang, store: Store) -> None:
    wang.leave("12-10", "12-12")
    wang.leave("11-17", "11-20", today="11-17")
    wang.leave("11-24", "11-28", "LiNa")
    with store.reading() as work:
        found = absences.leaves_of(work, wang.school(), wang.id, day("11-21"))
    assert [(one.first, one.deputy_id) for one in found] == [
        (day("11-24"), wang.small.members["LiNa"]),
        (day("12-10"), None),
    ]


@pytest.mark.parametrize(
    ("deputy", "first", "why"),
    [
        ("WangFang", "11-24", NoDeputy.HIMSELF),
        ("LiNa", "11-24", None),
        ("SunLi", "11-24", NoDeputy.AWAY),
        ("SunLi", "11-30", None),
        ("", "11-24", NoDeputy.STRANGER),
    ],
)
def test_who_cannot_stand_in(wang: Wang, store: Store, deputy: str, first: str, why: NoDeputy | None) -> None:
    with store.writing() as work:
        away = Leave(wang.small.members["SunLi"], day("11-28"), day("11-29"))
        absences.take_leave(work, school_now(work, wang.small.id), away, wang.by("11-21"))
    wanted = Leave(
        wang.id, day(first), day("12-05") if first > "11-29" else day("11-28"), wang.small.members.get(deputy)
    )
    assert absences.why_not(wang.school(), wanted) is why


def test_a_row_whose_days_were_turned_round_is_no_absence(wang: Wang, store: Store) -> None:
    wang.leave("11-21", "11-28")
    with store.writing() as work:
        work.connection.execute(update(ABSENCE).values(last=day("11-20")))
        roster_changed(work, wang.small.id)
    assert wang.doers("11-21") == ["WangFang"] * 3
