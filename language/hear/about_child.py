"""The questions about children in the sender's care: what was done, when, how often, and how they are."""

from duty.commands import ShowStudent
from duty.hearing import NotUnderstood, Unclear, WhichStudent
from language.hear.asked import question
from language.hear.message import Message
from language.hear.queries import show
from language.hear.regex import regex

_PAPER = (
    r"(?:记录|档案|资料|页面|主页|情况|近况|信息|历史|内容|明细|卡片|数据|小结|动态|进度|进展|台[账帐]|表现|日志"
    r"|次数|日期|概况|现状|详情|那页|备注|笔记|纪录|小记)"
)
# 「…，你查哈看」, 「…，我自己也糊涂了」, 「…？我记下来了吗」.
_LOOK_IT_UP = (
    r"[,.?! ]+(?:(?:[你您]|帮|能|麻烦|请|给)[^,.?]{0,8}[查看翻瞧瞅核念找说][^,.?]{0,5}"
    r"|我[^,.?]{0,4}(?:忘|记|糊涂|想不|没印象|没数|搞不|拿不)[^,.?]{0,6})"
)
_END = (
    r"(?:是(?:啥|什么)|呢|吧|呀|啊|哈|了|一下|给我|发我|看看|我看|汇总|整理|一份|都|出来"
    r"|来着|近来|最近|哦|谢谢|[ ,.!?~])*"
    rf"(?:{_LOOK_IT_UP})?[ ,.!?~]*$"
)
_FORGOT = r"[,. ]*(?:我)?(?:[都也就又])?(?:忘|记不|不记|想不|不确定|没印象|搞不清|拿不准)[^,.]*"
_SOFT = r"(?:请问?|麻烦|帮我?|帮忙|给我|我想|想|能|老师|那个|一下|我|要|[ ,.])*"
# 「谈没谈」, 「去没去」; but 「谈没谈成」 may deny.
_OR_NOT = regex(r"(?P<verb>[去送访聊谈做打补教辅])[了过]?没有?(?P=verb)(?![成着到上起拢下出完来])")
_PATTERNS = tuple(
    regex(pattern)
    for pattern in (
        rf"^{_SOFT}(?:查|看|调|翻|打开|点开|显示|找|拉|列|导出|发|来|出"
        rf"|了解)[^N,.?!\n]{{0,8}}N[^,.?!\n]{{0,12}}{_PAPER}{_END}",
        r"N(?:同学)?(?:的|D|K|P|全部|所有|以前|之前|历次|历史|最近|往期"
        rf"|近[\d一两二三四五六七八九十几]+(?:天|周|个?月)|过去|我|在校|各项|[ ])*{_PAPER}{_END}",
        r"N[^,.?!\n]{0,12}?(?:怎么样|咋样|怎样|如何|咋了|好吗|好不好|啥情况|什么情况|啥样)(?:了|呀|啊|呢|啦"
        rf"|吗)*{_END}",
        rf"(?:几[次回趟遍个节]|多少(?:次|回|趟|个|节|课时)?|多久)[^,.?!\n]{{0,5}}{_END}",
        r"(?:哪[天日]|几号|几月|什么时候|啥时候?|何时|什么时间|哪一?[次回]|多久[前没未]|第几次|为[嘛么啥什])",
        rf"(?:什么|啥|哪[些科门几])[^,.?!\n]{{0,8}}{_END}",
        r"(?:谁|哪个|哪位)[^,.?!\n]{0,6}(?:谈|聊|访|K|送|补|教|带|负责|做|去|办|打|记)",
        rf"(?:[过了][^,.?!\n]{{0,5}}|K|上)(?:没[有得]?|吗|么|不)[呀啊哇呢哦]*(?:{_FORGOT})?{_END}",
        r"(?<!没)(?:有没有|是不是|有无|是否)(?:已经?|人|都|还|刚|在)?[^,.?!\n]{0,12}(?:K|谈|聊|访|送|补|联系|打|家"
        r"|记|没)",
        r"N(?:还是|或者?)N",
        rf"^{_SOFT}(?:查|看|调|翻|找)(?:一?[下查看翻找])?N(?:的|(?:的|以前|之前|D|历次)+K){_END}",
        rf"^{_SOFT}要?看(?:一?[下看])?N(?:同学)?{_END}",
        r"^N(?:同学)?[ ,]*(?:查|看|翻|调|搜)(?:一?下|[查看翻]|一[查看翻])?(?:呗|吧|呢|哈|啊)*\W*$",
        rf"N的{_PAPER}里?[^,.\n]{{0,12}}(?:吗|么|[有没]没有?|不)\W*$|{_PAPER}里[^,.\n]{{0,6}}(?:有没有|有无|写没写)",
        r"N[^,.?!\n]{0,6}还有(?:几|哪|什么|啥)[^,.?!\n]{0,4}没",
        r"(?:[由是归])(?:谁|哪)|谁(?:在|来)?(?:结对|接|管)|结对(?:的)?(?:老师|教师)",
        r"K没有?(?:K|去|送|访|聊|谈|做|过|得)(?![成着到上起拢下出完来])|(去|送|访|聊|谈|做)[了过]?没有?(?:\1|过|得)(?![成着到上起拢下出完来])|K[了过]没(?:过|得)",
        r"还?来[得不]及(?:吗|么|不|来不及)",
        r"到(?:了)?(?:哪(?:里|儿|一?步|了|$)|什么(?:程度|地步|内容))",
        r"N[^,.?!\n]{0,6}(?:还)?(?:差|欠|缺|剩)(?:什么|啥|哪|几)",
        r"(?:还没|没|未)[^,.?!\n]{0,4}(?:吗|么|吧?\?)",
        r"(?P<lack>[差欠缺])不(?P=lack)|[差欠缺]着?(?:没|吗|么)",
    )
)
# What is asked for is advice.
_ADVICE = regex(
    r"多少钱|合适|注意|该(?:怎么|咋|不该|送|说|谈|先)|要不要|行不行|建议"
    r"|(?<!想想)(?<!想好)(?<!琢磨)(?<!琢磨琢磨)(?:怎么|咋|如何)(?:跟|和|对|开口|办|沟通|谈|聊|劝|教|哄|整|弄|帮)|你觉得|你说|能不能不"
    r"|送(?:点|些)?(?:什么|啥)好"
)


