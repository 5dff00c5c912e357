"""What a leader reads: few lines, true numbers, reasons without reproach, one thing to decide."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from duty.commands import GapKind, ShowGaps
from duty.escalation import Hindrance, Why
from duty.kinds import Kind
from duty.people import Child, Role
from duty.policy import Per, Reason
from duty.windows import Window
from language.hear import Care, hear
from language.say import digests as say
from language.say.digests import NOBODY_YET, Candidate, Count, Digest, Left
from language.say.reminders import LONGEST_TEXT, LONGEST_TITLE

TODAY = date(2026, 12, 7)
NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 7))
TERM = Window(date(2026, 9, 1), date(2027, 1, 22), date(2027, 3, 3))
ZHANG, LI, ZHOU = (
    Child(number, f"2026000{number}", name, "七年级", "1班") for number, name in enumerate(("张三", "李四", "周一诺"))
)
TALKS = Count(Kind.TALK, Per.MONTH, NOVEMBER, 46, 43)
AWAY = Hindrance(Why.ON_LEAVE, date(2026, 12, 10))
NO_WORD = Hindrance(Why.NO_WORD)


def left(child: Child, mentor: str = "王芳", hindrance: Hindrance = NO_WORD, kind: Kind = Kind.TALK) -> Left:
    return Left(child, sum(map(ord, mentor)), mentor, kind, hindrance)


THREE = (left(ZHOU, "刘强", AWAY), left(ZHANG), left(LI))
ONE = Digest("陈杰", Role.GRADE_LEAD, ("七年级",), (TALKS,), THREE)


def test_the_fact_first_then_who_is_left_and_why() -> None:
    assert say.digest(ONE, TODAY).splitlines() == [
        "陈组长，七年级 46 位孩子，43 位上个月都聊过了。",
        "还有 3 位：刘老师请假到12月10日，周一诺；王老师的张三、李四。",
    ]


@pytest.mark.parametrize(
    ("role", "name", "called"),
    [
        (Role.GRADE_LEAD, "陈杰", "陈组长"),
        (Role.COORDINATOR, "高明", "高主任"),
        (Role.PRINCIPAL, "欧阳娜", "欧阳校长"),
        (Role.ADMIN, "高管", "高老师"),
        (None, "高管", "高老师"),
        (Role.PRINCIPAL, "古丽米热·艾力", "古丽米热·艾力老师"),
    ],
)
def test_a_leader_is_called_by_the_office(role: Role | None, name: str, called: str) -> None:
    assert say.leader(name, role) == called


@pytest.mark.parametrize(
    ("counts", "scope", "said"),
    [
        ((replace(TALKS, spared=1),), ("七年级",), "七年级 46 位孩子，43 位上个月都聊过了，1 位按学校的办法不用补。"),
        ((replace(TALKS, done=0),), (), "全校 46 位孩子，上个月的谈心还没有记上的。"),
        ((), ("七年级", "八年级"), "七年级、八年级有几件事还空着，跟您说一声。"),
        (
            (TALKS, Count(Kind.HOME_VISIT, Per.TERM, TERM, 40, 38, 1)),
            ("七年级",),
            "七年级上个月谈心，46 位里 43 位聊过了；这学期家访，40 位里 38 位家访过了、1 位不用补。",
        ),
    ],
)
def test_the_numbers(counts: tuple[Count, ...], scope: tuple[str, ...], said: str) -> None:
    first = say.digest(replace(ONE, counts=counts, scope=scope), TODAY).splitlines()[0]
    assert first == f"陈组长，{said}"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((left(ZHANG),), "要跟您说的有 1 位：王老师的张三。"),
        ((left(ZHANG, hindrance=Hindrance(Why.ON_LEAVE)),), "要跟您说的有 1 位：王老师请假，张三。"),
        (
            (left(ZHANG, hindrance=Hindrance(Why.PUT_OFF, date(2026, 12, 4))), left(LI), left(ZHOU)),
            "还有 3 位：王老师的张三（原想12月4日补）、李四、周一诺。",
        ),
        ((left(ZHANG, hindrance=Hindrance(Why.PUT_OFF)),), "要跟您说的有 1 位：王老师的张三。"),
        (
            (left(ZHANG), left(ZHANG, kind=Kind.HOME_VISIT), left(LI, "王强")),
            "还有 3 件：王芳老师的张三的谈心、张三的家访；王强老师的李四的谈心。",
        ),
    ],
)
def test_who_is_left(found: tuple[Left, ...], said: str) -> None:
    assert say.digest(replace(ONE, left=found), TODAY).splitlines()[1] == said


@pytest.mark.parametrize(
    ("reason", "words", "said"),
    [
        (Reason.REFUSED, "", "家长不方便"),
        (Reason.ABSENT, "奶奶不在", "没遇上人"),
        (Reason.MOVED, "", "搬走了"),
        (Reason.ILL, "", "生病了"),
        (Reason.OTHER_MODE, "", "换了方式"),
        (Reason.OTHER, "他去外婆家了", "他去外婆家了"),
        (Reason.OTHER, "", "试过，没成"),
        (None, "下雨", "下雨"),
        (None, "那天整个下午都在排练元旦晚会的节目", "试过，没成"),
        (None, "", "试过，没成"),
    ],
)
def test_why_it_did_not_come_about(reason: Reason | None, words: str, said: str) -> None:
    one = left(ZHANG, hindrance=Hindrance(Why.TRIED, reason=reason, words=words))
    assert say.digest(replace(ONE, left=(one,)), TODAY).endswith(f"王老师的张三（{said}）。")


def many(count: int, kind: Kind) -> tuple[Left, ...]:
    children = (replace(ZHANG, id=number, name=f"小明{number}", namesake=True) for number in range(count))
    return tuple(left(child, "刘强", AWAY, kind) for child in children)


def test_of_many_the_first_are_named_and_how_to_see_all() -> None:
    text = say.digest(replace(ONE, left=many(11, Kind.WARMTH)), TODAY)
    assert text.count("小明") == 8
    assert text.endswith("；另有 3 件，回「谁还没送温暖」看全。")


@pytest.mark.parametrize("kind", Kind)
def test_how_to_see_all_is_understood(kind: Kind) -> None:
    assert hear(say.WHO_IS_LEFT[kind], TODAY, Care.of([ZHANG, LI])) == ShowGaps(kind, GapKind.DEEDS)


def test_the_question_stands_below_and_names_who_could() -> None:
    offered = (Candidate(7, "孙丽", True), Candidate(8, "古丽米热·买买提江"), Candidate(9, "赵一二三四五六", True))
    card = say.question("d-1", ONE, "刘强", offered, TODAY)
    assert (card.task_id, card.title, card.done) == ("d-1", "陈组长，只需您定一件事", "")
    assert card.text == (
        "七年级 46 位孩子，43 位上个月都聊过了。还有 3 位：刘老师请假到12月10日，周一诺；王老师的张三、李四。"
        "请假的刘老师，请谁代一次？"
    )
    assert [(button.key, button.text) for button in card.buttons] == [
        ("7", "孙丽（班主任）"),
        ("8", "古丽米热·买买提江"),
        ("9", "赵一二三四五六"),
        (NOBODY_YET, "先不定"),
    ]


@pytest.mark.parametrize(("count", "namesake"), [*product([1, 3, 8, 20, 60], [True, False])])
def test_whatever_it_says_a_phone_shows_it_whole(count: int, namesake: bool) -> None:
    long = replace(ZHANG, name="古丽米热·艾力江·买买提", namesake=namesake, grade="初三年级", class_name="国际实验6班")
    found = tuple(left(replace(long, id=number), "迪丽热巴·迪力木拉提", AWAY) for number in range(count))
    digest = replace(ONE, leader_name="迪丽热巴·迪力木拉提", scope=("七年级", "八年级"), left=found)
    offered = [Candidate(number, "迪丽热巴·迪力木拉提", True) for number in range(5)]
    card = say.question("d-1", digest, "迪丽热巴·迪力木拉提", offered, TODAY)
    assert len(card.text) <= LONGEST_TEXT
    assert len(card.title) <= LONGEST_TITLE
    assert len(card.buttons) == 6
    assert all(len(button.text) <= 10 for button in card.buttons)
    assert len(say.digest(digest, TODAY).splitlines()) <= 4


def test_no_reproach_and_no_ranking() -> None:
    texts = [say.digest(ONE, TODAY), say.question("d-1", ONE, "刘强", [], TODAY).text]
    assert not any(word in text for text in texts for word in ("逾期", "未完成", "扣", "通报", "第一", "最"))
