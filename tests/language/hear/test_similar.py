"""Whom a name means that is nobody's exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.hear.mentions import mentioned
from language.hear.named import How
from language.hear.names import Care
from language.hear.similar import find_near, resolve
from tests.language.hear.classroom import care_for

NAMES = (
    "郭靖宇",
    "沈嘉怡",
    "白洁",
    "万里",
    "曹一航",
    "曹一帆",
    "许静怡",
    "许敬一",
    "古丽米热·艾力",
    "尼玛次仁",
    "欧阳修文",
    "吴小梅",
    "单小雨",
    "吕绿",
    "李想",
    "方志远",
)
CARE = care_for(*NAMES)


def meant(typed: str, care: Care = CARE) -> tuple[How, set[str]] | None:
    """How a lone name was recognised, and all whom it may mean."""
    named = resolve(typed, care)
    return (named.how, {care.spoken[child] for child in named.ids}) if named else None


@pytest.mark.parametrize(
    ("typed", "how", "name"),
    [
        ("白洁", How.EXACT, "白洁"),
        ("白潔", How.EXACT, "白洁"),
        ("白 洁", How.VARIANT, "白洁"),
        ("「白洁」", How.EXACT, "白洁"),
        ("曹一帆（三班）", How.EXACT, "曹一帆"),
        ("是白洁", How.EXACT, "白洁"),
        ("白洁的妈妈", How.EXACT, "白洁"),
        ("白洁她妈妈", How.EXACT, "白洁"),
        ("小白洁同学", How.EXACT, "白洁"),
        ("吴 小 妹", How.SOUND, "吴小梅"),
        ("小郭", How.AFFIX, "郭靖宇"),
        ("白杰", How.SOUND, "白洁"),
        ("百洁同学", How.SOUND, "白洁"),
        ("理想", How.SOUND, "李想"),
        ("山小雨", How.SOUND, "单小雨"),
        ("古力米热", How.SOUND, "古丽米热·艾力"),
        ("古力米热·艾丽", How.SOUND, "古丽米热·艾力"),
        ("wuxiaomei", How.PINYIN, "吴小梅"),
        ("Wu Xiao-Mei", How.PINYIN, "吴小梅"),
        ("Xiaomei Wu", How.PINYIN, "吴小梅"),
        ("吴xiaomei", How.PINYIN, "吴小梅"),
        ("wu小梅", How.PINYIN, "吴小梅"),
        ("xiaomei", How.PINYIN, "吴小梅"),
        ("wú xiǎoméi", How.PINYIN, "吴小梅"),
        ("shan xiaoyu", How.PINYIN, "单小雨"),
        ("dan xiaoyu", How.PINYIN, "单小雨"),
        ("lvlv", How.PINYIN, "吕绿"),
        ("lyulyu", How.PINYIN, "吕绿"),
        ("nima", How.PINYIN, "尼玛次仁"),
        ("gulimire", How.PINYIN, "古丽米热·艾力"),
        ("cyh", How.INITIALS, "曹一航"),
        ("cao yh", How.INITIALS, "曹一航"),
        ("曹yh", How.INITIALS, "曹一航"),
        ("oyxw", How.INITIALS, "欧阳修文"),
        ("shxy", How.INITIALS, "单小雨"),
    ],
)
def test_one_child_is_meant_by(typed: str, how: How, name: str) -> None:
    assert meant(typed) == (how, {name})


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("森嘉怡", "沈嘉怡"),
        ("志园", "方志远"),
        ("小杰", "白洁"),
        ("郭大宇", "郭靖宇"),
        ("郭靖", "郭靖宇"),
        ("郭宇靖", "郭靖宇"),
        ("洁白", "白洁"),
        ("郭静宜", "郭靖宇"),
        ("万里长", "万里"),
        ("李志远", "方志远"),
        ("wuxiaomai", "吴小梅"),
        ("wuxiaomie", "吴小梅"),
        ("sanxiaoyu", "单小雨"),
        ("曹一鸣", "曹一航 曹一帆"),
        ("欧阳", "欧阳修文"),
        ("曹", "曹一航 曹一帆"),
        ("老吴", "吴小梅"),
        ("梅", "吴小梅"),
    ],
)
def test_who_is_only_similar_is_asked_about(typed: str, names: str) -> None:
    assert meant(typed) == (How.SIMILAR, set(names.split()))


@pytest.mark.parametrize("typed", ["徐静宜", "xu jingyi", "xjy"])
def test_all_whom_a_name_fits_alike_are_meant(typed: str) -> None:
    named = resolve(typed, CARE)
    assert named is not None
    assert {CARE.spoken[child] for child in named.ids} == {"许静怡", "许敬一"}
    assert not named.sure


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "·",
        "周杰",
        "拜金",
        "王建国",
        "郭老师",
        "妈妈",
        "同学",
        "zhangsan",
        "zz",
        "白洁万里",
        "12",
        "😀",
        "he",
        "()",
    ],
)
def test_nobody_is_meant_by(typed: str) -> None:
    assert meant(typed) is None


def test_an_exact_name_beats_every_similar_one() -> None:
    care = care_for("白洁", "白杰", "百洁")
    assert meant("白洁", care) == (How.EXACT, {"白洁"})
    assert meant("柏洁", care) == (How.SOUND, {"白洁", "白杰", "百洁"})


@pytest.mark.parametrize(
    ("text", "found", "how", "name"),
    [
        ("和|白杰谈了", "白杰", How.SOUND, "白洁"),
        ("和|白杰情绪", "白杰", How.SOUND, "白洁"),
        ("和|古力米热·艾丽谈了", "古力米热·艾丽", How.SOUND, "古丽米热·艾力"),
        ("和|wuxiaomei谈了", "wuxiaomei", How.PINYIN, "吴小梅"),
        ("和|wu xiao mei 谈了", "wu xiao mei", How.PINYIN, "吴小梅"),
        ("和|吴xm谈了", "吴xm", How.INITIALS, "吴小梅"),
        ("|cyh 已谈心", "cyh", How.INITIALS, "曹一航"),
        ("和|吴大梅情绪", "吴大梅", How.SIMILAR, "吴小梅"),
    ],
)
def test_the_best_fitting_beginning_of_a_stretch_is_taken(text: str, found: str, how: How, name: str) -> None:
    before, _, after = text.partition("|")
    end, named = find_near(before + after, len(before), len(before + after), CARE) or (0, None)
    assert named is not None
    assert (before + after)[len(before) : end] == found
    assert (named.how, [CARE.spoken[child] for child in named.ids]) == (how, [name])


def test_an_ordinary_word_that_sounds_like_a_name_is_no_sure_name_in_a_sentence() -> None:
    _, named = find_near("谈了理想", 2, 4, CARE) or (0, None)
    assert named is not None
    assert named.doubtful
    assert not named.sure


@pytest.mark.parametrize("text", ["bj", "ppt"])
def test_two_letters_and_what_is_often_written_in_letters_are_doubtful(text: str) -> None:
    _, named = find_near(text, 0, len(text), care_for("白洁", "潘鹏涛")) or (0, None)
    assert named is not None
    assert named.doubtful


def test_letters_are_read_from_the_beginning_of_their_run_only() -> None:
    assert find_near("xwuxiaomei", 1, 10, CARE) is None


def test_nothing_is_read_behind_the_stop() -> None:
    assert find_near("白杰", 0, 1, CARE) is None
    assert find_near("wu xiaomei", 0, 2, CARE) is None


@pytest.mark.parametrize("name", ["阿", "阿·买买提", "Tom", "a·b"])
def test_names_that_are_hardly_names_come_near_to_nobody_else(name: str) -> None:
    care = care_for(name, "白洁")
    assert meant(name, care) == (How.EXACT, {name})
    assert meant("白杰", care) == (How.SOUND, {"白洁"})
    assert meant("baijie", care) == (How.PINYIN, {"白洁"})


def test_an_empty_roster_has_nobody_near() -> None:
    assert find_near("白杰", 0, 2, care_for()) is None
    assert resolve("白杰", care_for()) is None


def test_an_alarm_names_whom_it_sounds_like_where_nobody_is_named_exactly() -> None:
    named = [CARE.spoken[child] for child in mentioned("郭静雨说不想活了", CARE)]
    assert named == ["郭靖宇"]
    assert mentioned("郭静雨和白洁打架了", CARE) == (NAMES.index("白洁") + 1,)
    assert mentioned("白杰说不想活了", CARE) == ()


def test_an_ordinary_word_is_no_child_in_an_alarm() -> None:
    care = care_for("高兴", "白洁")
    assert mentioned("他不高兴，说不想活了", care) == ()
    assert mentioned("高兴说不想活了", care) == (1,)


# None of these shares a sound or two characters with anybody in CARE.
STRANGE = st.text("东明峰鹏庆勇磊超霞泽凯佩涛敏", min_size=2, max_size=4)


@settings(deadline=None, max_examples=200)
@given(STRANGE)
def test_a_name_that_comes_near_to_nobody_means_nobody(typed: str) -> None:
    assert resolve(typed, CARE) is None
    assert find_near(typed, 0, len(typed), CARE) is None


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=()), max_size=20), st.sampled_from(NAMES))
def test_any_text_means_somebody_in_care_or_nobody(typed: str, name: str) -> None:
    for text in (typed, name + typed, typed + name):
        named = resolve(text, CARE)
        assert named is None or (named.ids and set(named.ids) <= set(CARE.spoken))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("白百洁杰李理想雨宇", min_size=2, max_size=3), min_size=1, max_size=6, unique=True))
def test_the_exact_name_always_wins(names: list[str]) -> None:
    care = care_for(*names)
    for name in names:
        assert meant(name, care) == (How.EXACT, {name})
