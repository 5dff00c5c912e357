"""没能做到 on a card: which and why is asked, kept once, and followed by what the school's policy says."""

from collections.abc import Callable

import pytest

from duty.kinds import Kind
from duty.messages import ButtonCard, Card, SelectCard, VoteCard
from duty.policy import Mode, Per, Reason, Rule
from duty.reminders import Tap
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, reasons
from tests.support.small_school import SmallSchool

GULI = "20250106"
VISIT = Rule(
    Kind.HOME_VISIT,
    Per.TERM,
    during_term=True,
    excused_by=frozenset({Reason.MOVED}),
    substituted_by=((Reason.REFUSED, frozenset({Kind.CONTACT})), (Reason.OTHER_MODE, frozenset({Kind.HOME_VISIT}))),
    modes=frozenset({Mode.IN_PERSON}),
)
TALK = Rule(Kind.TALK, Per.MONTH, during_term=True, excused_by=frozenset({Reason.ILL}))


@pytest.fixture
def visiting(asks: Callable[..., None], store: Store, school: SmallSchool) -> Teacher:
    """Has one child and one visit to make, which a policy knows reasons for; the card came on 9 December."""
    asks(VISIT)
    teacher = Teacher(store, school, "SunLi")
    teacher.reminded("2025-12-09")
    return teacher


@pytest.fixture
def talking(asks: Callable[..., None], store: Store, school: SmallSchool) -> Teacher:
    """Has three children to talk with by the end of November; the card came on the 21st."""
    asks(TALK)
    teacher = Teacher(store, school, "WangFang")
    teacher.reminded("2025-11-21")
    return teacher


def buttons(card: Card | None) -> list[str]:
    assert isinstance(card, ButtonCard)
    assert len(card.text) <= 160
    return [button.text for button in card.buttons]


def lines(card: Card | None) -> list[str]:
    assert isinstance(card, VoteCard)
    assert len(card.text) <= 160
    return [option.text for option in card.options]


def chosen(card: Card | None) -> dict[str, list[str]]:
    assert isinstance(card, SelectCard)
    assert not card.done
    assert len(card.text) <= 160
    return {one.key: [option.id for option in one.options] for one in card.selectors}


def test_of_a_single_thing_one_more_tap_says_why(sun: Teacher, store: Store) -> None:
    card = sun.tap("2025-12-09", key=Tap.COULD_NOT)
    assert buttons(card) == ["家长不方便", "不在家", "搬走了", "生病了", "换了方式", "别的原因"]
    assert reasons(store) == []
    card = sun.tap("2025-12-09", key="why:absent:1")
    assert isinstance(card, ButtonCard)
    assert card.done == "已记下"
    assert card.text == (
        "好的，今天没去成古丽米热·艾力家，不算家访，原因我记下了：不在家。"
        "先打个电话也好，打完发「已联系家长 古丽米热·艾力」；哪天去成了再发「已家访 古丽米热·艾力」。"
    )
    assert reasons(store) == [("home_visit", "absent", None)]
    assert len(sun.deeds()) == 4


def test_a_second_tap_keeps_nothing_twice_and_another_reason_says_how_to_change(sun: Teacher, store: Store) -> None:
    first = sun.tap("2025-12-09", key="why:absent:1")
    assert sun.tap("2025-12-09", key="why:absent:1") == first
    other = sun.tap("2025-12-09", key="why:ill:1")
    assert other is not None
    assert other.text == "古丽米热·艾力的家访，今天已经记过原因：不在家。要改，先回「撤销 古丽米热·艾力」再选。"
    assert reasons(store) == [("home_visit", "absent", None)]
    assert "撤销了" in sun.undo("2025-12-09")
    sun.tap("2025-12-09", key="why:ill:1")
    assert reasons(store) == [("home_visit", "ill", None)]


def test_tapped_by_mistake_the_card_is_as_it_was(sun: Teacher, store: Store) -> None:
    sun.tap("2025-12-09", key=Tap.COULD_NOT)
    card = sun.menu("2025-12-09", key=Tap.BACK)
    assert buttons(card) == ["已家访", "推迟", "没能做到"]
    assert card is not None
    assert card.title == "古丽米热·艾力的家访"
    assert card.text.startswith("这学期家访，1月23日前都来得及。办好了点「已家访」")
    assert reasons(store) == []
    sun.tap("2025-12-09")
    assert len(sun.deeds()) == 5


