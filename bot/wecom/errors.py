"""How a call to WeCom can fail: what the platform's codes mean, and what the caller has to decide."""

import re
from typing import NamedTuple


class Meaning(NamedTuple):
    """What a code says. `permanent`: the same call fails again until somebody mends something."""

    name: str
    permanent: bool
    what: str


# The platform's global table of codes, as far as the calls that we make can answer them.
MEANINGS: dict[int, Meaning] = {
    -1: Meaning("busy", False, "the platform is busy"),
    6000: Meaning("conflict", False, "two changes of the same data met"),
    45009: Meaning("too_often", False, "the call was made too often"),
    45033: Meaning("too_many_at_once", False, "the call was made too often at once"),
    40014: Meaning("token_invalid", False, "the access token is not known"),
    41001: Meaning("token_missing", False, "the access token is missing"),
    42001: Meaning("token_expired", False, "the access token is past its life"),
    40001: Meaning("secret_wrong", True, "the secret is not that of this app, or the app is disabled"),
    40013: Meaning("corp_wrong", True, "the corp id is not known"),
    40091: Meaning("secret_of_other_corp", True, "the secret belongs to another corp"),
    41002: Meaning("corp_missing", True, "the corp id is missing"),
    41004: Meaning("secret_missing", True, "the secret is missing"),
    40003: Meaning("user_wrong", True, "a user id is malformed"),
    40031: Meaning("users_wrong", True, "the list of user ids is malformed"),
    40032: Meaning("users_too_many", True, "the list of user ids is too long"),
    40035: Meaning("parameter_wrong", True, "a parameter is malformed"),
    40058: Meaning("request_wrong", True, "a field is missing, malformed or too long, or another app's"),
    40063: Meaning("parameter_empty", True, "a parameter is empty"),
    40033: Meaning("characters_wrong", True, "the text holds characters that are not allowed"),
    40007: Meaning("media_wrong", True, "the media id is too old, of another corp, or of another type"),
    40008: Meaning("message_type_wrong", True, "the message type is not allowed here"),
    40074: Meaning("news_not_safe", True, "a news message cannot be marked confidential"),
    40201: Meaning("sensitive", True, "the content was held back as sensitive"),
    41006: Meaning("media_missing", True, "the media id is missing"),
    41016: Meaning("title_missing", True, "the title is missing"),
    41033: Meaning("description_missing", True, "the description is missing"),
    44004: Meaning("text_empty", True, "the text is empty"),
    45002: Meaning("text_too_long", True, "the text is too long"),
    45008: Meaning("articles_too_many", True, "the message has more than eight articles"),
    45032: Meaning("author_too_long", True, "the author is too long"),
    82004: Meaning("content_harmful", True, "the content could crash the receivers' programs"),
    81013: Meaning("receivers_invalid", True, "no receiver is known or within the app's range"),
    82001: Meaning("receivers_missing", True, "no receiver is named"),
    82002: Meaning("departments_too_many", True, "more than a hundred departments are named"),
    82003: Meaning("tags_too_many", True, "more than a hundred tags are named"),
    43004: Meaning("not_following", True, "the member has not bound WeChat"),
    42014: Meaning("task_id_wrong", True, "the task id of the card is malformed"),
    42015: Meaning("task_of_other_app", True, "the card is another app's"),
    42016: Meaning("task_unknown", True, "no card has this task id"),
    42017: Meaning("task_key_unknown", True, "the card has no such key"),
    42018: Meaning("task_key_wrong", True, "the key of the card is malformed"),
    42019: Meaning("task_key_missing", True, "the key of the card is missing"),
    60140: Meaning("response_code_spent", True, "the card's response code is wrong, used or past its life"),
    82101: Meaning("update_target_missing", True, "nobody is named whose card is to change"),
    82102: Meaning("update_target_wrong", True, "somebody is named who did not get the card"),
    40016: Meaning("menu_button_count", True, "a menu has one to three buttons"),
    40017: Meaning("menu_type", True, "the type of a menu button is not known"),
    40018: Meaning("menu_name", True, "the name of a menu button is too long"),
    40019: Meaning("menu_key", True, "the key of a menu button is too long"),
    40020: Meaning("menu_url", True, "the address of a menu button is too long"),
    40022: Meaning("menu_depth", True, "a menu has two levels"),
    40023: Meaning("submenu_button_count", True, "a sub-menu has at most five buttons"),
    40024: Meaning("submenu_type", True, "the type of a sub-menu button is not known"),
    40025: Meaning("submenu_name", True, "the name of a sub-menu button is too long"),
    40026: Meaning("submenu_key", True, "the key of a sub-menu button is too long"),
    40027: Meaning("submenu_url", True, "the address of a sub-menu button is too long"),
    40054: Meaning("submenu_domain", True, "the address of a sub-menu button is not of a trusted domain"),
    40055: Meaning("menu_domain", True, "the address of a menu button is not of a trusted domain"),
    46003: Meaning("menu_unset", True, "no menu is set"),
    40029: Meaning("code_spent", True, "the sign-in code is wrong, used, or older than five minutes"),
    41008: Meaning("code_missing", True, "the sign-in code is missing"),
    50001: Meaning("domain_not_trusted", True, "the address to return to is not of the trusted domain"),
    40056: Meaning("agent_wrong", True, "the agent id is not known"),
    41009: Meaning("user_missing", True, "the user id is missing"),
    41011: Meaning("agent_missing", True, "the agent id is missing"),
    301002: Meaning("agent_of_other_secret", True, "the agent id does not belong to the secret"),
    50002: Meaning("member_out_of_scope", True, "the member is outside the app's range"),
    50003: Meaning("app_disabled", True, "the app is disabled"),
    60011: Meaning("no_right", True, "the app has no right over this member, department or tag"),
    60030: Meaning("out_of_range", True, "the member or department is outside the app's visible range"),
    60031: Meaning("app_forbidden", True, "the app is forbidden to make calls"),
    60003: Meaning("department_unknown", True, "the department does not exist"),
    60004: Meaning("parent_department_unknown", True, "the parent department does not exist"),
    60123: Meaning("department_wrong", True, "the department id is malformed"),
    60111: Meaning("user_unknown", True, "the user does not exist or is outside the app's range"),
    46004: Meaning("member_unknown", True, "the member does not exist"),
    60136: Meaning("record_unknown", True, "no such record"),
    60020: Meaning("address_not_trusted", True, "the caller's address is not on the app's list of trusted ones"),
    43009: Meaning("corp_not_verified", True, "the corp is not verified"),
    45029: Meaning("answer_too_large", True, "the answer would be too large"),
    48001: Meaning("call_not_authorised", True, "the corp has not authorised this call"),
    48002: Meaning("call_forbidden", True, "the app may not make this call"),
    48004: Meaning("authorisation_invalid", True, "the authorisation is no longer good"),
    48006: Meaning("permission_withdrawn", True, "the permission was withdrawn because the app was not used for long"),
    65003: Meaning("school_not_migrated", True, "the school directory is not set up"),
    65004: Meaning("organisation_unknown", True, "the organisation does not exist"),
    65010: Meaning("not_a_student", True, "the user id is not that of a student"),
    65014: Meaning("not_a_school", True, "the corp is not a school"),
    65022: Meaning("school_directory_forbidden", True, "the app may not use the school directory"),
    65023: Meaning("family_out_of_range", True, "the app has no right over this student or parent"),
    65024: Meaning("no_teacher_in_range", True, "none of the parent's teachers is within the app's visible range"),
    84061: Meaning("no_relation", True, "there is no relation with this outside contact"),
    301007: Meaning("corp_closed", True, "the corp was dissolved or banned"),
}
_UNKNOWN = Meaning("unknown", True, "a code that we do not know")

