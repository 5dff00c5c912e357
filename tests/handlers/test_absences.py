"""Leave in the chat: who is away, who stands in, what each of them hears, and how it ends."""

from datetime import date

import pytest

from duty.commands import EndLeave, NameDeputy, ShowLeave, TakeLeave
from duty.hearing import Choice, NotUnderstood, Unclear
from duty.kinds import Kind
from duty.messages import ButtonCard, Text, VoteCard
from duty.people import Role
from storage.outbox import Purpose
from storage.people import MEMBER
from storage.work import Store
from tests.handlers.teacher import Teacher
from tests.scheduler.leading import Days
from tests.scheduler.ticks import LI_SI, ZHANG_SAN, ZHOU

TODAY = "2025-11-21"
NO_LEAVE = "您这儿没有记着请假，不用销假。"


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def leave(first: str, last: str, deputy: str = "", *students: int) -> TakeLeave:
    return TakeLeave(day(first), day(last), deputy, students)


@pytest.fixture
def days(store: Store, school_id: int) -> Days:
    return Days.of(store, school_id)


@pytest.fixture
def away(store: Store, days: Days) -> Teacher:
    """Wang, of whose children Sun teaches the class of two."""
    return Teacher(store, days.school, "WangFang")


def heard(days: Days) -> list[tuple[str, str]]:
    """Whom a word about standing in has reached, and the word."""
    found = []
    for account, _, message in days.sent(Purpose.STAND_IN):
        match message:
            case Text(content):
                found.append((account, content))
            case VoteCard(title=title, text=text, options=options):
                found.append((account, f"{title}|{text}|{' '.join(option.text for option in options)}"))
            case ButtonCard(title=title, text=text):
                found.append((account, f"{title}|{text}"))
    return found


def test_a_leave_with_a_deputy_is_told_to_the_deputy(away: Teacher, days: Days) -> None:
    assert away.told(leave("11-24", "11-28", "欧阳娜"), TODAY) == (
        "好的，11月24日（周一）到11月28日（周五）您先忙，我不打扰您。\n"
        "张三、李四、周一诺请欧阳老师照看，我去说一声。\n"
        "提前回来发一句「销假」就行。"
    )
    days.deliver(TODAY, "13:05")
    assert heard(days) == [
        (
            "LiNa",
            "欧阳老师，11月24日（周一）到11月28日（周五）请您替王老师照看张三、李四、周一诺。\n"
            "该做什么到时候我提醒您；做了照常发一句，比如「已谈心 张三」，算在王老师那边。",
        )
    ]


def test_without_a_deputy_the_class_teachers_stand_in_and_hear_of_it(away: Teacher, days: Days) -> None:
    assert away.told(leave("11-24", "11-24"), TODAY) == (
        "好的，11月24日（周一）您先忙，我不打扰您。\n"
        "张三、李四先由班主任孙老师照看；周一诺还没有人代。\n"
        "请谁代，发一句「请李老师代」就好；不定的话，有急着办的我请年级组长安排。\n"
        "提前回来发一句「销假」就行。"
    )
    days.deliver(TODAY, "13:05")
    [(user, text)] = heard(days)
    assert (user, text.partition("。")[0]) == ("SunLi", "孙老师，11月24日（周一）请您替王老师照看张三、李四")


def test_where_every_class_has_its_teacher_another_can_be_named(away: Teacher, days: Days) -> None:
    days.appoint("ZhouNew", Role.CLASS_TEACHER, "七年级", "2班")
    said = away.told(leave("11-21", "11-24"), TODAY)
    assert said.splitlines() == [
        "好的，今天到11月24日（周一）您先忙，我不打扰您。",
        "张三、李四先由班主任孙老师照看；周一诺先由班主任周老师照看。",
        "想请别人代，发一句「请李老师代」。",
        "提前回来发一句「销假」就行。",
    ]
    assert away.told(NameDeputy("欧阳老师"), TODAY) == (
        "好的，今天到11月24日（周一）张三、李四、周一诺请欧阳老师照看，我去说一声。"
    )
    days.deliver(TODAY, "13:10")
    # Those who were to stand in for a moment only hear nothing.
    assert [user for user, _ in heard(days)] == ["LiNa"]


