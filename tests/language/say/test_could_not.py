"""What is asked where a deed could not be, and what follows from the reason by the school's policy."""

import re
from datetime import date

import pytest

from duty.assess import Assessment, State
from duty.commands import CouldNot, RecordDeed
from duty.kinds import Kind
from duty.messages import ButtonCard, Option, SelectCard, VoteCard
from duty.people import Child
from duty.policy import Mode, Per, Reason, Rule
from duty.windows import Window
from language.hear import Care, hear
from language.say import could_not as say
from language.say.card_taps import GivenCard
from language.say.could_not import Told
from language.say.reminders import Line, Wished

TODAY = date(2026, 11, 23)
ZHANG = Child(1, "2026001", "张三", "七年级", "1班")
LI = Child(2, "2026002", "李四", "七年级", "1班")
LONG = Child(3, "2026003", "古丽米热·艾力江·买买提依明江·阿不都", "七年级", "1班")
CARE = Care.of([ZHANG, LI])
BLAME = ("逾期", "未完成", "扣分", "通报", "排名", "谢谢")
IN_PERSON = frozenset({Mode.IN_PERSON})


def item(
    kind: Kind = Kind.HOME_VISIT,
    state: State = State.DUE,
    *,
    instead: dict[Reason, set[Kind]] | None = None,
    modes: frozenset[str] = frozenset(),
) -> Assessment:
    substituted = tuple((reason.value, frozenset(kinds)) for reason, kinds in (instead or {}).items())
    rule = Rule(kind, Per.MONTH, substituted_by=substituted, modes=modes)
    window = Window(date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 7))
    return Assessment(kind, Per.MONTH, window, 1, 0, state, rule)


def line(child: Child, assessment: Assessment, number: int = 1) -> Line:
    return Line(str(number), child.name[:17], Wished(child, assessment))


def given(*lines: Line) -> GivenCard:
    options = tuple(Option(one.id, one.text) for one in lines)
    return GivenCard("t", options, tuple(one.wished.assessment.kind for one in lines))


def proposed(text: str) -> list[str]:
    return [said for said in re.findall("「([^」]+)」", text) if ZHANG.name in said]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_reason_has_its_words_for_every_kind(kind: Kind) -> None:
    said = [say.reason_said(reason, kind) for reason in Reason]
    assert len(set(said)) == len(Reason)
    assert all(len(one) <= 10 for one in said)
    assert (say.reason_said(Reason.REFUSED, kind) == "家长不方便") == (kind in (Kind.HOME_VISIT, Kind.CONTACT))
    card = say.asks(given(line(ZHANG, item(kind))), [line(ZHANG, item(kind))])
    assert isinstance(card, ButtonCard)
    assert [button.text for button in card.buttons] == said
    assert [button.key for button in card.buttons] == [f"why:{reason}:1" for reason in Reason]
    assert len(card.title) <= 36


@pytest.mark.parametrize("kind", list(Kind))
def test_the_lists_hold_what_the_platform_takes_and_what_can_be_said(kind: Kind) -> None:
    lines = [line(ZHANG, item(kind), number) for number in range(1, 16)]
    card = say.asks(given(*lines), lines, which="3", why="ill")
    assert isinstance(card, SelectCard)
    which, why = card.selectors
    assert len(which.options) == 10
    assert len(why.options) == 8
    assert [option.id for one in card.selectors for option in one.options if option.checked] == ["3", "ill"]
    assert all(len(option.text) <= 17 for one in card.selectors for option in one.options)
    assert len(card.text) <= 160
    (typed,) = proposed(card.text)
    assert hear(typed, TODAY, CARE) == CouldNot((ZHANG.id,), kind, "路断了", "other")


def test_beside_a_visit_a_talk_is_asked_about_in_the_words_for_homes() -> None:
    lines = [line(ZHANG, item(Kind.TALK), 1), line(LI, item(Kind.CONTACT), 2)]
    card = say.asks(given(*lines), lines)
    assert isinstance(card, SelectCard)
    assert [option.text for option in card.selectors[1].options] == [
        "请选一个",
        "家长不方便",
        "不在家",
        "搬走了",
        "生病了",
        "换了方式（电话、视频）",
        "别的原因",
        "点错了，返回",
    ]


