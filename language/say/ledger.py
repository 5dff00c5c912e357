"""The ledger in words: its link in the chat, its page, and its sheets as titles, columns and rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duty.assess import State
from duty.calendar import Span
from duty.kinds import Kind
from duty.ledger import Entry, Excuse, Ledger, Paired
from duty.people import Child
from language.say import could_not, words

Cell = str | int | date | None

PAIRINGS, EXCUSES = "结对", "免除与原因"
SHEET = {
    Kind.TALK: "谈心",
    Kind.HOME_VISIT: "家访",
    Kind.WARMTH: "送温暖",
    Kind.HELP: "辅导",
    Kind.CONTACT: "联系家长",
}
# What was taught or given has a column of its own.
TOPIC = {Kind.WARMTH: "慰问物品", Kind.HELP: "辅导内容"}
SETTLED = {State.EXCUSED: "情况特殊，不用补", State.SUBSTITUTED: "换了方式，算数"}
YES = "是"

_NUMBER = re.compile(r"\d[\d -]{6}")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}-?)\d{3,4}(\d{4})(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")

TITLE = "台账下载"
TAKE = "下载台账"
REFUSAL = "这个链接打不开：可能已经下载过，或者过了 30 分钟。在对话里再发一次「台账」，就有新的。"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header; `width` in characters as a spreadsheet counts them."""

    header: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook; every row has a cell for each column."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def sheets(ledger: Ledger, kind: Kind | None = None) -> list[Sheet]:
    """The pairings, a sheet a kind, and what was excused; of one kind alone without the pairings."""
    kinds = [kind] if kind else list(Kind)
    of_kinds = [_of_kind(one, [entry for entry in ledger.entries if entry.kind is one]) for one in kinds]
    paired = [] if kind else [Sheet(PAIRINGS, _PAIRED, [_paired_row(one) for one in ledger.pairings])]
    return [*paired, *of_kinds, Sheet(EXCUSES, _EXCUSED, [_excuse_row(one) for one in ledger.excuses])]


_CHILD = (Column("学生", 10), Column("学号", 14), Column("班级", 14))
_PAIRED = (Column("教师", 10), *_CHILD, Column("制度", 14), Column("开始日期", 12), Column("结束日期", 12))
_EXCUSED = (
    Column("开始日期", 12),
    Column("结束日期", 12),
    *_CHILD,
    Column("教师", 10),
    Column("事项", 12),
    Column("情况", 14),
    Column("原因", 40),
    Column("按学校的办法", 18),
    Column("应在期间", 26),
)


def _of_kind(kind: Kind, entries: Sequence[Entry]) -> Sheet:
    topic: list[tuple[Column, Callable[[Entry], Cell]]] = (
        [(Column(TOPIC[kind], 20), lambda entry: masked(entry.topic))] if kind in TOPIC else []
    )
    columns: list[tuple[Column, Callable[[Entry], Cell]]] = [
        (Column("记录编号", 10), lambda entry: entry.id),
        (Column("日期", 12), lambda entry: entry.day),
        (_CHILD[0], lambda entry: entry.child.name),
        (_CHILD[1], lambda entry: entry.child.student_no),
        (_CHILD[2], lambda entry: words.class_of(entry.child)),
        (Column("教师", 10), lambda entry: entry.teacher),
        (Column("方式", 8), lambda entry: words.mode(entry.mode, entry.kind)),
        *topic,
        (Column("内容", 60), lambda entry: masked(entry.note)),
        (Column("代办人", 10), lambda entry: masked(entry.by)),
        (Column("补录", 6), lambda entry: YES if entry.late else ""),
        (Column("应在期间", 26), lambda entry: _span(entry.period)),
    ]
    rows = [[cell(entry) for _, cell in columns] for entry in entries]
    return Sheet(SHEET[kind], [column for column, _ in columns], rows)


def _paired_row(one: Paired) -> list[Cell]:
    return [one.teacher, *_child(one.child), one.policy, one.start, one.end]


def _excuse_row(one: Excuse) -> list[Cell]:
    last = None if one.span.last == one.span.first and not one.exempt else one.span.last
    what = "免除" if one.exempt else "没能做到"
    why = could_not.REASONS[one.why] if one.why else ""
    return [
        one.span.first,
        last,
        *(_child(one.child) if one.child else ("全部", "", "")),
        one.teacher or "全部",
        words.KIND[one.kind] if one.kind else "",
        what,
        masked("：".join(part for part in (why, one.reason) if part)),
        SETTLED[one.settled] if one.settled else "",
        _span(one.period),
    ]


def _child(child: Child) -> Iterator[Cell]:
    yield from (child.name, child.student_no, words.class_of(child))


def _span(span: Span | None) -> str:
    return f"{span.first.isoformat()} 至 {span.last.isoformat()}" if span else ""


def masked(text: str) -> str:
    """Without the middle of telephone and identity numbers."""
    if not _NUMBER.search(text):
        return text
    text = _IDENTITY.sub(r"\1********\2", text)
    return _LANDLINE.sub(r"\1****\2", _MOBILE.sub(r"\1****\2", text))


def offered(teacher_name: str, scope: str, year: str, kind: Kind | None, url: str) -> str:
    """The link; `scope` is whose ledger, `year` the school year, "" for all of it."""
    what = f"{SHEET[kind] if kind else ''}台账"
    since = f"（{year}学年）" if year else ""
    return (
        f"{words.teacher(teacher_name)}，{scope}的{what}{since}在这里：{url}\n"
        "30 分钟内有效，只能下载一次，最好用电脑打开。里面有孩子的情况，请收好，别转发。"
    )


def no_address() -> str:
    """Nobody has said yet from where the pages are reached."""
    return "下载用的网址还没设好，这次给不了。请管理员设好 JIEDUI_BASE_URL，或在服务器上运行 jiedui export ledger。"


def file_name(day: date, kind: Kind | None) -> str:
    return f"{SHEET[kind] if kind else '结对'}台账-{day.isoformat()}.xlsx"


def heading(scope: str, kind: Kind | None) -> str:
    return f"{scope}的{SHEET[kind] if kind else '结对'}台账"


CAUTION = "点一下就开始下载，只能下载一次。里面有孩子的情况，请存在只有您看得到的地方，用完删掉。"

HELP = "写出台账（Excel）：结对、谈心、家访、送温暖、辅导、联系家长、免除与原因。"
HELP_EXPORT = "写出台账和材料。"
ARGUMENT_FILE = "写到哪个文件（.xlsx）；已经有的不覆盖"
OPTION_GRADE = "只要这个年级，如 七年级"
OPTION_CLASS = "只要这个班，如 七（2）班"
OPTION_FROM = "从哪一天起；不写就从最早的起"
OPTION_TO = "到哪一天为止，含这天"


def written(name: str, entries: int) -> str:
    return f"台账写好了：{name}，{entries} 条记录。里面有孩子的情况，请收好。"


def nobody_there(named: str) -> str:
    return f"名单里没有这个年级或班级：{named}"


def days_backwards() -> str:
    return "--from 要在 --to 之前。"
