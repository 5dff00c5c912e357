"""To whom a note goes without asking again, to all guardians of a child, and to many families one by one."""

import pytest
from sqlalchemy import update

from duty.hearing import MaySend, WhichGuardian
from duty.people import Kin, Role
from duty.relaying import Addressed, CallBack, Families, Relay, RelaySeveral, SendNow
from handlers import parents
from handlers.inbound_events import Change
from storage import guardian_choices, guardians
from storage.notes import NoteKind
from storage.people import MEMBER_ROLE, roster_changed
from storage.work import Store
from tests.handlers.test_cards_in_stead import stand_in
from tests.support.correspondence import NIGHT, Correspondence

ZHANG, LI, ZHOU = "20250101", "20250102", "20250103"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


@pytest.fixture
def parents_of_li(families: Correspondence) -> tuple[int, int]:
    return families.guardian(LI, "母亲", "m"), families.guardian(LI, "父亲", "f")


def reached(families: Correspondence) -> list[str]:
    families.later(seconds=30)
    return [to for to, _ in families.deliver()]


class TestTheOneWhoWasChosen:
    def test_is_written_to_without_asking_again(self, families: Correspondence, parents_of_li: tuple[int, int]) -> None:
        assert "1 李四妈妈，2 李四爸爸" in families.say("WangFang", "转告 李四 今天讲题了")
        assert "给李四爸爸" in families.say("WangFang", "发给爸爸")
        said = families.say("WangFang", "转告 李四 明天带伞")
        assert said.startswith(
            "发给上次选的李四爸爸；想发给别的家长，就说「转告 李四妈妈 …」。\n给李四爸爸，30 秒后发出"
        )
        assert reached(families) == ["f", "f"]

    def test_who_is_named_is_the_one_from_then_on(
        self, families: Correspondence, parents_of_li: tuple[int, int]
    ) -> None:
        families.relay("WangFang", LI, "一", Kin.FATHER)
        families.relay("WangFang", LI, "二")
        families.relay("WangFang", LI, "三", Kin.MOTHER)
        families.relay("WangFang", LI, "四")
        assert reached(families) == ["f", "f", "m", "m"]

    def test_is_the_members_own_choice(self, families: Correspondence, parents_of_li: tuple[int, int]) -> None:
        families.relay("WangFang", LI, "一", Kin.FATHER)
        assert isinstance(families.relay("SunLi", LI, "二").question, WhichGuardian)

    def test_is_forgotten_when_nothing_may_go_there(
        self, families: Correspondence, parents_of_li: tuple[int, int], store: Store
    ) -> None:
        grandmother = families.guardian(LI, "奶奶", "n")
        families.relay("WangFang", LI, "一", Kin.PATERNAL_GRANDMOTHER)
        with store.writing() as work:
            parents.decline(work, grandmother, families.now)
        reply = families.relay("WangFang", LI, "二")
        assert isinstance(reply.question, WhichGuardian)
        assert reply.question.guardian_ids == parents_of_li
        with store.writing() as work:
            member, child = families.school.members["WangFang"], families.school.students[LI]
            assert guardian_choices.chosen(work, member, child) is None
            parents.resume(work, grandmother, families.now)
        assert isinstance(families.relay("WangFang", LI, "三").question, WhichGuardian)

    def test_is_not_replaced_by_whoever_can_be_reached(
        self, families: Correspondence, parents_of_li: tuple[int, int]
    ) -> None:
        families.relay("WangFang", LI, "一", Kin.MOTHER)
        families.follow("m", Change.UNSUBSCRIBED)
        said = families.relay("WangFang", LI, "二").text
        assert "给李四妈妈的话还没发" in said
        assert "转告 李四爸爸" in said

    def test_of_two_fathers_the_one_of_last_time(self, families: Correspondence) -> None:
        families.guardian(LI, "父亲", "f")
        step = families.guardian(LI, "继父", "s")
        families.relay("WangFang", LI, "一", Kin.FATHER, step)
        assert "上次选的李四爸爸（继父）" in families.relay("WangFang", LI, "二", Kin.FATHER).text

    @pytest.mark.parametrize(
        ("answer", "account"),
        [
            ("爸爸", "f"),
            ("发给他爸爸吧", "f"),
            ("李四妈妈", "m"),
            ("母亲", "m"),
            ("第二个", "f"),
            ("给妈妈", "m"),
            ("1", "m"),
        ],
    )
    def test_is_said_by_number_relation_or_name(
        self, families: Correspondence, parents_of_li: tuple[int, int], answer: str, account: str
    ) -> None:
        families.say("WangFang", "转告 李四 今天讲题了")
        families.say("WangFang", answer)
        assert reached(families) == [account]

    @pytest.mark.parametrize("answer", ["奶奶", "3", "都是"])
    def test_who_is_not_offered_is_asked_for_again(
        self, families: Correspondence, parents_of_li: tuple[int, int], answer: str
    ) -> None:
        families.say("WangFang", "转告 李四 今天讲题了")
        families.say("WangFang", answer)
        assert reached(families) == []


