"""Members who cannot be reached: those who look after the app hear of all of them, once a day."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import event, insert, select, update

from duty.messages import Text
from duty.people import Role
from scheduler.delivery import Delivery
from scheduler.handling import Handling, Ready
from scheduler.moment import At
from scheduler.purposes import PURPOSES
from scheduler.reminders import settled
from scheduler.sender import Outcome, Reason, Refused
from scheduler.tools import Tools
from storage import outbox
from storage.outbox import OUTBOX, Channel, Draft, Purpose
from storage.people import MEMBER, MEMBER_ROLE, SCHOOL
from storage.work import Store
from tests.scheduler.pretend import Platform
from tests.scheduler.ticks import at
from tests.support import small_school
from tests.support.small_school import SmallSchool

# What a reminder says does not matter here.
SAY = Handling(lambda _work, leased, _moment: Ready(leased.recipient, leased.message), settled)
TABLE = {**PURPOSES, Purpose.REMINDER: SAY}
NOON = at("2025-11-21")


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    filled = small_school.fill(store, school_id)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
    return filled


class Round:
    """The post of a school whose platform refuses some accounts."""

    def __init__(self, store: Store, school: SmallSchool, **refused: Outcome) -> None:
        self.store, self.school, self.refused = store, school, refused
        self.platform = Platform(answer=lambda account: self.refused.get(account))
        self.delivery = Delivery(Tools(store, store), self.platform, TABLE, lambda: NOON.at)

    def remind(self, *users: str, minutes: int = 0) -> None:
        """Reminders to these, and what follows from their fate at once."""
        moment = self._after(minutes)
        drafts = [
            Draft(self.school.id, f"{user} {minutes}", Channel.MEMBER, user, Purpose.REMINDER, Text("x"), moment.at)
            for user in users
        ]
        with self.store.writing() as work:
            outbox.put(work, drafts, moment.at)
        self.run(minutes)

    def run(self, minutes: int) -> None:
        while self.delivery.round(self._after(minutes)):
            pass

    def notices(self) -> dict[str, str]:
        """What became of each, by key."""
        asked = select(OUTBOX.c.recipient, OUTBOX.c.unique_key, OUTBOX.c.state)
        with self.store.reading() as work:
            rows = work.connection.execute(asked.where(OUTBOX.c.purpose == Purpose.NOTICE.value)).all()
        return {f"{row.recipient} {row.unique_key.rpartition(':')[2]}": row.state for row in rows}

    def said(self) -> list[str]:
        """What arrived that is no reminder."""
        return [text for text in self.platform.reached if text != "x"]

    @staticmethod
    def _after(minutes: int) -> At:
        return At(NOON.at + timedelta(minutes=minutes), NOON.zone)


UNREACHABLE, UNLICENSED = Refused(Reason.UNREACHABLE, 81013), Refused(Reason.UNLICENSED, 701008)


def test_whoever_looks_after_the_app_hears_of_all_in_one_notice(store: Store, school: SmallSchool) -> None:
    post = Round(store, school, WangFang=UNREACHABLE, LiNa=UNLICENSED, SunLi=UNREACHABLE)
    post.remind("WangFang", "ChenJie", "LiNa")
    post.remind("SunLi", minutes=5)
    assert post.said() == []
    post.run(10)
    [said] = post.said()
    assert said == (
        "王芳、欧阳娜、孙丽 3 位老师没收到提醒，多半是同一个原因：企业微信里找不到他们，或者不在应用的可见范围里。\n"
        "管理后台 → 应用管理 → 这个应用 → 可见范围，把他们加进去，再核对名单里的企业微信账号。\n"
        "其余的原因，体检（jiedui doctor）里有。"
    )
    assert post.notices() == {"GaoAdmin 2025-11-21": "sent"}


def test_who_is_missed_after_the_notice_went_is_named_by_the_next_day_s(store: Store, school: SmallSchool) -> None:
    post = Round(store, school, WangFang=UNREACHABLE, LiNa=UNREACHABLE)
    post.remind("WangFang")
    post.run(10)
    post.remind("LiNa", minutes=60)
    assert post.notices() == {"GaoAdmin 2025-11-21": "sent", "GaoAdmin 2025-11-22": "waiting"}
    post.remind("WangFang", minutes=24 * 60)
    post.run(26 * 60)
    assert [text.partition("没收到")[0] for text in post.said()] == ["王芳老师", "欧阳娜、王芳 2 位老师"]


@pytest.mark.parametrize(
    ("posts", "missed", "told"),
    [
        ((), "WangFang", ["GaoAdmin"]),
        (((Role.COORDINATOR, "SunLi"),), "WangFang", ["GaoAdmin"]),
        (((Role.COORDINATOR, "SunLi"), (Role.PRINCIPAL, "LiNa")), "GaoAdmin", ["SunLi"]),
        (((Role.ADMIN, "SunLi"),), "GaoAdmin", ["SunLi"]),
        (((Role.ADMIN, "SunLi"),), "WangFang", ["GaoAdmin", "SunLi"]),
        ((), "GaoAdmin", []),
    ],
)
def test_those_who_can_mend_it_are_told_and_not_the_missed_one(
    store: Store, school: SmallSchool, posts: Sequence[tuple[Role, str]], missed: str, told: list[str]
) -> None:
    for role, user in posts:
        values = {"member_id": school.members[user], "role": role.value, "grade": "", "class_name": ""}
        with store.writing() as work:
            work.connection.execute(insert(MEMBER_ROLE).values(values))
    post = Round(store, school, **{missed: UNREACHABLE})
    post.remind(missed)
    assert sorted(post.notices()) == [f"{user} 2025-11-21" for user in told]


@pytest.mark.parametrize("outcome", [None, Refused(Reason.UNSURE)], ids=["delivered", "unsure"])
def test_nothing_is_said_where_nobody_was_left_out_for_certain(
    store: Store, school: SmallSchool, outcome: Outcome | None
) -> None:
    post = Round(store, school, **({"WangFang": outcome} if outcome else {}))
    post.remind("WangFang")
    assert post.notices() == {}


def test_a_notice_of_somebody_who_has_left_meanwhile_is_dropped(store: Store, school: SmallSchool) -> None:
    post = Round(store, school, WangFang=UNREACHABLE)
    post.remind("WangFang")
    with store.writing() as work:
        work.connection.execute(update(MEMBER).where(MEMBER.c.user_id == "WangFang").values(user_key="gone"))
    post.run(10)
    assert post.notices() == {"GaoAdmin 2025-11-21": "dropped"}


def test_one_missed_teacher_costs_a_few_small_questions(store: Store, school: SmallSchool) -> None:
    """The writer's thread has callbacks to answer: nobody may load the school on it."""
    post = Round(store, school, WangFang=UNREACHABLE)
    asked: list[str] = []

    def listen(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(store.engine, "before_cursor_execute", listen)
    try:
        post.remind("WangFang")
    finally:
        event.remove(store.engine, "before_cursor_execute", listen)
    assert [statement for statement in asked if "FROM student" in statement or "FROM pairing" in statement] == []
