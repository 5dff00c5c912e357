"""What in words to a family might hurt: other children's names, numbers, labels and harsh words, and what is none."""

import pytest

from duty.wording import Hurt, Hurting
from language.hear.hurting import hurting
from sandbox.children import CLASSES

NAMES = [pupil.name for pupils in CLASSES.values() for pupil in pupils]


def found(text: str, *own: str) -> list[tuple[Hurt, str]]:
    family = own or ("李四",)
    others = [name for name in NAMES if name not in family]
    return [(one.why, one.word) for one in hurting(text, family, others)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("今天张三抢了他的笔", ["张三"]),
        ("武文静借他橡皮，文静也在", ["武文静"]),
        ("和古丽米热·艾力一起画画", ["古丽米热·艾力"]),
        ("和古丽米热艾力一起画画", ["古丽米热·艾力"]),
        ("李四今天和高兴打架了", ["高兴"]),
        ("高兴同学帮了他", ["高兴"]),
        ("他被高兴推了一下", ["高兴"]),
        ("同桌叫文静，对他很好", ["文静"]),
        ("跟于洋又闹矛盾", ["于洋"]),
        ("張三搶了他的筆", ["张三"]),
        ("贺嘉一、罗子豪和他一组，罗子豪是组长", ["贺嘉一", "罗子豪"]),
        ("欧阳修文" * 200, ["欧阳修文"]),
    ],
)
def test_another_childs_name(text: str, names: list[str]) -> None:
    assert found(text) == [(Hurt.OTHER_CHILD, name) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "他今天很高兴，夏天快到了，请放心、安心",
            "关于洋葱的作文写得好",
            "曾庆祝过生日",
            "由于洋流，天气转凉",
            "白雪皑皑，毛毛雨",
        ),
        *("知足常乐，雷雨天注意安全，方圆几里", "唐诗宋词背得好，时光飞快", "文静，字写得好", "黎明的曙光", "万里长城"),
        *(
            "他主动关心同学，成功完成，向前迈了一步，感谢您的支持和关心",
            "余音绕梁",
            "金秋十月",
            "大家齐心",
            "被成功的喜悦感染",
        ),
        *("李四今天讲题了", "李四妈妈辛苦了", ""),
    ],
)
def test_words_that_are_written_like_a_name(text: str) -> None:
    assert found(text) == []


def test_brothers_and_sisters_are_of_the_family() -> None:
    assert found("李四和张三都好", "李四", "张三") == []
    assert hurting("明好", ["李明"], ["明", "  "]) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("13812345678打我", "13812345678"),
            ("打１３８ 1234 5678", "138 1234 5678"),
            ("+86 138-1234-5678", "+86 138-1234-5678"),
        ),
        *(
            ("电话 0531-8888 1234", "0531-8888 1234"),
            ("拨打(010)88881234", "(010)88881234"),
            ("400-800-8820", "400-800-8820"),
        ),
        *(("请打电话 88881234", "88881234"), ("幺三八一二三四五六七八", "幺三八一二三四五六七八")),
    ],
)
def test_a_number_to_call(text: str, number: str) -> None:
    assert found(text) == [(Hurt.NUMBER, number)]


@pytest.mark.parametrize(
    "text",
    [
        "2025年11月20日",
        "考了98.5分，第 3 名",
        "学号 20251120",
        "一二三四五六七",
        "下午 3:30，带 2 本书",
        "打110",
        "1 3 8",
    ],
)
def test_a_number_that_nobody_calls(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "labels"), [("他是贫困生", ["贫困"]), ("结对和帮扶，帮扶", ["结对", "帮扶"]), ("这道题有点困难", [])]
)
def test_labels(text: str, labels: list[str]) -> None:
    assert found(text) == [(Hurt.LABEL, word) for word in labels]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *(
            ("他很懒", "懒"),
            ("不是懒，是笨", "笨"),
            ("没想到他这么笨", "笨"),
            ("全班倒数第一", "倒数"),
            ("他又撒谎了", "撒谎"),
        ),
        *(
            ("你们怎么教的孩子", "怎么教的孩子"),
            ("孩子没人管", "没人管"),
            ("成绩很差", "很差"),
            ("不可救药", "不可救药"),
        ),
        *(("不是读书的料", "不是读书的料"), ("再这样就开除", "开除"), ("滚出教室", "滚"), ("脑子有问题", "脑子有问题")),
        *(
            ("没出息", "没出息"),
            ("拖了班级的后腿", "拖了班级的后腿"),
            ("真讨厌", "真讨厌"),
            ("品行恶劣", "品行恶劣"),
            ("太傻", "太傻"),
        ),
    ],
)
def test_a_harsh_word(text: str, word: str) -> None:
    assert found(text) == [(Hurt.HARSH, word)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "不笨",
            "一点也不懒",
            "一点都不笨",
            "他没有偷懒",
            "从不撒谎",
            "他不自私",
            "成绩不算太差",
            "谁说他笨",
            "怎么会笨",
        ),
        *(
            "改掉了偷懒的毛病",
            "从倒数第三进步到前十",
            "摆脱倒数",
            "他总觉得自己笨",
            "请您不要骂他笨",
            "我真笨，没说清楚",
        ),
        *(
            "笨鸟先飞",
            "睡懒觉",
            "懒洋洋的太阳",
            "打滚",
            "倒数计时",
            "倒垃圾",
            "差一点满分",
            "天气恶劣，明天停课，不用来学校",
        ),
        *("他有病请假了", "恶心想吐", "视力很差", "真不错", "请交学费", "防小偷", "没有不听话"),
    ],
)
def test_praise_denial_and_everyday_words(text: str) -> None:
    assert found(text) == []


def test_everything_together_each_once_in_order() -> None:
    assert hurting("张三笨，张三笨，贫困，13812345678", ["李四"], ["张三"]) == (
        Hurting(Hurt.OTHER_CHILD, "张三"),
        Hurting(Hurt.NUMBER, "13812345678"),
        Hurting(Hurt.LABEL, "贫困"),
        Hurting(Hurt.HARSH, "笨"),
    )


def test_a_text_full_of_the_same_is_read_fast() -> None:
    assert len(found("不不不" * 2000 + "笨" * 2000)) <= 1
