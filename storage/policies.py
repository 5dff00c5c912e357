"""The policies of a school: the packs that ship, and the versions that the school applied."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import func, insert, select, update

from duty.policy import FOUR_ONES, Pack, Policy, Version
from duty.policy_file import Draft, Problem, Reading, Wrong
from storage import audit
from storage.duty_tables import PolicyRow
from storage.looks import look_again
from storage.rows import table
from storage.tables import PairingRow, SchoolRow
from storage.work import Work

POLICY, PAIRING, SCHOOL = table(PolicyRow), table(PairingRow), table(SchoolRow)
ACTOR, ACTION = "cli", "policy_apply"
SUFFIX = ".yaml"
# In the order in which they are listed; each is a file of storage.packs.
SHIPPED = (
    FOUR_ONES.key,
    "four_ones_plus",
    "learning_care",
    "left_behind",
    "academic_warning",
    "party_members",
    "graded_visits",
    "must_visits",
    "county_officials",
    "town_teams",
)


class PolicyRefused(Exception):
    """A file cannot become the school's policy."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(self.__doc__)
        self.problems = problems


class InThePast(PolicyRefused):
    """What pairings already follow is not changed before today; `followers` is how many they are."""

    def __init__(self, followers: int) -> None:
        super().__init__()
        self.followers = followers


class Applied(StrEnum):
    """What became of a file."""

    NEW = "new"
    REPLACED = "replaced"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    """A pack that a school may follow: how it is called, since when in which versions, and by how many pairings."""

    key: str
    title: str
    ships: bool
    since: tuple[date, ...]
    followers: int


def shipped() -> Mapping[str, Pack]:
    """The packs that ship, by key; each is read when it is first asked for."""
    return _SHIPPED


@cache
def shipped_text(key: str) -> str:
    """The file of a pack that ships, as it stands."""
    return resources.files("storage.packs").joinpath(key + SUFFIX).read_text(encoding="utf-8")


class _Shipped(Mapping[str, Pack]):
    def __getitem__(self, key: str) -> Pack:
        if key == FOUR_ONES.key:
            return FOUR_ONES  # so that a school that goes by it alone reads no file
        if key not in SHIPPED:
            raise KeyError(key)
        return _draft(shipped_text(key)).pack

    def __iter__(self) -> Iterator[str]:
        return iter(SHIPPED)

    def __len__(self) -> int:
        return len(SHIPPED)


_SHIPPED = _Shipped()


def reading(text: str) -> Reading:
    """What a text says."""
    from storage.packs.reading import read_text  # only here: a service whose school goes by the usual pack needs none

    return read_text(text)


def _draft(text: str) -> Draft:
    """What was found without a fault when it was applied; of a text that is none any more what can be read."""
    return reading(text).draft or Draft(Pack("", ()))


class _Policies(Mapping[str, Policy]):
    """The policies of a school by key, each made when it is first asked for: they are asked for at every pairing."""

    def __init__(self, applied: Mapping[str, Sequence[Any]], instead: Mapping[str, Policy]) -> None:
        self._applied, self._instead = applied, instead
        self._made = dict(instead)

    def __getitem__(self, key: str) -> Policy:
        if key not in self._made:
            self._made[key] = _policy(key, self._applied[key]) if key in self._applied else Policy.of(_SHIPPED[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*_SHIPPED, *self._applied, *self._instead]))

    def __len__(self) -> int:
        return len(list(iter(self)))


def policies_of(work: Work, school_id: int, instead: Mapping[str, Policy] | None = None) -> Mapping[str, Policy]:
    """Every policy that the school may follow, by its key; with `instead` some of them as if they were these."""
    return _Policies(_applied(work, school_id), instead or {})


def _policy(key: str, rows: Sequence[Any]) -> Policy:
    """A pack that ships holds until the first version that was applied; before a school's own nothing is owed."""
    versions = [Version(row.first or date.min, _draft(row.text).pack) for row in rows]
    if versions[0].first > date.min:
        before = _SHIPPED[key] if key in _SHIPPED else Pack(key, (), title=versions[0].pack.title)
        versions.insert(0, Version(date.min, before))
    return Policy(key, tuple(versions))


def _applied(work: Work, school_id: int) -> dict[str, list[Any]]:
    """The versions of each pack, oldest first."""
    found: dict[str, list[Any]] = {}
    for row in work.connection.execute(select(POLICY).where(POLICY.c.school_id == school_id).order_by(POLICY.c.id)):
        found.setdefault(row.key, []).append(row)
    return {key: sorted(rows, key=lambda row: row.first or date.min) for key, rows in found.items()}


