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
_COMPOUND = ("欧阳", "尉迟", "司马", "上官", "诸葛", "东方")


@dataclass(frozen=True, slots=True)
class Guardian:
    """One row of the guardians' table; the flags are 是 or empty."""

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


def guardians_of(pupil: Pupil, number: int, home: str) -> Iterator[Guardian]:
    """The guardians of the school's `number`th child: parents, and a grandmother where both work far away."""
    left_behind = "留守" in pupil.categories
    job = _JOBS[number % len(_JOBS)] if left_behind else _FARM
    if "孤儿" not in pupil.categories:
        yield _parent(number, "母亲", _MOTHERS[number % len(_MOTHERS)], job=job, home="" if left_behind else home)
    if not {"单亲", "孤儿"} & set(pupil.categories.split("、")):
        yield _parent(number, "父亲", _father(pupil.name, number), job=job, home="" if left_behind else home)
    if left_behind or "孤儿" in pupil.categories:
        name = _GRANDMOTHERS[number % len(_GRANDMOTHERS)]
        health = "高血压，行动慢" if number % 3 == 0 else "良好"
        yield Guardian(name, "祖母", _phone(number, 3), "是", "务农", "", "", home, health, "", "")


def _parent(number: int, relation: str, name: str, *, job: tuple[str, str, str], home: str) -> Guardian:
    """A parent; some have no phone on file, some follow the school's notices, one wants no messages."""
    mother = relation == "母亲"
    phone = "" if number % 11 == 5 else _phone(number, 1 if mother else 2)
    # Longer than a double holds exactly: an account that is read as a number comes back wrong.
    account = f"90071992547409{number:04d}1" if mother and number % 2 else ""
    return Guardian(name, relation, phone, "", *job, home, "", account, "是" if number == 17 else "")


def _father(child: str, number: int) -> str:
    if "·" in child:
        return _DOTTED_FATHERS[number % len(_DOTTED_FATHERS)]
    surname = next((double for double in _COMPOUND if child.startswith(double)), child[0])
    return surname + _FATHERS[number % len(_FATHERS)]


def _phone(number: int, line: int) -> str:
    return f"1990000{number:03d}{line}"