class TestAllGuardiansOfAChild:
    def test_each_gets_a_note_of_their_own(self, families: Correspondence, parents_of_li: tuple[int, int]) -> None:
        families.guardian(LI, "奶奶", None)
        families.guardian(LI, "爷爷", "barred", no_contact=True)
        said = families.say("WangFang", "转告 李四家里人 今天他主动举手了")
        assert "分别发给 3 位" in said
        assert "李四妈妈、李四爸爸：等着发（30 秒后发出）" in said
        assert "李四奶奶：链接在您手里" in said
        assert "不发：李四爷爷（学校的名单里写着不发）" in said
        assert "李四妈妈好：今天他主动举手了\n七年级1班 王老师" in said
        assert reached(families) == ["m", "f"]
        assert len({note.thread.guardian_id for note in families.notes()}) == 3

    def test_father_and_mother_are_these_two(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m")
        families.guardian(LI, "奶奶", "n")
        said = families.say("WangFang", "转告 李四父母：明天带伞")
        assert "李四爸爸（名单里没有）" in said
        assert reached(families) == ["m"]

    def test_nobody_sees_what_the_other_answers(self, families: Correspondence, parents_of_li: tuple[int, int]) -> None:
        families.say("WangFang", "转告 李四爸爸妈妈 明天带伞")
        reached(families)
        by = {note.thread.guardian_id: note.id for note in families.notes()}
        mother, father = parents_of_li
        families.answer(mother, by[mother], "妈妈的话")
        thread = families.open(father, by[father])
        assert thread is not None
        assert [line.text for line in thread.lines] == ["明天带伞"]
        assert families.open(father, by[mother]) is None

    def test_where_nothing_may_go_nothing_goes(self, families: Correspondence) -> None:
        assert "管理员" in families.do("WangFang", self.to_all(families, "好")).text
        families.guardian(LI, "母亲", "m", no_contact=True)
        said = families.do("WangFang", self.to_all(families, "好")).text
        assert said.startswith("没有发")
        assert "李四妈妈（学校的名单里写着不发）" in said
        assert families.notes() == []

    def test_a_danger_and_a_long_text_go_to_nobody(
        self, families: Correspondence, parents_of_li: tuple[int, int]
    ) -> None:
        assert "没有发出去" in families.do("WangFang", self.to_all(families, "他说不想活了")).text
        assert "最多 500 字" in families.do("WangFang", self.to_all(families, "很" * 501)).text
        assert families.notes() == []

    def test_the_same_within_two_minutes_goes_once(
        self, families: Correspondence, parents_of_li: tuple[int, int]
    ) -> None:
        families.relay("WangFang", LI, "明天带伞", Kin.MOTHER)
        said = families.say("WangFang", "转告 李四父母：明天带伞")
        assert "李四妈妈（刚写过一样的）" in said
        assert "没有发" in families.say("WangFang", "转告 李四父母：明天带伞")
        assert reached(families) == ["m", "f"]

    @staticmethod
    def to_all(families: Correspondence, text: str) -> Relay:
        return Relay(families.school.students[LI], None, text, to_all=True)


class TestWhatWaitsTogether:
    @pytest.fixture
    def both(self, families: Correspondence, parents_of_li: tuple[int, int]) -> Correspondence:
        families.say("WangFang", "转告 李四爸爸妈妈 明天带伞")
        return families

    def test_is_called_back_together(self, both: Correspondence) -> None:
        both.guardian(LI, "奶奶", None)
        both.say("WangFang", "转告 李四家里人 后天带饭")
        said = both.say("WangFang", "撤回")
        assert said.startswith("撤回了：给李四妈妈、李四爸爸、李四奶奶的话不发了。")
        assert "还等着" in said
        assert both.states() == ["waiting", "waiting", "cancelled", "cancelled", "cancelled"]

    def test_is_hastened_together(self, both: Correspondence) -> None:
        assert "给李四妈妈、李四爸爸的话这就发出" in both.say("WangFang", "确认")
        assert [to for to, _ in both.deliver()] == ["m", "f"]

    def test_one_can_be_named(self, both: Correspondence) -> None:
        assert "撤回了：给李四妈妈的话不发了" in both.say("WangFang", "撤回 李四妈妈")
        assert reached(both) == ["f"]
        assert "已经发出去" in both.say("WangFang", "撤回 李四爸爸")
        assert "已经撤回" in both.say("WangFang", "撤回 李四妈妈")

    def test_one_can_be_hastened(self, both: Correspondence) -> None:
        assert "给李四爸爸的话这就发出" in both.say("WangFang", "确认 李四爸爸")
        assert [to for to, _ in both.deliver()] == ["f"]
        assert both.do("WangFang", SendNow(both.school.students[ZHOU])).text.startswith("给李四")

    def test_what_is_leaving_is_said(self, both: Correspondence, store: Store) -> None:
        with store.writing() as work:
            work.connection.exec_driver_sql("UPDATE outbox SET state = 'leased' WHERE unique_key = 'note:1'")
        assert "李四妈妈的话正在发" in both.say("WangFang", "撤回 李四妈妈")

    def test_one_that_never_arrived_is_dropped(self, both: Correspondence) -> None:
        both.guardian(LI, "奶奶", None)
        both.say("WangFang", "转告 李四奶奶 明天带伞")
        assert "撤回了：给李四奶奶" in both.say("WangFang", "撤回 李四奶奶")

    def test_without_a_guardian_the_childs_note_is_meant_where_it_is_newer(self, both: Correspondence) -> None:
        assert "撤回了：给李四妈妈、李四爸爸的话" in both.say("WangFang", "撤回 李四")

    def test_a_deed_that_is_newer_is_meant(self, both: Correspondence) -> None:
        both.say("WangFang", "已谈心 李四")
        assert "谈心" in both.say("WangFang", "撤回 李四")
        assert both.states() == ["waiting", "waiting"]

    def test_where_no_note_waits_it_is_about_deeds(self, families: Correspondence) -> None:
        child = families.school.students[LI]
        assert "没有" in families.do("WangFang", CallBack(child, Kin.MOTHER)).text


class TestManyFamilies:
    @pytest.fixture
    def all_three(self, families: Correspondence) -> Correspondence:
        families.guardian(ZHANG, "奶奶", "z_n")
        families.guardian(ZHANG, "父亲", "z_f")
        families.guardian(LI, "父亲", "l_f")
        families.guardian(LI, "母亲", "l_m")
        return families

    def test_are_named_first_and_each_gets_its_own(self, all_three: Correspondence) -> None:
        said = all_three.say("WangFang", "转告 所有家长 明天带伞")
        assert "要分别发给 2 家：张三爸爸、李四妈妈。" in said
        assert "没列进来：周一诺（名单里还没有家长）" in said
        assert all_three.notes() == []
        said = all_three.say("WangFang", "确认")
        assert "分别发给 2 位" in said
        all_three.later(seconds=30)
        sent = all_three.deliver()
        assert [to for to, _ in sent] == ["z_f", "l_m"]
        assert [("张三" in text, "李四" in text) for _, text in sent] == [(True, False), (False, True)]

    @pytest.mark.parametrize("answer", ["算了", "不发", "撤回", "2", "不要"])
    def test_nothing_goes_without_a_yes(self, all_three: Correspondence, answer: str) -> None:
        all_three.say("WangFang", "转告 所有家长 明天带伞")
        assert "没有发" in all_three.say("WangFang", answer)
        assert "没有等着发的话" in all_three.say("WangFang", "确认")
        assert all_three.notes() == []

    @pytest.mark.parametrize("answer", ["好的", "1", "发吧", "是"])
    def test_a_yes_is_enough_where_nothing_might_hurt(self, all_three: Correspondence, answer: str) -> None:
        all_three.say("WangFang", "转告 所有家长 明天带伞")
        all_three.say("WangFang", answer)
        assert len(all_three.notes()) == 2

    def test_the_choice_of_last_time_is_kept(self, all_three: Correspondence) -> None:
        all_three.relay("WangFang", LI, "一", Kin.FATHER)
        assert "张三爸爸、李四爸爸" in all_three.say("WangFang", "转告 我结对的孩子家长 明天带伞")

    def test_several_who_are_named(self, all_three: Correspondence) -> None:
        said = all_three.say("WangFang", "转告 张三奶奶和李四爸爸 明天带伞")
        assert "分别发给 2 家：张三奶奶、李四爸爸" in said
        all_three.say("WangFang", "确认")
        assert reached(all_three) == ["z_n", "l_f"]

    def test_who_is_not_on_file_is_left_out(self, all_three: Correspondence) -> None:
        said = all_three.say("WangFang", "转告 张三妈妈和李四妈妈 明天带伞")
        assert "没列进来：张三妈妈（名单里没有）" in said

    def test_the_class_is_the_class_teachers(self, all_three: Correspondence) -> None:
        said = all_three.say("SunLi", "通知 我班家长：明天带伞")
        assert "2 家：张三爸爸、李四妈妈" in said
        assert "张伟（名单里还没有家长）" in said
        assert "没有发" in all_three.say("WangFang", "通知 我班家长：明天带伞")

    def test_who_mentors_and_has_a_class_is_told_of_the_class(self, all_three: Correspondence) -> None:
        all_three.guardian("20250106", "母亲", "g_m")
        said = all_three.say("SunLi", "转告 所有家长 明天带伞")
        assert "1 家：古丽米热·艾力妈妈" in said
        assert "通知 我班家长" in said

    def test_a_class_teacher_without_mentees_means_the_class(self, all_three: Correspondence, store: Store) -> None:
        with store.writing() as work:
            values = {"member_id": all_three.school.members["ZhouNew"], "role": Role.CLASS_TEACHER.value}
            work.connection.execute(MEMBER_ROLE.insert().values(**values, grade="七年级", class_name="1班"))
            roster_changed(work, all_three.school.id)
        assert "2 家" in all_three.say("ZhouNew", "转告 所有家长 明天带伞")

    def test_whose_family_somebody_else_writes_to_is_left_out(self, all_three: Correspondence) -> None:
        stand_in(all_three.store, all_three.school, "WangFang", "ZhouNew")
        said = all_three.say("ZhouNew", "转告 张三爸爸和李四妈妈 明天带伞")
        assert "张三（由结对老师或班主任来写）" in said
        assert said.startswith("没有发")

    def test_who_wants_none_since_it_was_asked_gets_none(self, all_three: Correspondence, store: Store) -> None:
        all_three.say("WangFang", "转告 所有家长 明天带伞")
        with store.writing() as work:
            father = guardians.of_child(work, all_three.school.students[ZHANG])[1]
            parents.decline(work, father.id, all_three.now)
            work.connection.execute(
                update(guardians.GUARDIAN).where(guardians.GUARDIAN.c.platform_mark.is_(None)).values(no_contact=True)
            )
        said = all_three.say("WangFang", "确认")
        assert "不发：张三爸爸（说过先不收）" in said
        assert reached(all_three) == ["l_m"]

    def test_a_guardian_of_another_child_is_nobody(self, all_three: Correspondence) -> None:
        with all_three.store.reading() as work:
            other = guardians.of_child(work, all_three.school.students[LI])[0].id
        forged = RelaySeveral("好", (Addressed(all_three.school.students[ZHANG], None, other),), confirmed=True)
        assert "没有发" in all_three.do("WangFang", forged).text
        assert all_three.notes() == []

    def test_a_danger_and_a_long_text_go_to_nobody(self, all_three: Correspondence) -> None:
        for text, why in (("有人不想活了", "没有发出去"), ("很" * 501, "最多 500 字")):
            assert why in all_three.do("WangFang", RelaySeveral(text, families=Families.OWN)).text
        assert all_three.notes() == []

    def test_another_family_reads_no_childs_name(self, all_three: Correspondence) -> None:
        reply = all_three.do("WangFang", RelaySeveral("李四得了奖", families=Families.OWN))
        assert "提到了别的孩子：李四" in reply.text
        assert isinstance(reply.question, MaySend)
        assert reply.question.careful

    def test_a_child_that_has_left_the_care_stops_all_of_it(self, all_three: Correspondence) -> None:
        reply = all_three.do("ZhouNew", RelaySeveral("好", (Addressed(all_three.school.students[LI]),)))
        assert "不在您这儿" in reply.text

    def test_at_night_they_wait_together(self, all_three: Correspondence) -> None:
        all_three.now = NIGHT
        all_three.say("WangFang", "转告 所有家长 明天带伞")
        assert "明早 7:30 发出" in all_three.say("WangFang", "确认")
        assert "先不打扰家里休息" in all_three.say("WangFang", "确认")


def test_good_news_is_a_note_of_its_kind(families: Correspondence) -> None:
    families.guardian(LI, "母亲", "m")
    families.say("WangFang", "进步 李四 今天主动举手了")
    assert [note.kind for note in families.notes()] == [NoteKind.PROGRESS]
    assert reached(families) == ["m"]


def test_good_news_to_all_guardians(families: Correspondence) -> None:
    families.guardian(LI, "母亲", "m")
    families.guardian(LI, "父亲", "f")
    families.say("WangFang", "进步 李四家里人 今天主动举手了")
    assert [note.kind for note in families.notes()] == [NoteKind.PROGRESS] * 2
