"""The app's and the customers' side of the pretend 微信客服, as tests speak with both."""

import time
import urllib.request
from dataclasses import dataclass
from typing import Any

from sandbox.directory import directory, external_userid
from tests.sandbox.conftest import World

ACCOUNT = "wkSandboxQingheAAAAAAAAAAAAAAAAAA"
HOUR, DAY = 3600, 86_400
MOTHER = next(parent for parent in directory().parents if parent.name == "刘秀英").userid


@dataclass(frozen=True, slots=True)
class Kf:
    """One customer, by default 李四's mother, and the app that answers her."""

    world: World
    id: str = MOTHER

    @property
    def external(self) -> str:
        return external_userid(self.id)

    def says(self, text: str = "在吗", **more: Any) -> Any:
        return self.world.ok(f"/api/chats/kf:{self.id}", {"text": text, **more})["entries"][0]

    def shows(self, kind: str) -> Any:
        return self.world.ok(f"/api/chats/kf:{self.id}", {"kind": kind})["entries"][0]

    def does(self, what: str, **body: Any) -> Any:
        return self.world.ok(f"/api/kf/{self.id}/{what}", body)

    def standing(self) -> Any:
        return self.world.ok(f"/api/kf/{self.id}")

    def lines(self) -> list[tuple[str, str]]:
        return self.world.lines(f"kf:{self.id}")

    def newest(self) -> Any:
        return self.world.ok(f"/api/chats/kf:{self.id}?limit=1")["entries"][0]

    def api(self, path: str, **body: Any) -> Any:
        return self.world.api(f"kf/{path}", {"open_kfid": ACCOUNT, **body})

    def sends(self, text: str = "您好", /, **changes: Any) -> Any:
        """The answer to a text, or to whatever `changes` make of it."""
        request = {"touser": self.external, "msgtype": "text", "text": {"content": text}}
        return self.api("send_msg", **request | changes)

    def codes(self, times: int) -> list[int]:
        return [self.sends(f"第 {number} 条")["errcode"] for number in range(1, times + 1)]

    def news(self, cursor: str = "", **more: Any) -> Any:
        """One page of news."""
        return self.api("sync_msg", cursor=cursor, **more)

    def told(self, event: str = "") -> list[Any]:
        """All news, or what the events of one type hold."""
        messages = self.news()["msg_list"]
        if not event:
            return list(messages)
        events = [message["event"] for message in messages if message["msgtype"] == "event"]
        return [one for one in events if one["event_type"] == event]

    def state(self) -> int:
        return int(self.api("service_state/get", external_userid=self.external)["service_state"])

    def moves(self, state: int, servicer: str = "") -> Any:
        body = {"external_userid": self.external, "service_state": state, "servicer_userid": servicer}
        return self.api("service_state/trans", **body)


def until_heard(world: World, pushes: int) -> list[dict[str, Any]]:
    """What the bot heard, once it is that much: nobody who writes to 微信客服 waits for the bot."""
    deadline = time.monotonic() + 5
    while len(world.bot.heard) < pushes and time.monotonic() < deadline:
        time.sleep(0.005)
    assert len(world.bot.heard) == pushes
    return [heard.tags for heard in world.bot.heard]


def uploaded(world: World, kind: str, content: bytes, file_name: str = "a.bin", part: str = "media") -> Any:
    """The answer to media/upload."""
    edge = "edge0123456789"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{part}"; filename="{file_name}"; '
        f"filelength={len(content)}\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
    return world.call(f"/cgi-bin/media/upload?access_token={world.token()}&type={kind}", body, headers)[1]


def fetched(world: World, media_id: str, wanted: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes of media/get; `wanted` is a `Range`."""
    address = f"{world.base}/cgi-bin/media/get?access_token={world.token()}&media_id={media_id}"
    request = urllib.request.Request(address, headers={"Range": wanted} if wanted else {})
    with urllib.request.urlopen(request, timeout=5) as response:
        return response.status, {name.lower(): value for name, value in response.headers.items()}, response.read()
