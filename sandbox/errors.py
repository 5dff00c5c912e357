"""The platform's error codes that the pretend server answers, as a table, and the JSON they come in."""

import secrets

ERRORS: dict[int, str] = {
    40001: "invalid credential, secret is invalid",
    40008: "invalid message type",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40056: "invalid agentid",
    40058: "invalid request parameter",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41009: "userid missing",
    41011: "agentid missing",
    42001: "access_token expired",
    44004: "text is empty",
    60003: "department not found",
    60111: "userid not found",
    81013: "user & party & tag all invalid",
    82001: "user & party & tag all empty",
    82002: "invalid number of parties",
    301002: "not allow operate another agent with this accesstoken.",
}


class ApiError(Exception):
    """A call that the platform refuses, by its code."""

    def __init__(self, code: int) -> None:
        super().__init__(ERRORS[code])
        self.code = code


def error_json(code: int, now: float, client: str) -> dict[str, object]:
    """The refusal as the platform words it, with its usual tail; `client` is the caller's address."""
    hint = f"[{int(now)}_{secrets.randbelow(90) + 10}_{secrets.token_hex(16)}]"
    more = f"more info at https://open.work.weixin.qq.com/devtool/query?e={code}"
    return {"errcode": code, "errmsg": f"{ERRORS[code]}, hint: {hint}, from ip: {client}, {more}"}
