"""The trial of a school: everything but danger goes to one member of staff, in plain words; guardians get nothing."""

from collections.abc import Mapping

from language.say import delivery as say
from scheduler.handling import Gone, Ready
from storage import trial
from storage.leases import Leased
from storage.outbox import Channel, Purpose
from storage.work import Work


def redirected(work: Work, leased: Leased, ready: Ready, redirects: Mapping[int, str]) -> tuple[Channel, Ready] | Gone:
    """On which way and to whom a message really goes."""
    if not leased.trial or leased.purpose is Purpose.ALERT:
        return leased.channel, ready
    stand_in = redirects.get(leased.school_id)
    if stand_in is None:
        return Gone("trial_without_coordinator")
    whom = ready.whom
    if leased.channel is Channel.MEMBER:
        whom = whom or say.member(trial.member_name(work, leased.school_id, ready.account), ready.account)
    return Channel.MEMBER, Ready(stand_in, say.for_trial(whom, ready.message))
