"""Messages as JSON: what is stored comes back as it was."""

import json

import pytest

from duty.messages import (
    Button,
    ButtonCard,
    Choices,
    LinkCard,
    Media,
    Message,
    Option,
    SelectCard,
    Selector,
    Text,
    VoteCard,
    from_json,
    to_json,
)

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
    "buttons with a menu": ButtonCard(
        "r-3-20251123-abcdefgh", "怎么了", "点一下", (Button("why:ill:1", "生病了"),), menu=(Button("back", "返回"),)
    ),
    "media": Media("image", "1G6nrLmr5EC3MMb"),
    "choices": Choices("想说哪个孩子？", (Option("7", "张三"), Option("8", "李四")), "CODE"),
    "select": SelectCard(
        "r-4-20251123-abcdefgh",
        "没办成",
        "选一下",
        (
            Selector("which", "哪一件", (Option("1", "张三"), Option("2", "李四", checked=True))),
            Selector("why", "怎么了", (Option("absent", "不在家"),)),
        ),
        Button("why", "记下", main=True),
        "已记下",
    ),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_outlives_the_database(message: Message) -> None:
    assert from_json(json.loads(json.dumps(to_json(message)))) == message


def test_buttons_that_were_stored_before_they_could_have_a_menu_have_none() -> None:
    plain = to_json(MESSAGES["buttons"])
    del plain["buttons"]["menu"]
    assert from_json(plain) == MESSAGES["buttons"]


@pytest.mark.parametrize("value", [{}, {"film": {}}, {"text": 3}], ids=["nothing", "another version's", "no text"])
def test_what_is_no_message_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no message"):
        from_json(value)
