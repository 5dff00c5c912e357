"""What a later clause says of the deeds before it: who was left out, whose day it was, what they all count as."""

from dataclasses import replace

from duty.kinds import Kind
from language.hear.event import SPOKEN_OF, Event
from language.hear.frame_words import GIFT, SUBJECT, TIME_OF_DAY
from language.hear.masked import Masked
from language.hear.mood import Mood, names_others
from language.hear.regex import regex
from language.hear.whom import THE_OTHERS

_SHORT_OF = regex(
    r"[^,.:\nN了]{0,4}(?:差|缺|剩(?:下)?|少|漏|除)(?:了|个|一个|着)*N(?:[、/&+和跟与 ]*N)*(?:没|未)?[^,.:\nND]{0,6}"
)
# 「…，李四还没」, 「李四请假没在」, 「李四的下周」: with another the same was not done.
_NOT_WITH = regex(
    r"[ (]*(?:但是?|可是?|不过|就|只有?|还有|唯独|单单?|剩下?)?N(?:[、/&+和跟与 ]*N)*"
    r"(?:同学|家里?|P|[他她]|这边|那边|的|呢|[俩仨])*"
    r"(?:D|今天|这次|也|都|因为|[太路远忙病事假]|请(?:了)?[病事]?假|缺席|缺课|生病|有事|回家|不在)*"
    r"[ ,]?(?:了)?(?:就|也|都|还|所以)*"
    r"(?:(?:没|未)(?:有|能|来得及|顾上|轮到)?(?:谈|聊|去|访|送|打|补|做|办|联系|家访|来|在|到校?|来上学|上学|拿|领|给)?"
    r"(?:成|到|上|着|通)?|尚未|(?<=请)假|缺席|不在|待定"
    r"|F(?:再[^,.:\n]{0,2})?|(?:下|改)(?:周|次|天|个?月|个?星期)(?:再[^,.:\n]{0,2})?)"
    r"(?:了|呢|啊|哈)?[ )]*"
)
# 「全谈了，就李四还没」, 「五个里头谈了四个，李四请假」.
_OF_ALL = regex(r"[都全]|挨个|(?:[两二三四五六七八九十]|\d{1,2})[个位名户家]")
# 「…，李四也是」, 「…，李四英语」, 「…，李四一件棉衣」: with another the same was done.
_WHO = r"[ ]*(?:还有|另外)?N(?:[、/&+和跟与 ]*N)*(?:同学|家|[他她])?"
_SAME = regex(rf"{_WHO}(?:D|今天)?(?:也(?:是(?:的|这样|一样|如此)?|一样|同样|如此)|同上|一样|同样)[ ]*")
_NEXT = regex(r"[^,.:;\n]*[,.;\n]")
_THINGS = {
    Kind.HELP: regex(rf"{_WHO}(?:补|讲)?的?是?{SUBJECT}[ ]*"),
    Kind.WARMTH: regex(rf"{_WHO}的?是?(?:[一两三四五六\d]+[个件床双袋箱本套盒桶支条副顶包份])?{GIFT}[ ]*"),
}
_NEAR = 10
_HIS_DAY = regex(
    r"(?:不过|但是?|只是|其中)?[^NDPO,.:\n没不]{0,3}N(?:[、/&+和跟与 ]*N)*(?:他|她|呢|那边|那个|的|同学)*"
    r"(?:[则也]?是|的是)(?:D|刚刚|刚才|方才)[^NPO,.:\n不没]{0,8}"
)
# Without 是 the child must be one who was told of, or the deed before have a day as well.
_HIS_DAY_SHORT = regex(
    r"[ (]*N(?:[、/&+和跟与 ]*N)*(?:他|她|那边|那个|的|同学|家|P)*[ (]*D(?:[上下中]午|晚上|早上)?[ )]*"
    r"(?:一起|一块|一道|也|才|刚|就)*[去谈聊访跑送补打做办弄记]?的?|D就?是N(?:[、/&+和跟与 ]*N)*"
)
# Right behind what was told of another: 「张三昨天谈的，李四也是」.
_LIKEWISE = regex(
    r"[ ]*N(?:[、/&+和跟与 ]*N)*(?:那边|的|家|呢)?(?:也是|也一样|(?:也是?)?同一?天|同日)(?:的|谈的|去的)?[ ]*"
)
_RIGHT_BEHIND = 3
_SEVERAL_DAYS = regex(r"(?:[^NDPO,.:\n没不]{0,4}D[^NDPO,.:\n没不]{0,3}){2,}")
_ONE_TIME = regex(
    rf"[ (]*(?:还有|另外|也|又)?(?:D(?:{TIME_OF_DAY})*[也又还再]?[一1][次回趟遍]了?"
    rf"|(?:T|(?:另|还有|第)?[一二三][次回趟遍])(?:就|则)?[是在]?D(?:{TIME_OF_DAY})*的?)[ )]*(?:\([^NDPO没不]*)?"
)
_NOBODY_THAT_DAY = regex(
    r"[ ]*D(?:那[天次回趟])?(?:[他她]?家里?)?(?:没人|没见[着到]人?|没碰[着到上]人?|扑了?个?空)[ ]*"
)
_COUNTS_AS = regex(
    r"(?:都|各|一起|一并|分别|两[样项个]都|全)[^,.:\nN]{0,3}(?:算|记|有|一[次条])"
    r"|都?算(?:上|是)?$|^[^,.:\nN]*\+|算[^,.:\nN还]{0,8}(?:加|和|跟|与|、)"
)
_COUNTS_AS_ONE = regex(r"[ ]*(?:这|也|就|都|应该)*算(?:是|作|个|上|做|一次)*[^,.:\nNP吧吗算 ]{2,5}[ ]*")
_NONE = regex(
    r"[^NDP,.:\n了过]{0,4}?(?:N?(?:谈心|家访|打?电话|联系|辅导|送温暖)[ 、]*)?"
    r"(?:都|全部?|均)(?:还|要|得|打算|计划|准备|待|没|未|尚)+(?:有|能|来得及)?"
    r"(?:做|谈|办|完成|去|弄|安排|进行)?[^,.:\nND了过]{0,2}"
)
_BY_PHONE = regex(r"电话|视频|语音|微信|短信|通话|联系|联络|电|话")
_ASKED = regex(
    r"(?:[都全]|到底|今天|D|是否|是不是)*(?:做|谈|办|完成|弄|搞|去|访|记|登记|录)"
    r"(?:[完好成上到])?[了过](?:[吗么嘛]|没有?)[呀啊]?[ ]*"
)
_TAKEN_BACK = regex(r"[ ]*(?:这|那|[他她])?[个次回的]?[也就都]?(?:[没不]能?算|不作数|作废)(?:数|了|啊)*[ ]*")
_NO = regex("[不没未]")
# A sum is of more than one.
_FEWEST = 2
_LATER_ON = regex("后来|最后|结果|过了一?会|不久|随后")
_DID = {
    Kind.TALK: "谈聊说碰见找",
    Kind.HOME_VISIT: "去访见跑走",
    Kind.WARMTH: "送给发拿交",
    Kind.HELP: "补讲教辅",
    Kind.CONTACT: "打通接联回聊说",
}
_DID_SOMETHING = regex("([谈聊访去跑送补讲打])[了过]?的?[ )]*$")
_DID_IT = {
    kind: regex(
        rf"(?:D|今天|昨天|后来|终于|总算|又|再|刚|已经?|提前|就|才|第[二两三四几]|换|改|^"
        rf"|(?<=[,.]))[^,.:\n没不未要想会准NPO说]{{0,8}}[{verbs}做办兑](?:现|系"
        rf"|导)?(?:成|完|上|通|到|着|回来|过来)?(?:(?:了|过)(?!个?招呼)|的(?=$|[,.\n]))"
        r"|(?:D|今天|昨天|后来|终于)[^,.:\n没不]{0,4}补[上了]了?(?=$|[,.\n])"
        rf"|才(?:去|谈|聊|送|打|补|访|见)[^,.:\n没不]{{0,4}}(?=$|[,.\n])"
    )
    for kind, verbs in _DID.items()
}


