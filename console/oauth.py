"""The platform's page authorisation: where a parent is sent to be recognised, and who came back."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode


class Identify(Protocol):
    """Asks the platform whose code it is."""

    async def __call__(self, code: str) -> str | None:
        """The parent's account on the platform; None for anybody else, a bad code, or a platform that is away."""


@dataclass(frozen=True, slots=True)
class OAuth:
    """The app in whose name parents are recognised; its trusted domain is the host of our pages."""

    oauth_base: str
    corp_id: str
    agent_id: int

    def address(self, back: str, state: str) -> str:
        """Where to send the browser; it comes back to `back` with `code` and `state`.

        `state` is at most 128 letters and digits, and the fragment must stand at the end: the platform's rules.
        """
        query = {
            "appid": self.corp_id,
            "redirect_uri": back,
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
            "agentid": str(self.agent_id),
        }
        return f"{self.oauth_base}/connect/oauth2/authorize?{urlencode(query)}#wechat_redirect"
