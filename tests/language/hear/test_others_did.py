"""What colleagues, families, helpers and the children themselves did is not recorded; what was done with them is."""

import pytest

from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps
from tests.language.hear.deeds_heard import recorded


@pytest.mark.parametrize(
    "text",
    [
        "给许知远补课的是他表姐",
        "给许知远补课的是大学生",
        "和许知远谈心的是心理老师",
        "去许知远家的是驻村干部",
        "家访许知远的是王老师",
        "村支书去许知远家送了慰问品",
        "驻村工作队去许知远家慰问了",
        "县长慰问了许知远",
        "残联送了许知远轮椅",
        "网格员去许知远家了",
        "邻居给许知远送了饭",
        "隔壁大婶给许知远送了饺子",
        "同桌给许知远讲题了",
        "许知远爸爸和许知远谈了",
        "许知远姑姑去他家了",
        "许知远妈妈联系了班主任",
        "许知远帮同学补习",
        "许知远的家教给他补了英语",
        "许知远自己补课去了",
        "许知远给贫困生捐了衣服",
        "亲戚去许知远家了",
        "我叫班长和许知远谈了",
        "我请心理老师和许知远谈了",
        "许知远我托李老师谈了",
        "我爱人给许知远送了衣服",
        "我同事家访了许知远",
        "我们主任谈了许知远",
        "小王去许知远家了",
        "许知远的家访王老师已经做了",
        "给许知远换了座位",
    ],
)
def test_somebody_else_s_work_is_not_recorded(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text",
    [
        "村支书带路，我去了许知远家",
        "叫上王老师，我们一起去了许知远家",
        "我和王老师一起去了许知远家",
        "和许知远谈的是学习",
        "和许知远妈妈通了电话，她给他请了家教",
        "许知远和他的同桌我都谈了",
        "帮许知远补习了英语",
        "给许知远送了两本书",
        "教了许知远英语",
    ],
)
def test_what_the_sender_did_beside_others_is_recorded(text: str) -> None:
    assert recorded(by_steps(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text",
    [
        "许知远家谁去过",
        "和许知远谈了要写多少字",
        "给许知远补了课怎么登记",
        "许知远谈过了，还需要家访吗",
        "几点和许知远谈好",
        "我上周去许知远家是哪天",
        "昨天和许知远谈了多长时间",
        "我记得和许知远谈过，对吗",
        "许知远谈了咩",
        "哪天和许知远谈的",
        "昨天和许知远谈了，怎么没记",
    ],
)
def test_a_question_about_what_was_done_does_not_record_it(text: str) -> None:
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text",
    [
        "和许知远谈了，他问我怎么学好数学",
        "许知远家刚去完，怎么没记上呢？再记一下：今天家访",
        "和许知远谈了，几次都哭了",
    ],
)
def test_a_question_inside_a_report_leaves_it_a_report(text: str) -> None:
    assert recorded(hear(text, TODAY, CARE))
