"""Whether a stretch of text that nobody knows is meant as somebody's name."""

from language.hear.everyday import is_everyday
from language.hear.lexicon import spelled
from language.hear.normalise import DOT
from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES, WORDLIKE_SURNAMES

# Words that begin with a surname and, alone or with one more character, are seldom a name.
_NO_NAMES = frozenset(
    spelled(
        """
        谢谢 高兴 安静 平静 正常 马上 万一 何时 陈述 程度 石头 白天 黄昏 文静 高中 关心 关于 连续 容易
        温和 冷静 冷漠 沉默 马虎 方便 利索 文明 白发 严重 严肃 管用 解决 权利 夏天 章节 毕业 许多
        许久 代表 代替 简单 古怪 尚可 居住 武断 符合 封闭 程序 广泛 余地 高三 高二 高一
        高考 高烧 关注 曾经 连着 习惯 田径 牛奶 梅雨 林区 康复 万分 项目 方法 史书 黄牌 文具 文科
        理科 辛苦 游泳 幸福 印象 索性 劳动 师生 何苦
        钱包 毛巾 毛笔 毛衣 毛线 花盆 花瓶 车票 车子 鱼缸 金鱼 牛肉 马路 水杯 水壶 雨伞 雨衣
        """
    )
)


def like_a_name(typed: str) -> bool:
    """Whether plain text is surely meant as a name: a surname with one or two characters, or a dotted name."""
    if DOT in typed:
        return all(2 <= len(part) <= 8 and is_han(part) for part in typed.split(DOT))
    if not is_han(typed) or typed[:2] in _NO_NAMES:
        return False
    if typed[:2] in COMPOUND_SURNAMES:
        return 3 <= len(typed) <= 4
    if not 2 <= len(typed) <= 3 or is_everyday(typed):
        return False
    return typed[0] in SINGLE_SURNAMES or (typed[0] in WORDLIKE_SURNAMES and not is_everyday(typed[:2]))


def is_han(text: str) -> bool:
    """Whether a text is made of Chinese characters only, and of at least one."""
    return bool(text) and all("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U000323af" or c == "〇" for c in text)
