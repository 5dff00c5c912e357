"""Which colleague a typed name means."""

import pytest

from language.hear.colleagues import colleagues

NAMES = {1: "李梅", 2: "李明", 3: "王芳", 4: "欧阳娜", 5: "阿依古丽·买买提", 6: "李梅"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("王芳", (3,)),
        ("王芳老师", (3,)),
        (" 王 芳 ", (3,)),
        ("王老师", (3,)),
        ("王主任", (3,)),
        ("王组长", (3,)),
        ("李明", (2,)),
        ("李梅", (1, 6)),
        ("李老师", (1, 2, 6)),
        ("欧阳老师", (4,)),
        ("欧老师", ()),
        ("小王", (3,)),
        ("老李老师", (1, 2, 6)),
        ("小欧阳老师", (4,)),
        ("小明", ()),
        ("阿依古丽·买买提", (5,)),
        ("阿老师", ()),
        ("王", ()),
        ("梅老师", ()),
        ("老师", ()),
        ("", ()),
    ],
)
def test_whole_names_go_before_surnames(typed: str, meant: tuple[int, ...]) -> None:
    assert colleagues(typed, NAMES) == meant
