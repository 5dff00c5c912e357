"""Directories that change while the sandbox runs: what the API answers then, and what the bot is told."""

import urllib.request
from pathlib import Path
from typing import Any

import pytest

from sandbox.directory import directory
from tests.sandbox.conftest import Clock, World, open_world
from tests.sandbox.echo import EchoBot

SCHOOL = directory()
LI_SI = next(one for one in SCHOOL.students if one.name == "李四")
PARENTS = {child.relation: one for one in SCHOOL.parents_of(LI_SI.userid) for child in one.children}
CLASS_ID = LI_SI.class_id


def told(world: World) -> list[tuple[str, ...]]:
    """The events that the bot got: the kind of change, and whom it is about."""
    tags = [heard.tags for heard in world.bot.heard]
    return [(one["ChangeType"], one.get("Id") or one["UserID"]) for one in tags]


def parents_now(world: World) -> dict[str, Any]:
    student = world.api(f"school/user/get?userid={LI_SI.userid}")["student"]
    return {parent["relation"]: parent for parent in student["parents"]}


def test_a_parent_joins_and_leaves(world: World) -> None:
    body = {"relation": "奶奶", "mobile": "19900007777", "userid": "grandma"}
    assert world.ok(f"/api/directory/students/{LI_SI.userid}/parents", body) == {"id": "grandma"}
    new = parents_now(world)["奶奶"]
    assert (new["parent_userid"], new["mobile"], new["is_subscribe"]) == ("grandma", "19900007777", 0)
    children = world.api("school/user/get?userid=GRANDMA")["parent"]["children"]
    assert children == [{"student_userid": LI_SI.userid, "relation": "奶奶"}]
    assert world.call(f"/api/directory/students/{LI_SI.userid}/parents", body)[0] == 409
    world.ok("/api/directory/parents/grandma/leave", {})
    assert "奶奶" not in parents_now(world)
    assert world.api("school/user/get?userid=grandma")["errcode"] == 60111
    assert world.call("/api/directory/parents/grandma/leave", {})[0] == 404
    changed = ("update_student", LI_SI.userid)
    assert told(world) == [("create_parent", "grandma"), changed, ("delete_parent", "grandma"), changed]


def test_one_parent_of_two_children_is_told_once_as_created(world: World) -> None:
    other = next(one for one in SCHOOL.students if one.name == "张三")
    mother = PARENTS["妈妈"].userid
    world.ok(f"/api/directory/students/{other.userid}/parents", {"relation": "伯母", "userid": mother})
    children = world.api(f"school/user/get?userid={mother}")["parent"]["children"]
    assert [one["relation"] for one in children] == ["妈妈", "伯母"]
    assert told(world)[0] == ("update_parent", mother)


def test_a_student_gets_another_name_and_class_then_leaves(world: World) -> None:
    other = next(one.id for one in SCHOOL.departments if one.kind == 1 and one.id != CLASS_ID)
    world.ok(f"/api/directory/students/{LI_SI.userid}", {"name": "李肆", "class_id": other})
    listed = world.api(f"school/user/list?department_id={other}")["students"]
    assert LI_SI.userid in [one["student_userid"] for one in listed if one["name"] == "李肆"]
    world.ok(f"/api/directory/students/{LI_SI.userid}/leave", {})
    assert world.api(f"school/user/get?userid={LI_SI.userid}")["errcode"] == 60111
    gone = {whose for change, whose in told(world) if change == "delete_parent"}
    assert gone == {one.userid for one in PARENTS.values()}
    world.ok("/api/directory/students", {"userid": LI_SI.userid, "name": "李四", "class_id": CLASS_ID})
    assert parents_now(world) == {}


def test_twins_keep_their_mother_when_one_leaves(world: World) -> None:
    twins = [one for one in SCHOOL.students if one.name in ("陈晨", "陈辰")]
    world.ok(f"/api/directory/students/{twins[0].userid}/leave", {})
    left = world.api(f"school/user/get?userid={twins[1].userid}")["student"]["parents"]
    assert left
    assert told(world) == [("delete_student", twins[0].userid)]


