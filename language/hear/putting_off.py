"""What a sender wants to be reminded of later, in free words: 明天再提醒我, 张三的谈心推到下周三."""

import re
from datetime import date

from duty.commands import Postpone
from duty.hearing import WhichStudent
from language.hear.asked import question
from language.hear.dates import HALF_YEAR
from language.hear.days_ahead import read_day_ahead
from language.hear.message import Message
from language.hear.regex import regex

# Who asks for it calls himself so.
_I = "(?:我|俺|咱|本人)"
_ME = rf"(?:{_I}(?!们?班)|一下|一声|吧|啊|呀|哈|嘎|噻|嘞|咯|喽|哟|呗|嘛|哦|噢|$|[ ,.!N(K]|去|和|跟|给|要|再|,)"
_REMIND = regex(
    rf"(?<!已)(?<!不用)(?:提醒(?!(?:[他她NP]|一下[他她NP])|家长|孩子|学生|同学|大家|老师|过|了){_ME}"
    # 「周四提醒一下张三家访」, 「提醒我明天把张三的辅导补了」
    r"|提醒(?:一下|我)*(?=N(?:的|那)?(?:事[儿情]?|[个条单件])(?:$|[,. 吧啊]))|提(?:一?个|一?下|一?[次声])醒"
    r"|(?<![(\[【])提醒(?:一下|我|:| )*(?=[^,.?\n]*K(?![^,.\n]*[了过](?![\W_]*$))|[去送给跟和找]+N)"
    r"|(?:提醒|闹钟|日程)(?:先)?(?:关|停|改|设|定|推|调|挪|延|取消|响|往后)"
    rf"|(?:叫|喊|(?<=再)找|催|通知|戳|推|告诉|提示|(?<=[再FD点候])提|闹|敲|敲打|戳戳|敲敲|艾特|@|call|ping)(?:一下|一声|下)?{_I}(?!们?班)"
    rf"|(?:再|F|时候|到点)[^,.]{{0,4}}(?:给|跟|和|同|对){_I}(?:说|讲|提|吱|发|喊|叫|弹|推|响)"
    r"(?:一?[声下遍次嘴句]|个声)?(?=[吧啊呀哈嘛 ,.!]|$)"
    r"|(?:时候?|到点)[你您]?(?:吱|言语|吭|喊|叫|说|提醒)一?声"
    r"|(?:别|不要|不用|先不|停)(?:再|老|总|一直)?(?:催|提醒|响)|(?:再|重新)[弹响]|弹(?:出来|窗|一下)"
    r"|(?:定|设置?|建|加|来|上|记|排|弄|搞|做)(?:一?个|一下|条)?(?:[FD]的?)?(?:提醒|闹钟|闹铃|日程|待办)|备忘|帮我记着)"
)
_LATER = regex(
    r"D|再|晚点|稍后|待会|过会|等|过几天|过两天|回头|先|后|别|明|到时|届时|记得|点(?:钟)?|时候"
    r"|[两三四五六七八九十半一\d]+(?:天|周|个?月|个?小时|分钟|个?星期)|定|设|每|F|晚上|今晚|下午|中午|上午|早上"
    r"|放学|课间|下课|不要|不用"
)
_MOVE = (
    r"(?:推迟|推后|推到|推至|往后(?:推|挪|放|延|拖|移)|后延|顺延|延后|延期|延迟|延到|延至"
    r"|缓(?=一缓|缓|几|[一两三半]|到|办|$|[ ,.吧])|暂缓|暂停|缓缓|[延推拖]一[延推拖]"
    r"|推(?=[一两三四五六七八九十几半\d])|放一?放|放到(?=F)|搁一?搁|搁置|挪到|挪至|挪一挪|挪|改到(?=F)|改成?(?=F)|改在(?=F)"
    r"|改期|(?:搁|放)着|挂起|静音|押后|押到|拖(?:到|几天|一拖)|等等再(?:说|办|谈)|再(?:等等|缓缓|说吧|议)|以后再说"
    r"|回头再说|(?:之?后|F|晚点|过几天|过两天|过[^,.\n]{1,5})再(?:说|办|弄|安排|提|讲)(?!了))"
)
_WHAT = r"(?:(?:把|将|那|请|帮我?|先|我|这周|本周|太?忙|,|今天(?:不行|没空)|D(?:不行|没空)?|别催了?)*)"
_THINGS = (
    r"(?:N(?:同学)?|K|[、和跟与,]|的|提醒|任务|事[儿情]?|时间|这边|那边|那个|这个|那条|家|都|全部?|也|先|就|暂时|再"
    r"|能不能|能|可以|想|要|给我|帮我?|统统|一律|一并|[ ]|我|这几个|他们|她们|剩下的?|其他的?|孩子|学生"
    r"|D(?=[^,.\n]*F))*"
)
_MOVED = regex(
    rf"^{_WHAT}{_THINGS}(?:{_MOVE}|(?<=[N的K])我?F再?(?:办|弄|处理))"
    r"|^N的?[, ]*[\d一二三四五六七八九十两半]+(?:天|周|个?月)(?:以|之)?后\W*$"
    rf"|(?:^|[,.])(?:K|N|N的?K|[他她](?:们)?的?K?|提醒|我|先|都)?(?:先|就|再|暂时|都|统统|全部?|一律)*{_MOVE}(?=$"
    r"|[^,.\n]{0,10}$)"
)
# What is changed to a day may be a reminder or a record: 「改成星期三」 behind a record says when it was.
_CHANGED = regex(r"改(?P<to>成|到|至|在)?(?=F)")
_OF_A_REMINDER = regex(r"提醒|推|延|催")
_OF_A_RECORD = regex(r"[那这上]一?[条次笔]|第[\d一二三四五六七八九十]+[条次笔]|记录|刚[才刚]")
_NAMED_OR_ALL = regex(r"N|K|提醒|都|全|先|这几个|剩下|其他")
# Lessons and meetings are put off by others; what was put off is told, not wished.
_NOT_OURS = regex(
    r"^(?!.*[醒叫喊]我[^,.]{0,4}(?:问|看|瞧|了解)[^,.]*(?:怎|咋|如何)).*(?:怎|咋|如何)|[PN他她](?:又|还|就|都)?[叫喊催]我|考试|班会|会议|运动会|比赛|开学|家长会|开会|活动|典礼|春游|讲座|体检|报名|交作业"
    r"|(?:推迟|延期|延后|推后|推|挪|改|提醒)(?:到[^,.]{0,6})?(?:了|过)|已(?:经)?(?:推|延|改)|被(?:推|延|改)|家长说"
    r"|P(?:说|让|要求|希望)|[他她N]说|(?:[P他她]|N(?!的|[那这]))[^,.:\n你]{0,6}[给跟][我俺咱](?:说|讲|提|发)"
)
_TELLS = regex(
    # 「今天去不成了，明天再喊我一声」
    r"(?:K|谈|聊|访|送|去|打|补|联系)(?![^,.]{0,3}不[成了上](?:.*(?:提醒|[叫喊戳敲]我)))[^,.]{0,3}[了完过]|已(?:经)?[^,.]{0,4}K|没(?:谈|聊|去|见|打|访|送|补|K|人|接)|未"
)
_REACH = 12
_ASKS = regex(r"[?]\s*$|[吗么](?:$|[ ,.])")
_NEXT_DAY = regex(r"[到至成在](?:F)?$|^[别不先停暂]")


