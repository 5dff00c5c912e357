"""Links that open only what they were made for, and the questions about notes and guardians."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from storage import guardians, links, note_mail, notes
from storage.notes import NoteState, Thread
from storage.schools import corp_row
from storage.vault import Vault
from storage.work import Store
from tests.support.correspondence import NOON, Correspondence
from tests.support.platform import CORP_ID

VAULT = Vault("a secret key for the tests")
NOW = datetime(2025, 11, 21, 4, 0, tzinfo=UTC)
END = NOW + links.LIVES


class TestLinks:
    def test_a_link_opens_for_its_guardian_and_note_until_it_ends(self) -> None:
        token = links.make(VAULT, 7, 12, END)
        assert links.read(VAULT, token, END - timedelta(seconds=1)) == links.Link(7, 12)
        assert links.read(VAULT, token, END) is None

    def test_a_teachers_link_opens_no_guardians_page_and_the_other_way_round(self) -> None:
        assert links.read(VAULT, links.make_pass(VAULT, 7, 12, END), NOW) is None
        assert links.read_pass(VAULT, links.make(VAULT, 7, 12, END), NOW) is None
        assert links.read_pass(VAULT, links.make_pass(VAULT, 7, 12, END), NOW) == links.PassLink(7, 12)

    def test_a_personal_link_is_another_one_and_neither_can_be_made_into_the_other(self) -> None:
        notice, personal = links.make(VAULT, 7, 12, END), links.make(VAULT, 7, 12, END, personal=True)
        assert links.read(VAULT, personal, NOW) == links.Link(7, 12, personal=True)
        assert links.read_pass(VAULT, personal, NOW) is None
        crossed = [
            f"{one.rpartition('.')[0]}.{other.rpartition('.')[2]}"
            for one, other in ((notice, personal), (personal, notice))
        ]
        assert [links.read(VAULT, token, NOW) for token in crossed] == [None] * 2

    def test_a_link_of_another_key_opens_nothing(self) -> None:
        assert links.read(Vault("another secret key, just as long"), links.make(VAULT, 7, 12, END), NOW) is None

    def test_a_changed_link_opens_nothing(self) -> None:
        token = links.make(VAULT, 7, 12, END)
        longer_life = links.make(VAULT, 7, 12, END + timedelta(days=1)).partition(".")[0]
        changed = [token[:-2], f"{token}A", f"A{token}", f"{longer_life}.{token.partition('.')[2]}"]
        assert [links.read(VAULT, one, NOW) for one in changed] == [None] * 4

    @pytest.mark.parametrize("token", ["", ".", "..", "链接", "a.b", "\x00", "a" * 5000])
    def test_what_is_no_link_opens_nothing(self, token: str) -> None:
        assert links.read(VAULT, token, NOW) is None

    def test_a_url_carries_the_link_and_needs_no_quoting(self) -> None:
        url = links.note_url(VAULT, "https://school.example/", 7, 12, now=NOW)
        assert url.startswith("https://school.example/p/")
        assert links.read(VAULT, url.rpartition("/")[2], NOW) == links.Link(7, 12)
        assert set(url) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/")


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


class TestGuardians:
    def test_following_is_remembered_on_every_guardian_with_that_account_whatever_its_case(
        self, families: Correspondence, store: Store
    ) -> None:
        of_li = families.guardian("20250102", "母亲", "Parent_1")
        of_zhang = families.guardian("20250101", "姑姑", "parent_1")
        another = families.guardian("20250101", "父亲", "parent_2")
        with store.writing() as work:
            changed = guardians.set_follows_by_account(work, corp_row(work, CORP_ID), "PARENT_1", True)
            assert changed == [of_li, of_zhang]
        with store.reading() as work:
            known = [guardians.one(work, one) for one in (of_li, of_zhang, another)]
        assert [one.follows for one in known if one] == [True, True, None]

    def test_another_corps_parent_is_nobody_here(self, families: Correspondence, store: Store) -> None:
        families.guardian("20250102", "母亲", "parent_1")
        with store.writing() as work:
            assert guardians.set_follows_by_account(work, corp_row(work, CORP_ID) + 1, "parent_1", True) == []

    @pytest.mark.parametrize(
        ("account", "follows", "reachable"),
        [("p", None, True), ("p", True, True), ("p", False, False), (None, None, False), (None, True, False)],
    )
    def test_who_is_worth_trying(
        self, families: Correspondence, store: Store, account: str | None, follows: bool | None, reachable: bool
    ) -> None:
        one = families.guardian("20250102", "母亲", account, follows=follows)
        with store.reading() as work:
            found = guardians.one(work, one)
        assert found is not None
        assert found.reachable is reachable


def thread_of(families: Correspondence) -> Thread:
    school, guardian = families.school, families.guardian("20250102", "母亲", "p")
    return Thread(school.id, school.members["WangFang"], school.students["20250102"], guardian)


class TestNotes:
    def test_a_note_is_sealed_at_rest(self, families: Correspondence, store: Store) -> None:
        thread = thread_of(families)
        with store.writing() as work:
            message = families.message(work)
            notes.save(work, thread, "很清楚", state=NoteState.WAITING, message_id=message.message_id, at=NOON)
        with store.reading() as work:
            stored = work.connection.execute(notes.NOTE.select()).one()
        assert "很清楚".encode() not in stored.sealed_text
        assert families.notes()[0].text == "很清楚"

    def test_a_form_sent_twice_is_one_answer(self, families: Correspondence, store: Store) -> None:
        thread = thread_of(families)
        with store.writing() as work:
            saved = [notes.save_answer(work, thread, "好", client_key=key, at=NOON) for key in ("a", "a", "b")]
        assert [one is not None for one in saved] == [True, False, True]

    def test_of_all_that_never_arrived_only_what_was_offered_is_opened(
        self, families: Correspondence, store: Store
    ) -> None:
        thread = thread_of(families)
        with store.writing() as work:
            message = families.message(work).message_id
            old, one, other = (
                notes.save(work, thread, text, state=NoteState.UNFOLLOWED, message_id=message, at=NOON)
                for text in ("old", "one", "other")
            )
            # Whoever opened it would break.
            never_asked = update(notes.NOTE).where(notes.NOTE.c.id == old.id)
            work.connection.execute(never_asked.values(sealed_text=b"another key"))
            for note in (one, other):
                note_mail.offer(work, note, "WangFang", "?", at=NOON)
        with store.reading() as work:
            found = notes.offered(work, thread.member_id, NOON)
            assert [note.text for note in found] == ["other", "one"]
            assert notes.offered(work, thread.member_id, NOON + timedelta(seconds=1)) == []
            assert notes.offered(work, families.school.members["LiNa"], NOON) == []
