"""What a message says besides the word that opens or closes a request: children, a kind, a day, and what follows."""

from dataclasses import dataclass
from datetime import date

from duty.kinds import Kind
from language.hear.days_ahead import read_day_ahead
from language.hear.names import Care, Named
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.unknown_names import like_a_name
from language.hear.words import WORDS

_LIGHT = regex(
    r"[ \n:,、!~]|同学|小朋友|和|跟|与|给|去|到|至|的|再|在|对|家(?!访|长)|我|一下|一次|提醒|吧|请|帮|把|将|这次"
    r"|那次|本次|这个|这"
)
_EVERYBODY = regex(r"全部|全都|所有(?:的|人)?|统统")
_STRANGER = regex(r"[\u3400-\u9fff·]{2,6}")


@dataclass(slots=True)
class Rest:
    """Filled from left to right; `end` is where it stopped in the plain text, `days` hold None for no day at all.

    `everybody`: 全部 was said, and nobody was named.
    """

    named: list[Named]
    strangers: list[str]
    days: list[date | None]
    kind: Kind | None = None
    everybody: bool = False
    end: int = 0

    @property
    def ids(self) -> tuple[int, ...]:
        """The children named beyond doubt, each once."""
        return tuple(dict.fromkeys(named.ids[0] for named in self.named if len(named.ids) == 1))

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The names that fit several children."""
        return tuple(dict.fromkeys(named.ids for named in self.named if len(named.ids) > 1))


def read_rest(text: str, start: int, stop: int, care: Care, today: date, *, reason_follows: bool = False) -> Rest:
    """Read from `start` for as long as the words belong to a request, at most to `stop`.

    With `reason_follows` it ends where child and kind are known and a new word begins: 「家里没人」 is the reason.
    """
    rest = Rest([], [], [], end=start)
    while rest.end < stop and not (reason_follows and _is_complete(text, rest)) and _step(text, rest, care, today):
        pass
    return rest


def _is_complete(text: str, rest: Rest) -> bool:
    return bool(rest.named) and rest.kind is not None and text[rest.end - 1] in " \n,:"


def _step(text: str, rest: Rest, care: Care, today: date) -> bool:
    """One stretch; false where no word of a request stands."""
    here = rest.end
    named = care.names.match(text, here)
    word = WORDS.match(text, here)
    day = read_day_ahead(text, here, today)
    light = _LIGHT.match(text, here)
    everybody = None if rest.named else _EVERYBODY.match(text, here)
    if named:
        rest.named.append(named[1])
        rest.end = named[0]
    elif day:
        rest.days.append(day[1])
        rest.end = day[0]
    elif word and word[1].part is Part.DEED and isinstance(word[1].means, Kind) and rest.kind in (None, word[1].means):
        rest.kind, rest.end = word[1].means, word[0]
    elif light:
        rest.end = light.end()
    elif everybody:
        rest.everybody, rest.end = True, everybody.end()
    else:
        return _stranger(text, rest)
    return True


def _stranger(text: str, rest: Rest) -> bool:
    found = _STRANGER.match(text, rest.end)
    name = found[0] if found else ""
    if rest.named or not like_a_name(name):
        return False
    rest.strangers.append(name)
    rest.end += len(name)
    return True
