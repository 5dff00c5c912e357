"""What still belongs to a command that is complete, and where the sender's note begins."""

from duty.commands import MakeUp
from duty.kinds import Kind
from language.hear.dates import Day
from language.hear.line import Line
from language.hear.names import Named
from language.hear.parts import Gap, Part
from language.hear.said import Said
from language.hear.unknown_names import is_han, like_a_name
from language.hear.vocabulary import LOOSE_TALK

_CLOSING = frozenset(
    ("的", "啦", "啊", "哈", "哦", "噢", "喔", "呀", "嘛", "哟", "家", "家里", "一下", "一次", "一会儿", "会儿", "们")
)
_ME = frozenset(("我", "我们", "咱"))
_PASSED_OVER = frozenset({Part.FILL, Part.LOOSE, Part.PREP, Part.JOIN, Part.AFFIX, Part.PARENT})
_IN_A_CLAUSE = frozenset(
    {Part.NAME, Part.JOIN, Part.PREP, Part.AFFIX, Part.FILL, Part.DONE, Part.DEED, Part.DAY, Part.MAKE_UP}
)

_AFTER_A_DAY = frozenset({Part.DEED, Part.DONE, Part.FILL, Part.QUESTION, Part.MAKE_UP})


def same_clause(line: Line, said: Said, here: int) -> int | None:
    """One stretch behind a complete command, with no gap since; None where the note begins."""
    part, means = line.parts[here], line.tokens[here].means
    glued = said.end == here
    if part is Part.DONE:
        said.done = True
        said.end = here + 1 if glued else said.end
    elif glued and (part is Part.AFFIX or line.said(here) in _CLOSING):
        said.end = here + 1
    elif glued and line.said(here) in _ME:
        # 「李四家访了我」 may tell what the child did.
        said.doubt |= said.last is Part.DEED
    elif glued and part is Part.PARENT and said.last is Part.NAME:
        _parent(line, said, here)
    elif isinstance(means, Kind) and (means is said.kind or line.said(here) in LOOSE_TALK):
        said.add_deed(means, line.said(here), here + 1)
    elif isinstance(means, Named):
        return _one_more(line, said, here, means)
    elif isinstance(means, Day):
        return _later_day(line, said, here, means)
    elif isinstance(means, MakeUp) and part is Part.MAKE_UP and _is_meant(line, means, here):
        said.add_make_up(means, here + 1)
    elif part not in _PASSED_OVER:
        return _against(line, said, here)
    return here + 1


def _is_meant(line: Line, make_up: MakeUp, here: int) -> bool:
    """Behind the command 补 alone may begin the note, unless nothing follows it."""
    return make_up.per is not None or _only_closing(line, here + 1)


def _parent(line: Line, said: Said, here: int) -> None:
    """Behind the name a parent is who was spoken with, or the first word of a note: 「已谈心 张三爸妈离婚了」."""
    end = here + 1
    while not line.ends(end) and (line.parts[end] is Part.DONE or line.said(end) in _CLOSING):
        end += 1
    if line.ends(end):
        said.parent, said.end = True, end
        said.done |= Part.DONE in line.parts[here:end]
    else:
        said.doubt |= said.kind is Kind.TALK


def _one_more(line: Line, said: Said, here: int, named: Named) -> int | None:
    """A further child belongs to the list only right behind a name; elsewhere it is what was talked about."""
    if said.last is Part.NAME and all(line.joins(i) or not line.said(i).isalnum() for i in range(said.end, here)):
        said.add_name(named, here + 1)
        said.doubt |= line.tokens[here].doubtful
        return here + 1
    said.doubt = True
    return None


def _later_day(line: Line, said: Said, here: int, day: Day) -> int | None:
    """A day behind the command belongs to it unless a note goes on from it: 「昨天没睡好」."""
    if line.ends(here + 1) or line.parts[here + 1] in _AFTER_A_DAY:
        said.add_day(day, here + 1)
        return here + 1
    _, end = line.unknown(here)
    if line.joins(here - 1) and like_a_name(line.span(here, end)):
        said.add_stranger(line.span(here, end), end)
        return end
    said.doubt |= not said.days
    return None


