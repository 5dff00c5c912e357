"""A free sentence read clause by clause: which deeds it tells of, for whom, on which day, and whether they happened."""

import re
from dataclasses import dataclass, field
from datetime import date

from duty.kinds import Kind
from language.hear.dates import Day
from language.hear.frames import Frame, frames
from language.hear.masked import Masked
from language.hear.mood import AFTER_ALL, Mood, by_the_child, mood
from language.hear.names import Named
from language.hear.unknown_names import like_a_name

# Clauses are also parted by the words with which speech, that has no marks, begins a new one.
_BORDER = re.compile(r"[,.:;?\n]|(?<=[^,.:;?\n])(?=而且|然后(?!呢)|接着(?!说)|另外|顺便|顺带|后来|随后|完了(?:又|还))")
# Behind these words only what was said in the talk is told.
_TELLING = re.compile(
    r"(?:[他她NP]|孩子|同学)(?![^,.:\n]{0,3}[不没])[^,.:\n]{0,5}?(?:说(?!了?会|话)|讲(?!了|题)|反映|表示|提到|告诉|透露|承认|觉得|认为|抱怨)"
)
_OURS = re.compile("我(?:又|还|再|就|也|刚|已|今天|昨天|D|给|跟|和|找|去|陪|帮|把)|(?:又|还|再|另外|顺便)[^,.:\n]{0,3}(?:跟|和|找|给|去)")
_TO_PARENT = re.compile(
    r"(?:跟|和|与|同|找|给|向|对|见|叫|请|约)[^,.:\nN]{0,4}(?:N[^,.:\n]{0,4})?P[^,.:\n]{0,12}$|P[^,.:\n]{0,4}(?:跟|和|找)我[^,.:\n]{0,6}$"
)
_PHONE = re.compile("电话|视频|语音|微信|短信|通话|联系|qq")
# 「他去补课了」, 「奶奶打电话催他」 behind a deed are no deeds of ours; 「他妈妈来学校了」 and 「给奶奶打电话」 are.
_THEY_DID = re.compile(r"(?:^|[^给跟和与找对向帮陪为替教同N])(?:[他她]|孩子|P)[^,.:\n我给跟和与找对向帮陪]{0,8}$")
_PARENT_TO_US = re.compile(r"P[^,.:\n]{0,10}(?:来|到校|到学校|我|接(?:的|了))|[给跟和与找对向][^,.:\n]{0,3}P")
_AGAIN = re.compile("又|还|顺便|顺带|另外|随后|然后|接着|再|各")
_FIRM_TALK = re.compile("谈.?[心话]")
_ONLY_A_DAY = re.compile(r"[^NPO,.:\n]{0,3}D[^NPO,.:\n]{0,6}")
_A_DAY_EACH = re.compile(r"(?:D[^NDPO,.:\n]{0,3}N[^NDPO,.:\n]{0,2})|(?:N[^NDPO,.:\n]{0,3}D[^NDPO,.:\n]{0,3})")
_ALL_OF_THEM = re.compile(r"(?:都|均|全|一并|一起|各)[^NPO,.:\n]{0,6}|时间|日期|是D|D[^,.:\n]{0,4}的$")
_NOTHING_BUT_A_DAY = re.compile(r"[ (/]*D[ )]*")
_LIST = re.compile(r"[^,.:\nN]{0,6}N(?:[、/&+和跟与 ]*N)*[^,.:\nN]{0,6}")
_TOGETHER = re.compile(r"N(?:同学)?(?:跟|找|给|帮|陪|教)N")
# A line of its own behind a note: 「张三谈心：…\n李四家访：…」.
_TELLS_ANEW = re.compile(r"[ \d、]*(?:已|D|[^,.:\nN]{0,3})N[^,.:\n]{0,8}(?:谈|聊|家访|送|慰问|辅导|帮扶|补|联系|打|走访|上门)|[ \d、]*已?(?:谈心|家访|送温暖|帮扶|辅导|联系)[^\n]{0,4}N")
_GOES_ON = re.compile(r"(?:\d{1,2}|[和跟与还有以及 ])*N(?:[、/&+和跟与 ]*N)*[ ]*(?:同学)?")
_STRANGER = re.compile(
    r"(?:跟|和|与|找|给|对|同|叫|把|去|到)(?:了|趟)?([\u4e00-\u9fff]{2,4}?)(?:同学)?(?=谈|聊|说|沟通|交流|讲|补|送|打|做|家|[DTP])"
)
_OF_DEEDS = frozenset({Mood.DONE, Mood.BARE, Mood.DOUBT, Mood.ASKED})
_NO_ONE = frozenset(
    "大家 人家 老师 亲戚 同学 孩子 学生 家长 朋友 外婆 奶奶 自己 我们 他们 她们".split()
)
_EXCEPT = re.compile(r"除(?:了|开|去)?[^,.\n]{0,2}N(?:[、/&+和跟与 ]*N)*")
_THE_OTHERS = re.compile(r"其[他它余]|别的|剩下|余者|余下|剩余|另外(?:几|两|三|四|五|六|七)个|其他人")
_OTHERS_DONE = re.compile(rf"(?:{_THE_OTHERS.pattern})[^,.:\nN没不]{{0,4}}(?:跑|谈|聊|做|走|访|送|补|打|办|搞)(?:完|了|过|好|定)")
_TELLS_OF = re.compile("(?:的是)?[到起及](?!了?(?:T|[一两二三四五六七八九十半几]))|的(?:主要)?是")
_DID = {
    Kind.TALK: "谈聊说碰见找",
    Kind.HOME_VISIT: "去访见跑走",
    Kind.WARMTH: "送给发拿交",
    Kind.HELP: "补讲教辅",
    Kind.CONTACT: "打通接联回聊说",
}
_DID_IT = {
    kind: re.compile(
        rf"(?:D|今天|昨天|后来|终于|总算|又|再|刚|已经?|提前|就|才|^|(?<=[,.]))[^,.:\n没不未要想会准NPO说]{{0,8}}[{verbs}做办兑](?:现|系|导)?(?:成|完|上|通|到|着)?(?:了|过|的(?=$|[,.\n]))"
    )
    for kind, verbs in _DID.items()
}
_EVERYBODY = re.compile(
    r"(?:每个|所有|全部|全体|各个)[^,.\n]{0,2}(?:孩子|学生|娃|人)?|(?:[两三四五六七八九十仨俩]|\d)个?(?:孩子|学生|娃娃?|小孩|人)(?:们)?[^,.\n]{0,3}(?:都|全|每人|一人)"
    r"|(?:都|全部?)(?=谈|聊|家访|走|送|发|打)"
)
_NOT_HIM = re.compile("不是N")
ONE_AND_ONE = re.compile(r"一个[^,.\n]{1,6}一个[^,.\n]{0,3}没")
_BEHIND = re.compile(
    r"(?:[了过完成到上的 、是]|和|跟|与|给|T|[一两二三四五六七八九十几]?[个位名次下]|一共|还有|分别|对象|同学|孩子|学生)*N(?:(?:[、/&+和跟与 是]|还有|一个|同学)*N)*"
)
_DAY_BEHIND = re.compile(r"(?:[了过完好的( /是]|一[次下回])*D(?=[,.\n)( /]|$|[上下中晚]午?|刚|才|已|就|做|办|结束|完成|去|谈|聊)")


