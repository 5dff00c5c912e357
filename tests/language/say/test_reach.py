"""How many families can be reached, in figures and names, without blame."""

from duty.people import Child
from duty.reach import Reach
from language.say import reach as say
from language.say.reach import ClassReach

NAMES = ("张三", "李四", "王五", "赵六")
CHILDREN = [Child(number, str(number), name, "七年级", "1班") for number, name in enumerate(NAMES)]


def of(*reaches: Reach, called: str = "七年级1班") -> ClassReach:
    return ClassReach(called, list(zip(CHILDREN, reaches, strict=False)))


def test_one_class() -> None:
    said = say.one_class(of(Reach.REACHED, Reach.NOT_FOLLOWING, Reach.NOT_LISTED, Reach.NOT_WISHED), "https://x")
    assert said.split("\n") == [
        "七年级1班 4 个孩子，1 家能收到：",
        "· 还没关注 1 家：李四",
        "· 家校通讯录里还没有家长 1 家：王五",
        "· 按学校或家长的意思不发 1 家：赵六",
        '<a href="https://x">打开关注码，可以打印给家长</a>（半小时内有效）',
    ]
    assert "家里都能收到。" in say.one_class(of(Reach.REACHED), "")


def test_several_classes_without_a_name() -> None:
    said = say.several("全校", [of(Reach.REACHED), of(Reach.NOT_LISTED, called="七年级2班")], "https://x")
    assert said.startswith(
        "全校 2 个孩子，1 家能收到：\n· 七年级1班 1 个孩子，家里都能收到\n· 七年级2班 1 个孩子，0 家能收到"
    )
    assert not any(name in said for name in NAMES)


def test_own_children_and_nobody() -> None:
    assert "班主任" in say.own(of(Reach.REACHED, called=say.own_called()))
    assert "：\n· 还没关注" in say.own(of(Reach.NOT_FOLLOWING))
    assert say.nobody("王芳").startswith("王老师")
    assert say.heading("七年级1班").startswith("七年级1班")
