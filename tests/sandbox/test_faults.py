"""Faults made on purpose: each goes wrong in its own way, as often as was asked, and only where it was asked."""

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

from sandbox.errors import ERRORS
from tests.sandbox.conftest import AGENT, SECRET, World
from tests.sandbox.echo import CORP

TOKEN_PATH = f"/cgi-bin/gettoken?corpid={CORP}&corpsecret={SECRET}"


def add(world: World, **fault: Any) -> Any:
    return world.ok("/api/faults", fault)["faults"]


def send(world: World, token: str) -> tuple[int, Any]:
    request = {"touser": "WangFang", "msgtype": "text", "agentid": AGENT, "text": {"content": "提醒"}}
    return world.call(f"/cgi-bin/message/send?access_token={token}", request)


def clear(world: World) -> Any:
    connection = http.client.HTTPConnection(urlsplit(world.base).netloc, timeout=5)
    connection.request("DELETE", "/api/faults")
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer["faults"]


def test_a_code_comes_as_often_as_asked_with_its_own_words_and_nothing_is_sent(world: World) -> None:
    token = world.token()
    add(world, path="message/send", kind="code", code=60020, times=2)
    for _ in range(2):
        status, answer = send(world, token)
        assert (status, answer["errcode"]) == (200, 60020)
        assert answer["errmsg"].startswith("not allow to access from your ip, hint: [")
    assert world.lines() == []
    assert send(world, token)[1]["errcode"] == 0
    assert world.ok("/api/faults")["faults"] == []


def test_a_fault_stands_for_its_own_call_only_until_it_is_removed(world: World) -> None:
    assert add(world, path="gettoken", kind="code", code=-1, times=0) == [
        {"path": "gettoken", "kind": "code", "code": -1, "seconds": 0.0, "times": 0}
    ]
    assert world.ok("/cgi-bin/agent/get")["errcode"] == 41001
    assert {world.ok(TOKEN_PATH)["errcode"] for _ in range(3)} == {-1}
    assert clear(world) == []
    assert world.ok(TOKEN_PATH)["errcode"] == 0


def test_a_star_stands_for_every_call_and_older_faults_come_first(world: World) -> None:
    add(world, path="*", kind="code", code=45009)
    add(world, path="*", kind="http")
    assert world.ok("/cgi-bin/agent/get")["errcode"] == 45009
    assert world.call(TOKEN_PATH)[0] == 502
    assert world.ok(TOKEN_PATH)["errcode"] == 0


@pytest.mark.parametrize(("kind", "body"), [("html", "<html>"), ("empty", "")])
def test_an_answer_that_is_no_json_was_not_carried_out(world: World, kind: str, body: str) -> None:
    token = world.token()
    add(world, path="message/send", kind=kind)
    status, answer = send(world, token)
    assert (status, answer[: len(body) or 1]) == (200, body)
    assert world.lines() == []


def test_half_an_answer_was_carried_out(world: World) -> None:
    token = world.token()
    add(world, path="message/send", kind="truncated")
    status, answer = send(world, token)
    assert status == 200
    assert answer.startswith('{"errcode":0')
    assert not answer.endswith("}")
    assert len(world.lines()) == 1


def test_a_slow_call_is_answered_in_the_end(world: World) -> None:
    token = world.token()
    add(world, path="message/send", kind="slow", seconds=0.3)
    started = time.perf_counter()
    assert send(world, token)[1]["errcode"] == 0
    assert time.perf_counter() - started >= 0.3


def test_a_dropped_call_was_carried_out_and_the_server_lives_on(world: World) -> None:
    token = world.token()
    add(world, path="message/send", kind="drop_after")
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        send(world, token)
    assert world.lines() == [("bot", "提醒")]
    assert send(world, token)[1]["errcode"] == 0


@pytest.mark.parametrize(
    "fault",
    [
        {"path": "gettoken", "kind": "rain"},
        {"path": "gettoken"},
        {"path": "", "kind": "http"},
        {"path": 7, "kind": "http"},
        {"path": "gettoken", "kind": "code", "code": 7},
        {"path": "gettoken", "kind": "code", "code": [40001]},
        {"path": "gettoken", "kind": "slow", "seconds": -1},
        {"path": "gettoken", "kind": "slow", "seconds": "8"},
        {"path": "gettoken", "kind": "http", "times": -1},
    ],
)
def test_a_wrong_fault_is_refused(still_world: World, fault: dict[str, Any]) -> None:
    assert still_world.call("/api/faults", fault)[0] == 400
    assert still_world.ok("/api/faults")["faults"] == []


def test_the_page_is_told_the_kinds_of_faults(still_world: World) -> None:
    known = still_world.ok("/api/faults")["known"]
    assert [one["name"] for one in known] == ["code", "http", "slow", "drop_after", "html", "empty", "truncated"]
    assert all(one["label"] for one in known)


def test_every_code_has_words() -> None:
    assert all(ERRORS.values())
    assert {-1, 40014, 42001, 45009, 45033, 48002, 60020, 60140, 65024, 81013, 301002} <= set(ERRORS)
