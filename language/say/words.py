"""The words that many sentences share: kinds of deeds, days, periods, classes, how a teacher is called."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from duty.kinds import Kind
from duty.people import Child
from duty.policy import BIRTHDAY, EventKind, Mode, Per, Rule, Trigger
from duty.windows import Opening, Window
from language.surnames import surname_of

KIND = {
    Kind.TALK: "谈心",
    Kind.HOME_VISIT: "家访",
    Kind.WARMTH: "送温暖",
    Kind.HELP: "帮扶辅导",
    Kind.CONTACT: "联系家长",
}
WEEKDAY = "一二三四五六日"
RECENT = {0: "今天", 1: "昨天", 2: "前天"}
CURRENT = {
    Per.WEEK: "这周",
    Per.HALF_MONTH: "这半个月",
    Per.MONTH: "这个月",
    Per.QUARTER: "这个季度",
    Per.TERM: "这学期",
    Per.SCHOOL_YEAR: "这学年",
    Per.CALENDAR_YEAR: "今年",
    Per.ONCE: "这次",
}
PAST = {
    Per.WEEK: "上周",
    Per.HALF_MONTH: "上半个月",
    Per.QUARTER: "上个季度",
    Per.TERM: "上学期",
    Per.SCHOOL_YEAR: "上学年",
    Per.CALENDAR_YEAR: "去年",
    Per.ONCE: "上次",
}
# What opened a window, so that a deed may follow: 住院后家访, 中秋送温暖.
OPENED = {
    Trigger.PAIRING_START: "结对后",
    Trigger.TERM_START: "开学后",
    Trigger.TERM_END: "期末前",
}
EVENT: Mapping[str, str] = {
    EventKind.ILLNESS: "生病",
    EventKind.HOSPITAL: "住院",
    EventKind.ACCIDENT: "出意外",
    EventKind.FAMILY_CHANGE: "家里有变故",
    EventKind.DROPOUT_SIGN: "有辍学苗头",
}
OCCASION = {
    "new_year": "元旦",
    "spring_festival": "春节",
    "lantern_festival": "元宵节",
    "labour_day": "五一",
    "childrens_day": "六一",
    "dragon_boat": "端午",
    "teachers_day": "教师节",
    "mid_autumn": "中秋",
    "double_ninth": "重阳",
    "national_day": "国庆",
}
MODE = {Mode.IN_PERSON: "当面", Mode.PHONE: "电话", Mode.ONLINE: "线上", Mode.WRITTEN: "书面"}


def mode(said: str, kind: Kind) -> str:
    """How a deed was done, "" where nobody said."""
    at_home = kind is Kind.HOME_VISIT and said == Mode.IN_PERSON
    return "入户" if at_home else MODE[Mode(said)] if said else ""


def counted(kind: Kind) -> str:
    """By what deeds of a kind for different children are counted: 10 户, 10 位."""
    return "户" if kind is Kind.HOME_VISIT else "位"


def names(words: Iterable[str]) -> str:
    return "、".join(words)


def names_of(children: Iterable[Child]) -> str:
    return names(called(child) for child in children)


def called(child: Child) -> str:
    """The name, with the class where another child in the same care has it, too."""
    return with_class(child) if child.namesake else child.name


def with_class(child: Child) -> str:
    return f"{child.name}（{class_of(child)}）"


def some_names(children: Sequence[Child], most: int = 6) -> str:
    """The first few names, and how many there are where that is not all."""
    if len(children) <= most:
        return names_of(children)
    return f"{names_of(children[:most])}等 {len(children)} 个孩子"


def teacher(name: str) -> str:
    """How a colleague is called: by the surname, a name without one in full."""
    return f"{surname_of(name) or name}老师"


def class_of(child: Child) -> str:
    """The class as people say it, without the grade twice."""
    return place(child.grade, child.class_name)


def place(grade: str, class_name: str) -> str:
    """A class as people say it, a grade where no class is named."""
    short = grade.removesuffix("年级")
    return class_name if class_name.startswith(short) else f"{grade}{class_name}"


def plain_day(day: date, today: date) -> str:
    """11月5日, with the year where it is another one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def day_said(day: date, today: date) -> str:
    """今天（11月20日）, 11月5日（周四）."""
    recent = RECENT.get((today - day).days)
    if recent:
        return f"{recent}（{plain_day(day, today)}）"
    return f"{plain_day(day, today)}（周{WEEKDAY[day.weekday()]}）"


def deadline(window: Window, today: date) -> str:
    """Until when it is in time: 今天, 30日（周一） in this month, 1月15日 later, which can only be the coming one."""
    last = window.deadline
    if last == today:
        return "今天"
    if last - today <= timedelta(days=10) and last.month == today.month:
        return f"{last.day}日（周{WEEKDAY[last.weekday()]}）"
    return f"{last.month}月{last.day}日"


def period(per: Per, window: Window, today: date) -> str:
    """这个月, 上个月, 9月, 这学期 …; of what was opened by something by that: 住院后, 中秋, 25日生日."""
    if window.opening:
        return _opened(window.opening, today)
    if today <= window.last:
        return CURRENT[per]
    if per is Per.MONTH:
        last_month = today.replace(day=1) - timedelta(days=1)
        is_last = (window.last.year, window.last.month) == (last_month.year, last_month.month)
        return "上个月" if is_last else f"{window.last.month}月"
    return PAST[per]


def _opened(opening: Opening, today: date) -> str:
    if opening.trigger is Trigger.EVENT:
        return f"{names(EVENT.get(name, '有事') for name in opening.names)}后"
    if opening.trigger is Trigger.OCCASION:
        return names(_occasion(name, opening.day or today, today) for name in opening.names)
    return OPENED[opening.trigger]


def _occasion(name: str, day: date, today: date) -> str:
    if name != BIRTHDAY:
        return OCCASION.get(name, "节日")
    if day == today:
        return "今天生日"
    return f"{f'{day.day}日' if (day.year, day.month) == (today.year, today.month) else plain_day(day, today)}生日"


def modes(rule: Rule) -> str:
    """入户, 当面或电话: in which modes alone a rule takes a deed; "" where any will do."""
    if not rule.modes:
        return ""
    at_home = {Mode.IN_PERSON: "入户"} if rule.kind is Kind.HOME_VISIT else {}
    return "或".join((MODE | at_home)[mode] for mode in Mode if mode in rule.modes)


def how_long(waited: timedelta) -> str:
    """Whole minutes, and hours from the first on."""
    hours, minutes = divmod(int(waited.total_seconds() // 60), 60)
    return f"{minutes} 分钟" if not hours else f"{hours} 小时" + (f" {minutes} 分钟" if minutes else "")


def options(labels: Sequence[str]) -> str:
    """What is offered, each with the number that chooses it."""
    return "，".join(f"{number} {label}" for number, label in enumerate(labels, start=1))


def numbers(count: int) -> str:
    """What to answer where so many are offered, with the blank that stands between a word and a number."""
    return f" {' 或 '.join(str(number) for number in range(1, count + 1))}" if count < 4 else "前面的数字"
