"""Words of danger, in whatever message they stand: those who can help are told at once, and the writer hears it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from duty.messages import Text, from_json
from storage import findings, outbox
from storage.outbox import OUTBOX, Purpose
from storage.people import SCHOOL
from storage.work import Store
from tests.scenarios.books import Line, ledger
from tests.support.platform import Platform
from tests.support.small_school import NOON, SmallSchool


@pytest.fixture(autouse=True)
def contacts(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts="GaoAdmin ChenJie"))


def alerts(store: Store) -> dict[str, str]:
    """What each contact is sent, by user id."""
    with store.reading() as work:
        rows = work.connection.execute(select(OUTBOX).where(OUTBOX.c.purpose == Purpose.ALERT.value)).all()
        bodies = {row.recipient: work.vault.open_json(row.sealed_body, outbox.BODY)["message"] for row in rows}
    found = {user: from_json(body) for user, body in bodies.items()}
    return {user: message.content for user, message in found.items() if isinstance(message, Text)}


def test_inside_a_record_it_is_recorded_and_alarmed(platform: Platform, store: Store, school: SmallSchool) -> None:
    answer = platform.answer("WangFang", "谈心 张三：他说不想活了", at=NOON)
    assert answer.startswith("谢谢您马上说出来。我正在通知")
    assert "记好了：张三，谈心" in answer
    assert ledger(store, school.id) == [Line("WangFang", "20250101", "talk", "2025-11-21", "他说不想活了")]
    told = alerts(store)
    assert set(told) == {"GaoAdmin", "ChenJie"}
    assert "张三（七年级1班）" in told["GaoAdmin"]
    assert "不想活" not in told["GaoAdmin"]


@pytest.mark.parametrize(
    "said",
    [
        "李四想跳楼",
        "转告 张三妈妈 他说不想活了",
        "张三离家出走了！！",
        "待办 张三被打",
        "張三說不 想 活 了",
        "回复 孩子说想自杀",
    ],
)
def test_in_any_message_it_is_heard(platform: Platform, store: Store, said: str) -> None:
    assert "正在通知" in platform.answer("WangFang", said, at=NOON)
    assert len(alerts(store)) == 2


def test_a_stranger_is_heard_too_and_the_child_that_is_named(platform: Platform, store: Store) -> None:
    assert "正在通知学校的负责老师" in platform.answer("Nobody", "古丽米热·艾力被打了", at=NOON)
    assert "古丽米热·艾力（八年级1班）" in alerts(store)["GaoAdmin"]


def test_the_same_message_again_alarms_nobody_twice(platform: Platform, store: Store) -> None:
    first = platform.say("WangFang", "张三不想活了", at=NOON, number=77)
    again = platform.say("WangFang", "张三不想活了", at=NOON, number=77)
    assert first.status == again.status == 200
    assert len(alerts(store)) == 2


def test_who_is_cut_off_says_so_instead_of_promising(platform: Platform, store: Store) -> None:
    with store.writing() as work:
        findings.note(work, "app_trouble", "not_trusted 60020", datetime.fromtimestamp(NOON, UTC))
    answer = platform.answer("WangFang", "张三不想活了", at=NOON)
    assert "我还通知不到" in answer
    assert "现在就打电话" in answer
    assert len(alerts(store)) == 2


@pytest.mark.parametrize("said", ["今天累死了", "这题难死人了", "已谈心 张三：笑死我了，他讲了个笑话", "待办"])
def test_everyday_words_alarm_nobody(platform: Platform, store: Store, said: str) -> None:
    platform.answer("WangFang", said, at=NOON)
    assert alerts(store) == {}
