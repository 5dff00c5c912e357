"""A message with its names, days and people replaced by one letter each, so that patterns can be read."""

import re
from dataclasses import dataclass

from language.hear.beside_him import OF_OTHERS
from language.hear.dates import Day
from language.hear.lexicon import spelled
from language.hear.line import Line
from language.hear.named import How, Named
from language.hear.normalise import DOT, Plain
from language.hear.parts import Gap, Part
from language.hear.regex import regex
from language.hear.unknown_names import like_a_name

# The letters that stand for what was recognised; a normalised message has no capital letters of its own.
CHILD, DAY, COMING_DAY, PARENT, STAFF, COUNT, STRANGER = "NDFPOTX"
# And Y for somebody else whom a child's name only leads to: 「张三的表妹」, 「我女儿」.
_STAFF = frozenset(
    spelled(
        """
        老师 班主任 校长 主任 组长 辅导员 心理老师 科任老师 任课老师 别的老师 其他老师 同事 社工 志愿者 书记 村干部
        警察 民警 医生
        """
    )
)
# 「两个梓涵都谈了」.
_ALL_OF_THAT_NAME = {"两": 2, "俩": 2, "2": 2, "二": 2, "三": 3, "仨": 3, "3": 3}
_OR = frozenset(spelled("还是 或者 或者是 要么 抑或"))
_GAPS = {Gap.SPACE: " ", Gap.COMMA: ",", Gap.LINE: "\n", Gap.STOP: "."}

