"""The account's parts together: its customers, how it stands with them, its news, its links and its codes."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.facts import Facts
from sandbox.kf.customers import Customers
from sandbox.kf.news import Bell, News
from sandbox.kf.sessions import Sessions
from sandbox.kf.tickets import Links, Tickets
from sandbox.media import MediaStore
from sandbox.phones import Phones
from sandbox.settings import SandboxSettings


@dataclass(frozen=True, slots=True)
class Account:
    """What both sides of the account work on: the app that answers, and the customers on their phones."""

    settings: SandboxSettings
    clock: Callable[[], float]
    database: sqlite3.Connection
    customers: Customers
    media: MediaStore
    phones: Phones
    sessions: Sessions
    tickets: Tickets
    links: Links
    news: News


def open_account(
    settings: SandboxSettings,
    clock: Callable[[], float],
    *,
    database: sqlite3.Connection,
    customers: Customers,
    media: MediaStore,
    phones: Phones,
    bell: Bell,
) -> Account:
    """The account as the database has it."""
    facts = Facts(database)
    return Account(
        settings=settings,
        clock=clock,
        database=database,
        customers=customers,
        media=media,
        phones=phones,
        sessions=Sessions(facts, clock),
        tickets=Tickets(database, clock),
        links=Links(facts, settings.kf_open_kfid),
        news=News(settings, clock, database=database, bell=bell),
    )