def test_who_has_nobody_in_care_is_not_told_of_children(store: Store, days: Days) -> None:
    new = Teacher(store, days.school, "ZhouNew")
    assert new.told(leave("11-24", "11-28"), TODAY).splitlines() == [
        "好的，11月24日（周一）到11月28日（周五）您先忙，我不打扰您。",
        "提前回来发一句「销假」就行。",
    ]
    assert new.told(NameDeputy("欧阳娜"), TODAY) == "好的，11月24日（周一）到11月28日（周五）有人代了。"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("李老师", "名单里没找到「李老师」这位同事，谁来代我先没记。发全名试试，比如「请李梅代」。"),
        ("张三", "名单里没找到「张三」这位同事，谁来代我先没记。发全名试试，比如「请李梅代」。"),
        ("王芳", "代的得是另一位同事，发一句「请李老师代」就好。谁来代我先没记。"),
        ("王老师", "代的得是另一位同事，发一句「请李老师代」就好。谁来代我先没记。"),
        ("孙丽", "孙老师那几天也请假，谁来代我先没记；换一位，发一句「请李老师代」。"),
    ],
)
def test_a_name_that_cannot_be_leaves_the_leave_without_a_deputy(
    away: Teacher, days: Days, typed: str, said: str
) -> None:
    days.leave("SunLi", "2025-11-28", "2025-11-30", today=TODAY)
    answer = away.told(leave("11-24", "11-28", typed), TODAY)
    assert answer.splitlines()[0] == "好的，11月24日（周一）到11月28日（周五）您先忙，我不打扰您。"
    assert answer.splitlines()[-1] == said
    assert away.told(ShowLeave(), TODAY).startswith("记着的请假：11月24日（周一）到11月28日（周五）。")


def test_a_name_that_fits_nobody_changes_nothing_of_a_leave(away: Teacher) -> None:
    away.told(leave("11-24", "11-28", "欧阳娜"), TODAY)
    assert away.told(NameDeputy("李老师"), TODAY).startswith("名单里没找到「李老师」这位同事")
    # An answer of long ago may name who has left since.
    assert away.told(NameDeputy("孙老师", member_id=999), TODAY).startswith("名单里没找到「孙老师」这位同事")
    assert "欧阳老师代" in away.told(ShowLeave(), TODAY)


def rename(days: Days, **names: str) -> None:
    with days.store.writing() as work:
        for user, name in names.items():
            work.connection.execute(MEMBER.update().where(MEMBER.c.user_id == user).values(name=name))
    days.appoint("GaoAdmin", Role.COORDINATOR)


ASKED = "「孙老师」有 2 位：1 孙丽，2 孙新。\n请哪一位代？回 1 或 2。您没选，谁来代我先不记。"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Choice(2), "好的，11月24日（周一）到11月28日（周五）张三、李四、周一诺请孙老师照看，我去说一声。"),
        ("孙丽", "好的，11月24日（周一）到11月28日（周五）张三、李四、周一诺请孙老师照看，我去说一声。"),
        (Choice(3), ""),
        ("算了", "好的，谁来代先不定，请假照旧。定了发一句「请李老师代」。"),
    ],
)
def test_two_of_one_surname_are_asked_about(away: Teacher, days: Days, answer: Choice | str, said: str) -> None:
    rename(days, ZhouNew="孙新")
    first = away.told(leave("11-24", "11-28", "孙老师"), TODAY)
    assert first.endswith(ASKED)
    text = answer if isinstance(answer, str) else str(answer.number)
    told = answer if isinstance(answer, Choice) else NotUnderstood(Unclear.UNKNOWN)
    assert away.told(told, TODAY, "13:01", text).startswith(said)
    days.deliver(TODAY, "13:05")
    wanted = {"2": ["ZhouNew"], "孙丽": ["SunLi"]}.get(text, [])
    assert [user for user, text_ in heard(days) if "周一诺" in text_] == wanted


