"""For whom a deed was done: who is named beside its words, who is left out, and who is nobody in care."""

from dataclasses import replace

from duty.kinds import Kind
from language.hear.frame_words import HOME
from language.hear.frames import Frame
from language.hear.lexicon import spelled
from language.hear.masked import Masked
from language.hear.named import HALVES, Named
from language.hear.regex import regex
from language.hear.unknown_names import like_a_name

_BEHIND = regex(
    r"(?:[了过完成上的 、是(]|名单|(?<=的)有|和|跟|与|给|T|[一两二三四五六七八九十几]?[个位名次下]|一共|还有|分别|对象"
    r"|同学|孩子|学生)*N(?:(?:[、/&+和跟与 是]|还有|一个|同学)*N(?!是D))*"
)
# 「被我补了一节数学的是张三」, 「今天找我谈心的学生是张三」.
WHO_IT_WAS = regex(
    r"[^,.:\nN没不未]{0,8}的(?:学生|孩子|娃|对象|人|同学|那个)?(?:D|今天)?是N(?:[、/&+和跟与 ]*N)*(?:同学)?[ ]*"
    r"(?=$|[,.\n])"
)
# 「访了张三家和李四家」.
_MORE_HOMES = regex("(?<=家)(?:(?:、|和|跟|与|还有|以及|,)+N家)+")
_CROSSED = regex("N ?[❌✖✗✘×]")
_NOT_HIM = regex("不是N")
_EXCEPT = regex(r"N(?:[、/&+和跟与 ]*N)*(?:除外|[以之]外)|除(?:了|开|去)?[^,.\n]{0,2}N(?:[、/&+和跟与 ]*N)*")
THE_OTHERS = regex(r"其[他它余]|别的|剩下|余者|余下|剩余|另外(?:几|两|三|四|五|六|七)个|其他人")
_OTHERS_DONE = regex(
    rf"(?:{THE_OTHERS.pattern})[^,.:\nN没不]{{0,4}}(?:跑|谈|聊|做|走|访|送|补|打|办|搞|去|看|见)(?:完|了|过|好|定)"
    rf"|(?:{THE_OTHERS.pattern})(?:[两三四五六七八九十]?个|[俩仨])?(?:人|孩子|同学|学生|几个)?(?:都|全)?(?:ok|搞定|完成|齐了|妥了)"
)
_EVERYBODY = regex(
    r"(?:每个|所有|全部|全体|各个)[^,.\n]{0,2}(?:孩子|学生|娃|人)?|(?:[两三四五六七八九十仨俩]"
    r"|\d)个?(?:孩子|学生|娃娃?|小孩"
    r"|人)(?:们)?[^,.\n]{0,3}(?:都|全|每人|一人)"
    r"|(?:都|全部?)(?=谈|聊|家访|走|送|发|打)"
)
# 「五个谈了四个，差张三」, 「张三请假，谈了四个」: a number of children, and who was not among them.
_SO_MANY = regex(
    r"[了过完上到成好]*(?:[一两二三四五六七八九十]{1,3}|\d{1,2})[个位名户](?:人|孩子|同学|学生)?(?=$|[,.\n ])"
)
_NOT_AMONG_THEM = regex(
    r"N(?:[、和跟与 ]*N)*(?:今天|[D又还就也都])*(?:没[来到在谈聊去]|未[到谈]|请[了病事]{0,2}假|缺[席勤]|不在|生病|病了)"
    r"了?(?=$|[,.\n])|[差缺剩][下了]?N(?:[、和跟与 ]*N)*(?:一个|两个|[俩没]谈?)?(?=$|[,.\n])"
)
_STRANGER = regex(
    r"(?:跟|和|与|找|给|对|同|叫|把|去|到|探|访)(?:了|过|一?趟)*([\u4e00-\u9fff]{2,4}?)(?:同学)?(?=谈|聊|说|沟通"
    r"|交流|讲|补|送|打|做|家|屋企|屋头|屋里|[DTP]|了?(?:$|[,.\n]))"
)
_NO_ONE = frozenset(spelled("大家 人家 老师 亲戚 同学 孩子 学生 家长 朋友 外婆 奶奶 自己 我们 他们 她们"))
# 「去了趟于海波家」, 「探咗农秀英屋企」, and what says that it is over.
_AT_A_HOME = regex(
    rf"(?:去|到|进|访|走|探|看)(?:望|访)?(?:了|过|一?趟|一?次)*(?P<who>[\u4e00-\u9fff]{{2,4}}?)(?:同学)?的?(?:{HOME})"
)
_WAS_THERE = regex(r"[了过趟]|[去访]的(?=$|[,.])")
_NOT_THERE = regex("[没不未F?吗]|打算|准备|[想要]去")
_TO_PARENT = regex(
    r"(?:跟|和|与|同|找|给|向|对|见|叫|请|约)[^,.:\nN]{0,4}(?:N[^,.:\n]{0,4})?P[^,.:\n]{0,12}$|P[^,.:\n]{0,4}(?:跟|和"
    r"|找)我[^,.:\n]{0,6}$"
    r"|P(?![^,.:\n]*(?:跟|和|找|与|对)(?:N|[他她]|孩子))[^N,.:\n]{0,16}$"
)
# 「周二晚上在张三家，和他父母谈到九点」
_AT_HOME = regex(
    rf"(?<![打送寄发联])(?:在|进了?|到了?)(?:N|[他她])(?:同学)?的?(?:P的?)*{HOME}(?:T|[^,.:\nN没不]{{0,4}})[, ]"
    r"(?:[^ND,.:\n没不]{0,6},)?"
    r"(?![^,.:\n]*路上)[^ND,.:\n]{0,16}$"
    # 「张三家在山上，爬了半天才到，跟他妈妈谈了谈」
    rf"|N(?:同学)?的?{HOME}[^,.:\nN]{{0,10}},[^N,.:\n没不]{{0,12}}(?:到了?|去的),[^N,.:\n]{{0,14}}$"
    # 「张三家院子大，葡萄架下聊的」
    rf"|N(?:同学)?[他她]?的?(?:P的?)*{HOME}的?(?:院子|院坝|炕|火塘|灶|堂屋|客厅|屋子)[^,.:\nN]{{0,10}},?[^N,.:\n]{{0,10}}$"
)
_FAR = regex("电话|视频|语音|微信|短信|通话|联系|qq|钉钉")
_AS_FAR_AS = 36
_NEAR = 30
# 「讲了讲默写没过的事」 is no lesson.
_TOLD_OF = regex("讲(?![^,]*[题课])")
_MATTER = regex("[^,.:\\nN]{0,8}的(?:事(?!例|件)|情况|表现|政策|道理|规矩)")
_TO_US = ("跟我", "和我", "找我")
_WITH_HIM = regex("[跟和与找对陪把同](?:孩子|娃|学生)(?!的?[他她]?P)")
# This is said of no talk with the parents.
_WITH_THE_CHILD = regex("谈[^,]{0,4}心")
# 「他妈妈，今天五点半，办公室，面谈」: between the parent and the talk only when and where it was.
_OF_A_PARENT = regex(
    r"P(?![^,.:\n]{0,8}(?:不在|没[来接空到]|走了|去世|外出|打工|离[婚开])(?![^.\n]*(?:总算|终于|视频|电话|微信|语音)))[^N,.:\n]{0,12}"
    r"(?:,[他她]来了|,(?:[DT在刚]|[上下中]午|早上|晚上|课间|放学|办公室|学校|校门口|教室|走廊|操场|视频|微信|电话|语音)*)*"
    r"(?:,|(?=顺便|顺带))[^N他她,.:\n]{0,8}$"
)
# 「聊了聊张三在校情况」.
_ABOUT = regex("N(?:同学)?(?:的|在|最近|近|这|平时|上课|期末|开学|成绩|表现|学习|情况)")


