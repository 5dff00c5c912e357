"""What the product is measured against: bare wechatpy bots that answer with what was said and store nothing."""

from typing import TYPE_CHECKING, Any

from wechatpy.enterprise import create_reply, parse_message
from wechatpy.enterprise.crypto import WeChatCrypto

from bench.messages import PATH
from tests.support.platform import AES_KEY, CORP_ID, TOKEN

if TYPE_CHECKING:
    from fastapi import FastAPI

_crypto = WeChatCrypto(TOKEN, AES_KEY, CORP_ID)


def echo(body: bytes, signature: str, timestamp: str, nonce: str) -> str:
    """The sealed answer to a sealed message, as wechatpy's own example makes it."""
    message = parse_message(_crypto.decrypt_message(body, signature, timestamp, nonce))
    answer: str = _crypto.encrypt_message(create_reply(message.content, message).render(), nonce, timestamp)
    return answer


# Each framework is imported by the server that needs it, so that none pays for the other's memory.


def flask_app() -> Any:
    from flask import Flask, Response, request

    app = Flask(__name__)

    @app.post(PATH)
    def callback() -> Response:
        query = request.args
        sealed = echo(request.get_data(), query["msg_signature"], query["timestamp"], query["nonce"])
        return Response(sealed, mimetype="application/xml")

    return app


def fastapi_app() -> "FastAPI":
    from fastapi import FastAPI, Request, Response

    app = FastAPI()

    @app.post(PATH)
    async def callback(request: Request, msg_signature: str, timestamp: str, nonce: str) -> Response:
        sealed = echo(await request.body(), msg_signature, timestamp, nonce)
        return Response(sealed, media_type="application/xml")

    return app
