"""Whose work it is that is told, and whether anybody in care is named with it."""

from duty.commands import RecordDeed
from duty.hearing import Heard, NotUnderstood, Unclear
from language.hear.masked import CHILD, Masked
from language.hear.mood_words import STAFF_OR_OTHERS
from language.hear.regex import regex
from language.hear.whole import Sense, Whole

# 「说好马老师去，结果还是我跑了一趟」.
_I_WENT = regex(
    r"(?:结果|最后(?![一两几那])|最终|后来|到头来)[^,.\n没不]{0,4}我(?![^,.\n]{0,4}[没不忘要想打])[^,.\n没不]*[了过的](?=$|[,.\n]|[^,.\n]{0,8}N)"
)
# 「妇联今天上门看了张三一家」.
_AN_OFFICE = regex(
    rf"^D?(?:{STAFF_OR_OTHERS})(?:的人|D|刚才?|又|也|都|一起)*(?:上门|入户|[去来到]|走访|家访|慰问|看)[^\n我咱]*$"
)
# 「泡菜腌好了，给办公室每人一盒」 is for no child.
_TO_A_CHILD = regex("[他她娃个俩]|孩子|学生|同学")

# So surely a deed must be told of, that it is asked whose.
_TOLD = 0.9


def is_plain_who(heard: Heard, masked: Masked) -> bool:
    """Whether what the steps heard of who did it stands, whatever the message as a whole may look like."""
    if isinstance(heard, RecordDeed):
        return i_went_after_all(masked)
    return isinstance(heard, NotUnderstood) and heard.why is Unclear.OTHERS_WORK and an_office_went(masked)


def i_went_after_all(masked: Masked) -> bool:
    """Whether the sender did at last what others should have done."""
    return _I_WENT.search(masked.text) is not None


def an_office_went(masked: Masked) -> bool:
    """Whether all that is told is what somebody of an office did."""
    return _AN_OFFICE.match(masked.text) is not None


def of_nobody(masked: Masked, whole: Whole) -> bool:
    """Whether a deed is told with somebody who is not named: 「昨晚去了趟熊家栋家」 of one who is not in care."""
    gift = whole.sense is Sense.WARMTH
    if CHILD in masked.text or whole.records < _TOLD:
        return False
    return not gift or _TO_A_CHILD.search(masked.text) is not None
