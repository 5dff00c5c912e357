"""The way from a typed message to what was heard: steps that each read one thing, in the order of their certainty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from duty.commands import Correct, CouldNot, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear
from duty.kinds import Kind
from language.hear import slips
from language.hear.about_child import about_child, is_one_clause, surely_asks
from language.hear.agreed import agreed
from language.hear.amended import amended
from language.hear.asides import done_of_nothing, small_talk
from language.hear.away import own_leave
from language.hear.corrections import correction
from language.hear.counts import left, progress
from language.hear.deeds import deed
from language.hear.delays import could_not, postpone
from language.hear.family_links import renewed_link
from language.hear.gaps import ledger, more_exactly, pairing_gaps
from language.hear.happenings import told_event, typed_event
from language.hear.kept import with_all_told
from language.hear.leaving import leaving
from language.hear.letters_asked import of_letters
from language.hear.line import Line
from language.hear.logged import as_logged
from language.hear.made_up_besides import made_up_besides
from language.hear.manner import with_manner
from language.hear.meant_other import asked_which
from language.hear.message import Message
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.open_day import asked_when
from language.hear.putting_off import put_off
from language.hear.queries import choice, query, simple_request
from language.hear.reaching import reach
from language.hear.regex import regex
from language.hear.relays import hint, note
from language.hear.reports import report
from language.hear.roster_wishes import roster_wish
from language.hear.small_talk import chatter
from language.hear.spoken import without_fillers
from language.hear.usage import usage

# Who cares for a child is asked, and nothing told.
_WHO = regex(r"(?:是谁|归谁管?|谁在?(?:带|管|负责))[?呀啊呢 ]*$")
# A record that says of itself that it is wrong may be a correction.
_TAKEN_BACK = regex(r"(?:记|说|搞|弄|写|打|发)错了?|我?[写记填录]成")

# 「写成家访了，其实是打电话，改过来」.
_PUT_RIGHT = regex(r"改过来|改一下|更正|[写记填打选点标录]成")

# What a sentence that denies must have, to be a question all the same.
_ASKS = regex(r"[?吗么呢]|谁|哪|几|多久|还是|为[嘛么啥]|是不是|有没有|没[有得]?\W*$")

# A name before which nothing was told of, and a word that takes it back.
_BEGINS_WITH_A_SLIP = regex(r"我?(?:D)?[和跟与找给]N[,. 啊哦呃嗯]+(?:说错|不对|错了|打错|不是)")

# 「应该是上周三吧我去的」, 「我应该是礼拜三谈的」: who tells a deed is not sure of its day.
_GUESSES_A_DAY = regex(
    r"^[^NK]{0,8}(?:应该|大概|估计|可能|好像)是?D吧我|我(?:应该|大概|估计|好像)是?D[^D]{1,10}的[吧哈啊呀]*$"
)

Step = Callable[[Message], Heard | None]
"""Reads one thing in a message, or gives None where it is not there."""


def read(text: str, today: date, care: Care) -> Message:
    """A message in plain form, with the slips in its command words put right."""
    return Message(without_fillers(slips.put_right(normalise(text), care), care), care, today)


def hear(text: str, today: date, care: Care) -> Heard:
    """What a sender who has these children in care means by a message of `today`.

    Nothing is recorded on a guess: what could be read in two ways comes back as a question.
    """
    message = read(text, today, care)
    answer = step_by_step(message)
    heard = answer.heard if answer.is_certain else more_exactly(agreed(answer.heard, message), message)
    heard = with_all_told(asked_when(asked_which(heard, message), message), message)
    return with_manner(told_event(heard, answer.heard, message), message)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the steps make of a message, and which of them answered.

    Not certain is what is only told of, in words that no step takes for its own: it may be something else as a whole.
    """

    step: str
    heard: Heard
    is_certain: bool


def step_by_step(message: Message) -> Answer:
    """The first step that finds what it reads answers; a record as a log is kept, whatever a step made of its note."""
    answers = ((step, found) for step in STEPS if (found := step(message)) is not None)
    step, heard = next(answers, (told, None))
    is_certain = heard is not None and heard != NotUnderstood(Unclear.CORRECTION)
    heard = heard or told(message)
    logged = as_logged(message, heard)
    return Answer(step.__name__, heard, is_certain) if logged == heard else Answer(as_logged.__name__, logged, True)


def empty(message: Message) -> NotUnderstood | None:
    """Nothing but space and invisible characters."""
    return None if message.plain.text.strip() else NotUnderstood(Unclear.EMPTY)


