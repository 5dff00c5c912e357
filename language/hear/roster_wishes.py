"""What only the roster can change: a child to be paired or let go, a child or a teacher that leaves or is away."""

from duty.commands import ChangeRoster, RosterWish
from language.hear.asked import is_question, is_reported
from language.hear.everyday import is_everyday
from language.hear.message import Message
from language.hear.normalise import DOT
from language.hear.regex import regex
from language.hear.unknown_names import is_han, like_a_name
from language.surnames import COMPOUND_SURNAMES, SINGLE_SURNAMES, WORDLIKE_SURNAMES

_PAIR = r"(?:结对|结成?(?:了)?对(?:子)?|配对|绑定|认领|结成帮扶|帮扶对象|对子)"
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
    r"|结对|负责)"
)
_ADDED = regex(
    rf"{_PAIR}"
    rf"|(?:^|[ ,.]|请|帮我?|给我|想|要|再)(?:[^,.\n]{{0,4}}){_ADD}(?:[ :]|学生|孩子|同学|一下|一?[个名位]|$"
    r"|[^,.\n]{0,8}(?:进来|学生|同学|名下|我这))|(?:加|添|拉|分)(?:进来|(?:到|给)我(?:名下|这|带)?)"
)
_SWAPPED = regex(r"把N[^,.\n]{0,4}换成(?P<new>[\u4e00-\u9fff·]{2,4})")
_TOLD = regex(r"K[^,.]{0,3}[了过完]")
_ASKS = regex(r"几|多少|谁|哪|什么|啥|怎|咋|如何")
_ASKS_WHETHER = regex(r"[了过](?:吗|没有?)\W*$|是我吗")
_NO_WISH = regex(
    r"不是我?结对|我结对的(?:[^,.]{0,6}(?:孩子|学生|娃))?(?!还|有)"
    r"|(?:结对|K)(?:的)?(?:情况|进展|数|率|孩子K|老师|会议|工作|推进|仪式|活动|培训|方案|总结|材料|表)"
)

_AWAY = (
    r"(?:请[^,.\n他她]{0,6}假|(?:病|事|产|婚|丧|长|陪产|探亲|护理)假|假条|休学|复学|销假|转学|转[走班校园](?!告)"
    r"|转[到去往入出][^,.\n]{0,10}|转至|退学|退班|辍学|离校|离职|调走|调离|调到|调班|调去|入伍|参军|当兵|毕业了"
    r"|返校|复课|回校了?(?=$|[ ,.])|转来(?=我|了|的|$)"
    r"|(?:去|到|在)[^,.\n我]{1,6}(?:上学|读书|念书|就读|上高中|上初中)|升学|学籍|居家隔离|隔离|住院|集训|借读|走读"
    r"|保留学籍|停学|休假|产检|开除|借调|支教|挂职|退休|出国|移民|随迁|转回|(?:在家|卧床"
    r"|居家)[^,.\n]{0,3}(?:休养|养伤|养病|静养)|不在(?:我们|咱们?)(?:学校|校|班)了?(?=$|[ ,.])|换(?:学校|班))"
)
_LEAVES = regex(_AWAY)
# What a child says, fears or dreams of is no news of it; what makes a deed fail is its reason.
_NO_LEAVE = regex(
    r"转(?:到|去|往|入|出)(?:了)?(?:正题|话题|黑板|后面|前面|身|一圈|操场|办公室|别的话|群里|我)|住院(?:费|部)"
    r"|毕业(?:班|照|典礼|后)|学籍(?:卡|号)|搬(?:桌|书|东西|椅)"
    r"|(?:想|要不要|打算|担心|怕|梦见|听说|如果|要是|万一|喊着|闹着|嚷着|为什么|为啥|怎么)[^,.\n]{0,4}$"
)
_TELLS = regex(
    r"(?:谈|聊|商量|家访|沟通|辅导|补课|送了|送去|慰问|打了?电话|通了?电话|通话|联系|看望|探望|走访|讲|打(?:过|通)|说了"
    r"|微信|电话|去[^,.\n]{0,6}家|答疑|帮扶|没找到|没见|没去|没谈|补(?:了|习|数|英|语|作)|买了|见了)"
)
_TAKE_OVER = regex(
    r"(?:请|安排|找|让|由|换|麻烦)[^,.\n]{0,6}(?:别人|其他老师|别的老师|同事|老师|谁|人)[^,.\n]{0,6}(?:代|替|接|顶"
    r"|带|管|负责)(?!我?K)|换人(?:接|带|管|代)|(?:代|替|接)(?:管|我带|我管|一下我|替我)|请安排别人"
    r"|(?:我|本人|老师)[^,.\n]{0,10}(?:产假|病假|休假|请假|离职|退休|调[走到去往离回]|支教|借调|出差|住院"
    r"|不(?:再)?(?:当班主任|带班|带这个班))[^N]*(?:孩子|学生|结对|娃|代|替|接)"
)
_ASKS_WHO = regex(r"[由归](?:谁|哪)|是(?:谁|哪)[^,.\n]{0,6}(?:带|管|负责|结对|接)")
_BEFORE = (
    r"(?:结对|配对|对子|绑定|添加|新增|增加|认领|加|和|跟|与|同|把|叫|是|带|让|学生|同学|孩子|个|位|班的?|级的?|的"
    r"|[ :,、]|^)"
)
_BEHIND = r"(?=同学|小朋友|结|绑|配|加|进|这|也|一起|为|做|成|没|到|的|换|从|分|转|和|跟|与|、|[ ,.(:!?\n]|$)"
_NAME = regex(rf"(?:{_BEFORE})(?P<name>[\u4e00-\u9fff]{{2,}}?·[\u4e00-\u9fff]{{2,8}}|[\u4e00-\u9fff]{{2,4}}?){_BEHIND}")
_SURNAMES = SINGLE_SURNAMES | WORDLIKE_SURNAMES


