"""Corrections of what was recorded: 改成李四, 不是今天是昨天, 写错人了应该是…, 补充：…, 撤销第2条."""

from collections.abc import Sequence
from datetime import date

from duty.commands import Correct, Undo
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear.answering import MEANT
from language.hear.correction_words import Sign
from language.hear.dates import Day
from language.hear.grammar import Ask
from language.hear.names import Care, How, Named
from language.hear.normalise import Plain
from language.hear.parts import Part
from language.hear.regex import regex
from language.hear.remarks import Piece, Remark, named_in, remark
from language.hear.shape import Shape, shape_of
from language.hear.taking_back import taking_back
from language.hear.tokens import Token
from language.hear.vocabulary import LOOSE_TALK

Read = Correct | Undo | WhichStudent | Confirm | NotUnderstood

_ADDS = regex(
    r"(?:[ ,。:!~、]|不好意思|哦|对了|请|帮我|麻烦)*(?:给|把)?(?P<of>N)?(?:那|这)?(?:条|次|个)?(?:的?记录)?"
    r"(?:里|上)?(?:再|还|需要|要)?"
    r"(?:补充(?:一下|说明|一点|一句|内容|几句|下)?|补一句|加一句|添一句|追加一句|追加|备注(?:一下)?|加个备注)"
    r"[ ,。:、\n]+"
)
_A_DEED = regex(r"(?:[在跟和与对给了过的已今天经 ]|D)*(?:K.{0,2}N|N.{0,2}K)[了过的吧 ]*\W*")
# 「别记张三，记李四」.
_NOT_HIM_BUT_HIM = regex(
    r"(?:别|不要|不该|不用)[记算](?P<wrong>N)[ ,.;]+(?:是|要|应该|改|请|得)?[记算](?:给|到)?(?P<right>N)\W*$"
)
# Who only puts something right is brief; what is longer tells of something.
_LONGEST_REMARK = 80
_SAYS_WRONG = r"(?:(?<![默听])[记写发弄搞说填打报选][错反]|更正|改[成为到]|不对|改一下|改下(?![周个月次午学回]))"
# Behind these words at its beginning a message speaks of an earlier one, whatever else it says.
_OPENS = regex(
    rf"(?:我|刚才|刚刚|刚|上一?条|那条|这条|日期|名字|时间|\W)*+(?:{_SAYS_WRONG}|不是(?![我咱俺])(?=[^,]{{0,4}}[NKD].{{0,6}}是))"
)
_SAYS = regex(
    rf"{_SAYS_WRONG}|错人|错了(?!(?:\d+|[一两二三四五六七八九十几]+)[个道题处字])|不算(?!我的)|^(?:应该|其实)?是N\W*$"
)
# 「发错群了，不好意思」
_NOT_FOR_US = regex(
    r"^[^NKD]*(?:[发打]错(?:了)?(?:群|地方|窗口|对话框|聊天框)|[发打]错了?[^NKD]*(?:不是(?:发|给|跟)*[你您]|是(?:发|给|跟)+我))[^NKD]*$"
)
_ASKS = regex(r"怎么|如何|还是|结对|绑定|\?|吗")
_TELLS_OR_ASKS = frozenset({Part.DEED, Part.QUESTION, Part.REQUEST})


def correction(plain: Plain, tokens: tuple[Token, ...], care: Care, today: date) -> Read | None:
    """What a message wants to have put right or taken back, or None where it does not speak of what was recorded.

    Only what is nothing but a correction is one: what also tells of a deed is read as a deed, and what only says that
    something is wrong is asked about.
    """
    shape = shape_of(plain.text[:_LONGEST_REMARK], care, today)
    added = _added(plain, shape)
    if added or plain.cut:
        return added
    instead = _NOT_HIM_BUT_HIM.match(shape.text)
    if instead:
        one, other = (shape.names(*instead.span(which)) for which in ("wrong", "right"))
        return _resolved(Correct(), [("", named) for named in other], [("", named) for named in one])
    said = remark(shape, care, plain.text) if len(plain.text) <= _LONGEST_REMARK else None
    read = (taking_back(said, today) or _put_right(said, plain, today)) if said else None
    return read or _wrong(shape, tokens)


def _added(plain: Plain, shape: Shape) -> Correct | WhichStudent | None:
    """「补充：他说想家」: the words behind are kept as they were typed; a deed of its own is no such words."""
    found = _ADDS.match(shape.text)
    rest = plain.rest(shape.at[found.end()]) if found else ""
    if not found or not rest or _A_DEED.fullmatch(shape.text[found.end() :]):
        return None
    of = shape.names(*found.span("of")) if found["of"] else []
    return _resolved(Correct(add=rest), [], [("", named) for named in of])


