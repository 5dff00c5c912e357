"""What only the roster can change: a child to be paired, let go, or taken over by another teacher."""

from duty.commands import ChangeRoster, RosterWish
from language.hear.everyday import is_everyday
from language.hear.grammar import Ask
from language.hear.message import Message
from language.hear.normalise import DOT
from language.hear.regex import regex
from language.hear.unknown_names import is_han, like_a_name
from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES, WORDLIKE_SURNAMES

_PAIR = r"(?:结对|结成?(?:了)?对(?:子)?|结亲|结一?个对(?:子)?|配对|绑定|认领|结成帮扶|帮扶对象|对子)"
_ADD = r"(?:添加|新增|增加|加上|加入|加进|加个|加一[个下位名]|加到|补加|录入学生|再加|配上|配个)"
_LET_GO = regex(
    r"(?:解除|取消|撤销|终止|停止|结束|不再|不想再?|别再|退出|断开|撤了?|去掉|删掉?|解|撤掉"
    rf"|中止)[^,.\n]{{0,12}}{_PAIR}"
    rf"|{_PAIR}(?:关系)?(?:[^.\n]{{0,8}})(?:退出|解除|取消|撤销|撤了|撤掉|解了|终止|结束|去掉|删|不要|作废|停)|解绑"
    r"|解除绑定|取消绑定|不(?:跟|和|与|同)N[^,.\n]{0,4}(?:结对|结了|做对子)"
    r"|(?:从|把)[^,.\n]{0,10}(?:名下|名单|列表|我这儿?|名册|学生里)(?:里|中)?(?:移除|移出|删|去掉|拿掉|划掉|剔"
    r"|除名|转出|移走|清)|(?:移除|移出|删除|剔除|去掉)(?:学生|孩子|同学|结对)+[ :]*N|(?:解除|移除|移出|退掉)N"
    r"|把N[^,.\n]{0,6}(?:移出|移除|踢出|剔出|从我)|不(?:再|想)?带N了"
    r"|N[^,.\n]{0,8}不(?:再)?(?:归|由|用|是)我(?:的)?(?:管|带|学生|结对|孩子|负责)?了?(?=$|[ ,.])|不(?:再)?结对"
    r"|(?:删掉?|去掉|移除)我?(?:的)?(?:名下|名单|这[里儿])|N[^,.\n]{0,4}(?:换|转|交)给[^,.\n]{1,4}(?:老师|O)"
    r"|把N[^,.\n]{0,4}(?:换|转|交|移|调|分)(?:给|到|去)(?:了)?(?:别的|其他|别人|另外?|其它|[^,.\n]{1,3}老师|O)"
    r"|N[^,.\n]{0,6}(?:不归我|不是我的?(?:学生|结对)|不由我|归别人|换(?:给|了)别的?老师)[^,.\n]{0,4}(?:管|带|了"
    r"|结对|负责)|解对(?!话)|N[^,.\n]{0,4}(?:给|从)我[^,.\n]{0,4}(?:移出|移除|移走|划掉|去掉|删)"
)
# 「再给我配一个孩子，叫…」, 「我想带上…这个孩子」, 「绑一下…」
_ONE_MORE = (
    r"(?:再|多|另外)[^,.\n]{0,4}?(?:配|添|结|带|加|安排|分|收)[上下]?[一1两]?[个名位](?=[ ,:]|孩子|学生|娃|同学|$)"
    r"|(?:愿意|想|要|申请)[^,.\nN]{0,3}(?:带上?|收下?)[^,.\nN]{2,6}这个?(?:孩子|学生|娃)|(?:^|[ ,.])绑(?:一下|个|上)"
)
# 「我愿意做张小凡的结对老师」, 「张三的帮扶责任人换成曲老师」
_RESPONSIBLE = regex(
    r"(?:愿意|想|要|申请|让我)[^,.\n]{0,3}[做当][^,.\n]{2,8}(?:的|K)(?:结对|K)?(?:老师|教师|责任人)"
    r"|N的?(?:结对|K)?(?:责任人|老师|教师|人)(?:换|改|变更|调整)(?:成|为|给)(?![^,.\n]*了)"
)
_ADDED = regex(
    rf"{_PAIR}|{_ONE_MORE}|{_RESPONSIBLE.pattern}"
    rf"|(?:^|[ ,.]|请|帮我?|给我|想|要|再)(?:[^,.\n]{{0,4}}){_ADD}(?:[ :]|学生|孩子|同学|一下|一?[个名位]|$"
    r"|[^,.\n]{0,8}(?:进来|学生|同学|名下|我这))|(?:加|添|拉|分)(?:进来|(?:到|给)我(?:名下|这|带)?)"
)
_SWAPPED = regex(r"把N[^,.\n]{0,4}换成(?P<new>[\u4e00-\u9fff·]{2,4})")
_TOLD = regex(r"K[^,.]{0,3}[了过完]|已经?K")
_ASKS = regex(r"几|多少|谁|哪|什么|啥|怎|咋|如何")
_ASKS_WHETHER = regex(r"[了过](?:吗|没有?)\W*$|是我吗")
_NO_WISH = regex(
    r"不是我?结对|结对[^,.\n]{0,4}台[账帐]|我结对的(?:[^,.]{0,6}(?:孩子|学生|娃))?(?!还|有)"
    r"|(?:结对|K)(?:的)?(?:情况|进展|数|率|孩子K|老师|会议|工作|推进|仪式|活动|培训|方案|总结|材料|表|总数|人数)"
)

