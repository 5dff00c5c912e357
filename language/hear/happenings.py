"""What happened to a child and is no deed: illness, hospital, accident, a change at home, a sign of dropping out."""

import re
from collections.abc import Iterator, Mapping

from duty.commands import ChangeRoster, RecordDeed, RosterWish, TellEvent
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichStudent
from duty.policy import EventKind
from language.hear.asked import is_question
from language.hear.day import Day
from language.hear.grammar import Ask
from language.hear.message import Message
from language.hear.named import Named
from language.hear.regex import regex
from language.hear.settled import Settled, settle
from language.hear.unknown_names import like_a_name

_LONG = (
    r"(?:[三四五六七八九十\d]+天|(?:[一两二三四五六七八九十半\d]+个?)(?:周|星期|礼拜|月|学期)|半个?月|好几天|长期|T)"
)
# The words of the typed form, each of which is said alone behind a name.
_NAMED: Mapping[EventKind, str] = {
    EventKind.HOSPITAL: (
        r"(?:生病|因病|受伤|骨折|摔伤|突发疾病|重病|车祸)?(?:住院|入院|手术|住进医院)(?:治疗|手术|开刀)?了?"
    ),
    EventKind.ACCIDENT: (
        r"(?:出?意外|事故|意外受伤|意外伤害|受伤|摔伤|骨折|出?车祸|交通事故|烫伤|烧伤|溺水|触电|摔断[腿手]"
        r"|安全事故|出事故)了?"
    ),
    EventKind.FAMILY_CHANGE: (
        r"(?:家庭|家里)(?:发生|有|出现|突发)?(?:重大)?变故|家变|变故|离婚|丧亲|丧父|丧母|亲人(?:去世|离世|过世)"
        r"|P+(?:离婚|离异|分居|去世|离世|过世|病逝|坐牢|入狱)|家里?出事|家(?:里|中)?(?:失火|火灾|着火|受灾)"
        r"|家庭变化|重大变故"
    ),
    EventKind.DROPOUT_SIGN: (
        r"(?:辍学|失学|退学|弃学)(?:苗头|迹象|倾向|风险|预警|征兆|的?信号)|疑似辍学"
        r"|有辍学(?:苗头|迹象|倾向|风险)|厌学|想辍学|不想读书?|不想上学|(?:连续|多次|经常)(?:旷课|逃学)|多日未到校|想退学"
    ),
    EventKind.ILLNESS: (
        r"(?:生|得|患|重|大)病了?|患重病|生大病|病了|疾病|传染病|水痘|流感|甲流|肺炎|肺结核|白血病|抑郁症|病倒了?"
    ),
}
_ON_ITS_OWN: Mapping[EventKind, re.Pattern[str]] = {
    kind: regex(rf"[ :,]*(?:{words})(?=$|[ :,.D])") for kind, words in _NAMED.items()
}
_TYPED = regex(r"[ :,]*(?:D[ :,]*)?N(?:同学)?(?:[、,和 ]+N(?:同学)?)*(?:D| D)?")
_REST = regex(rf"[ ,.:!]*D?[ ,.!了啦]*(?:请假)?{_LONG}?[ ,.!了啦]*")
_FIRST = regex(r"[ ,:]*(?:D[ ,:]*)?")
_NAMES = regex(r"[ :,]*N(?:同学)?(?:[、,和 ]+N(?:同学)?)*(?:[ ,]*D)?[ ,.!了啦]*")
_UNKNOWN_NAME = regex(r"[ :,]*(?P<name>[\u4e00-\u9fff·]{2,8}?)(?:同学)?(?=[ ,:])")
_STATE = regex(r"P+(?:离|分)")

