"""The words that speak of danger to a child: a short list of certain ones, found however they are written."""

import re
import unicodedata

from duty.danger import Danger
from language.hear.lexicon import spelled
from language.hear.normalise import SIMPLER

# What the words below call by a name: people, and what a word does not mean where this stands right behind it.
_NAMED = {
    # 被打电话吵醒, 被打断, 被打了低分.
    "<no_blow>": """(?!
        (?:了|过)?(?:个|一个)?(?:电话|招呼|小报告|折扣|疫苗|针|水|饭|球|牌|卡|杂|分|勾|叉|[低高零满]|\\d)|来电话|动|断|印
        |扰|搅|开|包|乱|破|消|造|碎|翻|湿|回|扫|发|上标|上烙|败|脸|假|车|赏|招|通|磨|击|点|码|工|散|量|岔|赢|光|完|字|对|错
        |听|扮|趣|爆|牢|下手|手犯规|成一片|成一团
    )""",
    # 想死你了, 想死妈妈了, 不想死记硬背.
    "<not_missing_you>": """(?!
        记|读|板|磕|守|撑|扛|心|背|缠|拼|机|活|脑细胞|人了|[你我他她它您]了|[你您他她]啦|你们|[妈爸奶爷外老同大小咱学家]
    )""",
    "<somebody>": """(?:
        同学|爸爸|妈妈|[他她]?[爸妈]|父亲|母亲|继父|继母|后妈|后爸|家长|爷爷|奶奶|哥哥|老师|别人|高年级|一群|几个
    )""",
    "<again>": """(?:又|常|经常|总|总是|老|老是|天天|昨晚|喝醉了|喝醉|酒后|一喝酒|喝了酒)(?:就|又|还)?""",
}

