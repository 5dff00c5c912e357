"""Notes to a guardian: to whom they go, and that they are the sender's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.hearing import NotUnderstood, Unclear, WhichStudent
from duty.people import Kin
from duty.relaying import Relay, ReplyToParent
from language.hear import hear
from tests.language.hear.classroom import CARE, NAMES, TODAY, care_for, ids

ZHI = ids("许知远")[0]


@pytest.mark.parametrize(
    "text",
    [
        *("转告 许知远妈妈 明天带伞", "转告许知远妈妈明天带伞", "转告许知远妈妈：明天带伞", "转告许知远妈妈，明天带伞"),
        *("请转告许知远的妈妈，明天带伞", "帮我告诉许知远妈妈 明天带伞", "麻烦通知许知远妈妈：明天带伞"),
        *(
            "转达许知远妈妈 明天带伞",
            "捎句话给许知远妈妈 明天带伞",
            "带个话给许知远妈妈：明天带伞",
            "告知许知远妈妈 明天带伞",
        ),
        *("通知 许知远妈妈：明天带伞", "告诉许知远的妈妈 明天带伞", "请帮我转告一下许知远妈妈 明天带伞"),
        *("麻烦你帮我转告许知远妈妈 明天带伞", "能不能帮我转告许知远妈妈 明天带伞", "可以帮我转告许知远妈妈：明天带伞"),
        *(
            "转告知远妈妈 明天带伞",
            "转告许知远同学的妈妈 明天带伞",
            "转告许知远同学妈妈：明天带伞",
            "转告 许 知 远妈妈 明天带伞",
        ),
        *(
            "轉告 許知遠媽媽 明天带伞",
            "　转告　许知远妈妈　明天带伞　",
            "转告许知远妈妈\n明天带伞",
            "转告许知远母亲 明天带伞",
        ),
        *(
            "👉转告许知远妈妈 明天带伞",
            "转\u200b告 许知远\ufeff妈妈 明天带伞",
            "转告 许知远 妈妈 明天带伞",
            "转告：许知远妈妈，明天带伞",
        ),
        *("给许知远妈妈捎句话：明天带伞", "给许知远妈妈带个话，明天带伞", "帮我跟许知远妈妈说一声，明天带伞"),
        *("请帮我给许知远妈妈写张便条：明天带伞", "麻烦跟许知远妈妈说一下：明天带伞", "给许知远的妈妈留句话 明天带伞"),
        *(
            "跟许知远妈妈说：明天带伞",
            "跟许知远他妈讲 明天带伞",
            "同许知远阿妈讲声，明天带伞",
            "发给许知远妈妈：明天带伞",
            "转许知远妈妈\n明天带伞",
            "把这句给许知远妈妈：明天带伞",
            "致许知远妈妈：明天带伞",
            "给许知远妈妈发个消息：明天带伞",
            "帮忙发个消息给许知远的妈妈：明天带伞",
            "麻烦你转给许知远妈妈，明天带伞",
            "告诉许知远妈妈一声：明天带伞",
            "让许知远妈妈明天带伞",
            "请许知远妈妈知晓：明天带伞",
            "许知远妈妈那边帮我带个话，明天带伞",
            "那个帮我跟许知远妈妈说一下哈就说明天带伞",
            "转告给许知远妈妈 明天带伞",
        ),
        *(
            "转告许知远妈 明天带伞",
            "转告许知远老妈 明天带伞",
            "转告一声许知远妈妈，明天带伞",
            "转告许知远妈妈,明天带伞",
        ),
        *("跟许知远妈妈说一声 明天带伞", "和许知远妈妈说声，明天带伞", "跟许知远的妈妈说一下：明天带伞"),
        *("跟许知远妈妈说一声明天带伞", "许知远妈妈那边帮忙带个话，明天带伞"),
        *("告诉许知远妈妈明天带伞", "通知许知远妈妈明天带伞"),
        *("请转致许知远妈妈：明天带伞", "帮手话俾许知远妈妈知，明天带伞", "许知远妈妈那儿，替俺递个话，明天带伞"),
        *("给许知远妈妈带个好，明天带伞", "给许知远妈妈传个信儿，明天带伞", "跟许知远妈妈讲讲，明天带伞"),
        *("劳烦告诉许知远妈妈一声，明天带伞", "许知远妈妈那头你给说一声，明天带伞", "你给许知远妈妈捎个话，明天带伞"),
    ],
)
def test_a_note_to_the_mother(text: str) -> None:
    assert hear(text, TODAY, CARE) == Relay(ZHI, Kin.MOTHER, "明天带伞")


@pytest.mark.parametrize(
    ("word", "kin"),
    [
        *(
            ("姨", Kin.OTHER),
            ("姑", Kin.OTHER),
            ("妈妈", Kin.MOTHER),
            ("母亲", Kin.MOTHER),
            ("爸爸", Kin.FATHER),
            ("父亲", Kin.FATHER),
            ("老爸", Kin.FATHER),
        ),
        *(("奶奶", Kin.PATERNAL_GRANDMOTHER), ("爷爷", Kin.PATERNAL_GRANDFATHER), ("祖父", Kin.PATERNAL_GRANDFATHER)),
        *(("外婆", Kin.MATERNAL_GRANDMOTHER), ("姥姥", Kin.MATERNAL_GRANDMOTHER), ("外公", Kin.MATERNAL_GRANDFATHER)),
        *(("姥爷", Kin.MATERNAL_GRANDFATHER), ("姑姑", Kin.OTHER), ("舅舅", Kin.OTHER), ("大伯", Kin.OTHER)),
        *(("家长", None), ("家里", None), ("爸妈", None), ("父母", None), ("爸爸妈妈", None), ("监护人", None)),
        *(("爸爸和妈妈", None), ("妈妈、爸爸", None), ("奶奶或爷爷", None), ("家里人", None), ("家长们", None)),
    ],
)
def test_each_word_for_a_guardian(word: str, kin: Kin | None) -> None:
    assert hear(f"转告许知远{word}：在校一切都好", TODAY, CARE) == Relay(ZHI, kin, "在校一切都好")


def test_a_child_whose_name_is_a_word_of_joy() -> None:
    assert hear("告诉高兴妈妈今天高兴了", TODAY, CARE) == Relay(ids("高兴")[0], Kin.MOTHER, "今天高兴了")


@pytest.mark.parametrize(
    "text",
    [
        "回许知远妈妈 明天带伞",
        "回复许知远妈妈：明天带伞",
        "回复 许知远的妈妈 明天带伞",
        "回覆許知遠媽媽：明天带伞",
        "帮我回许知远妈妈：明天带伞",
        "回复一下许知远妈妈就说明天带伞",
        "就回许知远妈妈四个字：明天带伞",
        "给许知远妈妈回一句，明天带伞",
        "跟许知远妈妈回话：明天带伞",
        "回复许知远妈妈😊明天带伞",
    ],
)
def test_an_answer_to_the_guardian_who_is_named(text: str) -> None:
    said = text[text.index("明天") - 1 :] if "😊" in text else "明天带伞"
    assert hear(text, TODAY, CARE) == ReplyToParent(said, student_id=ZHI, kin=Kin.MOTHER)


@pytest.mark.parametrize("text", ["许知远妈妈：您好，明天带伞", "许知远妈妈，明天带伞。请代为转发"])
def test_a_letter_is_sent_as_it_was_written(text: str) -> None:
    assert hear(text, TODAY, CARE) == Relay(ZHI, Kin.MOTHER, text[6:])


def test_an_answer_to_whoever_stands_before_us() -> None:
    assert hear("回她：别急", TODAY, CARE) == ReplyToParent("别急")
    assert hear("回复 许知远 明天带伞", TODAY, CARE) == ReplyToParent("明天带伞", student_id=ZHI)


def test_without_a_guardian_it_goes_to_the_family() -> None:
    for text in ("转告 许知远 明天带伞", "转告许知远：明天带伞", "转达 许知远，明天带伞"):
        assert hear(text, TODAY, CARE) == Relay(ZHI, None, "明天带伞")


@pytest.mark.parametrize(
    "note",
    [
        "今天谈心时他很高兴",
        "已谈心 蓝小雨",
        "已谈心",
        "昨天家访 蓝小雨，没谈成",
        "周五下午三点开家长会，请准时到",
        "撤销",
        "确认",
        "2",
        "已送温暖的棉鞋请试一下大小",
        "第一行\n第二行\n\n第三行：「引号」",
        "陆一鸣和他打架了，都没受伤",
        "👍",
        "https://example.com/?a=1&b=2",
        "<b>好</b> {{7*7}} '; DROP TABLE note; --",
        "Ａ全角１２３",
        "謝謝您一直以來的支持",
        "：两个冒号",
        "坏\ud800字",
        "不用转告别人",
        "您怎么看？",
        "没交作业",
        "了解一下孩子的情况",
        "过来接一下孩子",
    ],
)
def test_a_note_may_hold_anything_and_is_untouched(note: str) -> None:
    assert hear(f"转告 许知远妈妈 {note}", TODAY, CARE) == Relay(ZHI, Kin.MOTHER, note.removeprefix("："))
    assert hear(f"转告许知远妈妈：{note} ", TODAY, CARE) == Relay(ZHI, Kin.MOTHER, note)


def test_a_long_note_is_kept_to_its_end() -> None:
    note = "好" * 5_000 + "。"
    assert hear(f"转告许知远妈妈：{note}", TODAY, CARE) == Relay(ZHI, Kin.MOTHER, note)


@pytest.mark.parametrize(
    ("text", "why", "names"),
    [
        ("转告 许知远妈妈", Unclear.NO_TEXT, ("许知远",)),
        ("转告 许知远", Unclear.NO_TEXT, ("许知远",)),
        ("转告许知远妈妈：", Unclear.NO_TEXT, ("许知远",)),
        ("转告许知远妈妈。。。", Unclear.NO_TEXT, ("许知远",)),
        ("给许知远妈妈捎句话", Unclear.NO_TEXT, ("许知远",)),
        ("回复", Unclear.NO_TEXT, ()),
        ("回复：", Unclear.NO_TEXT, ()),
        ("回复家长", Unclear.NO_TEXT, ()),
        ("转告王小明妈妈 明天带伞", Unclear.UNKNOWN_STUDENT, ("王小明",)),
        ("转告 小红的妈妈 明天带伞", Unclear.UNKNOWN_STUDENT, ("小红",)),
        ("告诉江山美妈妈 明天带伞", Unclear.UNKNOWN_STUDENT, ("江山美",)),
        ("转告王小雨妈妈 明天带伞", Unclear.UNKNOWN_STUDENT, ("王小雨",)),
        ("转告萨拉·艾山爸爸 明天带伞", Unclear.UNKNOWN_STUDENT, ("萨拉·艾山",)),
        ("回复王五妈妈：好的", Unclear.UNKNOWN_STUDENT, ("王五",)),
        ("给王五妈妈捎句话：好的", Unclear.UNKNOWN_STUDENT, ("王五",)),
        ("转告家长 明天带伞", Unclear.NO_ADDRESSEE, ()),
        ("转告妈妈：明天带伞", Unclear.NO_ADDRESSEE, ()),
        ("通知家长 明天放假", Unclear.NO_ADDRESSEE, ()),
        ("通知：明天放假", Unclear.NO_ADDRESSEE, ()),
        ("转告各位家长 明天放假", Unclear.NO_ADDRESSEE, ()),
        ("告诉许知远 明天带伞", Unclear.NO_ADDRESSEE, ("许知远",)),
        ("通知许知远家长来校", Unclear.NO_ADDRESSEE, ("许知远",)),
        ("通知 许知远、蓝小雨家长 明天放假", Unclear.ONE_FAMILY_AT_A_TIME, ("许知远", "蓝小雨")),
        ("通知 许知远、蓝小雨家长…", Unclear.ONE_FAMILY_AT_A_TIME, ("许知远", "蓝小雨")),
        ("通知许知远家长、蓝小雨家长：明天放假", Unclear.ONE_FAMILY_AT_A_TIME, ("许知远", "蓝小雨")),
        ("转告许知远妈妈和蓝小雨妈妈 明天带伞", Unclear.ONE_FAMILY_AT_A_TIME, ("许知远", "蓝小雨")),
        ("转告 许知远 蓝小雨妈妈 明天带伞", Unclear.ONE_FAMILY_AT_A_TIME, ("许知远", "蓝小雨")),
        ("告诉许知远、蓝小雨、江山的家长 明天带伞", Unclear.ONE_FAMILY_AT_A_TIME, ("许知远", "蓝小雨", "江山")),
    ],
)
def test_what_is_missing_is_asked_for(text: str, why: Unclear, names: tuple[str, ...]) -> None:
    assert hear(text, TODAY, CARE) == NotUnderstood(why, names)


def test_of_namesakes_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    assert hear("转告张伟妈妈：好的", TODAY, twins) == WhichStudent(Relay(0, Kin.MOTHER, "好的"), ((1, 3),))
    assert hear("转告张伟妈妈", TODAY, twins) == NotUnderstood(Unclear.NO_TEXT)


def test_with_one_child_in_care_no_name_is_needed() -> None:
    one = care_for("石大勇")
    assert hear("转告家长 明天带伞", TODAY, one) == Relay(1, None, "明天带伞")
    assert hear("转告妈妈：明天带伞", TODAY, one) == Relay(1, Kin.MOTHER, "明天带伞")
    assert hear("通知家长 明天放假", TODAY, one) == Relay(1, None, "明天放假")
    assert hear("告诉家长", TODAY, one) == NotUnderstood(Unclear.NO_ADDRESSEE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("回复 好的，我知道了", "好的，我知道了"),
        ("回复：谢谢您", "谢谢您"),
        ("回复家长 好的", "好的"),
        ("回复 家长：好的", "好的"),
        ("回复妈妈：好的", "好的"),
        ("回家长 好的", "好的"),
        ("回妈妈：好的", "好的"),
        ("请回复：好的", "好的"),
        ("帮我回复家长 好的", "好的"),
        ("答复 明天下午可以", "明天下午可以"),
        ("回信：\n第一行\n第二行", "第一行\n第二行"),
        ("回复她：好的", "好的"),
        ("回复 已谈心 许知远", "已谈心 许知远"),
        ("回复 2点来接", "2点来接"),
        ("回復：謝謝", "謝謝"),
        ("回复 收到", "收到"),
    ],
)
def test_an_answer_to_whoever_wrote_last(text: str, said: str) -> None:
    assert hear(text, TODAY, CARE) == ReplyToParent(said)


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["转告", "请转告", "帮我告诉", "通知", "回复", "回", "转达"]),
    st.sampled_from(NAMES),
    st.sampled_from(["妈妈", "家长", "爷爷"]),
    st.sampled_from([" ", "：", "，", "\n"]),
    st.text(st.characters(exclude_categories=()), max_size=400),
)
def test_the_text_of_a_note_is_a_part_of_what_was_typed(verb: str, name: str, who: str, gap: str, note: str) -> None:
    typed = f"{verb}{name}{who}{gap}{note}"
    heard = hear(typed, TODAY, CARE)
    if isinstance(heard, Relay):
        assert heard.text in typed
        assert heard.text == heard.text.strip() != ""
        assert heard.student_id == ids(name)[0]
