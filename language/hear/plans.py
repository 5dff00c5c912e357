"""What is agreed on, ordered or set out for, and has not been done yet."""

from language.hear import mood_words
from language.hear.place import Place, has
from language.hear.regex import regex

# What was agreed on has its day still before it: 「约了张三，周五谈」, 「他妈妈答应周五来」.
_AGREED = regex(
    r"(?:约(?!谈|束|见|$)|答应|[说讲谈]好|说定|定[了好下]|商量|安排[好在了]|车票|(?<!电话)通知|报备|申请|请示|批准|下单)[^.\n]{0,18}$"
)
# 「…各聊十分钟，计划如此」
_SAID = regex(
    r"[^,.\n]{0,2}(?:计划|打算|安排|预案)(?:如此|这样|是这样)|(?:就|先)(?:这么|这样)(?:定|安排)|(?:先|帮我?|给我)记着(?=$|[,.\n])"
)
# What the next clause says is still to come: 「…，现在还在开会」, 「…，等他爸回来再定」.
_NEXT = regex(
    r"[^,.\n]{0,10}(?:[再待未]定(?=$|[,.\n])|还没定|待会儿?(?:就)?(?:出发|过去)|这就(?:去|出发|过去|来))"
    r"|先(?:给|跟)[你您]们?(?:说|讲)一?声|人已经?通知|现在还在(?:开会|上课|忙)|到时候?(?:我|再|跟|和)|[^,.\n]{0,2}说(?:那会儿|到时候?)"
)
# 「张三的物理辅导，后天补上」.
_DUE = regex(
    r"(?:我|就|再|要|会|争取|尽量|最[晚迟])*(?P<day>[FD])[^,.:\nNPD了过]{0,4}?"
    r"(?:补|弄|做|办|搞|完成|去|上门|安排)(?:上|完|好|掉|一?下)?[吧哈啊]*(?=$|[,.\n])"
)
# 「本周计划\n周三 张三 谈」: what stands under such a heading, where no word says that it is done.
_ON_THE_LIST = regex(
    r"(?:^|\n)[^,.:\nNP了过完按照]{0,8}(?:待办|计划|安排|清单|打算|日程|预约|任务)"
    r"(?:事项?|如下|表|一下)?[ :]*[\n ][^了过完✅✓√]*$"
)
_ALL_DONE = regex(r"完成|做完|已|都[谈聊访去做办][了过完]|[✅✓√☑✔]")
# 「张三谈心，李四家访，都还在计划里」: what is said at the end of them all.
_STILL_LISTED = regex(
    r"[^.\n说讲想觉道了过完]*?(?:在|是|列[入进为]|[排写放记]进|躺在|挂在|停留在)(?:我的|[DF]|下周|下个?月)*"
    r"(?:计划|日程|安排|待办|清单|备忘录?)(?:表|单|本|阶段|清单)?[里中上内]?(?:面|头)?[呢的着躺]*$"
)
# 「班主任让我给张三补课」.
_ORDERED = regex(
    r"(?:让|叫|要|要求|派|催|喊|命令|建议|请求?|邀请?|约|嘱咐|布置|安排|通知|求|拜托|托)"
    r"(?:我们?(?!班)|咱们?|老师)[^,.:\n]{0,14}$"
)
# 「他爷爷让我周六去吃饭，正好家访」: what is to go with an invitation.
_INVITED = regex(
    r"P[^,.:\n我]{0,4}(?:让|叫|喊|请|邀请?|约|要|留|拉)(?:我们?|咱们?|老师)[^,.:\n了过]{1,16},"
    r"(?:我?(?:正好|刚好|顺便|顺带|顺路|趁机|就当|当作?|算是?|一并|也|去|做个?)+)$"
)
# 「我从今天起每天给张三补课」, 「今晚开始陪他练」.
_BEGINS = regex(r"(?:从[^,.:\n]{1,6}|[DF])(?:起|开始)[^,.:\n]{0,10}")
# 「一般周三找张三谈心」: what is done time and again is no deed of a day.
_HABIT = regex(
    r"(?:(?<!一)一般(?!的)|平时|平常|通常|往常|向来|每次|每逢|每到|每(?:个|逢)?(?:周|星期|礼拜|天|晚|日|月)|经常|常常|总是"
    r"|一有空|有空就|没事就)[^,.:\n]{0,12}$"
)
# 「张三放学留下，我给他讲题」: a child who is told to come, and no word that it came.
_TOLD_TO_COME = regex(
    r"(?:^|[,. ])(?:N(?:同学)?[^,.:\n我DF了过的把给]{0,3})?(?:今天)?"
    r"(?:[上下中]午|午休|课间|放学后?|傍晚|晚上|晚?自习|[第这下][^,.我]{0,4}节课?|体育课)"
    r"[^,.:\n我DF了过的把给]{0,6}(?:(?:留下|来|到|上|过)(?!来)[^,.:\n了过的]{0,8}|来|找我|别走|等我),[^,.:\n了过]{0,2}$"
)
# 「你给张三补补课」.
_YOU_DO = regex(
    r"(?:^|[,.:\n ])(?:你们?|您|大家|各位)(?:先|也|快|赶紧|帮忙|抽空|再|D|F)*(?:去|给|和|跟|帮|找|家访|联系|辅导)+$"
)
# 「谈完张三再去家访」.
_THEN_MORE = regex(r"完?N?[,]?(?:再|才|就)(?:去|和|跟|给|找|做)(?![^\n]*[了过])")
# 「我去找张三谈谈」, 「去张三家家访」, 「再和张三谈一次」: without a word that it is over, somebody who sets out.
_SETS_OUT = regex(
    r"(?:^|[,. DN我]|这就|就|先|也|课间|下课|放学|[上下中]午|晚上|午休|现在|等下)[去来](?=找|和|跟|与|给|陪|看|帮|N)"
    r"|再(?:去)?[找和跟给](?=N)|(?:[快马]上?|就要|刚|正|在|路上|往)[去到往](?=N)|(?:下午|放学后?)我?[给帮陪]N"
)
_OVER = regex(r"[了过完已毕成]|回来|[得着]|(?<=[谈聊去送访打补])的")

