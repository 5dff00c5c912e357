"""The bot's sentences: true, short, and for every case one."""

from datetime import date

import pytest

from duty.assess import Record
from duty.calendar import SchoolCalendar, Term
from duty.commands import RecordDeed, ShowStudent
from duty.hearing import NotUnderstood, Unclear
from duty.kinds import Kind
from duty.people import Child
from duty.policy import FOUR_ONES, Pack, Per, Rule
from duty.windows import Pairing
from language.hear import Care, hear
from language.say import asking, cli, recording, replies, student, taking_back, todo
from language.say.manual import text as manual
from language.say.student import DeedLine
from language.say.wishes import ChildStanding
from tests.support.assessing import assess_pairing

TODAY = date(2026, 11, 20)
ZHANG = Child(1, "2026001", "张三", "七年级", "1班")
LI = Child(2, "2026002", "李四", "七年级", "1班")
CALENDAR = SchoolCalendar((Term("2026-2027", "1", date(2026, 9, 1), date(2027, 1, 22)),))


def standing(child: Child, *records: Record, today: date = TODAY, pack: Pack = FOUR_ONES) -> ChildStanding:
    pairing = Pairing(1, child.id, date(2026, 9, 1))
    return ChildStanding(child, assess_pairing(pack, pairing, records, on=today, calendar=CALENDAR))


def talk(day: date) -> Record:
    return Record(Kind.TALK, day, day, day)


def deed(*children: Child, kind: Kind = Kind.TALK, day: date = TODAY) -> RecordDeed:
    return RecordDeed(kind, tuple(child.id for child in children), day)


def test_for_several_children_the_wishes_name_them() -> None:
    both = [ZHANG, LI]
    standings = [standing(ZHANG, talk(TODAY)), standing(LI, talk(TODAY))]
    assert recording.recorded(deed(*both), both, standings, TODAY) == (
        "记好了：张三、李四，谈心，今天（11月20日）。\n"
        "这个月的谈心齐了；张三、李四的家访这学期各还有一次，1月22日前都来得及。\n"
        "记错了回「撤销」；只撤一位回「撤销 李四」。"
    )


def test_an_empty_month_that_can_still_be_made_good_is_mentioned_without_blame() -> None:
    early = date(2026, 11, 3)
    answer = recording.recorded(deed(ZHANG, day=early), [ZHANG], [standing(ZHANG, talk(early), today=early)], early)
    assert "上个月的谈心还空着：这次要算上个月的，回「撤销」再发「补上个月谈心 张三」。" in answer
    assert not any(word in answer for word in ("逾期", "未完成", "扣分", "通报"))


def test_a_deed_outside_any_window_is_just_recorded() -> None:
    assert (
        recording.recorded(deed(ZHANG), [ZHANG], [], TODAY)
        == "记好了：张三，谈心，今天（11月20日）。\n记错了回「撤销」。"
    )


def test_a_rule_of_three_a_month_says_how_many_are_missing() -> None:
    pack = Pack("three", (Rule(Kind.TALK, Per.MONTH, times=3),))
    answer = recording.recorded(deed(ZHANG), [ZHANG], [standing(ZHANG, talk(TODAY), pack=pack)], TODAY)
    assert "谈心这个月还有 2 次，30日（周一）前都来得及" in answer
    listed = todo.todo("王芳", [standing(ZHANG, talk(TODAY), pack=pack)], TODAY, has_mentees=True)
    assert "· 这个月谈心，30日（周一）前，还有 2 次：张三" in listed


def test_a_deed_made_up_for_later_is_said_to_be_made_up() -> None:
    late = Record(Kind.TALK, date(2026, 11, 2), date(2026, 10, 31), date(2026, 11, 2))
    answer = recording.recorded(deed(ZHANG, day=date(2026, 10, 31)), [ZHANG], [standing(ZHANG, late)], TODAY)
    assert "上个月的谈心补上了" in answer


def test_nothing_left_to_do() -> None:
    assert todo.todo("王芳", [], TODAY, has_mentees=True) == "王老师，眼下没有等您的事。"


def test_two_of_one_name_in_one_class_are_told_apart_by_their_numbers() -> None:
    twins = [Child(1, "2026001", "张伟", "七年级", "1班"), Child(2, "2026002", "张伟", "七年级", "1班")]
    assert "1 七年级1班学号尾号6001，2 七年级1班学号尾号6002" in asking.which_student(twins, deed(), TODAY)