def test_namesakes_among_colleagues_are_told_apart_by_their_class(away: Teacher, days: Days) -> None:
    rename(days, ZhouNew="孙丽")
    assert away.told(leave("11-24", "11-28", "孙丽"), TODAY).splitlines()[-2] == (
        "「孙丽」有 2 位：1 孙丽（七年级1班班主任），2 孙丽。"
    )
    # The name says nothing more.
    assert "一个数字" in away.told(NotUnderstood(Unclear.UNKNOWN), TODAY, "13:01", "孙丽")


def test_only_some_children_can_be_the_deputys(away: Teacher, days: Days) -> None:
    said = away.told(leave("11-24", "11-28", "欧阳娜", *away.ids(ZHOU)), TODAY)
    assert said.splitlines()[1] == "张三、李四先由班主任孙老师照看；周一诺请欧阳老师照看，我去说一声。"
    away.told(NameDeputy("周新", student_ids=away.ids(LI_SI)), TODAY)
    days.deliver(TODAY, "13:05")
    assert [(user, text.partition("照看")[2].partition("。")[0]) for user, text in heard(days)] == [
        ("SunLi", "张三"),
        ("LiNa", "周一诺"),
        ("ZhouNew", "李四"),
    ]


def test_some_children_can_be_one_deputys_and_the_others_anothers(away: Teacher) -> None:
    both = TakeLeave(day("11-24"), day("11-28"), "欧阳娜", away.ids(ZHANG_SAN), "孙丽")
    said = away.told(both, TODAY).splitlines()
    assert said[1] == "张三请欧阳老师照看，我去说一声；李四、周一诺请孙老师照看，我去说一声。"
    nobody = TakeLeave(day("11-24"), day("11-28"), "李老师", away.ids(ZHANG_SAN), "吴老师")
    said = away.told(nobody, TODAY).splitlines()
    assert ["「李老师」" in said[-2], "「吴老师」" in said[-1]] == [True, True]


def test_a_child_of_anothers_is_not_given_away(away: Teacher, days: Days) -> None:
    assert "不在您这儿" in away.told(leave("11-24", "11-28", "欧阳娜", *away.ids("20250106")), TODAY)
    assert away.told(ShowLeave(), TODAY) == (
        "要请假，告诉我从哪天到哪天、请谁代，比如「请假 12月1日到12月5日 李老师代」。回来了发「销假」。"
    )


def test_days_that_are_over_are_no_leave(away: Teacher) -> None:
    assert away.told(leave("11-18", "11-20"), TODAY) == "这几天已经过去了，就不记请假了。"
    assert away.told(EndLeave(), TODAY) == NO_LEAVE
    assert away.told(NameDeputy("欧阳娜"), TODAY) == (
        "您从哪天到哪天不在？连日子一起发，比如「请假 12月1日到12月5日 李老师代」，我才好去说。"
    )


def test_days_turned_round_are_no_leave_of_a_year(away: Teacher) -> None:
    assert away.told(leave("12-05", "12-01"), TODAY) == (
        "从12月5日到12月1日，结束的日子在开始前面了，我先没记；按先后再发一遍就好，"
        "比如「请假 12月1日到12月5日 李老师代」，要是到明年，连年份一起写。"
    )
    assert away.told(EndLeave(), TODAY) == NO_LEAVE


def test_who_is_back_has_the_children_again(away: Teacher, days: Days) -> None:
    away.told(leave("11-17", "11-28", "欧阳娜"), "2025-11-17")
    days.deliver("2025-11-17", "13:05")
    assert away.told(EndLeave(), TODAY) == "欢迎回来。张三、李四、周一诺又由您照看，这几天别的老师代做的都算数。"
    days.deliver(TODAY, "13:05")
    assert heard(days)[-1] == ("LiNa", "欧阳老师，王老师那边的张三、李四、周一诺不用您再代了。您做的都记着，都算数。")
    days.tick(TODAY, "13:10")
    assert [user for user, _, _ in days.sent(Purpose.REMINDER)] == ["WangFang"]


