"""The way through the command part of a message, up to where the sender's note begins."""

from datetime import date

from duty.commands import MakeUp
from duty.kinds import Kind
from language.hear.dates import Day
from language.hear.follow import next_clause, same_clause
from language.hear.line import Line
from language.hear.names import Named
from language.hear.parts import Gap, Part
from language.hear.said import Said
from language.hear.unknown_names import is_han, like_a_name
from language.hear.vocabulary import EITHER_WAY

_AGAINST = frozenset({Part.NOT, Part.FAILED, Part.PLAN, Part.IF, Part.REQUEST, Part.QUESTION, Part.OTHER, Part.PAPER})


def scan(line: Line, today: date) -> Said:
    """Read stretches from left to right for as long as they belong to the command.

    1. Until both a deed and a name are known, every stretch must make sense in a command.
    2. Then the clause is read on to its end or to the first stretch that must be a note.
    3. Each further clause belongs to the command as a whole, or the note begins with it.
    """
    said = Said(today)
    here: int | None = 0
    while here is not None and here < len(line.tokens):
        if not said.complete:
            here = _open(line, said, here)
        elif line.parts[here] is Part.GAP:
            here = next_clause(line, said, here)
        else:
            here = same_clause(line, said, here)
    return said


def _open(line: Line, said: Said, here: int) -> int | None:
    """One stretch before both a deed and a name are known; None where there is no way on."""
    part, means = line.parts[here], line.tokens[here].means
    if part is Part.WORD:
        return _unknown(line, said, here)
    if isinstance(means, Kind):
        said.soft |= bool(said.named) and said.last is Part.NAME and _the_child_did(line, here)
        said.add_deed(means, line.said(here), here + 1)
    elif isinstance(means, Named):
        said.firm |= _one_to_another(line, said, here)
        said.doubt |= said.firm or line.tokens[here].doubtful
        said.add_name(means, here + 1)
    elif isinstance(means, Day):
        said.add_day(means, here + 1)
    elif isinstance(means, MakeUp) and part is Part.MAKE_UP:
        said.add_make_up(means, here + 1)
    elif part in _AGAINST:
        said.against.add(part)
    said.parent |= part is Part.PARENT
    said.done |= part is Part.DONE
    said.end = here + 1
    return here + 1


def _the_child_did(line: Line, here: int) -> bool:
    """Whether a deed behind a name may be the child's own: 「张三去补课了」, 「张三送了我一封信」, 「张三打了电话」."""
    if line.tokens[here].means is Kind.HELP:
        return line.said(here - 1) in ("去", "在", "上")
    name = line.parts.index(Part.NAME)
    addressed = name > 0 and line.parts[name - 1] is Part.PREP
    behind = next((part for part in line.parts[name + 1 : here] if part is not Part.FILL), None)
    return line.said(here).startswith(EITHER_WAY) and not addressed and behind is not Part.PARENT


def _one_to_another(line: Line, said: Said, here: int) -> bool:
    """「张三找李四谈心」 tells what one child did for another."""
    return said.last is Part.NAME and line.parts[here - 1] is Part.PREP and not line.joins(here - 1)


def _unknown(line: Line, said: Said, here: int) -> int | None:
    """A word that nobody knows: somebody not in care where it stands as a name, else the end of understanding."""
    first, end = line.unknown(here)
    if _begins_a_note(line, said, first, end):
        _give_back(line, said, first, here)
        said.end = first
        return None
    if not _stands_as_a_name(line, said, here):
        said.stuck = True
        return None
    _give_back(line, said, first, here)
    name = line.span(first, end)
    # Whoever stands before the deed without a list mark may be the one who did it: 「赵六和张三谈了」.
    said.doubt |= not _listed(line, first, end) and not (line.ends(end) and like_a_name(name))
    said.add_stranger(name, end)
    return end


def _give_back(line: Line, said: Said, first: int, here: int) -> None:
    """What was heard as a name or a day is only the beginning of a longer word."""
    for part in line.parts[first:here]:
        found = said.named if part is Part.NAME else said.days
        # A day in the middle of two requests was never taken for one.
        del found[-1:]


def _begins_a_note(line: Line, said: Said, first: int, end: int) -> bool:
    """A note without a name: about a stranger, or about the only child (「谈心了：最近上课很认真」)."""
    if said.kind is None or like_a_name(line.span(first, end)):
        return False
    clear = line.tokens[first - 1].means in (Gap.COMMA, Gap.LINE, Gap.STOP) if first else False
    return bool(said.strangers) or (clear and len(line.span(first, line.clause_end(first))) > 4)


def _stands_as_a_name(line: Line, said: Said, here: int) -> bool:
    """Whether an unknown word is written like a name, or is where only a name can be."""
    first, end = line.unknown(here)
    name = line.span(first, end)
    if like_a_name(name):
        return True
    before = line.parts[first - 1] if first else Part.GAP
    after_deed = said.kind is not None and line.ends(end) and before in (Part.GAP, Part.PREP)
    before_deed = before is Part.PREP and end < len(line.parts) and line.parts[end] in (Part.DEED, Part.AFFIX)
    placed = after_deed or before_deed or (first < here and len(line.said(here)) == 1) or _listed(line, first, end)
    return placed and is_han(name) and 2 <= len(name) <= 4


def _listed(line: Line, first: int, end: int) -> bool:
    return (first > 0 and line.parts[first - 1] is Part.JOIN) or (
        end < len(line.parts) and line.parts[end] is Part.JOIN
    )
