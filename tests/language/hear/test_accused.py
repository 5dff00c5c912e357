"""Whom a text accuses is not told of it: rather one too many is left out than the one who does the harm told."""

import pytest

from duty.people import Kin, Role
from language.hear.accused import accuses_kin, accuses_staff

WANG, CHEN = "王建国", "陈杰"


@pytest.mark.parametrize(
    ("word", "name", "roles"),
    [
        ("王建国", WANG, ()),
        ("王老师", WANG, ()),
        ("王主任", WANG, ()),
        ("王校长", WANG, ()),
        ("王教练", WANG, ()),
        ("建国老师", WANG, ()),
        ("老王", WANG, ()),
        ("小陈", CHEN, ()),
        ("欧阳老师", "欧阳娜", ()),
        ("陈哥", CHEN, ()),
        ("陈某", CHEN, ()),
        ("阿娜", "欧阳娜", ()),
        ("娜姐", "欧阳娜", ()),
        ("ouyangna", "欧阳娜", ()),
        ("ouyang,na", "欧阳娜", ()),
        ("ouyang老师", "欧阳娜", ()),
        ("ouyang,laoshi", "欧阳娜", ()),
        ("阿依古丽老师", "阿依古丽·买买提", ()),
        ("校长", CHEN, (Role.PRINCIPAL,)),
        ("副校长", CHEN, (Role.PRINCIPAL,)),
        ("德育主任", CHEN, (Role.COORDINATOR,)),
        ("主任", CHEN, (Role.COORDINATOR,)),
        ("年级组长", CHEN, (Role.GRADE_LEAD,)),
        ("心理老师", CHEN, (Role.COUNSELLOR,)),
        ("管理员", CHEN, (Role.ADMIN,)),
    ],
)
def test_these_words_mean_the_member(word: str, name: str, roles: tuple[Role, ...]) -> None:
    assert accuses_staff((word,), name, roles, of_child=False, known=True)
    assert accuses_staff(("同学", word), name, roles, of_child=False, known=False)


@pytest.mark.parametrize(
    ("word", "name", "roles"),
    [
        ("李主任", CHEN, (Role.COORDINATOR,)),
        ("李老师", WANG, ()),
        ("li老师", WANG, ()),
        ("li,laoshi", WANG, ()),
        ("zhoujing", WANG, (Role.PRINCIPAL,)),
        ("李哥", WANG, ()),
        ("校长", CHEN, (Role.COORDINATOR,)),
        ("同学", WANG, (Role.COUNSELLOR,)),
        ("爸爸", WANG, (Role.COUNSELLOR,)),
        ("老师", WANG, (Role.COUNSELLOR,)),
        ("班主任", WANG, (Role.CLASS_TEACHER,)),
        ("", WANG, (Role.PRINCIPAL,)),
    ],
)
def test_these_words_mean_somebody_else(word: str, name: str, roles: tuple[Role, ...]) -> None:
    assert not accuses_staff((word,), name, roles, of_child=False, known=True)


@pytest.mark.parametrize("word", ["老师", "体育老师", "班主任", "高中老师", "教练"])
def test_a_child_s_own_teachers_are_meant_by_a_bare_word(word: str) -> None:
    assert accuses_staff((word,), WANG, (Role.CLASS_TEACHER,), of_child=True, known=True)


def test_a_mentor_is_no_class_teacher() -> None:
    assert not accuses_staff(("班主任",), WANG, (Role.MENTOR,), of_child=True, known=True)
    assert accuses_staff(("老师",), WANG, (Role.MENTOR,), of_child=True, known=True)


def test_where_no_child_is_named_every_class_teacher_may_be_meant() -> None:
    assert accuses_staff(("班主任",), WANG, (Role.CLASS_TEACHER,), of_child=False, known=False)


@pytest.mark.parametrize(
    ("word", "kin", "means"),
    [
        ("爸爸", Kin.FATHER, True),
        ("他爸", Kin.FATHER, True),
        ("继父", Kin.FATHER, True),
        ("爸爸", Kin.MOTHER, False),
        ("爷爷奶奶", Kin.PATERNAL_GRANDMOTHER, True),
        ("家长", Kin.MOTHER, True),
        ("爸妈", Kin.FATHER, True),
        ("舅舅", Kin.OTHER, True),
        ("同学", Kin.OTHER, False),
    ],
)
def test_a_guardian_is_meant(word: str, kin: Kin, means: bool) -> None:
    assert accuses_kin((word,), kin) is means
    assert not accuses_kin((), kin)
