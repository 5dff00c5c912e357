"""What stood in the way of a deed: the road, the thing not there yet, another who is to do it, a near miss."""

from language.hear.place import Place, has
from language.hear.regex import regex

# Behind the words of a deed, in its sentence: the way was closed, or one turned round on it.
_CLOSED = regex(
    r"(?:路|桥|车|船|河|水|雪|雨|沟|山|缆车|班车|高速|封控|轮渡|大巴)[^,.\n]{0,6}"
    r"(?:堵(?![车着]?(?:了)?(?:T|半))|断(?!断)|被封|封(?:了|路|山|住)|塌|埋|淹|冲(?:了|垮|断|毁|走)|坏|抛锚|没开|停(?:运|航|开|班|摆)|熄火|爆胎|滑坡|涨)"
    r"|(?:塌方|滑坡|封路|封山|封村|断路|断桥|涨水|发大水|泥石流|抛锚|爆胎|大雾|暴雪|结冰)"
)
_TURNED_BACK = regex(
    r"(?:[折返退转绕撤]|掉头|调头|打道|原路|原道|原车|半[路道截途]|中途)[^,.\nN]{0,3}(?:回(?:来|去|府|校|了|$)|返(?:回|程|校|了|$))|打道回府|折返|掉头|调头"
    r"|(?:去|进|过|上|到|走|赶)不(?:成|去|来|了(?!了之))(?:了|$|[,.\n])"
    r"|(?:没|未)(?:能)?(?:去成|走成|过去|过得去|上得去|进得去|赶到|到达)"
)
_ON_THE_WAY_BACK = regex("(?:回来|回去|回程|回校|返程|返校|晚到|迟到)")
_NOBODY_THERE = regex(r"(?:敲|拍|喊|叫)(?:了)?(?:半天)?的?门?[^,.\nN]{0,4}(?:没|无)人(?:应|开|答|理)")
# 「去了张三家，可人不在」, and nobody else was met.
_NOT_IN = regex(
    r"[,.] ?(?:可惜?|可是|但是?|结果|不过|谁知道?|只是|就是|偏偏?|却)*(?:家里)?"
    r"(?:大?人|(?:[他她]|孩子|娃)(?=[^,.\n]*(?:$|[.\n])))(?:都|也|却|又)?[不没]在[家屋]?里?"
    r"(?=$|[.\n]|,(?![^.\n]*[聊谈说讲见送放留P]))"
)
# What was done all the same, behind such words.
_ALL_THE_SAME = regex(
    r"绕|步行|走路|徒步|走[着了过]|爬|蹚|趟着|推着|扛|踩着|改走|换了?(?:条|辆|个|乘|坐)|搭|坐[了在着]|还是|最后|最终|总算|终于|好歹"
    r"|(?:聊|谈|坐|见|家访|送|找|做|访|看)(?:了|过|完|到|着|上|成)|走[完]|才到|到了|第二次|改天又|后来"
)
# 「等发了工资就买」, 「下了课就去找」: what comes first is not over either.
_FIRST = regex(
    r"(?:发了工资|有了钱|[下放]了[课学班]|忙完|开完会|考完|手头[^,.\n]{0,3}宽裕)[^,.\n了]{0,4}(?:再|就|才)[^,.:\n了过]{0,6}$"
)
_STILL_COMING = regex(
    r"[^,.\n]{0,12}(?:[快就][要]?到(?:了|货)?|还?在(?:路上|途中|运|配送|派送|做|织|绣|赶)|(?:明|后)天(?:能)?到|没发货|未发货|刚下单|等(?:发|到)货|预售)(?=$|[,.\n了啦])"
)
_ORDERED = regex("[订定]|买|寄|下单|网购|定做|织|抢|囤")
# 「给他抢的羽绒服，到了再拿给他」.
_ONCE_THERE = regex(
    r"[^.\n了]{0,6}(?:到了?|到货了?|寄到了?|发货了?|拿到了?|来了|等[^,.\n]{1,6})[,]?(?:我)?(?:再|就|才)[^,.\n了过]{0,4}(?:给|拿|送|带|交|捎|转)"
    r"(?:过去|[他她N]|孩子|娃)*[^,.\n了过]{0,2}(?=$|[,.\n])"
)
# 「兜里钱不够」, 「先记着」 behind what one thought of.
_THOUGHT_OF = regex(r"(?:^|[,.\n ])(?:我)?(?:一直)?(?:想着|琢磨着?|寻思|盘算|合计着?|惦记着?)[^,.:\n了]*$")
# What nearly was, or would have been but for something.
_NEARLY = regex(
    r"(?:差(?:点|T)|差一点|险些|几乎)儿?(?:就|又|都)?(?!没|忘|迟|错过|哭|吵|摔|骂|掉)[^,.:\n]{0,12}$"
    r"|要不是[^.\n]{0,14}(?:就|早|都|也|已)[^,.:\n]{0,8}$|(?:若不是|要没有)[^.\n]{0,14}(?:就|早|都)[^,.:\n]{0,8}$"
)
# What the next clause says came of it: 「…，没讲成」, 「…，一听是老师就挂了」, 「…，门是锁的」.
_IN_VAIN = regex(
    r"(?:[^,.\nN没]{0,8},)?(?:也|都|就|又|结果|最后|还是|根本)?[没未](?:能)?[讲聊谈补送打访见说做学辅]成(?=$|[,.\n])"
    r"|(?:但|可是?|结果|不过)?(?![^,.\n]{0,10}[聊谈说讲][了完过])[^,.\nN]{0,10}(?:就|马上|立马|直接)(?:给|把电话)?(?:挂|按)(?:了|掉|断)"
    r"|家里?(?:就|只)有?[一两几](?:条|只|头)[狗猫鸡鸭牛羊]|[没莫冇]得人|冇人|门(?:是|还|都)?锁(?:着|的|了|起)"
    r"|[^,.\n]{0,3}说(?:是|他|她)?(?:正|还)?在(?:开车|开会|上班|忙|干活|外头|外面|工地|加班)[^.\n]{0,6}再(?:打|联系|回电|通话|说)"
)
# What came of the talk: nothing; or it does not count, or another broke it off.
_GAVE_UP = regex(
    r"不拢|不下去|不来(?=$|[,.\n])|崩了|僵了|黄了|流产|落空|没戏|没成(?=$|[,.\n])|暂缺|空白|搁浅|卡住|不作数|不作准|做不得数"
    r"|[^,.\nN]{0,8}(?:叫停|喊停|叫退|拦下|拦住|搅黄|(?:打断|打岔|中断)了?(?=$|[,.\n])|不作数|还是空白|暂缺)|,谈?,?暂缺"
)
_GAVE_UP_BEFORE = regex(r"(?:我|只好|算是)?(?:放弃|死心|作罢|投降)[了]?[,. ]?[^,.:\n了过]{0,4}$")
# 「聊什么聊」, 「谈个锤子」.
_WHAT_FOR = regex(
    r"(?P<verb>[聊谈送补访打])(?:什么|啥|个什么|个啥|个屁)(?P=verb)"
    r"|(?:[谈聊访补讲说去做]|联系|沟通|辅导)了?个(?:锤子|屁|毛线?|鬼|球|铲铲|寂寞|蛋|der|头(?=$|[,.\n]))"
)
_NOT_COME = regex(
    r"(?![^,.\n]*,(?:别的|其[他余它]|另外|剩))[^,.\n]{0,4},?[^,.\n]{0,8}(?<!别的)(?<!其他)(?:(?:她|他|人|娃|孩子)?(?:自己)?[又就]?(?:没|不)来|没(?:现身|露面|出现|到场)|爽约|放(?:了)?(?:我)?鸽子|[躲溜跑]了)[^,.\n]{0,2}(?=$|[,.\n])"
    r"(?=$|[,.\n][^.\n]{0,6}(?:白等|干等|空等|等了|等到|害我)|[^N]{0,2}$)"
)
_ANOTHERS_PHONE = regex(
    r"[^.\n]{0,8}(?:是(?:别人|陌生人|旁人|外人|不认识的人?)[^,.\n]{0,2}接|打错了|换号了|打成(?:了)?(?:别|人家|另)|说(?:我)?打错|不是(?:他|她|家长|本人)的?(?:号|电话))"
)
# A visit that a call took the place of, or that was not wanted; a record that is there twice.
_SWAPPED = regex(
    r"(?:的事)?[,. ]?[^,.:\nN]{0,4}[改换](?:成|为|作|用|了)*(?:打|通|做|发)?(?:了)?个?(?:电话|微信|视频|语音|线上|云)"
    r"|[^,.:\nN]{0,3}先?(?:缓一?缓|放一?放|搁一?搁)(?=$|[,.\n吧])|[^,.\nN]{0,3}(?:录|记|登|写|报)?重(?:复|了)(?:了)?(?=$|[,.\n])"
)
# 「交给班长转」, and he forgot.
_LEFT_WITH = regex(r"[^.\n]{0,10}(?:班长|同学|同桌|他|她|O|Y)[^,.\n说讲]{0,4}(?:忘(?:了|记)|弄丢|没(?:给|转|带到))")
# 「俩事儿今天要办：…」, 「谈心材料准备好了，就差人了」, 「…的事我来谈，你们别管」.
_TO_BE_DONE = regex(r"(?:[要待得该需][办做干弄搞完]|没[办做干弄])(?:成|掉)?(?:的|完)?(?:事|活)?[^,.\n]{0,3}:[^\n]*$")
_ONLY_LACKS = regex(
    r"(?:的)?(?:材料|提纲|表|记录本|问题|教案|东西|礼物|内容|准备)[^.\n]{0,8}(?:就差|只差|只欠|就等|只等|万事俱备)"
)
_LEAVE_IT_TO_ME = regex(
    r"(?:的事)?(?:由|归|让)?我来[^,.:\n了过]{0,3}$|(?:包在我|交给我|我负责|我包了)[^,.:\n了过]{0,4}$"
)
_HE_WOULD = regex(r"(?:讲|说|答应)(?:是)?(?:得闲|有空|得空|改天|回头|过[两几]天)(?:会|就|再)?")

