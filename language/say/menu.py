"""The app's menu at the bottom of a teacher's phone, and what its entries explain."""

from collections.abc import Sequence

from duty.people import Child

TODO, RECORD, MORE, RELAY, HELP = "待办", "登记", "更多", "给家长捎句话", "怎么用"


def recording(mentees: Sequence[Child]) -> str:
    """How to record, with the teacher's own children as examples."""
    first = mentees[0].name if mentees else "张三"
    second = mentees[1].name if len(mentees) > 1 else first
    return (
        f"发一句就记好了，比如：\n「已谈心 {first}」「昨天家访 {second}」「送温暖 {first}：棉被一床」\n"
        "聊了什么接着写在后面就行。记错了回「撤销」。"
    )


def relaying(mentees: Sequence[Child]) -> str:
    """How to write to a parent."""
    name = mentees[0].name if mentees else "张三"
    return (
        f"发「转告 {name}妈妈 今天他主动给同桌讲题」，我先给您看一眼，30 秒后发给她。\n"
        "马上发回「确认」，不发回「撤回」。家长回了话，我转给您，回「回复 ……」就能接着说。"
    )