# Told freely, behind the one it is told of.
_TOLD: tuple[tuple[EventKind, re.Pattern[str]], ...] = (
    (
        EventKind.HOSPITAL,
        regex(
            r"住了?院(?![费部楼区期]|的|时|前|后|那|这)|(?<![出])入院(?!费|手续|通知)|住进了?[^,.\n]{0,6}(?:医院|icu|病房|重症)|(?:进|送|转)[到进去往了]*(?:icu|重症监护|抢救|[^,.\n]{0,3}(?:医院|卫生院|急诊)(?:了|抢救|治疗|做|$|,))"
            r"|(?:做|动|开)(?:了|完)(?:个)?[^,.\n]{0,6}(?:手术|刀)|手术(?:了|后(?:在|需|要|休|请))|(?:做|动)手术(?:了|,?请|住)"
        ),
    ),
    (
        EventKind.ACCIDENT,
        regex(
            r"(?:摔|跌|撞|砸|压|扭|打)断了?[^,.\n没]{0,4}(?:腿|手|胳膊|骨|脚|臂|锁骨|肋)|(?:腿|手|胳膊|脚|手臂|脚踝|手腕|锁骨)[^,.\n]{0,3}(?:摔|跌|撞|扭|砸)?(?:断(?:[了掉咯喽啦]|$|[,.])|骨折)"
            r"|骨折(?!过)|出了?车祸|被[^,.\n]{0,6}(?:车)(?:给)?撞|摔成|(?:摔|撞|烫|烧|咬|砸|割|炸|轧|扎|扭|砍)伤(?!心)|受了?(?:重)?伤(?!心|害)|脑震荡|缝了[^,.\n]{1,4}针|触了?电|(?<!防)(?<!防止)(?<!预防)溺水|被狗咬"
            r"|(?:食物|煤气|一氧化碳)中毒|出了(?:点)?(?:意外|事故)|从[^,.\nNP]{1,8}(?:摔|掉|跌)(?:了)?下来"
        ),
    ),
    (
        EventKind.ILLNESS,
        regex(
            rf"(?:生|得)(?:了)?(?:重|大|急|场|一场|怪)*病(?:了|,?请假|$|,)|病(?:倒|得[很不厉重下])|(?<![生得看治养犯毛])病了|确诊|查出(?:来)?(?:了|是|有)?|得了(?:水痘|流感|甲流|乙流|肺炎|手足口|腮腺炎|肺结核|肝炎|阑尾炎|心肌炎|肾炎|白血病|新冠|支原体|诺如|红眼病|麻疹|猩红热|带状疱疹|抑郁)"
            rf"|(?:出|起|长|发)(?:了)?水痘|(?:水痘|流感|甲流|乙流|肺炎|手足口病?|腮腺炎|肺结核|阑尾炎|心肌炎|肾炎|支原体|诺如|肠胃炎|麻疹)[^,.\n]{{0,2}}(?:了|,|,?(?:请假|居家|隔离|在家|没来|休息|发作))"
            rf"|请(?:了)?{_LONG}(?:的)?(?:长)?病假|病假{_LONG}|请病假{_LONG}|(?:发烧|感冒|咳嗽|生病|发高烧)[^\n]{{0,8}}(?:请假|没来|在家)[^,.\n]{{0,2}}{_LONG}|(?:发烧|感冒|高烧|烧)了?{_LONG}"
        ),
    ),
    (
        EventKind.DROPOUT_SIGN,
        regex(
            rf"(?:不想|不愿意?|不肯|不要)(?:再|继续|来)*(?:读书?|念书?|上学|来上学|来学校|上了)(?:书)?(?=$|[,.\n了啦啊]|的?话)|不(?:读|念)(?:书)?了|(?:想|闹着要?|吵着要?)(?:退学|辍学)|不(?:让|给|许|准)(?:他|她|N|孩子|娃)?(?:再|继续|来)*(?:读|念|上学|来上学)书?了"
            rf"|(?:已经?|连着?|连续|都|整整)*{_LONG}(?:都|也)?(?:没|未)(?:有)?(?:来|到)(?:上学|上课|学校|校)|(?:一直|连续[^,.\n]{{1,4}})(?:都)?(?:没|未)(?:有)?来(?:上学|上课|学校)|(?:连续|多次|天天|又|总)旷课|旷课(?:了)?{_LONG}|逃学(?:了|{_LONG})|厌学(?:情绪)?(?:很|严重|得)"
        ),
    ),
)
_LATELY = r"(?:D|突然|意外|因病|因|刚刚?|也|都|昨晚|凌晨|半夜|[ ])*"
_AT_HOME = regex(
    rf"N(?:同学)?(?:的|家的?|家里的?|[他她]|D|[ ,])*(?:P|老人)+(?:在[^,.\n]{{1,6}})?{_LATELY}"
    r"(?P<what>(?:去世|过世|过身|病逝|离世|病故|身亡|遇难|瘫痪|(?:出)?了?车祸)(?:了|[,. ]|$)"
    r"|(?:走得突然|没|不在|判刑|坐牢|入狱|被抓|被拘|离婚|离异|分居)了|离了婚)"
    rf"|N(?:同学)?(?:的|[他她]|D|[ ])*(?:家|家里|家中|屋里){_LATELY}"
    r"(?P<home>出(?:了)?(?:大|点)?(?:事|变故)(?:了)?|发生(?:了)?(?:重大)?变故|着(?:了)?火|失(?:了)?火|起火|(?:的)?房子(?:D|昨晚|昨夜|今早)?(?:塌|烧|倒|被[^,.\n]{1,3}冲)[^,.\n]{0,2}了|遭(?:了)?灾|被淹)"
    r"|N[^,.\n]{0,8}[^\n]{0,8}(?P<rites>办(?:丧事|后事|白事))"
)
# A child that stays away cannot be reached either.
_NO_ANSWER = regex(r"打不通|没打?通|没接|不接|没人接|关机|停机|联系不上")
# Nothing of it is told as a present fact of this child.
_UNREAL = regex(
    r"听说|据说|据|好像|可能|也许|大概|说不定|怀疑|疑似|似乎|以为|担心|怕|万一|如果|要是|假如|假装|装|差点|险些|几乎|差一点|梦|故事|电影|小说|作文里|课文|编|骗|谎|玩笑|打赌|扮|演练?|演习"
    r"|小时候|以前|从前|曾经?|当年|那年|那时|去年|前年|早年|早就|多年|年前|上辈|幼时|出生|几岁|岁(?:那年|时|的时候)|自幼|从小|一直以来|原来|原先|本来"
    r"|出院|痊愈|康复|好了|好转|已?恢复|拆线|拆了?石膏|返校|复学|回来(?:上课|了)|(?<!没)(?<!没有)(?<!未)来上(?:学|课)了|没事|不要紧|无大碍|已无|病愈|退烧|消了|放弃了|想通|不再|改主意|劝回|又来了"
    r"|应该|建议|需要|必须|预防|防止|避免|注意|提醒|通知|宣传|讲座|班会|怎么|如何|保险|证明|材料|申请"
)
_NO_FACT = regex(
    r"(?:没有?|没|未|不是|并非|不会|别|不用|不需要|无需|否认|哪有|要|想|打算|准备|计划|将|会|可以|能|该|得去|可能|[DF]要|预约|约了|等|闹着?要?|在闹|吵着?)[^,.\n]{0,4}$"
)
_TO_COME = regex(r"F|下周|下个?月|明天|后天")
_LEAVES_SCHOOL = regex(
    r"休学|(?<!想)(?<!闹着)(?<!着要)退学(?!苗头|迹象|倾向|风险)|转学|转走|转班|转[到去往入出]|学籍|复学|毕业|入伍|参军|当兵|实习|离校|集训|辍学了|不在我们?[校班]"
)
_WHO = regex(r"[NPXYO我他她弟妹哥姐爷奶爸妈姥叔伯姑姨舅婶嫂爹娘狗猫]|老师|同桌|朋友|邻居|室友|[外阿]公|[外阿]婆")
_LIST = regex(r"N(?:同学)?(?:(?:、|,|和|跟|与|及|以及|还有| )N(?:同学)?)*")
_SAYS = regex(r"(?:说|讲|告诉|嚷|提出|表示|跟我|和我|对我|问|聊|谈|觉得|反映|透露)")
_THEY_SAY = regex(r"说|讲|反映|表示|不(?:让|给|许|准)")
# Beside these a deed may well have been told.
_WENT = regex(r"[去到看送跟和给谈聊访吊陪打]")
_TAKEN_THERE = regex(r"送[去到往进][^,.\n]{0,4}(?:医院|卫生院|急诊)")
_MARK = regex(r"[,.\n]")
_ASKED_SO = regex(r"[吗嘛么吧]\W*$")
_OPEN = frozenset({Unclear.UNKNOWN, Unclear.SMALL_TALK})


