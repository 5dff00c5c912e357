"""微信客服 of the small school: what customers do there, and a teacher's taps on the cards that ask who they are."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from duty.messages import ButtonCard
from handlers import parents
from handlers.cards import tap
from handlers.context import Moment, Site
from handlers.customers import receive
from handlers.inbound_events import CardClicked
from handlers.service_words import Origin, ServiceWord
from storage import bindings, customers, findings
from storage.bindings import Binding, BindingState
from storage.customers import Account, Customer
from storage.schools import corp_row
from tests.support.correspondence import ZONE, Correspondence
from tests.support.platform import CORP_ID

KF = "wkQinghe"
SITE = Site("https://school.example")
NUMBERS = itertools.count(1)


@dataclass
class Service:
    """The account as it is read; every word gets the platform's id, unless the test gives one."""

    school: Correspondence

    def account(self) -> Account:
        with self.school.store.writing() as work:
            findings.note(work, findings.SERVICE_LINK, "https://work.example/kf/kfc1?enc_scene=E", self.school.now)
            customers.noticed(work, corp_row(work, CORP_ID), KF, "TOKEN", self.school.now)
            return customers.to_read(work, self.school.now + timedelta(hours=1))[0]

    def word(self, customer: str, kind: str = "text", *, msgid: str = "", **content: Any) -> ServiceWord:
        origin = (
            Origin.PLATFORM if kind in ("enter_session", "msg_send_fail", "session_status_change") else Origin.CUSTOMER
        )
        sent_at = int(self.school.now.timestamp())
        return ServiceWord(msgid or f"in{next(NUMBERS)}", origin, kind, customer, "", sent_at, content)

    def take(self, word: ServiceWord, nickname: str = "") -> None:
        account = self.account()
        with self.school.store.writing() as work:
            receive(work, account, word, nickname=nickname, moment=Moment(self.school.now, ZONE, 0), site=SITE)

    def say(self, customer: str, text: str, *, msgid: str = "", menu_id: str = "") -> None:
        self.take(self.word(customer, msgid=msgid, content=text, menu_id=menu_id))

    def invite(self, guardian_id: int) -> str:
        """The code behind the address that the guardian's page gives."""
        self.account()
        with self.school.store.writing() as work:
            url = parents.invite_to_service(work, guardian_id, self.school.now)
        assert url is not None
        return url.rpartition("scene_param=")[2]

    def enter(self, customer: str, code: str = "", *, welcome: str = "WELCOME", nickname: str = "英英") -> None:
        word = self.word(customer, "enter_session", scene="jiedui", scene_param=code, welcome_code=welcome)
        self.take(word, nickname)

    def bind(self, customer: str, guardian_id: int, by: str = "WangFang") -> None:
        """From the invitation to the teacher's 是本人."""
        self.enter(customer, self.invite(guardian_id))
        [asked] = self.bindings(BindingState.ASKED)
        self.tap(by, bindings.task_of(asked), "yes")

    def tap(self, user: str, task_id: str, key: str) -> ButtonCard | None:
        with self.school.store.writing() as work:
            moment = self.school.message(work)
            clicked = CardClicked(key, task_id, "button_interaction", "", ())
            card = tap(clicked, self.school.sender(work, user), work, moment).card
        assert card is None or isinstance(card, ButtonCard)
        return card

    def bindings(self, state: BindingState) -> list[Binding]:
        with self.school.store.reading() as work:
            everybody = [one.id for one in self.customers()]
            return [found for one in everybody for found in bindings.of_customer(work, one, state)]

    def customers(self) -> list[Customer]:
        with self.school.store.reading() as work:
            found = (customers.one(work, number) for number in range(1, 50))
            return [one for one in found if one is not None]
