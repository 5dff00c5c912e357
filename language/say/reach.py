"""How many families can be reached: in the chat, and on the page with the code that parents scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duty.people import Child
from duty.reach import Reach
from language.say import words
from language.say.overview import OWN

TITLE = "关注码"
REFUSAL = "这个链接打不开了。在企业微信里再发一次「关注码」，就有新的。"
CODE_ALT = "学校通知的关注码"
STEPS = (
    "打开微信，扫一扫上面的码。",
    "按提示填孩子的姓名和您的手机号。",
    "点「关注」。学校的消息以后就在微信里收。",
)
HOW = "家长怎么关注"
CHART = "各班能收到的人家"
NO_CODE = "企业微信这会儿没有给出关注码。请管理员在管理后台的「家校沟通」里下载，或过一会儿再打开这一页。"
MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class ClassReach:
    """A class, or the children of one teacher, and how far each family can be reached."""

    called: str
    families: Sequence[tuple[Child, Reach]]

    @property
    def count(self) -> int:
        return len(self.families)

    @property
    def reached(self) -> int:
        return sum(reach is Reach.REACHED for _, reach in self.families)

    def of(self, reach: Reach) -> list[Child]:
        return [child for child, found in self.families if found is reach]


def heading(called: str) -> str:
    return f"{called}：请家长扫码关注"


def one_class(reach: ClassReach, url: str) -> str:
    """The figures of one class with the names that are missing, and where the code is."""
    lines = [f"{_figures(reach)}{'。' if reach.reached == reach.count else '：'}", *_missing(reach)]
    return "\n".join([*lines, _where(url)])


def several(called: str, classes: Sequence[ClassReach], url: str) -> str:
    """The figures of each class; names only where a class is asked for."""
    count, reached = sum(one.count for one in classes), sum(one.reached for one in classes)
    least = _least(*classes)
    lines = [f"{called} {count} 个孩子，{least}{reached} 家能收到：", *(f"· {_figures(one)}" for one in classes)]
    lines.append(f"想看是哪几家，回「{classes[0].called}关注码」。")
    return "\n".join([*lines, _where(url)])


def own(reach: ClassReach) -> str:
    """A mentor's own children: the code is the class teacher's to hand out."""
    lines = [f"{_figures(reach)}{'。' if reach.reached == reach.count else '：'}", *_missing(reach)]
    return "\n".join([*lines, "关注码可以向班主任要；没关注的人家，转告时我会给您一个能转发的链接。"])


def own_called() -> str:
    return OWN


def nobody(teacher_name: str) -> str:
    return f"{words.teacher(teacher_name)}，您这儿没有结对的孩子，也没有班级、年级要看，所以没有要数的。"


def _figures(reach: ClassReach) -> str:
    called = f"{OWN}（{reach.count} 个）" if reach.called == OWN else f"{reach.called} {reach.count} 个孩子"
    if reach.reached == reach.count:
        return f"{called}，家里都能收到"
    return f"{called}，{_least(reach)}{reach.reached} 家能收到"


def _least(*classes: ClassReach) -> str:
    """Before a figure of those known to follow, where of others nobody knows."""
    return "至少 " if any(one.of(Reach.UNKNOWN) for one in classes) else ""


_WHY: Mapping[Reach, str] = {
    Reach.NOT_FOLLOWING: "还没关注",
    Reach.UNKNOWN: "还不知道关注了没有",
    Reach.NOT_LISTED: "家校通讯录里还没有家长",
    Reach.NOT_WISHED: "按学校或家长的意思不发",
}


def _missing(reach: ClassReach) -> list[str]:
    found = [(why, reach.of(kind)) for kind, why in _WHY.items()]
    return [f"· {why} {len(those)} 家：{words.some_names(those, MOST_NAMES)}" for why, those in found if those]


def _where(url: str) -> str:
    if not url:
        return "页面的地址还没配好，请管理员设置 JIEDUI_BASE_URL；关注码也可以在管理后台的「家校沟通」里下载。"
    return f'<a href="{url}">打开关注码，可以打印给家长</a>（半小时内有效）'
