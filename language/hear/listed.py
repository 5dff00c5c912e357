"""Deeds told as items of a list: several words for them in a row, under headings, or with a day for each child."""

from dataclasses import replace
from itertools import pairwise

from duty.kinds import Kind
from language.hear.dated import dated_together, day_at_the_end
from language.hear.day import Day
from language.hear.event import Event
from language.hear.frame_words import TIME_OF_DAY
from language.hear.frames import Frame
from language.hear.masked import Masked
from language.hear.mood import Mood
from language.hear.named import Named
from language.hear.parts import Gap, Part
from language.hear.regex import regex

Pair = tuple[list[Named], list[Day]]

_SMALL = frozenset({Part.NAME, Part.DAY, Part.DONE, Part.AFFIX, Part.JOIN})
_NAMES = r"N(?:[、/&+和跟与 ]*N)*"
_DAY_FIRST = rf"(?:是?D[^NDPO,.:\n没不]{{0,3}}{_NAMES}[^NDPO,.:\n没不谈访]{{0,2}})"
_CHILD_FIRST = (
    rf"(?:{_NAMES}(?:同学|家|的|是|呢)*[^NDPO,.:\n没不谈访]{{0,2}}D"
    r"(?:[上下中]午|早上|晚上|的)?[^NDPO,.:\n没不谈访]{0,2})"
)
_PAIR = {"D": regex(_DAY_FIRST), "N": regex(_CHILD_FIRST)}
_CHAIN = {"D": regex(f"{_DAY_FIRST}+"), "N": regex(f"{_CHILD_FIRST}+")}
_FEWEST = 2
# What a child would not bring to school as a present.
_GOODS = regex(
    r"送[^,.:\nN我咱他她]{0,8}?(?:书包|文具|手套|围巾|帽子?|棉|羽绒服|衣|外套|校服|裤|鞋|袜|被|毯|床单|台灯|字典|词典|书"
    r"|[暖热]水袋|暖手宝|雨伞|雨衣|米|油|面粉|奶粉|助学金|补助|慰问金)"
)
_AGAINST = frozenset({Mood.NOT, Mood.PLAN, Mood.ASKED})
_EACH_DAY = regex(rf"D{TIME_OF_DAY}?(?:[、/&+和跟与及 ]*D{TIME_OF_DAY}?)+[^NDPO,.:\n没不]{{0,4}}(?:各|分别|[都均])")
_IS = regex(r"[ ]*(?:都|也|则|就|均|全|那)*是[ ]*")
# 「联系家长：张三（妈妈）、李四（爸爸）」.
_WITH_WHOM = regex(r"[ ]*N\(P+\)(?:[、,和跟与 ]*N\(P+\))+[ ]*")
_FIRST_OF_ALL = regex(r"(?:^|[.\n])[ D已:]*$")
_HEADED = regex(rf"(?:^|[,.\n])[ ]*{_NAMES}[ ]*(?:同学)?:[ ]*$")
_BEFORE_A_HEADING = regex(rf"(?:D|{TIME_OF_DAY}|已经?|还有?|又|另外?|[ ()、\d*·•-])*")
_BEHIND_A_HEADING = regex("(?:过|了|完|的|对象|名单|学生|记录| )*")
_THEN_A_NAME = regex(":[ ]*N")
_BETWEEN = regex(r"[、/&+加和与及并 ]|以及")
# Which of them it was is not said by it.
_DID = "(?:我|都|是)*(?:家访|谈|聊|补|去|打|送|讲|辅导|访|联系)[^,.:\nND()没不]{0,6}"
_ONE_AND_ONE = regex(rf"[ ]*一个{_DID}?,?另?一个{_DID}?(?=[(:,.]|$)[(:,.]?")
_NEXT_ITEM = regex(r"[、/&+加和与及并 ,]|以及")

_LIST = regex(r"[^,.:\nN]{0,6}N(?:[、/&+和跟与 ]*N)*[^,.:\nN]{0,6}")
_ABSENT = regex(r"[ (]*(?:缺|没|未|不(?!错)|请|病|无|否|取消|[❌✖✗✘×])")
TICKED = regex("[✅✓√☑✔]")
_NAME_FIRST = regex(r"[^,.:\nN]{0,3}N")
_GOES_ON = regex(r"(?:\d{1,2}|[和跟与还有以及 ])*N(?:[、/&+和跟与 ]*N)*[ ]*(?:同学)?(?:到(?:了|场)?|来了|[√✓])?")


