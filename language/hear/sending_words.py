"""The answers to questions about notes: which guardian is meant, and whether the words may go as they are."""

from collections.abc import Sequence

from language.hear.answer_words import Answer, Bare
from language.hear.kin import guardian_at, kin_of
from language.hear.lexicon import spelled
from language.hear.regex import regex

_SENDS = frozenset(
    spelled("""
        照发 照发吧 照样发 照旧发 照原样发 照原样发吧 原样发 照这样发 就这样发 就这么发 就这样发吧 就这么发吧 还是发
        还是发吧 还是照发 直接发 发吧 发出去 发出去吧 要发 要照发 确认照发 请照发 可以发 没事照发 没关系照发
        不改了照发 不用改照发 确认发送 确认发 都发 都照发 照发送 照原文发 照原话发 原话发 按原样发
    """)
)
_DROPS = frozenset(
    spelled(
        "撤回 撤销 撤掉 撤回吧 收回 取消 不发 不发了 先不发 先不发了 别发 别发了 不要发 不要发了 不照发"
        " 暂时不发 我改改 我再改改"
    )
)
_TO = regex(
    r"^(?:就|还是|那|请|想|要|我)*(?:(?:发|写|转|转告|回|回复|告诉|说|捎|给)+(?:给|到)?)?(?:孩子|娃|[他她]|的)*"
)
_BRACKET = regex(r"[（(](?P<word>[^）)]*)[）)]$")
_MARKS = regex(r"\W")
_NUMBER = regex(r"(?:回复?|答复?|就|是|选)? ?(?:第 ?)?#? ?(?P<number>\d{1,9}) ?(?:号|条|那条)?")


def may_go(said: Bare, *, careful: bool) -> bool | None:
    """Whether words may go; None where the answer says neither. `careful`: a mere yes does not say so."""
    words = said.words.replace(" ", "").replace(",", "")
    if words in _SENDS:
        return True
    if words in _DROPS or said.means in (Answer.NO, Answer.NONE, Answer.TAKE_BACK, Answer.LEAVE):
        return False
    return True if said.means is Answer.YES and not careful else None


def says_to_send(said: Bare) -> bool:
    """「照发」: nobody says so unless words wait for it."""
    return said.words in _SENDS and "照" in said.words


def number_said(said: Bare) -> int | None:
    """「#12」, 「12号」, 「回复12」."""
    found = _NUMBER.fullmatch(said.words)
    return int(found["number"]) if found else None


def guardians_said(said: Bare, called: Sequence[str]) -> tuple[int, ...] | None:
    """The places among `called` (「李四妈妈」) of whom a relation or a name means; None where it is no such word."""
    forms = [_MARKS.sub("", form) for words in (said.words, said.plain) for form in (words, _TO.sub("", words))]
    for fits in (_is_exactly, _is_of_the_kind):
        for words in filter(None, forms):
            if found := tuple(place for place, label in enumerate(called) if fits(words, label)):
                return found
    return () if any(map(_is_kin, forms)) else None


def _is_exactly(words: str, label: str) -> bool:
    """The label, or the relation of the roster in its brackets."""
    bracket = _BRACKET.search(label)
    return words == _MARKS.sub("", label) or (bracket is not None and words == bracket["word"])


def _is_of_the_kind(words: str, label: str) -> bool:
    """The child's name alone, or a word for the same relation."""
    plain = _BRACKET.sub("", label)
    if not _is_kin(words):
        return len(words) > 1 and plain.startswith(words)
    tails = (plain[start:] for start in range(1, len(plain)))
    return any(tail == words or kin_of(tail) is kin_of(words) for tail in tails if _is_kin(tail))


def _is_kin(words: str) -> bool:
    found = guardian_at(words, 0) if words else None
    return found is not None and found[0] == len(words)
