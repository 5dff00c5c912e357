"""School notices: whom one reaches, what is refused, who follows, what the directory of parents tells."""

from typing import Any

import pytest

from sandbox.directory import Parent, directory
from tests.sandbox.conftest import AGENT, SECRET, Opener, World

SCHOOL = directory()
STUDENTS = {student.name: student.userid for student in SCHOOL.students}


def parents_of(child: str) -> dict[str, Parent]:
    return {
        one.relation: parent
        for parent in SCHOOL.parents_of(STUDENTS[child])
        for one in parent.children
        if one.name == child
    }


MOTHER, FATHER = parents_of("李四")["妈妈"], parents_of("李四")["爸爸"]


def notify(world: World, secret: str = SECRET, **changes: Any) -> Any:
    request = {"msgtype": "text", "agentid": AGENT, "text": {"content": "明天家长会"}} | changes
    return world.api("externalcontact/message/send", request, secret)


def seen(world: World, parent: Parent) -> list[str]:
    return [text for _, text in world.lines(f"parent:{parent.userid}")]


def test_the_first_families_are_as_the_demo_tells_them() -> None:
    assert (MOTHER.name, MOTHER.follows, FATHER.follows) == ("刘秀英", True, False)
    assert parents_of("张三")["妈妈"].follows
    assert all(SCHOOL.parents_of(student.userid) for student in SCHOOL.students)
    assert {child.name for child in parents_of("陈辰")["妈妈"].children} == {"陈晨", "陈辰"}


def test_every_parent_is_listed_once_with_all_children(still_world: World) -> None:
    answer = still_world.ok("/api/people")
    assert answer["parents_app"] == "成长小信"
    by_id = {parent["id"]: parent for parent in answer["parents"]}
    assert len(by_id) == len(answer["parents"]) == len(SCHOOL.parents)
    assert by_id[f"parent:{MOTHER.userid}"] == {
        "id": f"parent:{MOTHER.userid}",
        "parent_userid": MOTHER.userid,
        "name": "刘秀英",
        "label": "李四妈妈",
        "child": "李四",
        "children": ["李四"],
        "follows": True,
        "kf": f"kf:{MOTHER.userid}",
    }
    twins = by_id[f"parent:{parents_of('陈辰')['妈妈'].userid}"]
    assert (twins["label"], twins["children"]) == ("陈晨妈妈", ["陈晨", "陈辰"])


def test_a_notice_reaches_the_parent_it_names_and_has_no_id(world: World) -> None:
    answer = notify(world, to_parent_userid=[MOTHER.userid, "nobody"])
    assert (answer["errcode"], answer["invalid_parent_userid"], answer["invalid_party"]) == (0, ["nobody"], [])
    assert "msgid" not in answer
    assert seen(world, MOTHER) == ["明天家长会"]


def test_a_notice_about_a_child_reaches_the_parents_who_follow_and_passes_over_the_others(world: World) -> None:
    answer = notify(world, to_student_userid=[STUDENTS["李四"], STUDENTS["张三"], "nobody"])
    assert (answer["invalid_student_userid"], answer["invalid_parent_userid"]) == (["nobody"], [])
    assert seen(world, MOTHER) == seen(world, parents_of("张三")["妈妈"]) == ["明天家长会"]
    assert seen(world, FATHER) == []
    assert notify(world, to_parent_userid=[FATHER.userid])["errcode"] == 0
    assert seen(world, FATHER) == []


def test_those_who_do_not_follow_may_be_named_as_invalid_instead(opener: Opener) -> None:
    with opener(silent_non_followers=False) as world:
        answer = notify(world, to_student_userid=[STUDENTS["李四"]])
        assert answer["invalid_parent_userid"] == [FATHER.userid]
        assert notify(world, to_parent_userid=[FATHER.userid])["errcode"] == 81013


def test_a_party_and_all_reach_each_parent_once(world: World) -> None:
    class_id = next(str(one.id) for one in SCHOOL.departments if one.name == "八年级1班")
    twins = parents_of("陈辰")["妈妈"]
    assert notify(world, to_party=[class_id, "99"])["invalid_party"] == ["99"]
    assert seen(world, twins) == ["明天家长会"]
    assert seen(world, MOTHER) == []
    notify(world, to_party=[1])
    notify(world, toall=1)
    assert len(seen(world, twins)) == 3
    assert len(seen(world, MOTHER)) == 2


