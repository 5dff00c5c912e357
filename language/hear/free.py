"""What a free sentence comes to: records, what was tried in vain, a question, or why it is none of these."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from duty.commands import CouldNot, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear.event import Event
from language.hear.everybody import counted, other_number
from language.hear.line import Line
from language.hear.masked import CHILD, Masked, mask
from language.hear.mood import Mood
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.nothing_came import NOTHING_CAME
from language.hear.parts import Part
from language.hear.queries import show
from language.hear.regex import regex
from language.hear.sentence import events
from language.hear.settled import settle
from language.hear.tried import another_way, could_not, done_by, nobody_home

# 「先和张三谈，再和李四谈」 without a word that it is done may be a plan.
_IN_TURN = regex("先[^.\n]*(?:再|然后)")
# Who cannot say when it was does not say when it was; of days that were put right one may be left over.
_UNSURE = regex(
    r"记不[太大]?清|记不得|不确定|搞不清|忘了是[哪几]|(?<![别没])(?<!不要)(?<!给我)记混|我[^,.\n别没]{0,4}[搞弄]混|[里中](?:面|头|间)?(?:的)?一个$|记错|改一下|改过来|帮我改"
)
_ONCE_MORE = regex("[又再还]")
_PUT_RIGHT = regex(r"不对|说错|错了|口误")
_OVER = regex("[了过完已咗好]")
_DID = "(?:我|都)*(?:家访|谈|聊|补|去|打|送|讲|辅导|访)"
_ONE_AND_ONE = regex(
    rf"一个[^,.\n]{{1,6}}一个[^,.\n]{{0,3}}没|(?<![每有])一个{_DID}[^,.:\nN]{{0,6}}?,?另?一个{_DID}[^N]*$"
)
_TWO_DAYS = regex(r"\d{1,2}[、,和]\d{1,2}[日号]")
# Who speaks of more children than these at once is asked.
_MANY = 12
_LIGHT = frozenset(
    {Part.FILL, Part.GAP, Part.PREP, Part.DONE, Part.AFFIX, Part.JOIN, Part.NAME, Part.DAY, Part.DEED, Part.PARENT}
)
_BEFORE_A_NOTE = frozenset({Part.GAP, Part.JOIN, Part.DONE, Part.NAME, Part.AFFIX, Part.DAY})
_LIGHT_BEHIND = _LIGHT - {Part.PARENT, Part.DEED}
_DONE = frozenset({Mood.DONE, Mood.BARE, Mood.DOUBT})
# The surest reason first.
_WHY = (
    (Mood.ASKED, Unclear.QUESTION),
    (Mood.NOT, Unclear.NOT_DONE),
    (Mood.PLAN, Unclear.NOT_DONE),
    (Mood.OTHERS, Unclear.OTHERS_WORK),
)
# The number of the next line of a list.
_NEXT_IN_LIST = regex(r"(?:^|\n)\s*\d{1,2}[.、．)）]\s*$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a free sentence comes to, None where it tells of no deed that we know; `several`: it tells of more than one.

    `refused`: it says that nothing was done by the sender, `ahead` that all is to come; `doubted`: it may say so.
    """

    heard: Heard | None = None
    several: bool = False
    refused: bool = False
    ahead: bool = False
    doubted: bool = False


def tell(plain: Plain, line: Line, care: Care, today: date) -> Told:
    """Read a sentence as free speech."""
    masked = mask(line, plain)
    told, stranger = events(masked, today)
    told = _of_somebody(told)
    doers = [done_by(masked, event) for event in told]
    for event, doer in zip(told, doers, strict=True):
        event.mood = Mood.DONE if doer and event.mood is Mood.OTHERS else event.mood
    if not told and NOTHING_CAME.search(masked.text) and (named := masked.named(0, len(masked.text))):
        names = tuple(dict.fromkeys(care.spoken[one.ids[0]] for one in named if one.sure))
        return Told(nobody_home(masked, named) or NotUnderstood(Unclear.NOT_DONE, names), refused=True)
    if not told:
        return Told(NotUnderstood(Unclear.UNKNOWN_STUDENT, (stranger,)) if stranger else None)
    # What stands behind the colon of a deed is a note.
    noted = plain.text.find(":") if masked.text.find(":") > told[0].start else -1
    if _TWO_DAYS.search(plain.text[:noted] if noted >= 0 else plain.text):
        return Told(NotUnderstood(Unclear.BAD_DAY), several=True)
    if _ONE_AND_ONE.search(masked.text):
        return Told(NotUnderstood(Unclear.NO_STUDENT), several=True)
    done = [event for event in told if event.mood in _DONE]
    several = len({event.what for event in told}) > 1 or any(event.but is not None or event.apart for event in told)
    if not done:
        ahead = all(event.mood is Mood.PLAN for event in told)
        return Told(_in_vain(masked, told) or _not_done(told, care), refused=True, ahead=ahead)
    if plain.cut:
        return Told()
    doubted = any(event.mood is Mood.DOUBT for event in done) or _UNSURE.search(plain.text) is not None
    return Told(_done(plain, masked, told, care, today), several, doubted=doubted)


