"""The table of what can be said: every word and every example means what the table says."""

import pytest

from duty.commands import NextPage, RecordDeed, ShowHelp, ShowStudent, ShowTodo, Undo
from duty.hearing import Confirm, Heard
from duty.kinds import Kind
from language.hear import GRAMMAR, Ask, Entry, hear
from tests.language.hear.classroom import CARE, TODAY, care_for, ids

WORDS = [(entry.means, word) for entry in GRAMMAR for word in entry.words]


def means(heard: Heard) -> Kind | Ask | None:
    asks = {ShowTodo: Ask.TODO, ShowStudent: Ask.STUDENT, Undo: Ask.UNDO, ShowHelp: Ask.HELP, NextPage: Ask.NEXT}
    return heard.kind if isinstance(heard, RecordDeed) else asks.get(type(heard))


def test_each_kind_and_each_question_has_one_entry() -> None:
    assert sorted(entry.means for entry in GRAMMAR) == sorted([*Kind, *Ask])


def test_no_word_has_two_meanings() -> None:
    assert len({word for _, word in WORDS}) == len(WORDS)


@pytest.mark.parametrize("entry", GRAMMAR, ids=lambda entry: str(entry.means))
def test_an_example_means_what_it_stands_for(entry: Entry) -> None:
    assert means(hear(entry.example, TODAY, care_for("张三", "李四", "王五"))) is entry.means


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, word in WORDS if isinstance(kind, Kind)])
def test_each_word_for_a_deed_records_with_已(kind: Kind, word: str) -> None:
    record = RecordDeed(kind, ids("许知远"), TODAY)
    assert hear(f"已{word} 许知远", TODAY, CARE) == record
    assert hear(f"许知远已{word}", TODAY, CARE) in (record, Confirm(record))


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, word in WORDS if isinstance(kind, Kind)])
def test_each_bare_word_for_a_deed_records_or_is_confirmed(kind: Kind, word: str) -> None:
    record = RecordDeed(kind, ids("许知远"), TODAY)
    assert hear(f"{word} 许知远", TODAY, CARE) in (record, Confirm(record))


@pytest.mark.parametrize(("ask", "word"), [(ask, word) for ask, word in WORDS if isinstance(ask, Ask)])
def test_each_word_for_a_question_asks(ask: Ask, word: str) -> None:
    assert means(hear(f"{word} 许知远" if ask is Ask.STUDENT else word, TODAY, CARE)) is ask


def test_nothing_that_is_asked_has_the_value_of_a_kind() -> None:
    """Both are strings: equal ones would be one key in every table."""
    assert {ask.value for ask in Ask} & {kind.value for kind in Kind} == set()