def short_of(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「谈了四个，差张三」: all the others were meant; true where the clause says so."""
    if not told or told[-1].mood not in SPOKEN_OF or not _SHORT_OF.fullmatch(masked.text, first, end):
        return False
    named = masked.named(first, end)
    if not told[-1].named:
        told[-1].but, told[-1].explicit = named, True
    return True


def same_with_him(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「张三家访，李四也是」, 「张三补了数学，李四英语」: what was told of one is of another; true where it says so."""
    last = told[-1] if told else None
    if last is None or not last.named or not _NEXT.fullmatch(masked.text, last.end, first):
        return False
    of_it = _THINGS.get(last.kind) if last.mood in SPOKEN_OF else None
    if not _SAME.fullmatch(masked.text, first, end) and not (of_it and of_it.fullmatch(masked.text, first, end)):
        return False
    days = masked.days(first, end) or last.days
    told.append(replace(last, named=masked.named(first, end), days=days, start=first, end=end, explicit=True))
    return True


def not_with_him(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「张三跟李四聊过，王五还没」: whoever sets one against others tells of them all; true where the clause does."""
    last = told[-1] if told else None
    if last is None or last.mood not in SPOKEN_OF or not _NOT_WITH.fullmatch(masked.text, first, end):
        return False
    named = masked.named(first, end)
    if not last.named and last.but is None and _OF_ALL.search(masked.text, max(0, last.start - _NEAR), first):
        last.but, last.explicit = named, True
        return True
    if not last.named or set(named) & set(last.named):
        return False
    # Of a gift it still may be that the children gave it.
    last.mood = last.mood if last.mood is Mood.ASKED or last.kind is Kind.WARMTH else Mood.DONE
    told.append(Event(last.kind, Mood.NOT, named, [], end - 1, end, False))
    return True


def his_day(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「两人都谈了，不过张三是上周五」, 「李四谈心昨天做了，张三是今天」; true where the clause says so."""
    if not told or told[-1].mood not in SPOKEN_OF or told[-1].but is not None:
        return False
    last, named, days = told[-1], masked.named(first, end), masked.days(first, end)
    if last.mood is Mood.DONE and first - last.end <= _RIGHT_BEHIND and _LIKEWISE.fullmatch(masked.text, first, end):
        told.append(replace(last, named=named, explicit=True))
        return True
    of_the_deed = [one for one in told if one.kind is last.kind and (one is last or not one.days)]
    known = bool(last.days) or any(one in event.named for event in of_the_deed for one in named)
    did = _DID_SOMETHING.search(masked.text, first, end)
    if did and did[1] not in _DID[last.kind]:
        return False
    short = known and last.explicit and _HIS_DAY_SHORT.fullmatch(masked.text, first, end)
    if not short and not _HIS_DAY.fullmatch(masked.text, first, end):
        return False
    event = replace(last, named=named, days=days, explicit=True)
    for one in of_the_deed:
        one.named = [child for child in one.named if child not in named]
    told[:] = [*(one for one in told if one.named or one not in of_the_deed), event]
    return True


def on_several_days(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「谈了两回，一回周一一回昨天」, 「家访两次，22号一次，29号一次」; true where the clause says so."""
    if not told or told[-1].mood not in SPOKEN_OF:
        return False
    if not (_SEVERAL_DAYS.fullmatch(masked.text, first, end) or _ONE_TIME.fullmatch(masked.text, first, end)):
        return False
    last = told[-1]
    if all(day.within or day.vague for day in last.days):
        # 「10月去过两趟」 says only in what time.
        told.pop()
    told += [replace(last, days=[day]) for day in masked.days(first, end)]
    return True


def counts_as(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「…，家访和送温暖一起记」: the kinds as which all that was told is to count; true where the clause says so."""
    tokens, at = masked.line.tokens, masked.at
    means = (tokens[index].means for index in range(at[first], at[end - 1] + 1))
    kinds = tuple(dict.fromkeys(one for one in means if isinstance(one, Kind)))
    clause = masked.text[first:end]
    if _NO.search(clause) or "N" in clause:
        return False
    if len(kinds) == 1 and _COUNTS_AS_ONE.fullmatch(clause):
        return _is_a_visit(masked.text, told, kinds[0])
    if len(kinds) < _FEWEST or not _COUNTS_AS.search(clause):
        return False
    done = [one for one in told if one.mood in SPOKEN_OF]
    if not done or len({tuple(one.named) for one in done}) > 1:
        return False
    pattern = done[0]
    told[:] = [one for one in told if one.mood not in SPOKEN_OF or one.kind in kinds]
    told += [replace(pattern, kind=kind) for kind in kinds if all(kind is not one.kind for one in done)]
    for one in told:
        one.called = True
    return True


def none_of_them(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「张三 谈心 家访，都还没做」, 「…，做了吗」, 「张三谈到一半，铃响了，不算」; true where the clause says so."""
    if told and told[-1].mood in SPOKEN_OF and _TAKEN_BACK.fullmatch(masked.text, first, end):
        told[-1].mood = Mood.NOT
        return True
    bare = [one for one in told if one.mood is Mood.BARE]
    asked = _ASKED.fullmatch(masked.text, first, end) is not None
    if not bare or not (asked or _NONE.fullmatch(masked.text, first, end)):
        return False
    for one in bare:
        one.mood = Mood.ASKED if asked else Mood.NOT
    return True


def _is_a_visit(text: str, told: list[Event], kind: Kind) -> bool:
    """「见了他奶奶，算个家访」; whether a call is one is not for the sender alone to say."""
    last = told[-1] if told else None
    if last is None or last.mood not in SPOKEN_OF or _BY_PHONE.search(text, last.start, last.end):
        return False
    if kind is Kind.HOME_VISIT and last.kind in (Kind.TALK, Kind.CONTACT):
        last.kind, last.called = kind, True
    return last.kind is kind


def nobody_that_day(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「前天去了，昨天又去了，前天没人」: what was tried on that day came to nothing; true where the clause says so."""
    if not told or not _NOBODY_THAT_DAY.fullmatch(masked.text, first, end):
        return False
    days = masked.days(first, end)
    alike = [one for one in told if one.mood in SPOKEN_OF and one.days == days]
    for one in alike:
        one.mood = Mood.NOT
    return bool(alike)


def in_the_end(masked: Masked, told: list[Event], first: int, end: int) -> bool:
    """「昨天没去成，今天去成了」: what came to nothing before was done after all."""
    last, text = (told[-1] if told else None), masked.text
    if last is None or last.mood not in (Mood.NOT, Mood.PLAN) or names_others(text[first:end]):
        return False
    if THE_OTHERS.search(text, first, end):
        return False
    found = _DID_IT[last.kind].search(text, first, end)
    if found is None:
        return False
    named, days = masked.named(first, end) or last.named, masked.days(first, end)
    later = not days and bool(last.days) and _LATER_ON.search(text, first, end) is not None
    # Who calls back does so on the same day; of a visit or a talk that is not sure.
    how = Mood.DOUBT if later and last.kind is not Kind.CONTACT else Mood.DONE
    told.append(Event(last.kind, how, named, last.days if later else days, first, found.end(), bool(named)))
    return True


OF_THOSE_BEFORE = (
    counts_as,
    short_of,
    same_with_him,
    not_with_him,
    his_day,
    on_several_days,
    none_of_them,
    nobody_that_day,
)
"""What a clause without a deed of its own may say of those before it; each is true where it says so."""
