"""Surnames of two characters: where a Chinese name splits."""

# Written without spaces: every two characters are one surname.
_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶"
    "太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良"
    "漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生公户公玉公仪梁丘公仲"
    "公上公门公山公坚左丘公伯西门公祖第五公乘贯丘公皙南荣东里东宫仲长子书子桑即墨达奚"
    "褚师纳兰归海完颜耶律"
)
COMPOUND = frozenset(_PAIRS[start : start + 2] for start in range(0, len(_PAIRS), 2))
DOTS = "·•・‧"
LONGEST_HAN_NAME = 4


def surname_of(name: str) -> str:
    """The surname of a Han name; "" for a name that has none, as a minority name with a dot or a long one."""
    if len(name) < 2 or any(dot in name for dot in DOTS):
        return ""
    if name[:2] in COMPOUND and len(name) > 2:
        return name[:2]
    return name[0] if len(name) < LONGEST_HAN_NAME else ""
