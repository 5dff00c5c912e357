"""A free sentence read clause by clause: which deeds it tells of, for whom, on which day, and whether they happened."""

from dataclasses import dataclass, field, replace
from datetime import date

from language.hear.afterthought import OF_THOSE_BEFORE, in_the_end
from language.hear.borders import borders
from language.hear.dated import (
    ALL_OF_THEM,
    date_those_before,
    dates_what_follows,
    field_of_day,
    in_brackets,
    is_a_heading,
)
from language.hear.day import Day
from language.hear.event import Event
from language.hear.frames import Frame, frames
from language.hear.goes_on import (
    as_tried_before,
    dates_the_last,
    is_no_deed_of_ours,
    looks_back,
    one_each,
    only_goes_on,
    talked_it_over,
    without_ways,
)
from language.hear.listed import (
    Pair,
    alike,
    announced,
    as_one_word,
    each_day,
    handed_out,
    is_called,
    is_headed,
    is_heading,
    items,
    list_children,
    pairs,
    several_pairs,
    share,
)
from language.hear.masked import Masked
from language.hear.meant import Spot, mood_in_context, moved_on
from language.hear.mood import Mood
from language.hear.named import Named
from language.hear.regex import regex
from language.hear.waiting import Waiting, with_those_there
from language.hear.whom import by_company, left_out, others_than, spoken_of, stranger, stranger_at_home, without_denied

