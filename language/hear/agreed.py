"""What is heard in the end: what the steps made of a message, held against the message as a whole."""

from collections.abc import Mapping
from dataclasses import replace

from duty.commands import (
    ChangeRoster,
    CouldNot,
    RecordDeed,
    RecordSeveral,
    RosterWish,
    ShowHelp,
    ShowProgress,
    ShowStudent,
    ShowTodo,
)
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichKind
from language.hear.against import AGAINST
from language.hear.asked import is_question, is_reported
from language.hear.besides import with_those_besides
from language.hear.foreseen import may_be_ahead
from language.hear.forms import is_form
from language.hear.line import Line
from language.hear.message import Message
from language.hear.named import Named
from language.hear.not_mine import Voice, voice
from language.hear.parts import Part
from language.hear.queries import show
from language.hear.regex import regex
from language.hear.roster_wishes import children_in, strangers
from language.hear.settled import Settled, settle
from language.hear.topics import with_topics
from language.hear.who_went import is_plain_who, of_nobody
from language.hear.whole import KINDS, Sense, Whole, weigh, weigh_clauses, weigh_part

# Below this a record is asked about first, above that one that was to be asked about is certain.
_DOUBTED, _CERTAIN = 0.8, 0.95
# A clause that is so surely a record is one for all that stands around it, unless the whole is as surely none.
_SPOKEN, _NOWHERE = 0.95, 0.3
# 「家访没做成，只跟他聊了聊」: what was done in the place of what was not, and what its clause must be.
_INSTEAD_OF_IT = regex(r"^[^,.:\n?]*(?:[没未]|不(?:肯|愿|想|让)|取消)[^,.:\n?]*,(?:不过)?[^没未不?]*[了过][^没未不?]*$")
_DONE_INSTEAD = 0.9
# From here on a deed is recorded, or asked about, of which no step knew the words; or against which one knew some.
_TOLD, _PERHAPS = 0.92, 0.7
# And so sure must be what is told before a word against it.
_TOLD_AGAINST, _TOLD_BEFORE = 0.97, 0.95
_TOLD_AS_OVER = regex("[了过完]")
_WAS_DONE = regex(r"[了完才已]|过(?![来去])|的(?=$|[,.\n N])|得[很挺透最]|结束|T")
# What makes nothing of all that was told before.
_IN_VAIN = regex(r"[没未]有?[谈聊去访送补讲打成通见做接]|不算|作数|取消|撤|[替代]")
# From here on several deeds of the same children are only the one that the whole tells of, or certain if asked about.
_ONLY_ONE = _ALL_OF_THEM = 0.97
# Below this the kind of a record is asked about, unless the whole is so sure of another.
_DOUBTED_KIND, _OTHER_KIND = 0.4, 0.9
# So likely another sense must be, to stand instead of what the steps made of it.
_LIKELY, _OVER_A_QUESTION, _OVER_AN_ANSWER = 0.6, 0.8, 0.95
# The same of a deed that was to be asked about, and of one that was to be recorded.
_NO_DEED_ASKED, _NO_DEED = 0.7, 0.85
# What had failed before this was done after all; what is said of a child or a parent before it is not of the deed.
_AT_LAST = regex(r"总算|终于|可算|好歹|好不容易")
# Without these several things may be what one is about to do: 「先和张三谈，然后打电话」.
_OVER = regex("[了过完已]")
# What somebody then said, agreed to or promised is no word on the deed.
_WHAT_WAS_SAID = regex(r"[,.:](?:[PN他她也都]|孩子)*(?:答应|同意|表示|反映|承认|承诺|保证)")
_OF_A_DEED = frozenset(
    {Part.DEED, Part.NAME, Part.DAY, Part.DONE, Part.GAP, Part.PREP, Part.JOIN, Part.AFFIX, Part.PARENT, Part.FILL}
)
# What the steps made of it, the senses in which it says no less, and how likely another one must be to stand in its
# place; what is not named here always stays.
_OPEN: Mapping[Unclear, tuple[tuple[Sense, ...], float]] = {
    Unclear.UNKNOWN: ((Sense.OTHER, Sense.UNCERTAIN), _LIKELY),
    Unclear.SMALL_TALK: ((Sense.OTHER,), _OVER_A_QUESTION),
    Unclear.QUESTION: ((Sense.STUDENT, Sense.OTHER), _OVER_A_QUESTION),
    Unclear.CORRECTION: ((Sense.CORRECT,), _LIKELY),
    Unclear.OTHERS_WORK: ((Sense.NO_ACTION, Sense.OTHER), _OVER_A_QUESTION),
    Unclear.NOT_DONE: ((Sense.NO_ACTION, Sense.POSTPONE, Sense.OTHER), _OVER_A_QUESTION),
    Unclear.FUTURE_DAY: ((Sense.UNCERTAIN,), _LIKELY),
    Unclear.NO_STUDENT: ((Sense.UNCERTAIN,), _OVER_A_QUESTION),
    Unclear.NO_KIND: ((Sense.UNCERTAIN,), _OVER_A_QUESTION),
}
_SENSE_OF = {kind: sense for sense, kind in KINDS.items()}
_INSTEAD: Mapping[Sense, Heard] = {
    Sense.TODO: ShowTodo(),
    Sense.PROGRESS: ShowProgress(),
    Sense.HELP_WANTED: ShowHelp(),
    Sense.CORRECT: NotUnderstood(Unclear.CORRECTION),
    Sense.POSTPONE: NotUnderstood(Unclear.POSTPONE_WHAT),
    Sense.TO_PARENT: NotUnderstood(Unclear.NO_ADDRESSEE),
    Sense.OTHER: NotUnderstood(Unclear.UNKNOWN),
    # Without a name: what is only planned is no denial of what is on file.
    Sense.NO_ACTION: NotUnderstood(Unclear.NOT_DONE),
}
_WISHES: Mapping[Sense, RosterWish] = {
    Sense.PAIR: RosterWish.PAIR,
    Sense.UNPAIR: RosterWish.UNPAIR,
    Sense.LEAVE: RosterWish.LEAVE,
}


