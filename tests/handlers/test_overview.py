"""What leaders hear of their grade, class or school, and what nobody else does."""

from datetime import date

import pytest
from sqlalchemy import insert, update

from duty.commands import GapKind, ShowGaps, ShowProgress, ShowTodo
from duty.kinds import Kind
from duty.people import Role
from storage.circumstances import ABSENCE, DETAILS
from storage.guardians import GUARDIAN
from storage.people import MEMBER_ROLE, PAIRING, STUDENT, roster_changed
from storage.roster.details import GUARDIAN_DETAILS
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZHOU, Teacher, instant
from tests.support.following import follow
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
TALKS = ShowGaps(Kind.TALK, GapKind.DEEDS)
PAIRS = ShowGaps(None, GapKind.PAIRING)
COVERED = """要求:
- 谈心 每月 1 次
覆盖:
- 每名留守学生都有帮扶教师、联系卡、已关注的家长
- 每位帮扶教师至少 2 名学生
"""


@pytest.fixture
def chen(store: Store, school: SmallSchool) -> Teacher:
    """Leads the seventh grade: five paired children in two classes, all of them talked to in October."""
    Teacher(store, school, "WangFang").record("2025-10-15", ZHANG_SAN, LI_SI, ZHOU)
    Teacher(store, school, "LiNa").record("2025-10-15", "20250104", "20250105")
    return Teacher(store, school, "ChenJie")


@pytest.fixture
def zhou(store: Store, school: SmallSchool) -> Teacher:
    """Has no children."""
    return Teacher(store, school, "ZhouNew")


def give(store: Store, school: SmallSchool, user: str, role: Role, grade: str = "", class_name: str = "") -> None:
    with store.writing() as work:
        post = {"member_id": school.members[user], "role": role.value, "grade": grade, "class_name": class_name}
        work.connection.execute(insert(MEMBER_ROLE).values(**post))
        roster_changed(work, school.id)


def away(store: Store, school: SmallSchool, user: str, deputy: str | None = None) -> None:
    with store.writing() as work:
        values = {
            "school_id": school.id,
            "member_id": school.members[user],
            "deputy_id": school.members[deputy] if deputy else None,
            "on_leave": True,
            "first": date(2025, 11, 17),
            "last": date(2025, 11, 28),
            "entered_at": instant("2025-11-16"),
        }
        work.connection.execute(insert(ABSENCE).values(**values))
        roster_changed(work, school.id)


def test_a_grade_lead_hears_of_how_many_children_each_thing_is_done(chen: Teacher, wang: Teacher) -> None:
    wang.record(FRIDAY, ZHANG_SAN, LI_SI)
    wang.record(FRIDAY, ZHOU, kind=Kind.WARMTH)
    assert chen.told(ShowProgress(), FRIDAY).splitlines() == [
        "陈老师，七年级 5 位结对的孩子，到今天为止：",
        "· 这个月谈心：5 位里齐了 2 位",
        "· 这学期家访：5 位里齐了 0 位",
        "· 这学年送温暖：5 位里齐了 1 位",
        "还等谁，回「谁还没谈」。",
    ]
    assert chen.told(ShowProgress(Kind.HELP), FRIDAY) == "陈老师，七年级的帮扶辅导这阵子没有要办的。"


def test_one_class_of_the_grade(chen: Teacher, wang: Teacher) -> None:
    wang.record(FRIDAY, ZHOU)
    asked = ShowProgress(Kind.TALK, class_name="七（2）班")
    assert chen.told(asked, FRIDAY).splitlines() == [
        "陈老师，七年级2班 2 位结对的孩子，到今天为止：",
        "· 这个月谈心：2 位里齐了 1 位",
        "还等谁，回「谁还没谈」。",
    ]


