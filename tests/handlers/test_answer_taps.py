"""Taps under a family's words, and what is typed instead: settled once, recorded once, by whom it concerns."""

from datetime import date
from threading import Thread

import pytest
from sqlalchemy import update

from duty.commands import RecordDeed
from duty.kinds import Kind
from duty.messages import ButtonCard, Card
from duty.unanswered import AnswerTap
from handlers.cards import tap
from handlers.context import Moment
from handlers.deeds import record_deed
from handlers.inbound_events import CardClicked
from storage import deeds, unanswered
from storage.people import PAIRING, roster_changed
from storage.work import Store
from tests.support.answering import LI, Home

QUESTION = "周五我能来学校吗？"


@pytest.fixture
def home(store: Store, school_id: int) -> Home:
    one = Home.of(store, school_id)
    one.at("2025-11-21 13:00")
    one.says(QUESTION)
    one.hears()
    return one


def text(card: Card | None) -> str:
    assert isinstance(card, ButtonCard)
    return f"{card.title}\n{card.text}\n{'、'.join(button.text for button in card.buttons)}\n{card.done}"


def leave(home: Home) -> None:
    """Li Si is no longer Wang's."""
    families = home.families
    with families.store.writing() as work:
        theirs = update(PAIRING).where(PAIRING.c.student_id == families.school.students[LI])
        work.connection.execute(theirs.values(end=date(2025, 11, 20)))
        roster_changed(work, families.school.id)


def test_answered_on_the_phone_asks_whether_it_counts(home: Home) -> None:
    asked = text(home.taps("WangFang", AnswerTap.PHONED))
    assert "要算一次联系家长吗？" in asked
    assert "记上、不用" in asked
    assert home.closed() == ["phone"]
    assert home.deeds() == []
    assert "记好了：李四，联系家长，今天（11月21日）" in text(home.taps("WangFang", AnswerTap.CALLED))
    wang = home.families.school.members["WangFang"]
    assert home.deeds() == [(wang, "contact", "phone", "2025-11-21")]


def test_a_call_need_not_count(home: Home) -> None:
    home.taps("WangFang", AnswerTap.PHONED)
    assert text(home.taps("WangFang", AnswerTap.NEITHER)).endswith("好了")
    assert home.deeds() == []
    assert home.closed() == ["phone"]


def test_no_need_closes_and_is_audited_once(home: Home) -> None:
    for _ in range(2):
        assert "李四妈妈：不用回" in text(home.taps("WangFang", AnswerTap.NO_NEED))
    assert home.closed() == ["no_need"]
    assert [one for one in home.families.audited() if one[1] == "note_closed"] == [("WangFang", "note_closed")]


def test_an_exchange_becomes_a_contact_of_its_day_by_one_tap_and_still_waits(home: Home) -> None:
    home.at("2025-11-24 09:00")
    for said in ("记好了：李四，联系家长，11月21日（周五）", "已经记过"):
        card = text(home.taps("WangFang", AnswerTap.CONTACT))
        assert said in card
        assert "李四妈妈的话还等着您" in card
    assert [one[1:] for one in home.deeds()] == [("contact", "online", "2025-11-21")]
    assert home.closed() == [""]


def test_a_contact_of_the_day_that_was_told_is_not_recorded_twice(home: Home) -> None:
    families = home.families
    with families.store.writing() as work:
        sender, moment = families.sender(work, "WangFang"), families.message(work)
        told = RecordDeed(Kind.CONTACT, (families.school.students[LI],), date(2025, 11, 21))
        record_deed(told, sender, work, moment)
    assert "联系家长已经记过，没有重复记" in text(home.taps("WangFang", AnswerTap.CONTACT))
    assert len(home.deeds()) == 1


def test_what_was_taken_back_is_not_recorded_again(home: Home) -> None:
    home.taps("WangFang", AnswerTap.CONTACT)
    with home.families.store.writing() as work:
        [deed] = deeds.of_task(work, f"contact-{home.families.notes()[-1].id}")
        deeds.revoke(work, [deed.id], home.families.now)
    assert "撤销过，没有再记" in text(home.taps("WangFang", AnswerTap.CONTACT))
    assert home.deeds() == []


def test_after_the_exchange_counted_a_call_is_not_asked_about(home: Home) -> None:
    home.taps("WangFang", AnswerTap.CONTACT)
    assert "算一次" not in text(home.taps("WangFang", AnswerTap.PHONED))
    home.taps("WangFang", AnswerTap.CALLED)
    assert len(home.deeds()) == 1