def test_of_several_things_lists_ask_which_and_why(wang: Teacher, store: Store) -> None:
    wang.reminded("2025-11-21")
    asked = chosen(wang.menu("2025-11-21", key=Tap.COULD_NOT))
    assert asked == {"which": ["0", "1", "2", "3"], "why": ["0", *Reason, "back"]}
    card = wang.choose("2025-11-21", "2", "absent")
    assert lines(card) == ["张三", "周一诺"]
    assert card is not None
    assert (card.title, card.done) == ("没关系", "")
    assert card.text == (
        "好的，今天没和李四聊成，不算谈心，原因我记下了：孩子不在。改天路上聊几句也行，聊成了发「已谈心 李四」。"
        "其余的办过了照旧勾。"
    )
    assert reasons(store) == [("talk", "absent", None)]
    assert wang.deeds() == []
    # What is left is ticked as before.
    done = wang.tap("2025-11-21", "1", "3")
    assert done is not None
    assert done.done == "已记好"
    assert [deed[0] for deed in wang.deeds()] == [ZHANG_SAN, ZHOU]


@pytest.mark.parametrize(
    ("which", "why"), [("0", "absent"), ("1", "0"), (None, None), ("1", "boredom"), ("77", "ill"), ("1", None)]
)
def test_where_not_all_is_chosen_it_is_asked_again_with_what_was(
    wang: Teacher, store: Store, which: str | None, why: str | None
) -> None:
    wang.reminded("2025-11-21")
    card = wang.choose("2025-11-21", which, why)
    chosen(card)
    assert isinstance(card, SelectCard)
    assert card.title == "还没选全，所以什么都没记"
    kept = [option.id for one in card.selectors for option in one.options if option.checked]
    assert set(kept) <= {which, why}
    assert ("1" in kept) == (which == "1")
    assert reasons(store) == []


def test_the_last_line_of_the_lists_goes_back(wang: Teacher, store: Store) -> None:
    wang.reminded("2025-11-21")
    card = wang.choose("2025-11-21", "1", Tap.BACK)
    assert lines(card) == ["张三", "李四", "周一诺"]
    assert card is not None
    assert card.title == "办过的勾一下"
    assert reasons(store) == []


def test_where_one_line_is_left_only_why_is_asked(wang: Teacher, store: Store) -> None:
    wang.reminded("2025-11-21")
    wang.record("2025-11-21", ZHANG_SAN, LI_SI)
    assert buttons(wang.menu("2025-11-21", key=Tap.COULD_NOT))[0] == "孩子不愿意"
    card = wang.tap("2025-11-21", key="why:refused:3")
    assert card is not None
    assert card.done == "已记下"
    assert reasons(store) == [("talk", "refused", None)]
    again = wang.menu("2025-11-21", key=Tap.COULD_NOT)
    assert again is not None
    assert (again.title, again.done) == ("都不等了", "都不等了")
    back = wang.menu("2025-11-21", key=Tap.BACK)
    assert back is not None
    assert back.done == "都不等了"


def test_a_reason_that_the_policy_excuses_ends_the_matter(talking: Teacher, store: Store) -> None:
    card = talking.choose("2025-11-21", "1", "ill")
    assert lines(card) == ["李四", "周一诺"]
    assert card is not None
    assert "原因我记下了：生病了。学校的办法里这算情况特殊，这个月的谈心不用补了。其余的" in card.text
    assert talking.states("2025-11-21", Kind.TALK)[f"{ZHANG_SAN} 2025-11-30"] == "excused"
    assert "ill" not in str(talking.choose("2025-11-24", "1", "absent"))
    assert reasons(store) == [("talk", "ill", None)]


def test_what_was_excused_before_is_said_to_be(talking: Teacher, store: Store) -> None:
    talking.choose("2025-11-21", "1", "ill")
    card = talking.choose("2025-11-24", "1", "ill")
    assert card is not None
    assert card.text.startswith("张三：学校的办法里这算情况特殊，这个月的谈心不用补了。")
    assert len(reasons(store)) == 1
    # Done all the same, it counts.
    talking.tap("2025-11-24", "1")
    assert talking.states("2025-11-24", Kind.TALK)[f"{ZHANG_SAN} 2025-11-30"] == "done"


