"""The wish to take back what was recorded: 撤销, 撤销张三, 把张三的家访删掉, 第2条不作数, 手滑了."""

from dataclasses import replace
from datetime import date

from duty.commands import Undo
from duty.hearing import Confirm
from duty.kinds import Kind
from language.hear.correction_words import Sign
from language.hear.day import Day
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.parts import Part
from language.hear.remarks import SLOTS, Piece, Remark, named_in
from language.hear.shape import shape_of
from language.hear.vocabulary import LOOSE_TALK
from language.hear.words import WORDS

# Said alone these take back; with anything beside them they are only wrong.
_WHOLLY_WRONG = frozenset({"记错", "写错", "发错", "弄错", "搞错"})
_UNDOES = frozenset({Sign.UNDO, Sign.PERHAPS_UNDO})
_UNDOES_ALONE = _UNDOES | {Sign.SOFT, Sign.RECORD, Sign.NAME, Sign.KIND, Sign.DAY}
# A clause with one of these says more than why something is taken back.
_TELLS = frozenset({Sign.KIND, Sign.DAY, Sign.TO, Sign.MADE, Sign.NOTE})


def taking_back(said: Remark, today: date) -> Undo | Confirm | None:
    """Take back at once only what is certain; with an earlier day or a doubtful word beside it the sender is asked."""
    dated = any(isinstance(piece.means, Day) and piece.means.on != today for piece in said.slots)
    if _ends_so(said) and not said.asks and not dated:
        return _meant(said, sure=True)
    said = _without_reasons(said)
    if said.asks or said.has(Sign.OTHER, Sign.TO, Sign.MADE) or _goes_on(said):
        return None
    if said.has(Sign.UNDO):
        return _meant(said, sure=not dated and not said.has(Sign.NOTE))
    if said.has(Sign.PERHAPS_UNDO):
        return None if _tells_of_the_deed(said) else _meant(said, sure=not said.slots or said.has(Sign.RECORD))
    wrong = {piece.text.lstrip("我刚") for piece in said.pieces if piece.sign is Sign.WRONG}
    if wrong and wrong <= _WHOLLY_WRONG and not said.has(Sign.WHAT, Sign.IS, Sign.NOT, Sign.KIND, Sign.DAY):
        return _meant(said, sure=not said.slots)
    return None


def _without_reasons(said: Remark) -> Remark:
    """「点快了，取消刚才的记录」: the clauses that take back, where the others say no more than why."""
    signs = {clause: frozenset(piece.sign for piece in clause) for clause in said.clauses}
    undoing = [clause for clause, has in signs.items() if has & _UNDOES and has <= _UNDOES_ALONE]
    others = {clause: has for clause, has in signs.items() if clause not in undoing}
    if not undoing or any(has & _TELLS for has in others.values()):
        return said
    named = {piece.sign for clause in undoing for piece in clause}
    whose = [piece for clause in others for piece in clause if piece.sign is Sign.NAME]
    about = Sign.RECORD in named and (Sign.UNDO in named or not named & SLOTS)
    if whose and not (about and Sign.UNDO in named and Sign.NAME not in named):
        return said
    wrong = any(has & {Sign.WRONG, Sign.RECORD, *_UNDOES} for has in others.values())
    if not (wrong or about) and any(Sign.OTHER in has for has in others.values()):
        return said
    return replace(said, pieces=(*whose, *(piece for clause in undoing for piece in clause)))


def denied(text: str, care: Care, today: date) -> tuple[frozenset[Kind], frozenset[date]]:
    """The kinds and the days of which a sentence says that nothing was done; none of either where it says none."""
    plain = normalise(text).text
    shape = shape_of(plain, care, today)
    # In 「没家访」 the deed is no word of its own.
    words = [WORDS.match(plain, here) for here in range(len(plain))]
    kinds = {word[1].means for word in words if word and word[1].part is Part.DEED and isinstance(word[1].means, Kind)}
    days = {day.on for day in shape.days(0, len(shape.text)) if day.on and not day.within}
    return frozenset(kinds), frozenset(days)


def _ends_so(said: Remark) -> bool:
    """「刚才的家访其实没进门，撤掉」: why, and what is to be done about it."""
    signs = [piece.sign for piece in said.pieces]
    last = len(signs) - signs[::-1].index(Sign.GAP) if Sign.GAP in signs else 0
    about = next((sign for sign in signs if sign is not Sign.SOFT), None) is Sign.RECORD
    ends = Sign.UNDO in signs[last:] and set(signs[last:]) <= {Sign.UNDO, Sign.SOFT, Sign.RECORD}
    again = {piece.means for piece in said.parts.new} <= {piece.means for piece in said.parts.subject}
    return about and ends and again and not said.has(Sign.TO, Sign.MADE)


def _goes_on(said: Remark) -> bool:
    """「不该记，是李四」: what is right is said, too."""
    return said.has(Sign.IS) and bool(said.parts.new)


def _meant(said: Remark, *, sure: bool) -> Undo | Confirm:
    if said.has(Sign.NOTE):
        return Confirm(Undo())
    names = [named for _, named in named_in(said.slots)]
    kinds = [piece for piece in said.slots if isinstance(piece.means, Kind)]
    kind = _only([piece for piece in kinds if not names or piece.text not in LOOSE_TALK])
    ids = tuple(dict.fromkeys(child for named in names for child in named.ids))
    undo = Undo(student_ids=ids, kind=kind, number=None if ids else said.number)
    return undo if sure and all(named.sure for named in names) else Confirm(undo)


def _only(kinds: list[Piece]) -> Kind | None:
    means = {piece.means for piece in kinds}
    only = means.pop() if len(means) == 1 else None
    return only if isinstance(only, Kind) else None


def _tells_of_the_deed(said: Remark) -> bool:
    """「张三的谈心取消了」: it did not take place; 「取消谈心」 asks."""
    order = [piece.sign for piece in said.pieces if piece.sign in (Sign.KIND, Sign.PERHAPS_UNDO)]
    return order[0] is Sign.KIND and not said.has(Sign.RECORD)
