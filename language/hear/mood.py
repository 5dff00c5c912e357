"""Whether a deed that a sentence speaks of took place: done, denied, planned, asked, somebody else's."""

import re
from enum import StrEnum

from duty.kinds import Kind


class Mood(StrEnum):
    """How a sentence speaks of a deed; BARE says nothing of whether it was done."""

    DONE = "done"
    BARE = "bare"
    NOT = "not"
    PLAN = "plan"
    ASKED = "asked"
    OTHERS = "others"
    DOUBT = "doubt"


# 没 and 不 that deny nothing.
_NO_DENIAL = (
    r"没(?:想到|料到|(?:过|花|用)?多(?:久|少)|费|花|一会|少|白|事|错|关系|问题|什么|啥|钱|精神|胃口|忍住|(?:有)?反对|哭)|"
    r"未(?:来|必|成年)|不(?:但|仅|光|只|管|久|错|过|断|少|一会|太|怎么|知不觉|得不|由得|好意思|止|大|好|爱|想学|容易|放心)"
)
_DENIED = re.compile(
    rf"(?:(?!{_NO_DENIAL})(?:没|未|冇|不|(?<![分特个离区类])别(?!人|的|扭|提)|甭|忘(?:了|记)|拒绝|婉拒|谢绝|拒收|错过|取消|[只就还]剩下?|懒得|无法|免了))[^,.:\n了]{{0,9}}$"
)
_ASKED_IF_NOT = re.compile(r"(?:有没有|是不是|谁|哪[个些位]|怎么|为什么|为啥|几个|是否|还[差有]谁)[^,.:\n]{0,8}$")
# Questions that deny: 「我哪有空」, 「谁都没谈」.
_NOBODY = re.compile(
    r"(?:谁|哪个|哪位)[^,.\n]{0,2}都?没|哪有(?:空|时间|工夫)|哪里?(?:谈|聊|去|家访)了|一个(?:字)?[^,.\n]{0,3}没|不是我[^,.\n]{0,4}(?:去|谈|聊|送|访|打|做)"
)
_NOBODY_HOME = re.compile(r"没人(?:开|在|应|接)|锁着?门|铁将军|没见(?:着|到)人?|没碰(?:着|到|上)|扑了?个?空")
_ANSWERED = re.compile(r"\?[^,.:\nN没不]{0,2}(?:去|谈|聊|访|送|做|办|打|补|家访|有)(?:过?了|过|的)")
_NOT_QUITE = re.compile(r"(?:差点|差一点|险些|几乎|差点儿)没?[^,.:\n]{0,6}$")
_CAME_TO_NOTHING = re.compile(
    r"(?:心|话|天)?[^,.:\n了过P]{0,6}?(?:(?<!有)没(?:有)?(?:谈|聊|成|去|见|打通|通|接|人|完|上|着|做|办|送|顾|来得及|轮|访|补)|没有?(?:$|[,.\n])"
    r"|未(?:完成|谈|做|成|果|遇|见|能|开始|进行|家访|$)|不(?:成|了(?!了之)|通|上(?!课|学)|到(?=$|[,.\n了])|着|在家|接|让|肯|愿)|未果|婉拒|谢绝|停(?:一次|了|一天)|被退|无(?=$|[,.\n])|[❌✗✘×](?!\d)|失败|泡汤|扑空|没人|关机|占线|停机|空号|无人"
    r"|[不没][肯要愿]?收(?!到)|退(?:了)?回|拎回|取消|改(?:天|期|到|日)|推迟|延期|作罢|算了|黄了|被拒|还没|尚未)"
)
_AFTERWARDS = re.compile(
    r"(?:结果|可惜|可是|可|但是?|不过|就是|谁知|偏偏|到了|敲了?半天|去了)?[^,.:\nN]{0,6}?"
    r"(?:没人(?:在家|开门|应|接|$)|铁将军|没开门|没个人|(?<![P都])不在家|锁着?门|门锁|大门(?:紧|锁|关)|没(?:见着|见到|碰到|碰上|遇到|找到|遇上)"
    r"|没(?:谈|聊|说|讲|联系|打)(?:成|上|通|着|话)|(?:还没|没有|没)(?=$|[,.\n呢啊呀])|(?:还)?没(?:给|送|发|顾上)|再(?:给[他她]|送|发)(?=$|[,.])|取消了|作废|不算(?:数)?(?=$|[,.了])|没(?:去|送|打|补|访|见|聊|谈|办)?成|没(?:回(?!家)|来|到|接|理|通过|领|拿|收到)|打不通|没接|没打通|无人接|关机|占线|空号|扑了?个?空|白跑|吃了?闭门羹|就(?:只好)?(?:回来|走|回)了|只好回)"
)
_PLANNED = re.compile(
    r"(?:打算|准备(?!好)|想(?!着|到|法|家|开|通|起|不开)|(?<!主|重|需|不|只)要(?!求|好|强|紧)|(?<!按)(?<!照)计划|放到|正在|正(?=跟|和|在|给|去)|先不急|要不|(?:D|元旦|放假|期末|国庆|春节|过年|周末|月底|考试|开学|寒假|暑假)前(?!天|几|面)|开始每|[了好]就(?=去|找|跟|给|和)|约(?!谈)|等(?!等)|待会|过会|改天|改日|回头|过(?:两|几|些|阵|段)(?:天|子|时间)?"
    r"|抽空|抽时间|争取|马上|尽快|即将|将(?!近)|会(?=去|找|跟|给|和|再)|该|得(?=去|找|跟|给|抽|和|再|安排)|需要|必须|应该|应当|希望"
    r"|下(?:周|个?星期|个?礼拜|个?月|学期|次|回)|月底|年底|期末|以后|申请|提醒我|记得|别忘|F|可以|能(?=去|跟|和|找|给|不)|再(?=去|找|谈|聊|跟|给|说)|正(?:要|准备)|快要|拟|定于|有空|有时间|让(?!我)"
    r"|预计|安排(?!了)|拜托|(?:^|[,. ])请(?!了|到|来)|请(?=你|您|帮)|麻烦|通知(?=N)|如果|要是|假如|假设|的话|只要|除非|一旦|哪怕|即使|若|说好|原定|本来|答应)[^,.:\n]{0,16}$|F[^,.:\n]*$"
)
_PLAN_IN_WORDS = re.compile(r"再(?:给|送)|要给|准备|打算")
# What was planned or had failed before, and was done in the end.
AFTER_ALL = re.compile(
    r"(?:已经?|总算|终于|后来|提前|今天|昨天|D|刚才?|刚刚|,)[^,.:\n没不未要想会准NPO]{0,6}"
    r"(?:去|谈|聊|访|送|补|做|办|打通|见|跑|兑现)(?:成|完|上|通|到|着)(?:了|啦|$)"
    r"|已经?(?:去|谈|聊|访|送|补|做|办|家访|兑现)[过了完成]"
)
# 「就当家访吧」, and 「是甲不是乙」.
_AS_IF = re.compile(r"(?:就当|权当|算是?|当作?)(?:一次|是)?$")
_RATHER_NOT = re.compile(r"不是N")
_NO = re.compile(r"没(?!事)|未|不(?!好意思|错|少|远)")
_IN_MY_STEAD = re.compile(r"[,. ]?[^,.:\n]{0,8}(?:[替帮代]我(?!们)|是O|(?<=[, ])O)(?:去|谈|聊|送|打|补|访)")
_HEADED = re.compile(r"(?:待办|计划|任务|安排|要做|打算|清单|提醒|预约|下周|明天|F)[^,.:\n]{0,6}:[^:]*$")
_NEAR = 24
_ASKED_WHOLE = re.compile(r"来着|係咪|记不清|记不得|还是[^,.:\n]{1,12}谈的\?")
_REPORTED = re.compile(r"(?:据|听)[^,.:\n]{0,10}(?:反映|说|讲|称|介绍|反馈)[^.\n]*$")
_ON_CONDITION = re.compile(r"(?:如果|要是|假如|假设|倘若|等)[^.\n了]{1,12},[^.\n]*$")
_TOLD_AS_PAST = re.compile(r"(?:心|话|天)?过(?!来|去|几|两|会|年|节|生日|完|分|敏)|(?<=[谈聊去送补打访])过")
_IN_TURN = re.compile("先.*再[^再]{0,4}$|不是没")
_PLANNED_AFTER = re.compile(
    r"(?:心|话|天)?[^,.:\n]{0,5}(?:的?(?:时间)?(?:定在|定于|约在|安排在|放在|排在|计划)|改到|推到|等.{0,4}再|的?事.{0,4}(?:再说|回头)|[^,.:\n了过完]{0,5}(?:F|下(?:周|个?星期|个?礼拜|个?月|学期|次|回)|月底|明年)|着呢|放到|[^,.:\n了过完]{0,6}吧(?=$|[,.\n就]))"
)
_ALREADY = re.compile(
    r"(?:已|刚|才(?!能)|终于|总算|好不容易|趁|抽空(?=去|找|跟|给|和)(?!.{0,3}再)|上午|中午|D)[^,.:\n]{0,14}$"
)
_ASKED_BEFORE = re.compile(
    r"(?:谁|哪[个些位]|几次|(?<!花)(?<!没)多少|什么时候|啥时候|何时|怎么(?!也|都)|咋|如何|要不要|能不能|可不可以|是不是|有没有|算不算|是否|该不该|用不用"
    r"|需不需要|为什么|为啥|请问|想问|问一下)[^,.\n]{0,14}$"
)
_ASKED_AFTER = re.compile(
    r"(?:心|话|天)?[^,.:\nN ]{0,8}(?:\?|吗|么(?=$|[\n.?])|没有?(?=[呀啊呢?]*$)|了没|过没|否(?=$|\?)|呢(?=$|\?)|几次|多少次|怎么(?:写|填|记|办|算)|算不算|算(?:家访|谈心)?吗|行不行|对吧\?|(?:了|过)吧(?=$|[\n.?]))"
)
_STAFF_OR_OTHERS = (
    r"(?:O|民政|教育局|教导处|政教处|德育处|保卫处|团支部|学生处|领导|同志|支书|上级|[镇乡县区市村]里|单位|协会|生活老师|宿管|阿姨|派出所|居委会|街道|法院|保险公司|[\u4e00-\u9fff](?:姐|哥(?!俩)|嫂|叔|姨)|实习生|(?<!N)同学们?|班主任|室友|学校|社区|村委会?|村里|妇联|民政|工会|团委|企业|公司|爱心人士|志愿者|社工|咨询师|同事|别人|人家|班委|班长|政府|医院"
    r"|干部|警察|民警|医生|护士|校医|教练|基金会|红十字|好心人|(?:王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|马|朱|胡|郭|何|林|高|罗)(?:老师|主任|校长))"
)
_OTHERS = re.compile(_STAFF_OR_OTHERS)
_BY_OTHERS = re.compile(
    rf"(?:^|[^和跟与同给找向对被请陪代])(?:{_STAFF_OR_OTHERS})(?!一起|一块|一同|陪我|和我|跟我|让我|叫我|安排我|通知我|在场)[^,.:\n]{{0,12}}$"
)
_BY_THE_CHILD = re.compile(
    r"(?:^|[^和跟与同给找向对被把带陪让叫约请P])(?:N|[他她]|P)(?:同学|的?P)?[^,.:\n我]{0,5}?(?:跟|和|与|找|给|对|向|去找)(?:O|P|[他她]|同学|同桌|室友|舍友|同伴|对象|别人|班主任|班长|朋友|网友|Y)(?![^,.:\n]{0,3}都)[^,.:\n]{0,4}$"
)
_FOR_ME = re.compile(r"[替帮代]我(?!们)(?![^,.:\n]{0,2}记)")
_TOLD_BY = re.compile(
    r"(?:(?<!来)说(?!好|定|是|得|了)|听说|据说|据|反映|表示|告诉我|转告|透露|声称|承认|以为)[^,.\n]{0,14}$"
)
_THE_CHILD = re.compile(r"(?:^|[^给帮替为向跟和与找对])(?:N|[他她]|P)(?:同学)?[^,.:\n给我跟和与]{0,5}$")
_TO_US = re.compile(r"(?:N|[他她]|孩子)[^,.:\n我]{0,4}(?:给|送|帮|为)(?:我(?!们?班)|O)[^,.:\n]{0,4}$")
_GOES_TO = re.compile(r"(?:N|[他她]|孩子)[^,.:\n我给帮陪]{0,4}(?:去|在|上|参加)$")
_US = re.compile(r"我(?!们?班|们?校|们?学校)|咱|俺")
_DONE_BEHIND = re.compile(
    r"(?:心|话|天|谈|聊|偈|嗑)?(?:T|(?:\d+|[一二两三四五六七八九十几半]+)个?(?:课时|节|小时|分钟|次|遍|题|道|页|趟|户|家|人|件)|一?[次下会]儿?|几句|半天|很久|好久|了|过|完|好(?=[了啦喽,.\n ]|$)|成|毕|罢|咗|喽|咯|啦|的(?=$|[,.\n ]|是)|得(?=[很挺还比不蛮也]|T)|妥)"
)
_DONE_LATER = re.compile(
    r"[^,.:\n]{0,10}?(?:[了过完好毕](?:[啦呀哈吧喽哦的]|$|[,.\n ])|做(?:了|完)|搞(?:好|定|完)|结束|完成|到位|补上|ok|done)"
)
_DONE_BEFORE = re.compile(r"(?:已经?|刚刚?|刚才|才|终于|总算|都)[^,.:\n]{0,14}$")
_CLOSED = re.compile(r"[^,.:\nN]{0,4}(?:搞定|完成|完事|做完|办完|走了|done|ok|✅|✓|√|搞掂)")
_IN_WORDS = re.compile(r"[了过完咗]|出来|回来")


