"""Template cards: what is refused, what a phone shows, and what one call changes of a card that stands."""

from typing import Any

import pytest

from sandbox.cards import BadCard, template_card
from tests.sandbox.conftest import AGENT, Opener, World

VOTE: dict[str, Any] = {
    "card_type": "vote_interaction",
    "main_title": {"title": "本月还没谈心", "desc": "勾上谈过的"},
    "task_id": "talks-2026-11@1",
    "checkbox": {
        "question_key": "who",
        "mode": 1,
        "option_list": [
            {"id": "070101", "text": "张三", "is_checked": True},
            {"id": "070102", "text": "李四", "is_checked": False},
        ],
    },
    "submit_button": {"text": "记下", "key": "done"},
}
BUTTONS: dict[str, Any] = {
    "card_type": "button_interaction",
    "main_title": {"title": "请代一次"},
    "sub_title_text": "今天就好",
    "horizontal_content_list": [{"keyname": "孩子", "value": "张三"}],
    "task_id": "deputy-1",
    "action_menu": {"desc": "更多", "action_list": [{"text": "不再提醒", "key": "mute"}]},
    "button_list": [{"text": "行", "key": "yes"}, {"text": "不行", "style": 2, "key": "no"}],
}
LISTS: dict[str, Any] = {
    "card_type": "multiple_interaction",
    "main_title": {"title": "没办成"},
    "task_id": "lists-1",
    "select_list": [
        {
            "question_key": "which",
            "title": "哪一件",
            "option_list": [{"id": "1", "text": "张三"}, {"id": "2", "text": "李四"}],
            "selected_id": "2",
        },
        {"question_key": "why", "title": "怎么了", "option_list": [{"id": "absent", "text": "不在家"}]},
    ],
    "submit_button": {"text": "记下", "key": "why"},
}
NOTICE: dict[str, Any] = {
    "card_type": "text_notice",
    "main_title": {"title": "知道就好"},
    "card_action": {"type": 1, "url": "https://school.example/m"},
}


def send(world: World, card: dict[str, Any], **changes: Any) -> Any:
    return world.send(msgtype="template_card", template_card=card, **changes)


def update(world: World, **changes: Any) -> Any:
    return world.api("message/update_template_card", {"agentid": AGENT} | changes)


def test_a_vote_card_is_shown_with_its_options(world: World) -> None:
    send(world, VOTE)
    assert world.card() == {
        "type": "vote_interaction",
        "task_id": "talks-2026-11@1",
        "title": "本月还没谈心",
        "desc": "勾上谈过的",
        "rows": [],
        "text": "",
        "options": [
            {"id": "070101", "text": "张三", "checked": True},
            {"id": "070102", "text": "李四", "checked": False},
        ],
        "mode": 1,
        "question_key": "who",
        "selects": [],
        "submit": {"text": "记下", "key": "done"},
        "buttons": [],
        "menu": [],
        "replace_text": "",
        "disabled": False,
        "url": "",
    }


def test_a_button_card_is_shown_with_its_rows_buttons_and_menu(world: World) -> None:
    send(world, BUTTONS)
    card = world.card()
    assert (card["rows"], card["text"]) == ([["孩子", "张三"]], "今天就好")
    assert card["buttons"] == [{"key": "yes", "text": "行", "style": 1}, {"key": "no", "text": "不行", "style": 2}]
    assert card["menu"] == [{"key": "mute", "text": "不再提醒"}]


def test_lists_are_shown_with_what_is_chosen_in_them_the_first_where_nothing_right_is_named(world: World) -> None:
    send(world, LISTS)
    which, why = world.card()["selects"]
    assert which == {
        "key": "which",
        "title": "哪一件",
        "options": [{"id": "1", "text": "张三"}, {"id": "2", "text": "李四"}],
        "chosen": "2",
        "disabled": False,
    }
    assert (why["title"], why["chosen"]) == ("怎么了", "absent")
    wrong = [LISTS["select_list"][0] | {"selected_id": "9"}]
    send(world, LISTS | {"task_id": "lists-2", "select_list": wrong})
    assert world.card()["selects"][0]["chosen"] == "1"


def test_a_card_that_can_be_answered_gets_a_response_code_and_a_notice_does_not(world: World) -> None:
    assert "response_code" in send(world, VOTE)
    assert "response_code" not in send(world, NOTICE)
    assert "response_code" in send(world, NOTICE | {"task_id": "n1", "action_menu": BUTTONS["action_menu"]})


def options(number: int) -> dict[str, Any]:
    return {"question_key": "who", "mode": 1} | {"option_list": [{"id": str(n), "text": "x"} for n in range(number)]}


def button(**changes: Any) -> dict[str, Any]:
    return {"button_list": [{"text": "行", "key": "yes"} | changes]}


