"""A mother in 微信客服 under traffic: invited from her page, confirmed by the teacher, writing and written to."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from tests.support.town import Browser, Town

UNDELIVERED = ("没有确认送到", "还没送到", "话还没发")


@dataclass(frozen=True)
class Chat:
    """One parent by her account, and her teacher."""

    place: Town
    teacher: str
    label: str
    account: str

    @property
    def phone(self) -> str:
        return f"kf:{self.account}"

    @property
    def phones(self) -> frozenset[str]:
        return frozenset({self.phone, f"parent:{self.account}"})

    def bind(self) -> None:
        """From a note to the teacher's tap; the bot is running."""
        self.place.say(self.teacher, f"转告 {self.label} 您好")
        self.place.say(self.teacher, "确认")
        notice = self._until(lambda: [one["text"] for one in self.place.phone(f"parent:{self.account}")])
        link = unescape(re.findall(r'href="([^"]+)"', notice[-1])[0])
        browser = Browser(self.place, self.account)
        assert "/service" in self._until(lambda: [browser.open(link)[1]])[0]
        self.place.call(f"/api/kf/{self.account}/enter", {"url": browser.leaving(f"{link}/service")})
        asked = self._until(lambda: [one for one in self.place.phone(self.teacher) if "客服里的是" in str(one["card"])])
        body = {"entry": asked[-1]["id"], "key": "yes", "options": []}
        self.place.call(f"/api/chats/{self.teacher}/tap", body)
        self.write("我在")
        self._until(lambda: [one for one in self.place.phone(self.teacher) if "我在" in _all_of(one)])

    def write(self, words: str) -> None:
        self.place.call(f"/api/chats/{self.phone}", {"text": words})

    def _until(self, look: Callable[[], list[Any]]) -> list[Any]:
        for _ in range(150):
            if found := look():
                return found
            time.sleep(0.2)
        raise AssertionError("it never came")


def _all_of(entry: Any) -> str:
    return f"{entry['text']} {entry.get('card')}"
