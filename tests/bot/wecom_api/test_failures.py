"""Every way in which a call can fail ends in an error that says what the caller has to decide."""

import asyncio
import json
import traceback
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.wecom import api
from bot.wecom.client import MAX_ANSWER_BYTES, Route, WeComClient
from bot.wecom.errors import (
    MEANINGS,
    TOKEN_CODES,
    NotTrusted,
    Throttled,
    TokenRefused,
    Transport,
    WeComError,
    refusal,
)
from scheduler.reasons import WAITS
from tests.bot.wecom_api.conftest import MakeClient
from tests.bot.wecom_api.platform import RESET, SECRET, ApiServer, Raw, refuse
from tests.support.process import free_port

OK = b'{"errcode":0,"errmsg":"ok"}'
PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
TOO_LARGE = b'{"errcode":0,"errmsg":"' + b"x" * MAX_ANSWER_BYTES + b'"}'


async def _failure(client: WeComClient) -> WeComError:
    with pytest.raises(WeComError) as caught:
        await client.post("message/send", {"touser": "WangFang"})
    return caught.value


@pytest.mark.parametrize("code", sorted(set(MEANINGS) - TOKEN_CODES))
async def test_a_refusal_says_its_code_and_whether_it_lasts(
    platform: ApiServer, client: WeComClient, code: int
) -> None:
    platform.on("message/send", refuse(code, "what the platform says"))
    error = await _failure(client)
    assert (error.code, error.errmsg) == (code, "what the platform says")
    assert error.permanent == (code not in WAITS)
    assert isinstance(error, Throttled) == (code in WAITS)
    assert isinstance(error, NotTrusted) == (code == 60020)
    assert len(platform.calls("message/send")) == 1


def test_a_code_that_nobody_knows_is_permanent() -> None:
    error = refusal(987654, "whatever")
    assert type(error) is WeComError
    assert (error.code, error.permanent, error.name) == (987654, True, "unknown")


def test_names_of_codes_are_told_apart() -> None:
    assert len({meaning.name for meaning in MEANINGS.values()}) == len(MEANINGS)


@pytest.mark.parametrize(("ip", "heard"), [("9.30.0.138", "9.30.0.138"), ("240e:3a1::7", "240e:3a1::7")])
async def test_an_address_that_is_not_trusted_is_handed_on(
    platform: ApiServer, make_client: MakeClient, ip: str, heard: str
) -> None:
    told: list[str] = []
    client = make_client(on_not_trusted=told.append)
    platform.on("message/send", refuse(60020, "not allow to access from your ip", ip))
    error = await _failure(client)
    assert isinstance(error, NotTrusted)
    assert (error.ip, told) == (heard, [heard])
    platform.on("gettoken", refuse(60020, "not allow to access from your ip", ip))
    await _failure(make_client(on_not_trusted=told.append))
    assert told == [heard, heard]


def test_an_address_that_the_platform_does_not_say_is_empty() -> None:
    error = refusal(60020, "not allow to access from your ip")
    assert isinstance(error, NotTrusted)
    assert error.ip == ""


@pytest.mark.parametrize(
    ("answer", "perhaps_done", "status"),
    [
        pytest.param(Raw(PAGE, 502, "text/html"), True, 502, id="bad gateway"),
        pytest.param(Raw(OK, 503), True, 503, id="unavailable, whatever the body"),
        pytest.param(Raw(PAGE, 200, "text/html"), True, 200, id="a page"),
        pytest.param(Raw(b""), True, 200, id="nothing"),
        pytest.param(Raw(OK[:10]), True, 200, id="half of it"),
        pytest.param(Raw(OK[:10], missing=17), True, 0, id="less than promised"),
        pytest.param(Raw(b"[]"), True, 200, id="another kind of JSON"),
        pytest.param(Raw(b'{"ok":true}'), True, 200, id="somebody else's JSON"),
        pytest.param(Raw(b'{"errcode":true}'), True, 200, id="a code that is none"),
        pytest.param(Raw(b"[" * 100_000), True, 200, id="JSON without a bottom"),
        pytest.param(Raw(b"\xff\xfe\xfa"), True, 200, id="no text at all"),
        pytest.param(Raw(TOO_LARGE), True, 200, id="too large"),
        pytest.param(RESET, True, 0, id="a reset after it was done"),
        pytest.param(Raw(PAGE, 403, "text/html"), False, 403, id="a proxy that forbids it"),
        pytest.param(Raw(b"", 302, headers="Location: http://127.0.0.1:9/\r\n"), False, 302, id="sent elsewhere"),
    ],
)
async def test_an_answer_that_is_not_the_platforms(
    platform: ApiServer, client: WeComClient, answer: Raw, perhaps_done: bool, status: int
) -> None:
    platform.on("message/send", answer)
    error = await _failure(client)
    assert isinstance(error, Transport)
    assert (error.perhaps_done, error.code, error.permanent) == (perhaps_done, status, False)
    assert len(platform.calls("message/send")) == 1, "a send is never repeated by itself"
    platform.on("message/send", Raw(OK))
    assert (await api.message_send(client, {})).msgid == ""


