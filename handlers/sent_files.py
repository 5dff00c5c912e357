"""Pictures and files of a teacher: kept, and taken along by the next note to a family."""

from datetime import timedelta

from duty.messages import Media
from handlers.context import Moment, Sender
from handlers.inbound import FileMessage, ImageMessage, Message, VideoMessage
from handlers.inbound_events import Event
from language.say import attachments as say
from storage import attachments
from storage.attachments import Attachment
from storage.work import Work

# A note that follows later means no picture of before.
TAKEN_ALONG = timedelta(minutes=say.MINUTES)


def keep(content: Message | Event, sender: Sender, work: Work, moment: Moment) -> str:
    """What the sender reads of it; "" for what is neither a picture nor a file, or comes without its id."""
    match content:
        case ImageMessage(media_id=media_id):
            media, name = Media("image", media_id), ""
        case VideoMessage(media_id=media_id):
            media, name = Media("video", media_id), ""
        case FileMessage(media_id=media_id, name=name):
            media = Media("file", media_id)
        case _:
            return ""
    if not media.media_id:
        return ""
    member, school = sender.member.id, sender.school.id
    attachments.save_of_member(work, school, member, moment.message_id, media=media, name=name, at=moment.at)
    return say.received(media.kind)


def taken_along(sender: Sender, work: Work, moment: Moment) -> list[Attachment]:
    """What goes with the notes of this message."""
    return attachments.take(work, sender.member.id, moment.message_id, moment.at - TAKEN_ALONG)
