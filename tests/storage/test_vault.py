"""What is sealed opens only here, only in its own column, only unchanged."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import CannotUnseal, Vault, WeakSecret

VAULT = Vault("a secret key for the tests")


@given(st.text(), st.text())
def test_whatever_is_sealed_opens_again(text: str, context: str) -> None:
    context = context.encode("utf-8", "replace").decode()
    assert VAULT.open(VAULT.seal(text, context), context) == text


def test_a_lone_surrogate_of_a_broken_phone_is_kept() -> None:
    assert VAULT.open(VAULT.seal("a\ud800b", "deed.note"), "deed.note") == "a\ud800b"


def test_the_same_text_never_looks_the_same() -> None:
    assert VAULT.seal("李四", "deed.note") != VAULT.seal("李四", "deed.note")


@pytest.mark.parametrize(
    "damage",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
        lambda sealed: b"\x02" + sealed[1:],
        lambda _sealed: b"",
        lambda _sealed: b"\x01short",
    ],
)
def test_a_changed_value_does_not_open(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(CannotUnseal):
        VAULT.open(damage(VAULT.seal("李四", "deed.note")), "deed.note")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(CannotUnseal):
        VAULT.open(VAULT.seal("李四", "deed.note"), "inbox.body")


def test_another_key_does_not_open() -> None:
    with pytest.raises(CannotUnseal):
        Vault("another secret key").open(VAULT.seal("李四", "deed.note"), "deed.note")


def test_marks_are_equal_for_equal_values_of_one_context_and_one_key() -> None:
    mark = VAULT.mark("parent-1", "platform.parent")
    assert mark == VAULT.mark("parent-1", "platform.parent")
    others = [VAULT.mark("parent-2", "platform.parent"), VAULT.mark("parent-1", "platform.student")]
    assert mark not in [*others, Vault("another secret key").mark("parent-1", "platform.parent")]


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(WeakSecret):
        Vault("short")
