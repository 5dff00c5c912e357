"""The checks that need nobody but us: settings, callback, files, contacts, clock, database, delivery, disk."""

import shutil
from collections.abc import Iterable
from datetime import datetime

from bot.callback import PATH
from bot.corps import default_corp
from bot.doctor.finding import Check, Health, Scene
from bot.settings import Settings
from bot.wecom.cipher import BadCallbackSettings
from duty.delivery import Reason
from language.say import doctor as say
from language.say import failures
from scheduler.reasons import APP_WIDE
from storage import findings
from storage.findings import TROUBLE

LOWEST_GIGABYTES = 1.0
LARGEST_SKEW = 60.0
REASONS = frozenset(Reason)
Cause = tuple[Reason, int]


def keys(scene: Scene) -> Check:
    missing = [name for name, there in _wanted(scene.settings).items() if not there]
    if missing:
        return Check(say.KEYS, Health.WRONG, *say.keys_missing(missing))
    try:
        default_corp(scene.settings)
    except BadCallbackSettings:
        return Check(say.KEYS, Health.WRONG, *say.keys_broken())
    half = (scene.settings.wecom_parent_agent_id is None) != (not scene.settings.wecom_parent_secret.get_secret_value())
    if half:
        return Check(say.KEYS, Health.WRONG, *say.parent_keys_halved())
    return Check(say.KEYS, Health.OK, say.keys_present())


def _wanted(given: Settings) -> dict[str, bool]:
    return {
        "JIEDUI_WECOM_CORP_ID": bool(given.wecom_corp_id),
        "JIEDUI_WECOM_AGENT_ID": given.wecom_agent_id is not None,
        "JIEDUI_WECOM_SECRET": bool(given.wecom_secret.get_secret_value()),
        "JIEDUI_WECOM_TOKEN": bool(given.wecom_token.get_secret_value()),
        "JIEDUI_WECOM_AES_KEY": bool(given.wecom_aes_key.get_secret_value()),
    }


def callback(scene: Scene) -> Check:
    if scene.books.trouble:
        return Check(say.CALLBACK, Health.UNKNOWN, say.AFTER_DATABASE)
    checked, arrival = scene.books.findings.get(findings.CALLBACK_SEEN), scene.books.newest_arrival
    seen = [*([checked.at] if checked else []), *([arrival[1]] if arrival else [])]
    if not seen:
        url = f"{scene.settings.base_url}{PATH}" if scene.settings.base_url else ""
        return Check(say.CALLBACK, Health.WRONG, *say.callback_never(url))
    return Check(say.CALLBACK, Health.OK, say.callback_reached(_local(scene, max(seen))))


def domain(scene: Scene) -> Check:
    if not scene.settings.base_url:
        return Check(say.DOMAIN, Health.WRONG, *say.base_url_missing())
    folder = scene.settings.data_dir / "verify"
    files = list(folder.glob("WW_verify_*.txt"))
    if not files:
        return Check(say.DOMAIN, Health.NOTE, *say.domain_file_missing(str(folder)))
    return Check(say.DOMAIN, Health.OK, say.domain_file_there(len(files)))


def follows(scene: Scene) -> Check:
    if scene.books.trouble:
        return Check(say.FOLLOWS, Health.UNKNOWN, say.AFTER_DATABASE)
    families = scene.books.families
    if not families.everybody:
        return Check(say.FOLLOWS, Health.NOTE, *say.no_guardians())
    if not families.with_account:
        # A mode of its own, and no fault.
        return Check(say.FOLLOWS, Health.OK, say.by_links())
    saw = say.follows(families.with_account, families.following, families.not_following)
    everybody = families.following == families.with_account
    return Check(say.FOLLOWS, Health.OK if everybody else Health.NOTE, saw, "" if everybody else say.follows_step())


def contacts(scene: Scene) -> Check:
    if scene.books.trouble:
        return Check(say.CONTACTS, Health.UNKNOWN, say.AFTER_DATABASE)
    if not scene.books.contacts:
        return Check(say.CONTACTS, Health.WRONG, *say.contacts_missing())
    named = say.contacts_named(scene.books.contacts)
    if not scene.books.has_duty_phone:
        return Check(say.CONTACTS, Health.NOTE, named, say.duty_phone_missing())
    return Check(say.CONTACTS, Health.OK, named)


def clock(scene: Scene) -> Check:
    if scene.books.trouble:
        return Check(say.CLOCK, Health.UNKNOWN, say.AFTER_DATABASE)
    arrival = scene.books.newest_arrival
    if arrival is None:
        return Check(say.CLOCK, Health.UNKNOWN, say.clock_unknown())
    # What comes late tells nothing about clocks; what comes from the future does.
    skew = (arrival[0] - arrival[1]).total_seconds()
    if skew > LARGEST_SKEW:
        return Check(say.CLOCK, Health.WRONG, *say.clock_behind(round(skew)))
    return Check(say.CLOCK, Health.OK, say.clock_right())


def database(scene: Scene) -> Check:
    if scene.books.trouble:
        return Check(say.DATABASE, Health.WRONG, *scene.books.trouble)
    return Check(say.DATABASE, Health.OK, say.database_ready("SQLite" if scene.settings.embedded else "PostgreSQL"))


def delivery(scene: Scene) -> Check:
    if scene.books.trouble:
        return Check(say.DELIVERY, Health.UNKNOWN, say.AFTER_DATABASE)
    backlog = scene.books.backlog
    held = _causes(backlog.held)
    # What the service noticed stays noticed until the next message gets through, which may take days.
    noticed = _causes(one.value for name in TROUBLE.values() if (one := scene.books.findings.get(name)))
    failed = _causes(backlog.failed) or [(Reason.BROKEN, 0) for _ in backlog.failed]
    unsure = [(Reason.UNSURE, 0)] if backlog.unsure else []
    problems = dict.fromkeys([*held, *noticed, *failed, *unsure])
    steps = [failures.for_operator(reason, code, _seen_ip(scene)) for reason, code in problems]
    if backlog.overdue:
        steps.insert(0, say.nobody_delivers(backlog.overdue))
    wrong = bool(backlog.overdue) or any(reason in APP_WIDE for reason, _ in held)
    note = say.trial_on() if scene.books.trial else ""
    if not steps:
        return Check(say.DELIVERY, Health.NOTE if note else Health.OK, say.delivery_flows(), note)
    saw = say.delivery_stuck(backlog.waiting, sum(backlog.failed.values()), backlog.unsure)
    return Check(
        say.DELIVERY, Health.WRONG if wrong else Health.NOTE, saw, "\n".join([*steps, *([note] if note else [])])
    )


def _causes(errors: Iterable[str]) -> list[Cause]:
    """What delivery wrote down; words of its own are no trouble with a name."""
    parts = (error.partition(" ") for error in errors)
    return [(Reason(reason), int(code or 0)) for reason, _, code in parts if reason in REASONS]


def disk(scene: Scene) -> Check:
    there = scene.settings.data_dir if scene.settings.data_dir.exists() else scene.settings.data_dir.parent
    free = shutil.disk_usage(there if there.exists() else "/").free / 1024**3
    if free < LOWEST_GIGABYTES:
        return Check(say.DISK, Health.WRONG, *say.disk_low(free))
    return Check(say.DISK, Health.OK, say.disk_free(free))


def _seen_ip(scene: Scene) -> str:
    seen = scene.books.findings.get(findings.NOT_TRUSTED_IP)
    return seen.value if seen else ""


def _local(scene: Scene, at: datetime) -> str:
    return at.astimezone(scene.settings.zone).strftime("%Y-%m-%d %H:%M")
