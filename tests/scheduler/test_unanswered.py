"""Words that nobody answers: the reader, the class teacher, the lead hear of it; a person's answer stops it."""

import json
from datetime import date

import pytest
from sqlalchemy import update

from duty.people import Kin
from duty.unanswered import AnswerTap
from scheduler.sender import Reason, Refused
from storage import absences
from storage.absences import By, Leave
from storage.alarms import ALARM
from storage.people import MEMBER_ROLE, PAIRING, roster_changed, school_now
from storage.schools import SCHOOL
from storage.work import Store
from tests.support import small_school
from tests.support.answering import LI, Home

QUESTION = "周五我能来学校吗？"
WANG, SUN, CHEN = (
    ("WangFang", "#2 李四妈妈的话还等着您"),
    ("SunLi", "李四（七年级1班）妈妈在等一句回话"),
    ("ChenJie", "李四（七年级1班）妈妈在等一句回话"),
)


@pytest.fixture
def home(store: Store, school_id: int) -> Home:
    """She asked on a Friday at one."""
    one = Home.of(store, school_id)
    one.at("2025-11-21 13:00")
    one.says(QUESTION)
    one.hears()
    return one


def leave(home: Home, user: str, first: str, last: str, deputy: str | None = None) -> None:
    members = home.families.school.members
    taken = Leave(
        members[user], date.fromisoformat(first), date.fromisoformat(last), members[deputy] if deputy else None
    )
    with home.families.store.writing() as work:
        by = By(taken.member_id, home.families.now, taken.first)
        absences.take_leave(work, school_now(work, home.families.school.id), taken, by)


def test_one_after_the_other_hears_and_each_once(home: Home) -> None:
    assert home.ticks("2025-11-21 16:59") == []
    assert home.ticks("2025-11-21 17:00") == [WANG]
    assert home.ticks("2025-11-21 17:01") == []
    assert home.ticks("2025-11-24 16:59") == []
    assert home.ticks("2025-11-24 17:00") == [SUN]
    assert home.ticks("2025-11-26 16:59") == []
    assert home.ticks("2025-11-26 17:00") == [CHEN]
    for day in ("27", "28"):
        assert home.ticks(f"2025-11-{day} 17:00") == []


def test_what_each_of_them_reads(home: Home) -> None:
    for when in ("2025-11-21 17:00", "2025-11-24 17:00", "2025-11-26 17:00"):
        home.ticks(when)
    number = home.families.notes()[-1].id
    wang, sun, chen = (home.card(user) for user in ("WangFang", "SunLi", "ChenJie"))
    assert QUESTION in wang.text
    assert f"「回复 #{number}」" in wang.text
    assert [button.text for button in wang.buttons] == ["电话回了", "不用回", "记联系家长"]
    for card in (sun, chen):
        assert QUESTION not in f"{card.title}{card.text}"
        assert "11月21日（周五） 13:00 写给王老师" in card.text
        assert [button.text for button in card.buttons] == ["电话回了", "不用回"]
    assert "已经跟王老师说过" in sun.text
    assert "已经跟王老师、孙老师说过" in chen.text