# Behind these words only what was said in the talk is told.
_TELLING = regex(
    r"(?<![给跟和与对找同为帮])(?:[他她NP]|孩子|同学)(?![^,.:\n]{0,3}[不没])[^,.:\n谈聊]{0,5}?(?:说(?!了?会|话)|讲(?!了|题)|反映"
    r"|表示|提到|告诉|透露|承认|觉得|认为|抱怨|回复|答复|原话)"
)
_OURS = regex(
    "我(?:又|还|再|就|也|刚|已|今天|昨天|D|给|跟|和|找|去|陪|帮|把)|(?:又|还|再|另外"
    "|顺便)[^,.:\n]{0,3}(?:跟|和|找|给|去)|(?:^|(?<=[,.:\n]))D(?:又|再|还|也|就)?(?:谈|聊|家访|补|讲)(?:[了过]|的是)|(?:^|(?<=[,.:\n]))[^,.:\nNP他她]{0,2}又(?:谈|聊|打电话|送|补|讲|家访)"
)
_TELLS_OF = regex("(?:的是)?[到起及](?!了?(?:T|[一两二三四五六七八九十半几]))|的(?:主要)?是(?!D)")
# A line of its own behind a note: 「张三谈心：…\n李四家访：…」.
_TELLS_ANEW = regex(
    r"[ \d、]*(?:已|D|[^,.:\nN还他她又也再去]{0,3})N[^,.:\n]{0,8}(?:谈|聊|家访|送|慰问|辅导|帮扶|补|联系|打|走访"
    r"|上门)|[ \d、]*已?(?:谈心|家访|送温暖"
    r"|帮扶|辅导|联系)[^\n]{0,4}N"
)
# 「张三说李四不理他，谈完…」 goes on with the one who said it.
_ONE_OF_ANOTHER = regex(r"[^NP,.:\n]{0,3}N[^NP,.:\n]{0,3}(?:说|讲|告诉|反映|告状)[^NP,.:\n]{0,3}N")
_BOTH = regex("[两俩都各]|双方|他们|她们|一起")
_NEAR = 10
# 「张三、李四都到，王五缺席，集体谈了」
_ABSENT = regex(
    r"(?<=[到来齐场加][,.])N(?:[、/&+和跟与 ]*N)*(?:今天|D)?(?:缺席|缺勤|没来|没到|未到|未来|请假|没参加)了?"
)


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
    each: list[Pair] = field(default_factory=list)
    waiting: Waiting = field(default_factory=Waiting)
    begun: int = 0
    taken: int = 0
    telling: bool = False
    noted: bool = False
    behind_colon: bool = False
    listing: bool = False
    stranger: str = ""

    def clause(self, first: int, end: int) -> None:
        """One clause between two marks."""
        text, self.begun = self.masked.text, max(first, self.begun)
        if self.begun < (behind := announced(text, first)):
            self.waiting.is_over()
            self.begun = behind
        first = self.begun
        if first >= end:
            return
        if self.telling and not self.noted and _OURS.search(text, first, end):
            self.telling = False
        of_before = () if self.noted else OF_THOSE_BEFORE
        if any(says(self.masked, self.events, first, end) for says in (field_of_day, *of_before)):
            return
        told = _TELLING.search(text, first, end)
        limit = first if self.telling else told.start() if told and self.events else end
        told_here = (as_one_word(self.masked, one) for one in frames(text, first, end) if one.start < limit)
        fresh = [one for one in told_here if not looks_back(text, self.events, one, first)]
        found = items(self.masked, first, limit) or one_each(text, fresh)
        of_a_deed = (
            self._deeds(found, first, end)
            or _the_others(self, first, limit)
            or in_the_end(self.masked, self.events, first, limit)
        )
        if of_a_deed:
            self.days = self.events[-1].days
        else:
            self._context(first, limit)
        self.telling |= bool(told and self.events)

    def mark(self, mark: str, place: int, *, blank: bool) -> None:
        """The mark behind a clause, which ends at `place`; `blank`: the clause was empty."""
        anew = mark in (".", "\n") and (not self.noted or _TELLS_ANEW.match(self.masked.text, place + 1) is not None)
        if anew:
            self.telling = self.noted = False
            self.days = []
        elif mark == ":" and self.events and (self.events[-1].explicit or self.telling) and not _begins(self, place):
            self.telling = self.noted = True
        elif not mark and self.masked.days(self.begun, place):
            # Without a mark it is still one breath: 「昨天晚自习的时候我给他讲了题」.
            self.days = self.masked.days(self.begun, place)[-1:]
        self.behind_colon = mark == ":" or (blank and self.behind_colon)

    def _deeds(self, found: list[Frame], first: int, end: int) -> bool:
        self.taken, made, before = first, False, len(self.events)
        for frame in found:
            if self.telling and frame.start > self.taken:
                break
            made |= self._deed(frame, (first, end), max(self.taken, first))
            self.taken = max(self.taken, in_brackets(self.masked, max(frame.end, self.taken), end)[1])
            self.telling |= _TELLS_OF.match(self.masked.text, frame.end) is not None
        share(self.masked, self.events, before, end)
        return made

    def _context(self, first: int, end: int) -> None:
        """A clause without a deed may say of whom or of which day the others speak."""
        text = self.masked.text
        named, days = self.masked.named(first, end), self.masked.days(first, end)
        talked_it_over(self.masked, self.events, first, end)
        self.listing = list_children(
            self.masked, self.events, (first, end), behind_colon=self.behind_colon, listing=self.listing
        )
        heading = is_a_heading(text, self.events, first, end)
        if days and self.events and not heading:
            date_those_before(self.masked, self.events, first, end)
        if each := pairs(self.masked, first, end):
            self.each += each
        elif named or not days:
            self.each = []
        if named and not (self.subject and _ABSENT.fullmatch(text, first, end)):
            one = _ONE_OF_ANOTHER.match(text, first, end) and not _BOTH.search(text[end : end + _NEAR])
            told_of = named[:1] if one else without_denied(self.masked, named, first, end)
            self.subject = self.waiting.hear_of(self.masked, told_of, (first, end), self.events)
        is_today = bool(named) and [day.on for day in days if not day.within] == [self.today]
        anew = is_today or dates_what_follows(text, first, end)
        self.days = days if anew else moved_on(text, self.days, first, end)

    def _deed(self, frame: Frame, clause: tuple[int, int], before: int) -> bool:
        """The deed that a frame tells of is kept; false where it is none, or only tells more of another."""
        masked, text = self.masked, self.masked.text
        frame = as_tried_before(masked, self.events, frame, clause, before)
        frame = by_company(masked, frame, clause)
        named, self.taken = spoken_of(masked, frame, clause, before)
        but = left_out(masked, frame, clause, before)
        named = [] if but is not None else named
        explicit = bool(named) or but is not None
        spot = Spot(frame, clause, before, self.taken)
        named = named if explicit and not named else self.waiting.joined(text, named, spot, self.events)
        self.stranger = (not named and stranger(masked, clause)) or self.stranger
        if not named and stranger(masked, clause):
            return False
        beside_him = "Y" in text[before : frame.start] and not masked.named(before, frame.end)
        if (not named and "Y" in text[before : frame.end + 4]) or beside_him:
            self.events.append(Event(frame.kind, Mood.OTHERS, [], [], frame.start, frame.end, True))
            return True
        heading = is_heading(text, frame, clause)
        named = named or ([] if explicit or heading else masked.named(clause[0], frame.end) or list(self.subject))
        alone = bool(self.events) and bool(items(masked, *clause))
        # 「张三：上课走神，已谈。李四：同桌矛盾，也谈了」.
        called = not self.each and is_called(text[before : frame.start])
        explicit |= bool(named) and (called or named == self.waiting.headed)
        explicit |= (alone and bool(named) and self.events[-1].explicit) or is_headed(text, clause[0])
        if but is None and _only_tells_more(self, frame, named, text[before : frame.start]):
            last = self.events[-1]
            if last.start >= clause[0] and not last.named:
                last.named, last.explicit = named, explicit
            _settle_the_last(self, spot)
            return False
        event = Event(frame.kind, Mood.BARE, named, [], frame.start, frame.end, explicit, but)
        event.days, self.taken = spot.days_and_end(masked, self.days)
        event.mood = mood_in_context(masked, self.events, event, spot, today=self.today)
        hangs_on = not (explicit or heading or alone) and bool(self.events)
        if hangs_on and is_no_deed_of_ours(text, self.events, frame, clause[0], event.mood):
            return False
        self._keep(event, several_pairs(masked, frame, clause, before), text[before : frame.start])
        return True

    def _keep(self, event: Event, each: list[Pair], lead: str) -> None:
        event.mood = _with_somebody(self.masked.text, event)
        if not event.explicit and self.each and (ALL_OF_THEM.search(lead) or len(self.each) > 1):
            each = self.each
        if each := each or each_day(self.masked, event, self.begun):
            self.events += [replace(event, named=who, days=on, explicit=True) for who, on in each]
            self.each = []
            return
        self.events.append(event)
        self.waiting.is_over()
        self.subject = event.named or self.subject


