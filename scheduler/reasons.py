"""What the platform's codes mean for a message: why it did not go, and whether it may go later."""

from collections.abc import Iterator, Mapping

from scheduler.sender import Later, Reason, Refused
from storage.outbox import Channel


def _each(reason: Reason, *codes: int) -> Iterator[tuple[int, Reason]]:
    return ((code, reason) for code in codes)


# The platform's global table of codes, as far as the calls that send can answer them.
_REASONS: Mapping[int, Reason] = dict(
    (
        *_each(Reason.UNREACHABLE, 81013, 60111, 40003, 40031, 60030, 50002, 46004, 60011),
        *_each(Reason.MALFORMED, 40032, 41009, 82001, 82002, 82003),
        *_each(Reason.WECHAT_NOT_BOUND, 43004),
        *_each(Reason.PARENT_OUT_OF_RANGE, 65023, 60136),
        *_each(Reason.TEACHER_OUT_OF_RANGE, 65024),
        *_each(Reason.NOT_FOLLOWING, 84061, 40096),
        *_each(Reason.PARENTS_APP_FORBIDDEN, 65022, 65014, 65003, 65004, 43009),
        *_each(Reason.BLOCKED_CONTENT, 40201, 82004),
        *_each(Reason.TOO_LONG, 45001, 45002, 45008, 45032, 45029),
        *_each(Reason.MALFORMED, 40007, 40008, 40033, 40035, 40058, 40063, 40074, 41006, 41016, 41033, 44001, 44004),
        *_each(Reason.MALFORMED, 42014, 42017, 42018, 42019),
        *_each(Reason.CARD_SPENT, 60140, 82101, 82102, 42015, 42016),
        *_each(Reason.APP_SETTINGS, 40001, 40013, 40091, 40056, 41002, 41004, 41011, 301002),
        *_each(Reason.APP_SETTINGS, 40014, 41001, 42001),
        *_each(Reason.APP_FORBIDDEN, 48001, 48002, 48004, 48006, 50003, 60031, 301007),
        *_each(Reason.NOT_TRUSTED, 60020),
        *_each(Reason.THROTTLED, 45009, 45033),
        *_each(Reason.PLATFORM, -1, 6000),
    )
)  # fmt: skip

# The same code says something else of a notice to parents.
_OF_GUARDIANS: Mapping[int, Reason] = {
    81013: Reason.NOT_FOLLOWING,
    60111: Reason.PARENT_OUT_OF_RANGE,
    60011: Reason.PARENT_OUT_OF_RANGE,
    60030: Reason.PARENT_OUT_OF_RANGE,
    48001: Reason.PARENTS_APP_FORBIDDEN,
    48002: Reason.PARENTS_APP_FORBIDDEN,
}

_OF_CUSTOMERS: Mapping[int, Reason] = dict(
    (
        *_each(Reason.WINDOW_CLOSED, 95001, 95002),
        *_each(Reason.WITH_COLLEAGUE, 95018),
        *_each(Reason.SERVICE_FORBIDDEN, 48001, 48002, 48007, 95000, 95004, 95017),
    )
)
_OF_CHANNEL = {Channel.GUARDIAN: _OF_GUARDIANS, Channel.CUSTOMER: _OF_CUSTOMERS}

# What is wrong with the app is wrong for all its messages: they wait until somebody has mended it. That the app may
# not write to parents is said to the teacher at once, who has other ways to reach them.
APP_WIDE = frozenset({Reason.APP_SETTINGS, Reason.APP_FORBIDDEN, Reason.NOT_TRUSTED})
# Seconds after which the same may succeed; of the windows that 45009 can mean, the shortest.
WAITS: Mapping[int, float] = {-1: 5.0, 6000: 2.0, 45033: 5.0, 45009: 60.0}
# A wrong secret, tried again and again, shuts out the address for an hour.
_APP_WIDE_SECONDS = 60.0


def reason_for(channel: Channel, code: int) -> Reason:
    of_channel = _OF_CHANNEL.get(channel, {}).get(code)
    return of_channel or _REASONS.get(code, Reason.UNKNOWN_CODE)


def fate(channel: Channel, code: int) -> Refused | Later:
    """What follows for a message to which the platform answered `code`."""
    reason = reason_for(channel, code)
    if reason in APP_WIDE:
        return Later(reason, code, _APP_WIDE_SECONDS, app_wide=True)
    if code in WAITS:
        return Later(reason, code, WAITS[code], app_wide=code == 45009)
    return Refused(reason, code)
