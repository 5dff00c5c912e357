"""Notes on their way: what the platform says of one is told to its writer, and nobody's answer is lost."""

import json
from datetime import datetime

import pytest

from duty.people import Kin
from scheduler.moment import At
from scheduler.notes import tell_of_held_up
from scheduler.sender import Later, Outcome, Perhaps, Reason, Refused
from scheduler.tools import Tools
from storage import guardians, links
from storage.work import Store
from tests.support.correspondence import BASE_URL, ZONE, Correspondence

LI = "20250102"


@pytest.fixture
def families(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


def write(families: Correspondence) -> int:
    """A note to Li Si's mother that is due now; her row id."""
    guardian = families.guardian(LI, "母亲", "m")
    families.relay("WangFang", LI, "李四讲题很清楚", Kin.MOTHER)
    families.later(seconds=30)
    return guardian


def refuse(families: Correspondence, *accounts: str, outcome: Outcome | None = None) -> None:
    families.platform.answer = lambda account: outcome if account in accounts else None


@pytest.mark.parametrize(
    ("reason", "state", "said"),
    [
        (Reason.NOT_FOLLOWING, "unfollowed", "关注「学校通知」"),
        (Reason.UNREACHABLE, "unfollowed", "找不到"),
        (Reason.TEACHER_OUT_OF_RANGE, "failed", "可见范围"),
        (Reason.PARENTS_APP_FORBIDDEN, "failed", "家长可使用的应用"),
    ],
)
def test_the_writer_hears_that_it_did_not_arrive_with_the_next_step(
    families: Correspondence, store: Store, reason: Reason, state: str, said: str
) -> None:
    write(families)
    refuse(families, "m", outcome=Refused(reason, 1))
    [_, (account, card)] = families.deliver()
    link = json.loads(card)["link"]
    assert account == "WangFang"
    assert link["title"] == "给李四妈妈的话还没送到"
    assert said in link["text"]
    assert len(link["button"]) <= 4
    note = families.notes()[0]
    token = link["url"].removeprefix(f"{BASE_URL}/m/pass/")
    assert links.read_pass(store.vault, token, families.now) == links.PassLink(note.thread.member_id, note.id)
    assert families.states() == [state]


@pytest.mark.parametrize(
    ("reason", "said"), [(Reason.BLOCKED_CONTENT, "换个说法"), (Reason.MALFORMED, "这是我这边的毛病")]
)
def test_where_a_link_would_not_help_none_is_offered(families: Correspondence, reason: Reason, said: str) -> None:
    write(families)
    refuse(families, "m", outcome=Refused(reason, 1))
    [_, (account, text)] = families.deliver()
    assert account == "WangFang"
    assert text.startswith("给李四妈妈的话还没送到\n")
    assert said in text
    assert "/m/pass/" not in text
    assert families.states() == ["failed"]


def test_without_pages_the_next_step_is_to_phone(families: Correspondence) -> None:
    families.base_url = ""
    write(families)
    refuse(families, "m", outcome=Refused(Reason.NOT_FOLLOWING, 0))
    [_, (_, text)] = families.deliver()
    assert text.startswith("给李四妈妈的话还没送到\n")
    assert "打个电话" in text


def test_what_certainly_did_not_go_can_still_be_called_back(families: Correspondence) -> None:
    write(families)
    refuse(families, "m", outcome=Later(Reason.PLATFORM, -1, 60, app_wide=False))
    families.deliver()
    reply = families.withdraw("WangFang")
    assert reply is not None
    assert "撤回了" in reply.text
    families.later(minutes=10)
    assert families.deliver() == []


def test_what_perhaps_went_is_not_promised_to_be_back(families: Correspondence) -> None:
    write(families)
    refuse(families, "m", outcome=Perhaps())
    families.deliver()
    reply = families.withdraw("WangFang")
    assert reply is not None
    assert "叫不回来了" in reply.text
    assert "正在发" in families.confirm("WangFang").text


def test_who_follows_after_the_platform_refused_can_get_it(families: Correspondence) -> None:
    write(families)
    refuse(families, "m", outcome=Refused(Reason.NOT_FOLLOWING, 0))
    families.deliver()
    refuse(families)
    families.follow("m")
    assert [to for to, _ in families.deliver()] == ["WangFang"]
    families.confirm("WangFang")
    assert [to for to, _ in families.deliver()] == ["m"]
    assert families.states() == ["sent"]


def test_a_second_failure_is_told_as_the_first_was(families: Correspondence) -> None:
    write(families)
    refuse(families, "m", outcome=Refused(Reason.NOT_FOLLOWING, 0))
    families.deliver()
    families.follow("m")
    families.deliver()
    families.confirm("WangFang")
    assert [to for to, _ in families.deliver()] == ["m", "WangFang"]


def test_a_guardian_whom_the_roster_now_bars_gets_nothing(families: Correspondence, store: Store) -> None:
    write(families)
    with store.writing() as work:
        work.connection.execute(guardians.GUARDIAN.update().values(no_contact=True))
    [(account, text)] = families.deliver()
    assert account == "WangFang"
    assert "不发给这位" in text
    assert "/m/pass/" not in text


def test_a_guardian_who_stopped_following_meanwhile_is_not_tried(families: Correspondence, store: Store) -> None:
    guardian = write(families)
    with store.writing() as work:
        work.connection.execute(
            guardians.GUARDIAN.update().where(guardians.GUARDIAN.c.id == guardian).values(follows=False)
        )
    assert [to for to, _ in families.deliver()] == ["WangFang"]
    assert families.states() == ["unfollowed"]


def test_news_that_is_no_longer_true_is_not_told(families: Correspondence) -> None:
    write(families)
    families.later(hours=9, minutes=30)
    refuse(families, "m", outcome=Refused(Reason.NOT_FOLLOWING, 0))
    families.confirm("WangFang")
    families.deliver()
    families.withdraw("WangFang")
    families.later(hours=10)
    assert families.deliver() == []
    assert list(families.outbox().values()) == ["failed", "dropped"]


class TestAnswers:
    def answered(self, families: Correspondence, text: str = "谢谢") -> None:
        guardian = write(families)
        families.deliver()
        families.answer(guardian, families.notes()[0].id, text)

    def test_a_teacher_who_cannot_be_reached_hands_it_to_the_class_teacher(self, families: Correspondence) -> None:
        self.answered(families)
        refuse(families, "WangFang", outcome=Refused(Reason.UNREACHABLE, 81013))
        assert [to for to, _ in families.deliver()] == ["WangFang", "SunLi"]
        assert "给李四妈妈" in families.reply("SunLi", "收到").text

    def test_all_parts_of_a_long_one_move_on_once(self, families: Correspondence) -> None:
        self.answered(families, "好" * 1000)
        refuse(families, "WangFang", outcome=Refused(Reason.UNREACHABLE, 81013))
        assert [to for to, _ in families.deliver()] == ["WangFang"] * 3 + ["SunLi"] * 3

    def test_with_nobody_reachable_it_ends(self, families: Correspondence) -> None:
        self.answered(families)
        everybody = tuple(families.school.members)
        refuse(families, *everybody, outcome=Refused(Reason.UNREACHABLE, 81013))
        asked = [to for to, _ in families.deliver()]
        assert asked[:3] == ["WangFang", "SunLi", "GaoAdmin"]
        assert families.states() == ["sent", "failed"]

    def test_an_answer_that_perhaps_arrived_is_said_once_more(self, families: Correspondence) -> None:
        self.answered(families)
        refuse(families, "WangFang", outcome=Perhaps())
        families.deliver()
        refuse(families)
        families.later(hours=6)
        families.deliver()
        assert families.states() == ["sent", "sent"]
        assert [state for key, state in families.outbox().items() if key.startswith("answer:")] == ["unsure", "sent"]


def test_a_writer_who_waits_in_vain_hears_why_and_the_note_still_goes_in_the_end(families: Correspondence) -> None:
    write(families)
    refuse(families, "m", outcome=Later(Reason.NOT_TRUSTED, 60020, 60, app_wide=True))
    families.deliver()
    tools = Tools(families.store, families.store)
    for minutes in (5, 6, 30):
        families.later(minutes=minutes)
        tell_of_held_up(tools, At(families.now, ZONE, families.base_url))
    told = [text for to, text in families.deliver() if to == "WangFang"]
    assert len(told) == 1
    assert "给李四妈妈的话还发不出去" in told[0]
    assert "不认这台服务器的地址" in told[0]
    assert "打个电话" in told[0]
    refuse(families)
    families.later(minutes=5)
    assert [to for to, _ in families.deliver()] == ["m"]
    tell_of_held_up(tools, At(families.now, ZONE, families.base_url))
    assert families.deliver() == []


def test_what_was_sent_off_at_night_and_could_not_go_waits_for_the_morning(families: Correspondence) -> None:
    families.guardian(LI, "母亲", "m")
    families.now = datetime(2025, 11, 21, 22, 0, tzinfo=ZONE)
    families.relay("WangFang", LI, "好", Kin.MOTHER)
    families.confirm("WangFang")
    refuse(families, "m", outcome=Later(Reason.NOT_TRUSTED, 60020, 60, app_wide=True))
    families.deliver()
    refuse(families)
    families.later(hours=2)
    assert families.deliver() == []
    families.now = datetime(2025, 11, 22, 7, 31, tzinfo=ZONE)
    assert [to for to, _ in families.deliver()] == ["m"]
