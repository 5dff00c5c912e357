"""The platform repeats itself; the books do not."""

from concurrent.futures import ThreadPoolExecutor

from bot.settings import Settings
from storage.work import Store
from tests.scenarios.books import Line, inbox_count, ledger
from tests.support.platform import Platform, Response
from tests.support.service import running
from tests.support.small_school import NOON, SmallSchool


def test_four_deliveries_twice_at_the_same_moment_are_one_record_and_four_equal_answers(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    def deliver(_turn: int) -> Response:
        return platform.say("WangFang", "已谈心 张三", at=NOON, number=42)

    with ThreadPoolExecutor(2) as pool:
        answers = [*pool.map(deliver, range(2)), *pool.map(deliver, range(2))]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.plain for answer in answers}) == 1
    assert ledger(store, school.id) == [Line("WangFang", "20250101", "talk", "2025-11-21")]
    assert inbox_count(store) == 1


def test_two_services_on_one_database_record_once(
    platform: Platform, store: Store, school: SmallSchool, settings: Settings
) -> None:
    """On PostgreSQL that is how it is run; on SQLite it happens while one replaces the other."""
    with running(settings) as address:
        other = Platform(f"{address}/wecom/callback")
        for number in range(20):

            def deliver(one: Platform, number: int = number) -> Response:
                return one.say("WangFang", f"又谈心 张三：{number}", at=NOON + number, number=1000 + number)

            with ThreadPoolExecutor(4) as pool:
                answers = list(pool.map(deliver, [platform, other, platform, other]))
            assert {answer.status for answer in answers} == {200}
            assert len({answer.plain for answer in answers}) == 1
    assert [line.note for line in ledger(store, school.id)] == [str(number) for number in range(20)]


def test_a_repeat_after_a_restart_gets_the_stored_answer(settings: Settings, store: Store, school: SmallSchool) -> None:
    answers = []
    for _start in range(2):
        with running(settings) as address:
            platform = Platform(f"{address}/wecom/callback")
            answers.append(platform.say("WangFang", "已谈心 张三", at=NOON, number=7))
    assert answers[0].plain == answers[1].plain
    assert len(ledger(store, school.id)) == 1


def test_a_repeated_event_is_one_event(platform: Platform, store: Store) -> None:
    first = platform.event("WangFang", "enter_agent", at=NOON)
    second = platform.event("WangFang", "enter_agent", at=NOON)
    assert first.plain == second.plain
    assert inbox_count(store) == 1


def test_a_human_who_says_it_twice_has_said_it_twice(platform: Platform, store: Store, school: SmallSchool) -> None:
    """Two messages, two numbers of the platform: whether it was one talk is a question for the teacher."""
    assert platform.answer("WangFang", "已谈心 张三", at=NOON).startswith("记好了：张三")
    assert "这是同一次，还是又聊了一回？" in platform.answer("WangFang", "已谈心 张三", at=NOON)
    assert inbox_count(store) == 2
    assert len(ledger(store, school.id)) == 1


def test_messages_of_one_person_are_handled_in_their_order(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    for number in range(10):
        platform.answer("WangFang", f"已谈心 张三：{number}", at=NOON)
        platform.answer("WangFang", "撤销", at=NOON)
    assert all(line.revoked for line in ledger(store, school.id))
