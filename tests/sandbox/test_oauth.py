"""Logging in to a page: the door of the chat page, the login page, codes that are good once."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.sandbox.conftest import AGENT, Opener, World
from tests.sandbox.echo import CORP
from tests.sandbox.test_notices import FATHER, MOTHER

PAGE = "http://127.0.0.1:8000/reply?letter=7"


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects."""

    def redirect_request(self, *_: Any) -> None:
        return None


def visit(world: World, path: str, query: dict[str, str], cookie: str = "") -> tuple[int, Message, str]:
    """Status, headers and body of what a browser gets, before it would follow a redirect."""
    request = urllib.request.Request(f"{world.base}{path}?{urlencode(query)}", headers={"Cookie": cookie})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=5) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def asked(**changes: str) -> dict[str, str]:
    query = {"appid": CORP, "redirect_uri": PAGE, "response_type": "code", "scope": "snsapi_base", "state": "s1"}
    return query | changes


def code_for(world: World, name: str) -> str:
    status, headers, _ = visit(world, "/connect/oauth2/authorize", asked(), f"sandbox_as={name}" if name else "")
    assert status == 302
    return parse_qs(urlsplit(headers["Location"]).query)["code"][0]


@pytest.fixture
def trusting(opener: Opener) -> Iterator[World]:
    with opener(trusted_domains=("127.0.0.1:8000",)) as world:
        yield world


def test_a_link_is_opened_as_somebody(still_world: World) -> None:
    for name in (MOTHER.userid, "WangFang"):
        status, headers, _ = visit(still_world, "/open", {"as": name, "url": PAGE})
        assert (status, headers["Location"]) == (302, PAGE)
        assert headers["Set-Cookie"].startswith(f"sandbox_as={name};")
        assert "Path=/" in headers["Set-Cookie"]
        assert "samesite=lax" in headers["Set-Cookie"].lower()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"as": "nobody", "url": PAGE}, 404),
        ({"as": "WangFang", "url": "javascript:alert(1)"}, 400),
        ({"as": "WangFang", "url": "//elsewhere"}, 400),
        ({"as": "WangFang"}, 400),
    ],
)
def test_nothing_else_is_opened(still_world: World, query: dict[str, str], status: int) -> None:
    answered, headers, _ = visit(still_world, "/open", query)
    assert (answered, headers["Set-Cookie"]) == (status, None)


def test_the_login_page_leads_back_with_a_code_and_the_state(trusting: World) -> None:
    query = asked(agentid=str(AGENT))
    status, headers, _ = visit(trusting, "/connect/oauth2/authorize", query, f"sandbox_as={MOTHER.userid}")
    back = urlsplit(headers["Location"])
    assert (status, back.netloc, back.path) == (302, "127.0.0.1:8000", "/reply")
    answer = parse_qs(back.query)
    assert (answer["letter"], answer["state"]) == (["7"], ["s1"])
    assert len(answer["code"][0]) < 512


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"redirect_uri": "http://127.0.0.1:8001/reply"}, "redirect_uri 域名与后台配置不一致"),
        ({"redirect_uri": "http://evil.example/"}, "redirect_uri 域名与后台配置不一致"),
        ({"redirect_uri": "reply"}, "redirect_uri 参数错误"),
        ({"appid": "wwother"}, "appid 参数错误"),
        ({"response_type": "token"}, "response_type 或 scope 参数错误"),
        ({"scope": "snsapi_all"}, "response_type 或 scope 参数错误"),
        ({"state": "a b"}, "state 只能是"),
        ({"agentid": "7"}, "agentid 参数错误"),
    ],
)
def test_a_wrong_request_ends_on_a_page_that_says_so(trusting: World, changes: dict[str, str], words: str) -> None:
    status, headers, body = visit(trusting, "/connect/oauth2/authorize", asked(**changes))
    assert (status, headers["Location"]) == (400, None)
    assert words in body


def test_a_code_tells_once_who_came(world: World) -> None:
    code = code_for(world, MOTHER.userid)
    answer = world.api(f"school/getuserinfo?code={code}")
    assert (answer["errcode"], answer["parent_userid"]) == (0, MOTHER.userid)
    assert "DeviceId" in answer
    assert world.api(f"school/getuserinfo?code={code}")["errcode"] == 40029
    assert world.api("school/getuserinfo?code=made-up")["errcode"] == 40029
    assert world.api("school/getuserinfo")["errcode"] == 41008


def test_a_code_is_good_for_five_minutes(world: World) -> None:
    first, second = code_for(world, MOTHER.userid), code_for(world, MOTHER.userid)
    world.clock.now += 300
    assert world.api(f"school/getuserinfo?code={first}")["errcode"] == 0
    world.clock.now += 1
    assert world.api(f"school/getuserinfo?code={second}")["errcode"] == 40029


def test_the_newer_exchange_tells_parents_members_and_strangers_apart(still_world: World) -> None:
    def told(name: str) -> Any:
        answer = still_world.api(f"auth/getuserinfo?code={code_for(still_world, name)}")
        assert answer.pop("errcode") == 0
        del answer["errmsg"]
        return answer

    parent = told(FATHER.userid)
    assert set(parent) == {"external_userid", "parent_userid"}
    assert parent["parent_userid"] == FATHER.userid
    assert told("WangFang") == {"userid": "WangFang"}
    assert set(told("")) == {"openid"}
    assert set(told("nobody")) == {"openid"}


def test_only_a_parent_is_known_to_the_schools_exchange(still_world: World) -> None:
    for name in ("WangFang", ""):
        code = code_for(still_world, name)
        assert still_world.api(f"school/getuserinfo?code={code}")["errcode"] == 40029
