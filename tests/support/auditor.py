"""The auditor: compares what must have reached which phone with what the phones show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN = "bot"


@dataclass(frozen=True)
class Line:
    """One line of a phone: whose phone, who said it (`bot`: it came from the product), and its text."""

    phone: str
    sender: str
    text: str


@dataclass(frozen=True)
class Expected:
    """Words, unique in the whole run, that one phone must show exactly once.

    `seen_by`: further phones that rightly show them, such as the author's, who sees a preview.
    """

    phone: str
    words: str
    seen_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Count:
    """How many lines with these words a phone must show, where the words are not unique."""

    phone: str
    words: str
    times: int


@dataclass(frozen=True)
class Once:
    """Words of `writer` that one of a person's phones shows once; or none, and then the writer was told so.

    What nobody can know, whether it went, goes to a human instead of going twice: `told` are the words for that.
    """

    phones: frozenset[str]
    words: str
    writer: str
    told: tuple[str, ...]


def audit_ways(once: Iterable[Once], lines: Sequence[Line]) -> list[str]:
    """The same of what goes on several ways; a writer must have been told as often as something did not come."""
    came, faults = [line for line in lines if line.sender == SHOWN], list[str]()
    missing: dict[tuple[str, tuple[str, ...]], int] = {}
    for one in once:
        places = [line.phone for line in came if one.words in line.text and line.phone != one.writer]
        if len(places) > 1:
            faults.append(f"double: {one.words} came {len(places)} times")
        faults += [f"stray: {one.words} came to {phone}" for phone in places if phone not in one.phones]
        missing[one.writer, one.told] = missing.get((one.writer, one.told), 0) + (not places)
    for (writer, told), times in missing.items():
        heard = sum(1 for line in came if line.phone == writer and any(word in line.text for word in told))
        if heard < times:
            faults.append(f"lost: {times} words of {writer} did not come, and {writer} was told of {heard}")
    return faults


def audit(expected: Iterable[Expected], counts: Iterable[Count], lines: Sequence[Line]) -> list[str]:
    """What is wrong, a sentence a fault; empty where every message arrived once, and only where it belongs."""
    came = [line for line in lines if line.sender == SHOWN]
    faults: list[str] = []
    for one in expected:
        times = sum(1 for line in came if line.phone == one.phone and one.words in line.text)
        if times != 1:
            faults.append(f"{'lost' if not times else 'double'}: {one.words} came {times} times to {one.phone}")
        strays = {line.phone for line in came if one.words in line.text} - {one.phone} - one.seen_by
        faults += [f"stray: {one.words} came to {phone}" for phone in sorted(strays)]
    for count in counts:
        times = sum(1 for line in came if line.phone == count.phone and count.words in line.text)
        if times != count.times:
            faults.append(f"counted: {count.words} came {times} times instead of {count.times} to {count.phone}")
    return faults
