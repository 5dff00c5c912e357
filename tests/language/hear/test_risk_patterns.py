"""The tables of risk are read as they are written."""

import pytest

from duty.danger import Danger
from language.hear.risk import risk
from language.hear.risk_hints import HINTING, HINTS, TOGETHER, kinds
from language.hear.risk_patterns import Found, Reader, heads, in_order, written_out
from language.hear.risk_reading import folded, read
from language.hear.risk_weighing import weigh


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("打人", "打"),
        ("[打揍]人", "打揍"),
        ("(?:打|揍了?)人", "打揍"),
        ("了?打", "了打"),
        ("(?:又|再)?打", "又再打"),
        ("(?<!没)打", "打"),
        ("(?=[打揍])打", "打"),
        ("\\d楼", "0123456789"),
        ("[\\d几]楼", "0123456789几"),
        ("又{0,2}打", "又打"),
        ("(?:又(?:再|常)|[总老])打", "又总老"),
    ],
)
def test_the_characters_a_pattern_may_begin_with(pattern: str, first: str) -> None:
    assert heads(pattern) == frozenset(first)


@pytest.mark.parametrize("pattern", ["了?", "(?:打"])
def test_a_pattern_that_may_be_empty_or_is_not_closed_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        heads(pattern)


def test_a_gap_stays_in_its_sentence_and_may_leave_out_family() -> None:
    reader = Reader(in_order({"gap": "打~2人", "stranger": "带=3走", "long": "(?:甲\n    |乙)丙"}))
    assert [found.table for found in reader.find("打了个人打了.人带K走带F走乙丙")] == ["gap", "stranger", "long"]


def test_the_first_of_two_that_begin_at_one_place_counts_and_nothing_is_found_inside_another() -> None:
    reader = Reader(in_order({"one": "打人", "two": "打人了 人了"}))
    assert list(reader.find("打人了")) == [Found("one", 0, 2, exact=True)]
    assert not next(Reader(in_order({"open": "打~1人"})).find("打人")).exact


def test_parts_stand_for_their_words() -> None:
    assert written_out("<high>").startswith("(?:")
    assert " " not in written_out("<play>")


def test_what_means_something_together_is_a_kind_of_hint() -> None:
    assert {kind for pair in TOGETHER for kind in pair} <= set(HINTS)


def test_a_word_may_be_of_several_kinds() -> None:
    found = kinds(HINTING.find("皮带"))
    assert {kind for _, kind in found} >= {"blow", "rope"}


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("想跳lou", "想跳楼"),
        ("bu xiang huo le", "不想活,le"),
        ("想去 4", "想去死"),
        ("去4楼", "去4楼"),
        ("zs的心都有", "自杀的心都有"),
        ("zs同学", "zs同学"),
        ("我 不 想 活 ， 了", "我不想活,了"),
        ("好。读《活着》、《家》", "好.读,B活着,B家,"),
        ("39.5度", "39,5度"),
    ],
)
def test_a_text_is_folded(typed: str, plain: str) -> None:
    assert folded(typed) == plain


def test_people_are_letters_and_harmless_words_are_gone() -> None:
    reading = read(folded("他爸爸打电话给王老师和我"))
    assert reading.text == "KF-给王S和I"
    assert reading.words[1] == "爸爸"
    assert reading.words[5] == "老师"


def test_children_are_letters_by_their_name_or_where_only_a_name_can_stand() -> None:
    assert read(folded("许知远和高兴不见了"), ["许知远", "高兴"]).text == "K和高兴不见了"
    assert read(folded("高兴不见了"), ["高兴"]).text == "K不见了"
    assert read(folded("找不到欧阳娜了"), []).text == "找不到K了"


def test_the_part_of_a_long_text_that_says_most_counts() -> None:
    quiet = "今天聊了篮球." * 40
    assert weigh(f"{quiet}K说不想活了要跳楼.{quiet}", ()).urgent > 0.5
    assert weigh(quiet, ()).urgent < 0.2
    assert weigh("篮" * 500, ()).urgent < 0.5


@pytest.mark.parametrize(
    ("by_the_way", "danger"),
    [
        ("晚上叔叔总到她屋里来，她把门用凳子顶着睡", Danger.ABUSE),
        ("他把存的药都数好了，写了信放在抽屉里", Danger.SELF_HARM),
        ("他把作业都写完了，又读了两页课外书", None),
    ],
)
def test_what_is_seen_by_the_way_counts_in_a_long_record(by_the_way: str, danger: Danger | None) -> None:
    said = f"和许知远聊了考试，数学上去了，英语还差，{by_the_way}，又说下周的运动会他报了名，跑八百米"
    reading = read(folded(said), ("许知远",))
    assert weigh(reading.text, kinds(tuple(HINTING.find(reading.text)))).aside is danger
    assert risk(said, ("许知远",)).danger is danger
