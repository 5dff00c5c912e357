"""A platform of scripted answers, and clients that call it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.wecom.client import App, Route, WeComClient
from storage.shared import LocalShared
from storage.vault import Vault
from tests.bot.wecom_api.platform import AGENT, CORP, SECRET, ApiServer, api_server
from tests.support import databases

MakeClient = Callable[..., WeComClient]


@pytest.fixture
async def platform() -> AsyncIterator[ApiServer]:
    async with api_server() as server:
        yield server


@pytest.fixture
async def make_client(platform: ApiServer) -> AsyncIterator[MakeClient]:
    """Makes clients of the platform, each as a process of its own unless they are given what they share."""
    made: list[WeComClient] = []

    def make(
        *,
        secret: str = SECRET,
        shared: Any = None,
        route: Route | None = None,
        key: str = databases.SECRET,
        **more: Any,
    ) -> WeComClient:
        route = route or Route(platform.base)
        client = WeComClient(App(CORP, AGENT, secret), shared or LocalShared(), Vault(key), route=route, **more)
        made.append(client)
        return client

    yield make
    for client in made:
        await client.close()


@pytest.fixture
def client(make_client: MakeClient) -> WeComClient:
    return make_client()
