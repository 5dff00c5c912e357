"""微信客服: what is said there to a parent, or to whoever comes, and what a teacher is asked about it.

Whoever is not known for certain reads no name: not a child's, not a teacher's, not the school's.
"""

from collections.abc import Sequence

from duty.danger import Danger
from duty.messages import Button, ButtonCard, Choices, Option
from duty.people import Child
from language.say import alarms, words

# The words of a customer that are no note but a wish; whole messages, as typed or tapped.
STOP, RESUME, LEAVE = "先不收", "再收", "不同意了"
CHILD_KEY, STOP_KEY, RESUME_KEY = "child:", "stop", "resume"
YES, NO, REVOKE = "yes", "no", "revoke"
SOMEBODY_THERE = "客服里的家长"
EMERGENCY = "情况紧急，请打 110 或 120。"
WHO_ARE_YOU = (
    f"您好，这里是成长小信。请从老师给您的那一页点进来，老师才知道您是谁；点过的，回那一页再点一次。{EMERGENCY}"
)
ASKED = f"您好，这里是成长小信。已经请老师确认是您，确认后您写的话老师就能看到；现在写，也替您留着。{EMERGENCY}"
KEPT = f"您的话留着了。老师确认是您之后，马上就能看到。{EMERGENCY}"
STOPPED = "好的，先不给您发了。想说话，随时写；想再收，点一下或回「再收」。"
RESUMED = "好的，之后的小信还会发给您。"
WITHDRAWN = "好的，收回了，之后不再给您发。想再收，打开老师给您的链接点「同意」就行。"
MEDIA = {"image": "［图片］", "voice": "［语音］", "video": "［视频］", "file": "［文件］"}
UNSEEN = "［一条在这里看不了的消息，请对方用文字说一句］"


def welcome(labels: Sequence[str], code: str) -> Choices:
    """To a guardian who is known, with a tap to get no more; one label for each child."""
    text = f"{words.names(labels)}，您好。想跟老师说什么，直接写在这里就行；不急的话，老师有空就回。"
    return Choices(text, (Option(STOP_KEY, STOP),), code)


def stopped() -> Choices:
    """No more comes, and a tap takes that back."""
    return Choices(STOPPED, (Option(RESUME_KEY, RESUME),))


def received(*, morning: bool) -> str:
    """Once in a pause: nobody writes into silence."""
    return "收到了。现在是休息时间，老师早上会看到。" if morning else "收到了，老师有空就看。"


def confirmed(labels: Sequence[str]) -> str:
    return f"{words.names(labels)}，老师确认好了。您写的话已经转给老师，以后在这里说就行。"


def which_child(children: Sequence[tuple[int, Child]]) -> Choices:
    """`children`: by the guardian as whom the customer would write."""
    options = tuple(Option(f"{CHILD_KEY}{guardian_id}", words.with_class(child)) for guardian_id, child in children)
    return Choices("这句话是说哪个孩子？点一下，我就转给老师。", options)


def danger(duty_phone: str) -> str:
    """To a known guardian: what the page says, too."""
    return f"谢谢您说出来。正在通知学校的老师，还没有人接手。请先陪着孩子。{alarms.call(duty_phone)}"


def danger_of_unknown(found: Danger | None, contacts: Sequence[str], duty_phone: str) -> str:
    return alarms.to_stranger(found, contacts, duty_phone)


def unknown_called() -> str:
    """How somebody is called in an alarm whom nobody has confirmed."""
    return "客服里一位还没确认身份的人"


def place(name: str, address: str) -> str:
    return " ".join(part for part in ("［位置］", name, address) if part)


def link(title: str, url: str) -> str:
    return " ".join(part for part in ("［链接］", title, url) if part)


# --- to a teacher


def is_it_them(task_id: str, label: str, nickname: str) -> ButtonCard:
    """Somebody came with an invitation for a guardian."""
    called = f"，微信里叫「{nickname}」" if nickname else ""
    came = f"有人从给{label}的链接进了客服{called}。"
    text = f"{came}点「是本人」，以后那里的话就转给您；不认识就点「不是」，对方什么也看不到。"
    return ButtonCard(task_id, f"客服里的是{label}吗？", text, (Button(YES, "是本人", main=True), Button(NO, "不是")))


def they_are(task_id: str, label: str) -> ButtonCard:
    """Confirmed; it can still be taken back."""
    text = f"{label}以后在客服里说的话会转给您。认错了人、对方换了号，就点「解除」。"
    return ButtonCard(task_id, f"好，是{label}", text, (Button(REVOKE, "解除"),))


def they_are_not(task_id: str, label: str) -> ButtonCard:
    text = "对方看不到任何内容。要再请，把新的链接发给本人就行。"
    return ButtonCard(task_id, f"好，不是{label}", text, (Button(NO, "不是"),), done="知道了")


def no_more(task_id: str, label: str) -> ButtonCard:
    text = "那个微信看不到新的内容了，也不能再以家长的身份说话。要再请，把新的链接发给本人就行。"
    return ButtonCard(task_id, f"解除了：{label}的客服", text, (Button(REVOKE, "解除"),), done="已解除")
