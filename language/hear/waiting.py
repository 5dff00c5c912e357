"""Children who are named in clauses of their own, before it is told what was done with them."""

from dataclasses import dataclass, field

from language.hear.event import Event
from language.hear.frame_words import TIME_OF_DAY
from language.hear.masked import Masked
from language.hear.meant import Spot
from language.hear.mood import Mood
from language.hear.named import Named
from language.hear.numerals import number
from language.hear.regex import regex

_NAMES = r"N(?:(?:[、/&+和跟与同 ]|还有|以及)*N)*"
_NUMBER = r"[两二三四五六七八九十俩仨]|\d{1,2}"
_PEOPLE = rf"(?P<many>{_NUMBER})(?:个|位|名|户)?(?:人|孩子|同学|学生|小朋友|娃娃?|伢|家)?"
# 「一是张三，二是李四」, 「还有王五」, 「王五赵六两个」, and a name that stands alone.
_ALONE = regex(
    rf"[ ]*(?:{TIME_OF_DAY}[是呢]?|"
    r"(?:其|第)?[一二三四五六七八九十\d]+(?:个|位)?(?:是|、)?|还有|以及|和|加上|另外|分别是|包括)?"
    rf"{_NAMES}"
    rf"(?:同学|小朋友|姐妹|姊妹|兄弟|兄妹|姐弟|哥俩|姐俩|这?{_PEOPLE})?[ ]*"
)
_BEGINS = regex(rf"[ ]*(?:还有|以及|和|另外)?{_NAMES}(?![和跟与找])")
# 「两人都谈了」 is said of all who were named before.
_ALL_OF_THEM = regex(
    rf"(?:以上|这|[他她]们)?{_PEOPLE}|[^,.:\nN]{{0,3}}[都全各]|[^,.:\nNPO没不]{{0,3}}[每一](?:人|个(?:人|孩子|娃))"
)
# 「把李四也叫来」, and who was there while the sender spoke with another.
_CALLED_IN = regex(
    r"[^,.:\nNPO没不]{0,5}(?:把|叫|喊|拉|请|找)(?:了|上|来)?N(?:也|都|给|一[起块道])*(?:叫|喊|拉|找|请|带)?了?"
    r"(?:过来|进来|出来|来|到)[^,.:\nNPO没不吗]{0,6}"
)
_WAS_THERE = regex(
    r"[^NDP,.:\n没不]{0,6}(?:时候?|着|完|正好|刚好),?(?P<who>N)(?:刚好|正好|也|就|都)+在[^NDPO:\n没不]{0,4},[^NDPO,.:\n没不]{0,2}$"
)
_TOGETHER = regex(
    r"(?:[就也都便一]|索性|干脆|顺便|正好|我|跟|和)*(?:一[起块道]|[两俩]个?|[他她]们|都)[^,.:\nN没不]{0,3}"
)
_ONE_OF_TWO = regex(r"[^,.:\nN]{0,2}(?:(?P<first>前者|前一个|第一个)|后者|后一个|第二个)")
# 「前两个昨天谈的」.
_SOME_OF_THEM = regex(rf"[^,.:\nN]{{0,2}}(?P<end>[前头]|最?后)(?:面|头)?(?P<many>{_NUMBER}|一)个?(?:人|位|家)?")
_ABSENT = regex("没|未|不在|不来|缺|请假|生病|病了|休学|回家")
# 「已谈心 张三，李四」.
_LISTED = regex(rf"[了过完: ]*(?:{_NAMES}[ ]*[,\n][ ]*)+")
_FEWEST = 2
_DONE = frozenset({Mood.DONE, Mood.BARE})
_AS_MANY = {"俩": 2, "仨": 3}


def how_many(said: str) -> int:
    """The number in words for so many people."""
    return _AS_MANY.get(said) or number(said)


