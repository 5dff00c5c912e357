"""The reader of 微信客服: fetches what happened there, page by page, and keeps each page with its cursor at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.wecom import service
from bot.wecom.edge import Edge
from bot.wecom.errors import Transport, WeComError
from bot.wecom.service import Page
from duty.delivery import Reason
from handlers.context import Moment, Site
from handlers.customers import deliver_left, receive
from handlers.service_words import Origin, ServiceWord
from scheduler.moment import At
from scheduler.reasons import reason_for
from scheduler.tools import Tools
from storage import bindings, customers, findings, schools
from storage.customers import Account
from storage.outbox import Channel
from storage.places import place_of
from storage.work import Work, is_storage_trouble

SERVICE_SECONDS, LEFT_SECONDS = 1, 60
# How long words wait to be told which child they are about.
LEFT_AFTER = timedelta(minutes=30)
MOST_PAGES = 50
TOKEN_TOO_OLD = 95007
# Whoever is not let in knocks once in a while; a platform that is busy, or a line that broke, is soon itself again.
PATIENCE, SOON = timedelta(seconds=30), timedelta(seconds=3)
BUSY = frozenset({0, -1, 6000})
SCENE = "jiedui"
# No account's id: the pause before the way into the account is asked for again.
OF_LINK = 0

log = structlog.get_logger()


def reader(edge: Edge, corp_id: str, open_kf_id: str) -> Callable[[Tools, At], bool]:
    """A job's step; `open_kf_id` is the account that the settings name, "" for none."""
    return _Reader(edge, corp_id, open_kf_id).step


def deliver_what_was_left(tools: Tools, moment: At) -> bool:
    """A question that a family leaves lying does not keep its words from the teacher."""
    with tools.store.reading() as work:
        found = bindings.left_waiting(work, moment.at - LEFT_AFTER)
    if found:
        said = Moment(moment.at, moment.zone, message_id=0)
        tools.submit.submit(lambda work: deliver_left(work, found, said, Site(moment.base_url)))
    return False


class _Reader:
    def __init__(self, edge: Edge, corp_id: str, open_kf_id: str) -> None:
        self._edge, self._corp_id, self._open_kf_id = edge, corp_id, open_kf_id
        self._known, self._begun = not open_kf_id, False
        self._resting: dict[int, datetime] = {}

    def step(self, tools: Tools, moment: At) -> bool:
        """Reads every account in which something waits."""
        if not self._known and self._may_knock(OF_LINK, moment):
            self._known = self._make_known(tools, moment)
        with tools.store.reading() as work:
            due = customers.to_read(work, moment.at, every=not self._begun)
        self._begun = True
        for account in due:
            if self._may_knock(account.id, moment):
                self._read(tools, account, moment)
        return False

    def _may_knock(self, at: int, moment: At) -> bool:
        rests_until = self._resting.get(at)
        return rests_until is None or not moment.at < rests_until <= moment.at + PATIENCE

    def _make_known(self, tools: Tools, moment: At) -> bool:
        """The account of the settings is read from the first start on, and the way into it is kept."""

        def known(work: Work) -> None:
            customers.known_account(work, schools.corp_row(work, self._corp_id), self._open_kf_id)

        tools.submit.submit(known)
        with tools.store.reading() as work:
            if findings.value(work, findings.SERVICE_LINK):
                return True
        try:
            link = self._edge.call(service.contact_way, self._edge.members, self._open_kf_id, SCENE)
        except WeComError as error:
            log.warning("service_link_not_made", code=error.code, name=error.name)
            self._resting[OF_LINK] = moment.at + PATIENCE
            return False
        tools.submit.submit(lambda work: findings.note(work, findings.SERVICE_LINK, link, moment.at))
        return True

    def _read(self, tools: Tools, account: Account, moment: At) -> None:
        cursor = account.cursor
        for _ in range(MOST_PAGES):
            try:
                page = self._page(account, cursor)
                names = self._nicknames(page.words)
            except WeComError as error:
                self._rest(tools, account, moment, 0 if isinstance(error, Transport) else error.code)
                return
            done = not page.has_more
            self._keep(tools, account, page, names, moment=moment, done=done)
            cursor = page.cursor
            if done:
                return

    def _page(self, account: Account, cursor: str) -> Page:
        try:
            return self._edge.call(service.sync, self._edge.members, account.open_kf_id, cursor, account.token)
        except WeComError as error:
            if error.code != TOKEN_TOO_OLD or not account.token:
                raise
        return self._edge.call(service.sync, self._edge.members, account.open_kf_id, cursor, "")

    def _nicknames(self, words: Sequence[ServiceWord]) -> Mapping[str, str]:
        """What those who opened the chat call themselves; that it stays unknown holds nothing up."""
        found: dict[str, str] = {}
        for customer in dict.fromkeys(one.customer for one in words if one.kind == "enter_session"):
            try:
                found[customer] = self._edge.call(service.nickname, self._edge.members, customer)
            except WeComError as error:
                log.info("nickname_unknown", code=error.code)
        return found

    def _keep(
        self, tools: Tools, account: Account, page: Page, names: Mapping[str, str], *, moment: At, done: bool
    ) -> None:
        def keep(work: Work) -> None:
            for word in page.words:
                _received(work, account, word, names.get(word.customer, ""), moment)
            # A page in the middle leaves the account to be read on, should we stop here.
            customers.read_until(work, account, page.cursor, moment.at, done=done)
            findings.forget(work, findings.TROUBLE[Channel.CUSTOMER])

        tools.submit.submit(keep)

    def _rest(self, tools: Tools, account: Account, moment: At, code: int) -> None:
        self._resting[account.id] = moment.at + (SOON if code in BUSY else PATIENCE)
        self._begun = False
        log.warning("service_not_read", code=code)
        trouble = f"{reason_for(Channel.CUSTOMER, code)} {code}" if code else str(Reason.NO_CONNECTION)
        tools.submit.submit(lambda work: findings.note(work, findings.TROUBLE[Channel.CUSTOMER], trouble, moment.at))


def _received(work: Work, account: Account, word: ServiceWord, nickname: str, moment: At) -> None:
    """One word that breaks us is kept as it came, and does not keep the others waiting."""
    try:
        with work.savepoint():
            site, said = Site(moment.base_url), Moment(moment.at, moment.zone, message_id=0)
            receive(work, account, word, nickname=nickname, moment=said, site=site)
    except Exception as error:
        if is_storage_trouble(error):
            raise
        log.error("service_word_parked", error=place_of(error), origin=Origin(word.origin).name.lower())
        kind, content = f"parked:{word.kind}", word.content
        customers.keep(work, account.id, None, word.msgid, kind, content=content, sent_at=moment.at, at=moment.at)