def agreed(heard: Heard, message: Message) -> Heard:
    """`heard` where the whole message says the same or nothing certain, else what it says."""
    if _is_certain(heard, message) or message.plain.cut or message.is_noted or is_form(message.plain):
        return heard
    if voice(Line.of(message.plain.text, message.tokens)) is not Voice.OWN:
        return heard
    whole = weigh(message)
    match heard:
        case RecordDeed() | RecordSeveral():
            return _recorded(heard, whole, message)
        case Confirm(command=(RecordDeed() | RecordSeveral()) as command):
            return _after_a_question(heard, command, whole, message)
        case NotUnderstood(Unclear.BAD_DAY):
            return _none_of_it(whole, message, _OVER_A_QUESTION) or heard
        case NotUnderstood(why) if why in _OPEN:
            same, enough = _OPEN[why]
            return heard if whole.sense in same or whole.share < enough else _instead(heard, whole, message)
        case CouldNot() if whole.sense in KINDS and whole.records >= _TOLD_AGAINST:
            after_all = _AT_LAST.search(message.masked.text) and _nothing_against(message)
            return (_deed(whole, message) if after_all else None) or heard
        case WhichKind(then) if whole.sense in KINDS and whole.share >= _TOLD_AGAINST:
            kinded = replace(then, kind=KINDS[whole.sense])
            plain = _is_plain(message, kinded) and _nothing_against(message)
            return kinded if plain else Confirm(kinded)
        case ChangeRoster() if whole.sense is Sense.TO_PARENT and whole.share >= _OVER_AN_ANSWER:
            # 「发给张三和李四家长：返校时间改到五点」
            return _INSTEAD[whole.sense]
        case ShowStudent() if whole.sense is not Sense.STUDENT and whole.share >= _OVER_AN_ANSWER:
            return _instead(heard, whole, message)
        case _:
            return heard


