"""Whom the directory means: by account, by name and class, by phone and relation; and when it is not certain."""

from dataclasses import replace

import pytest

from duty.directory import (
    Colleague,
    Enrolled,
    KnownGuardian,
    ListedParent,
    ListedStudent,
    StaffDoubt,
    StudentDoubt,
    Why,
    doubt_staff,
    match_students,
)
from duty.families import match_parents
from duty.people import Kin

SEVEN_ONE, SEVEN_TWO = ("7", "1"), ("7", "2")


def listed(account: str, name: str, *places: tuple[str, ...]) -> ListedStudent:
    return ListedStudent(account, name, frozenset(places or [SEVEN_ONE]), ())


def enrolled(number: int, name: str, account: str = "", place: tuple[str, ...] = SEVEN_ONE) -> Enrolled:
    return Enrolled(number, account, name, place)


def who(listed: list[ListedStudent], enrolled: list[Enrolled]) -> tuple[dict[int, str], dict[int, Why], int]:
    matches = match_students(listed, enrolled)
    found = {number: one.account for number, one in matches.found.items()}
    assert all(isinstance(doubt, StudentDoubt) for doubt in matches.doubts)
    return found, {doubt.student_id: doubt.why for doubt in matches.doubts}, matches.unknown


def test_the_account_decides_before_class_and_spelling() -> None:
    assert who([listed("ZhangSan", "张三", SEVEN_TWO)], [enrolled(1, "张三", "zhangsan")]) == ({1: "ZhangSan"}, {}, 0)


def test_without_an_account_the_only_one_of_the_name_in_the_class() -> None:
    there = [listed("a", "张三"), listed("b", "李四", SEVEN_TWO), listed("c", "王五")]
    assert who(there, [enrolled(1, "张三"), enrolled(2, "李四")]) == ({1: "a"}, {2: Why.OTHER_CLASS}, 2)
    assert who(there, [enrolled(3, "赵六")]) == ({}, {3: Why.MISSING}, 3)


def test_two_of_one_name_in_a_class_are_left_to_a_human_until_one_is_known() -> None:
    two = [listed("a", "张伟"), listed("b", "张伟")]
    both = [enrolled(1, "张伟"), enrolled(2, "张伟")]
    assert who(two, both) == ({}, {1: Why.NAMESAKES, 2: Why.NAMESAKES}, 2)
    assert who(two[:1], both) == ({}, {1: Why.NAMESAKES, 2: Why.NAMESAKES}, 1)
    assert who(two, both[:1]) == ({}, {1: Why.NAMESAKES}, 2)
    assert who(two, [replace(both[0], account="a"), both[1]]) == ({1: "a", 2: "b"}, {}, 0)


def test_an_account_that_the_directory_has_no_more_gives_way_to_the_name() -> None:
    assert who([listed("new", "张三")], [enrolled(1, "张三", "old")]) == ({1: "new"}, {}, 0)


def test_an_account_that_cannot_be_right_is_not_believed() -> None:
    there = [listed("a", "张三")]
    assert who(there, [enrolled(1, "李四", "a")]) == ({}, {1: Why.OTHER_NAME}, 1)
    twice = [enrolled(1, "张三", "a"), enrolled(2, "张三", "a", SEVEN_TWO)]
    assert who(there, twice) == ({}, {1: Why.SHARED_ACCOUNT, 2: Why.SHARED_ACCOUNT}, 1)


def test_a_student_of_several_classes_is_found_in_each() -> None:
    both = [listed("a", "张三", SEVEN_ONE, SEVEN_TWO)]
    assert who(both, [enrolled(1, "张三", place=SEVEN_TWO)]) == ({1: "a"}, {}, 0)


MOTHER = ListedParent("M1", "妈妈", Kin.MOTHER, "13800000001", follows=True)
FATHER = ListedParent("f1", "爸爸", Kin.FATHER, "", follows=False)
AUNT = ListedParent("x1", "姑姑", Kin.OTHER, "", follows=True)
SOMEBODY = ListedParent("s1", "家长", None, "13800000009", follows=True)


def known(number: int, kin: Kin | None, **values: object) -> KnownGuardian:
    relation = {Kin.MOTHER: "母亲", Kin.FATHER: "父亲", Kin.OTHER: "姑姑"}.get(kin, "家长") if kin else "家长"
    guardian = KnownGuardian(number, account="", relation=relation, kin=kin, phone="")
    return replace(guardian, **values)  # type: ignore[arg-type]


Expected = tuple[dict[int, str], list[str], list[int], list[Why]]


def family(parents: list[ListedParent], guardians: list[KnownGuardian]) -> Expected:
    found = match_parents(parents, guardians)
    pairs = {number: parent.account for number, parent in found.found.items()}
    return pairs, [one.account for one in found.new], list(found.lost), [doubt.why for doubt in found.doubts]


