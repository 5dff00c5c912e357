"""The server API: tokens that age, sending with the platform's refusals and silences, the directory."""

from typing import Any

import pytest

from tests.sandbox.conftest import AGENT, SECRET, World
from tests.sandbox.echo import CORP


def send(world: World, token: str, **changes: Any) -> Any:
    request = {"touser": "WangFang", "msgtype": "text", "agentid": AGENT, "text": {"content": "提醒"}} | changes
    return world.ok(f"/cgi-bin/message/send?access_token={token}", request)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"corpsecret={SECRET}", 41002),
        (f"corpid={CORP}", 41004),
        (f"corpid=wwother&corpsecret={SECRET}", 40013),
        (f"corpid={CORP}&corpsecret=wrong", 40001),
    ],
)
def test_a_token_is_sold_only_for_the_right_corp_and_secret(still_world: World, query: str, code: int) -> None:
    answer = still_world.ok(f"/cgi-bin/gettoken?{query}")
    assert answer["errcode"] == code
    assert f"devtool/query?e={code}" in answer["errmsg"]


def test_a_token_is_the_same_inside_its_life_and_expires_by_the_clock(world: World) -> None:
    token = world.token()
    world.clock.now += 7199
    assert world.token() == token
    assert world.ok(f"/cgi-bin/gettoken?corpid={CORP}&corpsecret={SECRET}")["expires_in"] == 1
    world.clock.now += 1
    assert send(world, token)["errcode"] == 42001
    assert send(world, world.token())["errcode"] == 0


@pytest.mark.parametrize("path", ["message/send", "user/get", "user/simplelist", "department/list", "agent/get"])
def test_every_call_wants_a_token_that_was_sold(still_world: World, path: str) -> None:
    assert still_world.ok(f"/cgi-bin/{path}")["errcode"] in (41001, 40058)
    body: object = {} if path == "message/send" else None
    assert still_world.ok(f"/cgi-bin/{path}?access_token=", body)["errcode"] == 41001
    assert still_world.ok(f"/cgi-bin/{path}?access_token=made-up", body)["errcode"] == 40014


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"touser": ""}, 82001),
        ({"touser": "nobody|NoOne"}, 81013),
        ({"touser": "", "toparty": "99"}, 81013),
        ({"touser": "", "totag": "7"}, 81013),
        ({"touser": "", "toparty": "|".join(map(str, range(1, 102)))}, 82002),
        ({"touser": "|".join(map(str, range(1, 1002)))}, 40032),
        ({"touser": "", "totag": "|".join(map(str, range(1, 102)))}, 82003),
        ({"agentid": 7}, 301002),
        ({"agentid": None}, 41011),
        ({"msgtype": "telegram"}, 40008),
        ({"text": {"content": " "}}, 44004),
        ({"text": "plain"}, 40058),
        ({"msgtype": "textcard", "textcard": {"title": "t"}}, 40058),
        ({"msgtype": "template_card", "template_card": {"main_title": "no object"}}, 40058),
    ],
)
def test_a_wrong_message_is_refused_with_the_platforms_code(
    still_world: World, changes: dict[str, Any], code: int
) -> None:
    assert send(still_world, still_world.token(), **changes)["errcode"] == code
    assert still_world.lines() == []


def test_a_body_that_is_no_json_object_and_a_wrong_method_are_bad_parameters(still_world: World) -> None:
    path = f"/cgi-bin/message/send?access_token={still_world.token()}"
    assert still_world.ok(path, b"{broken")["errcode"] == 40058
    assert still_world.ok(path, [1])["errcode"] == 40058
    assert still_world.ok(path)["errcode"] == 40058


def test_valid_receivers_get_it_and_invalid_ones_are_named_in_small_letters(world: World) -> None:
    answer = send(world, world.token(), touser="wangfang|NoBody|LIUYANG", toparty="5|77", totag="3")
    assert answer["errcode"] == 0
    assert answer["msgid"]
    assert (answer["invaliduser"], answer["invalidparty"], answer["invalidtag"]) == ("nobody", "77", "3")
    for userid in ("WangFang", "LiuYang", "ZhouJing"):
        assert world.lines(userid) == [("bot", "提醒")]
    assert world.lines("DengPing") == []


def test_a_message_to_all_reaches_every_member(world: World) -> None:
    assert send(world, world.token(), touser="@all")["errcode"] == 0
    assert world.lines("FangKe") == world.lines("WuGuodong") == [("bot", "提醒")]


def test_a_party_holds_the_members_of_the_parties_below_it(world: World) -> None:
    assert send(world, world.token(), touser="", toparty="1")["errcode"] == 0
    assert world.lines("HanXue") == [("bot", "提醒")]