def with_those_there(masked: Masked, last: Event, spot: Spot) -> None:
    """A deed is that of who was there as well: 「跟张三谈的时候李四也在，一起聊了」."""
    text = masked.text
    there = _WAS_THERE.match(text, last.end, spot.frame.start)
    if there and _TOGETHER.match(text, spot.clause[0], spot.frame.end):
        last.named = list(dict.fromkeys((*last.named, *masked.named(*there.span("who")))))
        last.apart = True


@dataclass(slots=True)
class Waiting:
    """`named` stand in the clauses of names alone that come next before a deed, `alone` in any such clause.

    `since` are those of whom the clauses since the last deed begin to speak, `headed` those before a colon. `doubt`:
    more or fewer were counted than were named.
    """

    named: list[Named] = field(default_factory=list)
    alone: list[Named] = field(default_factory=list)
    since: list[Named] = field(default_factory=list)
    headed: list[Named] = field(default_factory=list)
    doubt: bool = False

    def hear_of(self, masked: Masked, named: list[Named], clause: tuple[int, int], told: list[Event]) -> list[Named]:
        """Of whom the next clause speaks, behind one without a deed that names children."""
        text = masked.text
        self.headed = named if text.startswith(":", clause[1]) else self.headed
        if not _ALONE.fullmatch(text, *clause):
            self.named = []
            begins = _BEGINS.match(text, *clause) and not _ABSENT.search(text, *clause)
            if begins or _CALLED_IN.fullmatch(text, *clause):
                self.since += named[:1]
            return named
        self.alone += [] if self.headed is named else named
        self.since += named
        if told and _LISTED.fullmatch(text, told[-1].end, clause[0]):
            told[-1].named = [*told[-1].named, *named]
        if told and set(named) <= set(told[-1].named):
            return named
        self.named += named
        return list(self.named)

    def joined(self, text: str, named: list[Named], spot: Spot, told: list[Event]) -> list[Named]:
        """Those beside the words of a deed, with those who wait for one: 「张三，李四，王五谈了」."""
        if not named:
            return self._all_of_them(text, spot, told)
        if spot.before == spot.clause[0] and _BEGINS.match(text, *spot.clause):
            return list(dict.fromkeys((*self.named, *named)))
        return named

    def _all_of_them(self, text: str, spot: Spot, told: list[Event]) -> list[Named]:
        one = _ONE_OF_TWO.match(text, spot.before, spot.frame.end)
        if one and len(self.alone) == _FEWEST:
            return self.alone[:1] if one["first"] else self.alone[1:]
        some = _SOME_OF_THEM.match(text, spot.before, spot.frame.end)
        if some and (many := how_many(some["many"])) < len(self.alone):
            return self.alone[:many] if some["end"] in "前头" else self.alone[-many:]
        found = _ALL_OF_THEM.match(text, spot.before, spot.frame.end)
        told_of = [child for event in told if event.kind is spot.frame.kind for child in event.named]
        since = [one for one in dict.fromkeys(self.since) if one not in told_of]
        if found and not told_of and len(since) < _FEWEST:
            # 「张三谈了，李四家访了，又一人送了一个杯子」.
            since = list(dict.fromkeys(child for event in told if event.mood in _DONE for child in event.named))
        if not found or len(since) < _FEWEST:
            return []
        self.doubt |= found["many"] is not None and how_many(found["many"]) != len(since)
        return since

    def is_turn_of(self, named: list[Named], lead: str) -> bool:
        """Whether it is told of those whom the clauses before began to speak of as well: 「又把李四叫来，也谈了」."""
        return "也" in lead and bool(named) and set(named) <= set(self.since)

    def is_over(self) -> None:
        """Behind a deed nobody waits any more."""
        self.named, self.since = [], []

    def doubt_if_lost(self, told: list[Event]) -> None:
        """Of a child who stands alone and of whom nothing is told it is asked, and not passed over."""
        found = {child for event in told for one in event.named for child in one.ids}
        lost = any(not found & set(one.ids) for one in self.alone) and all(event.but is None for event in told)
        if lost or self.doubt:
            for event in told:
                event.mood = Mood.DOUBT if event.mood in (Mood.DONE, Mood.BARE) else event.mood
