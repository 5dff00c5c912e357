"""What holds for every message, whoever is in care and whatever is written."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import Correct, Postpone, RecordDeed, RecordSeveral, ShowStudent, Undo
from duty.hearing import Confirm, Heard, NotUnderstood, WhichDay, WhichKind, WhichStudent
from duty.kinds import Kind
from language.hear import GRAMMAR, hear
from language.hear.families import from_parent
from tests.language.hear.classroom import CARE, NAMES, TODAY, care_for, ids

QUICK = settings(deadline=None, max_examples=150)
MANY = settings(deadline=None, max_examples=500)

# Every code point, lone surrogates too.
ANYTHING = st.text(st.characters(exclude_categories=()))
PIECES = st.sampled_from(
    [
        *NAMES,
        *(entry.spellings[0] for entry in GRAMMAR),
        *"已了过没不和、，。：？吗的好完家去在给说想要谁你我他年月日号周三",
        *("5", "11", ".", "-", "\n", "\u200b", "😀", "昨天", "明天", "上周三", "11月5日", "本周", "如果", "没谈成"),
        *("妈妈", "老师", "同学", "赵六", "小红", "心情不错", "记录", "情况", "半小时", "取消", "·", "诺", "长"),
        *(
            "除了",
            "其他人",
            "都",
            "不对",
            "是",
            "先",
            "再",
            "后来",
            "姓名：",
            "时间：",
            "方式：",
            "内容：",
            "送了",
            "补课",
        ),
        " ",
    ]
)
SENTENCES = st.lists(PIECES, max_size=12).map("".join)
CHILDREN = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)
KINDS = {"谈心": Kind.TALK, "家访": Kind.HOME_VISIT, "送温暖": Kind.WARMTH, "辅导": Kind.HELP, "联系家长": Kind.CONTACT}
DAYS = {"": TODAY, "昨天": date(2026, 11, 19), "11月5日": date(2026, 11, 5), "上周三": date(2026, 11, 11)}

# Names of which no two share a character or sound alike, and that are no words: each of the one list may stand
# on a roster, each of the other is somebody else.
IN_CARE = ("欧书桓", "覃苗", "卢德凯", "邝沛琪", "仇森", "聂航宇", "佘蕊")
STRANGERS = ("庞彬", "谌铎", "阮霜", "褚砚", "郝钊", "窦恺", "冉瑾")
ROSTERS = st.lists(st.sampled_from(IN_CARE), max_size=5, unique=True)


def deeds_in(heard: Heard) -> Iterator[RecordDeed]:
    """The deeds that a reading records, or would record on a yes."""
    match heard:
        case RecordDeed():
            yield heard
        case RecordSeveral(deeds):
            yield from deeds
        case Confirm(inner) | WhichStudent(inner) | WhichDay(inner) | WhichKind(inner):
            yield from deeds_in(inner)


def recorded(heard: Heard) -> bool:
    """Whether something is recorded without a question."""
    return isinstance(heard, (RecordDeed, RecordSeveral))


def check(text: str, heard: Heard, care: set[int]) -> None:
    for deed in deeds_in(heard):
        assert set(deed.student_ids) <= care
        assert len(set(deed.student_ids)) == len(deed.student_ids)
        assert deed.note in text
        assert deed.note == deed.note.strip()
        assert deed.happened_on <= TODAY
        assert deed.within is None or deed.within[0] <= deed.happened_on <= deed.within[1]
        assert deed.student_ids or not recorded(heard)
    if isinstance(heard, RecordSeveral):
        assert len(heard.deeds) > 1


@QUICK
@given(ANYTHING, ROSTERS)
def test_no_text_crashes_whoever_is_in_care(text: str, roster: list[str]) -> None:
    check(text, hear(text, TODAY, CARE), set(CARE.spoken))
    care = care_for(*roster)
    check(text, hear(text, TODAY, care), set(care.spoken))


@MANY
@given(SENTENCES)
def test_no_sentence_of_known_pieces_crashes_or_records_for_a_stranger(text: str) -> None:
    check(text, hear(text, TODAY, CARE), set(CARE.spoken))


@QUICK
@given(
    ROSTERS,
    st.sampled_from(STRANGERS),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(
        [
            "已{word} {name}",
            "{name}{word}了",
            "昨天{word}{name}",
            "和{name}{word}了",
            "今天给{name}{word}了，很顺利",
            "{word}：{name}",
            "{name} {word} 情绪不错",
            "姓名：{name}\n方式：{word}\n内容：很好",
            "去{name}家{word}了",
        ]
    ),
)
def test_a_name_that_is_not_on_the_roster_is_never_recorded(
    roster: list[str], name: str, word: str, sentence: str
) -> None:
    heard = hear(sentence.format(word=word, name=name), TODAY, care_for(*roster))
    assert not recorded(heard)
    if len(roster) != 1:
        assert [deed.student_ids for deed in deeds_in(heard) if deed.student_ids] == []


@QUICK
@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_of_names_on_and_off_the_roster_only_those_on_it_are_recorded(data: st.DataObject, word: str) -> None:
    roster = data.draw(ROSTERS.filter(bool))
    on = data.draw(st.sampled_from(roster))
    off = data.draw(st.sampled_from([*STRANGERS, *(name for name in IN_CARE if name not in roster)]))
    care = care_for(*roster)
    for text in (f"已{word} {on}、{off}", f"已{word} {off}、{on}"):
        for deed in deeds_in(hear(text, TODAY, care)):
            assert [care.spoken[child] for child in deed.student_ids] == [on]


@QUICK
@given(st.sampled_from(sorted(KINDS)), CHILDREN, st.sampled_from(sorted(DAYS)), st.one_of(ANYTHING, SENTENCES))
def test_a_note_behind_a_colon_never_changes_the_command(word: str, names: list[str], day: str, note: str) -> None:
    command = f"{day}已{word} {'、'.join(names)}"
    bare = hear(command, TODAY, CARE)
    assert bare == RecordDeed(KINDS[word], ids(*names), DAYS[day])
    heard = hear(f"{command}：{note}", TODAY, CARE)
    assert isinstance(heard, (RecordDeed, Confirm)), heard
    (noted,) = deeds_in(heard)
    assert (noted.kind, noted.student_ids, noted.happened_on) == (bare.kind, bare.student_ids, bare.happened_on)
    assert noted.note in note
    assert noted.unresolved == ()


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
    st.sampled_from(sorted(KINDS)),
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
        heard = hear(text, TODAY, CARE)
        assert list(deeds_in(heard)) == [], text
        assert isinstance(heard, (NotUnderstood, Postpone)) or against == "取消", text


@QUICK
@given(st.sampled_from(DONE[:3] + DONE[-1:]), st.sampled_from(FAILURES), st.sampled_from(["，", " ", "。"]))
def test_a_failure_told_behind_what_was_begun_leaves_no_certain_record(sentence: str, fail: str, gap: str) -> None:
    started = sentence.format(n="许知远").replace("了", "").replace("过", "")
    assert not recorded(hear(f"{started}{gap}{fail}", TODAY, CARE))


@QUICK
@given(
    st.sampled_from(sorted(KINDS)),
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
    st.sampled_from(sorted(KINDS)),
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


@QUICK
@given(st.one_of(ANYTHING, SENTENCES, st.sampled_from(DONE).map(lambda text: text.format(n="许知远"))))
def test_what_a_parent_writes_is_only_passed_on(text: str) -> None:
    said = from_parent(text, CARE)
    assert set(said.student_ids) <= set(CARE.spoken)
    assert not isinstance(said, (RecordDeed, RecordSeveral, Undo, Correct))
