"""Killing the bot at random under its whole traffic: every phone gets every message once."""

import random
import re
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPException
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.outbox import OUTBOX, Purpose, State
from tests.support import databases
from tests.support.auditor import Count, Expected, Once, audit, audit_ways
from tests.support.chatting import UNDELIVERED, Chat
from tests.support.town import Browser, Town, town

# At least so long, and until so much has come of it: on a busy machine that takes longer.
SECONDS, WRITTEN, ALARMS = 12, 20, 2
# A teacher, the word for a guardian of one of the teacher's children, and that guardian's account: all of them follow.
WRITERS = ("WangFang", "SunLi", "LiuYang", "GuoHaiyan")
# In 微信客服; and so often at least.
CHATTING, CHATS = "ChenMing", 5
CONTACTS = ("ZhouJing", "LiMin")
ALARM = "紧急："
TRANSIENT = (urllib.error.URLError, HTTPException, OSError)


@dataclass
class Ledger:
    """What the traffic was promised; whatever somebody was told must have happened, once."""

    expected: list[Expected] = field(default_factory=list)
    alarms: int = 0
    chats: list[Once] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def has_enough(self) -> bool:
        return len(self.expected) > WRITTEN and self.alarms > ALARMS

    def expect(self, one: Expected) -> None:
        with self.lock:
            self.expected.append(one)


@dataclass(frozen=True)
class Family:
    """One guardian whom a teacher writes to."""

    teacher: str
    label: str
    account: str

    @property
    def phone(self) -> str:
        return f"parent:{self.account}"


def mother_of(place: Town, teacher: str) -> tuple[str, str]:
    """How a mother who follows is called, and her account."""
    people = place.call("/api/people")
    children = next(person["children"] for person in people["people"] if person["userid"] == teacher)
    for parent in people["parents"]:
        own = parent["child"] in children and children.count(parent["child"]) == 1
        if own and parent["follows"] and parent["label"].endswith("妈妈"):
            return parent["label"], parent["parent_userid"]
    raise AssertionError(teacher)


def families(place: Town) -> list[Family]:
    return [Family(teacher, *mother_of(place, teacher)) for teacher in WRITERS]


def repeatedly(step: Callable[[], None], until: float, ledger: Ledger) -> None:
    while time.monotonic() < until or (not ledger.has_enough and time.monotonic() < until + 3 * SECONDS):
        step()


def persistently(attempt: Callable[[], str]) -> str:
    """What a patient person gets in the end, from a service that comes and goes."""
    for _ in range(200):
        with suppress(*TRANSIENT):
            return attempt()
        time.sleep(0.3)
    raise AssertionError("the page never came back")


def write(place: Town, family: Family, ledger: Ledger, words: str, *, confirmed: bool) -> None:
    preview = place.say(family.teacher, f"转告 {family.label} {words}")
    assert words in preview, preview
    if confirmed:
        place.say(family.teacher, "确认")
    ledger.expect(Expected(family.phone, words, frozenset({family.teacher})))


def answer(place: Town, family: Family, ledger: Ledger, words: str) -> None:
    """The guardian opens the newest notice and answers on its page."""
    notices = [entry["text"] for entry in place.phone(family.phone) if "/p/" in entry["text"]]
    if not notices:
        return
    link = unescape(re.findall(r'href="([^"]+)"', notices[-1])[0])
    browser = Browser(place, family.account)
    page = persistently(lambda: browser.open(link)[1])
    fields = dict(re.findall(r'name="(form_token|client_key)" value="([^"]+)"', page))
    thanked = persistently(lambda: browser.post(f"{link}/answer", {**fields, "text": words}))
    assert words in thanked
    ledger.expect(Expected(family.teacher, words))


def alarm(place: Town, family: Family, ledger: Ledger, number: int) -> None:
    said = place.say(family.teacher, f"{family.label}说孩子不想活了 {number}")
    assert "正在通知" in said, said
    with ledger.lock:
        ledger.alarms += 1


def traffic(place: Town, family: Family, ledger: Ledger, seed: int) -> Callable[[], None]:
    chance = random.Random(seed)
    numbers = iter(range(10_000))

    def step() -> None:
        number = next(numbers)
        words = f"n{seed}x{number}q"
        write(place, family, ledger, words, confirmed=chance.random() < 0.7)
        # Who wrote is answered at any hour: of others a family gets only so many notes a day.
        if number < 5 or chance.random() < 0.6:
            answer(place, family, ledger, f"a{seed}x{number}q")
        if number % 4 == 3:
            alarm(place, family, ledger, number)
        time.sleep(chance.uniform(0.1, 0.8))

    return step


def chatting(chat: Chat, ledger: Ledger, seed: int) -> Callable[[], None]:
    """A mother in 微信客服 and her teacher: her words come once, his once or he hears that nobody knows."""
    chance = random.Random(seed)
    numbers = iter(range(10_000))

    def step() -> None:
        number = next(numbers)
        asked, said = f"k{seed}x{number}q", f"r{seed}x{number}q"
        chat.write(asked)
        ledger.expect(Expected(chat.teacher, asked))
        preview = chat.place.say(chat.teacher, f"转告 {chat.label} {said}")
        assert said in preview, preview
        if chance.random() < 0.7:
            chat.place.say(chat.teacher, "确认")
        with ledger.lock:
            ledger.chats.append(Once(chat.phones, said, chat.teacher, UNDELIVERED))
        time.sleep(chance.uniform(0.3, 1.0))

    return step


