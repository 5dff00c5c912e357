"""The vocabulary of a policy pack's file: its keys, and the words that schools use for what is owed."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from duty.kinds import Kind
from duty.policy import BIRTHDAY, EventKind, Mode, Per, Reason, Scope, Trigger
from duty.policy_file import Section

T = TypeVar("T")
Table = Mapping[T, tuple[str, ...]]

# In every table the first word of a row is the one to write; English ones are for people who script.

TOP_KEYS: Table[str] = MappingProxyType(
    {
        "title": ("制度", "名称", "title"),
        "key": ("代号", "key"),
        "about": ("说明", "简介", "about"),
        "concerns": ("对象", "适用", "concerns"),
        "first": ("生效", "生效日期", "from"),
        "rules": ("要求", "rules"),
        "coverage": ("覆盖", "coverage"),
        Section.REPORT: ("上报", "报表", "reports"),
        Section.MATERIAL: ("材料", "档案", "materials"),
        Section.MEETING: ("会议", "meetings"),
        Section.REVIEW: ("评价", "考核", "reviews"),
        Section.TASK: ("其他事项", "其它事项", "其他", "tasks"),
    }
)
RULE_KEYS: Table[str] = MappingProxyType(
    {
        "line": ("要求", "line"),
        "kind": ("事项", "kind"),
        "per": ("每", "per"),
        "times": ("次数", "times"),
        "modes": ("方式", "modes"),
        "during": ("学期内", "during"),
        "scope": ("按", "scope"),
        "shared": ("共同承担", "shared"),
        "levels": ("等级", "关注等级", "levels"),
        "when": ("何时", "when"),
        "first": ("起", "from"),
        "last": ("止", "to"),
        "min_days": ("最少天数", "min_days"),
        "remind_days": ("提前提醒", "remind_days"),
        "makeup_days": ("补办天数", "makeup_days"),
        "distances": ("提醒日", "distances"),
        "excused_by": ("可免", "excused_by"),
        "substituted_by": ("可代", "substituted_by"),
        "nudge": ("只提醒", "nudge"),
        "within_days": ("within_days",),
        "after": ("after",),
        "events": ("events",),
        "before_term_end": ("before_term_end",),
        "occasions": ("occasions",),
        "before": ("before",),
        "behind": ("behind",),
    }
)
PAPER_KEYS: Table[str] = MappingProxyType(
    {
        "line": ("要求", "line"),
        "name": ("名称", "事项", "name"),
        "per": ("每", "per"),
        "times": ("次数", "times"),
        "scope": ("按", "scope"),
        "when": ("何时", "when"),
        "first": ("起", "from"),
        "last": ("止", "to"),
        "by": ("由", "by"),
        "to": ("报", "交", "送", "给", "recipient"),
        "time": ("时间", "time"),
        "note": ("说明", "备注", "note"),
    }
)
COVERAGE_KEYS: Table[str] = MappingProxyType(
    {
        "mentees": ("至少结对", "mentees"),
        "categories": ("类别", "categories"),
        "mentor": ("帮扶教师", "mentor"),
        "contact_card": ("联系卡", "contact_card"),
        "follower": ("家长关注", "follower"),
    }
)
DISTANCE_KEYS: Table[str] = MappingProxyType({"before": ("前", "before"), "after": ("后", "after")})

KINDS: Table[Kind] = MappingProxyType(
    {
        Kind.TALK: ("谈心", "谈话", "谈心谈话", "交流谈心", "交心谈话", "talk"),
        Kind.HOME_VISIT: ("家访", "走访", "访视", "home_visit"),
        Kind.WARMTH: ("送温暖", "慰问", "走访慰问", "关爱慰问", "送关怀", "warmth"),
        Kind.HELP: ("帮扶", "辅导", "学习辅导", "学业辅导", "帮扶辅导", "帮扶/辅导", "学业帮扶", "帮扶活动", "help"),
        Kind.CONTACT: (
            "联系家长",
            "家长联系",
            "家校联系",
            "家校沟通",
            "与家长联系",
            "和家长联系",
            "与家长沟通",
            "联系监护人",
            "contact",
        ),
    }
)
PERIODS: Table[Per] = MappingProxyType(
    {
        Per.WEEK: ("周", "星期", "礼拜", "week"),
        Per.HALF_MONTH: ("半月", "半个月", "half_month"),
        Per.MONTH: ("月", "month"),
        Per.QUARTER: ("季度", "季", "quarter"),
        Per.TERM: ("学期", "term"),
        Per.SCHOOL_YEAR: ("学年", "学年度", "school_year"),
        Per.CALENDAR_YEAR: ("年", "自然年", "公历年", "年度", "calendar_year"),
    }
)
MODES: Table[Mode] = MappingProxyType(
    {
        Mode.IN_PERSON: ("面谈", "入户", "上门", "当面", "面对面", "见面", "in_person"),
        Mode.PHONE: ("电话", "通话", "打电话", "phone"),
        Mode.ONLINE: ("线上", "视频", "微信", "网络", "网上", "online"),
        Mode.WRITTEN: ("书面", "书信", "写信", "文字", "written"),
    }
)
ANY_MODE = ("方式不限", "不限方式")
# Whole sayings of schools that want the door to be knocked at.
ONLY_IN_PERSON = ("不能用电话代替", "不得用电话代替", "不得以电话代替", "非电话/微信替代", "电话不算", "微信不算")
SCOPES: Table[Scope] = MappingProxyType(
    {
        Scope.PAIRING: ("每名学生", "每个学生", "每位学生", "每生", "每个孩子", "每名孩子", "每名儿童", "pairing"),
        Scope.STUDENT: ("谁做都算", "谁去都算", "不论谁做", "任何教师都算", "任何老师都算", "student"),
        Scope.MENTOR: (
            "每位教师",
            "每名教师",
            "每个教师",
            "每位老师",
            "每名老师",
            "每位帮扶教师",
            "每名帮扶教师",
            "每位导师",
            "每名干部",
            "每名党员",
            "mentor",
        ),
        Scope.GUARDIAN: ("每位监护人", "每名监护人", "每个监护人", "每位家长", "每名家长", "每个家长", "guardian"),
        Scope.SCHOOL: ("全校", "school"),
    }
)
# In a table of keys the shorter word is clear, too.
SCOPES_ALONE: Table[Scope] = MappingProxyType(
    {
        Scope.PAIRING: ("学生", *SCOPES[Scope.PAIRING]),
        Scope.STUDENT: SCOPES[Scope.STUDENT],
        Scope.MENTOR: ("教师", "老师", *SCOPES[Scope.MENTOR]),
        Scope.GUARDIAN: ("监护人", "家长", *SCOPES[Scope.GUARDIAN]),
        Scope.SCHOOL: ("学校", *SCOPES[Scope.SCHOOL]),
    }
)
SHARED = ("共同承担", "共同完成", "合起来算", "一起算")
# The keys are those of the roster's levels.
LEVELS: Table[str] = MappingProxyType(
    {
        "special": ("特殊", "特殊关注", "special"),
        "focus": ("重点", "重点关注", "focus"),
        "normal": ("一般", "一般关注", "普通", "normal"),
    }
)
DURING: Table[bool] = MappingProxyType(
    {
        True: ("学期内", "在校期间", "不含假期", "假期不算", "term"),
        False: ("含假期", "包括假期", "假期也算", "假期也要", "寒暑假也算", "含寒暑假", "不分假期", "any"),
    }
)
NUDGE = ("只提醒", "仅提醒", "提倡", "建议", "鼓励")
REASONS: Table[Reason] = MappingProxyType(
    {
        Reason.REFUSED: ("家长婉拒", "家长拒绝", "家长不便", "家长不同意", "婉拒", "拒绝", "refused"),
        Reason.ABSENT: ("不在家", "家里没人", "家长外出", "外出", "absent"),
        Reason.MOVED: ("搬家", "搬走", "转学", "moved"),
        Reason.ILL: ("生病", "住院", "ill"),
        Reason.OTHER_MODE: ("改方式", "换方式", "other_mode"),
        Reason.OTHER: ("其他原因", "other"),
    }
)
EVENTS: Table[EventKind] = MappingProxyType(
    {
        EventKind.ILLNESS: ("生病", "患病", "illness"),
        EventKind.HOSPITAL: ("住院", "hospital"),
        EventKind.ACCIDENT: ("意外", "受伤", "意外伤害", "事故", "accident"),
        EventKind.FAMILY_CHANGE: ("家庭变故", "家中变故", "family_change"),
        EventKind.DROPOUT_SIGN: ("辍学苗头", "厌学", "失学苗头", "dropout_sign"),
    }
)
TRIGGERS: Table[Trigger] = MappingProxyType(
    {
        Trigger.TERM_START: ("开学", "学期开始", "term_start"),
        Trigger.PAIRING_START: ("结对", "接手", "建档", "pairing_start"),
        Trigger.EVENT: ("有事", "事件", "event"),
    }
)
TERM_END = ("期末", "学期结束", "学期末", "放假")
# The keys are those under which storage.holidays knows these days.
OCCASIONS: Table[str] = MappingProxyType(
    {
        "new_year": ("元旦", "new_year"),
        "spring_festival": ("春节", "过年", "spring_festival"),
        "lantern_festival": ("元宵", "元宵节", "lantern_festival"),
        "labour_day": ("五一", "劳动节", "五一劳动节", "labour_day"),
        "dragon_boat": ("端午", "端午节", "dragon_boat"),
        "childrens_day": ("六一", "儿童节", "六一儿童节", "childrens_day"),
        "teachers_day": ("教师节", "teachers_day"),
        "mid_autumn": ("中秋", "中秋节", "mid_autumn"),
        "national_day": ("十一", "国庆", "国庆节", "national_day"),
        "double_ninth": ("重阳", "重阳节", "double_ninth"),
        BIRTHDAY: ("生日", "birthday"),
    }
)
UNITS: Table[int] = MappingProxyType(
    {
        1: ("天", "日"),
        7: ("周", "个星期", "星期", "个周"),
        30: ("个月", "月"),
    }
)
YES_NO: Table[bool] = MappingProxyType(
    {True: ("是", "对", "要", "yes", "true"), False: ("否", "不", "不要", "no", "false")}
)

# Said besides what counts, without a meaning of their own.
FILLERS = ("进行", "开展", "应当", "必须", "完成", "或者", "或", "和", "与", "及", "应", "须", "要")
TIMES = ("次", "回", "趟")
FAMILIES = ("户", "个家庭", "户家庭", "名学生", "位学生", "个学生", "名孩子")
AT_LEAST = ("不少于", "不低于", "至少", "最少", "≥", ">=")
OR_MORE = ("以上",)
HAVING = ("有", "建有", "配有")
COVERED: Table[str] = MappingProxyType(
    {
        "mentor": ("帮扶教师", "帮扶老师", "结对教师", "导师", "教师", "老师"),
        "contact_card": ("联系卡",),
        "follower": ("关注学校通知的家长", "已关注的家长", "能收到通知的家长"),
    }
)
MENTORS = ("帮扶教师", "帮扶老师", "包保教师", "教师", "老师", "导师", "干部", "党员", "教职工")
CHILDREN = ("学生", "儿童", "孩子")
CHINESE_DIGITS: Mapping[str, int] = MappingProxyType(
    {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
)
TEN = "十"
COMMA = "、"
EACH = "每"
COLONS = (":", "：")


def by_word(table: Table[T]) -> dict[str, T]:
    """What each word of a table means."""
    return {word: meant for meant, words in table.items() for word in words}


def firsts(table: Table[Any]) -> tuple[str, ...]:
    """The words to write, one a row."""
    return tuple(words[0] for words in table.values())


def every(tables: Iterable[Table[Any]]) -> tuple[str, ...]:
    """All words of some tables."""
    return tuple(word for table in tables for words in table.values() for word in words)
