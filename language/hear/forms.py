"""A filled-in form: 「姓名：张三 时间：11月5日 方式：谈心 内容：…」."""

from dataclasses import dataclass
from datetime import date

from duty.commands import RecordDeed
from duty.hearing import Heard, WhichStudent
from duty.kinds import Kind
from language.hear.dates import Day, read_day
from language.hear.named import Named
from language.hear.names import Care
from language.hear.normalise import Plain
from language.hear.regex import regex
from language.hear.words import WORDS

_MARK = r"[ \t]*[:=][ \t]*|(?<=[\u4e00-\u9fff])[ \t]+"
_LABEL = regex(
    r"(?:^|(?<=[\n;,。 \]】)|]))"
    r"(?:[-*·•]|\d{1,2}[.、)]|\[|【)?[ ]*"
    r"(?P<about>谈心|谈话|家访|走访|辅导|帮扶|慰问|联系|被谈话|被访)?"
    r"(?:(?P<who>学生(?:姓名)?|姓名|对象|人|名字|被谈话人)|(?P<day>时间|日期|日子)|(?P<kind>方式|类型"
    r"|类别|形式|事项|工作内容)"
    r"|(?P<rest>(?:主要|简要|具体|详细)?(?:内容|情况|过程|记录)|要点|经过|详情|科目|学科|物品|礼物|礼品|数量|金额"
    r"|主题|结果|措施|问题|备注|地点|效果|反馈|家庭情况|陪同人员|谈话人|下一步|备忘|小结|总结)"
    r"|(?P<by>记录人|填表人|填写人|填报人))"
    rf"(?:\]|】)?(?:{_MARK})"
)
_KIND_WORDS = {"谈话": Kind.TALK, "被谈话": Kind.TALK, "被访": Kind.HOME_VISIT}


_ENDS = regex("[;,.\n]")
# One label is a sentence.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    about: str
    start: int
    end: int


def is_form(plain: Plain) -> bool:
    """Whether a message is filled in under labels, even if not wholly or not rightly."""
    return len(_fields(plain.text)) >= _FEWEST


def form(plain: Plain, care: Care, today: date) -> Heard | None:
    """What a form records; None where a message is none: it needs two labels, a child and a kind."""
    fields = _fields(plain.text)
    if len(fields) < _FEWEST or not any(field.label == "who" for field in fields):
        return None
    named = [one for field in fields if field.label == "who" for one in _named(plain.text, field, care)]
    kind = _kind(plain.text, fields)
    days = [day for field in fields if field.label == "day" for day in _days(plain.text, field, today)]
    on = days[0].on if days else today
    if not named or kind is None or on is None or on > today or len({day.on for day in days}) > 1:
        return None
    record = RecordDeed(kind, tuple(one.ids[0] for one in named if one.sure), on, _note(plain, fields))
    unsure = tuple(one.ids for one in named if not one.sure)
    return WhichStudent(record, unsure) if unsure else record


def _fields(text: str) -> list[_Field]:
    found = list(_LABEL.finditer(text))
    if len(found) < _FEWEST:
        return []
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [
        _Field(match.lastgroup if match.lastgroup != "about" else "rest", match["about"] or "", match.end(), end)  # type: ignore[arg-type]
        for match, end in zip(found, ends, strict=True)
    ]


def _named(text: str, field: _Field, care: Care) -> list[Named]:
    found, here = [], field.start
    while here < field.end:
        named = care.names.match(text, here)
        if named:
            found.append(named[1])
        here = named[0] if named else here + 1
    return found


def _kind(text: str, fields: list[_Field]) -> Kind | None:
    """What the field for the kind says, the labels (家访时间), or the title above them."""
    said = [(field.start, field.end) for field in fields if field.label == "kind"]
    for start, end in [*said, (0, fields[0].start)]:
        for here in range(start, end):
            word = WORDS.match(text, here)
            if word and isinstance(word[1].means, Kind):
                return word[1].means
    for field in fields:
        word = WORDS.match(field.about, 0) if field.about else None
        if word and isinstance(word[1].means, Kind):
            return word[1].means
        if field.about in _KIND_WORDS:
            return _KIND_WORDS[field.about]
    return None


def _days(text: str, field: _Field, today: date) -> list[Day]:
    found, here = [], field.start
    while here < field.end:
        day = read_day(text, here, today)
        if day:
            found.append(day[1])
        here = day[0] if day else here + 1
    return found


def _note(plain: Plain, fields: list[_Field]) -> str:
    """All that the form says from its first field for free words on; without one, what follows the last field."""
    rest = [field for field in fields if field.label == "rest"]
    mark = None if rest else _ENDS.search(plain.text, fields[-1].start)
    return plain.rest(rest[0].start if rest else mark.end() if mark else len(plain.text))