_A_VISIT = regex("家|访|上门|入户")
# 「约好周五家访」, 「要到他家去，已经和他爷爷说好了」, 「过两天给他」.
_DAY_AGREED = regex(r"(?:约|说|讲|商量|定)[好定了]+(?:了)?(?:在)?[DF][^,.:\n]{0,3}$")
_WANTED_FIRST = regex(r"(?:要|准备|打算|计划|F)[^,.:\n了过]{0,3}(?:去|到|上|跟|和|给)[^.\n了过]{0,20}$")
_SAID_TO_BE = regex("[说讲约定](?:好|定|妥)")
_TOMORROW = regex(r"F[^.\nD了过]{0,16},[^.\nD了过]*$")
_OVER = regex("[了过完]")
_IN_SOME_DAYS = regex(r"过(?:[两几些]|一?阵|段|T)[^,.:\n了过]{0,4}(?:给|送|拿|带|买|去|找|跟|和)[^,.:\n了过]{0,6}$")


def hindered(at: Place) -> bool:
    """「去他家的路塌方了，走到一半折回」, 「谈不拢」, 「补课她没来，白等」, 「差一点儿就谈上了」."""
    rest = at.text[at.end :]
    turned, closed = _TURNED_BACK.search(rest), _CLOSED.search(at.behind + at.after)
    found = turned or (closed and not at.done and not has(_ON_THE_WAY_BACK, rest)) or _NOBODY_THERE.search(rest)
    if _NOT_IN.match(at.text, at.clause[1]) and has(_A_VISIT, at.words + at.behind[:1]):
        return True
    if found and "家" in at.words + at.before + at.behind[:8] and not has(_ALL_THE_SAME, rest):
        return True
    if has(_NEARLY, at.lead) or has(_WHAT_FOR, at.before + at.words + at.behind) or has(_GAVE_UP_BEFORE, at.before):
        return True
    if _SWAPPED.match(at.text, at.end) and has(_A_VISIT, at.words):
        return True
    if _IN_VAIN.match(at.after) or (_NOT_COME.match(at.text, at.end) and not at.done):
        return True
    followed = (_GAVE_UP, _ANOTHERS_PHONE, _LEFT_WITH)
    return any(pattern.match(at.text, at.end) for pattern in followed) and not has(_ALL_THE_SAME, rest)


