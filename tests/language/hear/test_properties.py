"""What holds for every message, whoever is in care and whatever is written."""

import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duty.commands import Correct, RecordDeed, RecordSeveral, Undo
from duty.hearing import Confirm, Heard
from duty.kinds import Kind
from language.hear import GRAMMAR, hear
from language.hear.families import from_parent
from tests.language.hear.classroom import CARE, NAMES, TODAY, care_for, ids
from tests.language.hear.deeds_heard import deeds_in, recorded

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
PUTS_RIGHT = re.compile("不对|错|口误|更正|不是")
SENTENCE_ENDS = re.compile(r"[。.!！?？;；…\n\r]")
SENTENCES = st.lists(PIECES, max_size=12).map("".join)
CHILDREN = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)
KINDS = {"谈心": Kind.TALK, "家访": Kind.HOME_VISIT, "送温暖": Kind.WARMTH, "辅导": Kind.HELP, "联系家长": Kind.CONTACT}
DAYS = {"": TODAY, "昨天": date(2026, 11, 19), "11月5日": date(2026, 11, 5), "上周三": date(2026, 11, 11)}

# Names of which no two share a character or sound alike, and that are no words: each of the one list may stand
# on a roster, each of the other is somebody else.
IN_CARE = ("欧书桓", "覃苗", "卢德凯", "邝沛琪", "仇森", "聂航宇", "佘蕊")
STRANGERS = ("庞彬", "谌铎", "阮霜", "褚砚", "郝钊", "窦恺", "冉瑾")
ROSTERS = st.lists(st.sampled_from(IN_CARE), max_size=5, unique=True)


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
    """A sentence that begins behind a mark may be a further deed, and 「不对，蓝小雨」 puts right what was said."""
    assume(not SENTENCE_ENDS.search(note) and not PUTS_RIGHT.search(note))
    command = f"{day}已{word} {'、'.join(names)}"
    bare = hear(command, TODAY, CARE)
    assert bare == RecordDeed(KINDS[word], ids(*names), DAYS[day])
    heard = hear(f"{command}：{note}", TODAY, CARE)
    assert isinstance(heard, (RecordDeed, Confirm)), heard
    (noted,) = deeds_in(heard)
    assert (noted.kind, noted.student_ids, noted.happened_on) == (bare.kind, bare.student_ids, bare.happened_on)
    assert noted.note in note
    assert noted.unresolved == ()


@pytest.mark.parametrize(
    "note",
    [
        "他上周给蓝小雨送了书。还跟陆一鸣聊过",
        "蓝小雨打他。他去找陆一鸣谈心了",
        "他说家里没钱。奶奶送了米",
        "妈妈去家访过蓝小雨家。没人",
        "家访。谈心。撤销。",
    ],
)
def test_sentences_of_a_note_that_tell_of_others_are_no_deeds(note: str) -> None:
    assert hear(f"已谈心 许知远：{note}", TODAY, CARE) == RecordDeed(Kind.TALK, ids("许知远"), TODAY, note)


@QUICK
@given(st.one_of(ANYTHING, SENTENCES))
def test_what_a_parent_writes_is_only_passed_on(text: str) -> None:
    said = from_parent(text, CARE)
    assert set(said.student_ids) <= set(CARE.spoken)
    assert not isinstance(said, (RecordDeed, RecordSeveral, Undo, Correct))