def killer(place: Town, chance: random.Random) -> Callable[[], None]:
    def step() -> None:
        time.sleep(chance.uniform(0.8, 4.0))
        place.bot.kill()
        time.sleep(chance.uniform(0.0, 0.4))
        place.bot.start()
        place.bot.wait_until_ready()

    return step


def trouble(place: Town, chance: random.Random) -> Callable[[], None]:
    """The platform executes a request and does not answer, is slow, is busy; and time goes by."""

    def step() -> None:
        path = chance.choice(["message/send", "externalcontact/message/send", "kf/send_msg", "kf/sync_msg"])
        fault: dict[str, object] = chance.choice(
            [{"kind": "drop_after"}, {"kind": "drop_after"}, {"kind": "code", "code": -1}, {"kind": "http"}]
        )
        place.call("/api/faults", {"path": path, "times": 1, **fault})
        time.sleep(chance.uniform(0.5, 1.5))
        place.travel(seconds=chance.randint(20, 90))

    return step


def run_for_a_while(place: Town, ledger: Ledger, seed: int, chat: Chat) -> None:
    until = time.monotonic() + SECONDS
    steps = [traffic(place, family, ledger, number) for number, family in enumerate(families(place))]
    steps += [chatting(chat, ledger, 9), killer(place, random.Random(seed)), trouble(place, random.Random(seed + 1))]
    broken: list[BaseException] = []

    def guarded(step: Callable[[], None]) -> None:
        try:
            repeatedly(step, until, ledger)
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=guarded, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []


def settle(place: Town, database_url: str) -> dict[str, list[str]]:
    """Lets everything that still waits go: leases run out, quiet hours end. The alarms that each contact was sent.

    An alarm that nobody takes over is told again; of two tellings that wait together only the newer goes.
    """
    place.call("/api/faults", method="DELETE")
    store = databases.open_store(database_url)
    unsettled = select(func.count()).where(OUTBOX.c.state.in_([State.WAITING.value, State.LEASED.value]))
    for turn in range(60):
        with store.reading() as work:
            # What was written in 微信客服 while the platform was busy has not even been read yet.
            if turn > 1 and work.connection.execute(unsettled).scalar_one() == 0:
                break
        place.travel(seconds=200)
        time.sleep(2.5)
    # A word that a note is held up is dropped where the note has gone by then; nothing else may be.
    important = (OUTBOX.c.purpose != Purpose.UNDELIVERED.value, OUTBOX.c.error.is_distinct_from("overtaken"))
    told = OUTBOX.c.unique_key.like("alert:%"), OUTBOX.c.state == State.SENT.value
    with store.reading() as work:
        states = set(work.connection.execute(select(OUTBOX.c.state).where(*important).distinct()).scalars())
        rows = work.connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.unique_key).where(*told)).all()
    store.engine.dispose()
    # In 微信客服 what perhaps went, or has no room, is a human's.
    assert states <= {State.SENT.value, State.UNSURE.value, State.FAILED.value}
    return {one: [row.unique_key.split(":")[1] for row in rows if row.recipient == one] for one in CONTACTS}


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path) -> Iterator[str]:
    if database_kind == "sqlite":
        yield databases.new_sqlite(tmp_path)
        return
    url = databases.new_postgresql(f"{databases.worker_database()}_killing")
    databases.open_store(url).engine.dispose()
    yield url


@pytest.mark.timeout(420)
def test_whatever_is_killed_every_message_comes_once(database_url: str, tmp_path: Path) -> None:
    with town(database_url, tmp_path) as place:
        place.travel(to="next_day")
        place.bot.start()
        place.bot.wait_until_ready()
        ledger = Ledger()
        chat = Chat(place, CHATTING, *mother_of(place, CHATTING))
        chat.bind()
        run_for_a_while(place, ledger, 20261121, chat)
        told = settle(place, database_url)
        lines = place.lines()
        place.bot.stop()
    counts = [Count(contact, ALARM, len(alarms)) for contact, alarms in told.items()]
    assert {len(set(alarms)) for alarms in told.values()} == {ledger.alarms}
    assert ledger.has_enough
    assert audit(ledger.expected, counts, lines) == []
    assert len(ledger.chats) > CHATS
    assert audit_ways(ledger.chats, lines) == []
    # And the auditor would have seen it: one line less, one line more.
    note = next(index for index, line in enumerate(lines) if line.phone.startswith("parent:") and "n0x" in line.text)
    assert audit(ledger.expected, counts, [line for index, line in enumerate(lines) if index != note]) != []
    assert audit(ledger.expected, counts, [*lines, lines[note]]) != []
    chat_line = next(line for line in lines if line.phone == chat.phone and "r9x" in line.text and line.sender == "bot")
    assert audit_ways(ledger.chats, [*lines, chat_line]) != []
    assert audit_ways(ledger.chats, [line for line in lines if "r9x" not in line.text]) != []
