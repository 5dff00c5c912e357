"""How a deed was done, as far as its words say it, and why one could not be."""

import re
from dataclasses import replace

from duty.commands import CouldNot, NamesStudent, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood, WhichDay, WhichKind, WhichStudent
from duty.kinds import Kind
from duty.policy import Mode, Reason
from language.hear.event import Event
from language.hear.masked import Masked
from language.hear.message import Message
from language.hear.normalise import fold
from language.hear.regex import regex
from language.hear.sentence import events

# What was spoken of, or lies around, and is no way to speak.
_NO_WAY = (
    r"(?!(?:的?(?:事|问题|内容|作业|游戏)|号|群|费|卡|亭|手表|红包|转账|转了|支付|里的|记录|没|不通|打不通"
    r"|约|叫|喊|通知|请))"
)
_NOT_OF = r"(?<![玩看刷拍录加关偷修刷])(?<!没收)(?<!关于)"
_ONLINE = (
    rf"{_NOT_OF}(?:视频|线上|网上|网络|微信|企微|qq|钉钉|语音|腾讯会议|云(?=家访|走访|端|谈)|远程|连线|在线){_NO_WAY}"
)
_PHONE = rf"{_NOT_OF}(?:电话|通(?:了|过)?(?:T|一?会儿?|半天)?话|致电|去电|来电|电联|电访|打给|拨通|打通了){_NO_WAY}"
_WRITTEN = r"短信|书信|写信|写了(?:一?封)?信|信件|书面|留言|便条|纸条|字条"
_IN_PERSON = r"入户|上门|登门|面谈|当面|面对面|实地|见了?面|来校|到校|来学校|到学校|[碰遇](?:到|上|见)"
_BY_WORDS = (
    (Mode.ONLINE, regex(_ONLINE)),
    (Mode.PHONE, regex(_PHONE)),
    (Mode.WRITTEN, regex(_WRITTEN)),
    (Mode.IN_PERSON, regex(_IN_PERSON)),
)
_WORD = r"(?:视频|线上|网上|微信|企微|qq|钉钉|语音|远程|电话|面谈|当面|面对面|入户|上门)"
# Behind the deed: 「家访 张三 视频」, 「跟张三谈了，电话里谈的」.
_BEHIND = regex(
    r"(?:N(?:同学)?|[了过心话]|一?次|[ (,]|的)*[ (,](?:用的?|是|通过|在|采用|走的?)*"
    rf"(?P<way>{_WORD}(?:电话|通话|语音|视频)?)"
    r"(?:上|里|中|方式|形式|谈|聊|打|家访|访|沟通|进行|联系)*(?:的|了)?[ )]*(?:$|[,.\n)])"
)
_MARKS = ",.:\n"

_KIN = r"[奶爷爸妈姐哥叔姑舅婆公亲长母父人]"
_WHY: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.OTHER_MODE,
        regex(
            r"[换改]了?(?:个|种|一种)?方式|"
            r"(?:改|换|转)(?:成|为|用|打|了|到|做|发)*(?:个|了)?(?:电话|视频|微信|线上|语音|网上)|(?:电话|视频|微信|线上|语音)(?:联系|沟通|家访|聊|谈|代替|替代)(?:了|过)|(?:用|以|通过)(?:电话|视频|微信|语音)(?:代替|替代|联系|沟通|聊|谈)"
        ),
    ),
    (Reason.MOVED, regex(r"搬(?:家|走|迁|到|去)|转(?:学|走|校)|迁走|拆迁|退学|转到")),
    (
        Reason.ILL,
        regex(
            rf"(?<!{_KIN})(?<!{_KIN}[刚在又都也])(?:生病|病了|病倒|住院|发(?:高)?烧|手术|水痘|流感|甲流|感冒|肺炎|隔离|请?病假|骨折|不舒服|拉肚子|肚子疼)"
        ),
    ),
    (
        Reason.REFUSED,
        regex(
            r"不让|不肯|不愿|不想|[婉回谢]?拒绝?|谢绝|(?:不|没|未)同意|不配合|不理|不接受|不欢迎|[不没][肯要]?收(?![到拾])|轰|躲着?|不见(?!了|人)|不[用要](?:来|去|家访)|别(?:来|去)|不开门|不要我|不准|不许|嫌|回绝|推辞|抵触"
        ),
    ),
    (
        Reason.ABSENT,
        regex(
            r"不在|没(?:有|得)?人|冇人|无人|外出|出门|外地|没来|没到(?![货手账位])|没去学校|请(?:了)?(?:事|长)?假|缺席|出差|上班|加班|干活|下地|打工|没等到|等不到|没[见碰找]|锁|铁将军|扑了?个?空|走亲戚|回(?:了)?老家|没开门|没(?:有)?接|不接|打不通|没打通|接不通|关机|停机|空号|占线|挂了"
        ),
    ),
    (
        Reason.REFUSED,
        regex(rf"不(?:太|大|是?很|怎么)?方便|不便|不合适|{_KIN}[^,.，。]{{0,4}}(?:没空|没时间|太忙|很忙|忙着?)"),
    ),
)