def _against(line: Line, said: Said, here: int) -> int | None:
    """Words against the deed right behind the command; what else stands there begins the note."""
    part = line.parts[here]
    asks = part is Part.QUESTION and _only_closing(line, here + 1)
    if part is Part.FAILED or asks or (part in (Part.PLAN, Part.IF) and not said.happened):
        said.against.add(part)
        return here + 1
    if part is Part.WORD:
        return _run_on(line, said, here)
    said.doubt |= part is not Part.OTHER or not said.happened
    return None


def _only_closing(line: Line, here: int) -> bool:
    return all(part in (Part.FILL, Part.QUESTION) for part in line.parts[here : line.clause_end(here)])


def _run_on(line: Line, said: Said, here: int) -> int | None:
    """A word glued to the command: the unknown name of a list, the end of a longer name, or the note."""
    _, end = line.unknown(here)
    word = line.span(here, end)
    if said.last is Part.NAME and here == said.end + 1 and line.joins(here - 1):
        listed = line.parts[here - 1] is Part.JOIN and is_han(word) and 2 <= len(word) <= 4
        if line.ends(end) and (listed or like_a_name(word)):
            said.add_stranger(word, end)
            return end
    if here == said.end and line.parts[here - 1] is Part.NAME and line.ends(end) and is_han(word):
        _longer_name(line, said, here, end)
    # 「张三的家访照片发了」 is no visit, where nothing says that it is done; what was taught may follow at once.
    taught = said.kind is Kind.HELP and said.last is Part.NAME
    said.doubt |= said.late
    said.soft |= not (said.happened or taught)
    return None


def _longer_name(line: Line, said: Said, here: int, end: int) -> None:
    """One or two characters right behind a name may be its end, and then it is somebody else: 江山, 江山美."""
    name = line.span(here - 1, end)
    extra = len(name) - len(line.said(here - 1))
    if extra == 1 and len(name) <= 4:
        said.named.pop()
        said.add_stranger(name, end)
    said.doubt |= extra == 1 or (extra == 2 and said.kind is not Kind.HELP)


def next_clause(line: Line, said: Said, gap: int) -> int | None:
    """The clause behind a gap belongs to the command as a whole, or begins the note."""
    here, end = gap + 1, line.clause_end(gap + 1)
    if line.tokens[gap].means is Gap.STOP:
        return None
    if here == end:
        return here
    if _names_a_stranger(line, said, here, end):
        said.add_stranger(line.span(here, end), end)
        return end
    parts = line.parts[here:end]
    if not all(_belongs(line, said, i) for i in range(here, end)):
        # 「张三 谈心 家访」: a second deed and nothing else, which one record cannot hold.
        firm = any(isinstance(line.tokens[i].means, Kind) and line.said(i) not in LOOSE_TALK for i in range(here, end))
        close = line.tokens[gap].means is Gap.SPACE
        said.doubt |= firm and close and Part.NAME not in parts and all(part in _IN_A_CLAUSE for part in parts)
        return None
    # 「张三谈心 李四」: a name that stands alone behind the deed may as well be what the talk was about.
    said.doubt |= Part.NAME in parts and said.last is Part.DEED and Part.DEED not in parts
    _take_clause(line, said, here, end)
    return end


def _take_clause(line: Line, said: Said, here: int, end: int) -> None:
    for index in range(here, end):
        means = line.tokens[index].means
        if isinstance(means, Named):
            said.add_name(means, end)
        elif isinstance(means, Day):
            said.add_day(means, end)
        elif isinstance(means, MakeUp):
            said.add_make_up(means, end)
        elif line.parts[index] in (Part.DONE, Part.DEED):
            said.done |= line.parts[index] is Part.DONE
            said.end = end


def _belongs(line: Line, said: Said, index: int) -> bool:
    part = line.parts[index]
    return part in _IN_A_CLAUSE and (part is not Part.DEED or line.tokens[index].means is said.kind)


def _names_a_stranger(line: Line, said: Said, here: int, end: int) -> bool:
    """Whether a clause is a further name; behind help or a gift it is as likely what was taught or given."""
    listing = said.last is Part.NAME and said.kind not in (Kind.HELP, Kind.WARMTH)
    return listing and line.parts[here] is Part.WORD and like_a_name(line.span(here, end))
