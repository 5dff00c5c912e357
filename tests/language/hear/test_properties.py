"""What holds for every message."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import RecordDeed, ShowStudent, Undo
from duty.hearing import Confirm, Heard, NotUnderstood, WhichStudent
from duty.kinds import Kind
from language.hear import GRAMMAR, hear
from tests.language.hear.classroom import CARE, NAMES, TODAY, ids

QUICK = settings(deadline=None, max_examples=150)

# Every code point, lone surrogates too.
ANYTHING = st.text(st.characters(exclude_categories=()))
PIECES = st.sampled_from(
    [
        *NAMES,
        *(entry.spellings[0] for entry in GRAMMAR),
        *"已了过没不和、，。：？吗的好完家去在给说想要谁你我他年月日号周三",
        *("5", "11", ".", "-", "\n", "\u200b", "😀", "昨天", "明天", "上周三", "11月5日", "本周", "如果", "没谈成"),
        *("妈妈", "老师", "同学", "赵六", "小红", "心情不错", "记录", "情况", "半小时", "取消", "·", "诺", "长"),
        " ",
    ]
)
SENTENCES = st.lists(PIECES, max_size=12).map("".join)
CHILDREN = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)
KINDS = {"谈心": Kind.TALK, "家访": Kind.HOME_VISIT, "送温暖": Kind.WARMTH, "辅导": Kind.HELP, "联系家长": Kind.CONTACT}
DAYS = {"": TODAY, "昨天": date(2026, 11, 19), "11月5日": date(2026, 11, 5), "上周三": date(2026, 11, 11)}


def record_in(heard: Heard) -> RecordDeed | None:
    """The record that a reading holds, made or still asked for."""
    inner = heard.command if isinstance(heard, Confirm) else heard.then if isinstance(heard, WhichStudent) else heard
    return inner if isinstance(inner, RecordDeed) else None


def check(text: str, heard: Heard) -> None:
    record = record_in(heard)
    if record:
        assert set(record.student_ids) <= set(CARE.spoken)
        assert len(set(record.student_ids)) == len(record.student_ids)
        assert record.note in text
        assert record.note == record.note.strip()
        assert record.happened_on <= TODAY
    if isinstance(heard, RecordDeed):
        assert heard.student_ids


@QUICK
@given(ANYTHING)
def test_no_text_crashes(text: str) -> None:
    check(text, hear(text, TODAY, CARE))


@settings(deadline=None, max_examples=600)
@given(SENTENCES)
def test_no_sentence_of_known_pieces_crashes_or_records_for_a_stranger(text: str) -> None:
    check(text, hear(text, TODAY, CARE))


@QUICK
@given(st.sampled_from(sorted(KINDS)), CHILDREN, st.sampled_from(sorted(DAYS)), st.one_of(ANYTHING, SENTENCES))
def test_a_note_behind_a_colon_never_changes_the_command(word: str, names: list[str], day: str, note: str) -> None:
    command = f"{day}已{word} {'、'.join(names)}"
    bare = hear(command, TODAY, CARE)
    assert bare == RecordDeed(KINDS[word], ids(*names), DAYS[day])
    noted = hear(f"{command}：{note}", TODAY, CARE)
    assert isinstance(noted, RecordDeed)
    assert (noted.kind, noted.student_ids, noted.happened_on) == (bare.kind, bare.student_ids, bare.happened_on)
    assert noted.note in note
    assert noted.unresolved == ()


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
        assert isinstance(heard, NotUnderstood) or heard == Confirm(Undo()), text


@QUICK
@given(
    st.sampled_from(sorted(KINDS)),
    CHILDREN,
    st.sampled_from(["没谈成", "没去成", "没见到人", "没人在家", "没打通", "占线", "取消了", "不算", "没人接"]),
    st.sampled_from(["", " ", "，", " 但是", "，结果"]),
)
def test_a_failure_told_right_behind_a_deed_leaves_no_record(word: str, names: list[str], fail: str, gap: str) -> None:
    heard = hear(f"已{word} {'、'.join(names)}{gap}{fail}", TODAY, CARE)
    assert not isinstance(heard, RecordDeed)


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
        assert record_in(heard) is None
