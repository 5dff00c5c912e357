"""How a deed is meant in the light of its place in the sentence and of the deeds told before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from duty.kinds import Kind
from language.hear.dated import in_brackets
from language.hear.day import Day
from language.hear.event import Event
from language.hear.foreseen import is_tonight
from language.hear.frame_words import TIME_OF_DAY
from language.hear.frames import Frame
from language.hear.given import gift
from language.hear.goes_on import goes_on_planning, says_again
from language.hear.listed import TICKED
from language.hear.masked import COMING_DAY, DAY, Masked
from language.hear.mood import Mood, by_the_child, mood
from language.hear.mood_words import AFTER_ALL, DETAIL, OTHERS, OVER_NOW, US
from language.hear.plans import due
from language.hear.regex import regex
from language.hear.taught import lesson
from language.hear.whom import WHO_IT_WAS

# 「谈心 张三和李四打架的事」 may have been with one about both.
_THEIR_MATTER = regex(r"[^,.:\nN了过完]{1,6}的事")
# 「张三谈过 李四下午谈」.
_LATER_TODAY = regex(r"(?:[下中]午|晚上|课间|放学后?)[^,.:\n]{0,2}$")
_OVER = regex("[了过完]")
# 「他妈妈来送衣服」.
_BROUGHT_BY = regex(r"P[^,.:\n我给]{0,6}$")
# 「他奶奶今天过来给他送被子」, whatever the sender says next of it.
_CAME_WITH = regex(r"(?<![给跟和替帮])P[^,.:\n我给]{0,8}[来到][^,.:\n我]{0,8}$")
_NOBODY_NEW = regex(r"[ ]*(?:D|又|还|也|都)*(?:给|帮|替|为|送|去|到)")
_SAYS_FURTHER = regex(r"[ ]*(?:还|又|也|都|并|顺便|一共|当场|给[他她]|带)*")
# A day that may be still to come, where nothing says that the deed is over.
_OF_THE_MONTH = regex(r"(\d{1,2})[日号]")
_A_LITTLE = regex(r"(?P<verb>[谈聊说看坐问讲唠补])(?:一?(?P=verb)|一下)$")
_NEXT_DAY = regex("第[二2]天|次日|隔[天日](?!的|就|一)|转天|翌日")
_JUST_NOW = regex("刚才|刚刚|方才|这会儿")
_WE_GO = regex("我(?:再|就|正好|也)?(?:去|到|跟|和|找|给|上门|家访)")
_MORNING = regex("上午|早上|清晨|早读|一早")
_TIME_OF_DAY = regex("[上下中]午|早上|晚上|傍晚|放学|课间|夜")
# 「和他妈妈说好了周六去」: the day is the other deed's.
_AGREED = regex(r"[说谈约聊量][好定妥]")
_TOGETHER = regex(r"(?<![找和跟把叫给与约对了、])N(?:同学)?(?:跟|找|给|帮|陪|教)N|NP+(?:跟|和|找|给|帮|陪|教)N")
# 「张三跟李四都谈了」, 「张三跟李四一起喊到办公室谈的」.
_OF_BOTH = regex("[都各叫喊留]|一[起块道]|挨个|分别|单独")
# 「张三和李四谈了谈，矛盾自己解决了」.
_AMONG_THEM = regex(r"N[和跟]N[^,.:\nN我都各]{0,6}[谈聊说][^.\n我]{0,10}(?:自己解决|和好|互相|彼此|握手)")
# 「张三姑姑去他家了」.
_PARENT_WENT = regex(r"(?:^|[^和跟与陪同带])NP+[^,.:\nN我]{0,3}$")
_DAY_BEHIND = regex(
    r"(?:[了过完好的() /是在于均全✔T]|都|[两俩三仨四]个?(?=[都均全])|一[次下回并起]|放[在到]"
    r"|这个?事儿?(?=[呢嘛啊吧我D])|[嘛呢啊吧呀](?=[D我])|我(?=D))*D"
    r"(?=[T,.\n)( /、+]|$|的(?:事情?|了)?(?:$|[,.\n])"
    r"|[上下中晚]午?|刚|才|已|就|(?:一并|一起|全部?)?(?:做|办|弄|搞|结束|完成)|去|谈|聊"
    r"|[跑访弄搞补打送进]行?[了过]?的)"
    # 「张三 辅导汉语拼音 周一」, up to the end of the item.
    rf"|[^NDPO,.:\n没不说讲他她问约排定改推挪到等准]{{1,12}}D(?:{TIME_OF_DAY}|的| )*(?=$|[,.)\n])"
)
_A_WEEKDAY = regex("周|星期|礼拜")
# A clause of another child, or of another day, of which something was not done.
_ANOTHER = regex(
    r"[,.\n] ?(?:但是?|可是?|不过|而|就|只有?)?(?:(?P<who>N(?:[、和跟与 ]*N)*)(?![^,.:\n]{0,4}[说讲问告反])|(?P<on>D))"
    r"[^,.:\n?吗]*(?:[没未缺]|待定|不在|请假|改天|F)[^:?吗]*$"
)
_HAPPENED = frozenset({Mood.DONE, Mood.BARE})
_BEHIND_US = regex("[我了过刚]")
_AHEAD_OF_US = regex("[该要下轮接还剩需定想FO]|重点|负责|打算|准备|计划")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a deed stands in a masked text: its words, its clause, where its own part of the clause begins.

    `taken` is behind the names that belong to it.
    """

    frame: Frame
    clause: tuple[int, int]
    before: int
    taken: int

    def days_and_end(self, masked: Masked, last_said: list[Day]) -> tuple[list[Day], int]:
        """The days of the deed, `last_said` if none stands beside its words; and where they and their day end."""
        place = max(self.frame.end, self.taken)
        own = self._days_before(masked, place)
        if not own and (end := self._behind_its_day(masked.text, place)) > place:
            return masked.days(place, end), end
        # Or else any day of the clause.
        own = own or masked.days(self.clause[0], self.frame.end)
        return own or carried_over(masked.text, last_said, self), self.taken

    def _days_before(self, masked: Masked, place: int) -> list[Day]:
        """The days said beside the words of the deed, but for one that only stands behind them."""
        after = AFTER_ALL.search(masked.text, self.frame.end, self.clause[1])
        before = masked.days(self.before, self.frame.end)
        bracket = in_brackets(masked, place, self.clause[1])[0]
        if before and all(day.within for day in before):
            # 「周末家访张三（周六）」 says which day of those it was.
            before += bracket
        return (masked.days(*after.span()) if after else []) or before or bracket

    def _behind_its_day(self, text: str, place: int) -> int:
        """Where the day ends that stands right behind the words of the deed: 「张三谈心昨天、家访前天」."""
        agreed = _AGREED.match(text, self.frame.end - 1)
        behind = None if agreed else _DAY_BEHIND.match(text, place, self.clause[1])
        return behind.end() if behind else place

    def has_only_weekdays(self, masked: Masked) -> bool:
        """Whether the days in the clause, or the last before it, are but weekdays, which may be those to come."""
        start, end = self.clause
        places = [place for place in range(start, end) if masked.text[place] == DAY]
        places = places or [place for place in [masked.text.rfind(DAY, 0, start)] if place >= 0]
        return bool(places) and all(_A_WEEKDAY.match(masked.said(place, place + 1)) for place in places)


