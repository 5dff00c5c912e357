"""The envelope of a callback: the only part of it that is read before its seal is checked."""

from dataclasses import dataclass

from bot.wecom.xml import BadEnvelope, read_xml


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed message: for whom (the corp id), for which app, and the base64 text exactly as received."""

    to_user: str
    agent_id: int | None
    encrypt: str


def read_envelope(body: bytes) -> Envelope:
    """The envelope in a POST body, whose size the caller has bounded; anything else is a `BadEnvelope`."""
    root = read_xml(body)
    encrypt = root.get("Encrypt")
    if not encrypt:
        raise BadEnvelope("The envelope carries no encrypted message.")
    return Envelope(to_user=root.get("ToUserName"), agent_id=root.whole("AgentID"), encrypt=encrypt)