def test_a_notice_to_students_reaches_no_parent(world: World) -> None:
    assert notify(world, to_student_userid=[STUDENTS["李四"]], recv_scope=1)["errcode"] == 0
    assert seen(world, MOTHER) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 82001),
        ({"to_parent_userid": ["nobody"], "to_student_userid": ["no"], "to_party": ["99"]}, 81013),
        ({"to_parent_userid": [str(n) for n in range(1001)]}, 40032),
        ({"to_party": [str(n) for n in range(101)]}, 82002),
        ({"to_parent_userid": [MOTHER.userid], "agentid": 7}, 301002),
        ({"to_parent_userid": [MOTHER.userid], "agentid": ""}, 41011),
        ({"to_parent_userid": [MOTHER.userid], "recv_scope": 7}, 40058),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "template_card", "template_card": {}}, 40008),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "textcard", "textcard": {}}, 40008),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "markdown", "markdown": {"content": "x"}}, 40008),
        ({"to_parent_userid": [MOTHER.userid], "text": {"content": ""}}, 44004),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "news", "news": {"articles": []}}, 40058),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "news", "news": {"articles": [{"title": "t"}]}}, 40058),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "news", "news": {"articles": [{"url": "http://x"}]}}, 41016),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "news", "news": {"articles": [{}] * 9}}, 45008),
        ({"to_parent_userid": [MOTHER.userid], "msgtype": "image", "image": {}}, 41006),
    ],
)
def test_a_wrong_notice_is_refused_with_the_platforms_code(
    still_world: World, changes: dict[str, Any], code: int
) -> None:
    assert notify(still_world, **changes)["errcode"] == code
    assert seen(still_world, MOTHER) == []


def test_news_is_shown_as_a_link(world: World) -> None:
    article = {"title": "给家长的信", "description": "请看", "url": "https://school.example/l"}
    notify(world, to_parent_userid=[MOTHER.userid], msgtype="news", news={"articles": [article]})
    shown = world.ok(f"/api/chats/parent:{MOTHER.userid}")["entries"][0]
    assert shown["card"] == {"type": "link", "button": "详情", **article}


def test_the_same_notice_is_not_delivered_twice_inside_its_window(world: World) -> None:
    for _ in range(2):
        assert notify(world, to_parent_userid=[MOTHER.userid], enable_duplicate_check=1)["errcode"] == 0
    assert len(seen(world, MOTHER)) == 1
    world.clock.now += 1800
    notify(world, to_parent_userid=[MOTHER.userid], enable_duplicate_check=1)
    assert len(seen(world, MOTHER)) == 2


def test_an_app_outside_the_parents_list_may_not_write_to_them(opener: Opener) -> None:
    with opener(in_parents_list=False) as world:
        answer = notify(world, to_parent_userid=[MOTHER.userid])
        assert (answer["errcode"], answer["errmsg"][:38]) == (48002, "api forbidden:not in parent app list, ")


def test_with_two_apps_each_has_its_own_tokens_and_only_one_may_write_to_parents(opener: Opener) -> None:
    with opener(parent_agent_id=1000003, parent_secret="parents-secret") as world:
        to: dict[str, Any] = {"to_parent_userid": [MOTHER.userid]}
        assert notify(world, **to)["errcode"] == 48002
        assert notify(world, agentid=1000003, **to)["errcode"] == 301002
        assert notify(world, "parents-secret", **to)["errcode"] == 301002
        assert notify(world, "parents-secret", agentid=1000003, **to)["errcode"] == 0
        assert world.api("agent/get?agentid=1000003", secret="parents-secret")["name"] == "成长小信"
        assert world.api("agent/get?agentid=1000003")["errcode"] == 301002


def test_a_parent_cannot_talk_back(still_world: World) -> None:
    for path in ("", "/menu", "/tap"):
        status, answer = still_world.call(f"/api/chats/parent:{MOTHER.userid}{path}", {"text": "好的", "key": "k"})
        assert (status, answer["error"]) == (409, "学校通知不能直接回话，点通知里的链接说")
    assert still_world.call("/api/chats/parent:nobody")[0] == 409
    assert still_world.bot.heard == []


