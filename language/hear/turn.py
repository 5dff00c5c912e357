"""The turn of a sentence that first says what was not done, and then what was."""

from language.hear.line import Line
from language.hear.parts import Gap, Part

_AGAINST = frozenset({Part.NOT, Part.FAILED, Part.PLAN, Part.IF})


def turn(line: Line) -> Line | None:
    """The clauses behind the first one that speaks against a deed: 「昨天没谈，今天跟李四谈了」.

    Where they name nobody, the children named before are meant: 「张三差点没谈成，后来谈成了」.
    """
    against = next((i for i, part in enumerate(line.parts) if part in _AGAINST), len(line.parts))
    first = 1 + next((i for i in range(against, len(line.parts)) if _clear(line, i)), len(line.parts))
    later = line.parts[first:]
    if Part.DEED not in later or not (Part.DONE in later or Part.NAME in later):
        return None
    named = [] if Part.NAME in later else [i for i in range(first) if line.parts[i] is Part.NAME]
    kept = [*named, *range(first, len(line.parts))]
    return Line(line.text, tuple(line.tokens[i] for i in kept), tuple(line.parts[i] for i in kept))


def _clear(line: Line, index: int) -> bool:
    return line.tokens[index].means in (Gap.COMMA, Gap.LINE)