def _is_certain(heard: Heard, message: Message) -> bool:
    """Whether nothing was said beside the deed, or it is said to stand for another month or for another's work."""
    if not isinstance(heard, RecordDeed) or is_plain_who(heard, message.masked):
        return is_plain_who(heard, message.masked)
    return heard.makes_up is not None or heard.done_by != "" or all(one.part in _OF_A_DEED for one in message.tokens)


def _recorded(command: RecordDeed | RecordSeveral, whole: Whole, message: Message) -> Heard:
    """What was heard word by word is asked about where the whole speaks against it; another kind may be plain."""
    if whole.records < _DOUBTED:
        clauses = weigh_clauses(message)
        spoken = whole.records >= _NOWHERE and any(one.records >= _SPOKEN for one in clauses)
        instead = _done_instead(clauses, message)
        nothing = None if instead >= _PERHAPS else _none_of_it(whole, message, _NO_DEED)
        return command if spoken or instead >= _DONE_INSTEAD else nothing or Confirm(command)
    if isinstance(command, RecordSeveral):
        return _only_one(command, whole, message)
    if whole.shares[_SENSE_OF[command.kind]] + whole.shares[Sense.SEVERAL] >= _DOUBTED_KIND:
        return with_those_besides(command, whole, message)
    sure = whole.sense in KINDS and whole.share >= _OTHER_KIND
    return replace(command, kind=KINDS[whole.sense]) if sure else Confirm(command)


def _done_instead(clauses: list[Whole], message: Message) -> float:
    """How surely a clause tells what was done in the place of what the first one denies; 0 where none may."""
    denied = bool(clauses) and clauses[0].records < _NOWHERE and _INSTEAD_OF_IT.search(message.masked.text)
    return max(one.records for one in clauses) if denied else 0.0


def _only_one(several: RecordSeveral, whole: Whole, message: Message) -> Heard:
    """What was said of a deed may sound like another one: 「他爸来电话，聊了聊」 is no talk with the child."""
    told = [deed for deed in several.deeds if deed.kind is KINDS.get(whole.sense)]
    if whole.share < _ONLY_ONE or len(told) != 1 or several.could_not:
        return several
    if len({deed.student_ids for deed in several.deeds}) > 1:
        return several
    note = message.plain.typed.strip()
    return with_topics(replace(told[0], note=note), note)


def _after_a_question(asked: Confirm, command: RecordDeed | RecordSeveral, whole: Whole, message: Message) -> Heard:
    if isinstance(command, RecordDeed) and whole.shares[_SENSE_OF[command.kind]] >= _CERTAIN:
        return command if _is_plain(message, command) and _nothing_against(message) else asked
    if isinstance(command, RecordSeveral) and whole.shares[Sense.SEVERAL] >= _ALL_OF_THEM:
        plain = _is_plain(message, *command.deeds) and _nothing_against(message)
        return command if plain and _OVER.search(message.masked.text) else asked
    return _none_of_it(whole, message, _NO_DEED_ASKED) or asked


def _none_of_it(whole: Whole, message: Message, enough: float) -> Heard | None:
    """What a message is instead that only sounds as if it told of a deed: planned, denied, or a question to us."""
    if whole.share < enough or whole.sense in (*KINDS, Sense.SEVERAL, Sense.UNCERTAIN):
        return None
    return _meant(whole.sense, message)


def _is_plain(message: Message, *deeds: RecordDeed) -> bool:
    """Whether they are said of just those whom the message names, and of a day that is no guess."""
    masked = message.masked
    named = {child for one in masked.named(0, len(masked.text)) for child in one.ids}
    day = settle(masked.days(0, len(masked.text)), message.today)
    vague = len(deeds) == 1 and isinstance(day, Settled) and day.doubt
    unclear = vague or any(deed.makes_up or deed.unresolved for deed in deeds)
    return named == {child for deed in deeds for child in deed.student_ids} and not unclear


