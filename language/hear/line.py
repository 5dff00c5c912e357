"""One message cut into stretches, and the questions about a stretch's neighbourhood."""

from dataclasses import dataclass, replace
from typing import Self

from duty.commands import MakeUp
from language.hear.day import Day
from language.hear.grammar import Ask
from language.hear.normalise import DOT
from language.hear.parts import Gap, Part
from language.hear.tokens import Token
from language.hear.unknown_names import is_han

# The words for asking the bot mean other things inside a sentence about a deed.
_AS_PARTS = {
    Ask.UNDO: Part.FAILED,
    Ask.HELP: Part.QUESTION,
    Ask.RECORDING: Part.QUESTION,
    Ask.TODO: Part.QUESTION,
    Ask.STUDENT: Part.FILL,
    Ask.NEXT: Part.WORD,
}
# Single words that are as well the end of a longer name: 「张三好」, 「王家和」.
_NAME_ENDS = frozenset("又也都还就里地着记得在到去同和与及向对为从来往将上于好完给找跟帮把想要会求约")
# 「聊了一会儿」 is how long, 「一会儿聊」 is a plan.
_A_WHILE = frozenset(("一会", "一会儿"))
_ENTERED_LATE = ("补记", "补录", "补登", "补填", "补报")
_AND = frozenset(("和", "跟", "与", "同", "及", "以及", "还有"))


@dataclass(frozen=True, slots=True)
class Line:
    """The stretches of one message with their text, and what each does in a sentence about a deed."""

    text: str
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, text: str, tokens: tuple[Token, ...]) -> Self:
        """See each stretch in the light of its neighbours."""
        return cls(text, tokens, tuple(_part(text, tokens, i) for i in range(len(tokens))))

    def command(self) -> Self:
        """The part in which a command can stand: up to the first stop behind a deed and a name."""
        deed = name = False
        for index, token in enumerate(self.tokens):
            deed |= token.part is Part.DEED
            name |= token.part is Part.NAME
            if token.means is Gap.STOP and deed and name:
                return replace(self, tokens=self.tokens[: index + 1], parts=self.parts[: index + 1])
        return self

    def said(self, index: int) -> str:
        """The text of one stretch."""
        return self.text[self.tokens[index].start : self.tokens[index].end]

    def span(self, first: int, end: int) -> str:
        """The text of the stretches from `first` up to, not including, `end`."""
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]

    def joins(self, index: int) -> bool:
        """Whether a stretch joins names: a list mark or a word for and."""
        return self.parts[index] is Part.JOIN or self.said(index) in _AND

    def ends(self, index: int) -> bool:
        """Whether a clause or an item of a list ends before this stretch."""
        return _ends(self.tokens, index)

    def clause_end(self, index: int) -> int:
        """The index of the gap that ends the clause of this stretch."""
        while index < len(self.tokens) and self.parts[index] is not Part.GAP:
            index += 1
        return index

    def sentence_end(self, index: int) -> int:
        """The index of the line break or stop that ends the sentence of this stretch."""
        while index < len(self.tokens) and self.tokens[index].means not in (Gap.LINE, Gap.STOP):
            index += 1
        return index

    def unknown(self, index: int) -> tuple[int, int]:
        """The stretches that make up one unknown word around `index`: 「李小梅」 where only 小梅 is known."""
        first, end = index, index + 1
        if DOT in self.said(index):
            return first, end
        while first and self.parts[first - 1] in (Part.NAME, Part.DAY):
            first -= 1
        while end < len(self.tokens) and self._goes_on(end):
            end += 1
        return first, end

    def _goes_on(self, index: int) -> bool:
        """Whether an unknown word goes on: with what is unknown or a name, or with a 和 that more of it follows."""
        if self.parts[index] in (Part.WORD, Part.NAME):
            return DOT not in self.said(index)
        small = len(self.said(index)) == 1 and (is_han(self.said(index)) or self.said(index) == DOT)
        return (
            small
            and index + 1 < len(self.tokens)
            and (self.parts[index + 1] is Part.WORD and DOT not in self.said(index + 1))
        )


def _part(text: str, tokens: tuple[Token, ...], index: int) -> Part:
    token = tokens[index]
    if isinstance(token.means, Ask):
        return _AS_PARTS[token.means]
    if isinstance(token.means, MakeUp):
        return _make_up(text, tokens, index)
    if not index:
        return token.part
    before, said = tokens[index - 1].part, text[token.start : token.end]
    if said in _A_WHILE and before in (Part.DEED, Part.DONE):
        return Part.FILL
    if before is Part.NAME and said in _NAME_ENDS and _ends(tokens, index + 1):
        return Part.WORD
    if token.part is Part.DONE and said in ("好", "完") and not _completes(tokens, index):
        return Part.WORD
    return token.part


def _make_up(text: str, tokens: tuple[Token, ...], index: int) -> Part:
    """补 before a day only enters late what was done on it, and before an unknown word it is something else.

    「补记一下：张三11月12日谈心」 enters late as well.
    """
    days = [token.means for token in tokens if isinstance(token.means, Day)]
    if not index and days and text.startswith(_ENTERED_LATE) and not any(day.within for day in days):
        return Part.FILL
    after = tokens[index + 1 : index + 3]
    if after and after[0].part is Part.GAP:
        after = after[1:]
    elif after and after[0].part is Part.WORD:
        return Part.WORD
    return Part.FILL if after and after[0].part is Part.DAY else Part.MAKE_UP


def _completes(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether 好 says that a deed is done: behind the deed, and not before an unknown word (谈心好难)."""
    after = tokens[index + 1].part if index + 1 < len(tokens) else Part.GAP
    return tokens[index - 1].part in (Part.DEED, Part.DONE) and after is not Part.WORD


def _ends(tokens: tuple[Token, ...], index: int) -> bool:
    return index >= len(tokens) or tokens[index].part in (Part.GAP, Part.JOIN)