def test_a_long_text_is_cut_at_2048_bytes_never_inside_a_character(world: World) -> None:
    send(world, world.token(), text={"content": "长" * 700})
    assert world.lines() == [("bot", "长" * 682)]


@pytest.mark.parametrize(("safe", "kind"), [(0, "text"), (1, "safe")])
def test_a_text_that_cannot_be_passed_on_is_shown_as_such(world: World, safe: int, kind: str) -> None:
    send(world, world.token(), text={"content": "只给您看"}, safe=safe)
    [entry] = world.ok("/api/chats/WangFang")["entries"]
    assert (entry["kind"], entry["text"]) == (kind, "只给您看")


def test_the_same_request_is_not_delivered_twice_inside_its_window(world: World) -> None:
    token = world.token()
    first = send(world, token, enable_duplicate_check=1, duplicate_check_interval=600)
    world.clock.now += 599
    assert send(world, token, enable_duplicate_check=1, duplicate_check_interval=600) == first
    world.clock.now += 1
    again = send(world, token, enable_duplicate_check=1, duplicate_check_interval=600)
    assert again["msgid"] != first["msgid"]
    assert len(world.lines()) == 2


def test_without_the_duplicate_check_the_same_request_is_delivered_again(world: World) -> None:
    token = world.token()
    assert send(world, token)["msgid"] != send(world, token)["msgid"]
    assert len(world.lines()) == 2


def test_beyond_thirty_a_minute_messages_are_dropped_without_a_word(world: World) -> None:
    token = world.token()
    codes = {send(world, token)["errcode"] for _ in range(32)}
    assert (codes, len(world.lines())) == ({0}, 30)
    world.clock.now += 60
    send(world, token)
    assert len(world.lines()) == 31


def test_beyond_a_thousand_an_hour_messages_are_dropped_too(world: World) -> None:
    token = world.token()
    for _ in range(34):
        for _ in range(30):
            send(world, token)
        world.clock.now += 61
    page = world.ok("/api/chats/WangFang?limit=200")
    assert page["entries"][-1]["id"] == 1000


def test_a_text_card_is_shown_with_its_link_and_without_its_markup(world: World) -> None:
    description = '<div class="gray">11月21日</div><div class="normal">李四 &amp; 周一诺</div>'
    card = {"title": "等您聊聊", "description": description, "url": "https://school.example/m"}
    send(world, world.token(), msgtype="textcard", textcard=card)
    shown = world.ok("/api/chats/WangFang")["entries"][0]
    assert shown["kind"] == "card"
    assert shown["card"] == {
        "type": "link",
        "title": "等您聊聊",
        "description": "11月21日\n李四 & 周一诺",
        "url": "https://school.example/m",
        "button": "详情",
    }


def test_the_directory_answers_by_member_party_and_app(world: World) -> None:
    token = world.token()
    member = world.ok(f"/cgi-bin/user/get?access_token={token}&userid=wangfang")
    assert (member["userid"], member["name"], member["department"]) == ("WangFang", "王芳", [2])
    assert "mobile" not in member
    assert world.ok(f"/cgi-bin/user/get?access_token={token}")["errcode"] == 41009
    assert world.ok(f"/cgi-bin/user/get?access_token={token}&userid=no")["errcode"] == 60111
    office = world.ok(f"/cgi-bin/user/simplelist?access_token={token}&department_id=5")["userlist"]
    assert {person["userid"] for person in office} == {"ZhouJing", "LiMin", "WuGuodong", "HeLei"}
    assert world.ok(f"/cgi-bin/user/simplelist?access_token={token}&department_id=9")["errcode"] == 60003
    departments = world.ok(f"/cgi-bin/department/list?access_token={token}")["department"]
    assert [party["id"] for party in departments] == [1, 2, 3, 4, 5]
    assert world.ok(f"/cgi-bin/agent/get?access_token={token}&agentid={AGENT}")["name"] == "结对"
    assert world.ok(f"/cgi-bin/agent/get?access_token={token}&agentid=1")["errcode"] == 301002
    assert world.ok(f"/cgi-bin/agent/get?access_token={token}&agentid={AGENT}")["isreportenter"] == 1
    whole_office = world.ok(f"/cgi-bin/user/list?access_token={token}&department_id=5")["userlist"]
    assert {person["position"] for person in whole_office} >= {"校长", "心理教师"}
    for path in ("get_api_domain_ip", "getcallbackip"):
        assert world.ok(f"/cgi-bin/{path}?access_token={token}")["ip_list"]