def _nothing_against(message: Message) -> bool:
    """Whether no word speaks against a deed, from where it came about at last to where others say something."""
    text = message.masked.text
    at_last, said = _AT_LAST.search(text), _WHAT_WAS_SAID.search(text)
    against = AGAINST.search(text, at_last.start() if at_last else 0, said.start() if said else len(text))
    return not (against or may_be_ahead(message.masked, message.today))


def _instead(heard: NotUnderstood | ShowStudent, whole: Whole, message: Message) -> Heard:
    if whole.sense not in KINDS:
        return _meant(whole.sense, message) or heard
    if isinstance(heard, ShowStudent) or heard.why is not Unclear.UNKNOWN:
        # The steps know why it is none: only where no word of that kind stands in it they took something else for one.
        doubted = whole.records < _CERTAIN or not _nothing_against(message)
        deed = None if doubted else _deed(whole, message)
        denied = isinstance(heard, NotUnderstood) and heard.why is Unclear.NOT_DONE
        sure = whole.records >= _TOLD_AGAINST and not (denied and not _WAS_DONE.search(message.masked.text))
        if deed is None and (before := _told_before(whole, message)):
            return before if len(before.student_ids) == 1 else Confirm(before)
    else:
        deed = _deed(whole, message) if whole.records >= _PERHAPS else None
        sure = whole.records >= _TOLD and _nothing_against(message)
        if deed is None and of_nobody(message.masked, whole) and _nothing_against(message):
            return NotUnderstood(Unclear.NO_STUDENT)
    if deed is None:
        return heard
    return deed if sure else Confirm(deed)


def _deed(whole: Whole, message: Message, end: int | None = None) -> RecordDeed | None:
    """The deed of the whole message, of all children whom it names, in what stands before `end`."""
    masked = message.masked
    end = len(masked.text) if end is None else end
    named = masked.named(0, end)
    day = settle(masked.days(0, end), message.today)
    if not named or not all(one.sure for one in named) or isinstance(day, Unclear) or day.doubt:
        return None
    ids = tuple(dict.fromkeys(one.ids[0] for one in named))
    note = message.plain.typed.strip()
    found = with_topics(RecordDeed(KINDS[whole.sense], ids, day.on, note, within=day.within), note)
    return found if isinstance(found, RecordDeed) else None


def _told_before(whole: Whole, message: Message) -> RecordDeed | None:
    """The deed of what is told before the first word against it: 「跟张三聊了半天他不怎么爱说话」."""
    text = message.masked.text
    against = AGAINST.search(text)
    if against is None or whole.share < _TOLD_AGAINST or _IN_VAIN.search(text):
        return None
    head = weigh_part(message, 0, against.start())
    if head.sense is not whole.sense or head.share < _TOLD_BEFORE or not _TOLD_AS_OVER.search(text, 0, against.start()):
        return None
    return _deed(whole, message, against.start())


def _meant(sense: Sense, message: Message) -> Heard | None:
    """What is heard instead, as far as the whole can say; None where its words are needed."""
    if sense in _INSTEAD:
        return _INSTEAD[sense]
    if sense in _WISHES:
        return _wish(_WISHES[sense], message)
    named = _named(message)
    if sense is Sense.STUDENT:
        return show(tuple(dict.fromkeys(named[0].ids))) if len(named) == 1 else NotUnderstood(Unclear.QUESTION)
    return None


def _wish(wish: RosterWish, message: Message) -> ChangeRoster | None:
    """What only the roster can change; None where nobody is named, or where it is only spoken or asked of."""
    text = message.outline.text
    ids, names = children_in(message), strangers(message) if wish is RosterWish.PAIR else ()
    if not (ids or names) or is_reported(text) or is_question(text):
        return None
    return ChangeRoster(wish, ids, names)


def _named(message: Message) -> list[Named]:
    masked = message.masked
    return [one for one in masked.named(0, len(masked.text)) if one.sure]