# What is said of the recording and not of the deed.
_ASIDE = regex(
    r"(?:我)?(?:先|再)?(?:想|要|来)?(?:请|麻烦)?(?:[你您])?(?:帮我?|给我|替我)?(?:补)?(?:记|登记|记录"
    r"|汇报|报告|报备|说|讲)一下(?:子)?[啊哈哦吧]?"
    r"|(?:[我都,]|刚才)*(?:忘(?:了|记))*(?:没有?|忘(?:了|记))(?:来得及|(?:顾|腾)[得上出手]+)?(?:来?记|登记|录|上报|报|打卡|(?<=[顾来]上)写|(?<=[及手])写"
    r"|发)(?:上去|上|进去|了|给你)?(?=[,.\n 了你您帮请现补,]|$)"
    r"|我?(?:刚才|刚刚|刚)?忘(?:了|记)(?:跟你)?(?:说|讲|记|登记|报)(?:一件事|了)?"
    r"|(?:哎|诶|唉|嗯|哦)*我(?:先|再|跟[你您])*(?:说|讲)(?:一下|个事|件事|哈|啊|吧)*(?=[ND嗯啊哈,刚我]|这[个孩]|那个)|再说(?=N)"
    r"|(?<=[^,.啊哦])[哦噢喔](?=[NDPO我他她就])|[啊嘛](?=[NDPO我他她就])|(?<=N)[吧呢](?=[D我他她])"
    r"|^(?:喂+|你好|您好|在吗|听得到吗|听见(?:了)?吗|[,. ])+"
    # The marks of a list.
    r"|(?<=\n) ?\(?\d{1,2}[,.、)](?=[^\d])|(?<=[:, ])\(?\d{1,2}[,.、)](?= ?N)"
    # 「今天不是五号嘛」 says what day it is.
    r"|(?<=D)不是D[嘛吗么]|(?:请|麻烦)?(?:帮我|帮忙)(?:记|登记|补)(?:上|一条|一笔|一次)?(?=[,.\n ]|$)"
    r"|(?:想了?想|想来想去|思来想去|考虑再三|(?:犹豫|纠结)(?:了)?(?:半天|再三|很久|好久|一下)?)[,]*我?(?:最后|到底)?还是|不得不"
    r"|(?<=[话信频息]),?问(?:问|了|一下)?(?:[他她PN]|孩子)?(?:怎么|为什么|为啥|咋|是不是|有没有)"
    r"(?:(?!没接|没人|没通|没打通|不接|关机|占线|没回)[^,.\n说他她P]){1,10}"
)
# What is no end of a name where it stands behind one.
_OVER = frozenset(("过", "完", "好", "过了", "完了", "好了"))
_PRESENT, _VERBS = frozenset("到缺没"), frozenset("送讲补教发带买说聊谈打读")
_ENDS_A_NAME = frozenset({Part.GAP, Part.DEED, Part.DONE, Part.JOIN, Part.AFFIX, Part.PARENT})
_ADVERBS, _ENDS_NO_NAME = frozenset("只仅光单先再也都又就还才刚均各"), frozenset("住说问哭骂是")
# Small words of other tongues, each by its like: 「佢阿嫲」, 「俾咗张三」, 「去哒」, 「跟伊讲」.
_DIALECT = str.maketrans("佢伊嘅咗哒喺冇俾畀睇嚟", "他他的了了在没给给看来")
# Dialect and short words for kin, that only a name before them tells from other words.
_KIN = regex(
    r"(?<=[他她N娃])的?阿(?=P)|(?<=[他她])咪(?=在|说|打|来|接)|(?<=[他她N])的?(?:阿[大达](?!家)|大大(?!咧|小))|(?<=[他她])大(?=[拨打来接说讲回在]|电话|微信|$|[,.])|(?<=[他她N娃])的?(?:阿[爷公嬷奶婆妈爸爹]|老(?:汉儿?|头儿?|头子|倌|爹|娘|爸|妈|妈子|爷子|太太?|人家)"
    r"|(?:[大二三四小幺])?(?:爷|公(?![开司平布告园安])|婆|娘|爹|奶|叔|伯|姑|舅|姨|嬷|婶|爸|妈)(?![们P])|屋里人|屋头的?大人|家大人|家里大人)"
    # An elder brother or sister who does what parents do.
    r"|(?<=[他她N])的?(?:哥哥?|姐姐?|嫂子?|姐夫)(?=[^,.:\nN]{0,8}(?:接|电话|监护|家长会|微信|视频|沟通))"
)
# 「昨天落下的课」: when it was is said of the thing and not of the deed.
_OF_A_THING = regex(
    r"(?<=把)D(?=[^,.:\nND]{1,8}的)|D(?=的?[^,.:\nND]{0,3}(?:落|缺|没|学|布置|考|留|错|买|抢|囤|订|摘)[^,.:\nND]{0,2}的[^,.:\nND])"
    # 「昨天打架的事跟张三谈了」.
    r"|D(?=[^,.:\nNDPO谈聊访补讲送]{1,8}的(?:事情?|问题|情况|矛盾)[^,.:\nND]{0,4}[跟和找与对给向](?:N|[他她]))"
)
# 「请李响姐姐翻译」: who only helps to talk or shows the way is not whom it was with.
_HELPER = regex(r"(?:(?<=[请让叫托])N|N(?=[给帮替]))(?=[^,.:\nNP]{0,5}(?:翻译|带路|领路|指路|传话))")
# 「张三的姐姐李响」, who is named herself; 「张三的姐姐」 alone may be who cares for the child.
_NAMED_KIN = regex(
    r"N[他她]?(?:家)?[的个嘅]?(?:姐姐?|哥哥?|家姐|大佬|阿[姐哥]|嫂子?)"
    r"(?P<who>[\u4e00-\u9fff]{3}|[\u4e00-\u9fff]{2}(?=[,. ]|$))"
)
_CLAUSE_ENDS = frozenset(",.:\n")
# The old people or the grown-ups of a home are family as well, where somebody speaks with them.
_ELDERS = regex(r"(?<=[跟和与找对向同陪])(?:老人家?|老太太|老爷子|老两口|两口子|大人)")
# 「他妈妈来送药，我和她聊了」: who comes to us is whom we speak with, if 他 or 她 can be said of them.
_COMES = regex(
    r"P(?P<comes>(?![^,.:\n]{0,10}[没不未])[^N,.:\n]{0,6}(?:来|到|接|赶|留|陪|路过|等|送|开家长会|在[^,.:\n]{1,4}门口"
    # Who is called, met or written to is, too.
    r"|约(?!束)|答应|加了?我|找我|打(?:给|过)|打?电话|微信|视频|语音|留言|回[了过]?我|[碰遇撞见](?:到|上|见|[了着过]))"
    r"[^.:\n]{0,24}?(?:[, ]|(?=我[留跟和找把请拉陪]))[^N,.:\n]{0,10}"
    r"(?:跟|和|与|找|对|向|同|给|请|陪|留|拉着|搭))(?P<who>[他她])(?![们家的]|谈.?心)"
)
_SHE, _HE = regex("[妈娘母奶婆姥姑姨婶嬷嫂](?![父爷爸])"), regex("[爸爹父爷公叔舅伯](?![妈母婆娘])")


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` is the message in patterns' letters; `at[i]` the stretch of the line that gave `text[i]`."""

    line: Line
    text: str
    at: tuple[int, ...]
    plain: Plain | None = None

    def named(self, start: int, end: int) -> list[Named]:
        """The children named between two places of the text, each as often as said; of 「张三还是李四」 one of both."""
        means = ((i, self.line.tokens[self.at[i]].means) for i in range(start, end) if self.text[i] == CHILD)
        found: list[Named] = []
        last = end
        for place, one in ((place, one) for place, one in means if isinstance(one, Named)):
            if self.text[last + 1 : place] in _OR:
                found[-1] = Named(tuple(dict.fromkeys(found[-1].ids + one.ids)), How.SIMILAR)
            elif _ALL_OF_THAT_NAME.get(self.text[max(0, place - 2) : place].removesuffix("个")[-1:]) == len(one.ids):
                found += [Named((child,)) for child in one.ids]
            else:
                found.append(one)
            last = place
        return found

    def days(self, start: int, end: int) -> list[Day]:
        """The days said between two places of the text."""
        means = (self.line.tokens[self.at[i]].means for i in range(start, end) if self.text[i] in (DAY, COMING_DAY))
        return [one for one in means if isinstance(one, Day)]

    def said(self, start: int, end: int) -> str:
        """What was typed, in plain form, between two places of the text."""
        tokens = self.line.tokens
        return self.line.text[tokens[self.at[start]].start : tokens[self.at[end - 1]].end]

    def typed(self, start: int, end: int) -> str:
        """What was typed between two places of the text, as it was typed."""
        tokens, plain = self.line.tokens, self.plain
        if plain is None or start >= end:
            return ""
        return plain.typed[plain.at[tokens[self.at[start]].start] : plain.at[tokens[self.at[end - 1]].end]]

    def token(self, place: int) -> int:
        """The stretch at a place of the text, or behind its end the end of the line."""
        return self.at[place] if place < len(self.at) else len(self.line.tokens)


def mask(line: Line, plain: Plain | None = None) -> Masked:
    """The letters of a line, without what is said of the recording and of others."""
    text, at = letters(line)
    text = _HELPER.sub("某", text.translate(_DIALECT))
    text = OF_OTHERS.sub(
        _others, _NAMED_KIN.sub(_named_kin, _KIN.sub(_kin, _OF_A_THING.sub("昔", _ASIDE.sub(_blank, text))))
    )
    return Masked(line, _whom_we_met(_ELDERS.sub(_kin, text), line, at), at, plain)


def _whom_we_met(text: str, line: Line, at: tuple[int, ...]) -> str:
    """The text with a parent's letter for 他 or 她 where a parent who came is meant."""
    found = _COMES.search(text)
    if found is None:
        return text
    called, place = line.said(at[found.start()]), found.start("who")
    against = _SHE if found["who"] == "他" else _HE
    return text if against.search(called) else text[:place] + PARENT + text[place + 1 :]


def letters(line: Line) -> tuple[str, tuple[int, ...]]:
    """The text of a line in patterns' letters, and for each of them the stretch that gave it."""
    text: list[str] = []
    at: list[int] = []
    deed = name = False
    for index, token in enumerate(line.tokens):
        shown = _shown(line, index)
        if token.means is Gap.SPACE and deed and name and _begins(line, index + 1):
            shown = ","
        if shown in _CLAUSE_ENDS:
            name = False
            deed &= shown == ":"
            # 「张三 谈心 家访 电话」.
            name |= shown == "," and token.means is Gap.SPACE and line.parts[index + 1 : index + 2] == (Part.DEED,)
        deed |= token.part is Part.DEED
        name |= token.part is Part.NAME
        text.append(shown)
        at.extend([index] * len(shown))
    return "".join(text), tuple(at)


def _blank(found: re.Match[str]) -> str:
    return "," * len(found[0])


def _kin(found: re.Match[str]) -> str:
    return "P" * len(found[0])


def _others(found: re.Match[str]) -> str:
    return "Y" * len(found[0])


def _named_kin(found: re.Match[str]) -> str:
    return _others(found) if like_a_name(found["who"]) else found[0]


def _between_names(line: Line, index: int) -> bool:
    return line.parts[index - 1 : index] == (Part.NAME,) and line.parts[index + 1 : index + 2] == (Part.NAME,)


def _dates(line: Line, index: int) -> bool:
    """Whether a mark stands between a deed or a name and its day: 「张三谈心/前天」."""
    before, behind = line.parts[index - 1 : index], line.parts[index + 1 : index + 2]
    return behind == (Part.DAY,) and before in ((Part.DEED,), (Part.NAME,))


def _is_longer(line: Line, index: int) -> bool:
    """Whether a name is only a part of an unknown one: 江山 in 江山美, 小雨 in 王小雨."""
    token, behind = line.tokens[index], line.tokens[index + 1 : index + 3]
    first = token.start - 1 if index and line.parts[index - 1] is Part.WORD else token.start
    goes_on = behind and line.parts[index + 1] is Part.WORD and line.said(index + 1) not in _ENDS_NO_NAME
    last = behind[0].end if goes_on else token.end
    before_ends = first == token.start or index < 2 or line.parts[index - 2] is not Part.WORD
    behind_ends = last == token.end or len(behind) < 2 or line.parts[index + 2] in _ENDS_A_NAME
    whole = line.text[first:last]
    if first == token.start and _says(line, index, whole[-1]):
        return False
    return len(whole) > token.end - token.start and before_ends and behind_ends and like_a_name(whole)


def _says(line: Line, index: int, last: str) -> bool:
    """Whether what stands behind a name says something of it.

    「张三只谈了话」, 「给张三讲了」, 「张三到，李四缺」, 「给张三充了」.
    """
    if last in _ADVERBS:
        return line.parts[index + 2 : index + 3] == (Part.DEED,)
    over = line.said(index + 2) if index + 2 < len(line.tokens) else ""
    given_to = line.parts[index - 1 : index] == (Part.PREP,)
    return last in _PRESENT or over == "了" or (given_to and (last in _VERBS or over in _OVER))


def _begins(line: Line, index: int) -> bool:
    """Whether behind a space and a deed the next one begins: 「谈心张三 家访李四」, 「张三谈心 李四家访」."""
    if index >= len(line.tokens):
        return False
    part = line.parts[index]
    if part is Part.DAY and _stands_behind(line, index):
        return False
    if part is Part.NAME:
        # A further name of a list begins nothing, unless a deed of its own follows.
        behind = _next(line, index + 1)
        if line.parts[behind : behind + 1] == (Part.DAY,):
            behind = _next(line, behind + 1)
        return line.parts[behind : behind + 1] == (Part.DEED,) and not _has_a_child(line, behind)
    return part in (Part.DAY, Part.DEED) or line.said(index) in ("已", "已经", "又", "还", "再")


def _stands_behind(line: Line, day: int) -> bool:
    """Whether a day is that of the deed before it: 「张三谈心 昨天 李四家访 前天」, 「送温暖 张三 11.19 棉衣」."""
    says = [part for part in line.parts if part in (Part.NAME, Part.DAY, Part.DEED)]
    means, rest = line.tokens[day].means, line.parts[day : line.sentence_end(day)]
    if Part.NAME not in rest and rest.count(Part.DAY) == 1 and isinstance(means, Day) and not means.ahead:
        return Part.DEED not in rest or line.tokens[day + 1].means is Gap.SPACE
    return says[0] is not Part.DAY and line.parts[-1] is Part.DAY and says.count(Part.DAY) > 1


def _next(line: Line, index: int) -> int:
    """The next stretch but for small words and spaces."""
    while index < len(line.parts) and (
        line.parts[index] in (Part.FILL, Part.DONE) or line.tokens[index].means is Gap.SPACE
    ):
        index += 1
    return index


def _has_a_child(line: Line, deed: int) -> bool:
    """Whether the name behind a deed is its own, for no further deed follows that: 「谈心 张三 李四 家访 王五」."""
    name = _next(line, deed + 1)
    if line.parts[name : name + 1] != (Part.NAME,):
        return False
    behind = _next(line, name + 1)
    return line.parts[behind : behind + 1] != (Part.DEED,)


def _shown(line: Line, index: int) -> str:
    token = line.tokens[index]
    said = line.said(index)
    if token.part is Part.NAME:
        return STRANGER if _is_longer(line, index) else CHILD
    if isinstance(token.means, Day):
        # 「这个月的谈心做完了」 says which talk, and not when.
        if token.means.vague and line.said(index + 1 if index + 1 < len(line.tokens) else index) == "的":
            return said
        return COMING_DAY if token.means.ahead else DAY
    if token.part is Part.PARENT:
        return PARENT
    if token.part is Part.LOOSE:
        return COUNT
    if token.part is Part.OTHER and (said in _STAFF or said.endswith("老师")):
        return STAFF
    if token.part is Part.JOIN and said in "/|" and not _between_names(line, index):
        return " " if _dates(line, index) else ","
    if isinstance(token.means, Gap):
        return ":" if said == ":" else _GAPS[token.means]
    return STRANGER if token.part is Part.WORD and DOT in said else said
