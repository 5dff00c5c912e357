"""The further deeds that stand behind a command: seen, so that the sender can be told, and not recorded."""

from duty.kinds import Kind
from language.hear.line import Line
from language.hear.names import Named
from language.hear.parts import Gap, Part
from language.hear.said import Said
from language.hear.vocabulary import LOOSE_TALK, ONLY_WHEN_DONE

_BESIDE = frozenset({Part.DAY, Part.PREP, Part.JOIN, Part.AFFIX, Part.DONE, Part.NAME})
_BEFORE = _BESIDE | {Part.FILL, Part.LOOSE, Part.PARENT, Part.MAKE_UP}
_NO_MORE = _BEFORE | {Part.DEED}
_AGAINST = frozenset({Part.NOT, Part.FAILED, Part.PLAN, Part.IF, Part.REQUEST, Part.QUESTION})


def further(line: Line, said: Said) -> tuple[bool, int]:
    """Whether a further deed was said, and the stretch before which the sender's note ends.

    The clauses that say nothing else are no note where they stand at its end; in its middle they stay,
    for what follows them may speak of them.
    """
    more = False
    noted, here = said.end, said.end
    while here < len(line.tokens):
        end = line.clause_end(here)
        found = _tells(line, said, here, end)
        more |= found
        if not set(line.parts[here:end]) <= (_NO_MORE if found else _BESIDE):
            noted = end
        here = end + 1
    goes_on = line.tokens[-1].means is Gap.STOP
    return more, noted if more and not goes_on else len(line.tokens)


def _tells(line: Line, said: Said, here: int, end: int) -> bool:
    """Whether a clause tells of a deed of the sender for another child, or of another kind."""
    deed = next((i for i in range(here, end) if line.parts[i] is Part.DEED), None)
    if deed is None or not set(line.parts[here:deed]) <= _BEFORE or set(line.parts[deed:end]) & _AGAINST:
        return False
    if not _by_the_sender(line, here, deed) or (deed + 1 < end and line.said(deed + 1) in ("的", "时")):
        return False
    word, kind = line.said(deed), line.tokens[deed].means
    before, clause = line.tokens[here:deed], line.tokens[here:end]
    if word in LOOSE_TALK:
        return any(isinstance(token.means, Named) and token.means not in said.named for token in before)
    if any(isinstance(token.means, Named) and token.means not in said.named for token in clause):
        return True
    return kind is not said.kind and (word not in ONLY_WHEN_DONE or Part.DONE in line.parts[deed:end])


def _by_the_sender(line: Line, here: int, deed: int) -> bool:
    """「奶奶打电话」 and 「他去补课了」 tell what others did, unless it is said to whom: 「给奶奶打电话」."""
    before = line.parts[here:deed]
    if line.tokens[deed].means is Kind.HELP and deed > here and line.said(deed - 1) in ("去", "在", "上"):
        return False
    others = Part.PARENT in before or any(line.said(i) in ("他", "她", "他们", "她们") for i in range(here, deed))
    return not others or Part.PREP in before or Part.NAME in before
