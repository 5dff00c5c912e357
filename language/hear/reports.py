"""A danger that the sender reports in so many words: 上报, 举报, 求助."""

from duty.commands import Report
from language.hear.message import Message
from language.hear.regex import regex
from language.hear.usage import usage

_WORD = r"(?:上报|举报|检举|求助|求救|紧急(?:情况|事件|报告)?(?=[\W_])|出事了|sos|shangbao|报告(?=[ :,]))"
_BEFORE = r"(?:[\W_]|快|急|请|我|要|想|帮我?|一键|马上|立即|立刻|赶紧|需要|老师|紧急|N(?:同学)?)*"
_REPORTS = regex(rf"{_BEFORE}{_WORD}(?!给|了|过|到|完)")
# What is handed in, and the reports of work done.
_PAPERS = regex(
    r"K|材料|数据|名单|表|功能|流程|系统|总结|成绩|信息|方案|通知|会议|统计|次数|完成|已办|进度|资料|作业|如下|放假"
    r"|报名|[去聊谈见]过"
)


def report(message: Message) -> Report | None:
    """「上报 张三 …」: whatever the words behind it are, somebody must look."""
    text = message.outline.text
    if not _REPORTS.match(text) or _PAPERS.search(text) or usage(message):
        return None
    named = message.outline.names(0, len(text))
    ids = tuple(dict.fromkeys(one.ids[0] for one in named if len(one.ids) == 1))
    return Report(ids, message.plain.typed.strip())
