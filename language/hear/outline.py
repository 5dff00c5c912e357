"""The outline of a message: letters stand for the names, deeds, days and guardians that were recognised in it."""

from duty.kinds import Kind
from language.hear.dates import Day
from language.hear.names import Named
from language.hear.normalise import Plain
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.shape import DAY, KIND, NAME, Meaning, Shape
from language.hear.tokens import Token

PARENT = "P"
_DONE = regex("[了过]")
_LETTERS = {Part.NAME: NAME, Part.DAY: DAY, Part.DEED: KIND, Part.PARENT: PARENT}


def outline(plain: Plain, tokens: tuple[Token, ...]) -> Shape:
    """Of a message that is cut into stretches; what is not recognised stands for itself.

    Words for a deed that say that it was done keep that behind their letter: K了.
    """
    signs: list[str] = []
    meanings: dict[int, Meaning] = {}
    at: list[int] = []
    for token in tokens:
        letter = _LETTERS.get(token.part)
        if letter and isinstance(token.means, Named | Day | Kind):
            meanings[len(at)] = token.means
        text = plain.text[token.start : token.end]
        sign = (KIND + "了" if letter is KIND and _DONE.search(text) else letter) or text
        signs.append(sign)
        at.extend([token.start] * len(sign) if letter else range(token.start, token.end))
    return Shape("".join(signs), meanings, (*at, len(plain.text)))