@dataclass(slots=True)
class Event:
    """A deed that a sentence speaks of; places are those of the masked message, `end` behind its words.

    `explicit`: the child is named beside the deed, and not only in another clause. With `but` it was done for
    all of the sender's children but these.
    """

    kind: Kind
    mood: Mood
    named: list[Named]
    days: list[Day]
    start: int
    end: int
    explicit: bool
    but: list[Named] | None = None

    @property
    def what(self) -> tuple[object, ...]:
        """What tells one deed from another."""
        return self.kind, tuple(self.named), tuple(self.days)


@dataclass(slots=True)
class _Reader:
    """Reads clauses from left to right; `subject` are the children last spoken of, `days` the day last said."""

    masked: Masked
    today: date
    events: list[Event] = field(default_factory=list)
    subject: list[Named] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    each: list[tuple[list[Named], list[Day]]] = field(default_factory=list)
    taken: int = 0
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
        found = _one_each(text, [self._as_one_word(one) for one in frames(text, first, end) if one.start < limit])
        self.taken, made = first, False
        for frame in found:
            if self.telling and frame.start > self.taken:
                break
            made |= self._deed(frame, (first, end), max(self.taken, first))
            self.telling |= _TELLS_OF.match(text, frame.end) is not None
        if not made and not self._the_others(first, limit) and not self._in_the_end(first, limit):
            self._context(first, limit)
        self.telling |= bool(told and self.events)

    def _the_others(self, first: int, end: int) -> bool:
        """「只剩李四没谈，其余做完了」: the deed is that of the clause before."""
        text, masked = self.masked.text, self.masked
        if not self.events or not _OTHERS_DONE.search(text, first, end):
            return False
        left_out = [*masked.named(0, first), *masked.named(end, len(text))]
        last = self.events[-1]
        self.events.append(Event(last.kind, Mood.DONE, [], self.days, first, end, True, left_out))
        return True

    def _in_the_end(self, first: int, end: int) -> bool:
        """「昨天没去成，今天去成了」: what came to nothing before was done after all."""
        last = self.events[-1] if self.events else None
        if last is None or last.mood not in (Mood.NOT, Mood.PLAN) or not _DID_IT[last.kind].search(self.masked.text, first, end):
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
        last = self.events[-1] if self.events else None
        listed = bool(named) and _LIST.fullmatch(text, first, end) is not None
        if last and listed and not last.explicit and (self.behind_colon or not last.named):
            self.listing = True
            for event in self.events:
                if not event.named or event is last:
                    event.named, event.explicit = named, True
        elif last and self.listing and _GOES_ON.fullmatch(text, first, end):
            last.named = [*last.named, *named]
        elif last and not listed:
            self.listing = False
        if days and last and not last.days and _NOTHING_BUT_A_DAY.fullmatch(text, first, end):
            last.days = days
        elif days and not named and last and _ALL_OF_THEM.search(text, first, end):
            for event in self.events:
                event.days = event.days or days
        if _A_DAY_EACH.fullmatch(text, first, end):
            self.each.append((named, days))
        elif named or not days:
            self.each = []
        if named:
            self.subject = named
        if _ONLY_A_DAY.fullmatch(text, first, end):
            self.days = days

    def _deed(self, frame: Frame, clause: tuple[int, int], before: int) -> bool:
        text = self.masked.text
        kind = frame.kind
        lead = text[before : frame.start]
        if kind is Kind.TALK and _TO_PARENT.search(text[clause[0] : frame.start]):
            kind = Kind.CONTACT
        named = self._named(frame, clause, before)
        but = self._but(clause, frame, before)
        named = [] if but is not None else named
        explicit = bool(named) or but is not None
        if not named and self._is_a_stranger_s(clause):
            return False
        others = "Y" in text[before : frame.end + 4]
        if not named and others:
            self.events.append(Event(kind, Mood.OTHERS, [], [], frame.start, frame.end, True))
            return True
        named = named or ([] if explicit else self.masked.named(clause[0], frame.end) or list(self.subject))
        if but is None and self._only_goes_on(kind, named, lead, frame, explicit=explicit):
            return False
        days = self._days(frame, clause, before)
        if after := AFTER_ALL.search(text, frame.end, clause[1]):
            days = self.masked.days(after.start(), after.end()) or days
        # What follows the names behind a deed speaks of it as well: 「家访张三 没去成」.
        how = mood(text, frame.start, max(frame.end, self.taken), (before, clause[1]), past=self._is_past(days))
        if how in (Mood.DONE, Mood.BARE) and _TOGETHER.search(text, clause[0], frame.end) and "我" not in text[clause[0] : frame.start]:
            how = Mood.DOUBT
        child_s = by_the_child(kind, text[clause[0] : frame.start], text[frame.start : frame.end])
        if child_s and how in (Mood.DONE, Mood.BARE) and not self.events:
            how = child_s
        if not explicit and self.events and self._is_no_deed_of_ours(text[clause[0] : frame.start], frame, how):
            return False
        if how in (Mood.DONE, Mood.BARE) and not explicit and self._goes_on_planning(lead):
            how = Mood.PLAN
        coming = any(day.on is not None and day.on > self.today for day in days)
        if how in (Mood.DONE, Mood.BARE) and coming and (self.events or _AGAIN.search(lead)):
            how = Mood.PLAN
        if not explicit and self.each and _ALL_OF_THEM.search(lead):
            self.events += [Event(kind, how, who, on, frame.start, frame.end, True) for who, on in self.each]
            self.each = []
            return True
        self.events.append(Event(kind, how, named, days, frame.start, frame.end, explicit, but))
        self.subject = named or self.subject
        self.days = days
        return True

    def _but(self, clause: tuple[int, int], frame: Frame, before: int) -> list[Named] | None:
        """Whom 除了 leaves out, or all who were named as left out so far; None where nobody else is spoken of."""
        text, masked = self.masked.text, self.masked
        left_out = _EXCEPT.search(text, 0, frame.start)
        if left_out and not masked.named(max(left_out.end(), before), frame.end):
            return masked.named(left_out.start(), left_out.end())
        if _THE_OTHERS.search(text, before, frame.start) and not masked.named(before, frame.start):
            return [*masked.named(0, clause[0]), *masked.named(clause[1], len(text))]
        return None

    def _named(self, frame: Frame, clause: tuple[int, int], before: int) -> list[Named]:
        found = self._spoken_of(frame, clause, before)
        denied = [one for match in _NOT_HIM.finditer(self.masked.text, *clause) for one in self.masked.named(*match.span())]
        return [one for one in found if one not in denied] or found

    def _spoken_of(self, frame: Frame, clause: tuple[int, int], before: int) -> list[Named]:
        text, masked = self.masked.text, self.masked
        named = masked.named(before, frame.end)
        behind = _BEHIND.match(text, frame.end, clause[1])
        self.taken = frame.end
        if not named and behind:
            named, self.taken = masked.named(frame.end, behind.end()), behind.end()
        return named

    def _days(self, frame: Frame, clause: tuple[int, int], before: int) -> list[Day]:
        masked = self.masked
        behind = _DAY_BEHIND.match(masked.text, frame.end, clause[1])
        return (
            masked.days(before, frame.end)
            or (masked.days(frame.end, behind.end()) if behind else [])
            or masked.days(clause[0], frame.end)
            or self.days
        )

    def _is_no_deed_of_ours(self, lead: str, frame: Frame, how: Mood) -> bool:
        """Whether words behind a deed that name no child of their own are of what others did, or of a thing."""
        if how is Mood.BARE and not _AGAIN.search(lead) and "D" not in lead and self.events[-1].mood is not Mood.BARE:
            return True
        others = _THEY_DID.search(lead + self.masked.text[frame.start : frame.end])
        return others is not None and not _PARENT_TO_US.search(self.masked.text, frame.start - len(lead), frame.end + 4)

    def _goes_on_planning(self, lead: str) -> bool:
        """What is told right behind a plan, of the same child and day, is planned as well."""
        planned = bool(self.events) and self.events[-1].mood is Mood.PLAN
        return planned and "D" not in lead and not re.search("已|刚|才|了|今天", lead)

    def _is_past(self, days: list[Day]) -> bool:
        return any(day.on is not None and day.on < self.today and not day.vague for day in days)

    def _is_a_stranger_s(self, clause: tuple[int, int]) -> bool:
        strange = self.masked.text.find("X", *clause)
        if strange >= 0:
            self.stranger = self.masked.line.said(self.masked.at[strange])
            return True
        found = _STRANGER.search(self.masked.text, *clause)
        if found and found[1] not in _NO_ONE and like_a_name(found[1]):
            self.stranger = found[1]
            return True
        return False

    def _dates_the_last(self, kind: Kind, named: list[Named], frame: Frame) -> bool:
        """「聊了，昨天下午聊的」 says of the deed before when it was."""
        last, text = self.events[-1], self.masked.text
        if last.kind is not kind or set(named) - set(last.named) or last.days or not text.startswith("的", frame.end):
            return False
        last.days = self.masked.days(max(text.rfind(mark, 0, frame.start) for mark in ",.:\n") + 1, frame.start)
        return True

    def _only_goes_on(self, kind: Kind, named: list[Named], lead: str, frame: Frame, *, explicit: bool) -> bool:
        """Whether a deed only tells more of one before: a talk at the visit, what was said on the phone, a summary."""
        words = self.masked.text[frame.start : frame.end]
        if not self.events:
            return False
        last = self.events[-1]
        if "D" in lead:
            return self._dates_the_last(kind, named, frame)
        if last.mood not in _OF_DEEDS:
            return False
        if any(event.kind is kind and not set(named) - set(event.named) and event.mood in _OF_DEEDS for event in self.events):
            return not re.search("再次|又[^,]{0,3}了?一次", lead + words)
        if explicit and (set(named) - set(last.named) or _AGAIN.search(lead)):
            return False
        talked = kind is Kind.TALK and not _FIRM_TALK.search(words)
        met = kind is Kind.CONTACT and not _PHONE.search(words)
        if last.kind is Kind.HOME_VISIT and (talked or met):
            return True
        return talked and not _AGAIN.search(lead)


