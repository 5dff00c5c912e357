"""The callback endpoint: checks, opens, hands in, and seals the answer."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.batch import Letter
from bot.corps import Corp, Corps
from bot.desk import Desk
from bot.settling import StorageAway
from bot.wecom.cipher import BadSeal
from bot.wecom.envelope import read_envelope
from bot.wecom.parse import read_inbound
from bot.wecom.reply import card_reply, text_reply
from bot.wecom.xml import BadEnvelope
from storage.inbox import Answer

PATH = "/wecom/callback"
MAX_BODY_BYTES = 64 * 1024
# A body that is too large is read to its end, unkept, so that its sender hears the refusal.
MAX_DRAINED_BYTES = 32 * 1024 * 1024
READ_SECONDS = 10.0
SEALED_QUERY = ("msg_signature", "timestamp", "nonce")

log = structlog.get_logger()


class Refused(Exception):
    """A request that is not WeCom's for us; `reason` is a word for the log, never part of the message."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def is_callback_path(path: str) -> bool:
    """`/wecom/callback` for the default corp, `/wecom/callback/{corp}` for others."""
    return path == PATH or path.startswith(f"{PATH}/")


@dataclass(frozen=True, slots=True)
class Callback:
    """`GET` and `POST` of the callback as a bare ASGI application: every layer around it costs throughput.

    `patience`: for how many seconds a message is held while nothing can be stored. `on_check` is told of every
    URL check that was passed.
    """

    corps: Corps
    desk: Desk
    now: Callable[[], datetime]
    patience: float
    on_check: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        give_up_at = time.monotonic() + self.patience
        try:
            response = await self._respond(scope, receive)
        except Refused as refused:
            log.warning("callback_refused", status=refused.status, reason=refused.reason)
            response = Response(status_code=refused.status)
        except StorageAway:
            log.error("callback_unanswered", reason="storage away")
            # A quick refusal would not be repeated: one of the platform's two rules repeats only time-outs.
            await asyncio.sleep(max(0.0, give_up_at - time.monotonic()))
            response = Response(status_code=503)
        await response(scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        body = await _read(receive) if scope["method"] == "POST" else b""
        query = _query(scope)
        corp = await self._corp(scope)
        if scope["method"] == "GET":
            response = _url_check(corp, query)
            self.on_check()
            return response
        if scope["method"] != "POST":
            raise Refused(405, "method")
        letter = self._open(corp, query, body)
        answer = await self.desk.hand_in(letter)
        plain = _plain(corp, letter, answer)
        if plain is None:
            return Response(status_code=200)
        sealed = corp.cipher.seal(plain, str(int(time.time())), secrets.token_hex(8))
        return Response(sealed, media_type="application/xml")

    async def _corp(self, scope: Scope) -> Corp:
        wanted = scope["path"].removeprefix(PATH).strip("/")
        corp = await self.corps.find(wanted) if wanted else self.corps.default
        if corp is None:
            raise Refused(404, "corp")
        return corp

    def _open(self, corp: Corp, query: dict[str, str], body: bytes) -> Letter:
        try:
            envelope = read_envelope(body)
            plaintext = corp.cipher.open(*_sealed(query), envelope.encrypt)
            inbound = read_inbound(plaintext)
        except BadEnvelope as bad:
            raise Refused(400, str(bad)) from None
        except BadSeal as bad:
            raise Refused(403, bad.fault.value) from None
        if envelope.to_user not in ("", corp.corp_id) or inbound.corp_id != corp.corp_id:
            raise Refused(403, "receiver")
        if not corp.expects(envelope.agent_id, inbound.agent_id):
            raise Refused(403, "agent")
        # A broken phone's lone surrogates are kept, too.
        return Letter(inbound, plaintext.decode("utf-8", "surrogatepass"), self.now())


def _plain(corp: Corp, letter: Letter, answer: Answer) -> bytes | None:
    inbound = letter.inbound
    if answer.card is not None:
        return card_reply(inbound.sender, corp.corp_id, inbound.sent_at, answer.card)
    return text_reply(inbound.sender, corp.corp_id, inbound.sent_at, answer.text) if answer.text else None


def _url_check(corp: Corp, query: dict[str, str]) -> Response:
    # A "+" that was not escaped arrives as a space, which base64 never has.
    echo = query.get("echostr", "").replace(" ", "+")
    if not echo:
        raise Refused(400, "query")
    try:
        return Response(corp.cipher.open(*_sealed(query), echo), media_type="text/plain")
    except BadSeal as bad:
        raise Refused(403, bad.fault.value) from None


def _query(scope: Scope) -> dict[str, str]:
    text = scope["query_string"].decode("latin-1")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20))
    except ValueError:
        raise Refused(400, "query") from None


def _sealed(query: dict[str, str]) -> tuple[str, str, str]:
    missing = [name for name in SEALED_QUERY if not query.get(name)]
    if missing:
        raise Refused(400, "query")
    signature, timestamp, nonce = (query[name] for name in SEALED_QUERY)
    return signature, timestamp, nonce


async def _read(receive: Receive) -> bytes:
    """The body, if it is small enough and comes in time."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await _read_chunks(receive)
    except TimeoutError:
        raise Refused(408, "slow body") from None


async def _read_chunks(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size, more = 0, True
    while more and size <= MAX_DRAINED_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "cut off")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= MAX_BODY_BYTES:
            chunks.append(chunk)
        more = message.get("more_body", False)
    if size > MAX_BODY_BYTES:
        raise Refused(413, "body too large")
    return b"".join(chunks)
