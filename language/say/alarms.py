"""What is said of a danger to whoever wrote of it, and how those are called who can help."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from duty.alarm import Facts
from duty.danger import Danger
from duty.people import Child, Role
from language.say import words
from language.surnames import surname_of

_SPEAKS_OF = {
    Danger.SELF_HARM: "孩子可能想伤害自己",
    Danger.BULLYING: "孩子可能被欺负、被欺凌",
    Danger.ABUSE: "孩子可能被打、被伤害",
    Danger.DROPOUT: "孩子可能不再上学",
    Danger.RUNAWAY: "孩子可能走失或出走",
    Danger.MEDICAL: "孩子可能有生命危险",
}
_FIRST = {
    Danger.SELF_HARM: "请先陪着孩子，别让孩子一个人",
    Danger.BULLYING: "请先陪着孩子，别让孩子再受欺负",
    Danger.ABUSE: "请先陪着孩子，别追问细节，衣物先别洗",
    Danger.DROPOUT: "请先联系上孩子，弄清楚人在哪里、谁陪着",
    Danger.RUNAWAY: "请马上告诉家长，打 110，不用等 24 小时",
    Danger.MEDICAL: "请马上打 120，守着孩子",
}
# In these the child is not with whoever wrote it.
_AWAY = frozenset({Danger.RUNAWAY, Danger.DROPOUT})
_MOST_CHILDREN = 5
_REPORTED, _STAY = "有人上报了紧急情况", "请先守着孩子，别离开"


def speaks_of(danger: Danger | None) -> str:
    """What kind of danger it is, in a few words; None: it was reported in words of no known kind."""
    return _SPEAKS_OF[danger] if danger else _REPORTED


def first_of_all(danger: Danger | None) -> str:
    """What to do before anything else."""
    return _FIRST[danger] if danger else _STAY


def contact_called(name: str, roles: Sequence[Role]) -> str:
    """How somebody who can help is called: 心理周老师, 德育李主任, 陈校长, 高老师."""
    surname = surname_of(name) or name
    if Role.COUNSELLOR in roles:
        return f"心理{surname}老师"
    if Role.PRINCIPAL in roles:
        return f"{surname}校长"
    return f"德育{surname}主任" if Role.COORDINATOR in roles else f"{surname}老师"


def colleague_called(name: str) -> str:
    """In full, for there may be several of one surname."""
    return f"{name}老师"


def children(found: Sequence[Child], most: int = _MOST_CHILDREN) -> str:
    """Whom it is about, with the class: the first few, and how many there are where that is not all."""
    if not found:
        return "没写明哪个孩子"
    shown = words.names(words.with_class(child) for child in found[:most])
    return shown if len(found) <= most else f"{shown}等 {len(found)} 个孩子"


def stranger_called(user_id: str) -> str:
    return f"不在名单里的账号 {user_id}"


def to_sender(danger: Danger | None, contacts: Sequence[str], duty_phone: str, *, cut_off: bool = False) -> str:
    """To the colleague who wrote it, above the usual answer; `contacts` are those who are being told, as called.

    `cut_off`: nothing leaves us at the moment, so nobody is being told by us yet.
    """
    if contacts and cut_off:
        first = f"谢谢您马上说出来。企业微信这会儿不通，我还通知不到{_all(contacts)}，请您现在就打电话给他们。"
    elif contacts:
        first = f"谢谢您马上说出来。我正在通知{_all(contacts)}，还没有人接手。有人接手，我立刻告诉您。"
    else:
        first = "谢谢您马上说出来。学校里现在没有我能通知的人，请您现在就打电话给信得过的领导。"
    return "\n".join([first, f"{first_of_all(danger)}。", call(duty_phone, "" if contacts else "也")])


def to_stranger(danger: Danger | None, contacts: Sequence[str], duty_phone: str) -> str:
    """To somebody whom no roster knows: as helpful, but without the names of the staff."""
    if contacts:
        first = "您的话我看到了，正在通知学校的负责老师，还没有人接手。我还不认识您这个账号，请也直接打电话。"
    else:
        first = "您的话我看到了，可我没有人可以通知。请您现在就打电话给学校。"
    return "\n".join([first, f"{first_of_all(danger)}。", call(duty_phone)])


def contact_not_reached(contact: str, others: Sequence[str]) -> str:
    """To the colleague who wrote it, when the platform refused to bring the alarm to somebody."""
    instead = f"我正在改为通知{_all(others)}。" if others else ""
    return f"刚才的紧急情况没能送到{contact}。{instead}请您现在就直接打电话；紧急时打 110 或 120。"


def still_waiting(contacts: Sequence[str], waited: timedelta, duty_phone: str) -> str:
    """To whoever wrote it, when it is told again."""
    first = f"您说的紧急情况，{words.how_long(waited)}了还没有人接手，我又通知了{_all(contacts)}。"
    return f"{first}\n{call(duty_phone)}"


def taken_over(contact: str, facts: Facts, local: datetime) -> str:
    """To the colleague who wrote it; `local`: when it was taken over, in the school's zone."""
    which = f"：{children(facts.children)}" if facts.children else ""
    until = _until(facts.danger, "对方")
    return f"{contact} {local:%H:%M} 接手了您说的紧急情况{which}。{until}；有新情况直接找{contact}。"