def test_a_reason_for_a_month_that_has_gone_by_is_one_for_that_month(talking: Teacher, store: Store) -> None:
    talking.choose("2025-12-03", "1", "ill")
    talking.choose("2025-12-03", "2", "other")
    assert reasons(store) == [("talk", "ill", "2025-11-30"), ("talk", "other", "2025-11-30")]
    states = talking.states("2025-12-03", Kind.TALK)
    assert states[f"{ZHANG_SAN} 2025-11-30"] == "excused"
    assert states[f"{ZHANG_SAN} 2025-12-31"] == "open"
    assert states[f"{LI_SI} 2025-11-30"] == "overdue"
    # Excused, but done in time to make up for it.
    talking.tap("2025-12-04", "1")
    assert talking.deeds() == [(ZHANG_SAN, "talk", "2025-12-04", "2025-11-30", False)]


def test_a_call_that_counts_instead_is_offered_as_a_button(visiting: Teacher, store: Store) -> None:
    card = visiting.tap("2025-12-09", key="why:refused:1")
    assert buttons(card) == ["打过电话了"]
    assert card is not None
    assert not card.done
    assert card.text == (
        "好的，今天没去成古丽米热·艾力家，不算家访，原因我记下了：家长不方便。"
        "学校的办法里，打过电话就算数，打完点下面的「打过电话了」，或发「已联系家长 古丽米热·艾力」。"
    )
    assert visiting.states("2025-12-09", Kind.HOME_VISIT) == {f"{GULI} 2026-01-23": "open"}
    done = visiting.tap("2025-12-10", key="instead:contact:phone:1")
    assert done is not None
    assert done.done == "已记好"
    assert done.text == (
        "记好了：古丽米热·艾力，联系家长，今天（12月10日）。学校的办法里这样就算数，这学期的家访不用再办。记错了回「撤销」。"
    )
    assert visiting.states("2025-12-10", Kind.HOME_VISIT) == {f"{GULI} 2026-01-23": "substituted"}
    again = visiting.tap("2025-12-10", key="instead:contact:phone:1")
    assert again is not None
    assert again.text == done.text
    assert [deed[1] for deed in visiting.deeds()] == ["contact"]


def test_a_call_that_is_typed_counts_instead_too(visiting: Teacher) -> None:
    visiting.tap("2025-12-09", key="why:refused:1")
    visiting.record("2025-12-10", GULI, kind=Kind.CONTACT)
    assert visiting.states("2025-12-10", Kind.HOME_VISIT) == {f"{GULI} 2026-01-23": "substituted"}
    # Then the button has nothing more to do, and a reason is no longer wanted.
    for key in ("instead:contact:phone:1", "why:refused:1"):
        card = visiting.tap("2025-12-11", key=key)
        assert card is not None
        assert card.text == "古丽米热·艾力：学校的办法里这样就算数，这学期的家访不用再办。"
    assert len(visiting.deeds()) == 1


def test_a_call_after_the_term_counts_for_the_term_where_it_is_tapped(visiting: Teacher, store: Store) -> None:
    visiting.reminded("2026-01-16")
    card = visiting.tap("2026-02-27", key="why:refused:1")
    assert card is not None
    assert "打完点下面的「打过电话了」。" in card.text
    assert "发「" not in card.text
    visiting.tap("2026-02-27", key="instead:contact:phone:1")
    assert visiting.deeds() == [(GULI, "contact", "2026-02-27", "2026-01-23", False)]
    assert visiting.states("2026-02-27", Kind.HOME_VISIT)[f"{GULI} 2026-01-23"] == "substituted"


def test_the_same_deed_in_another_way_counts_where_the_policy_says_so(visiting: Teacher) -> None:
    card = visiting.tap("2025-12-09", key="why:other_mode:1")
    assert buttons(card) == ["电话办了", "视频办了"]
    assert card is not None
    assert "电话、视频也算数，办完点下面的「电话办了」，或发「视频家访 古丽米热·艾力」。" in card.text
    visiting.tap("2025-12-09", key="instead:home_visit:online:1")
    assert visiting.states("2025-12-09", Kind.HOME_VISIT) == {f"{GULI} 2026-01-23": "substituted"}


