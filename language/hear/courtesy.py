"""Courtesy: words with which a family only says that it has read, or thanks; what asks or tells anything is none."""

import re
import unicodedata

from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES

LONGEST = 40
# Behind 「老师」 these may be a verb or its object: 「好的，查老师」.
_VERBS = frozenset("查解谢向于和习连管代都劳尚")
_SURNAME = "|".join([*sorted(COMPOUND_SURNAMES), f"[{''.join(sorted(SINGLE_SURNAMES - _VERBS))}]"])
_TEACHER = f"(?:(?:{_SURNAME})?老师|班主任)"
_YOU = rf"(?:您|你|{_TEACHER}|您{_TEACHER})"
_SAID = "|".join(
    (
        r"好(?:的|哒|嘞|滴|呢)?(?:好(?:的|哒|嘞|滴)?)*(?:呀|啊)?",
        r"(?:嗯|恩)+(?:呢|啊)?",
        r"(?:我|我们)?(?:已经|已|都)?(?:(?:收到|明白|了解)(?:了|啦)?|(?:知道|看到|清楚|知晓)(?:了|啦))",
        rf"(?:太|真是|非常|十分|多|真的)?(?:谢谢|感谢|多谢|谢了|谢啦|3q|thx|thanks|thank,you)(?:了|啦)?{_YOU}?(?:了|啦)?",
        rf"{_YOU}?(?:多谢|谢谢|感谢){_YOU}",
        rf"{_YOU}?(?:太)?(?:辛苦|费心)(?:了|啦)?{_YOU}?(?:了|啦)?",
        rf"(?:让|麻烦|有劳){_YOU}(?:多)?(?:费心)?了",
        rf"给{_YOU}添麻烦了",
        r"(?:不客气|没事|没关系)(?:的)?",
        r"ok+|okay|没问题",
    )
)
_EMOJI = "👍🙏🌹🌷💐🤝👌❤♥💖💕😊😄😁😃😀☺🥰🤗🎉👏💪🫡✅"
_BRACKETED = (
    r"\[(?:强|玫瑰|抱拳|握手|ok|好的|合十|鼓掌|爱心|拥抱|鲜花|愉快|呲牙|憨笑|太阳|心|收到|感谢|谢谢|赞|ok手势)\]"
)
_THANKS = rf"(?:{_SAID}|[{_EMOJI}]|{_BRACKETED})"
_GREETING = rf"(?:(?:{_TEACHER}|您|你)(?:您|你)?好)"
# 「老师知道了」 without a pause may tell what the teacher knows.
_CALLED = rf"{_TEACHER}(?:,|(?=收到|好[的哒嘞]|谢谢|感谢|嗯|ok|[{_EMOJI}\[]))"
_ALL = re.compile(rf"(?:{_GREETING}|{_CALLED})?,?{_THANKS}(?:,?(?:{_THANKS}|{_GREETING}|{_TEACHER}))*,?")
# What stands between such words is a pause; a question mark is none. The second changes only how an emoji looks.
_PAUSE = re.compile(r"[\s,.!~、。…;:·\-—]+")
_LOOKS = re.compile("[\ufe0f\u200d\U0001f3fb-\U0001f3ff]")


def is_courtesy(text: str) -> bool:
    """Whether nobody waits for an answer to this; where it is in doubt, somebody does."""
    if len(text) > LONGEST:
        return False
    plain = _LOOKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    plain = plain.replace("【", "[").replace("】", "]").strip()
    return bool(_ALL.fullmatch(_PAUSE.sub(",", plain)))