def test_following_and_unfollowing_is_told_to_the_bot_kept_and_counts(opener: Opener) -> None:
    with opener() as world:
        path = f"/api/parents/{FATHER.userid}/follow"
        assert world.ok(path, {"follows": True}) == {"follows": True}
        assert world.ok(path, {"follows": True}) == {"follows": True}
        assert world.ok(f"/api/parents/{MOTHER.userid}/follow", {"follows": False}) == {"follows": False}
        events = [heard.tags for heard in world.bot.heard]
        assert [(tags["ChangeType"], tags["Id"]) for tags in events] == [
            ("subscribe", FATHER.userid),
            ("unsubscribe", MOTHER.userid),
        ]
        assert {(tags["FromUserName"], tags["Event"]) for tags in events} == {("sys", "change_school_contact")}
        assert all("AgentID" not in tags and "MsgId" not in tags for tags in events)
    with opener() as world:
        notify(world, to_student_userid=[STUDENTS["李四"]])
        assert (seen(world, MOTHER), seen(world, FATHER)) == ([], ["明天家长会"])
        assert world.call("/api/parents/nobody/follow", {"follows": True})[0] == 404
        assert world.call(f"/api/parents/{FATHER.userid}/follow", {"follows": "yes"})[0] == 400


def test_a_student_is_told_with_his_parents_and_only_followers_have_an_outside_name(still_world: World) -> None:
    answer = still_world.api(f"school/user/get?userid={STUDENTS['李四']}")
    assert (answer["user_type"], answer["student"]["name"]) == (1, "李四")
    mother, father = answer["student"]["parents"]
    assert (mother["parent_userid"], mother["relation"], mother["is_subscribe"]) == (MOTHER.userid, "妈妈", 1)
    assert (father["parent_userid"], father["relation"], father["is_subscribe"]) == (FATHER.userid, "爸爸", 0)
    assert mother["external_userid"].startswith("wm")
    assert "external_userid" not in father


def test_a_parent_is_told_with_children_and_without_a_name(still_world: World) -> None:
    answer = still_world.api(f"school/user/get?userid={MOTHER.userid}")
    assert answer["user_type"] == 2
    assert answer["parent"]["children"] == [{"student_userid": STUDENTS["李四"], "relation": "妈妈"}]
    assert "name" not in answer["parent"]
    assert still_world.api("school/user/get?userid=nobody")["errcode"] == 60111
    assert still_world.api("school/user/get")["errcode"] == 41009


def test_the_schools_departments_are_classes_below_grades(still_world: World) -> None:
    departments = still_world.api("school/department/list")["departments"]
    by_id = {one["id"]: one for one in departments}
    classes = [one for one in departments if one["type"] == 1]
    assert len(classes) == 9
    assert {by_id[one["parentid"]]["type"] for one in classes} == {2}
    assert by_id[11]["department_admins"] == [{"userid": "LiuYang", "type": 3}]
    students = still_world.api("school/user/list?department_id=11")["students"]
    assert [one["name"] for one in students[:2]] == ["张三", "李四"]
    parents = still_world.api("school/user/list_parent?department_id=11")["parents"]
    assert MOTHER.userid in {one["parent_userid"] for one in parents}
    assert still_world.api("school/user/list?department_id=2")["students"] == []
    assert len(still_world.api("school/department/list?id=2")["departments"]) == 4
    assert still_world.api("school/department/list?id=1")["departments"] == departments
    assert still_world.api("school/user/list?department_id=99")["errcode"] == 60003


def test_the_scope_and_the_code_to_scan_are_told(still_world: World) -> None:
    scope = still_world.api(f"school/agent/get_allow_scope?agentid={AGENT}")["allow_scope"]
    assert scope == {"students": {"userid": []}, "departments": {"partyid": [1]}}
    assert still_world.api("school/agent/get_allow_scope?agentid=7")["errcode"] == 301002
    codes = still_world.api("externalcontact/get_subscribe_qr_code")
    assert all(codes[name].startswith("https://") for name in ("qrcode_big", "qrcode_middle", "qrcode_thumb"))
