"""Tapping a card: what the bot hears, what its answer makes of the card, what a finger cannot do."""

import json
import urllib.request
from typing import Any

import pytest
from starlette.responses import Response

from tests.sandbox.conftest import AGENT, Opener, World
from tests.sandbox.echo import EchoBot, Heard
from tests.sandbox.test_cards import BUTTONS, LISTS, NOTICE, VOTE, send

SECOND_CARD = (
    "<MsgType>update_template_card</MsgType><TemplateCard><CardType>vote_interaction</CardType>"
    "<MainTitle><Title>记好了</Title>\n<Desc>两位</Desc></MainTitle>"
    "<CheckBox><QuestionKey>who</QuestionKey>"
    "<OptionList><Id>070101</Id><Text>张三</Text><IsChecked>true</IsChecked></OptionList>"
    "<OptionList><Id>070102</Id><Text>李四</Text><IsChecked>false</IsChecked></OptionList>"
    "<Disable>true</Disable><Mode>1</Mode></CheckBox>"
    "<SubmitButton><Text>记下</Text><Key>done</Key></SubmitButton>"
    "<ReplaceText><![CDATA[已记]]></ReplaceText></TemplateCard>"
)
BUTTON_CARD = (
    "<MsgType>update_template_card</MsgType><TemplateCard><CardType>button_interaction</CardType>"
    "<Source><Desc>结对</Desc></Source><MainTitle><Title>谁来代</Title></MainTitle><SubTitleText>选一位</SubTitleText>"
    "<HorizontalContentList><KeyName>孩子</KeyName><Value>张三</Value></HorizontalContentList>"
    "<ButtonList><Text>孙丽</Text><Style>1</Style><Key>SunLi</Key></ButtonList>"
    "<ActionMenu><Desc>更多</Desc><ActionList><Text>不再提醒</Text><Key>mute</Key></ActionList></ActionMenu>"
    "<CardAction><Type>1</Type><Url>https://school.example/m</Url></CardAction></TemplateCard>"
)
LIST_CARD = (
    "<MsgType>update_template_card</MsgType><TemplateCard><CardType>multiple_interaction</CardType>"
    "<MainTitle><Title>没办成</Title></MainTitle>"
    "<SelectList><QuestionKey>which</QuestionKey><Title>哪一件</Title><SelectedId>2</SelectedId>"
    "<Disable>{disabled}</Disable><OptionList><Id>1</Id><Text>张三</Text></OptionList>"
    "<OptionList><Id>2</Id><Text>李四</Text></OptionList></SelectList>"
    "<SubmitButton><Text>记下</Text><Key>why</Key></SubmitButton></TemplateCard>"
)
RENAMED = "<MsgType>update_button</MsgType><Button><ReplaceName><![CDATA[已办]]></ReplaceName></Button>"


def answering(inner: str) -> EchoBot:
    return EchoBot(lambda bot, heard: Response(bot.enveloped(inner, heard.tags["FromUserName"])))


def silent() -> EchoBot:
    return EchoBot(lambda _bot, _heard: Response())


def test_a_tap_pushes_the_button_and_the_options_that_were_left_checked(opener: Opener) -> None:
    with opener(silent()) as world:
        send(world, VOTE)
        world.tap("done", "070102", "070101")
        tags = world.bot.heard[-1].tags
        assert (tags["MsgType"], tags["Event"], tags["EventKey"]) == ("event", "template_card_event", "done")
        assert (tags["TaskId"], tags["CardType"]) == (VOTE["task_id"], "vote_interaction")
        assert (tags["FromUserName"], tags["AgentID"]) == ("WangFang", str(AGENT))
        item = tags["SelectedItems"]["SelectedItem"]
        assert (item["QuestionKey"], item["OptionIds"]["OptionId"]) == ("who", ["070101", "070102"])
        assert "MsgId" not in tags


def test_nothing_checked_is_an_empty_choice_and_buttons_have_none(opener: Opener) -> None:
    with opener(silent()) as world:
        send(world, VOTE)
        world.tap("done")
        assert world.bot.heard[-1].tags["SelectedItems"]["SelectedItem"]["OptionIds"] is None
        assert [option["checked"] for option in world.card()["options"]] == [False, False]
        send(world, BUTTONS)
        world.tap("yes")
        assert "SelectedItems" not in world.bot.heard[-1].tags


def test_of_each_list_the_line_that_stands_there_is_pushed(opener: Opener) -> None:
    with opener(silent()) as world:
        send(world, LISTS)
        world.tap("why", which="1")
        tags = world.bot.heard[-1].tags
        assert (tags["Event"], tags["EventKey"], tags["CardType"]) == (
            "template_card_event",
            "why",
            "multiple_interaction",
        )
        chosen = [(one["QuestionKey"], one["OptionIds"]["OptionId"]) for one in tags["SelectedItems"]["SelectedItem"]]
        assert chosen == [("which", "1"), ("why", "absent")]
        assert [one["chosen"] for one in world.card()["selects"]] == ["1", "absent"]