def typed_event(message: Message) -> Heard | None:
    """「事件 张三 住院」, 「登记 张三 家庭变故」, 「张三 生病住院 11月3日」: a child and what happened, and no more."""
    if message.plain.cut:
        return None
    opened = message.opened is not None and message.opened.asks is Ask.EVENT
    if opened and "K" in message.outline.text:
        # 「登记 张三 住院，昨天去家访了」
        return None
    text, start = message.masked.text, 0
    if opened:
        # Behind the word that opens it, which no letter stands for.
        start = next((place for place in range(len(text)) if _begins(message, place)), len(text))
    for kind, words in _ON_ITS_OWN.items():
        if opened and (unknown := _stranger(message, start, words)):
            return NotUnderstood(Unclear.UNKNOWN_STUDENT, (unknown,))
        for names, found in _readings(text, start, words):
            fits = opened or (_REST.fullmatch(text, found.end()) and not _STATE.match(text, names.end()))
            if fits or found.start() < names.start():
                return _typed(message, kind, names, found, opened=opened)
    return None


def _begins(message: Message, place: int) -> bool:
    masked, opened = message.masked, message.opened
    return opened is not None and masked.line.tokens[masked.at[place]].start >= opened.end


def _readings(text: str, start: int, words: re.Pattern[str]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The names and what happened, where the one stands behind the other."""
    names = _TYPED.match(text, start)
    if names and "N" in names[0] and (behind := words.match(text, names.end())):
        yield names, behind
    first = words.match(text, start)
    if first and (of_whom := _NAMES.fullmatch(text, first.end())):
        yield of_whom, first


def _stranger(message: Message, start: int, words: re.Pattern[str]) -> str:
    """The name that nobody in care has, with what happened behind it: 「事件 赵六 住院」."""
    text = message.masked.text
    named = _UNKNOWN_NAME.match(text, start)
    return named["name"] if named and like_a_name(named["name"]) and words.match(text, named.end()) else ""


def _typed(
    message: Message, kind: EventKind, names: re.Match[str], found: re.Match[str], *, opened: bool
) -> Heard | None:
    masked = message.masked
    if _asks(message) or _TO_COME.search(masked.text):
        return None
    day = settle(masked.days(0, len(masked.text)), message.today)
    if isinstance(day, Unclear):
        return NotUnderstood(day)
    start = masked.line.tokens[masked.at[found.start()]].start if opened else 0
    return _event(masked.named(*names.span()), kind, day, message.plain.rest(start).lstrip(" :：,，"))


def told_event(heard: Heard, by_steps: Heard, message: Message) -> Heard:
    """`heard`, or what happened to a child where a message tells that and nothing that is ours.

    `by_steps` is what the steps knew of it: a deed that only the whole supposes gives way.
    """
    alone = isinstance(heard, RecordDeed) and not _MARK.search(message.masked.text)
    supposed = (alone or isinstance(heard, Confirm)) and by_steps != heard and not _WENT.search(message.masked.text)
    known = by_steps if supposed else heard
    if message.plain.cut or not _may_be_event(known, message) or message.is_noted or _asks(message):
        return heard
    masked = message.masked
    text = masked.text
    told = None if _UNREAL.search(text) or _LEAVES_SCHOOL.search(text) else _happened(text)
    if told is None:
        return heard
    kind, place = told
    # What one means to do about it stands behind it: 「张三住院了，我明天去看他」.
    end = min((mark for sign in ",.\n" if (mark := text.find(sign, place)) >= 0), default=len(text))
    day = settle(masked.days(0, end) or _said_behind(message, end), message.today)
    # News are told soon; what lies far behind is said of how things are.
    if _TO_COME.search(text, 0, end) or isinstance(day, Unclear) or day.doubt:
        return heard
    denied = isinstance(known, NotUnderstood) and known.why is Unclear.NOT_DONE
    if denied and kind is not EventKind.DROPOUT_SIGN and not _TAKEN_THERE.search(text):
        return heard
    return _event(masked.named(0, len(text)), kind, day, message.plain.typed.strip())


def _said_behind(message: Message, end: int) -> list[Day]:
    """「张三骨折了，昨天摔的」; of what the sender did since, the day is another."""
    text = message.masked.text
    days = () if "我" in text[end:] else message.masked.days(end, len(text))
    return [day for day in days if day.is_past(message.today)]


def _may_be_event(heard: Heard, message: Message) -> bool:
    match heard:
        case NotUnderstood(why):
            text = message.masked.text
            without_us = "K" not in message.outline.text or _NO_ANSWER.search(text) or _TAKEN_THERE.search(text)
            return why in _OPEN or (why in (Unclear.NOT_DONE, Unclear.NO_KIND) and bool(without_us))
        case ChangeRoster(RosterWish.LEAVE):
            return True
        case _:
            return False


def _asks(message: Message) -> bool:
    text = message.plain.text
    return "?" in text or _ASKED_SO.search(text) is not None or is_question(message.outline.text)


def _happened(text: str) -> tuple[EventKind, int] | None:
    """What a masked text tells of the one child, or the few children of one list, whom it names; and where."""
    listed = _LIST.search(text)
    if listed is None or text.count("N") != listed[0].count("N"):
        return None
    for kind, words in _TOLD:
        found = words.search(text)
        if found and _is_of_the_child(text, listed.start(), found, kind):
            return kind, found.start()
    home = _AT_HOME.search(text)
    place = max(home.start("what"), home.start("home"), home.start("rites")) if home else 0
    return (EventKind.FAMILY_CHANGE, place) if home and not _NO_FACT.search(text, 0, place) else None


def _is_of_the_child(text: str, child: int, found: re.Match[str], kind: EventKind) -> bool:
    """Whether the one spoken of last is the child, and a fact is told."""
    first = max((text.rfind(mark, 0, found.start()) for mark in ",.:\n"), default=-1) + 1
    before = text[first : found.start()]
    whom = [one[0] for one in _WHO.finditer(text, 0, found.start())]
    if found.start() < child:
        return False
    if kind is EventKind.DROPOUT_SIGN:
        # The child says so, or at home they do.
        own = whom[-1] != "P" or _THEY_SAY.search(before + found[0])
        return bool(own) and set(whom) <= set("NP他她")
    return set(whom) <= set("N他她") and not _NO_FACT.search(before) and not _SAYS.search(text, 0, found.start())


def _event(named: list[Named], kind: EventKind, day: Settled, note: str) -> TellEvent | WhichStudent:
    sure = tuple(dict.fromkeys(one.ids[0] for one in named if one.sure))
    groups = tuple(dict.fromkeys(one.ids for one in named if not one.sure))
    then = TellEvent(sure, kind, day.on, note)
    return WhichStudent(then, groups) if groups else then
