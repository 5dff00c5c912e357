"""The one lexicon of all words that the scanner knows."""

from duty.kinds import Kind
from language.hear.grammar import GRAMMAR
from language.hear.lexicon import Lexicon
from language.hear.parts import Gap, Part, Word
from language.hear.unknown_names import is_han
from language.hear.vocabulary import BETWEEN, NEGATED, NEGATORS, SEPARABLE, SMALL

_GAPS = dict.fromkeys(",·~-—.!", Gap.COMMA) | dict.fromkeys(":。;", Gap.STOP) | {" ": Gap.SPACE, "\n": Gap.LINE}


def _all_words() -> dict[str, Word]:
    """Every word; a later source overrules an earlier one where they share a spelling."""
    words = {negator + verb: Word(Part.FAILED) for negator in NEGATORS for verb in NEGATED}
    words |= {word: Word(part) for part, spelled in SMALL.items() for word in spelled}
    for entry in GRAMMAR:
        part = Part.DEED if isinstance(entry.means, Kind) else Part.ASK
        for word in entry.words:
            words[word] = Word(part, entry.means)
            if part is Part.ASK and is_han(word):
                words[" ".join(word)] = Word(part, entry.means)
            if word in SEPARABLE:
                words |= {word[0] + between + word[1:]: Word(part, entry.means) for between in BETWEEN}
    return words | {mark: Word(Part.GAP, gap) for mark, gap in _GAPS.items()}


WORDS = Lexicon(_all_words())
