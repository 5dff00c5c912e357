"""What reaches us from WeCom, as values: the envelope common to all, and every message a person can send.

Texts are exactly as the platform wrote them, "" where a field is missing; numbers are None where a field is missing
or is not a number. What the platform adds one day arrives as `UnknownMessage`, with all its fields.
"""

from dataclasses import dataclass

from handlers.inbound_events import Event, Fields


@dataclass(frozen=True, slots=True)
class TextMessage:
    """What a person typed, with every space and line break; may be empty."""

    content: str


@dataclass(frozen=True, slots=True)
class ImageMessage:
    """A picture; `media_id` can be fetched for three days."""

    media_id: str
    picture_url: str


@dataclass(frozen=True, slots=True)
class VoiceMessage:
    """A recording in `format` (`amr`, `speex`); `media_id` can be fetched for three days."""

    media_id: str
    format: str


@dataclass(frozen=True, slots=True)
class VideoMessage:
    """A film and its still; both ids can be fetched for three days."""

    media_id: str
    thumb_media_id: str


@dataclass(frozen=True, slots=True)
class LocationMessage:
    """A place sent as a message, in degrees; `scale` is the zoom of the map."""

    latitude: float | None
    longitude: float | None
    scale: int | None
    label: str
    app_type: str


@dataclass(frozen=True, slots=True)
class LinkMessage:
    """A shared page."""

    title: str
    description: str
    url: str
    picture_url: str


@dataclass(frozen=True, slots=True)
class FileMessage:
    """A file: a type that the platform does not document, so all its fields are kept."""

    media_id: str
    name: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class UnknownMessage:
    """A message of a type that we do not know."""

    type: str
    fields: Fields


Message = (
    TextMessage
    | ImageMessage
    | VoiceMessage
    | VideoMessage
    | LocationMessage
    | LinkMessage
    | FileMessage
    | UnknownMessage
)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or event from WeCom.

    `sender` is a member's UserID, `sys` for what the platform itself does, "" where there is none.
    `sent_at` is in Unix seconds, 0 where the platform gave no time. `key` is the same for every repeat of one
    message and differs between messages: `m:` and the platform's MsgId, or a prefix and a digest of the fields.
    """

    corp_id: str
    sender: str
    sent_at: int
    agent_id: int | None
    key: str
    content: Message | Event
