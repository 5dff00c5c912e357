"""A teacher writes to a family: to whom it goes, when, why not, and how it is hurried, stopped and answered."""

import json
from datetime import date, datetime, timedelta

import pytest

from duty.commands import RecordDeed, Undo
from duty.hearing import Confirm, WhichGuardian
from duty.kinds import Kind
from duty.people import Kin
from duty.relaying import ReplyToParent
from handlers import parents, passing_on
from handlers.home_words import Answered
from handlers.inbound_events import Change
from language.say import notes as say
from language.say import replies
from scheduler.sender import Reason, Refused
from storage import deeds, findings, guardians, links, notes
from storage.deeds import Source
from storage.work import Store
from tests.handlers.test_cards_in_stead import stand_in
from tests.support.correspondence import BASE_URL, NIGHT, NOON, ZONE, Correspondence

ZHANG, LI, ZHOU = "20250101", "20250102", "20250103"
FORBIDDEN_AT_HOME = ("帮扶", "困难", "贫困", "留守", "学困", "结对")


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


def record(families: Correspondence, store: Store) -> None:
    """The teacher reports a talk with Zhang San, now."""
    with store.writing() as work:
        message = families.message(work)
        school = families.school
        deed = RecordDeed(Kind.TALK, (school.students[ZHANG],), date(2025, 11, 21))
        deeds.save(work, deed, Source(school.id, school.members["WangFang"], message.message_id, families.now))


class TestWriting:
    def test_a_note_waits_half_a_minute_and_is_shown_whole(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "li_mother")
        reply = families.relay("WangFang", LI, "李四今天主动给同桌讲题，讲得很清楚。", Kin.MOTHER)
        assert "给李四妈妈，30 秒后发出" in reply.text
        assert "李四妈妈好：李四今天主动给同桌讲题，讲得很清楚。\n七年级1班 王老师" in reply.text
        assert "「确认」" in reply.text
        assert "「撤回」" in reply.text
        families.later(seconds=29)
        assert families.deliver() == []
        families.later(seconds=1)
        [(account, text)] = families.deliver()
        assert account == "li_mother"
        assert text.startswith("李四妈妈好：李四今天主动给同桌讲题，讲得很清楚。\n七年级1班 王老师\n<a href=")
        assert families.states() == ["sent"]
        assert families.audited() == [("WangFang", "note_written")]

    def test_its_link_opens_for_that_guardian_only_and_ends(self, families: Correspondence, store: Store) -> None:
        guardian = families.guardian(LI, "母亲", "li_mother")
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        families.later(seconds=30)
        [(_, text)] = families.deliver()
        token = text.partition(f'<a href="{BASE_URL}/p/')[2].partition('"')[0]
        assert links.read(store.vault, token, families.now) == links.Link(guardian, families.notes()[0].id)
        assert links.read(store.vault, token, families.now + timedelta(days=8)) is None

    def test_without_an_address_of_ours_the_note_goes_without_a_link(self, families: Correspondence) -> None:
        families.base_url = ""
        families.guardian(LI, "母亲", "li_mother")
        assert "点这里" not in families.relay("WangFang", LI, "好", Kin.MOTHER).text
        families.later(seconds=30)
        assert families.deliver() == [("li_mother", "李四妈妈好：好\n七年级1班 王老师")]

    def test_nobody_can_smuggle_a_link_of_his_own(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "li_mother")
        families.relay("WangFang", LI, '<a href="http://evil">点我</a>', Kin.MOTHER)
        families.later(seconds=30)
        [(_, text)] = families.deliver()
        assert text.count("<") == 2
        assert '＜a href="http://evil">点我＜/a>' in text

    @pytest.mark.parametrize("clock", [(20, 59, 45), (21, 0, 0), (23, 59, 50)])
    def test_in_quiet_hours_it_waits_for_the_morning(
        self, families: Correspondence, clock: tuple[int, int, int]
    ) -> None:
        families.now = datetime(2025, 11, 21, *clock, tzinfo=ZONE)
        families.guardian(LI, "母亲", "li_mother")
        assert "7:30 发出" in families.relay("WangFang", LI, "好", Kin.MOTHER).text
        families.now = datetime(2025, 11, 22, 7, 29, tzinfo=ZONE)
        assert families.deliver() == []
        families.later(minutes=1)
        assert len(families.deliver()) == 1

    @pytest.mark.parametrize(("text", "goes"), [("很" * 500, True), ("很" * 501, False), ("🌞" * 376, False)])
    def test_what_is_too_long_is_refused_with_its_length(self, families: Correspondence, text: str, goes: bool) -> None:
        families.guardian(LI, "母亲", "li_mother")
        reply = families.relay("WangFang", LI, text, Kin.MOTHER)
        assert (families.states() == ["waiting"]) is goes
        assert ("501 字" in reply.text or "502 字" in reply.text) is not goes

    def test_the_longest_note_reaches_a_phone_whole(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "li_mother")
        preview = families.relay("WangFang", LI, "很" * 500, Kin.MOTHER).text
        families.later(seconds=30)
        [(_, text)] = families.deliver()
        assert len(text.encode()) <= 2048
        assert len(preview.encode()) <= 1950

    def test_a_danger_goes_to_no_family_before_people_have_looked(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "li_mother")
        families.guardian(LI, "父亲", "li_father")
        for kin in (Kin.MOTHER, None):
            assert "没有发出去" in families.relay("WangFang", LI, "他说不想活了", kin).text
        assert set(families.states()) == {"held"}
        assert all(key.startswith("alert:") for key in families.outbox())

    def test_in_a_trial_it_is_said_that_the_family_gets_nothing(self, store: Store, school_id: int) -> None:
        families = Correspondence.of(store, school_id, trial=True)
        families.guardian(LI, "母亲", "li_mother")
        assert "试运行" in families.relay("WangFang", LI, "好", Kin.MOTHER).text
        assert "家长收不到" in families.confirm("WangFang").text
        [(account, text)] = families.deliver()
        assert account == "GaoAdmin"
        assert "/p/" not in text
        assert families.states() == ["tried"]
        assert "没有发给家长" in families.confirm("WangFang").text


