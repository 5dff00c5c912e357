"""The examination: looks at everything once and lists what it saw, in the order of a set-up."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.database import open_store
from bot.doctor import checks
from bot.doctor.calendar_check import calendar
from bot.doctor.finding import Books, Check, Families, Scene
from bot.doctor.platform_checks import platform
from bot.secret_key import SecretKeyLost, SecretKeyMissing
from bot.settings import Settings
from bot.wecom.edge import Edge, make_edge
from language.say import cli
from language.say import doctor as say
from storage import findings, inbox, overview
from storage.circumstances import SchoolDay, own_days
from storage.migrate import NotMigrated, needs_migration
from storage.people import load_school
from storage.schools import OtherCorp, default_school, find_default, quiet_schools, school_settings
from storage.shared import open_shared
from storage.vault import CannotUnseal, Vault, WeakSecret
from storage.work import Store, Work

# How far back what could not be sent is counted, and how late what nobody has tried must be.
LATELY, OVERDUE = timedelta(days=7), timedelta(minutes=10)
# The sentences for what keeps the books shut; the first kind that fits.
TROUBLES: Mapping[type[Exception], Callable[[], tuple[str, str]]] = {
    NotMigrated: say.database_old,
    OperationalError: say.database_away,
    SQLAlchemyError: lambda: say.database_shut(cli.database_refused()),
    SecretKeyMissing: lambda: say.database_shut(cli.secret_key_missing()),
    SecretKeyLost: lambda: say.database_shut(cli.secret_key_lost()),
    WeakSecret: lambda: say.database_shut(cli.secret_key_weak()),
    CannotUnseal: lambda: say.database_shut(cli.secret_key_wrong()),
    OtherCorp: lambda: say.database_shut(cli.other_corp()),
}


def examine(settings: Settings, now: datetime) -> list[Check]:
    """Calls the platform where the settings allow it; changes nothing, and makes neither database nor key."""
    books, vault = _look(settings, now)
    with _calling(settings, vault) as edge:
        scene = Scene(settings, now, books, edge)
        return [
            checks.keys(scene),
            checks.callback(scene),
            checks.domain(scene),
            *platform(scene),
            checks.follows(scene),
            checks.contacts(scene),
            calendar(scene),
            checks.clock(scene),
            checks.database(scene),
            checks.delivery(scene),
            checks.disk(scene),
        ]


def _look(settings: Settings, now: datetime) -> tuple[Books, Vault]:
    """The books, and the vault that they are sealed with; where they stay shut, one for this run alone."""
    passing = Vault(secrets.token_urlsafe(48))
    if settings.embedded and not Path(make_url(settings.url).database or "").is_file():
        return Books(trouble=say.database_missing()), passing
    try:
        store = open_store(settings)
    except tuple(TROUBLES) as error:
        return Books(trouble=_sentences(error)), passing
    try:
        return _books(store, settings, now), store.vault
    except tuple(TROUBLES) as error:
        return Books(trouble=_sentences(error)), store.vault
    finally:
        store.engine.dispose()


def _sentences(error: Exception) -> tuple[str, str]:
    return next(trouble() for kind, trouble in TROUBLES.items() if isinstance(error, kind))


def _books(store: Store, settings: Settings, now: datetime) -> Books:
    if needs_migration(store):
        raise NotMigrated
    with store.reading() as work:
        # Looked at for what it raises: books that were filled before the corp id was known get it at the next start.
        find_default(work, settings.wecom_corp_id)
        school_id = default_school(work)
        if school_id is None:
            raise NotMigrated
        quiet = quiet_schools(work, now.astimezone(settings.zone))
        backlog = overview.backlog(work, since=now - LATELY, due_by=now - OVERDUE, quiet=quiet)
        return _read(work, school_id, backlog)


def _read(work: Work, school_id: int, backlog: overview.Backlog) -> Books:
    school, given = load_school(work, school_id), school_settings(work, school_id)
    by_key = {member.user_id.casefold(): member.name for member in school.members.values()}
    reach, own = overview.reach(work, school_id), own_days(work, school_id)
    return Books(
        school=school,
        trial=given.trial,
        contacts=tuple(by_key[user.casefold()] for user in given.crisis_contacts if user.casefold() in by_key),
        has_duty_phone=bool(given.duty_phone),
        own_years=frozenset(day.year for day in own[SchoolDay.REST] | own[SchoolDay.WORK]),
        families=Families(reach.everybody, reach.with_account, reach.following, reach.not_following),
        backlog=backlog,
        newest_arrival=inbox.newest_arrival(work),
        findings={finding.name: finding for finding in findings.all(work)},
    )


@contextmanager
def _calling(settings: Settings, vault: Vault) -> Iterator[Edge | None]:
    shared = open_shared(settings.redis_url.get_secret_value())
    edge = make_edge(settings, shared, vault, on_not_trusted=lambda _ip: None)
    if edge is not None:
        edge.start()
    try:
        yield edge
    finally:
        if edge is not None:
            edge.stop()
        shared.close()
