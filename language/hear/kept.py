"""What is told beside a deed and stands in no note of it, so that nothing that was written is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard
from language.hear.forms import is_form
from language.hear.message import Message
from language.hear.named import Named
from language.hear.parts import Part
from language.hear.tokens import Token

_BORDERS = frozenset(",.:;!?\n()。，；")
# A clause with so many characters that are no part of a command tells something; without a child or a deed in it
# a guardian counts as well: 「…，见到外公」.
_TELLS, _TELLS_BESIDE = 4, 3


@dataclass(slots=True)
class _Clause:
    """The stretches between two marks, by their places in the text as typed."""

    start: int
    end: int
    ids: frozenset[int]
    weight: int


def with_all_told(heard: Heard, message: Message) -> Heard:
    """A record whose notes hold every clause that tells something."""
    if isinstance(heard, Confirm):
        command = heard.command
        if not isinstance(command, RecordDeed | RecordSeveral):
            return heard
        fuller = _fuller(command, message)
        return heard if fuller is command else replace(heard, command=fuller)
    return _fuller(heard, message) if isinstance(heard, RecordDeed | RecordSeveral) else heard


def _fuller(command: RecordDeed | RecordSeveral, message: Message) -> RecordDeed | RecordSeveral:
    plain = message.plain
    if plain.cut or message.is_noted or is_form(plain):
        return command
    if isinstance(command, RecordDeed):
        lost = _lost(message, (command.note,), frozenset(command.student_ids))
        return _noted(command, plain.typed, lost) if lost else command
    children = {child for deed in command.deeds for child in deed.student_ids}
    notes = (*(deed.note for deed in command.deeds), *(one.reason for one in command.could_not))
    lost = _lost(message, notes, frozenset(children))
    if not lost:
        return command
    deeds = list(command.deeds)
    for clause in lost:
        place = _whose(deeds, clause, plain.typed)
        deeds[place] = _noted(deeds[place], plain.typed, [clause])
    return replace(command, deeds=tuple(deeds))


def _noted(deed: RecordDeed, typed: str, lost: list[_Clause]) -> RecordDeed:
    """With a note that reaches over what was lost; the words in between are the sender's own as well."""
    here = typed.find(deed.note) if deed.note else lost[0].start
    start = min(here, lost[0].start)
    end = max(here + len(deed.note), lost[-1].end)
    return replace(deed, note=typed[start:end].strip(" \n,，。；;、"))


def _whose(deeds: list[RecordDeed], clause: _Clause, typed: str) -> int:
    """The deed that a clause belongs to: that of the child whom it names, else the one whose note ends before it."""
    for place, deed in enumerate(deeds):
        if clause.ids and clause.ids <= set(deed.student_ids):
            return place
    before = [place for place, deed in enumerate(deeds) if deed.note and typed.find(deed.note) < clause.start]
    return before[-1] if before else len(deeds) - 1


def _lost(message: Message, notes: tuple[str, ...], children: frozenset[int]) -> list[_Clause]:
    typed = message.plain.typed
    kept = [(start, start + len(note)) for note in notes if note and (start := typed.find(note)) >= 0]
    if len(kept) < sum(map(bool, notes)):
        return []
    return [one for one in _clauses(message, kept) if one.weight and one.ids <= children]


def _clauses(message: Message, kept: list[tuple[int, int]]) -> Iterator[_Clause]:
    """The clauses of a message with what each tells outside of the notes; 0 where that is nothing."""
    text = message.plain.text
    tokens: list[Token] = []
    for token in (*message.tokens, None):
        if token is None or text[token.start] in _BORDERS:
            if tokens:
                yield _clause(message, tokens, kept)
            tokens = []
        else:
            tokens.append(token)


def _clause(message: Message, tokens: list[Token], kept: list[tuple[int, int]]) -> _Clause:
    at = message.plain.at
    start, end = at[tokens[0].start], at[tokens[-1].end - 1] + 1
    outside = [one for one in tokens if not any(first <= at[one.start] < last for first, last in kept)]
    words = sum(one.end - one.start for one in outside if one.part in (Part.WORD, Part.OTHER))
    kin = sum(one.end - one.start for one in outside if one.part is Part.PARENT)
    beside = not any(one.part in (Part.NAME, Part.DEED) for one in tokens)
    tells = words >= _TELLS or (beside and words > 0 and words + kin >= _TELLS_BESIDE)
    ids = frozenset(i for one in tokens if isinstance(one.means, Named) for i in one.means.ids)
    return _Clause(start, end, ids, words + kin if tells else 0)
