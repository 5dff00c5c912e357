"""The platform's message/send: who gets a message, what is refused, what is dropped without a word."""

import secrets
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.cards import ASKING, Card
from sandbox.contents import Request, Shown, shown_to_member
from sandbox.duplicates import Answer, Duplicates
from sandbox.errors import ApiError
from sandbox.media import MediaStore
from sandbox.outbox import Outbox
from sandbox.settings import App, SandboxSettings

PER_MINUTE, PER_HOUR = 30, 1000
_USER_LIMIT, _LIMIT = 1000, 100


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted request: the answer to the caller, and what reaches whose phone.

    `msgid` is empty where the request was a duplicate or has no id.
    """

    answer: Answer
    receivers: tuple[str, ...]
    shown: Shown
    msgid: str = ""


class Sending:
    """The apps' outgoing side; remembers who got how much, and the requests that must not be sent twice."""

    def __init__(
        self, settings: SandboxSettings, clock: Callable[[], float], outbox: Outbox, media: MediaStore
    ) -> None:
        self._clock = clock
        self._media = media
        self._outbox = outbox
        self._members = {person.userid.lower(): person for person in settings.members}
        self._parties = {party.id: party for party in settings.parties}
        self._received: dict[str, deque[float]] = defaultdict(deque)
        self._duplicates = Duplicates(clock)

    def accept(self, request: Request, app: App) -> Accepted:
        """Check a request and settle who gets it; raises `ApiError` where the platform refuses it."""
        check_agent(request, app)
        shown = shown_to_member(request, self._media)
        receivers, invalid = self._receivers(request)
        if first := self._duplicates.first_answer(request):
            return Accepted(first, (), shown)
        answer: Answer = {**invalid, "msgid": secrets.token_urlsafe(36)}
        msgid = self._write_down(answer, app, shown.card)
        self._duplicates.remember(request, answer)
        return Accepted(answer, tuple(userid for userid in receivers if self._within_limits(userid)), shown, msgid)

    def members(self, users: list[str], parties: list[str]) -> dict[str, str]:
        """The members whom the lists of an update name: by the name that was written, their userids as stored."""
        found = {name: self._members[name.lower()].userid for name in users if name.lower() in self._members}
        for party in parties:
            found |= {userid: userid for userid in self._party_members(party)}
        return found

    def _write_down(self, answer: Answer, app: App, card: Card | None) -> str:
        task_id = card["task_id"] if card and card["type"] != "link" else ""
        if task_id and self._outbox.has_task(app.agent_id, task_id):
            raise ApiError(40058, "invalid template_card: task_id 已经用过")
        msgid = str(answer["msgid"])
        self._outbox.add(msgid, app.agent_id, self._clock(), task_id)
        if card and (card["type"] in ASKING or card.get("menu")):
            answer["response_code"] = self._outbox.new_code(msgid, self._clock())
        return msgid

    def _receivers(self, request: Request) -> tuple[list[str], dict[str, object]]:
        """The userids in order without repeats, and the invalid names in the answer's own fields."""
        users, parties, tags = (_names(request.get(key)) for key in ("touser", "toparty", "totag"))
        if not users and not parties and not tags:
            raise ApiError(82001)
        if users == ["@all"]:
            return [person.userid for person in self._members.values()], {}
        for names, limit, code in ((users, _USER_LIMIT, 40032), (parties, _LIMIT, 82002), (tags, _LIMIT, 82003)):
            if len(names) > limit:
                raise ApiError(code)
        found = {self._members[name.lower()].userid: None for name in users if name.lower() in self._members}
        for party in parties:
            found |= dict.fromkeys(self._party_members(party))
        if not found:
            raise ApiError(81013)
        invalid = {
            "invaliduser": [name.lower() for name in users if name.lower() not in self._members],
            "invalidparty": [name for name in parties if not self._party_members(name)],
            "invalidtag": tags,
        }
        return list(found), {key: "|".join(names) for key, names in invalid.items() if names}

    def _party_members(self, name: str) -> list[str]:
        if not name.isdigit() or int(name) not in self._parties:
            return []
        below = {int(name)}
        below |= {party.id for party in self._parties.values() if party.parent_id in below}
        return [person.userid for person in self._members.values() if below & set(person.parties)]

    def _within_limits(self, userid: str) -> bool:
        """Count one message to a member; beyond the limits the platform drops it and says nothing."""
        now, times = self._clock(), self._received[userid]
        while times and times[0] <= now - 3600:
            times.popleft()
        if len(times) >= PER_HOUR or sum(1 for at in times if at > now - 60) >= PER_MINUTE:
            return False
        times.append(now)
        return True


def check_agent(request: Request, app: App) -> None:
    """Refuse a request in the name of another app than its token's."""
    if request.get("agentid") in (None, ""):
        raise ApiError(41011)
    if str(request["agentid"]) != str(app.agent_id):
        raise ApiError(301002)


def _names(value: object) -> list[str]:
    return [name for name in str(value or "").split("|") if name]
