"""Customers of 微信客服: links and greetings, who they are, taps, recalls, and that a notice still takes no answer."""

from typing import Any

import pytest

from sandbox.directory import Directory, directory, external_userid
from tests.sandbox.conftest import AGENT, World
from tests.sandbox.kf import ACCOUNT, HOUR, MOTHER, Kf, until_heard


def link(world: World, scene: str = "note") -> str:
    return str(Kf(world).api("add_contact_way", scene=scene)["url"])


def test_everybody_has_a_wechat_and_nicknames_tell_nothing_of_the_child(still_world: World) -> None:
    answer = still_world.ok("/api/people")
    assert answer["strangers"] == [
        {"id": "kf:stranger1", "name": "路过的人"},
        {"id": "kf:stranger2", "name": "好奇的人"},
    ]
    assert all(parent["kf"] == f"kf:{parent['parent_userid']}" for parent in answer["parents"])
    for parent in answer["parents"]:
        assert still_world.ok(f"/api/chats/{parent['kf']}") == {"entries": [], "more": False}
        assert still_world.ok(f"/api/kf/{parent['parent_userid']}")["entered"] is False


def test_the_account_and_its_servicers_are_listed(still_world: World) -> None:
    accounts = Kf(still_world).api("account/list", offset=0, limit=100)["account_list"]
    assert [(one["open_kfid"], one["name"], one["manage_privilege"]) for one in accounts] == [
        (ACCOUNT, "成长小信", True)
    ]
    assert Kf(still_world).api("account/list", offset=1)["account_list"] == []
    assert Kf(still_world).api("account/list", limit=101)["errcode"] == 40058
    servicers = still_world.api(f"kf/servicer/list?open_kfid={ACCOUNT}")["servicer_list"]
    assert {"userid": "WangFang", "status": 0} in servicers
    assert still_world.api("kf/servicer/list?open_kfid=wkother")["errcode"] == 95000


def test_a_link_brings_its_scene_and_what_was_put_behind_it(world: World) -> None:
    customer = Kf(world)
    url = link(world)
    assert url.startswith(f"{world.base}/kf/kfc")
    assert "在手机上打开" in world.ok(url.removeprefix(world.base))
    standing = customer.does("enter", url=url + "&scene_param=a%2Fb%20%E5%A5%BD")
    assert (standing["state"], standing["entered"]) == (4, True)
    event = customer.told("enter_session")[0]
    assert (event["scene"], event["scene_param"], event["open_kfid"]) == ("note", "a/b 好", ACCOUNT)
    assert until_heard(world, 1)[0]["Event"] == "kf_msg_or_event"


def test_a_link_made_before_a_restart_or_without_a_scene_opens_the_chat_too(opener: Any) -> None:
    with opener() as world:
        url = link(world, "")
    with opener() as world:
        Kf(world).does("enter", url=url + "&scene_param=ignored")
        Kf(world).does("enter")
        for event in Kf(world).told("enter_session"):
            assert {"scene", "scene_param"} & set(event) == set()


@pytest.mark.parametrize("scene", ["x" * 33, "有字", "a b", 7, None])
def test_a_scene_of_other_letters_or_too_many_is_refused(still_world: World, scene: object) -> None:
    assert Kf(still_world).api("add_contact_way", scene=scene)["errcode"] == 40058


def test_a_link_that_is_not_the_accounts_or_carries_too_much_opens_nothing(world: World) -> None:
    url = link(world)
    wrong = [
        url.replace("enc_scene=ENC", "enc_scene=ENX"),
        url.split("?")[0],
        url.replace("/kf/", "/fk/"),
        "nonsense",
        url + "&scene_param=" + "x" * 129,
    ]
    for one in wrong:
        assert world.call(f"/api/kf/{MOTHER}/enter", {"url": one})[0] == 400
    assert world.call(f"/api/kf/{MOTHER}/enter", {"url": url + "&scene_param=" + "x" * 128})[0] == 200
    assert len(Kf(world).told()) == 1


def greeting(customer: Kf, code: str, **changes: Any) -> Any:
    request = {"code": code, "msgtype": "text", "text": {"content": "您好，我是成长小信"}} | changes
    return customer.api("send_msg_on_event", **request)


