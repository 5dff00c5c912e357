"""What all attacks do: knock at every door of a link."""

from collections.abc import Callable, Iterator

from tests.console.browsing import Browser, Page, filled
from tests.console.kit import World

Attack = Callable[[World], Iterator[Page]]


def knocks(browser: Browser, url: str, form: dict[str, str]) -> Iterator[Page]:
    """Every way to ask for something: to read, to answer, to change what one gets."""
    yield browser.follow(url)
    for what in ("answer", "decline", "resume"):
        yield browser.post(f"{url}/{what}", form)


def knocks_with(world: World, token: str, *, signed_in: str | None = None) -> Iterator[Page]:
    """With a form that would be right for a link that is a key by itself."""
    _, _, page = world.admitted("zhou_grandmother")
    world.signed_in = signed_in
    yield from knocks(world.browser(), f"/p/{token}", filled(page, "不该收到"))
    yield world.browser().follow(f"/p/{token}/service")