def _of_somebody(told: list[Event]) -> list[Event]:
    """Without what is told of nobody, where a deed of the same kind has its child: 「企业捐的书包，转交给了张三」."""
    done = [event for event in told if event.mood in _DONE]
    whose = {event.kind for event in done if event.named or event.but is not None}
    return [one for one in told if one not in done or one.named or one.but is not None or one.kind not in whose]


def _done(plain: Plain, masked: Masked, told: list[Event], care: Care, today: date) -> Heard:
    done = [event for event in told if event.mood in _DONE]
    deeds: list[RecordDeed] = []
    groups: list[tuple[tuple[int, ...], int]] = []
    # A list of deeds is a list of what was done; a single bare one may be a plan.
    listed = (len(done) > 1 or (len(told) > 1 and done[0] is told[0])) and all(event.explicit for event in done)
    bare = all(event.mood is Mood.BARE and not any(day.is_past(today) for day in event.days) for event in done)
    doubt = bool(
        (bare and not listed)
        or (_IN_TURN.search(masked.text) and not _OVER.search(masked.text))
        or any(event.mood is Mood.DOUBT for event in done)
        or _UNSURE.search(plain.text)
        or (_PUT_RIGHT.search(plain.text) and _on_two_days(done) and not _ONCE_MORE.search(plain.text))
    )
    for event in done:
        if not event.named and not event.but and (of_all := counted(masked, event, care)):
            event.named, event.but = of_all, None
        if event.but is not None:
            doubt |= _all_but(masked, event, care)
        if not event.named:
            if len(care.spoken) != 1:
                return NotUnderstood(Unclear.NO_STUDENT, then=_without_child(plain, masked, event, told, today))
            event.named = [Named(tuple(care.spoken))]
        day = settle(event.days, today)
        if isinstance(day, Unclear):
            return NotUnderstood(day, _names(event, care), _without_day(plain, masked, event, told, today))
        doubt |= day.doubt
        groups += [(ids, len(deeds)) for ids in dict.fromkeys(one.ids for one in event.named if not one.sure)]
        sure = tuple(dict.fromkeys(one.ids[0] for one in event.named if one.sure))
        note, doer = _note(plain, masked, event, told), done_by(masked, event)
        deed = RecordDeed(event.kind, sure, day.on, note, within=day.within, done_by=doer)
        if not any(
            (deed.kind, deed.student_ids, deed.happened_on) == (one.kind, one.student_ids, one.happened_on)
            for one in deeds
        ):
            deeds.append(deed)
    return _whole(deeds, groups, _also_in_vain(masked, told), doubt=bool(doubt))


def _all_but(masked: Masked, event: Event, care: Care) -> bool:
    """Name all in the sender's care but those left out; whether that is a guess."""
    left_out = {child for one in event.but or () for child in one.ids}
    event.named = [Named((child,)) for child in care.spoken if child not in left_out]
    others = other_number(masked, event)
    doubt = not event.but or len(event.named) > _MANY or others
    if others and not event.but:
        # 「三个都谈了」 of a sender with six: which three, nobody knows.
        event.named = []
    return doubt


def _on_two_days(done: list[Event]) -> bool:
    """Whether one deed is told with two days."""
    return any(
        (one.kind, one.named) == (other.kind, other.named) and one.days != other.days for one, other in pairwise(done)
    )


def _without_child(plain: Plain, masked: Masked, event: Event, told: list[Event], today: date) -> RecordDeed | None:
    """The only deed of a sentence, which an answer can make whole."""
    day = settle(event.days, today)
    if len(told) > 1 or isinstance(day, Unclear) or day.doubt or event.mood is Mood.DOUBT:
        return None
    return RecordDeed(event.kind, (), day.on, _note(plain, masked, event, told), within=day.within)


def _without_day(plain: Plain, masked: Masked, event: Event, told: list[Event], today: date) -> RecordDeed | None:
    """The same for a deed whose day cannot be."""
    if len(told) > 1 or not all(one.sure for one in event.named):
        return None
    ids = tuple(dict.fromkeys(one.ids[0] for one in event.named))
    return RecordDeed(event.kind, ids, today, _note(plain, masked, event, told))


def _whole(
    deeds: list[RecordDeed], groups: list[tuple[tuple[int, ...], int]], tried: tuple[CouldNot, ...], *, doubt: bool
) -> Heard:
    if not groups:
        deeds = _merged(deeds)
    command = deeds[0] if len(deeds) == 1 and not tried else RecordSeveral(tuple(deeds), tried)
    if groups:
        places = tuple(place for _, place in groups) if isinstance(command, RecordSeveral) else ()
        return WhichStudent(command, tuple(ids for ids, _ in groups), doubt, places)
    return Confirm(command) if doubt else command


def _merged(deeds: list[RecordDeed]) -> list[RecordDeed]:
    """Deeds of one kind and day, of which nothing else is told, are one for several children."""
    kept: list[RecordDeed] = []
    for deed in deeds:
        last = kept[-1] if kept else None
        if last and not last.note and replace(last, student_ids=()) == replace(deed, student_ids=(), note=""):
            kept[-1] = replace(deed, student_ids=tuple(dict.fromkeys((*last.student_ids, *deed.student_ids))))
        else:
            kept.append(deed)
    return kept


