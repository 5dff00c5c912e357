"""The demo's phones as a thumb and an eye use them, on a day that is the same in every run."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Locator, Page, expect

from tests.support.browser import page_of
from tests.support.demo import demo

ZONE = ZoneInfo("Asia/Shanghai")
# In the middle of a term; a link that was sent now still opens on the day of the month's last reminder.
FRIDAY = datetime(2026, 11, 20, 13, 0, tzinfo=ZONE)
# Longer than an app is left alone after a call that found nobody: a busy machine has such moments, too.
SECONDS_FOR_NEWS = 60


@contextmanager
def school_day(data_dir: Path) -> Iterator[str]:
    """`jiedui demo` in a new folder, whose sample school and clock begin on that FRIDAY."""
    clock = data_dir / "demo" / "clock"
    clock.parent.mkdir(parents=True)
    clock.write_text(f"{FRIDAY.timestamp() - time.time():.3f}", encoding="ascii")
    # Time may be moved only where the platform is on this machine; the demo finds its own platform by itself.
    with demo(data_dir, JIEDUI_CLOCK_FILE=str(clock), JIEDUI_WECOM_API_BASE="http://127.0.0.1") as address:
        yield address


@dataclass(frozen=True)
class Phone:
    """One phone on the table; `root` is the page where there is only one."""

    root: Page | Locator

    @property
    def arrived(self) -> Locator:
        """All that came to this phone, in its order."""
        return self.root.get_by_test_id("chat-log").locator("[data-from=bot] .bubble")

    @property
    def cards(self) -> Locator:
        return self.root.get_by_test_id("chat-log").get_by_test_id("card")

    def say(self, text: str) -> None:
        box = self.root.get_by_test_id("chat-input")
        box.fill(text)
        box.press("Enter")

    def ask(self, text: str, *words: str) -> None:
        """Say `text` and see the answer, which has all of `words`."""
        answers = self._arrived_with(words)
        before = answers.count()
        self.say(text)
        expect(answers.nth(before)).to_be_visible(timeout=SECONDS_FOR_NEWS * 1000)

    def press(self, button: str, *words: str) -> None:
        """Press the app menu's `button` and see the answer."""
        answers = self._arrived_with(words)
        before = answers.count()
        self.root.get_by_test_id(f"menu-{button}").click()
        expect(answers.nth(before)).to_be_visible(timeout=SECONDS_FOR_NEWS * 1000)

    def _arrived_with(self, words: tuple[str, ...]) -> Locator:
        """Not only the newest: news of something else may come right behind an answer."""
        found = self.arrived
        for part in words:
            found = found.filter(has_text=part)
        return found

    def see(self, *words: str) -> None:
        """The newest thing that came has all of `words`; wait for it."""
        for part in words:
            expect(self.arrived.last).to_contain_text(part, timeout=SECONDS_FOR_NEWS * 1000)

    def open_service(self) -> None:
        """Turn to 客服, where a parent can write: by the switch, unless it is open."""
        tab = self.root.get_by_test_id("talk-service")
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")

    def open_notices(self) -> None:
        tab = self.root.get_by_test_id("talk-notices")
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")

    def write(self, text: str) -> None:
        """Write to 客服 and see that the line stands and was sent."""
        mine = self.root.get_by_test_id("chat-log").locator("[data-from=me][data-state=sent]")
        before = mine.count()
        self.open_service()
        self.say(text)
        expect(mine.nth(before)).to_contain_text(text)

    def kf_see(self, *words: str) -> None:
        """The newest thing in 客服 has all of `words`; wait for it."""
        self.open_service()
        self.see(*words)

    def choose(self, item: str) -> None:
        """Tap that line of the newest menu in 客服."""
        self.root.get_by_test_id("menu").last.get_by_text(item, exact=True).click()

    @property
    def window(self) -> Locator:
        """The words about how much may still come to 客服."""
        return self.root.get_by_test_id("kf-window")

    def open_link(self) -> FrameLocator:
        """The page behind the newest link, in the sheet that opens over the chat."""
        self.arrived.get_by_test_id("link").last.click()
        return self.root.frame_locator("[data-testid=sheet-page]")

    def close_sheet(self) -> None:
        self.root.get_by_test_id("sheet-close").click()


@contextmanager
def table(browser: Browser, address: str, size: tuple[int, int], *people: str) -> Iterator[Page]:
    """The chat page for a member and perhaps one or two others.

    It fails where anything complains in the console, or can be pushed sideways at the end.
    """
    with page_of(browser, size) as page:
        complaints: list[str] = []

        def listen(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                complaints.append(message.text)

        page.on("console", listen)
        page.goto(seating(address, *people))
        # A member who opens the app for the first time is greeted.
        expect(Phone(page.get_by_test_id("phone-1")).arrived.first).to_be_visible()
        yield page
        assert not complaints, complaints
        assert too_wide(page) == []


def seating(address: str, *people: str) -> str:
    """The chat page's address with these people at the table."""
    return address + "?" + "&".join(f"{'and' if number else 'as'}={one}" for number, one in enumerate(people))


def too_wide(page: Page) -> list[str]:
    """The addresses of what could be pushed sideways: the page itself, or one in a sheet."""
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return [frame.url for frame in page.frames if frame.evaluate(wide)]


def travel(page: Page, address: str, day: datetime) -> None:
    """Go to `day` at the time of reminders."""
    noon = day.replace(hour=12, minute=10, second=0)
    now = page.request.get(f"{address}api/clock").json()["now"]
    answer = page.request.post(f"{address}api/clock", data={"advance": int(noon.timestamp() - now) + 1})
    assert answer.ok, answer.text()
