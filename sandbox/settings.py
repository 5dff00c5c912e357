"""What the pretend platform needs to know: the corp, its app, where the bot listens, who is a member."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sandbox.school import Party, Person, parties, people


class RetryMode(StrEnum):
    """When a push is repeated; the platform's documentation states both rules."""

    NON_200 = "non_200"
    TIMEOUT_ONLY = "timeout_only"


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """One corp with one app.

    `token` and `aes_key` (43 characters) seal the callback at `callback_url`; `secret` buys access tokens.
    Lengths of time are seconds.
    """

    corp_id: str
    agent_id: int
    secret: str
    token: str
    aes_key: str
    callback_url: str
    data_dir: Path
    app_name: str = "结对"
    members: tuple[Person, ...] = field(default_factory=people)
    parties: tuple[Party, ...] = field(default_factory=parties)
    retry_mode: RetryMode = RetryMode.NON_200
    answer_seconds: float = 5.0
    retry_gap_seconds: float = 1.0
    token_seconds: int = 7200
