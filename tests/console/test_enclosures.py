"""Pictures and files on a guardian's page: shown or given as a file, to whom the page is shown; nothing runs."""

import http.client
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import update

from console.enclosures import FILES_A_MINUTE, file_name
from handlers.enclosed import DOWNLOAD, content_type
from language.say import pages_parent
from storage.attachments import ATTACHMENT
from tests.console.browsing import Browser
from tests.console.kit import World
from tests.console.kit_family import PNG, ask_consent, enclose, family_token


@dataclass(frozen=True)
class Got:
    """An answer that may be no text."""

    status: int
    headers: dict[str, str]
    content: bytes


def get(browser: Browser, url: str, method: str = "GET") -> Got:
    here = urlsplit(browser.base)
    line = http.client.HTTPConnection(here.hostname or "", here.port, timeout=20)
    kept = {name: value for (under, name), value in browser.cookies.items() if url.startswith(under)}
    line.request(method, url, headers={"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())})
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)


def refused(got: Got) -> bool:
    return got.status == 403 and pages_parent.REFUSAL in got.content.decode()


@pytest.mark.parametrize("who", ["li_mother", "zhou_grandmother"])
def test_a_picture_is_shown_behind_the_door_of_its_page(world: World, who: str) -> None:
    number = enclose(world, who)
    browser, url, page = world.admitted(who)
    assert f'<img src="{url}/file/{number}" alt="' in page.text
    got = get(browser, f"{url}/file/{number}")
    assert (got.status, got.content) == (200, PNG)
    assert got.headers["content-type"] == "image/png"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "content-disposition" not in got.headers
    if who == "li_mother":
        assert refused(get(world.browser(), f"{url}/file/{number}"))


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image", "image/svg+xml"),
        (b"<html><script>alert(1)</script></html>", "image", "image/png"),
        (b"<html><script>alert(1)</script></html>", "file", "text/html"),
        (PNG, "file", "image/png"),
        (b"%PDF-1.7", "file", "application/pdf"),
        (b"", "image", "image/png"),
    ],
)
def test_what_could_run_and_every_file_is_only_ever_saved(world: World, content: bytes, kind: str, said: str) -> None:
    number = enclose(world, "zhou_grandmother", content, kind=kind, said=said, name="成绩 单.html")
    browser, url, _ = world.admitted("zhou_grandmother")
    got = get(browser, f"{url}/file/{number}")
    assert (got.status, got.content) == (200, content)
    assert got.headers["content-type"] == DOWNLOAD
    assert got.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('成绩 单.html')}"


def test_a_file_is_named_with_its_size_and_what_is_not_there_yet_is_said(world: World) -> None:
    enclose(world, "zhou_grandmother", b"x" * 2048, kind="file", said="", name="通知<b>.docx")
    wanted = enclose(world, "zhou_grandmother", None)
    lost = enclose(world, "zhou_grandmother", None, kind="voice")
    with world.store.writing() as work:
        work.connection.execute(update(ATTACHMENT).where(ATTACHMENT.c.id == lost).values(state="lost"))
    browser, url, page = world.admitted("zhou_grandmother")
    assert "通知&lt;b&gt;.docx</a> <span>2 KB</span>" in page.text
    assert "图片：还在取，过一会儿再看" in page.text
    assert "语音：这个没能留下来" in page.text
    assert all(refused(get(browser, f"{url}/file/{number}")) for number in (wanted, lost))


def test_what_goes_with_other_notes_is_refused_like_anything_else(world: World) -> None:
    others = [enclose(world, who) for who in ("li_mother", "li_father", "zhang_mother")]
    own = enclose(world, "zhou_grandmother")
    browser, url, _ = world.admitted("zhou_grandmother")
    guessed = [*others, own + 1, 0, -1, "", "x", f"0{own}", "9" * 15, "9" * 40, "1%00", f"{own}/", f"{own}%0a", "../1"]
    assert [one for one in guessed if not refused(get(browser, f"{url}/file/{one}"))] == []
    assert refused(get(browser, f"{url}/file/{own}", "HEAD")) or get(browser, f"{url}/file/{own}", "HEAD").status == 403
    assert refused(get(browser, f"{url}/file/{own}", "POST"))
    assert get(browser, f"{url}/file/{own}").status == 200


def test_a_family_link_opens_what_its_thread_shows_and_not_more(world: World) -> None:
    own, other = enclose(world, "li_mother"), enclose(world, "li_father")
    url = f"/p/{family_token(world, 'li_mother')}"
    browser = world.browser()
    assert get(browser, f"{url}/file/{own}").status == 200
    assert refused(get(browser, f"{url}/file/{other}"))
    elsewhere = f"/p/{family_token(world, 'li_mother', member='SunLi')}"
    assert refused(get(browser, f"{elsewhere}/file/{own}"))


def test_who_has_not_agreed_gets_no_picture(world: World) -> None:
    own = enclose(world, "zhou_grandmother")
    browser, url, _ = world.admitted("zhou_grandmother")
    ask_consent(world)
    assert refused(get(browser, f"{url}/file/{own}"))


def test_many_pictures_at_once_are_no_flood_but_there_is_an_end(world: World) -> None:
    own = enclose(world, "zhou_grandmother")
    browser, url, _ = world.admitted("zhou_grandmother")
    seen = [get(browser, f"{url}/file/{own}").status for _ in range(FILES_A_MINUTE + 1)]
    assert seen == [200] * FILES_A_MINUTE + [429]
    assert browser.get(url).status == 200


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\r\nb.pdf", "a_b.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("  .. ", "文件"),
        ("", "文件"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("😀.png", "😀.png"),
    ],
)
def test_a_name_stays_in_its_folder_and_hides_nothing(name: str, saved: str) -> None:
    assert file_name(name) == saved


@pytest.mark.parametrize(
    ("begins", "named"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", DOWNLOAD),
        (b"<svg", DOWNLOAD),
        (b"", DOWNLOAD),
    ],
)
def test_what_it_is_is_read_in_the_bytes(begins: bytes, named: str) -> None:
    assert content_type(begins) == named
