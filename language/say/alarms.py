"""What is said when a text speaks of danger to a child: to those who can help, and to whoever wrote it."""

from collections.abc import Sequence
from datetime import datetime

from duty.danger import Danger
from duty.people import Child, Role
from language.say import words
from language.surnames import surname_of

_SPEAKS_OF = {
    Danger.SELF_HARM: "孩子可能想伤害自己",
    Danger.SEXUAL_ABUSE: "孩子可能受到性侵害",
    Danger.VIOLENCE: "孩子可能被打、被伤害",
    Danger.MISSING: "孩子可能走失或出走",
    Danger.MEDICAL: "孩子可能有生命危险",
    Danger.CALL_FOR_HELP: "有人在求救",
}
_FIRST = {
    Danger.SELF_HARM: "请先陪着孩子，别让孩子一个人",
    Danger.SEXUAL_ABUSE: "请先陪着孩子，别追问细节，衣物先别洗",
    Danger.VIOLENCE: "请先陪着孩子，别让孩子再受伤",
    Danger.MISSING: "请马上告诉家长，打 110，不用等 24 小时",
    Danger.MEDICAL: "请马上打 120，守着孩子",
    Danger.CALL_FOR_HELP: "请先守着孩子，别离开",
}
_MOST_CHILDREN = 5


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


def stranger_called(user_id: str) -> str:
    return f"不在名单里的账号 {user_id}"


def to_contact(category: Danger, who: str, children: Sequence[Child], local: datetime) -> str:
    """What a responsible person gets; never the sentence itself. `local`: when it was written, in the school's zone."""
    day = words.plain_day(local.date(), local.date())
    asked = f"请现在就找{who}问清楚" if not children else f"请现在就给{who}打电话，确认孩子在哪里、谁陪着"
    return "\n".join(
        [
            f"紧急：{who}刚写的话里，{_SPEAKS_OF[category]}。",
            f"孩子：{_children(children)}。时间：{day} {local:%H:%M}。",
            f"{asked}。{_FIRST[category]}。",
            "情况紧急马上打 110 或 120。原话不在这里转发，请当面或电话问。",
        ]
    )


def to_sender(category: Danger, contacts: Sequence[str], duty_phone: str, *, cut_off: bool = False) -> str:
    """To the colleague who wrote it, above the usual answer; `contacts` are those who are being told, as called.

    `cut_off`: nothing leaves us at the moment, so nobody is being told by us yet.
    """
    if contacts and cut_off:
        first = f"谢谢您马上说出来。企业微信这会儿不通，我还通知不到{_all(contacts)}，请您现在就打电话给他们。"
    elif contacts:
        first = f"谢谢您马上说出来。我正在通知{_all(contacts)}，还没有人接手。"
    else:
        first = "谢谢您马上说出来。学校还没登记紧急联系人，我没有人可以通知，请您现在就打电话给校长。"
    return "\n".join([first, f"{_FIRST[category]}。", _call(duty_phone, "" if contacts else "也")])


def to_stranger(category: Danger, contacts: Sequence[str], duty_phone: str) -> str:
    """To somebody whom no roster knows: as helpful, but without the names of the staff."""
    if contacts:
        first = "您的话我看到了，正在通知学校的负责老师，还没有人接手。我还不认识您这个账号，请也直接打电话。"
    else:
        first = "您的话我看到了，可我没有人可以通知。请您现在就打电话给学校。"
    return "\n".join([first, f"{_FIRST[category]}。", _call(duty_phone)])


def contact_not_reached(contact: str, others: Sequence[str]) -> str:
    """To the colleague who wrote it, when the platform refused to bring the alarm to somebody."""
    instead = f"我正在改为通知{_all(others)}。" if others else ""
    return f"刚才的紧急情况没能送到{contact}。{instead}请您现在就直接打电话；紧急时打 110 或 120。"


def _call(duty_phone: str, also: str = "") -> str:
    if duty_phone:
        return f"现在就{also}打学校值班电话 {duty_phone}，情况紧急打 110 或 120。"
    return "情况紧急马上打 110 或 120，不用等我。"


def _children(children: Sequence[Child]) -> str:
    if not children:
        return "没有写明，要问一问"
    shown = words.names(words.with_class(child) for child in children[:_MOST_CHILDREN])
    return shown if len(children) <= _MOST_CHILDREN else f"{shown}等 {len(children)} 个孩子"


def _all(contacts: Sequence[str]) -> str:
    return "和".join(part for part in (words.names(contacts[:-1]), contacts[-1]) if part)
