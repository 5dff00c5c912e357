"""What goes on behind the web service: what it finds out is written down, and whom the platform names is recognised."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.background import Background
from bot.recognising import RecogniseMember, RecogniseParent
from bot.settings import Settings
from bot.wecom import api
from bot.wecom.errors import NotTrusted
from storage import findings
from storage.work import StorageTrouble, Store, T, Work
from tests.bot.clinic import APP_SECRET, PARENT_AGENT, PARENT_SECRET, sandbox
from tests.support.meddler import Meddler
from tests.support.platform import AGENT_ID, CORP_ID

LOGIN = "school/getuserinfo"
MEMBER_LOGIN = "auth/getuserinfo"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meddler]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as meddler:
        yield meddler


@pytest.fixture
def settings(platform: Meddler, tmp_path: Path) -> Iterator[Settings]:
    yield Settings(
        data_dir=tmp_path,
        wecom_corp_id=CORP_ID,
        wecom_agent_id=AGENT_ID,
        wecom_secret=SecretStr(APP_SECRET),
        wecom_parent_agent_id=PARENT_AGENT,
        wecom_parent_secret=SecretStr(PARENT_SECRET),
        wecom_api_base=platform.base,
    )
    platform.leave_alone()


@pytest.fixture
def background(settings: Settings, store: Store) -> Iterator[Background]:
    made = Background(settings, store, store, works=False)
    made.start()
    yield made
    made.stop()


def remembered(store: Store) -> dict[str, str]:
    with store.reading() as work:
        return {one.name: one.value for one in findings.all(work)}


def recognised(background: Background, code: str = "code", *, member: bool = False) -> str | None:
    of = RecogniseMember if member else RecogniseParent
    return asyncio.run(of(background.edge)(code))


def test_the_address_that_the_platform_does_not_trust_is_remembered(
    background: Background, store: Store, platform: Meddler
) -> None:
    platform.change("agent/get", {"errcode": 60020, "errmsg": "not allow to access from your ip, from ip: 9.30.0.138"})
    assert background.edge is not None
    with pytest.raises(NotTrusted):
        background.edge.call(api.agent_get, background.edge.members)
    background.stop()
    assert remembered(store) == {"not_trusted_ip": "9.30.0.138"}


def test_what_is_found_out_while_it_stops_is_no_trouble(background: Background, store: Store) -> None:
    background.remember("callback_seen", "url check")
    background.stop()
    background.remember("callback_seen", "too late")
    background.stop()
    assert remembered(store) == {"callback_seen": "url check"}


class Shut:
    """A writer whose database is away."""

    def submit(self, job: Callable[[Work], T]) -> T:
        raise StorageTrouble


def test_what_cannot_be_written_down_is_a_line_in_the_log(settings: Settings, store: Store) -> None:
    background = Background(settings, store, Shut(), works=False)
    with capture_logs() as lines:
        background.remember("callback_seen", "url check")
        background.stop()
    assert [(line["event"], line["finding"]) for line in lines] == [("not_remembered", "callback_seen")]


@pytest.mark.parametrize("works", [True, False])
def test_only_who_works_has_a_scheduler(settings: Settings, store: Store, works: bool) -> None:
    background = Background(settings, store, store, works=works)
    assert (background.runner is not None) is works
    background.stop()


class TestRecognising:
    """Who opened a page of ours."""

    def test_a_parent_is_named_in_small_letters(self, background: Background, platform: Meddler) -> None:
        platform.change(LOGIN, {"errcode": 0, "errmsg": "ok", "parent_userid": "Parent-OF-Li"})
        assert recognised(background) == "parent-of-li"

    def test_somebody_else_is_nobody(self, background: Background, platform: Meddler) -> None:
        platform.change(LOGIN, {"errcode": 0, "errmsg": "ok", "student_userid": "a-child"})
        assert recognised(background) is None

    def test_a_member_is_none_of_the_parents_and_the_other_way_round(
        self, background: Background, platform: Meddler
    ) -> None:
        platform.change(MEMBER_LOGIN, {"errcode": 0, "errmsg": "ok", "userid": "ChenJie"})
        platform.change(LOGIN, {"errcode": 0, "errmsg": "ok", "userid": "ChenJie"})
        assert recognised(background, member=True) == "chenjie"
        assert recognised(background) is None

    def test_a_parent_is_no_member(self, background: Background, platform: Meddler) -> None:
        platform.change(MEMBER_LOGIN, {"errcode": 0, "errmsg": "ok", "openid": "somebody", "parent_userid": "x"})
        assert recognised(background, member=True) is None

    def test_a_code_that_the_platform_does_not_know_names_nobody(self, background: Background) -> None:
        assert recognised(background, "made up") is None
        assert recognised(background, "made up", member=True) is None

    def test_without_keys_nobody_is_recognised(self, tmp_path: Path, store: Store) -> None:
        background = Background(Settings(data_dir=tmp_path), store, store, works=False)
        assert recognised(background) is None
        assert recognised(background, member=True) is None
        background.stop()
