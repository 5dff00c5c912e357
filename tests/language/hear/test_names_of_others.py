"""Names that are nobody's in care, or no child's at all: never taken for a child, also where only one is in care."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from duty.kinds import Kind
from language.hear import hear
from language.hear.pipeline import read
from language.hear.who_went import of_nobody
from language.hear.whole import Sense, Whole
from tests.language.hear.classroom import TODAY, by_steps, care_for

DOTTED = care_for("阿里")
ONLY = care_for("买买提·玉素甫")
HALVES = care_for("白玛央宗", "洛桑", "次仁", "格桑花")
PLAIN = care_for("张三", "李四")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("和买买提明·阿里谈心了", "买买提明·阿里"),
        ("昨天家访买买提明·阿里", "买买提明·阿里"),
        ("给吾买尔·阿里补了数学", "吾买尔·阿里"),
        ("阿里·买买提明谈心了", "阿里·买买提明"),
        ("送了件棉衣给吾买尔·阿里", "吾买尔·阿里"),
    ],
)
def test_a_dotted_name_that_nobody_has_is_one_unknown_name(text: str, name: str) -> None:
    for care in (DOTTED, ONLY):
        assert by_steps(text, TODAY, care) == NotUnderstood(Unclear.UNKNOWN_STUDENT, (name,))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每周二给热西提·阿不都辅导，今天也补了", ("热西提·阿不都", "张三")),
        ("视频家访了热依扎·叶尔肯，塔城太远", ("热依扎·叶尔肯", "张三")),
        ("欧阳克·谈心，张三", ("张三", "李四")),
    ],
)
def test_a_dot_in_a_known_name_or_before_a_deed_makes_no_unknown_one(text: str, names: tuple[str, ...]) -> None:
    heard = by_steps(text, TODAY, care_for(*names))
    assert not (isinstance(heard, NotUnderstood) and heard.why is Unclear.UNKNOWN_STUDENT and "·" in heard.names[0])


@pytest.mark.parametrize(
    "text",
    [
        "扎西次仁家访了，离学校八十公里",
        "和扎西次仁谈心了",
        "昨天去扎西次仁家了，他奶奶在",
        "给巴桑次仁送了件棉衣",
        "找其其格洛桑谈了",
        "和吾买次仁谈了",
    ],
)
def test_a_name_that_ends_as_one_in_care_is_asked_about(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, HALVES), WhichStudent | NotUnderstood)


@pytest.mark.parametrize("text", ["和次仁谈心了", "今天和洛桑、次仁都谈心了", "昨天去次仁家了", "班里的次仁今天谈了"])
def test_the_name_by_itself_is_the_child(text: str) -> None:
    assert isinstance(hear(text, TODAY, HALVES), RecordDeed)


@pytest.mark.parametrize(
    ("text", "names"),
    [("和杨康谈完了，这小子嘴硬", ("杨过", "杨康健")), ("刚陪着蔡明做完一张卷子", ("蔡明珠",))],
)
def test_what_is_done_with_somebody_is_no_part_of_the_name(text: str, names: tuple[str, ...]) -> None:
    assert isinstance(hear(text, TODAY, care_for(*names)), WhichStudent)


def test_a_verb_that_ends_a_name_is_the_name_s() -> None:
    assert isinstance(by_steps("已谈心 何家", TODAY, care_for("何小家", "张三")), WhichStudent)


@pytest.mark.parametrize("text", ["送了件棉衣给赵敏", "跟赵敏聊了聊", "给赵敏补了课", "刚跟赵敏谈完，她哭了"])
def test_an_unknown_name_is_never_the_only_child_in_care(text: str) -> None:
    assert not isinstance(hear(text, TODAY, care_for("张三")), RecordDeed | RecordSeveral)


def test_of_whom_a_deed_is_told_that_only_the_whole_knows_is_asked() -> None:
    heard = hear("昨晚去了趟阳海波家，他奶奶留我吃了饭", TODAY, PLAIN)
    assert heard == NotUnderstood(Unclear.NO_STUDENT)


@pytest.mark.parametrize(
    ("text", "sense", "asks"),
    [
        ("昨晚去了趟熊家栋家", Sense.HOME_VISIT, True),
        ("昨晚去了趟张三家", Sense.HOME_VISIT, False),
        ("昨晚去了趟熊家栋家", Sense.OTHER, False),
        ("泡菜腌好了，给办公室每人一盒", Sense.WARMTH, False),
        ("三个娃一人一双袜子", Sense.WARMTH, True),
    ],
)
def test_who_it_was_is_asked_only_where_it_may_be_a_child(text: str, sense: Sense, asks: bool) -> None:
    assert of_nobody(read(text, TODAY, PLAIN).masked, Whole({one: float(one is sense) for one in Sense})) == asks


@pytest.mark.parametrize(
    "text",
    [
        *("给张三（我家猫）买了罐头", "给张三（我家的小狗）买了件衣服", "我家的狗张三生病了，我去看了看"),
        *("家里的猫叫张三，给它买了罐头", "给张三它们几只送了饭", "在张三书店买了两本书送人", "去张三超市买了慰问品"),
        *("和张三大学来的志愿者聊了聊", "听了《张三》这首歌，聊了聊", "给孩子们唱了一首张三"),
    ],
)
def test_an_animal_a_shop_or_a_song_is_no_child(text: str) -> None:
    assert not isinstance(hear(text, TODAY, PLAIN), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("给张三（怕猫的那个）买了件衣服", Kind.WARMTH),
        ("和张三聊了聊他家的猫", Kind.TALK),
        ("在超市碰到张三，聊了半小时", Kind.TALK),
    ],
)
def test_a_child_beside_an_animal_or_in_a_shop_is_the_child(text: str, kind: Kind) -> None:
    heard = hear(text, TODAY, PLAIN)
    heard = heard.command if isinstance(heard, Confirm) else heard
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (kind, (1,))
