"""What a sentence about a deed comes to: a record, a question, or the reason why it is neither."""

import unicodedata
from dataclasses import replace
from datetime import date

from duty.commands import MakeUp, RecordDeed, ShowStudent
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichKind, WhichStudent
from duty.kinds import Kind
from language.hear.amended import amended
from language.hear.closer import asked_first, deed_of, is_closer, names_more, same, says_more, with_fuller_note
from language.hear.dates import Day
from language.hear.foreseen import only_weekdays
from language.hear.forms import form
from language.hear.free import Told, tell
from language.hear.line import Line
from language.hear.making_up import closing, period_of
from language.hear.names import Care, Named
from language.hear.normalise import Plain
from language.hear.not_mine import Voice, voice
from language.hear.parts import Gap, Part
from language.hear.queries import show
from language.hear.said import Said
from language.hear.scan import scan
from language.hear.settled import Settled, settle
from language.hear.tokens import Token
from language.hear.topics import nameless, with_topics
from language.hear.turn import turn
from language.hear.vocabulary import EITHER_WAY, ONLY_WHEN_DONE

# A note that begins so takes back what was just said: 「张三谈心了，不对，是李四」.
_WRONG = ("不对", "错了", "记错", "说错")
# Fewer stretches than this may be one name with its mark, cut in two by the end of the head.
_ONE_NAME = 8

_ONE_THING_LACKS = frozenset({Unclear.NO_STUDENT, Unclear.NO_KIND, Unclear.FUTURE_DAY, Unclear.BAD_DAY})
_NOT_DONE = frozenset({Part.NOT, Part.FAILED, Part.PLAN, Part.IF})
_LIGHT = frozenset({Part.FILL, Part.GAP, Part.PARENT, Part.PREP, Part.DONE, Part.LOOSE, Part.AFFIX, Part.JOIN})
# 「送了张三回家」 gave him company, not a gift; 「送了我」 gave it to the teacher; and papers are none.
_SENT_OFF = (*"回去到医上学出走我", "成绩", "通知", "试卷", "作业", "材料", "表")


def deed(plain: Plain, tokens: tuple[Token, ...], care: Care, today: date) -> Heard:
    """Read a sentence that asks for nothing: what was done, or why that cannot be said."""
    return with_topics(_deed(plain, tokens, care, today), nameless(plain.text, tokens))


def _deed(plain: Plain, tokens: tuple[Token, ...], care: Care, today: date) -> Heard:
    """What was told, if the sender tells it; what may be somebody else's words is asked about."""
    line = Line.of(plain.text, tokens)
    whose = voice(line)
    if whose is Voice.NOT_OWN:
        return NotUnderstood(Unclear.UNKNOWN)
    heard = _told(plain, line, care, today)
    return asked_first(heard) or heard if whose is Voice.PERHAPS else heard


def _told(plain: Plain, line: Line, care: Care, today: date) -> Heard:
    """A command of one deed is read stretch by stretch; what is no such command is read as free speech."""
    filled_in = form(plain, care, today)
    if filled_in:
        return filled_in
    line = amended(line)
    made_up_for = any(_is_made_up_for(line, index) for index in range(len(line.tokens)))
    told = Told() if made_up_for else tell(plain, line, care, today)
    if told.heard and (told.several or ((own := deed_of(told.heard)) and own.done_by)):
        return told.heard
    command = line.command()
    heard, said = _read(plain, command, care, today)
    heard = with_fuller_note(heard, deed_of(told.heard), command, said)
    if isinstance(heard, NotUnderstood) and told.heard and is_closer(heard, told.heard, care, lost=said.stuck):
        return told.heard
    if isinstance(heard, WhichKind | WhichStudent) and isinstance(told.heard, RecordDeed):
        return told.heard
    if told.refused and told.heard and isinstance(heard, RecordDeed) and _goes_on(command, said):
        return told.heard
    may_come = not said.happened or (told.ahead and not said.done and only_weekdays(command))
    if isinstance(heard, Confirm | RecordDeed) and told.refused and told.heard and may_come:
        return told.heard
    if isinstance(heard, RecordDeed) and (told.refused or told.doubted):
        return Confirm(heard)
    if isinstance(told.heard, RecordDeed) and names_more(heard, told.heard):
        return told.heard
    if isinstance(heard, RecordDeed) and (deed_told := deed_of(told.heard)) and says_more(heard, deed_told, said):
        return replace(heard, kind=deed_told.kind, happened_on=deed_told.happened_on, within=deed_told.within)
    if isinstance(heard, ShowStudent) and told.heard and not isinstance(told.heard, Confirm):
        return told.heard
    if isinstance(heard, Confirm) and isinstance(told.heard, RecordDeed) and same(heard.command, told.heard):
        alike = heard.command.happened_on == told.heard.happened_on
        if not said.firm and (alike or not said.days):
            return heard.command if alike and not heard.command.unresolved else told.heard
    later = turn(command) if isinstance(heard, NotUnderstood) and heard.why is Unclear.NOT_DONE else None
    return (later and asked_first(_read(plain, later, care, today)[0])) or heard


