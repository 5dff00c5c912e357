"""The words for a child's guardians: as a teacher types them, and as a roster names the relation."""

from duty.people import Kin
from language.hear.lexicon import Lexicon, spelled
from language.hear.normalise import fold

# A teacher calls step-parents and foster parents 妈妈 and 爸爸 as well. 婆婆 and 阿公 are of the mother's side in one
# province and of the father's in the next.
_CALLED = {
    Kin.MOTHER: "母亲 妈妈 妈 妈咪 阿妈 老妈 娘 母 阿嫫 继母 养母 后妈 后母 干妈 母子 母女 额吉 姆妈 阿姆 阿娘",
    Kin.FATHER: """
        父亲 爸爸 爸 阿爸 爹 老爸 老爹 爹爹 父 继父 养父 后爸 后爹 干爸 父子 父女 大大 达达
        阿大 阿达 阿爹 老豆 老汉 老汉儿
    """,
    Kin.PATERNAL_GRANDMOTHER: "奶奶 祖母 阿奶 嬷嬷 太奶奶 阿嫲 阿嬷 嫲嫲",
    Kin.PATERNAL_GRANDFATHER: "爷爷 祖父 阿爷 太爷爷",
    Kin.MATERNAL_GRANDMOTHER: "外婆 姥姥 外祖母 家婆 姥娘 外奶奶",
    Kin.MATERNAL_GRANDFATHER: "外公 姥爷 外祖父 家公 外爷爷 外爷",
    Kin.OTHER: """
        姑姑 姑妈 姑父 姑母 大姑 小姑 二姑 舅舅 舅妈 舅母 大舅 小舅 叔叔 婶婶 婶子 大叔 小叔 伯伯 伯父 伯母
        大伯 大妈 姨妈 姨父 姨母 大姨 小姨 姨 姑 舅 叔 婶 阿姨 哥哥 姐姐 大哥 大姐 堂哥 堂姐 表哥 表姐 嫂子 姐夫
        伯娘 婶娘 婆婆 公公 阿婆 阿公 委托监护人 代理家长 代理妈妈 爱心妈妈 其他 其他亲属 亲属 亲戚
    """,
}
_PARENTS = """
    父母 爸妈 爸爸妈妈 妈妈爸爸 妈爸 爹妈 爹娘 阿爸阿妈 养父母 父母亲 父母双方 爸妈俩 妈老汉 妈老汉儿 爷娘
"""
_EVERYBODY = """
    家长们 家里人 家人 全家 全家人 一家人 所有家长 全部家长 各位家长 每位家长 全体家长 所有的家长 每个家长
    两位家长 几位家长 三位家长 所有监护人 全部监护人 每位监护人
"""
_WHOEVER = """
    家长 家长们 父母 爸妈 爸爸妈妈 爹妈 爹娘 阿爸阿妈 家里 家里人 家人 家属 监护人 养父母
    屋里 屋里人 屋头 屋头人 屋企 屋企人 家里头 屋里头 妈老汉 妈老汉儿 妈老子 爷娘
"""
# 二姨, 三舅, 幺爸: whose number in the family is said.
_NUMBERED = (number + kin for number in "大二三四五小幺老" for kin in ("姨妈", "姑妈", *"姨舅叔姑伯婶爹爸妈孃"))

_RELATIONS = dict.fromkeys(_NUMBERED, Kin.OTHER) | {
    word: kin for kin, words in _CALLED.items() for word in spelled(words)
}
# A single character is a relation in a roster; typed behind a name only these are no part of it.
_TYPED = {word: kin for word, kin in _RELATIONS.items() if len(word) > 1 or word in "妈爸爹姨姑舅叔婶"}
_SEVERAL: Lexicon[tuple[Kin, ...]] = Lexicon(
    dict.fromkeys(spelled(_PARENTS), (Kin.MOTHER, Kin.FATHER)) | dict.fromkeys(spelled(_EVERYBODY), ())
)
_GUARDIANS: Lexicon[Kin | str] = Lexicon(_TYPED | dict.fromkeys(spelled(_WHOEVER), ""))


def kin_of(word: str) -> Kin | None:
    """Who a typed word or a relation in the roster names; None for 家长, for words of both sides, and for no kin."""
    plain = fold(word).partition("(")[0].strip()
    return _RELATIONS.get(plain)


def guardian_at(text: str, start: int) -> tuple[int, Kin | None] | None:
    """The end of the word for a guardian that begins at `start` of a plain text, and who is meant.

    None as the kin is 家长: whichever guardian.
    """
    found = _GUARDIANS.match(text, start) if start < len(text) else None
    if found is None:
        return None
    end, kin = found
    return end, kin if isinstance(kin, Kin) else None


def several_at(text: str, start: int) -> tuple[int, tuple[Kin, ...]] | None:
    """The end of a word for several guardians of one child, and who they are; () where all are meant."""
    return _SEVERAL.match(text, start) if start < len(text) else None
