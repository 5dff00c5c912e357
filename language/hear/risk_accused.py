"""Whom a text names as the one who does harm to a child."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from language.hear.risk_reading import Reading
from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES

_HARM = (
    "打(?![电工架开扫印算听招])|揍|踢|踹|扇|抽[KI了打]|掐|捶|砸|拧|烫|捆|绑|推[KI了倒搡]|摔[KI打]|拽|拖[KI着]|揪|咬[KI]|捅|砍|杀|骂|吼|羞辱|侮辱|讽刺|挖苦|体罚"
    "|罚[站跪抄跑蹲]|逼|威胁|恐吓|吓唬|欺负|欺凌|霸凌|骚扰|侵犯|猥亵|强奸|强暴|非礼|虐|施暴|家暴|摸[KIP了过着的]|乱摸|亲[KI了吻嘴]|搂|抱[着住了]?[KI]|脱[KI了掉]|动手动脚|毛手毛脚"
    "|偷[拍看]|锁|关[在进]|赶[出走]|撵|不[给让准许][^.]{0,4}(?:吃|睡|喝|进|上|说)|灌[KI]|泼|勒索|敲诈|弄[伤死]|伤害|整[KI]|针对|孤立|歧视|控制|诱|拐|卖|裸|开房|性侵|性骚|发生关系|碰[KI]|动[了过]?[KI]|下手|动手|怀[了上]|施压"
)
_HURT = re.compile(_HARM)
_AGENT = re.compile("[FSP]")
_NO_NAME = re.compile("[^\u4e00-\u9fff]")
# Whoever is told, or tells, does no harm by that.
_TOLD = re.compile(
    "(?:告诉|联系|报告|汇报|找|问|跟|和|向|与|同|通知|请|叫|陪|给|由|转告|反映给|报给|交给|对|求助|麻烦|协助|配合|作为|是|我们|本班|找了|到了?)[^,.FSP]{0,4}$"
)
_TELLS = re.compile(
    "(?:[^,.FSPKI]{0,4})(?:说|发现|看到|看见|反映|汇报|报告|了解|来电|来说|得知|知道|介入|处理|安慰|家访|赶到|到场|带[KI]去|送[KI]|陪|正在|已经|电话)"
)
_FEARED = re.compile("(?:怕|讨厌|恨|躲|不敢[见去]|不想[见去上]|避开|恶心)[^,.FSP]{0,4}$")
_SUFFERED = re.compile("[被遭受挨让给叫][^.FSP]{0,7}$")
_PASSIVE = re.compile("[被遭挨]")
_ADDRESSED = re.compile("(?:您?好)?[,.]")
_JOINED = "和与跟同/"
_NEAR = 24
_SURNAMES = "".join(sorted(SINGLE_SURNAMES))
# Somebody without a title: behind 被, or at the head of a clause and right before the harm.
_BY_NAME = re.compile(
    f"(?:(?<=[被遭让挨])|(?<=[,./FSP是说])|^)(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,3}}?)(?=[^,.FSPKI]{{0,3}}?(?:{_HARM}))"
)


def accused(reading: Reading) -> tuple[str, ...]:
    """The words for those who harm; of the staff rather one too many than one too few, for they will not be told."""
    text = reading.text
    harms = [found.start() for found in _HURT.finditer(text)]
    agents = [found.start() for found in _AGENT.finditer(text)]
    named: dict[str, None] = {}
    before = False
    for agent, following in pairwise([*agents, len(text)]):
        joined = before and text[agent - 1] in _JOINED
        before = joined or _harms(text, agent, following, harms)
        if before:
            named.update(dict.fromkeys(_called(reading, agent)))
    named.update(dict.fromkeys(_without_title(text)))
    if harms and not named:
        # The harm is told in one sentence and whose it is in another: 我怕王老师。他昨天摸我.
        apart = (agent for agent in agents if text[agent] == "S" and not _stands_by(text, agent))
        named.update(dict.fromkeys(name for agent in apart for name in _called(reading, agent)))
    return tuple(named)


def _harms(text: str, agent: int, following: int, harms: list[int]) -> bool:
    """Whether who stands at `agent`, before the next one at `following`, does harm or is feared."""
    head = text[max(0, agent - _NEAR) : agent].rpartition(".")[2]
    if _FEARED.search(head):
        return True
    first = bisect_right(harms, agent)
    if first == len(harms) or harms[first] > min(agent + _NEAR, following):
        return False
    between = text[agent + 1 : harms[first]]
    if "." in between:
        return False
    if _SUFFERED.search(head):
        return True
    return not _PASSIVE.search(between) and not _stands_by(text, agent)


def _stands_by(text: str, agent: int) -> bool:
    """Whoever is told, tells or helps."""
    head = text[max(0, agent - _NEAR) : agent].rpartition(".")[2]
    if _TOLD.search(head) or _TELLS.match(text, agent + 1):
        return True
    return head.strip(_SURNAMES) == "" and _ADDRESSED.match(text, agent + 1) is not None


def _called(reading: Reading, agent: int) -> Iterator[str]:
    """The words for somebody, with each name that may be meant before a title: 老师, 王老师, 王小强老师."""
    word = reading.words[agent]
    names = [reading.text[agent - length : agent] for length in (1, 2, 3) if agent >= length]
    meant = [name for name in names if reading.text[agent] == "S" and _is_name(name)]
    yield from [f"{name}{word}" for name in meant] or [word]


def _is_name(name: str) -> bool:
    return not _NO_NAME.search(name) and (name[0] in SINGLE_SURNAMES or name[:2] in COMPOUND_SURNAMES)


def _without_title(text: str) -> Iterator[str]:
    for found in _BY_NAME.finditer(text):
        # Where a name ends is not certain: 王强 or 王强强, both are given.
        harm = _HURT.search(text, found.end(), found.end() + _NEAR)
        longest = min(3, (harm.start() if harm else found.end()) - found.start())
        yield from (text[found.start() : found.start() + length] for length in range(2, longest + 1))