async def test_a_slow_answer_is_given_up_and_perhaps_done(platform: ApiServer, make_client: MakeClient) -> None:
    client = make_client(route=Route(platform.base, total_seconds=0.2))
    platform.on("message/send", Raw(OK, after=1.0))
    error = await _failure(client)
    assert isinstance(error, Transport)
    assert error.perhaps_done


@pytest.mark.parametrize(
    "answer", [RESET, Raw(PAGE, 502), Raw(OK, after=1.0), Raw(OK)], ids=["reset", "bad gateway", "slow", "no token"]
)
async def test_without_a_token_nothing_was_done(platform: ApiServer, make_client: MakeClient, answer: Raw) -> None:
    platform.on("gettoken", answer)
    error = await _failure(make_client(route=Route(platform.base, total_seconds=0.2)))
    assert isinstance(error, Transport)
    assert not error.perhaps_done
    assert platform.calls("message/send") == []


async def test_where_nobody_listens_nothing_was_done(make_client: MakeClient) -> None:
    error = await _failure(make_client(route=Route(f"http://127.0.0.1:{free_port()}")))
    assert isinstance(error, Transport)
    assert not error.perhaps_done


async def test_where_the_proxy_is_away_nothing_was_done(platform: ApiServer, make_client: MakeClient) -> None:
    proxy = f"http://somebody:password@127.0.0.1:{free_port()}"
    error = await _failure(make_client(route=Route(platform.base, proxy)))
    assert isinstance(error, Transport)
    assert not error.perhaps_done
    assert platform.seen == []


async def test_calls_go_through_the_proxy(platform: ApiServer, make_client: MakeClient) -> None:
    """The platform's double hears them in the form that a proxy is spoken to."""
    client = make_client(route=Route("http://127.0.0.1:9", platform.base))
    assert (await api.message_send(client, {})).msgid == ""
    assert [one.path for one in platform.seen] == ["gettoken", "message/send"]
    assert platform.seen[0].headers["host"] == "127.0.0.1:9"


async def test_neither_the_answers_type_nor_its_errmsg_matters(platform: ApiServer, client: WeComClient) -> None:
    platform.on(
        "message/send",
        Raw(b'{"errcode":"0","errmsg":"Warning: wrong json format. ok","msgid":"m1"}', content_type="text/plain"),
    )
    assert (await api.message_send(client, {})).msgid == "m1"


async def test_text_goes_out_as_it_is_written(platform: ApiServer, client: WeComClient) -> None:
    """Escaped as \\uxxxx some calls refuse it; half a character becomes a question mark."""
    await client.post("message/send", {"text": {"content": "谈心 😀 \ud83d"}})
    assert platform.calls("message/send")[0].body == {"text": {"content": "谈心 😀 ?"}}


@pytest.mark.parametrize(
    "answer",
    [
        refuse(40001, f"secret {SECRET} is invalid"),
        {"errcode": 0, "errmsg": "ok"},
        {"errcode": 0, "errmsg": "ok", "access_token": "", "expires_in": 7200},
        {"errcode": 0, "errmsg": "ok", "access_token": "t", "expires_in": "soon"},
        Raw(PAGE, 502),
        RESET,
    ],
    ids=["wrong secret", "no token", "empty token", "no life", "bad gateway", "reset"],
)
async def test_the_secret_is_neither_logged_nor_in_an_error(
    platform: ApiServer, client: WeComClient, answer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    platform.on("gettoken", answer)
    with capture_logs() as lines, caplog.at_level("DEBUG"):
        error = await _failure(client)
    assert lines
    said = json.dumps(lines) + caplog.text + "".join(traceback.format_exception(error)) + repr(client.app)
    assert SECRET not in said


async def test_the_log_has_codes_and_times_and_nothing_of_people(
    platform: ApiServer, client: WeComClient, caplog: pytest.LogCaptureFixture
) -> None:
    platform.on("message/send", {"errcode": 0, "errmsg": "ok"}, refuse(81013, "invalid WangFang"), Raw(PAGE, 502))
    with capture_logs() as lines, caplog.at_level("DEBUG"):
        await client.post("message/send", {"touser": "WangFang", "text": {"content": "said"}})
        await _failure(client)
        await _failure(client)
        await api.auth_getuserinfo(client, "a-code")
    assert [(line["path"], line["errcode"], line["attempt"]) for line in lines] == [
        ("gettoken", 0, 1),
        ("message/send", 0, 1),
        ("message/send", 81013, 1),
        ("message/send", 502, 1),
        ("auth/getuserinfo", 0, 1),
    ]
    said = json.dumps(lines) + caplog.text
    assert all(word not in said for word in ("token-1", "WangFang", "said", "a-code"))


async def test_a_call_that_is_given_up_by_its_caller_is_just_cancelled(
    platform: ApiServer, client: WeComClient
) -> None:
    platform.on("message/send", Raw(OK, after=5.0))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.post("message/send", {}), 0.1)


async def test_a_token_that_no_renewal_mends_is_an_error_after_two_calls(
    platform: ApiServer, client: WeComClient
) -> None:
    platform.on("message/send", refuse(42001, "access_token expired"))
    assert isinstance(await _failure(client), TokenRefused)
    assert len(platform.calls("message/send")) == 2
    assert len(platform.calls("gettoken")) == 2
