"""What is said to a wish that only the roster can fulfil."""

from collections.abc import Sequence

from duty.commands import RosterWish
from duty.people import Child
from language.say import words
from language.say.recording import quoted


def paired_already(children: Sequence[Child]) -> str:
    return f"{words.some_names(children)}已经和您结对了，聊完直接发「已谈心 {children[0].name}」就行。"


def who_changes_it(wish: RosterWish, names: Sequence[str], keeper: str) -> str:
    """Who can do it, and that nothing was done; `keeper` is a name, "" where the school has named nobody."""
    whom = f"管名册的{words.teacher(keeper)}" if keeper else "学校的管理员"
    whose = quoted(names)
    match wish:
        case RosterWish.PAIR:
            return f"结对{whose}要在名册里加，我改不了，这次什么都没动。请跟{whom}说一声，加好了马上就能记。"
        case RosterWish.UNPAIR:
            return f"解除{whose}的结对要在名册里改，我改不了，这次什么都没动。请跟{whom}说一声；记过的都还在。"
        case _:
            return f"{whose}离校、转学、休学这类要在名册里改，我改不了，提醒也先照旧。请跟{whom}说一声。"
