"""The table of what can be said: every word and every example means what the table says."""

import pytest

from duty.commands import (
    CouldNot,
    EndLeave,
    NextPage,
    Postpone,
    RecordDeed,
    ShowGaps,
    ShowHelp,
    ShowLedger,
    ShowProgress,
    ShowRecording,
    ShowRelaying,
    ShowStudent,
    ShowTodo,
    TakeLeave,
    TellEvent,
    Undo,
)
from duty.family_links import RenewLink, ShowFamilyLinks
from duty.hearing import Confirm, Heard
from duty.kinds import Kind
from duty.reach import ShowReach
from duty.relaying import Relay, ReplyToParent, SendNow, ShowLetters
from language.hear import GRAMMAR, Ask, Entry
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

WORDS = [(entry.means, word) for entry in GRAMMAR for word in entry.words]


ALONE = [(entry.means, word) for entry in GRAMMAR for word in entry.alone]
SAID_FIRST = {
    Ask.RELAY: "{} 许知远妈妈 明天带伞",
    Ask.REPLY: "{} 家长：明天带伞",
    Ask.GOOD_NEWS: "{} 许知远 今天主动举手了",
    Ask.POSTPONE: "{} 许知远 到 下周三",
    Ask.COULD_NOT: "{} 许知远 家访",
    Ask.MAKE_UP: "{} 许知远 谈心",
    Ask.LEAVE: "{} 12月1日到2027年1月15日 李老师代",
    Ask.EVENT: "{} 许知远 住院",
    Ask.RENEW_LINK: "{} 许知远妈妈",
}
FIRST = [(entry.means, word) for entry in GRAMMAR for word in entry.first]
ASKS: dict[type, Ask] = {
    ShowTodo: Ask.TODO,
    ShowStudent: Ask.STUDENT,
    Undo: Ask.UNDO,
    ShowHelp: Ask.HELP,
    NextPage: Ask.NEXT,
    ShowRecording: Ask.RECORDING,
    Relay: Ask.RELAY,
    ReplyToParent: Ask.REPLY,
    SendNow: Ask.SEND,
    ShowRelaying: Ask.RELAYING,
    Postpone: Ask.POSTPONE,
    CouldNot: Ask.COULD_NOT,
    TakeLeave: Ask.LEAVE,
    EndLeave: Ask.BACK,
    TellEvent: Ask.EVENT,
    ShowProgress: Ask.PROGRESS,
    ShowGaps: Ask.GAPS,
    ShowLedger: Ask.LEDGER,
    ShowFamilyLinks: Ask.FAMILY_LINKS,
    RenewLink: Ask.RENEW_LINK,
    ShowLetters: Ask.LETTERS,
    ShowReach: Ask.REACH,
}


def means(heard: Heard) -> Kind | Ask | None:
    if isinstance(heard, RecordDeed):
        return Ask.MAKE_UP if heard.makes_up else heard.kind
    if isinstance(heard, Relay) and heard.progress:
        return Ask.GOOD_NEWS
    return ASKS.get(type(heard))


def test_each_kind_and_each_question_has_one_entry() -> None:
    assert sorted(entry.means for entry in GRAMMAR) == sorted([*Kind, *Ask])


def test_no_word_has_two_meanings_in_one_place() -> None:
    for table in (WORDS, FIRST, ALONE):
        assert len({word for _, word in table}) == len(table)


@pytest.mark.parametrize(("ask", "word"), [(ask, word) for ask, word in FIRST if isinstance(ask, Ask)])
def test_each_word_that_begins_a_request_asks_there(ask: Ask, word: str) -> None:
    assert means(by_steps(SAID_FIRST[ask].format(word), TODAY, CARE)) is ask


@pytest.mark.parametrize(("ask", "word"), ALONE)
def test_each_word_that_is_a_whole_request_asks_alone(ask: Ask, word: str) -> None:
    assert means(by_steps(word, TODAY, CARE)) is ask


@pytest.mark.parametrize("entry", GRAMMAR, ids=lambda entry: str(entry.means))
def test_an_example_means_what_it_stands_for(entry: Entry) -> None:
    assert means(by_steps(entry.example, TODAY, care_for("张三", "李四", "王五"))) is entry.means


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, word in WORDS if isinstance(kind, Kind)])
def test_each_word_for_a_deed_records_with_已(kind: Kind, word: str) -> None:
    record = RecordDeed(kind, ids("许知远"), TODAY)
    assert by_steps(f"已{word} 许知远", TODAY, CARE) == record
    assert by_steps(f"许知远已{word}", TODAY, CARE) in (record, Confirm(record))


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, word in WORDS if isinstance(kind, Kind)])
def test_each_bare_word_for_a_deed_records_or_is_confirmed(kind: Kind, word: str) -> None:
    record = RecordDeed(kind, ids("许知远"), TODAY)
    assert by_steps(f"{word} 许知远", TODAY, CARE) in (record, Confirm(record))


@pytest.mark.parametrize(("ask", "word"), [(ask, word) for ask, word in WORDS if isinstance(ask, Ask)])
def test_each_word_for_a_question_asks(ask: Ask, word: str) -> None:
    assert means(by_steps(f"{word} 许知远" if ask is Ask.STUDENT else word, TODAY, CARE)) is ask


def test_nothing_that_is_asked_has_the_value_of_a_kind() -> None:
    """Both are strings: equal ones would be one key in every table."""
    assert {ask.value for ask in Ask} & {kind.value for kind in Kind} == set()