def pairs(masked: Masked, first: int, end: int) -> list[Pair]:
    """The children with a day each of which a stretch of text is made: 「周一张三、周二李四」; [] where it is not."""
    text = masked.text
    lead = next((place for place in range(first, end) if text[place] in "ND"), end)
    if lead == end or lead - first > _FEWEST or not _CHAIN[text[lead]].fullmatch(text, lead, end):
        return []
    found = [one.span() for one in _PAIR[text[lead]].finditer(text, lead, end)]
    return [(masked.named(*span), masked.days(*span)) for span in found]


def each_day(masked: Masked, event: Event, first: int) -> list[Pair]:
    """「11月3日和11月10日各谈一次」: the days on each of which a deed was done, if there are more than one."""
    found = _EACH_DAY.search(masked.text, first, event.start)
    return [(event.named, [day]) for day in masked.days(*found.span())] if found and event.named else []


def several_pairs(masked: Masked, frame: Frame, clause: tuple[int, int], before: int) -> list[Pair]:
    """The pairs that stand before the words of a deed or behind them in its clause, if there are more than one."""
    for place in ((before, frame.start), (frame.end, clause[1])):
        found = pairs(masked, *_without_edges(masked.text, *place))
        if len(found) >= _FEWEST:
            return found
    return []


def _without_edges(text: str, first: int, end: int) -> tuple[int, int]:
    """The stretch from its first to its last child or day."""
    places = [place for place in range(first, end) if text[place] in "ND"]
    return (places[0], places[-1] + 1) if places else (end, end)


def items(masked: Masked, first: int, end: int) -> list[Frame]:
    """The deeds of a clause that is nothing but words for them, for whom, when, and that they are done."""
    tokens, at = masked.line.tokens, masked.at
    found: list[Frame] = []
    if first >= end:
        return found
    for index in range(at[first], at[end - 1] + 1):
        token = tokens[index]
        if token.part is Part.DEED and isinstance(token.means, Kind):
            start = at.index(index)
            found.append(Frame(token.means, start, start + token.end - token.start))
        elif token.part is Part.PARENT and found and found[-1].kind is Kind.CONTACT:
            # 「电话 张三爸爸」.
            found[-1] = replace(found[-1], end=at.index(index) + at.count(index))
        elif (
            masked.line.parts[index] not in _SMALL
            and token.means is not Gap.SPACE
            and not TICKED.match(masked.line.said(index))
        ):
            return []
    return found


def is_heading(text: str, frame: Frame, clause: tuple[int, int]) -> bool:
    """「谈心：张三、李四」, 「今天谈心：张三」."""
    if not text.startswith(":", clause[1]):
        return False
    if text[clause[0] : clause[1]].strip() == text[frame.start : frame.end]:
        return True
    of_whom = _THEN_A_NAME.match(text, clause[1]) and _BEHIND_A_HEADING.fullmatch(text, frame.end, clause[1])
    return of_whom is not None and _BEFORE_A_HEADING.fullmatch(text, clause[0], frame.start) is not None


def is_called(lead: str) -> bool:
    """Whether a word for a deed says what was told of before: 「早上张三，中午李四，都是谈心」."""
    return _IS.fullmatch(lead) is not None


def as_one_word(masked: Masked, frame: Frame) -> Frame:
    """入户家访 is one word for one deed, of whatever words it is made."""
    token = masked.line.tokens[masked.at[frame.start]]
    if isinstance(token.means, Kind) and masked.at[frame.end - 1] == masked.at[frame.start]:
        place = masked.at.index(masked.at[frame.start])
        return Frame(token.means, place, place + token.end - token.start)
    return frame


def is_headed(text: str, place: int) -> bool:
    """Whether nothing but names and a colon stand in front of a place: 「王五：家访」."""
    return _HEADED.search(text, 0, place) is not None


def is_joined(text: str, last: Event, start: int) -> bool:
    """「谈心加辅导」: nothing but a word for and stands between a deed and the next one, which begins at `start`."""
    return _BETWEEN.fullmatch(text, last.end, start) is not None


