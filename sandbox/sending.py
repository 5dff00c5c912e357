"""The platform's message/send: who gets a message, what is refused, what is dropped without a word."""

import hashlib
import html
import json
import re
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError
from sandbox.replies import cut
from sandbox.settings import SandboxSettings

Request = Mapping[str, Any]

PER_MINUTE, PER_HOUR = 30, 1000
_DUPLICATE_SECONDS, _DUPLICATE_LIMIT = 1800, 14_400
_PARTY_LIMIT = 100
_ASKING_CARDS = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a phone shows it."""

    kind: str
    text: str
    card: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted request: the answer to the caller, and what reaches whose phone."""

    answer: dict[str, object]
    receivers: tuple[str, ...]
    shown: Shown


class Sending:
    """The app's outgoing side; remembers who got how much, and the requests that must not be sent twice."""

    def __init__(self, settings: SandboxSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._members = {person.userid.lower(): person for person in settings.members}
        self._parties = {party.id: party for party in settings.parties}
        self._received: dict[str, deque[float]] = defaultdict(deque)
        self._seen: dict[str, tuple[float, dict[str, object]]] = {}

    def accept(self, request: Request) -> Accepted:
        """Check a request and settle who gets it; raises `ApiError` where the platform refuses it."""
        self._check_agent(request)
        shown = _show(request)
        receivers, invalid = self._receivers(request)
        digest = _digest(request) if request.get("enable_duplicate_check") == 1 else None
        if digest and (first := self._first_answer(digest, request)):
            return Accepted(first, (), shown)
        answer: dict[str, object] = {"errcode": 0, "errmsg": "ok", **invalid, "msgid": secrets.token_urlsafe(36)}
        if _gets_response_code(request):
            answer["response_code"] = secrets.token_urlsafe(24)
        if digest:
            self._seen[digest] = (self._clock(), answer)
        return Accepted(answer, tuple(userid for userid in receivers if self._within_limits(userid)), shown)

    def _check_agent(self, request: Request) -> None:
        if request.get("agentid") in (None, ""):
            raise ApiError(41011)
        if str(request["agentid"]) != str(self._settings.agent_id):
            raise ApiError(301002)

    def _receivers(self, request: Request) -> tuple[list[str], dict[str, object]]:
        """The userids in order without repeats, and the invalid names in the answer's own fields."""
        users, parties, tags = (_names(request.get(key)) for key in ("touser", "toparty", "totag"))
        if not users and not parties and not tags:
            raise ApiError(82001)
        if users == ["@all"]:
            return [person.userid for person in self._settings.members], {}
        if len(parties) > _PARTY_LIMIT:
            raise ApiError(82002)
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
        below |= {party.id for party in self._settings.parties if party.parent_id in below}
        return [person.userid for person in self._settings.members if below & set(person.parties)]

    def _within_limits(self, userid: str) -> bool:
        """Count one message to a member; beyond the limits the platform drops it and says nothing."""
        now, times = self._clock(), self._received[userid]
        while times and times[0] <= now - 3600:
            times.popleft()
        if len(times) >= PER_HOUR or sum(1 for at in times if at > now - 60) >= PER_MINUTE:
            return False
        times.append(now)
        return True

    def _first_answer(self, digest: str, request: Request) -> dict[str, object] | None:
        """The answer to the same request inside the duplicate window, if there was one."""
        interval = min(int(request.get("duplicate_check_interval") or _DUPLICATE_SECONDS), _DUPLICATE_LIMIT)
        sent_at, answer = self._seen.pop(digest, (float("-inf"), {}))
        if self._clock() - sent_at >= interval:
            return None
        self._seen[digest] = (sent_at, answer)
        return answer


def _names(value: object) -> list[str]:
    return [name for name in str(value or "").split("|") if name]


def _digest(request: Request) -> str:
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def _gets_response_code(request: Request) -> bool:
    card = request.get("template_card")
    return isinstance(card, dict) and (card.get("card_type") in _ASKING_CARDS or bool(card.get("action_menu")))


def _show(request: Request) -> Shown:
    """What a phone shows of a request's body; the types that the documentation knows and no other."""
    kind = request.get("msgtype")
    body = request.get(str(kind))
    if kind not in _SHOW:
        raise ApiError(40008)
    if not isinstance(body, dict):
        raise ApiError(40058)
    return _SHOW[kind](body)


def _text(body: Request) -> Shown:
    content = body.get("content")
    if not isinstance(content, str) or not content.strip():
        raise ApiError(44004)
    return Shown("text", cut(content))


def _text_card(body: Request) -> Shown:
    title, description, url = (str(body.get(key) or "") for key in ("title", "description", "url"))
    if not title or not description or not url:
        raise ApiError(40058)
    lines = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>|</div>", "\n", description))).strip()
    card = {"title": title, "description": lines, "url": url, "button": str(body.get("btntxt") or "详情")}
    return Shown("card", title, card)


def _template_card(body: Request) -> Shown:
    title = body.get("main_title") or {}
    rows = [f"{row.get('keyname', '')}：{row.get('value', '')}" for row in body.get("horizontal_content_list", ())]
    lines = [title.get("desc", ""), body.get("sub_title_text", ""), *rows]
    url = (body.get("card_action") or {}).get("url", "")
    shown = str(title.get("title") or body.get("sub_title_text") or "")
    card = {"title": shown, "description": "\n".join(line for line in lines if line), "url": url, "button": "详情"}
    return Shown("card", shown, card)


def _named(label: str) -> Callable[[Request], Shown]:
    return lambda _: Shown("text", f"［{label}］")


_SHOW: dict[str, Callable[[Request], Shown]] = {
    "text": _text,
    "markdown": _text,
    "textcard": _text_card,
    "template_card": _template_card,
    "image": _named("图片"),
    "voice": _named("语音"),
    "video": _named("视频"),
    "file": _named("文件"),
    "news": _named("图文"),
    "mpnews": _named("图文"),
    "miniprogram_notice": _named("小程序通知"),
}
