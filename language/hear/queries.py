"""The messages that ask the bot for something, or answer its numbered question."""

from collections.abc import Mapping, Set

from duty.commands import (
    EndLeave,
    GapKind,
    NextPage,
    ShowGaps,
    ShowHelp,
    ShowLedger,
    ShowProgress,
    ShowRecording,
    ShowRelaying,
    ShowStudent,
    ShowTodo,
    Undo,
)
from duty.family_links import ShowFamilyLinks
from duty.hearing import Choice, Heard, NotUnderstood, Unclear, WhichStudent
from duty.reach import ShowReach
from duty.relaying import SendNow, ShowLetters
from language.hear.dates import number
from language.hear.grammar import Ask
from language.hear.names import Named
from language.hear.normalise import DOT, Plain
from language.hear.opening import alone
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.tokens import Token
from language.hear.unknown_names import is_han

_CHOICE = regex(
    r"(?:我?选|是|回复?:?)?\s*第?\s*[(\[]?\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*[)\].、,。!]*\s*(?:个|位|项"
    r"|条)?[吧呀啊.。!]*"
)
_PASSED_OVER = frozenset({Part.FILL, Part.GAP, Part.PREP, Part.AFFIX, Part.DONE, Part.LOOSE, Part.JOIN})
_ABOUT_A_CHILD = _PASSED_OVER | {Part.NAME, Part.DEED, Part.PAPER, Part.DAY, Part.QUESTION, Part.ASK, Part.PARENT}
_ABOUT_DUTIES = _PASSED_OVER | {
    Part.DEED,
    Part.DAY,
    Part.ASK,
    Part.QUESTION,
    Part.NOT,
    Part.FAILED,
    Part.PLAN,
    Part.REQUEST,
    Part.PAPER,
}

SimpleRequest = (
    SendNow
    | ShowRecording
    | ShowRelaying
    | Undo
    | EndLeave
    | ShowProgress
    | ShowGaps
    | ShowLedger
    | ShowLetters
    | ShowReach
    | ShowFamilyLinks
)
_SIMPLE: Mapping[Ask, SimpleRequest] = {
    Ask.SEND: SendNow(),
    Ask.RECORDING: ShowRecording(),
    Ask.RELAYING: ShowRelaying(),
    Ask.UNDO: Undo(),
    Ask.PROGRESS: ShowProgress(),
    Ask.GAPS: ShowGaps(None, GapKind.PAIRING),
    Ask.LEDGER: ShowLedger(),
    Ask.FAMILY_LINKS: ShowFamilyLinks(),
    Ask.LETTERS: ShowLetters(),
    Ask.REACH: ShowReach(),
}


def choice(plain: Plain) -> Choice | None:
    """A bare number from 1 to 99: 2, 二, 第2个, 选2."""
    found = _CHOICE.fullmatch(plain.text.strip())
    if not found or plain.cut:
        return None
    chosen = number(found[1])
    return Choice(chosen) if 1 <= chosen <= 99 else None


def simple_request(plain: Plain) -> SimpleRequest | None:
    """A message that is nothing but one request."""
    asked = alone(plain)
    if asked is Ask.BACK:
        return None if "?" in plain.text else EndLeave()
    return _SIMPLE.get(asked) if asked else None


def query(plain: Plain, tokens: tuple[Token, ...]) -> Heard | None:
    """What a message asks for, or None where it asks for nothing that the bot can answer."""
    if plain.cut:
        return None
    essential = [token for token in tokens if token.part not in _PASSED_OVER]
    parts = {token.part for token in essential}
    asks = {token.means for token in essential if token.part is Part.ASK}
    if Part.NAME in parts:
        return _about_named(essential, parts, asks, done=any(token.part is Part.DONE for token in tokens))
    if asks == {Ask.STUDENT} and essential[0].part is Part.ASK:
        return _about_nobody(plain, essential[0])
    if not asks or not parts <= _ABOUT_DUTIES:
        return None
    return _simple(asks - {Ask.STUDENT}, parts, questioned=plain.text.rstrip().endswith("?"))


def _simple(asks: Set[object], parts: set[Part], *, questioned: bool) -> Heard | None:
    # A question mark is also a word for help, but not behind another question.
    if asks == {Ask.TODO} or (questioned and asks == {Ask.TODO, Ask.HELP}):
        return ShowTodo()
    if Ask.HELP in asks and asks <= {Ask.HELP, Ask.TODO}:
        return ShowHelp()
    if parts != {Part.ASK} and parts != {Part.ASK, Part.DAY}:
        return None
    return NextPage() if asks == {Ask.NEXT} else None


def _about_named(essential: list[Token], parts: set[Part], asks: Set[object], *, done: bool) -> Heard | None:
    first = essential[0]
    if first.part is Part.ASK and parts == {Part.ASK, Part.NAME} and not done and asks in ({Ask.HELP}, {Ask.RECORDING}):
        return ShowHelp() if asks == {Ask.HELP} else ShowRecording()
    if Ask.UNDO in asks:
        return None
    opened = first.part is Part.ASK and first.means is Ask.STUDENT
    shown = first.part is Part.NAME and (Part.PAPER in parts or Ask.TODO in asks) and not done
    if not (opened or shown) or not parts <= _ABOUT_A_CHILD:
        return None
    ids = tuple(dict.fromkeys(i for token in essential if isinstance(token.means, Named) for i in token.means.ids))
    return show(ids)


def show(ids: tuple[int, ...]) -> ShowStudent | WhichStudent:
    """Show the one child, or ask which of several."""
    return ShowStudent(ids[0]) if len(ids) == 1 else WhichStudent(ShowStudent(0), (ids,))


def _about_nobody(plain: Plain, ask: Token) -> NotUnderstood:
    name = plain.text[ask.end :].strip(f" \n:,。!?{DOT}")
    if not name:
        return NotUnderstood(Unclear.NO_STUDENT)
    if (2 <= len(name) <= 4 and is_han(name)) or DOT in name:
        return NotUnderstood(Unclear.UNKNOWN_STUDENT, (name,))
    return NotUnderstood(Unclear.UNKNOWN)
