"""How a message was read, step by step: what was recognised in it, what it tells of, and which step answered."""

from dataclasses import dataclass
from datetime import date

from duty.danger import Risk
from duty.hearing import Heard
from duty.kinds import Kind
from language.hear.dates import Day
from language.hear.line import Line
from language.hear.mood import Mood
from language.hear.named import How, Named
from language.hear.names import Care
from language.hear.pipeline import hear, read, step_by_step
from language.hear.risk import risk
from language.hear.sentence import events
from language.hear.whole import Whole, weigh


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
    """How a message was read.

    `plain` is the message in plain form, `masked` the same in the letters of the patterns; `step` made `by_steps` of
    it. `whole` is what the message as a whole is, None where the step was certain; `heard` is what comes of both.
    """

    plain: str
    recognised: tuple[Recognised, ...]
    masked: str
    told: tuple[Told, ...]
    risk: Risk
    step: str
    by_steps: Heard
    whole: Whole | None
    heard: Heard


def explain(text: str, today: date, care: Care) -> Explained:
    """Read a message as `hear` does, and keep what each step saw."""
    message = read(text, today, care)
    line = Line.of(message.plain.text, message.tokens)
    masked = message.masked
    deeds, _ = events(masked, today)
    answer, whole = step_by_step(message), weigh(message)
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
        answer.step,
        answer.heard,
        None if answer.is_certain else whole,
        hear(text, today, care),
    )


def _recognised(line: Line) -> list[Recognised]:
    found = []
    for index, token in enumerate(line.tokens):
        if isinstance(token.means, Named):
            found.append(Recognised(line.said(index), token.means.ids, token.means.how))
        elif isinstance(token.means, Day):
            found.append(Recognised(line.said(index), day=token.means.on))
    return found
