"""Whatever code the platform answers, somebody gets a sentence with a next step; and a wait is only where it helps."""

import re

import pytest

from language.say import failures
from scheduler.reasons import APP_WIDE, fate, reason_for
from scheduler.sender import Later, Reason, Refused
from storage.outbox import Channel

RETRYABLE = (-1, 6000, 45033, 45009)
GETTOKEN = (40001, 40013, 40091, 41002, 41004, 60020)
# The platform's table, as far as these calls can answer it.
MESSAGE_SEND = (
    82001, 81013, 301002, 40008, 40007, 40058, 44004, 45002, 45008, 40074, 82002, 82003, 82004, 40003, 40031, 40032,
    40035, 40033, 40056, 40063, 40201, 41006, 41009, 41011, 41016, 41033, 43004, 45032, 48001, 48002, 48004, 48006,
    50002, 50003, 60011, 60020, 60030, 60031, 60111, 46004, 301007, 45001, 44001, *RETRYABLE,
)  # fmt: skip
SCHOOL_SEND = (
    48002, 301002, 81013, 40008, 40058, 43009, 45002, 40201, 44004, 65003, 65004, 65014, 65022, 65023, 65024, 84061,
    60111, 60136, 48001, 40096, *RETRYABLE,
)  # fmt: skip
UPDATE_CARD = (60140, 82101, 82102, 42014, 42015, 42016, 42017, 42018, 42019)
CASES = [
    *((Channel.MEMBER, code) for code in (*MESSAGE_SEND, *UPDATE_CARD, *GETTOKEN)),
    *((Channel.GUARDIAN, code) for code in (*SCHOOL_SEND, *GETTOKEN)),
]

TO_TEACHER = re.compile("电话|转给|再发|发一句|问一声")
TO_OPERATOR = re.compile("管理后台|名单|日志|不用处理|检查|通知|公告|错误码查询|登录|开发者")


@pytest.mark.parametrize(("channel", "code"), CASES)
def test_every_code_of_the_table_has_a_name_and_sentences(channel: Channel, code: int) -> None:
    reason = reason_for(channel, code)
    assert reason is not Reason.UNKNOWN_CODE
    assert TO_TEACHER.search("\n".join(failures.undelivered(reason, "李四妈妈")))
    said = failures.for_operator(reason, code)
    assert TO_OPERATOR.search(said)
    assert str(code) in said


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_tells_the_teacher_what_helps_now_in_four_short_lines(reason: Reason) -> None:
    said = "\n".join(failures.undelivered(reason, "李四妈妈"))
    assert TO_TEACHER.search(said)
    assert "李四妈妈" in said
    assert "{" not in said
    assert len(said.splitlines()) <= 4
    assert not re.search("逾期|未完成|扣分|通报", said)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_tells_the_operator_where_it_is_mended(reason: Reason) -> None:
    said = failures.for_operator(reason, 0, "9.30.0.138")
    assert TO_OPERATOR.search(said)
    assert "{" not in said
    assert "错误码 0" not in said


def test_a_name_with_braces_is_only_a_name() -> None:
    assert "{0}妈妈" in failures.undelivered(Reason.UNREACHABLE, "{0}妈妈")[0]


def test_the_operator_is_told_the_address_that_is_not_trusted() -> None:
    assert "9.30.0.138" in failures.for_operator(Reason.NOT_TRUSTED, 60020, "9.30.0.138")


def test_a_code_that_nobody_knows_is_a_refusal_with_its_number() -> None:
    assert fate(Channel.MEMBER, 12345) == Refused(Reason.UNKNOWN_CODE, 12345)
    assert "12345" in failures.for_operator(Reason.UNKNOWN_CODE, 12345)


@pytest.mark.parametrize(("channel", "code"), CASES)
def test_only_what_mends_itself_or_is_the_whole_apps_waits(channel: Channel, code: int) -> None:
    found = fate(channel, code)
    waits = code in RETRYABLE or reason_for(channel, code) in APP_WIDE
    assert isinstance(found, Later) == waits
    if isinstance(found, Later):
        assert found.seconds > 0


def test_a_parents_app_that_may_not_write_does_not_keep_teachers_waiting() -> None:
    assert isinstance(fate(Channel.GUARDIAN, 48002), Refused)
    assert isinstance(fate(Channel.MEMBER, 48002), Later)
