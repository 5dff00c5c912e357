"""`jiedui tick`: all jobs as of one instant, sent or not, and never anything twice."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from typer.testing import CliRunner, Result

from bot import log
from bot.cli.console import explained
from bot.cli.tick import tick
from storage.outbox import OUTBOX
from storage.people import SCHOOL
from storage.work import Store
from tests.support import small_school
from tests.support.databases import SECRET
from tests.support.platform import AGENT_ID, CORP_ID
from tests.support.service import serving

# Three working days before the end of the month: a reminder day of monthly talks has come by then.
LUNCH, EVENING = "2025-11-28T12:10", "2025-11-28T20:59"


@pytest.fixture(autouse=True)
def _only_given_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = ("JIEDUI_TEST", "JIEDUI_ENV_FILE")
    for name in [name for name in os.environ if name.startswith("JIEDUI_") and not name.startswith(kept)]:
        monkeypatch.delenv(name)
    # A log that was set up for one command would reach the tests behind it.
    monkeypatch.setattr(log, "configure", lambda _log_format: None)


@pytest.fixture
def sent() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def platform(sent: list[dict[str, Any]]) -> Iterator[str]:
    async def gettoken(_request: Request) -> JSONResponse:
        return JSONResponse({"errcode": 0, "access_token": "token", "expires_in": 7200})

    async def send(request: Request) -> JSONResponse:
        sent.append(await request.json())
        return JSONResponse({"errcode": 0, "errmsg": "ok", "msgid": "m"})

    routes = [Route("/cgi-bin/gettoken", gettoken), Route("/cgi-bin/message/send", send, methods=["POST"])]
    with serving(Starlette(routes=routes)) as address:
        yield address


@pytest.fixture
def environment(store: Store, school_id: int, tmp_path: Path, platform: str) -> dict[str, str]:
    small_school.fill(store, school_id)
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(trial=False))
    return {
        "JIEDUI_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
        "JIEDUI_DATA_DIR": str(tmp_path / "data"),
        "JIEDUI_SECRET_KEY": SECRET,
        "JIEDUI_WECOM_CORP_ID": CORP_ID,
        "JIEDUI_WECOM_AGENT_ID": str(AGENT_ID),
        "JIEDUI_WECOM_SECRET": "secret",
        "JIEDUI_WECOM_API_BASE": platform,
    }


def run(environment: dict[str, str], *arguments: str) -> Result:
    app = typer.Typer()
    app.command()(explained(tick))
    return CliRunner().invoke(app, list(arguments), env=environment)


def states(store: Store) -> list[str]:
    with store.reading() as work:
        return [row.state for row in work.connection.execute(OUTBOX.select())]


def test_what_is_due_is_put_down_and_sent_once(
    environment: dict[str, str], store: Store, sent: list[dict[str, Any]]
) -> None:
    first = run(environment, "--at", LUNCH)
    assert first.exit_code == 0
    waiting = states(store)
    count = len(waiting)
    assert f"新写下 {count} 条消息，都没有发。到点等着发的共 {count} 条，加 --send 就发" in first.output
    assert waiting
    assert set(waiting) == {"waiting"}
    assert sent == []
    for went in (count, 0):
        result = run(environment, "--at", LUNCH, "--send")
        assert result.exit_code == 0
        assert f"新写下 0 条消息，发出 {went} 条。" in result.output
    assert states(store) == ["sent"] * len(waiting)
    assert len({body["touser"] for body in sent}) == len(sent) == len(waiting)


def test_what_waits_at_night_is_not_sent_at_night(
    environment: dict[str, str], store: Store, sent: list[dict[str, Any]]
) -> None:
    run(environment, "--at", EVENING)
    result = run(environment, "--at", "2025-11-28T21:00", "--send")
    assert result.exit_code == 0
    assert "发出 0 条。到点等着发的共" in result.output
    assert sent == []


@pytest.mark.parametrize("given", ["lunch", "2025-13-01T12:10", ""])
def test_an_instant_that_is_none_is_wrong_use(environment: dict[str, str], given: str) -> None:
    assert run(environment, "--at", given).exit_code == 2


def test_sending_without_keys_says_which_are_missing(environment: dict[str, str]) -> None:
    result = run({**environment, "JIEDUI_WECOM_SECRET": ""}, "--at", LUNCH, "--send")
    assert result.exit_code == 1
    assert "JIEDUI_WECOM_SECRET" in result.output


def test_an_instant_with_a_zone_is_that_instant(environment: dict[str, str], store: Store) -> None:
    assert run(environment, "--at", "2025-11-28T04:10:00Z").exit_code == 0
    assert states(store)
