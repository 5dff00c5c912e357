"""去信: what is truly known of each note, and answers by the number of a note."""

import pytest
from sqlalchemy import update

from duty.delivery import Reason
from duty.people import Kin
from duty.relaying import ReplyToParent, ShowLetters
from scheduler.sender import Refused
from storage.people import SCHOOL
from storage.work import Store
from tests.support.correspondence import Correspondence

ZHANG, LI = "20250101", "20250102"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    families = Correspondence.of(store, school_id)
    families.guardian(LI, "母亲", "m")
    return families


def gone(families: Correspondence, text: str = "好") -> int:
    """A note that has reached the mother."""
    families.relay("WangFang", LI, text, Kin.MOTHER)
    families.later(seconds=30)
    families.deliver()
    return families.notes()[-1].id


class TestWhatBecame:
    def test_nothing_was_written(self, families: Correspondence) -> None:
        assert "没有写给家长的话" in families.say("WangFang", "去信")

    def test_from_waiting_to_answered(self, families: Correspondence) -> None:
        families.relay("WangFang", LI, "今天他主动举手了，讲得好", Kin.MOTHER)
        assert "李四妈妈「今天他主动举手了，讲得好」：等着发（30 秒后发出）" in families.say("WangFang", "去信")
        families.later(seconds=30)
        families.deliver()
        assert "已发出（12:00）" in families.say("WangFang", "我发的话送到了吗")
        note = families.notes()[0]
        families.later(minutes=5)
        families.open(note.thread.guardian_id, note.id)
        assert "已发出（12:00），打开过（12:05）" in families.say("WangFang", "李四妈妈看到了吗")
        families.answer(note.thread.guardian_id, note.id, "谢谢")
        said = families.say("WangFang", "家长回了没有")
        assert f"打开过（12:05），回话了（#{families.notes()[-1].id}）" in said
        assert "已读" not in said

    def test_until_the_family_agrees_it_has_not_gone(self, families: Correspondence) -> None:
        with families.store.writing() as work:
            work.connection.execute(update(SCHOOL).values(asks_consent=True))
        families.relay("WangFang", LI, "他主动举手了", Kin.MOTHER)
        assert "李四妈妈「他主动举手了」：等家长同意，先没发" in families.say("WangFang", "去信")

    def test_an_answer_belongs_to_the_note_before_it(self, families: Correspondence) -> None:
        first, second = gone(families, "一"), gone(families, "二")
        families.answer(families.notes()[0].thread.guardian_id, second, "谢谢")
        families.answer(families.notes()[0].thread.guardian_id, first, "再谢")
        lines = families.say("WangFang", "去信").split("\n")
        assert "回话了" in lines[1]
        assert "「一」：已发出（12:00）" in lines[2]
        assert "回话了" not in lines[2]

    @pytest.mark.parametrize(
        ("reason", "said"),
        [
            (Reason.NOT_FOLLOWING, "没送到：李四妈妈可能还没有关注"),
            (Reason.UNREACHABLE, "没送到：企业微信里找不到李四妈妈"),
        ],
    )
    def test_why_it_did_not_arrive(self, families: Correspondence, reason: Reason, said: str) -> None:
        families.platform.answer = {"m": Refused(reason)}.get
        gone(families)
        assert said in families.say("WangFang", "去信")

    def test_what_else_may_become_of_it(self, families: Correspondence, store: Store) -> None:
        families.relay("WangFang", LI, "他说不想活了", Kin.MOTHER)
        families.relay("WangFang", LI, "一", Kin.MOTHER)
        families.withdraw("WangFang")
        families.relay("WangFang", LI, "二", Kin.MOTHER)
        families.relay("WangFang", LI, "三", Kin.MOTHER)
        families.relay("WangFang", LI, "四", Kin.MOTHER)
        families.relay("WangFang", LI, "五", Kin.MOTHER)
        changes = ("state = 'tried'", "state = 'failed', error = 'declined'", "state = 'failed', error = 'no_contact'")
        with store.writing() as work:
            for number, change in enumerate((*changes, "state = 'failed', error = 'huh'"), start=3):
                work.connection.exec_driver_sql(f"UPDATE note SET {change} WHERE id = {number}")
        states = [line.partition("：")[2] for line in families.say("WangFang", "去信").split("\n")[1:]]
        assert states == [
            "没送到",
            "没发：学校的名单里写着不发",
            "没发：对方先不收",
            "学校在试运行，没有发给家长",
            "撤回了，没有发",
            "先压着，等学校的危机联系人定",
        ]

    def test_on_its_way_and_passed_on_by_hand(self, families: Correspondence, store: Store) -> None:
        families.relay("WangFang", LI, "一", Kin.MOTHER)
        families.relay("WangFang", LI, "二", Kin.MOTHER)
        with store.writing() as work:
            work.connection.exec_driver_sql("UPDATE outbox SET state = 'leased' WHERE unique_key = 'note:1'")
            work.connection.exec_driver_sql("UPDATE note SET state = 'passed_on' WHERE id = 2")
        assert families.say("WangFang", "去信").split("\n")[1:] == [
            "李四妈妈「二」：转了专属链接",
            "李四妈妈「一」：正在发",
        ]

    def test_only_ones_own_of_two_weeks_and_ten_of_them(self, families: Correspondence) -> None:
        gone(families, "很早")
        families.later(days=14)
        for number in range(12):
            families.relay("WangFang", LI, f"第 {number} 条", Kin.MOTHER)
            families.later(days=1)
        lines = families.say("WangFang", "去信").split("\n")
        assert len(lines) == 11
        assert "第 11 条" in lines[1]
        assert "没有写给家长的话" in families.say("SunLi", "去信")

    def test_of_one_childs_guardian(self, families: Correspondence) -> None:
        families.guardian(LI, "父亲", "f")
        families.guardian(ZHANG, "父亲", "z")
        for student_no, kin in ((LI, Kin.MOTHER), (LI, Kin.FATHER), (ZHANG, Kin.FATHER)):
            families.relay("WangFang", student_no, "好", kin)
        assert families.say("WangFang", "去信 李四").count("「好」") == 2
        assert families.say("WangFang", "李四爸爸看到了吗").count("「好」") == 1
        assert "没有写给家长的话" in families.do("WangFang", ShowLetters(families.school.students[LI], Kin.OTHER)).text

    def test_the_day_is_said_where_it_is_another(self, families: Correspondence) -> None:
        gone(families)
        families.later(days=1)
        assert "已发出（昨天 12:00）" in families.say("WangFang", "去信")
        families.later(days=4)
        assert "已发出（11月21日 12:00）" in families.say("WangFang", "去信")

    def test_of_a_child_that_has_left_the_care(self, families: Correspondence, store: Store) -> None:
        gone(families)
        with store.writing() as work:
            work.connection.exec_driver_sql("UPDATE pairing SET \"end\" = '2025-11-20'")
            work.connection.exec_driver_sql("UPDATE school SET roster_version = 2")
        assert "李四妈妈「好」：已发出（12:00）" in families.say("WangFang", "去信")


