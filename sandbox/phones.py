"""The phones: what a member does goes to the bot, what comes back is written down and shown."""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from sandbox.cards import Card
from sandbox.contents import Shown
from sandbox.envelope import Fault, Field, Inbound
from sandbox.hub import Hub
from sandbox.journal import Entry, Journal, Line
from sandbox.pusher import Attempt, Failure, Pusher

_OWN_WORDS = {
    "image": "［图片］",
    "voice": "［语音］",
    "video": "［视频］",
    "file": "［文件］谈心记录.docx",
    "location": "［位置］青禾镇柳树村",
    "link": "［链接］和孩子聊天的十个小办法",
    "enter_agent": "您打开了应用",
    "subscribe": "您加入了应用的可见范围",
}
_TAKEN_BACK = "撤回了一条消息"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a push came to: the line that was sent, in its last state, then what was shown after it."""

    mine: Entry
    shown: tuple[Entry, ...]
    attempts: tuple[Attempt, ...]


class Phones:
    """All phones on one journal; every line is written down before it is shown."""

    def __init__(self, journal: Journal, hub: Hub, pusher: Pusher, clock: Callable[[], float]) -> None:
        self._journal = journal
        self._hub = hub
        self._pusher = pusher
        self._clock = clock

    def inbound(self, userid: str, msg_type: str, fields: tuple[Field, ...]) -> Inbound:
        """A new message or event of a member, now.

        The id is random and so stays unique even where the sandbox's data is wiped and the bot's is kept.
        """
        msg_id = None if msg_type == "event" else secrets.randbits(62) | 1 << 62
        return Inbound(userid, msg_type, fields, int(self._clock()), msg_id)

    async def send(self, message: Inbound, client_id: str = "", words: str = "") -> Delivery:
        """Push a new line until the platform would stop; `words` show it otherwise than its type would."""
        line = self._own_line(message, client_id)
        mine = self._show(message.userid, replace(line, text=words) if words else line)
        return await self._deliver(mine, message)

    async def send_again(self, entry: Entry) -> Delivery:
        """Push a failed line once more: the same message, so a bot that had it already stays with its answer."""
        return await self._deliver(self._mark(entry, "sending"), _inbound_of(entry))

    async def send_repeatedly(self, message: Inbound, times: int, *, parallel: bool, fault: Fault | None) -> Delivery:
        """Push the same message `times` times, without the platform's own repeats."""
        mine = self._show(message.userid, self._own_line(message, ""))
        if parallel:
            attempts = await asyncio.gather(*(self._pusher.push(message, fault) for _ in range(times)))
        else:
            attempts = [await self._pusher.push(message, fault) for _ in range(times)]
        mine = self._mark(mine, "sent" if any(attempt.status == 200 for attempt in attempts) else "failed")
        lines = [self._system("note", _experiment(attempts, fault))]
        answers = dict.fromkeys(attempt.reply for attempt in attempts)
        lines += [line for reply in answers for line in self._reply_lines(Attempt(200, 0.0, reply))]
        if len([reply for reply in answers if reply.text]) > 1:
            lines.append(self._system("error", "同一条消息得到了不同的回答"))
        return Delivery(mine, tuple(self._show(message.userid, line) for line in lines), tuple(attempts))

    def receive(self, userid: str, shown: Shown) -> Entry:
        """Show what an app sent by itself."""
        return self._show(
            userid, Line("bot", shown.kind, shown.text, self._clock(), card=shown.card, media_id=shown.media_id)
        )

    def say(self, userid: str, shown: Shown, client_id: str) -> Entry:
        """Show what a phone's owner sent to somebody whose answer does not come with it."""
        line = Line("me", shown.kind, shown.text, self._clock(), "sent", client_id, media_id=shown.media_id)
        return self._show(userid, line)

    def change(self, entry: Entry, card: Card) -> Entry:
        """Show a card that stands in its new state."""
        return self._rewrite(entry, replace(entry.line, card=card))

    def take_back(self, entry: Entry) -> Entry:
        """Show that a line was recalled."""
        return self._rewrite(
            entry, replace(entry.line, sender="system", kind="note", text=_TAKEN_BACK, card=None, media_id="")
        )

    async def push(self, message: Inbound) -> tuple[list[Attempt], list[Entry]]:
        """Push until the platform would stop: every attempt, and the notes about repeats."""
        attempts: list[Attempt] = []
        notes: list[Entry] = []
        async for attempt in self._pusher.deliver(message):
            if attempts:
                notes.append(self._show(message.userid, self._system("note", _repeat(attempts[-1], len(attempts)))))
            attempts.append(attempt)
        return attempts, notes

    async def push_unseen(self, message: Inbound) -> None:
        """Push what belongs to nobody's phone; the platform takes no answer to it."""
        async for _ in self._pusher.deliver(message):
            pass

    def show_answer(self, userid: str, attempts: Sequence[Attempt], *, can_repeat: bool) -> list[Entry]:
        """Show what the last attempt brought: the bot's words, or that it has none."""
        last = attempts[-1]
        if last.status == 200:
            lines = list(self._reply_lines(last))
        else:
            lines = [self._system("error", _gave_up(attempts, can_repeat=can_repeat))]
        return [self._show(userid, line) for line in lines]

    def complain(self, userid: str, problem: str) -> Entry:
        """Show that the platform would not take the bot's reply."""
        return self._show(userid, self._complaint(problem))

    async def _deliver(self, mine: Entry, message: Inbound) -> Delivery:
        attempts, shown = await self.push(message)
        mine = self._mark(mine, "sent" if attempts[-1].status == 200 else "failed")
        shown += self.show_answer(message.userid, attempts, can_repeat=mine.line.sender == "me")
        reply = attempts[-1].reply
        if reply.card or reply.button:
            shown.append(self.complain(message.userid, "更新卡片只能用来回答卡片的点击"))
        return Delivery(mine, tuple(shown), tuple(attempts))

    def _own_line(self, message: Inbound, client_id: str) -> Line:
        fields = dict(message.fields)
        what = str(fields.get("Event", message.msg_type))
        words = str(fields["Content"]) if what == "text" else _OWN_WORDS.get(what, f"［{what}］")
        sender = "system" if message.msg_type == "event" else "me"
        kind = "note" if message.msg_type == "event" else what
        media_id = str(fields.get("MediaId", ""))
        stored = json.dumps(asdict(message), ensure_ascii=False)
        return Line(sender, kind, words, self._clock(), "sending", client_id, inbound=stored, media_id=media_id)

    def _reply_lines(self, attempt: Attempt) -> Iterator[Line]:
        if attempt.reply.text is not None:
            yield Line("bot", "text", attempt.reply.text, self._clock())
        if attempt.reply.problem is not None:
            yield self._complaint(attempt.reply.problem)

    def _complaint(self, problem: str) -> Line:
        return self._system("error", f"平台收不下机器人的这条回复：{problem}")

    def _system(self, kind: str, text: str) -> Line:
        return Line("system", kind, text, self._clock())

    def _show(self, userid: str, line: Line) -> Entry:
        entry = self._journal.add(userid, line)
        self._hub.publish(entry)
        return entry

    def _rewrite(self, entry: Entry, line: Line) -> Entry:
        rewritten = self._journal.rewrite(entry, line)
        self._hub.publish(rewritten)
        return rewritten

    def _mark(self, entry: Entry, state: str) -> Entry:
        marked = self._journal.mark(entry, state)
        self._hub.publish(marked)
        return marked


