"""What is said of colleagues whom no reminder reached: who, why, and where it is mended."""

import pytest

from duty.delivery import Reason
from language.say.failures import unreached

NAMES = ["王芳", "欧阳娜", "孙丽", "陈杰", "周新", "李明", "赵云", "钱多", "吴用"]


@pytest.mark.parametrize(
    ("count", "who"),
    [
        (1, "王芳老师没收到提醒："),
        (2, "王芳、欧阳娜 2 位老师没收到提醒："),
        (8, "王芳、欧阳娜、孙丽、陈杰、周新、李明、赵云、钱多 8 位老师没收到提醒："),
        (9, "王芳、欧阳娜、孙丽、陈杰、周新、李明、赵云、钱多等 9 位老师没收到提醒："),
    ],
)
def test_up_to_eight_are_named(count: int, who: str) -> None:
    assert unreached(NAMES[:count], Reason.UNREACHABLE, mixed=False).startswith(who)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("mixed", [False, True])
def test_every_reason_makes_a_short_text_with_a_next_step(reason: Reason, mixed: bool) -> None:
    for names in (NAMES[:1], NAMES):
        text = unreached(names, reason, mixed=mixed)
        assert "{" not in text
        assert text.count("\n") == 1 + mixed
        assert ("jiedui doctor" in text.splitlines()[-1]) >= mixed
