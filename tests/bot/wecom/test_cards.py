"""Cards in the platform's forms."""

from dataclasses import replace

import xmltodict

from bot.wecom.cards import card_json
from bot.wecom.reply import card_reply
from duty.messages import Button, ButtonCard, Option, SelectCard, Selector, VoteCard
from sandbox.card_xml import card_body
from sandbox.cards import template_card

VOTE = VoteCard(
    "r-1-20251123-abcdefgh",
    "这个月还等您聊聊",
    "聊过的勾一下",
    (Option("1", "张三"), Option("2", "]]><Evil>", checked=True)),
    Button("done", "记上", main=True),
    (Button("later", "推迟"),),
)
BUTTONS = ButtonCard("r-2-20251123-abcdefgh", "家访", "李四", (Button("done", "已家访", True), Button("later", "推迟")))

SELECT = SelectCard(
    "r-3-20251123-abcdefgh",
    "没办成",
    "选一下",
    (
        Selector("which", "哪一件", (Option("1", "张三"), Option("2", "]]><Evil>", checked=True))),
        Selector("why", "怎么了", (Option("absent", "不在家"),)),
    ),
    Button("why", "记下", main=True),
)


def test_a_vote_has_everything_that_the_platform_asks_for() -> None:
    card = card_json(VOTE)
    assert card["card_type"] == "vote_interaction"
    assert card["task_id"] == VOTE.task_id
    assert card["checkbox"]["mode"] == 1
    assert [option["is_checked"] for option in card["checkbox"]["option_list"]] == [False, True]
    assert card["submit_button"] == {"text": "记上", "key": "done"}
    assert card["action_menu"]["action_list"] == [{"text": "推迟", "key": "later"}]


def test_a_card_that_is_done_takes_no_more_taps() -> None:
    done = VoteCard(VOTE.task_id, VOTE.title, VOTE.text, VOTE.options, VOTE.submit, VOTE.menu, done="记好了")
    card = card_json(done)
    assert card["replace_text"] == "记好了"
    assert card["checkbox"]["disable"] is True
    assert "action_menu" not in card


def test_a_new_state_goes_back_as_xml_that_nothing_typed_can_break() -> None:
    reply = xmltodict.parse(card_reply("WangFang", "ww1", 1, VOTE))["xml"]
    assert reply["ToUserName"] == "WangFang"
    assert reply["MsgType"] == "update_template_card"
    card = reply["TemplateCard"]
    assert card["CardType"] == "vote_interaction"
    assert card["MainTitle"] == {"Title": VOTE.title, "Desc": VOTE.text}
    assert [option["Text"] for option in card["CheckBox"]["OptionList"]] == ["张三", "]]><Evil>"]
    assert card["CheckBox"]["QuestionKey"] == card_json(VOTE)["checkbox"]["question_key"]
    assert card["SubmitButton"] == {"Text": "记上", "Key": "done"}


def test_buttons_keep_their_keys_and_styles() -> None:
    listed = xmltodict.parse(card_reply("WangFang", "ww1", 1, BUTTONS))["xml"]["TemplateCard"]["ButtonList"]
    assert [(button["Key"], button["Style"]) for button in listed] == [("done", "1"), ("later", "2")]


def test_lists_to_choose_from_have_everything_that_the_platform_asks_for() -> None:
    card = card_json(SELECT)
    assert card["card_type"] == "multiple_interaction"
    which, why = card["select_list"]
    assert (which["question_key"], which["title"], which["selected_id"]) == ("which", "哪一件", "2")
    assert [option["id"] for option in which["option_list"]] == ["1", "2"]
    # Where nothing is chosen beforehand a phone shows the first line.
    assert why["selected_id"] == "absent"
    assert card["submit_button"] == {"text": "记下", "key": "why"}
    assert "replace_text" not in card
    assert template_card(card)["type"] == "multiple_interaction"


def test_lists_that_are_done_cannot_be_changed() -> None:
    card = card_json(replace(SELECT, done="已记下"))
    assert card["replace_text"] == "已记下"
    assert [one["disable"] for one in card["select_list"]] == [True, True]


def test_lists_go_back_as_xml_that_nothing_typed_can_break() -> None:
    tags = xmltodict.parse(card_reply("WangFang", "ww1", 1, replace(SELECT, done="已记下")))["xml"]["TemplateCard"]
    assert tags["CardType"] == "multiple_interaction"
    which, why = tags["SelectList"]
    assert (which["QuestionKey"], which["SelectedId"], which["Disable"]) == ("which", "2", "true")
    assert [option["Text"] for option in which["OptionList"]] == ["张三", "]]><Evil>"]
    assert why["OptionList"] == {"Id": "absent", "Text": "不在家"}
    shown = template_card(card_body(tags), update=True)
    assert [one["key"] for one in shown["selects"]] == ["which", "why"]
    assert [one["disabled"] for one in shown["selects"]] == [True, True]


def test_buttons_may_have_a_menu_which_is_gone_when_they_are_done() -> None:
    card = replace(BUTTONS, menu=(Button("back", "返回"),))
    assert card_json(card)["action_menu"]["action_list"] == [{"text": "返回", "key": "back"}]
    assert "action_menu" not in card_json(replace(card, done="已记"))
