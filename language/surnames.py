"""Chinese surnames: where a name splits."""

# Written without spaces: every two characters are one surname.
_PAIRS = (
    "欧阳司马上官诸葛尉迟皇甫夏侯令狐宇文长孙慕容公孙司徒司空东方独孤南宫端木百里申屠"
    "轩辕钟离闻人澹台濮阳淳于单于太叔仲孙赫连呼延万俟东郭西门左丘公冶宗政第五拓跋鲜于"
    "闾丘亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁夹谷完颜耶律叶赫那拉纳兰段干梁丘"
    "公羊太史子车南门羊舌微生贯丘南荣东里东宫仲长子书子桑即墨达奚褚师归海"
)
COMPOUND_SURNAMES = frozenset(_PAIRS[start : start + 2] for start in range(0, len(_PAIRS), 2))

SINGLE_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜戚谢邹窦章苏潘葛范彭郎鲁韦马苗方俞袁柳鲍"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬卞康伍余卜顾孟黄穆萧尹姚邵汪祁毛禹狄臧戴宋庞熊纪舒屈项祝董梁"
    "杜阮蓝闵贾娄郭梅林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解丁邓洪崔龚程嵇邢裴陆荣翁荀甄曲封"
    "芮储靳邴松段焦侯宁仇栾甘厉戎武符刘景詹龙叶幸司黎薄印宿白蒲邰鄂索赖卓蔺屠蒙池乔闻翟谭贡劳姬申"
    "扶冉宰郦桑桂濮牛燕尚温庄晏柴瞿阎慕连习艾古易廖庾居衡耿匡文寇广欧利师巩聂晁敖冷辛阚简饶曾"
    "鞠关查游权盖岳佟肖覃涂付代邸鹿石"
)

DOTS = "·•・‧"
LONGEST_HAN_NAME = 4


def surname_of(name: str) -> str:
    """The surname of a Han name; "" for a name that has none, as a minority name with a dot or a long one."""
    if len(name) < 2 or name.isascii() or any(dot in name for dot in DOTS):
        return ""
    if name[:2] in COMPOUND_SURNAMES and len(name) > 2:
        return name[:2]
    return name[0] if len(name) < LONGEST_HAN_NAME else ""
