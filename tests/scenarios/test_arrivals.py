"""What arrives besides a teacher's words: openings of the app, pictures, strangers, the unknown."""

import pytest

from storage.work import Store
from tests.scenarios.books import inbox_count, ledger
from tests.support.platform import AGENT_ID, CORP_ID, Platform
from tests.support.small_school import CHILDREN, NOON, STAFF, SmallSchool

NAMES = {name for _, name, _, _ in CHILDREN} | {name for _, name, _, _ in STAFF}


def test_the_first_opening_of_a_day_is_greeted_and_the_next_ones_are_not(platform: Platform) -> None:
    greeting = platform.event("WangFang", "enter_agent", at=NOON)
    assert greeting.text == (
        "王老师好，我帮您记结对的事。和您结对的是张三、李四、周一诺。\n"
        "聊完发一句「已谈心 张三」就好。想试就发一句，回「撤销」就不算。"
    )
    assert platform.event("WangFang", "enter_agent", at=NOON + 60).body == b""
    assert platform.event("WangFang", "subscribe", at=NOON + 61).body == b""
    assert platform.event("WangFang", "enter_agent", at=NOON + 86400).text == greeting.text


def test_every_member_is_greeted_by_what_they_are(platform: Platform) -> None:
    answers = {user: platform.event(user, "subscribe", at=NOON).text or "" for user in ("ChenJie", "ZhouNew")}
    assert answers["ChenJie"].startswith("陈老师好，我帮您记结对的事。您照看的有")
    assert answers["ZhouNew"].startswith("周老师好，我帮老师们记结对的事。现在还没有和您结对的孩子")


@pytest.mark.parametrize("said", ["已谈心 张三", "查 张三", "待办", "帮助", "2", "", "撤销"])
def test_a_stranger_s_answer_names_nobody(platform: Platform, store: Store, school: SmallSchool, said: str) -> None:
    answer = platform.answer("SomebodyElse", said, at=NOON)
    assert not any(name in answer for name in NAMES)
    assert ledger(store, school.id) == []
    # Yet what was said is kept: a teacher may have been left out of the roster by mistake.
    assert inbox_count(store) == 1


def test_a_stranger_is_told_whom_to_ask_once_and_not_at_every_opening(platform: Platform) -> None:
    assert "管理员" in (platform.event("SomebodyElse", "subscribe", at=NOON).text or "")
    assert platform.event("SomebodyElse", "enter_agent", at=NOON + 5).body == b""


@pytest.mark.parametrize(
    ("kind", "fields", "word"),
    [
        ("image", "<PicUrl>http://x/1</PicUrl><MediaId>m1</MediaId>", "图片"),
        ("voice", "<MediaId>m1</MediaId><Format>amr</Format>", "语音"),
        ("video", "<MediaId>m1</MediaId><ThumbMediaId>t1</ThumbMediaId>", "视频"),
        ("file", "<MediaId>m1</MediaId><FileName>a.doc</FileName>", "文件"),
        ("link", "<Title>t</Title><Url>http://x</Url>", "链接"),
        ("hologram", "<Size>3</Size>", "一句话"),
    ],
)
def test_what_cannot_be_read_is_answered_kindly(
    platform: Platform, store: Store, school: SmallSchool, kind: str, fields: str, word: str
) -> None:
    message = (
        f"<xml><ToUserName>{CORP_ID}</ToUserName><FromUserName>WangFang</FromUserName><CreateTime>{NOON}</CreateTime>"
        f"<MsgType>{kind}</MsgType>{fields}<MsgId>123456789012</MsgId><AgentID>{AGENT_ID}</AgentID></xml>"
    )
    assert word in (platform.post(message).text or "")
    assert ledger(store, school.id) == []


@pytest.mark.parametrize(
    ("event", "extra"),
    [
        ("unsubscribe", ""),
        ("click", "<EventKey>of_another_version</EventKey>"),
        ("view", "<EventKey>http://x</EventKey>"),
        ("LOCATION", "<Latitude>23.1</Latitude><Longitude>113.3</Longitude><Precision>60</Precision>"),
        ("change_contact", "<ChangeType>update_user</ChangeType><UserID>WangFang</UserID>"),
        ("something_new", "<Whatever><Deep>1</Deep></Whatever>"),
    ],
)
def test_events_that_need_no_answer_are_kept_and_answered_with_an_empty_200(
    platform: Platform, store: Store, event: str, extra: str
) -> None:
    response = platform.event("WangFang", event, at=NOON, extra=extra)
    assert (response.status, response.body) == (200, b"")
    assert inbox_count(store) == 1
