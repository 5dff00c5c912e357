"""The way from a typed message to what was heard: normalise, request, cut, small talk, query, correction, deed."""

from datetime import date

from duty.hearing import Heard, NotUnderstood, Unclear
from language.hear.asides import correction, done_of_nothing, small_talk
from language.hear.deeds import deed
from language.hear.delays import could_not, postpone
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.opening import opening
from language.hear.queries import choice, query, simple_request
from language.hear.relays import hint, note
from language.hear.tokens import tokenise


def hear(text: str, today: date, care: Care) -> Heard:
    """What a sender who has these children in care means by a message of `today`.

    Nothing is recorded on a guess: what could be read in two ways comes back as a question.
    """
    return _read(text, today, care)


def _read(text: str, today: date, care: Care) -> Heard:
    plain = normalise(text)
    if not plain.text.strip():
        return NotUnderstood(Unclear.EMPTY)
    opened = opening(plain)
    # What is in a note to a guardian is neither a deed nor a question to us.
    asked = choice(plain) or simple_request(plain) or note(plain, opened, care) or postpone(plain, opened, care, today)
    if asked:
        return asked
    tokens = tokenise(plain, care, today)
    heard = (
        done_of_nothing(plain)
        or small_talk(plain, tokens)
        or query(plain, tokens)
        or correction(plain, tokens)
        or deed(plain, tokens, care, today)
    )
    if isinstance(heard, NotUnderstood):
        unknown = heard.why is Unclear.UNKNOWN
        return could_not(plain, opened, care, today) or (hint(plain, opened, care) if unknown else None) or heard
    return heard
