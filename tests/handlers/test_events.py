"""What happened to a child: noted once, told what it opens, shown to who cares, taken back by who told it."""

from datetime import date

import pytest
from sqlalchemy import select

from duty.commands import ShowStudent, TellEvent, Undo
from duty.kinds import Kind
from duty.policy import EventKind
from storage.audit import AUDIT
from storage.circumstances import EVENT
from storage.duties import school_duties
from storage.events import NOTE
from storage.people import load_school
from storage.work import Store
from tests.handlers.teacher import LI_SI, ZHANG_SAN, ZONE, Teacher
from tests.support.following import follow
from tests.support.small_school import SmallSchool

FRIDAY = "2025-11-21"
UNDO = "记错了回「撤销」。"


@pytest.fixture
def visits(store: Store, school: SmallSchool) -> None:
    """The school visits who is in hospital within three days, after a change at home within seven."""
    follow(store, school, "must_visits")


def told(
    teacher: Teacher, *students: str, kind: EventKind = EventKind.HOSPITAL, on: str = FRIDAY, day: str = FRIDAY
) -> list[str]:
    command = TellEvent(teacher.ids(*students), kind, date.fromisoformat(on), "张三住院了，阑尾炎")
    return teacher.told(command, day).splitlines()


@pytest.mark.usefixtures("visits")
def test_what_it_opens_is_told_by_the_schools_policy(wang: Teacher) -> None:
    assert told(wang, ZHANG_SAN) == [
        "记下了：张三住院，今天（11月21日）。",
        "按学校的办法，3 天内去看看，24日（周一）前都来得及。",
        f"办完发「已家访 张三」。{UNDO}",
    ]
    assert told(wang, LI_SI, kind=EventKind.ILLNESS, on="2025-11-20")[1:] == [
        "按学校的办法，3 天内和家里联系，23日（周日）前都来得及。",
        f"办完发「已联系家长 李四」。{UNDO}",
    ]


@pytest.mark.usefixtures("visits")
def test_it_is_owed_from_then_on_and_no_more_once_taken_back(wang: Teacher, store: Store, school: SmallSchool) -> None:
    def owed() -> list[tuple[str, str]]:
        with store.reading() as work:
            found = school_duties(work, school.id, date(2025, 11, 22), ZONE)
            return [
                (one.child.name, one.assessment.state)
                for one in found
                if one.child and one.assessment.kind is Kind.HOME_VISIT
            ]

    told(wang, ZHANG_SAN)
    assert owed() == [("张三", "due")]
    assert wang.told(Undo(), FRIDAY) == "撤销了：张三住院，今天（11月21日）。这条不算了。"
    assert owed() == []
    assert wang.told(Undo(), FRIDAY) == "没有可以撤销的记录。"


def test_where_no_policy_asks_for_anything_it_is_only_noted(wang: Teacher) -> None:
    assert told(wang, ZHANG_SAN) == [
        "记下了：张三住院，今天（11月21日）。",
        "学校的办法里没有为这个另外安排。",
        UNDO,
    ]


@pytest.mark.usefixtures("visits")
def test_a_class_teacher_hears_whose_it_is_to_go(sun: Teacher) -> None:
    assert told(sun, ZHANG_SAN)[1:] == [
        "按学校的办法，结对的王老师 3 天内去看看，24日（周一）前都来得及。",
        UNDO,
    ]


@pytest.mark.usefixtures("visits")
def test_what_is_the_same_for_several_children_is_said_once(
    wang: Teacher, sun: Teacher, store: Store, school: SmallSchool
) -> None:
    lines = told(wang, ZHANG_SAN, LI_SI)
    assert lines[0] == "记下了：张三、李四住院，今天（11月21日）。"
    assert lines[1] == "按学校的办法，3 天内去看看，24日（周一）前都来得及。"
    assert told(sun, ZHANG_SAN, "20250104", kind=EventKind.FAMILY_CHANGE)[1] == (
        "按学校的办法，张三的：结对的王老师 7 天内去看看，28日（周五）前都来得及；"
        "张伟的：结对的欧阳老师 7 天内去看看，28日（周五）前都来得及。"
    )


@pytest.mark.usefixtures("visits")
def test_a_few_days_late_it_can_still_be_made_up_for_and_much_later_not(wang: Teacher) -> None:
    assert told(wang, ZHANG_SAN, on="2025-11-14")[1] == "按学校的办法，3 天内去看看，现在去也不晚，算补上。"
    assert told(wang, LI_SI, on="2025-09-15")[1] == "学校的办法里没有为这个另外安排。"


def test_the_same_of_the_same_child_within_a_week_is_on_file(wang: Teacher, sun: Teacher, store: Store) -> None:
    told(wang, ZHANG_SAN, on="2025-11-19")
    assert told(wang, ZHANG_SAN) == ["张三住院的事已经记过了，是前天（11月19日）的，没有重复记。"]
    assert told(sun, ZHANG_SAN, LI_SI) == [
        "张三住院的事王老师已经记过了，是前天（11月19日）的，没有重复记。",
        "记下了：李四住院，今天（11月21日）。",
        "学校的办法里没有为这个另外安排。",
        UNDO,
    ]
    assert told(wang, ZHANG_SAN, kind=EventKind.ILLNESS)[0].startswith("记下了")
    assert told(wang, ZHANG_SAN, day="2025-12-01", on="2025-11-30")[0].startswith("记下了")
    with store.reading() as work:
        assert len(work.connection.execute(select(EVENT)).all()) == 4


def test_it_is_sealed_noted_and_shown_to_who_cares_for_the_child(wang: Teacher, sun: Teacher, store: Store) -> None:
    told(wang, ZHANG_SAN)
    asked = ShowStudent(wang.school.students[ZHANG_SAN])
    assert "· 11月21日 住院：张三住院了，阑尾炎" in wang.told(asked, FRIDAY).splitlines()
    # What a colleague wrote is the colleague's.
    assert "· 11月21日 住院" in sun.told(asked, FRIDAY).splitlines()
    with store.reading() as work:
        row = work.connection.execute(select(EVENT)).one()
        assert work.vault.open(row.sealed_note, NOTE) == "张三住院了，阑尾炎"
        assert "event_told" in work.connection.execute(select(AUDIT.c.action)).scalars().all()
        assert load_school(work, wang.school.id).engine.circumstances.events


def test_nobody_tells_of_a_child_of_others(wang: Teacher, store: Store) -> None:
    assert told(wang, "20250107") == ["这位孩子现在不在您这儿了，所以没有照做。有疑问请找学校的管理员。"]
    with store.reading() as work:
        assert work.connection.execute(select(EVENT)).first() is None


def test_what_is_taken_back_by_name_or_kind_leaves_the_rest(wang: Teacher, store: Store) -> None:
    told(wang, ZHANG_SAN, LI_SI)
    wang.record(FRIDAY, ZHANG_SAN)
    assert wang.told(Undo(student_ids=wang.ids(LI_SI)), FRIDAY).startswith("撤销了：李四住院")
    assert wang.told(Undo(kind=Kind.TALK), FRIDAY).startswith("撤销了：张三，谈心")
    with store.reading() as work:
        standing = work.connection.execute(select(EVENT.c.student_id).where(EVENT.c.revoked_at.is_(None)))
        assert standing.scalars().all() == [wang.school.students[ZHANG_SAN]]
        actions = work.connection.execute(select(AUDIT.c.action)).scalars().all()
    assert actions.count("event_revoked") == 1