def welcome_code(customer: Kf) -> Any:
    customer.does("enter")
    return customer.told("enter_session")[-1].get("welcome_code")


def test_a_greeting_can_be_said_once_and_costs_none_of_the_five(world: World) -> None:
    customer = Kf(world)
    code = welcome_code(customer)
    world.clock.now += 19
    assert greeting(customer, code, msgid="hello")["msgid"] == "hello"
    assert greeting(customer, code)["errcode"] == 40029
    assert customer.lines() == [("bot", "您好，我是成长小信")]
    customer.says()
    assert customer.codes(6)[-2:] == [0, 95001]


def test_a_greeting_has_twenty_seconds_and_two_types(world: World) -> None:
    customer = Kf(world)
    code = welcome_code(customer)
    assert greeting(customer, code, msgtype="image", image={"media_id": "x"})["errcode"] == 40008
    world.clock.now += 20
    assert greeting(customer, code)["errcode"] == 40029
    assert greeting(customer, "unknown")["errcode"] == 40029
    code = welcome_code(customer)
    menu = {"list": [{"type": "click", "click": {"id": "1", "content": "我是家长"}}]}
    assert greeting(customer, code, msgtype="msgmenu", msgmenu=menu)["errcode"] == 0
    assert customer.newest()["kind"] == "menu"


def test_who_was_greeted_or_wrote_in_the_last_two_days_is_not_greeted_again(world: World) -> None:
    greeted, wrote = Kf(world), Kf(world, "stranger1")
    assert greeting(greeted, welcome_code(greeted))["errcode"] == 0
    wrote.says()
    assert (welcome_code(greeted), welcome_code(wrote)) == (None, None)
    world.clock.now += 48 * HOUR
    assert welcome_code(greeted)
    assert welcome_code(wrote)


def test_a_greeting_to_who_blocked_the_account_fails_later(world: World) -> None:
    customer = Kf(world)
    customer.does("block", blocked=True)
    assert greeting(customer, welcome_code(customer), msgid="hello")["errcode"] == 0
    assert customer.lines() == []
    assert customer.told("msg_send_fail")[0]["fail_msgid"] == "hello"


def test_a_name_is_told_of_who_came_by_in_the_last_two_days(world: World) -> None:
    mother, passer_by = Kf(world), Kf(world, "stranger1")
    mother.does("enter", url=link(world) + "&scene_param=t1")
    names = [mother.external, passer_by.external, "wmnobody"]
    answer = world.api("kf/customer/batchget", {"external_userid_list": names, "need_enter_session_context": 1})
    assert [(one["external_userid"], one["nickname"]) for one in answer["customer_list"]] == [(mother.external, "英英")]
    assert answer["customer_list"][0]["enter_session_context"] == {"scene": "note", "scene_param": "t1"}
    assert answer["invalid_external_userid"] == names[1:]
    passer_by.says()
    world.clock.now += 48 * HOUR - 1
    ask = {"external_userid_list": [passer_by.external]}
    assert world.api("kf/customer/batchget", ask)["customer_list"][0]["nickname"] == "路过的人"
    world.clock.now += 1
    assert world.api("kf/customer/batchget", ask)["customer_list"] == []


@pytest.mark.parametrize("names", [[], ["x"] * 101, "x", None])
def test_names_are_asked_for_a_hundred_at_most(still_world: World, names: object) -> None:
    assert still_world.api("kf/customer/batchget", {"external_userid_list": names})["errcode"] == 40058


def test_a_parent_is_the_same_person_to_the_school_as_to_the_account(world: World) -> None:
    answer = world.api(f"school/user/get?userid={MOTHER}")
    assert answer["parent"]["external_userid"] == Kf(world).external
    assert next(one for one in directory().parents if external_userid(one.userid) == Kf(world).external)


def test_a_request_that_the_page_repeats_is_one_word(world: World) -> None:
    customer = Kf(world)
    first = customer.says("一次", client_id="page-1")
    assert customer.says("一次", client_id="page-1") == first
    assert len(customer.told()) == 1


def test_what_a_keyboard_cannot_write_is_left_out_and_everything_else_arrives(world: World) -> None:
    customer = Kf(world)
    assert customer.says("]]> 🙂\x00<b>")["text"] == "]]> 🙂<b>"
    assert customer.told()[0]["text"]["content"] == "]]> 🙂<b>"