def _goes_on(line: Line, said: Said) -> bool:
    """Whether the clause of a command goes on behind it without a mark: 「张三的补课是王老师上的」."""
    return said.end < len(line.tokens) and Part.GAP not in line.parts[said.end - 1 : said.end + 1]


def _is_made_up_for(line: Line, index: int) -> bool:
    """A period that is made up for, or 补 at the beginning; 「补了四十分钟」 is a lesson."""
    means = line.tokens[index].means
    return line.parts[index] is Part.MAKE_UP and isinstance(means, MakeUp) and (means.per is not None or index == 0)


def _read(plain: Plain, line: Line, care: Care, today: date) -> tuple[Heard, Said]:
    """What a command comes to, and what was said in it."""
    said = scan(line, today)
    _mean_the_only_child(line, said, care)
    heard = _refusal(line, said, care) or _accepted(plain, line, said, care)
    if isinstance(heard, NotUnderstood) and heard.why in _ONE_THING_LACKS:
        heard = replace(heard, then=_as_far_as_said(plain, line, said))
    return heard, said


def _as_far_as_said(plain: Plain, line: Line, said: Said) -> RecordDeed | None:
    """The deed that an answer can make whole; None where more than one thing is open."""
    day = _day(said)
    lacks_day = isinstance(day, Unclear)
    lacking = (not said.named, said.kind is None, lacks_day)
    if lacking.count(True) != 1 or said.make_ups or said.strangers or not all(named.sure for named in said.named):
        return None
    ids = tuple(dict.fromkeys(named.ids[0] for named in said.named))
    on, within = (said.today, None) if isinstance(day, Unclear) else (day.on, day.within)
    return RecordDeed(said.kind or Kind.TALK, ids, on, _note(plain, line, said), within=within)


def _accepted(plain: Plain, line: Line, said: Said, care: Care) -> Heard:
    if said.kind is None and said.done and not said.make_ups and all(named.sure for named in said.named):
        return _which_kind(plain, line, said, care)
    if said.kind is None:
        return NotUnderstood(Unclear.MAKE_UP if said.make_ups else Unclear.NO_KIND, _spoken(said, care))
    if plain.cut and len(line.tokens) - said.end < _ONE_NAME and line.tokens[-1].means is not Gap.STOP:
        # The list of names goes on where we do not read; half of it must not be recorded.
        return NotUnderstood(Unclear.UNKNOWN)
    makes_up = _make_up(plain, line, said)
    day = _day(said)
    if isinstance(makes_up, Unclear) or (
        makes_up and (day is Unclear.BAD_DAY or (isinstance(day, Settled) and day.within))
    ):
        return NotUnderstood(Unclear.MAKE_UP, _spoken(said, care))
    if isinstance(day, Unclear):
        return NotUnderstood(day, _spoken(said, care))
    if _note_takes_back(line, said):
        return NotUnderstood(Unclear.NOT_DONE, _spoken(said, care))
    note = _note(plain, line, said)
    return _record(said, RecordDeed(said.kind, (), day.on, note, makes_up=makes_up, within=day.within))


