"""Who gave a lesson that a sentence speaks of, and whether it took place."""

from language.hear.frame_words import STUFF
from language.hear.mood import Mood
from language.hear.mood_words import AT_A_PLACE, STAFF_OR_OTHERS
from language.hear.plans import told_to_come
from language.hear.regex import regex

_SOMEBODY = (
    rf"(?:{STAFF_OR_OTHERS}|P|Y|课代表|科代表|学习委员|外教|家教|助教|私教|[学师][长姐兄]|大学生|[他她]?[哥姐](?:哥|姐)?"
    r"|[文学语理化物生]组|教研组|年级组?|统一|机构|培训班?|辅导班|补习班|网课|同桌|学霸|优等生|自己)"
)
_TEACHES = r"(?:补|教|讲|辅导|带|上|改|批|做|管|负责|代|陪|帮|抽查|听写)"
# 「数学是外教补的」, 「补课王老师上的」, 「英语由他哥哥在家教」: who stands before the verb, and is not we.
_BY_ANOTHER = regex(
    rf"(?:是|由|让|归|请|托|都是)[^,.:\n我咱NP给帮陪跟和]{{0,3}}(?:{_SOMEBODY}|N)[^,.:\n我咱]{{0,10}}?{_TEACHES}(?!我)"
    rf"|(?:课|{STUFF}|辅导|帮扶)(?:一直|都|现在|平时|是|语文|数学|英语|科任)*{_SOMEBODY}[^,.:\n我咱N]{{0,6}}?{_TEACHES}(?!我)"
    rf"|(?:^|[,. ])[^,.:\n我咱给帮跟和NP]{{0,4}}(?!{AT_A_PLACE}){_SOMEBODY}"
    r"(?:正?在|D|主动|一直|每天|自己|也|都|来|刚|又)*(?:给|帮|教|辅导|陪|带|抽查|检查|督促|批评?|查|听)(?:着)?(?:[他她N]|孩子)"
    r"|P(?:在家|每天|晚上|也|都|一直|自己|D|正)*(?:给|陪|帮|教|辅导|带|盯|看|检查|指导)(?:着|了)?(?:[他她N]|孩子)"
)
# 「教张三数学的是王老师」 says who somebody is.
_WHO_TEACHES = regex(
    r"(?:教|辅导|带)(?:着|过)?N的?[^,.:\n]{0,8}(?:O|老师|的人|的是)|N的?[^,.:\n]{0,4}(?:O|老师)(?:换|走|请假|病)|是[^,.:\n我]{1,3}的(?:任务|责任|事)"
)
# 「数学得补补了」.
_SHOULD = regex(
    r"(?:得|该|(?<!不)要(?!是|点|求)|需要?|应该|必须|想)(?:好好|再|多|赶紧|抓紧|找[个人]+|给(?:[他她N]|孩子))*(?:补|练|讲|辅导|教|抓)"
)
# 「我教张三数学」 says what one is.
_HIS_TEACHER = regex(r"^\W*我?(?:一直|现在)?(?:是)?(?:教|带)N的?[^,.:\n了过会着]{0,4}(?:的|老师)*$")
_COMING = regex(r"F|打算|准备(?!好)|下(?:周|次|个?月|学期)|改天|以后|从[^,.:\n]{1,6}起|每(?:天|周|次|晚|个)[^了]*$")
_ASKS = regex("哪(?!怕|里不)|什么时候|几[次回节]|多少[次回节]|谁")
# 「甲给乙讲题」, 「甲辅导乙下棋」.
_ONE_ANOTHER = regex(
    r"(?:^|[^和跟与同给找对向把带陪让叫、及])N(?:同学)?[^,.:\n我和跟、N]{0,4}(?:给|帮|教|辅导|陪|带|替|督促)(?:着)?"
    r"(?:N|全班|同学|大家|同桌|别人|组员|小伙伴|其他|Y)"
)
_ELSEWHERE = regex(
    r"(?:N|[他她]|孩子)[^,.:\n我]{0,3}(?:在|去|到|上|参加|报(?:了)?|请(?:了)?|跟着?)[^,.:\n我]{0,4}"
    r"(?:机构|校外|培训|补习班|辅导班|补课班|外面|家里?|网上|网课|家教|托管)"
)
# What a child learns by itself, with nobody who leads it.
_SELF = regex(
    r"(?:^|N|[他她]|孩子)[^,.:\n我给帮陪带领教盯看辅讲批抽]{0,8}(?:作业|单词|课文|古诗|书|默写|背诵|听写|练字|复习|预习|错题|试?卷子?|题|字)"
    r"[^,.:\n我给帮陪带领教盯辅讲批抽]{0,4}(?:背|默|写|做|读|练|复习|预习|补|订正|交|抄)(?:[了完好]|得|上[来了])"
    r"|(?:N|[他她]|孩子)(?:同学)?(?:自己|[今昨D]|也|都|已经?|又|还|正?在)*(?:背|默写?|写|做|读|练|复习|预习|订正|听写)(?:[了完好]|得|全)"
    r"|(?:默写|背书|听写|背诵|作业|单词|课文)[^,.:\n我给帮]{0,2}(?:全对|不过|没过|过关|只对|对了|错了|满分|不错|优|潦草|没写|没背)"
    r"|(?:自己|自个儿?|独自|N?一个人)(?:在我[^,.:\n给帮]{1,3})?[^,.:\n我给帮掏]{0,4}(?:补|学|背|默|写|做|练|复习|预习|订正)"
    r"|(?:N|[他她]|孩子)(?:自己|还|正?在|又|也|今天|D)*补(?:[了完好])?[^,.:\n]{0,2}作业"
)
_WE = regex(
    r"我(?!们?办公室|宿舍)|咱|给|帮|陪|带着?|领着|教|盯|守着|纠|看(?:着|N)|[查听]N|[逼拉催]着|督促|监督|辅导|指导|讲|批|抽查|一对一|小灶|帮扶|答疑|晚辅|留(?:下|堂|校)"
)
# What was begun, and with whom: enough to take a lesson told without 了 as given.
_LED = regex(
    r"(?:给|帮|陪|带|领|教|盯|看|督促|监督|指导|辅导|面批|抽查|听写)(?:着|了)?(?:N|[他她]们?|孩子)|我[^,.:\n]{0,4}(?:陪|给|帮|辅导|教|讲|补)"
    r"|(?:把|留(?:下|堂|校|住)?)N|N[^,.:\n]{0,4}留(?:下|堂|校)"
    r"|辅导|答疑|面批|一对一|一帮一|手把手|边[做写]边讲|帮扶|抽[查背]|晚辅|补课|讲题|小灶"
)
_ASKS_US = regex(
    r"(?:N|[他她]|P|孩子|家长)[^,.:\n我]{0,6}(?:想|让|求|请|要|叫|希望|盼|问)[^,.:\n到来]{0,4}我[^,.:\n]{0,6}$"
)
_US = regex("我(?!们?班|们?校|的|们?办公室|宿舍)|咱")
_SHOWED = r"教(?:会)?N(?:怎么|如何)?[用查认写做读系算画整背]"
_COUNTED = r"T|(?:\d+|[一两二三四五六七八九十几半])(?:[次遍节题道页段篇组张h课]|个(?:知识点|单元|词)|分钟|min)"
_THING = regex(rf"{STUFF}|{_COUNTED}|{_SHOWED}")
_KEPT_IN = regex(r"留(?:下|堂|校|住)(?!.*(?P<verb>[讲补练读背])一?(?P=verb))")
# How far behind a clause its count may stand: 「…，四十分钟」.
_FURTHER = 8
_OVER = regex("[了过完的好]|T|半天|[一两三几]遍")


