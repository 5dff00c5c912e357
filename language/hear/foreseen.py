"""What in a sentence says that a deed without a word of its end is still to come, though its day may be over."""

from datetime import date

from language.hear.day import Day
from language.hear.line import Line
from language.hear.masked import DAY, Masked
from language.hear.parts import Part
from language.hear.place import Place, has
from language.hear.regex import regex

# What the sender wants to be kept in mind: 「记住了我」, 「别让我忘了」, 「提前记下免得忘」, 「预先说一声」.
_MEMO = regex(
    r"(?:^|[,.:\n ])(?:请|麻烦|千万|可)*[你您]?(?:帮我|给我|替我|先|提前|预先|事先|我)*"
    r"(?:记住|(?:别|莫|不要|不能|不许)(?:让|叫|给)?(?:我|又|再)*忘|挂着|占个坑|预告|记到?备忘|放待办)"
    r"|(?<![他她它N们])提个醒儿?(?=$|[,.\n])|(?:到时候?|到点|届时)[^,.:\n了]{0,4}(?:叫|喊|戳|闹|催)我"
    r"|(?:免得|省得|以免|以防|怕|生怕|担心)(?:我|自己|又|给|到时候?)*(?:忘|漏)"
    r"|(?:提前|预先|事先)(?:给你|跟你|和你|在这儿?|帮我|我)?(?:记|登|写|备注|报备|说|讲|吱|打)"
    r"|(?:先|预先)(?:给你|跟你|和你|在这儿?|帮我|我)?(?:说一?声|吱一?声|登个记|备个?[注忘]|占个|挂[着个上])"
)
# 「预计5号」, 「拟周五」, 「时间：周五（暂定）」 behind a deed, in its clause or in the next.
_SET_FOR = regex(
    r"[ ,.:(（]*(?:时间|日期|日子)?[ :为是]*(?:预计|预备|拟|暂定|初定|待(?=[DF])|定(?:在|于|到)?(?=每|[DF]|月底|期末)"
    r"|计划|争取|约(?=[DF])|放(?:在|到)?(?=[DF])|排(?:在|到)?(?=[DF]))"
    r"|[^,.:\n了过]{0,2}(?:往|放|排|挪|顺延|推|定)(?:到|在|于|给|往)?(?:[DF]|每)|[^.\n了过]{0,12}[(（](?:拟|暂定|预计|待定|计划)[)）]"
)
# 「今天轮不上张三谈」, 「下午轮到张三谈」, 「下一个谈张三」, 「这周内搞定…」.
_IN_LINE = regex(r"(?:轮到(?!了)|下一个(?:就|该|是)?|[DF]内(?:要|得|把|搞定|完成)*|接下来)[^,.:\n了过]{0,8}$")
# What makes a deed fit on a day: 「他说周五有空，那就周五谈」, 「礼拜天在家，礼拜天家访正好」.
_FITS = regex(
    r"(?:有空|得空|得闲|没课|没事|休息|轮休|在家|有时间|方便|放假|不上班|下班早|值日完)[^,.:\n了过]{0,3},[^,.:\n了过]{0,8}$"
    r"|(?:^|[,.\n])那(?:么|我|咱们?|就|还是)*(?=[DN上下中晚早])[^,.:\n]*$"
)
# What is open yet, or was made ready for it: 「看天气」, 「地点他挑」, 「车还没着落」, 「教室借好了」.
_OPEN = regex(
    r"(?:看|等|视|随)(?:当天)?(?:天气|情况|路况|时间|他|她|P|安排)(?![^,.:\n]{0,6}[了过])|[^,.:\n了过]{0,10}还没(?:有)?(?:着落|定|订|借|买|开|到|想好|找到|安排)"
    r"|[^,.:\n]{0,6}(?:他|她|N|P)(?:自己)?(?:挑|选|定)(?=$|[,.\n])|[^,.:\n了]{0,4}(?:借|订|约|备|准备|安排)好了(?=$|[,.\n])"
    r"|[^.\n]{0,14}那就|就差|冲(?:鸭|呀|啊|$|[,.!])|[咯呗吧](?=$|[,.\n])|正好(?=$|[,.\n])"
)
# 「那就周五谈咯」.
_SHALL_WE = regex(r"(?:心|话|天)?(?:[咯呗吧]|正好)(?=$|[,.\n])")
_OURS = regex(r"[我俺][^,.:\n的]{0,12}$")
_OVER = regex(r"[了完毕咗得着]|过(?![来去])|(?<=[谈聊去送访打补讲教练写跑做走问])的|回来|到(?![学校时家办])")
# What was told, asked or seen there.
_TELLS = regex(
    r"[了完得着]|过(?![来去])|[说讲](?!一?[声下]|好|定)|[问哭笑答]|反映|表示|同意|承认|[很挺太蛮]|(?<!还)[没不](?!空|下雨|加班)|(?<![DF午晚上早里间])T"
)
_LATER = regex(
    r"(?:[下中]午|晚上|傍晚|夜里|课间|放学后?|晚自习|第[^,.:\n]节课?(?:后|课间)?|晚饭[后]|下班)我?[^,.:\nD]{0,2}$"
)
_EARLIER = regex(r"(?=[^,.:\n]*N)[^,.:\n]{0,4}(?:[上中]午|早上|早读|刚才?|已经?)[^,.:\n]{0,8}[了完过]")
_A_WEEKDAY = regex("(?:周|星期|礼拜)[一二三四五六日天末1-7]")


def foreseen(at: Place) -> bool:
    """「他说周五有空，那就周五谈」, 「周末我陪他练」, 「和他妈妈语音，提前记下」, 「家访：预计5号」."""
    if (at.past and not at.weekday) or (at.done and not _SHALL_WE.match(at.behind)):
        return False
    if has(_IN_LINE, at.before) or _SET_FOR.match(at.text, at.end) or _MEMO.search(at.text):
        return True
    if has(_LATER, at.before) and not at.past and _EARLIER.match(at.after):
        return True
    return at.weekday and _on_the_next_one(at)


def _on_the_next_one(at: Place) -> bool:
    """Whether the weekday is the next one: for its reason, for what is open yet, or as nothing is told of it."""
    if _FITS.search(at.text, 0, at.start) or _OPEN.match(at.behind) or _OPEN.match(at.after):
        return True
    return (
        has(_OURS, at.before + at.words)
        and not has(_OVER, at.words + at.behind)
        and not has(_TELLS, at.text[at.clause[1] :])
    )


def may_be_ahead(masked: Masked, today: date) -> bool:
    """Whether a day of a message is to come, or all may be, tonight or a weekday, and nothing in it is told as over."""
    if any(day.on is not None and day.on > today for day in masked.days(0, len(masked.text))):
        return True
    places = [place for place, sign in enumerate(masked.text) if sign == DAY]
    begins = masked.text.rfind(",", 0, places[0]) + 1 if places else 0
    if not places or _TELLS.search(masked.text, begins) or _OVER.search(masked.text, begins):
        return False
    return all(
        _A_WEEKDAY.match(masked.said(place, place + 1)) or any(map(is_tonight, masked.days(place, place + 1)))
        for place in places
    )


def only_weekdays(line: Line) -> bool:
    """Whether all days of a sentence are but names of weekdays."""
    said = [line.said(index) for index, part in enumerate(line.parts) if part is Part.DAY]
    return bool(said) and all(map(_A_WEEKDAY.match, said))


def is_tonight(day: Day) -> bool:
    """Whether the evening of today was said, which may be still to come."""
    return day.tonight and not day.within and not day.vague
