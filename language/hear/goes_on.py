"""What only tells more of a deed that was told before, and what is no deed of the sender's at all."""

from dataclasses import replace

from duty.kinds import Kind
from language.hear.event import SPOKEN_OF, Event
from language.hear.frame_words import STUFF
from language.hear.frames import Frame
from language.hear.listed import is_joined
from language.hear.masked import Masked
from language.hear.mood import Mood
from language.hear.named import Named
from language.hear.regex import regex

_PHONE = regex("电话|视频|语音|微信|短信|通话|联系|qq")
# 「他去补课了」, 「奶奶打电话催他」 behind a deed are no deeds of ours; 「他妈妈来学校了」 and 「给奶奶打电话」 are.
_THEY_DID = regex(
    r"(?:^|[^给跟和与找对向帮陪为替教同N把叫喊拉留约请到见])(?:[他她]|孩子|P)[^,.:\n我给跟和与找对向帮陪]{0,8}$"
)
_PARENT_TO_US = regex(
    r"P[^,.:\n]{0,10}(?:来|到校|到学校|我|接(?:的|了))|[给跟和与找对向][^,.:\n]{0,3}P|P[^,.:\n]{0,4}打[了过]?[个通]?电话[来过]?(?:问(?![他她N])|咨询|反映|请假|求助)"
)
# 「家长也联系了」 says of the parents what was done with them.
_OF_THE_PARENT = regex(
    r"P(?:那?边|方面|们)?(?:也|都|D|就|已经?|刚|又|还|均)*"
    r"(?:联系|沟通|通(?:[了过])?(?:一?[个通次])?(?:电话|话)|打(?:[了过])(?:一?[个通])?电话|电话)"
    r"(?:已经?打|[了过好完上]|T|一?[次下会])*(?=$|[,.\n])"
)
_CALLED_A_VISIT = regex("家访|走访|入户|登门|上门|拜访")
_ENDS_BARE = regex("[心话]?[,.]")
_DONE_ONCE = regex(r"D[^NDPO,.:\n没不又还再也]*[了过完]了?")
_HANDED = regex("(?:送|交|发|给|递)(?:去|到|出|达|过去)?了")
# A talk over a meal: 「请他吃了碗面，边吃边谈」.
_TREAT = regex("请[^,.:\n]{1,9}[吃喝]")
_AGAIN = regex("又|还|顺便|顺带|另外|随后|然后|接着|再|各")
# 「给他妈妈打了电话，张三本人也谈了」: behind a word with the family it is the child's own talk.
_WITH_HIMSELF = regex(
    r"(?:N|[他她]|孩子|娃)(?:自己)?本人|[跟和与找把叫对同](?:了|来)?(?:N(?!的?[P家])|孩子|娃(?!P))[^,.:\nP]*[也又]"
    r"|N(?!的?[P家])(?:我|[上下中]午|晚上|D)*[也又单]|(?:单独|当面|回头|完了)[^,.:\nP]{0,3}(?:跟|和|找|把|叫)了?(?:N|[他她])"
)
_FIRM_TALK = regex("谈.?[心话]")
_ONCE_MORE = regex("再次|又[^,]{0,3}了?一次")
_BESIDES = regex("[了过啦] ?(?:P我?[也又还]|[也又还]?顺[便带])")
_NOT_PLANNED = regex("已|刚|才|了|今天")
_GOT_THROUGH = regex("[打拨接]通了(?!再|就|后|才|的话)")
# What is only spoken of: 「同意周末补课」, 「聊到家访的事」.
_TOPIC = regex("(?:同意|商量|讨论|[说聊提谈问]到|[说聊谈]起|关于)[^,.:\\nN]{0,6}$")
# What is made clear to a parent is no lesson: 「把分流的政策讲清楚了」.
_MADE_CLEAR = regex("讲|说明白|弄[清明懂]")
_LEARNED = regex(STUFF)
# 「昨天打的电话」, 「周三去的他家」 say when that was of which was just told; 「被子前天扛过去的」 of what was given.
_CLEFT = regex("(?:[打通补去谈聊讲送访做教给]|过去)的")
_CARRIED = regex("过[去来]的$")
_OF_ALL = regex("[都全各]|一并|一起|东西")
_TALKED_IT_OVER = regex(
    r"(?:我|我们|一起|一块|当面|互相|跟[他她P]+|和[他她P]+)*(?:商量|讨论|说明|解释|交代|了解|反映|核对)[^,.:\n没不]{0,2}了"
)
_WHEN_OVER = regex(
    r"(?:谈|聊|说|访|打|补|讲|送|辅导|家访)完(?:[了心话课]|电话)*(?:以?后|之后)?(?=又|再|就|接着|顺便|才|我|给|去|到|帮|打|找)"
)
_AT_LAST = regex(r"(?:[又再]去|去了)[^,.:\nN没]{0,4}$|才(?=[见碰遇]|$)|[又再]去[^,.:\n没]{0,3}[见碰遇]")
_MARKS = ",.:\n"
_MARK = regex(f"[{_MARKS}]")
_ENDS_WITH_IT = regex(f"[^{_MARKS}送带拿给慰]*[{_MARKS}]")


