"""The attacks with families' standing links, and with the page that has all of a teacher's."""

from collections.abc import Iterator

from storage import links
from storage.vault import Vault
from tests.console.attacks_by_link import HOUR, pass_token, tampered
from tests.console.browsing import Page, filled
from tests.console.kit import World
from tests.console.kit_family import family_token
from tests.console.knocking import knocks, knocks_with


def families_token(world: World, member: str = "WangFang") -> str:
    vault, now = world.store.vault, world.clock()
    return links.families_url(vault, "", world.school.members[member], now=now).rpartition("/")[2]


def another_kind(world: World) -> Iterator[Page]:
    """A teacher's link opens no letter, a family's no page of a teacher."""
    family, own = family_token(world), families_token(world)
    yield from knocks_with(world, own)
    for token in (family, own):
        yield world.browser().get(f"/m/pass/{token}")
    for kind in ("personal", "notice", "pass", "families", "p", ""):
        yield from knocks_with(world, tampered(family, kind=kind))
    yield from knocks_with(world, tampered(pass_token(world, "zhou_grandmother"), kind="family"))


def another_guardian_member_or_generation(world: World) -> Iterator[Page]:
    token = family_token(world)
    for guardian in (world.guardians["li_mother"], 0, -1, 2**70):
        yield from knocks_with(world, tampered(token, owner=guardian))
    for member in (world.school.members["SunLi"], 0, 2**70):
        yield from knocks_with(world, tampered(token, note=member))


def generation_that_is_not_the_guardians(world: World) -> Iterator[Page]:
    for generation in (1, -1, 2**40):
        yield from knocks_with(world, family_token(world, generation=generation))


def ended(world: World) -> Iterator[Page]:
    for hours in (0, -1, -24 * 400):
        yield from knocks_with(world, family_token(world, hours=hours))


def of_nobody(world: World) -> Iterator[Page]:
    vault, until = world.store.vault, world.clock() + HOUR
    guardian, member = world.guardians["zhou_grandmother"], world.school.members["WangFang"]
    for pair in ((999_999, member), (guardian, 999_999), (0, member), (-1, -1)):
        yield from knocks_with(world, links.make_family(vault, *pair, 0, until))
    stranger = Vault("the secret key of somebody else")
    yield from knocks_with(world, links.make_family(stranger, guardian, member, 0, until))


def form_of_another_link(world: World) -> Iterator[Page]:
    """What was made for the personal link, or for another family, answers nothing here."""
    here = f"/p/{family_token(world)}"
    browser = world.browser()
    page = browser.get(here)
    own = filled(page, "不该收到")
    _, _, personal = world.admitted("zhou_grandmother")
    elsewhere = browser.get(f"/p/{family_token(world, 'li_father')}")
    for wrong in ("", "x", personal.hidden("form_token"), elsewhere.hidden("form_token")):
        yield from list(knocks(browser, here, {**own, "form_token": wrong}))[1:]
        for what in ("agree", "refuse", "withdraw"):
            yield browser.post(f"{here}/{what}", {"form_token": wrong})


def consent_where_nobody_asks(world: World) -> Iterator[Page]:
    for who in ("li_mother", "zhou_grandmother"):
        browser, url, page = world.admitted(who)
        for what in ("agree", "refuse", "withdraw"):
            yield browser.post(f"{url}/{what}", {"form_token": page.hidden("form_token")})
            yield browser.get(f"{url}/{what}")


BY_FAMILY = {
    "family: another kind": another_kind,
    "family: another guardian or member": another_guardian_member_or_generation,
    "family: another generation": generation_that_is_not_the_guardians,
    "family: ended": ended,
    "family: of nobody": of_nobody,
    "family: form of another link": form_of_another_link,
    "consent where nobody asks": consent_where_nobody_asks,
}