def test_without_an_exchange_no_contact_is_offered(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    home.at("2025-12-12 13:00")
    home.says(QUESTION)
    home.hears()
    assert "记联系家长" not in text(home.card("WangFang"))
    home.families.reply("WangFang", "好的，来吧")
    home.families.later(seconds=30)
    home.families.deliver()
    home.says("谢谢，那他的作业呢", key="second")
    home.hears()
    assert "记联系家长" in text(home.card("WangFang"))


def test_somebody_elses_card_does_nothing(home: Home) -> None:
    assert home.taps("SunLi", AnswerTap.NO_NEED, home.card("WangFang").task_id) is None
    assert home.taps("WangFang", AnswerTap.NO_NEED, "w-1-unknown") is None
    assert home.taps("WangFang", "nonsense") is None
    assert home.closed() == [""]


def test_a_reader_who_has_the_child_no_more_settles_nothing(home: Home) -> None:
    leave(home)
    for key in AnswerTap:
        assert "这次没有动" in text(home.taps("WangFang", key))
    assert home.closed() == [""]
    assert home.deeds() == []


def test_a_tap_settles_what_the_same_guardian_wrote_before_but_not_since(home: Home) -> None:
    task = home.card("WangFang").task_id
    home.says("他的药什么时候吃", key="second")
    home.says("还有饭卡", key="third")
    home.hears()
    home.taps("WangFang", AnswerTap.NO_NEED, task)
    assert home.closed() == ["no_need", "", ""]
    home.taps("WangFang", AnswerTap.PHONED)
    assert home.closed() == ["no_need", "phone", "phone"]


def test_taps_at_the_same_moment_record_once(home: Home) -> None:
    families, store = home.families, home.families.store
    clicked = CardClicked(AnswerTap.CONTACT, home.card("WangFang").task_id, "button_interaction", "code", ())

    def once(moment: Moment) -> None:
        with store.writing() as work:
            tap(clicked, families.sender(work, "WangFang"), work, moment)

    moments = []
    for _ in range(4):
        with store.writing() as work:
            moments.append(families.message(work))
    taps = [Thread(target=once, args=(moment,)) for moment in moments]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert len(home.deeds()) == 1


def test_courtesy_waits_for_nothing_and_a_danger_gets_no_card(store: Store, school_id: int) -> None:
    home = Home.of(store, school_id)
    home.says("好的，谢谢老师")
    home.says("好的，那他的药什么时候吃", key="second")
    home.says("他说不想活了", key="third")
    assert home.closed() == ["courtesy", "", ""]
    sent = home.hears()
    assert [to for to, _ in sent].count("WangFang") == 3
    assert any(body.startswith("急事，请现在就看。") for _, body in sent)


def test_a_colleague_who_answered_elsewhere_stops_the_waiting(home: Home) -> None:
    with home.families.store.writing() as work:
        assert unanswered.answered_by_person(work, home.guardian, home.families.now, "service") == 1
        assert unanswered.answered_by_person(work, home.guardian, home.families.now, "service") == 0
    home.families.later(minutes=1)
    home.says("还有一件事", key="second")
    assert home.closed() == ["service", ""]


class TestTyped:
    def test_the_only_one_that_waits_is_meant(self, home: Home) -> None:
        number = home.families.notes()[-1].id
        assert home.types("WangFang", "电话回了") == (
            f"好的，#{number} 李四妈妈的话不再提醒了。要记一次联系家长，发「已联系家长 李四」。"
        )
        assert home.closed() == ["phone"]
        assert home.types("WangFang", "电话回了") is None

    def test_behind_a_question_only_a_number_is_meant(self, home: Home) -> None:
        number = home.families.notes()[-1].id
        assert home.types("WangFang", "不用回", waiting=True) is None
        assert home.types("WangFang", f"#{number} 不用回", waiting=True) == f"好的，#{number} 李四妈妈的话不再提醒了。"
        assert home.closed() == ["no_need"]

    def test_of_several_it_is_asked_which(self, home: Home) -> None:
        families = home.families
        father = families.guardian("20250101", "父亲", "f")
        families.relay("WangFang", "20250101", "张三今天很好")
        families.later(seconds=30)
        families.deliver()
        families.answer(father, families.notes()[-1].id, "他在校吃饭吗")
        asked = home.types("WangFang", "不用回")
        assert asked is not None
        assert "李四妈妈" in asked
        assert "张三爸爸" in asked
        assert home.closed() == ["", ""]

    def test_nobody_settles_what_others_read(self, home: Home) -> None:
        number = home.families.notes()[-1].id
        assert home.types("SunLi", "不用回") is None
        assert home.types("SunLi", f"不用回 #{number}") == f"您这儿没有等着回的 #{number}，所以没有动。"
        assert home.types("WangFang", "我去吃饭了") is None
        leave(home)
        assert home.types("WangFang", "不用回") is None
        assert home.closed() == [""]
