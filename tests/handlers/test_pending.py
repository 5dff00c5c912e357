"""What a chat waits for outlives a restart unchanged."""

import json
from dataclasses import replace
from datetime import date

import pytest

from duty.commands import CouldNot, MakeUp, Postpone, RecordDeed, Relay, ReplyToParent, ShowStudent, Undo
from duty.hearing import Choice, Confirm, WhichGuardian, WhichStudent
from duty.kinds import Kind
from duty.people import Kin
from duty.policy import Per
from handlers.answers import resolve
from handlers.pending import Pages, Waiting, from_json, to_json
from handlers.reply import Reply

DEED = RecordDeed(Kind.HOME_VISIT, (1, 2), date(2026, 11, 20), note="“想家”\n😢", unresolved=("赵六",), more=True)


@pytest.mark.parametrize(
    "waiting",
    [
        Pages(("第二页", "第三页")),
        Confirm(DEED),
        Confirm(replace(DEED, makes_up=MakeUp(date(2026, 11, 20), Per.TERM, 1))),
        WhichStudent(replace(DEED, makes_up=MakeUp(date(2026, 11, 20))), ((3, 4),)),
        Confirm(Undo(7)),
        WhichStudent(DEED, ((3, 4), (5, 6)), doubt=True),
        WhichStudent(ShowStudent(0), ((3, 4),)),
        WhichStudent(Relay(0, Kin.MOTHER, "讲题讲得很清楚"), ((3, 4),)),
        WhichStudent(Postpone((1,), date(2026, 11, 27), Kind.TALK), ((3, 4),)),
        WhichStudent(CouldNot((), None, "家里没人"), ((3, 4),)),
        WhichGuardian(Relay(1, None, "明天带伞"), (7, 8)),
        WhichGuardian(ReplyToParent("好的"), (7, 8)),
    ],
)
def test_there_and_back(waiting: Waiting) -> None:
    assert from_json(json.loads(json.dumps(to_json(waiting)))) == waiting


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"riddle": 1},
        {"confirm": {"command": "ShowStudent", "student_id": 1}},
        {"which": [[1]], "then": {"command": "Undo", "message_id": 1}},
        {"confirm": {"command": "Fly"}},
        {"confirm": {"command": "RecordDeed", "kind": "talk"}},
        {
            "confirm": {
                "command": "RecordDeed",
                "kind": "talk",
                "student_ids": [1],
                "happened_on": "2026-11-20",
                "makes_up": {"said_on": "2026-11-20", "per": "moon", "ago": 1},
            }
        },
        {"confirm": {"command": "Undo", "message_id": 1, "why": "later"}},
        {"guardians": [1], "then": {"command": "Undo", "message_id": 1}},
        {"which": [[1]], "then": {"command": "Postpone", "student_ids": [1], "until": "someday", "kind": None}},
    ],
)
def test_what_another_version_waited_for_is_forgotten(stored: dict[str, object]) -> None:
    assert from_json(stored) is None


def test_two_shared_names_are_asked_one_after_the_other() -> None:
    for doubt in (False, True):
        first = resolve(WhichStudent(DEED, ((3, 4), (5, 6)), doubt), Choice(2))
        assert isinstance(first, WhichStudent)
        assert first.groups == ((5, 6),)
        second = resolve(first, Choice(1))
        chosen = second.command if isinstance(second, Confirm) else second
        assert isinstance(second, Confirm) == doubt
        assert isinstance(chosen, RecordDeed)
        assert chosen.student_ids == (1, 2, 4, 5)


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_number_that_stands_for_nothing_asks_again(number: int) -> None:
    for question in (Confirm(DEED), WhichStudent(DEED, ((3, 4),))):
        again = resolve(question, Choice(number))
        assert isinstance(again, Reply)
        assert again.question == question
