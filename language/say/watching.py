"""What is said of a child who is to be watched: to whoever wrote of it, and on the counsellor's list."""

from collections.abc import Sequence
from datetime import date

from duty.alarm import Facts
from duty.danger import Danger
from language.say import words
from language.say.alarm_cards import children

_MOST_LINES = 20
_ABOUT = {
    Danger.SELF_HARM: "情绪低落",
    Danger.BULLYING: "和同学相处",
    Danger.ABUSE: "身边的安全",
    Danger.DROPOUT: "不太想上学",
    Danger.RUNAWAY: "想离开家",
    Danger.MEDICAL: "身体",
}
_SOMETHING = "需要留心"


def about(danger: Danger | None) -> str:
    return _ABOUT[danger] if danger else _SOMETHING


def noted(danger: Danger | None, watchers: Sequence[str]) -> str:
    """Under the usual answer; `watchers` are those who get the list, as called."""
    if not watchers:
        return f"您说到孩子的事（{about(danger)}）。学校名单里还没有心理老师，请您多陪陪孩子，有变化马上告诉我。"
    who = words.names(watchers)
    return (
        f"您说到孩子的事（{about(danger)}），我写进给{who}的清单了，只写孩子和大概情况，不带原话。\n"
        f"要不要请{who}早点看看孩子？回「请」或「不用」。"
    )


def asked(watchers: Sequence[str], when: str) -> str:
    return f"好的，{when}请{words.names(watchers)}看看孩子。情况变急了，马上告诉我。"


def left() -> str:
    return "好的，那就先留在清单里。情况有变化，马上告诉我。"


def at_once(*, quiet: bool) -> str:
    return "天亮后就" if quiet else "这就"


def please_look(facts: Facts) -> str:
    """To whoever gets the list, before it: somebody asks for them."""
    return f"{facts.who}想请您看看{children(facts.children)}：{about(facts.danger)}。不带原话，细节请问{facts.who}。"


def daily(found: Sequence[Facts], today: date) -> str:
    """The list of a working day: children and what it is about, without the sentences."""
    lines = [f"{children(one.children)}：{about(one.danger)}（{one.who}说起）" for one in found[:_MOST_LINES]]
    more = [f"另有 {len(found) - _MOST_LINES} 条，请问相应的老师。"] if len(found) > _MOST_LINES else []
    first = f"{words.plain_day(today, today)}，这几位孩子请您留心（不急，不带原话）："
    return "\n".join([first, *lines, *more])