_TAKE_OVER = regex(
    r"(?:请|安排|找|让|由|换|麻烦)[^,.\n]{0,6}(?:别人|其他老师|别的老师|同事|老师|谁|人)[^,.\n]{0,6}(?:代|替|接|顶"
    r"|带|管|负责)(?!我?K)|换人(?:接|带|管|代)|(?:代|替|接)(?:管|我带|我管|一下我|替我)|请安排别人"
    r"|(?:我|本人|老师)[^,.\n]{0,10}(?:产假|病假|休假|请假|离职|退休|调[走到去往离回]|支教|借调|出差|住院"
    r"|不(?:再)?(?:当班主任|带班|带这个班))[^N]*(?:孩子|学生|结对|娃|代|替|接)"
)
_ASKS_WHO = regex(r"[由归](?:谁|哪)|是(?:谁|哪)[^,.\n]{0,6}(?:带|管|负责|结对|接)")
_BEFORE = (
    r"(?:结对|配对|对子|绑定|添加|新增|增加|认领|加|绑一下|绑|带上|做|当|和|跟|与|同|把|叫|是|带|让|学生|同学|孩子|个|位|班的?|级的?|的"
    r"|[ :,、]|^)"
)
_BEHIND = r"(?=同学|小朋友|结|绑|配|加|进|这|也|一起|为|做|成|没|到|的|换|从|分|转|和|跟|与|、|[ ,.(:!?\n]|$)"
_NAME = regex(rf"(?:{_BEFORE})(?P<name>[\u4e00-\u9fff]{{2,}}?·[\u4e00-\u9fff]{{2,8}}|[\u4e00-\u9fff]{{2,4}}?){_BEHIND}")
_SURNAMES = SINGLE_SURNAMES | WORDLIKE_SURNAMES


def roster_wish(message: Message) -> ChangeRoster | None:
    """「结对 李四」, 「解除结对 张三」, 「把张三换给别的老师」, 「我下周出差，请王老师代管」."""
    text = message.outline.text
    relayed = message.opened is not None and message.opened.asks is Ask.RELAY
    if message.plain.cut or relayed or _TOLD.search(text):
        return None
    ids = children_in(message)
    swapped = _SWAPPED.search(text)
    if swapped and (swapped["new"][0] in _SURNAMES or swapped["new"][:2] in COMPOUND_SURNAMES) and _ADDED.search(text):
        return ChangeRoster(RosterWish.PAIR, (), (swapped["new"],))
    if _LET_GO.search(text) and not _ASKS.search(text):
        return ChangeRoster(RosterWish.UNPAIR, ids)
    if _TAKE_OVER.search(text) and not _ASKS_WHO.search(text):
        return ChangeRoster(RosterWish.LEAVE, ids)
    about_it = _NO_WISH.search(text) and not _RESPONSIBLE.search(text)
    if _ASKS.search(text) or about_it or _ASKS_WHETHER.search(text):
        return None
    if not _ADDED.search(text) or ("N" in text and "K" in text and not _RESPONSIBLE.search(text)):
        return None
    return ChangeRoster(RosterWish.PAIR, ids, strangers(message))


def children_in(message: Message) -> tuple[int, ...]:
    """The children in care whom a message names beyond doubt."""
    named = message.outline.names(0, len(message.outline.text))
    return tuple(dict.fromkeys(one.ids[0] for one in named if len(one.ids) == 1))


def strangers(message: Message) -> tuple[str, ...]:
    """Names as typed of children who are not in care."""
    text = message.outline.text
    found: list[str] = []
    here = 0
    while match := _NAME.search(text, here):
        name = match["name"]
        # 「何雨霏和高远」: beside a name an ordinary word is a name as well.
        if _is_a_name(name) or (found and _has_surname(name)):
            found.append(name)
            here = match.end()
        else:
            here = match.start() + 1
    return tuple(dict.fromkeys(found))


def _is_a_name(name: str) -> bool:
    if DOT in name:
        return True
    return like_a_name(name) or (not is_everyday(name) and _has_surname(name))


def _has_surname(name: str) -> bool:
    return is_han(name) and 2 <= len(name) <= 3 and name[0] in _SURNAMES
