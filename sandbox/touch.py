"""The chat page's HTTP for a finger: taps on cards, and the app's menu."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_object, whole
from sandbox.journal import Journal, entries_json
from sandbox.menus import Menus
from sandbox.people import People
from sandbox.phones import Phones
from sandbox.taps import Choice, Taps

_HIGHEST_ID = 2**63 - 1


class Touch:
    """/api/chats/…/tap, /api/chats/…/menu and /api/menu; the menu is that of the staff's app, `agent_id`."""

    def __init__(
        self, people: People, *, agent_id: int, journal: Journal, phones: Phones, taps: Taps, menus: Menus
    ) -> None:
        self._people = people
        self._agent_id = agent_id
        self._journal = journal
        self._phones = phones
        self._taps = taps
        self._menus = menus

    def routes(self) -> list[Route]:
        return [
            Route("/api/chats/{userid}/tap", self._tap, methods=["POST"]),
            Route("/api/chats/{userid}/menu", self._choose, methods=["POST"]),
            Route("/api/menu", self._menu, methods=["GET"]),
        ]

    async def _tap(self, request: Request) -> Response:
        userid, body = self._people.member(request), await read_object(request)
        entry = self._journal.one(userid, whole(body.get("entry"), "entry", 1, _HIGHEST_ID))
        if entry is None or not entry.line.card:
            raise HTTPException(404, "没有这张卡片")
        tapped = await self._taps.tap(entry, str(body.get("key") or ""), _choice(body))
        return JSONResponse({"entries": entries_json(tapped)})

    async def _menu(self, _: Request) -> Response:
        return JSONResponse({"buttons": self._menus.buttons(self._agent_id)})

    async def _choose(self, request: Request) -> Response:
        userid, key = self._people.member(request), str((await read_object(request)).get("key") or "")
        name = self._menus.name_of(self._agent_id, key)
        if name is None:
            raise HTTPException(409, "菜单里没有这一项")
        event = self._phones.inbound(userid, "event", (("Event", "click"), ("EventKey", key)))
        delivery = await self._phones.send(event, words=f"您点了「{name}」")
        return JSONResponse({"entries": entries_json([delivery.mine, *delivery.shown])})


def _choice(body: Mapping[str, Any]) -> Choice:
    options, selects = body.get("options") or [], body.get("selects") or {}
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        raise HTTPException(400, "options 要是一列选项")
    if not isinstance(selects, dict) or not all(isinstance(option, str) for option in selects.values()):
        raise HTTPException(400, "selects 要是每个问题选的一项")
    return Choice(options, selects)