TOKEN_CODES = frozenset({40014, 41001, 42001})
NOT_TRUSTED = 60020

_TAIL = re.compile(r",\s*(?:hint:|from ip:|more info at).*", re.DOTALL)
_IP = re.compile(r"from ip:\s*([0-9A-Fa-f.:]+)")


class WeComError(Exception):
    """WeCom refuses a call. `errmsg` may name people: it is for whoever asks, not for the log."""

    def __init__(self, code: int, errmsg: str = "") -> None:
        self.code = code
        self.errmsg = _TAIL.sub("", errmsg)
        self.name, self.permanent, self.what = MEANINGS.get(code, _UNKNOWN)
        super().__init__(f"{code} {self.name}: {self.what}")


class TokenRefused(WeComError):
    """The access token is no longer good, not even a fresh one."""


class Throttled(WeComError):
    """The platform wants to be left alone for a while."""


class NotTrusted(WeComError):
    """Calls from our address are not trusted. `ip` is the address that the platform saw, "" where it does not say."""

    def __init__(self, code: int, errmsg: str = "") -> None:
        super().__init__(code, errmsg)
        found = _IP.search(errmsg)
        self.ip = found.group(1) if found else ""


class Transport(WeComError):
    """There is no answer of the platform's. `code` is the HTTP status, 0 without one.

    `perhaps_done`: the platform may have done what was asked, so doing it again may do it twice.
    """

    def __init__(self, what: str, *, perhaps_done: bool, status: int = 0) -> None:
        super().__init__(status)
        self.name, self.permanent, self.what = "transport", False, what
        self.perhaps_done = perhaps_done
        self.args = (f"{what} (HTTP {status})" if status else what,)


def refusal(code: int, errmsg: str) -> WeComError:
    """The error for an `errcode` other than 0."""
    if code in TOKEN_CODES:
        return TokenRefused(code, errmsg)
    if not MEANINGS.get(code, _UNKNOWN).permanent:
        return Throttled(code, errmsg)
    return (NotTrusted if code == NOT_TRUSTED else WeComError)(code, errmsg)