def spoken_of(masked: Masked, frame: Frame, clause: tuple[int, int], before: int) -> tuple[list[Named], int]:
    """The children named beside the words of a deed, and where these end; `before`: behind the last deed."""
    named, end = _beside(masked, frame, clause, before)
    return without_denied(masked, named, *clause), end


def without_denied(masked: Masked, named: list[Named], first: int, end: int) -> list[Named]:
    """「张三、不是李四，谈了」: without those of whom it is said that it was not them."""
    denied = [one for match in _NOT_HIM.finditer(masked.text, first, end) for one in masked.named(*match.span())]
    return [one for one in named if one not in denied] or named


def _beside(masked: Masked, frame: Frame, clause: tuple[int, int], before: int) -> tuple[list[Named], int]:
    named = masked.named(before, frame.end)
    behind = _BEHIND.match(masked.text, frame.end, clause[1])
    if named and (more := _MORE_HOMES.match(masked.text, frame.end, clause[1])):
        return [*named, *masked.named(*more.span())], more.end()
    if not named and not behind:
        behind = WHO_IT_WAS.match(masked.text, frame.end, clause[1])
    if named or not behind:
        return _not_absent(masked, named, before, frame), frame.end
    return masked.named(frame.end, behind.end()), behind.end()


def _not_absent(masked: Masked, named: list[Named], before: int, frame: Frame) -> list[Named]:
    """Without those who have a cross behind them: 「张三✅ 李四❌ 谈心」."""
    crossed = [
        one for match in _CROSSED.finditer(masked.text, before, frame.start) for one in masked.named(*match.span())
    ]
    return [one for one in named if one not in crossed] or named


