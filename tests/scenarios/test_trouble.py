"""The database goes away, a handler breaks: nothing is acknowledged that is not stored, and nothing is lost."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from bot.settings import Settings
from duty.commands import RecordDeed
from handlers import router
from handlers.context import Moment, Sender
from handlers.injection import handler
from handlers.reply import Reply
from storage.engine import SQLITE_BUSY_SECONDS
from storage.inbox import INBOX, InboxState
from storage.people import MEMBER
from storage.work import Store, Work
from tests.scenarios.books import inbox_count, ledger
from tests.support.platform import Platform, fetch
from tests.support.service import running
from tests.support.small_school import NOON, SmallSchool


def hold_lock(store: Store, held: threading.Event, release: threading.Event) -> None:
    """Another process in a long write: nobody else can store anything."""
    with store.writing() as work:
        if work.postgresql:
            work.connection.execute(text("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"))
        held.set()
        release.wait(20)


def test_a_message_waits_while_the_database_is_busy_and_is_answered_when_it_is_back(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    held, release = threading.Event(), threading.Event()
    blocker = threading.Thread(target=hold_lock, args=(store, held, release))
    blocker.start()
    held.wait()
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(platform.answer, "WangFang", f"又谈心 张三：{n}", at=NOON + n) for n in range(8)]
        time.sleep(0.3)
        assert not any(one.done() for one in waiting)
        release.set()
        answers = [one.result() for one in waiting]
    blocker.join()
    assert all(answer.startswith("记好了") for answer in answers)
    assert len(ledger(store, school.id)) == 8


def test_what_cannot_be_stored_in_time_is_not_acknowledged_and_works_when_repeated(
    settings: Settings, store: Store, school: SmallSchool
) -> None:
    held, release = threading.Event(), threading.Event()
    blocker = threading.Thread(target=hold_lock, args=(store, held, release))
    with running(settings, patience=0.5) as address:
        platform = Platform(f"{address}/wecom/callback")
        blocker.start()
        held.wait()
        assert platform.say("WangFang", "已谈心 张三", at=NOON, number=5).status == 503
        release.set()
        blocker.join()
        # As often as the platform repeats, and more: a busy machine may not make it in half a second either.
        repeated = (platform.say("WangFang", "已谈心 张三", at=NOON, number=5).text or "" for _ in range(10))
        assert any(answer.startswith("记好了") for answer in repeated)
    assert len(ledger(store, school.id)) == 1


def test_the_service_says_that_it_is_not_ready_while_its_tables_are_missing(platform: Platform, store: Store) -> None:
    base = platform.url.removesuffix("/wecom/callback")
    assert fetch(f"{base}/healthz").status == 200
    assert fetch(f"{base}/readyz").status == 200
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE alembic_version RENAME TO alembic_version_away"))
    try:
        assert fetch(f"{base}/readyz").status == 503
        assert fetch(f"{base}/healthz").status == 200
    finally:
        with store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE alembic_version_away RENAME TO alembic_version"))
    assert fetch(f"{base}/readyz").status == 200


class OddTrouble(Exception):
    """Something that no handler expects."""


def broken(_command: RecordDeed, sender: Sender, work: Work, _moment: Moment) -> Reply:
    """Writes something and then breaks: what it wrote must be gone."""
    work.connection.execute(text("UPDATE school SET name = 'half done'"))
    raise OddTrouble(sender.member.name)


def test_a_handler_that_breaks_parks_its_message_and_nothing_else(
    platform: Platform,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    table = {**router.HANDLERS, RecordDeed: handler(RecordDeed, broken)}
    with monkeypatch.context() as patched:
        patched.setattr(router, "HANDLERS", table)
        first = platform.say("WangFang", "已谈心 张三：悄悄话", at=NOON, number=9)
    assert first.status == 200
    assert (first.text or "").startswith("这句话我收到了")
    again = platform.say("WangFang", "已谈心 张三：悄悄话", at=NOON, number=9)
    assert again.plain == first.plain
    assert platform.answer("WangFang", "已谈心 李四", at=NOON).startswith("记好了")
    with store.reading() as work:
        parked = work.connection.execute(select(INBOX).where(INBOX.c.state == InboxState.PARKED.value)).one()
        assert "悄悄话" in work.vault.open(parked.sealed_body, "inbox.body")
        assert work.connection.execute(text("SELECT name FROM school")).scalar_one() != "half done"
    assert "OddTrouble" in parked.error
    said = capfd.readouterr()
    assert "letter_parked" in said.out + said.err
    assert not any(word in said.out + said.err for word in ("王芳", "悄悄话", "张三"))


def test_the_database_comes_back_by_itself(settings: Settings, store: Store, school: SmallSchool) -> None:
    """On PostgreSQL every connection is cut; on SQLite somebody else holds the file for longer than we wait for it."""
    with running(settings) as address:
        platform = Platform(f"{address}/wecom/callback")
        platform.answer("WangFang", "已谈心 张三", at=NOON)
        if store.engine.dialect.name == "postgresql":
            cut_all_connections(store)
        else:
            held, release = threading.Event(), threading.Event()
            threading.Thread(target=hold_lock, args=(store, held, release)).start()
            held.wait()
            threading.Timer(SQLITE_BUSY_SECONDS + 0.5, release.set).start()
        assert platform.answer("WangFang", "已谈心 李四", at=NOON).startswith("记好了")
    assert len(ledger(store, school.id)) == 2


def cut_all_connections(store: Store) -> None:
    with store.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    # Ours were cut as well; only the bot's own recovery is looked at.
    store.engine.dispose()


def test_the_books_hold_nothing_readable_of_what_was_said(
    settings: Settings, store: Store, school: SmallSchool
) -> None:
    with running(settings) as address:
        platform = Platform(f"{address}/wecom/callback")
        platform.answer("WangFang", "已谈心 张三：妈妈在外地打工很少回家", at=NOON)
        platform.answer("LiNa", "已谈心 张伟：爷爷住院", at=NOON)
    dump = everything(store)
    assert inbox_count(store) == 2
    assert not any(secret in dump for secret in ("打工", "住院", "记好了", "回 1 或 2"))


def everything(store: Store) -> str:
    """Every value of every row, read as text wherever it could be text."""
    with store.reading() as work:
        tables = ["inbox", "deed", "dialogue", "audit", "outbox"]
        rows = [
            value for name in tables for row in work.connection.execute(text(f"SELECT * FROM {name}")) for value in row
        ]
    shown = [bytes(v).decode("utf-8", "replace") if isinstance(v, bytes | memoryview) else str(v) for v in rows]
    return "\n".join(shown)


def test_a_time_without_sense_becomes_the_time_of_arrival(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    for at in (0, 1, 4_102_444_800, 253_402_300_799):
        platform.say("LiNa", "联系家长 张伟", at=at)
        platform.say("LiNa", "1", at=at)
    assert {line.day for line in ledger(store, school.id)} <= {today}
    with store.reading() as work:
        years = {row.sent_at.year for row in work.connection.execute(select(INBOX.c.sent_at))}
    assert len(years) == 1


def test_a_stored_answer_that_cannot_be_opened_does_not_keep_others_waiting(
    platform: Platform, store: Store, school: SmallSchool
) -> None:
    platform.say("WangFang", "已谈心 张三", at=NOON, number=77)
    with store.writing() as work:
        work.connection.execute(INBOX.update().values(sealed_reply=b"nonsense"))
    assert (platform.say("WangFang", "已谈心 张三", at=NOON, number=77).text or "").startswith("这句话我收到了")
    assert len(ledger(store, school.id)) == 1


def test_an_error_of_the_database_repeats_nothing_that_was_to_be_stored(store: Store, school: SmallSchool) -> None:
    with pytest.raises(IntegrityError) as caught, store.writing() as work:
        values = {"corp_id": 1, "school_id": school.id, "user_id": "WangFang", "user_key": "wangfang", "name": "王芳芳"}
        work.connection.execute(MEMBER.insert().values(values))
    assert "王芳芳" not in str(caught.value)


def test_a_reader_sees_one_moment(store: Store, school: SmallSchool) -> None:
    with store.reading() as reader:
        before = reader.connection.execute(select(func.count()).select_from(MEMBER)).scalar_one()
        with store.writing() as work:
            values = {"corp_id": 1, "school_id": school.id, "user_id": "New", "user_key": "new", "name": "新"}
            work.connection.execute(MEMBER.insert().values(values))
        assert reader.connection.execute(select(func.count()).select_from(MEMBER)).scalar_one() == before