def test_who_still_waits_is_named_with_the_mentor_class_by_class(chen: Teacher, wang: Teacher) -> None:
    wang.record(FRIDAY, ZHANG_SAN)
    assert chen.told(TALKS, FRIDAY).splitlines() == [
        "七年级：",
        "这个月谈心，4 位还等着，30日（周日）前都来得及：",
        "· 王芳老师：七年级1班 李四；七年级2班 周一诺",
        "· 欧阳娜老师：七年级1班 张伟；七年级2班 张伟",
    ]
    assert chen.told(ShowProgress(Kind.TALK, grade="七年级", names=True), FRIDAY) == chen.told(TALKS, FRIDAY)


def test_where_nobody_waits(chen: Teacher, wang: Teacher, store: Store, school: SmallSchool) -> None:
    wang.record(FRIDAY, ZHANG_SAN, LI_SI, ZHOU)
    Teacher(store, school, "LiNa").record(FRIDAY, "20250104", "20250105")
    assert chen.told(TALKS, FRIDAY) == "七年级的谈心眼下没有还等着的。"
    assert chen.told(ShowProgress(Kind.TALK), FRIDAY).splitlines()[1:] == [
        "· 这个月谈心：5 位里都齐了",
        "眼下的都齐了。",
    ]


def test_what_is_over_can_still_be_made_up_for(chen: Teacher, wang: Teacher) -> None:
    wang.record("2025-11-21", ZHANG_SAN, LI_SI, ZHOU)
    told = chen.told(ShowProgress(Kind.TALK), "2025-12-02").splitlines()
    assert told[1:3] == ["· 这个月谈心：5 位里齐了 0 位", "· 上个月谈心：2 位还空着，还能补"]
    named = chen.told(TALKS, "2025-12-02").splitlines()
    assert named[-2:] == [
        "上个月谈心，2 位还空着：",
        "· 欧阳娜老师：七年级1班 张伟；七年级2班 张伟",
    ]


def test_what_can_be_made_up_no_more_is_named_as_long_as_leaders_hear_of_it(
    chen: Teacher, wang: Teacher, store: Store, school: SmallSchool
) -> None:
    wang.record("2025-11-21", ZHANG_SAN, LI_SI, ZHOU)
    wang.record("2025-12-08", ZHANG_SAN, LI_SI, ZHOU)
    Teacher(store, school, "LiNa").record("2025-12-08", "20250104", "20250105")
    named = ["七年级：", "上个月谈心，2 位没有记上，已经过了补的日子：", "· 欧阳娜老师：七年级1班 张伟；七年级2班 张伟"]
    assert chen.told(TALKS, "2025-12-08").splitlines() == named
    assert chen.told(ShowGaps(Kind.TALK, GapKind.DEEDS, "七年级"), "2025-12-31").splitlines() == named
    assert "没有记上" not in chen.told(TALKS, "2026-01-07")
    assert chen.told(ShowGaps(Kind.WARMTH, GapKind.DEEDS), "2025-12-08").count("没有记上") == 0
    absent = update(PAIRING).where(PAIRING.c.member_id == school.members["LiNa"]).values(end=date(2025, 12, 10))
    with store.writing() as work:
        work.connection.execute(absent)
        roster_changed(work, school.id)
    assert chen.told(TALKS, "2025-12-12") == "七年级的谈心眼下没有还等着的。"


def test_a_mentor_who_is_away_is_named_with_who_stands_in(chen: Teacher, store: Store, school: SmallSchool) -> None:
    away(store, school, "WangFang", deputy="ZhouNew")
    away(store, school, "LiNa")
    assert chen.told(TALKS, FRIDAY).splitlines()[2:] == [
        "· 王芳老师（请假，周新老师代）：七年级1班 张三、李四；七年级2班 周一诺",
        # The class teacher stands in for the first class, nobody for the second.
        "· 欧阳娜老师（请假，孙丽老师代）：七年级1班 张伟",
        "· 欧阳娜老师（请假，还没有人代）：七年级2班 张伟",
    ]


