"""Answers to what a guardian wrote, and notes that begin with whom they are for, in whatever words."""

import pytest

from duty.hearing import NotUnderstood, Unclear
from duty.people import Kin
from duty.relaying import Relay, ReplyToParent
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

ZHI = ids("许知远")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("回许知远妈妈一句：明天带伞", "明天带伞"),
        ("回许知远妈妈一声，晓得了", "晓得了"),
        ("回复许知远妈妈一下：收到", "收到"),
        ("回许知远妈妈说孩子没事", "孩子没事"),
        ("复许知远母亲：同意换座位，明天就换", "同意换座位，明天就换"),
        ("跟许知远妈妈回一下，手机周五还", "手机周五还"),
        ("给许知远妈妈的回复：单子在书包里", "单子在书包里"),
        ("回复许知远妈妈冬衣下周再拿回去洗也行", "冬衣下周再拿回去洗也行"),
        ("刚才许知远妈妈问的，就回四点二十放学", "四点二十放学"),
        ("许知远妈妈问校车几点，帮我回：五点", "五点"),
    ],
)
def test_who_is_named_is_answered(text: str, words: str) -> None:
    assert by_steps(text, TODAY, CARE) == ReplyToParent(words, student_id=ZHI, kin=Kin.MOTHER)


@pytest.mark.parametrize(
    "text", ["给她回一句：孩子挺好", "回他妈妈：孩子挺好", "回她爸：孩子挺好", "回他家长，孩子挺好"]
)
def test_his_mother_is_who_wrote_last(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ReplyToParent("孩子挺好")


@pytest.mark.parametrize(
    "text",
    [
        *("复习了一节课", "回许知远妈妈说清楚了", "回许知远妈妈说成绩的事她很高兴", "刚才许知远妈妈问的，就回家了"),
        *(
            "刚才许知远妈妈问的，回头再说",
            "回复许知远妈妈提的问题",
            "许知远妈妈回复说明天来",
            "回许知远妈妈说孩子没事，她说好",
        ),
    ],
)
def test_a_report_of_an_answer_is_none(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), Relay | ReplyToParent)


@pytest.mark.parametrize(
    ("text", "kin", "words"),
    [
        ("请转 许知远 母亲：今晚家访改到八点", Kin.MOTHER, "今晚家访改到八点"),
        ("转许知远额吉 昨天送的毛袜试试", Kin.MOTHER, "昨天送的毛袜试试"),
        ("把这句发许知远妈妈：明天借耳麦一用", Kin.MOTHER, "明天借耳麦一用"),
        ("把下面这段发给许知远家长\n这周没迟到", None, "这周没迟到"),
        ("留言给许知远家长：辅导班不要钱", None, "辅导班不要钱"),
        ("许知远家长那边你通知一下，校服钱缺30", None, "校服钱缺30"),
        ("许知远妈妈那边转一句：资料放宿舍了", Kin.MOTHER, "资料放宿舍了"),
        ("帮我问问许知远妈妈孩子几点睡", Kin.MOTHER, "孩子几点睡"),
        ("许知远的家长转一下：接种周四上午", None, "接种周四上午"),
        ("给许知远爸爸捎句话 儿子说想你了", Kin.FATHER, "儿子说想你了"),
        ("给许知远爸爸捎信，开学带证明来", Kin.FATHER, "开学带证明来"),
        ("请给许知远家长推送：出勤100%，表扬", None, "出勤100%，表扬"),
        ("给许知远家长转发 「放假7天，注意防火」", None, "「放假7天，注意防火」"),
        ("话俾许知远阿妈知，听日要带回条", Kin.MOTHER, "听日要带回条"),
        ("让许知远家长知道一下哈，孩子脚崴了", None, "孩子脚崴了"),
        ("把许知远这周的表现告诉他阿妈：上课爱举手了", Kin.MOTHER, "上课爱举手了"),
        ("跟许知远他大讲一下，娃考了92分", Kin.FATHER, "娃考了92分"),
        ("给许知远幺爸说，放假十点来接", Kin.OTHER, "放假十点来接"),
        ("请帮忙转告：许知远今天住校，家长不用来接", None, "许知远今天住校，家长不用来接"),
    ],
)
def test_a_note_begins_in_many_ways(text: str, kin: Kin | None, words: str) -> None:
    assert by_steps(text, TODAY, CARE) == Relay(ZHI, kin, words)


def test_the_parents_of_an_only_child_need_no_name() -> None:
    assert by_steps("发给家长：校车两点到村口", TODAY, care_for("许知远")) == Relay(1, None, "校车两点到村口")


@pytest.mark.parametrize(
    "text",
    [
        *("许知远妈妈那边通知了", "许知远妈妈那边说，明天来", "许知远家长说一下孩子的情况", "让许知远妈妈知道了这件事"),
        *("跟许知远他大说了成绩的事", "把许知远的表现告诉他妈了", "把伞给许知远妈妈了", "把许知远的表现告诉蓝小雨"),
        *("给许知远妈妈捎句话了", "给许知远妈妈说了，她说好", "留言给许知远：明天带伞", "把成绩告诉他妈妈：考了92分"),
    ],
)
def test_what_was_said_at_home_is_no_note(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), Relay | ReplyToParent)


@pytest.mark.parametrize("text", ["转告：许知远和蓝小雨明天带伞", "转告：明天带伞", "转告一下，都带伞"])
def test_whose_family_is_meant_is_asked(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == NotUnderstood(Unclear.NO_ADDRESSEE)
