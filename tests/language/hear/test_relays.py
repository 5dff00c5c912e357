"""Notes to a guardian: to whom they go, and that they are the sender's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.hearing import Heard, NotUnderstood, Unclear, WhichStudent
from duty.people import Kin
from duty.relaying import Addressed, Families, Relay, RelaySeveral, ReplyToParent
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
        *(("家长", None), ("家里", None), ("家", None), ("奶奶或爷爷", None), ("监护人", None)),
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
        ("转告各位家长", Unclear.NO_TEXT, ()),
        ("告诉许知远 明天带伞", Unclear.NO_ADDRESSEE, ("许知远",)),
        ("通知许知远家长来校", Unclear.NO_ADDRESSEE, ("许知远",)),
    ],
)
def test_what_is_missing_is_asked_for(text: str, why: Unclear, names: tuple[str, ...]) -> None:
    assert hear(text, TODAY, CARE) == NotUnderstood(why, names)


BOTH = (Kin.MOTHER, Kin.FATHER)


@pytest.mark.parametrize(
    ("words", "kins", "to_all"),
    [
        *((word, BOTH, False) for word in ("爸妈", "父母", "爸爸妈妈", "妈妈爸爸")),
        ("爸爸和妈妈", BOTH[::-1], False),
        ("妈妈、爸爸", BOTH, False),
        ("爸爸和奶奶", (Kin.FATHER, Kin.PATERNAL_GRANDMOTHER), False),
        *(
            (word, (), True)
            for word in ("家里人", "家长们", "所有家长", "的所有家长", "各位家长", "的每一位家长", "全部监护人")
        ),
    ],
)
def test_words_for_several_guardians_of_one_child(words: str, kins: tuple[Kin, ...], to_all: bool) -> None:
    heard = hear(f"转告许知远{words}：在校一切都好", TODAY, CARE)
    assert heard == Relay(ZHI, None, "在校一切都好", kins=kins, to_all=to_all)


LAN = ids("蓝小雨")[0]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("转告许知远妈妈和蓝小雨妈妈 明天带伞", (Addressed(ZHI, Kin.MOTHER), Addressed(LAN, Kin.MOTHER))),
        ("转告 许知远妈妈、蓝小雨爸爸：明天带伞", (Addressed(ZHI, Kin.MOTHER), Addressed(LAN, Kin.FATHER))),
        ("转告 许知远 蓝小雨妈妈 明天带伞", (Addressed(ZHI, Kin.MOTHER), Addressed(LAN, Kin.MOTHER))),
        ("通知 许知远、蓝小雨家长 明天带伞", (Addressed(ZHI), Addressed(LAN))),
        ("转告 许知远、蓝小雨，爸爸：明天带伞", (Addressed(ZHI, Kin.FATHER), Addressed(LAN, Kin.FATHER))),
        ("通知许知远家长、蓝小雨家长：明天带伞", (Addressed(ZHI), Addressed(LAN))),
        ("告诉许知远、蓝小雨的家长 明天带伞", (Addressed(ZHI), Addressed(LAN))),
        ("请通知许知远、蓝小雨家长明天带伞", (Addressed(ZHI), Addressed(LAN))),
    ],
)
def test_several_families_are_told_the_same(text: str, to: tuple[Addressed, ...]) -> None:
    assert hear(text, TODAY, CARE) == RelaySeveral("明天带伞", to)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("转告许知远妈妈和蓝小雨妈妈", NotUnderstood(Unclear.NO_TEXT, ("许知远", "蓝小雨"))),
        ("转告许知远妈妈和王小明妈妈 带伞", NotUnderstood(Unclear.UNKNOWN_STUDENT, ("王小明",))),
        ("转告许知远、蓝小雨和王小明妈妈 带伞", NotUnderstood(Unclear.UNKNOWN_STUDENT, ("王小明",))),
    ],
)
def test_a_list_that_lacks_something(text: str, expected: NotUnderstood) -> None:
    assert hear(text, TODAY, CARE) == expected


def test_of_namesakes_in_a_list_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    to = (Addressed(0, Kin.MOTHER), Addressed(2, Kin.FATHER))
    expected = WhichStudent(RelaySeveral("好的", to), ((1, 3),), places=(0,))
    assert hear("转告张伟妈妈、李雷爸爸：好的", TODAY, twins) == expected


@pytest.mark.parametrize(
    ("whom", "families"),
    [
        *((whom, Families.OWN) for whom in ("所有家长", "各位家长", "全体家长", "所有孩子的家长", "我的孩子们的家长")),
        *(
            (whom, Families.CLASS)
            for whom in ("我班家长", "全班家长", "我们班所有家长", "班里学生家长", "本班各位家长")
        ),
        *((whom, Families.MENTEES) for whom in ("我结对的孩子家长", "我结对的所有孩子的家长", "结对学生家长")),
    ],
)
def test_families_that_are_named_together(whom: str, families: Families) -> None:
    for text in (f"转告 {whom} 明天放假", f"转告{whom}：明天放假", f"通知{whom}：明天放假"):
        assert hear(text, TODAY, CARE) == RelaySeveral("明天放假", families=families)


@pytest.mark.parametrize("text", ["通知所有家长了", "通知全体家长", "通知我班家长会改期", "转告全班家长了"])
def test_what_was_told_to_all_is_no_note(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RelaySeveral)


def test_with_one_child_all_families_are_that_childs() -> None:
    assert hear("转告各位家长 明天放假", TODAY, care_for("石大勇")) == Relay(1, None, "明天放假", to_all=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进步 许知远 今天主动举手了", Relay(ZHI, None, "今天主动举手了", progress=True)),
        ("进步：许知远妈妈 今天主动举手了", Relay(ZHI, Kin.MOTHER, "今天主动举手了", progress=True)),
        ("报喜 许知远爸妈：得奖了", Relay(ZHI, None, "得奖了", kins=BOTH, progress=True)),
        ("进步 许知远", NotUnderstood(Unclear.NO_TEXT, ("许知远",))),
        ("进步 王小明妈妈 今天好", None),
        ("进步很大，许知远今天发言了", None),
        ("许知远进步很大", None),
    ],
)
def test_good_news(text: str, expected: Heard | None) -> None:
    heard = hear(text, TODAY, CARE)
    assert heard == expected if expected else not isinstance(heard, Relay)


def test_of_namesakes_with_good_news_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    assert hear("进步 张伟 好", TODAY, twins) == WhichStudent(Relay(0, None, "好", progress=True), ((1, 3),))


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


@pytest.mark.parametrize(
    "text",
    [
        *(
            "回复 #12 好的",
            "回复#12好的",
            "回复 ＃１２ 好的",
            "回复12：好的",
            "回复 12 好的",
            "回复 12号 好的",
            "回复12号家长：好的",
        ),
        *("回#12：好的", "回复第12条：好的", "请回复 #12：好的", "回复 #12号 好的", "回复１２：好的"),
    ],
)
def test_an_answer_to_the_note_with_a_number(text: str) -> None:
    assert hear(text, TODAY, CARE) == ReplyToParent("好的", note_id=12)


@pytest.mark.parametrize("said", ["12号下午见", "8:30 到校", "3 天后再说", "2点来接", "1,2,3 题都对", "10 个人去"])
def test_a_number_in_an_answer_is_no_number_of_a_note(said: str) -> None:
    assert hear(f"回复 {said}", TODAY, CARE) == ReplyToParent(said)


def test_an_answer_to_a_number_without_words() -> None:
    assert hear("回复 #12", TODAY, CARE) == NotUnderstood(Unclear.NO_TEXT)
