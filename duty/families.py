"""Which guardian of a child each parent of the platform's directory is, as values; nothing is guessed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duty.directory import KnownGuardian, ListedParent, ParentDoubt, Why, grouped
from duty.people import Kin

# Words that name a person of whom a child has one; two aunts are two.
SINGLE = frozenset(Kin) - {Kin.OTHER}


@dataclass(frozen=True, slots=True)
class Family:
    """What becomes of a child's guardians: who is whom by the guardian's id, who is new, whom the directory lost."""

    found: Mapping[int, ListedParent]
    new: tuple[ListedParent, ...]
    lost: tuple[int, ...]
    doubts: tuple[ParentDoubt, ...]


@dataclass(slots=True)
class _Matching:
    """Parents and guardians that are not told yet, and what was found of the others."""

    parents: list[ListedParent]
    guardians: list[KnownGuardian]
    found: dict[int, ListedParent] = field(default_factory=dict)
    doubts: list[ParentDoubt] = field(default_factory=list)

    def pair(self, guardian: KnownGuardian, parent: ListedParent) -> None:
        self.found[guardian.id] = parent
        self.parents.remove(parent)
        self.guardians.remove(guardian)

    def doubt(self, parent: ListedParent, why: Why) -> None:
        self.doubts.append(ParentDoubt(parent.relation, why))
        self.parents.remove(parent)


def match_parents(listed: Sequence[ListedParent], guardians: Sequence[KnownGuardian]) -> Family:
    """By account, by phone, by relation; guardians that the directory made only where the roster's do not fit."""
    there = {one.key for one in listed}
    one = _Matching(list(listed), [guardian for guardian in guardians if not guardian.made])
    _by_account(one)
    # Who has an account that the directory does not know may have got another one.
    one.guardians = [guardian for guardian in one.guardians if guardian.account not in there]
    _by_phone(one)
    _by_kin(one)
    _settle_the_rest(one, {guardian.account: guardian.id for guardian in guardians if guardian.made})
    lost = tuple(guardian.id for guardian in guardians if _is_lost(guardian, one.found, there))
    return Family(one.found, tuple(one.parents), lost, tuple(one.doubts))


def _is_lost(guardian: KnownGuardian, found: Mapping[int, ListedParent], there: set[str]) -> bool:
    """Whom only the roster knows cannot be lost; one whom the directory made is, where the roster's own fits now."""
    if guardian.id in found or guardian.removed or not guardian.account:
        return False
    return guardian.made or guardian.account not in there


def _by_account(one: _Matching) -> None:
    """A typed account is believed, unless the directory gives it to another relation."""
    of_account = grouped((guardian.account, guardian) for guardian in one.guardians if guardian.account)
    for parent in list(one.parents):
        holders = of_account.get(parent.key, [])
        if len(holders) == 1 and not _differ(holders[0].kin, parent.kin):
            one.pair(holders[0], parent)
        elif holders:
            one.doubt(parent, Why.OTHER_KIN if len(holders) == 1 else Why.SHARED_ACCOUNT)


def _by_phone(one: _Matching) -> None:
    of_phone = grouped((guardian.phone, guardian) for guardian in one.guardians if guardian.phone)
    parents = Counter(parent.phone for parent in one.parents)
    for parent in list(one.parents):
        holders = of_phone.get(parent.phone, [])
        if len(holders) == parents[parent.phone] == 1 and not _differ(holders[0].kin, parent.kin):
            one.pair(holders[0], parent)


def _by_kin(one: _Matching) -> None:
    of_kin = grouped((_who(guardian), guardian) for guardian in one.guardians if guardian.kin)
    parents = Counter(_who(parent) for parent in one.parents)
    for parent in [parent for parent in one.parents if parent.kin]:
        holders = of_kin.get(_who(parent), [])
        if len(holders) == parents[_who(parent)] == 1:
            if holders[0].phone and parent.phone and holders[0].phone != parent.phone:
                one.doubt(parent, Why.OTHER_PHONE)
            else:
                one.pair(holders[0], parent)
        elif holders:
            one.doubt(parent, Why.SEVERAL_OF_KIN)


def _settle_the_rest(one: _Matching, made: Mapping[str, int]) -> None:
    """Who might be a guardian that the roster has is not made a second one; `made`: guardians by account."""
    for parent in list(one.parents):
        if any(guardian.no_contact and not _differ(guardian.kin, parent.kin) for guardian in one.guardians):
            one.doubt(parent, Why.MAYBE_NO_CONTACT)
        elif parent.key in made:
            one.found[made[parent.key]] = parent
            one.parents.remove(parent)
        elif parent.kin is None and one.guardians:
            one.doubt(parent, Why.UNKNOWN_RELATION)


def _who(person: ListedParent | KnownGuardian) -> tuple[Kin | None, str]:
    return (person.kin, "") if person.kin in SINGLE else (person.kin, person.relation)


def _differ(one: Kin | None, other: Kin | None) -> bool:
    """Whether both words are certain and say different people."""
    return one in SINGLE and other in SINGLE and one is not other
