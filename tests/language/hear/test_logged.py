"""Records as a log is kept: what stands behind child and deed is a note, unless it says that nothing was done."""

from datetime import date

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for, ids

LOGGED = (
    ("谈心/许知远/11-10/中午/图书角/缺乏自信", Kind.TALK),
    ("许知远／谈心／11月10日／内容：临考焦虑，教了深呼吸", Kind.TALK),
    ("＊谈心＊：许知远；＊时间＊：11月9日；＊地点＊：阅览室", Kind.TALK),
    ("【已谈心】许知远【谁】我【何时】18号【何地】走廊【何事】和同桌抢座位", Kind.TALK),
    ("许知远·谈心·11月7日·想知道自己这学期被家访过几次", Kind.TALK),
    ("谈心 许知远\t学习压力\t建议多运动", Kind.TALK),
    ("许知远>>家访>>祖辈监护>>父母深圳>>一年回一次", Kind.HOME_VISIT),
    ("许知远谈心记录如下↓↓↓\n他觉得同桌太吵，想换座位", Kind.TALK),
    ('许知远【谈心】→说家里"没有送温暖也过得去"，很要强', Kind.TALK),
    ("许知远【家访】“撤回”了转学的念头", Kind.HOME_VISIT),
    ("已谈心@许知远，他想撤销转班申请", Kind.TALK),
    ("已谈心 许知远 她问我明天能不能去她家家访", Kind.TALK),
    ("[谈心] 许知远 \\| 想当护士", Kind.TALK),
    ("许知远✔谈心✔说想查一下上次月考名次", Kind.TALK),
    ("谈心（许知远）——他说同学欺负低年级，待核实", Kind.TALK),
    ("谈心|许知远|11.10|想家", Kind.TALK),
    ("谈心 - 许知远 - 想家，想妈妈", Kind.TALK),
    ("家访-许知远-奶奶陪读", Kind.HOME_VISIT),
    ("许知远：谈心：怎么安慰都没用，后来笑了", Kind.TALK),
    ("#谈心# 许知远 #周末去哪玩#", Kind.TALK),
    ("谈心→许知远→问我什么时候发奖学金", Kind.TALK),
    ("许知远（谈心）：问怎么才能转班", Kind.TALK),
    ("许知远（谈心）：“下周能不能不上课”", Kind.TALK),
    ("【谈心】许知远：他问我能不能取消值日", Kind.TALK),
    ("【谈心】许知远：担心下次考试", Kind.TALK),
    ("谈心：许知远。要点：1.想家 2.没朋友", Kind.TALK),
    ("许知远\n谈心\n说昨天没睡好", Kind.TALK),
    ("谈心\n许知远\n说想退出篮球队", Kind.TALK),
    ("【联系家长】许知远：妈妈说没空管", Kind.CONTACT),
    ("【家访】许知远：爸爸没在家，奶奶接待", Kind.HOME_VISIT),
    ("许知远——谈心——不想写作业", Kind.TALK),
    ("许知远~谈心~有点想妈妈", Kind.TALK),
    ("谈心：许知远；时间：昨天；地点：操场；内容：要不要竞选班长", Kind.TALK),
    ("【送温暖】许知远：棉被一床，他说不用了我坚持给的", Kind.WARMTH),
    ("【辅导】许知远：数学，怎么列方程", Kind.HELP),
    ("辅导/许知远/昨天/英语时态", Kind.HELP),
)
NOT_DONE = (
    "【已谈心】许知远：没谈成",
    "已谈心|许知远|未完成",
    "谈心（许知远）：没谈成",
    "许知远【家访】没人在家",
    "谈心/许知远/未完成",
    "家访：许知远 ✗",
    "谈心|许知远|改天",
    "谈心|许知远|明天",
    "谈心 - 许知远 - 下周",
    "许知远：谈心：取消",
    "许知远（谈心）：还没",
    "许知远（谈心）？",
    "谈心（许知远）：记了吗",
    "谈心（许知远）：几次了",
    "谈心/许知远/待定",
    "许知远·谈心·下周三",
    "【家访】许知远：家长不方便，改期",
    "【家访】许知远：到了门口没人",
    "【谈心】许知远：孩子请假没来",
    "【谈心】许知远：请假，没谈",
    "> 已谈心 许知远\n这条是引用别人发的",
    "谈心记录：\n许知远：无\n蓝小雨：无",
    "待办：谈心/许知远",
    "计划：许知远——谈心",
    "明天：许知远/谈心",
    "许知远/谈心/待办",
    "【提醒】许知远 谈心：周五",
    "谈心（许知远）：打算下午",
    "家访-许知远-准备去",
    "谈心→许知远→约了周五",
    "联系/许知远妈妈/没打通",
    "【联系家长】许知远：妈妈没接",
    "谈心|许知远|张老师代谈",
    "许知远（家访）：村干部去的",
)
DATED = {
    "谈心/许知远/11-10/中午/图书角/缺乏自信": date(2026, 11, 10),
    "＊谈心＊：许知远；＊时间＊：11月9日；＊地点＊：阅览室": date(2026, 11, 9),
    "许知远(谈心)(昨天)(怕黑)": date(2026, 11, 19),
    "许知远·谈心·11月7日·想家": date(2026, 11, 7),
}


@pytest.mark.parametrize(("text", "kind"), LOGGED)
def test_what_stands_behind_the_head_of_a_log_is_a_note(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (kind, ids("许知远"))


@pytest.mark.parametrize("text", NOT_DONE)
def test_a_log_may_say_that_nothing_was_done(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(("text", "day"), DATED.items())
def test_a_day_in_a_field_of_its_own_dates_the_deed(text: str, day: date) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.happened_on == day


def test_two_children_of_one_name_are_asked_about_in_a_log_as_well() -> None:
    assert not isinstance(by_steps("谈心/小许/想家，问什么时候放假", TODAY, care_for("许知远", "许知行")), RecordDeed)
