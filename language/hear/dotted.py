"""Names of several parts with dots between them: one whole, of which no part by itself is anybody."""

from language.hear.names import Care
from language.hear.normalise import DOT
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.unknown_names import is_han
from language.hear.words import WORDS

# More of a name up to its dot, and the name behind that.
_GOES_ON = regex(rf"(?P<rest>[\u3400-\u9fff]{{0,2}}){DOT}(?=[\u3400-\u9fff])")
_WHOLE = regex(rf"[\u3400-\u9fff]{{2,8}}(?:{DOT}[\u3400-\u9fff]{{2,8}})+")
_SHORTEST = 2
_BEFORE = frozenset({Part.PREP, Part.DEED, Part.DONE, Part.NOT})
# What follows a name: of these there is no word of ours.
_BEHIND = frozenset("家的今昨前上下来去说讲聊送补打做在是也都")


def is_part_of_dotted(text: str, start: int, end: int) -> bool:
    """努尔兰·艾山 and 努尔兰江·艾山 are not the 努尔兰·哈力克 in care; 「张三·谈心」 is a mark."""
    behind = _GOES_ON.match(text, end)
    if behind and behind["rest"] and WORDS.match(text, end):
        behind = None
    deed = WORDS.match(text, behind.end()) if behind else None
    return (behind is not None and not (deed and deed[1].part is Part.DEED)) or (
        start > 1 and text[start - 1] == DOT and is_han(text[start - 2])
    )


def dotted_end(text: str, start: int, care: Care) -> int:
    """Where a name with dots that begins at a place ends; the place itself where none begins there.

    Behind its last dot it has two characters at least, and goes on up to a word of ours.
    """
    found = _WHOLE.match(text, start)
    if found is None or any(_begins(text, here, care) for here in range(start + 1, text.index(DOT, start))):
        return start
    last = text.rindex(DOT, start, found.end()) + 1
    deed = WORDS.match(text, last)
    if deed and deed[1].part is Part.DEED:
        return start
    end = last + _SHORTEST
    while end < found.end() and text[end] not in _BEHIND and not WORDS.match(text, end):
        end += 1
    return end


def _begins(text: str, here: int, care: Care) -> bool:
    """Whether a word that stands before a name, or the name of a child in care, begins here: 「每周二给热西提·…」."""
    word = WORDS.match(text, here)
    return (word is not None and word[1].part in _BEFORE) or care.names.match(text, here) is not None
