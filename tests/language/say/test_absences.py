"""What is said of leave and of standing in: plain, warm, and whole on a phone."""

import re
from dataclasses import replace
from datetime import date

import pytest

from duty.commands import EndLeave, NameDeputy, RecordDeed, TakeLeave
from duty.messages import Button, ButtonCard, VoteCard
from duty.people import Child
from language.hear import Care, hear
from language.say import absences as say
from language.say.absences import Cared, Colleague, Days
from language.say.reminders import LONGEST_TEXT

TODAY = date(2026, 12, 1)
ZHANG = Child(1, "20260001", "张三", "七年级", "1班")
LI = Child(2, "20260002", "李四", "七年级", "1班")
WEEK = Days(date(2026, 12, 7), date(2026, 12, 11))


@pytest.mark.parametrize(
    ("cared", "lines"),
    [
        ((), []),
        ((Cared((ZHANG, LI), "李梅", True),), ["张三、李四请李老师照看，我去说一声。"]),
        (
            (Cared((ZHANG,), "孙丽"),),
            ["张三先由班主任孙老师照看。", "想请别人代，发一句「请李老师代」。"],
        ),
        (
            (Cared((ZHANG,), "李梅", True), Cared((LI,))),
            [
                "张三请李老师照看，我去说一声；李四还没有人代。",
                "请谁代，发一句「请李老师代」就好；不定的话，有急着办的我请年级组长安排。",
            ],
        ),
    ],
)
def test_a_leave_says_who_looks_after_whom(cared: tuple[Cared, ...], lines: list[str]) -> None:
    said = say.taken(WEEK, cared, TODAY).splitlines()
    assert said[0] == "好的，12月7日（周一）到12月11日（周五）您先忙，我不打扰您。"
    assert said[1:-1] == lines
    assert said[-1] == "提前回来发一句「销假」就行。"
    assert len(said) <= 4


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (Days(TODAY, TODAY), "今天"),
        (Days(TODAY, date(2026, 12, 2)), "今天到12月2日（周三）"),
        (Days(date(2026, 12, 31), date(2027, 1, 4)), "12月31日（周四）到2027年1月4日（周一）"),
    ],
)
def test_days_are_said_as_people_say_them(days: Days, said: str) -> None:
    assert say.deputy_named(days, [], TODAY) == f"好的，{said}有人代了。"


def test_back_again() -> None:
    past = Days(date(2026, 11, 23), date(2026, 12, 11))
    assert say.back(past, [ZHANG], TODAY) == "欢迎回来。张三又由您照看，这几天别的老师代做的都算数。"
    assert say.back(past, [], TODAY) == "欢迎回来。这几天别的老师代做的都算数。"
    assert say.back(WEEK, [ZHANG], TODAY) == "好的，12月7日（周一）到12月11日（周五）的请假取消了，一切照旧。"


def test_names_that_are_alike_are_told_apart_where_that_is_possible() -> None:
    offered = [Colleague("孙丽", "七年级1班"), Colleague("孙丽"), Colleague("孙新", "八年级2班")]
    assert say.which_deputy("孙老师", offered) == (
        "「孙老师」有 3 位：1 孙丽（七年级1班班主任），2 孙丽，3 孙新。\n"
        "请哪一位代？回 1 或 2 或 3。您没选，谁来代我先不记。"
    )


@pytest.mark.parametrize("length", [10, LONGEST_TEXT])
def test_a_card_for_the_deputy_says_for_whom_where_there_is_room(length: int) -> None:
    card = VoteCard("s-1", "孙老师，张三等您聊聊", "办" * length, (), Button("done", "办过了"))
    made = say.stand_in_card(card, "孙丽", "王芳", date(2026, 12, 11), TODAY)
    assert made.title == "孙老师，请您替王老师搭把手"
    assert len(made.text) <= LONGEST_TEXT
    assert made.text.startswith("到12月11日请您替王老师搭把手") == (length == 10)
    assert replace(made, title=card.title, text=card.text) == card


def test_cards_of_the_question_take_no_more_taps_once_it_is_answered() -> None:
    cards = [
        say.chosen("d-1", "孙丽", "王芳", [ZHANG], until=date(2026, 12, 11), today=TODAY),
        say.chosen_before("d-1", "孙丽", [ZHANG]),
        say.not_chosen("d-1", "王芳", away=True),
        say.not_chosen("d-1", "王芳", away=False),
        say.nobody_needed("d-1", "王芳"),
    ]
    assert all(isinstance(card, ButtonCard) and card.done and card.task_id == "d-1" for card in cards)
    again = say.choose_another("d-1", "孙丽", [Button("7", "李梅")])
    assert (again.done, again.buttons) == ("", (Button("7", "李梅"),))


def test_every_sentence_that_is_proposed_is_understood() -> None:
    """What is told in one message must be heard when it is typed."""
    texts = [
        say.taken(WEEK, [Cared((LI,))], TODAY),
        say.how_to_take_leave(),
        say.ends_before_it_begins(Days(WEEK.last, WEEK.first), TODAY),
        say.which_leave([WEEK, Days(date(2027, 1, 5), date(2027, 1, 6))], TODAY),
        say.no_such_leave([WEEK], TODAY),
        say.nobody_of_that_name("李老师"),
        say.please_stand_in("孙丽", "王芳", [ZHANG], WEEK, TODAY),
        say.not_chosen("d-1", "王芳", away=True).text,
    ]
    proposed = {found for text in texts for found in re.findall("「(.+?)」", text)} - {"李老师"}
    heard = {type(hear(one, TODAY, Care.of([ZHANG, LI]))) for one in proposed}
    assert heard == {TakeLeave, NameDeputy, EndLeave, RecordDeed}


def test_nobody_is_blamed() -> None:
    texts = [
        say.please_stand_in("孙丽", "王芳", [ZHANG], WEEK, TODAY),
        say.stands_in_no_more("孙丽", "王芳", [ZHANG]),
        say.helped("王芳", "孙丽", [ZHANG]),
        say.leaves([(WEEK, "孙丽"), (WEEK, "")], TODAY),
        say.how_to_take_leave(),
        say.from_when(),
        say.is_past(),
        say.ends_before_it_begins(Days(WEEK.last, WEEK.first), TODAY),
        say.not_away(),
        say.which_leave([WEEK, WEEK], TODAY),
        say.no_such_leave([WEEK], TODAY),
        say.nobody_of_that_name("李老师"),
        say.not_oneself(),
        say.away_too("孙丽"),
        say.nobody_yet(),
    ]
    assert not any(word in text for text in texts for word in ("逾期", "未完成", "扣", "通报", "必须", "感谢配合"))
    assert all(len(text.splitlines()) <= 4 for text in texts)
