"""What was typed with a slip put right, where a command can stand and neither a name nor an ordinary word does."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from duty.kinds import Kind
from language.hear.everyday import is_everyday
from language.hear.grammar import Ask
from language.hear.mistyped import ALREADY, BEHIND_A_DEED, Known, Mistyped, mistyped
from language.hear.named import How
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.opening import begin
from language.hear.parts import Gap, Part
from language.hear.regex import regex
from language.hear.similar import find_near
from language.hear.unknown_names import is_han, like_a_name
from language.hear.words import WORDS

# In letters a name is long.
_LONGEST_NEAR = 24
_LONGEST_BEFORE = 3
_LETTERS = regex("[a-z]+")
_CLAUSE = regex(r"[^,.:;。!?\n]*")
_ENDS_A_DAY = regex(r"(?:[天日号晚早夜午末]|[周期拜][一二三四五六\d])$")
# 「电话打通了」
_GETS_THROUGH = regex("打[通了过完]")
_COMPLETES = frozenset({Part.DONE, Part.NAME, Part.GAP})
# 「以经得起」, 「以经过」
_GOES_ON_FROM_IT = frozenset({Part.WORD, Part.DONE, Part.FILL, Part.NOT})
# Where a word of two characters may as well be the name of somebody.
_OF_A_NAME = frozenset({None, Part.GAP, Part.PREP, Part.JOIN})


class Slip(NamedTuple):
    """A stretch of a plain text, and the word that was meant."""

    start: int
    end: int
    known: Known
    letters: bool


def put_right(plain: Plain, care: Care) -> Plain:
    """The text with the mistyped words of ours as they should be; `typed` and the way back to it stay as they are.

    What is written like the name of a child in care, or like an everyday word, is left alone.
    """
    if not any(_may_hold(plain.text, place) for place in range(len(plain.text))):
        return plain
    text: list[str] = []
    at: list[int] = []
    here = 0
    for slip in _Reader(plain.text, care, begin(plain)[0]).slips():
        word = slip.known.word
        text += [plain.text[here : slip.start], word]
        at += [*plain.at[here : slip.start], *[plain.at[slip.start]] * len(word)]
        here = slip.end
    return replace(plain, text="".join((*text, plain.text[here:])), at=(*at, *plain.at[here:]))


def _may_hold(text: str, place: int) -> bool:
    """Whether a mistyped word may begin at a place; in letters not inside of a word."""
    if place and _LETTERS.match(text, place) and _LETTERS.match(text, place - 1):
        return False
    return next(mistyped(text, place), None) is not None


@dataclass(slots=True)
class _Reader:
    """Goes through a text from left to right; a request can only stand at `begin`.

    `before` is what the last stretch does in a sentence, `last` what the last one but spaces does; `already`: it was
    a word for already. From `clear` on nothing was understood. `foreign`: an unknown word in letters was passed,
    behind which none is taken for one of ours.
    """

    text: str
    care: Care
    begin: int
    before: Part | None = None
    last: Part | None = None
    already: bool = False
    clear: int = 0
    foreign: bool = False
    deeds: int = 0
    found: list[Slip] = field(default_factory=list)

    def slips(self) -> list[Slip]:
        """All slips, in their order; the small words in letters only beside a deed."""
        here = 0
        while here < len(self.text):
            here = self._stretch(here)
        return [slip for slip in self.found if self.deeds or not slip.known.small]

    def _stretch(self, here: int) -> int:
        """Read the stretch that begins at a place; its end."""
        named = self.care.names.match(self.text, here)
        if named:
            return self._pass(named[0], Part.NAME)
        word = WORDS.match(self.text, here)
        slip = self._slip(here, word[0] if word else here)
        if slip:
            self.found.append(slip)
            meant = WORDS.match(slip.known.word, 0)
            return self._pass(slip.end, meant[1].part if meant else Part.DAY, slip.known.word)
        if word:
            self.foreign &= word[1].means not in (Gap.COMMA, Gap.STOP, Gap.LINE)
            return self._pass(word[0], word[1].part, self.text[here : word[0]])
        letters = _LETTERS.match(self.text, here)
        if letters:
            near = _near_name(self.text, self.care, here)
            self.foreign |= near is None
            return self._pass(near[0], Part.NAME) if near else self._pass(letters.end(), Part.WORD)
        day = _ENDS_A_DAY.search(self.text, max(0, here - 1), here + 1)
        unknown = Part.WORD if self.text[here].isalnum() else Part.GAP
        return self._pass(here + 1, Part.DAY if day else unknown)

    def _pass(self, end: int, part: Part, said: str = "") -> int:
        self.before = part
        self.clear = self.clear if part is Part.WORD else end
        if said != " ":
            self.last, self.already = part, said in ALREADY
        self.deeds += part is Part.DEED
        return end

    def _slip(self, here: int, known: int) -> Slip | None:
        """The longest mistyped word at a place, if longer than the one that is there as it should be."""
        letters = bool(_LETTERS.match(self.text, here))
        if letters and not self._may_begin_in_letters(here):
            return None
        for one in sorted(mistyped(self.text, here), key=lambda found: (-found.end, found.wrong)):
            if one.end > known and self._fits(one, here) and not self._is_name(one, here, letters=letters):
                return Slip(here, one.end, one.known, letters)
        return None

    def _may_begin_in_letters(self, here: int) -> bool:
        """Not inside a longer word, unless one of ours ends there, as in yitanxin; nor behind a foreign one."""
        glued = bool(self.found) and self.found[-1].end == here and self.found[-1].letters
        inside = here > 0 and _LETTERS.match(self.text, here - 1) is not None
        return not self.foreign and (glued or not inside)

    def _fits(self, one: Mistyped, here: int) -> bool:
        """Whether a mistyped word makes sense where it stands."""
        known = one.known
        if isinstance(known.means, Ask):
            surely = one.wrong <= 1 and not one.near and not is_everyday(self.text[here : one.end])
            return here == self.begin and surely and self._is_whole(one, here)
        if known.word in ALREADY:
            return self._is_already(one, here)
        if known.word in BEHIND_A_DEED:
            return self.last is Part.DEED
        if known.means is None:
            return True
        if one.doubled or one.spaced:
            return not one.wrong and self._is_whole(one, here)
        if known.own > 2 or not one.wrong:
            return one.wrong <= 1 and not self._crosses(here, one.end)
        return self._fits_two(one, here)

    def _fits_two(self, one: Mistyped, here: int) -> bool:
        """Whether a word of two characters, of which there are so many, is meant as a deed."""
        after = _after(self.text, self.care, one.end)
        typed = self.text[here : one.end]
        if one.wrong > 1 or is_everyday(typed) or self._crosses(here, one.end):
            return False
        if self.already:
            return True
        if one.near or after not in _COMPLETES:
            return False
        if after is Part.DONE:
            return self.before is not Part.WORD or not like_a_name(self.text[max(0, here - 1) : one.end])
        if self.before in _OF_A_NAME:
            return not self.deeds and not like_a_name(typed) and not _tells(self.text, one.end)
        return self.before is not Part.WORD

    def _is_whole(self, one: Mistyped, here: int) -> bool:
        """Whether the word is neither the end nor the beginning of an ordinary one."""
        return _after(self.text, self.care, one.end) in _COMPLETES and not self._crosses(here, one.end)

    def _is_already(self, one: Mistyped, here: int) -> bool:
        """已 only before a deed, and 以 only where it can be no preposition: 「以谈心为主」."""
        if self.before is Part.WORD or self._crosses(here, one.end):
            return False
        if len(one.known.word) > 1:
            return _after(self.text, self.care, one.end) not in _GOES_ON_FROM_IT
        end = one.end + (bool(one.letters) and self.text[one.end : one.end + 1] in (" ", "'"))
        deed = _deed(self.text, end)
        return deed is not None and (self.text[here] != "以" or _after(self.text, self.care, deed) in _COMPLETES)

    def _crosses(self, start: int, end: int) -> bool:
        """Whether a word would be cut out of two everyday ones: 回家放学."""
        left = self.before not in (Part.NAME, Part.DAY) and is_everyday(self.text[max(0, start - 1) : start + 1])
        return left or (
            _after(self.text, self.care, end) not in _COMPLETES and is_everyday(self.text[end - 1 : end + 1])
        )

    def _is_name(self, one: Mistyped, here: int, *, letters: bool) -> bool:
        """Whether a name is in the way, known or nearly so; right behind 已 a deed is likelier."""
        if any(self.care.names.match(self.text, place) for place in range(here + 1, one.end)):
            return True
        if self.already and not _tells(self.text, one.end):
            return False
        if letters:
            near = _near_name(self.text, self.care, here)
            return near is not None and near[1] is not How.SIMILAR
        for place in range(max(self.clear, here - _LONGEST_BEFORE), here + 1):
            near = _near_name(self.text, self.care, place) if is_han(self.text[place]) else None
            if near and near[0] > here and (place < here or near[1] is not How.SIMILAR):
                return True
        return False


def _deed(text: str, start: int) -> int | None:
    """The end of a deed that begins at a place, typed as it should be or not."""
    if start >= len(text):
        return None
    word = WORDS.match(text, start)
    ends = [one.end for one in mistyped(text, start) if isinstance(one.known.means, Kind)]
    return max([*ends, *([word[0]] if word and word[1].part is Part.DEED else [])], default=None)


def _tells(text: str, start: int) -> bool:
    """Whether the clause goes on with a deed: then what stood before is rather a name."""
    clause = _CLAUSE.match(text, start)
    end = clause.end() if clause else start
    words = (WORDS.match(text, place) for place in range(start, end))
    return any(word is not None and word[1].part is Part.DEED for word in words)


def _after(text: str, care: Care, end: int) -> Part:
    """What the stretch behind a word does."""
    if end >= len(text):
        return Part.GAP
    if care.names.match(text, end):
        return Part.NAME
    word = WORDS.match(text, end)
    if word:
        return word[1].part
    if _GETS_THROUGH.match(text, end):
        return Part.DONE
    return Part.WORD if text[end].isalnum() else Part.GAP


def _near_name(text: str, care: Care, start: int) -> tuple[int, How] | None:
    """The end of a name at a place that is written otherwise, and how it is recognised."""
    last = min(start + _LONGEST_NEAR, len(text))
    stop = next((place for place in range(start + 1, last) if care.names.match(text, place)), last)
    near = find_near(text, start, stop, care)
    return (near[0], near[1].how) if near and not near[1].doubtful else None
