"""Words of danger are heard however they are written; everyday words that look like them are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.danger import Danger
from language.hear.danger import danger
from language.hear.mentions import mentioned
from tests.language.hear.classroom import CARE, care_for, ids

SPOKEN_OF = {
    Danger.SELF_HARM: """
        不想活|不想活了|他说不想再活了|活不下去了|我也不活了|不想活，动不动就哭|活着没意思|活着真没什么意思
        活着有什么意义|活着太累，不想醒过来了|我想死|想死了|想死，你们别管我|他要去死|寻死觅活|死了算了|死了就轻松了
        有时候觉得死了就轻松了|要是我死了就好了|死了一了百了|还不如死了|想离开这个世界|结束自己的生命|自杀|要自杀了
        自残|她自残了|轻生|有轻生的念头|割腕|割了手腕|用刀划手臂|胳膊上有好几道割痕|伤害自己|跳楼|他要跳楼|坠楼|跳河
        跳江|投井|上吊|服毒|喝农药|喝了百草枯|写了遗书|吃了一瓶安眠药|在天台边上坐着哭|爬到楼顶了|翻到窗外|怕她想不开|想不开|别想不开
        我不想死|没有自杀|没有自杀想法|听完预防自杀讲座，他说想自杀|如果自杀怎么办|明天要跳楼|死给你看
    """,
    Danger.SEXUAL_ABUSE: """
        性侵|被性侵了|遭到侵犯|被继父侵犯|猥亵|强奸|性骚扰|要她发裸照|摸她胸|摸了她的下身|脱了她的裤子|非礼|女生怀孕了
    """,
    Danger.VIOLENCE: """
        被打|被打了|又被打|挨打|挨打了|被打得鼻青脸肿|被打伤|被打哭了|被打进医院|被打住院|被打断了腿|打断了他的胳膊
        打破了头|被揍|挨揍|被同学打|被爸爸打了|他爸又打他|爸爸喝醉了就打她|妈妈经常打孩子|家暴|家庭暴力|虐待|殴打|暴打
        围殴|被扇了耳光|遭受校园欺凌|被高年级勒索|持刀|拿刀砍人|捅人|不给他饭吃|被人打|在家被虐|要杀了他
        被同学欺负|又被高年级的同学欺负了|受欺负|被霸凌|他带头欺负人，李四被他们欺负
    """,
    Danger.MISSING: """
        离家出走|他带着狗离家出走了|抱着家里的猫离家出走|负气出走了|失踪|孩子失踪了|张三失联了|走失|走丢了|孩子不见了|他突然不见了|到处找不到人|哪里都找不到她
        一晚上没回家|一夜未归|彻夜未归|翻墙跑了|私自离校|被拐走了|被陌生人带走|被绑架
    """,
    Danger.MEDICAL: "没有呼吸了|昏迷不醒|溺水了|掉进河里了|口吐白沫|农药中毒|触电了",
    Danger.CALL_FOR_HELP: "救命|救命啊！|救命，救命！！|快来人啊，救命|求救|救救孩子",
}
SAID = [
    (text, category)
    for category, lines in SPOKEN_OF.items()
    for text in lines.replace("\n", "|").split("|")
    if text.strip()
]
HARMLESS = """
    累死了|笑死我了|热死了|饿死了|气死我了|烦死了|累死了算了|这题难死人|打死也不去|打死我也想不到|想死你了
    我想死你们了|想死妈妈了|想死家里的狗了|想死我了|饿得不想活动|不想活动|今天不想活动了|生活下去|搞活动|活不多|存活
    不想死记硬背|想死磕到底|还不如死记硬背|回去死活不肯|死党|死角|苦思冥想死不了|年轻生命|年轻生活|减轻生活负担
    减轻生理疼痛|独自杀鸡|亲自杀鱼|自杀式防守|来自残疾家庭|独自伤心|各自尽力|独自尽兴|亲自尽孝|规划自己的未来
    计划自己复习|跳楼机|跳楼价|跳楼大甩卖|跳江南舞|上吊灯|晚上吊水|早上吊瓶|身上吊着|墙上吊着画|衣服毒性|征服毒蛇
    校服毒不毒|天台县家访|天台山|站在窗外看|坐在阳台上看书|生病吃了很多药|按时吃药|切割|分割|划线|划船|遗失|遗忘|绝对
    被打电话吵醒|被打了电话|被打动|被打断|被打断了思路|被打印|被打扰|被打扫干净|被打开|被打包|被打乱|被打破|被打碎
    被打湿|被打回重写|被打低分|被打了90分|被打分|被打击|被打败|被打扮|被打赏|被打通|电话被打爆了|作业被打了叉
    被老师打了满分|被同学打了小报告|被妈妈打了招呼|妈妈经常打他电话|爸爸又打我手机|打球|打电话|打针|打饭|打扫|打卡
    打招呼|打字|挨着|挨个打电话|挨家挨户|考试被虐惨了|反家暴|大家暴晒|全家暴富|措施暴露|暴打柠檬茶|保持刀具|坚持刀削面
    拿刀切菜|砍价|砍柴|捅娄子|要杀鸡|拳头|打折|防性侵讲座|惯性侵权|防性骚扰|无非礼物|非礼勿视|侵犯隐私权|强暴雨
    妈妈怀孕了|摸胸口|摸底考试|摸头|家长失联|妈妈失联了|手机失联|失踪人口回归|书包不见了|他的笔不见了|找不到人
    家里找不到人|找不到孩子家|猫走丢了|一晚上没回消息|一晚没回我|伸出走廊|演出走台|突出走位|防拐卖|被拐弯|翻墙上网
    走神|走读|丢了书包|他丢了钱|溺爱|防溺水|防溺水教育|预防食物中毒|中毒太深了|救命恩人|救命啊，作业太多了|救命稻草
    自杀防治知识讲座|预防自杀主题班会|参加预防自杀培训|防自杀教育|预防学生自杀筛查工作|自残预防教育|被打手犯规|想死脑细胞
    养的狗离家出走了|我家的猫咪又离家出走|想不开心的事|想不开车去|三天没吃饭|他欺负同学
    被救|求助|谢谢|好的|许知远|已谈心 许知远：他说累|上课认真|很乖|家庭困难|离家近|离家远|出走廊左转
