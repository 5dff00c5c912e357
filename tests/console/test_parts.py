"""The small parts of the pages by themselves: counts, forms, where they are reached."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from starlette.requests import Request
from starlette.types import Message

from console.forms import FORM, MAX_BODY_BYTES, clean, read_form
from console.limits import Rate
from console.oauth import OAuth
from console.pages import Pages, Refused
from console.place import OWN_MACHINE, Place

NOW = datetime(2025, 11, 21, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def request_of(*messages: Message, hangs: bool = False) -> Request:
    """A request whose body comes in these pieces, and then not at all where it `hangs`."""
    waiting = list(messages)

    async def receive() -> Message:
        if not waiting and hangs:
            await asyncio.Event().wait()
        return waiting.pop(0)

    return Request({"type": "http", "headers": [(b"content-type", FORM.encode())]}, receive)


def piece(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_a_form_is_read_in_pieces() -> None:
    request = request_of(piece(b"a=%E5%A5%BD&", more=True), piece(b"b=+&c="))
    assert await read_form(request) == {"a": "好", "b": " ", "c": ""}


async def test_a_form_that_comes_too_slowly_is_refused() -> None:
    with pytest.raises(Refused, match="slow"):
        await read_form(request_of(piece(b"a=1", more=True), hangs=True), seconds=0.01)


async def test_a_form_that_is_cut_off_is_refused() -> None:
    with pytest.raises(Refused, match="cut off"):
        await read_form(request_of(piece(b"a=1", more=True), {"type": "http.disconnect"}))


@pytest.mark.parametrize("size", [MAX_BODY_BYTES + 1, 5 * 1024 * 1024])
async def test_a_form_that_is_too_large_is_refused_and_its_end_is_not_waited_for(size: int) -> None:
    pieces = [piece(b"a" * 65_536, more=True) for _ in range(size // 65_536)]
    last = piece(b"a" * (size % 65_536), more=False)
    with pytest.raises(Refused, match="too large"):
        await read_form(request_of(*pieces, last))


async def test_a_form_of_the_largest_size_is_read() -> None:
    body = b"a=" + b"x" * (MAX_BODY_BYTES - 2)
    assert len((await read_form(request_of(piece(body))))["a"]) == MAX_BODY_BYTES - 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 好 \n", "好"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("\u202e反\u2069", "反"),
        ("\ufeff一\u2028二", "一\n二"),
        ("👨‍👩‍👧❤️", "👨‍👩‍👧❤️"),
        ("\ud800", ""),
        ("ئۇيغۇر", "ئۇيغۇر"),
    ],
)
def test_text_is_kept_and_what_hides_in_it_is_not(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_rate_lets_so_many_through_in_any_span() -> None:
    rate = Rate(2, MINUTE)
    assert [rate.take("a", NOW), rate.take("a", NOW), rate.take("a", NOW)] == [True, True, False]
    assert rate.take("b", NOW)
    assert not rate.take("a", NOW + MINUTE - timedelta(seconds=1))
    assert rate.take("a", NOW + MINUTE)


def test_what_is_named_counts_once() -> None:
    rate = Rate(1, MINUTE)
    assert [rate.take("a", NOW, once="x"), rate.take("a", NOW, once="x"), rate.take("a", NOW, once="y")] == [
        True,
        True,
        False,
    ]


def test_a_clock_that_is_set_back_makes_nobody_wait() -> None:
    rate = Rate(1, MINUTE)
    assert rate.take("a", NOW + timedelta(days=30))
    assert rate.take("a", NOW)


def test_strangers_do_not_fill_the_memory() -> None:
    rate = Rate(1, MINUTE, keys=3)
    assert all(rate.take(key, NOW) for key in "abcd")
    assert not rate.take("d", NOW)
    assert rate.take("a", NOW), "seen longest ago, and forgotten"


@pytest.mark.parametrize(
    ("base_url", "path", "secure", "ancestors"),
    [
        ("", "/p/x", True, "'none'"),
        ("https://xin.example.cn", "/p/x", True, "'none'"),
        ("http://xin.example.cn", "/p/x", True, "'none'"),
        ("https://example.cn/jiedui", "/jiedui/p/x", True, "'none'"),
        ("http://127.0.0.1:8600", "/p/x", False, OWN_MACHINE),
        ("http://localhost:8600", "/p/x", False, OWN_MACHINE),
        ("http://[::1]:8600", "/p/x", False, OWN_MACHINE),
        ("https://127.0.0.1", "/p/x", True, OWN_MACHINE),
        ("http://127.0.0.1.example.cn", "/p/x", True, "'none'"),
    ],
)
def test_paths_cookies_and_frames_follow_from_where_the_pages_are(
    base_url: str, path: str, secure: bool, ancestors: str
) -> None:
    place = Place(base_url)
    assert (place.path("/p/x"), place.secure_cookies, place.frame_ancestors) == (path, secure, ancestors)


def test_a_page_says_who_may_frame_it() -> None:
    page = Pages(Place("https://xin.example.cn")).refusal()
    assert page.headers["content-security-policy"].endswith("frame-ancestors 'none'")


def test_the_platform_is_asked_as_it_wants_to_be() -> None:
    oauth = OAuth("https://open.weixin.qq.com", "wwcorp", 1000002)
    assert oauth.address("https://xin.example.cn/p/a.b", "abc123") == (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wwcorp"
        "&redirect_uri=https%3A%2F%2Fxin.example.cn%2Fp%2Fa.b&response_type=code&scope=snsapi_base"
        "&state=abc123&agentid=1000002#wechat_redirect"
    )