# The sender remembers it, and asks whether that is right.
_RECALLS = regex(r"(?:记得|印象|好像)[^\n]*(?:是不是|对不对|对吧|没错吧|吧[?])\W*$")
_SURELY_ASKS = regex(
    r"(?:几[次回趟遍个节]课?|多少[次回]|来着|[吗么])[了呀啊呢的]*[?]?\s*$|(?P<lack>[差欠缺])不(?P=lack)\W*$|K没(?:K|去|送|访|聊|谈|做)|(?P<verb>[去送访聊谈做])[了过]?没(?P=verb)(?![成着到上])"
    rf"|[了过]哪[些几][^,.\n]{{0,3}}[呀啊呢]?[?]?$|^[^,.:\n]*K(?:备注|笔记|纪录|小记)[?]?$"
    rf"|(?:查|看|调|翻|找)[^,.\n]{{0,6}}N[^,.\n]{{0,8}}{_PAPER}{_END}"
)
# 「谈过心没得，你查哈看」.
_ASKS_AND_SAYS_WHY = regex(rf"[了过][^,.\n]{{0,4}}没[有得]?{_LOOK_IT_UP}\W*$")
_CLAUSES = regex(r"[,.:;!?\n](?=.*\w)")


def about_child(message: Message) -> ShowStudent | WhichStudent | NotUnderstood | None:
    """「张三上次什么时候谈的」, 「张三的家访记录」: the page of the child, where one is meant."""
    text = message.outline.text
    if "N" not in text or message.plain.cut:
        return None
    recalled = _RECALLS.search(text)
    asked = text if recalled else question(text)
    if not asked:
        return None
    if _ADVICE.search(asked):
        return NotUnderstood(Unclear.QUESTION)
    if not recalled and not any(pattern.search(asked) for pattern in _PATTERNS) and not _either(message):
        return None
    named = message.outline.names(0, len(text))
    if len({one.ids for one in named}) > 1:
        return NotUnderstood(Unclear.QUESTION)
    return show(named[0].ids)


def surely_asks(message: Message) -> bool:
    """Whether it can only be a question, whatever deed its words may tell of."""
    text = message.outline.text
    sure = (_SURELY_ASKS, _RECALLS, _ASKS_AND_SAYS_WHY)
    return any(pattern.search(text) for pattern in sure) or _either(message)


def _either(message: Message) -> bool:
    return _OR_NOT.search(message.plain.text) is not None


def is_one_clause(message: Message) -> bool:
    """Whether nothing stands beside the question in which a deed could be told."""
    text = message.outline.text
    return _CLAUSES.search(text) is None or any(one.search(text) for one in (_RECALLS, _ASKS_AND_SAYS_WHY))
