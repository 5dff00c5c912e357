"""A digest's question, answered by the leader who was asked: from the card to the deed that counts."""

from datetime import date

import pytest
from sqlalchemy import select, update

from bot.cli.main import COMMANDS
from duty.commands import EndLeave, MakeUp, NameDeputy, RecordDeed
from duty.kinds import Kind
from duty.messages import ButtonCard, Text, VoteCard
from duty.people import Role
from language.say.digests import NOBODY_YET
from storage import deputy_questions
from storage.audit import AUDIT
from storage.cards import CARD
from storage.circumstances import ABSENCE
from storage.duties import school_duties
from storage.outbox import Purpose
from storage.work import Store
from tests.handlers.teacher import Teacher
from tests.scheduler.leading import Days
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU, ZONE

MONDAY, TUESDAY = "2025-11-24", "2025-11-25"


@pytest.fixture
def days(store: Store, school_id: int) -> Days:
    """Wang is away for long, and nobody stands in for 周一诺, whose class has no teacher."""
    found = Days.of(store, school_id)
    found.appoint("GaoAdmin", Role.COORDINATOR)
    found.leave("WangFang", "2025-11-20", "2025-12-19")
    found.tick(MONDAY)
    return found


@pytest.fixture
def chen(store: Store, days: Days) -> Teacher:
    return Teacher(store, days.school, "ChenJie")


def tapped(teacher: Teacher, day: str, key: str | int, card: ButtonCard | None = None) -> ButtonCard | None:
    task = card.task_id if card else None
    answer = teacher.tap(day, key=str(key), task=task)
    assert answer is None or isinstance(answer, ButtonCard)
    return answer


def test_the_first_leader_is_asked_at_once_who_stands_in(days: Days) -> None:
    [card] = days.cards()
    assert days.digests() == [("ChenJie", MONDAY)]
    assert (card.title, card.text) == (
        "陈组长，只需您定一件事",
        "七年级 5 位孩子，2 位这个月都聊过了。要跟您说的有 1 位：王老师请假到12月19日，周一诺。"
        "请假的王老师，请谁代一次？",
    )
    lina = str(days.school.members["LiNa"])
    assert [(button.key, button.text) for button in card.buttons] == [(lina, "欧阳娜"), (NOBODY_YET, "先不定")]


def test_what_nobody_answers_the_coordinator_is_asked(days: Days) -> None:
    days.between(TUESDAY, "2025-12-01")
    assert days.digests() == [("ChenJie", MONDAY), ("GaoAdmin", "2025-12-01")]
    assert days.cards()[-1].text.startswith("全校 6 位孩子，3 位上个月都聊过了。")


def states(days: Days, on: str) -> dict[str, str]:
    """How November's talks stand with Wang, as `jiedui duties` tells."""
    with days.store.reading() as work:
        return {
            one.child.student_no: one.assessment.state.value
            for one in school_duties(work, days.school.id, date.fromisoformat(on), ZONE)
            if one.mentor and one.child and one.mentor.user_id == "WangFang"
            if one.assessment.window.last == date(2025, 11, 30)
        }


def test_from_the_tap_of_the_leader_to_the_deed_that_counts(days: Days, chen: Teacher, store: Store) -> None:
    lina = days.school.members["LiNa"]
    card = tapped(chen, TUESDAY, lina)
    assert card is not None
    assert (card.title, card.done) == ("好的，请欧阳老师", "已定")
    assert card.text == "周一诺到12月7日由欧阳老师替王老师搭把手，两位老师我都去说一声。"
    days.deliver(TUESDAY, "13:05")
    said = {account: message for account, _, message in days.sent(Purpose.STAND_IN)}
    asked = said["LiNa"]
    assert isinstance(asked, VoteCard)
    assert asked.title == "欧阳老师，请您替王老师搭把手"
    assert [option.text.partition("（")[0] for option in asked.options] == ["周一诺"]
    assert said["WangFang"] == Text("王老师，周一诺这次请欧阳老师搭把手，您先忙，有空了再接着来。")
    assert states(days, TUESDAY)[ZHOU] == "due"
    deputy = Teacher(store, days.school, "LiNa")
    deputy.tap(TUESDAY, "1", task=asked.task_id)
    assert states(days, TUESDAY) == {ZHANG_SAN: "due", LI_SI: "due", ZHOU: "done"}
    days.between("2025-11-26", "2025-12-19")
    assert (ZHOU, 2) not in [(child, step) for child, step, _ in days.steps()]
    assert "duties" in COMMANDS


def test_what_the_deputy_types_counts_too(days: Days, chen: Teacher, store: Store) -> None:
    tapped(chen, TUESDAY, days.school.members["LiNa"])
    Teacher(store, days.school, "LiNa").record("2025-11-26", ZHOU)
    assert states(days, "2025-11-26")[ZHOU] == "done"


