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
    "鞠关查游权盖岳佟肖覃涂付代邸鹿石傅兰荆胥鄢仝郜巫仲郁苑漆"
)

# Surnames that also begin many words.
WORDLIKE_SURNAMES = frozenset("任金江施颜童季谷尤闫佘麦褚卫柏牟缪冼谌邝奚芦喻隋栾党宫席于左齐路安常楼楚沙鲜粟")

# Characters that are read otherwise where they are a surname; several readings with a stroke between.
_READ_AS = """
单 shan 查 zha 仇 qiu 解 xie 翟 zhai 曾 zeng 盖 ge/gai 区 ou 员 yun 朴 piao/pu 覃 qin/tan 冼 xian 洗 xian 缪 miao
任 ren 燕 yan 召 shao 种 chong 乐 yue/le 折 she 祭 zhai 那 na 黑 he/hei 秘 bi 郗 xi/chi 逄 pang 幺 yao 牟 mu/mou
瞿 qu 晁 chao 郇 xun/huan 阚 kan 佴 nai 贲 ben 谌 chen/shen 隗 wei/kui 眭 sui 撒 sa 么 yao 句 gou 哈 ha 干 gan
盛 sheng 石 shi 华 hua 应 ying 宓 mi/fu 繁 po 尹 yin 卜 bu 车 che 都 du 过 guo 宁 ning 令 ling 柏 bai/bo 俞 yu
万俟 mo,qi 尉迟 yu,chi 长孙 zhang,sun 澹台 tan,tai 单于 chan,yu 令狐 ling,hu 宿 su 钻 zuan 纪 ji 闫 yan 逯 lu
"""
SURNAME_READINGS = {
    surname: tuple(tuple(syllable.split("/")) for syllable in said.split(","))
    for surname, said in zip(_READ_AS.split()[::2], _READ_AS.split()[1::2], strict=True)
}
"""For each character of a surname the syllables it is read as, tones left out."""

DOTS = "·•・‧"
LONGEST_HAN_NAME = 4


def surname_of(name: str) -> str:
    """The surname of a Han name; "" for a name that has none, as a minority name with a dot or a long one."""
    if len(name) < 2 or name.isascii() or any(dot in name for dot in DOTS):
        return ""
    if name[:2] in COMPOUND_SURNAMES and len(name) > 2:
        return name[:2]
    return name[0] if len(name) < LONGEST_HAN_NAME else ""
