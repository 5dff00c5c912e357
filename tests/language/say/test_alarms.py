"""What is said in danger: true, short, and what to do now."""

from datetime import UTC, datetime

import pytest

from duty.danger import Danger
from duty.people import Child, Role
from language.say import alarms

WRITTEN = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
CHILDREN = tuple(Child(n, f"2026{n:03}", f"孩子{n}", "七年级", "1班") for n in range(1, 8))


def test_to_the_one_who_wrote_it() -> None:
    said = alarms.to_sender(Danger.SELF_HARM, ("心理周老师", "德育李主任"), "0451-1234567")
    assert said == (
        "谢谢您马上说出来。我正在通知心理周老师和德育李主任，还没有人接手。\n"
        "请先陪着孩子，别让孩子一个人。\n"
        "现在就打学校值班电话 0451-1234567，情况紧急打 110 或 120。"
    )


def test_where_nobody_can_be_told_it_says_so_and_whom_to_call() -> None:
    for phone in ("", "0451-1234567"):
        for said in (alarms.to_sender(Danger.VIOLENCE, (), phone), alarms.to_stranger(Danger.VIOLENCE, (), phone)):
            assert "没有人可以通知" in said
            assert "请您现在就打电话给" in said
            assert "正在通知" not in said


@pytest.mark.parametrize("category", Danger)
@pytest.mark.parametrize("phone", ["", "0451-1234567"])
@pytest.mark.parametrize("contacts", [(), ("李校长",), ("李校长", "周老师", "王老师")])
def test_every_answer_is_short_and_names_110_or_120(category: Danger, phone: str, contacts: tuple[str, ...]) -> None:
    for said in (
        alarms.to_sender(category, contacts, phone),
        alarms.to_stranger(category, contacts, phone),
        alarms.to_contact(category, "王芳老师", CHILDREN[:1], WRITTEN),
    ):
        assert len(said.splitlines()) <= 4
        assert "110 或 120" in said
        assert phone in said or said.startswith("紧急")
        assert not any(word in said for word in ("帮扶", "困难", "贫困", "留守", "学困", "结对", "已通知", "通知到"))


def test_a_stranger_reads_no_names_of_staff() -> None:
    assert "周老师" not in alarms.to_stranger(Danger.MISSING, ("心理周老师",), "")


def test_many_children_are_counted() -> None:
    said = alarms.to_contact(Danger.MISSING, "王芳老师", CHILDREN, WRITTEN)
    assert "孩子5（七年级1班）等 7 个孩子。时间：11月20日 09:05。" in said


@pytest.mark.parametrize(
    ("name", "roles", "called"),
    [
        ("周平", (Role.COUNSELLOR,), "心理周老师"),
        ("李平", (Role.MENTOR, Role.COORDINATOR), "德育李主任"),
        ("欧阳平", (Role.PRINCIPAL,), "欧阳校长"),
        ("阿依古丽·买买提", (Role.ADMIN,), "阿依古丽·买买提老师"),
        ("王平", (), "王老师"),
    ],
)
def test_how_those_are_called_who_can_help(name: str, roles: tuple[Role, ...], called: str) -> None:
    assert alarms.contact_called(name, roles) == called


def test_an_alarm_that_did_not_arrive() -> None:
    assert alarms.contact_not_reached("陈校长", ("心理周老师",)) == (
        "刚才的紧急情况没能送到陈校长。我正在改为通知心理周老师。请您现在就直接打电话；紧急时打 110 或 120。"
    )
    assert "改为通知" not in alarms.contact_not_reached("陈校长", ())
    assert alarms.stranger_called("WangFang").endswith("WangFang")
    assert alarms.colleague_called("王芳") == "王芳老师"
