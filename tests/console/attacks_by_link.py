"""The attacks with another link than the one that was given."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta

from itsdangerous import URLSafeSerializer

from storage import links
from storage.vault import Vault
from tests.console.browsing import Page
from tests.console.kit import World
from tests.console.knocking import Attack, knocks_with

HOUR = timedelta(hours=1)


def tampered(token: str, *, kind: str | None = None, owner: int | None = None, note: int | None = None) -> str:
    """Something else under the old signature."""
    payload, _, signature = token.rpartition(".")
    content = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    wanted = [content[at] if new is None else new for at, new in enumerate((kind, owner, note))]
    changed = json.dumps([*wanted, *content[3:]], separators=(",", ":")).encode()
    assert [*wanted, *content[3:]] != content
    return f"{base64.urlsafe_b64encode(changed).decode().rstrip('=')}.{signature}"


def forged_signature(world: World) -> Iterator[Page]:
    token = world.token("zhou_grandmother")
    last = "A" if token[-2] != "A" else "B"
    for forged in (f"{token[:-2]}{last}{token[-1]}", token[:-10], token.rpartition(".")[0], token + "A"):
        yield from knocks_with(world, forged)


def key_of_another_installation(world: World) -> Iterator[Page]:
    other = Vault("the secret key of somebody else")
    guardian, note = world.guardians["zhou_grandmother"], world.notes["zhou_grandmother"]
    yield from knocks_with(world, links.make(other, guardian, note, world.clock() + HOUR))


def pass_token(world: World, who: str, *, member: str = "WangFang") -> str:
    until = world.clock() + links.LIVES
    return links.make_pass(world.store.vault, world.school.members[member], world.notes[who], until)


def link_of_another_kind_of_page(world: World) -> Iterator[Page]:
    note = world.notes["zhou_grandmother"]
    for number in (world.guardians["zhou_grandmother"], world.school.members["WangFang"]):
        yield from knocks_with(world, links.make_pass(world.store.vault, number, note, world.clock() + HOUR))
    for who in ("zhou_grandmother", "li_mother"):
        yield world.browser().get(f"/m/pass/{world.token(who)}")


def link_changed_into_another_kind(world: World) -> Iterator[Page]:
    """A notice's link would be a key by itself, a personal one would outlive its note, a teacher's open a letter."""
    for who in ("zhou_grandmother", "li_mother"):
        notice, personal = world.token(who, personal=False), world.token(who, personal=True)
        for token, kind in ((notice, "personal"), (personal, "notice"), (pass_token(world, who), "personal")):
            yield from knocks_with(world, tampered(token, kind=kind))
        for token in (notice, personal):
            yield world.browser().get(f"/m/pass/{tampered(token, kind='pass')}")


def notice_to_somebody_without_an_account(world: World) -> Iterator[Page]:
    for account in (None, "liu_xiuying"):
        yield from knocks_with(world, world.token("zhou_grandmother", personal=False), signed_in=account)


def link_of_a_shape_that_we_do_not_make(world: World) -> Iterator[Page]:
    """As an older version may have signed it."""
    signed = URLSafeSerializer(
        world.store.vault.mark("the key of the signature", "link"),
        salt="link",
        signer_kwargs={"digest_method": hashlib.sha256},
    )
    guardian, note = world.guardians["zhou_grandmother"], world.notes["zhou_grandmother"]
    until = int((world.clock() + HOUR).timestamp())
    assert world.browser().get(f"/p/{signed.dumps(['personal', guardian, note, 0, until])}").status == 200
    shapes: list[object] = [
        [guardian, note, until],
        ["personal", guardian, note],
        ["personal", guardian, note, until],
        ["personal", guardian, note, True, until],
        ["personal", guardian, note, "0", until],
        ["notice", guardian, note, 0, until],
        ["family", guardian, until],
        ["p", guardian, note, until],
        {},
        7,
        None,
    ]
    for content in shapes:
        yield from knocks_with(world, str(signed.dumps(content)))


def pass_page_for_another_note(world: World) -> Iterator[Page]:
    token, member = pass_token(world, "zhou_grandmother"), world.school.members["LiNa"]
    for who in ("zhou_grandmother", "li_mother"):
        assert world.browser().get(f"/m/pass/{pass_token(world, who)}").status == 200
    yield world.browser().get(f"/m/pass/{tampered(token, owner=member)}")
    for note in (world.notes["li_mother"], 0, 2**70):
        yield world.browser().get(f"/m/pass/{tampered(token, note=note)}")
    yield world.browser().get(f"/m/pass/{pass_token(world, 'zhou_grandmother', member='LiNa')}")


def link_that_has_ended(world: World) -> Iterator[Page]:
    guardian, note = world.guardians["zhou_grandmother"], world.notes["zhou_grandmother"]
    for ended in (world.clock(), world.clock() - timedelta(days=400)):
        for personal in (True, False):
            yield from knocks_with(world, links.make(world.store.vault, guardian, note, ended, personal=personal))


def changed_guardian(world: World) -> Iterator[Page]:
    for personal in (True, False):
        token = world.token("zhang_mother", personal=personal)
        for guardian in (world.guardians["li_mother"], 0, -1):
            yield from knocks_with(world, tampered(token, owner=guardian), signed_in="liu_xiuying")


def changed_note(world: World) -> Iterator[Page]:
    for personal in (True, False):
        token = world.token("zhang_mother", personal=personal)
        for note in (world.notes["li_mother"], 0, 2**70):
            yield from knocks_with(world, tampered(token, note=note), signed_in="liu_xiuying")


def note_about_another_child(world: World) -> Iterator[Page]:
    yield from knocks_with(world, world.token("zhou_grandmother", about="li_mother"))
    # The same person is the mother of both children; each link is about one.
    for personal in (True, False):
        token = world.token("li_mother", about="zhang_mother", personal=personal)
        yield from knocks_with(world, token, signed_in="liu_xiuying")


def note_to_the_other_parent(world: World) -> Iterator[Page]:
    for personal in (True, False):
        token = world.token("li_mother", about="li_father", personal=personal)
        yield from knocks_with(world, token, signed_in="liu_xiuying")


def note_that_is_not_there(world: World) -> Iterator[Page]:
    vault, later = world.store.vault, world.clock() + HOUR
    for personal in (True, False):
        for guardian, note in ((world.guardians["li_mother"], 999_999), (999_999, world.notes["li_mother"])):
            token = links.make(vault, guardian, note, later, personal=personal)
            yield from knocks_with(world, token, signed_in="liu_xiuying")


BY_LINK: dict[str, Attack] = {
    "forged signature": forged_signature,
    "key of another installation": key_of_another_installation,
    "link of another kind of page": link_of_another_kind_of_page,
    "link changed into another kind": link_changed_into_another_kind,
    "link of a shape that we do not make": link_of_a_shape_that_we_do_not_make,
    "link that has ended": link_that_has_ended,
    "notice to somebody without an account": notice_to_somebody_without_an_account,
    "pass page for another note": pass_page_for_another_note,
    "changed guardian": changed_guardian,
    "changed note": changed_note,
    "note about another child": note_about_another_child,
    "note to the other parent": note_to_the_other_parent,
    "note or guardian that is not there": note_that_is_not_there,
}