WRONG: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    (VOTE, {"card_type": "dance"}, "没有 dance 这种卡片"),
    (VOTE, {"task_id": ""}, "缺 task_id"),
    (NOTICE, {"action_menu": BUTTONS["action_menu"]}, "缺 task_id"),
    (VOTE, {"task_id": "空格 不行"}, "task_id 只能是"),
    (VOTE, {"task_id": "x" * 129}, "task_id 只能是"),
    (VOTE, {"main_title": "no object"}, "main_title 要是一个对象"),
    (VOTE, {"main_title": {"title": 7}}, "title 要是文字"),
    (VOTE, {"checkbox": {}}, "缺 checkbox"),
    (VOTE, {"checkbox": options(0)}, "option_list 要有 1 到 20 个"),
    (VOTE, {"checkbox": options(21)}, "option_list 要有 1 到 20 个"),
    (VOTE, {"checkbox": options(2) | {"mode": 2}}, "checkbox.mode 只能是 0 或 1"),
    (VOTE, {"checkbox": options(2) | {"mode": "many"}}, "mode 要是整数"),
    (VOTE, {"checkbox": options(2) | {"question_key": "k" * 1025}}, "question_key 不能超过 1024 字节"),
    (VOTE, {"checkbox": options(2) | {"option_list": [{"id": "一" * 43, "text": "x"}]}}, "id 不能超过 128 字节"),
    (VOTE, {"checkbox": options(2) | {"option_list": [{"id": "1", "text": "x"}] * 2}}, "id 不能重复"),
    (VOTE, {"checkbox": options(2) | {"disable": "maybe"}}, "disable 要是 true 或 false"),
    (VOTE, {"submit_button": {}}, "缺 submit_button"),
    (VOTE, {"submit_button": {"text": "好"}}, "缺 key"),
    (BUTTONS, {"button_list": []}, "button_list 要有 1 到 6 个"),
    (BUTTONS, {"button_list": [{"text": "x", "key": str(n)} for n in range(7)]}, "button_list 要有 1 到 6 个"),
    (BUTTONS, {"button_list": [{"text": "x", "key": "1"}] * 2}, "key 不能重复"),
    (BUTTONS, {"button_list": ["x"]}, "button_list 要是一列对象"),
    (BUTTONS, button(key=""), "缺 key"),
    (BUTTONS, button(text=""), "缺 text"),
    (BUTTONS, button(type=1), "缺 url"),
    (BUTTONS, button(style=5), "style 只能是 1 到 4"),
    (BUTTONS, {"horizontal_content_list": [{"keyname": "k"}] * 7}, "horizontal_content_list 要有 0 到 6 个"),
    (BUTTONS, {"horizontal_content_list": [{"value": "v"}]}, "缺 keyname"),
    (BUTTONS, {"horizontal_content_list": [{"type": 3, "keyname": "k"}]}, "缺 userid"),
    (BUTTONS, {"horizontal_content_list": [{"type": 9, "keyname": "k"}]}, "type 只能是 0 到 3"),
    (BUTTONS, {"action_menu": {"action_list": []}}, "action_list 要有 1 到 3 个"),
    (NOTICE, {"card_action": {}}, "缺 card_action"),
    (NOTICE, {"card_action": {"type": 1}}, "缺 url"),
    (NOTICE, {"card_action": {"type": 1, "url": "x" * 2049}}, "url 不能超过 2048 字节"),
    (NOTICE, {"main_title": {}}, "不能都空"),
    (NOTICE, {"jump_list": [{"type": 1, "title": "看"}]}, "jump_list 缺 url"),
    (NOTICE, {"jump_list": [{"type": 1}]}, "jump_list 缺 title"),
    (NOTICE, {"card_type": "news_notice"}, "缺 card_image 或 image_text_area"),
    (NOTICE, {"card_type": "news_notice", "main_title": {}}, "缺 main_title.title"),
    (VOTE, {"card_type": "multiple_interaction"}, "select_list 要有 1 到 3 个"),
    (LISTS, {"select_list": LISTS["select_list"] * 2}, "select_list 要有 1 到 3 个"),
    (LISTS, {"select_list": [LISTS["select_list"][0]] * 2}, "question_key 不能重复"),
    (LISTS, {"select_list": [{"question_key": "q", "option_list": []}]}, "option_list 要有 1 到 10 个"),
    (LISTS, {"select_list": [options(11)]}, "option_list 要有 1 到 10 个"),
    (LISTS, {"select_list": [options(1) | {"question_key": ""}]}, "缺 question_key"),
    (LISTS, {"submit_button": {}}, "缺 submit_button"),
]


@pytest.mark.parametrize(("card", "changes", "rule"), WRONG)
def test_a_card_that_breaks_a_rule_is_bad(card: dict[str, Any], changes: dict[str, Any], rule: str) -> None:
    template_card(card)
    with pytest.raises(BadCard, match=rule):
        template_card(card | changes)


def test_every_type_of_card_is_known() -> None:
    picture = NOTICE | {"card_type": "news_notice", "card_image": {"url": "https://school.example/b.png"}}
    leading = BUTTONS | {"button_list": [{"type": 1, "text": "打开", "url": "https://school.example"}]}
    for card in (VOTE, BUTTONS, NOTICE, picture, LISTS, leading):
        assert template_card(card)["type"] == card["card_type"]


