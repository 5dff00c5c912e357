"""What the app hears of 微信客服: the sealed ring of the bell, pages and cursors, tokens, what each message holds."""

import asyncio
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from sandbox.envelope import NOBODY, Inbound
from sandbox.kf.news import Bell
from sandbox.pusher import Pusher
from sandbox.settings import SandboxSettings
from tests.sandbox.conftest import AGENT, SECRET, START, Clock, Opener, World
from tests.sandbox.echo import AES_KEY, CORP, TOKEN, EchoBot, Heard
from tests.sandbox.kf import ACCOUNT, DAY, HOUR, Kf, until_heard


def test_a_word_rings_the_bell_sealed_and_without_saying_whose_or_what(world: World) -> None:
    entry = Kf(world).says("老师好")
    assert (entry["from"], entry["text"], entry["state"]) == ("me", "老师好", "sent")
    tags = until_heard(world, 1)[0]
    assert set(tags) == {"ToUserName", "CreateTime", "MsgType", "Event", "Token", "OpenKfId"}
    assert (tags["Event"], tags["OpenKfId"], tags["CreateTime"]) == ("kf_msg_or_event", ACCOUNT, str(int(START)))
    assert "老师好" not in str(world.bot.heard)


def test_a_bot_that_does_not_answer_hears_it_again_as_it_was_and_the_customer_does_not_wait(opener: Opener) -> None:
    def fails_twice(bot: EchoBot, _: Heard) -> Response | None:
        return Response(status_code=500) if len(bot.heard) <= 2 else None

    with opener(EchoBot(misbehave=fails_twice, delays=[0.5])) as world:
        began = time.monotonic()
        Kf(world).says()
        assert time.monotonic() - began < 0.4
        tags = until_heard(world, 3)
        assert tags[0] == tags[1] == tags[2]
        assert len({heard.sealed for heard in world.bot.heard}) == 3


def test_what_was_said_while_the_bot_was_away_is_still_there(world: World) -> None:
    world.bot_gone()
    Kf(world).says("没人在吗")
    assert Kf(world).told()[0]["text"] == {"content": "没人在吗"}


def test_a_message_says_who_and_when_and_an_event_names_them_inside_only(world: World) -> None:
    customer = Kf(world)
    customer.does("enter")
    world.clock.now += 7
    customer.says("好", menu_id="3")
    event, message = customer.told()
    assert set(event) == {"msgid", "send_time", "origin", "msgtype", "event"}
    assert (event["origin"], event["event"]["external_userid"]) == (4, customer.external)
    assert message == {
        "msgid": message["msgid"],
        "open_kfid": ACCOUNT,
        "external_userid": customer.external,
        "send_time": int(START) + 7,
        "origin": 3,
        "msgtype": "text",
        "text": {"content": "好", "menu_id": "3"},
    }


def test_what_the_app_sent_itself_does_not_come_back(world: World) -> None:
    customer = Kf(world)
    customer.says()
    assert customer.sends()["errcode"] == 0
    assert len(customer.told()) == 1


def test_pages_follow_one_another_by_their_cursors_and_nothing_is_told_twice_or_left_out(opener: Opener) -> None:
    with opener(kf_page=3) as world:
        customer = Kf(world)
        for number in range(7):
            customer.says(str(number))
        pages = [customer.news()]
        while pages[-1]["has_more"]:
            pages.append(customer.news(pages[-1]["next_cursor"]))
        told = [[message["text"]["content"] for message in page["msg_list"]] for page in pages]
        assert told == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
        end = pages[-1]["next_cursor"]
        assert customer.news(end) == {
            "errcode": 0,
            "errmsg": "ok",
            "next_cursor": end,
            "has_more": 0,
            "msg_list": [],
        }
        customer.says("新的")
        assert [message["text"]["content"] for message in customer.news(end)["msg_list"]] == ["新的"]


def test_a_page_is_no_longer_than_asked(world: World) -> None:
    for text in "一二三":
        Kf(world).says(text)
    page = Kf(world).news(limit=2)
    assert (len(page["msg_list"]), page["has_more"]) == (2, 1)
    assert Kf(world).news(page["next_cursor"], limit=1)["has_more"] == 0


def test_an_empty_page_may_have_more_behind_it(opener: Opener) -> None:
    with opener(kf_empty_pages=True, kf_page=1) as world:
        customer = Kf(world)
        assert customer.news()["has_more"] == 0
        customer.says("一")
        customer.says("二")
        cursor, sizes, more = "", [], 1
        while more:
            page = customer.news(cursor)
            cursor, more = page["next_cursor"], page["has_more"]
            sizes.append(len(page["msg_list"]))
        assert sizes == [0, 1, 0, 1]


