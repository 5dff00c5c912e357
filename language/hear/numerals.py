"""Numbers as they are typed in days and counts: digits, Chinese numerals, and both mixed."""

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "日": 7, "天": 7}
_TENS = {"廿": 20, "卅": 30}

CN = r"[〇零一二两三四五六七八九十廿卅]"
NUM = rf"(?:\d{{1,2}}|(?:[二三]?十|廿|卅)\d|{CN}{{1,3}})"
"""A number up to 99, as a pattern."""


def number(text: str) -> int:
    """A number up to 99: 5, 五, 十五, 二十五, 二十5, 廿五, 两."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return sum(_TENS.get(c, 0) for c in ones) + digits(ones.lstrip("廿卅"))
    return (digits(tens) if tens else 1) * 10 + digits(ones)


def digits(text: str) -> int:
    """A number said digit by digit: 二〇二六."""
    value = 0
    for character in text:
        value = value * 10 + (int(character) if character.isdecimal() else DIGITS.get(character, 0))
    return value