def carried_over(text: str, days: list[Day], spot: Spot) -> list[Day]:
    """The days of the clause before where they are meant of the next deed as well; 刚才 is never yesterday."""
    if _JUST_NOW.search(text, spot.before, spot.frame.start):
        return []
    return moved_on(text, days, spot.before, spot.frame.end)


def moved_on(text: str, days: list[Day], first: int, end: int) -> list[Day]:
    """「前天家访，第二天又打了电话」: the days of the clause before, or the day behind them where that is said."""
    if not _NEXT_DAY.search(text, first, end):
        return days
    exact = [day.on for day in days if day.on and not day.within]
    # Behind a day that nobody said it is none that can be known.
    return [Day(exact[-1] + timedelta(days=1) if exact else None, vague=not exact)]


def _which_morning(text: str, event: Event, spot: Spot, today: date) -> bool:
    """「昨天去张三家家访，上午给李四妈妈打了电话」: whether it was that of yesterday is not said."""
    if "D" in text[spot.before : spot.taken] or not any(day.is_past(today) for day in event.days):
        return False
    morning = _MORNING.search(text, spot.before, spot.frame.start)
    return morning is not None and not _TIME_OF_DAY.search(text, 0, spot.before)


def mood_in_context(masked: Masked, told: list[Event], event: Event, spot: Spot, *, today: date) -> Mood:
    """How a deed is meant, `told` being those before it."""
    text, frame, clause = masked.text, spot.frame, spot.clause
    # What follows the names behind a deed speaks of it as well: 「家访张三 没去成」.
    end = max(frame.end, spot.taken)
    how = _as_said(masked, event, spot, today)
    if frame.kind is Kind.HELP and how in (*_HAPPENED, Mood.DOUBT):
        how = lesson(text, frame.start, end, (spot.before, clause[1]), how)
    given = gift(text, frame.start, end, (spot.before, clause[1]), how) if frame.kind is Kind.WARMTH else None
    how = given or how
    if how in _HAPPENED and not _OVER.search(text, spot.before, clause[1]) and _is_due(masked, clause[1]):
        return Mood.PLAN
    if how in _HAPPENED and _may_be_ahead(masked, spot, today):
        return Mood.DOUBT
    if how not in _HAPPENED:
        return how
    if (same := _told_of_the_same(text, told, spot)) is not None:
        return same
    whole, lead = text[clause[0] : frame.start], text[spot.before : frame.start]
    coming = any(day.on is not None and day.on > today for day in event.days)
    planned = not event.explicit and goes_on_planning(told, lead, text[frame.start : end], text[end : clause[1]])
    if planned or (coming and (told or says_again(lead))):
        return Mood.PLAN
    went = frame.kind is Kind.HOME_VISIT and text[frame.start] in "去到回" and _PARENT_WENT.search(lead)
    brought = _CAME_WITH.search(whole) or (not given and _BROUGHT_BY.search(whole))
    if went or (frame.kind is Kind.WARMTH and brought):
        return Mood.OTHERS
    said = text[spot.before : frame.end]
    of_one = _TOGETHER.search(text, clause[0], frame.end) and "我" not in whole + said and not _OF_BOTH.search(said)
    together = of_one or _AMONG_THEM.search(text, clause[0]) is not None
    later = bool(
        how is Mood.BARE and told and _LATER_TODAY.search(lead) and _OVER.search(text, told[-1].start, told[-1].end + 2)
    )
    later |= _which_morning(text, event, spot, today)
    if how is Mood.BARE and not told and TICKED.search(text, spot.before, frame.start):
        return Mood.DONE
    if together or later or (len(event.named) > 1 and _THEIR_MATTER.match(text, end)):
        return Mood.DOUBT
    child_s = None if told or given else by_the_child(frame.kind, whole, text[frame.start : frame.end])
    return child_s or (Mood.DONE if how is Mood.BARE and _was_he(text, frame, clause) else how)


