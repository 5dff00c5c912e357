"""What the steps make of a message, held against the message as a whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duty.commands import ChangeRoster, RecordDeed, RecordSeveral, RosterWish, ShowStudent
from duty.hearing import Confirm, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear import hear
from language.hear.agreed import _only_one
from language.hear.pipeline import read
from language.hear.whole import Sense, Whole
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids

YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        ("操场上陪许知远走了几圈，听他说了说家里的事", Kind.TALK, TODAY),
    ],
)
def test_what_no_step_knows_is_heard_from_the_whole(text: str, kind: Kind, on: date) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN)
    heard = hear(text, TODAY, CARE)
    deed = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids, deed.happened_on, deed.note) == (kind, ids("许知远"), on, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # It failed first and came about at last.
        ("许知远妈妈打了一早上没打通，下午总算接了，说清楚了请假的手续", Kind.CONTACT),
        ("许知远他奶奶听不懂普通话，我请村主任帮着翻，总算把话说清了", Kind.CONTACT),
        ("许知远家今天总算去成了，前两回都扑空", Kind.HOME_VISIT),
        # Not denied is what was done, but what a child or a parent is or does.
        ("今天给不回家的许知远送了月饼", Kind.WARMTH),
        ("今天跟许知远聊了二十来分钟吧这孩子心思重不怎么爱说话", Kind.TALK),
    ],
)
def test_a_denial_that_is_not_of_the_deed_does_not_speak_against_it(text: str, kind: Kind) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed)
    deed = hear(text, TODAY, CARE)
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids, deed.happened_on) == (kind, ids("许知远"), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "许知远家今天又没去成，前两回都扑空",
        "中午叫许知远来办公室聊，他不来，没聊成",
        "许知远妈妈打了一早上没打通，下午总算接了，可她不让我说话就挂了",
        "许知远说不想补课，就没补",
        "许知远家不用去了，他妈答应来学校",
        "许知远不肯谈，答应明天再来",
        "把手机还给许知远了",
        "先和许知远谈，然后打电话",
    ],
)
def test_a_denial_of_the_deed_stays_one(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RecordDeed | RecordSeveral)


def test_several_deeds_that_are_only_doubted_one_by_one_are_sure_as_a_whole() -> None:
    text = "许知远送了一盒牛奶，顺便辅导了他半个钟头的拼音"
    assert isinstance(by_steps(text, TODAY, CARE), Confirm)
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    assert {(deed.kind, deed.student_ids) for deed in heard.deeds} == {
        (Kind.WARMTH, ids("许知远")),
        (Kind.HELP, ids("许知远")),
    }


def test_a_child_who_only_translates_is_not_whom_it_was_with() -> None:
    heard = hear("许知远的爷爷今天来了，江山给我们翻译，聊了半天", TODAY, CARE)
    deed = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids) == (Kind.CONTACT, ids("许知远"))


@pytest.mark.parametrize(
    ("text", "wish", "names", "strangers"),
    [
        ("许知远毕业走了，初中去的县一中", RosterWish.LEAVE, ("许知远",), ()),
        ("许知远换到五班去了，以后归赵老师", RosterWish.LEAVE, ("许知远",), ()),
        ("许知远以后不归我帮扶了，解除结对吧", RosterWish.UNPAIR, ("许知远",), ()),
        ("把魏佳宁也放我名下", RosterWish.PAIR, (), ("魏佳宁",)),
    ],
)
def test_a_wish_about_the_roster_is_heard_in_words_of_its_own(
    text: str, wish: RosterWish, names: tuple[str, ...], strangers: tuple[str, ...]
) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), NotUnderstood)
    assert hear(text, TODAY, CARE) == ChangeRoster(wish, ids(*names), strangers)


@pytest.mark.parametrize(
    "text",
    [
        "许知远今天谈心，她说想转学去深圳",
        "昨天家访许知远，他爸说要带他去深圳读书",
        "跟许知远聊了转班的事",
    ],
)
def test_a_deed_that_speaks_of_leaving_stays_one(text: str) -> None:
    assert isinstance(hear(text, TODAY, CARE), RecordDeed)


@pytest.mark.parametrize("text", ["许知远的助学金下来我就给他送过去", "要是许知远明天来上学，我就跟他好好谈一次"])
def test_what_only_sounds_like_a_deed_is_not_asked_about(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed)
    assert hear(text, TODAY, CARE) == NotUnderstood(Unclear.NOT_DONE)


def test_a_question_that_sounds_like_a_deed_is_answered() -> None:
    text = "许知远谈过几回，内容我看看"
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed)
    assert isinstance(hear(text, TODAY, CARE), ShowStudent)


def test_words_for_two_families_that_speak_of_coming_back_are_no_leave() -> None:
    text = "请发给许知远家长和蓝小雨家长：返校时间周日17:00前"
    assert isinstance(by_steps(text, TODAY, CARE), ChangeRoster)
    assert hear(text, TODAY, CARE) == NotUnderstood(Unclear.NO_ADDRESSEE)


@pytest.mark.parametrize("text", ["三天内完成许知远家访", "接下来几天重点：许知远（家访）、蓝小雨（电话家长）"])
def test_what_is_to_be_done_by_a_day_is_not_recorded(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RecordDeed)


def test_a_day_that_cannot_be_is_no_matter_where_nothing_was_done() -> None:
    text = "放寒假前想跟许知远唠唠"
    steps = by_steps(text, TODAY, CARE)
    assert isinstance(steps, NotUnderstood)
    assert steps.why is Unclear.BAD_DAY
    assert hear(text, TODAY, CARE) == NotUnderstood(Unclear.NOT_DONE)


@pytest.mark.parametrize("text", ["许知远说想转学", "我愿意做一名结对老师"])
def test_what_is_only_spoken_of_or_names_nobody_is_no_wish(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), ChangeRoster)


def test_of_deeds_told_of_different_children_none_is_dropped() -> None:
    whole = Whole({sense: 0.99 if sense is Sense.CONTACT else 0.001 for sense in Sense})
    called, talked = (
        RecordDeed(kind=kind, student_ids=ids(name), happened_on=TODAY, note="")
        for kind, name in ((Kind.CONTACT, "许知远"), (Kind.TALK, "蓝小雨"))
    )
    message = read("许知远他爸来电话，蓝小雨也聊了聊", TODAY, CARE)
    both = RecordSeveral((called, talked))
    assert _only_one(both, whole, message) == both
    of_one = _only_one(RecordSeveral((called, replace(talked, student_ids=ids("许知远")))), whole, message)
    assert isinstance(of_one, RecordDeed)
    assert (of_one.kind, of_one.student_ids) == (Kind.CONTACT, ids("许知远"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("许知远今天英语我给他补了一节课时态那一块他还是没搞懂", Kind.HELP),
        ("许知远妈妈问我孩子近视怎么办我刚才电话里跟她讲清楚了让她别担心", Kind.CONTACT),
    ],
)
def test_a_deed_told_before_the_first_word_against_it_is_recorded(text: str, kind: Kind) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed)
    deed = hear(text, TODAY, CARE)
    assert isinstance(deed, RecordDeed)
    assert (deed.kind, deed.student_ids) == (kind, ids("许知远"))
