"""The words on a reminder's card: true, kind, and short enough for a phone."""

import itertools
import re
from collections.abc import Sequence
from datetime import date

import pytest

from duty.assess import Assessment, Record, State
from duty.calendar import SchoolCalendar, Term
from duty.commands import CouldNot, RecordDeed
from duty.kinds import Kind
from duty.messages import ButtonCard, Option, VoteCard
from duty.people import Child
from duty.policy import FOUR_ONES, Pack, Per, Rule
from duty.windows import Pairing
from language.hear import Care, hear
from language.say import card_taps, postponing, reminders
from language.say.card_taps import Fate, GivenCard, Ticked
from language.say.postponing import PutOff
from language.say.reminders import LONGEST_TEXT, Help, Wished
from tests.support.assessing import assess_current

TODAY = date(2026, 11, 23)
CALENDAR = SchoolCalendar((Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22)),))
WEEKLY = Pack("weekly", (Rule(Kind.TALK, Per.WEEK), Rule(Kind.HELP, Per.WEEK, times=2)))
ZHANG = Child(1, "2026001", "张三", "七年级", "1班")
LI = Child(2, "2026002", "李四", "七年级", "1班")
BLAME = ("逾期", "未完成", "扣分", "通报", "排名", "谢谢")


def wished(
    *children: Child, today: date = TODAY, pack: Pack = FOUR_ONES, records: Sequence[Record] = ()
) -> list[Wished]:
    found = []
    for child in children:
        pairing = Pairing(1, child.id, date(2026, 9, 1))
        states = assess_current(pack, pairing, records, on=today, about=today, calendar=CALENDAR)
        found += [Wished(child, item) for item in states if item.state in (State.DUE, State.OVERDUE)]
    return sorted(found, key=lambda one: (one.assessment.state is not State.OVERDUE, one.assessment.window.last))


def texts(wishes: list[Wished], today: date = TODAY) -> list[str]:
    return [line.text for line in reminders.lines(wishes, today)]


def test_one_kind_needs_no_more_than_names() -> None:
    assert texts(wished(ZHANG, LI)) == ["张三", "李四"]


def test_of_two_windows_of_one_child_the_overdue_one_is_offered_and_both_are_said() -> None:
    sunday = date(2026, 11, 29)
    wishes = [one for one in wished(ZHANG, LI, today=sunday, pack=WEEKLY) if one.assessment.kind is Kind.TALK]
    assert len(wishes) == 4
    assert texts(wishes, sunday) == ["张三 上周谈心", "李四 上周谈心"]
    card = reminders.reminder("t", "王芳", wishes, reminders.lines(wishes, sunday), sunday)
    assert card.text.startswith("上周谈心还空着，办了就算补上；这周谈心，今天还来得及。")


def test_how_often_is_said_where_once_is_not_enough() -> None:
    wishes = [one for one in wished(ZHANG, pack=WEEKLY) if one.assessment.kind is Kind.HELP]
    card = reminders.reminder("t", "王芳", wishes, reminders.lines(wishes, TODAY), TODAY)
    assert "这周帮扶辅导还有 2 次，29日（周日）前都来得及" in card.text


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        (
            [Child(1, "20260101", "张伟", "三年级", "2班", True), Child(2, "20260102", "张伟", "五年级", "1班", True)],
            ["张伟（三年级2班）", "张伟（五年级1班）"],
        ),
        # The class is too long for the line, or the same: the end of the student number tells them apart.
        (
            [
                Child(1, "20260101", "张伟", "初2026级", "实验创新班1班", True),
                Child(2, "20260102", "张伟", "三年级", "2班", True),
            ],
            ["张伟（尾号0101）", "张伟（三年级2班）"],
        ),
        (
            [Child(1, "20260101", "张伟", "三年级", "2班", True), Child(2, "20260102", "张伟", "三年级", "2班", True)],
            ["张伟（尾号0101）", "张伟（尾号0102）"],
        ),
        ([Child(1, "1", "古丽米热·艾力江·买买提依明江·阿不都", "三年级", "2班")], ["古丽米热·艾力江·买买提依明江·…"]),
        # Two long names that are cut to the same.
        (
            [
                Child(1, "20260101", "古丽米热·艾力江·买买提依明江·阿不都", "三年级", "2班"),
                Child(2, "20260102", "古丽米热·艾力江·买买提依明江·热合曼", "三年级", "2班"),
            ],
            ["古丽米热·艾力江…（尾号0101）", "古丽米热·艾力江…（尾号0102）"],
        ),
    ],
)
def test_every_line_is_short_and_its_own(children: list[Child], expected: list[str]) -> None:
    found = texts(wished(*children))
    assert found == expected
    assert all(len(text) <= 17 for text in found)


