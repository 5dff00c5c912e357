"""Every way in which the platform fails to bring a message: who hears of it, and that nothing is lost or doubled."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Row, update

from bot.doctor.finding import Health
from duty.delivery import Reason
from language.say import failures
from storage.outbox import Purpose
from storage.people import SCHOOL
from tests.scenarios.failing import (
    APP_WIDE,
    FIRST_CONTACT,
    LOST,
    MEMBERS,
    PARENTS,
    PASSING,
    REFUSALS,
    Place,
    cards_and_texts,
    families,
    shown,
    write,
)
from tests.support import databases
from tests.support.meddler import Meddler, meddling
from tests.support.town import town

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("town")
    url = databases.new_sqlite(folder)
    store = databases.open_store(url)
    with town(url, folder) as one:
        # Before the hour of reminders, and after quiet hours.
        here = datetime.now(SHANGHAI)
        morning = (here + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
        one.travel(seconds=round((morning - here).total_seconds()))
        with store.writing() as work:
            work.connection.execute(update(SCHOOL).values(crisis_contacts=FIRST_CONTACT))
        one.bot.start()
        one.bot.wait_until_ready()
        yield Place(one, store)
        one.bot.kill()
    store.engine.dispose()


@pytest.fixture
def place(running: Place) -> Iterator[Place]:
    yield running
    running.town.call("/api/faults", method="DELETE")


@pytest.fixture(scope="module")
def meddler(running: Place) -> Iterator[Meddler]:
    """Before the platform from now on, for what a sandbox never says by itself."""
    bot = running.town.bot
    with meddling(running.town.base) as between:
        bot.environment["JIEDUI_WECOM_API_BASE"] = between.base
        bot.kill()
        bot.start()
        bot.wait_until_ready()
        yield between
        bot.kill()


def test_a_note_that_is_refused_is_told_once_to_its_writer_with_the_next_step(place: Place) -> None:
    writing, before = families(place, len(REFUSALS)), place.newest
    for number, family in enumerate(writing):
        write(place, family, f"refused{number}q")
    for code in REFUSALS:
        place.fail(PARENTS, kind="code", code=code)
    place.town.travel(seconds=31)
    place.until(lambda: len(place.rows(Purpose.UNDELIVERED, before)) == len(writing) and place.all_settled())
    place.town.travel(seconds=600)
    time.sleep(1.5)

    notes, lines = place.rows(Purpose.NOTE, before), place.town.lines()
    phones = {family.teacher: cards_and_texts(place, family.teacher) for family in writing}
    assert {row.error for row in notes} == {f"{reason} {code}" for code, reason in REFUSALS.items()}
    for number, (row, family) in enumerate(zip(notes, writing, strict=True)):
        title, text = failures.undelivered(Reason(row.error.split(" ")[0]), family.label)
        told = [line for line in phones[family.teacher] if title in line]
        assert [text in line for line in told] == [True], (row.error, told)
        assert shown(lines, family.phone, f"refused{number}q") == 0
    _, steps = place.doctor()
    for code, reason in REFUSALS.items():
        assert failures.for_operator(reason, code) in steps


def test_trouble_of_a_whole_app_loses_nothing_and_the_doctor_knows_where_to_mend_it(place: Place) -> None:
    place.no_alarm_again()
    (family,), before, alarms = families(place, 1), place.newest, shown(place.town.lines(), FIRST_CONTACT, "紧急：")
    for path in (MEMBERS, PARENTS):
        place.fail(path, kind="code", code=60020)
    write(place, family, "held0q")
    place.town.say(family.teacher, "确认")
    place.town.say(family.teacher, f"{family.label}说孩子不想活了")

    def held(code: int, reason: Reason) -> bool:
        # Meanwhile the alarm is told again; what was told before and never went is dropped.
        rows = [*place.rows(Purpose.NOTE, before), *place.rows(Purpose.ALERT, before)]
        waiting = [row for row in rows if row.state != "dropped" and row.error]
        assert {row.state for row in waiting} <= {"waiting", "leased"}
        errors = {(row.purpose, row.error) for row in waiting}
        return errors == {(purpose.value, f"{reason} {code}") for purpose in (Purpose.NOTE, Purpose.ALERT)}

    for code, reason in APP_WIDE.items():
        if code != 60020:
            for path in (MEMBERS, PARENTS):
                place.fail(path, kind="code", code=code)
            place.town.travel(seconds=61)
        place.until(lambda code=code, reason=reason: held(code, reason))  # type: ignore[misc]
        health, steps = place.doctor()
        assert failures.for_operator(reason, code, "127.0.0.1") in steps
        assert health is (Health.NOTE if reason is Reason.THROTTLED else Health.WRONG)
    place.town.travel(seconds=61)
    place.until(place.all_settled)
    lines = place.town.lines()
    assert shown(lines, family.phone, "held0q") == 1
    assert shown(lines, FIRST_CONTACT, "紧急：") - alarms == 1
    assert place.doctor()[0] is not Health.WRONG
    assert place.town.say(FIRST_CONTACT, "接手").startswith("您接手了")


def test_a_token_that_cannot_be_had_holds_everything_until_it_can(place: Place) -> None:
    (family,), before = families(place, 1), place.newest
    troubles: dict[str, dict[str, object]] = {
        "not_trusted 60020": {"kind": "code", "code": 60020},
        "no_connection 200": {"kind": "html"},
        "no_connection 502": {"kind": "http"},
    }
    write(place, family, "token0q")
    place.fail(PARENTS, kind="code", code=42001)
    for error, fault in troubles.items():
        place.fail("gettoken", **fault)
        place.town.travel(seconds=61)
        place.until(lambda error=error: place.rows(Purpose.NOTE, before)[0].error == error)  # type: ignore[misc]
    place.town.travel(seconds=61)
    place.until(place.all_settled)
    assert shown(place.town.lines(), family.phone, "token0q") == 1


def test_whatever_passes_comes_exactly_once(place: Place) -> None:
    place.no_alarm_again()
    writing, before = families(place, len(PASSING)), place.newest
    for number, family in enumerate(writing):
        write(place, family, f"passing{number}q")
    for fault in PASSING:
        place.fail(PARENTS, **fault)
    place.town.travel(seconds=31)
    alarms = shown(place.town.lines(), FIRST_CONTACT, "紧急：")
    for fault in PASSING:
        place.fail(MEMBERS, **fault)
    for number, family in enumerate(writing):
        assert "正在通知" in place.town.say(family.teacher, f"{family.label}说孩子不想活了 {number}")

    def rows() -> "list[Row[Any]]":
        return [*place.rows(Purpose.NOTE, before), *place.rows(Purpose.ALERT, before)]

    place.until(lambda: all(row.attempts or row.error for row in rows()))
    for _ in range(20):
        if place.all_settled():
            break
        place.town.travel(seconds=125)
        time.sleep(2)
    # Nobody took these alarms over: they were told again, and of two tellings that waited together only the newer went.
    assert {(row.state, row.error) for row in rows() if row.state != "sent"} <= {("dropped", "overtaken")}
    lines = place.town.lines()
    for number, family in enumerate(writing):
        assert shown(lines, family.phone, f"passing{number}q") == 1
    told = [row for row in place.rows(Purpose.ALERT, before) if (row.recipient, row.state) == (FIRST_CONTACT, "sent")]
    assert len({row.unique_key.split(":")[1] for row in told}) == len(PASSING)
    assert shown(lines, FIRST_CONTACT, "紧急：") - alarms == len(told)
    assert not place.rows(Purpose.UNDELIVERED, before)


def test_what_an_answer_says_of_single_receivers_reaches_whoever_must_act(place: Place, meddler: Meddler) -> None:
    """An alarm goes to the next who can help, and its writer hears so; a note's writer gets the next step."""
    for number, lost in enumerate(LOST):
        place.no_alarm_again()
        before, writer = place.newest, families(place, len(LOST))[number].teacher
        shown_before = place.town.lines()
        meddler.change(MEMBERS, lost.answer, once=True)
        assert "正在通知" in place.town.say(writer, f"孩子说不想活了 {number}")
        place.until(lambda before=before: place.newest > before and place.all_settled())  # type: ignore[misc]
        new = place.town.lines()[len(shown_before) :]
        code = lost.answer.get("errcode")
        first = place.rows(Purpose.ALERT, before)[0]
        assert (first.state, first.error) == ("failed", f"{lost.reason} {code}" if code else lost.reason)
        assert shown(new, "WuGuodong", "紧急：") == 1
        assert shown(new, writer, "没能送到心理周老师。我正在改为通知吴校长") == 1
    (family,), before = families(place, 1), place.newest
    meddler.change(PARENTS, {"invalid_parent_userid": [family.phone]}, once=True)
    write(place, family, "invalid0q")
    place.town.say(family.teacher, "确认")
    place.until(lambda: bool(place.rows(Purpose.UNDELIVERED, before)) and place.all_settled())
    _, step = failures.undelivered(Reason.NOT_FOLLOWING, family.label)
    assert sum(step in text for text in cards_and_texts(place, family.teacher)[-1:]) == 1


def test_of_reminders_that_reach_nobody_the_administrator_and_the_doctor_know(place: Place, meddler: Meddler) -> None:
    before = place.newest
    meddler.change(MEMBERS, {"errcode": 81013, "errmsg": "user & party & tag all invalid"}, but="HeLei")
    place.town.travel(to="month_end")
    place.until(lambda: len(place.rows(Purpose.REMINDER, before)) > 10)
    place.until(lambda: {row.state for row in place.rows(Purpose.REMINDER, before)} <= {"sent", "failed"})
    missed = [row.recipient for row in place.rows(Purpose.REMINDER, before) if row.state == "failed"]
    assert {row.recipient for row in place.rows(Purpose.REMINDER, before)} - set(missed) <= {"HeLei"}
    assert failures.for_operator(Reason.UNREACHABLE, 81013) in place.doctor()[1]
    # One word for all of them, when the misses of the day have gathered.
    place.town.travel(seconds=660)
    place.until(lambda: any("没收到提醒" in text for text in cards_and_texts(place, "HeLei")))
    told = [text for text in cards_and_texts(place, "HeLei") if "没收到提醒" in text]
    assert len(told) == 1
    assert f"{len(missed)} 位" in told[0]