def _as_said(masked: Masked, event: Event, spot: Spot, today: date) -> Mood:
    read, end = _up_to_another(masked, event, spot.clause[1]), max(spot.frame.end, spot.taken)
    past, weekday = any(day.is_past(today) for day in event.days), spot.has_only_weekdays(masked)
    return mood(read, spot.frame.start, end, (spot.before, spot.clause[1]), past=past, weekday=weekday)


def _up_to_another(masked: Masked, event: Event, end: int) -> str:
    """The text as far as it may say of a deed whether it was done.

    「张三家访，李四待定」 puts off no visit to 张三, 「昨天家访，今天她没来」 denies none of yesterday.
    """
    text = masked.text
    found = _ANOTHER.match(text, end)
    if found is None:
        return text
    named, days = masked.named(*found.span("who")), masked.days(*found.span("on"))
    another = named and event.named and not set(named) & set(event.named)
    later = days and event.days and {day.on for day in days} != {day.on for day in event.days}
    return text[: end + 1] if another or (later and not named) else text


def _was_he(text: str, frame: Frame, clause: tuple[int, int]) -> bool:
    """「今天找我谈心的是张三」: that somebody was it says that it was done."""
    said = WHO_IT_WAS.match(text, frame.end, clause[1]) and _BEHIND_US.search(text, clause[0], frame.end)
    return said is not None and not _AHEAD_OF_US.search(text, *clause)


def _may_be_ahead(masked: Masked, spot: Spot, today: date) -> bool:
    """「今晚给他补英语」, 「我28号上门」, 「周三留他聊聊」: where nothing is told of it, it may be still to come."""
    text, frame = masked.text, spot.frame
    place = text.rfind(DAY, 0, max(frame.end, spot.taken))
    if place < 0 or OVER_NOW.search(text, place, spot.clause[1]) or DETAIL.search(text, spot.clause[1]):
        return False
    said = masked.said(place, place + 1)
    day = _OF_THE_MONTH.fullmatch(said)
    a_little = _A_WEEKDAY.match(said) and _A_LITTLE.search(text, frame.start, frame.end)
    # 「他爸爸周六回来，我去他家」
    elsewhere = _A_WEEKDAY.match(said) and place < spot.clause[0] and _WE_GO.match(text, spot.clause[0])
    tonight = said.startswith("今天晚上") or any(map(is_tonight, masked.days(place, place + 1)))
    return tonight or bool(a_little or elsewhere or (day and int(day[1]) > today.day))


def _is_due(masked: Masked, end: int) -> bool:
    """「张三的物理辅导，后天补上」, 「张三的家访，周六去」: whether the next clause only says when it will be."""
    place = due(masked.text, end)
    if place is None:
        return False
    return masked.text[place] == COMING_DAY or _A_WEEKDAY.match(masked.said(place, place + 1)) is not None


def _goes_on_with_others(text: str, last: Event, spot: Spot) -> bool:
    """「教育局来慰问，给张三发了礼包」, 「村支书去了张三家，还送了米」: who came is the one who gave."""
    if last.mood is not Mood.OTHERS or "," in text[last.end : spot.clause[0] - 1]:
        return False
    if not last.named:
        return _NOBODY_NEW.match(text, spot.clause[0]) is not None
    further = _SAYS_FURTHER.fullmatch(text, spot.clause[0], spot.frame.start)
    return further is not None and OTHERS.search(text, 0, last.end) is not None


def _told_of_the_same(text: str, told: list[Event], spot: Spot) -> Mood | None:
    """「村干部去了张三家慰问」, 「是谈心还是家访」: what follows in the clause is told or asked of the same."""
    last = told[-1] if told else None
    if last is None or last.mood not in (Mood.OTHERS, Mood.ASKED):
        return None
    if last.start < spot.clause[0] and not _goes_on_with_others(text, last, spot):
        return None
    return None if US.search(text, last.start, spot.frame.end) else last.mood
