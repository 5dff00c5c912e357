"""What is said of a child who is to be watched: gently, and without the words."""

import pytest

from duty.alarm import Facts
from duty.danger import Danger
from duty.people import Child
from language.say import watching
from tests.language.say.test_alarms import CHILDREN, DANGERS, NEVER, WRITTEN, facts


@pytest.mark.parametrize("danger", DANGERS)
def test_what_is_to_be_watched_is_said_gently(danger: Danger | None) -> None:
    said = watching.noted(danger, ("心理周老师",))
    assert said.endswith("要不要请心理周老师早点看看孩子？回「请」或「不用」。")
    assert len(said.splitlines()) <= 4
    alone = watching.noted(danger, ())
    assert "还没有心理老师" in alone
    assert "回「请」" not in alone
    assert not any(word in f"{said}{alone}" for word in (*NEVER, "危险", "紧急"))


def test_the_question_is_answered() -> None:
    assert watching.asked(("心理周老师",), watching.at_once(quiet=True)).startswith("好的，天亮后就请心理周老师")
    assert watching.asked(("心理周老师",), watching.at_once(quiet=False)).startswith("好的，这就请心理周老师")
    assert "留在清单里" in watching.left()
    assert "请跟心理周老师说一声" in watching.still_listed(("心理周老师",))
    assert watching.please_look(facts()) == (
        "王芳老师想请您看看孩子1（七年级1班）：情绪低落。不带原话，细节请问王芳老师。"
    )


def test_the_list_of_a_day_is_short() -> None:
    children = [Child(n, f"2026{n:03}", f"孩子{n}", "七年级", "1班") for n in range(1, 24)]
    said = watching.daily([Facts(Danger.SELF_HARM, "王芳老师", (one,), WRITTEN) for one in children], WRITTEN.date())
    assert said.splitlines()[0] == "11月20日，这几位孩子请您留心（不急，不带原话）："
    assert said.splitlines()[1] == "孩子1（七年级1班）：情绪低落（王芳老师说起）"
    assert said.splitlines()[-1] == "另有 3 位孩子，请问相应的老师。"
    assert len(said.encode()) <= 2048
    assert len(watching.daily([facts()], WRITTEN.date()).splitlines()) == 2


def test_the_list_of_a_day_has_one_line_for_each_child_and_none_without() -> None:
    other = Facts(Danger.BULLYING, "李明老师", CHILDREN[:2], WRITTEN)
    said = watching.daily([facts(), facts(count=0), other, facts()], WRITTEN.date())
    assert said.splitlines()[1:] == [
        "孩子1（七年级1班）：情绪低落、和同学相处（王芳老师、李明老师说起 3 次）",
        "孩子2（七年级1班）：和同学相处（李明老师说起）",
        "还有 1 条没写明是哪个孩子，没有列出。",
    ]


@pytest.mark.parametrize("danger", DANGERS)
def test_without_a_child_nothing_is_promised(danger: Danger | None) -> None:
    said = watching.nobody_named(danger, ("心理周老师",))
    assert "带上名字再说一句" in said
    assert "清单" not in said


def test_namesakes_are_said_to_be_some_of_whom_only_the_teller_knows_which() -> None:
    pair = tuple(Child(n, f"2026{n:03}", "张伟", "七年级", f"{n}班") for n in (1, 2))
    both = Facts(Danger.MEDICAL, "王芳老师", pair, WRITTEN)
    assert watching.noted(Danger.MEDICAL, ("心理周老师",), pair).splitlines()[1] == (
        "叫这个名字的不止一位，清单上写明了要先问您是哪一位。"
    )
    assert "名字相同，请先问问说的是哪一位。" in watching.please_look(both)
    one = Facts(Danger.MEDICAL, "李明老师", pair[:1], WRITTEN)
    assert watching.daily([both, one], WRITTEN.date()).splitlines()[1:] == [
        "张伟（七年级1班）：身体（王芳老师、李明老师说起 2 次）",
        "张伟（七年级2班）：身体（王芳老师说起，同名的不止一位，请先问问说的是哪一位）",
    ]