def _put_right(said: Remark, plain: Plain, today: date) -> Read | None:
    """What takes the place of what; None where the message may as well tell of a deed."""
    if said.unknown and said.opens_so and said.has(Sign.WRONG, Sign.TO, Sign.NOT) and not said.asks:
        return NotUnderstood(Unclear.UNKNOWN_STUDENT, (said.unknown,))
    if not said.is_correction:
        return _content(said, plain)
    parts = said.parts
    if not parts.new:
        # 「张三那条记成辅导了，其实是带他玩」
        return _content(said, plain) or (NotUnderstood(Unclear.CORRECTION) if said.has(Sign.MADE) else None)
    kinds = [piece for piece in parts.new if piece.sign is Sign.KIND]
    days = [piece.means for piece in parts.new if isinstance(piece.means, Day)]
    names = named_in(parts.new)
    kind = _kind(kinds, bool(days or names))
    if isinstance(kind, NotUnderstood) or len(days) > 1:
        return NotUnderstood(Unclear.CORRECTION)
    day = days[0] if days else None
    if day and (day.ahead or (day.on and day.on > today)):
        # 「改明天」 puts something off; 「日期是明天」 and 「改成明天」 cannot be.
        return NotUnderstood(Unclear.FUTURE_DAY) if said.has(Sign.WHAT, Sign.NOT, Sign.TO) else None
    if day and (day.on is None or day.vague or day.within):
        return NotUnderstood(Unclear.BAD_DAY)
    command = Correct(kind=kind, happened_on=day.on if day else None, number=said.number)
    return _resolved(command, names, [one for one in named_in((*parts.subject, *parts.old)) if one not in names])


def _kind(kinds: Sequence[Piece], besides: bool) -> Kind | NotUnderstood | None:
    """「11号谈的」 says when, not that it was a talk."""
    loud = [piece for piece in kinds if not (besides and piece.text in LOOSE_TALK)]
    means = {piece.means for piece in loud}
    if len(means) > 1:
        return NotUnderstood(Unclear.CORRECTION)
    only = means.pop() if means else None
    return only if isinstance(only, Kind) else None


def _content(said: Remark, plain: Plain) -> Correct | WhichStudent | None:
    """「科目写错了，不是数学是语文」: what was taught or given; the words are kept as they are."""
    parts = said.parts
    clear = said.opens_so and said.has(Sign.WRONG) and (said.has(Sign.TO) or said.has(Sign.IS)) and said.has(Sign.OTHER)
    # 「刚记的张三辅导，科目写错了，是化学」.
    plainly = not said.slots or (said.has(Sign.RECORD) and not parts.new and not parts.old)
    if not clear or not plainly or said.asks:
        return None
    return _resolved(Correct(add=plain.typed.strip(), number=said.number), [], named_in(parts.subject))


def _wrong(shape: Shape, tokens: tuple[Token, ...]) -> NotUnderstood | None:
    """That something said before was wrong, and not what is right; what was not meant for us is no such thing."""
    if _ASKS.search(shape.text):
        return None
    if _NOT_FOR_US.search(shape.text):
        return NotUnderstood(Unclear.SMALL_TALK)
    parts = {token.part for token in tokens}
    undoes = bool(tokens) and tokens[0].means is Ask.UNDO
    if undoes or _OPENS.match(shape.text) or (not parts & _TELLS_OR_ASKS and _SAYS.search(shape.text)):
        return NotUnderstood(Unclear.CORRECTION)
    return None


def _resolved(
    command: Correct, instead: Sequence[tuple[str, Named]], of: Sequence[tuple[str, Named]]
) -> Correct | WhichStudent:
    """The command with its children, or the question which of several children of a name are meant."""
    certain: tuple[list[int], list[int]] = ([], [])
    groups: list[tuple[int, ...]] = []
    places: list[int] = []
    similar = ""
    for place, names in enumerate((instead, of)):
        for typed, named in names:
            if named.sure:
                certain[place].append(named.ids[0])
                continue
            groups.append(named.ids)
            places.append(MEANT if place else 0)
            similar = typed if named.how is How.SIMILAR and len(groups) == 1 else similar
    children, meant = (tuple(dict.fromkeys(ids)) for ids in certain)
    known = Correct(children, command.kind, command.happened_on, command.add, meant, command.number)
    return WhichStudent(known, tuple(groups), places=tuple(places), similar=similar) if groups else known
