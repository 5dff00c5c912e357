"""What speech has besides its words: sounds and phrases while the speaker looks for one, characters spelled out."""

from dataclasses import replace

from language.hear.names import Care
from language.hear.normalise import Plain, fold
from language.hear.regex import regex

_SEARCHING = (
    r"(?:[嗯呃诶唉]|额(?![吉头外度尔日想角济]))+|(?:那个)?(?:叫)?(?:什么|啥)来着(?!的)|怎么(?:说|讲)(?:呢|吧)|我想想|让我想想"
    r"|那个谁|那什么|那啥|我说到哪了对?|我刚?才?说到哪了|(?<![给让发])我(?:先)?(?:看看|想一下|想想看|看一下|翻一下|翻翻)[啊哈哦呀,]+"
    # What is exclaimed denies nothing.
    r"|(?:可|快|你)?别提了|你还?别说(?=今|昨|前|上|我|跟|和)|是这样(?:的|子)?[啊哈,]*(?=[我他她])"
)
# 「张三呢我谈完了，李四嘛今天谈」: whom the next words are of, and no question.
_TOPIC = (
    r"(?<![没有了过谁么啥样里儿哪])(?:呢(?![子绒料])|(?<![号日])嘛)"
    r"(?=[今昨前上这那我他她也还都在给跟和]|\d|[一二三四五六七八九十]号)"
)
# 「谈了没有呢，哦谈了」 asks only oneself.
_ASKED_ONESELF = (
    r"(?P<verb>[谈聊去送访补打讲做])[了过]没有?(?:[呢啊呀]|来着)*(?:我?想想|,)*"
    r"[,哦噢对啊嗯有]+(?=(?P=verb)[了过](?!就|的话|才|再))"
)
_DAY_SAID = r"(?:周|星期|礼拜)[一二三四五六日天]|[一二三四五六七八九十\d]{1,3}[号日]"
# 「今天是礼拜五，我是礼拜三谈的」 only counts from where we are.
_COUNTING = (
    rf"今天是(?:{_DAY_SAID})[了吧嘛啊,]*(?=[^,.\n]{{0,6}}(?:{_DAY_SAID}|昨|前天))"
    rf"|今天(?=(?:才|来|再)?补[记录登](?:一下|一个|一条|[:, ])*(?:{_DAY_SAID}|昨|前|上))"
)
_FILLER = regex(
    rf"^(?:喂+[,. ]*(?:你好|您好|在吗)?[,. ]*(?:听得(?:到|见)|能听(?:到|见)|听见了?)?[吗么]?)[,.? ]*"
    rf"|[,. ]*(?:听见|听到)(?:了)?没有?$"
    # Marks that are spoken.
    rf"|(?<=[^,.打个用加错的])(?:逗号|句号|换行)(?![^,.]?[要的是吗没不])"
    rf"|(?<=[^,.:;?\n \d])(?:{_SEARCHING}|{_TOPIC}|{_COUNTING}|{_ASKED_ONESELF})+(?=[\u4e00-\u9fff\d])"
    rf"|^(?:{_COUNTING})+|^(?:{_SEARCHING})+(?=[\u4e00-\u9fff\d]{{3}})"
)
# 「诸葛亮的诸葛」, 「吃的那个米」 behind a name say how it is written.
_SPELT = regex(
    r"(?:就是|我说的是|是|[,])?(?:[\u4e00-\u9fff]{0,3}?(?P<c>[\u4e00-\u9fff]{1,2})[\u4e00-\u9fff]{0,2}?的(?:那个)?(?P=c)"
    r"|[\u4e00-\u9fff]{1,2}的那个(?P<d>[\u4e00-\u9fff]))"
)
# The same twice, where the second time nobody of the family is meant.
_SAID_AGAIN = regex(
    r"(?P<name>[\u4e00-\u9fff·]{2,8}?)[嗯呃啊哦嘛]?(?:这个|那个)?(?P<again>(?P=name))"
    r"(?!的?[他她]?(?:[爸妈爹娘爷奶家]|父|母|外[公婆]))"
)
# So much at least must be left of a message.
_FEWEST = 4


def without_fillers(plain: Plain, care: Care) -> Plain:
    """The text with a comma for each phrase that only fills a gap, and without the spelling of names."""
    text, at = plain.text, plain.at
    spelt = _spelt(text, care)
    again = [(start, end) for start, end in _said_again(text, care) if all(end != first for first, _ in spelt)]
    dropped = [(start, end, "") for start, end in (*spelt, *again)]
    gaps = (found.span() for found in _FILLER.finditer(text))
    dropped += [(*gap, ",") for gap in gaps if not any(start < gap[0] < end for start, end in again)]
    if not dropped or len(text) - sum(end - start for start, end, _ in dropped) < _FEWEST:
        return plain
    kept: list[str] = []
    places: list[int] = []
    here = 0
    for start, end, instead in [*sorted(dropped), (len(text), len(text), "")]:
        kept += [text[here:start], instead if kept and start else ""]
        places += [*at[here:start], *([at[start]] if kept[-1] else [])]
        here = max(here, end)
    return replace(plain, text="".join(kept), at=(*places, at[len(text)]))


def _said_again(text: str, care: Care) -> list[tuple[int, int]]:
    """Where a name is said once more at once: 「张三张三今天谈了」, 「张三嘛张三没谈」."""
    said = list(_SAID_AGAIN.finditer(text))
    names = {fold(name) for name in care.spoken.values()} if said else set()
    return [
        (found.start(), found.start("again"))
        for found in said
        if found["name"] in names
        and not any(text.startswith(name, found.start("again")) for name in names - {found["name"]})
    ]


def _spelt(text: str, care: Care) -> list[tuple[int, int]]:
    """Where the characters of a name are spelled out behind it."""
    found = []
    for name in {fold(name) for name in care.spoken.values()} if "的" in text else ():
        place = text.find(name)
        here = first = place + len(name)
        while place >= 0 and (spelt := _SPELT.match(text, here)) and (spelt["c"] or spelt["d"]) in name:
            here = spelt.end()
        if here > first > len(name) - 1 and place >= 0:
            found.append((first, here))
    return found