def test_news_are_kept_for_three_days(world: World) -> None:
    customer = Kf(world)
    customer.says("旧的")
    cursor = customer.news(limit=1)["next_cursor"]
    world.clock.now += DAY
    customer.says("新的")
    world.clock.now += 2 * DAY - 1
    assert [message["text"]["content"] for message in customer.told()] == ["旧的", "新的"]
    world.clock.now += 1
    assert [message["text"]["content"] for message in customer.told()] == ["新的"]
    assert len(customer.news(cursor)["msg_list"]) == 1


def test_a_token_is_good_for_ten_minutes(world: World) -> None:
    customer = Kf(world)
    customer.says()
    token = until_heard(world, 1)[0]["Token"]
    world.clock.now += 599
    assert customer.news(token=token)["errcode"] == 0
    world.clock.now += 1
    assert customer.news(token=token)["errcode"] == 95007
    assert customer.news()["errcode"] == 0


def test_calls_without_a_token_are_few_in_a_minute_and_those_with_one_do_not_count(world: World) -> None:
    customer = Kf(world)
    customer.says()
    token = until_heard(world, 1)[0]["Token"]
    assert {customer.news()["errcode"] for _ in range(60)} == {0}
    assert customer.news()["errcode"] == 45009
    assert customer.news(token=token)["errcode"] == 0
    world.clock.now += 60
    assert customer.news()["errcode"] == 0


def test_what_was_told_outlives_a_restart_and_a_cursor_of_lost_data_begins_anew(opener: Opener) -> None:
    clock = Clock()
    with opener(clock=clock) as world:
        Kf(world).says("重启前")
        token = until_heard(world, 1)[0]["Token"]
    with opener(clock=clock) as world:
        customer = Kf(world)
        page = customer.news(token=token)
        assert [message["text"]["content"] for message in page["msg_list"]] == ["重启前"]
        assert customer.news("4gw7ffff")["msg_list"] == page["msg_list"]
        assert customer.standing()["left"] == 5


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"open_kfid": "wkother"}, 95000),
        ({"open_kfid": None}, 95000),
        ({"cursor": "nonsense"}, 40058),
        ({"cursor": "4gw7" + "0" * 70}, 40058),
        ({"token": "ENCunknown"}, 95007),
        ({"limit": 1001}, 40058),
        ({"limit": -1}, 40058),
        ({"limit": "many"}, 40058),
    ],
)
def test_a_wrong_question_for_news_is_refused(still_world: World, change: dict[str, Any], code: int) -> None:
    assert Kf(still_world).api("sync_msg", **change)["errcode"] == code


def test_a_call_that_fails_on_purpose_leaves_the_news_where_they_were(world: World) -> None:
    customer = Kf(world)
    customer.says("还在")
    world.ok("/api/faults", {"path": "kf/sync_msg", "kind": "truncated"})
    token = world.token()
    body = {"open_kfid": ACCOUNT}
    assert isinstance(world.call(f"/cgi-bin/kf/sync_msg?access_token={token}", body)[1], str)
    assert len(customer.told()) == 1


def test_a_second_customer_shares_the_news_and_not_the_chat(world: World) -> None:
    Kf(world).says("妈妈的话")
    Kf(world, "stranger1").says("路人的话")
    assert len({message["external_userid"] for message in Kf(world).told()}) == 2
    assert Kf(world, "stranger1").lines() == [("me", "路人的话")]


def test_a_word_after_two_days_is_still_news_for_who_was_away(world: World) -> None:
    customer = Kf(world)
    customer.says("周五的话")
    world.clock.now += 49 * HOUR
    assert len(customer.told()) == 1


async def test_a_bot_that_never_answers_does_not_keep_the_sandbox_from_stopping(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = SandboxSettings(
            corp_id=CORP,
            agent_id=AGENT,
            secret=SECRET,
            token=TOKEN,
            aes_key=AES_KEY,
            callback_url=f"http://127.0.0.1:{silent.getsockname()[1]}/",
            data_dir=tmp_path,
        )
        async with Pusher(settings, Clock()) as pusher:
            bell = Bell(pusher)
            bell.ring(Inbound(NOBODY, "event", (("Event", "kf_msg_or_event"),), int(START), None))
            connection, _ = await asyncio.to_thread(silent.accept)
            with connection:
                await asyncio.wait_for(bell.close(), 1)