def test_a_leave_that_has_not_begun_is_called_off(away: Teacher, days: Days) -> None:
    away.told(leave("11-24", "11-28", "欧阳娜"), TODAY)
    assert away.told(EndLeave(), TODAY) == "好的，11月24日（周一）到11月28日（周五）的请假取消了，一切照旧。"
    days.deliver(TODAY, "13:05")
    # Who was not asked yet need not hear that she is not.
    assert heard(days) == []


def test_the_leave_that_is_named_is_called_off_and_no_other(away: Teacher) -> None:
    away.told(leave("11-25", "11-25"), TODAY)
    away.told(leave("12-20", "12-22"), TODAY)
    assert away.told(EndLeave(), TODAY) == (
        "记着的请假：11月25日（周二）、12月20日（周六）到12月22日（周一）。\n"
        "要取消哪一次，连日子一起发就好，比如「取消12月20日的请假」。我先都没动。"
    )
    assert away.told(EndLeave(day("12-10"), day("12-10")), TODAY) == (
        "那几天没有记着请假。记着的请假：11月25日（周二）、12月20日（周六）到12月22日（周一）。\n"
        "要取消，发一句「取消11月25日的请假」就好。我先都没动。"
    )
    assert away.told(EndLeave(day("11-24"), day("12-31")), TODAY).startswith("记着的请假：11月25日（周二）、12月20日")
    assert away.told(EndLeave(day("12-22"), day("12-22")), TODAY) == (
        "好的，12月20日（周六）到12月22日（周一）的请假取消了，一切照旧。"
    )
    assert away.told(EndLeave(), TODAY) == "好的，11月25日（周二）的请假取消了，一切照旧。"


def test_without_a_day_the_leave_under_way_ends(away: Teacher) -> None:
    away.told(leave("11-20", "11-25"), "2025-11-20")
    away.told(leave("12-20", "12-22"), "2025-11-20")
    assert away.told(EndLeave(), TODAY).startswith("欢迎回来。")
    assert away.told(ShowLeave(), TODAY).startswith("记着的请假：12月20日（周六）到12月22日（周一）。")


def test_a_longer_leave_is_told_again_and_the_same_is_not(away: Teacher, days: Days) -> None:
    for last in ("11-28", "11-28", "12-02"):
        away.told(leave("11-24", last, "欧阳娜"), TODAY)
        days.deliver(TODAY, "13:05")
    assert [text.partition("请您")[0] for _, text in heard(days)] == [
        "欧阳老师，11月24日（周一）到11月28日（周五）",
        "欧阳老师，11月24日（周一）到12月2日（周二）",
    ]


def test_a_leave_told_again_from_the_same_day_can_be_shorter(away: Teacher, days: Days) -> None:
    away.told(leave("11-24", "11-30", "欧阳娜"), TODAY)
    days.deliver(TODAY, "13:05")
    said = away.told(leave("11-24", "11-28"), TODAY)
    assert said.startswith("好的，11月24日（周一）到11月28日（周五）您先忙")
    assert "欧阳老师" in said
    said = away.told(leave("11-24", "11-27", "孙丽"), TODAY)
    assert said.splitlines()[:2] == [
        "好的，11月24日（周一）到11月27日（周四）您先忙，我不打扰您。",
        "张三、李四、周一诺请孙老师照看，我去说一声。",
    ]
    assert away.told(ShowLeave(), TODAY).startswith("记着的请假：11月24日（周一）到11月27日（周四）（孙老师代）。")


def test_a_shorter_leave_is_told_to_who_stands_in(away: Teacher, days: Days) -> None:
    for last in ("11-30", "11-28"):
        away.told(leave("11-24", last, "欧阳娜"), TODAY)
        days.deliver(TODAY, "13:05")
    assert [text.partition("请您")[0] for _, text in heard(days)] == [
        "欧阳老师，11月24日（周一）到11月30日（周日）",
        "欧阳老师，11月24日（周一）到11月28日（周五）",
    ]


