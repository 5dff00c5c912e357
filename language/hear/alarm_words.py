"""What is typed about an alarm: taking it over, closing it, a held note, and asking what became of it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from duty.alarm import AlarmTap
from language.hear.lexicon import spelled
from language.hear.regex import regex

_SAID = {
    AlarmTap.TAKE: "我来接手 由我接手 我接手 接手",
    AlarmTap.HANDLED: "已经处理好了 已经处理了 已经处理 已处理好 已处理 处理好了 处理完了",
    AlarmTap.FALSE_ALARM: "这是误报 是误报 误报",
    AlarmTap.RELEASE: "可以放行 放行",
    AlarmTap.WITHHOLD: "先不发 不发",
}
_FIRST = regex("|".join(f"(?P<{tap.name}>(?:{'|'.join(spelled(words))}))" for tap, words in _SAID.items()))
_BETWEEN = regex(r"[\s了,，.。:：;；!！、]+")
# 「2」「第 2 件」, but neither the time in 「10:30 送医院」 nor the number in 「2次电话」.
_NUMBER = regex(r"(?:第\s*)?(?P<number>\d{1,9})\s*(?:[件号](?=$|[\s,.:;!、。])|(?=$|[\s,;!、。]|[.:](?!\d)))")
_AROUND = (
    "您好 请问 现在 目前 刚才 刚刚 今天 昨天 后来 到底 "
    "这边 那边 这件事 那件事 这件 那件 这事 那事 事情 紧急情况 情况 孩子"
)
_FILLERS = "|".join(sorted([*spelled(_AROUND), *"我说报的事那"], key=len, reverse=True))
# What stands in 「什么情况」 is asked for.
_FILLER = regex(f"(?<![么啥])(?:{_FILLERS})")
_CARES = "(?:接手|接了|接|处理|跟进|负责|管|过来|过去|来|去)"
_SOMEBODY = r"(?:有没有人|有谁|有人|有老师|谁|哪位老师|哪个老师|哪位|\w{1,4}(?:老师|校长|主任))"
_DONE = "(?:了|好|完|过|着|上)*"
_ASKED = regex(
    rf"(?:是不是)?(?:{_SOMEBODY})?(?:已经|在|来|能)*{_CARES}{_DONE}(?:吗|么|嘛|没有|没|不|了没)"
    rf"|(?:是)?(?:谁|哪位老师|哪个老师|哪位|有没有人|是不是有人)(?:已经|在|来)*{_CARES}{_DONE}(?:的|呢|呀|啊)?"
    rf"|{_CARES}{_DONE}(?:的)?(?:人|老师)?是谁"
    rf"|(?:{_CARES}{_DONE}得?)?(?:怎么样|怎样|咋样|如何|怎么说)(?:了|啦)?(?:吗|呢|呀|啊)?"
    rf"|(?:是)?(?:什么|啥)(?:情况|进展|结果)(?:了|啦)?(?:呢|呀|啊)?"
    rf"|(?:有没有|有)(?:消息|结果|回音|回信|进展|下文)(?:了|啦)?(?:吗|么|没有|没|呢)?"
)
_YES = frozenset(spelled("请 请吧 请看看 请心理老师看看 好 好的 要 需要 麻烦了"))
_NO = frozenset(spelled("不用 不用了 先不用 暂时不用 不需要 不必"))


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """The button that was meant, the number of the alarm where one was said, and what else was said."""

    tap: AlarmTap
    rest: str
    number: int | None = None


def alarm_words(text: str) -> AlarmWords | None:
    """What a text says of an alarm, if it begins with that; whether there is one is not looked at."""
    said = unicodedata.normalize("NFKC", text).strip()
    found = _FIRST.match(said)
    if found is None or found.lastgroup is None:
        return None
    rest = said[found.end() :]
    tap, rest = AlarmTap[found.lastgroup], _behind(rest)
    place = _NUMBER.match(rest)
    if place is None:
        return AlarmWords(tap, rest)
    return AlarmWords(tap, _behind(rest[place.end() :]), int(place["number"]))


def asks_what_became(text: str, names: Iterable[str]) -> bool:
    """Whether a text asks for nothing but whether somebody has an alarm, or how it went.

    `names`: of the children whom it may name. A text that says anything besides is none: it may speak of danger.
    """
    said = re.sub(r"[\s,.:;!?、。~…]+", "", unicodedata.normalize("NFKC", text))
    for name in sorted(filter(None, names), key=len, reverse=True):
        said = said.replace(name, "")
    return any(_ASKED.fullmatch(one) for one in (said, _FILLER.sub("", said)))


def _behind(rest: str) -> str:
    between = _BETWEEN.match(rest)
    return rest[between.end() :].strip() if between else rest


def wants_counsellor(text: str) -> bool | None:
    """The answer to whether the counsellor should look; None where it is none."""
    said = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if said in _YES:
        return True
    return False if said in _NO else None
