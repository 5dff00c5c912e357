"""A tap on a reminder records exactly what was ticked, once, for the day that the card says."""

import pytest

from duty.messages import ButtonCard, Card, VoteCard
from duty.reminders import Tap
from storage.work import Store
from tests.handlers.teacher import Teacher, snoozes
from tests.support.small_school import SmallSchool

ZHANG_SAN, LI_SI, ZHOU = "20250101", "20250102", "20250103"


def done_card(card: Card | None) -> Card:
    assert card is not None
    assert card.done
    assert len(card.title) <= 36
    assert len(card.text) <= 160
    return card


def checked(card: Card | None) -> list[str]:
    assert isinstance(card, VoteCard)
    return [option.text for option in card.options if option.checked]


def test_the_ticked_are_recorded_for_the_day_of_the_tap(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    card = done_card(wang.tap("2025-11-24", "1", "3"))
    assert wang.deeds() == [
        (ZHANG_SAN, "talk", "2025-11-24", "2025-11-24", False),
        (ZHOU, "talk", "2025-11-24", "2025-11-24", False),
    ]
    assert card.title == "记好了"
    assert card.text == (
        "记好了：张三、周一诺，谈心，今天（11月24日）。记错了回「撤销」；是别的日子，撤销后发「昨天已谈心」加名字。"
    )
    assert checked(card) == ["张三", "周一诺"]


@pytest.mark.parametrize("again", ["2025-11-21", "2025-11-25"])
def test_the_same_tap_again_records_nothing_more_and_says_the_same_day(wang: Teacher, again: str) -> None:
    wang.reminded("2025-11-21")
    first = done_card(wang.tap("2025-11-21", "1"))
    second = done_card(wang.tap(again, "1"))
    assert len(wang.deeds()) == 1
    assert checked(first) == checked(second) == ["张三"]
    assert "11月21日" in second.text


def test_a_further_tick_on_the_same_card_is_added(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    wang.tap("2025-11-21", "1")
    assert checked(wang.tap("2025-11-21", "2")) == ["张三", "李四"]
    assert [line[0] for line in wang.deeds()] == [ZHANG_SAN, LI_SI]


@pytest.mark.parametrize(
    ("day", "counts_for", "says"),
    [
        ("2025-11-28", "2025-11-28", "记好了：张三，谈心，今天（11月28日）。记错了"),
        ("2025-12-02", "2025-11-30", "张三补的是上个月的。"),
        ("2025-12-07", "2025-11-30", "张三补的是上个月的。"),
        ("2025-12-08", "2025-12-08", "张三补记的日子过了，只算在当天。"),
    ],
)
def test_a_tap_fills_the_window_as_long_as_it_can_be_made_up(
    wang: Teacher, day: str, counts_for: str, says: str
) -> None:
    wang.reminded("2025-11-28")
    card = done_card(wang.tap(day, "1"))
    assert says in card.text
    assert wang.deeds() == [(ZHANG_SAN, "talk", day, counts_for, False)]


def test_nothing_ticked_leaves_the_card_open(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    for options in ((), ("77", "'; DROP TABLE deed; --")):
        card = wang.tap("2025-11-21", *options)
        assert isinstance(card, VoteCard)
        assert (card.done, checked(card)) == ("", [])
        assert len(card.options) == 3
    assert wang.deeds() == []
    done_card(wang.tap("2025-11-21", "1", "77"))
    assert len(wang.deeds()) == 1


def test_another_s_card_and_an_unknown_one_do_nothing(wang: Teacher, store: Store, school: SmallSchool) -> None:
    wang.reminded("2025-11-21")
    other = Teacher(store, school, "ChenJie")
    assert other.tap("2025-11-21", "1", task=wang.task()) is None
    assert wang.tap("2025-11-21", "1", task="r-1-20251121-00000000") is None
    assert wang.tap("2025-11-21", "1", key="something") is None
    assert wang.tap("2025-11-21", "1", key=Tap.COULD_NOT) is None
    assert wang.menu("2025-11-21", key=Tap.DONE) is None
    assert wang.deeds() == []


def test_a_child_that_has_left_is_not_recorded_and_the_others_are(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    wang.leaves("2025-11-21", LI_SI)
    card = done_card(wang.tap("2025-11-21", "1", "2"))
    assert "李四现在不在您这儿，没有记。" in card.text
    assert checked(card) == ["张三"]
    assert [line[0] for line in wang.deeds()] == [ZHANG_SAN]


def test_what_was_typed_the_same_day_is_not_counted_twice(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    wang.record("2025-11-21", ZHANG_SAN)
    card = done_card(wang.tap("2025-11-21", "1"))
    assert card.title == "这次没有新记的"
    assert card.text == "张三当天已经记过，没有重复记。"
    assert checked(card) == ["张三"]
    assert len(wang.deeds()) == 1


def test_what_the_card_asked_for_is_not_recorded_twice_when_it_was_typed_for_another_day(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    wang.record("2025-11-20", ZHANG_SAN, said_on="2025-11-21")
    card = done_card(wang.tap("2025-11-21", "1"))
    assert "这一期的早已记过，没有重复记" in card.text
    assert [line[2] for line in wang.deeds()] == ["2025-11-20"]


def test_two_cards_of_one_empty_month_fill_it_once(wang: Teacher) -> None:
    """An old card that was left open does not spill into the new month."""
    wang.reminded("2025-11-21")
    first = wang.task()
    wang.reminded("2025-12-02")
    second = wang.task()
    assert first != second
    wang.tap("2025-12-03", "1", task=second)
    wang.tap("2025-12-03", "1", task=first)
    assert [line[3] for line in wang.deeds()] == ["2025-11-30"]


def test_an_empty_month_is_filled_though_a_talk_of_today_counts_for_the_new_one(wang: Teacher) -> None:
    wang.reminded("2025-12-02")
    wang.record("2025-12-02", ZHANG_SAN)
    assert "张三补的是上个月的。" in done_card(wang.tap("2025-12-02", "1")).text
    assert [line[3] for line in wang.deeds()] == ["2025-12-02", "2025-11-30"]
    # A second card of the same day finds the window met by the first.
    wang.tap("2025-12-02", "1")
    assert len(wang.deeds()) == 2


def test_undo_takes_a_whole_tap_back_and_a_tap_after_that_stays_taken_back(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    wang.tap("2025-11-21", "1", "2")
    assert wang.undo("2025-11-21").startswith("撤销了：张三、李四，谈心")
    assert all(line[4] for line in wang.deeds())
    card = done_card(wang.tap("2025-11-21", "1"))
    assert card.text == "张三的撤销过，没有再记；要记就发「已谈心 张三」。"
    assert checked(card) == []
    assert len(wang.deeds()) == 2


def test_a_tap_after_an_undo_records_the_line_that_was_not_ticked_before(wang: Teacher) -> None:
    wang.reminded("2025-11-21")
    wang.tap("2025-11-21", "1")
    wang.undo("2025-11-21")
    card = done_card(wang.tap("2025-11-21", "1", "2"))
    assert checked(card) == ["李四"]
    assert [(line[0], line[4]) for line in wang.deeds()] == [(ZHANG_SAN, True), (LI_SI, False)]


def test_several_kinds_are_recorded_each_as_what_it_is(wang: Teacher) -> None:
    wang.reminded("2026-01-16")
    card = done_card(wang.tap("2026-01-16", "1", "4"))
    assert sorted(line[:2] for line in wang.deeds()) == [(ZHANG_SAN, "home_visit"), (ZHANG_SAN, "talk")]
    assert "张三，家访，今天（1月16日）；张三，谈心，今天（1月16日）。" in card.text
    wang.undo("2026-01-16")
    assert all(line[4] for line in wang.deeds())


def test_the_menu_puts_off_whatever_is_left_on_the_card(wang: Teacher, store: Store) -> None:
    wang.reminded("2025-11-21")
    wang.record("2025-11-21", ZHANG_SAN)
    card = done_card(wang.menu("2025-11-21"))
    assert card.text == ("好的，李四、周一诺的谈心，11月26日（周三）再提醒您。这之前办好了，发「已谈心 李四」就行。")
    assert snoozes(store) == [("talk", "2025-11-26")] * 2
    # Again, later: the newest day holds.
    wang.menu("2025-11-24")
    assert snoozes(store) == [("talk", "2025-11-27")] * 2
    wang.record("2025-11-24", LI_SI, ZHOU)
    assert "不用推" in done_card(wang.menu("2025-11-24")).text


def test_the_button_of_a_single_thing_records_it(sun: Teacher) -> None:
    card = done_card(sun.tap("2025-12-09"))
    assert isinstance(card, ButtonCard)
    assert sun.deeds()[-1] == ("20250106", "home_visit", "2025-12-09", "2025-12-09", False)
    assert card.text.startswith("记好了：古丽米热·艾力，家访，今天（12月9日）。")
    done_card(sun.tap("2025-12-09"))
    assert len(sun.deeds()) == 5


def test_the_button_puts_off_what_is_not_even_due(sun: Teacher, store: Store) -> None:
    done_card(sun.tap("2025-12-09", key=Tap.LATER))
    assert snoozes(store) == [("home_visit", "2025-12-12")]
