"""The desk: many letters in one transaction, and what happens when that transaction fails."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.batch import Letter
from bot.desk import Desk
from bot.settling import StorageAway
from bot.wecom.parse import read_inbound
from handlers.conversation import Conversation
from storage import deeds
from storage.inbox import INBOX, Answer
from storage.migrate import NotMigrated
from storage.work import Store, Work
from tests.support import small_school
from tests.support.platform import text_message
from tests.support.small_school import NOON, SmallSchool


@pytest.fixture
def school(store: Store, school_id: int) -> SmallSchool:
    return small_school.fill(store, school_id)


def letter(user: str, text: str, number: int) -> Letter:
    body = text_message(user, text, at=NOON, number=number)
    return Letter(read_inbound(body.encode()), body, datetime.now(UTC))


def nothing() -> None:
    pass


async def hand_in_together(desk: Desk, *letters: Letter) -> list[Answer | BaseException]:
    """All of them wait before the desk begins, so that they make one batch."""
    waiting = [asyncio.ensure_future(desk.hand_in(one)) for one in letters]
    await asyncio.sleep(0)
    desk.start()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.to_thread(desk.stop)
    return answers


def desk_of(store: Store, **changes: object) -> Desk:
    options = {"patience": 5.0, "prepare": nothing, **changes}
    return Desk(store, Conversation(ZoneInfo("Asia/Shanghai")), **options)  # type: ignore[arg-type]


class CountingStore(Store):
    """A store that counts its transactions."""

    __slots__ = ("begun",)
    begun: list[None]

    def __init__(self, store: Store) -> None:
        super().__init__(store.engine, store.vault)
        object.__setattr__(self, "begun", [])

    @contextmanager
    def writing(self) -> Iterator[Work]:
        self.begun.append(None)
        with super().writing() as work:
            yield work


class BreakingStore(CountingStore):
    """A store whose first transactions break when they are to commit, for no reason that anybody knows."""

    __slots__ = ("breaks",)
    breaks: int

    def __init__(self, store: Store, breaks: int) -> None:
        super().__init__(store)
        object.__setattr__(self, "breaks", breaks)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        with super().writing() as work:
            yield work
            if len(self.begun) <= self.breaks:
                raise RuntimeError


async def test_what_waits_is_one_transaction_in_the_order_of_each_sender(store: Store, school: SmallSchool) -> None:
    counting = CountingStore(store)
    letters = [
        letter("LiNa", "已谈心 张伟", 1),
        letter("WangFang", "已谈心 张三", 2),
        letter("lina", "2", 3),
        letter("WangFang", "撤销", 4),
        letter("Nobody", "已谈心 张三", 5),
        letter("WangFang", "已谈心 张三", 2),
    ]
    answers = await hand_in_together(desk_of(counting), *letters)
    texts = [answer.text or "" for answer in answers if isinstance(answer, Answer)]
    assert len(counting.begun) == 1
    starts = ("您这儿有 2 位张伟", "记好了：张三", "记好了：张伟", "撤销了：张三", "您好，我还不认识您", "记好了：张三")
    assert [text.startswith(start) for text, start in zip(texts, starts, strict=True)] == [True] * 6
    with store.reading() as work:
        assert [line.user_id for line in deeds.ledger(work, school.id)] == ["WangFang", "LiNa"]


async def test_a_batch_that_does_not_commit_is_handled_letter_by_letter(store: Store, school: SmallSchool) -> None:
    letters = [letter("WangFang", f"已谈心 {name}", number) for number, name in enumerate(("张三", "李四", "周一诺"))]
    answers = await hand_in_together(desk_of(BreakingStore(store, breaks=2)), *letters)
    assert all(isinstance(answer, Answer) and (answer.text or "").startswith("记好了") for answer in answers)
    with store.reading() as work:
        recorded = [line.student_no for line in deeds.ledger(work, school.id)]
    assert recorded == ["20250101", "20250102", "20250103"]


async def test_a_letter_that_breaks_even_alone_is_parked(store: Store, school: SmallSchool) -> None:
    one = letter("WangFang", "已谈心 张三", 1)
    (answer,) = await hand_in_together(desk_of(BreakingStore(store, breaks=2)), one)
    assert isinstance(answer, Answer)
    assert (answer.text or "").startswith("这句话我收到了")
    with store.reading() as work:
        assert work.connection.execute(select(INBOX.c.state)).all() == [("parked",)]
        assert "RuntimeError" in work.connection.execute(select(INBOX.c.error)).scalar_one()


async def test_a_letter_that_cannot_even_be_parked_is_not_acknowledged(store: Store, school: SmallSchool) -> None:
    (answer,) = await hand_in_together(desk_of(BreakingStore(store, breaks=9)), letter("WangFang", "已谈心 张三", 1))
    assert isinstance(answer, StorageAway)


async def test_letters_wait_until_the_database_is_ready(store: Store, school: SmallSchool) -> None:
    tries: list[None] = []

    def prepare() -> None:
        tries.append(None)
        if len(tries) < 3:
            raise NotMigrated

    (answer,) = await hand_in_together(desk_of(store, prepare=prepare), letter("WangFang", "已谈心 张三", 1))
    assert isinstance(answer, Answer)
    assert len(tries) == 3


async def test_patience_has_an_end(store: Store, school: SmallSchool) -> None:
    def never() -> None:
        raise NotMigrated

    (answer,) = await hand_in_together(desk_of(store, patience=0.2, prepare=never), letter("WangFang", "待办", 1))
    assert isinstance(answer, StorageAway)


async def test_more_than_the_desk_can_hold_is_not_acknowledged(
    store: Store, school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.MOST_WAITING", 2)
    answers = await hand_in_together(desk_of(store), *[letter("WangFang", "待办", number) for number in range(3)])
    assert [isinstance(answer, Answer) for answer in answers] == [True, True, False]


async def test_storage_that_is_only_slow_uses_patience_up_too_and_the_repeat_is_answered(
    store: Store, school: SmallSchool
) -> None:
    class SlowStore(CountingStore):
        __slots__ = ()

        @contextmanager
        def writing(self) -> Iterator[Work]:
            with super().writing() as work:
                yield work
                if len(self.begun) == 1:
                    time.sleep(0.6)

    desk = desk_of(SlowStore(store), patience=0.2)
    desk.start()
    with pytest.raises(StorageAway):
        await desk.hand_in(letter("WangFang", "已谈心 张三", 1))
    await asyncio.sleep(0.6)
    answer = await desk.hand_in(letter("WangFang", "已谈心 张三", 1))
    await asyncio.to_thread(desk.stop)
    assert (answer.text or "").startswith("记好了")
    with store.reading() as work:
        assert len(list(deeds.ledger(work, school.id))) == 1