def test_a_given_name_of_two_children_shows_their_full_names() -> None:
    pair = [Child(1, "1", "李静怡", "七年级", "1班"), Child(2, "2", "许静怡", "七年级", "2班")]
    question = asking.which_student(pair, ShowStudent(0), TODAY)
    assert "1 李静怡（七年级1班），2 许静怡（七年级2班）" in question
    assert "想看哪一位" in question


def test_many_candidates_are_answered_by_the_number_before_them() -> None:
    many = [Child(number, str(number), "张伟", "七年级", f"{number}班") for number in range(1, 6)]
    assert "？回前面的数字。" in asking.which_student(many, deed(), TODAY)


def test_confirming_says_what_would_be_recorded() -> None:
    assert "要记「张三，谈心，今天（11月20日）」吗" in asking.confirm(deed(ZHANG), [ZHANG], TODAY)
    assert asking.choose_between(1) == "请回 1。"


def test_for_what_others_did_the_way_shown_to_record_it_is_about_the_child_that_was_named() -> None:
    said = replies.not_understood(NotUnderstood(Unclear.OTHERS_WORK, ("李四",)), [ZHANG, LI])
    assert "比如「志愿者小刘今天辅导了李四，我代记」" in said
    assert "张三" not in said
    heard = hear("志愿者小刘今天辅导了李四，我代记", TODAY, Care.of([ZHANG, LI]))
    assert isinstance(heard, RecordDeed)
    assert (heard.student_ids, heard.done_by) == ((LI.id,), "志愿者小刘")


@pytest.mark.parametrize("why", list(Unclear))
def test_whatever_was_not_understood_has_an_answer(why: Unclear) -> None:
    with_children = replies.not_understood(NotUnderstood(why, ("赵六",)), [ZHANG, LI])
    without = replies.not_understood(NotUnderstood(why), [])
    assert with_children
    assert "李四" not in without


def test_a_long_name_that_was_typed_is_not_echoed_whole() -> None:
    answer = replies.not_understood(NotUnderstood(Unclear.UNKNOWN_STUDENT, ("赵" * 500,)), [ZHANG])
    assert len(answer) < 200


def test_the_card_of_a_child_without_deeds_or_wishes() -> None:
    assert student.card(ZHANG, [], [], TODAY) == "张三，七年级1班\n还没有记录。"


def test_a_long_note_is_shortened_on_the_card_and_stays_on_one_line() -> None:
    line = DeedLine(Kind.TALK, TODAY, by="", note="想家\n" + "很" * 100)
    shown = student.card(ZHANG, [line], [standing(ZHANG, today=date(2026, 8, 1))], TODAY)
    assert shown.splitlines()[1].startswith("· 11月20日 谈心：想家 很很")
    assert shown.splitlines()[1].endswith("…")
    assert shown.splitlines()[-1] == "眼下没有等您的事。"


def test_the_manual_names_every_command_once() -> None:
    shown = manual()
    assert all(
        shown.count(f"· {what}：") == 1 for what in ("谈心", "家访", "送温暖", "帮扶辅导", "联系家长", "看这一页")
    )


def test_no_sentence_of_ours_uses_the_words_of_blame() -> None:
    fixed = [
        replies.stranger(),
        replies.sorry(),
        asking.nothing_asked(),
        asking.question_too_old(),
        replies.no_longer_in_care(),
        taking_back.already(),
        replies.cannot_hear_voice(),
        replies.cannot_see_picture(),
        replies.cannot_open_file(),
        manual(),
    ]
    assert not any(word in said for said in fixed for word in ("逾期", "未完成", "扣分", "通报", "必须", "错误"))


def test_what_an_operator_reads() -> None:
    assert cli.port_taken(8000).startswith("端口 8000 已被占用")
    assert "机器人" in cli.demo_stopped("bot")
    assert cli.demo_try().endswith("已谈心 张三")
    assert cli.demo_not_ready()
    assert cli.bench_needs_checkout()
    assert "什么都没有改动" in cli.database_refused()
    assert cli.secret_key_wrong()
    assert cli.roster_keeps_changing()
