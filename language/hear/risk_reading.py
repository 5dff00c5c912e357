"""A text made ready to be read for danger: plain characters, harmless words taken out, people as one letter."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from language.hear.everyday import is_everyday
from language.hear.normalise import SIMPLER
from language.hear.regex import regex
from language.hear.risk_harmless import HARMLESS, INNOCENT
from language.hear.risk_patterns import Reader, in_order
from language.hear.risk_sounds import heard
from language.hear.unknown_names import like_a_name

# A letter is no part of a folded text, so it stands for people there. What is longer comes first.
_PEOPLE = {
    # Family and other grown-ups at home.
    "F": """
        爸爸妈妈 爷爷奶奶 外公外婆 爸妈 爹妈 爹娘 父母亲? 爸爸 妈妈 [老后干]爸 [老后干]妈 爸 妈 后?爹 后娘 父亲 母亲
        [继养][父母] 干爹 爷爷 奶奶 外公 外婆 姥姥 姥爷 阿公 阿婆 叔叔 大伯 伯伯 伯父 舅舅 舅妈 姑姑 姑父 姑妈 姨妈
        姨父 姨夫 小姨 婶婶 姐夫 嫂子 哥哥 [堂表]哥 [堂表]叔 姐姐 家长 家里人 家里 家人 监护人 亲戚 长辈
        阿[爸妈爹达爷公嬷奶婆娘姆] 额吉 老汉儿? 老爹 老娘 老母 伯[娘母] 幺[爸妈] 孃孃 婶子 叔父 姑母 舅公
        (?<=[他她K])[姐哥舅姑姨叔伯婶嫂爷奶婆](?!们)
        (?<=[他她K])大(?=[不没]让|不在家|没在家|说[^话]|接了|没接)
    """,
    "S": """
        班主任 副?校长 (?:德育|教导|教务|政教|年级|总务|后勤|办公室|团委)?处?副?主任(?!席) 年级组长 教研组长
        副?书记(?!本)
        (?:心理|数学|语文|英语|体育|音乐|美术|物理|化学|生物|历史|地理|政治|科学|信息|思政|劳动|舞蹈|书法|生活|宿管
            |值班|实习|代课|补习|托管|辅导|男|女|保健)?老师们?
        教官 教练 宿管(?:阿姨|大爷|员)? 保安 门卫 辅导员 校医 校工 司机(?:师傅)?
    """,
    # Others of about the same age, and strangers.
    "P": r"""
        同学们? 室友 舍友 同桌 同班的? [高同低]年级的?(?:同学|学生|男生|女生)? [初高][一二三]的 学长 学姐
        (?!一个人(?![打欺骂抢揍推找把]))[一几两三四五好\d]个(?:男同学|女同学|男生|女生|男孩|女孩|学生|同学|人|大孩子
            |大男孩|青年|混混|小混混|社会青年)
        一群(?:人|男生|女生|学生|孩子|同学)? 一伙人? 一帮人? [那这][群帮伙](?:人|孩子|学生)? 别人 人家 大孩子
        [外隔][校壁](?:班)?的?(?:学生|人)? 校外的?(?:人员|青年|学生|人|混混)?
        社会上?的?(?:青年|闲散人员|人员|人|混混|混子) 小?混混 小?流氓 [男女]生 [男女]孩子? 陌生(?:人|男子|男人|叔叔)
        网友 [男女]朋友 前男友 对象 邻居 老头子? 老板 男的 男子 男人 [他她]们 佢哋 同伴 老乡
    """,
    "K": "学生 孩子们? 小孩子? 小朋友 女儿 儿子 闺女 娃娃? 弟弟 妹妹 (?<![其吉])他(?![人乡日]) 她 佢(?!哋)",
    "I": "(?<!自)我(?![们校班国县市镇区省院]) 俺 本人",
}
_LETTERS = frozenset(_PEOPLE)
_EVERYDAY = Reader(in_order({"harmless": HARMLESS} | _PEOPLE))
_INNOCENT = Reader(in_order({"innocent": INNOCENT}))
_SAID_OF_THEM = regex("[^FSPKI]")

# Letters that show nothing, in which a word could be drowned, and tones and accents.
_UNSEEN = regex(
    "[\u0300-\u036f\x00-\x08\x0e-\x1f\x7f\u00ad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_MARKS = regex("[\\W_]+")
# Somebody else, or another part of the sentence, between words that are harmless together: 「开会时张三说想死」.
_HOLDS_MORE = regex("[,K他她说讲写喊孩生]")
# What is said of somebody who is away or in danger, behind a name that no roster knows or before it.
_HAN = "[\u3400-\u9fff]"
_SOMEBODY = regex(
    f"(?<!{_HAN})(?P<before>(?:找不[到着]|打[了死]?|联系不[上到]|失去了?|听说|说|昨天|今天|昨晚|晚上|班上|我班|我们班)?)(?P<name>{_HAN}{{2,3}}?)"
    "(?=(?:同学|人|说|又|还|也|都|已经|今天|昨天|昨晚|现在)?"
    "(?:不见|找不[到着]|联系不|失踪|失联|走丢|跑了|没回|没来|离家|出走|不想活|不想上|不读|不上学|想死|想[自轻]|要自杀|割腕|[被让]|的?(?:电话|手机)|了?[,.]|了?$))"
)
# 「说宁可死」 names nobody.
_IN_NO_NAME = regex("[死杀伤打查机话]")
_SENTENCE_ENDS = regex("[。.!?;:…\n\r]")
_IN_NUMBER = regex("(?<=\\d)[.:](?=\\d)")
_SPELLED_OUT = regex("(?<!\\w)\\w(?:[ ,./]\\w){2,}(?!\\w)")
_ANY_MARK = regex("[,./]")
_INSIDE_A_WORD = regex("(?<!了)[,./]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read for danger.

    `text`: people as letters (F family, S staff, P others, K the child, I the writer), B before the title of a book,
    - for harmless words, a comma for any mark, / between things listed, a stop at the end of a sentence.
    `words`: what was said for the letter at an index of `text`.
    """

    text: str
    words: Mapping[int, str]