def left_out(masked: Masked, frame: Frame, clause: tuple[int, int], before: int) -> list[Named] | None:
    """Whom 除了 leaves out, or all who were named where 其他人 are spoken of; None where it is not for all the others.

    Nobody is left out where all of the children are spoken of and nobody is named.
    """
    text = masked.text
    except_for = _EXCEPT.search(text, 0, frame.start)
    if except_for and not masked.named(max(except_for.end(), before), frame.end):
        return masked.named(except_for.start(), except_for.end())
    if THE_OTHERS.search(text, before, frame.start) and not masked.named(before, frame.start):
        return [*masked.named(0, clause[0]), *masked.named(clause[1], len(text))]
    if (so_many := _SO_MANY.match(text, frame.end)) and not masked.named(before, so_many.end()):
        absent = [one for match in _NOT_AMONG_THEM.finditer(text) for one in masked.named(*match.span())]
        if absent and len(absent) == text.count("N"):
            return absent
    everybody = "N" not in text and "X" not in text and _EVERYBODY.search(text, *clause)
    return [] if everybody else None


def others_than(masked: Masked, first: int, end: int) -> list[Named] | None:
    """「只剩李四没谈，其余做完了」: who is left out of what a clause says of all others."""
    if not _OTHERS_DONE.search(masked.text, first, end):
        return None
    return [*masked.named(0, first), *masked.named(end, len(masked.text))]


def stranger(masked: Masked, clause: tuple[int, int]) -> str:
    """The name in a clause that fits nobody in care, "" where there is none."""
    strange = masked.text.find("X", *clause)
    if strange >= 0:
        return masked.line.said(masked.at[strange])
    found = _STRANGER.search(masked.text, *clause)
    return found[1] if found and found[1] not in _NO_ONE and like_a_name(found[1]) else ""


def stranger_at_home(text: str) -> str:
    """The name at whose home the sender was and that is nobody's in care, "" where there is none."""
    found = None if "N" in text or _NOT_THERE.search(text) else _AT_A_HOME.search(text)
    if found is None or found["who"] in _NO_ONE or not _WAS_THERE.search(text, found.start()):
        return ""
    who = found["who"]
    of_halves = len(who) > 2 and (who[:2] in HALVES or who[-2:] in HALVES)
    return who if of_halves or like_a_name(who) else ""


def by_company(masked: Masked, frame: Frame, clause: tuple[int, int]) -> Frame:
    """A talk, as what it is by where and with whom it was: at the child's home a visit, with a parent a contact."""
    text = masked.text
    words = text[frame.start : frame.end]
    if frame.kind is Kind.HELP and _MATTER.match(text, frame.end) and _TOLD_OF.search(words):
        frame = replace(frame, kind=Kind.TALK)
    talked = frame.kind is Kind.TALK or (frame.kind is Kind.CONTACT and not _FAR.search(text, frame.start, frame.end))
    if talked and _AT_HOME.search(text, max(0, frame.start - _AS_FAR_AS), frame.start):
        return replace(frame, kind=Kind.HOME_VISIT)
    with_parent = frame.kind is Kind.TALK and _to_a_parent(masked, frame, clause)
    return replace(frame, kind=Kind.CONTACT) if with_parent else frame


def _to_a_parent(masked: Masked, frame: Frame, clause: tuple[int, int]) -> bool:
    """Whether a talk was with a parent: 「跟他妈妈聊了」, 「他爸爸打过来了，聊了半天」."""
    text = masked.text
    if _TO_PARENT.search(text[clause[0] : frame.start]):
        return True
    words = text[frame.start : frame.end]
    child = text.find("N", *clause)
    beside = child >= 0 and not (child >= frame.end and _ABOUT.match(text, child))
    to_him = words.startswith(("跟", "和", "找")) and not words.startswith(_TO_US)
    if beside or to_him or _WITH_HIM.search(text, clause[0], frame.end) or _WITH_THE_CHILD.search(words):
        return False
    return _OF_A_PARENT.search(text, max(0, clause[0] - _NEAR), frame.start) is not None
