"""What is said of a child who is to be watched: to whoever wrote of it, and on the counsellor's list."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from duty.alarm import Facts
from duty.danger import Danger
from duty.people import Child
from language.say import words
from language.say.alarms import children

_MOST_LINES, _MOST_TELLERS = 20, 2
_ABOUT = {
    Danger.SELF_HARM: "情绪低落",
    Danger.BULLYING: "和同学相处",
    Danger.ABUSE: "身边的安全",
    Danger.DROPOUT: "不太想上学",
    Danger.RUNAWAY: "想离开家",
    Danger.MEDICAL: "身体",
}
_SOMETHING = "需要留心"
_ASK_WHICH = "请先问问说的是哪一位"


def about(danger: Danger | None) -> str:
    return _ABOUT[danger] if danger else _SOMETHING


def noted(danger: Danger | None, watchers: Sequence[str], children: Sequence[Child] = ()) -> str:
    """Under the usual answer; `watchers` are those who get the list, as called."""
    if not watchers:
        return f"您说到孩子的事（{about(danger)}）。学校名单里还没有心理老师，请您多陪陪孩子，有变化马上告诉我。"
    who = words.names(watchers)
    alike = "叫这个名字的不止一位，清单上写明了要先问您是哪一位。\n" if namesakes(children) else ""
    return (
        f"您说到孩子的事（{about(danger)}），我写进给{who}的清单了，只写孩子和大概情况，不带原话。\n{alike}"
        f"要不要请{who}早点看看孩子？回「请」或「不用」。"
    )


def namesakes(children: Sequence[Child]) -> frozenset[int]:
    """Those of one telling who bear one name: which of them was meant, only whoever told of it knows."""
    names = Counter(child.name for child in children)
    return frozenset(child.id for child in children if names[child.name] > 1)


def nobody_named(danger: Danger | None, watchers: Sequence[str]) -> str:
    """The same where no child was named, so that nobody can be asked to look."""
    who = words.names(watchers) or "学校"
    return f"您说到孩子的事（{about(danger)}），没看到是哪个孩子。想让{who}留心，带上名字再说一句；变急了马上告诉我。"


def asked(watchers: Sequence[str], when: str) -> str:
    return f"好的，{when}请{words.names(watchers)}看看孩子。情况变急了，马上告诉我。"


def left() -> str:
    return "好的，那就先留在清单里。情况有变化，马上告诉我。"


def still_listed(watchers: Sequence[str]) -> str:
    """Behind what was taken back of a child who is on the list because of it."""
    who = words.names(watchers)
    return f"\n写给{who}的清单没有跟着撤；要是弄错了，请跟{who}说一声。"


def at_once(*, quiet: bool) -> str:
    return "天亮后就" if quiet else "这就"


def please_look(facts: Facts) -> str:
    """To whoever gets the list, before it: somebody asks for them."""
    alike = f"名字相同，{_ASK_WHICH}。" if namesakes(facts.children) else ""
    what = f"{facts.who}想请您看看{children(facts.children)}：{about(facts.danger)}。"
    return f"{what}{alike}不带原话，细节请问{facts.who}。"


def daily(found: Sequence[Facts], today: date) -> str:
    """The list of a working day: one line for each child and what it is about, without the sentences."""
    of_child = {child.id: child for one in found for child in one.children}
    said = {child: [one for one in found if child in [of.id for of in one.children]] for child in of_child}
    lines = [_line(child, said[child.id]) for child in of_child.values()]
    nameless = sum(not one.children for one in found)
    first = f"{words.plain_day(today, today)}，这几位孩子请您留心（不急，不带原话）："
    more = [f"另有 {len(lines) - _MOST_LINES} 位孩子，请问相应的老师。"] if len(lines) > _MOST_LINES else []
    rest = [f"还有 {nameless} 条没写明是哪个孩子，没有列出。"] if nameless else []
    return "\n".join([first, *lines[:_MOST_LINES], *more, *rest])


def _line(child: Child, said: Sequence[Facts]) -> str:
    kinds = words.names(dict.fromkeys(about(one.danger) for one in said))
    who = list(dict.fromkeys(one.who for one in said))
    tellers = words.names(who[:_MOST_TELLERS]) + ("等" if len(who) > _MOST_TELLERS else "")
    often = f" {len(said)} 次" if len(said) > 1 else ""
    # Where one telling of several named no namesake beside the child, it is certain.
    doubt = f"，同名的不止一位，{_ASK_WHICH}" if all(child.id in namesakes(one.children) for one in said) else ""
    return f"{words.with_class(child)}：{kinds}（{tellers}说起{often}{doubt}）"
