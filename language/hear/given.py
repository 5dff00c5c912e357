"""Who gave what a sentence speaks of, and whether it was taken."""

from language.hear.frame_words import GIFT
from language.hear.mood import Mood
from language.hear.mood_words import STAFF_OR_OTHERS
from language.hear.regex import regex

_US = regex("我(?!们?班|们?校|的|这|家)|[咱俺]|自(?:己)?掏|自费|代表")
# 「企业捐的书包，我转交给了张三」: others gave it to us, and we to the child.
_PASSED_ON = regex(
    rf"(?:{STAFF_OR_OTHERS}|P|人士?|家|厂)[^,.:\n把给我]{{0,6}}(?:捐|送|赠|寄|发)(?:赠|助|来|过来|给(?:学校|孩子们?))*的|慰问(?:金|品)"
)
_ON_TO = regex(r"把|转[交送给赠]|(?<!不是)我|亲手|给N|给[他她]")
_SOMEBODY_ELSE = regex(STAFF_OR_OTHERS)
# 「同学送他一个书包」, 「她舅给她买了手机」.
_OTHERS_GAVE = regex(
    rf"(?:^|[,.: ])(?:N(?:的|家)?)?(?:[他她]的?)?"
    rf"(?:{STAFF_OR_OTHERS}|P|Y|[哥姐舅姨姑叔伯])[^,.:\n我咱把]{{0,8}}(?:给|送|为|帮|替|塞|捐|发|请)"
    r"|N(?:同学)?[^,.:\n我和跟、及N给]{0,4}(?:给|送|请|分给?|帮|替)(?:了)?N|N(?:同学)?把[^,.:\n我]{1,10}[给送](?:了)?(?!我|N|[他她了])|自己[^,.:\n我掏]{0,3}(?:买|充|交|付)"
    rf"|{GIFT}(?:是|由)?(?:{STAFF_OR_OTHERS}|P)[^,.:\n我咱]{{0,6}}(?:给|送|买|发|捐|寄)"
)
# 「学校统一发的棉衣，张三领了一件」: what others gave was only taken.
_HE_TOOK = regex(
    rf"(?:{STAFF_OR_OTHERS}|食堂|统一)[^,.:\n我咱把]{{0,8}}(?:发|捐|送|赠|寄)[^.:\n我咱]{{0,12}}N家?[^,.:\n我咱]{{0,3}}(?:领|分到|拿|得|也有)"
    rf"|N家?[^,.:\n我咱]{{0,3}}(?:领|分到|拿|得|收)[到了过][^,.:\n我咱]{{0,4}}(?:{STAFF_OR_OTHERS}|食堂|统一)[^,.:\n我咱]{{0,4}}(?:发|捐|送|给|赠)"
)
_REFUSED = regex(
    r"[^.\n了]{0,12}?(?:[不没](?:肯|愿意?|想|敢|好意思|让)?要(?!求|紧|好|强|是|脸|命)|[不没][肯要愿]?(?:收(?!到|拾|获)|接受)|不肯|退(?:了)?[回还]|还给(?:了)?我|没送出"
    r"|(?:死活|坚决|说什么也)不)"
)
_IN_THE_END = regex(r"[^.\n]{0,16}(?:后来|最后|终于|才|还是|总算|硬)[^,.:\n没不]{0,6}(?:收|拿|要|接|给|塞)")
_UNDER_WAY = regex(
    r"[^.\n]{0,8}?(?:在路上|在途|还没(?:有)?(?:到|寄|送|给|发|拿)|没到货|等[他她N]?来?(?:拿|取|领)|在我(?:这|办公室|家|车)|放(?:在|我|车|办公室)|先放"
    r"|(?:F|下周|除夕|改天|回头|过(?:两|几)天|周[一二三四五六日]|到时候?)[^,.:\n还]{0,4}(?:给|送|发|拿|带)(?!了))"
)
# A gift that is told with how many, or as one's own, was given; without that it may be a plan.
_HOW_MANY = r"(?:[一两二三四五六七八九十几半]|\d+)(?:[件双套箱袋桶床条盒本个瓶斤份张支壶副块把顶台元百篮碗提包]|公斤)"
_TOLD_FULLY = regex(
    rf"送(?:给|去)?(?:N(?:[、和跟与]N)*)?[^,.:\n了]{{0,8}}(?:{_HOW_MANY}|T)|{_HOW_MANY}[^,.:\n]{{0,6}}给N"
    rf"|给N(?:[、和跟与]N)*(?:各|每人|一人)?{_HOW_MANY}|N(?:各|每人|一人)[^,.:\n]{{0,2}}{_HOW_MANY}"
    rf"|奖励?(?:了|给)?N?[^,.:\n]{{0,6}}{_HOW_MANY}"
    r"|(?:围|铺|盖|穿|戴|披|换|套|抹)上|亲手|当面|(?:送|发|交|给|买)(?:的|出|到|达|过去)(?=$|[,.\n])"
)
_CALLED_A_GIFT = regex("送(?:了|过)?温暖|慰问|献(?:了|过)?爱心|资助")
_HE_GAVE = regex(r"N(?:同学)?(?:慰问|资助)(?:了|过)[\u4e00-\u9fff]")
_WRONG = regex("[记写弄搞说]错|不对")
_BOUGHT = regex("买|订|购|准备|织")
_HAPPENED = frozenset({Mood.DONE, Mood.BARE})
_STILL_WANTED = regex(r"(?:该|得|(?<!不)要|需要)(?:给[他她N])?(?:换|买|添)")
_APPLIED_FOR = regex("申请(?!书)|申报|审批|报(?:上去|批)")
_GRANTED = regex("[批发领拿送给办](?:下来|到|给|好|[他她N])*了|(?:下来|到账|到位)了|申请到")
_FORGOTTEN = regex("忘(?:了|记)?(?:带|拿|给|买|送)")
# 「放他课桌里了，没见着人」: it was given all the same.
_PLACED = regex(r"放(?:到|在|进)?了?(?:[他她]|N)?的?(?:课桌|抽屉|桌子?|柜子?|书包|座位|床头|枕头)[里上下]?了")
_TO_US = regex("给(?:了)?我(?!们?班|校|结对|帮扶|负责|联系|带)|(?:送|塞|带|分|端|献)(?:给|了)?我(?!家|们|的|买|织)")
_TO_THEM = regex(r"给(?:[他她]|N)|N家里?(?:送|给|买|拿|添|换|装)(?:了|去)")
_WE_GAVE = regex(r"(?:我|咱)们?[^,.:\n]{0,4}(?:送|买|带|给|捐|织|充|垫|交|出|发)")


