"""Where words of danger tell of none: in a lesson, a story or a game, far away, long ago; and where they are denied."""

from enum import Enum

from duty.danger import Danger
from language.hear.regex import regex
from language.hear.risk_patterns import either

# How far from words of danger their sentence is looked at, and what is said behind it.
_BEFORE = 60
_BEHIND = 24
_NEAR = 80


class Bearing(Enum):
    """What words of danger mean where they stand: REAL, perhaps not (DOUBTFUL), or certainly not (TOLD)."""

    REAL = "real"
    DOUBTFUL = "doubtful"
    TOLD = "told"


# What the child says or does itself, after a lesson or a story as well.
_OWN = r"""
    [KIPF](?:突然|也|就|又|跟|对|和|告诉|悄悄|哭|今天|昨天|真的|课后|其实|很|经常|总|一直|自己|现在|曾|偷|在|把|被|拿
        |用|[^,.说/]{0,4}说|[^,.想/]{0,3}想) 自己 也[想有] 说[KI] 真的 说出 说想 说要 说不 说过 告诉 问[KIF]
    [看读学听演讲玩]完 放学 回[来家]后? 下课 [课后]间 之后 结果 居然 竟然 模仿 学着 闹着 因为 昨天 昨晚 刚才 刚刚 目前
    发现 但是?(?!是) 可是 不过 本班 我班 我们班 班[上里] 有[个名位] 想学 [那这]样 现在 突然 跑[来到]
"""

# Right before the danger, it is spoken about.
_LESSON_BEFORE = r"""
    预防 防范 防治 防(?!止[KI]) 杜绝 远离 抵制 反对 拒绝 严防 严禁 禁止 谨防 避免 主题[为是]? 讲了 讲解 讲到 讲的是?
    介绍 普及 宣传 宣讲 科普 观看 播放 演练 演习 模拟 学习了? 学了 关于 围绕 教育[^,.]{0,4}不要? 识别 应对 如何面?对?
    什么是 警惕 零容忍
"""
_LESSON_BEHIND = r"""
    那一?[集段幕回章] 的?(?:电影|影片|片子|话题|案例|新闻|纪录片) ,?怎么[读念拼] 讲座 知识 教育(?!局) 主题 班会 宣传
    演练 演习 培训 防治 预防 防范 干预(?:培训|讲座|知识|课|手册) 治理 的?危害 专题 专项 方案 预案 制度 条例 热线 量表
    问卷 工作 应急 率 科普 手册 海报 公约 承诺书 告知书 (?:安全|公益|法治|健康|自救|急救)课 征文 剧本 剧情 情节 桥段
    怎么急?救 如何 隐患 风险点 的?(?:意思|典故|写法) 这?个?[词字] 的?急救 自救 逃生 的?[“”,]?[辍死杀字][”“,]?字
"""
# Before it in the sentence, with nothing of the child's own in between.
_STORY = r"""
    课文 小说 电影 电视 [剧书片][里中] 追剧 [男女]主(?![人任]) 宫斗 动画 动漫 漫画 故事 童话 寓言 绘本 话剧 课本剧
    情景剧 小品 剧本 主人公 主角 诗人 作家 古人 历史[上课] 古代 名著 水浒 三国 西游 红楼 祥子 屈原 项羽 林黛玉 祥林嫂
    孔乙己 海子 梵高 卖火柴 小红帽 骆驼 角色 台词 歌词 这首歌 综艺 阅读理解 文言文 古诗 游戏[里中]
    打?游戏[^,.]{0,3}(?:里|喊|输) [这那上]一?局 团战 副本 峡谷 被对面 复活 成语 组词 造句 听写 谐音 脑筋急转弯
    [读看讲背学演][了过]?[^,.]{0,4}B
"""
_REPORTED = r"""
    新闻 报道 热搜 网上看 刷到 公众号 推送 转发 通报 外地 外省 某[地校市县] 看到[^.]{0,6}(?:视频|帖子|文章) 安全提示
    温馨提示 提醒(?!我) 班会 讲座 安全教育 演练 演习 心理课 安全课 法治课 如果 要是有? 假如 万一 怎么上报 开玩笑 哈哈
    笑着说 B
"""
_WRITTEN_BY_CHILD = regex("作文|日记|周记|留言|信里|说说|朋友圈|本子|遗")
_DENIED = r"""
    没有? 并没有? 并?未 (?<!是)不是 不会 不存在 否认 排除 无 从[没未不] 没发现 未发现 未见 绝不 不再 没听说 没说 没想过?
    不至于 算不上 不算 有没有 是否
"""
_FILLING = "(?:有过|过|任何|明显|要|想|什么|有|了|再|[KIPFS]|被|真的?|会|人|出现|发生|发现|存在|的|遭受?|受到?){0,4}"
_REFUTED = r"""
    (?:的?(?:想法|念头|行为|倾向|情况|风险|可能|迹象|事|意思|问题|现象|言论|话))?,?(?:说的?是|现?已经?|都|现在
        |是)?(?:排除|被否认|否认|[KI]?说?没有|不存在|解除|误会|假的|虚惊|纯属|不实|没发生|气话|玩笑)
    的心都有[^.]{0,10}(?:笑|哈哈)
    [^.]{0,6}(?:怎么|如何)[^.]{0,4}(?:上?报(?!警)|申报|填|处置|写)
"""
_PAST = r"""
    去年 前年 以前 之前 曾经? 小时候 小学时? 上学期 上学年 上个月 [几两三]年前 十年前 多年前 当时 [当那]年 那时
    前段时间 前阵子 早年 年轻 原来 开学初 老疤
"""
_OVER = r"""
    (?:现在|目前|如今|已经?|后来|近来|最近|这学期|现|基本|早)[^.]{0,10}(?:好转|好多了|好了|稳定|恢复|正常|开朗|没事
        |康复|走出来|走出了|不再|解决|痊愈|愈合|阳光|平静|好起来|爱笑|出院|复学|和好|化解|想通|调解|道歉|处理好|乐观
        |安顿|返校|安好|改善|释怀|适应|不会|没发|从不)
"""
_LONG_AGO_AT_HOME = "F[^.K]{0,8}(?:当年|年轻|早年|小时候|十年前|多年前|几年前|以前)[^.K]{0,8}$"
_FOUND = r"""
    (?<![没未牛羊])(?:找到了|找着了|回到?家了|回来了|已?到家) 找回来了? 虚惊 已?返校 回学校了 平安[到回] 安全到
    其实[是在] 扑了?个?空 白跑一趟 [说是]去(?:洗澡|打球|厕所|上厕所|食堂|打水|小卖部|图书馆|训练|开会|排练)了
"""
# What is done about it already, or is done about it by everybody.
_TENDED = r"""
    请假 养着 养伤 休养 在家养 拆[线石] 恢复 好了 止住 没事 没肿 不要紧 活蹦乱跳 照常 正在上课 无大碍 没大碍 轻微
"""
_ON_LEAVE = "请假 转走 转学 转到 五一 国庆 清明 端午 中秋 元旦 节假 放假 周末 暑假 寒假 农忙假 毕业"
_ALSO = r"""
    自己也 [KI]也想 也想(?:过|试|这样|那样|死|去) 也有(?:过|这种|这样|那样) [学模]仿 跟[KI]一样
"""

