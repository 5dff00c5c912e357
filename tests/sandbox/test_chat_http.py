"""The chat page's HTTP: the page itself, the journal over restarts, live lines, limits."""

import json
import re
import urllib.request
from pathlib import Path

import pytest

from sandbox.database import open_database
from sandbox.journal import Journal, Line
from tests.sandbox.conftest import Opener, World
from tests.sandbox.echo import EchoBot


def test_the_page_and_all_it_loads_come_from_the_sandbox_itself(still_world: World) -> None:
    with urllib.request.urlopen(still_world.base + "/?as=WangFang", timeout=5) as response:
        page, policy = response.read().decode(), response.headers["Content-Security-Policy"]
    assert "<title>结对 · 体验</title>" in page
    assert "default-src 'self'" in policy
    for hook in ("chat-log", "chat-input", "chat-send", "person-chooser"):
        assert f'data-testid="{hook}"' in page
    for name in [*re.findall(r'(?:href|src)="/static/([^"]+)"', page), "people.js", "rows.js"]:
        assert still_world.call(f"/static/{name}")[0] == 200
    assert "//" not in page.replace("http://www.w3.org", "")


def test_the_sandbox_says_that_it_lives(still_world: World) -> None:
    assert still_world.ok("/healthz") == {"ok": True}


def test_the_people_begin_with_the_teacher_of_the_first_line_to_try(still_world: World) -> None:
    answer = still_world.ok("/api/people")
    first = answer["people"][0]
    assert (answer["app"], first["userid"], first["name"]) == ("结对", "WangFang", "王芳")
    assert first["children"][:3] == ["张三", "李四", "周一诺"]
    assert answer["people"][-1]["role"] == "不在名册里"


def test_a_phone_keeps_its_lines_over_a_restart_and_ids_go_on_growing(opener: Opener) -> None:
    with opener() as world:
        first = world.ok("/api/chats/WangFang", {"text": "第一句"})["entries"]
    with opener() as world:
        assert world.lines() == [("me", "第一句"), ("bot", "听到了：第一句")]
        second = world.ok("/api/chats/LiuYang", {"text": "第二句"})["entries"]
        assert [entry["id"] for entry in first + second] == [1, 2, 3, 4]
        assert len(world.lines()) == 2