# Nobody's life may hang on a word like 没: what was denied, planned or asked alarms as well. What is certainly
# not meant is named right beside the word, with nothing between: 不想活动, but not 「不想活。动…」.
_SAID: dict[str, str] = {
    "self_harm": """
        不想(?:再)?活(?!动|跃|泼|络|捉) 活不下去 活够了 不要活了 [说我他她](?:都|也)?不活了
        活着(?:真|也|都|很|好)?(?:没|没有|无|有什么|有啥)(?:什么|啥)?(?:意思|意义|劲) 活着.{0,2}[太好真很](?:累|痛苦)
        不想(?:再)?醒(?:过来|来)
        (?<!苦思冥)想死<not_missing_you>
        (?<![过回出进])去死(?!记|读|板|磕|守|撑|扛|心|背|缠|死|活|皮) 寻死(?!党) 寻短 死给.{1,2}看
        不如死(?!记|读|背|磕|守)
        (?<![累热笑气饿忙冷烦困渴急吓疼])死了(?:就|才|也|还|倒)?(?:算了|轻松|解脱|干净|清静|没人管) 死了就好了 死了之
        一死了之 一了百了 想.{0,2}离开(?:这个)?(?:世界|人世) 结束(?:了)?(?:自己(?:的)?)?(?:生命|性命)
        了结(?:了)?(?:自己|生命|一切) (?<![独亲])自杀(?!式) 自残(?!疾|联|障|缺|形) (?<![来独暗])自伤
        (?<![独各亲])自尽(?!力|量|心|责|职|快|早|情|管|可能|孝|到|全) 自缢 (?<![年减])轻生(?!活|理|物|产|态|长)
        伤害(?:我|他|她)?自己 割(?:了)?(?:手)?[腕脉]
        (?<![计规策比谋筹企刻描])[划割](?:伤|破|了)?(?:自己|手臂|胳膊|手腕) (?:手臂|手腕|胳膊).{0,6}[割刀划]痕
        想不开(?!心|车|门|灯|窗|口|会|花|机|学|店|朗|玩笑|火|电|空调|小差|课|始|通|放|票|药|锅|水|盖|箱|包|锁|眼|题|家长会|班会|视频|摄像)
        跳楼(?!机|价|大甩卖|甩卖|梯) 坠楼 [跳投][河湖](?!南|北) [跳投]江(?!南|苏|西|山) [跳投]井(?!冈) 跳[崖桥]
        (?<![早晚])上吊(?!灯|床|扇|顶|着|桥|车|坠|兰|篮|牌|瓶|针|水|儿|单|环|起|挂|了|打|胃|唁|销|装|带)
        (?<![衣校征克制西佩信折舒])服毒(?!素|性|蛇|害) [喝吃](?:了)?(?:农药|百草枯|敌敌畏|老鼠药) 遗书 绝笔
        [吃吞](?:了)?(?:一整瓶|整瓶|一瓶|一把|大把|大量|很多|好多)(?:的)?安眠药
        [吃吞](?:了)?(?:一整瓶|整瓶|一大把|一把)(?:的)?药 (?:天台|楼顶)(?!县|山)(?:的)?[边上外栏].{0,4}[坐站跳哭]
        [站坐爬翻](?:到|在|上)(?:了)?(?:天台|楼顶|护栏外|栏杆外)(?!县|山) [爬翻](?:到|出)(?:了)?窗外
    """,
    "sexual_abuse": """
        (?<!防)性侵(?!权|略|占|入|蚀|袭) 猥亵 强奸 轮奸 诱奸 迷奸 强暴(?!雨|风|雪) (?<!防)性骚扰 性虐 性暴力 裸照 裸聊
        咸猪手 (?<![无莫除若])非礼(?!勿|品|物|貌|仪|让|拜) [被遭].{0,6}侵犯(?!.{0,3}(?:权|隐私|肖像|利益))
        (?:女生|女孩|女学生)(?:已经)?怀孕
        摸(?:了)?(?:她|他|我|女生|孩子|学生)?(?:的)?(?:胸|下体|下身|私处|屁股|隐私部位|隐私处)(?!口|前|膛)
        脱(?:了|掉)?(?:她|他|我|女生|孩子)(?:的)?(?:裤|内衣|内裤|裙)
    """,
    "violence": """
        [被挨遭](?:人)?打<no_blow> [被挨]揍 被虐(?!惨|哭|菜|成|得|狗|翻|心) 虐待 虐打 (?<!措)施暴(?!雨|晒|涨)
        (?<!反)家暴(?!晒|富|走|涨|雨|跌|躁|怒|饮|食|露|发) (?<!反)家庭暴力
        被<somebody>.{0,3}打<no_blow>
        [爸妈爹父母爷奶](?:亲)?<again>[打揍](?:了)?(?:他|她|我|孩子)(?!.{0,2}(?:电话|手机|视频))
        (?:打断|打折|打碎)(?:了)?(?:他|她|我|孩子|人)?(?:的)?(?:腿|胳膊|骨头|肋骨|鼻梁|手臂)
        [打砸][破爆](?:了)?(?:他|她|我|孩子|人)?(?:的)?(?:头|鼻) 打翻在地 打倒在地 打[伤骂] 殴打 毒打 暴打(?!柠|鲜)
        围殴 群殴 拳打脚踢 鼻青脸肿 遍体鳞伤 皮开肉绽 [被遭受挨].{0,6}(?:耳光|巴掌|棍子打|皮带抽|勒索|体罚)
        扇.{0,3}耳光 [被遭受](?:到)?.{0,6}[霸欺]凌
        [被遭受挨](?:到)?.{0,6}欺负 不给.{0,3}饭吃 (?<![保坚])持刀(?!叉|具)
        拿(?:着|起)?(?:菜|水果|小)?刀.{0,2}[砍捅杀追] 捅[人伤死] 捅了.{0,2}刀 砍[人伤死] 要杀(?:了)?[人他她我]
    """,
    "missing": """
        (?:离家|离校|负气|赌气|私自|独自|深夜|半夜)出走(?!廊) 离家不归 失踪(?!人口)
        (?<!家长)(?<!父母)(?<!爸爸)(?<!妈妈)(?<!父亲)(?<!母亲)(?<!爸妈)(?<!护人)(?<!手机)(?<!奶奶)(?<!爷爷)失联
        (?<![猫狗羊牛鸡鸭鹅])走[失丢] 彻夜[不未没]归 夜不归宿
        一[夜晚](?:上)?(?:都)?[没未](?:有)?[回归](?!复|应|信|消|我|微|电|话|短)
        (?:孩子|学生|女儿|儿子|娃|人)(?:突然|又|就|也|都|还是|还)?(?:不见了|找不到了|找不着了)
        [他她](?:突然|又|就)?不见了 把(?:孩子|学生|人|他|她)弄丢了 找不[到着](?:孩子|学生)了
        (?:到处|哪儿|哪里|四处|全校)(?:都|也)?找(?:遍)?(?:了)?(?:都|也)?(?:找)?不[到着](?:人|他|她|孩子|学生)
        翻墙[出跑走离逃] (?:擅自|私自|偷偷)(?:离校|跑出|离开学校|出校) 逃出学校 (?<!防)拐卖 被拐(?!弯|角|点) 被绑架
        被劫持 被(?:陌生人|人贩子|不认识的人).{0,2}[带拉拐抱骗]走
    """,
    "medical": """
        没(?:有|了)?呼吸 停止呼吸 昏迷不醒 (?<!防)溺水了 落水了 掉[进到](?:了)?(?:河|水库|池塘|水塘|井) 口吐白沫
        (?<!防)触电了 (?<!防)(?:农药|煤气|食物)中毒(?!的?预防|知识|安全) 休克了
    """,
}
_MEANS = {
    "self_harm": Danger.SELF_HARM,
    "sexual_abuse": Danger.ABUSE,
    "violence": Danger.ABUSE,
    "missing": Danger.RUNAWAY,
    "medical": Danger.MEDICAL,
}
# Only where nothing else is said: 「救命啊，作业太多了」 is no danger.
_CALL = re.compile("(?=.*救)(?:救命|救救我|救救孩子|求救|快来人|来人|快|啊|呀|哪|啦|了)++")

