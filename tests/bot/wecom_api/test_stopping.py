"""Stopping takes a few seconds, whatever hangs, and what was known by then is written down."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from bot import background
from bot.background import Background
from bot.clock import now
from bot.settings import Settings
from duty.messages import Text
from storage import outbox
from storage.outbox import OUTBOX, Channel, Draft, Purpose
from storage.schools import SCHOOL
from storage.work import Store
from tests.bot.wecom_api.platform import AGENT, CORP, SECRET, ApiServer, Raw
from tests.support import small_school

SEND = "message/send"
OK = {"errcode": 0, "errmsg": "ok"}


def put(store: Store, school_id: int) -> None:
    """Three messages to one teacher, at any hour of the day."""
    small_school.fill(store, school_id)
    drafts = [
        Draft(
            school_id=school_id,
            unique_key=key,
            channel=Channel.MEMBER,
            recipient="WangFang",
            purpose=Purpose.ALERT,
            message=Text(key),
            due_at=now() - timedelta(minutes=1),
            urgent=True,
        )
        for key in ("a", "b", "c")
    ]
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
        outbox.put(work, drafts, now())


async def test_a_platform_that_hangs_does_not_keep_us(
    platform: ApiServer, store: Store, school_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "GRACE_SECONDS", 0.2)
    await asyncio.to_thread(put, store, school_id)
    platform.on("menu/create", OK)
    platform.on(SEND, OK, Raw(b"{}", after=30.0))
    settings = Settings(
        data_dir=tmp_path,
        wecom_corp_id=CORP,
        wecom_agent_id=AGENT,
        wecom_secret=SecretStr(SECRET),
        wecom_api_base=platform.base,
    )
    running = Background(settings, store, store, works=True)
    running.start()
    async with asyncio.timeout(10):
        while len(platform.calls(SEND)) < 2:
            await asyncio.sleep(0.01)
    started = time.monotonic()
    await asyncio.to_thread(running.stop)
    assert time.monotonic() - started < 3
    with store.reading() as work:
        rows = {row.unique_key: row.state for row in work.connection.execute(OUTBOX.select())}
    assert rows == {"a": "sent", "b": "leased", "c": "waiting"}
