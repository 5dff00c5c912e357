"""A record as a log is kept: child and deed set off by marks, then perhaps the day, and a note that is only a note."""

import re
from dataclasses import replace

from duty.commands import RecordDeed, RecordSeveral, ShowProgress, ShowStudent
from duty.hearing import Confirm, Heard, NotUnderstood, Unclear, WhichKind, WhichStudent
from language.hear.dates import Day
from language.hear.frame_words import TIME_OF_DAY
from language.hear.line import Line
from language.hear.message import Message
from language.hear.mood_words import STAFF_OR_OTHERS
from language.hear.not_mine import Voice, voice
from language.hear.regex import regex
from language.hear.settled import Settled, settle

# 「谈心/张三/…」, 「张三【家访】…」, 「张三谈心记录如下:」, in the letters of an outline.
_HEAD = regex(
    r"[\W_]*(?:D[\W_]*)?(?P<done>已)?"
    r"(?:K(?P<over>了?)(?:记录|纪实|纪要|小结)?(?P<between>[\W_]*)N(?:的?P)?|N(?:的?P)?(?P<apart>[\W_]*)(?P<did>已)?K(?P<after>了?)(?:记录|纪实|纪要|小结)?(?:如下)?)"
    r"(?P<mark>[^\w\"“「『\[【]+|_+|(?=[\[【]))"
)
_SET_OFF = regex(r"[/|\\>\])}】*✔✓√→↓⇒»:\n·=~#]|--|—|–")
_FIELDS = regex(r"[/|>·]")
_LISTS = regex("[、&+?❌✖✗✘×]")
# What somebody said belongs to a talk that was had, whatever it speaks of.
_HE_SAID = regex(r"[他她](?:问|说|想|觉得|跟我|讲|告诉|反映|表示|希望|提到)")
_TAKES_BACK = regex(
    r"[\W_]*(?:还|都|也|今天|这次|但|可是?|结果|最后|又|家里|家长|人|他|她|孩子|D)*"
    r"(?:没|未|不(?!错|少|太|爱|想|喜)|别|取消|改[天期到成为]|错|不是|推迟|延期|待|计划|打算|准备|预[计定]|拟|[暂初]定|定[于在]|F|明天|后天|下[周次个]|约|失败|作废|撤[销回]|删"
    r"|吗|是不是|是否|有没有|怎么|咋|如何|什么|啥|几|多少|谁|哪|能不能|可不可以|要不要|记|登记|算|[无否](?=\W|$)|K|N)"
)
# All that is said behind the head is that it was not done, not yet, or not by the sender.
_UNDONE = regex(
    r"[\W_]*(?:(?:还|都|今天|暂|尚|又|但|结果|D)*(?:没|未)(?:有|能|来得及|顾上)?"
    r"(?:完成|谈成?|聊成?|访成?|去成?|见[到着]|送成?|补成?|做成?|打通|接通?|成功?|办|K)?了?|取消了?|(?:打算|准备|计划|约[了在好]?)[^,.:]{0,6}"
    r"|(?:记|登记|算)[^,.:]{0,3}[吗?]|几次了?|待[定办做]|[^.:]{0,10}没(?:谈|聊|访|打通|送|接|补|去)成?"
    rf"|[\u4e00-\u9fff]{{0,2}}(?:{STAFF_OR_OTHERS}|老师)代?(?:K|去|谈|访|聊|做|讲|补|送|办)[^,.:]{{0,2}})[\W_]*"
)
_CAME_TO_NOTHING = regex(
    r"(?:没|未)(?:有|能|来得及|顾上)?(?:谈|聊|访|去|见|送|补|做|办|打|接|成|来|在|人|空|时间|$)|取消|改[天期]|推迟|延期|待定|作废|不在|不算"
    r"|F|再[谈聊访约去]"
)
_QUOTED = regex(r"[\[【][^\]】]{1,4}[\]】]|[\"“”「『‘'][^\"“”」』’']*[\"“”」』’']")
_ANOTHER = regex(r"N[\W已_]{0,3}K|K[\W了_]{0,3}N|^\w{1,3}\)\W+N")
_FIELD = regex(
    rf"(?:^|(?<=[/|>\]】()\n·;*]))[\W_]*(?:时间|日期|何时|日子)?[\W_]*D(?:{TIME_OF_DAY})?(?=$|[/|>\[【\n·;*])"
    rf"|(?<=,)D(?:{TIME_OF_DAY})?$|(?<![^\WK])(?:时间|日期)[:是为 ]*D(?:{TIME_OF_DAY})?(?!\w)"
)


