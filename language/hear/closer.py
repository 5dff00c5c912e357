"""Which of two readings of one sentence says better what was meant: as a command, or as free speech."""

from dataclasses import replace
from itertools import pairwise
from typing import TypeGuard

from duty.commands import CouldNot, RecordDeed, RecordSeveral, Undo
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear.frame_words import SUBJECT
from language.hear.line import Line
from language.hear.names import Care
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.said import Said
from language.hear.unknown_names import like_a_name

# Refusals for want of words that a command has: free speech may have others.
_VAGUE = frozenset({Unclear.UNKNOWN, Unclear.NO_KIND})
# What a single word in it made of a sentence; free speech sees what the word belongs to.
_READ_CLOSER = frozenset({Unclear.NOT_DONE, Unclear.QUESTION, Unclear.OTHERS_WORK})


# What is said behind a name, or before a number of children, and is no part of one.
_SMALL = regex("^小|(?:[只先是都也就又还才刚阿子]|进行)$")
_SHORTEST = 2
_SUBJECT = regex(SUBJECT)
_NO_NAME = regex(r"(?:[今昨前]天|一共|总共|分别|先后)+")


def _is_told_of(name: str, told: Heard, care: Care) -> bool:
    """Whether a name that fits nobody is only one of the children told of and a word: 「张三只」, 「张三国语」."""
    deeds = told.deeds if isinstance(told, RecordSeveral) else (told,) if isinstance(told, RecordDeed) else ()
    known = {care.spoken[child] for deed in deeds for child in deed.student_ids}
    said = _SMALL.sub("", name)
    named = any(child.endswith(said) for child in known) and len(said) >= _SHORTEST
    taught = any(_SUBJECT.fullmatch(name.removeprefix(one)) for one in known)
    return bool(known) and (taught or (said != name and named) or _NO_NAME.fullmatch(name) is not None)


def is_closer(refusal: NotUnderstood, told: Heard, care: Care, *, lost: bool) -> bool:
    """Whether free speech says better what a command was refused for; a doubt of it outweighs no refusal."""
    if refusal.why is Unclear.FUTURE_DAY:
        return isinstance(told, NotUnderstood | CouldNot)
    if refusal.why is Unclear.NO_STUDENT:
        return isinstance(told, RecordDeed)
    if refusal.why in _READ_CLOSER:
        return refusal.why is Unclear.OTHERS_WORK or not isinstance(told, Confirm)
    if refusal.why is Unclear.UNKNOWN_STUDENT and all(_is_told_of(name, told, care) for name in refusal.names):
        return True
    return lost or refusal.why in _VAGUE


def deed_of(told: Heard | None) -> RecordDeed | None:
    """The one deed that a sentence comes to, even if it is to be asked first."""
    command = told.command if isinstance(told, Confirm) else told
    return command if isinstance(command, RecordDeed) else None


def says_more(command: RecordDeed, deed: RecordDeed, said: Said) -> bool:
    """Whether free speech saw where or when a deed was done, and the command did not.

    Whoever speaks with the parents at their home visits them; the day may stand behind the note: 「…，上周二」.
    """
    if (command.kind is Kind.CONTACT or said.loose) and deed.kind is Kind.HOME_VISIT:
        return True
    whichever = command.makes_up is None or command.makes_up.per is None
    dated = not said.days and whichever and deed.happened_on != command.happened_on
    return dated and not command.unresolved and same(command, deed)


def names_more(heard: Heard, deed: RecordDeed) -> bool:
    """Whether free speech saw more of the children than the command: 「张三、李四两户入户」.

    Of a command that is asked about, what stands behind it may be the further child's.
    """
    command = deed_of(heard)
    if command is None or (command is not heard and command.note):
        return False
    return command.kind is deed.kind and set(command.student_ids) < set(deed.student_ids)


def same(command: RecordDeed | RecordSeveral | Undo, deed: RecordDeed) -> TypeGuard[RecordDeed]:
    """Whether a command and free speech come to the same deed, but for its day."""
    if not isinstance(command, RecordDeed) or any(like_a_name(name) for name in command.unresolved):
        return False
    return (command.kind, command.student_ids) == (deed.kind, deed.student_ids)


def with_fuller_note(heard: Heard, told: RecordDeed | None, line: Line, said: Said) -> Heard:
    """A command with the note of free speech, where that keeps more of the words: 「我和李老师去张三家家访了」."""
    command = heard.command if isinstance(heard, Confirm) else heard
    if not isinstance(command, RecordDeed) or told is None or command.makes_up or not same(command, told):
        return heard
    about = said.loose and command.note and not line.ends(said.end)
    if not (about or _drops(line, said)) or not told.note.endswith(command.note):
        return heard
    noted = replace(command, note=told.note)
    return replace(heard, command=noted) if isinstance(heard, Confirm) else noted


def _drops(line: Line, said: Said) -> bool:
    """Whether a command passed over words that say more than a command does."""
    parts = line.parts[: said.end]
    apart = any(part is Part.AFFIX and before not in (Part.NAME, Part.AFFIX) for before, part in pairwise(parts))
    return not said.strangers and (apart or Part.WORD in parts or Part.OTHER in parts)


def asked_first(heard: Heard) -> Heard | None:
    """A record that comes only after the sender's yes; None where there is none."""
    if isinstance(heard, RecordDeed | RecordSeveral):
        return Confirm(heard)
    if isinstance(heard, WhichStudent):
        return replace(heard, doubt=True)
    return heard if isinstance(heard, Confirm) else None
