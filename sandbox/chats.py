"""The chat page's own HTTP: what a phone shows, sending from it, and pushes for experiments."""

import json
import re
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.bodies import read_object, whole
from sandbox.envelope import MEDIA, Fault, Field, Inbound, clean_text, media_fields
from sandbox.hub import Hub
from sandbox.journal import Journal, entries_json
from sandbox.media import MediaStore
from sandbox.people import People
from sandbox.phones import Delivery, Phones
from sandbox.pusher import Attempt, Pusher

_PAGE = 30
_PAGE_LIMIT = 200
_TIMES_LIMIT = 200
_TEXT_LIMIT = 20_000
_HEARTBEAT_SECONDS = 15.0
_HIGHEST_ID = 2**63 - 1
_USERID_LIMIT = 64
_UNCACHED = {"Cache-Control": "no-store"}
_TAG = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


class Chats:
    """/api/chats, /api/events, /api/push and /api/verify."""

    def __init__(
        self,
        people: People,
        *,
        journal: Journal,
        hub: Hub,
        pusher: Pusher,
        phones: Phones,
        media: MediaStore,
    ) -> None:
        self._people = people
        self._journal = journal
        self._hub = hub
        self._pusher = pusher
        self._phones = phones
        self._media = media

    def routes(self) -> list[Route]:
        return [
            Route("/api/chats/{userid}", self._history, methods=["GET"]),
            Route("/api/chats/{userid}", self._say, methods=["POST"]),
            Route("/api/chats/{userid}/events", self._events, methods=["GET"]),
            Route("/api/events", self._events_of_several, methods=["GET"]),
            Route("/api/push", self._push, methods=["POST"]),
            Route("/api/verify", self._verify, methods=["POST"]),
        ]

    async def _history(self, request: Request) -> Response:
        query = request.query_params
        limit = whole(query.get("limit", _PAGE), "limit", 1, _PAGE_LIMIT)
        before = whole(query["before"], "before", 1, _HIGHEST_ID) if "before" in query else None
        entries = self._journal.before(self._people.phone(request), limit + 1, before)
        return JSONResponse({"entries": entries_json(entries[-limit:]), "more": len(entries) > limit})

    async def _say(self, request: Request) -> Response:
        userid, body = self._people.member(request), await read_object(request)
        client_id = str(body.get("client_id") or "")
        # The page repeats a request whose answer it never saw; the bot must not hear it as a second message.
        if client_id and (known := self._journal.sent_as(userid, client_id)):
            return JSONResponse({"entries": entries_json([known])})
        delivery = await self._spoken(userid, body, client_id)
        return JSONResponse({"entries": entries_json([delivery.mine, *delivery.shown])})

    async def _spoken(self, userid: str, body: Mapping[str, Any], client_id: str) -> Delivery:
        if "again" in body:
            entry = self._journal.one(userid, whole(body["again"], "again", 1, _HIGHEST_ID))
            if entry is None or entry.line.state != "failed":
                raise HTTPException(409, "这一条不用再送")
            return await self._phones.send_again(entry)
        return await self._phones.send(self._message(userid, body), client_id)

    async def _events(self, request: Request) -> Response:
        return self._streaming({self._people.phone(request)})

    async def _events_of_several(self, request: Request) -> Response:
        """All the phones on one table in one stream: a browser holds only six connections to one place."""
        phones = {self._people.called(name) for name in request.query_params.getlist("of")}
        known = {phone for phone in phones if phone is not None}
        if not known or len(known) < len(phones):
            raise HTTPException(404, "没有这样的手机")
        return self._streaming(known)

    def _streaming(self, phones: Collection[str]) -> Response:
        return StreamingResponse(self._stream(phones), media_type="text/event-stream", headers=_UNCACHED)

    async def _stream(self, phones: Collection[str]) -> AsyncIterator[str]:
        # A first byte at once, so that the page knows that it listens.
        yield ": open\n\n"
        async for entry in self._hub.listen(phones, _HEARTBEAT_SECONDS):
            if entry is None:
                yield ": quiet\n\n"
            else:
                seen = {**entry.as_json(), "chat": entry.userid}
                yield f"data: {json.dumps(seen, ensure_ascii=False)}\n\n"

    async def _push(self, request: Request) -> Response:
        """Experiments: any user, any ids, deliberate repeats and wrong seals; one result for each push.

        A single push without a fault is repeated as the platform would, and its last attempt is the result.
        """
        body = await read_object(request)
        userid = str(body.get("userid") or "")
        if not 0 < len(userid) <= _USERID_LIMIT:
            raise HTTPException(400, "要有 userid")
        message = _with_ids(self._message(userid, body), body)
        fault, times = _fault(body.get("fault")), whole(body.get("times", 1), "times", 1, _TIMES_LIMIT)
        if fault is None and times == 1:
            delivery = await self._phones.send(message)
            return JSONResponse([_result(delivery.attempts[-1], len(delivery.attempts))])
        parallel = body.get("parallel") is True
        delivery = await self._phones.send_repeatedly(message, times, parallel=parallel, fault=fault)
        return JSONResponse([_result(attempt, 1) for attempt in delivery.attempts])

    async def _verify(self, _: Request) -> Response:
        verification = await self._pusher.verify()
        return JSONResponse(
            {
                "ok": verification.problem is None,
                "status": verification.status,
                "seconds": verification.seconds,
                "problem": verification.problem,
            }
        )

    def _message(self, userid: str, body: Mapping[str, Any]) -> Inbound:
        msg_type, fields = _content(body, self._media)
        return self._phones.inbound(userid, msg_type, fields)


def _content(body: Mapping[str, Any], media: MediaStore) -> tuple[str, tuple[Field, ...]]:
    """The message type and its tags, from exactly one of text, kind and event."""
    if isinstance(text := body.get("text"), str) and len(text) <= _TEXT_LIMIT:
        return "text", (("Content", clean_text(text)),)
    if (kind := body.get("kind")) in MEDIA:
        return str(kind), media_fields(str(kind), media.take(str(kind)))
    if kind == "enter":
        return "event", (("Event", "enter_agent"), ("EventKey", ""))
    if isinstance(event := body.get("event"), str) and event:
        fields = body.get("fields") or {}
        if isinstance(fields, dict) and all(_TAG.fullmatch(name) for name in fields):
            return "event", (("Event", event), *((name, clean_text(str(value))) for name, value in fields.items()))
    raise HTTPException(400, "要有 text、kind 或 event")


def _with_ids(message: Inbound, body: Mapping[str, Any]) -> Inbound:
    """The message with the ids that an experiment sets itself."""
    if "msg_id" in body:
        message = replace(message, msg_id=whole(body["msg_id"], "msg_id", 0, _HIGHEST_ID))
    if "create_time" in body:
        message = replace(message, create_time=whole(body["create_time"], "create_time", 0, _HIGHEST_ID))
    return message


def _fault(name: object) -> Fault | None:
    try:
        return None if name is None else Fault(str(name))
    except ValueError as error:
        raise HTTPException(400, f"fault 可以是 {'、'.join(Fault)}") from error


def _result(attempt: Attempt, attempts: int) -> dict[str, object]:
    reply = attempt.reply
    return {
        "status": attempt.status,
        "reply": reply.text,
        "problem": reply.problem,
        "seconds": attempt.seconds,
        "attempts": attempts,
    }