def test_nobody_hears_at_night_nor_on_a_day_off(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    home.at("2025-11-21 18:00")
    home.says(QUESTION)
    home.hears()
    for when in ("2025-11-21 22:00", "2025-11-22 12:00", "2025-11-23 12:00", "2025-11-24 07:29"):
        assert home.ticks(when) == []
    assert home.ticks("2025-11-24 07:30") == [WANG]


def test_a_reply_stops_it_until_it_is_taken_back(home: Home) -> None:
    home.ticks("2025-11-21 17:00")
    home.families.reply("WangFang", "欢迎您来")
    assert home.ticks("2025-11-24 17:00", deliver=False) == []
    assert [key for key, _, _ in home.words()] == [f"unanswered:{home.families.notes()[1].id}:1:2025-11-21"]
    home.families.withdraw("WangFang")
    assert home.ticks("2025-11-24 17:01") == [SUN]
    home.families.reply("WangFang", "欢迎您来")
    home.families.later(seconds=30)
    home.families.deliver()
    assert home.ticks("2025-11-26 17:30") == []


def test_a_reply_that_did_not_arrive_answered_nothing(home: Home) -> None:
    home.families.reply("WangFang", "欢迎您来")
    home.families.platform.answer = lambda account: Refused(Reason.UNREACHABLE) if account == "m" else None
    home.families.later(seconds=30)
    home.families.deliver()
    assert home.ticks("2025-11-21 17:00") == [WANG]


@pytest.mark.parametrize("key", [AnswerTap.PHONED, AnswerTap.NO_NEED])
def test_a_tap_stops_it(home: Home, key: AnswerTap) -> None:
    home.taps("WangFang", key)
    assert home.ticks("2025-11-24 17:00") == []


def test_the_class_teacher_stops_it_too(home: Home) -> None:
    home.ticks("2025-11-21 17:00")
    home.ticks("2025-11-24 17:00")
    assert home.taps("SunLi", AnswerTap.PHONED) is not None
    assert home.ticks("2025-11-26 17:00") == []


def test_courtesy_never_starts_it_and_more_words_do(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    home.at("2025-11-21 13:00")
    home.says("好的，谢谢老师")
    home.hears()
    assert home.ticks("2025-11-21 17:00") == []
    home.says(QUESTION, key="second")
    home.hears()
    assert home.ticks("2025-11-24 11:30") == [("WangFang", "#3 李四妈妈的话还等着您")]


def test_words_after_words_wait_together(home: Home) -> None:
    home.at("2025-11-21 13:05")
    home.says("还有他的药什么时候吃", key="second")
    home.hears()
    assert home.ticks("2025-11-21 17:30") == [WANG]


def test_answered_between_the_tick_and_the_sending(home: Home) -> None:
    home.ticks("2025-11-21 17:00", deliver=False)
    home.families.reply("WangFang", "欢迎您来")
    assert home.hears() == []
    assert [state for _, _, state in home.words()] == ["dropped"]


def test_what_could_not_go_on_its_day_goes_on_the_next_and_is_said_once(home: Home) -> None:
    home.ticks("2025-11-21 17:00", deliver=False)
    # The service was down until Saturday.
    home.at("2025-11-22 12:00")
    assert home.hears() == []
    assert home.ticks("2025-11-24 09:00") == [WANG]
    assert home.ticks("2025-11-24 09:01") == []
    assert [state for _, _, state in home.words()] == ["dropped", "sent"]
    assert home.ticks("2025-11-25 09:00") == [SUN]


def test_after_days_off_one_hears_at_a_time(home: Home) -> None:
    assert home.ticks("2025-12-01 12:00") == [WANG]
    assert home.ticks("2025-12-01 12:01") == []


def test_nobody_hears_before_the_words_themselves_arrived(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    home.at("2025-11-21 13:00")
    home.says(QUESTION)
    assert home.ticks("2025-11-21 18:00", deliver=False) == []
    home.hears()
    assert home.ticks("2025-11-24 11:30") == [WANG]


def test_what_is_long_gone_is_let_be(home: Home) -> None:
    assert home.ticks("2025-12-15 12:00") == []


def test_over_the_vacation_nobody_is_forgotten(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id, now="2026-01-23 12:00")
    home.at("2026-01-23 16:00")
    home.says(QUESTION)
    home.hears()
    assert home.ticks("2026-02-10 12:00") == []
    assert home.ticks("2026-02-27 07:30") == [WANG]


def test_a_reader_who_cannot_be_reached_is_not_waited_for(home: Home) -> None:
    home.families.platform.answer = lambda account: Refused(Reason.UNREACHABLE) if account == "WangFang" else None
    assert home.ticks("2025-11-21 17:00") == [WANG]
    assert home.ticks("2025-11-21 17:01") == [SUN]
    assert "还没能跟王老师说上" in home.card("SunLi").text


def test_the_reader_who_is_the_class_teacher_is_followed_by_the_lead(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    families = home.families
    families.relay("SunLi", LI, "明天开家长会", Kin.MOTHER)
    families.later(seconds=30)
    families.deliver()
    home.at("2025-11-21 13:00")
    families.answer(home.guardian, families.notes()[-1].id, QUESTION)
    home.hears()
    assert home.ticks("2025-11-21 17:00") == [("SunLi", "#3 李四妈妈的话还等着您")]
    assert home.ticks("2025-11-24 17:00") == [CHEN]
    assert home.ticks("2025-11-28 17:00") == []


def test_in_a_leave_the_deputy_gets_the_words_and_time_to_answer(home: Home) -> None:
    leave(home, "WangFang", "2025-11-21", "2025-11-28", "LiNa")
    assert home.ticks("2025-11-21 17:00") == [("LiNa", "#2 李四妈妈给您回话了")]
    assert home.families.notes()[1].thread.member_id == home.families.school.members["LiNa"]
    assert home.ticks("2025-11-21 20:59") == []
    assert home.ticks("2025-11-24 07:30") == [("LiNa", "#2 李四妈妈的话还等着您")]
    assert home.ticks("2025-11-25 07:30") == [SUN]
    assert "写给欧阳老师，还没有人回；已经跟欧阳老师说过" in home.card("SunLi").text
    assert home.taps("LiNa", AnswerTap.NO_NEED) is not None
    assert home.closed() == ["no_need"]


def test_who_is_back_and_away_again_is_handed_nothing_twice(home: Home) -> None:
    leave(home, "WangFang", "2025-11-21", "2025-11-21", "LiNa")
    home.ticks("2025-11-21 17:00")
    leave(home, "LiNa", "2025-11-24", "2025-11-24")
    assert home.ticks("2025-11-24 07:30") == [("SunLi", "#2 李四妈妈给您回话了")]
    leave(home, "SunLi", "2025-11-25", "2025-11-25")
    heard = [one for hour in ("08:00", "13:00") for one in home.ticks(f"2025-11-25 {hour}")]
    assert heard[0][1] == "#2 李四妈妈给您回话了"
    assert len({(to, title) for to, title in heard}) == len(heard)


def test_without_a_deputy_the_class_teacher_reads_and_then_the_lead_hears(home: Home) -> None:
    leave(home, "WangFang", "2025-11-21", "2025-11-28")
    assert home.ticks("2025-11-21 17:00") == [("SunLi", "#2 李四妈妈给您回话了")]
    assert home.ticks("2025-11-24 07:30") == [("SunLi", "#2 李四妈妈的话还等着您")]
    assert home.ticks("2025-11-25 07:30") == [CHEN]


def test_who_takes_leave_between_the_tick_and_the_sending_is_not_the_one(home: Home) -> None:
    home.ticks("2025-11-21 17:00", deliver=False)
    leave(home, "WangFang", "2025-11-21", "2025-11-28", "LiNa")
    assert home.hears() == [("LiNa", "#2 李四妈妈给您回话了")]
    assert [state for _, _, state in home.words()] == ["dropped"]
    assert home.ticks("2025-11-24 07:30") == [("LiNa", "#2 李四妈妈的话还等着您")]


def test_another_class_teacher_than_was_meant_hears_it(home: Home) -> None:
    home.ticks("2025-11-21 17:00")
    home.ticks("2025-11-24 17:00", deliver=False)
    families = home.families
    with families.store.writing() as work:
        theirs = update(MEMBER_ROLE).where(MEMBER_ROLE.c.role == "class_teacher")
        work.connection.execute(theirs.values(member_id=families.school.members["ZhouNew"]))
        roster_changed(work, families.school.id)
    assert home.hears() == [("ZhouNew", SUN[1])]
    assert [to for _, to, _ in home.words()] == ["WangFang", "ZhouNew"]
    assert home.ticks("2025-11-26 17:00") == [CHEN]
    assert "已经跟王老师、周老师说过" in home.card("ChenJie").text


def test_a_child_that_moved_to_another_mentor_is_the_class_teachers_to_answer_for(home: Home) -> None:
    families = home.families
    with families.store.writing() as work:
        theirs = update(PAIRING).where(PAIRING.c.student_id == families.school.students[LI])
        work.connection.execute(theirs.values(member_id=families.school.members["LiNa"]))
        roster_changed(work, families.school.id)
    assert home.ticks("2025-11-21 17:00") == [("SunLi", "#2 李四妈妈给您回话了")]


def test_whom_the_words_accuse_hears_nothing(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    home.at("2025-11-21 13:00")
    home.says("孙丽老师打了他，他不想活了")
    home.hears()
    with store.reading() as work:
        assert len(list(work.connection.execute(ALARM.select()))) == 1
    home.ticks("2025-11-21 17:00")
    assert home.ticks("2025-11-24 17:00") == [CHEN]
    assert "SunLi" not in {to for _, to, _ in home.words()}


def test_where_there_is_no_lead_it_ends_and_nothing_breaks(home: Home) -> None:
    families = home.families
    with families.store.writing() as work:
        work.connection.execute(MEMBER_ROLE.delete().where(MEMBER_ROLE.c.role.in_(["grade_lead", "admin"])))
        roster_changed(work, families.school.id)
    home.ticks("2025-11-21 17:00")
    home.ticks("2025-11-24 17:00")
    assert home.ticks("2025-11-26 17:00") == []


def test_exam_weeks_and_own_hours_are_the_schools(home: Home) -> None:
    small_school.keep_hours(home.families.store, home.families.school.id, quiet_from="16:30", quiet_until="08:30")
    assert home.ticks("2025-11-21 17:00") == []
    assert home.ticks("2025-11-24 08:29") == []
    assert home.ticks("2025-11-24 08:30") == [WANG]


def test_nothing_goes_to_the_family_and_other_schools_hear_nothing(home: Home) -> None:
    small_school.second_school(home.families.store, home.families.school.id)
    before = len(home.families.platform.requests)
    for when in ("2025-11-21 17:00", "2025-11-24 17:00", "2025-11-26 17:00"):
        home.ticks(when)
    receivers = [json.loads(one)["body"]["to"] for one in home.families.platform.requests[before:]]
    assert receivers == ["WangFang", "SunLi", "ChenJie"]


def test_in_a_trial_it_goes_to_whom_all_goes(home: Home) -> None:
    with home.families.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=True))
    [(to, text)] = home.ticks("2025-11-21 17:00")
    assert to == "GaoAdmin"
    assert text.startswith("【试运行】这条本来发给王老师")
