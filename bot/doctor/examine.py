"""The examination: looks at everything once and lists what it saw, in the order of a set-up."""

from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.database import open_store
from bot.doctor import checks
from bot.doctor.finding import Books, Check, Families, Scene
from bot.doctor.platform_checks import platform
from bot.settings import Settings
from bot.wecom.edge import make_edge
from storage import findings, inbox, overview
from storage.migrate import needs_migration
from storage.people import load_school
from storage.schools import default_school, school_settings
from storage.shared import open_shared
from storage.work import Store, Work


def examine(settings: Settings, now: datetime) -> list[Check]:
    """Calls the platform where the settings allow it; changes nothing."""
    store = open_store(settings)
    shared = open_shared(settings.redis_url.get_secret_value())
    edge = make_edge(settings, shared, store.vault, on_not_trusted=lambda _ip: None)
    scene = Scene(settings, now, store, _books(store), edge)
    if edge is not None:
        edge.start()
    try:
        return [
            checks.keys(scene),
            checks.callback(scene),
            checks.domain(scene),
            *platform(scene),
            checks.follows(scene),
            checks.contacts(scene),
            checks.clock(scene),
            checks.database(scene),
            checks.delivery(scene),
            checks.disk(scene),
        ]
    finally:
        if edge is not None:
            edge.stop()
        shared.close()
        store.engine.dispose()


def _books(store: Store) -> Books:
    try:
        if needs_migration(store):
            return Books(trouble="schema")
        with store.reading() as work:
            return _read(work)
    except SQLAlchemyError as error:
        return Books(trouble=type(error).__name__)


def _read(work: Work) -> Books:
    school_id = default_school(work)
    if school_id is None:
        return Books(trouble="schema")
    school, given = load_school(work, school_id), school_settings(work, school_id)
    by_key = {member.user_id.casefold(): member.name for member in school.members.values()}
    reach = overview.reach(work, school_id)
    backlog = overview.backlog(work)
    return Books(
        school=school,
        trial=given.trial,
        contacts=tuple(by_key[user.casefold()] for user in given.crisis_contacts if user.casefold() in by_key),
        has_duty_phone=bool(given.duty_phone),
        families=Families(reach.with_account, reach.following, reach.not_following),
        waiting=backlog.waiting,
        unsure=backlog.unsure,
        failed=backlog.failed,
        newest_arrival=inbox.newest_arrival(work),
        findings={finding.name: finding for finding in findings.all(work)},
    )
