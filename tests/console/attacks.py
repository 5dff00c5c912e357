"""The attacks on the parents' pages that need nothing prepared: each gives what it got."""

from collections.abc import Iterator

from starlette.datastructures import URL

from console.door import JOURNEY_COOKIE, SESSION_COOKIE
from tests.console.attacks_by_family import BY_FAMILY
from tests.console.attacks_by_link import BY_LINK
from tests.console.browsing import FORM, Browser, Page, filled, state_in
from tests.console.kit import World
from tests.console.knocking import Attack, knocks, knocks_with

MEGABYTE = b"form_token=x&text=" + b"a" * 1024 * 1024


# --- who comes back from the platform


def somebody_else(who: str, account: str | None) -> Attack:
    def attack(world: World) -> Iterator[Page]:
        yield from knocks_with(world, world.token(who), signed_in=account)

    return attack


def state_that_was_used(world: World) -> Iterator[Page]:
    first, url = world.browser(), world.url("li_mother")
    state = state_in(first.get(url).location)
    second = Browser(world.base, dict(first.cookies))
    code = world.code_for("liu_xiuying")
    assert first.get(f"{url}?code={code}&state={state}").location == url
    yield second.get(f"{url}?code={world.code_for('liu_xiuying')}&state={state}")


def code_that_was_used(world: World) -> Iterator[Page]:
    url, code = world.url("li_mother"), world.code_for("liu_xiuying")
    for used in (False, True):
        browser = world.browser()
        page = browser.get(f"{url}?code={code}&state={state_in(browser.get(url).location)}")
        if used:
            yield page
        else:
            assert page.location == url


def way_back_that_did_not_begin_here(world: World) -> Iterator[Page]:
    """Somebody lures a parent with a code of their own, or a state from another browser or another link."""
    url, other = world.url("li_mother"), world.url("zhang_mother")
    begun, elsewhere = world.browser(), world.browser()
    state, foreign = state_in(begun.get(url).location), state_in(elsewhere.get(other).location)
    for browser, given in ((world.browser(), state), (begun, foreign), (begun, ""), (begun, state[:-1]), (begun, "é")):
        code = world.code_for("liu_xiuying")
        yield browser.get(str(URL(url).include_query_params(code=code, state=given)))
    yield begun.get(f"{url}?code={world.code_for('liu_xiuying')}")
    begun.cookies[url, JOURNEY_COOKIE] = elsewhere.cookies[other, JOURNEY_COOKIE]
    yield begun.get(f"{url}?code={world.code_for('liu_xiuying')}&state={foreign}")


def codes_that_are_none(world: World) -> Iterator[Page]:
    url = world.url("li_mother")
    for code in ("", "x" * 513, "nobody", "%00", "%F0%9F"):
        browser = world.browser()
        yield browser.get(f"{url}?code={code}&state={state_in(browser.get(url).location)}")


# --- the session and the form


def session_of(world: World, who: str) -> tuple[str, Page]:
    browser, url, page = world.admitted(who)
    return browser.cookies[url, SESSION_COOKIE], page


def foreign_session(whose: str) -> Attack:
    """A cookie of another link, with the form that belongs to it."""

    def attack(world: World) -> Iterator[Page]:
        session, page = session_of(world, whose)
        links_before = world.url("li_mother")
        world.clock.forward(seconds=1)  # another link, even for the same guardian
        url = world.url("li_mother")
        assert url != links_before
        world.signed_in = None
        yield from knocks(Browser(world.base, {(url, SESSION_COOKIE): session}), url, filled(page, "不该收到"))

    return attack


def no_session(world: World) -> Iterator[Page]:
    _, url, page = world.admitted("li_mother")
    world.signed_in = None
    for cookie in ("", "x", "W10.x", page.hidden("form_token")):
        yield from knocks(Browser(world.base, {(url, SESSION_COOKIE): cookie}), url, filled(page, "不该收到"))


def journey_as_a_session(world: World) -> Iterator[Page]:
    browser, url = world.browser(), world.url("li_mother")
    browser.get(url)
    journey = browser.cookies[url, JOURNEY_COOKIE]
    world.signed_in = None
    yield from knocks(Browser(world.base, {(url, SESSION_COOKIE): journey}), url, {})


