"""The words of a deed in a sentence, with what stands around them."""

import re
from dataclasses import dataclass

from language.hear import mood_words


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a deed in a masked text, with what stands before and behind them in their clause.

    `lead` reaches back beyond the clause, `after` is the beginning of the next one; `past`: a day that is over was
    said.
    """

    text: str
    start: int
    end: int
    clause: tuple[int, int]
    past: bool
    weekday: bool
    before: str
    words: str
    behind: str
    lead: str
    after: str

    @property
    def done(self) -> bool:
        """Whether words say that it is done: 已, 了, 过, how long it took."""
        w = mood_words
        return bool(
            w.DONE_BEHIND.match(self.behind)
            or w.IN_WORDS.search(self.words)
            or w.DONE_BEFORE.search(self.before)
            or w.RATHER.search(self.lead)
            or w.DONE_LATER.match(self.behind)
        )

    @property
    def ours(self) -> bool:
        """Whether the sender is named as the one who did it."""
        return has(mood_words.US, self.before)


def has(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the words of a pattern stand anywhere in a text."""
    return pattern.search(text) is not None
