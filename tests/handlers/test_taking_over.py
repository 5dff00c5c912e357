"""One takes an alarm over, whoever tries at the same moment; that one alone reads the words, and closes it."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from duty.alarm import AlarmTap, Outcome
from duty.messages import ButtonCard, Text
from handlers import contacts
from handlers.inbound_events import CardClicked
from handlers.taking_over import Stand, take
from storage import alarms
from storage.outbox import BODY, OUTBOX
from storage.people import MEMBER, MEMBER_ROLE
from storage.roster.details import MEMBER_DETAILS
from storage.work import Store
from tests.handlers.danger import AT, SENTENCE, Case, raise_one, turn
from tests.support.small_school import SmallSchool


@pytest.fixture
def case(store: Store, school: SmallSchool) -> Case:
    return raise_one(store, school)


def texts(card: ButtonCard | None) -> list[str]:
    assert card is not None
    return [button.text for button in card.buttons]


def said(case: Case, user: str) -> list[str]:
    return [message.content for message in case.sent_to(user) if isinstance(message, Text)]


def test_who_taps_first_has_it_and_reads_the_words_alone(store: Store, school: SmallSchool, case: Case) -> None:
    with store.writing() as work:
        sealed = work.vault.seal_json({"phone": "13900001111"}, MEMBER_DETAILS)
        work.connection.execute(update(MEMBER).where(MEMBER.c.user_id == "WangFang").values(sealed_details=sealed))
    card = case.tap("ChenJie", AlarmTap.TAKE, minutes=5)
    assert texts(card) == ["已处理", "是误报"]
    [words] = case.sent_to("ChenJie")
    assert isinstance(words, Text)
    assert words.safe
    assert f"王芳老师 22:30 的原话（只给您看，请勿转发）：\n「{SENTENCE}」" in words.content
    assert "13900001111" in words.content
    assert said(case, "WangFang") == [
        "陈老师 22:35 接手了您说的紧急情况：张三（七年级1班）。在对方到之前，请先别离开孩子；有新情况直接找陈老师。"
    ]
    assert said(case, "GaoAdmin") == ["张三（七年级1班）的紧急情况，陈老师接手了，您不用再点。"]
    assert case.audit() == [("WangFang", "alarm_raised", None), ("ChenJie", "alarm_taken", None)]
    assert case.alarm.next_round_at is None


def test_who_taps_later_sees_who_has_it_and_no_words(case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    card = case.tap("GaoAdmin", AlarmTap.TAKE, minutes=2)
    assert card is not None
    assert card.done == "陈老师接手了"
    assert not any(SENTENCE in one for one in said(case, "GaoAdmin"))
    assert case.alarm.taken_by == case.school.members["ChenJie"]


def test_a_second_tap_of_the_same_one_changes_nothing(case: Case) -> None:
    first = case.tap("ChenJie", AlarmTap.TAKE)
    assert case.tap("ChenJie", AlarmTap.TAKE, minutes=2) == first
    assert len(case.sent_to("ChenJie")) == 1


def test_of_two_who_tap_at_once_one_has_it(store: Store, case: Case) -> None:
    start, won = threading.Barrier(2), []

    def tap(user: str) -> None:
        start.wait()
        with turn(store, user) as (sender, work, moment):
            if take(Stand(case.alarm, sender, work, moment)):
                won.append(user)

    taps = [threading.Thread(target=tap, args=(user,)) for user in ("ChenJie", "GaoAdmin")]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert len(won) == 1
    assert case.alarm.taken_by == case.school.members[won[0]]
    assert [any(SENTENCE in one for one in said(case, user)) for user in ("ChenJie", "GaoAdmin")] == [
        user in won for user in ("ChenJie", "GaoAdmin")
    ]


def test_who_was_not_told_taps_in_vain(case: Case) -> None:
    assert case.tap("SunLi", AlarmTap.TAKE) is None
    assert case.say("SunLi", "接手") is None
    assert case.alarm.waits


@pytest.mark.parametrize("task", ["alarm-nothing-1-1", "alarm", "alarm-a-b", "r-1-20251121-abcd"])
def test_a_card_of_no_alarm_is_left_alone(store: Store, case: Case, task: str) -> None:
    with turn(store, "ChenJie") as given:
        assert contacts.tap(CardClicked(AlarmTap.TAKE, task, "button_interaction", "code", ()), *given) is None
    assert case.alarm.waits


@pytest.mark.parametrize(
    "key", [AlarmTap.HANDLED, AlarmTap.FALSE_ALARM, AlarmTap.RELEASE, AlarmTap.WITHHOLD, "unknown"]
)
def test_before_it_is_taken_over_nothing_else_can_be_done(case: Case, key: str) -> None:
    assert texts(case.tap("ChenJie", key)) == ["我来接手"]
    assert case.alarm.waits


def test_to_a_stranger_the_names_of_the_staff_are_not_said(store: Store, school: SmallSchool) -> None:
    case = raise_one(store, school, writer="Nobody")
    case.tap("ChenJie", AlarmTap.TAKE)
    case.tap("ChenJie", AlarmTap.HANDLED, minutes=2)
    assert len(said(case, "Nobody")) == 2
    assert not any("陈" in one or "张三" in one for one in said(case, "Nobody"))


def test_to_a_parent_nothing_is_sent_by_itself(store: Store, school: SmallSchool) -> None:
    case = raise_one(store, school, writer="")
    case.tap("ChenJie", AlarmTap.TAKE)
    case.tap("ChenJie", AlarmTap.HANDLED, minutes=2)
    with store.reading() as work:
        assert set(work.connection.execute(select(OUTBOX.c.recipient)).scalars()) == {"ChenJie", "GaoAdmin"}


def test_who_takes_over_the_own_words_is_not_told_of_it(store: Store, school: SmallSchool) -> None:
    case = raise_one(store, school, told="GaoAdmin", writer="GaoAdmin")
    case.tap("GaoAdmin", AlarmTap.TAKE)
    [words] = said(case, "GaoAdmin")
    assert SENTENCE in words


def test_long_words_come_whole_and_all_of_them_safe(store: Store, school: SmallSchool) -> None:
    case = raise_one(store, school, text="他说不想活了。" * 200)
    case.tap("ChenJie", AlarmTap.TAKE)
    found = case.sent_to("ChenJie")
    assert len(found) > 2
    assert all(isinstance(one, Text) and one.safe and len(one.content.encode()) <= 2048 for one in found)
    assert "".join(said(case, "ChenJie")).count("不想活") == 200


# --- closing


def test_what_is_handled_says_what_was_done_to_few(store: Store, school: SmallSchool, case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    card = case.tap("ChenJie", AlarmTap.HANDLED, minutes=9)
    assert card is not None
    assert card.done == "陈老师处理过了"
    assert "回「已处理」加那句话" in card.text
    answer = case.say("ChenJie", "已处理：和妈妈一起送去了医院", minutes=10)
    assert answer is not None
    assert "只有接手的人、校长和心理老师能看" in answer
    with store.writing() as work:
        told = school.members["SunLi"]
        alarms.tell(work, case.id, [told], AT)
    reading = {user: case.tap(user, AlarmTap.TAKE, minutes=11) for user in ("ChenJie", "GaoAdmin", "SunLi")}
    readers = [user for user, one in reading.items() if one and "送去了医院" in one.text]
    assert readers == ["ChenJie", "GaoAdmin"], "its taker and the counsellor, not a class teacher"
    assert (
        said(case, "WangFang")[-1]
        == "您说的张三（七年级1班）的紧急情况，陈老师处理过了。孩子那边有什么变化，随时再告诉我。"
    )
    assert case.audit()[-1] == ("ChenJie", "alarm_closed", None)


def test_of_a_false_alarm_nothing_stays_but_that_there_was_one(store: Store, case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    card = case.tap("ChenJie", AlarmTap.FALSE_ALARM, minutes=3)
    assert card is not None
    assert card.done == "误报，已关上"
    alarm = case.alarm
    assert (alarm.outcome, alarm.text, alarm.facts.children, alarm.writer.called) == (Outcome.FALSE_ALARM, "", (), "")
    assert said(case, "WangFang") == [
        "您说的情况，陈老师看过了：这次没有危险，已经关上，孩子的档案里什么都没留。下次拿不准，照样先说。"
    ]
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX)).all()
        bodies = [f"{work.vault.open_json(row.sealed_body, BODY)}" for row in rows]
        assert not work.connection.execute(select(alarms.CHILD)).all()
    assert not any("张三" in body for body in bodies)
    assert case.audit()[-1] == ("ChenJie", "alarm_closed", None)
    later = case.tap("GaoAdmin", AlarmTap.TAKE, minutes=4)
    assert later is not None
    assert later.title == "这次是误报，关上了"


def test_another_contact_may_close_it_too_and_it_closes_once(case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    assert case.say("GaoAdmin", "已处理 我陪着孩子", minutes=2) is not None
    case.tap("ChenJie", AlarmTap.FALSE_ALARM, minutes=3)
    assert (case.alarm.outcome, case.alarm.closing) == (Outcome.HANDLED, "我陪着孩子")
    assert [action for _, action, _ in case.audit()].count("alarm_closed") == 1


def test_a_tap_after_the_end_only_shows_how_it_ended(case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    case.tap("ChenJie", AlarmTap.HANDLED, minutes=2)
    for key in AlarmTap:
        card = case.tap("GaoAdmin", key, minutes=3)
        assert card is not None
        assert card.done == "陈老师处理过了"


def test_a_repeat_after_the_roster_changed_still_names_who_has_it(store: Store, case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    with store.writing() as work:
        work.connection.execute(MEMBER_ROLE.delete())
    card = case.tap("GaoAdmin", AlarmTap.TAKE, minutes=2)
    assert card is not None
    assert card.done == "陈老师接手了"


# --- typed


@pytest.mark.parametrize("typed", ["接手", "我来接手", "接手 张三", "接手了", "接手1", " 我接手。"])
def test_it_can_be_typed_as_well(case: Case, typed: str) -> None:
    answer = case.say("ChenJie", typed)
    assert answer is not None
    assert answer.startswith("您接手了：张三（七年级1班），孩子可能想伤害自己。")
    assert len(case.sent_to("ChenJie")) == 1
    assert case.say("ChenJie", typed, minutes=2) == answer
    assert case.say("GaoAdmin", typed, minutes=2) == "张三（七年级1班）的紧急情况，陈老师 22:31 接手了。"


@pytest.mark.parametrize("typed", ["接手了新班级", "我来了", "已谈心 张三", "误报的事情再说", "请", "放行", "不发"])
def test_what_is_said_of_something_else_is_not_ours(case: Case, typed: str) -> None:
    assert case.say("ChenJie", typed) is None
    assert case.alarm.waits


def test_who_has_no_alarm_says_the_same_words_to_the_chat(store: Store, school: SmallSchool) -> None:
    with turn(store, "ChenJie") as given:
        assert contacts.typed("已处理 家访的事", *given) is None


@pytest.mark.parametrize("typed", ["已处理", "误报"])
def test_what_nobody_took_over_is_not_closed(case: Case, typed: str) -> None:
    assert case.say("ChenJie", typed) == "张三（七年级1班）这件还没有人接手。请先回「接手」，看过原话再定。"
    assert case.alarm.waits


def test_typed_it_closes_as_tapped(case: Case) -> None:
    case.say("ChenJie", "接手")
    assert case.say("ChenJie", "误报", minutes=2) == "好的，按误报关上了，孩子的档案里什么都没留。"
    assert case.alarm.outcome is Outcome.FALSE_ALARM
    assert case.say("ChenJie", "误报", minutes=3) is None


def test_what_was_done_can_be_said_for_a_day(store: Store, case: Case) -> None:
    case.tap("ChenJie", AlarmTap.TAKE)
    case.tap("ChenJie", AlarmTap.HANDLED, minutes=2)
    assert case.say("ChenJie", "已处理 太晚了", minutes=60 * 25) is None
    assert case.say("ChenJie", "已处理 送回家了", minutes=60 * 20) is not None
    assert case.alarm.closing == "送回家了"


def test_of_several_the_child_or_the_number_says_which(store: Store, school: SmallSchool, case: Case) -> None:
    other = raise_one(store, school, key="inbox:8", student="20250103")
    answer = case.say("ChenJie", "接手")
    assert answer == (
        "有 2 件，您说的是哪一件？\n"
        f"第 {case.id} 件：张三（七年级1班），孩子可能想伤害自己，王芳老师 11月21日 22:30 写的\n"
        f"第 {other.id} 件：周一诺（七年级2班），孩子可能想伤害自己，王芳老师 11月21日 22:30 写的\n"
        f"请点卡片上的按钮，或回「接手 {case.id}」这样。"
    )
    assert case.say("ChenJie", "接手 周一诺", minutes=2) is not None
    assert (case.alarm.waits, other.alarm.waits) == (True, False)
    assert case.say("GaoAdmin", f"接手 {case.id}", minutes=2) is not None
    assert case.alarm.taken_by == school.members["GaoAdmin"]
    assert case.say("ChenJie", "已处理 打了电话", minutes=4) is not None
    assert (other.alarm.closing, case.alarm.outcome) == ("打了电话", None)


def test_an_older_round_s_card_still_takes_it_over(store: Store, case: Case) -> None:
    task = case.task("ChenJie")
    with store.writing() as work:
        [due] = alarms.due(work, AT + timedelta(minutes=6))
        assert alarms.begin_round(work, due, AT + timedelta(minutes=11))
    with turn(store, "ChenJie", 7) as given:
        card = contacts.tap(CardClicked(AlarmTap.TAKE, task, "button_interaction", "code", ()), *given)
    assert card is not None
    assert card.task_id == task
    assert not case.alarm.waits
