"""Messages as WeCom wants them, and what its answers mean for them."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.sender import WeComSender
from bot.wecom.client import App, Route, WeComClient
from bot.wecom.edge import Edge
from duty.messages import Button, ButtonCard, LinkCard, Message, Option, Text, VoteCard
from scheduler.sender import Delivered, Later, Outcome, Perhaps, Reason, Refused, Sender
from storage.outbox import Channel
from storage.shared import LocalShared
from storage.vault import Vault
from tests.bot.wecom_api.platform import AGENT, CORP, RESET, SECRET, ApiServer, Raw, refuse
from tests.support import databases

OK = {"errcode": 0, "errmsg": "ok"}
MEMBERS, PARENTS = "message/send", "externalcontact/message/send"
VOTE = VoteCard(
    "r-1-20251121-abcd1234",
    "还等您的",
    "勾一下",
    (Option("1", "张三"), Option("2", "李四", checked=True)),
    Button("done", "记上"),
    (Button("later", "推迟"),),
)
BUTTONS = ButtonCard(
    "r-1", "李四的家访", "这学期还有一次", (Button("visited", "已家访", main=True), Button("x", "推迟"))
)


@pytest.fixture
async def edge(platform: ApiServer) -> AsyncIterator[Edge]:
    client = WeComClient(
        App(CORP, AGENT, SECRET), LocalShared(), Vault(databases.SECRET), route=Route(platform.base, total_seconds=2.0)
    )
    edge = Edge(client)
    edge.start()
    yield edge
    await asyncio.to_thread(edge.stop)


def frozen(edge: Edge, message: Message, channel: Channel = Channel.MEMBER, row_id: int = 7) -> str:
    return WeComSender(edge).freeze(channel, "WangFang", message, row_id)


async def send(edge: Edge, *requests: str) -> list[Outcome]:
    sender: Sender = WeComSender(edge)
    return await asyncio.to_thread(sender.send_many, requests)


def body_of(request: str) -> dict[str, Any]:
    return dict(json.loads(request)["body"])


class TestRequests:
    """What is frozen is the whole request but for the app, and always the same."""

    def test_a_text_to_a_member(self, edge: Edge) -> None:
        assert json.loads(frozen(edge, Text("好"))) == {
            "path": MEMBERS,
            "body": {
                "touser": "WangFang",
                "msgtype": "text",
                "text": {"content": "好"},
                "enable_duplicate_check": 1,
                "duplicate_check_interval": 14_393,
            },
        }

    def test_what_only_one_may_read_cannot_be_passed_on(self, edge: Edge) -> None:
        assert body_of(frozen(edge, Text("只给您看", safe=True)))["safe"] == 1
        assert "safe" not in body_of(frozen(edge, Text("好")))

    def test_a_notice_to_a_parent(self, edge: Edge) -> None:
        request = json.loads(frozen(edge, Text("好"), Channel.GUARDIAN))
        assert request["path"] == PARENTS
        assert request["body"] == {
            "recv_scope": 0,
            "to_parent_userid": ["WangFang"],
            "msgtype": "text",
            "text": {"content": "好"},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": 14_393,
        }

    def test_a_link_is_a_text_card_within_the_platforms_lengths(self, edge: Edge) -> None:
        card = body_of(frozen(edge, LinkCard("题" * 100, "文" * 300, "https://x/p", "看看")))["textcard"]
        assert (card["url"], card["btntxt"]) == ("https://x/p", "看看")
        assert len(card["title"].encode()) <= 128
        assert len(card["description"].encode()) <= 512
        assert "略去" in card["title"]
        assert "略去" in card["description"]

    def test_a_link_to_a_parent_is_said_in_words(self, edge: Edge) -> None:
        body = body_of(frozen(edge, LinkCard("好消息", "讲题了", "https://x/p", "看看"), Channel.GUARDIAN))
        assert body["text"]["content"] == "好消息\n讲题了\nhttps://x/p"

    def test_cards_to_tap(self, edge: Edge) -> None:
        vote = body_of(frozen(edge, VOTE))
        assert vote["msgtype"] == "template_card"
        card = vote["template_card"]
        assert (card["card_type"], card["task_id"]) == ("vote_interaction", VOTE.task_id)
        assert [line["id"] for line in card["checkbox"]["option_list"]] == ["1", "2"]
        assert card["submit_button"] == {"text": "记上", "key": "done"}
        assert card["action_menu"]["action_list"] == [{"text": "推迟", "key": "later"}]
        button = body_of(frozen(edge, BUTTONS))["template_card"]
        assert (button["card_type"], [one["key"] for one in button["button_list"]]) == (
            "button_interaction",
            ["visited", "x"],
        )

    def test_equal_words_of_two_rows_are_two_requests_and_of_one_row_one(self, edge: Edge) -> None:
        first, again, other = (frozen(edge, Text("好"), row_id=row_id) for row_id in (7, 7, 8))
        assert first == again != other


class TestOutcomes:
    """One receiver a request: what the answer says is said of this message."""

    @pytest.mark.parametrize(
        ("channel", "answer", "outcome"),
        [
            (Channel.MEMBER, {**OK, "msgid": "m1", "response_code": "r1"}, Delivered()),
            (Channel.MEMBER, {**OK, "invaliduser": "wangfang", "msgid": "m1"}, Refused(Reason.UNREACHABLE)),
            (Channel.MEMBER, {**OK, "unlicenseduser": "wangfang"}, Refused(Reason.UNLICENSED)),
            (Channel.MEMBER, refuse(81013), Refused(Reason.UNREACHABLE, 81013)),
            (Channel.MEMBER, refuse(40201), Refused(Reason.BLOCKED_CONTENT, 40201)),
            (Channel.MEMBER, refuse(-1), Later(Reason.PLATFORM, -1, 5.0, app_wide=False)),
            (Channel.MEMBER, refuse(45009), Later(Reason.THROTTLED, 45009, 60.0, app_wide=True)),
            (Channel.MEMBER, refuse(60020), Later(Reason.NOT_TRUSTED, 60020, 60.0, app_wide=True)),
            (Channel.MEMBER, refuse(99999), Refused(Reason.UNKNOWN_CODE, 99999)),
            (Channel.MEMBER, Raw(b"bad gateway", status=502), Perhaps()),
            (Channel.MEMBER, RESET, Perhaps()),
            (Channel.MEMBER, Raw(b"who are you", status=407), Later(Reason.NO_CONNECTION, 407, 15.0, app_wide=True)),
            (Channel.GUARDIAN, {**OK, "invalid_parent_userid": []}, Delivered()),
            (Channel.GUARDIAN, {**OK, "invalid_parent_userid": ["wangfang"]}, Refused(Reason.NOT_FOLLOWING)),
            (Channel.GUARDIAN, refuse(81013), Refused(Reason.NOT_FOLLOWING, 81013)),
            (Channel.GUARDIAN, refuse(48002), Refused(Reason.PARENTS_APP_FORBIDDEN, 48002)),
            (Channel.GUARDIAN, refuse(65024), Refused(Reason.TEACHER_OUT_OF_RANGE, 65024)),
        ],
    )
    async def test_an_answer_becomes_an_outcome(
        self, platform: ApiServer, edge: Edge, channel: Channel, answer: dict[str, object] | Raw, outcome: Outcome
    ) -> None:
        platform.on(MEMBERS, answer)
        platform.on(PARENTS, answer)
        assert await send(edge, frozen(edge, Text("好"), channel)) == [outcome]

    @pytest.mark.parametrize(
        ("answer", "outcome"),
        [
            (refuse(48002), Delivered()),
            (Raw(b"bad gateway", status=502), Delivered()),
            (refuse(60020), Later(Reason.NOT_TRUSTED, 60020, 60.0, app_wide=True)),
            (Raw(b"who are you", status=407), Later(Reason.NO_CONNECTION, 407, 15.0, app_wide=True)),
        ],
    )
    async def test_who_follows_is_asked_before_and_only_what_holds_all_calls_holds_the_notice(
        self, platform: ApiServer, edge: Edge, answer: dict[str, object] | Raw, outcome: Outcome
    ) -> None:
        platform.on("school/user/get", answer)
        platform.on(PARENTS, OK)
        assert await send(edge, frozen(edge, Text("好"), Channel.GUARDIAN)) == [outcome]
        assert len(platform.calls(PARENTS)) == (outcome == Delivered())

    async def test_the_app_is_named_by_whoever_has_its_secret(self, platform: ApiServer, edge: Edge) -> None:
        platform.on(MEMBERS, OK)
        await send(edge, frozen(edge, Text("好")))
        assert platform.calls(MEMBERS)[0].body["agentid"] == AGENT

    async def test_outcomes_come_in_the_order_of_the_requests(self, platform: ApiServer, edge: Edge) -> None:
        platform.on(MEMBERS, OK)
        platform.on(PARENTS, refuse(65024))
        ways = [Channel.MEMBER, Channel.GUARDIAN] * 10
        outcomes = await send(edge, *(frozen(edge, Text("好"), way, row) for row, way in enumerate(ways)))
        assert [isinstance(outcome, Delivered) for outcome in outcomes] == [True, False] * 10

    async def test_an_app_in_trouble_is_not_asked_again_and_again(self, platform: ApiServer, edge: Edge) -> None:
        platform.on(MEMBERS, refuse(60020))
        platform.on(PARENTS, OK)
        ways = [Channel.MEMBER] * 40 + [Channel.GUARDIAN]
        outcomes = await send(edge, *(frozen(edge, Text("好"), way, row) for row, way in enumerate(ways)))
        assert len(platform.calls(MEMBERS)) <= 8
        assert outcomes == [Later(Reason.NOT_TRUSTED, 60020, 60.0, app_wide=True)] * 40 + [Delivered()]

    async def test_what_has_not_begun_in_time_waits_for_the_next_round(self, platform: ApiServer, edge: Edge) -> None:
        platform.on(MEMBERS, OK)
        seconds = iter(range(0, 1000, 40))
        sender = WeComSender(edge, monotonic=lambda: next(seconds))
        requests = [frozen(edge, Text("好"), row_id=row) for row in range(4)]
        outcomes = await asyncio.to_thread(sender.send_many, requests)
        assert [type(outcome) for outcome in outcomes] == [Delivered, Later, Later, Later]
        assert len(platform.calls(MEMBERS)) == 1

    async def test_without_a_platform_nothing_is_lost(self, edge: Edge) -> None:
        request = frozen(edge, Text("好"))
        await asyncio.to_thread(edge.stop)
        assert await send(edge, request) == [Later(Reason.PLATFORM, 0, 15.0, app_wide=False)]


class Uneven(WeComClient):
    """A platform that is slow, or broken, for what one text says."""

    def __init__(self, platform: ApiServer, *, slow: str = "", broken: str = "") -> None:
        super().__init__(App(CORP, AGENT, SECRET), LocalShared(), Vault(databases.SECRET), route=Route(platform.base))
        self.slow, self.broken, self.ended = slow, broken, list[str]()

    async def post(
        self, path: str, body: Mapping[str, Any], params: Mapping[str, str | int] | None = None
    ) -> dict[str, Any]:
        said = body["text"]["content"]
        if said == self.broken:
            raise RuntimeError("Session is closed")
        await asyncio.sleep(0.1 if said == self.slow else 0.0)
        self.ended.append(said)
        return dict(OK)


async def sent_over(client: Uneven, *messages: tuple[str, str]) -> list[Outcome]:
    edge = Edge(client)
    edge.start()
    sender = WeComSender(edge)
    requests = [sender.freeze(Channel.MEMBER, account, Text(said), row) for row, (account, said) in enumerate(messages)]
    outcomes = await asyncio.to_thread(sender.send_many, requests)
    await asyncio.to_thread(edge.stop)
    return outcomes


class TestRounds:
    """Many receivers at once; to each of them one after the other."""

    async def test_parts_of_one_answer_arrive_in_their_order_and_nobody_else_waits(self, platform: ApiServer) -> None:
        client = Uneven(platform, slow="part 1")
        messages = [("WangFang", "part 1"), ("LiNa", "else"), ("wangfang", "part 2"), ("WangFang", "part 3")]
        assert await sent_over(client, *messages) == [Delivered()] * 4
        assert client.ended == ["else", "part 1", "part 2", "part 3"]

    async def test_what_breaks_in_our_own_program_is_one_messages_trouble(self, platform: ApiServer) -> None:
        client = Uneven(platform, broken="b")
        with capture_logs() as logged:
            outcomes = await sent_over(client, ("U1", "a"), ("U2", "b"), ("U3", "c"))
        assert outcomes == [Delivered(), Perhaps(), Delivered()]
        assert [line["event"] for line in logged] == ["sending_broke"]
        assert "Session" not in str(logged)

    async def test_when_calls_end_what_is_known_stays_known(self, platform: ApiServer, edge: Edge) -> None:
        platform.on(MEMBERS, OK, Raw(b"{}", after=30.0))
        sender = WeComSender(edge)
        requests = [frozen(edge, Text("好"), row_id=row) for row in range(3)]
        sending = asyncio.create_task(asyncio.to_thread(sender.send_many, requests))
        while len(platform.calls(MEMBERS)) < 2:
            await asyncio.sleep(0.01)
        await asyncio.to_thread(edge.stop)
        assert await sending == [Delivered(), Perhaps(), Later(Reason.PLATFORM, 0, 15.0, app_wide=False)]