def put_off(message: Message) -> Postpone | WhichStudent | None:
    """「明天再提醒我」, 「张三的谈心推到下周三」; None where something is told, asked, or to be put off by others."""
    shape = message.outline
    text = _ahead(message)
    if message.plain.cut or _NOT_OURS.search(text) or _TELLS.search(text) or not question(text):
        return None
    found = _wish(text)
    if found is None or _puts_right(message, text):
        return None
    named = shape.names(0, len(shape.text))
    ids = tuple(dict.fromkeys(one.ids[0] for one in named if len(one.ids) == 1))
    groups = tuple(dict.fromkeys(one.ids for one in named if len(one.ids) > 1))
    kinds = set(shape.kinds(0, len(shape.text)))
    then = Postpone(ids, _until(message, found), kinds.pop() if len(kinds) == 1 else None)
    return WhichStudent(then, groups) if groups else then


def _wish(text: str) -> re.Match[str] | None:
    """The words for what is wished, where they are a wish."""
    if _ASKS.search(text):
        return None
    remind = _REMIND.search(text)
    if remind and _LATER.search(text):
        return remind
    moved = _MOVED.search(text)
    return moved if moved and (_NAMED_OR_ALL.search(text) or len(text) <= _REACH) else None


def _puts_right(message: Message, text: str) -> bool:
    """Whether a day that takes the place of another may be that of a record; a reminder is named, or what it is of."""
    changed = _CHANGED.search(text)
    if changed is None or _OF_A_REMINDER.search(text):
        return False
    if _OF_A_RECORD.search(text):
        return True
    shape = message.outline
    days = shape.days(0, len(shape.text))
    only_coming = all(day.ahead or (day.on is not None and day.on > message.today) for day in days)
    match changed["to"]:
        case "成" | None if not only_coming:
            return True
        case None:
            return False
        case _:
            return not _NAMED_OR_ALL.search(text)


def _ahead(message: Message) -> str:
    """The outline with F for the days that are still to come."""
    shape, today = message.outline, message.today
    signs = list(shape.text)
    for place, sign in enumerate(signs):
        if sign == "D":
            means = shape.days(place, place + 1)
            read = read_day_ahead(message.plain.text, shape.at[place], today)
            coming = bool(means) and means[0].ahead
            signs[place] = "F" if coming or (read and read[1] and read[1] > today and not means[0].vague) else "D"
    text = "".join(signs)
    return re.sub(r"下周|下星期|下礼拜|下个?月|下学期", "F", text)


def _until(message: Message, wish: re.Match[str]) -> date | None:
    """The coming day that was said: the last one before the wish, unless its words point to the one behind."""
    shape, text, today = message.outline, message.plain.text, message.today
    before: list[date] = []
    behind: list[date] = []
    here, end = 0, shape.at[wish.end()]
    while here < len(text):
        read = read_day_ahead(text, here, today)
        if read and read[1] and today < read[1] <= today + HALF_YEAR:
            (before if here < end else behind).append(read[1])
        here = read[0] if read else here + 1
    if behind and (not before or _NEXT_DAY.search(wish[0])):
        return behind[0]
    return before[-1] if before else None