def test_what_the_policy_does_not_take_is_not_recorded(visiting: Teacher) -> None:
    assert visiting.tap("2025-12-09", key="instead:talk::1") is None
    assert visiting.tap("2025-12-09", key="instead:home_visit:written:1") is None
    assert visiting.states("2025-12-09", Kind.HOME_VISIT) == {f"{GULI} 2026-01-23": "open"}


def test_what_was_done_instead_and_taken_back_is_not_recorded_by_the_same_button(visiting: Teacher) -> None:
    visiting.tap("2025-12-09", key="why:refused:1")
    visiting.tap("2025-12-09", key="instead:contact:phone:1")
    visiting.undo("2025-12-09")
    card = visiting.tap("2025-12-10", key="instead:contact:phone:1")
    assert card is not None
    assert "的撤销过，没有再记；要记就发「已联系家长 古丽米热·艾力」。" in card.text
    assert [deed[4] for deed in visiting.deeds()] == [True]


def test_with_other_lines_left_the_button_has_a_way_back_to_them(
    asks: Callable[..., None], store: Store, school: SmallSchool
) -> None:
    asks(VISIT)
    wang = Teacher(store, school, "WangFang")
    wang.reminded("2025-12-09")
    card = wang.choose("2025-12-09", "2", "refused")
    assert buttons(card) == ["打过电话了", "看其余的"]
    back = wang.tap("2025-12-09", key=Tap.BACK)
    assert lines(back) == ["张三", "周一诺"]
    after = wang.tap("2025-12-09", key="instead:contact:phone:2")
    assert lines(after) == ["张三", "周一诺"]
    assert after is not None
    assert after.text.startswith("记好了：李四，联系家长，今天（12月9日）。")


def test_what_is_done_meanwhile_needs_no_reason(wang: Teacher, store: Store) -> None:
    wang.reminded("2025-11-21")
    wang.record("2025-11-24", ZHANG_SAN)
    card = wang.choose("2025-11-24", "1", "ill")
    assert card is not None
    assert card.text == "张三的谈心已经记过了，不用说没办成。其余的办过了照旧勾。"
    assert lines(card) == ["李四", "周一诺"]
    wang.tap("2025-11-24", "2")
    again = wang.choose("2025-11-24", "2", "ill")
    assert again is not None
    assert "李四的谈心已经记过了" in again.text
    assert reasons(store) == []


def test_what_can_no_longer_be_made_up_for_needs_no_reason(wang: Teacher, store: Store) -> None:
    wang.reminded("2025-11-28")
    card = wang.choose("2025-12-08", "1", "ill")
    assert card is not None
    assert card.text == "张三的谈心过了能补的日子，不用说明了。"
    assert card.done
    asked = wang.menu("2025-12-08", key=Tap.COULD_NOT)
    assert asked is not None
    assert asked.done == "都不等了"
    assert reasons(store) == []


def test_another_s_card_a_child_that_has_left_and_unknown_keys(
    wang: Teacher, store: Store, school: SmallSchool
) -> None:
    wang.reminded("2025-11-21")
    other = Teacher(store, school, "ChenJie")
    assert other.tap("2025-11-21", key="why:ill:1", task=wang.task()) is None
    assert other.choose("2025-11-21", "1", "ill", task=wang.task()) is None
    for key in ("why:ill:99", "why:boredom:1", "instead:contact:phone:99", "instead:dance::1", "why:ill:1:2", "x:y"):
        assert wang.tap("2025-11-21", key=key) is None
    assert wang.menu("2025-11-21", key="why:ill:1") is None
    wang.leaves("2025-11-21", ZHANG_SAN)
    card = wang.choose("2025-11-21", "1", "ill")
    assert card is not None
    assert card.text.startswith("张三现在不在您这儿，没有记。")
    assert wang.tap("2025-11-21", key="instead:contact:phone:1") is not None
    assert reasons(store) == []
    assert wang.deeds() == []
