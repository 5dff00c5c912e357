"""How the bot read a message, told to whoever asks on the command line; and what the commands for lines say."""

from collections.abc import Iterator

from duty.commands import RecordDeed, RecordSeveral
from duty.danger import Danger, Grade, Risk
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichDay, WhichKind, WhichStudent
from language.hear.explain import Explained, Recognised, Told
from language.hear.mood import Mood
from language.hear.named import How
from language.hear.names import Care
from language.hear.whole import KINDS, Sense, Whole
from language.say import words

HELP_UNDERSTAND = "逐行读 JSON，回答每句话听成了什么；--explain 把一句话一步步讲明白"
HELP_NAMES = "逐行读 JSON，回答打的名字是名册上的谁"
HELP_RISK = "逐行读 JSON，回答这段话说到的危险有多急"
HELP_EXPLAIN = "要讲明白的一句话"
HELP_ROSTER = "这位老师名下的孩子，逗号隔开"
HELP_TODAY = "哪一天说的，例如 2026-11-20；不写就是今天"

_MOODS = {
    Mood.DONE: "做了",
    Mood.BARE: "没说做没做",
    Mood.NOT: "没做成",
    Mood.PLAN: "还没到时候",
    Mood.ASKED: "在问",
    Mood.OTHERS: "别人做的",
    Mood.DOUBT: "拿不准",
}
_HOW = {
    How.EXACT: "一字不差",
    How.VARIANT: "写法不同",
    How.GIVEN: "只叫名",
    How.AFFIX: "昵称",
    How.SOUND: "同音",
    How.PINYIN: "拼音",
    How.INITIALS: "首字母",
    How.SIMILAR: "只是像",
}
_DANGERS = {
    Danger.SELF_HARM: "自伤",
    Danger.BULLYING: "欺凌",
    Danger.ABUSE: "虐待",
    Danger.DROPOUT: "失学",
    Danger.RUNAWAY: "走失",
    Danger.MEDICAL: "急病",
}
_SENSES = {
    **{sense: words.KIND[kind] for sense, kind in KINDS.items()},
    Sense.SEVERAL: "几件事",
    Sense.UNCERTAIN: "要问一句的事",
    Sense.NO_ACTION: "没做",
    Sense.TODO: "问待办",
    Sense.STUDENT: "问一个孩子",
    Sense.PROGRESS: "问进度",
    Sense.TO_PARENT: "写给家长",
    Sense.ANSWER: "回家长的话",
    Sense.UNDO: "撤销",
    Sense.CORRECT: "改记录",
    Sense.POSTPONE: "推迟",
    Sense.HELP_WANTED: "问怎么用",
    Sense.PAIR: "结对",
    Sense.UNPAIR: "解除结对",
    Sense.LEAVE: "孩子离校",
    Sense.OTHER: "别的话",
}
_WHY = {
    Unclear.UNKNOWN: "没听懂",
    Unclear.NOT_DONE: "没做",
    Unclear.OTHERS_WORK: "别人做的",
    Unclear.QUESTION: "在问",
    Unclear.SMALL_TALK: "闲话",
    Unclear.NO_STUDENT: "没说是谁",
    Unclear.NO_KIND: "没说做了什么",
    Unclear.UNKNOWN_STUDENT: "名下没有这个孩子",
    Unclear.FUTURE_DAY: "那天还没到",
    Unclear.BAD_DAY: "日子不清楚",
    Unclear.CORRECTION: "不知道要改什么",
    Unclear.EMPTY: "什么也没写",
}
_GRADES = {Grade.URGENT: "马上要有人管", Grade.WATCH: "这几天要有人看看", Grade.NONE: "没有"}


def bad_line(number: int) -> str:
    """A line of the input that is no JSON object with the keys that are needed."""
    return f"第 {number} 行读不了：每行要是一个 JSON 对象，该有的键都要有。前面的行已经答了。"


def not_utf_8() -> str:
    """Input in another encoding."""
    return "读到了不是 UTF-8 的字节。请把文件存成 UTF-8 再来。"


def not_a_day(typed: str) -> str:
    """A day on the command line that is none."""
    return f"「{typed[:20]}」不是日期，写成 2026-11-20 这样就行。"


def names_in(roster: str) -> tuple[str, ...]:
    """The names of a list that is written with commas of either width."""
    return tuple(name.strip() for name in roster.replace("，", ",").split(",") if name.strip())


def lines(explained: Explained, care: Care) -> Iterator[str]:
    """One line for each step that saw something."""
    yield f"规整后：{explained.plain}"
    for one in explained.recognised:
        yield f"认出：{_recognised(one, care)}"
    yield f"换成符号：{explained.masked}"
    for deed in explained.told:
        yield f"说到：{_told(deed, care)}"
    yield f"危险：{_risk(explained.risk)}"
    yield f"由这一步回答：{explained.step}，{_heard(explained.by_steps, care)}"
    if explained.whole:
        yield f"整句看更像：{_whole(explained.whole)}"
    yield f"结果：{_heard(explained.heard, care)}"


def _recognised(one: Recognised, care: Care) -> str:
    if one.how is None:
        return f"「{one.said}」是{one.day.isoformat() if one.day else '没说清的日子'}"
    return f"「{one.said}」是{_names(one.children, care)}（{_HOW[one.how]}）"


def _told(deed: Told, care: Care) -> str:
    return f"「{deed.said}」{words.KIND[deed.kind]}，{_names(deed.children, care)}，{_MOODS[deed.mood]}"


def _names(children: tuple[int, ...], care: Care) -> str:
    return "、".join(care.spoken[child] for child in children) or "没说是谁"


def _risk(found: Risk) -> str:
    kind = f"（{_DANGERS[found.danger]}）" if found.danger else ""
    return f"{_GRADES[found.grade]}{kind}"


def _heard(heard: Heard, care: Care) -> str:
    """What it comes to in words; what teachers want besides of records, by the name of its command."""
    match heard:
        case RecordDeed():
            return f"记「{_deed(heard, care)}」"
        case RecordSeveral(deeds):
            return "；".join(f"记「{_deed(deed, care)}」" for deed in deeds)
        case Confirm(command=(RecordDeed() | RecordSeveral()) as command):
            return f"先问一句，要不要{_heard(command, care)}"
        case WhichStudent() | WhichDay() | WhichKind() | Confirm():
            return f"先问一句 {type(heard).__name__}"
        case NotUnderstood(why):
            return f"不记，{_WHY.get(why, f'答 {why}')}"
        case _:
            return type(heard).__name__


def _deed(deed: RecordDeed, care: Care) -> str:
    parts = [words.KIND[deed.kind], _names(deed.student_ids, care), deed.happened_on.isoformat(), deed.topic, deed.note]
    return "，".join(part for part in parts if part)


def _whole(whole: Whole) -> str:
    return f"{_SENSES[whole.sense]}（{whole.share:.0%}）"
