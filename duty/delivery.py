"""Why a message did not reach somebody: the names that the ways out and the sentences for people share."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a message did not go; each has a sentence with a next step in language.say.failures."""

    UNREACHABLE = "unreachable"  # not known, or outside the app's visible range
    UNLICENSED = "unlicensed"
    WECHAT_NOT_BOUND = "wechat_not_bound"
    NOT_FOLLOWING = "not_following"  # the guardian does not follow the school's notices
    NO_ACCOUNT = "no_account"  # nobody knows the guardian's account on the platform
    PARENT_OUT_OF_RANGE = "parent_out_of_range"
    TEACHER_OUT_OF_RANGE = "teacher_out_of_range"  # of none of the guardian's teachers is the app to be seen
    PARENTS_APP_FORBIDDEN = "parents_app_forbidden"
    WINDOW_CLOSED = "window_closed"  # customer service: the last word of the parent is too long ago, or too much went
    WITH_COLLEAGUE = "with_colleague"  # customer service: a colleague talks to the parent there just now
    SHUT_OUT = "shut_out"  # the parent refuses what customer service says
    SERVICE_FORBIDDEN = "service_forbidden"  # customer service is not the app's to use
    BLOCKED_CONTENT = "blocked_content"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"  # a request that we should not have made
    CARD_SPENT = "card_spent"
    APP_SETTINGS = "app_settings"  # corp, agent id or secret
    APP_FORBIDDEN = "app_forbidden"  # disabled, or without the right to send
    NOT_TRUSTED = "not_trusted"  # the address that we call from
    THROTTLED = "throttled"
    PLATFORM = "platform"
    NO_CONNECTION = "no_connection"
    UNSURE = "unsure"  # perhaps sent, perhaps not, and too long ago to try again
    BROKEN = "broken"  # our own program failed while it made the request
    UNREADABLE = "unreadable"  # sealed for another key, or damaged
    TRIAL_WITHOUT_STAND_IN = "trial_without_stand_in"  # nobody is there to get what a trial sends
    UNKNOWN_CODE = "unknown_code"
