"""Which families can be reached: figures and names for whom they concern, never anybody else's."""

import pytest
from sqlalchemy import insert, select

from duty.reach import ShowReach
from handlers.chat import Exchange, answer
from handlers.context import Site
from storage.audit import AUDIT
from storage.guardians import GUARDIAN
from storage.roster import marks
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, Teacher, instant
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
SITE = Site("https://jiedui.example")


def guardian(store: Store, school: SmallSchool, number: str, relation: str, **values: object) -> None:
    """With an account and following, unless told otherwise."""
    with store.writing() as work:
        account = f"{number}{relation}"
        row = {
            "school_id": school.id,
            "student_id": school.students[number],
            "identity_mark": marks.guardian(work.vault, "", relation),
            "platform_mark": marks.parent_account(work.vault, account),
            "no_contact": False,
            "follows": True,
            "sealed_details": work.vault.seal_json({"relation": relation}, "guardian.details"),
        }
        work.connection.execute(insert(GUARDIAN).values(row | values))


def asked(teacher: Teacher, command: ShowReach | None = None, site: Site = SITE) -> str:
    with teacher.turn(FRIDAY) as (sender, work, moment):
        return answer(command or ShowReach(), Exchange(work, sender, moment, site, waiting=False))


@pytest.fixture
def families(store: Store, school: SmallSchool) -> None:
    guardian(store, school, ZHANG_SAN, "母亲", follows=False)
    guardian(store, school, ZHANG_SAN, "父亲")
    guardian(store, school, LI_SI, "母亲", follows=None)
    guardian(store, school, LI_SI, "父亲", no_contact=True)
    guardian(store, school, "20250103", "母亲", declined_at=instant(FRIDAY))
    guardian(store, school, "20250104", "母亲", removed_at=instant(FRIDAY))


@pytest.mark.usefixtures("families")
def test_a_class_teacher_hears_of_the_class_with_names_and_gets_the_code(store: Store, school: SmallSchool) -> None:
    said = asked(Teacher(store, school, "SunLi"))
    lines = said.split("\n")
    assert lines[:3] == [
        "七年级1班 3 个孩子，至少 1 家能收到：",
        "· 还不知道关注了没有 1 家：李四",
        "· 家校通讯录里还没有家长 1 家：张伟",
    ]
    assert lines[-1].startswith('<a href="https://jiedui.example/m/class/')
    with store.reading() as work:
        assert "reach_shown" in list(work.connection.execute(select(AUDIT.c.action)).scalars())


@pytest.mark.usefixtures("families")
def test_a_grade_lead_hears_class_by_class_and_asks_for_one(store: Store, school: SmallSchool) -> None:
    chen = Teacher(store, school, "ChenJie")
    said = asked(chen)
    assert said.startswith(
        "七年级 5 个孩子，至少 1 家能收到：\n· 七年级1班 3 个孩子，至少 1 家能收到\n· 七年级2班 2 个孩子，0 家能收到\n"
    )
    assert "李四" not in said
    assert "按学校或家长的意思不发 1 家：周一诺" in asked(chen, ShowReach("", "七2班"))
    assert "八年级" in asked(chen, ShowReach("八年级"))
    assert "/m/class/" not in asked(chen, ShowReach("八年级"))


@pytest.mark.usefixtures("families")
def test_a_mentor_hears_of_the_own_children_and_gets_no_code(store: Store, school: SmallSchool) -> None:
    said = asked(Teacher(store, school, "WangFang"))
    assert said.startswith("您结对的孩子（3 个），至少 1 家能收到：")
    assert "/m/class/" not in said


def test_all_can_be_reached_and_there_is_no_address(store: Store, school: SmallSchool) -> None:
    for number in (ZHANG_SAN, LI_SI, "20250104"):
        guardian(store, school, number, "母亲")
    said = asked(Teacher(store, school, "SunLi"), site=Site(""))
    assert said.startswith("七年级1班 3 个孩子，家里都能收到。\n页面的地址还没配好")


def test_who_looks_after_nobody_is_told_so(store: Store, school: SmallSchool) -> None:
    assert "没有要数的" in asked(Teacher(store, school, "ZhouNew"))