def test_a_word_taken_back_is_told_of_by_its_msgid_and_once(world: World) -> None:
    customer = Kf(world)
    entry = customer.says("发错了")
    customer.does("recall", entry=entry["id"])
    message, event = customer.told()
    assert event["event"]["event_type"] == "user_recall_msg"
    assert event["event"]["recall_msgid"] == message["msgid"]
    assert customer.lines() == [("system", "撤回了一条消息")]
    assert world.call(f"/api/kf/{MOTHER}/recall", {"entry": entry["id"]})[0] == 409


def test_only_ones_own_words_can_be_taken_back(world: World) -> None:
    customer = Kf(world)
    customer.says()
    customer.sends()
    bots = customer.newest()["id"]
    other = Kf(world, "stranger1").says()["id"]
    for entry in (bots, other, 9999):
        assert world.call(f"/api/kf/{MOTHER}/recall", {"entry": entry})[0] == 409


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/chats/kf:nobody", None, 404),
        ("/api/chats/kf:nobody", {"text": "x"}, 404),
        ("/api/chats/kf:nobody/events", None, 404),
        (f"/api/chats/kf:{MOTHER}", {}, 400),
        (f"/api/chats/kf:{MOTHER}", {"text": "  "}, 400),
        (f"/api/chats/kf:{MOTHER}", {"text": "x" * 20_001}, 400),
        (f"/api/chats/kf:{MOTHER}", {"kind": "dance"}, 400),
        (f"/api/chats/kf:{MOTHER}", {"text": "x", "menu_id": "x" * 129}, 400),
        (f"/api/chats/kf:{MOTHER}", {"text": "x", "menu_id": 7}, 400),
        (f"/api/chats/kf:{MOTHER}/tap", {"entry": 1, "key": "x"}, 404),
        (f"/api/chats/kf:{MOTHER}/menu", {"key": "todo"}, 404),
        ("/api/kf/nobody", None, 404),
        ("/api/kf/nobody/enter", {}, 404),
        (f"/api/kf/{MOTHER}/block", {"blocked": "yes"}, 400),
        (f"/api/kf/{MOTHER}/recall", {}, 400),
        (f"/api/kf/{MOTHER}/servicer", {"userid": "Nobody", "text": "x"}, 404),
        (f"/api/kf/{MOTHER}/servicer", {"userid": "WangFang"}, 400),
        (f"/api/kf/{MOTHER}/end", {}, 409),
        ("/open?as=nobody&url=http://x.example", None, 404),
        ("/kf/kfcother", None, 404),
    ],
)
def test_requests_that_make_no_sense_are_refused(still_world: World, path: str, body: object, status: int) -> None:
    assert still_world.call(path, body)[0] == status
    assert Kf(still_world).told() == []


def test_the_chats_own_name_stands_for_a_customer_too(still_world: World) -> None:
    assert still_world.ok(f"/api/kf/kf:{MOTHER}") == still_world.ok(f"/api/kf/{MOTHER}")


def test_a_notice_still_takes_no_answer(world: World) -> None:
    notice = {"msgtype": "text", "agentid": AGENT, "text": {"content": "明天家长会"}, "to_parent_userid": [MOTHER]}
    assert world.api("externalcontact/message/send", notice)["errcode"] == 0
    for body in ({"text": "收到"}, {"kind": "image"}, {"text": "x", "menu_id": "1"}):
        status, answer = world.call(f"/api/chats/parent:{MOTHER}", body)
        assert (status, answer["error"]) == (409, "学校通知不能直接回话，点通知里的链接说")
    assert world.lines(f"parent:{MOTHER}") == [("bot", "明天家长会")]
    assert (Kf(world).lines(), Kf(world).told(), world.bot.heard) == ([], [], [])


def test_a_code_of_who_is_no_longer_there_is_good_for_nothing(opener: Any) -> None:
    with opener() as world:
        code = welcome_code(Kf(world))
    with opener(directory=Directory((), (), ())) as world:
        assert greeting(Kf(world, "stranger1"), code)["errcode"] == 95000
