"""The conversation: from a message that came in to the answer that goes back, inside one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from duty.commands import RecordDeed, Report
from duty.hearing import Heard
from handlers import answer_words, cards, chat, directory_events, emergency, sent_files
from handlers.chat import Exchange
from handlers.context import Moment, Site
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
from handlers.inbound_events import (
    AgentEntered,
    CardClicked,
    CardMenuChosen,
    CustomerServiceNotice,
    MemberChanged,
    MenuClicked,
    SchoolContactChanged,
    Subscribed,
)
from handlers.menu import COMMANDS
from handlers.senders import Schools
from language.hear import hear
from language.say import replies
from storage import customers, dialogue, duties
from storage.inbox import Answer
from storage.people import Found, Senders
from storage.work import Work

# What cannot be read is answered kindly; what is in none of these is kept in the inbox and needs no answer yet.
UNREADABLE: Mapping[type, Callable[[], str]] = {
    ImageMessage: replies.cannot_see_picture,
    VoiceMessage: replies.cannot_hear_voice,
    VideoMessage: replies.cannot_open_file,
    FileMessage: replies.cannot_open_file,
    LinkMessage: replies.cannot_open_file,
    LocationMessage: replies.cannot_open_file,
    UnknownMessage: replies.cannot_open_file,
}
# In these somebody may have said that a child is in danger.
SPOKEN_OR_SEEN = (ImageMessage, VoiceMessage, VideoMessage, FileMessage)
GREETED = (AgentEntered, Subscribed)
TAPPED = (CardClicked, CardMenuChosen)
ANSWERED = (TextMessage, MenuClicked, *GREETED, *TAPPED, *UNREADABLE)
NO_ANSWER = Answer(None)


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

    def __init__(self, zone: ZoneInfo, base_url: str = "") -> None:
        """`base_url`: where this installation's pages are reached from outside, "" where nobody has said so."""
        self._zone, self._site = zone, Site(base_url)
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
        text = inbound.content.content
        heard = emergency.heard_in_spite_of(text, sender, lambda: hear(text, moment.today, sender.care))
        return Reading(corp, inbound, moment, found.member_id, heard)

    def read_ahead(self, work: Work, readings: Iterable[Reading]) -> None:
        """Asks at once for what answering these messages will ask for one by one."""
        students = [
            child
            for reading in readings
            if reading.member_id is not None and isinstance(reading.heard, RecordDeed)
            for child in reading.heard.student_ids
        ]
        duties.read_ahead(work, students, self._zone)

    def answer(self, work: Work, senders: Senders, reading: Reading) -> Answer:
        """What goes back to the sender."""
        content = reading.inbound.content
        if isinstance(content, SchoolContactChanged | MemberChanged):
            directory_events.told(work, reading.corp, content, reading.moment)
            return NO_ANSWER
        if isinstance(content, CustomerServiceNotice):
            customers.noticed(work, reading.corp, content.open_kf_id, content.token, reading.moment.at)
            return NO_ANSWER
        if not isinstance(content, ANSWERED):
            return NO_ANSWER
        found = senders.find(reading.corp, reading.inbound.sender)
        if found is None:
            return Answer(_to_stranger(work, reading))
        if isinstance(content, GREETED):
            return Answer(self._greet(work, found, reading.moment))
        sender = self._schools.sender(work, found, reading.moment.today)
        exchange = Exchange(work, sender, reading.moment, self._site, found.has_pending)
        if isinstance(content, TAPPED):
            return Answer(None, cards.tap(content, sender, work, reading.moment).card)
        if isinstance(content, MenuClicked):
            command = COMMANDS.get(content.key)
            return Answer(chat.answer(command, exchange)) if command else NO_ANSWER
        if isinstance(content, TextMessage):
            return Answer(_to_text(content, reading, exchange))
        human = emergency.instead_of_voice(sender, work) if isinstance(content, SPOKEN_OR_SEEN) else ""
        kept = sent_files.keep(content, sender, work, reading.moment)
        return Answer("\n".join(filter(None, (kept or UNREADABLE[type(content)](), human))))

    def _greet(self, work: Work, found: Found, moment: Moment) -> str | None:
        if found.greeted_on == moment.today:
            return None
        dialogue.greeted(work, found.member_id, moment.today)
        sender = self._schools.sender(work, found, moment.today)
        mentees = sender.mentees
        others = [child for child in sender.children.values() if child not in mentees]
        return replies.greeting(sender.member.name, mentees, others)


def _to_text(content: TextMessage, reading: Reading, exchange: Exchange) -> str | None:
    text, heard, given = content.content, reading.heard, (exchange.sender, exchange.work, exchange.moment)
    if heard is None:
        return None
    said = emergency.answered(text, *given, waiting=exchange.waiting)
    if said is None:
        said = answer_words.typed(text, *given, waiting=exchange.waiting)
    if said is not None:
        return said
    # What is reported in so many words alarms by itself.
    warned = emergency.Warned() if isinstance(heard, Report) else emergency.from_member(text, *given)
    if not warned.above:
        return warned.around(chat.answer(heard, exchange, text), heard, waiting=exchange.waiting)
    answer = emergency.in_spite_of(exchange.work, lambda: chat.answer(heard, exchange, text))
    return warned.around(answer, heard, waiting=exchange.waiting)


def _to_stranger(work: Work, reading: Reading) -> str | None:
    content, inbound = reading.inbound.content, reading.inbound
    if isinstance(content, TextMessage):
        warning = emergency.from_stranger(content.content, inbound.sender, reading.corp, work, reading.moment)
        return warning or replies.stranger()
    # Nobody remembers for strangers whether they were greeted today: opening the app stays without a word.
    return None if isinstance(content, (AgentEntered, *TAPPED)) else replies.stranger()