def _inbound_of(entry: Entry) -> Inbound:
    stored = json.loads(entry.line.inbound)
    return Inbound(**{**stored, "fields": tuple((name, value) for name, value in stored["fields"])})


def _what_happened(attempt: Attempt) -> str:
    if attempt.failure is Failure.TIMEOUT:
        return f"等了 {attempt.seconds:.0f} 秒"
    if attempt.failure is Failure.CONNECTION:
        return "连不上"
    return f"HTTP {attempt.status}"


def _repeat(failed: Attempt, number: int) -> str:
    return f"没有应答（{_what_happened(failed)}），平台第 {number} 次重发"


def _gave_up(attempts: Sequence[Attempt], *, can_repeat: bool) -> str:
    tried = f"，送了 {len(attempts)} 次" if len(attempts) > 1 else ""
    kept = "话还在这里，点「再送一次」就行。" if can_repeat else ""
    return f"机器人没有应答（{_what_happened(attempts[-1])}{tried}）。{kept}"


def _experiment(attempts: Sequence[Attempt], fault: Fault | None) -> str:
    statuses = "、".join(str(attempt.status) for attempt in attempts[:10])
    more = "…" if len(attempts) > 10 else ""
    wrong = f"，故意弄错 {fault}" if fault else ""
    return f"试验：同一条送了 {len(attempts)} 次{wrong}，应答 {statuses}{more}"
