"""The inbox: what a message was answered, found again when it is repeated."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from duty.messages import Button, ButtonCard
from storage import inbox
from storage.inbox import CARD, INBOX, Answer, Arrival, Handled, InboxState, Key
from storage.work import Store

NOW = datetime(2025, 11, 21, 4, 10, tzinfo=UTC)
PLAIN = ButtonCard("r-1", "title", "text", (Button("done", "OK", main=True),))


def answered(store: Store, name: str, answer: Answer) -> Key:
    key = (1, name)
    with store.writing() as work:
        row_id = inbox.accept(work, [Arrival(key, "WangFang", "Tap", NOW, NOW, "<xml/>")])[key]
        inbox.finish(work, [Handled(row_id, InboxState.ANSWERED, answer)])
    return key


def test_a_repeat_finds_the_answer_as_it_was_given(store: Store, school_id: int) -> None:
    answers = {answered(store, name, one): one for name, one in (("a", Answer("好")), ("b", Answer(None, PLAIN)))}
    with store.reading() as work:
        assert inbox.stored_answers(work, [*answers, (1, "never seen")]) == answers


@pytest.mark.parametrize(
    "card",
    [{}, [], "text", {"buttons": {}}, {"buttons": {"of": "tomorrow"}}, {"vote": {"options": 7}}, {"link": {"x": 1}}],
    ids=str,
)
def test_a_card_of_another_version_keeps_nobody_elses_answer_back(store: Store, school_id: int, card: object) -> None:
    known, strange = answered(store, "a", Answer("好")), answered(store, "b", Answer(None, PLAIN))
    with store.writing() as work:
        sealed = work.vault.seal_json(card, CARD)
        work.connection.execute(update(INBOX).where(INBOX.c.dedup_key == strange[1]).values(sealed_card=sealed))
    with store.reading() as work:
        assert inbox.stored_answers(work, [strange, known]) == {known: Answer("好")}
