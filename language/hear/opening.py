"""The requests that only the beginning of a message makes, and those that are all of it."""

from dataclasses import dataclass

from language.hear.grammar import GRAMMAR, Ask
from language.hear.lexicon import Lexicon
from language.hear.normalise import Plain
from language.hear.regex import regex

_POLITE = regex(
    r"(?:[^\w?]|那个|嗯|呃|额|老师好|你好|您好|那?你就|那就|语音转的[啊哈呀]?|语音输入|[你您](?=回[他她复])"
    r"|就(?=回|跟|说"
    r"|转))*+(?P<polite>(?:(?:(?:请|麻烦|劳驾|劳烦|有劳|拜托)[你您](?!们)|请(?!假)|麻烦|劳驾|劳烦|有劳|拜托|帮忙|帮手|唔该|帮[我俺咱]|帮|替[我俺咱]|代[我俺咱]"
    r"|(?:马上|立刻|赶[紧快]|尽快|速)(?=[转通告发带捎])|[你您](?=[帮替给])|能不能(?=帮)|可以(?=帮)|能(?=帮))[ ,:]?)*+)"
)
_CLOSING = regex(r"(?:一下|[吧啊呀哦呢啦哈])+$")
_APART = regex(r"[\W_]+")
_FIRST: Lexicon[Ask] = Lexicon(
    {word: entry.means for entry in GRAMMAR if isinstance(entry.means, Ask) for word in entry.first}
)
_ALONE = {
    word: entry.means
    for entry in GRAMMAR
    if isinstance(entry.means, Ask)
    for word in (*entry.alone, *(entry.words if entry.means is Ask.UNDO else ()))
}


@dataclass(frozen=True, slots=True)
class Opening:
    """The word with which a message begins to ask; `end` is where it ends in the plain text.

    `polite`: 请 or 帮我 stands before it, so that it cannot be the beginning of a report.
    """

    asks: Ask
    word: str
    end: int
    polite: bool


def opening(plain: Plain) -> Opening | None:
    """What a message begins to ask for."""
    start, polite = begin(plain)
    found = _FIRST.match(plain.text, start) if start < len(plain.text) else None
    return Opening(found[1], plain.text[start : found[0]], found[0], polite) if found else None


def begin(plain: Plain) -> tuple[int, bool]:
    """Where a message begins behind marks and polite words, and whether there were any of these."""
    found = _POLITE.match(plain.text)
    return (found.end(), bool(found["polite"])) if found else (0, False)


def alone(plain: Plain) -> Ask | None:
    """What a message asks for that is nothing but the request."""
    if plain.cut:
        return None
    said = _APART.sub("", plain.text).removeprefix("请问").removeprefix("好的").removeprefix("好")
    return _ALONE.get(said) or _ALONE.get(_CLOSING.sub("", said))