# What is no danger as a whole, whatever words it is made of: the names of lessons, and animals that ran away.
_LESSON = r"(?:知识|主题|专题|专项|心理|安全|健康|校园|学生|青少年|工作|宣传)*(?:讲座|教育|班会|培训|筛查|工作|宣传|课)"
_HARMLESS = re.compile(
    rf"(?:自杀|自残|自伤|轻生)的?(?:防治|预防|防范|干预){_LESSON}"
    rf"|(?:预防|防治|防范|防)(?:学生|青少年|未成年人|儿童)?(?:自杀|自残|自伤|轻生)(?:行为)?的?{_LESSON}"
    r"|(?P<together>[和跟与同带抱牵领抓][^,]{0,6})?[猫狗兔鸟龟猪羊牛鸡鸭鹅](?:狗|咪)?又?离家出走"
)

_BESIDE = re.compile(r"(\(\?<?!(?:[^()]|\([^()]*\))*\))")
_CHARACTER = re.compile(r"\[[^\]]+\]|[\u4e00-\u9fff]")
# Letters that show nothing, in which a word could be drowned.
_APART = re.compile("[\\W_\u115f\u1160\u3164]+")


def danger(text: str) -> Danger | None:
    """What danger a text speaks of, None for none; all of the text is read, however long it is."""
    folded = _APART.sub(",", unicodedata.normalize("NFKC", text).translate(SIMPLER))
    found = _DANGERS.search(_HARMLESS.sub(_leave_out, folded))
    if found and found.lastgroup:
        return _MEANS[found.lastgroup]
    return Danger.MEDICAL if _CALL.fullmatch(folded.replace(",", "")) else None


def _leave_out(found: re.Match[str]) -> str:
    """Two marks, across which no word of danger is read; a child may have run away with the dog."""
    return found[0] if found["together"] else ",,"


def _tolerant(pattern: str) -> str:
    """The pattern with room for one mark behind each character, except in what must stand right beside."""
    for name, meant in _NAMED.items():
        pattern = pattern.replace(name, "".join(meant.split()))
    pieces = _BESIDE.split(pattern)
    # Every second piece is what was split at.
    pieces[::2] = [_CHARACTER.sub(r"\g<0>,?", piece.replace(".{", "(?:[^,],?){")) for piece in pieces[::2]]
    return "".join(pieces)


_DANGERS = re.compile(
    "|".join(f"(?P<{means}>{'|'.join(map(_tolerant, spelled(words)))})" for means, words in _SAID.items())
)
