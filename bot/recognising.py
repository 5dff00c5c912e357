"""Who opened a page, as the platform says it."""

from dataclasses import dataclass

import structlog

from bot.wecom import api
from bot.wecom.edge import Edge
from bot.wecom.errors import WeComError

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RecogniseParent:
    """A parent's account, in the name of the parents' app."""

    edge: Edge | None

    async def __call__(self, code: str) -> str | None:
        if self.edge is None:
            return None
        try:
            visitor = await self.edge.acall(api.school_getuserinfo, self.edge.parents, code)
        except WeComError as error:
            _note(error)
            return None
        return visitor.parent_userid.lower() or None


@dataclass(frozen=True, slots=True)
class RecogniseMember:
    """A member's user id, in the name of the teachers' app."""

    edge: Edge | None

    async def __call__(self, code: str) -> str | None:
        if self.edge is None:
            return None
        try:
            visitor = await self.edge.acall(api.auth_getuserinfo, self.edge.members, code)
        except WeComError as error:
            _note(error)
            return None
        return visitor.userid.lower() or None


def _note(error: WeComError) -> None:
    log.warning("not_recognised", code=error.code, name=error.name)
