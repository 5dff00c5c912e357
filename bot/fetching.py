"""What people sent as pictures and files: fetched from the platform while it keeps them."""

from collections.abc import Callable

import structlog

from bot.wecom import api
from bot.wecom.edge import Edge
from bot.wecom.errors import Transport, WeComError
from scheduler.moment import At
from scheduler.tools import Tools
from storage import attachments

FETCH_SECONDS = 3
AT_ONCE = 5
# Of these codes it is certain that it is gone, or never was.
GONE = frozenset({40007, 40009, 301017})

log = structlog.get_logger()


def fetcher(edge: Edge) -> Callable[[Tools, At], bool]:
    """A job's step: fetches what is wanted, and says whether there may be more."""

    def fetch(tools: Tools, moment: At) -> bool:
        with tools.store.reading() as work:
            wanted = attachments.to_fetch(work, moment.at, AT_ONCE)
        for one in wanted:
            _fetch(edge, tools, one, moment)
        return len(wanted) == AT_ONCE

    return fetch


def _fetch(edge: Edge, tools: Tools, one: attachments.Attachment, moment: At) -> None:
    try:
        found = edge.call(api.media_get, edge.members, one.media_id)
    except WeComError as error:
        gone = error.code in GONE and not isinstance(error, Transport)
        log.warning("attachment_not_fetched", attachment=one.id, code=error.code)
        tools.submit.submit(lambda work: attachments.failed(work, one, moment.at, for_good=gone))
        return
    content, content_type = found.content, found.content_type
    tools.submit.submit(lambda work: attachments.put_content(work, one.id, content, content_type))
