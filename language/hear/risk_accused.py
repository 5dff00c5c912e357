"""Whom a text names as the one who does harm to a child."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duty.danger import Danger
from language.hear.regex import regex
from language.hear.risk_patterns import Reader, either, in_order
from language.hear.risk_reading import Reading
from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES

_HARM = r"""
    打(?![电工架开扫印算听招]) 揍 踢 踹 扇 抽[KI了打] 掐 捶 砸 拧 烫 捆 绑 推[KI了倒搡] 摔[KI打] 拽 拖[KI着] 揪 咬[KI]
    捅 砍 杀 骂 吼 羞辱 侮辱 讽刺 挖苦 体罚 罚[站跪抄跑蹲] 逼 威胁 恐吓 吓唬 欺负 欺凌 霸凌 骚扰 侵犯 猥亵 强奸 强暴
    非礼 虐 施暴 家暴 摸[KIP了过着的] 乱摸 亲[KI了吻嘴] 搂 抱[着住了]?[KI] 脱[KI了掉] 动手动脚 毛手毛脚 偷[拍看] 锁
    关[在进] 赶[出走] 撵 不[给让准许][^.]{0,4}(?:吃|睡|喝|进|上|说) 灌[KI] 泼 勒索 敲诈 弄[伤死] 伤害(?!自) 整[KI]
    针对 孤立 歧视 控制 诱 拐 卖 裸 单独[叫留去带关约] 留下 [叫带]到 关门 坐[^.]?腿 检查身体 开房 性侵 性骚 发生关系
    碰[KI] 动[了过]?[KI] 下手 动手 怀[了上] 施压 [干弄做]的
"""
_HURT = Reader(in_order({"harm": _HARM}))
_AGENT = regex("[FSP]")
_NO_NAME = regex("[^\u4e00-\u9fff]")
# Whoever is told, or tells, does no harm by that.
_HEARING = """
    告诉 联系 报告 汇报 找 问 跟 和 向 与 同 通知 请 叫 陪 给 由 转告 反映给 报给 交给 对 求助 麻烦 协助 配合 作为 I是
    我们 本班 到了?
"""
_TELLING = """
    说 发现 看到 看见 反映 汇报 报告 了解 来电 来说 得知 知道 介入 处理 安慰 家访 赶到 到场 带[KI]去 送[KI] 陪 正在 已经
    电话
"""
_TOLD = regex(f"{either(_HEARING)}[^,.FSP]{{0,4}}$")
_TELLS = regex(f"[^,.FSPKI]{{0,4}}{either(_TELLING)}")
_FEARED = regex("(?:怕|讨厌|恨|躲|不敢[见去]|不想[见去上]|避开|恶心)[^,.FSP]{0,4}$")
_SUFFERED = regex("[被遭受挨让给叫][^.FSP]{0,7}$")
_PASSIVE = regex("[被遭挨]")
_ADDRESSED = regex("(?:您?好)?[,.]")
_NEAR = 24
_SURNAMES = "".join(sorted(SINGLE_SURNAMES))
# The surname of the next stands before their title: 王老师和高老师.
_JOINED = regex(f"(?:和|与|跟|同|/|还有|以及)(?:[{_SURNAMES}][\u4e00-\u9fff]{{0,2}})?")
# Somebody without a title: behind 被, or at the head of a clause, and before the harm.
_NAME_BEFORE = 20
_NAME = rf"[老小阿][\u4e00-\u9fff]|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff][哥姐]|[a-z]{{2,}}(?:,[a-z]+)*"
_BY_NAME = regex(f"(?:(?<=[被遭让挨])|(?<=[,./FSP是说])|^)(?P<name>{_NAME})(?:把[KI])?[^,.FSPKI]{{0,3}}$")
# A name in letters before a title: zhou jing老师.
_SPELLED = regex("[a-z]+(?:,[a-z]+)*(?=,?$)")


def accused(reading: Reading, danger: Danger) -> tuple[str, ...]:
    """The words for those who harm; of the staff rather one too many than one too few, for they will not be told."""
    text = reading.text
    harms = [found.start for found in _HURT.find(text)]
    agents = [found.start() for found in _AGENT.finditer(text)]
    named: dict[str, None] = {}
    groups = _groups(text, agents)
    for group, behind in pairwise([*groups, [len(text)]]):
        if _harms(text, group, behind[0], harms):
            named |= dict.fromkeys(name for agent in group for name in _called(reading, agent))
    named |= dict.fromkeys(_without_title(text, harms))
    if not named and (harms or danger is Danger.ABUSE):
        # The harm is told in one sentence and whose it is in another: 我怕王老师。他昨天摸我.
        apart = (agent for agent in agents if text[agent] == "S" and not _stands_by(text, agent))
        named |= dict.fromkeys(name for agent in apart for name in _called(reading, agent))
    return tuple(named)


def _groups(text: str, agents: Sequence[int]) -> list[list[int]]:
    """Those who are named in one breath: 班主任和数学老师."""
    groups: list[list[int]] = []
    for agent in agents:
        if groups and _JOINED.fullmatch(text, groups[-1][-1] + 1, agent):
            groups[-1].append(agent)
        else:
            groups.append([agent])
    return groups


def _harms(text: str, group: Sequence[int], following: int, harms: Sequence[int]) -> bool:
    """Whether the group, before the next one at `following`, does harm or is feared."""
    agent, last = group[0], group[-1]
    head = text[max(0, agent - _NEAR) : agent].rpartition(".")[2]
    if _FEARED.search(head):
        return True
    first = bisect_right(harms, last)
    if first == len(harms) or harms[first] > min(last + _NEAR, following):
        return False
    between = text[last + 1 : harms[first]]
    if "." in between:
        return False
    return bool(_SUFFERED.search(head)) or not (_PASSIVE.search(between) or _stands_by(text, agent))


def _stands_by(text: str, agent: int) -> bool:
    """Whoever is told, tells or helps."""
    head = text[max(0, agent - _NEAR) : agent].rpartition(".")[2]
    if _TOLD.search(head) or _TELLS.match(text, agent + 1):
        return True
    return head.strip(_SURNAMES) == "" and _ADDRESSED.match(text, agent + 1) is not None


def _called(reading: Reading, agent: int) -> Iterator[str]:
    """The words for somebody, with each name that may be meant before a title: 老师, 王老师, 王小强老师."""
    word = reading.words[agent]
    if reading.text[agent] == "S" and (spelled := _SPELLED.search(reading.text, max(0, agent - _NAME_BEFORE), agent)):
        yield f"{spelled[0]}{word}"
        return
    names = [reading.text[agent - length : agent] for length in (1, 2, 3) if agent >= length]
    meant = [name for name in names if reading.text[agent] == "S" and _is_name(name)]
    yield from [f"{name}{word}" for name in meant] or [word]


def _is_name(name: str) -> bool:
    return not _NO_NAME.search(name) and (name[0] in SINGLE_SURNAMES or name[:2] in COMPOUND_SURNAMES)


def _without_title(text: str, harms: Sequence[int]) -> Iterator[str]:
    """Where a name ends is not certain: of 王强强 both 王强 and 王强强 are given."""
    for harm in harms:
        start = max(0, harm - _NAME_BEFORE)
        found = _BY_NAME.search(text, start, harm)
        if found:
            name = found["name"]
            yield from [name] if name.isascii() else (name[:length] for length in range(2, len(name) + 1))
