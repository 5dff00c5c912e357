"""The words of a roster and of a teacher for the same guardian."""

import pytest

from duty.people import Kin
from language.hear.kin import guardian_at, kin_of, several_at


@pytest.mark.parametrize(
    ("word", "kin"),
    [
        *(("母亲", Kin.MOTHER), ("母", Kin.MOTHER), ("母子", Kin.MOTHER), ("继母", Kin.MOTHER), ("媽媽", Kin.MOTHER)),
        *(("父亲", Kin.FATHER), ("父", Kin.FATHER), ("父女", Kin.FATHER), (" 爸爸 ", Kin.FATHER)),
        *(("奶奶", Kin.PATERNAL_GRANDMOTHER), ("祖母", Kin.PATERNAL_GRANDMOTHER)),
        *(("爷爷", Kin.PATERNAL_GRANDFATHER), ("祖父", Kin.PATERNAL_GRANDFATHER)),
        *(("外婆（委托监护）", Kin.MATERNAL_GRANDMOTHER), ("姥姥", Kin.MATERNAL_GRANDMOTHER)),
        *(("外公", Kin.MATERNAL_GRANDFATHER), ("外祖父(监护人)", Kin.MATERNAL_GRANDFATHER)),
        *(("姑姑", Kin.OTHER), ("其他", Kin.OTHER), ("婆婆", Kin.OTHER), ("阿公", Kin.OTHER)),
        *(("家长", None), ("父母", None), ("监护人", None), ("", None), ("邻居", None), ("妈妈好", None)),
    ],
)
def test_a_relation_names_a_guardian(word: str, kin: Kin | None) -> None:
    assert kin_of(word) is kin


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("许知远妈妈好", 3, (5, Kin.MOTHER)),
        ("许知远妈", 3, (4, Kin.MOTHER)),
        ("许知远家长", 3, (5, None)),
        ("许知远爸爸妈妈", 3, (7, None)),
        ("许知远母校", 3, None),
        ("许知远", 3, None),
    ],
)
def test_a_guardian_is_found_at_a_place(text: str, start: int, found: tuple[int, Kin | None] | None) -> None:
    assert guardian_at(text, start) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("父母好", (2, (Kin.MOTHER, Kin.FATHER))), ("所有家长", (4, ())), ("妈妈", None), ("", None)],
)
def test_several_guardians_are_found_at_a_place(text: str, found: tuple[int, tuple[Kin, ...]] | None) -> None:
    assert several_at(text, 0) == found