def test_a_grade_or_class_of_others_is_not_told_of(chen: Teacher) -> None:
    refused = "八年级里没有您看的孩子，所以没有数。您看的是七年级。"
    for command in (ShowProgress(grade="八年级"), ShowGaps(None, GapKind.PAIRING, "八年级")):
        assert chen.told(command, FRIDAY) == refused
    assert chen.told(ShowProgress(class_name="八（1）班", names=True), FRIDAY).startswith("八（1）班里没有您看的孩子")


def test_a_class_teacher_hears_of_the_class_and_of_the_own_children(sun: Teacher) -> None:
    assert sun.told(ShowProgress(Kind.TALK), "2025-12-10").splitlines() == [
        "孙老师，七年级1班 3 位结对的孩子，到今天为止：",
        "· 这个月谈心：3 位里齐了 0 位",
        "还等谁，回「谁还没谈」。",
        "您自己结对的：",
        "· 这个月谈心：齐了",
    ]
    named = sun.told(TALKS, "2025-12-10").splitlines()
    assert named[:2] == ["七年级1班：", "这个月谈心，3 位还等着，12月31日前都来得及："]
    assert named[-2:] == ["孙老师，眼下没有等您的事。", "看年级、班级的，回「进度」。"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PRINCIPAL])
def test_who_leads_the_school_hears_of_all_of_it(store: Store, school: SmallSchool, role: Role, zhou: Teacher) -> None:
    give(store, school, "ZhouNew", role)
    assert zhou.told(ShowProgress(), FRIDAY).splitlines()[0] == "周老师，全校 6 位结对的孩子，到今天为止："
    assert "古丽米热·艾力" in zhou.told(TALKS, FRIDAY)
    # Two grades have a first class.
    assert zhou.told(ShowProgress(class_name="1班"), FRIDAY).startswith("周老师，七年级1班、八年级1班 4 位")


def test_two_posts_are_one_scope(store: Store, school: SmallSchool, chen: Teacher) -> None:
    give(store, school, "ChenJie", Role.CLASS_TEACHER, "八年级", "1班")
    give(store, school, "ChenJie", Role.CLASS_TEACHER, "七年级", "1班")
    assert chen.told(ShowProgress(), FRIDAY).startswith("陈老师，七年级、八年级1班 6 位结对的孩子")


def test_without_pairings_there_is_nothing_to_count(store: Store, school: SmallSchool, chen: Teacher) -> None:
    with store.writing() as work:
        work.connection.execute(update(PAIRING).values(end=date(2025, 10, 1)))
        roster_changed(work, school.id)
    assert chen.told(ShowProgress(), FRIDAY) == (
        "陈老师，七年级现在没有结了对的孩子，没有要数的；回「谁还没结对」看名单。"
    )


class TestWithoutAScope:
    """Whoever leads nobody hears of the own children, and of nobody else's."""

    def test_a_teacher_hears_of_the_own(self, wang: Teacher) -> None:
        wang.record(FRIDAY, ZHANG_SAN)
        assert wang.told(TALKS, FRIDAY).splitlines()[:2] == [
            "王老师，还等您的有：",
            "· 这个月谈心，30日（周日）前：李四、周一诺",
        ]
        first, *rest = wang.told(ShowProgress(Kind.TALK, grade="七年级"), FRIDAY).splitlines()
        assert first == "七年级的情况要年级组长、德育主任来看，我先说您自己的。"
        assert rest[:2] == ["王老师，到今天为止：", "· 这个月谈心：3 位里齐了 1 位"]
        for command in (PAIRS, ShowProgress(grade="七年级", names=True), ShowGaps(None, GapKind.DEEDS, "七年级")):
            told = wang.told(command, FRIDAY)
            assert "年级组长、德育主任来看" in told
            assert "张伟" not in told

    @pytest.mark.parametrize("user", ["ZhouNew", "GaoAdmin"])
    def test_who_has_no_children_hears_that(self, store: Store, school: SmallSchool, user: str) -> None:
        teacher = Teacher(store, school, user)
        for command in (TALKS, PAIRS, ShowProgress(names=True)):
            assert teacher.told(command, FRIDAY).endswith("没有班级、年级要看，所以没有要数的。")
        assert teacher.told(ShowProgress(grade="七年级"), FRIDAY).endswith("没有和您结对的孩子，没有要数的。")
        assert "结对的孩子" in teacher.told(ShowTodo(), FRIDAY)