def _which_kind(plain: Plain, line: Line, said: Said, care: Care) -> Heard:
    """「张三 已完成」 says of whom and that it is done, and not what."""
    day = _day(said)
    if isinstance(day, Unclear):
        return NotUnderstood(day, _spoken(said, care))
    ids = tuple(dict.fromkeys(named.ids[0] for named in said.named))
    return WhichKind(RecordDeed(Kind.TALK, ids, day.on, _note(plain, line, said), within=day.within), tuple(Kind))


def _mean_the_only_child(line: Line, said: Said, care: Care) -> None:
    """Who has one child in care means that child; a note without a name might be about another."""
    if said.kind and not said.named and not said.strangers and not said.stuck and len(care.spoken) == 1:
        said.named.append(Named(tuple(care.spoken)))
        said.doubt |= said.end < len(line.tokens)


def _refusal(line: Line, said: Said, care: Care) -> Heard | None:
    """Why a sentence is no record, the surest reason first."""
    if said.stuck:
        return _lost(line, said, care)
    if said.kind is None and not said.named and not said.strangers:
        only = set(line.parts) <= _LIGHT | {Part.MAKE_UP, Part.DAY}
        return NotUnderstood(Unclear.MAKE_UP if said.make_ups and only else Unclear.UNKNOWN)
    if Part.REQUEST in said.against:
        return NotUnderstood(Unclear.QUESTION)
    if Part.QUESTION in said.against:
        return _question(said)
    ahead = any(day.ahead for day in said.days) and not said.done
    if said.against & _NOT_DONE or ahead:
        return NotUnderstood(Unclear.NOT_DONE, _spoken(said, care))
    if _others_did(line, said):
        return NotUnderstood(Unclear.OTHERS_WORK, _spoken(said, care))
    if said.strangers and not said.named:
        # 「谢谢」 is written like a name as well; only a deed makes it sure that one was meant.
        unknown = NotUnderstood(Unclear.UNKNOWN_STUDENT, tuple(dict.fromkeys(said.strangers)))
        return unknown if said.kind else NotUnderstood(Unclear.UNKNOWN)
    if Part.PAPER in said.against:
        return NotUnderstood(Unclear.UNKNOWN)
    missing = Unclear.MAKE_UP if said.make_ups else Unclear.NO_STUDENT
    return None if said.named else NotUnderstood(missing)


def _lost(line: Line, said: Said, care: Care) -> NotUnderstood:
    """A sentence that makes no sense as a command may still say clearly that nothing was done."""
    parts = set(line.parts)
    if Part.DEED in parts and parts & {Part.QUESTION, Part.REQUEST}:
        return NotUnderstood(Unclear.QUESTION)
    if Part.FAILED in parts or (Part.DEED in parts and parts & _NOT_DONE):
        return NotUnderstood(Unclear.NOT_DONE, _spoken(said, care))
    if {Part.DEED, Part.OTHER} <= parts:
        return NotUnderstood(Unclear.OTHERS_WORK, _spoken(said, care))
    begins = isinstance(line.tokens[0].means, MakeUp)
    return NotUnderstood(Unclear.MAKE_UP, _spoken(said, care)) if begins else NotUnderstood(Unclear.UNKNOWN)


def _question(said: Said) -> Heard:
    ids = {i for named in said.named for i in named.ids}
    return show(tuple(ids)) if len(ids) == 1 else NotUnderstood(Unclear.QUESTION)


def _others_did(line: Line, said: Said) -> bool:
    """Somebody else's work is not ours, unless 我 was there as well."""
    return Part.OTHER in said.against and not any(line.said(i) in ("我", "我们") for i in range(said.end))


def _spoken(said: Said, care: Care) -> tuple[str, ...]:
    return tuple(dict.fromkeys(care.spoken[named.ids[0]] for named in said.named if named.sure))


def _day(said: Said) -> Settled | Unclear:
    """The day that was said, today if none was; vague words for a time around today make a doubt."""
    day = settle(said.days, said.today)
    said.doubt |= isinstance(day, Settled) and day.doubt
    return day


