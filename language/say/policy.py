"""What is said of policy packs as files: every problem by its line, what a preview shows, what was applied."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from duty.policy_file import Problem, Wrong

HELP = "制度文件：检查、预演、启用。"
HELP_CHECK = "检查一份制度文件，一处一处说哪一行要改；什么都不动。"
HELP_PREVIEW = "预演：按这份文件，今天（或 --on 的那天）谁会有事空着；什么都不动。"
HELP_APPLY = "从某一天起按这份文件；以前的事还按以前的制度。"
HELP_LIST = "列出可以用的制度。"
HELP_SHOW = "打印一份制度文件，可以另存下来改。"
ARGUMENT_FILE = "制度文件（.yaml）"
ARGUMENT_KEY = "制度的名称或代号，如 四个一"
OPTION_FROM = "从哪一天起，如 2027-03-01；不写就是文件里的「生效」，再没有就是今天"
OPTION_BEGINNING = "从一开始就按它（只用于还没有结对在用的制度）"

LIST_COLUMNS = ("制度", "代号", "来源", "启用过的版本", "在用的结对")
PREVIEW_COLUMNS = ("教师", "现在快到了", "现在空着", "预演快到了", "预演空着")
WHOLE_SCHOOL = "（全校）"
SHIPS, OWN = "自带", "本校"
BEGINNING = "从一开始"

# {value} is what stands there, in quotation marks; {other} what it should be, or what it clashes with.
SENTENCES: Mapping[Wrong, str] = MappingProxyType(
    {
        Wrong.TOO_LARGE: "文件太大了，最大 {other} KB。",
        Wrong.NOT_TEXT: "这不是文字文件，读不了。请用记事本存成 UTF-8 的 .yaml。",
        Wrong.EMPTY: "文件是空的。可以先用 jiedui policy show 四个一 打印一份来改。",
        Wrong.TAB: "行首用了 Tab，请改成空格。",
        Wrong.WIDE_SPACE: "行首用了全角空格，请改成半角空格。",
        Wrong.WIDE_COLON: "冒号是全角的「：」，请改成半角的「:」，后面空一格。",
        Wrong.TWO_COLONS: "一行里有两个冒号，请把冒号后面那一段加上英文引号。",
        Wrong.NOT_ALIGNED: "这一行没有对齐。同一级的几行，开头的空格要一样多。",
        Wrong.QUOTE_OPEN: "引号没有配成对。",
        Wrong.BRACKET_OPEN: "括号没有配成对，或者里面少了逗号。",
        Wrong.BAD_START: "一段话不能用这个符号开头，请加上英文引号。",
        Wrong.BROKEN: "这里的写法读不懂，请照自带的制度文件改一改。",
        Wrong.TWO_DOCUMENTS: "一个文件只写一份制度，从这里起是第二份。",
        Wrong.ANCHOR: "不能用 & 和 * 的写法，请直接写出来；要用这个符号就加上英文引号。",
        Wrong.TAG: "不能用 ! 的写法，请去掉；要用这个符号就加上英文引号。",
        Wrong.TOO_DEEP: "套得太深了。",
        Wrong.TOO_MANY: "内容太多了，最多 {other} 项。",
        Wrong.NO_TABLE: "要写成「制度: 四个一」这样一行一项。",
        Wrong.UNKNOWN_KEY: "不认识{value}这一项{hint}",
        Wrong.TWICE: "{value}写了两遍，第 {other} 行已经有了。",
        Wrong.MISSING: "缺少「{other}」这一项。",
        Wrong.NOTHING_ASKED: "没有写一条要求，也没有别的内容。",
        Wrong.NO_TEXT_HERE: "这里要写一句话或者一个词。",
        Wrong.NO_LIST_HERE: "这里要写成几行，每行用「- 」开头。",
        Wrong.NO_TABLE_HERE: "这里要写成「名称: 内容」的样子。",
        Wrong.UNKNOWN_WORD: "不认识{value}{hint}",
        Wrong.NO_NUMBER: "{value}不是一个数。",
        Wrong.OUT_OF_RANGE: "{value}这个数不对，可以写 {other}。",
        Wrong.BAD_DATE: "{value}不是日期，可以写成 2027-03-01。",
        Wrong.NO_YEAR: "{value}少了年份，可以写成 2027-03-01。",
        Wrong.NO_YES_OR_NO: "{value}这里写「是」或者「否」。",
        Wrong.BAD_KEY: "代号{value}里只能有字母、数字、汉字和 - _，最多 40 个字。",
        Wrong.TOO_LONG: "太长了，最多 {other} 个字。",
        Wrong.UNCLEAR_COVERAGE: "没看懂。可以写：每位帮扶教师至少 1 名学生；每名留守学生都有联系卡。",
        Wrong.SAID_TWICE: "{value}和前面说的不一样，请只留一个。",
        Wrong.NO_KIND: "没看出要做什么。可以写谈心、家访、送温暖、帮扶、联系家长；别的事写在「其他事项」里。",
        Wrong.NO_PERIOD: "没写多久做一次。可以写每周、每月、每学期，或者开学后 14 天内、春节 前3天 后7天。",
        Wrong.PERIOD_AND_TRIGGER: "既写了每隔多久，又写了哪一天之后几天内，请分成两行。",
        Wrong.NO_DAYS: "没写几天之内。",
        Wrong.ENDS_BEFORE_BEGINNING: "到 {value} 止，比开始的 {other} 还早。",
        Wrong.NEVER_OWED: "最多 {value} 天，不足 {other} 天的不算，永远不会有要求。请把「不足…天不算」写小一点。",
        Wrong.SCOPE_NEEDS_PERIOD: "按每位教师、按全校算的，只能写每周、每月、每学期这样的周期。",
        Wrong.SAME_RULE: "和第 {other} 行要求的是同一件事，请只留一行。",
        Wrong.TITLE_TAKEN: ("{value}是另一份制度的名字。要改那一份，就写「代号: {other}」；要另立一份，就换个名字。"),
    }
)
# Where a nearer word was found it is asked, where none was the words to choose from are listed.
LISTED = "、"


def problem(found: Problem) -> str:
    """第 7 行：不认识「谈兴」，是不是「谈心」？"""
    value = f"「{found.value}」" if found.value and found.code not in PLAIN else found.value
    sentence = SENTENCES[found.code].format(value=value, other=found.other, hint=_hint(found.other))
    return f"第 {found.line} 行：{sentence}" if found.line else sentence


PLAIN = frozenset({Wrong.ENDS_BEFORE_BEGINNING, Wrong.NEVER_OWED})


def _hint(other: str) -> str:
    if not other:
        return "。"
    return f"，可以写：{other}。" if LISTED in other else f"，是不是「{other}」？"


def checked(name: str, problems: Sequence[Problem]) -> str:
    """Everything that there is to say of a file, line by line."""
    if not problems:
        return f"{name} 没有问题。"
    return "\n".join([f"{name} 有 {len(problems)} 处要改：", *map(problem, problems)])


def kept(papers: int) -> str:
    """What is in the file and does nothing yet."""
    return f"上报、材料、会议、评价、其他事项共 {papers} 项，先收着；现在还不提醒，也不出表。" if papers else ""


def preview_title(title: str, on: date) -> str:
    return f"{_day(on)} 按「{title}」预演"


def preview_summary(on: date, today: date, *, late_now: int, late_then: int, asked_now: int, asked_then: int) -> str:
    """With this policy so many teachers are late on a day, and so much is asked in a year."""
    late = f"按这份文件，{'今天' if on == today else _day(on)}有 {late_then} 位老师有事空着（现在 {late_now} 位）。"
    more = asked_then - asked_now
    if not more:
        return f"{late}\n全校一学年要做的事还是 {asked_then} 件。"
    change = f"多 {more} 件" if more > 0 else f"少 {-more} 件"
    return f"{late}\n全校一学年要做 {asked_then} 件，比现在{change}。"


def preview_of_everybody(title: str) -> str:
    return f"还没有结对用「{title}」，这里当作全部结对都用它。"


def nobody_paired() -> str:
    return "名单里还没有结对，没有可以预演的。"


def applied(title: str, first: date | None, *, replaced: bool) -> str:
    since = BEGINNING if first is None else f"从 {_day(first)} 起"
    return f"{'换好了' if replaced else '好了'}：「{title}」{since}按这份文件。以前的事还按以前的制度。"


def same(title: str) -> str:
    return f"「{title}」已经是这样，没有改动。"


def in_the_past(title: str, followers: int, today: date) -> str:
    return (
        f"已经有 {followers} 个结对在用「{title}」，以前的事不改。--from 请写今天（{today.isoformat()}）或以后的日子。"
    )


def unknown_pack(name: str, titles: Sequence[str]) -> str:
    return f"没有「{name}」这份制度。现有：{LISTED.join(titles)}。"


def unlike_days() -> str:
    return "--from 和 --from-beginning 只写一个。"


def no_day(option: str, given: str) -> str:
    return f"{option} 后面要写一个日子，如 2027-03-01；「{given}」不是。什么都没动。"


def versions(since: Sequence[date]) -> str:
    return LISTED.join(BEGINNING if day == date.min else day.isoformat() for day in since)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
