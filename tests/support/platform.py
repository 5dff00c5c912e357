"""WeCom in miniature, written apart from the product: seals messages, posts them, opens the answers."""

import base64
import hashlib
import itertools
import os
import re
import struct
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

CORP_ID = "wwtest0123456789"
AGENT_ID = 1000002
TOKEN = "QDG6eK"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
BLOCK = 32

_numbers = itertools.count(7_000_000_000_000_001)


@dataclass(frozen=True)
class Seal:
    """The cipher of one corp, from the platform's public description."""

    corp_id: str = CORP_ID
    token: str = TOKEN
    aes_key: str = AES_KEY

    def sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        return hashlib.sha1("".join(sorted([self.token, timestamp, nonce, encrypted])).encode()).hexdigest()

    def encrypt(self, message: bytes) -> str:
        raw = os.urandom(16) + struct.pack(">I", len(message)) + message + self.corp_id.encode()
        padding = BLOCK - len(raw) % BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(raw + bytes([padding]) * padding) + encryptor.finalize()).decode()

    def decrypt(self, encrypted: str) -> bytes:
        decryptor = self._cipher().decryptor()
        raw = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
        raw = raw[: -raw[-1]]
        (length,) = struct.unpack(">I", raw[16:20])
        assert raw[20 + length :].decode() == self.corp_id
        return raw[20 : 20 + length]

    def query(self, encrypted: str) -> str:
        timestamp, nonce = "1763700000", base64.b16encode(os.urandom(5)).decode()
        signed = self.sign(timestamp, nonce, encrypted)
        return urlencode({"msg_signature": signed, "timestamp": timestamp, "nonce": nonce})

    def envelope(self, encrypted: str) -> bytes:
        return (
            f"<xml><ToUserName><![CDATA[{self.corp_id}]]></ToUserName><AgentID><![CDATA[{AGENT_ID}]]></AgentID>"
            f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        ).encode()

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.aes_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


@dataclass(frozen=True)
class Response:
    """What came back over HTTP, and the text inside where there was a sealed one."""

    status: int
    body: bytes
    text: str | None = None
    plain: bytes | None = None


@dataclass(frozen=True)
class Platform:
    """Posts to one bot. A message is posted again by giving its number again."""

    url: str
    seal: Seal = Seal()

    def say(self, user: str, text: str, *, at: int = 1_763_700_000, number: int | None = None) -> Response:
        return self.post(text_message(user, text, at=at, number=number))

    def answer(self, user: str, text: str, *, at: int = 1_763_700_000) -> str:
        """The bot's answer to a text, which must be there."""
        response = self.say(user, text, at=at)
        assert response.status == 200
        assert response.text is not None
        return response.text

    def event(self, user: str, event: str, *, at: int = 1_763_700_000, extra: str = "") -> Response:
        return self.post(
            f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
            f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{event}]]></Event>"
            f"{extra}<AgentID>{AGENT_ID}</AgentID></xml>"
        )

    def post(self, message: str) -> Response:
        encrypted = self.seal.encrypt(message.encode("utf-8", "surrogatepass"))
        return self.send(self.seal.query(encrypted), self.seal.envelope(encrypted))

    def send(self, query: str, body: bytes) -> Response:
        response = fetch(Request(f"{self.url}?{query}", data=body, method="POST"))
        if response.status != 200 or not response.body:
            return response
        reply = response.body.decode()
        plain = self.open_reply(reply)
        content = re.search(r"<Content>(.*)</Content>", plain.decode(), re.DOTALL)
        if content is None:
            assert "<TemplateCard>" in plain.decode()
            return Response(response.status, response.body, None, plain)
        text = content.group(1).replace("]]]]><![CDATA[>", "]]>").removeprefix("<![CDATA[").removesuffix("]]>")
        return Response(response.status, response.body, text, plain)

    def open_reply(self, reply: str) -> bytes:
        encrypted, signature, nonce = (_tag(reply, name) for name in ("Encrypt", "MsgSignature", "Nonce"))
        timestamp = re.search(r"<TimeStamp>(\d+)</TimeStamp>", reply)
        assert timestamp is not None
        assert self.seal.sign(timestamp.group(1), nonce, encrypted) == signature
        return self.seal.decrypt(encrypted)


def text_message(user: str, text: str, *, at: int = 1_763_700_000, number: int | None = None) -> str:
    content = text.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content>"
        f"<MsgId>{next(_numbers) if number is None else number}</MsgId><AgentID>{AGENT_ID}</AgentID></xml>"
    )


def fetch(request: Request | str) -> Response:
    """One HTTP exchange; an error status is an answer like any other."""
    try:
        with urlopen(request, timeout=20) as response:
            return Response(response.status, response.read())
    except HTTPError as error:
        with error:
            return Response(error.code, error.read())


def _tag(xml: str, name: str) -> str:
    found = re.search(rf"<{name}><!\[CDATA\[(.*?)\]\]></{name}>", xml, re.DOTALL)
    assert found is not None
    return found.group(1)
