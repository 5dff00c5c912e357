"""The log of a real process: one JSON document a line, and nothing in it of what was said or of whom."""

import json
from pathlib import Path

from storage.schools import ensure_default
from tests.support import databases, small_school
from tests.support.platform import CORP_ID, Platform
from tests.support.process import BotProcess, environment, free_port
from tests.support.small_school import NOON


def test_one_line_for_what_was_refused_and_none_for_what_was_said(tmp_path: Path) -> None:
    url = databases.new_sqlite(tmp_path)
    store = databases.open_store(url)
    with store.writing() as work:
        school_id = ensure_default(work, corp_id=CORP_ID, school_name="Test School")
    small_school.fill(store, school_id)
    store.engine.dispose()
    given = {**environment(url, tmp_path / "data"), "JIEDUI_LOG_FORMAT": "json"}
    bot = BotProcess(given, free_port(), tmp_path / "bot.log")
    bot.start()
    bot.wait_until_ready()
    platform = Platform(f"{bot.url}/wecom/callback")
    platform.answer("WangFang", "已谈心 张三：悄悄话", at=NOON)
    assert platform.send("msg_signature=0&timestamp=1&nonce=2", b"<xml><Encrypt>x</Encrypt></xml>").status == 403
    bot.stop()
    text = bot.log.read_text(encoding="utf-8")
    (line,) = [json.loads(line) for line in text.splitlines()]
    assert {key: line[key] for key in ("event", "status", "reason", "level")} == {
        "event": "callback_refused",
        "status": 403,
        "reason": "signature",
        "level": "warning",
    }
    assert not any(word in text for word in ("张三", "悄悄话", "WangFang"))
