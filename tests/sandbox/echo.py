"""A small honest bot: opens what is sealed with wechatpy, says it back, and misbehaves when asked to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import xmltodict
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from wechatpy.enterprise.crypto import WeChatCrypto

TOKEN, AES_KEY, CORP = "sandboxtoken", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wwsandbox0000001"

_REPLY = (
    "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
    "<CreateTime>1</CreateTime>{inner}</xml>"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One push that opened: the seal's own values and the tags inside."""

    timestamp: str
    nonce: str
    sealed: str
    tags: dict[str, Any]


@dataclass(slots=True)
class EchoBot:
    """`misbehave` may give another answer, `delays` (seconds) hold back the next; `echo_…` spoil the URL check."""

    misbehave: Callable[["EchoBot", Heard], Response | None] = lambda _bot, _heard: None
    delays: list[float] = field(default_factory=list)
    echo_around: str = ""
    echo_delay: float = 0.0
    heard: list[Heard] = field(default_factory=list)

    def routes(self) -> list[Route]:
        return [
            Route("/wecom/callback", self.verify, methods=["GET"]),
            Route("/wecom/callback", self.hear, methods=["POST"]),
        ]

    def sealed(self, text: str, to: str, *, token: str = TOKEN, sender: str = CORP) -> str:
        """The envelope of a passive reply in text."""
        content = text.replace("]]>", "]]]]><![CDATA[>")
        inner = f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content>"
        return self.enveloped(inner, to, token=token, sender=sender)

    def enveloped(self, inner: str, to: str, *, token: str = TOKEN, sender: str = CORP) -> str:
        """The envelope of a passive reply of any type; `inner` is its own tags."""
        plain = _REPLY.format(to=to, sender=sender, inner=inner)
        return str(WeChatCrypto(token, AES_KEY, CORP).encrypt_message(plain, "n", "1"))

    async def verify(self, request: Request) -> Response:
        query = request.query_params
        crypto = WeChatCrypto(TOKEN, AES_KEY, CORP)
        echo = crypto.check_signature(query["msg_signature"], query["timestamp"], query["nonce"], query["echostr"])
        await asyncio.sleep(self.echo_delay)
        return Response(f"{self.echo_around}{echo}{self.echo_around}")

    async def hear(self, request: Request) -> Response:
        query, body = request.query_params, await request.body()
        crypto = WeChatCrypto(TOKEN, AES_KEY, CORP)
        try:
            plain = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
            tags = xmltodict.parse(plain)["xml"]
        # wechatpy opens a foreign envelope with whatever its parts raise; an honest receiver refuses them all alike.
        except Exception:
            return Response(status_code=403)
        heard = Heard(query["timestamp"], query["nonce"], xmltodict.parse(body)["xml"]["Encrypt"], tags)
        self.heard.append(heard)
        if self.delays:
            await asyncio.sleep(self.delays.pop(0))
        # What has no sender tells only that there is something to fetch.
        if "FromUserName" not in tags:
            return self.misbehave(self, heard) or Response()
        said = tags.get("Content") or tags.get("Event") or tags["MsgType"]
        return self.misbehave(self, heard) or Response(self.sealed(f"听到了：{said}", tags["FromUserName"]))
