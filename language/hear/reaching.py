"""Asked for the code that parents scan, or for how many families can be reached: 「七（1）班关注码」."""

from duty.reach import ShowReach
from language.hear.gaps import CLASS, GRADE, whose
from language.hear.message import Message
from language.hear.regex import regex

# What may stand around the question without changing it.
_AROUND = regex(
    r"[^\w]|请问?|麻烦|帮我|给我|发我|一下|[要查看发]|我们?班|咱们?班|本班|班里|班上|我们?|咱们?|全校|全?年级|学校(?!通知)|打印|下载|一份|现在|[吧吗呢呀啊的]"
)
_CODE = (
    r"(?:家长)?关注[二维]*码|(?:班级|关注|学校通知)二维码"
    r"|家长(?:们)?(?:该|得|应该)?(?:怎么样?|咋|如何|怎样)(?:才能|才|去)?关注(?:学校通知)?"
)
_WHOSE = (
    r"(?:还有)?(?:多少|几[个位家]|哪些|哪几[个位家]|谁|哪个)(?:位|个)?(?:学生|孩子)?(?:家长|家庭|人家|爸妈|父母)们?"
)
_REACHED = r"(?:还|都|能|可以|已经)*(?:收得?到|收不到|没收到|没有?关注|未关注|没加上|关注)(?:消息|通知|学校通知|了)*"
_ASKED = regex(rf"{_CODE}|{_WHOSE}{_REACHED}|(?:家长)?关注(?:情况|率|人数)")


def reach(message: Message) -> ShowReach | None:
    """Only where it is all of the message: who follows is asked in many other senses."""
    if message.plain.cut:
        return None
    rest = GRADE.sub("", CLASS.sub("", message.plain.text))
    if not _ASKED.fullmatch(_AROUND.sub("", rest)):
        return None
    return ShowReach(*whose(message))
