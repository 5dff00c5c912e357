"""The messages of a run: sealed, signed and written as HTTP before the clock starts."""

from dataclasses import dataclass

from bench import school
from tests.support.platform import Platform, Seal, text_message

PATH = "/wecom/callback"
_SEAL = Seal()
_PLATFORM = Platform(PATH, _SEAL)


@dataclass(frozen=True, slots=True)
class Message:
    """One HTTP request as it goes over the wire, and the child's name that a right answer holds."""

    wire: bytes
    child: str


def sealed_messages(first: int, count: int, at: int) -> list[Message]:
    """The messages numbered from `first` on, no two the same; `at` is when they were sent, in Unix seconds."""
    return [_sealed(school.said(number), at) for number in range(first, first + count)]


def is_right(message: Message, body: bytes) -> bool:
    """Whether the body of an answer opens, is signed, and speaks of the child."""
    try:
        return message.child.encode() in _PLATFORM.open_reply(body.decode())
    except (AssertionError, ValueError):
        return False


def _sealed(said: school.Said, at: int) -> Message:
    encrypted = _SEAL.encrypt(text_message(said.user_id, said.text, at=at).encode())
    body = _SEAL.envelope(encrypted)
    head = (
        f"POST {PATH}?{_SEAL.query(encrypted)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Message(head.encode() + body, said.child)
