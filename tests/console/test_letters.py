"""What a guardian sees and does: the positive controls of the attacks, and the states after each step."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from console.letters import SAID
from handlers.home_words import Answered
from language.say import pages_parent
from storage.audit import AUDIT
from storage.guardians import GUARDIAN
from storage.notes import NOTE
from storage.work import Store
from tests.console.browsing import filled, state_in
from tests.console.kit import WORDS, Host, World, show_world
from tests.support import small_school

NEVER_SAID = ("帮扶", "困难", "贫困", "留守", "学困", "结对")


@pytest.mark.parametrize("who", WORDS)
def test_a_guardian_reads_the_note_and_answers_it(world: World, who: str) -> None:
    browser, url, page = world.admitted(who)
    assert WORDS[who] in page.text
    sent = browser.post(f"{url}/answer", filled(page, "谢谢老师"))
    assert (sent.status, sent.location) == (303, f"{url}?said=saved&at={small_school.NOON}")
    after = browser.get(sent.location)
    assert "发出去了，老师会看到。" in after.text
    assert "谢谢老师" in after.text
    assert world.answers() == ["谢谢老师"]


def test_two_children_of_one_parent_have_a_page_each(world: World) -> None:
    _, _, of_li = world.admitted("li_mother")
    _, _, of_zhang = world.admitted("zhang_mother")
    assert "李四" in of_li.text
    assert "张三" not in of_li.text
    assert "张三" in of_zhang.text
    assert "李四" not in of_zhang.text


def test_the_page_names_the_child_and_nothing_else_about_it(world: World) -> None:
    _, url, page = world.admitted("li_mother")
    seen = re.sub(r"<[^>]*>", "", page.text)
    assert "成长小信" in seen
    assert "李四妈妈，您好" in seen
    for hidden in ("20250102", "刘秀英", "Liu_XiuYing", "liu_xiuying", *NEVER_SAID):
        assert hidden not in page.text
    assert "李四" not in url


def test_somebody_with_an_account_is_sent_to_the_platform_first(world: World) -> None:
    page = world.browser().get(world.url("li_mother"))
    assert page.status == 303
    assert page.location.startswith(f"{world.base}/connect/oauth2/authorize?appid=")
    assert page.location.endswith("#wechat_redirect")
    assert re.fullmatch(r"[a-zA-Z0-9]{1,128}", state_in(page.location))
    assert "刘" not in page.text


def test_a_session_lasts_twelve_hours_and_opens_without_the_platform(world: World) -> None:
    browser, url, _ = world.admitted("li_mother")
    world.signed_in = None
    world.clock.forward(hours=11, minutes=59)
    assert browser.get(url).status == 200
    world.clock.forward(minutes=2)
    assert browser.get(url).status == 303


def test_cookies_are_kept_from_scripts_and_belong_to_one_link(world: World) -> None:
    url = world.url("li_mother")
    cookie = world.browser().get(url).headers["set-cookie"]
    assert f"Path={url}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # this machine, without https


def test_the_way_back_again_leads_to_the_page(world: World) -> None:
    browser, url, _ = world.admitted("li_mother")
    again = browser.get(f"{url}?code=old&state=old")
    assert (again.status, again.location) == (303, url)


@pytest.mark.parametrize(
    ("hours", "said", "sentence"),
    [
        (0, "saved", "老师会看到。"),
        (10, "morning", "老师明早会看到。"),
        (14, "morning", "老师今早会看到。"),
    ],
)
def test_the_page_says_when_the_teacher_will_see_it(world: World, hours: int, said: str, sentence: str) -> None:
    world.clock.forward(hours=hours)
    browser, url, page = world.admitted("zhou_grandmother")
    sent = browser.post(f"{url}/answer", filled(page, "好的"))
    assert f"{url}?said={said}&" in sent.location
    assert sentence in browser.get(sent.location).text


def test_words_of_danger_are_answered_with_what_to_do_now_even_after_a_double_click(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    form = filled(page, "孩子昨晚说不想活了")
    locations = {browser.post(f"{url}/answer", form).location for _ in range(2)}
    [location] = locations
    after = browser.get(location).text
    assert "还没有人接手" in after
    assert "120" in after
    assert len(world.answers()) == 1


def test_the_same_form_sent_twice_is_one_answer(world: World) -> None:
    browser, url, page = world.admitted("li_mother")
    form = filled(page, "收到")
    first = browser.post(f"{url}/answer", form)
    again = browser.post(f"{url}/answer", form)
    assert "?said=saved&" in first.location
    assert "?said=again&" in again.location
    assert world.answers() == ["收到"]


def test_a_double_click_at_the_same_moment_is_one_answer(world: World) -> None:
    browser, url, page = world.admitted("li_mother")
    form = filled(page, "收到")
    with ThreadPoolExecutor(8) as threads:
        sent = list(threads.map(lambda _: browser.post(f"{url}/answer", form).status, range(8)))
    assert sent == [303] * 8
    assert world.answers() == ["收到"]


@pytest.mark.parametrize("text", ["", "  \r\n \t", "\u202e\u0000"])
def test_an_empty_answer_is_asked_for_again(world: World, text: str) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    again = browser.post(f"{url}/answer", filled(page, text))
    assert again.status == 422
    assert pages_parent.told(pages_parent.Said.EMPTY, world.clock(), "", "") in again.text
    assert world.answers() == []


def test_too_long_an_answer_is_not_lost_and_can_be_sent_shorter(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    long = "好" * 1001
    again = browser.post(f"{url}/answer", filled(page, long))
    assert again.status == 422
    assert long in again.text
    assert again.hidden("client_key") == page.hidden("client_key")
    assert browser.post(f"{url}/answer", filled(again, long[1:])).status == 303
    assert world.answers() == [long[1:]]


def test_what_a_guardian_writes_is_text_and_nothing_else(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    said = "<script>alert(1)</script></p>\"'&amp;{{ 7*7 }}"
    browser.post(f"{url}/answer", filled(page, said))
    after = browser.get(url).text
    assert "<script" not in after
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;&#34;&#39;&amp;amp;{{ 7*7 }}" in after
    assert world.answers() == [said]


def test_lines_are_kept_and_what_cannot_be_seen_is_not(world: World) -> None:
    browser, url, page = world.admitted("zhou_grandmother")
    browser.post(f"{url}/answer", filled(page, "一\r\n二\x00\x1b\u202e\u2066三\t四\u2028五 👨‍👩‍👧"))
    assert world.answers() == ["一\n二三 四\n五 👨‍👩‍👧"]


def test_no_more_notes_and_notes_again(world: World) -> None:
    browser, url, page = world.admitted("li_mother")
    token = {"form_token": page.hidden("form_token")}
    declined = browser.post(f"{url}/decline", token)
    shown = browser.get(declined.location).text
    assert "好的，先不给您发了。" in shown
    assert "<textarea" not in shown
    assert _declined(world, "li_mother")
    assert not _declined(world, "zhang_mother"), "the other child's notes still come"
    resumed = browser.post(f"{url}/resume", token)
    assert "<textarea" in browser.get(resumed.location).text
    assert not _declined(world, "li_mother")


def test_opening_is_kept_once_with_an_entry_in_the_audit(world: World) -> None:
    browser, url, _ = world.admitted("zhou_grandmother")
    world.clock.forward(hours=1)
    browser.get(url)
    with world.store.reading() as work:
        opened = select(NOTE.c.opened_at).where(NOTE.c.id == world.notes["zhou_grandmother"])
        assert work.connection.execute(opened).scalar_one() is not None
        actions = work.connection.execute(select(AUDIT.c.action, AUDIT.c.actor)).all()
    assert [tuple(row) for row in actions] == [("note_opened", f"guardian:{world.guardians['zhou_grandmother']}")]


def test_a_program_that_only_looks_at_the_head_has_opened_nothing(world: World) -> None:
    world.watch()
    assert world.browser().ask("HEAD", world.url("zhou_grandmother")).status == 403
    assert world.rows() == world.before


def test_only_personal_links_open_where_the_platform_cannot_be_asked(host: Host, store: Store, school_id: int) -> None:
    world = show_world(host, store, school_id, with_oauth=False)
    assert world.browser().get(world.url("li_mother")).status == 403
    assert world.browser().get(world.url("li_mother", personal=True)).status == 200
    assert world.browser().get(world.url("zhou_grandmother")).status == 200


def test_every_page_says_how_it_may_be_used(world: World) -> None:
    browser, url, page = world.admitted("li_mother")
    world_pages = [
        page,
        world.browser().get(world.url("li_mother")),
        browser.get("/p/nothing"),
        browser.get("/m/pass/no"),
    ]
    for one in [*world_pages, browser.post(f"{url}/answer", filled(page, ""))]:
        assert one.headers["cache-control"] == "no-store"
        assert one.headers["referrer-policy"] == "no-referrer"
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["x-robots-tag"] == "noindex, nofollow"
        policy = one.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'")
        assert "unsafe" not in policy
        assert policy.endswith("frame-ancestors http://127.0.0.1:* http://localhost:*")


@pytest.mark.parametrize(("name", "kind"), [("letter.css", "text/css"), ("copy.js", "text/javascript")])
def test_style_and_script_come_from_us(world: World, name: str, kind: str) -> None:
    served = world.browser().get(f"/static-console/{name}")
    assert served.status == 200
    assert served.headers["content-type"].startswith(kind)
    assert served.headers["x-content-type-options"] == "nosniff"
    assert world.browser().get("/static-console/../app.py").status == 404
    assert world.browser().get("/static-console/%2e%2e/app.py").status == 404


def test_what_an_address_claims_to_have_happened_is_a_known_thing_or_nothing(world: World) -> None:
    browser, url, _ = world.admitted("zhou_grandmother")
    assert 'class="said' in browser.get(f"{url}?said=saved&at={small_school.NOON}").text
    strange = ("x", "", "-1", "1" * 400, "１", f"{small_school.NOON - 601}", f"{small_school.NOON + 601}")
    asked = [("saved", at) for at in strange] + [
        (said, small_school.NOON) for said in ("", "no", "long", "empty", "<b>")
    ]
    for said, at in asked:
        page = browser.get(f"{url}?{urlencode({'said': said, 'at': at})}")
        assert (page.status, 'class="said' in page.text) == (200, False), (said, at)


def test_the_sentences_for_parents_never_say_why_a_child_is_cared_for() -> None:
    said = [value for value in vars(pages_parent).values() if isinstance(value, str)]
    assert not [word for word in NEVER_SAID for sentence in said if word in sentence]


def test_every_outcome_of_an_answer_has_a_sentence() -> None:
    assert set(SAID) == set(Answered) - {Answered.GONE}


def _declined(world: World, who: str) -> bool:
    with world.store.reading() as work:
        asked = select(GUARDIAN.c.declined_at).where(GUARDIAN.c.id == world.guardians[who])
        return work.connection.execute(asked).scalar_one() is not None


def test_the_page_leads_into_customer_service_with_an_invitation_of_its_own(world: World) -> None:
    browser, url, page = world.admitted("li_mother")
    assert f'href="{url}/service"' in page.text
    first, second = (browser.get(f"{url}/service").location for _ in range(2))
    assert first.startswith(f"{world.base}/kf/kfc1?enc_scene=E&scene_param=")
    assert first != second
    world.change_guardian("li_mother", no_contact=True)
    assert browser.get(f"{url}/service").status == 403
