"""Words of danger are heard however they are written; everyday words that look like them are not."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.danger import Danger, Grade, Risk
from language.hear.risk import risk

SPOKEN_OF = {
    Danger.SELF_HARM: """
        不想活|不想活了|他说不想再活了|活不下去了|我也不活了|不想活，动不动就哭|活着没意思|活着真没什么意思
        活着有什么意义|活着太累，不想醒过来了|我想死|想死了|想死，你们别管我|他要去死|寻死觅活|死了算了|死了就轻松了
        有时候觉得死了就轻松了|要是我死了就好了|死了一了百了|还不如死了|想离开这个世界|结束自己的生命|自杀|要自杀了
        自残|她自残了|轻生|有轻生的念头|割腕|割了手腕|用刀划手臂|胳膊上有好几道割痕|伤害自己|跳楼|他要跳楼|坠楼|跳河
        跳江|投井|上吊|服毒|写了遗书|吃了一瓶安眠药|在天台边上坐着哭|爬到楼顶了|翻到窗外|怕她想不开|想不开|别想不开
        我不想死|听完预防自杀讲座，他说想自杀|明天要跳楼|死给你看|把东西都送人了|交代后事|自噶|想噶了|嘎腕|想紫砂
        鲨了自己|zisha|bu xiang huo le|tā shuō bù xiǎng huó le|tiao楼|ge腕|想zs|攒了一盒子药
        看电影里跳楼，他说自己也想这样
        不是想自杀，是真的不想活了|今晚就撑不下去了，再见了大家|他在房梁上挂绳子
    """,
    Danger.ABUSE: """
        性侵|被性侵了|遭到侵犯|被继父侵犯|猥亵|强奸|性骚扰|要她发裸照|摸她胸|摸了她的下身|脱了她的裤子|非礼|女生怀孕了
        被打|被打了|又被打|挨打|挨打了|被打得鼻青脸肿|被打伤|被打哭了|被打进医院|被打住院|打断了他的胳膊|被爸爸打了
        被揍|挨揍|他爸又打他|爸爸喝醉了就打她|妈妈经常打孩子|家暴|家庭暴力|虐待|殴打|不给他饭吃|被人打|在家被虐
        爸爸用烟头烫他|锁在家里三天没人管|王老师扇了他两个耳光|妈妈拿衣架抽他|孩子被关在门外冻了一夜
    """,
    Danger.BULLYING: """
        被同学打|遭受校园欺凌|被高年级勒索|围殴|被同学欺负|又被高年级的同学欺负了|受欺负|被霸凌|要杀了他|几个人扇他耳光还拍视频
        书包里带着匕首来学校|逼他下跪|收保护费|不给钱就打|放学别走，有人堵他|孤立他还威胁说敢告诉老师就打
    """,
    Danger.RUNAWAY: """
        离家出走|他带着狗离家出走了|抱着家里的猫离家出走|负气出走了|失踪|孩子失踪了|张三失联了|走失|走丢了|孩子不见了
        他突然不见了|到处找不到人|哪里都找不到她|一晚上没回家|一夜未归|彻夜未归|翻墙跑了|私自离校|被拐走了|被陌生人带走
        被绑架|晚上十点了孩子还没到家，手机关机|查寝发现少了一个人|留了张纸条就走了，别找我
    """,
    Danger.DROPOUT: """
        他不读了，要去打工|家里不让读了|要辍学|家里给她定了亲，年底就嫁人|收了彩礼，婆家来接|退学去电子厂了
        让他回家放羊不让上学|课本都卖了，再也不来上学了
    """,
    Danger.MEDICAL: """
        没有呼吸了|昏迷不醒|溺水了|掉进河里了|口吐白沫|农药中毒|触电了|喝农药|喝了百草枯|突然抽搐|晕倒在操场|血流不止
        被车撞了|从树上摔下来|误食老鼠药|吐血了|呼吸困难
    """,
}
# Only where nothing else is said.
CALLS = "救命|救命啊！|救命，救命！！|快来人啊，救命|求救|救救孩子"
UNCLEAR = """
    没有自杀|没有自杀想法|如果自杀怎么办|排除轻生念头|去年自残过，现在已经好了|昨晚没回家，今天已经找到了|三天没吃饭
    情绪低落好几天了|经常一个人发呆|手上有旧伤，说是摔的|提到不想上学了|总被起外号|父母打架闹离婚，孩子害怕
    老旷课|经常失眠|吃得很少，说没胃口|他欺负同学|总说活得没劲
"""
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
    家里找不到人|找不到孩子家|猫走丢了|一晚上没回消息|伸出走廊|演出走台|突出走位|防拐卖|被拐弯|翻墙上网
    走神|走读|丢了书包|他丢了钱|溺爱|防溺水|防溺水教育|预防食物中毒|中毒太深了|救命恩人|救命啊，作业太多了|救命稻草
    自杀防治知识讲座|预防自杀主题班会|参加预防自杀培训|防自杀教育|预防学生自杀筛查工作|自残预防教育|被打手犯规|想死脑细胞
    养的狗离家出走了|我家的猫咪又离家出走|想不开心的事|想不开车去
    被救|求助|谢谢|好的|许知远|已谈心 许知远：他说很好|上课认真|很乖|家庭困难|离家近|离家远|出走廊左转
    听写成语“自寻死路”|读课文《骆驼祥子》里祥子被打|看了《活着》这本书|游戏里被杀了三次|心理课讲了自杀预防|组织防溺水演练
"""
SAID = Path(__file__).with_name("risk_said")


