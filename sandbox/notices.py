"""The platform's school notices: which parents one reaches, and what the answer says of the others."""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum

from sandbox.contents import Request, shown_to_parent
from sandbox.directory import Parent
from sandbox.duplicates import Answer, Duplicates
from sandbox.errors import ApiError
from sandbox.facts import Followers
from sandbox.media import MediaStore
from sandbox.sending import Accepted, check_agent
from sandbox.settings import App

PHONE = "parent:"
_USER_LIMIT, _PARTY_LIMIT = 1000, 100
_FIELDS = ("to_parent_userid", "to_student_userid", "to_party")


class _Scope(IntEnum):
    """To whom a notice about a child goes; students have no phones in the sandbox."""

    PARENTS = 0
    STUDENTS = 1
    BOTH = 2


class Notices:
    """Accepts what an app that parents may use tells them.

    `silent_non_followers`: whether a parent who does not follow is passed over without a word or named as invalid;
    the documentation leaves it open.
    """

    def __init__(
        self, followers: Followers, clock: Callable[[], float], media: MediaStore, *, silent_non_followers: bool
    ) -> None:
        self._followers = followers
        self._directory = followers.directory
        self._silent = silent_non_followers
        self._media = media
        self._duplicates = Duplicates(clock)

    def accept(self, request: Request, app: App) -> Accepted:
        """Check a request and settle whom it reaches; raises `ApiError` where the platform refuses it."""
        check_agent(request, app)
        if not app.for_parents:
            raise ApiError(48002, "api forbidden:not in parent app list")
        shown = shown_to_parent(request, self._media)
        parents, invalid = self._everybody() if request.get("toall") == 1 else self._named(request)
        if first := self._duplicates.first_answer(request):
            return Accepted(first, (), shown)
        followers = [parent for parent in parents if self._followers.follows(parent)]
        if not self._silent:
            invalid["invalid_parent_userid"] += [parent.userid for parent in parents if parent not in followers]
            if parents and not followers:
                raise ApiError(81013)
        answer: Answer = {**invalid}
        self._duplicates.remember(request, answer)
        return Accepted(answer, tuple(PHONE + parent.userid for parent in followers), shown)

    def _everybody(self) -> tuple[list[Parent], dict[str, list[str]]]:
        return list(self._directory.parents), _nothing_invalid()

    def _named(self, request: Request) -> tuple[list[Parent], dict[str, list[str]]]:
        """The parents in order without repeats, and the invalid names in the answer's own fields."""
        scope = _Scope(int(request.get("recv_scope") or 0))
        asked = {field: [str(name) for name in request.get(field) or []] for field in _FIELDS}
        if not any(asked.values()):
            raise ApiError(82001)
        if any(len(asked[field]) > _USER_LIMIT for field in _FIELDS[:2]):
            raise ApiError(40032)
        if len(asked["to_party"]) > _PARTY_LIMIT:
            raise ApiError(82002)
        found: dict[str, Parent] = {}
        invalid = _nothing_invalid()
        for field, names in asked.items():
            for name in names:
                reached = self._reached(field, name)
                if reached is None:
                    invalid[f"invalid_{field.removeprefix('to_')}"].append(name)
                found |= {parent.userid: parent for parent in reached or ()}
        if sum(map(len, invalid.values())) == sum(map(len, asked.values())):
            raise ApiError(81013)
        return ([] if scope is _Scope.STUDENTS else list(found.values())), invalid

    def _reached(self, field: str, name: str) -> Iterable[Parent] | None:
        """The parents behind one name of a list; None where the directory does not know it."""
        directory = self._directory
        if field == "to_parent_userid":
            parent = directory.parent(name)
            return None if parent is None else (parent,)
        if field == "to_student_userid":
            return None if directory.student(name) is None else directory.parents_of(name)
        party = directory.department(name)
        return None if party is None else self._parents_in(party.id)

    def _parents_in(self, party: int) -> Iterator[Parent]:
        for student in self._directory.students_in(party):
            yield from self._directory.parents_of(student.userid)


def _nothing_invalid() -> dict[str, list[str]]:
    names = ("parent_userid", "student_userid", "party", "external_user", "tag")
    return {f"invalid_{name}": [] for name in names}