# What a teacher tells besides of what was done; of a plan there is nothing to tell yet.
_DETAIL = re.compile(r"[^,.:\n?NDFPT]{3,}")
_LATER = re.compile(
    r"(?![^,.:\n]{0,3}(?:其他|其余|别的|剩|另外))[^,.:\nN]{0,4}(?:下(?:周|次|回|个?月|学期)|明天|后天|改天|回头|过几天|F)?[^,.:\n]{0,3}再(?:说|去|办|做|补|弄)"
)
_WISH = re.compile(r"吧$|吗$|请|帮|提醒|要不要|怎么|下次|下周|下个?月|明天|改天|到时候|再说|可以|行不行|F")


def mood(text: str, start: int, end: int, clause: tuple[int, int], *, past: bool) -> Mood:
    """How the words between `start` and `end` are meant, inside their clause; `past`: a day that is over was said."""
    before, words, behind = text[clause[0] : start], text[start:end], text[end : clause[1]]
    lead = text[max(0, start - _NEAR) : start]
    if AFTER_ALL.search(text, end, clause[1]):
        return Mood.DONE
    if _NO.search(text, start, end):
        return Mood.NOT
    if _AS_IF.search(before) or _RATHER_NOT.search(before + words + behind):
        return Mood.DOUBT
    after = text[clause[1] + 1 : clause[1] + 24]
    ours = _US.search(before) is not None
    if _NOBODY.search(before + words + behind[:4]):
        return Mood.NOT
    denied = _DENIED.search(before) and not _IN_TURN.search(lead)
    if denied and not _ASKED_IF_NOT.search(before):
        return Mood.DOUBT if _NOT_QUITE.search(before) else Mood.NOT
    if _ANSWERED.match(text, clause[1]):
        return Mood.DONE
    if _ASKED_BEFORE.search(before) or _ASKED_AFTER.match(behind + text[clause[1] : clause[1] + 1]):
        return Mood.ASKED
    if _NOT_QUITE.search(before):
        return Mood.DOUBT
    if _NOBODY_HOME.search(behind) or _CAME_TO_NOTHING.match(behind) or _AFTERWARDS.match(after):
        return Mood.NOT
    if _ASKED_WHOLE.search(text, clause[0], min(len(text), end + _NEAR)):
        return Mood.ASKED
    if _REPORTED.search(text, 0, start) and not ours:
        return Mood.OTHERS
    if _ON_CONDITION.search(text, 0, start) and not _DONE_BEHIND.match(behind):
        return Mood.PLAN
    if _HEADED.search(text, 0, start):
        return Mood.PLAN
    planned = _PLANNED.search(before + words[:2]) and not _DONE_BEFORE.search(before) and not _IN_TURN.search(lead)
    done = (
        _DONE_BEHIND.match(behind)
        or _IN_WORDS.search(words)
        or _DONE_BEFORE.search(before)
        or _DONE_LATER.match(behind)
    )
    told_as_past = _TOLD_AS_PAST.search(words) or _TOLD_AS_PAST.match(behind)
    if not told_as_past and (
        planned or _PLAN_IN_WORDS.search(words) or (not _DONE_BEHIND.match(behind) and _PLANNED_AFTER.match(behind))
    ):
        return Mood.PLAN
    if _FOR_ME.search(before) or _IN_MY_STEAD.match(text, clause[1]) or _IN_MY_STEAD.match(behind):
        return Mood.OTHERS
    if not ours and (
        _BY_OTHERS.search(before) or _BY_THE_CHILD.search(before) or _BY_THE_CHILD.search(before + words[:1])
    ):
        return Mood.OTHERS
    if _TOLD_BY.search(before):
        return Mood.OTHERS
    done = (
        _DONE_BEHIND.match(behind)
        or _IN_WORDS.search(words)
        or _DONE_BEFORE.search(before)
        or _DONE_LATER.match(behind)
    )
    if _LATER.match(after) and not (done or past):
        return Mood.PLAN
    told = _DETAIL.search(after) and not _WISH.search(text[end:])
    tagged = end - start >= len(text[clause[0] : clause[1]].strip(" ()[]【】")) and re.search(
        "[了过的]", text[: clause[0]]
    )
    return Mood.DONE if done or past or told or tagged or _CLOSED.match(after) else Mood.BARE


def names_others(text: str) -> bool:
    """Whether a clause speaks of a colleague, an office or a neighbour."""
    return _OTHERS.search(text) is not None


def by_the_child(kind: Kind, lead: str, words: str) -> Mood | None:
    """How a deed is meant whose words may as well tell what the child did; None where they do not.

    「张三送了一幅画」, 「张三打了电话」, 「张三去补课了」 may; 「张三给我送了一封信」 does.
    """
    if _TO_US.search(lead):
        return Mood.OTHERS
    subject = _THE_CHILD.search(lead) is not None and "N" not in words
    may_be = (
        (kind is Kind.WARMTH and subject)
        or (kind is Kind.CONTACT and subject and "P" not in lead + words)
        or (kind is Kind.HELP and _GOES_TO.search(lead) is not None)
    )
    return Mood.DOUBT if may_be else None
