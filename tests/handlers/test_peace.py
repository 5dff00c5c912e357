"""The peace of a family: so many messages a day, quiet at night, and never the same twice."""

from datetime import datetime

import pytest

from duty.people import Kin
from storage.work import Store
from tests.support.correspondence import NIGHT, ZONE, Correspondence

LI = "20250102"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    families = Correspondence.of(store, school_id)
    families.guardian(LI, "母亲", "m")
    return families


def write(families: Correspondence, count: int) -> None:
    for number in range(count):
        families.relay("WangFang", LI, f"第 {number} 条", Kin.MOTHER)


class TestADay:
    def test_brings_five_messages_of_all_the_staff(self, families: Correspondence) -> None:
        write(families, 4)
        assert "30 秒后发出" in families.relay("SunLi", LI, "好", Kin.MOTHER).text
        said = families.relay("WangFang", LI, "还有一件事", Kin.MOTHER).text
        assert said.startswith("今天给李四家里的话已经不少了")
        assert "明早 7:30 发出" in said
        families.later(seconds=30)
        assert len(families.deliver()) == 5
        families.now = datetime(2025, 11, 22, 7, 30, tzinfo=ZONE)
        assert len(families.deliver()) == 1

    def test_is_no_longer_for_a_confirmation(self, families: Correspondence) -> None:
        write(families, 6)
        assert "明早 7:30 发出" in families.confirm("WangFang").text
        families.relay("ChenJie", LI, "校车改到四点", Kin.MOTHER)
        assert "这就发出" in families.confirm("ChenJie").text
        assert families.audited()[-1] == ("ChenJie", "note_urgent")

    def test_does_not_count_what_was_called_back_or_is_of_yesterday(self, families: Correspondence) -> None:
        write(families, 5)
        families.withdraw("WangFang")
        assert "30 秒后发出" in families.relay("WangFang", LI, "好", Kin.MOTHER).text
        families.later(days=1)
        assert "30 秒后发出" in families.relay("WangFang", LI, "早", Kin.MOTHER).text

    def test_does_not_keep_who_wrote_waiting(self, families: Correspondence) -> None:
        write(families, 5)
        families.later(seconds=30)
        families.deliver()
        note = families.notes()[0]
        families.answer(note.thread.guardian_id, note.id, "谢谢")
        assert "30 秒后发出" in families.reply("WangFang", "不客气").text
        families.later(hours=24, minutes=1)
        write(families, 5)
        assert "明早" in families.relay("WangFang", LI, "好", Kin.MOTHER).text

    def test_counts_one_message_to_both_parents_once(self, families: Correspondence) -> None:
        families.guardian(LI, "父亲", "f")
        write(families, 4)
        assert "李四妈妈、李四爸爸：等着发（30 秒后发出）" in families.say("WangFang", "转告 李四父母：好")


class TestTheSameTwice:
    def test_goes_once(self, families: Correspondence) -> None:
        families.relay("WangFang", LI, "明天带伞", Kin.MOTHER)
        families.later(seconds=119)
        assert "12:00 刚写给李四妈妈了" in families.relay("WangFang", LI, "明天带伞", Kin.MOTHER).text
        assert "30 秒后发出" in families.relay("SunLi", LI, "明天带伞", Kin.MOTHER).text
        families.later(seconds=2)
        assert "30 秒后发出" in families.relay("WangFang", LI, "明天带伞", Kin.MOTHER).text

    def test_may_be_written_again_once_it_was_called_back(self, families: Correspondence) -> None:
        families.relay("WangFang", LI, "明天带伞", Kin.MOTHER)
        families.withdraw("WangFang")
        assert "30 秒后发出" in families.relay("WangFang", LI, "明天带伞", Kin.MOTHER).text


class TestWhatCouldNotGoBefore:
    @pytest.fixture
    def offered(self, store: Store, school_id: int) -> Correspondence:
        families = Correspondence.of(store, school_id)
        families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "李四讲题很清楚", Kin.MOTHER)
        families.relay("ChenJie", LI, "校车改到四点", Kin.MOTHER)
        families.now = NIGHT
        families.follow("m")
        return families

    def test_waits_for_the_morning_too(self, offered: Correspondence) -> None:
        assert offered.confirm("WangFang").text == "好的，给李四妈妈的话明早 7:30 发出。"
        assert offered.deliver() == []
        offered.now = datetime(2025, 11, 22, 7, 30, tzinfo=ZONE)
        assert "m" in [to for to, _ in offered.deliver()]

    def test_goes_at_once_for_a_leader(self, offered: Correspondence) -> None:
        assert "这就发出" in offered.confirm("ChenJie").text
        assert [to for to, _ in offered.deliver()] == ["m"]
        assert offered.audited()[-1] == ("ChenJie", "note_urgent")
