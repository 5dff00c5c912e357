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
    RECORDING = "recording"
    RELAY = "relay"
    REPLY = "reply"
    SEND = "send"
    RELAYING = "relaying"
    POSTPONE = "postpone"
    COULD_NOT = "could_not"
    MAKE_UP = "make_up"
    LEAVE = "leave"
    BACK = "back"
    EVENT = "event"
    PROGRESS = "progress"
    GAPS = "gaps"
    LEDGER = "ledger"
    FAMILY_LINKS = "family_links"
    RENEW_LINK = "renew_link"
    GOOD_NEWS = "good_news"
    LETTERS = "letters"
    REACH = "reach"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be said: the words that say it, and a whole sentence.

    `words` say it wherever they stand, `first` only at the beginning of a message, `alone` only as all of it:
    elsewhere those keep their everyday sense.
    """

    means: Kind | Ask
    words: tuple[str, ...]
    example: str
    first: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All of the words, the name of the thing first."""
        return (*self.words, *self.first, *self.alone)


_TALK = """
    谈心 谈话 聊天 谈 聊 谈谈 聊聊 谈谈心 谈谈话 谈了谈 聊了聊 谈一谈 聊一聊 沟通 交流 交心 唠嗑
    促膝谈心 个别谈话 谈成 聊成
"""
_HOME_VISIT = "家访 入户家访 上门家访 家访慰问 上门 登门 入户 走访 家庭走访"
_WARMTH = "送温暖 慰问 走访慰问 送爱心 献爱心 送了 送去了 送去 送给 送上 送来了 赠送 捐赠 资助"
_HELP = "帮扶 辅导 学习帮扶 学业帮扶 学习辅导 学业辅导 个别辅导 补课 补习 讲题 答疑 开小灶 补了补 补一补"
_CONTACT = """
    联系家长 联系 联络家长 联络 电话 打电话 通电话 通话 家长沟通 与家长沟通 家校沟通 家校联系 电话沟通 电话联系 电话家访
    微信沟通 微信联系 视频通话
"""
_TODO = """
    待办 待办事项 我的待办 还有什么 还有什么事 还有哪些 还有谁 还差谁 还差什么 还差哪些 还剩什么
    还剩谁 还剩哪些 我的任务 任务清单 清单 该做什么 要做什么 该找谁
"""
_STUDENT = "搜 搜索 搜一下 查 查询 查看 查一下 查查 看看 看一下 看一看 看下 了解一下"
_UNDO = "撤销 撤回 撤掉 撤消 取消 删除 删了 记错了 记错 写错了 发错了 弄错了 删掉 不算了 作废"
_USAGE = """
    帮助 怎么用 怎么使用 如何使用 使用说明 使用帮助 怎么说 怎么写 会什么 你会什么 你能做什么 说明 菜单 ? help
"""
_NEXT = "下一页 继续 更多 往下 下页 后面的 还有吗 接着"
_RECORDING = "怎么登记 怎么记 怎么记录 如何登记 如何记录"
_RELAY = """
    转告 转达 转致 捎句话 捎个话 捎话 带句话 带个话 带话 传句话 传个话 传话 捎信 捎个信 传信 传个信 带个信
    写张便条 写个便条 发便条 发个便条 发张便条
    告诉 告知 通知 知会
"""
_REPLY = "答 回复 回覆 回信 回话 答复 答覆 回一句 回个话 回 复"
_SEND = "确认 确认发送 确认发 马上发 马上发送 发吧 发送 立即发送 立刻发 现在发 现在就发 直接发 发出去 可以发 可以发了"
_GOOD_NEWS = "进步 报喜 喜报 报个喜 进步啦"
_LETTERS = """
    去信 我的去信 查去信 看去信 看看去信 去信记录 我的便条 便条记录 发出的便条 我发的便条 我转告的话 我发的话 捎出去的话
"""
_RELAYING = """
    怎么转告 如何转告 转告 怎么捎话 怎么给家长捎话 怎么给家长捎句话 给家长捎句话 怎么通知家长 怎么告诉家长
    怎么给家长发消息 怎么写便条 怎么发便条 怎么回复家长
"""
_MAKE_UP = "补 补记 补录 补登 补上 补做 补办 补一次 补一下"
_POSTPONE = "推迟 全部推迟 都推迟 先推迟 延后 往后推 缓一缓 晚点提醒 晚些提醒 过几天提醒 过几天再提醒 稍后提醒"
_COULD_NOT = "没能做到 没做到 没能做成 没做成 没能办到 没办到 没能办成 没办成 没能完成"
_LEAVE = "请假 休假 请病假 请事假 请产假 休产假 病假 事假 产假 陪产假 婚假 丧假 年假 公假 护理假 育儿假"
_BACK = "销假 我销假 我回来了销假 提前销假 回来上班了 提前回来上班了 我回来上班了 结束请假 取消请假"
_EVENT = "事件 登记事件 记事件 登记"
_PROGRESS = "进度 统计 汇总 进展 完成情况 总览 完成率"
_GAPS = "谁还没结对 谁没结对 哪些老师没有结对 哪些学生没有结对 还有哪些学生没人管 哪些学生没人管 没结对的"
_LEDGER = "台账 台帐 导出台账 下载台账 打印台账 记录表 导出记录表 下载记录表 帮扶台账 结对台账 帮扶记录表 帮扶手册"
_REACH = (
    "关注码 班级二维码 关注二维码 家长怎么关注 多少家长能收到 哪些家长收不到 哪些家长没关注 谁的家长没关注 关注情况"
)
_FAMILY_LINKS = """
    家长链接 二维码 家长二维码 家长的链接 家长专属链接 专属链接 给家长的链接 家长的二维码 给家长的二维码 所有家长的链接
"""
_RENEW_LINK = (
    "换链接 换家长链接 换个链接 重新换链接 更换链接 更换家长链接 重置链接 重置家长链接 换一下链接 换二维码 换个二维码"
)

