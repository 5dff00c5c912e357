"""Words of danger, in whatever message they stand: those who can help are told, and one of them takes it over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from duty.alarm import AlarmTap
from duty.messages import ButtonCard, Message, Text, from_json
from storage import findings, outbox
from storage.outbox import OUTBOX, Purpose
from storage.people import MEMBER_ROLE, SCHOOL
from storage.work import Store
from tests.scenarios.books import Line, ledger
from tests.support.platform import AGENT_ID, CORP_ID, Platform
from tests.support.small_school import NOON, SmallSchool


@pytest.fixture(autouse=True)
def contacts(store: Store, school: SmallSchool) -> None:
    with store.writing() as work:
        work.connection.execute(update(SCHOOL).values(crisis_contacts="GaoAdmin ChenJie"))


def messages(store: Store) -> list[tuple[str, Message]]:
    """All that an alarm sends, in its order, with its receiver."""
    with store.reading() as work:
        asked = select(OUTBOX).where(OUTBOX.c.purpose == Purpose.ALERT.value).order_by(OUTBOX.c.id)
        rows = work.connection.execute(asked).all()
        return [
            (row.recipient, from_json(work.vault.open_json(row.sealed_body, outbox.BODY)["message"])) for row in rows
        ]


def cards(store: Store) -> dict[str, ButtonCard]:
    """The newest card of each contact, by user id."""
    return {user: message for user, message in messages(store) if isinstance(message, ButtonCard)}


def alerts(store: Store) -> dict[str, str]:
    """What each contact is sent, by user id."""
    return {user: f"{card.title}\n{card.text}" for user, card in cards(store).items()}


def texts(store: Store, user: str) -> list[Text]:
    return [message for one, message in messages(store) if one == user and isinstance(message, Text)]


def tap(platform: Platform, task: str, user: str, key: str = AlarmTap.TAKE, *, at: int = NOON + 60) -> str:
    """The card that comes back for a tap, as XML."""
    fields = {"EventKey": key, "TaskId": task, "CardType": "button_interaction", "ResponseCode": "code"}
    extra = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())
    response = platform.event(user, "template_card_event", at=at, extra=extra)
    assert response.status == 200
    return (response.plain or b"").decode().partition("<TemplateCard>")[2]


def test_inside_a_record_it_is_recorded_and_alarmed(platform: Platform, store: Store, school: SmallSchool) -> None:
    answer = platform.answer("WangFang", "谈心 张三：他说不想活了", at=NOON)
    assert answer.startswith("谢谢您马上说出来。我正在通知")
    assert "记好了：张三，谈心" in answer
    assert ledger(store, school.id) == [Line("WangFang", "20250101", "talk", "2025-11-21", "他说不想活了")]
    told = alerts(store)
    assert set(told) == {"GaoAdmin", "ChenJie"}
    assert "张三（七年级1班）" in told["GaoAdmin"]
    assert "不想活" not in told["GaoAdmin"]


@pytest.mark.parametrize(
    "said",
    [
        "李四想跳楼",
        "转告 张三妈妈 他说不想活了",
        "张三离家出走了！！",
        "待办 张三被打",
        "張三說不 想 活 了",
        "回复 孩子说想自杀",
    ],
)
def test_in_any_message_it_is_heard(platform: Platform, store: Store, said: str) -> None:
    assert "正在通知" in platform.answer("WangFang", said, at=NOON)
    assert len(alerts(store)) == 2


def test_a_stranger_is_heard_too_and_the_child_that_is_named(platform: Platform, store: Store) -> None:
    assert "正在通知学校的负责老师" in platform.answer("Nobody", "古丽米热·艾力被打了", at=NOON)
    assert "古丽米热·艾力（八年级1班）" in alerts(store)["GaoAdmin"]


def test_the_same_message_again_alarms_nobody_twice(platform: Platform, store: Store) -> None:
    first = platform.say("WangFang", "张三不想活了", at=NOON, number=77)
    again = platform.say("WangFang", "张三不想活了", at=NOON, number=77)
    assert first.status == again.status == 200
    assert len(alerts(store)) == 2


def test_who_is_cut_off_says_so_instead_of_promising(platform: Platform, store: Store) -> None:
    with store.writing() as work:
        findings.note(work, "app_trouble", "not_trusted 60020", datetime.fromtimestamp(NOON, UTC))
    answer = platform.answer("WangFang", "张三不想活了", at=NOON)
    assert "我还通知不到" in answer
    assert "现在就打电话" in answer
    assert len(alerts(store)) == 2


@pytest.mark.parametrize("said", ["今天累死了", "这题难死人了", "已谈心 张三：笑死我了，他讲了个笑话", "待办"])
def test_everyday_words_alarm_nobody(platform: Platform, store: Store, said: str) -> None:
    platform.answer("WangFang", said, at=NOON)
    assert alerts(store) == {}


def test_who_taps_first_takes_it_over_and_the_writer_hears_who(platform: Platform, store: Store) -> None:
    platform.answer("WangFang", "张三说他不想活了", at=NOON)
    given = cards(store)
    answer = tap(platform, given["ChenJie"].task_id, "ChenJie")
    assert "您接手了" in answer
    assert tap(platform, given["ChenJie"].task_id, "ChenJie") == answer, "the platform's repeat gets the same card"
    assert "陈老师接手了" in tap(platform, given["GaoAdmin"].task_id, "GaoAdmin", at=NOON + 120)
    [words] = texts(store, "ChenJie")
    assert words.safe
    assert "「张三说他不想活了」" in words.content
    assert [text.content for text in texts(store, "WangFang")] == [
        "陈老师 12:01 接手了您说的紧急情况：张三（七年级1班）。在对方到之前，请先别离开孩子；有新情况直接找陈老师。"
    ]
    assert not any("不想活" in text.content for text in texts(store, "GaoAdmin"))
    assert "陈老师处理过了" in tap(platform, given["ChenJie"].task_id, "ChenJie", AlarmTap.HANDLED, at=NOON + 180)
    assert platform.answer("ChenJie", "已处理 送回家了", at=NOON + 240).startswith(
        "好的，张三（七年级1班）这件关上了。"
    )


def test_of_two_who_tap_at_once_one_has_it(platform: Platform, store: Store) -> None:
    platform.answer("WangFang", "张三说他不想活了", at=NOON)
    given = cards(store)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda user: tap(platform, given[user].task_id, user), given))
    assert sorted("您接手了" in answer for answer in answers) == [False, True]
    assert sum("不想活" in text.content for user in given for text in texts(store, user)) == 1


def test_it_can_be_typed_and_somebody_else_s_words_are_answered_as_usual(platform: Platform, store: Store) -> None:
    platform.answer("WangFang", "张三说他不想活了", at=NOON)
    assert platform.answer("GaoAdmin", "接手", at=NOON + 60).startswith("您接手了：张三（七年级1班）")
    assert "接手了" not in platform.answer("SunLi", "接手", at=NOON + 61)
    assert "误报关上了" in platform.answer("GaoAdmin", "误报", at=NOON + 120)


def test_whom_the_words_accuse_hears_nothing(platform: Platform, store: Store) -> None:
    assert "陈老师" not in platform.answer("WangFang", "陈老师打了张三", at=NOON)
    assert set(alerts(store)) == {"GaoAdmin"}
    assert tap(platform, cards(store)["GaoAdmin"].task_id, "ChenJie") == ""


def test_where_nobody_can_be_told_it_says_so(platform: Platform, store: Store) -> None:
    with store.writing() as work:
        work.connection.execute(delete(MEMBER_ROLE))
        work.connection.execute(update(SCHOOL).values(crisis_contacts="ChenJie"))
    answer = platform.answer("WangFang", "陈老师打了张三", at=NOON)
    assert "现在没有我能通知的人" in answer
    assert "110 或 120" in answer
    assert messages(store) == []


def test_what_is_to_be_watched_alarms_nobody_and_asks_gently(platform: Platform, store: Store) -> None:
    answer = platform.answer("WangFang", "已谈心 张三：他最近情绪低落", at=NOON)
    assert "记好了：张三，谈心" in answer
    assert answer.endswith("要不要请心理高老师早点看看孩子？回「请」或「不用」。")
    assert messages(store) == []
    assert platform.answer("WangFang", "请", at=NOON + 60).startswith("好的，这就请心理高老师看看孩子。")
    assert [user for user, _ in messages(store)] == ["GaoAdmin"]


@pytest.mark.parametrize("kind", ["voice", "image", "video"])
def test_what_cannot_be_read_offers_a_human(platform: Platform, kind: str) -> None:
    response = platform.post(
        f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><FromUserName><![CDATA[WangFang]]></FromUserName>"
        f"<CreateTime>{NOON}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType><MediaId><![CDATA[m]]></MediaId>"
        f"<MsgId>77</MsgId><AgentID>{AGENT_ID}</AgentID></xml>"
    )
    assert response.text is not None
    assert "要是孩子有危险，别等我：情况紧急打 110 或 120；也可以直接找心理高老师和陈老师；" in response.text