def titles_of(work: Work, school_id: int) -> dict[str, tuple[str, ...]]:
    """How a school calls what it applied, by key, the newest title first."""
    applied = _applied(work, school_id)
    return {
        key: tuple(dict.fromkeys(_draft(row.text).pack.title for row in reversed(rows)))
        for key, rows in applied.items()
    }


def known_packs(work: Work, school_id: int) -> list[Known]:
    """What ships, then what the school wrote itself."""
    applied, followers = _applied(work, school_id), _followers(work, school_id)
    return [
        Known(
            key,
            _draft(applied[key][-1].text).pack.title if key in applied else _draft(shipped_text(key)).pack.title,
            key in _SHIPPED,
            tuple(row.first or date.min for row in applied.get(key, ())),
            followers[key],
        )
        for key in dict.fromkeys([*_SHIPPED, *applied])
    ]


def key_of(work: Work, school_id: int, name: str) -> str | None:
    """The key of the pack that is called so, by key or by title."""
    known = known_packs(work, school_id)
    found = [one.key for one in known if one.key == name] or [one.key for one in known if one.title == name]
    return next(iter(found), None)


def text_of(work: Work, school_id: int, key: str, on: date) -> str:
    """The file that holds on a day; of a school's own that holds only later the first."""
    rows = _applied(work, school_id).get(key, [])
    held = [row.text for row in rows if (row.first or date.min) <= on]
    if held:
        return str(held[-1])
    return shipped_text(key) if key in _SHIPPED else str(rows[0].text)


def clashes(work: Work, school_id: int, draft: Draft) -> tuple[Problem, ...]:
    """A title or key that another pack of the school goes by: nobody would know which one is meant."""
    own = {draft.pack.key, draft.pack.title}
    for one in known_packs(work, school_id):
        if one.key != draft.pack.key and own & {one.key, one.title}:
            return (Problem(Wrong.TITLE_TAKEN, value=draft.pack.title, other=one.key),)
    return ()


def apply(work: Work, school_id: int, text: str, first: date | None, *, at: datetime, today: date) -> Applied:
    """Makes a file the school's policy from a day on, None from the beginning; a repeat changes nothing.

    What pairings already follow is not rewritten: for them the day is today or later. A version of the same day is
    replaced by the new one. Raises PolicyRefused.
    """
    found = reading(text)
    if found.draft is None or found.problems:
        raise PolicyRefused(*found.problems)
    # As for an import of the roster: the school's row stands for all that it goes by.
    lock = select(SCHOOL.c.roster_version).where(SCHOOL.c.id == school_id).with_for_update(key_share=True)
    work.connection.execute(lock)
    if taken := clashes(work, school_id, found.draft):
        raise PolicyRefused(*taken)
    key, since = found.draft.pack.key, first or date.min
    if _holds(work, school_id, key, text, since):
        return Applied.SAME
    if since < today and (followers := _followers(work, school_id)[key]):
        raise InThePast(followers)
    same_day = next((row for row in _applied(work, school_id).get(key, ()) if row.first == first), None)
    if same_day is not None:
        work.connection.execute(update(POLICY).where(POLICY.c.id == same_day.id).values(text=text, applied_at=at))
    else:
        values = {"school_id": school_id, "key": key, "first": first, "text": text, "applied_at": at}
        work.connection.execute(insert(POLICY).values(values))
    _tell(work, school_id)
    audit.note(work, school_id=school_id, at=at, actor=ACTOR, action=ACTION, subject=f"{key} {since.isoformat()}")
    return Applied.REPLACED if same_day is not None else Applied.NEW


def _holds(work: Work, school_id: int, key: str, text: str, since: date) -> bool:
    """Whether the version of the day and the one before say just this: the file would change nothing from then on."""
    rows = _applied(work, school_id).get(key, [])
    held = [row.text for row in rows if (row.first or date.min) <= since]
    if held:
        return bool(held[-1] == text)
    return key in _SHIPPED and shipped_text(key) == text


def _followers(work: Work, school_id: int) -> Counter[str]:
    """How many pairings follow each pack."""
    asked = select(PAIRING.c.pack, func.count()).where(PAIRING.c.school_id == school_id).group_by(PAIRING.c.pack)
    return Counter({row[0]: row[1] for row in work.connection.execute(asked)})


def _tell(work: Work, school_id: int) -> None:
    """Every copy of the school is out of date, and every pairing may owe something else."""
    newer = {"roster_version": SCHOOL.c.roster_version + 1}
    work.connection.execute(update(SCHOOL).where(SCHOOL.c.id == school_id).values(newer))
    look_again(work, school_id)
