"""How a message was read, step by step: what was recognised in it, what it tells of, and which step answered."""

from dataclasses import dataclass
from datetime import date

from duty.danger import Risk
from duty.hearing import Heard
from duty.kinds import Kind
from language.hear.amended import amended
from language.hear.dates import Day
from language.hear.line import Line
from language.hear.logged import as_logged
from language.hear.masked import mask
from language.hear.message import Message
from language.hear.mood import Mood
from language.hear.named import How, Named
from language.hear.names import Care
from language.hear.pipeline import STEPS, read, told
from language.hear.risk import risk
from language.hear.sentence import events


@dataclass(frozen=True, slots=True)
class Recognised:
    """A stretch that was recognised as a name or as a day."""

    said: str
    children: tuple[int, ...] = ()
    how: How | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A deed that a clause tells of: by which words, of what kind, how it is meant, for whom."""

    said: str
    kind: Kind
    mood: Mood
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """`plain` is the message in plain form, `masked` the same in the letters of the patterns, `step` who answered."""

    plain: str
    recognised: tuple[Recognised, ...]
    masked: str
    told: tuple[Told, ...]
    risk: Risk
    step: str
    heard: Heard


def explain(text: str, today: date, care: Care) -> Explained:
    """Read a message as `hear` does, and keep what each step saw."""
    message = read(text, today, care)
    line = Line.of(message.plain.text, message.tokens)
    masked = mask(amended(line))
    deeds, _ = events(masked, today)
    step, heard = _first_answer(message)
    return Explained(
        message.plain.text,
        tuple(_recognised(line)),
        masked.text,
        tuple(
            Told(
                masked.said(deed.start, deed.end), deed.kind, deed.mood, tuple(i for one in deed.named for i in one.ids)
            )
            for deed in deeds
        ),
        risk(text, care.spoken.values()),
        step,
        heard,
    )


def _first_answer(message: Message) -> tuple[str, Heard]:
    """The step that answered, and what; a record as a log is kept, whatever a step made of its note."""
    answers = ((step, found) for step in STEPS if (found := step(message)) is not None)
    step, heard = next(answers, (told, None))
    heard = heard or told(message)
    logged = as_logged(message, heard)
    return (step if logged == heard else as_logged).__name__, logged


def _recognised(line: Line) -> list[Recognised]:
    found = []
    for index, token in enumerate(line.tokens):
        if isinstance(token.means, Named):
            found.append(Recognised(line.said(index), token.means.ids, token.means.how))
        elif isinstance(token.means, Day):
            found.append(Recognised(line.said(index), day=token.means.on))
    return found