def crowd(count: int, name: str = "欧阳小") -> list[Child]:
    return [Child(number, f"{number:08}", f"{name}{number:02}", "七年级", "1班") for number in range(1, count + 1)]


@pytest.mark.parametrize("count", [1, 2, 20, 21, 45])
@pytest.mark.parametrize("pack", [FOUR_ONES, WEEKLY], ids=lambda pack: pack.key)
@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 2), date(2027, 1, 20)])
@pytest.mark.parametrize("teacher", ["王芳", "阿卜杜热西提·吾买尔江"])
def test_a_card_fits_the_phone_and_blames_nobody(count: int, pack: Pack, today: date, teacher: str) -> None:
    wishes = wished(*crowd(count), today=today, pack=pack)
    offered = reminders.lines(wishes, today)
    assert len(offered) <= 20
    card = reminders.reminder("t", teacher, wishes, offered, today)
    assert len(card.title) <= 36
    assert len(card.text) <= 160
    assert "记在今天" in card.text
    assert re.search("就发一句，比如「昨天[已补]", card.text)
    assert not any(word in card.title + card.text for word in BLAME)
    assert isinstance(
        card, ButtonCard if reminders.by_buttons([line.wished.assessment.kind for line in offered]) else VoteCard
    )


@pytest.mark.parametrize(("count", "who"), [(1, "陈组长"), (1, ""), (45, "迪力木拉提·艾力江老师")])
def test_who_will_be_asked_to_help_is_said_before_anybody_hears(count: int, who: str) -> None:
    wishes = wished(*crowd(count), today=date(2026, 12, 2), pack=WEEKLY)
    offered, helping = reminders.lines(wishes, date(2026, 12, 2)), Help(date(2026, 12, 7), who)
    card = reminders.reminder("t", "王芳", wishes, offered, date(2026, 12, 2), helping=helping)
    assert card.text.endswith(f"到12月7日还空着，我就请{who or '年级组长'}搭把手，是帮忙，不是告状。")
    assert len(card.text) <= LONGEST_TEXT


def proposals(text: str) -> list[str]:
    """Whole sentences that a text tells its reader to send."""
    return [found for found in re.findall("「([^」]+)」", text) if ZHANG.name in found]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_sentence_that_is_proposed_is_understood(kind: Kind) -> None:
    pack = Pack("one", (Rule(kind, Per.MONTH),))
    wishes, care = wished(ZHANG, pack=pack), Care.of([ZHANG])
    (asked,) = proposals(reminders.reminder("t", "王芳", wishes, reminders.lines(wishes, TODAY), TODAY).text)
    assert hear(asked, TODAY, care) == RecordDeed(kind, (ZHANG.id,), date(2026, 11, 22))
    ticked = [Ticked(ZHANG, kind, Fate.TAKEN_BACK, TODAY)]
    (again,) = proposals(card_taps.recorded(given_card([kind]), ticked, TODAY).text)
    assert hear(again, TODAY, care) == RecordDeed(kind, (ZHANG.id,), TODAY)
    reason, *instead = proposals(postponing.could_not([ZHANG], kind, ""))
    assert hear(reason, TODAY, care) == CouldNot((ZHANG.id,), kind, "大人不在", "absent")
    assert instead
    assert all(isinstance(hear(said, TODAY, care), RecordDeed) for said in instead)
    (soon,) = proposals(postponing.postponed([PutOff(ZHANG, wishes[0].assessment, date(2026, 11, 26))], TODAY))
    assert hear(soon, TODAY, care) == RecordDeed(kind, (ZHANG.id,), TODAY)