def _make_up(plain: Plain, line: Line, said: Said) -> MakeUp | Unclear | None:
    """The one period that the deed is to count for; None where nothing is made up for."""
    periods = {make_up for make_up in said.make_ups if make_up.per}
    if said.make_ups and not periods:
        periods = _from_days(line, said)
    if not said.make_ups and said.end < len(line.tokens):
        last = closing(plain.text, line.tokens[said.end].start - 1, said.today)
        # In a note it may as well be the homework that is made up for.
        said.doubt |= last is not None
        return last
    if len(periods) > 1:
        return Unclear.MAKE_UP
    return next(iter(periods), said.make_ups[0] if said.make_ups else None)


def _from_days(line: Line, said: Said) -> set[MakeUp]:
    """「上个月的谈心今天补了」: the stretch of time is what is made up for, and not when it happened."""
    found = {i: period_of(line.said(i), said.today) for i in range(said.end) if line.parts[i] is Part.DAY}
    said.days = [day for day in said.days if not any(p and line.tokens[i].means is day for i, p in found.items())]
    return {period for period in found.values() if period}


def _note_takes_back(line: Line, said: Said) -> bool:
    """Whether what follows before the next clear stop takes the deed back: 「已谈心 张三 没谈成」.

    What may or may not do so makes a doubt.
    """
    tail = range(said.end, line.sentence_end(said.end))
    heavy = [i for i in tail if line.parts[i] not in _LIGHT]
    if not heavy:
        return False
    head, parts = heavy[0], {line.parts[i] for i in heavy}
    means = line.tokens[head].means
    # 「爸爸不在家」 and 「家里没人做饭」 speak of others or go on; 「家里没人」 and 「没谈成，改天再谈」 do not.
    only = parts <= {Part.FAILED, Part.PLAN} and all(line.parts[i] is not Part.PARENT for i in tail)
    if line.parts[head] is Part.FAILED and only:
        return True
    back = {Part.FAILED} if said.happened else {Part.FAILED, Part.PLAN, Part.IF}
    said.doubt |= not said.happened and isinstance(means, Day) and means.ahead
    about_another = isinstance(means, Named) and means not in said.named
    another_day = isinstance(means, Day) and means.on != said.today and not said.days
    close = all(line.tokens[i].means in (None, Gap.SPACE) for i in range(said.end, head))
    said.soft |= bool(parts & back) and not about_another
    hanging = line.parts[heavy[-1]] is Part.QUESTION or (line.parts[head] is Part.NOT and line.ends(head + 1))
    said.soft |= Part.OTHER in parts and (Part.DEED in parts or not said.happened)
    said.doubt |= close and (about_another or another_day)
    said.firm |= line.text.startswith(_WRONG, line.tokens[head].start) or (close and hanging)
    said.doubt |= said.firm or hanging
    return False


def _record(said: Said, record: RecordDeed) -> Heard:
    said.doubt |= not said.happened and (said.word in ONLY_WHEN_DONE or any(day.tonight for day in said.days))
    said.doubt |= said.word.startswith(EITHER_WAY) and record.note.startswith(_SENT_OFF)
    sure = dict.fromkeys(named.ids[0] for named in said.named if named.sure)
    full = replace(
        record,
        kind=Kind.CONTACT if record.kind is Kind.TALK and said.parent else record.kind,
        student_ids=tuple(sure),
        unresolved=tuple(dict.fromkeys(said.strangers)),
    )
    open_groups = tuple(dict.fromkeys(named.ids for named in said.named if not named.sure))
    if open_groups:
        return WhichStudent(full, open_groups, said.doubt or said.soft)
    return Confirm(full) if said.doubt or said.soft else full


def _note(plain: Plain, line: Line, said: Said) -> str:
    """The sender's own words behind the command, without the marks that part them from it."""
    first = said.end
    while first < len(line.tokens) and line.parts[first] in (Part.GAP, Part.JOIN):
        first += 1
    note = plain.rest(line.tokens[first].start if first < len(line.tokens) else line.tokens[-1].end)
    return note if any(unicodedata.category(c)[0] not in "PZC" for c in note) else ""
