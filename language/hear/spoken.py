"""What speech has besides its words: sounds and phrases while the speaker looks for one, characters spelled out."""

from dataclasses import replace

from language.hear.names import Care
from language.hear.normalise import Plain, fold
from language.hear.regex import regex

_SEARCHING = (
    r"(?:[嗯呃诶唉]|额(?![吉头外度尔日想角济]))+|(?:那个)?(?:叫)?(?:什么|啥)来着(?!的)|怎么(?:说|讲)(?:呢|吧)|我想想|让我想想"
    r"|那个谁|那什么|那啥|我说到哪了对?|我刚?才?说到哪了"
)
_FILLER = regex(
    rf"^(?:喂+[,. ]*(?:你好|您好|在吗)?[,. ]*(?:听得(?:到|见)|能听(?:到|见)|听见了?)?[吗么]?)[,.? ]*"
    rf"|[,. ]*(?:听见|听到)(?:了)?没有?$"
    rf"|(?<=[^,.:;?\n \d])(?:{_SEARCHING})+(?=[\u4e00-\u9fff\d])|^(?:{_SEARCHING})+(?=[\u4e00-\u9fff\d]{{3}})"
)
# 「诸葛亮的诸葛」, 「吃的那个米」 behind a name say how it is written.
_SPELT = regex(
    r"(?:就是|我说的是|是|[,])?(?:[\u4e00-\u9fff]{0,3}?(?P<c>[\u4e00-\u9fff]{1,2})[\u4e00-\u9fff]{0,2}?的(?:那个)?(?P=c)"
    r"|[\u4e00-\u9fff]{1,2}的那个(?P<d>[\u4e00-\u9fff]))"
)
# So much at least must be left of a message.
_FEWEST = 4


def without_fillers(plain: Plain, care: Care) -> Plain:
    """The text with a comma for each phrase that only fills a gap, and without the spelling of names."""
    text, at = plain.text, plain.at
    dropped = [(found.start(), found.end(), ",") for found in _FILLER.finditer(text)]
    dropped += [(start, end, "") for start, end in _spelt(text, care)]
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
