"""The workbook's vocabulary: its sheets, their columns, and the words that stand in cells."""

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from duty.kinds import Kind
from duty.people import Role
from storage.circumstances import SchoolDay


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
    CLOCK = "clock"
    SCHOOL_DAY = "school_day"


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
# What was imported before is taken back by it: what is only gone from a sheet stays as it is.
VOID = Column("void", "作废", Form.YES, shown=True)

SCHOOL = Sheet(
    "学校",
    (),
    (
        Column("name", "学校名称", Form.NAME, required=True),
        Column("live_from", "启用日期", Form.DATE, shown=True),
        Column("duty_phone", "值班电话", Form.PHONE),
        Column("crisis_contacts", "危机联系人", Form.ACCOUNTS, shown=True),
        Column("trial", "试运行", Form.YES, shown=True),
        Column("asks_consent", "家长同意", Form.YES, shown=True),
        Column("remind_at", "提醒时间", Form.CLOCK, shown=True),
        Column("quiet_from", "免打扰开始", Form.CLOCK, shown=True),
        Column("quiet_until", "免打扰结束", Form.CLOCK, shown=True),
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
SCHOOL_DAYS = Sheet(
    "校历",
    ("first", "kind"),
    (
        Column("first", "开始日期", Form.DATE, required=True, shown=True),
        Column("last", "结束日期", Form.DATE, shown=True),
        Column("kind", "类型", Form.SCHOOL_DAY, required=True, shown=True),
        Column("name", "名称", Form.LINE),
        VOID,
    ),
)
EXEMPTIONS = Sheet(
    "免除",
    ("account", "student_no", "first"),
    (
        Column("account", "企业微信账号", Form.ACCOUNT, shown=True),
        Column("student_no", "学号", Form.CODE, shown=True),
        Column("first", "开始日期", Form.DATE, required=True, shown=True),
        Column("last", "结束日期", Form.DATE, required=True, shown=True),
        Column("reason", "原因", Form.TEXT),
        VOID,
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
SHEETS = (SCHOOL, MEMBERS, STUDENTS, GUARDIANS, PAIRINGS, TERMS, SCHOOL_DAYS, EXEMPTIONS, DEEDS)

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
DAYS: Mapping[SchoolDay, tuple[str, ...]] = MappingProxyType(
    {
        SchoolDay.REST: ("放假", "休息", "放假日", "休息日"),
        SchoolDay.WORK: ("上班", "调休", "补班", "补课", "上课"),
        SchoolDay.SILENT: ("考试周", "考试", "不提醒"),
    }
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
# 12:10, 12:10:00; 12点, 12点10分, 12点半.
CLOCK_PATTERNS = (
    r"(?P<h>\d{1,2})\s*:\s*(?P<m>\d{2})(?::\d{2})?",
    r"(?P<h>\d{1,2})\s*[点时]\s*(?:(?P<m>\d{1,2})\s*分?|(?P<half>半)|整)?",
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
