"""What is told of lessons without their subject and of gifts that lie ready, are shared out or have arrived."""

import pytest

from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import recorded, told

HELP, WARMTH, TALK = Kind.HELP, Kind.WARMTH, Kind.TALK


@pytest.mark.parametrize(
    "text",
    [
        "期末复习，重点帮了许知远的道法简答",
        "和许知远一起制定了复习计划表，贴在他桌上",
        "今天把许知远叫到学校补历史补了两课时",
        "在学校给许知远讲了题",
        "许知远今天背书，守着他背完才放学的",
        "许知远毽子舞动作我教的",
        "许知远数数能数到一百了，今天教的",
        "许知远写字姿势太差，我手把手纠了半小时",
        "许知远素描排线，手把手改的",
        "许知远结成小组，我给他俩讲鸡兔同笼",
        "许知远口吃，陪她慢慢读了一段",
        "许知远家里没网，我在学校用电脑带他上了一节信息课",
        "许知远叫到我办公室做了张卷子，边做边讲",
        "许知远背课文过关啦，我盯的",
        "许知远的乘法口诀我今天盯着背完了",
        "许知远语文古诗默写过关！陪背三遍",
        "许知远电工证备考，我带着刷了一套题",
        "许知远的汽修实操今天手把手教了换机油",
        "许知远今天听写对了18个，我一个个给他纠的音",
        "许知远编程作业，陪她调到八点",
        "给许知远梳理重点，顺便帮他联系了学霸互助",
    ],
)
def test_who_sat_with_a_child_over_its_work_taught_it(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(HELP, ids("许知远")[0], 0)}


@pytest.mark.parametrize(
    "text",
    [
        "开学给韩梅添了套文具",
        "给韩梅剪了头发，还买了发夹",
        "饭卡里给韩梅充了200",
        "今天给韩梅捎过一兜苹果",
        "把我儿子穿不下的校服洗干净给了韩梅",
        "护手霜，分了韩梅一支",
        "韩梅考了全班第一，自掏腰包奖字典一本",
        "韩梅得了我一支钢笔",
        "韩梅收到我的明信片啦",
        "韩梅领到了我给他的棉袄",
        "韩梅收下了被套床单一套",
        "韩梅的手套织好了，今天戴上啦",
        "给韩梅带了盒月饼，他没回老家",
        "卫生用品一包，给韩梅了",
        "韩梅的卫生用品一包，放她抽屉了，没声张",
        "围脖手套我给韩梅放到他课桌里了，没见着人",
        "县上发的羊毛衫转交给了韩梅",
        "公益组织寄的校服，我挑了件合身的给韩梅",
        "企业送来20床棉被，分给了韩梅一床",
        "送了20块钱电话卡给韩梅，好跟家里打电话",
        "利是封俾咗韩梅",
    ],
)
def test_what_has_come_to_a_child_was_given(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(WARMTH, ids("韩梅")[0], 0)}


@pytest.mark.parametrize(
    "text",
    [
        "给许知远补课，他光打瞌睡，没讲成",
        "许知远的作业辅导我让课代表顶了，我去开会",
        "他爸陪许知远读了一段",
        "同桌陪许知远背完了",
        "许知远自己背完了",
        "我打算陪许知远读一段",
        "许知远的英语是外教教的",
        "现在班主任给许知远讲题",
        "许知远想让我讲题",
        "许知远的助学金表交上去了",
        "许知远的棉被发票开好了",
        "给许知远申请了贫困补助，还在审批",
        "许知远得了一支钢笔",
        "许知远收到学校的明信片",
        "许知远分了蓝小雨一块糖",
        "学校奖许知远一本字典",
        "明天分给许知远一支钢笔",
        "许知远把书包放抽屉了",
        "许知远戴上手套了",
        "给江山美讲了题",
        "江山美了一会儿",
    ],
)
def test_what_others_did_or_is_still_to_come_is_no_deed(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))


def test_a_place_to_which_a_child_is_called_did_nothing() -> None:
    assert told(by_steps("把许知远叫到学校谈了心", TODAY, CARE)) == {(TALK, ids("许知远")[0], 0)}
