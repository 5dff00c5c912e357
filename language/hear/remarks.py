"""A message about something recorded before, cut into what was wrong, what is right instead, and of what it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from language.hear.correction_words import Sign, sign_at
from language.hear.dates import NUM, number
from language.hear.names import Care, Named
from language.hear.regex import regex
from language.hear.shape import Meaning, Shape
from language.hear.similar import resolve
from language.hear.unknown_names import is_han, like_a_name

SLOTS = frozenset({Sign.NAME, Sign.KIND, Sign.DAY})
_SAYS_INSTEAD = frozenset({Sign.TO, Sign.IS})
_QUIET = frozenset({Sign.SOFT, Sign.GAP, Sign.RECORD})
_CUES = frozenset({Sign.UNDO, Sign.PERHAPS_UNDO, Sign.WRONG, Sign.TO, Sign.IS, Sign.NOT, Sign.MADE})
# 「今天谈话的对象是张三」 tells of a deed.
_PERSONS = frozenset({"学生", "孩子", "对象", "人"})
_RIGHT_BEFORE = frozenset({"才对", "才是"})
_THAT_ONE = frozenset({"那个", "这个"})
_LINE = regex(rf"第(?P<number>{NUM})(?:条|个|句|笔|次)?")
_BARE_LINE = regex(rf"(?<![最后这前共])(?!两)(?P<number>{NUM})(?:条|号)?(?=[^\w]*$)")
# 「哈？我说的是张三」 asks nothing with its first word.
# What is said of a record in so many words: 「前一条不要」.
_NOT_THAT = regex(r"(?:不要|别)(?=[了啊哈吧呀噢]*(?:[\W_]|$))")
_ASKS = regex(r"(?<!^.)(?<!^..)[?]|吗|怎么|如何|还是(?![不别删撤算])|谁|哪|结对|绑定")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of such a message; `means` of a name, a deed or a day."""

    sign: Sign
    text: str
    means: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The names, deeds and days of a remark: those that are right, those that were wrong, and whose it is."""

    new: tuple[Piece, ...]
    old: tuple[Piece, ...]
    subject: tuple[Piece, ...]


@dataclass(frozen=True)
class Remark:
    """The pieces of such a message; `number` is the line that it names, `unknown` a name that fits nobody in care."""

    pieces: tuple[Piece, ...]
    number: int | None = None
    unknown: str = ""
    asks: bool = False

    @cached_property
    def signs(self) -> frozenset[Sign]:
        return frozenset(piece.sign for piece in self.pieces)

    def has(self, *signs: Sign) -> bool:
        return any(sign in self.signs for sign in signs)

    @cached_property
    def clauses(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces between two marks, of each clause."""
        groups = groupby(self.pieces, key=lambda piece: piece.sign is Sign.GAP)
        return tuple(tuple(pieces) for is_gap, pieces in groups if not is_gap)

    @cached_property
    def slots(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.sign in SLOTS)

    @cached_property
    def parts(self) -> Parts:
        """Behind 改成 and 是 stands what is right, behind 不是 and 写成 what was wrong.

        Where nothing stands behind such a word, it stands behind 「写错了，」, or before 写成.
        """
        found: dict[str, list[Piece]] = {"subject": [], "new": [], "old": [], "behind": []}
        mode, made = "subject", False
        for piece in self.pieces:
            if piece.sign in SLOTS:
                found[mode].append(piece)
            elif piece.text in _RIGHT_BEFORE and found["old"]:
                # 「不是吴老六，石阿亮才对」.
                found["new"].append(found["old"].pop())
            elif piece.sign in _SAYS_INSTEAD:
                mode = "new"
            elif piece.sign in (Sign.NOT, Sign.MADE):
                mode, made = "old", made or piece.sign is Sign.MADE
            elif piece.sign in (Sign.WRONG, Sign.UNDO):
                mode = "behind"
        subject, new, old = found["subject"], found["new"], found["old"]
        if not new and old and (made or not found["behind"]):
            wrong = {piece.sign for piece in old}
            new, subject = [p for p in subject if p.sign in wrong], [p for p in subject if p.sign not in wrong]
        if new:
            subject = [*subject, *found["behind"]]
        else:
            new = found["behind"]
        return Parts(tuple(new), tuple(old), tuple(subject))

    @cached_property
    def is_correction(self) -> bool:
        """Whether it can only speak of what was recorded, and not of a deed: 「李四不是张三谈的」 may."""
        if not self.opens_so or not self._is_clear or self.asks:
            return False
        parts = self.parts
        if self.has(Sign.WRONG, Sign.TO) or (self.has(Sign.UNDO) and self.has(Sign.IS)):
            return True
        new, old = {piece.sign for piece in parts.new}, {piece.sign for piece in parts.old}
        if old == {Sign.DAY} and new == {Sign.DAY, Sign.KIND} and not self.has(Sign.NAME):
            # 「不是今天，是上周五谈的」.
            new = old
        if self.has(Sign.NOT) and self.has(Sign.IS):
            named = new == {Sign.DAY} or self._speaks_of_a_line
            whose = {piece.sign for piece in parts.subject} <= ({Sign.NAME} if named else set())
            return whose and len(new) == 1 and old <= new
        if self.has(Sign.MADE):
            return bool(new) and new <= old
        about = self.has(Sign.WHAT) or (self.has(Sign.RECORD) and bool(parts.subject or self.number))
        loud = [piece.sign for piece in self.pieces if piece.sign not in _QUIET]
        return self.has(Sign.IS) and (about or loud == [Sign.IS, Sign.DAY])

    @cached_property
    def opens_so(self) -> bool:
        """Whether it does not tell of a deed before it says that something was wrong: 「跟张三谈了，不对，是李四」."""
        first = next((i for i, piece in enumerate(self.pieces) if piece.sign in _CUES), len(self.pieces))
        before = {piece.sign for piece in self.pieces[:first]}
        told = bool(before & {Sign.KIND, Sign.DAY})
        made = first < len(self.pieces) and self.pieces[first].sign is Sign.MADE
        about = any(piece.sign is Sign.WHAT and piece.text not in _PERSONS for piece in self.pieces[:first])
        return not told or made or about or Sign.RECORD in before or self._moves

    @cached_property
    def _moves(self) -> bool:
        """「把今天张三的家访改到前天」: what may be put in the place of something is on record."""
        return self.pieces[0].text in ("把", "将") and self.has(Sign.TO)

    @cached_property
    def _speaks_of_a_line(self) -> bool:
        """「张三那条是补课不是谈心」, 「张三那个不是谈心是补课」."""
        return any(
            (one.sign is Sign.RECORD and one.text[-1] in "条个笔句")
            or (one.sign is Sign.NAME and other.text in _THAT_ONE)
            for one, other in pairwise(self.pieces)
        )

    @cached_property
    def _is_clear(self) -> bool:
        """Whether every word is understood, up to an explanation behind what is right."""
        seen = open_clause = denied = False
        for place, piece in enumerate(self.pieces):
            if piece.sign is Sign.GAP:
                open_clause = False
            elif piece.sign in SLOTS:
                seen = open_clause = True
            # What it was not may be anything.
            elif piece.sign is Sign.OTHER and not denied:
                later = any(one.sign in SLOTS for one in self.pieces[place + 1 :])
                if not seen or open_clause or later:
                    return False
            denied = piece.sign is Sign.NOT
        return True