@pytest.mark.parametrize("child", [ZHANG, LONG])
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("other", list(Kind))
@pytest.mark.parametrize("state", [State.DUE, State.OVERDUE])
def test_what_counts_instead_is_offered_and_what_is_proposed_is_understood(
    child: Child, kind: Kind, other: Kind, state: State
) -> None:
    reason = Reason.OTHER_MODE if kind is other else Reason.REFUSED
    now = item(kind, state, instead={reason: {other}}, modes=IN_PERSON)
    rest = [line(LI, item(kind), 2)]
    card = say.noted(given(line(child, now), *rest), rest, line(child, now), reason, TODAY)
    assert isinstance(card, ButtonCard)
    assert (card.buttons[-1].key, card.done) == ("back", "")
    assert card.buttons[0].key.startswith(f"instead:{other}:")
    assert f"点下面的「{card.buttons[0].text}」" in card.text
    assert len(card.text) <= 160
    assert not any(word in card.text for word in BLAME)
    for typed in proposed(card.text):
        heard = hear(typed, TODAY, CARE)
        assert isinstance(heard, RecordDeed), typed
        assert heard.kind is other, typed
    assert not (state is State.OVERDUE and proposed(card.text))


def test_no_more_buttons_than_the_platform_takes() -> None:
    now = item(instead={Reason.OTHER_MODE: set(Kind)}, modes=frozenset({Mode.WRITTEN}))
    card = say.noted(given(line(ZHANG, now)), [line(LI, item(), 2)], line(ZHANG, now), Reason.OTHER_MODE, TODAY)
    assert isinstance(card, ButtonCard)
    assert [button.text for button in card.buttons] == [
        "当面办了",
        "电话办了",
        "视频办了",
        "聊过了",
        "送过温暖了",
        "看其余的",
    ]
    assert [button.main for button in card.buttons] == [True] + [False] * 5
    assert "当面、电话、视频也算数" in card.text


def test_a_mode_that_cannot_be_typed_is_only_tapped() -> None:
    now = item(Kind.CONTACT, instead={Reason.OTHER_MODE: {Kind.CONTACT}}, modes=frozenset({Mode.PHONE}))
    text = say.by_policy([Told(ZHANG, now)], Reason.OTHER_MODE, TODAY, buttons=True)
    assert text == "学校的办法里，当面、视频也算数，办完点下面的「当面办了」。"
    assert say.by_policy([Told(ZHANG, now)], Reason.OTHER_MODE, TODAY) == ""


@pytest.mark.parametrize(
    ("told", "why", "said"),
    [
        ([Told(ZHANG, item(state=State.EXCUSED))], "ill", "学校的办法里这算情况特殊，这个月的家访不用补了。"),
        ([Told(ZHANG, item(state=State.SUBSTITUTED))], "ill", "学校的办法里这样就算数，这个月的家访不用再办。"),
        ([Told(ZHANG, item())], "ill", ""),
        ([Told(ZHANG, item(state=State.DONE))], "ill", ""),
        ([Told(ZHANG, None)], "ill", ""),
        ([Told(ZHANG, item(state=State.OVERDUE, instead={Reason.ILL: {Kind.TALK}}))], "ill", ""),
        (
            [Told(ZHANG, item(instead={Reason.ILL: {Kind.TALK}}))],
            "ill",
            "学校的办法里，聊过一次就算数，聊完发「已谈心 张三」。",
        ),
        (
            [Told(ZHANG, item(state=State.EXCUSED)), Told(LI, item(state=State.EXCUSED))],
            "ill",
            "学校的办法里这算情况特殊，张三、李四这个月的家访不用补了。",
        ),
        (
            [Told(ZHANG, item(Kind.TALK, State.EXCUSED)), Told(LI, item(Kind.TALK))],
            "ill",
            "学校的办法里这算情况特殊，张三这个月的谈心不用补了。改天路上聊几句也行，聊成了发「已谈心 李四」。",
        ),
        (
            [Told(ZHANG, item(Kind.TALK, State.EXCUSED)), Told(LI, None)],
            "ill",
            "学校的办法里这算情况特殊，张三这个月的谈心不用补了。办成了发一句，比如「已谈心 李四」。",
        ),
    ],
)
def test_what_follows_from_a_reason(told: list[Told], why: str, said: str) -> None:
    assert say.by_policy(told, why, TODAY) == said


def test_the_card_goes_on_with_what_is_left_as_long_as_there_is_room_to_say_so() -> None:
    lines = [line(LONG, item(), 1), line(ZHANG, item(), 2)]
    card = say.noted(given(*lines), lines[1:], lines[0], "ill", TODAY)
    assert isinstance(card, VoteCard)
    assert [option.id for option in card.options] == ["2"]
    assert len(card.text) <= 160
    short = say.not_yours(given(*lines), lines[1:], ZHANG)
    assert short.text == "张三现在不在您这儿，没有记。其余的办过了照旧勾。"
    long_name = Child(4, "4", LONG.name * 3, "七年级", "1班")
    full = say.noted(given(*lines), lines[1:], line(long_name, item()), "ill", TODAY)
    assert "照旧勾" not in full.text