"""
EVERYDAY = [text.strip() for text in HARMLESS.replace("\n", "|").split("|") if text.strip()]


@pytest.mark.parametrize(("text", "category"), [(text.strip(), category) for text, category in SAID])
def test_danger_is_heard_in_every_spelling(text: str, category: Danger) -> None:
    spaced = " ".join(text)
    hidden = "\u200b".join(text)
    for said in (text, f"已谈心 许知远：{text}", f"{text}\n请尽快", spaced, hidden):
        if category is not Danger.CALL_FOR_HELP or said in (text, spaced, hidden):
            assert danger(said) is category, said


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_danger(text: str) -> None:
    for said in (text, f"已谈心 许知远：{text}。下次再聊"):
        assert danger(said) is None, said


@pytest.mark.parametrize(
    "text",
    [
        *(
            "他說想輕生",
            "離家出走",
            "被毆打",
            "性騷擾",
            "ＸＸ不想活",
            "不想活。了",
            "不，想，活",
            "不…想…活",
            "自-杀",
            "自*杀",
            "自_杀",
        ),
        *(
            "割\ufe0f腕",
            "跳\u3164楼",
            "[自杀]",
            "「不想活了」",
            "不\n想\n活",
            "自😢杀",
            "自\x00杀",
            "自\ud800杀",
            "不想活ᅠ了",
        ),
    ],
)
def test_marks_between_the_characters_and_other_scripts_do_not_hide_it(text: str) -> None:
    assert danger(text) is not None


def test_it_is_found_at_the_end_of_a_long_text() -> None:
    assert danger("今天和许知远谈心，" * 500 + "他说不想活了") is Danger.SELF_HARM
    assert danger("今天和许知远谈心，" * 500) is None


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\ud800", "。。。", "救命，" * 3_000 + "好", "被" * 5_000, "死了就" * 3_000]
)
def test_strange_input_is_no_danger_and_costs_no_time(text: str) -> None:
    assert danger(text) is None


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_stands_around_it_hides_no_danger(before: str, after: str) -> None:
    assert danger(f"{before} 割腕 {after}") is not None


def test_all_children_of_whom_a_text_speaks_are_found() -> None:
    assert mentioned("知远说蘇韻 离家出走", CARE) == ids("许知远", "蘇韻")
    assert mentioned("许 知 远 不想活", CARE) == ids("许知远")
    assert mentioned("好" * 299 + "许知远", CARE) == ids("许知远")
    assert mentioned("", CARE) == ()
    assert mentioned("有孩子不想活了", CARE) == ()
    assert mentioned("张伟不见了", care_for("张伟", "李雷", "张伟")) == (1, 3)
