"""Numbers in digits and Chinese numerals."""

import pytest

from language.hear.numerals import digits, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("05", 5),
        ("五", 5),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十五", 25),
        ("廿五", 25),
        ("卅", 30),
        ("两", 2),
        ("二十3", 23),
        ("廿3", 23),
        ("三十一", 31),
    ],
)
def test_numerals_are_read(text: str, value: int) -> None:
    assert number(text) == value


def test_a_year_is_said_digit_by_digit() -> None:
    assert digits("二〇二六") == 2026