def share(masked: Masked, told: list[Event], first: int, end: int) -> None:
    """The deeds of one clause, which ends at `end`, from `first` on, may have their children or their day in common."""
    text = masked.text
    for one, event in pairwise(told[first:]):
        # 「张三谈心加辅导」.
        event.explicit |= one.explicit and is_joined(text, one, event.start)
        if not one.days and is_joined(text, one, event.start) and "D" in text[event.end : end]:
            # 「张三谈心、家访昨天完成」.
            one.days = event.days
    for event in told[first:]:
        # 「已谈心已家访 张三」: who is named behind the last deed is meant by all.
        event.named = event.named or told[-1].named
        event.explicit |= bool(event.named) and told[-1].explicit
    if told[first:]:
        dated_together(masked, told, end)


def announced(text: str, place: int) -> int:
    """Where it ends what is told of each by name right after: 「一个谈了一个补了课（张三谈，李四补）」."""
    found = _ONE_AND_ONE.match(text, place)
    return found.end() if found and "N" in text[found.end() :] else place


def alike(text: str, told: list[Event]) -> None:
    """What is said of one of several bare deeds in a row is said of all: 「要谈心、家访」, 「谈心、家访都没做」."""
    for one, other in [*pairwise(told), *((b, a) for a, b in reversed(list(pairwise(told))))]:
        first, last = sorted((one, other), key=lambda event: event.start)
        if other.mood is Mood.BARE and one.mood in _AGAINST and _NEXT_ITEM.fullmatch(text, first.end, last.start):
            other.mood = one.mood


def handed_out(text: str, told: list[Event]) -> None:
    """「张三送了台灯，李四谈心」: what is said to have been given by a child in a list of deeds, was given to it."""
    gifts = [event for event in told if event.kind is Kind.WARMTH and event.mood in (Mood.DOUBT, Mood.DONE)]
    others = [event for event in told if event.kind is not Kind.WARMTH and event.mood in (Mood.BARE, Mood.DONE)]
    if len({tuple(event.named) for event in gifts}) < _FEWEST and not others:
        return
    for event in gifts:
        if event.named and _GOODS.match(text, event.start):
            event.mood = Mood.DONE


def list_children(
    masked: Masked, told: list[Event], clause: tuple[int, int], *, behind_colon: bool, listing: bool
) -> bool:
    """「已谈心：张三、李四」 and a line for each: names that stand alone belong to the deed before them.

    `listing`: a list had begun; the answer is whether it goes on.
    """
    if not told:
        return listing
    last, text, named = told[-1], masked.text, masked.named(*clause)
    each = pairs(masked, *clause) if behind_colon and not last.explicit else []
    listed = bool(named) and _LIST.fullmatch(text, *clause) is not None
    if len(each) > 1:
        told[-1:] = [replace(last, named=who, days=on, explicit=True) for who, on in each]
    elif listed and not last.explicit and (behind_colon or not last.named):
        here = _present(masked, *clause)
        last.days = last.days or day_at_the_end(masked, *clause)
        for event in told:
            if not event.named or event is last:
                event.named, event.explicit = here or named, True
                event.mood = event.mood if here else Mood.NOT
        return True
    elif named and behind_colon and not last.explicit and _NAME_FIRST.match(text, *clause):
        last.named, last.explicit = _present(masked, *clause), True
        last.days = last.days or day_at_the_end(masked, *clause)
        with_whom = _WITH_WHOM.fullmatch(text, *clause) if _FIRST_OF_ALL.search(text, 0, last.start) else None
        last.apart = with_whom is not None
        done = last.apart or TICKED.search(text, *clause)
        last.mood = Mood.DONE if last.mood is Mood.BARE and done else last.mood
    elif listing and _GOES_ON.fullmatch(text, *clause):
        last.named = [*last.named, *named]
    else:
        return listing and listed
    return listing


def _present(masked: Masked, first: int, end: int) -> list[Named]:
    """Of a list those who are not said to have been absent."""
    here = (place for place in range(first, end) if masked.text[place] == "N")
    return [
        one for place in here if not _ABSENT.match(masked.text, place + 1) for one in masked.named(place, place + 1)
    ]
