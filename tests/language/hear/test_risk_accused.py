"""Whoever a text names as the one who does harm is found, and whoever helps is not."""

import pytest

from language.hear.risk import risk

NAMED = {
    "被班主任打了": {"班主任"},
    "班主任总骂她，她不想活了": {"班主任"},
    "李主任扇了他耳光": {"李主任"},
    "校长摸了我的腿，说不听话就不让毕业": {"校长"},
    "副校长猥亵女生": {"副校长"},
    "张老师总摸她": {"张老师"},
    "數學陳老師扇了我兒子兩個耳光": {"陈老师"},
    "刘芳老师体罚学生": {"刘芳老师"},
    "欧阳老师打了他": {"欧阳老师"},
    "体育老师让她单独去器材室，她回来一直哭": {"体育老师"},
    "被班主任和数学老师打了": {"班主任", "数学老师"},
    "爸爸和继父都打他": {"爸爸", "继父"},
    "他爸又打他": {"爸"},
    "她说继父晚上摸她": {"继父"},
    "被王强打了": {"王强"},
    "王强打了他": {"王强"},
    "他被欧阳娜威胁不给钱就打": {"欧阳娜"},
    "我怕王老师。他昨天摸我": {"王老师"},
    "心理老师对她动手动脚": {"心理老师"},
    "德育主任逼他下跪，还打他": {"德育主任"},
    "教官踹了他好几脚": {"教官"},
    "老师打我": {"老师"},
    "老周昨天摸了她": {"老周"},
    "被小陈打了": {"小陈"},
    "孩子说静姐打他": {"静姐"},
    "阿静总打她": {"阿静"},
    "zhou laoshi打他": {"zhou,laoshi"},
    "他被zhoujing打了": {"zhoujing"},
    "她说zhou jing老师摸她，她怕": {"zhou,jing老师"},
    "门被王老师锁了。他单独留她。有猥亵": {"王老师"},
    "她说被猥亵了。就是音乐老师": {"音乐老师"},
}
HELPERS = {
    "老师，我爸打我": {"爸"},
    "王老师您好，孩子被继父打了": {"继父"},
    "告诉班主任了，孩子被继父打": {"继父"},
    "班主任发现他被他爸打了": {"爸"},
    "我是他班主任，孩子被他爸打了": {"爸"},
    "心理老师已介入，孩子说不想活": set(),
    "已联系校长，孩子离家出走": set(),
    "孩子不见了": set(),
}


@pytest.mark.parametrize(("text", "names"), NAMED.items())
def test_who_does_harm_is_named(text: str, names: set[str]) -> None:
    assert names <= set(risk(text).accused)


@pytest.mark.parametrize(("text", "names"), HELPERS.items())
def test_who_helps_or_is_told_is_not_accused(text: str, names: set[str]) -> None:
    assert set(risk(text).accused) == names


def test_a_name_without_a_title_is_given_as_short_and_as_long_as_it_may_be() -> None:
    assert {"王小", "王小明"} <= set(risk("王小明把他打伤了").accused)


def test_where_nothing_is_wrong_nobody_is_accused() -> None:
    assert risk("王老师打电话给他爸爸").accused == ()