class TestByNumber:
    def heard(self, families: Correspondence, text: str = "谢谢") -> int:
        """The number of what the mother wrote."""
        note = gone(families)
        families.answer(families.notes()[-1].thread.guardian_id, note, text)
        families.later(minutes=3)
        return families.notes()[-1].id

    def test_a_certain_one_is_answered(self, families: Correspondence) -> None:
        families.guardian(ZHANG, "父亲", "z")
        number = self.heard(families)
        families.relay("WangFang", ZHANG, "好", Kin.FATHER)
        families.later(seconds=30)
        families.deliver()
        note = families.notes()[-1]
        families.answer(note.thread.guardian_id, note.id, "收到")
        asked = families.say("WangFang", "回复 不客气")
        assert f"#{number} 李四妈妈「谢谢」" in asked
        assert "给李四妈妈，30 秒后发出" in families.say("WangFang", f"#{number}")
        assert "给张三爸爸" in families.say("WangFang", f"回复 #{families.notes()[-2].id}：不客气")

    @pytest.mark.parametrize("answer", ["999999", "#999999", "都是", "第九个"])
    def test_no_other_number_answers_the_question(self, families: Correspondence, answer: str) -> None:
        families.guardian(ZHANG, "父亲", "z")
        number = self.heard(families)
        families.relay("WangFang", ZHANG, "好", Kin.FATHER)
        families.later(seconds=30)
        families.deliver()
        families.answer(families.notes()[-1].thread.guardian_id, families.notes()[-1].id, "收到")
        before = len(families.notes())
        families.say("WangFang", "回复 不客气")
        families.say("WangFang", answer)
        assert len(families.notes()) == before
        assert "给李四妈妈" in families.say("WangFang", f"回复 #{number} 不客气")

    def test_every_other_number_is_refused_alike(self, families: Correspondence) -> None:
        number = self.heard(families)
        own = families.notes()[0].id
        refusals = {
            families.do(user, ReplyToParent("好", note_id=wanted)).text.replace(str(wanted), "N")
            for user, wanted in (("WangFang", own), ("WangFang", 10**9 - 1), ("SunLi", number), ("ZhouNew", number))
        }
        assert len(refusals) == 1
        assert "没有发" in refusals.pop()
        assert len(families.notes()) == 2

    def test_a_child_that_has_left_the_care_is_not_written_about(self, families: Correspondence, store: Store) -> None:
        number = self.heard(families)
        with store.writing() as work:
            work.connection.exec_driver_sql("UPDATE pairing SET \"end\" = '2025-11-20'")
            work.connection.exec_driver_sql("UPDATE school SET roster_version = 2")
        assert "不在您这儿" in families.do("WangFang", ReplyToParent("好", note_id=number)).text

    def test_who_gets_nothing_gets_no_answer(self, families: Correspondence, store: Store) -> None:
        number = self.heard(families)
        with store.writing() as work:
            work.connection.exec_driver_sql(f"UPDATE guardian SET no_contact = {'true' if work.postgresql else '1'}")
        assert "不发给李四妈妈" in families.do("WangFang", ReplyToParent("好", note_id=number)).text