def test_a_card_may_turn_into_lists_which_may_be_closed(opener: Opener) -> None:
    states = iter(("false", "true"))

    def turn(bot: EchoBot, heard: Heard) -> Response:
        inner = LIST_CARD.format(disabled=next(states))
        return Response(bot.enveloped(inner, heard.tags["FromUserName"]))

    with opener(EchoBot(turn)) as world:
        send(world, VOTE)
        card = world.tap("done")[0]["card"]
        assert (card["type"], card["task_id"], card["submit"]) == (
            "multiple_interaction",
            VOTE["task_id"],
            {"text": "记下", "key": "why"},
        )
        world.tap("why", which="2")
        assert [one["disabled"] for one in world.card()["selects"]] == [True]
        world.tap("why", which="1")
        item = world.bot.heard[-1].tags["SelectedItems"]["SelectedItem"]
        assert item["OptionIds"] == {"OptionId": "2"}


def test_a_menu_of_a_card_has_its_own_event_without_a_choice(opener: Opener) -> None:
    with opener(silent()) as world:
        send(world, BUTTONS)
        world.tap("mute")
        tags = world.bot.heard[-1].tags
        assert (tags["Event"], tags["EventKey"]) == ("template_card_menu_event", "mute")
        assert "SelectedItems" not in tags


def test_the_answer_may_put_another_card_in_the_place_of_the_tapped_one(opener: Opener) -> None:
    with opener(answering(SECOND_CARD)) as world:
        send(world, VOTE)
        entries = world.tap("done", "070101")
        assert len(entries) == len(world.lines()) == 1
        card = entries[0]["card"]
        assert card == world.card()
        assert (card["title"], card["desc"], card["replace_text"], card["disabled"]) == ("记好了", "两位", "已记", True)
        assert card["task_id"] == VOTE["task_id"]
        assert [option["checked"] for option in card["options"]] == [True, False]
    with opener() as world:
        assert world.card() == card


def test_a_card_may_turn_into_buttons_that_can_be_tapped_again(opener: Opener) -> None:
    with opener(answering(BUTTON_CARD)) as world:
        send(world, VOTE)
        card = world.tap("done")[0]["card"]
        assert card["buttons"] == [{"key": "SunLi", "text": "孙丽", "style": 1}]
        assert (card["rows"], card["text"], card["url"]) == ([["孩子", "张三"]], "选一位", "https://school.example/m")
        world.tap("SunLi")
        tags = world.bot.heard[-1].tags
        assert (tags["TaskId"], tags["CardType"]) == (VOTE["task_id"], "button_interaction")


def test_the_answer_may_turn_the_buttons_grey_and_then_they_are_dead(opener: Opener) -> None:
    with opener(answering(RENAMED)) as world:
        send(world, BUTTONS, touser="WangFang|LiuYang")
        assert world.tap("yes")[0]["card"]["replace_text"] == "已办"
        assert world.card("LiuYang")["replace_text"] == ""
        entry = world.ok("/api/chats/WangFang")["entries"][0]["id"]
        status, answer = world.call("/api/chats/WangFang/tap", {"entry": entry, "key": "yes"})
        assert (status, answer["error"]) == (409, "这张卡片已经处理过了")


def test_an_answer_in_text_is_a_line_under_the_card(world: World) -> None:
    send(world, BUTTONS)
    assert [entry["text"] for entry in world.tap("no")] == ["请代一次", "听到了：template_card_event"]


def test_every_tap_brings_a_fresh_code_for_one_update(opener: Opener) -> None:
    with opener(silent()) as world:
        send(world, BUTTONS)
        world.tap("yes")
        world.tap("yes")
        codes = [heard.tags["ResponseCode"] for heard in world.bot.heard]
        assert len(set(codes)) == 2
        for code, errcode in ((codes[0], 0), (codes[0], 60140), (codes[1], 0)):
            request = {
                "userids": ["WangFang"],
                "agentid": AGENT,
                "response_code": code,
                "button": {"replace_name": "好"},
            }
            assert world.api("message/update_template_card", request)["errcode"] == errcode


def test_a_passive_update_uses_the_code_up(opener: Opener) -> None:
    with opener(answering(RENAMED)) as world:
        send(world, BUTTONS)
        world.tap("yes")
        code = world.bot.heard[-1].tags["ResponseCode"]
        request = {"atall": 1, "agentid": AGENT, "response_code": code, "button": {"replace_name": "好"}}
        assert world.api("message/update_template_card", request)["errcode"] == 60140


