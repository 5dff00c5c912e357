"""Files: what phones send can be fetched, what the app uploads too, for three days; what is no file is refused."""

import io
import re
import struct
import urllib.request
import zipfile
import zlib
from typing import Any

import pytest

from sandbox.samples import document, picture, video, voice
from tests.sandbox.conftest import AGENT, World
from tests.sandbox.kf import HOUR, MOTHER, Kf, fetched, uploaded


def pixels(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG whose data are whole."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    length = struct.unpack(">I", content[33:37])[0]
    assert len(zlib.decompress(content[41 : 41 + length])) == height * (1 + 3 * width)
    return width, height


def sent_by_member(world: World, kind: str) -> tuple[int, dict[str, str], bytes]:
    world.ok("/api/chats/WangFang", {"kind": kind})
    return fetched(world, world.bot.heard[-1].tags["MediaId"])


def sent_by_parent(world: World, kind: str) -> tuple[int, dict[str, str], bytes]:
    Kf(world).shows(kind)
    return fetched(world, Kf(world).told()[-1][kind]["media_id"])


@pytest.mark.parametrize("sent", [sent_by_member, sent_by_parent])
def test_a_picture_from_a_phone_can_be_fetched_and_no_two_are_the_same(world: World, sent: Any) -> None:
    status, headers, content = sent(world, "image")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert headers["content-disposition"] == 'attachment; filename="picture.png"'
    assert min(pixels(content)) > 0
    assert sent(world, "image")[2] != content


@pytest.mark.parametrize(("sent", "name"), [(sent_by_member, "谈心记录.docx"), (sent_by_parent, "请假条.docx")])
def test_a_file_from_a_phone_is_a_document_that_opens(world: World, sent: Any, name: str) -> None:
    _, headers, content = sent(world, "file")
    told = re.search('filename="(.*)"', headers["content-disposition"])
    assert told
    assert told[1].encode("latin-1").decode() == name
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "第" in archive.read("word/document.xml").decode()


@pytest.mark.parametrize("sent", [sent_by_member, sent_by_parent])
def test_a_recording_and_a_film_are_what_they_say(world: World, sent: Any) -> None:
    assert sent(world, "voice")[2].startswith(b"#!AMR\n")
    assert sent(world, "video")[2][4:8] == b"ftyp"


def test_an_upload_comes_back_byte_for_byte_under_its_name(world: World) -> None:
    content = bytes(range(256)) * 2000
    answer = uploaded(world, "file", content, "请假条 7班.pdf")
    assert (answer["errcode"], answer["errmsg"], answer["type"]) == (0, "", "file")
    assert answer["created_at"] == str(int(world.clock.now))
    _, headers, fetched_content = fetched(world, answer["media_id"])
    assert fetched_content == content
    assert headers["content-disposition"].encode("latin-1").decode() == 'attachment; filename="请假条 7班.pdf"'


def test_a_part_of_a_file_can_be_asked_for(still_world: World) -> None:
    media_id = uploaded(still_world, "file", b"0123456789")["media_id"]
    status, headers, content = fetched(still_world, media_id, "bytes=2-4")
    assert (status, headers["content-range"], content) == (206, "bytes 2-4/10", b"234")
    assert fetched(still_world, media_id, "bytes=7-")[2] == b"789"
    assert fetched(still_world, media_id, "bytes=8-99")[2] == b"89"
    assert fetched(still_world, media_id, "bytes=99-")[0] == 200


def test_a_file_lives_three_days_and_over_a_restart(opener: Any) -> None:
    with opener() as world:
        media_id = uploaded(world, "image", picture().content)["media_id"]
    with opener() as world:
        world.clock.now += 72 * HOUR - 1
        assert fetched(world, media_id)[0] == 200
        world.clock.now += 1
        assert world.api(f"media/get?media_id={media_id}")["errcode"] == 40007


def test_what_is_no_file_of_its_type_is_refused(still_world: World) -> None:
    big = b"\x89PNG\r\n\x1a\n" + b"0" * (10 * 1024 * 1024)
    wrong: list[tuple[Any, int]] = [
        (("thing", b"0123456789"), 40004),
        (("file", b""), 44001),
        (("file", b"01234"), 40006),
        (("image", b"GIF89a0123"), 40005),
        (("voice", b"RIFF012345"), 301017),
        (("video", b"0123456789"), 40005),
        (("image", big), 45001),
        (("image", big + b"0" * 100_000), 45001),
        (("file", b"0123456789", "a.bin", "other"), 44001),
        (("file", b"0123456789", ""), 44001),
    ]
    for given, code in wrong:
        assert uploaded(still_world, *given)["errcode"] == code, given[0]
    for kind, sample in (("voice", voice()), ("video", video()), ("file", document("a.docx"))):
        assert uploaded(still_world, kind, sample.content)["errcode"] == 0


def test_what_is_no_form_is_refused(still_world: World) -> None:
    path = f"/cgi-bin/media/upload?access_token={still_world.token()}&type=file"
    assert still_world.call(path, {"media": "x"})[1]["errcode"] == 44001
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert still_world.call(path, b"--y\r\nnonsense", broken)[1]["errcode"] == 40058


def test_a_file_that_is_not_there_is_json_and_faults_work_on_files(still_world: World) -> None:
    assert still_world.api("media/get?media_id=unknown")["errcode"] == 40007
    assert still_world.api("media/get")["errcode"] == 41006
    media_id = uploaded(still_world, "file", b"0123456789")["media_id"]
    still_world.ok("/api/faults", {"path": "media/get", "kind": "truncated"})
    assert fetched(still_world, media_id)[2] == b"01234"


def test_a_name_cannot_break_out_of_its_header(still_world: World) -> None:
    media_id = uploaded(still_world, "file", b"0123456789", 'a\\"b.txt')["media_id"]
    assert fetched(still_world, media_id)[1]["content-disposition"].count('"') == 2


def in_the_phone(world: World, phone: str) -> bytes:
    """The file in the newest line of a phone, as the page fetches it."""
    entry = world.ok(f"/api/chats/{phone}?limit=1")["entries"][0]
    with urllib.request.urlopen(world.base + entry["media"], timeout=5) as response:
        assert response.headers["Content-Security-Policy"] == "sandbox"
        return bytes(response.read())


def test_what_a_parent_sent_reaches_a_teacher_as_the_same_picture_and_stays_on_both_phones(world: World) -> None:
    Kf(world).shows("image")
    media_id = Kf(world).told()[0]["image"]["media_id"]
    assert world.send(msgtype="image", image={"media_id": media_id})["errcode"] == 0
    assert world.ok("/api/chats/WangFang")["entries"][-1]["kind"] == "image"
    world.clock.now += 100 * HOUR
    assert in_the_phone(world, "WangFang") == in_the_phone(world, f"kf:{MOTHER}")
    assert pixels(in_the_phone(world, "WangFang"))


def test_what_a_teacher_sent_reaches_a_parent_in_a_notice_and_in_the_chat(world: World) -> None:
    world.ok("/api/chats/WangFang", {"kind": "file"})
    sent = world.bot.heard[-1].tags["MediaId"]
    content = fetched(world, sent)[2]
    Kf(world).says()
    assert Kf(world).sends(msgtype="file", file={"media_id": sent})["errcode"] == 0
    notice = {"msgtype": "file", "agentid": AGENT, "file": {"media_id": sent}, "to_parent_userid": [MOTHER]}
    assert world.api("externalcontact/message/send", notice)["errcode"] == 0
    for phone in (f"kf:{MOTHER}", f"parent:{MOTHER}"):
        assert in_the_phone(world, phone) == content
        assert world.lines(phone)[-1] == ("bot", "［文件］谈心记录.docx")


def test_a_file_that_is_too_old_or_of_another_kind_cannot_be_sent_to_anybody(world: World) -> None:
    media_id = uploaded(world, "image", picture().content)["media_id"]
    notice = {"msgtype": "image", "agentid": AGENT, "to_parent_userid": [MOTHER], "image": {"media_id": media_id}}
    assert world.send(msgtype="file", file={"media_id": media_id})["errcode"] == 40007
    world.clock.now += 72 * HOUR
    assert world.send(msgtype="image", image={"media_id": media_id})["errcode"] == 40007
    assert world.api("externalcontact/message/send", notice)["errcode"] == 40007
    assert (world.lines(), world.lines(f"parent:{MOTHER}")) == ([], [])


def test_a_picture_taken_back_is_gone_from_the_phone(opener: Any) -> None:
    with opener() as world:
        entry = Kf(world).shows("image")
        assert entry["media"].startswith("/api/media/")
        Kf(world).does("recall", entry=entry["id"])
        assert Kf(world).newest()["media"] == ""
        assert world.call("/api/media/unknown")[0] == 404
