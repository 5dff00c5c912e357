"""The workbook's vocabulary: its sheets, their columns, and the words that stand in cells."""

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from duty.kinds import Kind
from duty.people import Role


class Form(StrEnum):
    """How a cell of a column is read."""

    ACCOUNT = "account"
    ACCOUNTS = "accounts"
    CODE = "code"
    NAME = "name"
    PLACE = "place"
    PLACES = "places"
    PHONE = "phone"
    LINE = "line"
    LINES = "lines"
    TEXT = "text"
    DATE = "date"
    BIRTH = "birth"
    YEAR = "year"
    ROLES = "roles"
    KIND = "kind"
    LEVEL = "level"
    PACK = "pack"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `sealed`: kept in the row's encrypted details under `key`.

    `shown`: a bad cell may be quoted back on a terminal, because it holds nothing personal.
    """

    key: str
    header: str
    form: Form
    _: KW_ONLY
    required: bool = False
    sealed: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; two rows with the same `key` columns mean the same thing."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def header(self, key: str) -> str:
        return next(column.header for column in self.columns if column.key == key)


ACCOUNT = Column("account", "企业微信账号", Form.ACCOUNT, required=True, shown=True)
STUDENT_NO = Column("student_no", "学号", Form.CODE, required=True, shown=True)
NAME = Column("name", "姓名", Form.NAME, required=True)

SCHOOL = Sheet(
    "学校",
    (),
    (
        Column("name", "学校名称", Form.NAME, required=True),
        Column("live_from", "启用日期", Form.DATE, shown=True),
        Column("duty_phone", "值班电话", Form.PHONE),
        Column("crisis_contacts", "危机联系人", Form.ACCOUNTS, shown=True),
        Column("trial", "试运行", Form.YES, shown=True),
    ),
)
MEMBERS = Sheet(
    "教师",
    ("account",),
    (
        ACCOUNT,
        NAME,
        Column("phone", "手机", Form.PHONE, sealed=True),
        Column("roles", "角色", Form.ROLES, required=True, shown=True),
        Column("grades", "年级", Form.PLACES, shown=True),
        Column("classes", "班级", Form.PLACES, shown=True),
    ),
)
STUDENTS = Sheet(
    "学生",
    ("student_no",),
    (
        STUDENT_NO,
        NAME,
        Column("gender", "性别", Form.LINE, sealed=True),
        Column("birth_date", "出生日期", Form.BIRTH, sealed=True),
        Column("grade", "年级", Form.PLACE, required=True, shown=True),
        Column("class_name", "班级", Form.PLACE, required=True, shown=True),
        Column("categories", "类别", Form.LINES, sealed=True),
        Column("level", "关注等级", Form.LEVEL, sealed=True, shown=True),
        Column("address", "家庭住址", Form.TEXT, sealed=True),
        Column("hamlet", "村组", Form.LINE, sealed=True),
        Column("platform_account", "家校账号", Form.CODE, sealed=True),
        Column("remarks", "备注", Form.TEXT, sealed=True),
    ),
)
GUARDIANS = Sheet(
    "监护人",
    ("student_no", "name", "relation"),
    (
        STUDENT_NO,
        Column("name", "姓名", Form.NAME, required=True, sealed=True),
        Column("relation", "关系", Form.NAME, required=True, sealed=True),
        Column("phone", "手机", Form.PHONE, sealed=True),
        Column("entrusted", "委托监护", Form.LINE, sealed=True),
        Column("occupation", "职业", Form.LINE, sealed=True),
        Column("employer", "务工单位", Form.LINE, sealed=True),
        Column("work_address", "务工地址", Form.TEXT, sealed=True),
        Column("address", "现住址", Form.TEXT, sealed=True),
        Column("health", "健康状况", Form.TEXT, sealed=True),
        Column("platform_account", "家校账号", Form.CODE, sealed=True),
        Column("no_contact", "不发送", Form.YES, shown=True),
    ),
)
PAIRINGS = Sheet(
    "结对",
    ("account", "student_no", "pack", "start"),
    (
        ACCOUNT,
        STUDENT_NO,
        Column("pack", "制度", Form.PACK, shown=True),
        Column("start", "开始日期", Form.DATE, shown=True),
        Column("end", "结束日期", Form.DATE, shown=True),
    ),
)
TERMS = Sheet(
    "学期",
    ("school_year", "name"),
    (
        Column("school_year", "学年", Form.YEAR, required=True, shown=True),
        Column("name", "学期", Form.CODE, required=True, shown=True),
        Column("first", "开始日期", Form.DATE, required=True, shown=True),
        Column("last", "结束日期", Form.DATE, required=True, shown=True),
    ),
)
DEEDS = Sheet(
    "记录",
    ("account", "student_no", "kind", "happened_on", "note"),
    (
        ACCOUNT,
        STUDENT_NO,
        Column("kind", "类型", Form.KIND, required=True, shown=True),
        Column("happened_on", "日期", Form.DATE, required=True, shown=True),
        Column("note", "内容", Form.TEXT),
    ),
)
SHEETS = (SCHOOL, MEMBERS, STUDENTS, GUARDIANS, PAIRINGS, TERMS, DEEDS)

# The template's page of explanations; an import passes over it.
HELP_SHEET = "说明"

# Of several words for the same thing the first is the one to write.
ROLES: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.MENTOR: ("帮扶教师", "帮扶老师", "结对教师", "结对老师", "导师"),
        Role.CLASS_TEACHER: ("班主任",),
        Role.SUBJECT_TEACHER: ("任课教师", "任课老师", "科任教师", "科任老师"),
        Role.GRADE_LEAD: ("年级组长", "级组长", "年级长"),
        Role.COORDINATOR: ("德育主任", "政教主任", "德育处主任"),
        Role.PRINCIPAL: ("校长",),
        Role.COUNSELLOR: ("心理教师", "心理老师", "心理健康教师"),
        Role.ADMIN: ("管理员",),
    }
)
KINDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.TALK: ("谈心", "谈话", "谈心谈话", "talk"),
        Kind.HOME_VISIT: ("家访", "上门家访", "home_visit"),
        Kind.WARMTH: ("送温暖", "慰问", "走访慰问", "warmth"),
        Kind.HELP: ("帮扶", "辅导", "学习辅导", "学业辅导", "帮扶辅导", "帮扶/辅导", "help"),
        Kind.CONTACT: ("联系家长", "家长联系", "家校联系", "电话", "电话联系", "contact"),
    }
)
# The packs that ship; a school may have others of its own.
PACKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "four_ones": ("四个一", "four_ones"),
        "four_ones_plus": ("四个一强化", "four_ones_plus", "四个一（强化）"),
        "learning_care": ("学困生包保", "learning_care"),
        "left_behind": ("留守学生关爱", "left_behind"),
        "academic_warning": ("高校学业预警", "academic_warning"),
        "party_members": ("学生党员一对一", "party_members"),
        "graded_visits": ("分级走访", "graded_visits"),
        "must_visits": ("必访", "must_visits", "五必访六必到"),
        "county_officials": ("县级干部帮联", "county_officials"),
        "town_teams": ("镇级多对一", "town_teams"),
    }
)
DEFAULT_PACK = "four_ones"
LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"normal": ("一般", "普通", "一般关注"), "focus": ("重点", "重点关注"), "special": ("特殊", "特殊关注")}
)
YES_NO: Mapping[bool, tuple[str, ...]] = MappingProxyType(
    {
        True: ("是", "有", "对", "√", "yes", "y", "true", "1"),
        False: ("否", "不", "无", "没有", "×", "no", "n", "false", "0"),
    }
)

# 2026-9-1, 2026/9/1, 2026.9.1, 2026年9月1日, with or without a time behind; 20260901.
DATE_PATTERNS = (
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?(?:[T\s].*)?",
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
)
# What stands between several accounts, roles, grades or classes in one cell.
SEPARATORS = r"[、,;/|\n]"
# What keyboards put in place of ASCII; NFKC would also change the values between.
ASCII_MARKS = str.maketrans("，；／｜", ",;/|")
# Brackets are full-width in a Chinese class name.
CLASS_BRACKETS = str.maketrans("()", "（）")
# How a cell of an unknown column is kept below the note of a deed.
REMARK = "{header}：{text}"
# Written behind a school year, or as a dash inside it, without meaning anything.
YEAR_SUFFIX = "学年"
YEAR_DASHES = "—–‒―－~～至到/"


def words(table: Mapping[Any, tuple[str, ...]]) -> tuple[str, ...]:
    """The words to write, in order: what a drop-down offers and what a problem suggests."""
    return tuple(spelled[0] for spelled in table.values())


def listed(parts: Iterable[str]) -> str:
    """Several words as they stand in one cell or sentence."""
    return "、".join(parts)


FORM_HINTS: Mapping[Form, str] = MappingProxyType(
    {
        Form.ACCOUNT: "企业微信管理后台里的账号，不分大小写，例如 WangLi",
        Form.ACCOUNTS: "按先后写账号，用、隔开，例如 ZhouMin、LiQiang",
        Form.PLACE: "学生和教师两处写法要一样，例如 七年级、七（1）班",
        Form.PLACES: "班主任写班级，年级组长写年级；几个用、隔开，例如 七（1）班、七（2）班",
        Form.LINES: "几个用、隔开，例如 留守、困难",
        Form.ROLES: f"几个用、隔开，可以填：{listed(words(ROLES))}",
        Form.PHONE: "例如 13800001111；几个用、隔开",
        Form.DATE: "例如 2026-09-01",
        Form.BIRTH: "例如 2014-03-08",
        Form.YEAR: "例如 2026-2027",
        Form.KIND: f"可以填：{listed(words(KINDS))}",
        Form.LEVEL: f"可以填：{listed(words(LEVELS))}",
        Form.PACK: f"不填就是{words(PACKS)[0]}；可以填：{listed(words(PACKS))}，或者学校启用了的制度",
        Form.YES: f"填{listed(words(YES_NO))}",
    }
)
COLUMN_HINTS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("学校", "live_from"): "这天之前的不算；不填就是第一次导入的那天。例如 2026-09-01",
        ("学校", "trial"): "不填就是「是」：试运行时提醒先发给德育主任",
        ("监护人", "no_contact"): "填「是」，关于孩子的消息都不发给这位",
        ("监护人", "relation"): "例如 母亲、祖父",
        ("监护人", "platform_account"): "家校通讯录里家长的账号（parent_userid）",
        ("学生", "platform_account"): "家校通讯录里学生的账号（student_userid）",
        ("结对", "start"): "不填就从启用日期算起。例如 2026-09-01",
        ("结对", "end"): "结对到这天为止，含这天；还在结对就空着",
        ("学期", "name"): "例如 上学期、下学期",
        ("学期", "last"): "学期的最后一天，含这天。例如 2027-01-20",
        ("记录", "note"): "纸上原来的话，照抄就行",
    }
)
HELP = (
    "填表说明（这一页不会导入）",
    "深色表头必填，浅色选填；鼠标停在表头上有说明和例子。",
    "表和列的次序可以换，用不着的表可以空着或删掉；自己加的列会当作备注保留。",
    "可以反复导入：没变的行不动，改过的更新；从表里删掉的行，已导入的不会跟着删。",
    "选填的格子清空再导入，原来的内容也会清空；整列删掉再导入，原来的内容不变。",
    "学号、账号、电话按文本填，开头的 0 才不会丢。",
)
# These may hold several words, or others than the usual ones: offered, not enforced.
SUGGESTIONS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("教师", "roles"): words(ROLES),
        ("学期", "name"): ("上学期", "下学期"),
        ("学生", "gender"): ("男", "女"),
        ("结对", "pack"): words(PACKS),
    }
)


def hint(sheet: Sheet, column: Column) -> str:
    """What the template says when one points at the header of a column."""
    said = COLUMN_HINTS.get((sheet.name, column.key)) or FORM_HINTS.get(column.form, "")
    return f"{'必填' if column.required else '选填'}。{said}"