def test_a_line_that_a_crash_left_unfinished_is_failed_and_can_be_sent_again(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    journal = Journal(database)
    journal.add("WangFang", Line("me", "text", "半句", 1.0, "sending"))
    journal.add("WangFang", Line("me", "text", "整句", 1.0, "sent"))
    assert [entry.line.state for entry in Journal(database).before("WangFang", 9)] == ["failed", "sent"]
    database.close()


def test_history_is_read_backwards_page_by_page(opener: Opener) -> None:
    with opener(EchoBot()) as world:
        for number in range(4):
            world.ok("/api/chats/WangFang", {"text": str(number)})
        newest = world.ok("/api/chats/WangFang?limit=3")
        assert ([entry["id"] for entry in newest["entries"]], newest["more"]) == ([6, 7, 8], True)
        oldest = world.ok("/api/chats/WangFang?limit=5&before=6")
        assert ([entry["id"] for entry in oldest["entries"]], oldest["more"]) == ([1, 2, 3, 4, 5], False)


def test_a_request_that_the_page_repeats_is_one_message(opener: Opener) -> None:
    with opener() as world:
        first = world.ok("/api/chats/WangFang", {"text": "一次", "client_id": "page-1"})["entries"]
        again = world.ok("/api/chats/WangFang", {"text": "一次", "client_id": "page-1"})["entries"]
        assert again == first[:1]
        assert len(world.bot.heard) == 1


def test_open_pages_see_new_lines_as_they_come_and_only_their_own(opener: Opener) -> None:
    with opener() as world, urllib.request.urlopen(world.base + "/api/chats/WangFang/events", timeout=5) as stream:
        assert stream.readline() == b": open\n"
        world.ok("/api/chats/LiuYang", {"text": "别人的"})
        world.ok("/api/chats/WangFang", {"text": "我的"})
        seen: list[tuple[str, str, str]] = []
        while len(seen) < 3:
            line = stream.readline().decode()
            if line.startswith("data: "):
                entry = json.loads(line.removeprefix("data: "))
                seen.append((entry["from"], entry["text"], entry["state"]))
    assert seen == [("me", "我的", "sending"), ("me", "我的", "sent"), ("bot", "听到了：我的", "")]


def test_one_stream_tells_what_comes_to_all_phones_of_a_table_and_to_which(opener: Opener) -> None:
    with (
        opener() as world,
        urllib.request.urlopen(world.base + "/api/events?of=WangFang&of=LiuYang&of=WangFang", timeout=5) as stream,
    ):
        assert stream.readline() == b": open\n"
        for userid in ("ChenMing", "LiuYang", "WangFang"):
            world.ok(f"/api/chats/{userid}", {"text": f"我是 {userid}"})
        seen: list[tuple[str, str, str]] = []
        while len(seen) < 6:
            line = stream.readline().decode()
            if line.startswith("data: "):
                entry = json.loads(line.removeprefix("data: "))
                seen.append((entry["chat"], entry["text"], entry["state"]))
    assert seen == [
        (userid, text, state)
        for userid in ("LiuYang", "WangFang")
        for text, state in (
            (f"我是 {userid}", "sending"),
            (f"我是 {userid}", "sent"),
            (f"听到了：我是 {userid}", ""),
        )
    ]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/events", None, 404),
        ("/api/events?of=WangFang&of=Nobody", None, 404),
        ("/api/events?of=parent:1", None, 404),
        ("/api/chats/Nobody", None, 404),
        ("/api/chats/Nobody", {"text": "x"}, 404),
        ("/api/chats/Nobody/events", None, 404),
        ("/api/chats/WangFang?limit=0", None, 400),
        ("/api/chats/WangFang?before=x", None, 400),
        ("/api/chats/WangFang", {}, 400),
        ("/api/chats/WangFang", {"kind": "dance"}, 400),
        ("/api/chats/WangFang", {"text": 7}, 400),
        ("/api/chats/WangFang", {"again": 99}, 409),
        ("/api/chats/WangFang", [], 400),
        ("/api/chats/WangFang", b"{", 400),
        ("/api/chats/WangFang", b"x" * 300_000, 413),
        ("/api/push", {"text": "x"}, 400),
        ("/api/push", {"userid": "x" * 65, "text": "x"}, 400),
        ("/api/push", {"userid": "WangFang", "text": "x", "fault": "rain"}, 400),
        ("/api/push", {"userid": "WangFang", "text": "x", "times": 0}, 400),
        ("/api/push", {"userid": "WangFang", "text": "x", "times": True}, 400),
        ("/api/push", {"userid": "WangFang", "event": "click", "fields": {"<x>": 1}}, 400),
        ("/api/push", {"userid": "WangFang", "text": "x", "msg_id": "1e3"}, 400),
    ],
)
def test_a_wrong_request_is_refused_in_one_sentence(still_world: World, path: str, body: object, status: int) -> None:
    answered, answer = still_world.call(path, body)
    assert answered == status
    assert answer["error"]
    assert still_world.bot.heard == []


def test_a_foreign_web_page_cannot_send(still_world: World) -> None:
    status, _ = still_world.call("/api/chats/WangFang", {"text": "x"}, {"Content-Type": "text/plain"})
    assert status == 415
    assert still_world.bot.heard == []


def test_a_server_that_stops_does_not_wait_for_open_pages(opener: Opener) -> None:
    with opener() as world:
        stream = urllib.request.urlopen(world.base + "/api/chats/WangFang/events", timeout=5)
        assert stream.readline() == b": open\n"
    with stream:
        assert stream.read().startswith(b"\n")


def test_an_audit_reads_all_phones_in_the_order_of_their_lines(world: World) -> None:
    for userid in ("WangFang", "LiuYang"):
        world.ok(f"/api/chats/{userid}", {"text": userid})
    everything = world.ok("/api/journal")["entries"]
    assert [(entry["id"], entry["userid"], entry["from"]) for entry in everything] == [
        (1, "WangFang", "me"),
        (2, "WangFang", "bot"),
        (3, "LiuYang", "me"),
        (4, "LiuYang", "bot"),
    ]
    assert [entry["id"] for entry in world.ok("/api/journal?after=1&limit=2")["entries"]] == [2, 3]
    assert world.call("/api/journal?limit=1001")[0] == 400


def test_a_file_from_before_there_were_several_types_of_card_is_read_as_links(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    card = {"title": "等您聊聊", "description": "李四", "url": "https://school.example", "button": "详情"}
    journal = Journal(database)
    journal.add("WangFang", Line("bot", "card", "等您聊聊", 1.0, card=card))
    shown = journal.before("WangFang", 1)[0].line.card
    database.close()
    assert shown == {"type": "link", **card}
