"""Names, classes and phones that are the same though two directories spell them otherwise."""

import pytest

from language.hear.same import name_key, phone_key, place_key


@pytest.mark.parametrize(
    "spellings",
    [
        [("七年级", "1班"), ("七年级", "七年级1班"), ("七年级", "七（1）班"), ("初一", "初一1班"), ("七年级", "701班")],
        [("初中七年级", "一班"), ("七年级", "01班"), ("", "七年级1班"), ("七年级", "7.1班"), ("七年级", "７０１")],
        [("小学一年级", "十二班"), ("一年级", "一（12）班")],
        [("七年级", "实验1班"), ("七年级", "七年级实验一班"), ("七年级", "七（1）实验班")],
        [("高一", "实验班"), ("高一", "高一实验班")],
        [("七年级", "7班"), ("初一", "七（7）班")],
    ],
)
def test_one_class(spellings: list[tuple[str, str]]) -> None:
    assert len({place_key(*one) for one in spellings}) == 1


def test_classes_that_are_not_one() -> None:
    different = [
        *(("七年级", "1班"), ("七年级", "2班"), ("七年级", "12班"), ("八年级", "1班"), ("高一", "1班")),
        *(("七年级", "实验1班"), ("高一", "实验班"), ("高一", "创新班"), ("七年级", ""), ("", "")),
    ]
    assert len({place_key(*one) for one in different}) == len(different)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("艾力·买买提", "艾力•买买提", True),
        ("艾力·买买提", "艾力 买买提", True),
        ("艾力·买买提", "艾力.买买提", True),
        ("王 芳", "王芳", True),
        ("張偉", "张伟", True),
        ("Anna Lee", "anna lee", True),
        ("王芳", "王方", False),
        ("王芳", "王芳（小）", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


@pytest.mark.parametrize("typed", ["13800138000", "+86 138-0013-8000", "8613800138000", "１３８００１３８０００"])
def test_phones(typed: str) -> None:
    assert phone_key(typed) == "13800138000"


def test_a_phone_that_is_none_is_no_phone() -> None:
    assert phone_key("无") == phone_key("") == ""
