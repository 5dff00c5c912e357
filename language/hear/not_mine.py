"""Whether a message is the sender's own report: not an example, a quotation, an order to the machine, or a pretence."""

from enum import Enum, auto

from language.hear.line import Line
from language.hear.parts import Part
from language.hear.regex import regex


class Voice(Enum):
    """Whose words a message is made of."""

    OWN = auto()
    PERHAPS = auto()
    NOT_OWN = auto()


_OPENS = r"^\W*(?:请|你|您|就|先|来|现在|麻烦|帮我?|给我?|替我|随便|再|把|那)*"
_STAFF = "(?:老师|主任|校长|书记|组长|班主任|教练|辅导员)"
_DEEDS = "(?:[谈聊访]|家访|送|补课|辅导|记|登记)"
# What somebody else is quoted with, an example, or a machine's own words.
_NOT_OWN = regex(
    r"^\W*(?:system|assistant|user)\b|\b(?:system|assistant)\s*:|^>|(?:教程|说明书?|手册|例子|示例"
    r"|格式)[^,.\n]{0,6}(?:写着|是)|试试(?:写法|格式)|引用别人"
    # A pretence, or an order to make one up.
    rf"|{_OPENS}(?:假装|装作|模拟|假扮|冒充|假设|假定|伪造|编造|捏造|虚构|[编造](?:个|一?[条个篇份段次])|谎称|假称|号称)"
    # An order to the machine: 忽略以上…, 你现在是管理员, 把全部学生标记为….
    rf"|{_OPENS}(?:忽略|无视|忘掉|跳过)[^,.\n]{{0,6}}(?:以上|之前|前面|上面|所有|一切|指令|规则|限制|设定|提示|要求)"
    rf"|{_OPENS}(?:现在是|是|作为|进入|切换到?)[^,.\n]{{0,6}}(?:管理员|超级用户|系统|开发者|root|admin|校长模式|机器人)"
    r"|^\W*(?:开发者?|管理员?|调试|上帝|超级|维护|工程师?|root|admin|debug)(?:用户)?模式"
    r"|(?:标记|设置?|批量[^,.\n]{0,4})[为成](?:全部)?(?:已|完成)|都[设标]为"
    # An order for a text.
    rf"|{_OPENS}(?:复述|跟我[念说读]|(?:生成|写|拟|编写|起草|做|出)(?:个|一?[条个篇份段])"
    rf"|翻译|润色|改写|(?:这句|这段|下面)[^,.\n]{{0,6}}(?:改|翻译|润色))"
    r"|翻译成|(?:改|写)(?:得)?(?:通顺|漂亮|好看)"
    rf"|^\W*(?:例如|比如|譬如|假如)(?![说]).*(?:怎么|咋|要|吗|如何|什么)"
)
# Behind these a report may be only tried out, or somebody else's.
_PERHAPS = regex(
    rf"^\W*(?:请)?(?:测试|试一?下|试试|例子?|例句|示例|举例|样例|范例|格式|写法|比如说?|例如|譬如|转发?|转载|引用|转自|摘自|截图|来自|链接"
    rf"|重复|系统|提示|通知|公告|输出|返回)[^,.\n]{{0,5}}[: \])】]"
    rf"|^\W*[\u4e00-\u9fff]{{1,3}}{_STAFF}\W*(?:\d{{1,2}}:\d{{2}}\W*)?[:\n]"
    r"|^\W*(?:<(?!b>|br)[!a-z]|/[/*]|https?:|www\.|[a-z_.]+\(|(?:echo|eval|exec|run|curl|select|insert|update|delete)\b)"
    rf"|^\W*(?:先|提前|预先|领导要|检查)[^.\n]{{0,8}}(?:打个?卡|登记|记上|记一).*(?:补|再|后)"
    rf"|(?:别人|他们|领导|同事|有人|上面|学校|校长|主任)(?:让|叫|要|逼|催)我(?:写|填|记|报)"
    rf"|其实(?:我)?(?:还|根本|并|也|都)*没(?=$|[,.\n]|{_DEEDS})|(?:嘴上|表面上?|名义上|对外|记录上)(?:说|写|是|[和跟与去家])|就(?:说|写|报)我"
    # What is only wished.
    r"|^\W*(?:但愿|真?希望|真想|恨不得|巴不得|除非)"
)
_QUOTED = regex('["“「『][^"“”「」『』\n]{3,}["”」』]')
# What is said before a quotation, or behind it of the quotation.
_SPOKEN_OF = regex(r"\w.*Q|Q\W*(?:是什么|啥|的?意思|发过去|没反应|没回|收到|翻译|能|可以|行|对吗|这样|这句|怎么|[吗?])")


def voice(line: Line) -> Voice:
    """Whose words the stretches of a message are."""
    if _NOT_OWN.search(line.text):
        return Voice.NOT_OWN
    return Voice.PERHAPS if _PERHAPS.search(line.text) or _quotes_a_deed(line) else Voice.OWN


def _quotes_a_deed(line: Line) -> bool:
    """Whether the only deeds stand in quotation marks, and something else beside these: 「发“已谈心 张三”没反应」."""
    quoted = [found.span() for found in _QUOTED.finditer(line.text)]
    deeds = [token.start for token in line.tokens if token.part is Part.DEED]
    inside = [any(start <= deed < end for start, end in quoted) for deed in deeds]
    return bool(deeds) and all(inside) and _SPOKEN_OF.search(_QUOTED.sub("Q", line.text)) is not None
