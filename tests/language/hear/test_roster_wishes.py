"""What only the roster can change: pairing, letting go, leaving; nothing of it is a record."""

import pytest

from duty.commands import ChangeRoster, RosterWish
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, care_for, ids

ZHI = ids("许知远")
PAIRED = """
    结对张小凡 我和张小凡结对了 帮我加一个学生张小凡 把张小凡加到我名下 申请和张小凡结对 绑定张小凡 新增学生：张小凡
    我要认领张小凡 张小凡结对 给我添加张小凡同学 配对张小凡 我跟张小凡结成对子 能不能跟张小凡结对 请把张小凡分到我名下
    再给我配一个孩子，叫张小凡 这学期我多带一个，张小凡 我想带上张小凡这个孩子 绑一下张小凡 想跟张小凡结亲帮扶
    我愿意做张小凡的结对老师 申请和张小凡结个对
    结对张小凡（八2班） 我想换个结对学生，把许知远换成张小凡
"""
LET_GO = """
    解除许知远 跟许知远解绑 取消许知远结对 许知远不归我管了 把许知远移出我的名单 不再结对许知远 我不带许知远了
    删除结对许知远 终止和许知远的结对 把许知远转给王老师 许知远的结对取消 撤销与许知远的结对关系 我不跟许知远结对了
    把许知远换给别的老师 许知远换给李老师带了 把许知远去掉，不结对了 许知远不用我带了
    跟许知远解对 许知远给我移出去
"""
GONE = """
    许知远转学了 许知远休学一年 许知远请病假 许知远已经转到实验中学 许知远办了手续转走 许知远毕业了 许知远参军去了
    许知远返校了，病好了 许知远要转去县城读书 许知远随父母去外地上学了 许知远事假两天 许知远转班到三班
    许知远随军转学 登记许知远事假10月20日至10月21日
    许知远转回来了 许知远下学期不在我们学校了
    许知远下学期随父去国外读书 许知远回老家上学去了 许知远转咗去市一中 许知远跟妈妈去韩国定居 许知远要跟爸妈返老家读书
    许知远没来报到，听讲转去长沙了 许知远没来报到，家长说转去南宁了 许知远随母改嫁，迁到邻县 听说许知远转学了
    许知远下周起去企业实习 许知远出去顶岗实习了，半年不在校 许知远因伤休养两个月
    许知远转专业了 许知远家搬走了，学籍也转了
"""


@pytest.mark.parametrize("text", PAIRED.split())
def test_a_child_who_is_not_in_care_is_to_be_paired(text: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, ChangeRoster)
    assert heard.wish is RosterWish.PAIR
    assert heard.names == ("张小凡",)


def test_several_names_and_other_names_are_kept_as_typed() -> None:
    assert hear("结对何雨霏和高远", TODAY, CARE) == ChangeRoster(RosterWish.PAIR, (), ("何雨霏", "高远"))
    assert hear("结对 乌兰·巴雅尔", TODAY, CARE) == ChangeRoster(RosterWish.PAIR, (), ("乌兰·巴雅尔",))
    assert hear("结对 许知远", TODAY, CARE) == ChangeRoster(RosterWish.PAIR, ZHI)


@pytest.mark.parametrize("text", LET_GO.split())
def test_a_child_is_to_be_let_go(text: str) -> None:
    assert hear(text, TODAY, CARE) == ChangeRoster(RosterWish.UNPAIR, ZHI)


@pytest.mark.parametrize("text", GONE.split())
def test_a_child_leaves_or_is_away(text: str) -> None:
    assert hear(text, TODAY, CARE) == ChangeRoster(RosterWish.LEAVE, ZHI)


@pytest.mark.parametrize(
    "text",
    [
        "我请产假，孩子们谁来接",
        "刘老师休产假，她的学生安排给陈老师",
        "我调到别的学校了，学生麻烦交接一下",
        "我这学期不当班主任了，结对要调整",
        "我退休了，这几个孩子谁来接",
    ],
)
def test_a_teacher_is_away(text: str) -> None:
    assert hear(text, TODAY, CARE) == ChangeRoster(RosterWish.LEAVE)


def test_with_one_child_in_care_no_name_is_needed() -> None:
    assert hear("休学一年", TODAY, care_for("石大勇")) == ChangeRoster(RosterWish.LEAVE)


@pytest.mark.parametrize(
    "text",
    [
        "跟许知远谈了转学的事",
        "许知远请假在家，我去家访了",
        "许知远请假，没谈成",
        "和结对学生许知远谈心了",
        "家访了，五班那个，不是我结对的",
        "许知远说想转学",
        "许知远为什么请假",
        "怎么结对",
        "有多少没结对的",
        "转学" * 200,
        "许知远由哪位老师负责",
        "许知远家长会我请假了",
        "棉鞋到了，许知远不在校",
        "许知远听说要转学",
        "许知远的帮扶人换成王老师了，昨天王老师给她补的课",
        "我愿意做一名结对老师",
        "已联系家长——许知远（父）——“请老师多管严点”",
        "多带一个苹果给许知远",
        "许知远说他要跟妈妈去韩国定居",
        "许知远的结对教师换了吗",
        "今天的结对工作推进会开得不错",
    ],
)
def test_what_only_has_the_words_changes_nothing(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), ChangeRoster)