def looks_back(text: str, told: list[Event], frame: Frame, clause: int) -> bool:
    """「和张三谈完，谈完又给李四补了课」: what the clause before told stands only as the time of the next deed."""
    last = told[-1] if told else None
    if last is None or last.kind is not frame.kind or last.start >= clause:
        return False
    return not text[clause : frame.start].strip() and _WHEN_OVER.match(text, frame.start) is not None


def says_again(lead: str) -> bool:
    """Whether a further deed is announced: 又, 还, 顺便."""
    return _AGAIN.search(lead) is not None


def one_each(text: str, found: list[Frame]) -> list[Frame]:
    """Of deeds told in one clause those that stand for themselves: a visit beats the talk that was had there."""
    kept: list[Frame] = []
    for frame in found:
        if any(frame.start < other.end and other.start < frame.end for other in kept):
            continue
        if frame.kind is Kind.TALK and any(_beside(text, frame, other) for other in found):
            if kept and _beside(text, frame, kept[-1]):
                # 「他妈妈来学校聊了」: the talk says that it was done.
                kept[-1] = Frame(kept[-1].kind, kept[-1].start, frame.end)
            continue
        if (
            frame.kind is Kind.WARMTH
            and _TREAT.search(text, frame.start, frame.end)
            and any(other.kind is Kind.TALK and not set("ND") & set(text[frame.end : other.start]) for other in found)
        ):
            continue
        if kept and kept[-1].kind is frame.kind and not set("ND") & set(text[kept[-1].end : frame.end]):
            kept[-1] = Frame(frame.kind, kept[-1].start, frame.end)
            continue
        kept.append(frame)
    return kept


def _beside(text: str, talk: Frame, other: Frame) -> bool:
    """Whether a talk was had at a visit or a call, and for no child or day of its own."""
    if other.kind not in (Kind.HOME_VISIT, Kind.CONTACT) or _FIRM_TALK.search(text, talk.start, talk.end):
        return False
    first, last = sorted((talk, other), key=lambda frame: frame.start)
    # 「跟他谈过了 他妈妈我也顺便电话了」.
    if first is talk and _BESIDES.search(text, first.end, last.end):
        return False
    return not set("ND") & set(text[first.end : last.start])


def only_goes_on(
    masked: Masked, told: list[Event], frame: Frame, named: list[Named], lead: str, *, beside: bool
) -> bool:
    """Whether a deed only tells more of one before: a talk at the visit, what was said on the phone, a summary.

    `beside`: the children stand right behind its words.
    """
    if not told or told[-1].mood not in SPOKEN_OF:
        return False
    if told[-1].mood is Mood.ASKED and "?" in masked.text[told[-1].end : frame.start]:
        return False
    words, kind = masked.text[frame.start : frame.end], frame.kind
    if kind is not told[-1].kind and is_joined(masked.text, told[-1], frame.start):
        return False
    alike = [one for one in told if one.kind is kind and not set(named) - set(one.named) and one.mood in SPOKEN_OF]
    if alike:
        # 「去张三家送米，顺便家访」.
        called = told[-1].kind is Kind.WARMTH and _CALLED_A_VISIT.search(words) is not None
        return not called and not _ONCE_MORE.search(lead + words)
    # A deed that names nobody is of the child that is named first behind it: 「家访时碰到张三爸爸」.
    other = bool(told[-1].named) and bool(set(named) - set(told[-1].named))
    if ("N" in lead + words or beside) and (other or says_again(lead)):
        return False
    if kind is Kind.TALK and told[-1].kind is Kind.CONTACT and _WITH_HIMSELF.search(lead + words):
        return False
    talked = kind is Kind.TALK and not _FIRM_TALK.search(words)
    met = kind is Kind.CONTACT and not _PHONE.search(words)
    if told[-1].kind is Kind.HOME_VISIT and (talked or met):
        return True
    return talked and not says_again(lead)


def _called_back(masked: Masked, told: list[Event], frame: Frame, clause: tuple[int, int]) -> bool:
    """「他妈妈没接，后来又打回来了，聊了几句」: the talk is with whom was called in vain."""
    last = told[-1] if told else None
    if last is None or last.kind is not Kind.CONTACT or last.mood is not Mood.NOT:
        return False
    return "N" not in masked.text[slice(*clause)] and not _FIRM_TALK.search(masked.text, frame.start, frame.end)


def _met_after_all(masked: Masked, told: list[Event], frame: Frame, before: int) -> bool:
    """「昨天去没人，今天又去才见着他妈」: whom one met at last was met at the home that one had gone to in vain."""
    visited = any(one.kind is Kind.HOME_VISIT and one.mood is Mood.NOT for one in told)
    if not visited or frame.kind is not Kind.CONTACT or _PHONE.search(masked.text, frame.start, frame.end):
        return False
    return _AT_LAST.search(masked.text, before, frame.end) is not None and "N" not in masked.text[before : frame.end]


