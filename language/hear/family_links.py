"""「换链接 李四妈妈」: whose links are to open nothing any more."""

from duty.family_links import RenewLink
from language.hear.addressee import addressee
from language.hear.grammar import Ask
from language.hear.message import Message


def renewed_link(message: Message) -> RenewLink | None:
    """None where the message does not begin with the words for it."""
    opened = message.opened
    if opened is None or opened.asks is not Ask.RENEW_LINK or message.plain.cut:
        return None
    whom = addressee(message.plain, opened.end, message.care)
    if whom is None:
        return RenewLink(())
    return RenewLink(whom.named.ids if whom.named else (), whom.kin, whom.stranger)
