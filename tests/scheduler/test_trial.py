"""Until a school is in earnest, everything but danger goes to its coordinator, who is told for whom it was."""

import json

import pytest
from sqlalchemy import insert, update

from duty.messages import Button, LinkCard, Option, VoteCard
from duty.people import Kin, Role
from scheduler.handling import Ready
from scheduler.sender import Perhaps, Reason, Refused
from storage.outbox import Channel, Purpose
from storage.people import MEMBER_ROLE, SCHOOL
from storage.trial import STAND_INS
from storage.work import Store
from tests.scheduler.pretend import Post, after
from tests.support import small_school
from tests.support.correspondence import Correspondence

VOTE = VoteCard("t1", "还等您的", "聊过的勾一下", (Option("o1", "张三"), Option("o2", "李四")), Button("ok", "好了"))


@pytest.fixture
def trial(store: Store, school_id: int) -> Post:
    school = small_school.fill(store, school_id)
    appoint(store, school.members["ChenJie"])
    return Post.of(store, school_id)


def appoint(store: Store, member_id: int) -> None:
    """Somebody who gets what others would get."""
    role = {"member_id": member_id, "role": Role.COORDINATOR.value, "grade": "", "class_name": ""}
    with store.writing() as work:
        work.connection.execute(insert(MEMBER_ROLE).values(role))


def test_what_is_for_a_member_goes_to_the_coordinator_in_plain_words(trial: Post) -> None:
    trial.put("a", message=VOTE)
    trial.run(after(0))
    assert trial.platform.accounts() == ["ChenJie"]
    (text,) = trial.platform.texts()
    assert text.splitlines() == [
        "【试运行】这条本来发给王老师，现在只发给您看：",
        "还等您的",
        "聊过的勾一下",
        "· 张三",
        "· 李四",
    ]


def test_a_guardian_gets_nothing(trial: Post) -> None:
    trial.put("n", "7", channel=Channel.GUARDIAN, purpose=Purpose.NOTE)
    trial.topic.answers["n"] = Ready("parent7", LinkCard("好消息", "讲题了", "https://x/p/1", "看看"), whom="李四妈妈")
    trial.run(after(0))
    request = json.loads(trial.platform.requests[0])
    assert (request["path"], request["body"]["to"]) == ("member", "ChenJie")
    assert "李四妈妈" in trial.platform.texts()[0]


def test_danger_goes_where_it_must(trial: Post) -> None:
    trial.put("danger", "GaoAdmin", purpose=Purpose.ALERT)
    trial.run(after(0))
    assert trial.platform.accounts() == ["GaoAdmin"]
    assert trial.platform.texts() == ["danger"]


def test_the_coordinator_is_not_sent_more_than_the_platform_lets_through(trial: Post) -> None:
    trial.put_many(40, receivers=[f"U{number}" for number in range(40)])
    trial.run(after(0))
    assert len(trial.platform.requests) == 25
    trial.run(after(61))
    assert len(trial.platform.requests) == 40


def test_without_a_coordinator_the_administrator_stands_in_and_without_anybody_nothing_goes(post: Post) -> None:
    with post.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=True))
    post.put("a")
    post.run(after(0))
    assert post.platform.accounts() == ["GaoAdmin"]
    with post.store.writing() as work:
        work.connection.execute(MEMBER_ROLE.delete())
    post.put("b")
    post.run(after(1))
    assert post.states() == {"a": "sent", "b": "failed"}
    assert post.errors()["b"] == "trial_without_stand_in"
    assert post.topic.told[-1] == ("b", Refused(Reason.TRIAL_WITHOUT_STAND_IN))


def test_where_nobody_stands_in_the_writer_of_a_note_still_hears_that_it_did_not_go(
    store: Store, school_id: int
) -> None:
    families = Correspondence.of(store, school_id, trial=True)
    with store.writing() as work:
        leading = [role.value for role in STAND_INS]
        work.connection.execute(MEMBER_ROLE.delete().where(MEMBER_ROLE.c.role.in_(leading)))
    families.guardian("20250102", "母亲", "m")
    families.relay("WangFang", "20250102", "李四讲题很清楚", Kin.MOTHER)
    families.later(seconds=40)
    [(account, told)] = families.deliver()
    assert (account, families.states()) == ("WangFang", ["failed"])
    assert "试运行" in told


@pytest.mark.parametrize(("before", "accounts"), [(True, ["ChenJie"]), (False, ["m"])])
def test_a_trial_that_begins_or_ends_changes_nothing_of_what_may_have_gone(
    store: Store, school_id: int, before: bool, accounts: list[str]
) -> None:
    families = Correspondence.of(store, school_id, trial=before)
    appoint(store, families.school.members["ChenJie"])
    families.guardian("20250102", "母亲", "m")
    families.relay("WangFang", "20250102", "李四讲题很清楚", Kin.MOTHER)
    families.later(seconds=40)
    families.platform.answer = lambda _account: Perhaps()
    families.deliver()
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=not before))
    families.platform.answer = lambda _account: None
    families.later(seconds=200)
    assert [account for account, _ in families.deliver()] == accounts
    assert families.states() == ["tried" if before else "sent"]


def test_a_school_in_earnest_sends_to_those_it_means(trial: Post) -> None:
    with trial.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
    trial.put("a")
    trial.run(after(0))
    assert trial.platform.accounts() == ["WangFang"]
