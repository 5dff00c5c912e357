"""What a chat waits for outlives a restart unchanged, and what another version wrote breaks nothing."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import (
    CouldNot,
    MakeUp,
    NameDeputy,
    RecordDeed,
    RecordSeveral,
    ShowStudent,
    Undo,
)
from duty.hearing import Confirm, WhichDay, WhichDeputy, WhichGuardian, WhichKind, WhichStudent
from duty.kinds import Kind
from duty.people import Kin
from duty.relaying import Relay, ReplyToParent
from duty.repeats import SameDeed
from handlers.pending import Pages, Waiting, from_json, to_json

DEED = RecordDeed(
    Kind.HOME_VISIT,
    (1, 2),
    date(2026, 11, 20),
    note="“想家”\n😢",
    unresolved=("赵六",),
    makes_up=MakeUp(date(2026, 11, 20)),
    topic="棉被",
    within=(date(2026, 11, 16), date(2026, 11, 22)),
    done_by="小助手",
)


@pytest.mark.parametrize(
    "waiting",
    [
        Pages(("第二页", "第三页")),
        Confirm(DEED),
        Confirm(RecordSeveral((DEED, DEED), (CouldNot((3,), None, "下雨"),))),
        Confirm(Undo(7, (1,), Kind.TALK)),
        WhichStudent(RecordSeveral((DEED,)), ((3, 4), (5, 6)), doubt=True, places=(0, 0), similar="章三"),
        WhichStudent(ShowStudent(0), ((3, 4),)),
        WhichStudent(Relay(0, Kin.MOTHER, "讲题讲得很清楚"), ((3, 4),)),
        WhichDay(DEED, (date(2026, 11, 18),)),
        WhichKind(DEED, (Kind.TALK, Kind.HELP)),
        WhichGuardian(Relay(1, None, "明天带伞"), (7, 8)),
        WhichGuardian(ReplyToParent("好的"), (7, 8)),
        WhichDeputy(NameDeputy("李老师", student_ids=(1,)), (7, 8), ("李梅", "李明")),
        SameDeed((DEED,)),
    ],
)
def test_there_and_back(waiting: Waiting) -> None:
    assert from_json(json.loads(json.dumps(to_json(waiting)))) == waiting


@given(st.from_type(Waiting))  # type: ignore[arg-type]
@settings(max_examples=200, deadline=None)
def test_whatever_can_be_asked_comes_back_as_it_was(waiting: Waiting) -> None:
    assert from_json(json.loads(json.dumps(to_json(waiting)))) == waiting


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["is", "then", "groups"]), inner),
    max_leaves=8,
)


@given(JSON)
@settings(max_examples=200, deadline=None)
def test_no_stored_value_breaks_a_chat(stored: object) -> None:
    assert from_json(stored) is None


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"confirm": {"command": "ShowStudent", "student_id": 1}},
        {"which": [[1]], "then": {"command": "Undo", "message_id": 1}},
        {"is": "Confirm", "command": {"is": "ShowStudent", "student_id": 1}},
        {"is": "Confirm", "command": {"is": "RecordDeed", "kind": "talk"}},
        {"is": "Confirm", "command": {"is": "Undo", "message_id": 1, "why": "later"}},
        {"is": "Confirm", "command": {"is": "Undo", "message_id": True}},
        {"is": "WhichStudent", "then": {"is": "Undo"}, "groups": [[1]]},
        {"is": "WhichStudent", "then": {"is": "ShowStudent", "student_id": 0}, "groups": [1]},
        {"is": "WhichDay", "then": {"is": "CouldNot", "student_ids": []}, "days": ["someday"]},
        {"is": "WhichKind", "then": to_json(Confirm(DEED))["command"], "kinds": ["riddle"]},
        {"is": "WhichDay", "then": to_json(Confirm(DEED))["command"], "days": [7]},
        {"is": "Confirm", "command": {**to_json(Confirm(DEED))["command"], "within": ["2026-11-20"]}},
    ],
)
def test_what_another_version_waited_for_is_forgotten(stored: object) -> None:
    assert from_json(stored) is None


def test_what_an_older_version_did_not_know_takes_its_default() -> None:
    stored = {"is": "Confirm", "command": {"is": "RecordDeed", "kind": "talk", "student_ids": [1]}}
    stored["command"]["happened_on"] = "2026-11-20"  # type: ignore[index]
    assert from_json(stored) == Confirm(RecordDeed(Kind.TALK, (1,), date(2026, 11, 20)))
