"""How far one's own things are, and what only the roster can change: counted, told truthfully, nothing touched."""

import pytest

from duty.commands import ChangeRoster, RosterWish, ShowProgress
from duty.kinds import Kind
from storage.people import MEMBER_ROLE, SCHOOL
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, Teacher

FRIDAY = "2025-11-21"


def test_of_how_many_children_each_thing_is_done(wang: Teacher) -> None:
    wang.record(FRIDAY, ZHANG_SAN, LI_SI)
    assert wang.told(ShowProgress(), FRIDAY).splitlines() == [
        "王老师，到今天为止：",
        "· 这个月谈心：3 位里齐了 2 位",
        "· 这学期家访：3 位里齐了 0 位",
        "· 这学年送温暖：3 位里齐了 0 位",
        "还等谁，回「待办」。",
    ]


def test_of_one_kind_only(wang: Teacher) -> None:
    wang.record(FRIDAY, ZHANG_SAN, LI_SI, "20250103")
    assert wang.told(ShowProgress(Kind.TALK), FRIDAY).splitlines() == [
        "王老师，到今天为止：",
        "· 这个月谈心：3 位里都齐了",
        "眼下的都齐了。",
    ]
    assert wang.told(ShowProgress(Kind.CONTACT), FRIDAY) == "王老师，联系家长这阵子没有要办的。"


def test_of_a_single_child(sun: Teacher) -> None:
    lines = sun.told(ShowProgress(), "2025-12-10").splitlines()
    assert "· 这个月谈心：齐了" in lines
    assert "· 这学期家访：还等您" in lines


def test_before_the_first_term_nobody_is_paired_yet(wang: Teacher) -> None:
    assert wang.told(ShowProgress(), "2025-08-20") == "王老师，现在没有和您结对的孩子，没有要数的。"


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (RosterWish.PAIR, "结对「赵六」要在名册里加，我改不了，这次什么都没动。请跟管名册的高老师"),
        (RosterWish.UNPAIR, "解除「赵六」的结对要在名册里改，我改不了，这次什么都没动。请跟管名册的高老师"),
        (
            RosterWish.LEAVE,
            "「赵六」离校、转学、休学这类要在名册里改，我改不了，提醒也先照旧。请跟管名册的高老师说一声",
        ),
    ],
)
def test_who_can_change_the_roster_is_named(wang: Teacher, wish: RosterWish, says: str) -> None:
    assert wang.told(ChangeRoster(wish, names=("赵六",)), FRIDAY).startswith(says)


def test_a_child_that_is_paired_already(wang: Teacher) -> None:
    assert wang.told(ChangeRoster(RosterWish.PAIR, wang.ids(ZHANG_SAN)), FRIDAY) == (
        "张三已经和您结对了，聊完直接发「已谈心 张三」就行。"
    )
    both = ChangeRoster(RosterWish.PAIR, wang.ids(ZHANG_SAN), ("赵六",))
    assert wang.told(both, FRIDAY).startswith("结对「张三」、「赵六」要在名册里加")


def test_where_the_school_named_nobody_it_is_the_administrator(wang: Teacher, store: Store) -> None:
    with store.writing() as work:
        work.connection.execute(MEMBER_ROLE.delete())
        work.connection.execute(SCHOOL.update().values(roster_version=2))
    wish = ChangeRoster(RosterWish.UNPAIR, wang.ids(ZHANG_SAN))
    assert "请跟学校的管理员说一声；记过的都还在。" in wang.told(wish, FRIDAY)
