"""Where sync and async meet: a thread with an event loop of its own, in which all calls to WeCom are made."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, ParamSpec, TypeVar

from bot.settings import Settings
from bot.wecom.client import App, Route, WeComClient
from bot.wecom.errors import Transport
from storage.shared import Shared
from storage.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")


class Edge:
    """Calls from anywhere: `edge.call(api.user_get, edge.members, "WangFang")`.

    `members` is the client of the teachers' app, `parents` that of the parents', which may be the same one.
    Before `start`, and from `stop` on, every call raises Transport.
    """

    def __init__(self, members: WeComClient, parents: WeComClient | None = None) -> None:
        self.members = members
        self.parents = parents or members
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()

    def start(self) -> None:
        """Returns when calls can be made."""
        with self._guard:
            if self._thread is not None:
                return
            ready = threading.Event()
            self._thread = threading.Thread(target=lambda: asyncio.run(self._live(ready)), name="wecom", daemon=True)
            self._thread.start()
            ready.wait()

    def stop(self) -> None:
        """Ends the calls in flight: to their callers they are perhaps done."""
        with self._guard:
            thread, loop = self._thread, self._loop
            self._thread = self._loop = None
            if loop is not None:
                loop.call_soon_threadsafe(self._ended.set)
        if thread is not None:
            thread.join()

    def call(self, function: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `function`, waited for in any thread that has no event loop."""
        return self._submit(function, *args, **kwargs).result()

    async def acall(self, function: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `function`, awaited in another event loop."""
        return await asyncio.wrap_future(self._submit(function, *args, **kwargs))

    def _submit(self, function: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        # Under the guard: what comes before `stop` is ended by it, what comes after is refused.
        with self._guard:
            if self._loop is None:
                raise Transport("calls have ended", perhaps_done=False)
            return asyncio.run_coroutine_threadsafe(self._until_stopped(function, *args, **kwargs), self._loop)

    async def _until_stopped(
        self, function: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        try:
            return await function(*args, **kwargs)
        except asyncio.CancelledError:
            # To a caller in a loop it would look as if somebody had cancelled the caller.
            if self._ended.is_set():
                raise Transport("calls have ended", perhaps_done=True) from None
            raise

    async def _live(self, ready: threading.Event) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        await self._ended.wait()
        calls = asyncio.all_tasks() - {asyncio.current_task()}
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        await self.members.close()
        await self.parents.close()


def make_edge(
    settings: Settings, shared: Shared, vault: Vault, *, on_not_trusted: Callable[[str], None]
) -> Edge | None:
    """The edge of the default corp, not started; None where the settings do not suffice for calls."""
    if not settings.can_call or settings.wecom_agent_id is None:
        return None
    route = Route(settings.wecom_api_base, settings.https_proxy_url.get_secret_value())

    def client(agent_id: int, secret: str) -> WeComClient:
        app = App(settings.wecom_corp_id, agent_id, secret)
        return WeComClient(app, shared, vault, route=route, on_not_trusted=on_not_trusted)

    members = client(settings.wecom_agent_id, settings.wecom_secret.get_secret_value())
    parent_secret = settings.wecom_parent_secret.get_secret_value()
    if settings.wecom_parent_agent_id is None or not parent_secret:
        return Edge(members)
    return Edge(members, client(settings.wecom_parent_agent_id, parent_secret))
