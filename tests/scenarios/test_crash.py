"""The process dies in the middle of the work; the platform repeats; nothing is lost and nothing is twice."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from storage.work import Store
from tests.scenarios.books import ledger
from tests.support.platform import Seal, text_message
from tests.support.process import BotProcess, environment, free_port
from tests.support.small_school import NOON, SmallSchool

MESSAGES = 500
# Nobody has written down how long the platform waits before it repeats; here it is short.
GAP_SECONDS = 0.3
DEADLINE_SECONDS = 60


@pytest.fixture
def bot(store: Store, school: SmallSchool, tmp_path: Path) -> Iterator[BotProcess]:
    url = store.engine.url.render_as_string(hide_password=False)
    process = BotProcess(environment(url, tmp_path / "data"), free_port(), tmp_path / "bot.log")
    process.start()
    process.wait_until_ready()
    yield process
    process.stop()


@pytest.mark.timeout(200)
async def test_500_messages_in_flight_while_the_process_is_killed_and_started_again(
    bot: BotProcess, store: Store, school: SmallSchool
) -> None:
    answered: Counter[int] = Counter()
    connector = aiohttp.TCPConnector(limit=MESSAGES)
    timeout = aiohttp.ClientTimeout(total=5)  # as the platform's
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        pushes = [asyncio.create_task(push(session, bot.url, number, answered)) for number in range(MESSAGES)]
        for so_far in (20, 120):
            async with asyncio.timeout(DEADLINE_SECONDS):
                while len(answered) < so_far:
                    await asyncio.sleep(0.002)
            await asyncio.to_thread(bot.kill)
            recorded = {line.note for line in await asyncio.to_thread(ledger, store, school.id)}
            # Whatever was acknowledged is in the books at this very moment.
            assert {str(number) for number in answered} <= recorded
            assert len(answered) < MESSAGES
            bot.start()
        await asyncio.gather(*pushes)
    lines = ledger(store, school.id)
    assert sorted(int(line.note) for line in lines) == list(range(MESSAGES))
    assert set(answered) == set(range(MESSAGES))


async def push(session: aiohttp.ClientSession, url: str, number: int, answered: Counter[int]) -> None:
    """One message of the platform, repeated with a new seal until it is answered."""
    seal = Seal()
    message = text_message("WangFang", f"又谈心 张三：{number}", at=NOON + number, number=5_000_000 + number)
    give_up_at = asyncio.get_running_loop().time() + DEADLINE_SECONDS
    while asyncio.get_running_loop().time() < give_up_at:
        encrypted = seal.encrypt(message.encode())
        try:
            address = f"{url}/wecom/callback?{seal.query(encrypted)}"
            async with session.post(address, data=seal.envelope(encrypted)) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError):
            await asyncio.sleep(GAP_SECONDS)
            continue
        if response.status == 200 and body:
            answered[number] += 1
            return
        await asyncio.sleep(GAP_SECONDS)
    raise AssertionError(f"message {number} was never answered")
