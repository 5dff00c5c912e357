"""Which grade or class a question is about, whose duties, and who is without a mentor or a child to care for."""

from duty.commands import GapKind, ShowGaps, ShowLedger, ShowProgress, ShowTodo
from duty.hearing import Heard
from duty.kinds import Kind
from language.hear.asked import question
from language.hear.message import Message
from language.hear.numerals import CN
from language.hear.regex import regex

_N = rf"(?:\d{{1,2}}|{CN}{{1,2}})"
_GRADE_SAID = rf"(?:{_N}年级|[初高][一二三123](?:年级)?|(?:20)?\d\d级)"
CLASS = regex(
    rf"(?:{_GRADE_SAID}|(?<![\d一二三四五六七八九十第])[一二三四五六七八九1-9](?=[(\d一二三四五六七八九十]))?[(]?{_N}[)]?班(?!主任|会|委)"
)
GRADE = regex(rf"(?<![\d第]){_GRADE_SAID}(?!主任|组长)")
_OWN = regex(r"(?<![发给帮])我(?!们?[班校年])|本人|俺|咱(?!们?[班校])")
_BY_NAME = regex(r"谁|哪(?!里|儿|天|年|了|一?步)|名单|名字|列(?:一?下|出|表)|边个")
_STAFF = regex(r"老师|教师|辅导员|班主任|党员|干部|同事")
_STILL_MINE = regex(r"[剩差欠缺漏]|落下|遗漏|该|轮到|下一?个|接下来|要|任务|待办|清单")
_NOT = regex(r"没|未|冇|空着")
_AT_HOME = regex(r"(?:去|到|上|走|跑)过?(?:[^,.\n]{0,3})(?:家|门|户)|访|家[^,.\n]{0,4}[没未](?:有)?人?(?:去|走|跑|到)")
_BY_PHONE = regex(r"电话|联系|联络")
_TAUGHT, _GIVEN, _TALKED = regex(r"辅导|补课|帮扶"), regex(r"送(?!到)|慰问"), regex(r"谈|聊|倾")

# 「谁还没结对」, 「哪些老师名下没有学生」, 「还有哪些学生没人管」.
_WITHOUT = (
    r"(?:没|未|没有|还没|尚未|无|冇)(?:有|被|得|安排|落实|分配|配|找|上|到|一个)*(?:结对|结上对|对子|配对|帮扶(?:老师|教师|人|对象|责任人)|结对(?:老师|教师|学生|对象|孩子|人)|(?:老师|导师|人)(?:来)?(?:结对|管|带|负责|包|认领|帮扶|接手)"
    r"|分配?(?:老师|学生|出去|到人)|(?:认领|分配|安排)(?:学生|老师|导师|对象|孩子)?|配(?:上)?(?:老师|导师)|带学生|导师|责任人)"
)
_UNPAIRED = regex(
    rf"{_WITHOUT}|(?:老师|教师|导师)[^,.\n]{{0,8}}(?:没|没有|无|未带)(?:一个)?(?:结对)?(?:学生|孩子|娃|对子)"
)
_ASKS_WHOM = regex(r"谁|哪|名单|有没有|有无|几[个位名]|多少|列|查|看|发|还有|边个|^(?:[^,.\nN]{0,8})(?:的|名单)?$")
_NUMBER = regex(r"率|数(?!学)|情况|统计|进度|汇总|比例")
_OF_OURS = r"(?:K|谈心|谈话|家访|慰问|送温暖|帮扶|辅导|联系|走访|结对|活动|工作|包保|成长|四个一)"
_BOOK = regex(
    r"台[账帐]"
    rf"|{_OF_OURS}+(?:记录|登记)(?:表|册|本|簿)|{_OF_OURS}(?:手册|档案)"
    r"|^(?:[我帮要给把请你的一份下载导出打印发]|本学期|D|这学期|上学期)*记录(?:表|册|本)"
    rf"|(?:导出|下载|打印|导|拉)(?:一?[下份]|D|本学期|我的|全部|所有)*{_OF_OURS}+(?:的)?记录\W*$"
)
_OTHER_BOOKS = regex(
    r"台[账帐].*台[账帐]|卫生|食品|消防|安全|隐患|资产|食堂|财务|设备|用药|药品|营养|收费|头大|烦|累|太多"
)
_SHORT = 20
_NO_BOOK = regex(
    r"N|怎|咋|如何|吗|填|交|写|做(?!份)|改|错|丢|要不要|模板|格式|拍|照|签|了|过(?!来)|没|检查|补(?!发)|带|哪"
)


