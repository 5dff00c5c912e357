"""Words that nobody wrote just now: the automatic answers of phones and accounts."""

import re

_MARKED = re.compile(
    r"^\s*[\[【（(「]?\s*(?:自动回复|自動回覆|自动答复|auto(?:matic)?[ -]?reply|out of office)", re.IGNORECASE
)
_USUAL = re.compile(
    r"(?:我|本人)?(?:现在|目前|暂时)?(?:正?在开车|不在线|不方便接听|有事不在|在忙)[，,。]?.{0,12}(?:稍后|稍候|一会儿?|回头|晚点)(?:再|给您|会|就|联系|回复)"
    r"|(?:感谢|欢迎)(?:您的)?(?:关注|来电|咨询|留言).{0,30}(?:尽快|稍后|第一时间).{0,8}(?:回复|联系|处理)"
)


def is_automatic(text: str) -> bool:
    """Whether to answer it by ourselves could begin a talk of two machines; people read it all the same."""
    return bool(_MARKED.search(text) or _USUAL.search(text))
