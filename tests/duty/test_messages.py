"""Messages as JSON: what is stored comes back as it was."""

import json

import pytest

from duty.messages import Button, ButtonCard, LinkCard, Message, Option, Text, VoteCard, from_json, to_json

MESSAGES: dict[str, Message] = {
    "text": Text("李四妈妈回话了😀\n<b>&"),
    "safe": Text("只给您看", safe=True),
    "link": LinkCard("给李四妈妈的链接", "转给她", "https://school.example/m/pass/x", "打开"),
    "vote": VoteCard(
        "r-1-20251123-abcdefgh",
        "这个月还等您聊聊",
        "聊过的勾一下",
        (Option("1", "张三"), Option("2", "李四", checked=True)),
        Button("done", "记上", main=True),
        (Button("later", "推迟"),),
    ),
    "buttons": ButtonCard("r-2-20251123-abcdefgh", "家访", "李四", (Button("done", "已家访", True),), "已记"),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_outlives_the_database(message: Message) -> None:
    assert from_json(json.loads(json.dumps(to_json(message)))) == message


@pytest.mark.parametrize("value", [{}, {"film": {}}, {"text": 3}], ids=["nothing", "another version's", "no text"])
def test_what_is_no_message_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no message"):
        from_json(value)
