"""The app's menu: what is refused of one, what is kept, and what a click pushes."""

from typing import Any

import pytest

from tests.sandbox.conftest import AGENT, Opener, World

TALK: dict[str, Any] = {"type": "click", "name": "待办", "key": "todo"}
SITE: dict[str, Any] = {"type": "view", "name": "帮助", "url": "https://school.example/"}
MENU: dict[str, Any] = {
    "button": [TALK, {"name": "更多", "sub_button": [SITE, TALK | {"name": "我的记录", "key": "mine"}]}]
}


def create(world: World, menu: Any) -> Any:
    return world.api(f"menu/create?agentid={AGENT}", menu)


def test_a_menu_is_given_back_shown_and_kept_over_a_restart(opener: Opener) -> None:
    with opener() as world:
        assert world.ok("/api/menu") == {"buttons": []}
        assert world.api(f"menu/get?agentid={AGENT}")["errcode"] == 46003
        assert create(world, MENU)["errcode"] == 0
    with opener() as world:
        assert world.api(f"menu/get?agentid={AGENT}")["button"] == MENU["button"]
        below = [
            {"name": "帮助", "type": "view", "url": "https://school.example/", "sub": []},
            {"name": "我的记录", "type": "click", "key": "mine", "sub": []},
        ]
        assert world.ok("/api/menu")["buttons"] == [
            {"name": "待办", "type": "click", "key": "todo", "sub": []},
            {"name": "更多", "type": "", "sub": below},
        ]
        assert world.api(f"menu/delete?agentid={AGENT}")["errcode"] == 0
        assert world.ok("/api/menu") == {"buttons": []}


def test_a_new_menu_takes_the_place_of_the_old_one(world: World) -> None:
    create(world, MENU)
    create(world, {"button": [SITE]})
    assert [button["name"] for button in world.ok("/api/menu")["buttons"]] == ["帮助"]


def below(*buttons: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": "更多", "sub_button": list(buttons)}]


@pytest.mark.parametrize(
    ("buttons", "code"),
    [
        ([], 40016),
        ([TALK] * 4, 40016),
        ([TALK | {"type": "dance"}], 40017),
        ([TALK | {"name": "六个字的菜单"}], 40018),
        ([TALK | {"name": ""}], 40018),
        ([TALK | {"key": "k" * 129}], 40019),
        ([TALK | {"key": ""}], 40019),
        ([SITE | {"url": "u" * 1025}], 40020),
        (below({"name": "再多", "sub_button": [TALK]}), 40022),
        (below(*[TALK] * 6), 40023),
        (below(TALK | {"type": ""}), 40024),
        (below(TALK | {"name": "名" * 14}), 40025),
        (below(TALK | {"key": "k" * 129}), 40026),
        (below(SITE | {"url": ""}), 40027),
        (["todo"], 40058),
        (7, 40058),
    ],
)
def test_a_wrong_menu_is_refused_with_the_platforms_code(still_world: World, buttons: Any, code: int) -> None:
    assert create(still_world, {"button": buttons})["errcode"] == code
    assert still_world.ok("/api/menu") == {"buttons": []}


@pytest.mark.parametrize("path", ["menu/get", "menu/delete"])
def test_a_menu_belongs_to_the_app_of_the_token(still_world: World, path: str) -> None:
    assert still_world.api(path)["errcode"] == 41011
    assert still_world.api(f"{path}?agentid=7")["errcode"] == 301002


def test_a_click_is_pushed_by_its_key_and_shown_by_its_name(world: World) -> None:
    create(world, MENU)
    mine, answer = world.ok("/api/chats/WangFang/menu", {"key": "mine"})["entries"]
    tags = world.bot.heard[-1].tags
    assert (tags["MsgType"], tags["Event"], tags["EventKey"]) == ("event", "click", "mine")
    assert (mine["from"], mine["kind"], mine["text"]) == ("system", "note", "您点了「我的记录」")
    assert answer["text"] == "听到了：click"


def test_what_is_not_in_the_menu_cannot_be_clicked(world: World) -> None:
    create(world, MENU)
    status, answer = world.call("/api/chats/WangFang/menu", {"key": "other"})
    assert (status, answer["error"]) == (409, "菜单里没有这一项")
    assert world.bot.heard == []
