"""The words of an answer: yes, no, all, none, numbers, the same or another, with all their everyday spellings."""

import re
from dataclasses import dataclass
from enum import StrEnum

from language.hear.dates import number
from language.hear.lexicon import spelled
from language.hear.regex import regex


class Answer(StrEnum):
    """What an answer says that is a word or two."""

    YES = "yes"
    NO = "no"
    ALL = "all"
    NONE = "none"
    LEAVE = "leave"
    TAKE_BACK = "take_back"
    KEEP = "keep"


_SAID = {
    Answer.YES: """
        是 是的 是是 对 对的 对对 对对对 嗯 嗯嗯 恩 恩恩 好 好的 好滴 好嘞 行 可以 没错 不错 正确 要 要的 要记 确认 确定
        ok okay yes y 就是 就是的 是他 是她 就是他 就是她 就他 就她 是这个 就这个 这个 是这位 是那个 是的没错 对没错
        记 记上 记下 记录 记一下 记一笔 帮我记上 请记上 可以记 是的记上 对记上 好的记上 嗯记上 好记上 中 得 成
    """,
    Answer.NO: """
        不 不对 不用 不要 不行 否 no n 错了 别 没 没有 别记 不记 不用记 不要记 先别记 先不记 先不用 不必 不需要
        不是的 不是不是 不是这个 不是这样 不不 别别 不对不对 不用不用
    """,
    Answer.ALL: """
        都是 两个都是 两位都是 三个都是 三位都是 全是 全部 都有 都要 都记 都算 两个都 两位都 俩都是 全都是 所有 都记上
        全部都是 他们都是 她们都是 两个都记 两位都记 两个都要 俩 两个 两个人 都
    """,
    Answer.NONE: """
        都不是 不是 不是他 不是她 不是他们 两个都不是 两位都不是 没有一个是 都没有 全不是 一个都不是 哪个都不是 都不对
        没有他 没有她 没这个人 不在里面 没有我要的
    """,
    Answer.LEAVE: """
        算了 算了吧 算啦 不记了 不用了 不用记了 不要了 别记了 先不记了 取消 当我没说 没事了 没事 不选 不选了 不说了
        不发了 不看了 不改了 不用管 不管了 就这样吧 先这样 忽略 跳过
    """,
    Answer.TAKE_BACK: """
        撤 撤吧 撤了 撤掉 撤它 撤掉它 撤销它 撤销这条 撤销这一条 也撤销 也撤 也撤掉 这条也撤 要撤销 要撤 撤销掉
    """,
    Answer.KEEP: "留着 留 不撤 别撤 不撤销 别撤销 不用撤 留下 保留 不动 别动",
}
_MEANS = {word: means for means, words in _SAID.items() for word in spelled(words)}

