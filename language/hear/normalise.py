"""One plain form for all spellings of a message, with the way back to what was typed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from zhconv_rs import zhconv

from language.hear.regex import regex

# A command stands at the head of a message; what follows is the sender's note, which is not read.
# The second bound keeps a message of nothing but invisible characters as cheap as any other.
HEAD = 300
_LOOKED_AT = 4 * HEAD

DOT = "·"
_DOTS = "·•・‧∙⋅●ㆍ᛫"
# Where the converter decides by the words around, a single character still needs one answer.
_FIXED = {"鍾": "钟", "锺": "钟", "餘": "余", "馀": "余", "著": "着", "甯": "宁"}


class _Simpler(dict[int, str]):
    """Each usual Han character is converted when it first comes: all of them would take 15 ms."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if not "\u3400" <= character < "\ua000":
            return character
        self[code] = _FIXED.get(character) or zhconv(character, "zh-hans")
        return self[code]


SIMPLER = _Simpler()
"""For `str.translate`: traditional characters to simplified ones."""

# Nearly all messages are of these characters only, each of which has one plain character.
_EVERYDAY = regex(r"(?:[!-~\u4e00-\u9fff、。“”‘’《》【】\uff01-\uff5e·]|[ \u3000\n](?![ \u3000\n]))*")
_EVERYDAY_PLAIN = _Simpler(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {ord("\u3000"): " "}
    | {code + width: chr(code).lower() for code in range(0x41, 0x5B) for width in (0, 0xFEE0)}
)

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
# 「①张三谈心②李四家访」: several of these part the items of a list; one alone is an answer.
_ITEM = regex(rf"[{_CIRCLED}](?=[^{_CIRCLED}\s])")


@dataclass(frozen=True, slots=True)
class Plain:
    """The head of a message in plain form.

    `at[i]` is the index in `typed` of the character that gave `text[i]`; `at[len(text)]` is where
    the head ends in `typed`. `cut` is true where the message goes on behind the head.
    """

    typed: str
    text: str
    at: Sequence[int]
    cut: bool

    def rest(self, start: int) -> str:
        """What was typed from plain index `start` to the very end, trimmed."""
        return self.typed[self.at[start] :].strip()


def normalise(typed: str) -> Plain:
    """NFKC, simplified, lower case, no invisible characters; a run of white space is one space or newline."""
    head = typed[:HEAD]
    if _EVERYDAY.fullmatch(head):
        return Plain(typed, head.translate(_EVERYDAY_PLAIN), range(len(head) + 1), _goes_on(typed, HEAD))
    return _normalise_any(typed)


def fold(name: str) -> str:
    """A name in plain form."""
    return normalise(name).text.strip(f" \n{DOT}")


def _normalise_any(typed: str) -> Plain:
    text: list[str] = []
    at: list[int] = []
    here = 0
    listed = len(_ITEM.findall(typed, 0, HEAD)) > 1
    while here < min(len(typed), _LOOKED_AT) and len(text) < HEAD:
        end = _unit_end(typed, here)
        for plain in "," if listed and typed[here] in _CIRCLED else _plain(typed[here:end]):
            if plain in " \n" and text and text[-1] in " \n":
                text[-1] = max(text[-1], plain, key=" \n".index)
            else:
                text.append(plain)
                at.append(here)
        here = end
    at.append(here)
    return Plain(typed, "".join(text), tuple(at), _goes_on(typed, here))


def _goes_on(typed: str, end: int) -> bool:
    return len(typed) > end and not typed[end:].isspace()


def _unit_end(typed: str, start: int) -> int:
    """A letter and the combining marks behind it are one character; a mark behind a stop does not hide the stop."""
    end = start + 1
    while end < min(len(typed), _LOOKED_AT) and typed[start].isalpha() and unicodedata.combining(typed[end]):
        end += 1
    return end


def _plain(unit: str) -> str:
    """One character, with its combining marks, in plain form; empty where it is invisible."""
    if unit in _DOTS:
        return DOT
    if unit in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if unit.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", unit).lower()
    return "".join(_simpler(c) for c in plain if not _invisible(c))


def _simpler(character: str) -> str:
    """A rare one is not kept: there are too many."""
    return zhconv(character, "zh-hans") if character > "\uffff" else SIMPLER[ord(character)]


def _invisible(character: str) -> bool:
    """Control and format characters, lone surrogates, variation selectors. Private use stays: names are typed in it."""
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return True
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"}
