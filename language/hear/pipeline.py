"""The way from a typed message to what was heard: normalise, cut, small talk, query, correction, deed."""

from datetime import date

from duty.hearing import Heard, NotUnderstood, Unclear
from language.hear.asides import correction, small_talk
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
    return (
        small_talk(plain, tokens)
        or query(plain, tokens)
        or correction(plain, tokens)
        or deed(plain, tokens, care, today)
    )
