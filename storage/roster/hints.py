"""What the template says: hints at the headers, words that are offered, and a page of explanations."""

from collections.abc import Mapping
from types import MappingProxyType

from storage.roster.columns import DAYS, KINDS, LEVELS, PACKS, ROLES, YES_NO, Column, Form, Sheet, listed, words

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
        Form.CLOCK: "例如 12:10",
        Form.SCHOOL_DAY: f"可以填：{listed(words(DAYS))}。放假的日子不提醒，上班的周末照常提醒，考试周上班但不提醒",
    }
)
COLUMN_HINTS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("学校", "live_from"): "这天之前的不算；不填就是第一次导入的那天。例如 2026-09-01",
        ("学校", "trial"): "不填就是「是」：试运行时提醒先发给德育主任",
        ("学校", "asks_consent"): "填「是」，先问过每位家长，同意了才发；不填就是「否」",
        ("学校", "remind_at"): "工作日几点提醒老师；不填就是 12:10",
        ("学校", "quiet_from"): "从这时到第二天早上不打扰；不填就是 21:00",
        ("学校", "quiet_until"): "早上到这时为止不打扰；不填就是 07:30",
        ("监护人", "no_contact"): "填「是」，关于孩子的消息都不发给这位",
        ("监护人", "relation"): "例如 母亲、祖父",
        ("监护人", "platform_account"): "家校通讯录里家长的账号（parent_userid）",
        ("学生", "platform_account"): "家校通讯录里学生的账号（student_userid）",
        ("结对", "start"): "不填就从启用日期算起。例如 2026-09-01",
        ("结对", "end"): "结对到这天为止，含这天；还在结对就空着",
        ("学期", "name"): "例如 上学期、下学期",
        ("学期", "last"): "学期的最后一天，含这天。例如 2027-01-20",
        ("校历", "last"): "含这天；只有一天就空着",
        ("校历", "name"): "例如 期中考试、校运动会",
        ("免除", "account"): "这位老师这些天不用办；空着就是所有老师",
        ("免除", "student_no"): "这个孩子这些天不用办；空着就是所有学生。账号和学号都空着，就是全校",
        ("免除", "last"): "含这天。例如 2026-12-31",
        ("免除", "reason"): "例如 住院、外出学习；加密保存",
        ("校历", "void"): "填「是」，以前导入的这一行就取消",
        ("免除", "void"): "填「是」，以前导入的这一行就取消",
        ("记录", "note"): "纸上原来的话，照抄就行",
    }
)
HELP = (
    "填表说明（这一页不会导入）",
    "深色表头必填，浅色选填；鼠标停在表头上有说明和例子。",
    "表和列的次序可以换，用不着的表可以空着或删掉；自己加的列会当作备注保留。",
    "可以反复导入：没变的行不动，改过的更新；从表里删掉的行，已导入的不会跟着删。",
    "放假、调休按国家公布的安排，学校自己不一样的写进「校历」；请孩子或老师免除一段时间的写进「免除」。",
    "「校历」「免除」里写错了的行，在「作废」填「是」再导入一次。",
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
