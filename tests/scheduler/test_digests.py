"""Who hears of what stayed empty, on which day, and how it is said."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import insert, update

from duty.kinds import Kind
from duty.messages import Card
from duty.people import Role
from duty.policy import Reason
from duty.reminders import DutyKey
from scheduler.digests import escalate
from scheduler.sender import Reason as Refusal
from scheduler.sender import Refused
from scheduler.tools import Tools
from storage import attempts, inbox, looks, policies, reminders
from storage.attempts import Attempt
from storage.circumstances import EVENT
from storage.duty_tables import SchoolDayRow
from storage.inbox import Arrival
from storage.outbox import Purpose
from storage.people import PAIRING, STUDENT, roster_changed
from storage.rows import table
from storage.work import Store, Work
from tests.scheduler.leading import Days, said
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, at, record

T = TypeVar("T")
ALL = (ZHANG_SAN, LI_SI, ZHOU)
# Told on Tuesday, the 2nd of December.
FRIDAY, NEXT_FRIDAY = "2025-12-05", "2025-12-12"


@pytest.fixture
def days(store: Store, school_id: int) -> Days:
    """Chen leads the grade, and Gao coordinates."""
    found = Days.of(store, school_id)
    found.appoint("GaoAdmin", Role.COORDINATOR)
    return found


def test_three_working_days_after_the_mentor_the_grade_lead_hears_and_five_later_the_coordinator(days: Days) -> None:
    days.talked("WangFang", ZHOU, "2025-11-20")
    days.between("2025-11-24", "2025-12-31")
    assert [(user, day, said(message)) for user, day, message in days.sent(Purpose.DIGEST)] == [
        (
            "ChenJie",
            FRIDAY,
            "陈组长，只需您定一件事\n七年级 5 位孩子，3 位上个月都聊过了。还有 2 位：王老师的张三、李四。"
            "王老师还没回话，请谁搭把手代一次？",
        ),
        (
            "GaoAdmin",
            NEXT_FRIDAY,
            # By then it cannot be made up any more, and nobody is asked to help with it.
            "高主任，全校 6 位孩子，4 位上个月都聊过了。\n还有 2 位：王老师的张三（七年级1班）、李四（七年级1班）。",
        ),
    ]
    assert days.steps() == [
        (ZHANG_SAN, 1, FRIDAY),
        (LI_SI, 1, FRIDAY),
        (ZHANG_SAN, 2, NEXT_FRIDAY),
        (LI_SI, 2, NEXT_FRIDAY),
    ]


def test_the_mentor_is_told_first_who_will_be_asked_and_when(days: Days) -> None:
    days.talked("LiNa", "20250104", "2025-11-20")
    days.between("2025-11-27", "2025-12-02")
    ending = "到12月5日还空着，我就请陈组长搭把手，是帮忙，不是告状。"
    told = [(account, message.text) for account, _, message in days.sent(Purpose.REMINDER) if isinstance(message, Card)]
    assert [(account, text.endswith(ending)) for account, text in told] == [("WangFang", False), ("WangFang", True)]


def test_where_several_would_be_asked_or_nobody_no_name_is_said(days: Days) -> None:
    days.part(ZHOU, "2025-11-01")
    with days.store.writing() as work:
        moved = update(STUDENT).where(STUDENT.c.student_no == LI_SI).values(grade="八年级")
        work.connection.execute(moved)
        roster_changed(work, days.school.id)
    days.tick("2025-12-02")
    [(_, _, card)] = days.sent(Purpose.REMINDER)
    assert isinstance(card, Card)
    assert "我就请年级组长搭把手" in card.text


def after_november(days: Days) -> list[tuple[str, str]]:
    """Who was told after the end of the month; on the 9th of December visits are first spoken of."""
    return [(user, day) for user, day, _ in days.sent(Purpose.REMINDER) if "2025-12-01" < day < "2025-12-09"]


def test_who_is_back_from_a_leave_hears_of_it_before_any_leader(days: Days) -> None:
    """Li stood in when the words after the deadline came, on the 2nd of December; Wang is back on the 4th."""
    days.leave("WangFang", "2025-11-28", "2025-12-03", "LiNa", today="2025-11-27")
    days.between("2025-12-01", "2025-12-12")
    assert after_november(days) == [("LiNa", "2025-12-02"), ("WangFang", "2025-12-04")]
    # Three working days after that it cannot be made up any more, and is only said.
    assert days.digests()[0] == ("ChenJie", "2025-12-09")
    assert "没回话" not in days.texts()[0]


def test_who_comes_back_too_late_to_make_it_up_is_not_waited_for(days: Days) -> None:
    days.leave("WangFang", "2025-11-28", "2025-12-07", "LiNa", today="2025-11-27")
    days.between("2025-12-01", "2025-12-12")
    assert after_november(days) == [("LiNa", "2025-12-02")]
    assert days.digests()[0] == ("ChenJie", FRIDAY)


@pytest.mark.parametrize(
    ("day", "clock", "heard"),
    [
        (FRIDAY, "12:09", False),
        (FRIDAY, "12:10", True),
        (FRIDAY, "20:59", True),
        (FRIDAY, "21:00", False),
        ("2025-12-04", "12:10", False),
        ("2025-12-06", "12:10", False),
        ("2025-12-08", "12:10", True),
        ("2025-12-24", "12:10", True),
        ("2026-01-06", "12:10", True),
        ("2026-01-07", "12:10", False),
    ],
)
def test_at_the_hour_of_reminders_on_working_days_and_for_thirty_days(
    days: Days, day: str, clock: str, heard: bool
) -> None:
    days.tick("2025-12-02")
    days.tick(day, clock)
    assert bool(days.digests()) == heard


def test_nobody_hears_before_the_mentor_was_really_told(days: Days) -> None:
    days.platform.answer = lambda account: Refused(Refusal.UNREACHABLE, 81013) if account == "WangFang" else None
    days.between("2025-11-28", "2025-12-31")
    assert days.digests() == []


def test_what_was_away_for_days_forgets_nobody(days: Days) -> None:
    days.tick("2025-12-02")
    days.between("2025-12-15", "2025-12-31")
    assert days.digests() == [("ChenJie", "2025-12-15"), ("GaoAdmin", "2025-12-22")]


def test_what_was_dropped_of_the_reminders_is_not_escalated(days: Days) -> None:
    days.between("2025-11-24", "2025-12-31", besides=[f"2025-12-{number:02}" for number in range(1, 8)])
    assert days.digests() == []


def silent(days: Days, first: str, last: str, kind: str = "silent") -> None:
    values = {"first": date.fromisoformat(first), "last": date.fromisoformat(last), "kind": kind}
    with days.store.writing() as work:
        work.connection.execute(insert(table(SchoolDayRow)).values(school_id=days.school.id, **values))
        roster_changed(work, days.school.id)


def test_in_an_exam_week_nobody_is_spoken_to(days: Days) -> None:
    silent(days, "2025-12-05", "2025-12-09")
    days.between("2025-11-24", "2025-12-20")
    assert days.digests() == [("ChenJie", "2025-12-10"), ("GaoAdmin", "2025-12-17")]


def test_days_that_the_school_gives_free_count_for_nothing(days: Days) -> None:
    silent(days, "2025-12-03", "2025-12-04", kind="rest")
    days.between("2025-11-24", "2025-12-20")
    assert days.digests() == [("ChenJie", "2025-12-09"), ("GaoAdmin", "2025-12-16")]


def test_over_the_winter_it_waits_for_the_next_term(days: Days) -> None:
    for student in ALL:
        days.talked("WangFang", student, "2025-11-20", "2025-12-20")
        record(days.store, days.school, "WangFang", student, "2025-11-20", Kind.HOME_VISIT)
    days.between("2026-01-01", "2026-04-01")
    # January's talks and the visits of the others: told on a Friday, before a Saturday that is worked. Of the eighth
    # grade nobody is the lead.
    assert sorted(days.digests()) == [("ChenJie", "2026-03-03"), ("GaoAdmin", "2026-03-03"), ("GaoAdmin", "2026-03-10")]
    assert [(step, on) for child, step, on in days.steps() if child == ZHANG_SAN] == [
        (1, "2026-03-03"),
        (2, "2026-03-10"),
    ]


def test_two_kinds_are_counted_and_named(days: Days) -> None:
    days.dismiss("GaoAdmin")
    for student in (ZHANG_SAN, LI_SI):
        days.talked("WangFang", student, "2025-11-20", "2025-12-20", "2026-01-10")
    days.talked("WangFang", ZHOU, "2025-11-20", "2025-12-20")
    for user, student in (("WangFang", ZHANG_SAN), ("WangFang", ZHOU), ("LiNa", "20250104"), ("LiNa", "20250105")):
        record(days.store, days.school, user, student, "2025-12-20", Kind.HOME_VISIT)
    days.between("2026-02-27", "2026-03-06")
    assert days.texts()[0] == (
        "陈组长，七年级上学期家访，5 位里 4 位家访过了；1月谈心，5 位里 4 位聊过了。\n"
        "还有 2 件：王老师的李四的家访、周一诺的谈心。"
    )


def test_the_makers_of_the_year_hear_of_what_a_whole_year_lacked(days: Days) -> None:
    """Warmth, once a school year: told on Monday, the 6th of July; after the last term only weekends rest."""
    days.between("2026-07-06", "2026-07-08")
    assert days.digests() == []
    days.tick("2026-07-09")
    assert ("ChenJie", "2026-07-09") in days.digests()


@pytest.mark.parametrize(
    ("posts", "first", "second"),
    [
        ({"SunLi": Role.COORDINATOR}, "ChenJie", "SunLi"),
        ({"SunLi": Role.PRINCIPAL}, "ChenJie", "SunLi"),
        ({}, "ChenJie", "GaoAdmin"),
        # Nobody leads the grade.
        ({"ChenJie": None, "SunLi": Role.COORDINATOR, "LiNa": Role.PRINCIPAL}, "SunLi", "SunLi"),
        ({"ChenJie": None, "LiNa": Role.PRINCIPAL}, "LiNa", "LiNa"),
        ({"ChenJie": None}, "GaoAdmin", "GaoAdmin"),
        # It is about the one who would hear.
        ({"ChenJie": None, "WangFang": Role.COORDINATOR, "SunLi": Role.PRINCIPAL}, "SunLi", "SunLi"),
    ],
)
def test_the_first_that_the_school_has_hears(
    store: Store, school_id: int, posts: dict[str, Role | None], first: str, second: str
) -> None:
    days = Days.of(store, school_id)
    for user, role in posts.items():
        if role is None:
            days.dismiss(user)
        else:
            days.appoint(user, role)
    days.between("2025-12-02", "2025-12-20")
    assert days.digests() == [(first, FRIDAY), (second, NEXT_FRIDAY)]


def test_two_leads_of_a_grade_both_hear_and_it_is_said_once(days: Days) -> None:
    days.appoint("SunLi", Role.GRADE_LEAD, "七年级")
    days.appoint("LiNa", Role.GRADE_LEAD, "八年级")
    days.between("2025-12-02", "2025-12-08")
    assert sorted(days.digests()) == [("ChenJie", FRIDAY), ("SunLi", FRIDAY)]
    assert len(days.steps()) == 3


def test_where_nobody_leads_nothing_is_said(days: Days) -> None:
    for user in ("ChenJie", "GaoAdmin"):
        days.dismiss(user)
    days.between("2025-12-02", "2025-12-20")
    assert (days.digests(), days.steps()) == ([], [])


def test_a_leader_who_is_on_leave_is_passed_over(days: Days) -> None:
    days.leave("ChenJie", "2025-12-04", "2025-12-31")
    days.between("2025-12-02", "2025-12-20")
    assert days.digests() == [("GaoAdmin", FRIDAY), ("GaoAdmin", NEXT_FRIDAY)]


def test_if_all_are_away_it_is_said_all_the_same(days: Days) -> None:
    for user in ("ChenJie", "GaoAdmin"):
        days.leave(user, "2025-12-04", "2025-12-31")
    days.between("2025-12-02", "2025-12-08")
    assert days.digests() == [("ChenJie", FRIDAY)]


def test_in_a_trial_the_coordinator_reads_for_whom_it_was(store: Store, school_id: int) -> None:
    days = Days.of(store, school_id, trial=True)
    days.appoint("SunLi", Role.COORDINATOR)
    days.between("2025-12-02", "2025-12-12")
    assert days.digests() == [("SunLi", FRIDAY), ("SunLi", NEXT_FRIDAY)]
    assert [text.splitlines()[0] for text in days.texts()] == [
        "【试运行】这条本来发给陈老师，现在只发给您看：",
        "【试运行】这条本来发给孙老师，现在只发给您看：",
    ]


def test_in_a_trial_without_anybody_nothing_is_said_and_nobody_is_blamed(store: Store, school_id: int) -> None:
    days = Days.of(store, school_id, trial=True)
    days.dismiss("GaoAdmin")
    days.between("2025-12-02", "2025-12-08")
    assert days.digests() == []


def try_in_vain(days: Days, student: str, on: str, why: Reason | None, words: str = "", kind: Kind = Kind.TALK) -> None:
    when = at(on).at
    key = (1, f"m:{student}{on}")
    with days.store.writing() as work:
        message = inbox.accept(work, [Arrival(key, "WangFang", "x", when, when, "")])[key]
        tried = Attempt(
            days.school.id,
            days.school.members["WangFang"],
            days.school.students[student],
            kind,
            date.fromisoformat(on),
            why.value if why else "",
        )
        attempts.save_attempts(work, [tried], words, entered_at=when, message_id=message)


def snooze(days: Days, student: str, until: str) -> None:
    key = DutyKey(days.school.members["WangFang"], days.school.students[student], Kind.TALK, date(2025, 11, 30))
    with days.store.writing() as work:
        reminders.snooze(work, days.school.id, {key: date.fromisoformat(until)}, at("2025-11-30").at)


def test_the_reasons_that_were_given_are_said(days: Days) -> None:
    days.talked("WangFang", ZHOU, "2025-11-20")
    days.tick("2025-12-02")
    try_in_vain(days, ZHANG_SAN, "2025-11-26", Reason.ILL, "发烧了")
    try_in_vain(days, ZHANG_SAN, "2025-10-26", Reason.REFUSED)
    try_in_vain(days, ZHANG_SAN, "2025-11-27", Reason.REFUSED, kind=Kind.HOME_VISIT)
    snooze(days, LI_SI, "2025-12-04")
    days.tick(FRIDAY)
    assert days.texts()[0].splitlines()[1] == "还有 2 位：王老师的张三（生病了）、李四（原想12月4日补）。"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("他去外婆家了", "张三（他去外婆家了）"),
        ("", "张三（试过，没成）"),
        ("他那天整个下午都在排练元旦的节目", "张三（试过，没成）"),
        # Words of danger have ways of their own.
        ("他说不想活了", "张三（试过，没成）"),
    ],
)
def test_own_words_are_quoted_where_they_are_short_and_harmless(days: Days, words: str, said: str) -> None:
    for student in (LI_SI, ZHOU):
        days.talked("WangFang", student, "2025-11-20")
    days.tick("2025-12-02")
    try_in_vain(days, ZHANG_SAN, "2025-11-26", None, words)
    days.tick(FRIDAY)
    assert days.texts()[0].splitlines()[1] == f"还有 1 位：王老师的{said}。"


def test_what_is_put_off_waits_and_is_not_counted_as_all(days: Days) -> None:
    days.tick("2025-12-02")
    snooze(days, LI_SI, FRIDAY)
    days.tick(FRIDAY)
    assert "。要跟您说的有 2 位：王老师的张三、周一诺。" in days.texts()[0]
    days.tick("2025-12-08")
    assert days.steps()[-1] == (LI_SI, 1, "2025-12-08")


def test_of_many_the_first_are_named(days: Days) -> None:
    with days.store.writing() as work:
        for number in range(9):
            student = {
                "student_no": f"2025020{number}",
                "name": f"小明{number}",
                "grade": "七年级",
                "class_name": "3班",
            }
            sealed = work.vault.seal_json({}, "student.details")
            new = insert(STUDENT).values(school_id=days.school.id, sealed_details=sealed, **student)
            row = work.connection.execute(new.returning(STUDENT.c.id)).scalar_one()
            pairing = {"member_id": days.school.members["WangFang"], "student_id": row, "start": date(2025, 10, 20)}
            work.connection.execute(insert(PAIRING).values(school_id=days.school.id, pack="four_ones", **pairing))
        roster_changed(work, days.school.id)
    days.tick("2025-12-02")
    days.tick(FRIDAY)
    _, rest = days.texts()[0].splitlines()
    assert rest.startswith("七年级 14 位孩子，2 位上个月都聊过了。还有 12 位：王老师的张三、李四、周一诺、")
    assert "回「谁还没谈」看全。" in rest


class Slow:
    """Between the looking and the writing of this process another one runs a whole tick."""

    def __init__(self, days: Days, quicker: str) -> None:
        self.days, self.quicker, self.jobs = days, quicker, 0

    def submit(self, job: Callable[[Work], T]) -> T:
        self.jobs += 1
        if self.jobs == 1:
            escalate(Tools(self.days.store, self.days.store), at(self.quicker))
        return self.days.store.submit(job)


@pytest.mark.parametrize("quicker", [FRIDAY, "2025-12-08"])
def test_another_process_that_was_quicker_is_seen(days: Days, quicker: str) -> None:
    days.tick("2025-12-02")
    escalate(Tools(days.store, Slow(days, quicker)), at(FRIDAY))
    assert [row.unique_key.rpartition(":")[2] for row in days.rows(Purpose.DIGEST)] == [quicker]
    assert [on for _, _, on in days.steps()] == [quicker] * 3


def test_ticks_in_any_order_and_a_clock_set_back_say_it_once(days: Days) -> None:
    days.tick("2025-12-02")
    for day in ("2025-12-16", FRIDAY, "2025-12-08", "2025-12-16", "2025-12-09", "2025-12-23", "2025-12-12"):
        days.tick(day)
    assert days.digests() == [("ChenJie", "2025-12-16"), ("GaoAdmin", "2025-12-23")]


def test_one_digest_a_leader_and_day(days: Days) -> None:
    """What comes up after it is said on the next day."""
    days.tick("2025-12-02")
    snooze(days, LI_SI, FRIDAY)
    days.tick(FRIDAY)
    snooze(days, LI_SI, "2025-12-04")
    days.tick(FRIDAY, "12:30")
    assert days.digests() == [("ChenJie", FRIDAY)]
    days.tick("2025-12-08")
    assert days.digests() == [("ChenJie", FRIDAY), ("ChenJie", "2025-12-08")]


def test_what_happened_to_a_child_and_was_not_answered_is_said_without_numbers(days: Days) -> None:
    text = "制度: 看望\n代号: four_ones\n要求:\n- 住院后 7 天内 家访 1 次\n- 谈心 每月 1 次\n"
    with days.store.writing() as work:
        policies.apply(work, days.school.id, text, date(2025, 9, 1), at=at("2025-09-01").at, today=date(2025, 9, 1))
        event = {"kind": "hospital", "happened_on": date(2025, 11, 20), "entered_at": at("2025-11-20").at}
        child = {"student_id": days.school.students[ZHOU], "member_id": days.school.members["WangFang"]}
        work.connection.execute(insert(EVENT).values(school_id=days.school.id, **event, **child))
        roster_changed(work, days.school.id)
        looks.look_again(work, days.school.id)
    days.between("2025-11-20", "2025-12-04")
    assert days.digests() == [("ChenJie", "2025-12-04")]
    [text] = days.texts()
    assert "\n七年级有几件事还空着，跟您说一声。要跟您说的有 1 位：王老师的周一诺。" in text
