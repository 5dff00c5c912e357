"""Whom the platform's directory of a school means: its students and parents beside those of the roster, as values.

Nothing is guessed: what fits exactly one is matched, and of all else it is said why it does not.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from duty.people import Kin

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class ListedParent:
    """A parent as the directory names one for a child; `phone` digits or "".

    `kin` None: the word for the relation says nothing certain (家长).
    """

    account: str
    relation: str
    kin: Kin | None
    phone: str
    follows: bool

    @property
    def key(self) -> str:
        """The account as it is compared: the platform does not mind its case."""
        return self.account.casefold()


@dataclass(frozen=True, slots=True)
class ListedStudent:
    """A student as the directory has one. `name` and each of `places` are spelt plainly, to be compared."""

    account: str
    name: str
    places: frozenset[tuple[str, ...]]
    parents: tuple[ListedParent, ...]

    @property
    def key(self) -> str:
        return self.account.casefold()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A student of the roster, spelt as in ListedStudent; `account` in small letters, "" where none is known."""

    id: int
    account: str
    name: str
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownGuardian:
    """A guardian whom the books have, `account` in small letters; `made`: by the directory, not by the roster."""

    id: int
    account: str
    relation: str
    kin: Kin | None
    phone: str
    no_contact: bool = False
    made: bool = False
    removed: bool = False
    follows: bool | None = None


class Why(StrEnum):
    """Why something is left to a human."""

    SHARED_ACCOUNT = "shared_account"  # several of the roster have the account
    OTHER_NAME = "other_name"  # the account belongs to somebody of another name
    NAMESAKES = "namesakes"  # several of one name in one class
    OTHER_CLASS = "other_class"  # the name is there, in another class only
    MISSING = "missing"  # the directory has nobody of the name
    OTHER_KIN = "other_kin"  # the roster's account belongs to another relation
    OTHER_PHONE = "other_phone"  # the same relation, another phone
    SEVERAL_OF_KIN = "several_of_kin"
    UNKNOWN_RELATION = "unknown_relation"
    MAYBE_NO_CONTACT = "maybe_no_contact"  # could be the one to whom nothing goes
    UNKNOWN_ACCOUNT = "unknown_account"  # staff: the directory has nobody of account or name
    OTHER_ACCOUNT = "other_account"  # staff: the name is there under another account


@dataclass(frozen=True, slots=True)
class StudentDoubt:
    """A student of the roster of whom it is not certain who that is in the directory."""

    student_id: int
    why: Why


@dataclass(frozen=True, slots=True)
class ParentDoubt:
    """A parent of the directory of whom it is not certain which guardian of the child that is."""

    relation: str
    why: Why


@dataclass(frozen=True, slots=True)
class StudentMatches:
    """Who is whom, by the roster's id; `unknown` counts the students whom the roster does not have."""

    found: Mapping[int, ListedStudent]
    doubts: tuple[StudentDoubt, ...]
    unknown: int


def match_students(listed: Sequence[ListedStudent], enrolled: Sequence[Enrolled]) -> StudentMatches:
    """By account, and where the roster has none that is known, by name and class."""
    by_account = {one.key: one for one in listed}
    held = Counter(one.account for one in enrolled if one.account)
    found: dict[int, ListedStudent] = {}
    doubts: dict[int, Why] = {}
    for one in enrolled:
        same = by_account.get(one.account)
        if same is None:
            continue
        if held[one.account] > 1:
            doubts[one.id] = Why.SHARED_ACCOUNT
        elif same.name != one.name:
            doubts[one.id] = Why.OTHER_NAME
        else:
            found[one.id] = same
    taken = {one.account for one in enrolled}
    free = [one for one in listed if one.key not in taken]
    rest = [one for one in enrolled if one.id not in found and one.id not in doubts]
    _by_name(free, rest, found, doubts)
    return StudentMatches(
        found, tuple(StudentDoubt(*doubt) for doubt in sorted(doubts.items())), len(listed) - len(found)
    )


def _by_name(
    listed: Iterable[ListedStudent],
    enrolled: Sequence[Enrolled],
    found: dict[int, ListedStudent],
    doubts: dict[int, Why],
) -> None:
    """Adds who is the only one of the name in the class on both sides."""
    there, names = defaultdict(list), Counter[str]()
    for one in listed:
        names[one.name] += 1
        for place in one.places:
            there[one.name, place].append(one)
    here = Counter((one.name, one.place) for one in enrolled)
    for child in enrolled:
        fitting = there[child.name, child.place]
        if len(fitting) == 1 and here[child.name, child.place] == 1:
            found[child.id] = fitting[0]
        elif fitting:
            doubts[child.id] = Why.NAMESAKES
        else:
            doubts[child.id] = Why.OTHER_CLASS if names[child.name] else Why.MISSING


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in their order."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the staff, in the roster or in the directory; `account` as spelt there."""

    account: str
    name: str


@dataclass(frozen=True, slots=True)
class StaffDoubt:
    """A member of the roster whom the directory does not have under this account; `others`: accounts of that name."""

    member: Colleague
    why: Why
    others: tuple[str, ...] = ()


def doubt_staff(listed: Sequence[Colleague], roster: Sequence[Colleague]) -> tuple[StaffDoubt, ...]:
    """Accounts are compared whatever their case; one that is somebody else's in the roster is not offered."""
    there, ours = {one.account.casefold() for one in listed}, {one.account.casefold() for one in roster}
    of_name = grouped((one.name, one.account) for one in listed if one.account.casefold() not in ours)
    found = []
    for one in roster:
        if one.account.casefold() not in there:
            others = tuple(of_name.get(one.name, ()))
            found.append(StaffDoubt(one, Why.OTHER_ACCOUNT if others else Why.UNKNOWN_ACCOUNT, others))
    return tuple(found)