def test_another_deputy_relieves_the_first(away: Teacher, days: Days) -> None:
    away.told(leave("11-24", "11-28", "欧阳娜"), TODAY)
    days.deliver(TODAY, "13:05")
    away.told(NameDeputy("周新"), TODAY, "13:06")
    days.deliver(TODAY, "13:10")
    assert [(user, "不用您再代" in text) for user, text in heard(days)] == [
        ("LiNa", False),
        ("ZhouNew", False),
        ("LiNa", True),
    ]


def test_show_leave_tells_what_is_down(away: Teacher) -> None:
    away.told(leave("11-24", "11-28", "欧阳娜"), TODAY)
    away.told(leave("12-10", "12-10"), TODAY)
    assert away.told(ShowLeave(), TODAY) == (
        "记着的请假：11月24日（周一）到11月28日（周五）（欧阳老师代）、12月10日（周三）。\n"
        "要改就再发一遍，比如「请假 12月1日到12月5日 李老师代」；回来了发「销假」。"
    )


def test_what_there_is_to_do_at_once_comes_as_a_card_and_a_tap_counts_for_the_mentor(
    away: Teacher, days: Days, store: Store
) -> None:
    away.told(leave("12-02", "12-05", "欧阳娜"), "2025-12-02", "09:00")
    days.deliver("2025-12-02", "09:05")
    [(user, said)] = heard(days)
    assert user == "LiNa"
    title, text, options = said.split("|")
    assert title == "欧阳老师，请您替王老师搭把手"
    assert text.startswith("到12月5日请您替王老师搭把手，做了算在王老师那边。上个月谈心还空着，办了就算补上。")
    assert options.count("张三") == 1
    deputy = Teacher(store, days.school, "LiNa")
    card = deputy.tap("2025-12-02", "1", "3")
    assert card is not None
    assert [(child, counts) for child, _, _, counts, _ in deputy.deeds()[-2:]] == [
        (ZHANG_SAN, "2025-11-30"),
        (ZHOU, "2025-11-30"),
    ]
    days.between("2025-12-02", "2025-12-12")
    assert {child for child, step, _ in days.steps() if step == 1} == {LI_SI}


def test_on_its_first_day_the_deputy_gets_what_there_is_to_do(away: Teacher, days: Days) -> None:
    away.told(leave("11-24", "11-28", "欧阳娜"), "2025-11-19")
    for on in ("2025-11-19", "2025-11-24"):
        days.deliver(on, "13:05")
    assert [(user, text.partition("|")[0][:12]) for user, text in heard(days)] == [
        ("LiNa", "欧阳老师，11月24日（"),
        ("LiNa", "欧阳老师，请您替王老师搭"),
    ]


def test_where_nothing_is_due_on_the_first_day_nothing_is_said(away: Teacher, days: Days) -> None:
    away.told(leave("11-10", "11-12", "欧阳娜"), "2025-11-06")
    for on in ("2025-11-06", "2025-11-10"):
        days.deliver(on, "13:05")
    assert len(heard(days)) == 1
    assert [row.state for row in days.rows(Purpose.STAND_IN)] == ["sent", "dropped"]


def test_a_single_visit_is_asked_with_buttons(away: Teacher, days: Days, store: Store) -> None:
    for student in (ZHANG_SAN, LI_SI, ZHOU):
        days.talked("WangFang", student, "2025-11-12", "2025-12-10", "2026-01-12")
    away.record("2025-12-01", ZHANG_SAN, LI_SI, kind=Kind.HOME_VISIT)
    away.told(TakeLeave(date(2026, 1, 19), date(2026, 1, 21), "欧阳娜"), "2026-01-19", "09:00")
    days.deliver("2026-01-19", "09:05")
    [(_, said)] = heard(days)
    assert said.startswith("欧阳老师，请您替王老师搭把手|到1月21日请您替王老师搭把手")
    deputy = Teacher(store, days.school, "LiNa")
    deputy.tap("2026-01-19")
    assert deputy.deeds()[-1][:2] == (ZHOU, "home_visit")