class TestToWhom:
    def test_the_mentor_the_class_teacher_and_who_leads_them_write(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "li_mother")
        assert "30 秒后" in families.relay("SunLi", LI, "好", Kin.MOTHER).text
        assert "30 秒后" in families.relay("ChenJie", LI, "好", Kin.MOTHER).text
        stand_in(families.store, families.school, "WangFang", "ZhouNew")
        refused = families.relay("ZhouNew", LI, "好", Kin.MOTHER).text
        assert "王老师" in refused
        assert "班主任孙老师" in refused
        assert len(families.notes()) == 2

    @pytest.mark.parametrize(
        ("on_file", "kin", "account"),
        [
            ([("母亲", "m"), ("父亲", "f")], Kin.FATHER, "f"),
            ([("外婆", "w"), ("奶奶", "n")], Kin.MATERNAL_GRANDMOTHER, "w"),
            ([("母亲", "m")], None, "m"),
            ([("母亲", None), ("父亲", "f")], None, "f"),
        ],
    )
    def test_one_guardian_is_meant(
        self, families: Correspondence, on_file: list[tuple[str, str | None]], kin: Kin | None, account: str
    ) -> None:
        for relation, known_as in on_file:
            families.guardian(LI, relation, known_as)
        families.relay("WangFang", LI, "好", kin)
        families.later(seconds=30)
        assert [to for to, _ in families.deliver()] == [account]

    def test_of_several_the_teacher_chooses(self, families: Correspondence) -> None:
        mother, father = families.guardian(LI, "母亲", "m"), families.guardian(LI, "父亲", "f")
        reply = families.relay("WangFang", LI, "好")
        assert "1 李四妈妈，2 李四爸爸" in reply.text
        assert isinstance(reply.question, WhichGuardian)
        assert reply.question.guardian_ids == (mother, father)
        assert families.notes() == []
        families.relay("WangFang", LI, "好", guardian_id=father)
        families.later(seconds=30)
        assert [to for to, _ in families.deliver()] == ["f"]

    def test_two_who_are_called_the_same_are_told_apart(self, families: Correspondence) -> None:
        families.guardian(LI, "父亲", "f")
        families.guardian(LI, "继父", "s")
        assert "1 李四爸爸（父亲），2 李四爸爸（继父）" in families.relay("WangFang", LI, "好", Kin.FATHER).text

    def test_an_aunt_is_not_taken_for_an_uncle(self, families: Correspondence) -> None:
        families.guardian(LI, "舅舅", "u")
        reply = families.relay("WangFang", LI, "好", Kin.OTHER)
        assert "1 李四舅舅" in reply.text
        assert families.notes() == []

    def test_without_anybody_on_file_the_administrator_is_named(self, families: Correspondence) -> None:
        assert "管理员" in families.relay("WangFang", LI, "好", Kin.MOTHER).text

    def test_who_is_not_on_file_is_not_made_up(self, families: Correspondence) -> None:
        families.guardian(LI, "父亲", "f")
        families.guardian(LI, "奶奶", "n", no_contact=True)
        reply = families.relay("WangFang", LI, "好", Kin.MOTHER).text
        assert "没有李四妈妈" in reply
        assert "有李四爸爸" in reply
        assert "奶奶" not in reply

    def test_to_whom_nothing_may_go_nothing_goes_nor_is_offered(self, families: Correspondence) -> None:
        barred = families.guardian(LI, "父亲", "f", no_contact=True)
        for kin, chosen in ((Kin.FATHER, None), (None, None), (None, barred)):
            assert "不发给" in families.relay("WangFang", LI, "好", kin, chosen).text
        families.guardian(LI, "母亲", "m")
        assert "给李四妈妈" in families.relay("WangFang", LI, "好").text
        families.later(seconds=30)
        assert [to for to, _ in families.deliver()] == ["m"]

    @pytest.mark.parametrize(("account", "follows", "why"), [(None, None, "写好了"), ("m", False, "关注「学校通知」")])
    def test_who_cannot_be_reached_is_said_at_once_with_a_link_to_pass_on(
        self, families: Correspondence, store: Store, account: str | None, follows: bool | None, why: str
    ) -> None:
        families.guardian(LI, "母亲", account, follows=follows)
        reply = families.relay("WangFang", LI, "好", Kin.MOTHER).text
        assert why in reply
        token = reply.partition(f"{BASE_URL}/m/pass/")[2].split("\n")[0]
        note = families.notes()[0]
        assert links.read_pass(store.vault, token, families.now) == links.PassLink(note.thread.member_id, note.id)
        assert families.outbox() == {}
        families.base_url = ""
        assert "打个电话" in families.relay("WangFang", LI, "好", Kin.MOTHER).text

    def test_nobody_ever_reads_a_number_to_call(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m")
        families.guardian(LI, "父亲", None)
        said = [families.relay("WangFang", LI, "好", kin).text for kin in (Kin.MOTHER, Kin.FATHER, Kin.OTHER, None)]
        assert not any("139" in text for text in said)


class TestSecondThoughts:
    @pytest.fixture
    def writing(self, families: Correspondence) -> Correspondence:
        families.guardian(LI, "母亲", "m")
        families.guardian(ZHANG, "父亲", "f")
        return families

    def test_confirmed_it_goes_at_once(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        assert "给李四妈妈的话这就发出" in writing.confirm("WangFang").text
        assert len(writing.deliver()) == 1
        assert "12:00 已经发出去了" in writing.confirm("WangFang").text
        assert ("WangFang", "note_urgent") not in writing.audited()

    def test_at_night_only_a_leader_wakes_a_family_and_that_is_written_down(self, writing: Correspondence) -> None:
        writing.now = NIGHT
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        said = writing.confirm("WangFang").text
        assert "明早 7:30 发出" in said
        assert "打电话" in said
        assert writing.deliver() == []
        writing.relay("ChenJie", LI, "今晚下大雪，明早晚到一小时", Kin.MOTHER)
        assert "这就发出" in writing.confirm("ChenJie").text
        assert len(writing.deliver()) == 1
        assert writing.audited()[-1] == ("ChenJie", "note_urgent")

    def test_of_two_the_newest_is_confirmed_and_the_other_named(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        writing.relay("WangFang", ZHANG, "好", Kin.FATHER)
        first = writing.confirm("WangFang").text
        assert "给张三爸爸的话这就发出" in first
        assert "给李四妈妈的「好」还等着，30 秒后发出" in first
        assert "给李四妈妈的话这就发出" in writing.confirm("WangFang").text
        assert [to for to, _ in writing.deliver()] == ["m", "f"]

    def test_two_to_one_guardian_are_told_apart_by_their_first_words(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "今天主动给同桌讲题，讲得很清楚", Kin.MOTHER)
        writing.later(seconds=10)
        writing.relay("WangFang", LI, "明天记得带伞", Kin.MOTHER)
        reply = writing.withdraw("WangFang")
        assert reply is not None
        assert "撤回了：给李四妈妈的「明天记得带伞」不发了" in reply.text
        assert "给李四妈妈的「今天主动给同桌讲题，讲得…」还等着，20 秒后发出" in reply.text

    def test_do_not_send_stops_the_note_and_nothing_else(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "明天记得带伞", Kin.MOTHER)
        writing.say("WangFang", "已谈心 李四")
        assert "撤回了：给李四妈妈的话不发了" in writing.say("WangFang", "等等，先别发")
        assert "已经撤回" in writing.say("WangFang", "别发了")
        assert writing.deliver() == []
        writing.later(hours=1)
        assert "现在没有等着发的话" in writing.say("WangFang", "不发了")
        assert "李四，谈心" in writing.say("WangFang", "撤销")

    def test_a_send_now_is_offered_only_to_whom_it_is_granted(self, writing: Correspondence) -> None:
        writing.now = NIGHT
        assert "回「确认」" not in writing.relay("WangFang", LI, "明天记得带伞", Kin.MOTHER).text
        assert "回「确认」" not in writing.say("WangFang", "转告 李四爸爸妈妈 后天带饭")

    @pytest.mark.parametrize("word", ["贫困生", "帮扶材料", "留守儿童", "结对"])
    def test_a_word_that_labels_a_child_is_asked_about(self, writing: Correspondence, word: str) -> None:
        assert "先没发" in writing.relay("WangFang", LI, f"他是{word}", Kin.MOTHER).text
        assert writing.states() == []

    def test_an_everyday_difficulty_may_be_spoken_of(self, writing: Correspondence) -> None:
        assert "30 秒后发出" in writing.relay("WangFang", LI, "这道题有点困难，他自己想出来了", Kin.MOTHER).text

    def test_while_nothing_goes_out_nobody_is_told_that_it_does(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        writing.store.submit(lambda work: findings.note(work, "app_trouble_parents", "not_trusted 60020", writing.now))
        said = writing.confirm("WangFang").text
        assert "还发不出去" in said
        assert "打个电话" in said

    def test_with_nothing_waiting_it_says_so(self, writing: Correspondence) -> None:
        assert "没有等着发的话" in writing.confirm("WangFang").text
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        assert "没有等着发的话" in writing.confirm("SunLi").text

    def test_withdrawn_it_never_goes(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        reply = writing.withdraw("WangFang")
        assert reply is not None
        assert "撤回了：给李四妈妈" in reply.text
        writing.later(minutes=1)
        assert writing.deliver() == []
        assert writing.states() == ["cancelled"]
        assert writing.audited()[-1] == ("WangFang", "note_withdrawn")

    def test_what_is_out_is_said_to_be_out_for_half_an_hour(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        writing.later(seconds=30)
        writing.deliver()
        reply = writing.withdraw("WangFang")
        assert reply is not None
        assert "12:00 已经发出去，撤不回来了" in reply.text
        writing.later(minutes=31)
        assert writing.withdraw("WangFang") is None

    def test_a_newer_deed_is_what_an_undo_means(self, writing: Correspondence, store: Store) -> None:
        writing.now = NIGHT
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        record(writing, store)
        assert writing.withdraw("WangFang") is None
        assert writing.states() == ["waiting"]

    def test_taken_back_twice_the_deed_before_it_is_asked_about(self, writing: Correspondence, store: Store) -> None:
        record(writing, store)
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        writing.withdraw("WangFang")
        again = writing.withdraw("WangFang")
        assert again is not None
        assert "已经撤回" in again.text
        assert "张三，谈心" in again.text
        assert isinstance(again.question, Confirm)
        assert isinstance(again.question.command, Undo)

    def test_a_note_kept_for_lack_of_a_way_can_be_taken_back(self, writing: Correspondence, store: Store) -> None:
        guardian = writing.guardian(ZHOU, "母亲", None)
        writing.relay("WangFang", ZHOU, "好", Kin.MOTHER)
        note = writing.notes()[0]
        assert writing.withdraw("WangFang") is not None
        with store.reading() as work:
            assert passing_on.to_pass_on(work, note.thread.member_id, note.id, writing.now, ZONE) is None
        assert writing.open(guardian, note.id) is None

    def test_a_strangers_undo_touches_no_note(self, writing: Correspondence) -> None:
        writing.relay("WangFang", LI, "好", Kin.MOTHER)
        assert writing.withdraw("SunLi") is None
        assert writing.states() == ["waiting"]


class TestTheGuardiansSide:
    @pytest.fixture
    def note(self, families: Correspondence) -> tuple[int, int]:
        """A guardian and a note that reached her."""
        guardian = families.guardian(LI, "母亲", "m")
        families.relay("WangFang", LI, "李四讲题很清楚", Kin.MOTHER)
        families.later(seconds=30)
        families.deliver()
        return guardian, families.notes()[0].id

    def test_the_page_shows_the_words_and_remembers_that_it_was_opened(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        thread = families.open(*note)
        families.open(*note)
        assert thread is not None
        assert (thread.child, thread.label, thread.signature) == ("李四", "李四妈妈", "七年级1班 王老师")
        assert [line.text for line in thread.lines] == ["李四讲题很清楚"]
        assert not any(word in str(thread) for word in FORBIDDEN_AT_HOME)
        assert [one for one in families.audited() if one[1] == "note_opened"] == [
            (f"guardian:{note[0]}", "note_opened")
        ]

    def test_nobody_elses_note_opens(self, families: Correspondence, note: tuple[int, int], store: Store) -> None:
        father = families.guardian(LI, "父亲", "f")
        assert families.open(father, note[1]) is None
        assert families.open(note[0], note[1] + 1) is None
        assert families.open(999, note[1]) is None
        with store.writing() as work:
            work.connection.execute(guardians.GUARDIAN.update().values(no_contact=True))
        assert families.open(*note) is None
        assert families.answer(*note, "好") is Answered.GONE

    def test_other_words_under_the_same_form_are_another_answer(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        """A page that comes back from a browser's memory has the form of before: what is said now must not be lost."""
        assert families.answer(*note, "谢谢老师") is Answered.SAVED
        assert families.answer(*note, "他说不想活了") is Answered.DANGER
        assert families.answer(*note, "他说不想活了") is Answered.REPEATED

    def test_the_answer_reaches_the_teacher_with_the_childs_name(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        assert families.answer(*note, " 谢谢<a>老师 ") is Answered.SAVED
        assert families.answer(*note, "谢谢<a>老师") is Answered.REPEATED
        [(account, said)] = families.deliver()
        card = json.loads(said)["buttons"]
        assert account == "WangFang"
        number = families.notes()[-1].id
        assert card["title"] == f"#{number} 李四妈妈给您回话了"
        assert card["text"] == f"谢谢＜a>老师\n想接着说，发「回复 #{number}」加您的话；不急。"
        thread = families.open(*note)
        assert thread is not None
        assert [(line.by, line.from_guardian) for line in thread.lines] == [
            ("七年级1班 王老师", False),
            ("李四妈妈", True),
        ]

    @pytest.mark.parametrize(
        ("text", "outcome"),
        [
            ("", Answered.EMPTY),
            (" \n ", Answered.EMPTY),
            ("好" * 1000, Answered.SAVED),
            ("好" * 1001, Answered.TOO_LONG),
        ],
    )
    def test_how_much_may_be_written(
        self, families: Correspondence, note: tuple[int, int], text: str, outcome: Answered
    ) -> None:
        assert families.answer(*note, text) is outcome

    def test_a_long_answer_arrives_whole_with_a_card_behind_it(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        words = "".join(chr(0x4E00 + number) for number in range(1000))
        families.answer(*note, words)
        *texts, card = [text for _, text in families.deliver()]
        assert json.loads(card)["buttons"]["title"].endswith("李四妈妈的话在上面")
        assert len(texts) == 2
        assert all(len(text.encode()) <= 2048 for text in texts)
        assert words in "".join(texts)

    def test_at_night_the_teacher_hears_of_it_in_the_morning(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        families.now = NIGHT
        assert families.answer(*note, "好") is Answered.SAVED_FOR_MORNING
        assert families.deliver() == []
        families.later(hours=9, minutes=30)
        assert len(families.deliver()) == 1

    def test_a_danger_alarms_the_school_and_reaches_the_teacher_at_night(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        families.now = NIGHT
        assert families.answer(*note, "孩子说不想活了") is Answered.DANGER
        assert any(key.startswith("alert:") for key in families.outbox())
        assert [to for to, _ in families.deliver()] == ["WangFang"]

    @pytest.mark.parametrize(
        ("text", "reader"), [("王老师打了孩子", "SunLi"), ("班主任打了孩子", "WangFang"), ("老师打了孩子", "GaoAdmin")]
    )
    def test_what_accuses_a_teacher_is_read_by_another(
        self, families: Correspondence, note: tuple[int, int], text: str, reader: str
    ) -> None:
        assert families.answer(*note, text) is Answered.DANGER
        assert [to for to, _ in families.deliver()] == [reader]
        assert not any("wangfang" in key for key in families.outbox() if key.startswith("alert:"))

    def test_where_everybody_is_accused_nobody_reads_it_but_it_is_kept(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        assert families.answer(*note, "王老师打了孩子，孙老师打了孩子，高老师打了孩子") is Answered.DANGER
        assert families.deliver() == []
        assert "waiting" in families.states()

    def test_what_cannot_be_brought_goes_on_to_nobody_who_is_accused(
        self, families: Correspondence, note: tuple[int, int]
    ) -> None:
        families.platform.answer = {"WangFang": Refused(Reason.UNREACHABLE)}.get
        assert families.answer(*note, "孙老师打了孩子") is Answered.DANGER
        families.deliver()
        assert not any(key.endswith("@sunli") for key in families.outbox())
        assert any(key.endswith("@gaoadmin") for key in families.outbox())

    def test_a_teacher_who_cares_no_more_hands_the_answer_to_the_class_teacher(
        self, families: Correspondence, note: tuple[int, int], store: Store
    ) -> None:
        with store.writing() as work:
            work.connection.exec_driver_sql("UPDATE pairing SET \"end\" = '2025-11-20'")
            work.connection.exec_driver_sql("UPDATE school SET roster_version = 2")
        families.answer(*note, "好")
        assert [to for to, _ in families.deliver()] == ["SunLi"]
        assert "给李四妈妈" in families.reply("SunLi", "收到").text
        thread = families.open(*note)
        assert thread is not None
        assert [line.text for line in thread.lines] == ["李四讲题很清楚", "好"]

    def test_no_more_notes_means_no_more_notes(
        self, families: Correspondence, note: tuple[int, int], store: Store
    ) -> None:
        with store.writing() as work:
            assert parents.decline(work, note[0], families.now)
        assert "先不收" in families.relay("WangFang", LI, "好", Kin.MOTHER).text
        families.answer(*note, "还有一句")
        assert "先不收" in families.reply("WangFang", "好").text
        with store.writing() as work:
            assert parents.resume(work, note[0], families.now)
            assert not parents.decline(work, 999, families.now)
        assert "30 秒后" in families.relay("WangFang", LI, "好", Kin.MOTHER).text
        assert [action for _, action in families.audited()][-4:] == [
            *("note_answered", "note_written", "notes_resumed", "note_written")
        ]

    def test_who_wants_none_can_be_given_the_way_back_by_hand(
        self, families: Correspondence, note: tuple[int, int], store: Store
    ) -> None:
        with store.writing() as work:
            parents.decline(work, note[0], families.now)
        before = families.outbox()
        reply = families.relay("WangFang", LI, "李四得了奖", Kin.MOTHER).text
        assert "重新接收" in reply
        assert families.outbox() == before, "nothing is sent"
        link = links.read_pass(store.vault, reply.partition(f"{BASE_URL}/m/pass/")[2], families.now)
        assert link is not None
        with store.reading() as work:
            passed = passing_on.to_pass_on(work, link.member_id, link.note_id, families.now, ZONE)
        assert passed is not None
        assert (passed.label, passed.until, passed.declined) == ("李四妈妈", families.now + links.LIVES, True)
        assert links.read(store.vault, passed.token, families.now) == links.Link(note[0], link.note_id, personal=True)
        assert "危机联系人" in families.relay("WangFang", LI, "李四说不想活了", Kin.MOTHER).text
        families.base_url = ""
        assert families.relay("WangFang", LI, "李四得了奖", Kin.MOTHER).text.endswith("要紧的事请打个电话。")
        assert families.states() == ["sent", "failed", "held"]

    def test_of_several_who_want_none_nobody_is_chosen(
        self, families: Correspondence, note: tuple[int, int], store: Store
    ) -> None:
        father, uncle = families.guardian(LI, "父亲", "f"), families.guardian(LI, "舅舅", "u")
        with store.writing() as work:
            for guardian in (note[0], father, uncle):
                parents.decline(work, guardian, families.now)
        for kin in (None, Kin.OTHER):
            assert "/m/pass/" not in families.relay("WangFang", LI, "好", kin).text
        assert "/m/pass/" in families.relay("WangFang", LI, "好", guardian_id=father).text

    def test_declined_while_it_waits_the_note_stays_here_and_the_teacher_is_told(
        self, families: Correspondence, note: tuple[int, int], store: Store
    ) -> None:
        families.relay("WangFang", LI, "再说一句", Kin.MOTHER)
        with store.writing() as work:
            parents.decline(work, note[0], families.now)
        families.later(seconds=30)
        [(account, text)] = families.deliver()
        assert account == "WangFang"
        assert "先不收" in text
        assert families.states() == ["sent", "failed"]

    def test_the_account_is_given_in_one_spelling(self, families: Correspondence, store: Store) -> None:
        known, unknown = families.guardian(LI, "父亲", "LiFather"), families.guardian(LI, "奶奶")
        with store.reading() as work:
            assert parents.account_of(work, known) == "lifather"
            assert parents.account_of(work, unknown) is None
            assert parents.account_of(work, 999) is None


class TestReplying:
    def heard(self, families: Correspondence, student_no: str, relation: str, text: str = "谢谢") -> int:
        guardian = families.guardian(student_no, relation, f"{student_no}{relation}")
        families.relay("WangFang", student_no, "好", guardian_id=guardian)
        families.confirm("WangFang")
        families.deliver()
        families.later(minutes=1)
        families.answer(guardian, families.notes()[-1].id, text)
        families.deliver()
        return guardian

    def test_the_one_who_waits_is_answered(self, families: Correspondence) -> None:
        self.heard(families, LI, "母亲")
        assert "给李四妈妈，30 秒后发出" in families.reply("WangFang", "不客气").text
        families.confirm("WangFang")
        [(_, text)] = families.deliver()
        assert text.startswith("李四妈妈好：不客气\n")

    def test_of_several_who_wait_the_teacher_chooses(self, families: Correspondence) -> None:
        mother, father = self.heard(families, LI, "母亲"), self.heard(families, ZHANG, "父亲")
        reply = families.reply("WangFang", "不客气")
        first, second = (note.id for note in families.notes() if note.from_guardian)
        assert f"#{second} 张三爸爸「谢谢」\n#{first} 李四妈妈「谢谢」" in reply.text
        assert isinstance(reply.question, WhichGuardian)
        assert reply.question.guardian_ids == (father, mother)
        assert "给李四妈妈" in families.reply("WangFang", "不客气", guardian_id=mother).text
        assert "给张三爸爸" in families.reply("WangFang", "不客气").text, "the other one still waits"

    def test_the_one_who_is_named_is_answered_whoever_waits_or_wrote_last(self, families: Correspondence) -> None:
        self.heard(families, LI, "母亲")
        self.heard(families, LI, "父亲")
        self.heard(families, ZHANG, "父亲")
        li = families.school.students[LI]
        mother = ReplyToParent("不客气", student_id=li, kin=Kin.MOTHER)
        assert "给李四妈妈，30 秒后发出" in families.do("WangFang", mother).text
        families.confirm("WangFang")
        assert "给李四爸爸" in families.do("WangFang", ReplyToParent("不客气", student_id=li)).text, (
            "the other still waits"
        )

    def test_who_is_named_and_has_not_written_is_written_to(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "li_mother")
        self.heard(families, LI, "父亲")
        answer = ReplyToParent("假条收到了", student_id=families.school.students[LI], kin=Kin.MOTHER)
        assert "给李四妈妈，30 秒后发出" in families.do("WangFang", answer).text

    def test_a_child_who_has_left_the_care_is_not_written_about(self, families: Correspondence) -> None:
        reply = families.do("WangFang", ReplyToParent("好的", student_id=10_000))
        assert reply.text == replies.no_longer_in_care()
        assert families.notes() == []

    def test_with_all_answered_the_last_is_meant(self, families: Correspondence) -> None:
        for student_no, relation in ((ZHANG, "父亲"), (LI, "母亲")):
            self.heard(families, student_no, relation)
            families.reply("WangFang", "不客气")
        assert "给李四妈妈" in families.reply("WangFang", "还有一句").text

    def test_after_two_weeks_nobody_is_meant(self, families: Correspondence) -> None:
        self.heard(families, LI, "母亲")
        families.later(days=14, minutes=1)
        assert "没有家长给您写话" in families.reply("WangFang", "不客气").text
        assert "没有家长给您写话" in families.reply("SunLi", "不客气").text

    def test_a_withdrawn_reply_leaves_the_guardian_waiting(self, families: Correspondence) -> None:
        self.heard(families, LI, "母亲")
        self.heard(families, ZHANG, "父亲")
        families.reply("WangFang", "不客气", guardian_id=families.notes()[0].thread.guardian_id)
        families.withdraw("WangFang")
        assert isinstance(families.reply("WangFang", "不客气").question, WhichGuardian)

    def test_a_danger_is_held_whoever_it_is_for(self, families: Correspondence) -> None:
        self.heard(families, LI, "母亲")
        self.heard(families, ZHANG, "父亲")
        before = len(families.notes())
        reply = families.reply("WangFang", "他说不想活了")
        assert "没有发出去" in reply.text
        assert reply.question is None
        assert len(families.notes()) == before


class TestFollowing:
    def test_the_writer_is_asked_and_may_send_within_three_days(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "李四讲题很清楚", Kin.MOTHER)
        families.later(days=2)
        families.follow("M")
        [(account, text)] = families.deliver()
        assert account == "WangFang"
        assert "李四妈妈关注「学校通知」了" in text
        assert "李四讲题很清楚" in text
        families.later(days=2, hours=23)
        assert "给李四妈妈的话这就发出" in families.confirm("WangFang").text
        [(account, text)] = families.deliver()
        assert account == "m"
        assert "李四讲题很清楚" in text
        assert families.states() == ["sent"]

    def test_after_three_days_it_is_over(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        families.follow("m")
        families.later(days=3, minutes=1)
        assert "没有等着发的话" in families.confirm("WangFang").text

    def test_a_note_of_long_ago_is_old_news(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        families.later(days=15)
        families.follow("m")
        assert families.outbox() == {}

    def test_asked_once_however_often_somebody_comes_and_goes(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        for change in (Change.SUBSCRIBED, Change.SUBSCRIBED, Change.UNSUBSCRIBED, Change.SUBSCRIBED):
            families.follow("m", change)
        assert len(families.deliver()) == 1

    def test_who_left_again_is_not_sent_to(self, families: Correspondence) -> None:
        families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        families.follow("m")
        families.follow("m", Change.UNSUBSCRIBED)
        assert families.deliver() == []
        assert "还没送到" in families.confirm("WangFang").text

    def test_what_was_read_by_the_personal_link_is_not_offered_again(
        self, families: Correspondence, store: Store
    ) -> None:
        guardian = families.guardian(LI, "母亲", "m", follows=False)
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        note = families.notes()[0]
        with store.writing() as work:
            passed = passing_on.to_pass_on(work, note.thread.member_id, note.id, families.now, ZONE)
            assert passed is not None
            assert (passed.label, passed.until, passed.declined) == ("李四妈妈", families.now + links.LIVES, False)
            link = links.read(store.vault, passed.token, families.now)
            assert link == links.Link(guardian, note.id, personal=True)
            assert notes.one(work, note.id) == note
            assert parents.open_page(work, link, families.now) is not None
        assert families.states() == ["passed_on"]
        families.follow("m")
        assert families.deliver() == []

    def test_only_its_writer_passes_a_note_on(self, families: Correspondence, store: Store) -> None:
        families.guardian(LI, "母亲", None)
        families.relay("WangFang", LI, "好", Kin.MOTHER)
        note = families.notes()[0]
        with store.reading() as work:
            assert passing_on.to_pass_on(work, families.school.members["SunLi"], note.id, families.now, ZONE) is None
            assert passing_on.to_pass_on(work, note.thread.member_id, note.id + 1, families.now, ZONE) is None


def test_times_are_said_as_people_say_them() -> None:
    night, morning = NIGHT.astimezone(ZONE), datetime(2025, 11, 22, 7, 30, tzinfo=ZONE)
    assert say.due(NOON + timedelta(seconds=30), NOON) == "30 秒后发出"
    assert say.due(morning, night) == "明早 7:30 发出"
    assert say.due(morning, night + timedelta(hours=3)) == "今早 7:30 发出"
