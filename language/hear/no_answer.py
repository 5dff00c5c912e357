"""Words of a teacher by which a family's words wait no more: answered on the phone, or no answer needed."""

import re
import unicodedata
from dataclasses import dataclass

from duty.unanswered import Closed

_SAID = {
    Closed.PHONE: r"(?:已经?)?(?:打)?电话(?:里)?(?:已经?)?回(?:复)?(?:过|完)?了|(?:已经?)(?:打)?电话回复?",
    Closed.NO_NEED: r"(?:这条)?(?:不用|不必|不需要|无需)(?:再)?回(?:复)?了?",
}
_ONE = r"(?:第|#)?\s*(?P<{0}>\d{{1,9}})\s*(?:号|条)?\s*[,:]?\s*"
_ALL = {
    how: re.compile(rf"(?:{_ONE.format('before')})?(?:{said})\s*[,:]?\s*(?:{_ONE.format('behind')})?[\s.!~。]*")
    for how, said in _SAID.items()
}


@dataclass(frozen=True, slots=True)
class Settled:
    """How words were settled, and the number of their note, None where none was said."""

    how: Closed
    number: int | None


def settled(text: str) -> Settled | None:
    """What a text says of a family's words, where it says nothing else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for how, said in _ALL.items():
        if found := said.fullmatch(plain):
            number = found["before"] or found["behind"]
            return Settled(how, int(number) if number else None)
    return None
