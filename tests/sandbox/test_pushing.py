"""Pushing to the bot: sealed messages, the platform's repeats, deliberate repeats, wrong seals, checked replies."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.responses import Response

from sandbox.settings import RetryMode
from tests.sandbox.conftest import Clock, Opener, World
from tests.sandbox.echo import EchoBot, Heard

Misbehaviour = Callable[[EchoBot, Heard], Response | None]


def say(world: World, text: str, userid: str = "WangFang") -> Any:
    return world.ok(f"/api/chats/{userid}", {"text": text})["entries"]


def fails_first(times: int, status: int) -> Misbehaviour:
    return lambda bot, _: Response(status_code=status) if len(bot.heard) <= times else None


def answers(text: str) -> Misbehaviour:
    return lambda _bot, _heard: Response(text)


@pytest.mark.parametrize("text", ["已谈心 张三", "]]> <b>&amp;", "🙂" * 40, "两行\n一句", "a" * 26, "a" * 25])
def test_a_text_arrives_as_typed_and_the_answer_is_shown(still_world: World, text: str) -> None:
    mine, reply = say(still_world, text)
    tags = still_world.bot.heard[-1].tags
    assert (tags["Content"], tags["FromUserName"], tags["MsgType"]) == (text, "WangFang", "text")
    assert (mine["from"], mine["text"], mine["state"]) == ("me", text, "sent")
    assert (reply["from"], reply["text"]) == ("bot", f"听到了：{text}")


def test_characters_that_xml_cannot_carry_are_left_out(still_world: World) -> None:
    say(still_world, "谈\x00心\ud83d\x0b了")
    assert still_world.bot.heard[-1].tags["Content"] == "谈心了"


@pytest.mark.parametrize(
    ("kind", "tags"),
    [
        ("image", {"PicUrl", "MediaId"}),
        ("voice", {"MediaId", "Format"}),
        ("video", {"MediaId", "ThumbMediaId"}),
        ("file", {"MediaId", "FileName"}),
        ("location", {"Location_X", "Location_Y", "Scale", "Label", "AppType"}),
        ("link", {"Title", "Description", "Url", "PicUrl"}),
    ],
)
def test_a_message_without_text_carries_the_tags_of_its_type(still_world: World, kind: str, tags: set[str]) -> None:
    still_world.ok("/api/chats/WangFang", {"kind": kind})
    heard = still_world.bot.heard[-1].tags
    assert heard["MsgType"] == kind
    assert set(heard) == tags | {"ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "AgentID"}


def test_opening_the_app_is_an_event_without_a_message_id(still_world: World) -> None:
    note, reply = still_world.ok("/api/chats/WangFang", {"kind": "enter"})["entries"]
    tags = still_world.bot.heard[-1].tags
    assert (tags["MsgType"], tags["Event"]) == ("event", "enter_agent")
    assert "MsgId" not in tags
    assert (note["from"], note["text"]) == ("system", "您打开了应用")
    assert reply["text"] == "听到了：enter_agent"


def test_any_event_can_be_pushed_with_its_own_tags(still_world: World) -> None:
    push = {"userid": "WangFang", "event": "click", "fields": {"EventKey": "todo"}, "create_time": 7}
    assert still_world.ok("/api/push", push)[0]["status"] == 200
    tags = still_world.bot.heard[-1].tags
    assert (tags["Event"], tags["EventKey"], tags["CreateTime"]) == ("click", "todo", "7")


def test_messages_have_their_own_64_bit_ids_and_the_clocks_time(opener: Opener) -> None:
    bot, clock = EchoBot(), Clock()
    for text in ("一", "二"):
        with opener(bot, clock) as world:
            say(world, text)
            say(world, text)
    ids = {int(heard.tags["MsgId"]) for heard in bot.heard}
    assert len(ids) == 4
    assert all(1 << 62 <= number < 1 << 63 for number in ids)
    assert {heard.tags["CreateTime"] for heard in bot.heard} == {str(int(clock.now))}


def test_a_refused_push_is_repeated_with_the_same_message_in_a_new_envelope(opener: Opener) -> None:
    clock = Clock()

    def refuse_twice(bot: EchoBot, _: Heard) -> Response | None:
        clock.now += 1
        return Response(status_code=503) if len(bot.heard) <= 2 else None

    with opener(EchoBot(refuse_twice), clock) as world:
        entries = say(world, "已谈心 张三")
        heard = world.bot.heard
    assert [entry["from"] for entry in entries] == ["me", "system", "system", "bot"]
    assert entries[1]["text"] == "没有应答（HTTP 503），平台第 1 次重发"
    assert len({(one.tags["MsgId"], one.tags["CreateTime"]) for one in heard}) == 1
    for values in ({one.timestamp for one in heard}, {one.nonce for one in heard}, {one.sealed for one in heard}):
        assert len(values) == 3


def test_after_three_repeats_the_platform_gives_up_and_nothing_is_lost(opener: Opener) -> None:
    with opener(EchoBot(fails_first(4, 503))) as world:
        entries = say(world, "已谈心 张三")
        assert len(world.bot.heard) == 4
        assert entries[0]["state"] == "failed"
        assert (entries[-1]["kind"], entries[-1]["text"]) == (
            "error",
            "机器人没有应答（HTTP 503，送了 4 次）。话还在这里，点「再送一次」就行。",
        )
        mine, reply = world.ok("/api/chats/WangFang", {"again": entries[0]["id"]})["entries"]
        assert (mine["id"], mine["state"], reply["from"]) == (entries[0]["id"], "sent", "bot")
        assert len({one.tags["MsgId"] for one in world.bot.heard}) == 1
        assert world.call("/api/chats/WangFang", {"again": mine["id"]})[0] == 409


def test_in_the_other_mode_an_answer_of_any_status_is_final(opener: Opener) -> None:
    with opener(EchoBot(fails_first(4, 503)), retry_mode=RetryMode.TIMEOUT_ONLY) as world:
        entries = say(world, "已谈心 张三")
        assert [entry["from"] for entry in entries] == ["me", "system"]
        assert len(world.bot.heard) == 1


@pytest.mark.parametrize("mode", RetryMode)
def test_a_late_answer_is_repeated_in_both_modes(opener: Opener, mode: RetryMode) -> None:
    with opener(EchoBot(delays=[0.9]), retry_mode=mode, answer_seconds=0.6) as world:
        entries = say(world, "已谈心 张三")
        assert [entry["from"] for entry in entries] == ["me", "system", "bot"]
        assert "等了 1 秒" in entries[1]["text"]
        assert len(world.bot.heard) == 2


@pytest.mark.parametrize("parallel", [False, True])
def test_deliberate_repeats_carry_one_message_and_are_not_repeated_further(opener: Opener, parallel: bool) -> None:
    with opener(EchoBot(fails_first(1, 500))) as world:
        push = {"userid": "WangFang", "text": "同一句", "msg_id": "77", "times": 5, "parallel": parallel}
        results = world.ok("/api/push", push)
        assert sorted(result["status"] for result in results) == [200, 200, 200, 200, 500]
        assert {result["reply"] for result in results} == {"听到了：同一句", None}
        assert [one.tags["MsgId"] for one in world.bot.heard] == ["77"] * 5
        assert [line for line in world.lines() if line[0] == "bot"] == [("bot", "听到了：同一句")]


def test_different_answers_to_one_message_are_shown_as_a_fault_of_the_bot(opener: Opener) -> None:
    bot = EchoBot(lambda bot, heard: Response(bot.sealed(f"第 {len(bot.heard)} 次", heard.tags["FromUserName"])))
    with opener(bot) as world:
        world.ok("/api/push", {"userid": "WangFang", "text": "同一句", "times": 2})
        assert world.lines()[-1] == ("system", "同一条消息得到了不同的回答")


WRONG = ["wrong_signature", "wrong_receiveid", "bad_padding", "garbage_base64", "broken_envelope", "broken_xml"]


@pytest.mark.parametrize("fault", WRONG)
def test_an_honest_receiver_refuses_a_wrong_seal(still_world: World, fault: str) -> None:
    opened = len(still_world.bot.heard)
    result = still_world.ok("/api/push", {"userid": "WangFang", "text": "假的", "fault": fault})
    assert [(one["status"], one["reply"]) for one in result] == [(403, None)]
    assert len(still_world.bot.heard) == opened


@pytest.mark.parametrize("fault", ["extra_tags", "shuffled_tags"])
def test_a_strange_but_right_envelope_is_answered(still_world: World, fault: str) -> None:
    result = still_world.ok("/api/push", {"userid": "WangFang", "text": "真的", "fault": fault})
    assert result[0]["reply"] == "听到了：真的"


def test_an_oversized_push_really_is_large(opener: Opener) -> None:
    sizes: list[int] = []

    def measure(_: EchoBot, heard: Heard) -> Response:
        sizes.append(len(heard.sealed))
        return Response()

    with opener(EchoBot(measure)) as world:
        world.ok("/api/push", {"userid": "WangFang", "text": "大", "fault": "oversized"})
    assert sizes[0] > 1_500_000


Answer = Callable[[EchoBot], str]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (lambda _: "<html>502</html>", "最外层不是 <xml>"),
        (lambda _: "success", "不是 XML"),
        (lambda _: "<xml><Encrypt>x</Encrypt></xml>", "信封里缺 MsgSignature、TimeStamp、Nonce"),
        (lambda bot: bot.sealed("x", "WangFang", token="other"), "签名不对"),
        (lambda bot: bot.sealed("x", "LiuYang"), "收发双方没有对调"),
        (lambda bot: bot.sealed("x", "WangFang", sender="wwother"), "收发双方没有对调"),
        (lambda bot: bot.sealed("", "WangFang"), "回复没有内容"),
        (lambda bot: bot.sealed("长" * 683, "WangFang"), "回复有 2049 字节，平台只显示前 2048 字节"),
    ],
)
def test_an_invalid_reply_is_a_red_line_in_the_chat(opener: Opener, reply: Answer, problem: str) -> None:
    with opener(EchoBot(lambda bot, _: Response(reply(bot)))) as world:
        entry = say(world, "已谈心 张三")[-1]
    assert (entry["from"], entry["kind"]) == ("system", "error")
    assert entry["text"] == f"平台收不下机器人的这条回复：{problem}"


def test_an_empty_answer_is_a_valid_silence(opener: Opener) -> None:
    with opener(EchoBot(answers(""))) as world:
        assert [entry["state"] for entry in say(world, "嗯")] == ["sent"]


def test_the_url_check_passes_for_a_byte_exact_echo_only(opener: Opener) -> None:
    with opener() as world:
        assert world.ok("/api/verify", {})["ok"] is True
        world.bot.echo_around = '"'
        verdict = world.ok("/api/verify", {})
        assert (verdict["ok"], verdict["problem"]) == (False, "回显的内容不对，前后多了引号、空白或 BOM")
        world.bot.echo_delay = 1.05
        world.bot.echo_around = ""
        assert world.ok("/api/verify", {})["problem"].endswith("秒，平台只等 1 秒")


def test_a_bot_that_is_not_there_is_said_so(opener: Opener) -> None:
    with opener() as world:
        world.bot_gone()
        entries = say(world, "在吗")
        assert entries[-1]["text"] == "机器人没有应答（连不上，送了 4 次）。话还在这里，点「再送一次」就行。"
        assert world.ok("/api/verify", {})["problem"] == "连不上回调地址"