def spread(lines: str) -> list[str]:
    return [text.strip() for text in lines.replace("\n", "|").split("|") if text.strip()]


URGENT = [(text, danger) for danger, lines in SPOKEN_OF.items() for text in spread(lines)]


def imagined(grade: str) -> Iterator[tuple[str, str]]:
    """Each sentence of a file under its heading."""
    heading = ""
    for line in (SAID / f"{grade}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            heading = line[2:]
        else:
            yield line, heading


@pytest.mark.parametrize(("text", "danger"), URGENT)
def test_danger_is_heard_in_every_spelling(text: str, danger: Danger) -> None:
    spaced = " ".join(text)
    hidden = "\u200b".join(text)
    assert risk(text).danger is danger
    for said in (text, spaced, hidden, f"已谈心 许知远：{text}", f"{text}\n请尽快", f"转告 许知远家长：{text}"):
        assert risk(said).grade is Grade.URGENT, said


@pytest.mark.parametrize("text", spread(CALLS))
def test_a_call_for_help_is_urgent(text: str) -> None:
    for said in (text, " ".join(text), "\u200b".join(text)):
        assert risk(said).grade is Grade.URGENT, said


@pytest.mark.parametrize("text", spread(UNCLEAR))
def test_what_is_denied_settled_or_slow_is_looked_at_within_days(text: str) -> None:
    assert risk(text).grade is not Grade.NONE
    assert risk(f"已谈心 许知远：{text}").grade is not Grade.NONE


@pytest.mark.parametrize("text", spread(HARMLESS))
def test_everyday_words_are_no_danger(text: str) -> None:
    for said in (text, f"已谈心 许知远：{text}。下次再聊"):
        assert risk(said) == Risk(Grade.NONE), said


def test_what_was_imagined_as_urgent_is_urgent() -> None:
    graded = [(text, danger, risk(text)) for text, danger in imagined("urgent")]
    assert [text for text, _, found in graded if found.grade is Grade.NONE] == []
    assert sum(found.grade is Grade.URGENT for _, _, found in graded) >= 0.99 * len(graded)
    assert sum(found.danger == danger for _, danger, found in graded) >= 0.85 * len(graded)


def test_what_was_imagined_as_slow_is_rarely_passed_over() -> None:
    graded = [risk(text).grade for text, _ in imagined("watch")]
    assert sum(grade is Grade.NONE for grade in graded) <= 0.05 * len(graded)


def test_what_was_imagined_as_everyday_alarms_nobody() -> None:
    graded = [(text, risk(text).grade) for text, _ in imagined("none")]
    assert sum(grade is Grade.URGENT for _, grade in graded) <= 0.015 * len(graded)
    assert sum(grade is not Grade.NONE for _, grade in graded) <= 0.04 * len(graded)


@pytest.mark.parametrize(
    "text",
    """
    他說想輕生|離家出走|被毆打|性騷擾|ＸＸ不想活|不想活。了|不，想，活|不…想…活|自-杀|自*杀|自_杀|割\ufe0f腕|跳\u3164楼|[自杀]
    「不想活了」|不\n想\n活|自😢杀|自\x00杀|自\ud800杀|不想活ᅠ了|Ｚisha|ＺＩ ＳＨＡ
    """.strip(" \n").split("|"),
)
def test_marks_between_the_characters_and_other_scripts_do_not_hide_it(text: str) -> None:
    assert risk(text).grade is Grade.URGENT


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(("不想活了", "自杀", "割腕", "跳楼", "离家出走", "昏迷不醒", "性侵", "遗书", "被霸凌")),
    st.lists(st.sampled_from(("", "，", "😭", " ", "…", "*", "\u200b", "·", "。", "～")), min_size=8, max_size=8),
)
def test_any_mark_between_any_two_characters_of_a_word_does_not_hide_it(word: str, marks: list[str]) -> None:
    said = "".join(character + mark for character, mark in zip(word, marks, strict=False))
    assert risk(f"他说{said}").grade is Grade.URGENT


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\ud800", "。。。", "好" * 3_000])
def test_strange_input_is_no_danger(text: str) -> None:
    assert risk(text) == Risk(Grade.NONE)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=300))
def test_any_text_has_a_grade_and_a_danger_where_it_is_not_none(text: str) -> None:
    found = risk(text)
    assert (found.danger is None) == (found.grade is Grade.NONE)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_stands_around_it_leaves_something_to_look_at(before: str, after: str) -> None:
    assert risk(f"{before} 割腕 {after}").grade is not Grade.NONE


def test_it_is_found_anywhere_in_a_long_text() -> None:
    long = "今天和许知远谈心，聊了篮球。" * 800
    assert risk(long) == Risk(Grade.NONE)
    assert risk(f"{long}他说不想活了").danger is Danger.SELF_HARM
    assert risk(f"{long}他说不想活了。{long}").danger is Danger.SELF_HARM


@pytest.mark.parametrize(
    "piece", ["被", "死了就", "打了他，", "爸爸", "不想活动", "今天和许知远谈心，聊了篮球。", "，", "a", "割 "]
)
def test_a_text_of_any_length_is_read_in_time_that_grows_with_it(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    risk(text[:1_000])
    started = time.process_time()
    risk(text)
    assert time.process_time() - started < 20
