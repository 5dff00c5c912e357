"""The trial of a school: everything but danger goes to one member of staff, in plain words; guardians get nothing.

Where the school has nobody for it, nothing goes; only what members wait for themselves is told to them.
"""

from collections.abc import Mapping

from language.say import delivery as say
from scheduler.handling import Ready
from scheduler.sender import Reason, Refused
from storage import trial
from storage.leases import Leased
from storage.outbox import Channel, Purpose
from storage.work import Work

# What a member hears because of their own words to a family: these they have really said.
_WAITED_FOR = frozenset({Purpose.UNDELIVERED, Purpose.ANSWER})


def way(leased: Leased) -> Channel:
    """By which of the apps a message goes, or went when its request was made."""
    return Channel.MEMBER if leased.trial and leased.purpose is not Purpose.ALERT else leased.channel


def redirected(work: Work, leased: Leased, ready: Ready, redirects: Mapping[int, str]) -> Ready | Refused:
    """To whom a message really goes, and how it says so."""
    if not leased.trial or leased.purpose is Purpose.ALERT:
        return ready
    stand_in = redirects.get(leased.school_id)
    if stand_in is None:
        return ready if leased.purpose in _WAITED_FOR else Refused(Reason.TRIAL_WITHOUT_STAND_IN)
    whom = ready.whom
    if leased.channel is Channel.MEMBER:
        whom = whom or say.member(trial.member_name(work, leased.school_id, ready.account), ready.account)
    return Ready(stand_in, say.for_trial(whom, ready.message))