class TestWhoHasNobody:
    """「谁还没结对」."""

    def test_all_children_have_a_mentor(self, chen: Teacher) -> None:
        assert chen.told(PAIRS, FRIDAY).splitlines() == ["七年级：", "· 5 位孩子都有结对的老师。"]

    def test_children_without_a_mentor_and_mentors_without_a_child(
        self, store: Store, school: SmallSchool, zhou: Teacher
    ) -> None:
        give(store, school, "GaoAdmin", Role.PRINCIPAL)
        told = Teacher(store, school, "GaoAdmin").told(PAIRS, FRIDAY)
        assert told.splitlines() == [
            "全校：",
            "· 8 位孩子里还没有结对老师的 2 位：八年级1班 王五；九年级3班 张三。",
            "· 名下还缺孩子的老师 1 位：周新老师。",
        ]

    def test_a_mentor_of_another_grade_is_not_told_of(self, store: Store, school: SmallSchool, chen: Teacher) -> None:
        assert "周新" not in chen.told(PAIRS, FRIDAY)
        give(store, school, "ZhouNew", Role.SUBJECT_TEACHER, "七年级", "2班")
        assert "名下还缺孩子的老师 1 位：周新老师。" in chen.told(PAIRS, FRIDAY)
        assert "周新" not in chen.told(ShowGaps(None, GapKind.PAIRING, class_name="七1班"), FRIDAY)

    def test_what_a_policy_asks_of_some_children_is_asked_of_these_alone(
        self, store: Store, school: SmallSchool, chen: Teacher
    ) -> None:
        follow(
            store,
            school,
            "covered",
            COVERED,
        )
        give(store, school, "ZhouNew", Role.SUBJECT_TEACHER, "七年级", "2班")
        with store.writing() as work:
            seal = work.vault.seal_json
            left_behind = {"sealed_details": seal({"categories": ["留守", "困难"]}, DETAILS)}
            work.connection.execute(update(STUDENT).where(STUDENT.c.name == "张伟").values(**left_behind))
            gone = PAIRING.c.student_id == school.students["20250104"]
            work.connection.execute(update(PAIRING).where(gone).values(end=date(2025, 11, 1)))
            for number, details, follows in (
                ("20250104", {"phone": "13800001111"}, None),
                ("20250104", {}, True),
                ("20250105", {"name": "李"}, False),
            ):
                values = {
                    "school_id": school.id,
                    "student_id": school.students[number],
                    "identity_mark": f"{number}{follows}".encode(),
                    "no_contact": False,
                    "follows": follows,
                    "sealed_details": seal(details, GUARDIAN_DETAILS),
                }
                work.connection.execute(insert(GUARDIAN).values(**values))
            roster_changed(work, school.id)
        assert chen.told(PAIRS, FRIDAY).splitlines() == [
            "七年级：",
            "· 按学校的办法该结对、还没有老师的 1 位：七年级1班 张伟。",
            "· 名下还缺孩子的老师 1 位：周新老师（差 2 位）。",
            "· 没有家长电话的 1 位：七年级2班 张伟。",
            "· 家长还没关注的 1 位：七年级2班 张伟。",
        ]
        with store.writing() as work:
            work.connection.execute(update(PAIRING).values(end=None))
            roster_changed(work, school.id)
        assert chen.told(PAIRS, FRIDAY).splitlines()[1] == "· 该有老师结对的孩子都有了。"