def pairing_gaps(message: Message) -> ShowGaps | None:
    """「谁还没结对」, 「还有哪些学生没人管」: who has no mentor, or no child; how many that are is a number."""
    text = message.outline.text
    if message.plain.cut or set("NP他她") & set(text) or _OWN.search(text):
        return None
    plain = message.plain.text
    if not question(text) or not _UNPAIRED.search(plain) or not _ASKS_WHOM.search(plain) or _NUMBER.search(plain):
        return None
    grade, class_name = whose(message)
    return ShowGaps(None, GapKind.PAIRING, grade, class_name)


def ledger(message: Message) -> ShowLedger | None:
    """「台账」, 「家访台账给我一份」, 「下载谈心记录表」."""
    text = message.outline.text
    if message.plain.cut or len(text) > _SHORT or not _BOOK.search(text):
        return None
    if _NO_BOOK.search(text) or _OTHER_BOOKS.search(text):
        return None
    kinds = set(message.outline.kinds(0, len(text)))
    # 帮扶 is what the whole book is of.
    return ShowLedger(kinds.pop() if len(kinds) == 1 and "帮扶" not in message.plain.text else None)


def who_is_left(message: Message) -> ShowTodo | ShowGaps | ShowProgress:
    """What a question for what is still to be done asks: for one's own list, or who is without a deed of a kind."""
    text = message.plain.text
    grade, class_name = whose(message)
    by_name = _BY_NAME.search(text) is not None
    kind = _kind(message)
    if grade or class_name:
        return ShowProgress(kind, grade, class_name, by_name)
    of_others = _STAFF.search(text) or (kind and not _STILL_MINE.search(text))
    if _OWN.search(text) or not (of_others and by_name and _NOT.search(text)):
        return ShowTodo()
    return ShowGaps(kind, GapKind.DEEDS)


def overview(message: Message, kind: Kind | None) -> ShowProgress:
    """How far it is, of the grade or class that was named."""
    return ShowProgress(kind, *whose(message))


def more_exactly(heard: Heard, message: Message) -> Heard:
    """What a message as a whole was taken for, with whom and what its words name."""
    text = message.plain.text
    if heard == ShowTodo() or (heard == ShowProgress() and _BY_NAME.search(text) and _NOT.search(text)):
        return who_is_left(message)
    return overview(message, _kind(message)) if heard == ShowProgress() else heard


def whose(message: Message) -> tuple[str, str]:
    """The one grade or the one class that is named, as typed; a class says its grade itself."""
    plain = message.plain
    classes = {plain.typed[plain.at[one.start()] : plain.at[one.end() - 1] + 1] for one in CLASS.finditer(plain.text)}
    grades = {plain.typed[plain.at[one.start()] : plain.at[one.end() - 1] + 1] for one in GRADE.finditer(plain.text)}
    if len(classes) == 1:
        return "", classes.pop()
    return (grades.pop(), "") if len(grades) == 1 and not classes else ("", "")


def _kind(message: Message) -> Kind | None:
    """The kind of deed that is asked for, also by a word that alone records nothing."""
    kinds = set(message.outline.kinds(0, len(message.outline.text)))
    if len(kinds) == 1:
        return kinds.pop()
    text = message.plain.text
    rows = (
        (_AT_HOME, Kind.HOME_VISIT),
        (_BY_PHONE, Kind.CONTACT),
        (_GIVEN, Kind.WARMTH),
        (_TAUGHT, Kind.HELP),
        (_TALKED, Kind.TALK),
    )
    return None if kinds else next((kind for pattern, kind in rows if pattern.search(text)), None)
