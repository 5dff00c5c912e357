"""The text of consent and its version, and what the pages say around it."""

import hashlib

from duty.consent import VERSION
from language.say import consent, note_words, pages_parent

# Whoever changes a word of the text gives it a new version, so that it is asked for anew.
DIGESTS = {"1": "d4687c875b688d9b"}


def test_each_text_is_a_version_of_its_own() -> None:
    text = "\n".join((consent.QUESTION, *consent.TEXT, consent.AGREE, consent.NOT_NOW))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == DIGESTS[VERSION]


def test_no_word_to_a_family_labels_a_child() -> None:
    said = (
        *(consent.QUESTION, *consent.TEXT, consent.AGREED, consent.REFUSED, consent.WITHDRAWN, consent.NOTHING_YET),
        consent.WITHDRAW_MEANS,
        consent.request("李四妈妈", "青山中学", "https://school.example/p/x"),
        pages_parent.good_news("李四"),
    )
    assert [text for text in said if note_words.labels_in(text)] == []


def test_the_request_says_who_asks_and_where_to_answer() -> None:
    text = consent.request("李四妈妈", "青山中学", "https://school.example/p/x")
    assert text.startswith("李四妈妈好：青山中学的老师")
    assert text.endswith('<a href="https://school.example/p/x">看一看，再点「同意」或「先不用」</a>')


def test_a_writer_reads_what_became_of_the_note() -> None:
    said = [
        consent.asked_first("李四妈妈"),
        consent.ask_by_hand("李四妈妈", "https://x"),
        *consent.ask_by_hand_card("李四妈妈"),
        consent.cannot_ask("李四妈妈"),
        consent.said_no("李四妈妈"),
        consent.still_kept("李四妈妈"),
        consent.agreed_now("李四妈妈", "讲题很清楚"),
    ]
    assert all("李四妈妈" in text for text in said)
    assert "「确认」" in said[-1]