def _in_vain(masked: Masked, told: list[Event]) -> CouldNot | None:
    """The one deed that was tried for one child, with the reason; None where it is none or not the only one."""
    end = len(masked.text)
    tried = [could_not(masked, one, end) or another_way(masked, one) for one in told if one.mood is Mood.NOT]
    alike = {(one.student_ids, one.kind) for one in tried if one}
    planned = any(event.mood in (Mood.PLAN, Mood.ASKED) and not event.named for event in told)
    return tried[0] if len(alike) == 1 and None not in tried and not planned else None


def _also_in_vain(masked: Masked, told: list[Event]) -> tuple[CouldNot, ...]:
    """What was tried in vain besides of what was done, and was not done after that."""
    ends = [*(event.start for event in told[1:]), len(masked.text)]
    tried = [could_not(masked, event, end) for event, end in zip(told, ends, strict=True)]
    done = [[(later.kind, later.named) for later in told[i:] if later.mood in _DONE] for i in range(len(told))]
    pairs = zip(told, tried, done, strict=True)
    return tuple(one for event, one, after in pairs if one and (event.kind, event.named) not in after)


def _not_done(told: list[Event], care: Care) -> Heard:
    mood, why = next(row for row in _WHY if any(event.mood is row[0] for event in told))
    found = [event for event in told if event.mood is mood]
    ids = {i for event in found for one in event.named for i in one.ids}
    if why is Unclear.QUESTION:
        return show(tuple(ids)) if len(ids) == 1 else NotUnderstood(why)
    return NotUnderstood(why, tuple(dict.fromkeys(name for event in found for name in _names(event, care))))


def _names(event: Event, care: Care) -> tuple[str, ...]:
    return tuple(care.spoken[one.ids[0]] for one in event.named if one.sure)


def _note(plain: Plain, masked: Masked, event: Event, told: list[Event]) -> str:
    """The sender's own words about a deed, up to the next one; "" where they say no more than the deed itself."""
    place = told.index(event)
    first = 0 if place == 0 else _clause_start(masked, event.start)
    later = (one for one in told[place + 1 :] if one.mood in _DONE or _of_another(one, event))
    behind = next((one for one in later if not _told_again(one, event)), None)
    end = _clause_start(masked, behind.start) if behind else len(masked.text)
    # What was taught or given stands among the words for it.
    thing = event.kind in (Kind.HELP, Kind.WARMTH)
    more = _says_more(masked, first, end if thing else event.start)
    if not more and not _says_more(masked, event.end, end, light=_LIGHT_BEHIND):
        return ""
    tokens = masked.line.tokens
    begin = masked.token(first)
    if not more:
        begin = _behind(masked, event)
    start = tokens[begin].start if begin < len(tokens) else len(plain.text)
    if end >= len(masked.text):
        return plain.rest(start)
    stop = tokens[masked.token(end)].start
    return _NEXT_IN_LIST.sub("", plain.typed[plain.at[start] : plain.at[max(start, stop)]]).strip(" \n,，。；;、")


def _of_another(one: Event, event: Event) -> bool:
    """Whether an event is told of a child of its own; what is still to be done with it is said with the deed."""
    return one.mood is Mood.NOT and one.explicit and bool(set(one.named) - set(event.named))


def _told_again(one: Event, event: Event) -> bool:
    """「他姑姑来送衣服，我跟她说了…」: one deed told in two clauses."""
    return (one.kind, one.named) == (event.kind, event.named) and one.days in ([], event.days)


def _behind(masked: Masked, event: Event) -> int:
    """Where a note begins whose words stand behind the deed: with its verb, if they follow that at once."""
    line, text = masked.line, masked.text
    first = begin = masked.token(event.end)
    while begin < len(line.parts) and _parts_a_note(line, first, begin):
        begin += 1
    verb = max(text.rfind(CHILD, event.start, event.end) + 1, event.start)
    return masked.token(verb) if begin == first and verb < event.end else begin


def _parts_a_note(line: Line, first: int, here: int) -> bool:
    """Whether a stretch behind a deed belongs to it still: a name or a day that a note goes on from does not."""
    part = line.parts[here]
    if part is Part.AFFIX:
        return line.parts[here - 1] is Part.NAME
    if part is Part.DAY:
        return set(line.parts[here : line.clause_end(here)]) <= _BEFORE_A_NOTE
    return part in _BEFORE_A_NOTE and (part is not Part.NAME or Part.GAP not in line.parts[first:here])


def _says_more(masked: Masked, start: int, end: int, *, light: frozenset[Part] = _LIGHT) -> bool:
    """Whether there are words that are no part of a command."""
    parts = masked.line.parts
    return any(parts[masked.at[i]] not in light for i in range(start, min(end, len(masked.text))))


def _clause_start(masked: Masked, place: int) -> int:
    return max((masked.text.rfind(mark, 0, place) for mark in ",.:\n"), default=-1) + 1
