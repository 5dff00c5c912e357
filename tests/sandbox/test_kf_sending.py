"""What the app may send in 微信客服: the 48 hours, the five, msgids, types and their limits, who has blocked it."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sandbox.samples import document, picture
from sandbox.settings import KfRepeat
from tests.sandbox.conftest import Opener, World
from tests.sandbox.kf import ACCOUNT, HOUR, Kf, uploaded


def test_nothing_can_be_sent_before_the_customer_wrote(world: World) -> None:
    customer = Kf(world)
    assert customer.sends()["errcode"] == 95018
    customer.does("enter")
    assert (customer.state(), customer.sends()["errcode"]) == (4, 95018)
    assert customer.standing() == {"state": 4, "left": 0, "window_until": None, "blocked": False, "entered": True}


def test_five_answers_to_a_word_and_five_more_to_the_next(world: World) -> None:
    customer = Kf(world)
    customer.says()
    assert customer.codes(6) == [0, 0, 0, 0, 0, 95001]
    assert customer.standing()["left"] == 0
    customer.says("还有一句")
    assert customer.standing()["left"] == 5
    assert customer.codes(6) == [0, 0, 0, 0, 0, 95001]
    assert len(customer.lines()) == 12


def test_the_window_closes_two_days_after_the_last_word_and_a_new_word_opens_it(world: World) -> None:
    customer = Kf(world)
    customer.says()
    world.clock.now += 40 * HOUR
    customer.says("再问一句")
    until = customer.standing()["window_until"]
    assert until == world.clock.now + 48 * HOUR
    world.clock.now = until - 1
    assert customer.sends()["errcode"] == 0
    world.clock.now = until
    assert customer.sends()["errcode"] == 95002
    assert (customer.state(), customer.standing()["left"]) == (4, 0)
    customer.says("三天后")
    assert (customer.state(), customer.sends()["errcode"]) == (0, 0)


def test_time_that_travels_closes_the_window(opener: Opener, tmp_path: Any) -> None:
    with opener(clock_file=tmp_path / "offset") as world:
        customer = Kf(world)
        customer.says()
        assert customer.sends()["errcode"] == 0
        world.ok("/api/clock", {"to": "three_days"})
        assert customer.sends()["errcode"] == 95002


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"open_kfid": "wkother"}, 95000),
        ({"touser": "wmnobody"}, 95000),
        ({"touser": None}, 95000),
        ({"msgtype": "markdown", "markdown": {"content": "x"}}, 40008),
        ({"msgtype": "template_card"}, 40008),
        ({"msgtype": "text", "text": "x"}, 40058),
        ({"text": {"content": "  "}}, 44004),
        ({"text": {"content": 7}}, 44004),
        ({"text": {"content": "字" * 683}}, 40058),
        ({"msgid": "x" * 33}, 40058),
        ({"msgid": "有字"}, 40058),
        ({"msgid": 7}, 40058),
        ({"msgtype": "image", "image": {}}, 41006),
        ({"msgtype": "image", "image": {"media_id": "unknown"}}, 40007),
        ({"msgtype": "link", "link": {"title": "", "url": "https://x.example"}}, 40058),
        ({"msgtype": "link", "link": {"title": "看", "url": "javascript:1"}}, 40058),
        ({"msgtype": "link", "link": {"title": "看", "url": "https://x.example"}}, 41006),
    ],
)
def test_what_cannot_be_sent_is_refused_and_costs_nothing(world: World, change: dict[str, Any], code: int) -> None:
    customer = Kf(world)
    customer.says()
    assert customer.sends(**change)["errcode"] == code
    assert customer.standing()["left"] == 5
    assert len(customer.lines()) == 1


def test_a_text_of_the_longest_length_arrives_whole(world: World) -> None:
    customer = Kf(world)
    customer.says()
    text = "🙂" * 512
    assert customer.sends(text)["errcode"] == 0
    assert customer.lines()[-1] == ("bot", text)


def test_a_msgid_comes_back_and_one_is_given_where_there_is_none(world: World) -> None:
    customer = Kf(world)
    customer.says()
    assert customer.sends(msgid="relay_7-a")["msgid"] == "relay_7-a"
    assert len({customer.sends()["msgid"] for _ in range(2)}) == 2


@pytest.mark.parametrize(("repeat", "code", "shown"), [(KfRepeat.REFUSE, 40058, 1), (KfRepeat.SEND_AGAIN, 0, 2)])
def test_a_msgid_that_was_there_before_even_before_a_restart(
    opener: Opener, repeat: KfRepeat, code: int, shown: int
) -> None:
    with opener(kf_repeat=repeat) as world:
        Kf(world).says()
        assert Kf(world).sends(msgid="once")["errcode"] == 0
    with opener(kf_repeat=repeat) as world:
        assert Kf(world).sends(msgid="once")["errcode"] == code
        assert len(Kf(world).lines()) == 1 + shown
        assert Kf(world).standing()["left"] == 5 - shown


def test_a_message_whose_answer_was_lost_was_sent_and_its_repeat_tells(world: World) -> None:
    customer = Kf(world)
    customer.says()
    token = world.token()
    world.ok("/api/faults", {"path": "kf/send_msg", "kind": "drop_after"})
    body = {
        "touser": customer.external,
        "open_kfid": ACCOUNT,
        "msgid": "lost",
        "msgtype": "text",
        "text": {"content": "收到"},
    }
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        world.call(f"/cgi-bin/kf/send_msg?access_token={token}", body)
    assert customer.lines()[-1] == ("bot", "收到")
    assert customer.sends(msgid="lost")["errcode"] == 40058
    assert len(customer.lines()) == 2


def test_a_menu_is_shown_with_what_can_be_tapped_and_what_leads_away(world: World) -> None:
    customer = Kf(world)
    customer.says()
    items = [
        {"type": "click", "click": {"id": "yes", "content": "知道了"}},
        {"type": "view", "view": {"url": "https://school.example/f", "content": "打开看"}},
        {"type": "text", "text": {"content": "或者直接回话", "no_newline": 1}},
    ]
    menu = {"head_content": "您看可以吗？", "list": items, "tail_content": "点一下就行"}
    assert customer.sends(msgtype="msgmenu", msgmenu=menu)["errcode"] == 0
    entry = customer.newest()
    assert (entry["kind"], entry["text"].splitlines()) == (
        "menu",
        ["您看可以吗？", "知道了", "打开看", "或者直接回话", "点一下就行"],
    )
    assert entry["card"] == {
        "type": "menu",
        "head": "您看可以吗？",
        "items": [
            {"id": "yes", "text": "知道了"},
            {"id": "", "text": "打开看", "url": "https://school.example/f"},
            {"id": "", "text": "或者直接回话"},
        ],
        "tail": "点一下就行",
    }


@pytest.mark.parametrize(
    ("menu", "code"),
    [
        ({}, 40058),
        ({"head_content": "x" * 1025}, 40058),
        ({"head_content": "x", "list": [{"type": "text", "text": {"content": "x"}}] * 11}, 95008),
        ({"list": [{"type": "button"}]}, 95009),
        ({"list": [{"type": "click", "click": {"content": "没有 id"}}]}, 40058),
        ({"list": [{"type": "click", "click": {"id": "x" * 129, "content": "x"}}]}, 40058),
        ({"list": [{"type": "click", "click": {"id": "x", "content": "字" * 43}}]}, 40058),
        ({"list": [{"type": "click", "click": {"id": "x"}}]}, 40058),
        ({"list": [{"type": "view", "view": {"content": "x", "url": "data:x"}}]}, 40058),
        ({"list": ["x"]}, 40058),
        ({"list": 7}, 40058),
    ],
)
def test_a_menu_that_breaks_a_rule_is_refused(still_world: World, menu: dict[str, Any], code: int) -> None:
    assert Kf(still_world).sends(msgtype="msgmenu", msgmenu=menu)["errcode"] == code


def test_a_picture_a_file_and_a_link_are_shown_as_what_they_are(world: World) -> None:
    customer = Kf(world)
    customer.says()
    image = uploaded(world, "image", picture().content, "a.png")["media_id"]
    paper = uploaded(world, "file", document("x").content, "作业本.docx")["media_id"]
    assert customer.sends(msgtype="image", image={"media_id": image})["errcode"] == 0
    assert (customer.newest()["kind"], customer.newest()["text"]) == ("image", "［图片］")
    assert customer.sends(msgtype="file", file={"media_id": paper})["errcode"] == 0
    assert (customer.newest()["kind"], customer.newest()["text"]) == ("file", "［文件］作业本.docx")
    assert customer.sends(msgtype="image", image={"media_id": paper})["errcode"] == 40007
    link = {"title": "请假单", "desc": "填一下", "url": "https://school.example/leave", "thumb_media_id": image}
    assert customer.sends(msgtype="link", link=link)["errcode"] == 0
    assert (customer.newest()["kind"], customer.newest()["card"]["url"]) == ("link", "https://school.example/leave")


def test_a_file_that_a_parent_sent_can_be_sent_on_as_it_is(world: World) -> None:
    customer, other = Kf(world), Kf(world, "stranger1")
    customer.shows("image")
    other.says()
    media_id = customer.told()[0]["image"]["media_id"]
    assert other.sends(msgtype="image", image={"media_id": media_id})["errcode"] == 0
    world.clock.now += 72 * HOUR
    other.says()
    assert other.sends(msgtype="image", image={"media_id": media_id})["errcode"] == 40007


def test_who_blocked_the_account_gets_nothing_and_the_app_hears_of_it_later(world: World) -> None:
    customer = Kf(world)
    customer.says()
    assert customer.does("block", blocked=True)["blocked"] is True
    assert customer.sends(msgid="unseen") == {"errcode": 0, "errmsg": "ok", "msgid": "unseen"}
    assert customer.lines() == [("me", "在吗")]
    assert customer.told("msg_send_fail") == [
        {
            "event_type": "msg_send_fail",
            "open_kfid": ACCOUNT,
            "external_userid": customer.external,
            "fail_msgid": "unseen",
            "fail_type": 10,
        }
    ]
    customer.does("block", blocked=False)
    assert customer.sends("现在呢")["errcode"] == 0
    assert customer.lines()[-1] == ("bot", "现在呢")
    assert len(customer.told("msg_send_fail")) == 1


def test_of_many_messages_at_the_same_moment_five_are_sent(world: World) -> None:
    customer = Kf(world)
    customer.says()
    with ThreadPoolExecutor(8) as pool:
        codes = sorted(answer["errcode"] for answer in pool.map(customer.sends, "一二三四五六七八"))
    assert codes == [0] * 5 + [95001] * 3
    assert len(customer.lines()) == 6
