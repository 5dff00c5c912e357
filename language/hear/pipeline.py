"""The way from a typed message to what was heard: normalise, cut, ask, deed."""

from datetime import date

from duty.hearing import Heard, NotUnderstood, Unclear
from language.hear.deeds import deed
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.queries import choice, query
from language.hear.tokens import tokenise


def hear(text: str, today: date, care: Care) -> Heard:
    """What a sender who has these children in care means by a message of `today`.

    Nothing is recorded on a guess: what could be read in two ways comes back as a question.
    """
    plain = normalise(text)
    if not plain.text.strip():
        return NotUnderstood(Unclear.EMPTY)
    chosen = choice(plain)
    if chosen:
        return chosen
    tokens = tokenise(plain, care, today)
    asked = query(plain, tokens)
    if asked:
        return asked
    return deed(plain, tokens, care, today)
