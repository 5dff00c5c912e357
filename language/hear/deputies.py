"""Who stands in for the sender, as typed: 请李老师代一下, 班里的事请王芳帮忙, 李梅代."""

import re
from collections.abc import Container
from dataclasses import dataclass

from language.hear.everyday import is_everyday
from language.hear.normalise import Plain
from language.hear.regex import regex
from language.hear.unknown_names import like_a_name
from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES, WORDLIKE_SURNAMES

_TITLE = r"(?:老师|主任|校长|书记|班主任|组长|教师)"
_HAN = r"[\u4e00-\u9fff]"
_WHO = rf"(?P<who>{_HAN}{{1,5}}?{_TITLE}|{_HAN}{{2,4}}?|{_HAN}{{2,5}}·{_HAN}{{2,8}})"
_ASKED = r"(?:请|让|由|托付|托给|托|委托|拜托|麻烦|劳烦|辛苦|交给|交代给|转给|换成?|改[由成请]|找|叫|安排|交由|暂由)给?"
_DOES = (
    r"(?:[,: ]?(?:来|去|先|暂时?|临时|帮忙|帮我?|给我?|替我?|这[几两]天|到时候?|全权|同时|一下|多)*"
    r"(?:代|替|顶|接手?|管|负责|照看|照管|照顾|照应|盯|看着|跟进|处理|带|帮|费心|关照|打理|操心|联系|家访|谈))"
)
_ENDS = r"(?=$|[ ,.。!;\n了吧哈啦的呢])"
# 「请王芳帮忙」, 「张三交给李老师」, 「由李老师代」.
_BY_REQUEST = regex(
    rf"{_ASKED}(?:了|我们?(?:组|班|办公室)的?|同组的?|同事|搭班的?|隔壁班?的?|副班(?:主任)?)*{_WHO}(?:{_DOES}|{_ENDS})"
)
# 「李老师代一下」, 「李梅代」, 「由」 unsaid.
_BY_NAME = regex(
    rf"(?:^|(?<=[ ,.。:;!\n我班学生的事都先假天周日号期月一二三四五六间候内时])){_WHO}"
    r"(?:来|先|帮忙|帮我?|会|可以|暂|临时|已经?答应|答应|同意)*"
    r"(?:代|替我|顶|(?<=帮我)(?:带|看|管|盯))(?:替|管|理|班|劳|办|为)?(?!表|课|记|写|[^,.。]{0,3}[过完])"
)
# 「产假三个月，郭海燕老师接手」, of leave only: alarms are taken over in these words.
_TAKES_OVER = regex(rf"(?:^|(?<=[ ,.。:;!\n])){_WHO}(?:来|先|会|临时|暂时)*接(?:手|管|替)")
# 「代理人：李梅」.
_BY_TITLE = regex(
    rf"(?:代理?|代班|代管|临时|接替|顶替)的?(?:人|老师|教师|同事|(?=是))(?:是|为|:|写)*[ :]*{_WHO}{_ENDS}"
)
# 「请假 明天，尼玛次仁代」: a name of no known surname, where nothing else can stand.
_AT_THE_END = regex(
    rf"(?<=[ ,:])(?P<who>(?![不没无已要可也请让由帮我都就先暂])(?:{_HAN}{{2,5}}|{_HAN}{{2,5}}·{_HAN}{{2,8}}))代$"
)
_NOBODY = regex(
    rf"(?:别的?|其他|其它|另外|同组|同事|别|旁|有空的?|任课|科任|副班|班主任?|年级|教研|搭班|同|实习|新|代课|结对|本班|两位|几位|哪位|哪个|各位|所有){_TITLE}?$"
    r"|.*(?:[谁人你您我他她们]|大家|领导|学校|家长|同事|学生|孩子|班长|班干部|别人|同学|组里|年级|谈心|家访|代|请|帮)"
)
_WITH_TITLE = regex(rf"(?P<name>{_HAN}{{1,5}}){_TITLE}")
_TWO = 2
_SURNAMES = SINGLE_SURNAMES | WORDLIKE_SURNAMES
_NO_NAME = regex("[给请让由来去代替找的和跟]")
_TITLED = regex(rf"(?P<name>{_HAN}{{2,5}})(?:老师|教师)")
_ONLY = regex(
    r"(?:补(?:充|上|一?下)*[ :,]*)?(?:我?(?:请假|休假|不在|出差|外出)?(?:期间|的?时候|这[几两]天|这段时间)[,: ]*)?"
    r"(?:就|还是|改|那就?|先|我的?|学生|孩子们?|班[里上]的?)*"
)
_IN_MY_STEAD = regex("[代替顶管接带盯]")
_TAIL = regex(
    r"(?:一?下|一[阵会]儿?|我的?|班级?|管|理|替|劳|职|办|为|学生|孩子们?|娃|工作|事情?|照看|照管|帮忙|忙|吧|哈|啊"
    r"|了|着|们|他|她|这[几两些个]*|几|个|天|带|的|谢谢|[ ,.。!])*"
)


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who stands in, and where that is said in the plain text."""

    name: str
    start: int
    end: int


def deputy_in(plain: Plain, children: Container[str], start: int = 0, *, on_leave: bool = False) -> Deputy | None:
    """The first who is named from `start` on; None where nobody is, or only 别的老师. No child of these names is meant.

    `on_leave`: where leave is spoken of, who takes over stands in as well.
    """
    for pattern in (_BY_TITLE, _BY_REQUEST, _BY_NAME, *((_TAKES_OVER,) if on_leave else ())):
        for place in range(start, len(plain.text)):
            found = pattern.match(plain.text, place)
            if found and _is_somebody(found["who"], children):
                return Deputy(_typed(plain, found), found.start(), found.end())
    last = _AT_THE_END.search(plain.text.rstrip(" .。!！~"))
    if last and not _NOBODY.match(last["who"]) and not is_everyday(last["who"]) and last["who"] not in children:
        return Deputy(_typed(plain, last), last.start(), last.end())
    return None


def only_a_deputy(plain: Plain, deputy: Deputy) -> bool:
    """Whether a message says nothing but who stands in: 「请李梅代」, 「李老师代我」."""
    start = _ONLY.match(plain.text)
    if start is None or deputy.start > start.end() or not _IN_MY_STEAD.search(plain.text):
        return False
    return _TAIL.fullmatch(plain.text, deputy.end) is not None


def _is_somebody(who: str, children: Container[str]) -> bool:
    if _NOBODY.match(who):
        return False
    titled = _WITH_TITLE.fullmatch(who)
    if titled:
        # A surname alone is enough there, and the longer names of minorities are known by it.
        name = titled["name"].removeprefix("小").removeprefix("老") or who
        if name in COMPOUND_SURNAMES:
            return True
        return like_a_name(name) or (len(name) != _TWO and not _NO_NAME.search(name) and name[0] in _SURNAMES)
    return like_a_name(who) and not is_everyday(who) and who not in children


def _typed(plain: Plain, found: re.Match[str]) -> str:
    """As typed; without 老师 behind a whole name."""
    end = found.end("who")
    titled = _TITLED.fullmatch(found["who"])
    if titled and not titled["name"].startswith(("小", "老")) and titled["name"] not in COMPOUND_SURNAMES:
        end = found.start("who") + len(titled["name"])
    return plain.typed[plain.at[found.start("who")] : plain.at[end - 1] + 1]