def roster_wish(message: Message) -> ChangeRoster | None:
    """「结对 李四」, 「解除结对 张三」, 「把张三换给别的老师」."""
    text = message.outline.text
    if message.plain.cut or _TOLD.search(text):
        return None
    ids = _ids(message)
    swapped = _SWAPPED.search(text)
    if swapped and (swapped["new"][0] in _SURNAMES or swapped["new"][:2] in COMPOUND_SURNAMES) and _ADDED.search(text):
        return ChangeRoster(RosterWish.PAIR, (), (swapped["new"],))
    if _LET_GO.search(text) and not _ASKS.search(text):
        return ChangeRoster(RosterWish.UNPAIR, ids)
    if _TAKE_OVER.search(text) and not _ASKS_WHO.search(text):
        return ChangeRoster(RosterWish.LEAVE, ids)
    if _ASKS.search(text) or _NO_WISH.search(text) or _ASKS_WHETHER.search(text):
        return None
    if not _ADDED.search(text) or ("N" in text and "K" in text):
        return None
    return ChangeRoster(RosterWish.PAIR, ids, _strangers(message))


def leaving(message: Message) -> ChangeRoster | None:
    """「张三转学了」, 「李四请假三天」, 「我休产假，请安排别人」; what also tells of a deed is left to its reader."""
    text = message.outline.text
    if message.plain.cut or _TELLS.search(message.plain.text):
        return None
    found = _LEAVES.search(text)
    about = "N" in text or len(message.care.spoken) == 1
    away = (
        found
        and about
        and not _NO_LEAVE.search(text[: found.end()])
        and not is_reported(text)
        and not is_question(text)
    )
    return ChangeRoster(RosterWish.LEAVE, _ids(message)) if away else None


def _ids(message: Message) -> tuple[int, ...]:
    named = message.outline.names(0, len(message.outline.text))
    return tuple(dict.fromkeys(one.ids[0] for one in named if len(one.ids) == 1))


def _strangers(message: Message) -> tuple[str, ...]:
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
