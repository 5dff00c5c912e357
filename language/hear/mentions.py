"""Which children a text speaks of, wherever in it and however it goes on."""

from language.hear.names import Care
from language.hear.normalise import HEAD, normalise


def mentioned(text: str, care: Care) -> tuple[int, ...]:
    """The ids of all children in care whose name or given name stands in a text; namesakes all of them.

    For an alarm, where one child too many is asked after, and none is missed.
    """
    ids: dict[int, None] = {}
    # Pieces overlap, so that no name is cut in two.
    for start in range(0, max(len(text), 1), HEAD // 2):
        ids.update(dict.fromkeys(_in_piece(normalise(text[start : start + HEAD]).text, care)))
    return tuple(ids)


def _in_piece(plain: str, care: Care) -> list[int]:
    found: list[int] = []
    here = 0
    while here < len(plain):
        named = care.names.match(plain, here)
        found.extend(named[1].ids if named else ())
        here = named[0] if named else here + 1
    return found
