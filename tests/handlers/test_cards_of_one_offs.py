"""Cards of what an event, an occasion or the start of a pairing asks for, and of what is only wished."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import insert, update

from duty.kinds import Kind
from duty.messages import ButtonCard, Card, Message, VoteCard
from duty.policy import BIRTHDAY, Mode, Once, Per, Rule, Trigger
from duty.reminders import Tap
from storage.circumstances import EVENT
from storage.people import PAIRING, STUDENT, roster_changed
from storage.work import Store
from tests.handlers.teacher import ZHANG_SAN, Teacher, instant, reasons, snoozes
from tests.scheduler.ticks import messages, sent
from tests.support.small_school import SmallSchool

GULI = "20250106"
AFTER_HOSPITAL = Rule(
    Kind.HOME_VISIT,
    Per.ONCE,
    once=Once(Trigger.EVENT, 7, names=frozenset({"hospital"})),
    modes=frozenset({"in_person"}),
)
ON_BIRTHDAYS = Rule(
    Kind.WARMTH, Per.ONCE, once=Once(Trigger.OCCASION, 3, 3, frozenset({BIRTHDAY})), nudge=True, makeup_days=3
)


@pytest.fixture
def sun_one(store: Store, school: SmallSchool) -> Teacher:
    """Mentors one child."""
    return Teacher(store, school, "SunLi")


def goes_to_hospital(store: Store, school: SmallSchool, day: str) -> None:
    with store.writing() as work:
        event = {
            "school_id": school.id,
            "student_id": school.students[GULI],
            "kind": "hospital",
            "happened_on": date.fromisoformat(day),
            "member_id": school.members["SunLi"],
            "entered_at": instant(day),
        }
        work.connection.execute(insert(EVENT).values(event))
        roster_changed(work, school.id)


def is_born(store: Store, school: SmallSchool, day: str) -> None:
    with store.writing() as work:
        sealed = work.vault.seal_json({"birth_date": day}, "student.details")
        row = update(STUDENT).where(STUDENT.c.id == school.students[GULI])
        work.connection.execute(row.values(sealed_details=sealed))
        roster_changed(work, school.id)


def text(message: Message | Card | None) -> str:
    assert isinstance(message, VoteCard | ButtonCard)
    assert len(message.text) <= 160
    return message.text


def test_a_visit_after_hospital_says_so_and_how_it_must_be_done(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(AFTER_HOSPITAL)
    goes_to_hospital(store, school, "2025-11-20")
    sun_one.reminded("2025-11-20")
    card = messages(store)["SunLi 2025-11-20"]
    assert text(card).startswith("住院后家访（限入户），27日（周四）前都来得及。办好了点「已家访」")
    assert text(sun_one.tap("2025-11-21")).startswith("记好了：古丽米热·艾力，家访，今天（11月21日）。")
    assert sun_one.states("2025-11-21", Kind.HOME_VISIT) == {f"{GULI} 2025-11-27": "done"}


def test_overdue_it_is_named_by_what_opened_it(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(AFTER_HOSPITAL)
    goes_to_hospital(store, school, "2025-11-20")
    sun_one.reminded("2025-12-01")
    card = messages(store)["SunLi 2025-12-01"]
    assert text(card).startswith("住院后家访（限入户）还空着，办了就算补上。")
    assert "就发一句，比如「昨天补家访 古丽米热·艾力」" in text(card)
    assert "补的是住院后的。" in text(sun_one.tap("2025-12-01"))
    assert sun_one.deeds() == [(GULI, "home_visit", "2025-12-01", "2025-11-27", False)]


def test_a_birthday_is_wished_and_never_empty(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(ON_BIRTHDAYS)
    is_born(store, school, "2013-11-26")
    for day in ("2025-11-24", "2025-11-28", "2025-12-01", "2025-12-02"):
        sun_one.reminded(day)
        sent(store)
    assert text(messages(store)["SunLi 2025-11-24"]).startswith("26日生日送温暖，29日（周六）前都来得及。")
    assert not any("还空着" in text(card) for card in messages(store).values())
    assert {key for key in messages(store) if key > "SunLi 2025-11-29"} == set()


@pytest.mark.parametrize("day", ["2025-11-25", "2025-11-30", "2025-12-20"])
def test_a_tick_on_a_wish_is_a_deed_of_its_day_and_made_up_for_nothing(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool, *, day: str
) -> None:
    asks(ON_BIRTHDAYS)
    is_born(store, school, "2013-11-26")
    sun_one.reminded("2025-11-24")
    said = text(sun_one.tap(day))
    assert said.startswith("记好了：古丽米热·艾力，送温暖，今天")
    assert "补" not in said.replace("补充", "")
    assert sun_one.deeds() == [(GULI, "warmth", day, day, False)]
    assert text(sun_one.tap(day)) == said


def test_a_wish_is_put_off_within_its_days_and_not_beyond(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(ON_BIRTHDAYS)
    is_born(store, school, "2013-11-26")
    sun_one.reminded("2025-11-24")
    assert "11月27日（周四）再提醒您" in text(sun_one.tap("2025-11-24", key=Tap.LATER))
    assert "11月28日（周五）再提醒您" in sun_one.postpone("2025-11-27", GULI, until="2025-12-03")
    assert snoozes(store) == [("warmth", "2025-11-28")]
    late = text(sun_one.tap("2025-11-28", key=Tap.LATER))
    assert late == "古丽米热·艾力的送温暖就是这几天的事，不往后推了，没办成也没关系。"
    assert "不用推" in text(sun_one.tap("2025-11-30", key=Tap.LATER))
    assert text(sun_one.tap("2025-11-30", key=Tap.COULD_NOT)).startswith("这张卡上的事都不等了")


def test_a_wish_can_be_said_to_have_come_to_nothing(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(ON_BIRTHDAYS)
    is_born(store, school, "2013-11-26")
    sun_one.reminded("2025-11-24")
    assert "原因我记下了：孩子不在。" in text(sun_one.tap("2025-11-25", key="why:absent:1"))
    assert reasons(store) == [("warmth", "absent", None)]


def test_who_is_newly_paired_is_asked_to_go_once(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(Rule(Kind.HOME_VISIT, Per.ONCE, once=Once(Trigger.PAIRING_START, 14)))
    with store.writing() as work:
        theirs = update(PAIRING).where(PAIRING.c.student_id == school.students[GULI])
        work.connection.execute(theirs.values(start=date(2025, 11, 10)))
        roster_changed(work, school.id)
    sun_one.reminded("2025-11-10")
    assert text(messages(store)["SunLi 2025-11-10"]).startswith("刚结对，先家访，11月24日前都来得及。")


def test_of_two_kinds_and_two_of_one_kind_each_line_says_what_it_is(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(
        AFTER_HOSPITAL,
        Rule(Kind.TALK, Per.MONTH, times=2),
        Rule(Kind.HOME_VISIT, Per.MONTH),
    )
    goes_to_hospital(store, school, "2025-11-20")
    sun_one.reminded("2025-11-24")
    card = messages(store)["SunLi 2025-11-24"]
    assert isinstance(card, VoteCard)
    assert [option.text for option in card.options] == ["古丽米热·艾力 住院后家访", "古丽米热·艾力 谈心"]
    assert text(card).startswith(
        "住院后家访（限入户），27日（周四）前都来得及；这个月家访，30日（周日）前都来得及；"
        "这个月谈心还有 2 次，30日（周日）前都来得及。"
    )
    sun_one.tap("2025-11-24", "2")
    assert sun_one.states("2025-11-24", Kind.TALK)[f"{GULI} 2025-11-30"] == "due"
    sun_one.record("2025-11-25", GULI)
    assert sun_one.states("2025-11-25", Kind.TALK)[f"{GULI} 2025-11-30"] == "done"


def test_of_what_is_asked_twice_one_day_counts_once(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(Rule(Kind.TALK, Per.MONTH, times=2))
    sun_one.reminded("2025-11-21")
    sun_one.record("2025-11-21", GULI)
    assert text(sun_one.tap("2025-11-21", "1")) == "古丽米热·艾力当天已经记过，没有重复记。"
    assert len(sun_one.deeds()) == 1


def test_what_counts_only_by_phone_is_recorded_as_done_by_phone(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(Rule(Kind.CONTACT, Per.MONTH, modes=frozenset({Mode.PHONE, Mode.ONLINE})))
    sun_one.reminded("2025-11-21")
    assert "联系家长（限电话或线上）" in text(messages(store)["SunLi 2025-11-21"])
    sun_one.tap("2025-11-21")
    assert sun_one.states("2025-11-21", Kind.CONTACT)[f"{GULI} 2025-11-30"] == "done"


def test_what_was_typed_in_a_way_that_does_not_count_is_no_reason_not_to_record(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(Rule(Kind.CONTACT, Per.MONTH, modes=frozenset({Mode.PHONE})))
    sun_one.reminded("2025-11-21")
    sun_one.record("2025-11-21", GULI, kind=Kind.CONTACT)
    assert text(sun_one.tap("2025-11-21")).startswith("记好了")
    assert len(sun_one.deeds()) == 2


def test_on_monday_the_card_says_what_the_week_brings(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(AFTER_HOSPITAL, Rule(Kind.TALK, Per.HALF_MONTH, remind_days=3))
    goes_to_hospital(store, school, "2025-11-24")
    sun_one.reminded("2025-11-24")
    assert text(messages(store)["SunLi 2025-11-24"]).endswith("这周还会轮到谈心 1 位。")


def test_a_child_with_a_duty_and_a_wish_of_one_kind_on_one_day_has_one_line(
    asks: Callable[..., None], sun_one: Teacher, store: Store, school: SmallSchool
) -> None:
    """What is owed is done first; the wish is met by the same deed."""
    asks(
        Rule(Kind.WARMTH, Per.ONCE, once=Once(Trigger.OCCASION, 3, 4, frozenset({BIRTHDAY})), nudge=True),
        Rule(Kind.WARMTH, Per.MONTH),
    )
    is_born(store, school, "2013-11-26")
    sun_one.reminded("2025-11-24")
    sun_one.tap("2025-12-02")
    assert sun_one.states("2025-12-02", Kind.WARMTH)[f"{GULI} 2025-11-30"] == "late"


def test_of_the_mentors_pupils_only_the_ill_one_is_spoken_of(
    asks: Callable[..., None], wang: Teacher, store: Store, school: SmallSchool
) -> None:
    asks(AFTER_HOSPITAL)
    goes_to_hospital(store, school, "2025-11-20")
    wang.reminded("2025-11-20")
    assert list(messages(store)) == ["SunLi 2025-11-20"]
    assert ZHANG_SAN not in str(wang.deeds())
