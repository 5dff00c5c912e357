"""A free sentence read clause by clause: which deeds it tells of, for whom, on which day, and whether they happened."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from duty.kinds import Kind
from language.hear.day import Day
from language.hear.event import Event
from language.hear.frames import Frame, frames
from language.hear.goes_on import (
    dates_the_last,
    goes_on_planning,
    is_no_deed_of_ours,
    one_each,
    only_goes_on,
    says_again,
    without_ways,
)
from language.hear.masked import Masked
from language.hear.mood import Mood, by_the_child, mood, names_others
from language.hear.mood_words import AFTER_ALL
from language.hear.named import Named
from language.hear.whom import left_out, others_than, spoken_of, stranger, to_a_parent

# Clauses are also parted by the words with which speech, that has no marks, begins a new one.
_BORDER = re.compile(
    r"[,.:;?\n]|(?<=[^,.:;?\n])(?=而且|然后(?!呢)|接着(?!说)|另外|顺便|顺带|后来|随后|但是|不过|可是"
    r"|结果|完了(?:又|还))"
)
# Behind these words only what was said in the talk is told.
_TELLING = re.compile(
    r"(?:[他她NP]|孩子|同学)(?![^,.:\n]{0,3}[不没])[^,.:\n]{0,5}?(?:说(?!了?会|话)|讲(?!了|题)|反映"
    r"|表示|提到|告诉|透露|承认|觉得|认为|抱怨)"
)
_OURS = re.compile(
    "我(?:又|还|再|就|也|刚|已|今天|昨天|D|给|跟|和|找|去|陪|帮|把)|(?:又|还|再|另外"
    "|顺便)[^,.:\n]{0,3}(?:跟|和|找|给|去)"
)
_TELLS_OF = re.compile("(?:的是)?[到起及](?!了?(?:T|[一两二三四五六七八九十半几]))|的(?:主要)?是")
# A line of its own behind a note: 「张三谈心：…\n李四家访：…」.
_TELLS_ANEW = re.compile(
    r"[ \d、]*(?:已|D|[^,.:\nN]{0,3})N[^,.:\n]{0,8}(?:谈|聊|家访|送|慰问|辅导|帮扶|补|联系|打|走访"
    r"|上门)|[ \d、]*已?(?:谈心|家访|送温暖"
    r"|帮扶|辅导|联系)[^\n]{0,4}N"
)
_ONLY_A_DAY = re.compile(r"[^NPO,.:\n]{0,3}D[^NPO,.:\n]{0,6}")
_A_DAY_EACH = re.compile(r"(?:D[^NDPO,.:\n]{0,3}N[^NDPO,.:\n]{0,2})|(?:N[^NDPO,.:\n]{0,3}D[^NDPO,.:\n]{0,3})")
_ALL_OF_THEM = re.compile(r"(?:都|均|全|一并|一起|各)[^NPO,.:\n]{0,6}|时间|日期|是D|D[^,.:\n]{0,4}的$")
_NO = re.compile("[不没]")
_NOTHING_BUT_A_DAY = re.compile(r"[ (/]*D[ )]*")
_DAY_BEHIND = re.compile(
    r"(?:[了过完好的( /是]|一[次下回])*D(?=[,.\n)( /]|$|[上下中晚]午?|刚|才|已|就|做|办|结束|完成|去|谈|聊)"
)
_LIST = re.compile(r"[^,.:\nN]{0,6}N(?:[、/&+和跟与 ]*N)*[^,.:\nN]{0,6}")
_COUNTED = re.compile(r"[ 其第]*[一二三四五六\d](?:个)?(?:是|、)?N[^,.:\nN]{0,2}")
_GOES_ON = re.compile(r"(?:\d{1,2}|[和跟与还有以及 ])*N(?:[、/&+和跟与 ]*N)*[ ]*(?:同学)?")
_TOGETHER = re.compile(r"N(?:同学)?(?:跟|找|给|帮|陪|教)N")
_DID = {
    Kind.TALK: "谈聊说碰见找",
    Kind.HOME_VISIT: "去访见跑走",
    Kind.WARMTH: "送给发拿交",
    Kind.HELP: "补讲教辅",
    Kind.CONTACT: "打通接联回聊说",
}
_DID_IT = {
    kind: re.compile(
        rf"(?:D|今天|昨天|后来|终于|总算|又|再|刚|已经?|提前|就|才|^"
        rf"|(?<=[,.]))[^,.:\n没不未要想会准NPO说]{{0,8}}[{verbs}做办兑](?:现|系"
        rf"|导)?(?:成|完|上|通|到|着)?(?:了|过|的(?=$|[,.\n]))"
    )
    for kind, verbs in _DID.items()
}
_HAPPENED = frozenset({Mood.DONE, Mood.BARE})


@dataclass(slots=True)
class _Reader:
    """Reads clauses from left to right.

    `subject` are the children last spoken of, `days` the day last said, `each` pairs of both that wait for a deed.
    While `telling` only what was said in a talk is told; `noted`: behind a colon, to the end of the note.
    """

    masked: Masked
    today: date
    events: list[Event] = field(default_factory=list)
    subject: list[Named] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    each: list[tuple[list[Named], list[Day]]] = field(default_factory=list)
    taken: int = 0
    counting: bool = False
    telling: bool = False
    noted: bool = False
    behind_colon: bool = False
    listing: bool = False
    stranger: str = ""

    def clause(self, first: int, end: int) -> None:
        """One clause between two marks."""
        text = self.masked.text
        if self.telling and not self.noted and _OURS.search(text, first, end):
            self.telling = False
        told = _TELLING.search(text, first, end)
        limit = first if self.telling else told.start() if told and self.events else end
        found = one_each(text, [self._as_one_word(one) for one in frames(text, first, end) if one.start < limit])
        of_a_deed = self._deeds(found, first, end) or self._the_others(first, limit) or self._in_the_end(first, limit)
        if not of_a_deed:
            self._context(first, limit)
        self.telling |= bool(told and self.events)

    def mark(self, mark: str, place: int, *, blank: bool) -> None:
        """The mark behind a clause, which ends at `place`; `blank`: the clause was empty."""
        anew = mark == "\n" and (not self.noted or _TELLS_ANEW.match(self.masked.text, place + 1) is not None)
        if mark == "." or anew:
            self.telling = self.noted = False
            self.listing &= mark == "\n"
            self.days = []
        elif mark == ":" and self.events and self.events[-1].explicit:
            self.telling = self.noted = True
        self.behind_colon = mark == ":" or (blank and self.behind_colon)

    def _deeds(self, found: list[Frame], first: int, end: int) -> bool:
        self.taken, made, before = first, False, len(self.events)
        for frame in found:
            if self.telling and frame.start > self.taken:
                break
            made |= self._deed(frame, (first, end), max(self.taken, first))
            self.telling |= _TELLS_OF.match(self.masked.text, frame.end) is not None
        for event in self.events[before:]:
            # 「已谈心已家访 张三」: who is named behind the last deed is meant by all.
            event.named = event.named or self.events[-1].named
            event.explicit |= bool(event.named) and self.events[-1].explicit
        return made

    def _the_others(self, first: int, end: int) -> bool:
        """「只剩李四没谈，其余做完了」: the deed is that of the clause before."""
        but = others_than(self.masked, first, end) if self.events else None
        if but is not None:
            self.events.append(Event(self.events[-1].kind, Mood.DONE, [], self.days, first, end, True, but))
        return but is not None

    def _in_the_end(self, first: int, end: int) -> bool:
        """「昨天没去成，今天去成了」: what came to nothing before was done after all."""
        last, text = (self.events[-1] if self.events else None), self.masked.text
        if last is None or last.mood not in (Mood.NOT, Mood.PLAN) or names_others(text[first:end]):
            return False
        if not _DID_IT[last.kind].search(text, first, end):
            return False
        named, days = self.masked.named(first, end) or last.named, self.masked.days(first, end)
        self.events.append(Event(last.kind, Mood.DONE, named, days, first, end, bool(named)))
        return True

    def _as_one_word(self, frame: Frame) -> Frame:
        """入户家访 is one word for one deed, of whatever words it is made."""
        token = self.masked.line.tokens[self.masked.at[frame.start]]
        if isinstance(token.means, Kind) and self.masked.at[frame.end - 1] == self.masked.at[frame.start]:
            place = self.masked.at.index(self.masked.at[frame.start])
            return Frame(token.means, place, place + token.end - token.start)
        return frame

    def _context(self, first: int, end: int) -> None:
        """A clause without a deed may say of whom or of which day the others speak."""
        text = self.masked.text
        named, days = self.masked.named(first, end), self.masked.days(first, end)
        self._list(named, first, end)
        if days and self.events:
            self._date(named, days, first, end)
        if _A_DAY_EACH.fullmatch(text, first, end):
            self.each.append((named, days))
        elif named or not days:
            self.each = []
        if named:
            # 「一是张三，二是李四，两人都谈了」.
            counted = _COUNTED.fullmatch(text, first, end) is not None
            self.subject = [*self.subject, *named] if counted and self.counting else named
            self.counting = counted
        if _ONLY_A_DAY.fullmatch(text, first, end):
            self.days = days

    def _list(self, named: list[Named], first: int, end: int) -> None:
        """「已谈心：张三、李四」 and a line for each: names that stand alone belong to the deed before them."""
        if not self.events:
            return
        last, text = self.events[-1], self.masked.text
        listed = bool(named) and _LIST.fullmatch(text, first, end) is not None
        if listed and not last.explicit and (self.behind_colon or not last.named):
            self.listing = True
            for event in self.events:
                if not event.named or event is last:
                    event.named, event.explicit = named, True
        elif self.listing and _GOES_ON.fullmatch(text, first, end):
            last.named = [*last.named, *named]
        elif not listed:
            self.listing = False

    def _date(self, named: list[Named], days: list[Day], first: int, end: int) -> None:
        """「张三谈心，昨天」 dates one deed, 「…，都是昨天」 all that have no day yet."""
        text, last = self.masked.text, self.events[-1]
        if not last.days and _NOTHING_BUT_A_DAY.fullmatch(text, first, end):
            last.days = days
        elif not named and _ALL_OF_THEM.search(text, first, end) and not _NO.search(text, first, end):
            for event in self.events:
                event.days = event.days or days

    def _deed(self, frame: Frame, clause: tuple[int, int], before: int) -> bool:
        """The deed that a frame tells of is kept; false where it is none, or only tells more of another."""
        masked, text = self.masked, self.masked.text
        if frame.kind is Kind.TALK and to_a_parent(masked, frame, clause):
            frame = replace(frame, kind=Kind.CONTACT)
        named, self.taken = spoken_of(masked, frame, clause, before)
        but = left_out(masked, frame, clause, before)
        named = [] if but is not None else named
        explicit = bool(named) or but is not None
        self.stranger = (not named and stranger(masked, clause)) or self.stranger
        if not named and stranger(masked, clause):
            return False
        if not named and "Y" in text[before : frame.end + 4]:
            self.events.append(Event(frame.kind, Mood.OTHERS, [], [], frame.start, frame.end, True))
            return True
        named = named or ([] if explicit else masked.named(clause[0], frame.end) or list(self.subject))
        if but is None and self._tells_more(frame, named, text[before : frame.start]):
            return False
        event = Event(frame.kind, Mood.BARE, named, [], frame.start, frame.end, explicit, but)
        event.days = _days_of(self, frame, clause, before)
        event.mood = _mood_of(self, frame, clause, before, event)
        if not explicit and self.events and is_no_deed_of_ours(text, self.events, frame, clause[0], event.mood):
            return False
        self._keep(event, text[before : frame.start])
        return True

    def _keep(self, event: Event, lead: str) -> None:
        if not event.explicit and self.each and _ALL_OF_THEM.search(lead):
            self.events += [replace(event, named=who, days=on, explicit=True) for who, on in self.each]
            self.each = []
            return
        self.events.append(event)
        self.subject = event.named or self.subject
        self.days = event.days

    def _tells_more(self, frame: Frame, named: list[Named], lead: str) -> bool:
        if self.events and "D" in lead:
            return dates_the_last(self.masked, self.events, frame, named)
        return only_goes_on(self.masked, self.events, frame, named, lead)


def _days_of(reader: _Reader, frame: Frame, clause: tuple[int, int], before: int) -> list[Day]:
    """The days said beside the words of a deed, else the day that was said last."""
    masked = reader.masked
    after = AFTER_ALL.search(masked.text, frame.end, clause[1])
    behind = _DAY_BEHIND.match(masked.text, frame.end, clause[1])
    return (
        (masked.days(after.start(), after.end()) if after else [])
        or masked.days(before, frame.end)
        or (masked.days(frame.end, behind.end()) if behind else [])
        or masked.days(clause[0], frame.end)
        or reader.days
    )


def _mood_of(reader: _Reader, frame: Frame, clause: tuple[int, int], before: int, event: Event) -> Mood:
    """How a deed is meant, in the light of those before it."""
    text = reader.masked.text
    past = any(day.is_past(reader.today) for day in event.days)
    # What follows the names behind a deed speaks of it as well: 「家访张三 没去成」.
    how = mood(text, frame.start, max(frame.end, reader.taken), (before, clause[1]), past=past)
    if how not in _HAPPENED:
        return how
    whole, lead = text[clause[0] : frame.start], text[before : frame.start]
    coming = any(day.on is not None and day.on > reader.today for day in event.days)
    if coming and (reader.events or says_again(lead)):
        return Mood.PLAN
    if not event.explicit and goes_on_planning(reader.events, lead):
        return Mood.PLAN
    if _TOGETHER.search(text, clause[0], frame.end) and "我" not in whole:
        return Mood.DOUBT
    child_s = None if reader.events else by_the_child(frame.kind, whole, text[frame.start : frame.end])
    return child_s or how


def events(masked: Masked, today: date) -> tuple[list[Event], str]:
    """The deeds of a message in their order, and a name that fits nobody where only that was said."""
    reader = _Reader(masked, today)
    text, here = masked.text, 0
    for border in [*_BORDER.finditer(text), None]:
        end = border.start() if border else len(text)
        blank = not text[here:end].strip()
        if not blank:
            reader.clause(here, end)
        reader.mark(border[0] if border else "", end, blank=blank)
        here = border.end() if border else end
    return without_ways(text, reader.events), reader.stranger