_SAME = frozenset(
    spelled("""
        同一次 是同一次 同一个 同一回 同一趟 是同一个 一样 一样的 是一样的 同样的 重复 重复了 发重了 重了 多发了
        多发了一次 发重复了 手滑 点重了 就一次 只有一次 就那次 就是那次 是那次 同一条 是同一条 就是同一次 还是那次
        还是那一次 不是又一次 没有又聊 就聊了一次 就谈了一次 就去了一次
    """)
)
_ANOTHER = frozenset(
    spelled("""
        又一次 再一次 另一次 另外一次 又一回 又一趟 第二次 第二回 第二趟 两次 是两次 两回 新的 新的一次 是新的 另一回
        另一趟 不是同一次 不是一次 不一样 不是一样的 不同 不是同一个 又有一次 不是同一回 不是重复 没重复 没有重复 不重复
        又来了一次 还有一次 再记一次 再记一条 又记一次 多一次
    """)
)
_AGAIN = regex(
    r"(?:是|我)?(?:又|再)(?:跟|和|找|给)?(?:他|她|孩子)?(?:聊|谈|去|访|家访|送|辅导|补|联系|打)[了过]?"
    r"(?:心|话)?(?:一?[次回趟]|了)?"
)

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_ONE = regex(
    rf"(?:我?选择?|是|就是|回复?|答|应该是)?[ :]?[(\[]?(?:第?(?P<a>{_N})(?:个|位|项|条|号)|(?P<b>{_N}))[)\].、]?"
    r"(?:那个|那位|同学|孩子|的)?"
)
_SEVERAL = regex(r"(?:我?选)?(\d(?:(?:、|,|，|和|跟|与|\+|&| )+\d)+)(?:都是|都有|个|位)*")
_FORMER = frozenset(spelled("前者 前一个 前面那个 前面一个 前面那位 前面的 上面那个 上面的 头一个 前一位"))
_LATTER = frozenset(
    spelled("后者 后一个 后面那个 后面一个 后面那位 后面的 下面那个 下面的 最后一个 最后那个 后一位 末一个")
)
_PARTICLES = "吧啊呀哦哈啦嘛呢哒滴噢呗哟了的"
_REFUSALS = frozenset({Answer.NO, Answer.NONE, Answer.LEAVE})
_APART = regex(r"[\W_]+")
_ENDS = regex(r"^[\W_]+|[\W_]+$")
_BEFORE = regex(
    r"^(?:(?:嗯|哦|噢|啊|那|我说的|我说|说的|我指的|指的|应该|就|其实|当然)*[, ]*是的?|应该是|就是|是)[, :]*"
)
_BEHIND = regex(r"(?:那一?[个位天次条]|这一?[个位]|同学|小朋友|孩子|[吧啊呀哦哈啦嘛呢了的])+$")


@dataclass(frozen=True, slots=True)
class Bare:
    """An answer without the marks around it (`words`), without 是 and 的 as well (`plain`), and what it says."""

    words: str
    plain: str
    means: Answer | None


def bare(text: str) -> Bare:
    """The words of a plain text."""
    words = _ENDS.sub("", text)
    return Bare(words, _core(words), _means(words))


def _means(words: str) -> Answer | None:
    """What all of the words say; 「不是，算了」 says 算了."""
    pieces = [piece for piece in _APART.split(words) if piece]
    said = {_piece("".join(pieces))} - {None} or {_piece(piece) for piece in pieces}
    if len(said) == 1:
        return said.pop()
    return Answer.LEAVE if Answer.LEAVE in said and said <= _REFUSALS else None


def _piece(piece: str) -> Answer | None:
    """What a word says, with as few particles behind it taken off as possible."""
    while piece not in _MEANS and piece and piece[-1] in _PARTICLES:
        piece = piece[:-1]
    return _MEANS.get(piece)


def _core(words: str) -> str:
    core = _BEHIND.sub("", _BEFORE.sub("", words))
    return _ENDS.sub("", core or words)


def numbers(said: Bare, last: int = 0) -> tuple[int, ...]:
    """The numbers that an answer is; () where it is none. `last` is the one that 「后面那个」 stands for."""
    words = said.words.rstrip("吧啊呀哦哈啦嘛呢")
    found = _ONE.fullmatch(words)
    if found:
        return (number(found["a"] or found["b"]),)
    several = _SEVERAL.fullmatch(words)
    if several:
        return tuple(dict.fromkeys(int(one) for one in re.findall(r"\d", several[1])))
    if said.words in _FORMER or said.plain in _FORMER:
        return (1,)
    return (last,) if last and (said.words in _LATTER or said.plain in _LATTER) else ()


def same_or_another(said: Bare) -> bool | None:
    """False: the same deed told twice; True: another one; None: neither was said."""
    forms = {said.words, said.plain, "".join(c for c in said.words if c.isalnum())}
    forms |= {form.rstrip(_PARTICLES) for form in forms}
    if forms & _SAME:
        return False
    return True if forms & _ANOTHER or any(_AGAIN.fullmatch(form) for form in forms) else None