def lesson(text: str, start: int, end: int, clause: tuple[int, int], mood: Mood) -> Mood:
    """How a lesson told between `start` and `end` is meant, which `mood` says of any deed there."""
    first, last = clause
    whole, lead, words = text[first:last], text[first:start], text[start:end]
    by_us = _US.search(whole) is not None
    if "谢" in lead:
        return Mood.DOUBT
    if _ASKS_US.search(lead):
        return mood if _OVER.search(text, end, last) else Mood.PLAN
    if _ASKS.search(text, end, last):
        return Mood.ASKED
    if _COMING.search(words) or _SHOULD.search(whole):
        return Mood.PLAN
    others = (_BY_ANOTHER, _ONE_ANOTHER, _ELSEWHERE, _WHO_TEACHES)
    if not by_us and any(other.search(whole) for other in others):
        return Mood.OTHERS
    if not _WE.search(whole) and _SELF.search(whole):
        return Mood.OTHERS
    if _HIS_TEACHER.search(whole):
        return Mood.DOUBT
    if mood is Mood.BARE and told_to_come(text, start, clause):
        return Mood.DOUBT
    told = mood is Mood.BARE or (mood is Mood.DOUBT and _KEPT_IN.search(words) is not None)
    led = told and _LED.search(whole) and (_THING.search(text, first, last + _FURTHER) or by_us)
    return Mood.DONE if led else mood
