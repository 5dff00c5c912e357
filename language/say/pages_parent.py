"""The sentences of the parents' pages, of the teacher's page with the link for a parent, and of the way there."""

from datetime import datetime
from enum import StrEnum

from language.say import alarms, note_words, notes, words

TITLE = "成长小信"

REFUSAL = "这个链接打不开。请在收到的通知里再点一次，或问问老师。"
TOO_OFTEN = "点得有点快了，请过一会儿再来。有急事请直接打电话给老师，情况紧急打 110 或 120。"
BROKEN = "这一页出了点毛病，不是您的问题，请过一会儿再试。有急事请直接打电话给老师，情况紧急打 110 或 120。"
STORAGE_AWAY = "这会儿打不开，不是您的问题，请过几分钟再试。有急事请直接打电话给老师，情况紧急打 110 或 120。"

YOU = "您"
LONGEST_ANSWER = notes.LONGEST_ANSWER
ANSWER_LABEL = "想说几句，写在这里"
ANSWER_HINT = f"不急着回，最多 {LONGEST_ANSWER} 字。"
SEND = "发给老师"

IN_SERVICE = "在微信里跟老师说"
DECLINE = "先不收"
DECLINE_MEANS = "之后不再给您发这样的小信。想再收，回到这里点一下；链接过期打不开了，就跟老师说一声，老师可以给您新的。"
DECLINE_YES = "确定先不收"
DECLINED = "您现在不收小信。想收、想说话，点一下就好。情况紧急，请直接打 110 或 120。"
RESUME = "重新接收"


class Said(StrEnum):
    """What just happened; the value stands in the page's address."""

    SAVED = "saved"
    FOR_MORNING = "morning"
    REPEATED = "again"
    DANGER = "urgent"
    EMPTY = "empty"
    TOO_LONG = "long"
    DECLINED = "declined"
    RESUMED = "resumed"


URGENT = frozenset({Said.DANGER})
MISTAKEN = frozenset({Said.EMPTY, Said.TOO_LONG})


def told(said: Said, local: datetime, text: str, duty_phone: str) -> str:
    """What just happened, in words; `local` is the hour in the school's zone, `text` what is still in the form."""
    morning = "今早" if local.hour < 12 else "明早"
    return {
        Said.SAVED: "发出去了，老师会看到。",
        Said.FOR_MORNING: f"收好了。现在是休息时间，老师{morning}会看到。",
        Said.REPEATED: "这句已经收到了，老师会看到。",
        Said.DANGER: f"谢谢您说出来。正在通知学校的老师，还没有人接手。请先陪着孩子。{alarms.call(duty_phone)}",
        Said.EMPTY: "还没写字呢，写一句再发。",
        Said.TOO_LONG: f"有点长：约 {note_words.length(text)} 字，最多 {LONGEST_ANSWER} 字。删短些再发，字都还在。",
        Said.DECLINED: "好的，先不给您发了。",
        Said.RESUMED: "好的，之后的小信还会发给您。",
    }[said]


def greeting(label: str) -> str:
    return f"{label}，您好"


def when(at: datetime, local: datetime) -> str:
    """今天 10:02, 昨天 18:30, 11月5日 08:15; in the zone of `local`."""
    there = at.astimezone(local.tzinfo)
    day = words.RECENT.get((local.date() - there.date()).days) or words.plain_day(there.date(), local.date())
    return f"{day} {there:%H:%M}"


def pass_heading(label: str) -> str:
    return f"给{label}的链接"


def pass_what(label: str, *, declined: bool) -> str:
    """`declined`: the guardian asked for no more notes, and the page offers to take that back."""
    if declined:
        return f"{label}说过先不收。把链接单独发过去，或请对方扫一扫：打开能看到您写的话，愿意的话点「{RESUME}」就行。"
    return f"请{label}用手机扫一扫，或把链接单独发过去。打开就能看到您写的话，也能回您。"


def pass_caution(label: str, until: datetime) -> str:
    """`until` is in the school's zone."""
    ends = f"{until.month}月{until.day}日 {until:%H:%M} 前有效"
    return f"拿到链接的人都打得开、也能回话，请只给{label}本人，别发到群里。{ends}。"


def welcome_again(url: str) -> str:
    """To a teacher, behind the word that the guardian wants no notes; `url` is the page with the link."""
    return f"把这里的专属链接或二维码转给对方，对方愿意就能看到这段话，也能点「{RESUME}」：{url}"


PASS_LINK_LABEL = "链接"
COPY = "复制链接"
COPIED = "复制好了"
COPY_FAILED = "没复制上，请长按链接自己复制"
QR_LABEL = "链接的二维码"