@pytest.mark.parametrize(
    ("inner", "problem"),
    [
        ("<MsgType>update_template_card</MsgType>", "回复里缺 TemplateCard"),
        ("<MsgType>update_button</MsgType><Button></Button>", "回复里缺 Button"),
        ("<MsgType>update_button</MsgType><Button><ReplaceName></ReplaceName></Button>", "回复里缺 ReplaceName"),
        (SECOND_CARD.replace("<Key>done</Key>", ""), "缺 key"),
        (SECOND_CARD.replace("ReplaceText", "ReplaceWord"), "vote_interaction 没有 ReplaceWord"),
        (SECOND_CARD.replace("vote_interaction", "dance"), "没有 dance 这种卡片"),
        (SECOND_CARD.replace("<Mode>1</Mode>", "<Mode>one</Mode>"), "mode 要是整数"),
    ],
)
def test_a_wrong_update_is_a_red_line_and_leaves_the_card_alone(opener: Opener, inner: str, problem: str) -> None:
    with opener(answering(inner)) as world:
        send(world, VOTE)
        card, line = world.tap("done", "070101")
        assert (line["kind"], line["text"]) == ("error", f"平台收不下机器人的这条回复：{problem}")
        assert (card["card"]["title"], card["card"]["replace_text"]) == (VOTE["main_title"]["title"], "")


def test_a_notice_has_no_button_to_rename(opener: Opener) -> None:
    with opener(answering(RENAMED)) as world:
        send(world, NOTICE | {"task_id": "n", "action_menu": BUTTONS["action_menu"]})
        card, line = world.tap("mute")
        assert line["text"] == "平台收不下机器人的这条回复：这张卡片没有按钮可改"
        assert card["card"]["replace_text"] == ""


def test_an_update_answers_nothing_but_a_tap(opener: Opener) -> None:
    with opener(answering(RENAMED)) as world:
        entries = world.ok("/api/chats/WangFang", {"text": "在吗"})["entries"]
        assert entries[-1]["text"] == "平台收不下机器人的这条回复：更新卡片只能用来回答卡片的点击"


def test_a_silent_bot_is_pushed_again_and_the_card_stays(opener: Opener) -> None:
    def refuse_once(bot: EchoBot, heard: Heard) -> Response | None:
        inner = "" if len(bot.heard) == 1 else RENAMED
        return Response(bot.enveloped(inner, "WangFang"), 503 if not inner else 200)

    with opener(EchoBot(refuse_once)) as world:
        send(world, BUTTONS)
        texts = [entry["text"] for entry in world.tap("yes")]
        assert texts == ["请代一次", "没有应答（HTTP 503），平台第 1 次重发"]
        assert world.bot.heard[0].tags == world.bot.heard[1].tags
        world.bot_gone()
        send(world, VOTE)
        assert world.tap("done")[-1]["text"] == "机器人没有应答（连不上，送了 4 次）。"
        assert world.card()["replace_text"] == ""


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"entry": 99, "key": "done"}, 404),
        ({"entry": 1, "key": "no"}, 409),
        ({"entry": 1, "key": "done", "options": ["nobody"]}, 409),
        ({"entry": 1, "key": "done", "options": "070101"}, 400),
        ({"entry": 2, "key": "done"}, 409),
        ({"entry": 3, "key": "one", "options": ["a", "b"]}, 409),
        ({"key": "done"}, 400),
        ({"entry": 4, "key": "why", "selects": {"which": "9"}}, 409),
        ({"entry": 4, "key": "why", "selects": "which"}, 400),
        ({"entry": 4, "key": "why", "selects": {"which": 1}}, 400),
    ],
)
def test_a_finger_cannot_tap_what_is_not_there(world: World, body: dict[str, Any], status: int) -> None:
    send(world, VOTE)
    world.send(msgtype="textcard", textcard={"title": "t", "description": "d", "url": "https://school.example"})
    single = {"question_key": "q", "mode": 0, "option_list": [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]}
    send(world, VOTE | {"task_id": "one", "checkbox": single, "submit_button": {"key": "one"}})
    send(world, LISTS)
    assert world.call("/api/chats/WangFang/tap", body)[0] == status
    assert world.bot.heard == []


def test_a_disabled_box_keeps_its_own_choice(opener: Opener) -> None:
    with opener(silent()) as world:
        send(world, VOTE | {"checkbox": VOTE["checkbox"] | {"disable": True}})
        world.tap("done", "070102")
        assert world.bot.heard[-1].tags["SelectedItems"]["SelectedItem"]["OptionIds"] == {"OptionId": "070101"}


def test_open_pages_see_a_card_change_in_its_place(opener: Opener) -> None:
    with opener(answering(RENAMED)) as world:
        send(world, BUTTONS)
        with urllib.request.urlopen(world.base + "/api/chats/WangFang/events", timeout=5) as stream:
            stream.readline()
            world.tap("yes")
            seen: list[dict[str, Any]] = []
            while len(seen) < 2:
                line = stream.readline().decode()
                if line.startswith("data: "):
                    seen.append(json.loads(line.removeprefix("data: ")))
        assert [(entry["id"], entry["card"]["replace_text"]) for entry in seen] == [(1, ""), (1, "已办")]