_MAY_BE_A_NOTE = (
    Confirm | NotUnderstood | ShowStudent | ShowProgress | WhichKind | WhichStudent | RecordDeed | RecordSeveral
)
_SURE = frozenset({Unclear.UNKNOWN_STUDENT, Unclear.OTHERS_WORK, Unclear.CORRECTION, Unclear.MAKE_UP})


def as_logged(message: Message, heard: Heard) -> Heard:
    """What was heard, unless the message is such a record and what was heard is only its note."""
    if not isinstance(heard, _MAY_BE_A_NOTE) or (isinstance(heard, NotUnderstood) and heard.why in _SURE):
        return heard
    if isinstance(heard, Confirm) and isinstance(heard.command, RecordDeed) and heard.command.makes_up:
        return heard
    shape = message.outline
    head = _HEAD.match(shape.text)
    if head is None or not _is_set_off(message, head, heard):
        return heard
    rest = _QUOTED.sub("", shape.text[head.end() :])
    if isinstance(heard, RecordDeed) and _UNDONE.fullmatch(rest):
        if head["done"] or head["did"]:
            # Said to be done and not done in one breath.
            return Confirm(heard)
        return NotUnderstood(Unclear.NOT_DONE, tuple(message.care.spoken[child] for child in heard.student_ids))
    if voice(Line.of(message.plain.text, message.tokens)) is not Voice.OWN:
        return heard
    coming = [day for day in shape.days(head.end(), head.end() + 2) if day.ahead]
    if (
        coming
        or _TAKES_BACK.match(rest)
        or _ANOTHER.search(rest)
        or (_refuses(heard) and _CAME_TO_NOTHING.search(rest))
    ):
        return heard
    named, kinds = shape.names(0, head.end()), shape.kinds(0, head.end())
    on = _day(message, head.end())
    if not named[0].sure or on is None:
        return heard
    deed = RecordDeed(kinds[0], named[0].ids[:1], on.on, message.plain.rest(shape.at[head.end()]), within=on.within)
    return _closest(deed, heard, fields=_FIELDS.search(head[0]) is not None, dated=on.on != message.today)


def _is_set_off(message: Message, head: re.Match[str], heard: Heard) -> bool:
    marks = (head["between"] or head["apart"] or "") + head["mark"]
    if _LISTS.search(marks):
        return False
    if _SET_OFF.search(marks) or "\t" in message.plain.typed:
        return True
    done = head["done"] or head["over"] or head["did"] or head["after"]
    return bool(done) and isinstance(heard, Confirm) and _HE_SAID.match(message.outline.text, head.end()) is not None


def _refuses(heard: Heard) -> bool:
    return not isinstance(heard, RecordDeed | RecordSeveral)


def _day(message: Message, end: int) -> Settled | None:
    """The day in the head or in a field of its own behind it; today if there is none."""
    shape = message.outline
    said = list(shape.days(0, end))
    field = _FIELD.search(shape.text, end) if not said else None
    said += shape.days(*field.span()) if field else []
    days = [one for one in said if isinstance(one, Day)]
    on = settle(days, message.today)
    return on if isinstance(on, Settled) and not on.doubt else None


def _closest(deed: RecordDeed, heard: Heard, *, fields: bool, dated: bool) -> Heard:
    """The record of the log; what was heard of the same deed keeps what it has besides."""
    if isinstance(heard, RecordDeed):
        same = (heard.kind, heard.student_ids) == (deed.kind, deed.student_ids)
        return replace(heard, happened_on=deed.happened_on, within=deed.within) if same and dated else heard
    if isinstance(heard, RecordSeveral):
        alike = all(one.student_ids == deed.student_ids for one in heard.deeds) and not heard.could_not
        return deed if alike and fields else heard
    return deed
