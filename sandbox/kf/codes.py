"""Which error code the pretend 微信客服 answers to which trouble, as a table.

The codes are the platform's; which of them meets a trouble is documented for some only, so it is settled here alone.
"""

from enum import IntEnum


class KfCode(IntEnum):
    """A trouble by its code; several troubles may share one."""

    WRONG_ACCOUNT = 95000
    WRONG_CUSTOMER = 95000
    WRONG_PARAMETER = 40058
    WRONG_CURSOR = 40058
    WRONG_MESSAGE_TYPE = 40008
    WRONG_CODE = 40029
    NO_TEXT = 44004
    TOO_LONG = 40058
    REPEATED_MSGID = 40058
    TOO_OFTEN = 45009
    QUOTA_SPENT = 95001
    WINDOW_CLOSED = 95002
    WRONG_TOKEN = 95007
    TOO_MANY_ITEMS = 95008
    WRONG_ITEM = 95009
    NO_SERVICER = 95014
    WRONG_MOVE = 95016
    WRONG_STATE = 95018
    SERVICER_STOPPED = 95019
