"""Sessions of 微信客服: the platform's table of moves, servicers in the client, what each state forbids."""

import pytest

from tests.sandbox.conftest import Opener, World
from tests.sandbox.kf import HOUR, Kf

TEXT = {"msgtype": "text", "text": {"content": "请稍等"}}


def reach(customer: Kf, state: int) -> None:
    """Bring a customer's session into a state by what leads there."""
    if state < 4:
        customer.says()
    if state in (1, 2):
        assert customer.moves(state)["errcode"] == 0
    if state == 3:
        customer.does("servicer", userid="WangFang", text="我来")
    assert customer.state() == state


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize("after", range(5))
def test_a_session_moves_by_the_platforms_table_alone(world: World, before: int, after: int) -> None:
    allowed = {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 3), (3, 4)}
    customer = Kf(world)
    reach(customer, before)
    code = customer.moves(after, "LiuYang")["errcode"]
    assert code == (0 if (before, after) in allowed else 95016)
    assert customer.state() == (before if code else after)


@pytest.mark.parametrize("state", range(5))
def test_the_app_writes_to_who_waits_for_nobody_else(world: World, state: int) -> None:
    customer = Kf(world)
    reach(customer, state)
    assert customer.sends()["errcode"] == (0 if state < 2 else 95018)
    assert customer.standing()["left"] == (4 if state < 2 else 0)


def test_a_move_to_a_person_needs_one_who_serves_now(opener: Opener) -> None:
    with opener(kf_stopped=("LiuYang",)) as world:
        customer = Kf(world)
        customer.says()
        assert [customer.moves(3, name)["errcode"] for name in ("", "Nobody", "LiuYang")] == [95014, 95014, 95019]
        assert customer.moves(3, "wangfang")["errcode"] == 0
        standing = customer.api("service_state/get", external_userid=customer.external)
        assert (standing["service_state"], standing["servicer_userid"]) == (3, "WangFang")
        servicers = world.api(f"kf/servicer/list?open_kfid={'wkSandboxQingheAAAAAAAAAAAAAAAAAA'}")["servicer_list"]
        assert {"userid": "LiuYang", "status": 1, "stop_type": 0} in servicers


@pytest.mark.parametrize(("state", "code"), [(7, 40058), ("x", 40058), (None, 40058)])
def test_a_state_that_there_is_not_is_refused(still_world: World, state: object, code: int) -> None:
    customer = Kf(still_world)
    body = {"external_userid": customer.external, "service_state": state}
    assert customer.api("service_state/trans", **body)["errcode"] == code
    assert customer.api("service_state/get", external_userid="wmnobody")["errcode"] == 95000


def test_who_is_handed_on_can_be_told_so_once_while_nothing_else_changed(world: World) -> None:
    customer = Kf(world)
    customer.says()
    assert "msg_code" not in customer.moves(1)
    waiting = customer.moves(2)["msg_code"]
    assert customer.api("send_msg_on_event", code=waiting, **TEXT)["errcode"] == 0
    assert customer.api("send_msg_on_event", code=waiting, **TEXT)["errcode"] == 40029
    taken = customer.moves(3, "WangFang")["msg_code"]
    ended = customer.moves(4)["msg_code"]
    assert customer.api("send_msg_on_event", code=taken, **TEXT)["errcode"] == 95018
    world.clock.now += 20
    assert customer.api("send_msg_on_event", code=ended, **TEXT)["errcode"] == 40029
    assert customer.lines() == [("me", "在吗"), ("bot", "请稍等")]


def test_a_servicer_who_writes_takes_the_session_and_the_app_reads_along(world: World) -> None:
    customer = Kf(world)
    customer.says()
    customer.does("servicer", userid="WangFang", text="我是王老师")
    customer.does("servicer", userid="WangFang", text="您说")
    _, change, first, second = customer.told()
    assert (change["event"]["event_type"], change["event"]["change_type"]) == ("session_status_change", 1)
    assert change["event"]["new_servicer_userid"] == "WangFang"
    assert (first["origin"], first["servicer_userid"], first["text"]) == (5, "WangFang", {"content": "我是王老师"})
    assert (second["origin"], second["external_userid"]) == (5, customer.external)
    assert customer.lines()[1:] == [("bot", "我是王老师"), ("bot", "您说")]
    customer.says("谢谢")
    assert customer.state() == 3


@pytest.mark.parametrize(("before", "change"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 4)])
def test_how_a_servicer_came_by_the_session_is_told(world: World, before: int, change: int) -> None:
    customer = Kf(world)
    reach(customer, before)
    customer.does("servicer", userid="LiuYang", text="换我来")
    event = customer.told("session_status_change")[-1]
    assert (event["change_type"], event["new_servicer_userid"]) == (change, "LiuYang")
    assert event.get("old_servicer_userid") == ("WangFang" if before == 3 else None)
    assert ("msg_code" in event) == (change == 1)


def test_an_ended_session_is_told_of_and_the_next_word_begins_a_new_one(world: World) -> None:
    customer = Kf(world)
    reach(customer, 3)
    assert customer.does("end")["state"] == 4
    event = customer.told("session_status_change")[-1]
    assert (event["change_type"], event["old_servicer_userid"]) == (3, "WangFang")
    assert customer.sends()["errcode"] == 95018
    assert customer.api("send_msg_on_event", code=event["msg_code"], **TEXT)["errcode"] == 0
    customer.says("还有事")
    assert (customer.state(), customer.sends()["errcode"]) == (0, 0)


def test_a_session_ends_by_itself_after_two_days_without_a_word(world: World) -> None:
    customer = Kf(world)
    reach(customer, 3)
    world.clock.now += 48 * HOUR - 1
    assert customer.state() == 3
    world.clock.now += 1
    assert (customer.state(), customer.standing()["state"]) == (4, 4)
    assert customer.moves(3, "WangFang")["errcode"] == 95016