def as_tried_before(masked: Masked, told: list[Event], frame: Frame, clause: tuple[int, int], before: int) -> Frame:
    """A deed as the one that was tried in vain before and came about by it."""
    if frame.kind is Kind.TALK and _called_back(masked, told, frame, clause):
        return replace(frame, kind=Kind.CONTACT)
    return replace(frame, kind=Kind.HOME_VISIT) if _met_after_all(masked, told, frame, before) else frame


def talked_it_over(masked: Masked, told: list[Event], first: int, end: int) -> None:
    """「他妈妈到办公室，一起商量了请假的事」: the clause without a deed says that who came was spoken with."""
    met = bool(told) and told[-1].kind is Kind.CONTACT and told[-1].mood is Mood.BARE
    if met and _TALKED_IT_OVER.match(masked.text, first, end):
        told[-1].mood = Mood.DONE


def dates_the_last(masked: Masked, told: list[Event], frame: Frame, named: list[Named]) -> bool:
    """「聊了，昨天下午聊的」 says of the deed before when it was."""
    last, text = told[-1], masked.text
    words, first = text[frame.start : frame.end], max(text.rfind(mark, 0, frame.start) for mark in _MARKS) + 1
    ends = text.startswith("的", frame.end) or words.endswith("的") or _CLEFT.search(words) is not None
    carried = last.kind is Kind.WARMTH and frame.kind is Kind.HOME_VISIT and _CARRIED.search(words) is not None
    # 「各一床棉被，昨天送去了」 says of the gift that it was given as well.
    handed = last.mood in (Mood.BARE, Mood.DONE) and _HANDED.fullmatch(text, frame.start, frame.end) is not None
    # 「张三的谈心，前天在操场谈了」.
    bare = last.mood in (Mood.BARE, Mood.DONE) and _ENDS_BARE.fullmatch(text, last.end, first) is not None
    handed |= bare and _DONE_ONCE.fullmatch(text, first, min(frame.end + 1, len(text))) is not None
    other = last.kind is not frame.kind and not carried
    if other or set(named) - set(last.named) or last.days or not (ends or handed or carried):
        return False
    last.mood = Mood.DONE if handed else last.mood
    days = masked.days(first, frame.end)
    # 「…，东西都是昨天发的」.
    for one in told if _OF_ALL.search(text, first, frame.end) else [last]:
        one.days = one.days or (days if one.kind is last.kind else [])
    return True


def is_no_deed_of_ours(text: str, told: list[Event], frame: Frame, clause: int, mood: Mood) -> bool:
    """Whether words behind a deed that name no child of their own are of what others did, or of a thing."""
    lead = text[clause : frame.start]
    if _TOPIC.search(lead) or _explains(text, told[-1], frame):
        return True
    dated = "D" in lead or text.startswith("是D", frame.end)
    if mood is Mood.BARE and not says_again(lead) and not dated and told[-1].mood is not Mood.BARE:
        return True
    others = _THEY_DID.search(lead + text[frame.start])
    with_us = _PARENT_TO_US.search(text, clause, frame.end + 4) or _OF_THE_PARENT.search(text, clause)
    return others is not None and not with_us


def _explains(text: str, last: Event, frame: Frame) -> bool:
    """「他妈妈打来的，我把政策讲清楚了」: who is told something in a talk with a parent is no pupil."""
    words = text[frame.start : frame.end]
    to_parent = frame.kind is Kind.HELP and last.kind is Kind.CONTACT and last.mood in SPOKEN_OF
    return to_parent and _MADE_CLEAR.search(words) is not None and _LEARNED.search(words) is None


def goes_on_planning(told: list[Event], lead: str, words: str, behind: str) -> bool:
    """What is told right behind a plan, of the same child and day, is planned as well."""
    planned = bool(told) and told[-1].mood is Mood.PLAN and not _GOT_THROUGH.search(words + behind[:2])
    return planned and "D" not in lead and not _NOT_PLANNED.search(lead + behind[:1])


def _has_its_own_clause(text: str, visit: Event, given: Event) -> bool:
    if given.start > visit.start:
        return _ENDS_WITH_IT.match(text, visit.end) is not None
    return _MARK.search(text, given.end, visit.start) is not None


def without_ways(text: str, told: list[Event]) -> list[Event]:
    """Without the visits that are only the way to bring a gift: 「去张三家送了水果」.

    A 家访 is one all the same, and so is a visit in a clause of its own: 「去了张三家，带了水果」.
    """

    def is_a_way(event: Event) -> bool:
        only_went = event.kind is Kind.HOME_VISIT and not _CALLED_A_VISIT.search(text, event.start, event.end)
        return (
            only_went
            and not event.called
            and any(
                other.kind is Kind.WARMTH
                and other.mood in SPOKEN_OF
                and other.named == event.named
                and other.days == event.days
                and not _has_its_own_clause(text, event, other)
                for other in told
            )
        )

    return [event for event in told if not is_a_way(event)]
