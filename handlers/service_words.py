"""What happens in 微信客服, as values: who wrote what, and what the platform says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Origin(IntEnum):
    """Who did it, by the platform's numbers; `COLLEAGUE`: a member of staff in the client."""

    CUSTOMER = 3
    PLATFORM = 4
    COLLEAGUE = 5


@dataclass(frozen=True, slots=True)
class ServiceWord:
    """Something that happened in an account: what a customer or a colleague wrote, or an event.

    `origin` 3 is the customer, 4 the platform, 5 a colleague in the client. `sent_at`: unix seconds. `content`: the
    fields of its kind, as the platform gave them.
    """

    msgid: str
    origin: int
    kind: str
    customer: str
    servicer: str
    sent_at: int
    content: Mapping[str, Any]
