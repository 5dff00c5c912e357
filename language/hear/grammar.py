"""The one table of what can be said to the bot; the help text is made from it."""

from dataclasses import dataclass
from enum import StrEnum

from duty.kinds import Kind
from language.hear.lexicon import spelled


class Ask(StrEnum):
    """What can be asked of the bot, besides recording a deed; no value may equal one of `Kind`."""

    TODO = "todo"
    STUDENT = "student"
    UNDO = "undo"
    HELP = "manual"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be said: the words that say it, the first being its name, and a whole sentence."""

    means: Kind | Ask
    words: tuple[str, ...]
    example: str


_TALK = """
    谈心 谈话 聊天 谈 聊 谈谈 聊聊 谈谈心 谈谈话 谈了谈 聊了聊 谈一谈 聊一聊 沟通 交流 交心 唠嗑
    促膝谈心 个别谈话 谈成 聊成
"""
_HOME_VISIT = "家访 入户家访 上门家访 家访慰问 上门 登门 入户 走访 家庭走访"
_WARMTH = "送温暖 慰问 走访慰问 送爱心 献爱心 送了 送去了 送去 送给 送上 送来了 赠送 捐赠 资助"
_HELP = "帮扶 辅导 学习帮扶 学业帮扶 学习辅导 学业辅导 个别辅导 补课 补习 讲题 答疑 开小灶"
_CONTACT = """
    联系家长 联系 电话 打电话 通电话 通话 家长沟通 与家长沟通 电话沟通 电话联系 电话家访 微信沟通
    微信联系 视频通话
"""
_TODO = """
    待办 待办事项 我的待办 还有什么 还有什么事 还有哪些 还有谁 还差谁 还差什么 还差哪些 还剩什么
    还剩谁 还剩哪些 我的任务 任务清单 清单 该做什么 要做什么 该找谁
"""
_STUDENT = "查 查询 查看 查一下 查查 看看 看一下 看一看 看下 了解一下"
_UNDO = "撤销 撤回 撤掉 撤消 取消 删除 删了 记错了 记错 写错了 发错了 弄错了 删掉 不算了 作废"
_USAGE = """
    帮助 怎么用 怎么使用 如何使用 使用说明 使用帮助 怎么记 怎么登记 怎么说 怎么写 会什么 你会什么
    你能做什么 说明 菜单 ? help
"""
_NEXT = "下一页 继续 更多 往下 下页 后面的 还有吗 接着"

GRAMMAR: tuple[Entry, ...] = (
    Entry(Kind.TALK, spelled(_TALK), "已谈心 张三"),
    Entry(Kind.HOME_VISIT, spelled(_HOME_VISIT), "昨天家访 李四"),
    Entry(Kind.WARMTH, spelled(_WARMTH), "送温暖 王五：棉被一床"),
    Entry(Kind.HELP, spelled(_HELP), "已辅导 张三 数学"),
    Entry(Kind.CONTACT, spelled(_CONTACT), "已电话 张三妈妈"),
    Entry(Ask.TODO, spelled(_TODO), "待办"),
    Entry(Ask.STUDENT, spelled(_STUDENT), "查 张三"),
    Entry(Ask.UNDO, spelled(_UNDO), "撤销"),
    Entry(Ask.HELP, spelled(_USAGE), "帮助"),
    Entry(Ask.NEXT, spelled(_NEXT), "下一页"),
)
