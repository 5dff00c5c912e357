"""Who can write to the account from a WeChat: every parent of the directory, and strangers whom nobody knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sandbox.directory import Directory, external_userid
from sandbox.facts import Followers

PHONE = "kf:"
_STRANGERS = {"stranger1": "路过的人", "stranger2": "好奇的人"}


@dataclass(frozen=True, slots=True)
class Customer:
    """A WeChat user; `id` is a parent's account or a stranger's name, `external_userid` how the platform says it."""

    id: str
    external_userid: str
    nickname: str

    @property
    def phone(self) -> str:
        """The stream of the chat with the account."""
        return PHONE + self.id


class Customers:
    """All WeChat users of the sandbox, whether they ever opened the chat or not; who leaves the directory stays one."""

    def __init__(self, followers: Followers) -> None:
        self._followers = followers
        self._seen: dict[str, Customer] = {}
        self.strangers = tuple(one for one in self._everybody() if one.id in _STRANGERS)

    def called(self, name: str) -> Customer | None:
        """The customer of that id, with or without the phone's `kf:` before it."""
        wanted = name.removeprefix(PHONE).lower()
        return next((one for one in self._everybody() if one.id.lower() == wanted), None)

    def known_as(self, external_userid: object) -> Customer | None:
        return next((one for one in self._everybody() if one.external_userid == external_userid), None)

    def _everybody(self) -> Iterable[Customer]:
        for one in _of_directory(self._followers.directory):
            self._seen.setdefault(one.id.lower(), one)
        return self._seen.values()


def _of_directory(directory: Directory) -> Iterator[Customer]:
    for parent in directory.parents:
        # A nickname tells a little of the parent and nothing of the child, as many do.
        yield Customer(parent.userid, external_userid(parent.userid), parent.name[-1] * 2)
    for name, nickname in _STRANGERS.items():
        yield Customer(name, external_userid(name), nickname)
