"""A note that did not arrive: what its writer reads, and where a personal link helps."""

from duty.delivery import Reason
from duty.messages import LinkCard, Message, Text
from language.say import failures

# Where a personal link reaches somebody whom the platform does not.
LINK_HELPS = frozenset(
    {
        Reason.UNREACHABLE,
        Reason.NOT_FOLLOWING,
        Reason.NO_ACCOUNT,
        Reason.PARENT_OUT_OF_RANGE,
        Reason.TEACHER_OUT_OF_RANGE,
        Reason.PARENTS_APP_FORBIDDEN,
        Reason.WINDOW_CLOSED,
        Reason.WITH_COLLEAGUE,
        Reason.SHUT_OUT,
        Reason.SERVICE_FORBIDDEN,
    }
)


def not_arrived(label: str, reason: Reason, url: str) -> Message:
    """The same as a message: with the page of the link, where one helps."""
    title, text = undelivered(label, reason, has_page=bool(url))
    return LinkCard(title, text, url, pass_button()) if url and reason in LINK_HELPS else Text(f"{title}\n{text}")


def undelivered(label: str, reason: Reason, *, has_page: bool) -> tuple[str, str]:
    """A title and a text; with `has_page` a tap opens the page with the personal link."""
    title, text = failures.undelivered(reason, label)
    if has_page and reason in LINK_HELPS:
        text += "也可以点这里，把专属链接或二维码转给对方。"
    if reason is Reason.NOT_FOLLOWING:
        text += "对方关注后，我再问您发不发。"
    return title, text


def pass_button() -> str:
    return "拿链接"
