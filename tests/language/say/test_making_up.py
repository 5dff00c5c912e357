"""Every sentence that is proposed for an empty window is understood, and makes up for that window."""

import re
from datetime import date

import pytest

from duty.assess import Assessment, Record, State
from duty.calendar import SchoolCalendar, Term
from duty.commands import MakeUp, RecordDeed
from duty.kinds import Kind
from duty.people import Child
from duty.policy import Pack, Per, Rule
from duty.windows import Pairing
from language.hear import Care, hear
from language.say import asking, card_taps, postponing, recording, reminders, todo, wishes
from language.say.card_taps import Fate, GivenCard, Ticked
from language.say.postponing import PutOff
from language.say.reminders import Wished
from language.say.wishes import ChildStanding
from tests.support.assessing import assess_current

ZHANG = Child(1, "2026001", "张三", "七年级", "1班")
LI = Child(2, "2026002", "李四", "七年级", "1班")
CARE = Care.of([ZHANG])
CALENDAR = SchoolCalendar(
    (
        Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22)),
        Term("2026-2027", "2", date(2027, 2, 22), date(2027, 7, 2)),
        Term("2027-2028", "1", date(2027, 9, 1), date(2028, 1, 21)),
    )
)
# A day on which the period before can still be made up for, and how that period is meant.
PERIODS = [
    (Per.WEEK, date(2026, 12, 1), None),
    (Per.MONTH, date(2026, 12, 2), Per.MONTH),
    (Per.QUARTER, date(2027, 4, 2), None),
    (Per.TERM, date(2027, 2, 23), Per.TERM),
    (Per.SCHOOL_YEAR, date(2027, 9, 2), Per.SCHOOL_YEAR),
]


def empty(kind: Kind, per: Per, today: date, *children: Child) -> list[ChildStanding]:
    pack = Pack("one", (Rule(kind, per),))
    found = []
    for child in children or (ZHANG,):
        pairing = Pairing(1, child.id, date(2026, 9, 1))
        record = Record(kind, today, today, today)
        states = assess_current(pack, pairing, [record], on=today, about=today, calendar=CALENDAR)
        found.append(ChildStanding(child, states))
    return found


def overdue(kind: Kind, per: Per, today: date) -> Assessment:
    (standing,) = empty(kind, per, today)
    (one,) = [item for item in standing.assessments if item.state is State.OVERDUE]
    return one


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("per", "today", "meant"), PERIODS)
def test_what_is_proposed_makes_up_for_it(kind: Kind, per: Per, today: date, meant: Per | None) -> None:
    item = overdue(kind, per, today)
    make_up = MakeUp(today, meant, 1 if meant else 0)
    wished = [Wished(ZHANG, item)]
    card = reminders.reminder("t", "王芳", wished, reminders.lines(wished, today), today)
    given = GivenCard("t", (), (kind,))
    back = card_taps.recorded(given, [Ticked(ZHANG, kind, Fate.TAKEN_BACK, today, item)], today)
    deed = RecordDeed(kind, (ZHANG.id,), today)
    texts = (
        card.text,
        back.text,
        postponing.postponed([PutOff(ZHANG, item, today)], today),
        wishes.near(empty(kind, per, today), today)[0],
        recording.recorded(deed, [ZHANG], empty(kind, per, today), today),
    )
    for text in texts:
        (proposed,) = [said for said in re.findall("「([^」]+)」", text) if ZHANG.name in said]
        heard = hear(proposed, today, CARE)
        assert isinstance(heard, RecordDeed), proposed
        assert (heard.kind, heard.student_ids, heard.makes_up) == (kind, (ZHANG.id,), make_up), proposed


def test_for_several_children_the_name_is_left_to_the_teacher() -> None:
    today = date(2026, 12, 2)
    both = empty(Kind.TALK, Per.MONTH, today, ZHANG, LI)
    assert wishes.near(both, today) == ["张三、李四的上个月的谈心还空着，办了发「补上个月谈心」加名字"]
    listed = todo.todo("王芳", both, today, has_mentees=True)
    assert listed.splitlines()[-1] == "办完发一句就好，比如「已谈心」加名字；补的发「补上个月谈心」加名字。"


def test_a_tap_that_made_up_for_it_says_how_to_name_another_day() -> None:
    today = date(2026, 12, 2)
    ticked = Ticked(ZHANG, Kind.TALK, Fate.MADE_UP, today, overdue(Kind.TALK, Per.MONTH, today))
    text = card_taps.recorded(GivenCard("t", (), (Kind.TALK,)), [ticked], today).text
    assert "撤销后发「昨天补上个月谈心」加名字" in text


@pytest.mark.parametrize("per", [None, Per.MONTH])
def test_before_it_is_recorded_the_period_is_said(per: Per | None) -> None:
    today = date(2026, 12, 2)
    deed = RecordDeed(Kind.TALK, (1,), today, makes_up=MakeUp(today, per, 1))
    said = "算11月的" if per else "补空着的"
    assert f"要记「张三，谈心，今天（12月2日），{said}」吗？" in asking.confirm(deed, [ZHANG], today)