def remark(shape: Shape, care: Care, plain: str) -> Remark:
    """The pieces of a plain text's shape; a name behind 改成 that is nobody's exactly is looked for by its sound."""
    pieces: list[Piece] = []
    line: int | None = None
    for piece in _pieces(shape, plain):
        found = _LINE.fullmatch(piece.text) if piece.sign is Sign.RECORD else None
        if found:
            line = number(found["number"])
        pieces.append(piece)
    unknown = ""
    for place, piece in enumerate(pieces):
        if piece.sign is Sign.OTHER and _names_somebody(pieces[:place], piece.text):
            named = resolve(piece.text, care)
            if named is not None:
                pieces[place] = replace(piece, sign=Sign.NAME, means=named)
            elif like_a_name(piece.text):
                unknown = piece.text
    return Remark(tuple(pieces), line, unknown, bool(_ASKS.search(shape.text)))


def _pieces(shape: Shape, plain: str) -> Iterator[Piece]:
    here, text = 0, shape.text
    undoes, last = False, Sign.GAP
    while here < len(text):
        line = _LINE.match(text, here) or (_BARE_LINE.match(text, here) if undoes else None)
        if line:
            yield Piece(Sign.RECORD, f"第{line['number']}")
            here, last = line.end(), Sign.RECORD
            continue
        if last is Sign.RECORD and (dropped := _NOT_THAT.match(text, here)):
            yield Piece(Sign.UNDO, dropped[0])
            here, undoes, last = dropped.end(), True, Sign.UNDO
            continue
        end, sign = sign_at(text, here)
        while sign is Sign.OTHER and end < len(text) and not _begins(text, end):
            end += 1
        means = shape.meanings.get(here)
        yield Piece(sign, plain[shape.at[here] : shape.at[end]] if means else text[here:end], means)
        undoes = undoes or sign is Sign.UNDO
        here, last = end, sign


def _begins(text: str, here: int) -> bool:
    """Whether a known word begins here: what is unknown before it ends."""
    return sign_at(text, here)[1] is not Sign.OTHER


def _names_somebody(before: list[Piece], text: str) -> bool:
    """Whether unknown characters stand where a name is expected."""
    loud = [piece.sign for piece in before if piece.sign not in (Sign.SOFT, Sign.GAP)]
    return bool(loud) and loud[-1] in _SAYS_INSTEAD and 2 <= len(text) <= 4 and is_han(text)


def named_in(pieces: tuple[Piece, ...]) -> list[tuple[str, Named]]:
    """The names among the pieces, as typed and whom they mean."""
    return [(piece.text, piece.means) for piece in pieces if isinstance(piece.means, Named)]