def folded(text: str) -> str:
    """Plain characters; every run of marks is one mark, and what was spelled out mark by mark is closed up."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).lower().translate(SIMPLER)
    marked = _MARKS.sub(_mark, _IN_NUMBER.sub(",", plain))
    return heard(_SPELLED_OUT.sub(_spelled, marked).replace(" ", ","))


def closed_up(text: str) -> str:
    """Without the marks that may stand inside a word; behind 了 a clause ends: 电话打了，他家没人接."""
    return _INSIDE_A_WORD.sub("", text)


def read(plain: str, children: Iterable[str] = ()) -> Reading:
    """A folded text with its people as letters; `children`: names it may hold, others are seen by their form."""
    plain = _with_children(plain, children)
    pieces: list[str] = []
    words: dict[int, str] = {}
    end = length = 0
    for found in _EVERYDAY.find(plain, unless=_HOLDS_MORE):
        before = plain[end : found.start]
        letter = found.table if found.table in _LETTERS else "-"
        length += len(before) + 1
        words[length - 1] = plain[found.start : found.end]
        pieces += (before, letter)
        end = found.end
    return Reading(_without_the_innocent("".join([*pieces, plain[end:]])), words)


def _without_the_innocent(text: str) -> str:
    """Of what is harmless among people only the people stay, each in its place."""
    pieces: list[str] = []
    end = 0
    for found in _INNOCENT.find(text):
        pieces += (text[end : found.start], _SAID_OF_THEM.sub("-", text[found.start : found.end]))
        end = found.end
    return "".join([*pieces, text[end:]])


def _with_children(plain: str, children: Iterable[str]) -> str:
    """The longest names first; a name that is a word of every day, as 高兴, only where a name must stand."""
    named = {name for child in children if (name := _folded_name(child)) and name in plain}
    for name in sorted(named, key=len, reverse=True):
        plain = plain if is_everyday(name) else plain.replace(name, "K")

    def as_child(found: re.Match[str]) -> str:
        name = found["name"]
        is_child = name in named or (like_a_name(name) and not _IN_NO_NAME.search(name))
        return f"{found['before']}K" if is_child else found[0]

    return _SOMEBODY.sub(as_child, plain)


@lru_cache(maxsize=20_000)
def _folded_name(name: str) -> str:
    return folded(name)


def _spelled(found: re.Match[str]) -> str:
    """Spaces between all characters leave a comma its meaning; commas between all have none."""
    return found[0].replace(" ", "") if " " in found[0] else _ANY_MARK.sub("", found[0])


def _mark(found: re.Match[str]) -> str:
    marks = found[0]
    if _SENTENCE_ENDS.search(marks):
        return ".B" if "《" in marks else "."
    if "《" in marks:
        return ",B"
    if "、" in marks:
        return "/"
    return " " if marks.isspace() else ","
