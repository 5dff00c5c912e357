"""An app's menu: what the platform accepts of one, what it keeps, and what the chat page sees."""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request

from sandbox.api import Answer, Row, read_call, wrong_types_refused
from sandbox.errors import ApiError
from sandbox.facts import Facts
from sandbox.settings import App

Button = Mapping[str, Any]

_LINKS = frozenset({"view", "view_miniprogram"})
_TYPES = _LINKS | {
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
}
_BUTTONS, _SUB_BUTTONS = 3, 5
_NAME_BYTES, _SUB_NAME_BYTES, _KEY_BYTES, _URL_BYTES = 16, 40, 128, 1024


class Menus:
    """menu/…; each app has one menu, and a new one takes its place as a whole."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def rows(self) -> Iterable[Row]:
        return (
            ("menu/create", "POST", self._create),
            ("menu/get", "GET", self._get),
            ("menu/delete", "GET", self._delete),
        )

    def buttons(self, agent_id: int) -> list[dict[str, Any]]:
        """The menu as the chat page shows it; empty without one."""
        return [_shown(button) for button in self._stored(agent_id)]

    def name_of(self, agent_id: int, key: str) -> str | None:
        """What the button that sends `key` is called."""
        flat = [one for button in self._stored(agent_id) for one in (button, *button.get("sub_button", ()))]
        return next((one["name"] for one in flat if one.get("type") == "click" and one.get("key") == key), None)

    def _stored(self, agent_id: int) -> list[dict[str, Any]]:
        stored: list[dict[str, Any]] = self._facts.get(f"menu:{agent_id}") or []
        return stored

    async def _create(self, request: Request, app: App) -> Answer:
        _check_agent(request, app)
        body = await read_call(request)
        with wrong_types_refused():
            buttons = body.get("button") or []
            _check(1 <= len(buttons) <= _BUTTONS, 40016)
            for button in buttons:
                _check_button(button)
        self._facts.set(f"menu:{app.agent_id}", buttons)
        return {}

    async def _get(self, request: Request, app: App) -> Answer:
        _check_agent(request, app)
        buttons = self._stored(app.agent_id)
        _check(bool(buttons), 46003)
        return {"button": buttons}

    async def _delete(self, request: Request, app: App) -> Answer:
        _check_agent(request, app)
        self._facts.set(f"menu:{app.agent_id}", [])
        return {}


def _check_agent(request: Request, app: App) -> None:
    agent_id = request.query_params.get("agentid")
    if not agent_id:
        raise ApiError(41011)
    if agent_id != str(app.agent_id):
        raise ApiError(301002)


def _check(right: bool, code: int) -> None:
    if not right:
        raise ApiError(code)


def _check_button(button: Button) -> None:
    _check(0 < _size(button, "name") <= _NAME_BYTES, 40018)
    below = button.get("sub_button") or []
    if not below:
        _check_deed(button, bad_type=40017, bad_key=40019, bad_url=40020)
    _check(len(below) <= _SUB_BUTTONS, 40023)
    for one in below:
        _check(not one.get("sub_button"), 40022)
        _check(0 < _size(one, "name") <= _SUB_NAME_BYTES, 40025)
        _check_deed(one, bad_type=40024, bad_key=40026, bad_url=40027)


def _check_deed(button: Button, *, bad_type: int, bad_key: int, bad_url: int) -> None:
    kind = button.get("type")
    _check(kind in _TYPES, bad_type)
    if kind == "view":
        _check(0 < _size(button, "url") <= _URL_BYTES, bad_url)
    elif kind not in _LINKS:
        _check(0 < _size(button, "key") <= _KEY_BYTES, bad_key)


def _size(button: Button, name: str) -> int:
    return len(str(button.get(name) or "").encode())


def _shown(button: Button) -> dict[str, Any]:
    leads = {name: button[name] for name in ("key", "url") if button.get(name)}
    below = [_shown(one) for one in button.get("sub_button") or ()]
    return {"name": button["name"], "type": button.get("type", ""), **leads, "sub": below}
