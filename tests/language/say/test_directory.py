"""What the operator reads of the directory: every doubt has a reason and a step; nothing is said that is not so."""

import pytest

from duty.directory import Colleague, StaffDoubt, Why
from language.say import directory as say

OF_STAFF = {Why.UNKNOWN_ACCOUNT, Why.OTHER_ACCOUNT}
OF_PARENTS = {Why.OTHER_KIN, Why.OTHER_PHONE, Why.SEVERAL_OF_KIN, Why.UNKNOWN_RELATION, Why.MAYBE_NO_CONTACT}
OF_BOTH = {Why.SHARED_ACCOUNT}


@pytest.mark.parametrize("why", sorted(set(Why) - OF_STAFF))
def test_every_doubt_has_a_reason_and_a_step(why: Why) -> None:
    if why in OF_PARENTS | OF_BOTH:
        assert all(say.parent_doubt(why))
    if why not in OF_PARENTS:
        assert all(say.child_doubt(why))


def test_staff_by_name() -> None:
    member = Colleague("LiNa", "李娜")
    assert say.staff_doubt(StaffDoubt(member, Why.OTHER_ACCOUNT, ("LiNa2",)))[1] == "通讯录里这个名字的账号是 LiNa2"
    assert say.staff_doubt(StaffDoubt(member, Why.UNKNOWN_ACCOUNT))[0] == "李娜老师（LiNa）"


def test_the_summary_says_what_was_not_written() -> None:
    numbers = {"matched": 3, "students": 5, "unknown": 2, "staff": 4}
    assert "没有写入" in say.summary(**numbers, doubts=1, dry_run=True)
    done = say.summary(**numbers, doubts=0, dry_run=False)
    assert "认不准" not in done
    assert "没有写入" not in done


def test_whose_parent_it_is_and_how_many() -> None:
    assert say.parent("七年级1班", "李四", "") == "七年级1班 李四的家长"
    assert say.child("七年级1班", "李四") == "七年级1班 李四"
    assert say.reached(3, 5) == "3/5"


def test_a_refusal_names_the_step() -> None:
    assert "可见范围" in say.refused(60011)
    assert "错误码 45009" in say.refused(45009)
    assert "doctor" in say.cannot_call()