def with_manner(heard: Heard, message: Message) -> Heard:
    """With the mode of each deed, and the reason of what could not be."""
    match heard:
        case RecordDeed() | RecordSeveral() | CouldNot():
            return _manner(heard, message)
        case (
            Confirm(RecordDeed() as deed) | NotUnderstood(then=RecordDeed() as deed) | WhichDay(deed) | WhichKind(deed)
        ):
            told = _deed(deed, message, _told(message), alone=True)
            return replace(heard, command=told) if isinstance(heard, Confirm) else replace(heard, then=told)
        case Confirm(RecordSeveral() as several):
            return Confirm(_several(several, message))
        case WhichStudent(then=then):
            return replace(heard, then=_manner(then, message))
        case _:
            return heard


def why(reason: str) -> str:
    """The value of the Reason that the sender's words say; "" where they say none."""
    if not any(character.isalnum() for character in reason):
        return ""
    said = fold(reason)
    return next((one for one, words in _WHY if words.search(said)), Reason.OTHER).value


def _manner(command: NamesStudent, message: Message) -> NamesStudent:
    match command:
        case RecordDeed():
            return _deed(command, message, _told(message), alone=True)
        case RecordSeveral():
            return _several(command, message)
        case CouldNot():
            return _reasoned(command)
        case _:
            return command


def _several(command: RecordSeveral, message: Message) -> RecordSeveral:
    told = _told(message)
    deeds = tuple(_deed(deed, message, told, alone=False) for deed in command.deeds)
    return replace(command, deeds=deeds, could_not=tuple(_reasoned(one) for one in command.could_not))


def _reasoned(tried: CouldNot) -> CouldNot:
    return replace(tried, why=why(tried.reason))


def _told(message: Message) -> list[Event]:
    """The deeds that it tells of; none where no word says how, for most messages are passed over so."""
    said = any(words.search(message.masked.text) for _, words in _BY_WORDS)
    return events(message.masked, message.today)[0] if said else []


def _deed(deed: RecordDeed, message: Message, told: list[Event], *, alone: bool) -> RecordDeed:
    masked, ids = message.masked, set(deed.student_ids)
    own = [one for one in told if one.kind is deed.kind and (not one.named or not ids or ids & _ids(one))]
    modes = {mode for one in own if (mode := _mode_at(masked, one.start, one.end, deed.kind))}
    if not own and alone and deed.kind is Kind.CONTACT:
        # 「电话里和张三聊了聊」: the call is told of, and read as the deed.
        head = masked.text.partition(":")[0]
        modes = {mode for mode in (_mode(head, head),) if mode}
    return replace(deed, mode=modes.pop()) if len(modes) == 1 else deed


def _ids(event: Event) -> set[int]:
    return {child for one in event.named for child in one.ids}


def _mode_at(masked: Masked, start: int, end: int, kind: Kind) -> str:
    text = masked.text
    first = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    last = min((place for mark in _MARKS if (place := text.find(mark, end)) >= 0), default=len(text))
    behind = _BEHIND.match(text, end)
    said = text[first : last if kind is Kind.CONTACT else end]
    return _mode(behind["way"] if behind else said, said)


def _mode(way: str, said: str) -> str:
    """The mode in the words that surely say it, else in what else is said of the deed."""
    found = [mode for mode, words in _BY_WORDS if words.search(way)] or [
        mode for mode, words in _BY_WORDS if words.search(said)
    ]
    return found[0].value if found else ""