def test_a_walk_is_proposed_for_talks_that_are_in_time() -> None:
    for today, proposed in ((TODAY, True), (date(2026, 12, 2), False)):
        wishes = wished(ZHANG, today=today)
        card = reminders.reminder("t", "王芳", wishes, reminders.lines(wishes, today), today)
        assert ("走走" in card.text) == proposed


def given_card(kinds: Sequence[Kind]) -> GivenCard:
    options = tuple(Option(str(number), f"第{number}") for number, _ in enumerate(kinds, start=1))
    return GivenCard("t", options, tuple(kinds))


def overdue(child: Child) -> Assessment:
    (one,) = [one for one in wished(child, today=date(2026, 12, 2)) if one.assessment.state is State.OVERDUE]
    return one.assessment


SAID = {
    Fate.RECORDED: "记好了：",
    Fate.MADE_UP: "补的是上个月的",
    Fate.TOO_LATE: "只算在当天",
    Fate.ALREADY: "当天已经记过",
    Fate.MET: "早已记过",
    Fate.TAKEN_BACK: "撤销过",
    Fate.NOT_IN_CARE: "现在不在您这儿",
}


@pytest.mark.parametrize("pair", [*itertools.combinations_with_replacement(Fate, 2)], ids="-".join)
def test_what_a_tap_did_is_said_of_all_that_happened_and_fits_the_card(pair: tuple[Fate, Fate]) -> None:
    today = date(2026, 12, 2)
    ticked = [
        Ticked(child, Kind.TALK, fate, today, overdue(child) if fate is Fate.MADE_UP else None)
        for child, fate in zip(crowd(20), pair * 10, strict=True)
    ]
    card = card_taps.recorded(given_card([Kind.TALK] * 20), ticked, today)
    assert len(card.text) <= 160
    for fate in pair:
        assert SAID[fate] in card.text
    written = not {Fate.RECORDED, Fate.MADE_UP, Fate.TOO_LATE}.isdisjoint(pair)
    assert ("记错了回「撤销」" in card.text) == written
    assert card.done == ("已记好" if written else "没有新记")


def test_a_window_that_nobody_can_name_any_more_is_still_said_to_be_filled() -> None:
    ticked = [Ticked(ZHANG, Kind.TALK, Fate.MADE_UP, TODAY)]
    assert "张三补的是之前空着的。" in card_taps.recorded(given_card([Kind.TALK]), ticked, TODAY).text


def test_what_is_put_off_to_several_days_is_said_day_by_day() -> None:
    (talk,) = wished(ZHANG)
    put_off = [
        PutOff(ZHANG, talk.assessment, date(2026, 11, 26)),
        PutOff(LI, talk.assessment, date(2026, 11, 25)),
    ]
    assert postponing.postponed(put_off, TODAY) == (
        "好的，李四的谈心，11月25日（周三）再提醒您。好的，张三的谈心，11月26日（周四）再提醒您。"
        "这之前办好了，发「已谈心 张三」就行。"
    )


@pytest.mark.parametrize("kind", [*Kind, None])
def test_what_could_not_be_done_is_answered_for_every_kind_without_blame(kind: Kind | None) -> None:
    for reason in ("", "家长不在家\n改天再去", "长" * 300):
        text = postponing.could_not([ZHANG, LI], kind, reason)
        assert "不算" in text
        assert len(text) <= 160
        assert not any(word in text for word in BLAME)
