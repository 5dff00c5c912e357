"""The sample school's families: who looks after a child, at which clearly invented number."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.children import Pupil

_FATHERS = ("国强", "建军", "志刚", "海波", "永红", "德福", "文斌", "立新", "大勇", "长生")
_MOTHERS = (
    "刘秀英",
    "陈桂兰",
    "杨春梅",
    "黄丽华",
    "吴小红",
    "郑美玲",
    "谢红霞",
    "胡玉珍",
    "罗春燕",
    "何晓琴",
    "朱凤",
    "梁艳",
)
_GRANDMOTHERS = ("王桂芝", "张秀珍", "李兰香", "赵素云", "孙玉梅", "周翠花", "吴凤英")
_DOTTED_FATHERS = ("艾力", "木拉提", "吐尔逊")
_JOBS = (
    ("务工", "城东电子厂", "外省海滨市"),
    ("务工", "第三建筑队", "邻省江口市"),
    ("务工", "服装加工厂", "外省海滨市"),
)
_FARM = ("务农", "", "")
# The children whom a first-time visitor meets: a mother known by name, parents apart, a father who wants no messages.
_MOTHER_OF = {"李四": "刘秀英"}
_APART = frozenset({"李四"})
_SILENT_FATHER_OF = frozenset({"何子墨"})
# The younger of twins lives with the elder, who stands before him in the class list.
_YOUNGER_TWINS = frozenset({"陈辰"})
_COMPOUND = ("欧阳", "尉迟", "司马", "上官", "诸葛", "东方")


@dataclass(frozen=True, slots=True)
class Guardian:
    """One row of the guardians' table; the flags are 是 or empty.

    `account` is the platform's name for the guardian, empty without one; `follows` is no column but what the
    platform knows of such an account.
    """

    name: str
    relation: str
    phone: str
    entrusted: str
    job: str
    workplace: str
    work_address: str
    home: str
    health: str
    account: str
    silent: str
    follows: bool = False


def household(pupil: Pupil, number: int) -> int:
    """The number of the family of the school's `number`th child."""
    return number - 1 if pupil.name in _YOUNGER_TWINS else number


def guardians_of(pupil: Pupil, number: int, home: str) -> Iterator[Guardian]:
    """The guardians of the school's `number`th child: parents, and a grandmother where both work far away."""
    number = household(pupil, number)
    left_behind, orphan = "留守" in pupil.categories, "孤儿" in pupil.categories
    both = pupil.name in _APART or not {"单亲", "孤儿"} & set(pupil.categories.split("、"))
    job = _JOBS[number % len(_JOBS)] if left_behind else _FARM
    here = "" if left_behind else home
    if not orphan:
        yield _mother(pupil, number, job, here)
    if both:
        yield _father(pupil, number, job, here)
    if left_behind or orphan:
        yield _grandmother(number, home, alone=orphan)


def _mother(pupil: Pupil, number: int, job: tuple[str, str, str], home: str) -> Guardian:
    name = _MOTHER_OF.get(pupil.name, _MOTHERS[number % len(_MOTHERS)])
    return Guardian(
        name, "母亲", _phone(number, 1), "", *job, home, "", _account(number, 1), "", follows=number % 6 != 5
    )


def _father(pupil: Pupil, number: int, job: tuple[str, str, str], home: str) -> Guardian:
    """A father; every other one has an account, and half of those follow."""
    name, silent = _father_name(pupil.name, number), "是" if pupil.name in _SILENT_FATHER_OF else ""
    account = "" if number % 2 else _account(number, 2)
    follows = bool(account) and number % 4 == 0
    return Guardian(name, "父亲", _phone(number, 2), "", *job, home, "", account, silent, follows)


def _grandmother(number: int, home: str, *, alone: bool) -> Guardian:
    """A grandmother, who has an account only where nobody else could have one."""
    name = _GRANDMOTHERS[number % len(_GRANDMOTHERS)]
    health = "高血压，行动慢" if number % 3 == 0 else "良好"
    account = _account(number, 3) if alone else ""
    return Guardian(name, "祖母", _phone(number, 3), "是", "务农", "", "", home, health, account, "", alone)


def _father_name(child: str, number: int) -> str:
    if "·" in child:
        return _DOTTED_FATHERS[number % len(_DOTTED_FATHERS)]
    surname = next((double for double in _COMPOUND if child.startswith(double)), child[0])
    return surname + _FATHERS[number % len(_FATHERS)]


def _phone(number: int, line: int) -> str:
    """An invented number; of some families no parent's is on file."""
    return "" if number % 11 == 5 and line != 3 else f"1990000{number:03d}{line}"


def _account(number: int, line: int) -> str:
    # Longer than a double holds exactly: an account that is read as a number comes back wrong.
    return f"90071992547409{number:04d}{line}"