def taken_over_for_stranger(danger: Danger | None, local: datetime) -> str:
    until = _until(danger, "老师")
    return f"学校的负责老师 {local:%H:%M} 接手了您说的紧急情况。{until}；情况紧急打 110 或 120。"


def _until(danger: Danger | None, who: str) -> str:
    """What the writer does meanwhile: nobody can stay with a child who is not there."""
    if danger in _AWAY:
        return "请保持电话畅通，想到孩子可能在哪儿马上说"
    return f"在{who}到之前，请先别离开孩子"


def handled(contact: str, facts: Facts | None = None) -> str:
    """To whoever wrote it; what was done is not theirs to read. Without `facts` no child is named."""
    of = f"{children(facts.children)}的" if facts and facts.children else ""
    return f"您说的{of}紧急情况，{contact}处理过了。孩子那边有什么变化，随时再告诉我。"


def case(facts: Facts, local: datetime) -> str:
    """Which of several it is; of a false alarm nothing but the time is left."""
    about = f"{children(facts.children)}的" if facts.children else ""
    return f"{about}紧急情况（{local.month}月{local.day}日 {local:%H:%M}）"


def nobody_yet(about: str, contacts: Sequence[str]) -> str:
    if not contacts:
        return f"{about}：还没有人接手，学校里没有我能通知的人。"
    return f"{about}：还没有人接手，我在接着通知{_all(contacts)}。"


def has_it(about: str, contact: str, local: datetime) -> str:
    """`local`: when it was taken over, in the school's zone."""
    return f"{about}：{contact} {local:%H:%M} 接手了，还没关上。"


def is_closed(about: str, contact: str) -> str:
    return f"{about}：{contact}处理过了，已经关上。"


def was_nothing(about: str, contact: str) -> str:
    return f"{about}：{contact}看过了，没有危险，已经关上。"


def was_false(contact: str) -> str:
    return f"您说的情况，{contact}看过了：这次没有危险，已经关上，孩子的档案里什么都没留。下次拿不准，照样先说。"


def somebody_of_school() -> str:
    """How a contact is called to whom the names of the staff are not said."""
    return "学校的负责老师"


def not_by_voice(contacts: Sequence[str], duty_phone: str) -> str:
    """Under the word that a voice or a picture cannot be read: with a danger nobody waits for us."""
    human = f"也可以直接找{_all(contacts)}；" if contacts else ""
    phone = f"打学校值班电话 {duty_phone}，" if duty_phone else ""
    return f"要是孩子有危险，别等我：{phone}情况紧急打 110 或 120；{human}打字告诉我，我马上通知。"


def call(duty_phone: str, also: str = "") -> str:
    if duty_phone:
        return f"现在就{also}打学校值班电话 {duty_phone}，情况紧急打 110 或 120。"
    return "情况紧急马上打 110 或 120，不用等我。"


def _all(contacts: Sequence[str]) -> str:
    return "和".join(part for part in (words.names(contacts[:-1]), contacts[-1]) if part)