def test_who_decided_is_kept(days: Days, chen: Teacher) -> None:
    tapped(chen, TUESDAY, days.school.members["LiNa"])
    with days.store.reading() as work:
        noted = work.connection.execute(select(AUDIT).where(AUDIT.c.action == "deputy_named")).all()
        rows = work.connection.execute(select(ABSENCE).where(ABSENCE.c.on_leave.is_(False))).all()
    wang, lina = days.school.members["WangFang"], days.school.members["LiNa"]
    assert [(row.actor, row.subject) for row in noted] == [("ChenJie", f"{wang} {lina}")]
    assert [(row.named_by, row.deputy_id, row.student_id, row.first, row.last) for row in rows] == [
        (days.school.members["ChenJie"], lina, days.school.students[ZHOU], date(2025, 11, 25), date(2025, 12, 7))
    ]


def test_a_second_tap_and_another_leader_hear_who_it_is(days: Days, chen: Teacher, store: Store) -> None:
    [first] = days.cards()
    days.between(TUESDAY, "2025-12-01")
    second = days.cards()[-1]
    lina = days.school.members["LiNa"]
    tapped(chen, "2025-12-01", lina, first)
    for teacher, card, key in (
        (chen, first, lina),
        (chen, first, NOBODY_YET),
        (Teacher(store, days.school, "GaoAdmin"), second, days.school.members["SunLi"]),
    ):
        answer = tapped(teacher, "2025-12-01", key, card)
        assert answer is not None
        assert (answer.text, answer.done) == ("周一诺现在由欧阳老师代，不用再定。", "已有人代")
    with days.store.reading() as work:
        named = work.connection.execute(select(ABSENCE.c.id).where(ABSENCE.c.on_leave.is_(False))).all()
    assert len(named) == 1


def test_nobody_yet_leaves_it_as_it_is(days: Days, chen: Teacher) -> None:
    card = tapped(chen, TUESDAY, NOBODY_YET)
    assert card is not None
    assert (card.text, card.done) == ("好的，先不定。王老师自己也可以发一句「请李老师代」。", "先不定")
    assert states(days, TUESDAY)[ZHOU] == "due"


@pytest.mark.parametrize("user", ["LiNa", "SunLi", "WangFang", "GaoAdmin"])
def test_a_card_is_its_leaders_alone(days: Days, store: Store, user: str) -> None:
    [card] = days.cards()
    assert tapped(Teacher(store, days.school, user), TUESDAY, days.school.members["LiNa"], card) is None


def test_who_leads_no_more_decides_nothing(days: Days, chen: Teacher) -> None:
    days.dismiss("ChenJie")
    days.appoint("ChenJie", Role.GRADE_LEAD, "八年级")
    assert tapped(chen, TUESDAY, days.school.members["LiNa"]) is None
    days.appoint("ChenJie", Role.PRINCIPAL)
    assert tapped(chen, TUESDAY, days.school.members["LiNa"]) is not None


@pytest.mark.parametrize("key", ["", "0", "done", "999999", "SunLi"])
def test_nobody_else_can_be_chosen(days: Days, chen: Teacher, key: str) -> None:
    assert tapped(chen, TUESDAY, key or days.school.members["SunLi"]) is None
    assert tapped(chen, TUESDAY, days.school.members["LiNa"]) is not None


def test_a_mentor_who_is_back_needs_nobody(days: Days, chen: Teacher, store: Store) -> None:
    Teacher(store, days.school, "WangFang").told(EndLeave(), TUESDAY, "09:00")
    card = tapped(chen, TUESDAY, days.school.members["LiNa"])
    assert card is not None
    assert (card.text, card.done) == ("王老师那边不用人代了。", "不用了")


def test_a_child_that_is_somebody_elses_by_now_needs_nobody(days: Days, chen: Teacher) -> None:
    days.part(ZHOU, MONDAY)
    card = tapped(chen, TUESDAY, days.school.members["LiNa"])
    assert card is not None
    assert card.done == "不用了"


def test_whom_the_mentor_named_is_told(days: Days, chen: Teacher, store: Store) -> None:
    Teacher(store, days.school, "WangFang").told(NameDeputy("孙丽"), TUESDAY, "09:00")
    card = tapped(chen, TUESDAY, days.school.members["LiNa"])
    assert card is not None
    assert card.text == "周一诺现在由孙老师代，不用再定。"


def test_a_candidate_who_is_away_by_now_is_left_out(days: Days, chen: Teacher) -> None:
    days.leave("LiNa", "2025-11-28", "2025-11-29", today=TUESDAY)
    card = tapped(chen, TUESDAY, days.school.members["LiNa"])
    assert card is not None
    assert (card.title, card.text, card.done) == ("欧阳老师这几天也请假了", "还没有定，请另选一位，或者先不定。", "")
    assert [button.text for button in card.buttons] == ["先不定"]