def not_yet(at: Place) -> bool:
    """「给他订的字典快到了」, 「发了工资就买」, 「谈心材料准备好了，就差人了」."""
    if has(_FIRST, at.before) or has(_FIRST, at.before + at.words + at.behind) or has(_THOUGHT_OF, at.before):
        return not has(_ALL_THE_SAME, at.behind)
    agreed = has(_DAY_AGREED, at.before) or (
        has(_SAID_TO_BE, at.words + at.behind) and _WANTED_FIRST.search(at.text, 0, at.start)
    )
    if (agreed and not has(_ALL_THE_SAME, at.text[at.end :])) or has(_IN_SOME_DAYS, at.before + at.words + at.behind):
        return True
    if _TOMORROW.search(at.text, 0, at.start) and not (at.done or has(_OVER, at.text[at.start :])):
        return True
    ordered = has(_ORDERED, at.before + at.words)
    on_its_way = ordered and (_STILL_COMING.match(at.behind) or _ONCE_THERE.match(at.text, at.end))
    waiting = _ONLY_LACKS.match(at.text, at.end) or _TO_BE_DONE.search(at.text, 0, at.start)
    promised = has(_LEAVE_IT_TO_ME, at.before + at.words[:-1]) or has(_HE_WOULD, at.before)
    return bool(on_its_way or waiting or (promised and not at.done))
