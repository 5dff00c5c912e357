"""Who opens a page: the way to the platform and back, and the session that it gives, bound to one link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from console.keys import SESSION, WAY_BACK, Journey, Keys
from console.oauth import Identify, OAuth
from console.pages import Pages, Refused

# The platform's codes are at most 512 bytes, our links far below.
LONGEST_TOKEN = 512


@dataclass(frozen=True, slots=True)
class Recognition:
    """For the links below one path. Without `oauth` the platform cannot recognise anybody.

    `cookie` is the name of the session's; every cookie is for the path of its link alone.
    """

    pages: Pages
    keys: Keys
    identify: Identify
    oauth: OAuth | None
    below: str
    cookie: str

    def path(self, token: str) -> str:
        return self.pages.place.path(f"{self.below}/{token}")

    def session(self, request: Request, token: str, account: str, now: datetime) -> str | None:
        """The session of whoever was recognised as this account, None for anybody else."""
        cookie = request.cookies.get(self.cookie, "")
        return cookie if self.keys.opens(cookie, token, account, now) else None

    async def recognise(self, request: Request, token: str, account: str, now: datetime) -> Response:
        """The way to the platform, or the arrival from there; raises Refused for whom it does not recognise."""
        if self.oauth is None:
            raise Refused("no way to be recognised")
        if "code" in request.query_params:
            return await self._arrive(request, token, account, now)
        journey = self.keys.depart(token, now)
        back = self.pages.place.base_url + f"{self.below}/{token}"
        response = self.pages.redirect(self.oauth.address(back, journey.state))
        self._set_cookie(response, token, name=self._journey, value=journey.cookie, lives=WAY_BACK)
        return response

    @property
    def _journey(self) -> str:
        return f"{self.cookie}_journey"

    async def _arrive(self, request: Request, token: str, account: str, now: datetime) -> Response:
        query = request.query_params
        journey = Journey(query.get("state", ""), request.cookies.get(self._journey, ""))
        if not self.keys.arrives(token, journey, now):
            raise Refused("state")
        who = await self.identify(query["code"]) if 0 < len(query["code"]) <= LONGEST_TOKEN else None
        if who is None or not self.keys.same_account(who, account):
            raise Refused("somebody else")
        response = self.pages.redirect(self.path(token))
        session = self.keys.session(token, account, now)
        self._set_cookie(response, token, name=self.cookie, value=session, lives=SESSION)
        response.delete_cookie(self._journey, path=self.path(token))
        return response

    def _set_cookie(self, response: Response, token: str, *, name: str, value: str, lives: timedelta) -> None:
        response.set_cookie(
            name,
            value,
            max_age=int(lives.total_seconds()),
            path=self.path(token),
            secure=self.pages.place.secure_cookies,
            httponly=True,
            samesite="lax",
        )
