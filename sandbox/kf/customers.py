"""Who can write to the account from a WeChat: every parent of the directory, and strangers whom nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.directory import Directory, external_userid

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
    """All WeChat users of the sandbox, whether they ever opened the chat or not."""

    def __init__(self, directory: Directory) -> None:
        everybody = list(_everybody(directory))
        self._by_id = {one.id.lower(): one for one in everybody}
        self._by_external_userid = {one.external_userid: one for one in everybody}
        self.strangers = tuple(one for one in everybody if one.id in _STRANGERS)

    def called(self, name: str) -> Customer | None:
        """The customer of that id, with or without the phone's `kf:` before it."""
        return self._by_id.get(name.removeprefix(PHONE).lower())

    def known_as(self, external_userid: object) -> Customer | None:
        return self._by_external_userid.get(str(external_userid))


def _everybody(directory: Directory) -> Iterator[Customer]:
    for parent in directory.parents:
        # A nickname tells a little of the parent and nothing of the child, as many do.
        yield Customer(parent.userid, external_userid(parent.userid), parent.name[-1] * 2)
    for name, nickname in _STRANGERS.items():
        yield Customer(name, external_userid(name), nickname)
