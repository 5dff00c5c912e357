"""Of whom a number speaks that names nobody: 「三个都谈了」 of a sender with three children, 「两个姓高的」 of two."""

from language.hear.event import Event
from language.hear.masked import Masked
from language.hear.named import Named
from language.hear.names import Care
from language.hear.regex import regex
from language.hear.waiting import how_many

_NUMBER = r"(?:[两二三四五六七八九十]{1,3}|\d{1,2})"
_PEOPLE = r"(?:人|孩子|小孩|同学|学生|小朋友|娃娃?|娃儿|伢儿?|兄弟|姐妹|姊妹|兄妹|姐弟|家长|蒙古包)"
# Not 「前三个」, 「隔壁班三个」 or 「三个谈了俩」.
_COUNTED = regex(
    rf"(?<![前后第头班级村校他她ND\d])(?:(?P<of>[\u4e00-\u9fff])家的?(?:兄弟|姐妹|姊妹)?)?(?:(?P<many>{_NUMBER})[个位名户家]|(?P<few>[俩仨]))"
    rf"(?:姓(?P<called>[\u4e00-\u9fff])的?)?{_PEOPLE}?(?:们)?"
    rf"(?=[都全各均挨每D我P一今昨]|已经|的P|家?都|$|[,.]|[送谈家])(?![^,.:\n]*[了过完成到](?:{_NUMBER}[个位名户家]|[俩仨]))"
)
_NUMBERED = regex(rf"(?P<many>{_NUMBER})[个位名户家](?![小钟半月课])|(?P<few>[俩仨])")
_NEAR = 4
_MARKS = ".\n;?"


def counted(masked: Masked, event: Event, care: Care) -> list[Named]:
    """All children in care, or all of one surname, where the number of them is said; [] where it is another."""
    text = masked.text
    first = max(text.rfind(mark, 0, event.start) for mark in _MARKS) + 1
    found = None if "N" in text[first : event.end] else _COUNTED.search(text, first)
    if found is None or found.start() > event.end:
        return []
    called = found["of"] or found["called"]
    ids = [child for child, name in care.spoken.items() if not called or name.startswith(called)]
    return [Named((child,)) for child in ids] if how_many(found["many"] or found["few"]) == len(ids) else []


def other_number(masked: Masked, event: Event) -> bool:
    """Whether in the clause of a deed only other numbers of children are said than there are named."""
    text = masked.text
    first = max(text.rfind(mark, 0, event.start) for mark in f",:{_MARKS}") + 1
    # 「六个谈了五个」 says last with how many it was done.
    behind = next(_NUMBERED.finditer(text, event.end - 1, event.end + _NEAR), None)
    found = [behind] if behind else list(_NUMBERED.finditer(text, first, event.end + _NEAR))
    said = {how_many(one["many"] or one["few"]) for one in found}
    return bool(said) and len(event.named) not in said