def test_a_bad_card_is_refused_as_a_bad_parameter_that_says_why(still_world: World) -> None:
    answer = send(still_world, VOTE | {"submit_button": {}})
    assert answer["errcode"] == 40058
    assert answer["errmsg"].startswith("invalid template_card: 缺 submit_button, hint: ")
    assert still_world.lines() == []


def test_a_task_is_sent_once_unless_the_same_request_is_repeated(opener: Opener) -> None:
    with opener() as world:
        first = send(world, VOTE, enable_duplicate_check=1)
        assert send(world, VOTE, enable_duplicate_check=1) == first
        assert send(world, VOTE)["errcode"] == 40058
    with opener() as world:
        assert send(world, VOTE)["errcode"] == 40058
        assert len(world.lines()) == 1


def test_one_update_changes_the_card_in_its_place_and_uses_the_code_up(world: World) -> None:
    code = send(world, VOTE, touser="WangFang|LiuYang")["response_code"]
    answer = update(world, userids=["wangfang", "NoBody"], response_code=code, button={"replace_name": "已记"})
    assert (answer["errcode"], answer["invaliduser"]) == (0, ["nobody"])
    assert (world.card()["replace_text"], world.card("LiuYang")["replace_text"]) == ("已记", "")
    assert len(world.lines()) == 1
    assert update(world, atall=1, response_code=code, button={"replace_name": "x"})["errcode"] == 60140


def test_an_update_may_bring_a_whole_new_card_that_keeps_its_task(world: World) -> None:
    code = send(world, VOTE, touser="WangFang|LiuYang")["response_code"]
    successor = {**BUTTONS, "replace_text": "都记了"}
    del successor["task_id"]
    assert update(world, atall=1, response_code=code, template_card=successor)["errcode"] == 0
    for userid in ("WangFang", "LiuYang"):
        card = world.card(userid)
        assert (card["type"], card["task_id"], card["replace_text"]) == (
            "button_interaction",
            VOTE["task_id"],
            "都记了",
        )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"response_code": "made-up"}, 60140),
        ({"userids": []}, 82101),
        ({"userids": ["DengPing"]}, 82102),
        ({"userids": ["NoBody"]}, 82102),
        ({"agentid": 7}, 301002),
        ({"button": {}}, 40058),
        ({"template_card": BUTTONS}, 40058),
        ({"button": {}, "template_card": {"card_type": "dance"}}, 40058),
        ({"userids": 7}, 40058),
    ],
)
def test_a_wrong_update_is_refused_and_leaves_the_code_good(world: World, changes: dict[str, Any], code: int) -> None:
    right = {
        "userids": ["WangFang"],
        "response_code": send(world, VOTE)["response_code"],
        "button": {"replace_name": "x"},
    }
    assert update(world, **right | changes)["errcode"] == code
    assert update(world, **right)["errcode"] == 0


def test_a_code_lives_for_72_hours_and_over_a_restart(opener: Opener) -> None:
    with opener() as world:
        code = send(world, VOTE)["response_code"]
        late = send(world, VOTE | {"task_id": "late"})["response_code"]
    with opener() as world:
        world.clock.now += 72 * 3600
        assert update(world, atall=1, response_code=code, button={"replace_name": "x"})["errcode"] == 0
        world.clock.now += 1
        assert update(world, atall=1, response_code=late, button={"replace_name": "x"})["errcode"] == 60140


def test_an_update_may_name_a_party(world: World) -> None:
    code = send(world, VOTE, touser="WangFang|ZhouJing")["response_code"]
    assert update(world, partyids=[5], response_code=code, button={"replace_name": "已记"})["invaliduser"] == []
    assert (world.card()["replace_text"], world.card("ZhouJing")["replace_text"]) == ("", "已记")


def test_a_notice_has_no_button_to_rename(world: World) -> None:
    code = send(world, NOTICE | {"task_id": "n", "action_menu": BUTTONS["action_menu"]})["response_code"]
    assert update(world, atall=1, response_code=code, button={"replace_name": "x"})["errcode"] == 40058


def test_a_message_can_be_recalled_for_a_day(world: World) -> None:
    first, second = send(world, VOTE)["msgid"], world.send(msgtype="text", text={"content": "错的"})["msgid"]
    world.clock.now += 86_400
    assert world.api("message/recall", {"msgid": first})["errcode"] == 0
    assert world.lines() == [("system", "撤回了一条消息"), ("bot", "错的")]
    assert world.ok("/api/chats/WangFang")["entries"][0]["card"] is None
    world.clock.now += 1
    assert world.api("message/recall", {"msgid": second})["errcode"] == 40058
    assert world.api("message/recall", {"msgid": "no"})["errcode"] == 40058


def test_another_app_can_neither_change_nor_recall_a_message(opener: Opener) -> None:
    with opener(parent_agent_id=1000003, parent_secret="parents-secret") as world:
        sent = send(world, VOTE)
        change = {"response_code": sent["response_code"], "button": {"replace_name": "x"}}
        request = {"agentid": 1000003, "atall": 1, **change}
        assert world.api("message/update_template_card", request, "parents-secret")["errcode"] == 42015
        assert world.api("message/recall", {"msgid": sent["msgid"]}, "parents-secret")["errcode"] == 40058
        assert world.card()["replace_text"] == ""