GRAMMAR: tuple[Entry, ...] = (
    Entry(Kind.TALK, spelled(_TALK), "已谈心 张三"),
    Entry(Kind.HOME_VISIT, spelled(_HOME_VISIT), "昨天家访 李四"),
    Entry(Kind.WARMTH, spelled(_WARMTH), "送温暖 王五：棉被一床"),
    Entry(Kind.HELP, spelled(_HELP), "已辅导 张三 数学"),
    Entry(Kind.CONTACT, spelled(_CONTACT), "已电话 张三妈妈"),
    Entry(Ask.MAKE_UP, (), "补上个月谈心 张三", first=spelled(_MAKE_UP)),
    Entry(Ask.TODO, spelled(_TODO), "待办"),
    Entry(Ask.STUDENT, spelled(_STUDENT), "查 张三"),
    Entry(Ask.UNDO, spelled(_UNDO), "撤销"),
    Entry(Ask.HELP, spelled(_USAGE), "帮助"),
    Entry(Ask.NEXT, spelled(_NEXT), "下一页"),
    Entry(Ask.RELAY, (), "转告 李四妈妈 今天他主动给同桌讲题", first=spelled(_RELAY)),
    Entry(Ask.REPLY, (), "回复 谢谢您，我明天看看", first=spelled(_REPLY)),
    Entry(Ask.SEND, (), "确认", alone=spelled(_SEND)),
    Entry(Ask.GOOD_NEWS, (), "进步 张三 今天主动举手了", first=spelled(_GOOD_NEWS)),
    Entry(Ask.LETTERS, (), "去信", alone=spelled(_LETTERS)),
    Entry(Ask.POSTPONE, (), "推迟 张三 到周五", first=spelled(_POSTPONE)),
    Entry(Ask.COULD_NOT, (), "没能做到 张三 家访 家长不方便", first=spelled(_COULD_NOT)),
    Entry(Ask.LEAVE, (), "请假 12月1日到12月5日 李老师代", first=spelled(_LEAVE)),
    Entry(Ask.BACK, (), "销假", alone=spelled(_BACK)),
    Entry(Ask.EVENT, (), "事件 张三 住院", first=spelled(_EVENT)),
    Entry(Ask.PROGRESS, (), "进度", alone=spelled(_PROGRESS)),
    Entry(Ask.GAPS, (), "谁还没结对", alone=spelled(_GAPS)),
    Entry(Ask.LEDGER, (), "台账", alone=spelled(_LEDGER)),
    Entry(Ask.REACH, (), "关注码", alone=spelled(_REACH)),
    Entry(Ask.FAMILY_LINKS, (), "家长链接", alone=spelled(_FAMILY_LINKS)),
    Entry(Ask.RENEW_LINK, (), "换链接 李四妈妈", first=spelled(_RENEW_LINK)),
    Entry(Ask.RECORDING, spelled(_RECORDING), "怎么登记", alone=("登记",)),
    Entry(Ask.RELAYING, (), "怎么转告", alone=spelled(_RELAYING)),
)