def number(message: Message) -> Heard | None:
    """A bare number, the answer to a numbered question."""
    return choice(message.plain)


def one_request(message: Message) -> Heard | None:
    """A message that is nothing but one request: 确认, 怎么转告."""
    return simple_request(message.plain)


def words_to_parents(message: Message) -> Heard | None:
    """A note to a guardian or an answer to one; what stands in it is neither a deed nor a question to us."""
    return note(message.plain, message.opened, message.care)


def command_to_postpone(message: Message) -> Heard | None:
    """推迟 with children and a day, in the words of the help."""
    return postpone(message.plain, message.opened, message.care, message.today)


def done_what(message: Message) -> Heard | None:
    """办过了 and nothing else, as it stands on the button of a card."""
    return done_of_nothing(message.plain)


def kind_words(message: Message) -> Heard | None:
    """Greetings, thanks and stickers alone."""
    return small_talk(message.plain, message.tokens)


def command_to_ask(message: Message) -> Heard | None:
    """待办, 查 张三, 撤销 and 帮助, in the words of the help."""
    return query(message.plain, message.tokens)


def put_right(message: Message) -> Heard | None:
    """A correction of what was recorded before; 「是张三还是李四没家访」 only looks like one."""
    if message.is_noted:
        return None
    heard = correction(message.plain, message.tokens, message.care, message.today)
    if isinstance(heard, Correct) and (_tells_anew(message, heard) or _GUESSES_A_DAY.search(message.outline.text)):
        return None
    vague = isinstance(heard, NotUnderstood) and heard.why is Unclear.CORRECTION
    if vague and _amends_itself(message):
        return None
    return (about_child(message) if vague else None) or heard


def _tells_anew(message: Message, heard: Correct) -> bool:
    """Whether speech only corrects itself: 「和张三，说错了，和李四谈了心」, or says one day of all it tells."""
    told = deed(message.plain, message.tokens, message.care, message.today)
    if isinstance(told, RecordSeveral):
        children = {child for one in told.deeds for child in one.student_ids}
        return children == set(heard.of) and not _PUT_RIGHT.search(message.plain.text)
    slip = _BEGINS_WITH_A_SLIP.match(message.outline.text)
    return isinstance(told, RecordDeed) and told.student_ids == heard.student_ids and slip is not None


def _amends_itself(message: Message) -> bool:
    """「昨天，不对，前天我去了张三家」 tells a deed and puts right only what it says itself."""
    line = Line.of(message.plain.text, message.tokens)
    told = deed(message.plain, message.tokens, message.care, message.today)
    return amended(line) is not line and isinstance(told, RecordDeed | Confirm)


def in_vain(message: Message) -> Heard | None:
    """没能做到 with a child and a deed: why it could not be."""
    return could_not(message.plain, message.opened, message.care, message.today)


def told(message: Message) -> Heard:
    """A deed, or a question about one, news of a leave, or small talk."""
    plain, care, today = message.plain, message.care, message.today
    heard = deed(plain, message.tokens, care, today)
    asked = about_child(message)
    if _WHO.search(plain.text):
        return asked or NotUnderstood(Unclear.QUESTION)
    if isinstance(heard, RecordSeveral) and _TAKEN_BACK.search(plain.text):
        return Confirm(heard)
    if isinstance(heard, RecordDeed) and heard.kind is Kind.HOME_VISIT and (moved := leaving(message)):
        # 「张三家搬到县城去了，学籍也转了」
        return moved
    if isinstance(heard, RecordDeed | RecordSeveral):
        noted = isinstance(heard, RecordSeveral) or (heard.note and not surely_asks(message))
        return asked if asked and not noted and is_one_clause(message) else heard
    denied = isinstance(heard, CouldNot) or (isinstance(heard, NotUnderstood) and heard.why is Unclear.NOT_DONE)
    if asked and not (denied and not _ASKS.search(plain.text) and not surely_asks(message)):
        return asked
    return leaving(message) or hint(plain, message.opened, care) or chatter(message, heard) or heard


STEPS: tuple[Step, ...] = (
    empty,
    number,
    one_request,
    renewed_link,
    of_letters,
    words_to_parents,
    command_to_postpone,
    report,
    done_what,
    kind_words,
    typed_event,
    own_leave,
    pairing_gaps,
    reach,
    roster_wish,
    put_off,
    usage,
    ledger,
    left,
    progress,
    command_to_ask,
    put_right,
    in_vain,
    made_up_besides,
)