def gift(text: str, start: int, end: int, clause: tuple[int, int], mood: Mood) -> Mood | None:
    """How a gift told between `start` and `end` is meant; None where that is as `mood` says of any deed there."""
    first, last = clause
    whole, words, behind = text[first:last], text[start:end], text[end : last + 24]
    if _TO_US.search(whole):
        return Mood.OTHERS
    if mood is not Mood.PLAN and _PLACED.search(whole):
        return Mood.OTHERS if "把" in whole and "我" not in whole else Mood.DONE
    if _REFUSED.match(behind) and not _IN_THE_END.match(behind):
        return Mood.NOT
    if mood in _HAPPENED and (mood is Mood.BARE or _BOUGHT.search(words)) and _UNDER_WAY.match(behind):
        return Mood.PLAN
    if _STILL_WANTED.search(whole):
        return Mood.PLAN
    if _APPLIED_FOR.search(whole) and not _GRANTED.search(whole + behind):
        return Mood.PLAN
    if _FORGOTTEN.search(whole):
        return Mood.NOT
    if "借" in whole:
        return Mood.DOUBT
    if _HE_TOOK.search(text, max(0, first - 24), last + 24) and not _US.search(text, max(0, first - 24), last + 24):
        return Mood.OTHERS
    ours = _US.search(text, first, min(last, end + 4)) is not None
    if _passed_on(text, max(0, first - 24), end):
        return Mood.DONE
    if mood not in _HAPPENED:
        return None
    if not ours and _OTHERS_GAVE.search(whole):
        return Mood.OTHERS
    if "谢" in whole or _HE_GAVE.search(whole):
        return None
    if _CALLED_A_GIFT.search(words):
        return None if _WRONG.search(behind) else mood
    told = _WE_GAVE.search(whole) or (mood is Mood.BARE and _TOLD_FULLY.search(whole))
    return Mood.DONE if told or (mood is Mood.DONE and (ours or _TO_THEM.search(text, first, end))) else None


def _passed_on(text: str, first: int, end: int) -> bool:
    """Whether what others donated was handed on by us."""
    found = _PASSED_ON.search(text, first, end)
    if found is None or not _ON_TO.search(text, first, end + 4):
        return False
    before, behind = text[first : found.start()], text[found.end() : end + 4]
    return "我" in behind or not (_SOMEBODY_ELSE.search(before) or _SOMEBODY_ELSE.search(behind))
