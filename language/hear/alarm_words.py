"""What those who can help type about an alarm instead of tapping: taking it over, closing it, a held note."""

import re
import unicodedata
from dataclasses import dataclass

from duty.alarm import AlarmTap
from language.hear.lexicon import spelled

_SAID = {
    AlarmTap.TAKE: "我来接手 由我接手 我接手 接手",
    AlarmTap.HANDLED: "已经处理好了 已经处理了 已经处理 已处理好 已处理 处理好了 处理完了",
    AlarmTap.FALSE_ALARM: "这是误报 是误报 误报",
    AlarmTap.RELEASE: "可以放行 放行",
    AlarmTap.WITHHOLD: "先不发 不发",
}
_FIRST = re.compile("|".join(f"(?P<{tap.name}>(?:{'|'.join(spelled(words))}))" for tap, words in _SAID.items()))
_BETWEEN = re.compile(r"[\s了,，.。:：;；!！、]+")
_YES = frozenset(spelled("请 请吧 请看看 请心理老师看看 好 好的 要 需要 麻烦了"))
_NO = frozenset(spelled("不用 不用了 先不用 暂时不用 不需要 不必"))


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """The button that was meant, and what else was said: which alarm, or what was done about it."""

    tap: AlarmTap
    rest: str


def alarm_words(text: str) -> AlarmWords | None:
    """What a text says of an alarm, if it begins with that; whether there is one is not looked at."""
    said = unicodedata.normalize("NFKC", text).strip()
    found = _FIRST.match(said)
    if found is None or found.lastgroup is None:
        return None
    rest = said[found.end() :]
    between = _BETWEEN.match(rest)
    return AlarmWords(AlarmTap[found.lastgroup], rest[between.end() :].strip() if between else rest)


def wants_counsellor(text: str) -> bool | None:
    """The answer to whether the counsellor should look; None where it is none."""
    said = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if said in _YES:
        return True
    return False if said in _NO else None
