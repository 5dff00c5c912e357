"""The spellings by which the children in care are found in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.hear.everyday import is_everyday, reads_as_word
from language.hear.names import Care, How, Named
from language.hear.normalise import fold
from tests.language.hear.classroom import care_for, child

CARE = care_for("白洁", "钱多多", "郭靖宇", "欧阳修文", "扎西顿珠", "古丽米热·艾力", "阿卜杜热合曼", "高兴", "何小满")


@pytest.mark.parametrize(
    ("typed", "child", "how"),
    [
        ("白洁", 1, How.EXACT),
        ("白 洁", 1, How.VARIANT),
        ("小洁", 1, How.AFFIX),
        ("阿洁", 1, How.AFFIX),
        ("洁洁", 1, How.AFFIX),
        ("多多", 2, How.GIVEN),
        ("小多多", 2, How.AFFIX),
        ("靖宇", 3, How.GIVEN),
        ("小宇", 3, How.AFFIX),
        ("靖靖", 3, How.AFFIX),
        ("郭同学", 3, How.AFFIX),
        ("欧阳小朋友", 4, How.AFFIX),
        ("修文", 4, How.GIVEN),
        ("扎西", 5, How.GIVEN),
        ("顿珠", 5, How.GIVEN),
        ("古丽米热", 6, How.GIVEN),
        ("古丽", 6, How.GIVEN),
        ("米热", 6, How.GIVEN),
        ("艾力", 6, How.GIVEN),
        ("古丽米热艾力", 6, How.VARIANT),
        ("古丽米热-艾力", 6, How.VARIANT),
        ("阿卜杜", 7, How.GIVEN),
        ("何家小满", 9, How.EXACT),
    ],
)
def test_a_child_is_known_by(typed: str, child: int, how: How) -> None:
    end, named = CARE.names.match(f"和{typed}谈了", 1) or (0, Named(()))
    assert (end, named.ids, named.how) == (1 + len(typed), (child,), how)


@pytest.mark.parametrize("typed", ["高兴", "小郭", "小高", "洁子", "靖哥"])
def test_what_is_also_something_else_is_doubtful(typed: str) -> None:
    found = CARE.names.match(typed, 0)
    assert found is not None
    assert found[1].doubtful


@pytest.mark.parametrize(("typed", "end"), [("郭妈妈", 1), ("欧阳家长", 2)])
def test_a_surname_before_a_word_for_the_parents_ends_where_that_begins(typed: str, end: int) -> None:
    found = CARE.names.match(typed, 0)
    assert found is not None
    assert found[0] == end
    assert found[1].doubtful


@pytest.mark.parametrize("typed", ["洁", "郭", "郭老师", "郭妈", "白杰", "万里", "靖", "欧阳"])
def test_what_is_nobodys_sure_name_is_not_found(typed: str) -> None:
    assert CARE.names.match(typed, 0) is None


def test_a_longer_name_is_found_before_a_shorter_inside_it() -> None:
    care = care_for("万里", "万里长")
    assert care.names.match("万里长谈了", 0) == (3, Named((2,)))
    assert care.names.match("万里谈了", 0) == (2, Named((1,), doubtful=True))


@pytest.mark.parametrize(
    ("roster", "typed", "ids"),
    [
        (("王雨桐", "李雨桐"), "雨桐", (1, 2)),
        (("张天宇", "邓宇航"), "小宇", (1, 2)),
        (("陆一鸣", "陆一凡"), "陆同学", (1, 2)),
        (("林小满", "陈满"), "小满", (1,)),
        (("王小雨", "小雨"), "小雨", (2,)),
    ],
)
def test_all_whom_a_name_fits_are_meant_and_the_nearer_kind_of_name_wins(
    roster: tuple[str, ...], typed: str, ids: tuple[int, ...]
) -> None:
    found = care_for(*roster).names.match(typed, 0)
    assert found is not None
    assert found[1].ids == ids
    assert found[1].sure is (len(ids) == 1)


def test_a_similar_child_is_never_sure() -> None:
    assert not Named((1,), How.SIMILAR).sure


def test_no_child_hides_the_home_of_another() -> None:
    assert care_for("柳家", "白洁").names.match("白洁家家访", 2) is None


@pytest.mark.parametrize("word", ["高兴", "理想", "天天", "安静", "小心", "万里"])
def test_ordinary_words_are_known(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["白洁", "子涵", "高", "", "很高兴", "ok", "志远"])
def test_other_spellings_are_not_ordinary_words(word: str) -> None:
    assert not is_everyday(word)


@pytest.mark.parametrize("text", ["他很|高兴", "白洁不|开心", "她|天天来", "孩子|高兴地说", "|高兴极了", "心情|平静"])
def test_the_neighbours_show_an_ordinary_word(text: str) -> None:
    before, _, after = text.partition("|")
    assert reads_as_word(before + after, len(before), len(before) + 2)


@pytest.mark.parametrize("text", ["和|高兴谈了", "|高兴 已谈心", "已谈心 |开心", "找|天天聊了", "去|高兴家家访"])
def test_where_a_name_may_stand_no_word_is_seen(text: str) -> None:
    before, _, after = text.partition("|")
    assert not reads_as_word(before + after, len(before), len(before) + 2)


ANY_NAMES = st.lists(
    st.text(st.characters(exclude_categories=()), max_size=12) | st.text("白洁李想乐单·. 阿依古丽ab", max_size=9)
)


@settings(deadline=None, max_examples=200)
@given(ANY_NAMES)
def test_of_any_names_each_is_found_by_itself_and_means_no_child_without_that_name(names: list[str]) -> None:
    care = Care.of(child(number, name) for number, name in enumerate(names))
    for number, name in care.spoken.items():
        plain = fold(name)
        namesakes = {other for other, spoken in care.spoken.items() if fold(spoken) == plain}
        end, named = care.names.match(plain, 0) or (0, Named(()))
        assert end == len(plain)
        assert number in named.ids
        assert namesakes <= set(named.ids)
