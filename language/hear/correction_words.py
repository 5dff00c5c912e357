"""The words for what was recorded before: that it was wrong, what is right instead, to take it back."""

import unicodedata
from enum import StrEnum

from language.hear.grammar import GRAMMAR, Ask
from language.hear.lexicon import Lexicon, spelled
from language.hear.parts import Part
from language.hear.shape import DAY, KIND, NAME
from language.hear.words import WORDS


class Sign(StrEnum):
    """What a stretch of such a message says; the letters of a shape stand for themselves."""

    NAME = NAME
    KIND = KIND
    DAY = DAY
    UNDO = "U"  # 撤销, 删掉, 不作数
    PERHAPS_UNDO = "u"  # 取消, 不算: may tell of the deed
    WRONG = "W"  # 记错了, 不对, 改一下
    TO = "T"  # 改成, 应该是
    IS = "t"  # 是, 为
    NOT = "X"  # 不是, 不该记
    MADE = "M"  # 写成, 记到
    WHAT = "F"  # 日期, 名字
    RECORD = "R"  # 那条, 刚才记的
    NOTE = "m"  # 便条: not a record, but what was written to a family
    GAP = ","
    SOFT = "s"
    OTHER = "o"


_UNDO = """
    撤销 撤回 撤掉 撤消 撤 删除 删了 删掉 删 删一条 删去 去掉 去掉一条 拿掉 清掉 清除 作废 不作数
    别算 不要了 回退 回退一步 undo 误操作 误发 误点 点错 发重 发重复 记重 记重复 重复 重了 多记
    多发 多点 手滑 点多 按多 按错 发多 别记 先别记 不要记 不记了 反悔 恢复原样 抹了 抹去 抹除 清空 清了 撤下来 撤下
    撤了 删脱 删咯 请删 划了
    别要 别要了 莫记 唔要 唔要了 别算数 当我没说 当我没发 当没说 当没发 请忽略 还原 手抖 点快 按快 发快
    倒回去 倒回来 退回去 退一步 回滚 倒退一步 撤一步 撤回去 撤回来 不作数了 手误 误触 抹了吧 作废掉 废掉 作罢
    不要存 别存 莫存 不存 别保存 不要保存 不保存 别登 不要登 别入 按早 点早 发早 发急 按急 收回 收回来
    少一条 减一条 去一条 少记一条 记多 登多 写多 录多 退掉 抹了去
    剔除 多了一条 多出一条 多了条 多登了 别记录 不该记 不算数 划掉 抹掉 撤一下 退回
"""
_PERHAPS = "取消 不算"
_WRONG = """
    错 有误 错误 记录错误 记录有误 不对 写反 记反 说反 搞反 弄反 记串 搞混 弄混 更正 纠正 订正 改
    整错 搞岔 记岔 记差 登错 登记错 录错 填岔 更改 变更 改正 改名
    换回来 改回来 调回来 换回去 改回去
    改一下 改下 改改 改过来 调过来 换过来 修改 修正 申请更正 申请修改 才对 打错字 打错 写错 记错 发错
    弄错 搞错 说错 填错 报错 选错 送错 输错 看错 听错 打错了字
"""
_TO = """
    改成 改为 改到 改作 改回 换成 换为 更正为 更正成 纠正为 修改为 修改成 订正为 变更为 应该是 应当是
    应是 其实是 实际是 实际上是 正确的是 正确是 本来是 该是 而是 应为 应该为 应该算 算到 算在
    应该记在 应记在 该记在 要记在 应该记到 改记 改记到
    应该记成 应记成 该记成 要记成 应该写成 应写成 该写成 应该填成 应该选成 应该记作 改记成 改写成 → -> =>
"""
_IS = "是 为 就是 应该 其实 正确"
_NOT = "不是 并不是 不该是 而不是 不是的 没有"
_MADE = """
    默认成 默认为 默认 写成 记成 打成 发成 填成 说成 弄成 搞成 选成 报成 输成 记到 写到 记在 算成 当成 错记成 误记成
"""
_WHAT = "日期 时间 日子 种类 名字 姓名 学生 孩子 人名 类型 类别 项目 方式 内容 科目 对象 班级 人"
_RECORD = """
    本条 后面一条 后面那条 后一条 前头 前头那个 前头那条 头先 头先嗰条 嗰条 呢条
    前一条 前一个 前一次 头一条 前面那条 最后那条 最末一条 最新一条 最新的
    那句 这句 上句 上一句 前一句 那一句 刚那句 刚刚那句 刚才那句
    那条 这条 上条 上一条 那一条 这一条 最后一条 那次 这次 上次 那两条 这两条 那几条 这几条 刚才 刚刚
    刚 上面 前面 刚发 刚记 刚写 刚说 我记 我发 我写 记的 发的 写的 说的 记录 那笔 这笔 上一个
    最后一个 刚才这句 那下 一条 那回 这回 刚那 那天 刚那条 刚才那
"""
_NOTE = "便条 消息 短信 话 的话 那句话 信 留言"
_SOFT = """
    sorry 搞得 当时 核实 重来 重记 反正 脱 下来 掉吧
    晕 嗐 咦 哎哟 哎哟喂 妈呀 一下下 下下 行不 行不行 好不 好不好 成不 中不
    那个 这个 我 你 您 请 麻烦 帮我 帮忙 帮 替我 一下 谢谢 谢了 多谢 吧 了 啊 呀 哈 哦 噢 喽
    啦 的 嘛 呢 哎呀 哎 唉 诶 嗯 不好意思 抱歉 对不起 等等 等一下 等下 那 这 条 次 个 把 将 给
    跟 和 与 同 对 在 于 它 去 都 全 全部 所有 也 又 还 再 先 就 才 头上 名下 下面 上 里 中 一次
    一个 一条 两条 几条 名 记 写 发 点 老师 同学 小心 不小心 只 掉 家 过 来 事 的事 说 请问 吗
    是的 没 没有 哟 咯 可以 要 马上 立刻 现在 这里 那里 着 们 到 位 一位 以 麻烦您 麻烦你 辛苦
    好的 好 嘿 额 呃 呵呵 哈哈 申请 算了 咗 喇 咧 送 打 补 讲 唠 教 访
"""
_SOFT_PARTS = frozenset({Part.FILL, Part.PREP, Part.DONE, Part.AFFIX, Part.JOIN, Part.LOOSE, Part.PARENT})


