"""The messages of a run are all different, and a wrong answer to one is noticed."""

from datetime import date

import pytest

from bench.echoes import echo
from bench.measure import Mail
from bench.messages import PATH, Message, is_right
from bench.school import MENTEES, MENTORS, child_name, count_deeds, found_school, said
from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.people import Child
from language.hear import Care, hear
from storage.people import load_school
from storage.schools import default_school
from storage.work import Store
from tests.support.platform import Seal

TODAY = date(2025, 11, 21)
AT = 1_763_697_600


def sent_to_echo(message: Message) -> bytes:
    """What a bare echo answers to the bytes on the wire."""
    head, _, body = message.wire.partition(b"\r\n\r\n")
    target = head.split(b" ")[1].decode()
    assert target.startswith(f"{PATH}?")
    query = dict(pair.split("=") for pair in target.partition("?")[2].split("&"))
    return echo(body, query["msg_signature"], query["timestamp"], query["nonce"]).encode()


def test_no_message_is_given_out_twice() -> None:
    mail = Mail(AT)
    wires = [message.wire for _ in range(3) for message in mail.take(20)]
    assert len(set(wires)) == 60


def test_messages_go_round_all_mentors_and_all_their_children() -> None:
    everything = [said(number) for number in range(MENTORS * MENTEES)]
    assert len({(one.user_id, one.child) for one in everything}) == MENTORS * MENTEES
    assert len({one.user_id for one in everything[:MENTORS]}) == MENTORS


@pytest.mark.parametrize("number", [0, 1, MENTORS, 1234, 99_999])
def test_each_message_is_understood_as_a_talk_with_the_child(number: int) -> None:
    mentor, child = number % MENTORS, number // MENTORS % MENTEES
    mentees = [Child(index, str(index), child_name(mentor, index), "", "") for index in range(MENTEES)]
    heard = hear(said(number).text, TODAY, Care.of(mentees))
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids, heard.happened_on) == (Kind.TALK, (child,), TODAY)
    assert str(number) in heard.note


def test_the_answer_of_an_echo_is_right_for_its_own_message_only() -> None:
    first, second = Mail(AT).take(2)
    assert is_right(first, sent_to_echo(first))
    assert not is_right(second, sent_to_echo(first))


@pytest.mark.parametrize(
    "body",
    [b"", b"sorry", Seal(token="another").envelope("eA=="), b"<xml><Encrypt><![CDATA[!]]></Encrypt></xml>"],
    ids=["empty", "not sealed", "not signed", "not even that"],
)
def test_what_does_not_open_is_wrong(body: bytes) -> None:
    assert not is_right(Mail(AT).take(1)[0], body)


def test_every_mentor_has_their_children_in_care(store: Store) -> None:
    found_school(store, TODAY)
    with store.reading() as work:
        found = load_school(work, default_school(work) or 0)
    assert len(found.members) == MENTORS
    for member in found.members.values():
        names = {child.name for child in found.in_care_of(member, TODAY)}
        mentor = int(member.user_id.removeprefix("Mentor"))
        assert names == {child_name(mentor, child) for child in range(MENTEES)}
    assert count_deeds(store) == 0