def test_without_anybody_to_choose_there_is_no_question(store: Store, school_id: int) -> None:
    days = Days.of(store, school_id)
    days.leave("LiNa", "2025-11-20", "2025-12-19")
    days.dismiss("SunLi")
    days.leave("WangFang", "2025-11-20", "2025-12-19")
    days.tick(MONDAY)
    assert days.cards() == []
    assert days.texts()[0].splitlines() == [
        "陈组长，七年级 5 位孩子，2 位这个月都聊过了。",
        "还有 3 位：王老师请假到12月19日，张三、李四、周一诺。",
    ]


def test_a_card_whose_question_is_gone_asks_nothing(days: Days, chen: Teacher) -> None:
    [card] = days.cards()
    with days.store.writing() as work:
        work.connection.execute(update(CARD).where(CARD.c.task_id == card.task_id).values(task_id="d-gone"))
        assert deputy_questions.find(work, card.task_id) is None
    assert tapped(chen, TUESDAY, NOBODY_YET, card) is None


def test_who_stood_in_anyway_is_asked_again_when_a_leader_asks(days: Days, chen: Teacher, store: Store) -> None:
    """The class teacher, who is the first to be offered."""
    days.between(TUESDAY, "2025-12-05")
    card = days.cards()[-1]
    assert [button.text for button in card.buttons][:2] == ["孙丽（班主任）", "欧阳娜"]
    leader = Teacher(store, days.school, days.digests()[-1][0])
    answer = tapped(leader, "2025-12-05", days.school.members["SunLi"], card)
    assert answer is not None
    assert answer.done == "已定"
    days.deliver("2025-12-05", "13:05")
    assert "SunLi" in [account for account, _, _ in days.sent(Purpose.STAND_IN)]


def test_where_no_word_came_a_leader_can_find_somebody_too(store: Store, school_id: int) -> None:
    """The mentor is there, and does it or lets the other do it: both count."""
    days = Days.of(store, school_id)
    days.between("2025-12-02", "2025-12-05")
    [card] = days.cards()
    chen, lina = Teacher(store, days.school, "ChenJie"), days.school.members["LiNa"]
    assert card.text.endswith("王老师还没回话，请谁搭把手代一次？")
    answer = tapped(chen, "2025-12-05", lina, card)
    assert answer is not None
    assert answer.text == "张三、李四、周一诺到12月12日由欧阳老师替王老师搭把手，两位老师我都去说一声。"
    days.deliver("2025-12-05", "13:05")
    asked = {account: message for account, _, message in days.sent(Purpose.STAND_IN)}["LiNa"]
    assert isinstance(asked, VoteCard)
    Teacher(store, days.school, "LiNa").tap("2025-12-05", "1", task=asked.task_id)
    Teacher(store, days.school, "WangFang").told(
        RecordDeed(Kind.TALK, (days.school.students[LI_SI],), date(2025, 12, 5), makes_up=MakeUp(date(2025, 12, 5))),
        "2025-12-05",
    )
    assert sorted(states(days, "2025-12-05").values()) == ["late", "late", "overdue"]


@pytest.mark.parametrize("day", ["2025-12-05", "2025-12-08"])
def test_for_what_is_done_meanwhile_or_can_be_made_up_no_more_nobody_is_sent(
    store: Store, school_id: int, day: str
) -> None:
    days = Days.of(store, school_id)
    days.between("2025-12-02", "2025-12-05")
    done = (ZHANG_SAN, LI_SI, ZHOU) if day == "2025-12-05" else ()
    for student in done:
        said = RecordDeed(
            Kind.TALK, (days.school.students[student],), date(2025, 12, 5), makes_up=MakeUp(date(2025, 12, 5))
        )
        Teacher(store, days.school, "WangFang").told(said, "2025-12-05")
    answer = tapped(Teacher(store, days.school, "ChenJie"), day, days.school.members["LiNa"], days.cards()[0])
    assert answer is not None
    assert (answer.title, answer.text) == ("不用再请人了", "王老师那边不用人代了。")
    days.deliver(day, "13:05")
    assert list(days.sent(Purpose.STAND_IN)) == []


def test_who_is_there_is_not_asked_to_name_anybody(store: Store, school_id: int) -> None:
    days = Days.of(store, school_id)
    days.between("2025-12-02", "2025-12-05")
    card = tapped(Teacher(store, days.school, "ChenJie"), "2025-12-05", NOBODY_YET, days.cards()[0])
    assert card is not None
    assert card.text == "好的，先不定。王老师办好了，我照常记上。"