def _entries() -> dict[str, Sign]:
    """Every word; what speaks of the record overrules what is merely soft."""
    entries = dict.fromkeys(spelled(_SOFT), Sign.SOFT)
    table = {
        Sign.NOTE: _NOTE,
        Sign.RECORD: _RECORD,
        Sign.WHAT: _WHAT,
        Sign.MADE: _MADE,
        Sign.NOT: _NOT,
        Sign.IS: _IS,
        Sign.TO: _TO,
        Sign.WRONG: _WRONG,
        Sign.PERHAPS_UNDO: _PERHAPS,
        Sign.UNDO: _UNDO,
    }
    for sign, words in table.items():
        entries |= dict.fromkeys(spelled(words), sign)
    wholly_undo = (word for entry in GRAMMAR if entry.means is Ask.UNDO for word in entry.words)
    entries |= {word: Sign.UNDO for word in wholly_undo if word not in entries and "错" not in word}
    # 「刚写反了」, 「我写成李四了」: no record is spoken of.
    entries |= {
        before + word: sign
        for word, sign in entries.items()
        if sign in (Sign.WRONG, Sign.MADE) and word[0] in "写记发说"
        for before in ("我", "刚", "我刚")
    }
    entries |= dict.fromkeys(",。;:!?、~…-—.·()\"'“”‘’ \n", Sign.GAP)
    return entries | {sign.value: sign for sign in (Sign.NAME, Sign.KIND, Sign.DAY)}


_WORDS = Lexicon(_entries())


def sign_at(text: str, here: int) -> tuple[int, Sign]:
    """The end and the sense of the longest word at a place of a shape."""
    found = _WORDS.match(text, here)
    word = WORDS.match(text, here)
    if word and word[1].part in _SOFT_PARTS and (found is None or word[0] > found[0]):
        return word[0], Sign.SOFT
    # A picture parts clauses as a mark does.
    return found or (here + 1, Sign.GAP if unicodedata.category(text[here]) == "So" else Sign.OTHER)
