"""What is denied, refused, planned or asked is never recorded, in whatever words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import Postpone, RecordDeed, ShowStudent
from duty.hearing import NotUnderstood, WhichStudent
from language.hear import hear
from tests.language.hear.classroom import CARE, NAMES, TODAY, ids
from tests.language.hear.deeds_heard import deeds_in, recorded

QUICK = settings(deadline=None, max_examples=150)
CHILDREN = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)
KINDS = st.sampled_from(["谈心", "家访", "送温暖", "辅导", "联系家长"])

# Ways to say of each kind that it was done, and the same with each word that denies it.
DONE = (
    "和{n}谈心了",
    "跟{n}聊过了",
    "找{n}谈了话",
    "去{n}家家访了",
    "家访了{n}",
    "给{n}送了棉被",
    "慰问了{n}",
    "给{n}补了课",
    "辅导{n}数学了",
    "给{n}妈妈打了电话",
    "联系{n}家长了",
    "{n}的家访做了",
)
DENIALS = ("没", "没有", "还没", "没能", "还没有", "未能", "并没有", "没来得及", "没顾上", "忘了", "别")
DENIED = (
    "{d}和{n}谈心",
    "{d}跟{n}聊",
    "{d}找{n}谈话",
    "今天{d}和{n}谈心",
    "{d}去{n}家家访",
    "{d}家访{n}",
    "{d}给{n}送棉被",
    "{d}慰问{n}",
    "{d}给{n}补课",
    "{d}辅导{n}",
    "{d}给{n}妈妈打电话",
    "{d}联系{n}家长",
    "太忙了，{d}和{n}谈心",
)
FAILURES = (
    "但是没谈成",
    "没去成",
    "结果没见到人",
    "没人在家",
    "没打通",
    "后来取消了",
    "不过取消了",
    "结果改期了",
    "推迟了",
    "没做成",
    "泡汤了",
)


@pytest.mark.parametrize("sentence", DONE)
def test_each_way_to_say_that_it_was_done_is_a_record(sentence: str) -> None:
    heard = hear(sentence.format(n="许知远"), TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.student_ids == ids("许知远")


@QUICK
@given(st.sampled_from(DENIED), st.sampled_from(DENIALS), st.sampled_from(NAMES))
def test_to_deny_a_deed_never_leaves_a_record(sentence: str, denial: str, name: str) -> None:
    heard = hear(sentence.format(d=denial, n=name), TODAY, CARE)
    assert isinstance(heard, NotUnderstood), heard


@QUICK
@given(
    st.sampled_from(DENIED), st.sampled_from(("不", "不想", "不用", "不能", "不去", "不打算")), st.sampled_from(NAMES)
)
def test_to_refuse_a_deed_never_leaves_a_record(sentence: str, refusal: str, name: str) -> None:
    assert list(deeds_in(hear(sentence.format(d=refusal, n=name), TODAY, CARE))) == []


@QUICK
@given(
    KINDS,
    CHILDREN,
    st.sampled_from(["没", "还没", "没有", "未", "尚未", "明天", "打算", "准备", "如果", "取消", "下周", "不", "改天"]),
    st.sampled_from(["", " ", "，"]),
)
def test_a_word_against_the_deed_leaves_no_record(word: str, names: list[str], against: str, gap: str) -> None:
    listed = "、".join(names)
    for text in (
        f"{against}{word}{gap}{listed}",
        f"{listed}{gap}{against}{word}",
        f"{against}和{listed}{gap}{word}",
    ):
        assert list(deeds_in(hear(text, TODAY, CARE))) == [], text


@QUICK
@given(st.sampled_from(DONE[:3] + DONE[-1:]), st.sampled_from(FAILURES), st.sampled_from(["，", " ", "。"]))
def test_a_failure_told_behind_what_was_begun_leaves_no_certain_record(sentence: str, fail: str, gap: str) -> None:
    started = sentence.format(n="许知远").replace("了", "").replace("过", "")
    assert not recorded(hear(f"{started}{gap}{fail}", TODAY, CARE))


@QUICK
@given(
    KINDS,
    CHILDREN,
    st.sampled_from(["没谈成", "没去成", "没见到人", "没人在家", "没打通", "占线", "取消了", "不算", "没人接"]),
    st.sampled_from(["", " ", "，", " 但是", "，结果"]),
)
def test_a_failure_told_right_behind_a_deed_leaves_no_record(word: str, names: list[str], fail: str, gap: str) -> None:
    assert not recorded(hear(f"已{word} {'、'.join(names)}{gap}{fail}", TODAY, CARE))


PLANS = (
    "明天",
    "打算",
    "准备",
    "下周",
    "计划",
    "改天",
    "过两天",
    "等会儿",
    "想",
    "后天下午",
    "下周三",
    "周末打算",
    "要",
)


@QUICK
@given(st.sampled_from(DENIED[:12]), st.sampled_from(PLANS), st.sampled_from(NAMES))
def test_a_plan_never_leaves_a_record(sentence: str, plan: str, name: str) -> None:
    heard = hear(sentence.format(d=plan, n=name), TODAY, CARE)
    assert list(deeds_in(heard)) == [], heard
    assert isinstance(heard, (NotUnderstood, Postpone)), heard


@QUICK
@given(
    KINDS,
    CHILDREN,
    st.sampled_from(["吗", "吗？", "？", "了没", "没有？", "了没有", "过没有呀"]),
)
def test_a_question_leaves_no_record(word: str, names: list[str], mark: str) -> None:
    for text in (f"{'、'.join(names)}{word}{mark}", f"{word}{'、'.join(names)}{mark}"):
        heard = hear(text, TODAY, CARE)
        assert isinstance(heard, (ShowStudent, NotUnderstood, WhichStudent)), text
        assert list(deeds_in(heard)) == []


@QUICK
@given(
    st.sampled_from(DONE),
    st.sampled_from(("吗", "吗？", "没有？", "没？", "对吗？", "是不是？")),
    st.sampled_from(NAMES),
)
def test_to_ask_whether_it_was_done_never_leaves_a_record(sentence: str, mark: str, name: str) -> None:
    heard = hear(sentence.format(n=name) + mark, TODAY, CARE)
    assert not recorded(heard), heard