@pytest.mark.parametrize(("misspelt", "spelt"), [(False, "update_department"), (True, "update_deparmtment")])
def test_a_department_is_renamed_in_both_spellings(world: World, misspelt: bool, spelt: str) -> None:
    world.ok(f"/api/directory/departments/{CLASS_ID}", {"name": "七（1）班", "misspelt": misspelt})
    names = {one["id"]: one["name"] for one in world.api("school/department/list")["departments"]}
    assert names[CLASS_ID] == "七（1）班"
    assert told(world) == [(spelt, str(CLASS_ID))]


def test_a_teacher_is_renamed_leaves_and_comes_back(world: World) -> None:
    world.ok("/api/directory/teachers/WangFang", {"name": "王方", "new_userid": "WangFang2"})
    assert world.bot.heard[-1].tags["NewUserID"] == "WangFang2"
    assert world.bot.heard[-1].tags["Name"] == "王方"
    assert world.api("user/get?userid=wangfang2")["name"] == "王方"
    assert world.api("user/get?userid=WangFang")["errcode"] == 60111
    world.ok("/api/directory/teachers/WangFang2/leave", {})
    assert world.send(touser="WangFang2", msgtype="text", text={"content": "好"})["errcode"] == 81013
    world.ok("/api/directory/teachers", {"userid": "WangFang", "name": "王芳"})
    assert "WangFang" in [one["userid"] for one in world.api("user/simplelist?department_id=1")["userlist"]]
    assert [change for change, _ in told(world)] == ["update_user", "delete_user", "create_user"]
    assert world.call("/api/directory/teachers", {"userid": "WangFang", "name": "王芳"})[0] == 409
    assert world.call("/api/directory/teachers/HeLei", {"new_userid": "wangfang"})[0] == 409


def test_what_changed_outlives_a_restart(tmp_path: Path) -> None:
    for again in (False, True):
        with open_world(tmp_path, EchoBot(), Clock()) as world:
            if not again:
                world.ok(f"/api/directory/students/{LI_SI.userid}", {"name": "李肆"})
                world.ok("/api/directory/teachers/WangFang/leave", {})
            assert world.api(f"school/user/get?userid={LI_SI.userid}")["student"]["name"] == "李肆"
            assert world.api("user/get?userid=WangFang")["errcode"] == 60111


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("students/nobody", {"name": "甲"}, 404),
        (f"students/{LI_SI.userid}", {"name": ""}, 400),
        (f"students/{LI_SI.userid}", {"name": "长" * 33}, 400),
        (f"students/{LI_SI.userid}", {"class_id": 1}, 400),
        ("students", {"userid": "坏", "name": "甲", "class_id": CLASS_ID}, 400),
        ("students", {"userid": LI_SI.userid, "name": "甲", "class_id": CLASS_ID}, 409),
        (f"students/{LI_SI.userid}/parents", {"relation": "妈妈", "mobile": "x"}, 400),
        ("departments/999", {"name": "甲"}, 404),
        ("teachers/nobody/leave", {}, 404),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_told(world: World, path: str, body: object, status: int) -> None:
    assert world.call(f"/api/directory/{path}", body)[0] == status
    assert world.bot.heard == []


def test_the_code_to_follow_is_a_picture_at_our_own_address(world: World) -> None:
    answer = world.api("externalcontact/get_subscribe_qr_code")
    for name, size in (("qrcode_big", 1200), ("qrcode_middle", 430), ("qrcode_thumb", 258)):
        assert answer[name].startswith(world.base)
        with urllib.request.urlopen(answer[name]) as response:
            content = response.read()
        assert response.headers["Content-Type"] == "image/png"
        width = int.from_bytes(content[16:20])
        assert content.startswith(b"\x89PNG")
        assert size * 0.8 < width <= size
    assert world.call("/subscribe/17.png")[0] == 404
