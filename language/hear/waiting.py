"""Children who are named in clauses of their own, before it is told what was done with them."""

from dataclasses import dataclass, field

from language.hear.event import Event
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
    rf"[ ]*(?:(?:其|第)?[一二三四五六七八九十\d]+(?:个|位)?(?:是|、)?|还有|以及|和|加上|另外|分别是|包括)?{_NAMES}"
    rf"(?:同学|小朋友|姐妹|姊妹|兄弟|兄妹|姐弟|哥俩|姐俩|这?{_PEOPLE})?[ ]*"
)
_BEGINS = regex(rf"[ ]*(?:还有|以及|和|另外)?{_NAMES}(?![和跟与找])")
# 「两人都谈了」 is said of all who were named before.
_ALL_OF_THEM = regex(rf"(?:以上|这|[他她]们)?{_PEOPLE}|[^,.:\nN]{{0,3}}[都全各]")
_ONE_OF_TWO = regex(r"[^,.:\nN]{0,2}(?:(?P<first>前者|前一个|第一个)|后者|后一个|第二个)")
_ABSENT = regex("没|未|不在|不来|缺|请假|生病|病了|休学|回家")
# 「已谈心 张三，李四」.
_LISTED = regex(rf"[了过完: ]*(?:{_NAMES}[ ]*[,\n][ ]*)+")
_FEWEST = 2
_AS_MANY = {"俩": 2, "仨": 3}


def how_many(said: str) -> int:
    """The number in words for so many people."""
    return _AS_MANY.get(said) or number(said)


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
            if _BEGINS.match(text, *clause) and not _ABSENT.search(text, *clause):
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
        found = _ALL_OF_THEM.match(text, spot.before, spot.frame.end)
        told_of = [child for event in told if event.kind is spot.frame.kind for child in event.named]
        since = [one for one in dict.fromkeys(self.since) if one not in told_of]
        if not found or len(since) < _FEWEST:
            return []
        self.doubt |= found["many"] is not None and how_many(found["many"]) != len(since)
        return since

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
