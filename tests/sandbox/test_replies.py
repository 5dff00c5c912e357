"""What a phone shows of a passive reply, by the types that the platform documents."""

import pytest

from sandbox.cipher import Seal
from sandbox.replies import Reply, cut, read_reply
from tests.sandbox.echo import AES_KEY, CORP, TOKEN

SEAL = Seal(TOKEN, AES_KEY, CORP)


def read(inner: str) -> Reply:
    sealed = SEAL.encrypt(f"<xml><ToUserName>WangFang</ToUserName><FromUserName>{CORP}</FromUserName>{inner}</xml>")
    envelope = (
        f"<xml><Encrypt>{sealed}</Encrypt><MsgSignature>{SEAL.signature('1', 'n', sealed)}</MsgSignature>"
        "<TimeStamp>1</TimeStamp><Nonce>n</Nonce></xml>"
    )
    return read_reply(envelope.encode(), SEAL, CORP, "WangFang")


@pytest.mark.parametrize(
    ("inner", "reply"),
    [
        ("<CreateTime>1</CreateTime><MsgType>text</MsgType><Content>好</Content>", Reply("好")),
        ("<CreateTime>1</CreateTime><MsgType>text</MsgType><Content> 好\n </Content>", Reply(" 好\n ")),
        ("<CreateTime>1</CreateTime><MsgType>news</MsgType>", Reply("［图文］")),
        ("<CreateTime>1</CreateTime><MsgType>update_button</MsgType>", Reply(problem="回复里缺 Button")),
        ("<CreateTime>1</CreateTime><MsgType>markdown</MsgType>", Reply(problem="平台没有 markdown 这种回复")),
        ("<CreateTime>soon</CreateTime><MsgType>text</MsgType>", Reply(problem="CreateTime 不是整数")),
        ("<MsgType>text</MsgType><Content>好</Content>", Reply(problem="CreateTime 不是整数")),
    ],
)
def test_each_type_of_reply_is_shown_as_the_platform_would(inner: str, reply: Reply) -> None:
    assert read(inner) == reply


@pytest.mark.parametrize(("text", "limit", "kept"), [("ab", 2, "ab"), ("长长", 5, "长"), ("🙂", 3, ""), ("", 9, "")])
def test_a_cut_never_leaves_half_a_character(text: str, limit: int, kept: str) -> None:
    assert cut(text, limit) == kept
