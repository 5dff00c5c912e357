"""What is written at the edge of the night goes by the school's own hours, and the answer says so."""

from datetime import datetime

import pytest

from duty.alarm import AlarmTap
from duty.people import Kin
from handlers.home_words import Answered
from storage.work import Store
from tests.handlers.test_held_notes import family, write
from tests.handlers.test_notes import LI
from tests.handlers.test_watching import answered, noted
from tests.support.correspondence import ZONE, Correspondence
from tests.support.small_school import SmallSchool, keep_hours

__all__ = ["family"]
EARLY = {"quiet_from": "18:00", "quiet_until": "06:45"}
# The time of those tests is 23:00; a school that is awake until midnight.
AWAKE = {"quiet_from": "00:00", "quiet_until": "07:30"}


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    found = Correspondence.of(store, school_id)
    keep_hours(store, school_id, **EARLY)
    return found


@pytest.mark.parametrize(("clock", "waits"), [((17, 59, 0), False), ((17, 59, 45), True), ((19, 0, 0), True)])
def test_a_note_waits_for_the_morning_of_the_school(
    families: Correspondence, clock: tuple[int, int, int], waits: bool
) -> None:
    families.now = datetime(2025, 11, 21, *clock, tzinfo=ZONE)
    families.guardian(LI, "母亲", "li_mother")
    said = families.relay("WangFang", LI, "好", Kin.MOTHER).text
    assert ("明早 6:45 发出" in said) is waits
    assert ("30 秒后发出" in said) is not waits


def test_a_parent_s_answer_of_the_evening_is_read_in_the_morning(families: Correspondence) -> None:
    guardian = families.guardian(LI, "母亲", "li_mother")
    families.relay("WangFang", LI, "好", Kin.MOTHER)
    families.later(seconds=30)
    families.deliver()
    note = families.notes()[0].id
    families.now = datetime(2025, 11, 21, 17, 59, tzinfo=ZONE)
    assert families.answer(guardian, note, "好") is Answered.SAVED
    families.later(minutes=1)
    assert families.answer(guardian, note, "谢谢") is Answered.SAVED_FOR_MORNING


def test_a_note_that_was_held_goes_by_the_school_s_night(
    store: Store, school: SmallSchool, family: dict[str, int]
) -> None:
    keep_hours(store, school.id, **AWAKE)
    case = write(store, school, "孩子说不想活了")
    case.tap("ChenJie", AlarmTap.TAKE)
    said = str(case.say("ChenJie", "放行", minutes=2))
    assert "发出" in said
    assert "明早" not in said


def test_the_counsellor_is_asked_at_once_where_it_is_not_night_yet(store: Store, school: SmallSchool) -> None:
    keep_hours(store, school.id, **AWAKE)
    noted(store, school)
    assert str(answered(store, "请")).startswith("好的，这就请心理高老师")
