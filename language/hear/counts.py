"""The questions about the sender's own duties: what is still left, and how far it is."""

import re
from collections.abc import Iterable

from duty.commands import ShowGaps, ShowProgress, ShowTodo
from language.hear.asked import question
from language.hear.gaps import overview, who_is_left
from language.hear.message import Message
from language.hear.regex import regex

_DO = r"(?:谈|聊|访|记|做|送|补|辅导|完成|联系|打|K|干|走|跑|摆|唠|弄|录|写|办|搞|发)"
_WHO = r"(?:谁|哪[些个位几家户]?|什么|啥|几|多少)"
_EXCEPT = regex(r"除(?:了|开|去)?N(?:[、,和跟与]N)*|N(?:[、,和跟与]N)*(?:以外|之外)")
_SHORT = 24
_ASKED = r"(?:吗|么|没有?|不|啊|呢|[?]|$)"
_LEFT = tuple(
    regex(pattern)
    for pattern in (
        rf"(?:还|仍然?|尚)(?:有|差|剩|缺|欠|要|得|需要?|该|没有?|余|少|漏)[^,.?\n]{{0,10}}{_WHO}",
        r"(?:谁|哪[些个位几家户]|什么|啥|几个|哪几[个户位家])[^,.?\n]{0,10}(?:漏|差|欠|剩|落下|忘|待"
        rf"|(?:没|未)(?:[^,.?\nN]{{0,5}}{_DO}|有?(?:[呀啊呢的?]|$)))",
        r"(?:没|未|剩下?|剩余|漏|欠|待|差|缺)[^,.?\n]{0,8}(?:的)?(?:是|有|都)?(?:谁|哪)",
        r"(?:未|没|待|剩余?|欠|缺|差|漏|余下|该)[^,.?\nN]{0,7}(?:的)?(?:名单|清单|学生|孩子|名字|人员|任务|事项"
        r"|列表|娃|那几个)(?:[^,.\nN]{0,6})$",
        r"^(?!.*撤)[^,.N]{0,8}(?:待办|任务(?:清单|列表|表)|清单|剩余|未完成|没完成|没做完|没做的|没干的|欠账|欠的"
        r"|漏掉|遗漏|落下|该做的|要做的|没弄完|待完成|待做)[^,.N]{0,6}$",
        r"(?:接下来|下一?步|下一?[个位]|下面|今天|今日|这周|本周|本月|月底|现在|D)[^,.?\nN]{0,8}(?:做|干|办|谈|访"
        r"|找|轮|该|联系|安排|忙|K)(?![了过])[^,.?\nN了过]{0,3}(?:谁|哪|什么|啥)",
        r"该(?:K|谈|访|找|联系|去)?(?:谁|哪)|轮到(?:谁|哪)|下一?[个位](?:是)?(?:谁|哪)",
        r"(?:没|未|待)[^,.?\nN]{1,6}的(?:都|给我|帮我|全|一下)*(?:列|发|看|查|找|报)",
        rf"(?:还有|有没有|有无)[^,.?\nN]{{0,3}}(?:没|未|任务|事[儿情]?|活儿?)[^,.?\nN]{{0,6}}{_ASKED}",
        r"(?:要|该|得|需要)(?:去)?(?:做|干|办|找|谈|访|弄|忙|搞|整)(?:点|些)?(?:什么|啥|谁|哪)"
        rf"|有(?:什么|啥)(?:安排|任务|事)|任务[^,.\n]{{0,4}}(?:完成|做完|办完)了?{_ASKED}",
        r"(?:快|要|将)(?:到期|到时间|到点|截止|过期|来不及|到日子)",
        rf"(?:都|全|是不是)[^,.?\nN]{{0,3}}{_DO}(?:完|好|齐|全|够|过)?了?(?:没有?|吗|么|不|[?])|齐了?(?:没有?|吗|么)",
        rf"(?:谁|哪[些个位几])[^,.?\nN]{{0,6}}{_DO}[^,.\nN]{{0,3}}[过了完]",
        r"(?:有没有|有无|是否有)[^,.?\nN]{0,4}(?:漏|落下|遗漏|欠|忘|没做|没K|没谈|没访|快到)",
    )
)
_NOUNS = (
    r"(?:统计|简报|快报|周总结|月总结|D的?(?:总结|数字)|汇总|总[数计量]|总次数|成果|合计|累计|小结|[周月年日季]报(?!名)|学期报告|报表|数据|台[账帐]"
    r"|完成(?:率|度|情况|比例|了?百分)|进度|进展|百分之|百分比|占比|覆盖率|达标"
    r"|K(?:的)?(?:率|数(?!学)|量|次数|人数|户数)|一共|总共|共计|对比|同比|环比|明细|导出|人次|课时数|户数|工作量"
    r"|成绩单|排名|排行|总览|概览|一览|图表|战绩|业绩)"
)
_COUNTED = regex(r"(?:\d+|[一二两三四五六七八九十百]+)(?:人次|次|户|条|回|趟|课时|节)(?!几|多)")
_MANY = regex(
    rf"{_DO}[^,.?\nN]{{0,10}}?(?:(?<![这那好哪])几|多少)(?!钱|点|岁|年级|班|度|分|楼|号|句|天|个月)"
    rf"|(?:(?<![这那他它余的])几(?![点号])|多少)[^,.?\nN]{{0,4}}{_DO}|(?:几|多少)(?:人|个|户)?(?:没|未)?结对"
    r"|有(?:几|多少)[^,.?\nN]{0,4}(?:没|未)|名下(?!的)[^,.?\nN]{0,4}(?:几|多少)[^,.?\nN]{0,3}[?]?$"
    r"|(?:K|联系|谈|聊|访)过?了?的(?:都|一共)?(?:有|是)(?:谁|哪)"
)
# 「上个月谈心和这个月比怎么样」, 「家访比上学期多还是少」
_COMPARED = regex(
    r"(?:K|(?=.*K)).*(?:比|跟|和)[^,.N\n]{0,6}(?:D|上|去年|之前|以前)?[^,.N\n]{0,8}比?"
    r",?(?:K[^,.N\n]{0,2})?(?:多了?还是少|少了?还是多|比(?:怎么样|怎样|如何|咋样)|多了?(?:吗|没|多少)|少了?(?:吗|没|多少))"
)
_OF_MANY = regex(
    r"(?:完成|做|落实|进行)得(?:怎么样|咋样|如何)"
    r"|(?:班|年级|全校|学校|整体|总体|大家|各[班组]|老师们?|我)(?:的)?(?:K|完成|工作|结对|总体|整体|D)*的?(?:情况"
    r"|成绩|数字)|K(?:情况|完成得?怎么样|做得?怎么样)|(?:我|自己|D)[^,.N]{0,4}(?:成果|表现)(?:怎么样|如何|咋样)"
)


def left(message: Message) -> ShowTodo | ShowGaps | ShowProgress | None:
    """「接下来该找谁」: what is still wished of the sender; 「谁还没谈」: who is without that."""
    asked = _of_nobody(message)
    return who_is_left(message) if asked and _any(_LEFT, asked) else None


def progress(message: Message) -> ShowProgress | None:
    """「我这个月谈了几次」, 「月报」, 「七年级谈心完成率」: how far it is, as a number."""
    asked = _of_nobody(message)
    if not asked:
        return None
    noun = re.search(_NOUNS, asked) and len(asked) <= _SHORT and not _COUNTED.search(asked)
    if not (
        noun or _MANY.search(asked) or _COMPARED.search(asked) or (_OF_MANY.search(asked) and len(asked) <= _SHORT)
    ):
        return None
    kinds = set(message.outline.kinds(0, len(message.outline.text)))
    return overview(message, kinds.pop() if len(kinds) == 1 else None)


def _of_nobody(message: Message) -> str:
    """The question in a message that names no child."""
    text = _EXCEPT.sub("", message.outline.text)
    return "" if message.plain.cut or "N" in text else question(text)


def _any(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
