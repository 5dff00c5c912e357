"""The answers to questions about notes: which guardian is meant, and whether the words may go as they are."""

from collections.abc import Sequence

from language.hear.answer_words import Answer, Bare
from language.hear.kin import guardian_at, kin_of
from language.hear.lexicon import spelled
from language.hear.regex import regex

_SENDS = frozenset(
    spelled("""
        照发 照发吧 照样发 照旧发 照原样发 原样发 照这样发 就这样发 就这么发 就这样发吧 就这么发吧 还是发
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
    for words in dict.fromkeys((said.words, said.plain, _TO.sub("", said.words), _TO.sub("", said.plain))):
        if found := tuple(place for place, label in enumerate(called) if _is_called(words, label)):
            return found
    return () if _is_kin(_TO.sub("", said.words)) else None


def _is_called(words: str, label: str) -> bool:
    bracket = _BRACKET.search(label)
    plain = _BRACKET.sub("", label)
    if not words or words in (label, plain):
        return bool(words)
    if bracket and words in (bracket["word"], f"{plain}{bracket['word']}"):
        return True
    return any(
        words == name or (_is_kin(words) and kin_of(words) is kin_of(name))
        for name in (plain[start:] for start in range(1, len(plain)))
        if _is_kin(name)
    ) or (len(words) > 1 and plain.startswith(words) and not _is_kin(words))


def _is_kin(words: str) -> bool:
    found = guardian_at(words, 0) if words else None
    return found is not None and found[0] == len(words)
