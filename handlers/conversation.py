"""The conversation: from a message that came in to the answer that goes back, inside one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from duty.commands import RecordDeed
from duty.hearing import Heard
from handlers import chat
from handlers.chat import Exchange
from handlers.context import Moment
from handlers.inbound import (
    FileMessage,
    ImageMessage,
    Inbound,
    LinkMessage,
    LocationMessage,
    TextMessage,
    UnknownMessage,
    VideoMessage,
    VoiceMessage,
)
from handlers.inbound_events import AgentEntered, Subscribed
from handlers.senders import Schools
from language.hear import hear
from language.say import replies
from storage import deeds, dialogue
from storage.people import Found, Senders
from storage.work import Work

# What cannot be read is answered kindly; what is not in either table (menus, cards, the address book …)
# is kept in the inbox and needs no answer yet.
UNREADABLE: Mapping[type, Callable[[], str]] = {
    ImageMessage: replies.cannot_see_picture,
    VoiceMessage: replies.cannot_hear_voice,
    VideoMessage: replies.cannot_open_file,
    FileMessage: replies.cannot_open_file,
    LinkMessage: replies.cannot_open_file,
    LocationMessage: replies.cannot_open_file,
    UnknownMessage: replies.cannot_open_file,
}
GREETED = (AgentEntered, Subscribed)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message before it is answered: from whom, when, and for a text of a member what was heard in it."""

    corp: int
    inbound: Inbound
    moment: Moment
    member_id: int | None = None
    heard: Heard | None = None


class Conversation:
    """Answers messages; keeps nothing between them but copies of what the database says."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._schools = Schools()

    def read(
        self, work: Work, senders: Senders, corp: int, inbound: Inbound, *, message_id: int, sent_at: datetime
    ) -> Reading:
        """Understands a message without doing anything about it."""
        moment = Moment(sent_at, self._zone, message_id)
        if not isinstance(inbound.content, TextMessage):
            return Reading(corp, inbound, moment)
        found = senders.known(corp, inbound.sender)
        if found is None:
            return Reading(corp, inbound, moment)
        sender = self._schools.sender(work, found, moment.today)
        return Reading(corp, inbound, moment, found.member_id, hear(inbound.content.content, moment.today, sender.care))

    def read_ahead(self, work: Work, readings: Iterable[Reading]) -> None:
        """Asks at once for what answering these messages will ask for one by one."""
        pairs = [
            (reading.member_id, child)
            for reading in readings
            if reading.member_id is not None and isinstance(reading.heard, RecordDeed)
            for child in reading.heard.student_ids
        ]
        deeds.read_ahead(work, pairs, self._zone)

    def answer(self, work: Work, senders: Senders, reading: Reading) -> str | None:
        """The text that goes back to the sender; None where nothing does."""
        content = reading.inbound.content
        if not isinstance(content, (TextMessage, *GREETED, *UNREADABLE)):
            return None
        found = senders.find(reading.corp, reading.inbound.sender)
        if found is None:
            # Nobody remembers for strangers whether they were greeted today: opening the app stays without a word.
            return None if isinstance(content, AgentEntered) else replies.stranger()
        if reading.heard is not None:
            sender = self._schools.sender(work, found, reading.moment.today)
            return chat.answer(reading.heard, Exchange(work, sender, reading.moment, found.has_pending))
        if isinstance(content, GREETED):
            return self._greet(work, found, reading.moment)
        return UNREADABLE[type(content)]()

    def _greet(self, work: Work, found: Found, moment: Moment) -> str | None:
        if found.greeted_on == moment.today:
            return None
        dialogue.greeted(work, found.member_id, moment.today)
        sender = self._schools.sender(work, found, moment.today)
        mentees = sender.mentees
        others = [child for child in sender.children.values() if child not in mentees]
        return replies.greeting(sender.member.name, mentees, others)