def _with_somebody(text: str, event: Event) -> Mood:
    """「张三室友小梁哭了，我陪她聊了很久」: with whom it was is not said."""
    open_who = not event.named and "Y" in text[: event.start] and event.mood in (Mood.DONE, Mood.BARE)
    return Mood.DOUBT if open_who else event.mood


def _only_tells_more(reader: _Reader, frame: Frame, named: list[Named], lead: str) -> bool:
    """Whether a deed is that of the clause before, told further or with its day."""
    told, text = reader.events, reader.masked.text
    if told and ("D" in lead + text[frame.start] or (reader.days and told[-1].days not in ([], reader.days))):
        return dates_the_last(reader.masked, told, frame, named)
    beside = reader.taken > frame.end or named == reader.waiting.headed or reader.waiting.is_turn_of(named, lead)
    return only_goes_on(reader.masked, told, frame, named, lead, beside=beside)


def _settle_the_last(reader: _Reader, spot: Spot) -> None:
    """「他爸爸来校，谈了半个小时」: what goes on with a bare deed may say that it is done."""
    last = reader.events[-1]
    with_those_there(reader.masked, last, spot)
    if last.mood is Mood.BARE:
        further = replace(last, start=spot.frame.start, end=spot.frame.end)
        told = mood_in_context(reader.masked, reader.events, further, spot, today=reader.today)
        last.mood = Mood.DONE if told is Mood.DONE else last.mood


def _begins(reader: _Reader, place: int) -> bool:
    """Whether a colon stands behind a day, or a child of whom nothing was told yet: 「张三：谈心。李四：家访」."""
    if is_a_heading(reader.masked.text, reader.events, reader.begun, place):
        return True
    fresh = not reader.noted and not set(reader.subject) & {one for event in reader.events for one in event.named}
    return fresh and is_headed(reader.masked.text, place + 1)


def _the_others(reader: _Reader, first: int, end: int) -> bool:
    """「只剩李四没谈，其余做完了」: the deed is that of the clause before."""
    but = others_than(reader.masked, first, end) if reader.events else None
    if but is not None:
        reader.events.append(Event(reader.events[-1].kind, Mood.DONE, [], reader.days, first, end, True, but))
    return but is not None


def events(masked: Masked, today: date) -> tuple[list[Event], str]:
    """The deeds of a message in their order, and a name that fits nobody where only that was said."""
    reader = _Reader(masked, today)
    text, here = masked.text, 0
    for border in [*borders(text), None]:
        end = border.start() if border else len(text)
        blank = not text[here:end].strip()
        if not blank:
            reader.clause(here, end)
        reader.mark(border[0] if border else "", end, blank=blank)
        here = border.end() if border else end
    reader.waiting.doubt_if_lost(reader.events)
    alike(text, reader.events)
    handed_out(text, reader.events)
    strange = reader.stranger or ("" if reader.events else stranger_at_home(text))
    return without_ways(text, reader.events), strange
