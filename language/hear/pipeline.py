"""The way from a typed message to what was heard: normalise, cut, small talk, query, correction, deed."""

from dataclasses import replace
from datetime import date

from duty.commands import RecordDeed
from duty.hearing import Heard, NotUnderstood, Unclear
from language.hear.asides import correction, small_talk
from language.hear.deeds import deed
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.queries import choice, query
from language.hear.tokens import tokenise

FULL_STOPS = ("。", "；", ";")


def hear(text: str, today: date, care: Care) -> Heard:
    """What a sender who has these children in care means by a message of `today`.

    Nothing is recorded on a guess: what could be read in two ways comes back as a question.
    """
    heard = _read(text, today, care)
    if isinstance(heard, RecordDeed) and heard.note and _is_a_sentence_of_its_own(heard.note, text):
        further = isinstance(_read(heard.note, today, care), RecordDeed)
        return replace(heard, more=heard.more or further)
    return heard


def _is_a_sentence_of_its_own(note: str, text: str) -> bool:
    """Whether the note begins after a full stop: 「谈心张三。家访李四」 is two deeds, 「…：家访时说的」 is one."""
    return text[: text.rfind(note)].rstrip().endswith(FULL_STOPS)


def _read(text: str, today: date, care: Care) -> Heard:
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
