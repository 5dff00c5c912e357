"""Lines and facts of a reminder's card: in whose stead, what opened it, how it must be done, all on one phone."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from duty.assess import Assessment, State
from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import ButtonCard, VoteCard
from duty.people import Child
from duty.policy import BIRTHDAY, EventKind, Mode, Once, Per, Rule, Trigger
from duty.windows import Opening, Window
from language.say import reminders, wishes, words
from language.say.reminders import Wished
from language.say.wishes import ChildStanding

TODAY = date(2026, 11, 23)
ZHANG = Child(1, "2026001", "张三", "七年级", "1班")
LI, ZHOU = Child(2, "2026002", "李四", "七年级", "1班"), Child(3, "2026003", "周一诺", "七年级", "1班")
LONG_NAME = "古丽米热·艾力江·买买提依明江·阿不都"


def wish(
    opening: Opening | None = None,
    kind: Kind = Kind.HOME_VISIT,
    *,
    last: date = date(2026, 11, 30),
    state: State = State.DUE,
    modes: frozenset[str] = frozenset(),
    times: int = 1,
) -> Assessment:
    window = Window(date(2026, 11, 1), last, last, opening=opening)
    once = Once(opening.trigger, 7) if opening else None
    per = Per.ONCE if once else Per.MONTH
    rule = Rule(kind, per, once=once, modes=modes, times=times)
    return Assessment(kind, per, window, times, 0, state, rule)


def card(*wished: Wished, ahead: Sequence[Wished] = ()) -> VoteCard | ButtonCard:
    found = reminders.reminder("t", "王芳", wished, reminders.lines(wished, TODAY), TODAY, ahead=ahead)
    assert isinstance(found, VoteCard | ButtonCard)
    return found


def event(*kinds: str) -> Opening:
    return Opening(Trigger.EVENT, date(2026, 11, 20), kinds)


def occasion(*names: str, day: date = date(2026, 11, 25)) -> Opening:
    return Opening(Trigger.OCCASION, day, names)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (event("hospital"), "住院后"),
        (event("illness", "accident"), "生病、出意外后"),
        (event("something else"), "有事后"),
        (Opening(Trigger.PAIRING_START, TODAY), "结对后"),
        (Opening(Trigger.TERM_START, TODAY), "开学后"),
        (Opening(Trigger.TERM_END), "期末前"),
        (occasion("mid_autumn"), "中秋"),
        (occasion("mid_autumn", "national_day"), "中秋、国庆"),
        (occasion("a day of the school's own"), "节日"),
        (occasion(BIRTHDAY), "25日生日"),
        (occasion(BIRTHDAY, day=TODAY), "今天生日"),
        (occasion(BIRTHDAY, day=date(2026, 10, 30)), "10月30日生日"),
        (occasion(BIRTHDAY, day=date(2027, 1, 2)), "2027年1月2日生日"),
    ],
)
@pytest.mark.parametrize("last", [date(2026, 11, 30), date(2026, 11, 20)])
def test_a_window_is_called_by_what_opened_it_now_and_afterwards(opening: Opening, said: str, last: date) -> None:
    item = wish(opening, last=last)
    assert words.period(item.per, item.window, TODAY) == said


def test_every_event_and_every_occasion_of_the_calendar_has_its_word() -> None:
    from storage.holidays import occasions

    assert set(words.EVENT) == set(EventKind)
    assert set(words.OCCASION) == {name for name, _ in occasions(2026, 2026)}


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        (wish(event("hospital")), "住院后家访，30日（周一）前都来得及。"),
        (wish(event("hospital"), state=State.OVERDUE), "住院后家访还空着，办了就算补上。"),
        (wish(Opening(Trigger.PAIRING_START, TODAY)), "刚结对，先家访，30日（周一）前都来得及。"),
        (wish(Opening(Trigger.PAIRING_START, TODAY), state=State.OVERDUE), "结对后家访还空着，办了就算补上。"),
        (wish(occasion(BIRTHDAY), Kind.WARMTH), "25日生日送温暖，30日（周一）前都来得及。"),
        (wish(modes=frozenset({Mode.IN_PERSON})), "这个月家访（限入户），30日（周一）前都来得及。"),
        (
            wish(kind=Kind.TALK, modes=frozenset({Mode.IN_PERSON, Mode.PHONE}), times=2),
            "这个月谈心（限当面或电话）还有 2 次，30日（周一）前都来得及。",
        ),
        (wish(modes=frozenset({Mode.WRITTEN, Mode.ONLINE}), last=TODAY), "这个月家访（限线上或书面），今天还来得及。"),
    ],
)
def test_a_fact_says_what_opened_it_how_it_must_be_done_and_until_when(item: Assessment, fact: str) -> None:
    assert card(Wished(ZHANG, item)).text.startswith(fact)


def test_what_an_event_asks_is_said_in_other_answers_too() -> None:
    standing = [ChildStanding(ZHANG, [wish(event("hospital"))])]
    assert wishes.near(standing, TODAY) == ["住院后的家访还有一次，30日（周一）前都来得及"]
    assert wishes.listed(standing, TODAY) == ["住院后家访，30日（周一）前：张三"]


@pytest.mark.parametrize(("note", "children"), [("换了座位", [ZHANG]), ("", [ZHANG, LI, ZHOU])])
def test_a_period_that_cannot_be_typed_is_not_proposed(note: str, children: list[Child]) -> None:
    empty = wish(event("hospital"), last=date(2026, 11, 20), state=State.OVERDUE)
    empty = replace(empty, window=replace(empty.window, makeup_end=date(2026, 11, 27)))
    standing = [ChildStanding(child, [empty]) for child in children]
    deed = RecordDeed(Kind.HOME_VISIT, tuple(child.id for child in children), TODAY, note)
    said = wishes.offer_to_make_up(standing, deed, children, TODAY)
    assert said.endswith("住院后的家访还空着，另外办了发「补家访」加名字。")


def test_a_line_says_in_whose_stead_it_is() -> None:
    wished = [Wished(ZHANG, wish(kind=Kind.TALK), "刘洋"), Wished(ZHANG, wish(), "刘洋")]
    assert [line.text for line in reminders.lines(wished, TODAY)] == ["张三（代刘老师） 谈心", "张三（代刘老师） 家访"]
    namesake = Child(2, "2026002", "张伟", "三年级", "2班", namesake=True)
    (line,) = reminders.lines([Wished(namesake, wish(), "刘洋")], TODAY)
    assert line.text == "张伟（三年级2班，代刘老师）"


def test_what_has_no_room_on_the_line_is_said_above() -> None:
    children = [Child(number, f"{number:08}", f"{LONG_NAME}{number}", "三年级", "2班") for number in range(1, 4)]
    wished = [Wished(child, wish(kind=Kind.TALK), "刘洋") for child in children]
    found = card(*wished)
    assert isinstance(found, VoteCard)
    assert not any("代" in option.text for option in found.options)
    two = [Wished(children[0], wish(kind=Kind.TALK), "刘洋"), Wished(ZHANG, wish(kind=Kind.TALK), "王芳")]
    assert f"{children[0].name}是代刘老师的。" in card(*two).text
    assert "王老师的" not in card(*two).text


def test_a_single_thing_says_it_above_its_buttons() -> None:
    found = card(Wished(ZHANG, wish(), "刘洋"))
    assert isinstance(found, ButtonCard)
    assert "前都来得及。这次是代刘老师办的。办好了点「已家访」" in found.text


def test_what_the_week_brings_is_said_where_there_is_room() -> None:
    coming = [Wished(ZHANG, wish(kind=Kind.TALK)), Wished(ZHANG, wish()), Wished(ZHANG, wish())]
    short = card(Wished(ZHANG, wish(kind=Kind.TALK)), ahead=coming)
    assert short.text.endswith("这周还会轮到谈心 1 位、家访 2 位。")
    everything = [
        Wished(ZHANG, wish(event("dropout_sign"), kind, modes=frozenset({Mode.IN_PERSON, Mode.PHONE}))) for kind in Kind
    ]
    assert "轮到" not in card(*everything, ahead=coming).text
    # One with buttons has room for it, too.
    assert card(Wished(ZHANG, wish()), ahead=coming).text.endswith("家访 2 位。")


OPENINGS = (
    None,
    event("dropout_sign"),
    event("illness", "family_change"),
    occasion(BIRTHDAY),
    occasion("teachers_day"),
)
CHILDREN = (
    ZHANG,
    Child(2, "20260102", "张伟", "三年级", "2班", namesake=True),
    Child(3, "20260103", "张伟", "初2026级", "实验创新班1班", namesake=True),
    Child(4, "20260104", LONG_NAME, "三年级", "2班"),
    Child(5, "20260105", LONG_NAME, "三年级", "2班"),
)


@pytest.mark.parametrize("owner", ["", "刘洋", "阿卜杜热西提·吾买尔江"])
@pytest.mark.parametrize(("first", "second"), [*itertools.combinations_with_replacement(OPENINGS, 2)])
def test_whatever_comes_together_a_phone_shows_it_whole(
    owner: str, first: Opening | None, second: Opening | None
) -> None:
    openings = {Kind.TALK: first, Kind.HELP: second, Kind.CONTACT: first}
    wished = [
        Wished(child, wish(opening, kind, modes=frozenset({Mode.IN_PERSON, Mode.ONLINE}), times=2), owner)
        for kind, opening in openings.items()
        for child in CHILDREN
    ] + [Wished(child, wish(None, Kind.HELP, last=date(2026, 11, 27)), owner) for child in CHILDREN]
    offered = reminders.lines(wished, TODAY)
    assert len({line.text for line in offered}) == len(offered)
    assert all(len(line.text) <= 17 for line in offered)
    found = reminders.reminder("t", "阿卜杜热西提·吾买尔江", wished, offered, TODAY)
    assert len(found.title) <= 36
    assert len(found.text) <= 160
    assert "办过的勾一下，记在今天" in found.text
    for one in wished:
        single = card(one)
        assert len(single.text) <= 160