_DENIED_INSIDE = r"""
    没有?(?:流血|出血|受伤) 没有?(?:再|人)?(?:被|打|欺|骂|体罚|动手|挨) 从[不没] 不再打 并没 未(?:被|受)
"""
_NOTHING_OWN = f"(?=(?:(?!{either(_OWN)}).)*$)"
_LESSON = regex(f"{either(_LESSON_BEFORE)}(?:(?!{either(_OWN)})[^,.KI]){{0,8}}$")
_LESSON_AFTER = regex(f"[^,.KIFP]{{0,3}}?{either(_LESSON_BEHIND)}")
_STORY_BEFORE = regex(f"{either(_STORY)}{_NOTHING_OWN}")
_DOUBTED_BEFORE = regex(f"{either(_DENIED)}{_FILLING}$|{either(_REPORTED)}{_NOTHING_OWN}|{either(_LONG_AGO_AT_HOME)}")
_DOUBTED_INSIDE = regex(either(_DENIED_INSIDE))
_DOUBTED_BEHIND = regex(either(_REFUTED))
_BEFORE_NOW = regex(either(_PAST))
_WELL_NOW = regex(either(_OVER))
_ALSO_THIS = regex(either(_ALSO))
_SETTLED = {
    Danger.RUNAWAY: regex(either(_FOUND)),
    Danger.MEDICAL: regex(either(_TENDED)),
    Danger.DROPOUT: regex(either(_ON_LEAVE)),
}


def bearing(text: str, start: int, end: int) -> Bearing:
    """Whether the words at that place of a text, as it is read for danger, tell of a danger that is there."""
    before = text[max(0, start - _BEFORE) : start].rpartition(".")[2]
    behind = text[end : end + _BEHIND].partition(".")[0]
    # A story may begin inside words that leave something open: 「说小说里的人离家出走」.
    story = text[max(0, start - _BEFORE) : end - 1].rpartition(".")[2]
    if _told(before, story, behind) and not _ALSO_THIS.search(text, end, end + _BEFORE):
        return Bearing.TOLD
    doubted = (
        _DOUBTED_BEFORE.search(before)
        or _DOUBTED_INSIDE.search(text, start + 1, end)
        or _DOUBTED_BEHIND.match(behind)
        or (_BEFORE_NOW.search(text, max(0, start - _BEFORE), end) and _WELL_NOW.search(text, end, end + _NEAR))
    )
    return Bearing.DOUBTFUL if doubted else Bearing.REAL


def _told(before: str, story: str, behind: str) -> bool:
    if _WRITTEN_BY_CHILD.search(before):
        return False
    if _LESSON.search(before) or _STORY_BEFORE.search(story):
        return True
    return _LESSON_AFTER.match(behind) is not None


def settled(danger: Danger, text: str, start: int, end: int) -> bool:
    """Whether the rest of the sentence says that it is seen to: found again, in care, away by leave."""
    found = _SETTLED.get(danger)
    if found is None:
        return False
    first = text.rfind(".", max(0, start - _BEFORE), start) + 1
    return found.search(text, max(first, start - _BEFORE), end + _NEAR) is not None