OTHERS: dict[str, tuple[list[ListedParent], list[KnownGuardian], Expected]] = {
    "by account, whatever its case": ([MOTHER], [known(1, Kin.MOTHER, account="m1")], ({1: "M1"}, [], [], [])),
    "by relation": ([MOTHER, FATHER], [known(1, Kin.FATHER), known(2, Kin.MOTHER)], ({2: "M1", 1: "f1"}, [], [], [])),
    "the same phone": ([SOMEBODY], [known(1, Kin.MOTHER, phone="13800000009")], ({1: "s1"}, [], [], [])),
    "the same phone of another relation": (
        [MOTHER],
        [known(1, Kin.FATHER, phone="13800000001")],
        ({}, ["M1"], [], []),
    ),
    "the same relation, another phone": (
        [MOTHER],
        [known(1, Kin.MOTHER, phone="13900000000")],
        ({}, [], [], [Why.OTHER_PHONE]),
    ),
    "two mothers there": (
        [MOTHER, replace(MOTHER, account="m2", phone="")],
        [known(1, Kin.MOTHER)],
        ({}, [], [], [Why.SEVERAL_OF_KIN, Why.SEVERAL_OF_KIN]),
    ),
    "two mothers here": ([MOTHER], [known(1, Kin.MOTHER), known(2, Kin.MOTHER)], ({}, [], [], [Why.SEVERAL_OF_KIN])),
    "an aunt by her own word": ([AUNT], [known(1, Kin.OTHER)], ({1: "x1"}, [], [], [])),
    "another aunt": ([AUNT], [known(1, Kin.OTHER, relation="姨妈")], ({}, ["x1"], [], [])),
    "nobody here": ([MOTHER, SOMEBODY], [], ({}, ["M1", "s1"], [], [])),
    "somebody where there is one": ([SOMEBODY], [known(1, Kin.MOTHER)], ({}, [], [], [Why.UNKNOWN_RELATION])),
    "an account of another relation": (
        [FATHER],
        [known(1, Kin.MOTHER, account="f1"), known(2, Kin.FATHER, no_contact=True)],
        ({}, [], [], [Why.OTHER_KIN]),
    ),
    "an account typed twice": (
        [MOTHER],
        [known(1, Kin.MOTHER, account="m1"), known(2, Kin.OTHER, account="m1")],
        ({}, [], [], [Why.SHARED_ACCOUNT]),
    ),
    "who is to get nothing, by relation": ([FATHER], [known(1, Kin.FATHER, no_contact=True)], ({1: "f1"}, [], [], [])),
    "who may be the one to get nothing": (
        [AUNT],
        [known(1, None, no_contact=True)],
        ({}, [], [], [Why.MAYBE_NO_CONTACT]),
    ),
    "who cannot be the one to get nothing": (
        [MOTHER],
        [known(1, Kin.FATHER, no_contact=True)],
        ({}, ["M1"], [], []),
    ),
    "lost": ([], [known(1, Kin.MOTHER, account="m1"), known(2, Kin.FATHER)], ({}, [], [1], [])),
    "lost before": ([], [known(1, Kin.MOTHER, account="m1", removed=True)], ({}, [], [], [])),
    "back again": ([MOTHER], [known(1, Kin.MOTHER, account="m1", removed=True)], ({1: "M1"}, [], [], [])),
    "under another account": ([MOTHER], [known(1, Kin.MOTHER, account="old")], ({1: "M1"}, [], [], [])),
    "made before": ([MOTHER], [known(1, Kin.MOTHER, account="m1", made=True)], ({1: "M1"}, [], [], [])),
    "made before, and now in the roster": (
        [MOTHER],
        [known(1, Kin.MOTHER, account="m1", made=True), known(2, Kin.MOTHER)],
        ({2: "M1"}, [], [1], []),
    ),
    "made before, while the roster may mean the same with nothing to be sent": (
        [AUNT],
        [known(1, Kin.OTHER, account="x1", made=True), known(2, None, no_contact=True)],
        ({}, [], [1], [Why.MAYBE_NO_CONTACT]),
    ),
    "made before, and now perhaps the one to get nothing": (
        [MOTHER],
        [known(1, Kin.MOTHER, account="m1", made=True), known(2, Kin.MOTHER, no_contact=True, phone="139")],
        ({}, [], [1], [Why.OTHER_PHONE]),
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_a_childs_family(case: str) -> None:
    parents, guardians, expected = OTHERS[case]
    assert family(parents, guardians) == expected


def test_staff_are_compared_by_account_and_offered_by_name() -> None:
    listed = [Colleague("WangFang", "王芳"), Colleague("LiNa2", "李娜"), Colleague("ZhaoQi", "赵琪")]
    roster = [Colleague("wangfang", "王芳"), Colleague("LiNa", "李娜"), Colleague("HeLei", "何磊")]
    assert doubt_staff(listed, roster) == (
        StaffDoubt(roster[1], Why.OTHER_ACCOUNT, ("LiNa2",)),
        StaffDoubt(roster[2], Why.UNKNOWN_ACCOUNT),
    )
    # A namesake who stands in the roster himself is nobody else's other account.
    namesakes = [Colleague("WangFang", "王芳"), Colleague("WangFang9", "王芳")]
    assert doubt_staff(namesakes[:1], namesakes) == (StaffDoubt(namesakes[1], Why.UNKNOWN_ACCOUNT),)
