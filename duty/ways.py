"""By which ways words reach a family, the best first: which are open, and which of them goes first."""

from collections.abc import Collection
from enum import StrEnum


class Way(StrEnum):
    """How a note went or came: a notice of the school, 微信客服, a link that was passed on by hand, or the page."""

    NOTICE = "notice"
    SERVICE = "service"
    LINK = "link"
    PAGE = "page"


def ways_to_send(
    *, notices: bool, service: bool, spoke_in_service: bool, tried: Collection[Way] = ()
) -> tuple[Way, ...]:
    """Notices before customer service, unless the family spoke there last: who is in a chat is answered in it.

    `notices`: there is an account that is not known not to follow. `service`: the platform still takes something there.
    """
    usual = [way for way, is_open in ((Way.NOTICE, notices), (Way.SERVICE, service)) if is_open and way not in tried]
    return tuple(reversed(usual)) if spoke_in_service else tuple(usual)
