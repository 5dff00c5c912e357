"""Which children a text speaks of, wherever in it and however it goes on."""

from language.hear.everyday import reads_as_word
from language.hear.named import How
from language.hear.names import Care
from language.hear.normalise import HEAD, normalise
from language.hear.similar import find_near

# Two characters that sound like a name are more often parts of other words: 和家(人), 何佳.
_SURELY_A_NAME = 3


def mentioned(text: str, care: Care) -> tuple[int, ...]:
    """The ids of all children in care whose name or given name stands in a text; namesakes all of them.

    For an alarm, where one child too many is asked after, and none is missed: where no name stands exactly, those who
    sound like one that does.
    """
    # Pieces overlap, so that no name is cut in two.
    pieces = [normalise(text[start : start + HEAD]).text for start in range(0, max(len(text), 1), HEAD // 2)]
    exact = [child for piece in pieces for child in _named_in(piece, care)]
    return tuple(dict.fromkeys(exact or [child for piece in pieces for child in _heard_in(piece, care)]))


def _named_in(plain: str, care: Care) -> list[int]:
    found: list[int] = []
    here = 0
    while here < len(plain):
        end, named = care.names.match(plain, here) or (here + 1, None)
        if named and not (named.doubtful and reads_as_word(plain, here, end)):
            found.extend(named.ids)
        here = end
    return found


def _heard_in(plain: str, care: Care) -> list[int]:
    found: list[int] = []
    for here in range(len(plain)):
        near = find_near(plain, here, len(plain), care)
        if near and near[1].how in (How.SOUND, How.PINYIN) and near[0] - here >= _SURELY_A_NAME:
            found.extend(near[1].ids)
    return found