# 「我放学留下来讲讲题」: a little of something at a time of the day that may be still to come.
_A_LITTLE_LATER = regex(
    r"(?:[下中]午|放学后?|晚自习|自习课?|午休|课间|晚上|傍晚|[体班活][育会动]课|大课间|待会儿?|回头)[^,.:\n了过得的]{0,12}"
    r"(?P<verb>[讲谈聊说补练唠读背])一?(?P=verb)"
)
# 「我今晚去张三家」, 「本周五前完成张三谈话」: with nothing behind it that is told.
_SOON = regex(
    r"(?:今晚|晚上|待会儿?|一会儿?|等会儿?|我下午|这就|(?:T|小时|分钟)后)我?(?:去|给|找|跟|和|谈|聊|上)|这就$"
    r"|(?:[DF]|月底|期末|周末|放假|开学|考试)之?前(?![天几面一两])"
)


def soon(at: Place) -> bool:
    """What is to come today, or before a day; 「晚上给他妈妈打了电话」 is over."""
    if at.past or at.after or has(_OVER, at.words + at.behind.removesuffix("了")):
        return False
    return has(_SOON, at.before + at.words)


def said_next(at: Place) -> bool:
    """What the next clause says of it: that it is only planned, or what must come first."""
    return _SAID.match(at.after) is not None or (_NEXT.match(at.after) is not None and not (at.done or at.past))


def due(text: str, end: int) -> int | None:
    """Where the day stands on which the clause behind `end` says that the deed will be done; None where it does not."""
    found = _DUE.match(text, end + 1)
    return found.start("day") if found else None


def listed(at: Place) -> bool:
    """What stands under 计划 or 待办, or of which it is said at the end that it still does."""
    if at.done:
        return False
    headed = _ON_THE_LIST.search(at.text, 0, at.start) and not has(_ALL_DONE, at.text)
    return bool(headed) or _STILL_LISTED.match(at.text, at.end) is not None


def agreed(at: Place) -> bool:
    """「约了张三，周五谈」, where no word says that Friday is over."""
    waits = not at.done and (at.weekday or not at.past)
    return waits and _AGREED.search(at.text, 0, at.end) is not None


# 「他家里同意我周末去家访了」.
_LEAVE_GIVEN = regex(r"(?:同意|允许|批准|准许|邀请|欢迎)(?:了)?(?:让)?(?:我|老师)[^,.:\n了过]{0,10}(?:家访|上门)?了?$")


def ordered(at: Place) -> bool:
    """「班主任让我给张三补课」, 「你去给张三补补课」."""
    if has(_LEAVE_GIVEN, at.before + at.words + at.behind):
        return True
    over = has(_OVER, at.words + at.behind) or (at.past and not at.weekday)
    if not over and _INVITED.search(at.text, 0, at.start):
        return True
    if has(_YOU_DO, at.before + at.words[:2]) or has(_YOU_DO, at.before + at.words[:1]):
        return not over
    return not over and has(_ORDERED, at.before)


def begins(at: Place) -> bool:
    """「我从今天起每天给张三补课」, where no word says that it was done."""
    return not (at.done or at.past) and has(_BEGINS, at.before + at.words)


def again_and_again(at: Place) -> bool:
    """「一般周三找张三谈心」."""
    over = has(mood_words.OVER_NOW, at.words + at.behind) or (at.past and not at.weekday)
    return not over and has(_HABIT, at.before)


def told_to_come(text: str, start: int, clause: tuple[int, int]) -> bool:
    """「张三放学留下，我给他讲题」, 「李四中午来办公室，我陪她背书」: whether a child may be yet to come for it."""
    over = has(_OVER, text[start : clause[1]])
    return not over and _TOLD_TO_COME.search(text, 0, clause[0]) is not None


def sets_out(at: Place) -> bool:
    """「课间去和张三谈一下」, where nothing is told of it."""
    if (at.past and not at.weekday) or has(_OVER, at.before + at.words + at.behind):
        return False
    told = mood_words.DETAIL.search(at.after) or at.after.startswith("P")
    said = at.before + at.words
    return not told and (has(_SETS_OUT, said) or has(_A_LITTLE_LATER, said + at.behind[:2]))


def comes_first(at: Place) -> bool:
    """「谈完张三再去家访」."""
    return "完" in at.words + at.behind[:1] and _THEN_MORE.match(at.text, at.end) is not None