def _one_each(text: str, found: list[Frame]) -> list[Frame]:
    """Of deeds told in one clause those that stand for themselves: a visit beats the talk that was had there."""
    kept: list[Frame] = []
    for frame in found:
        if any(frame.start < other.end and other.start < frame.end for other in kept):
            continue
        if frame.kind is Kind.TALK and any(_beside(text, frame, other) for other in found):
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
    return not set("ND") & set(text[first.end : last.start])


def events(masked: Masked, today: date) -> tuple[list[Event], str]:
    """The deeds of a message in their order, and a name that fits nobody where only that was said."""
    reader = _Reader(masked, today)
    text, here = masked.text, 0
    borders = [*_BORDER.finditer(text), None]
    for border in borders:
        end = border.start() if border else len(text)
        blank = not text[here:end].strip()
        if not blank:
            reader.clause(here, end)
        mark = border[0] if border else ""
        if mark == "." or (mark == "\n" and (not reader.noted or _TELLS_ANEW.match(text, end + 1))):
            reader.telling = reader.noted = False
            reader.listing &= mark == "\n"
            reader.days = []
        elif mark == ":" and reader.events and reader.events[-1].explicit:
            reader.telling = reader.noted = True
        reader.behind_colon = mark == ":" or (blank and reader.behind_colon)
        here = border.end() if border else end
    return reader.events, reader.stranger