def form_without_its_token(world: World) -> Iterator[Page]:
    """As another site would post it with the parent's own cookies."""
    _, _, foreign = world.admitted("zhang_mother")
    for who in ("li_mother", "zhou_grandmother"):
        browser, url, page = world.admitted(who)
        good = filled(page, "不该收到")
        for wrong in ("", "x", foreign.hidden("form_token"), good["form_token"].upper(), "é"):
            yield from list(knocks(browser, url, {**good, "form_token": wrong}))[1:]
        yield from list(knocks(browser, url, {"text": "不该收到"}))[1:]


def answer_without_its_key(world: World) -> Iterator[Page]:
    browser, url, page = world.admitted("zhou_grandmother")
    for wrong in ("", "short", "x" * 65, "a b c d e f g h i j", "钥" * 20, "x" * 20 + "\n"):
        yield browser.post(f"{url}/answer", {**filled(page, "不该收到"), "client_key": wrong})


def bodies_that_are_no_form_of_ours(world: World) -> Iterator[Page]:
    browser, url, page = world.admitted("zhou_grandmother")
    good = "&".join(f"{name}={value}" for name, value in filled(page, "hello").items()).encode()
    many = good + b"&a=1" * 20
    bodies = [(MEGABYTE, FORM), (good + b"&pad=" + b"x" * 17_000, FORM), (many, FORM), (b"", FORM), (b"\xff\xfe", FORM)]
    other_types = ("application/json", "text/plain", "multipart/form-data; boundary=x", "")
    for what in ("answer", "decline", "resume"):
        for body, kind in [*bodies, *((good, kind) for kind in other_types)]:
            yield browser.ask("POST", f"{url}/{what}", body, {"Content-Type": kind})


def other_methods(world: World) -> Iterator[Page]:
    browser, url, page = world.admitted("zhou_grandmother")
    form = "&".join(f"{name}={value}" for name, value in filled(page, "hello").items())
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
        yield browser.ask(method, url, form.encode(), {"Content-Type": FORM})
    for what in ("answer", "decline", "resume"):
        for method in ("GET", "PUT", "DELETE", "OPTIONS"):
            yield browser.ask(method, f"{url}/{what}?{form}", form.encode(), {"Content-Type": FORM})


def strange_paths(world: World) -> Iterator[Page]:
    browser, token = world.browser(), world.token("zhou_grandmother")
    _, _, page = world.admitted("zhou_grandmother")
    tricks = [
        "/p/",
        "/p//",
        f"/p//{token}",
        f"/p/{token}/",
        f"/p/{token}//answer",
        f"/p/{token}/answer/",
        f"/p/x/../{token}",
        f"/p/%2e%2e/p/{token}",
        f"/p/..%2f{token}",
        f"/p/{token}%00",
        f"/p/%00{token}",
        f"/p/{token}%0d%0aSet-Cookie:%20a=b",
        f"/p/{token};{token}",
        f"/p/{token}%20",
        f"/p/{token}.",
        f"/p/.{token}",
        f"/p/{token * 40}",
        "/p/" + "a" * 20_000,
        "/p/%ff%fe",
        "/p/..%c0%af",
        "/p/%E5%AD%A9",
        "/p/..;/",
        "/m/pass/",
        "/m/pass//",
        "/m/pass/%2e%2e/pass/x",
        "/m/pass/" + "a" * 20_000,
    ]
    for path in tricks:
        yield browser.get(path)
        yield browser.post(path, filled(page, "不该收到"))


STILL: dict[str, Attack] = {
    **BY_LINK,
    **BY_FAMILY,
    "father with the mother's link": somebody_else("li_mother", "li_jianguo"),
    "mother with the father's link": somebody_else("li_father", "liu_xiuying"),
    "stranger": somebody_else("li_mother", None),
    "member of staff": somebody_else("li_mother", "WangFang"),
    "nearly the account": somebody_else("li_mother", "liu_xiuyin"),
    "account with a space": somebody_else("li_mother", "liu_xiuying "),
    "state that was used": state_that_was_used,
    "code that was used": code_that_was_used,
    "way back that did not begin here": way_back_that_did_not_begin_here,
    "codes that are none": codes_that_are_none,
    "session of another link of the same guardian": foreign_session("li_mother"),
    "session of the same person for another child": foreign_session("zhang_mother"),
    "session of another guardian": foreign_session("li_father"),
    "no session": no_session,
    "journey as a session": journey_as_a_session,
    "form without its token": form_without_its_token,
    "answer without its key": answer_without_its_key,
    "bodies that are no form of ours": bodies_that_are_no_form_of_ours,
    "other methods": other_methods,
    "strange paths": strange_paths,
}
