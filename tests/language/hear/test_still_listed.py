"""Lists of what is to be done, what is put off with a curse, and whom a child's name only leads to are no records."""

import pytest

from duty.hearing import Confirm, NotUnderstood
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids
from tests.language.hear.deeds_heard import recorded, told

CHILD = ids("许知远")[0]


@pytest.mark.parametrize(
    "text",
    [
        # Under a heading, or with the word for it at the end.
        "本周计划\n周三 许知远 谈\n周四 高兴 谈\n周五 江山 家访",
        "今日待办\n许知远 谈心\n江山 家访",
        "下周安排如下\n许知远 家访",
        "工作清单 许知远谈心",
        "许知远谈心、江山家访，都在本周计划里",
        "许知远：1、谈心（周四） 2、联系家长（周五）都还在计划里",
        "许知远谈心列入本周安排",
        "许知远家访还在日程上",
        # Its day is fixed, and it is still to come.
        "许知远家访时间敲定啦 12.12",
        "许知远家访日子定下来了，12.5",
        "和许知远谈的时间敲定了 12.12",
        "许知远妈妈周日过来送东西，顺便我跟她聊聊孩子近况",
        "许知远我放学留下来讲讲题",
        "自习课给许知远补补数学",
        "中午叫许知远来谈谈",
        # Bought, and not there yet.
        "双十一给许知远抢的羽绒服，到了再拿给他",
        "给许知远订了双鞋，到货就给他送去",
        "网上给许知远买了书包，寄到了就给他",
        # Said with a curse.
        "许知远谈个锤子，我一天四节课",
        "家访个毛线，许知远家路都断了",
        "跟许知远谈了个寂寞，一句话没说",
        # Somebody beside the child, an office, a colleague.
        "许知远室友小梁今天哭了，我陪她聊了很久",
        "许知远的对象杨慧我谈了谈，让她劝劝许知远别逃课",
        "许知远的男朋友来学校闹，我跟他谈了",
        "许知远的哥哥布和来找我，跟他谈了半天",
        "资助中心把助学棉被直接送到许知远宿舍了，没经我手",
        "许知远的班导师上周家访过，他发我照片了",
        "咱办公室小许今天给他结对的卢志明送了双鞋",
        "许知远是教官谈的",
    ],
)
def test_what_is_only_listed_or_another_s_is_not_recorded(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(
    ("text", "kind", "days_ago"),
    [
        ("按计划和许知远谈了", Kind.TALK, 0),
        ("本周计划\n许知远 谈了", Kind.TALK, 0),
        ("许知远放学留下来讲了讲题", Kind.HELP, 0),
        ("中午把许知远叫来聊了聊", Kind.TALK, 0),
        ("给许知远买的棉衣到了，今天拿给他了", Kind.WARMTH, 0),
        ("昨天给许知远送了书包，鞋子到了再拿给他", Kind.WARMTH, 1),
        ("给许知远送了毛线帽", Kind.WARMTH, 0),
        ("许知远来了，他室友也在，我跟他聊了很久", Kind.TALK, 0),
        ("在我们办公室跟许知远聊了聊", Kind.TALK, 0),
        ("给我结对的许知远送了双鞋", Kind.WARMTH, 0),
        ("在服务中心碰到许知远妈妈，聊了几句", Kind.CONTACT, 0),
        ("许知远家村口遇到他爷爷，聊了几句，没进屋", Kind.CONTACT, 0),
    ],
)
def test_their_twins_tell_what_was_done(text: str, kind: Kind, days_ago: int) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(kind, CHILD, days_ago)}


def test_laughter_and_a_counted_day_are_neither_a_child_nor_a_date() -> None:
    care = care_for("许知远", "包哈斯")
    assert isinstance(by_steps("许知远 牛肉干1斤 已笑纳 哈哈", TODAY, care), NotUnderstood)
    assert told(by_steps("开年头一日给许知远送了利是", TODAY, care)) == {(Kind.WARMTH, 1, 0)}


def test_of_an_only_child_in_care_it_is_asked_whether_the_friend_was_meant() -> None:
    assert isinstance(by_steps("许知远室友哭了，我陪她聊了很久", TODAY, care_for("许知远")), Confirm)
