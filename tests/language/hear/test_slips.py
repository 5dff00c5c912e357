"""Words of ours that are typed with a slip are put right, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.hear.grammar import GRAMMAR
from language.hear.mistyped import mistyped
from language.hear.names import Care
from language.hear.normalise import normalise
from language.hear.slips import put_right
from tests.language.hear.classroom import care_for

NAMES = ("许知远", "陆一鸣", "谈一欣", "周四喜", "蓝小雨")
CARE = care_for(*NAMES)
WITH_A_NAMESAKE = care_for(*NAMES, "贾芳")


def right(typed: str, care: Care = CARE) -> str:
    """The plain text as it is read."""
    return put_right(normalise(typed), care).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("已谈新 许知远", "已谈心 许知远"),
        ("谈芯 许知远", "谈心 许知远"),
        ("已家仿许知远，妈妈在家", "已家访许知远,妈妈在家"),
        ("昨天加访了许知远", "昨天家访了许知远"),
        ("周三家仿了许知远", "周三家访了许知远"),
        ("许知远家房了", "许知远家访了"),
        ("许知远电化打通了", "许知远电话打通了"),
        ("许知远的数学辅道了", "许知远的数学辅导了"),
        ("今天探过心了", "今天谈过心了"),
        ("没家仿 许知远", "没家访 许知远"),
        ("送文暖 许知远", "送温暖 许知远"),
        ("连系家长 许知远", "联系家长 许知远"),
    ],
)
def test_a_character_of_the_same_sound_is_put_right(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("送温软 许知远", "送温暖 许知远"),
        ("许知远送温软", "许知远送温暖"),
        ("已谈兴 许知远", "已谈心 许知远"),
        ("谈兴 许知远", "谈兴 许知远"),
        ("许知远谈兴了", "许知远谈兴了"),
    ],
)
def test_a_near_sound_is_put_right_in_longer_words_and_behind_already(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("谈心心 许知远", "谈心 许知远"),
        ("已送暖暖 许知远", "已送温暖 许知远"),
        ("已 谈 心 许知远", "已 谈心 许知远"),
        ("送 温 暖 许知远", "送温暖 许知远"),
        ("送 文 暖 许知远", "送 文 暖 许知远"),
        ("谈心心情好多了", "谈心心情好多了"),
        ("送温暧 许知远", "送温暖 许知远"),
    ],
)
def test_doubled_spaced_and_look_alike_characters_are_put_right(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("以谈心 许知远", "已谈心 许知远"),
        ("己家访许知远", "已家访许知远"),
        ("巳谈新 许知远", "已谈心 许知远"),
        ("许知远以家访，妈妈在家", "许知远已家访,妈妈在家"),
        ("己经和许知远谈过了", "已经和许知远谈过了"),
        ("自己谈心", "自己谈心"),
        ("以谈心为主", "以谈心为主"),
        ("以谈心、家访等形式", "以谈心、家访等形式"),
        ("以经济困难为由", "以经济困难为由"),
        ("以经得起考验为准", "以经得起考验为准"),
        ("以后谈心", "以后谈心"),
        ("以谈", "已谈"),
        ("许知远以", "许知远以"),
    ],
)
def test_already_is_put_right_only_before_a_deed(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yitanxin 许知远", "已谈心 许知远"),
        ("Yi Tan Xin 许知远", "已 谈心 许知远"),
        ("yijing tanxin 许知远", "已经 谈心 许知远"),
        ("yi", "yi"),
        ("yi ", "yi "),
        ("jiafangle 许知远", "家访了 许知远"),
        ("xuzhiyuan tan le", "xuzhiyuan 谈了"),
        ("已jiafang 许知远", "已家访 许知远"),
        ("已谈xin 许知远", "已谈心 许知远"),
        ("yi谈心 许知远", "已谈心 许知远"),
        ("songwennuan 许知远", "送温暖 许知远"),
        ("zuo tian gen xuzhiyuan tanxin le", "昨天 跟 xuzhiyuan 谈心 了"),
        ("mei tanxin 许知远", "没 谈心 许知远"),
        ("dian'hua 许知远 mama", "电话 许知远 妈妈"),
        ("zuotian 谈心 许知远", "昨天 谈心 许知远"),
    ],
)
def test_letters_are_put_into_characters(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "buxiang tanxin 许知远",
        "tanxing 许知远",
        "xtanxin 许知远",
        "bu ke neng",
        "tan",
        "mei mama",
        "tanle" * 2,
    ],
)
def test_letters_behind_an_unknown_word_or_of_a_name_or_without_a_deed_stay(typed: str) -> None:
    assert right(typed) == typed


def test_an_unknown_word_in_letters_counts_up_to_the_end_of_its_clause() -> None:
    assert right("app tanxin，tanxin 许知远") == "app tanxin,谈心 许知远"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("查寻许知远", "查询许知远"),
        ("我的代办", "我的待办"),
        ("帮我查寻 许知远", "帮我查询 许知远"),
        ("chexiao", "撤销"),
        ("恢复 许知远", "恢复 许知远"),
        ("谈心 许知远 代办", "谈心 许知远 代办"),
    ],
)
def test_a_request_is_put_right_at_the_beginning(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "许知远弹琴",
        "福岛 许知远",
        "探望许知远",
        "许知远加班了",
        "一谈恋爱就走神",
        "回家放了书包",
        "许知远家放过羊",
        "大家放心",
        "许知远补了颗牙",
        "许知远谈新学期的打算",
        "许知远不渴了",
        "他很贪心",
        "他在家纺厂",
        "已练习 许知远",
        "已福岛 许知远",
        "已加访问量",
        "家访 昨天",
    ],
)
def test_ordinary_words_stay(typed: str) -> None:
    assert right(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "已谈心 家芳",
        "已谈心 佳访",
        "佳访 谈心",
        "已谈心 王佳访",
        "王佳访了",
        "给佳访 谈心",
        "付导 许知远",
        "送文许知远",
        "谈 一新 聊过",
    ],
)
def test_what_may_be_a_name_stays(typed: str) -> None:
    assert right(typed) == typed


@pytest.mark.parametrize(
    ("child", "typed"),
    [("谭鑫", "tanxin"), ("访小仁", "昨天加访小仁"), ("王佳芳", "王佳访了"), ("新许", "谈新许知远")],
)
def test_the_name_of_a_child_is_no_slip(child: str, typed: str) -> None:
    assert right(typed, care_for(child)) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("家仿 谈心", "家仿 谈心"),
        ("jia fang 谈心", "jia fang 谈心"),
        ("家仿了许知远", "家仿了许知远"),
        ("已家仿 许知远", "已家访 许知远"),
        ("已jiafang 许知远", "已家访 许知远"),
        ("已家仿 谈心", "已家仿 谈心"),
    ],
)
def test_what_sounds_like_a_child_is_a_slip_only_behind_already(typed: str, meant: str) -> None:
    assert right(typed, WITH_A_NAMESAKE) == meant


def test_the_way_back_to_what_was_typed_is_kept() -> None:
    plain = put_right(normalise("yi tan xin 许知远：心情好"), CARE)
    assert plain.text == "已 谈心 许知远:心情好"
    assert plain.typed == "yi tan xin 许知远：心情好"
    assert plain.rest(plain.text.index("许")) == "许知远：心情好"
    assert len(plain.at) == len(plain.text) + 1


def test_a_text_without_slips_is_the_same_object() -> None:
    plain = normalise("已谈心 许知远")
    assert put_right(plain, CARE) is plain


def test_what_is_typed_as_it_should_be_is_no_slip() -> None:
    for entry in GRAMMAR:
        for word in entry.spellings:
            assert not [one for one in mistyped(word, 0) if one.end == len(word) and one.known.word == word]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([*"已以己谈新家仿访了过 ,，贾芳", "tan", "xin", "yi", "le", "许知远"]), max_size=12))
def test_any_text_keeps_its_way_back(pieces: list[str]) -> None:
    typed = "".join(pieces)
    plain = put_right(normalise(typed), CARE)
    assert len(plain.at) == len(plain.text) + 1
    assert list(plain.at) == sorted(plain.at)
    assert plain.at[-1] == len(typed)
