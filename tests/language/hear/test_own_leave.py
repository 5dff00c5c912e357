"""The sender's own leave, its end, and who stands in; a child that is away is another matter."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import ChangeRoster, EndLeave, NameDeputy, Postpone, RosterWish, ShowHelp, ShowLeave, TakeLeave
from language.hear import hear
from tests.language.hear.classroom import TODAY, by_steps, care_for

CARE = care_for("张三", "李四", "王五", "周小雨", "古丽米热·艾力", "陈浩然")


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


AWAY = [
    ("请假 明天", day(11, 21), day(11, 21), ""),
    ("请假 11月3日到11月10日", day(11, 3), day(11, 10), ""),
    ("请假 12月1日到12月5日 李老师代", day(12, 1), day(12, 5), "李老师"),
    ("请假 12月1日到12月5日，傅轩代", day(12, 1), day(12, 5), "傅轩"),
    ("请假 明天 于洋代", day(11, 21), day(11, 21), "于洋"),
    ("请假 明天，尼玛次仁代。", day(11, 21), day(11, 21), "尼玛次仁"),
    ("请假 明天 不用代", day(11, 21), day(11, 21), ""),
    ("12月1号到5号不在学校", day(12, 1), day(12, 5), ""),
    ("请假 明天 全天，没人代", day(11, 21), day(11, 21), ""),
    ("请假 下周一 下周二 赵小燕代", day(11, 23), day(11, 24), "赵小燕"),
    ("我下周请假，李老师代一下", day(11, 23), day(11, 29), "李老师"),
    ("我下周请假，欧阳老师代一下", day(11, 23), day(11, 29), "欧阳老师"),
    ("请假 明天 请上官婉老师代", day(11, 21), day(11, 21), "上官婉"),
    ("我请三天假", TODAY, day(11, 22), ""),
    ("请假三天", TODAY, day(11, 22), ""),
    ("请三天假陪护老人", TODAY, day(11, 22), ""),
    ("我要出差到周五，班里的事请王芳帮忙", TODAY, day(11, 27), "王芳"),
    ("产假 从12月1日到3月1日 李梅代", day(12, 1), day(3, 1, 2027), "李梅"),
    ("产假2026年12月10日到2027年4月20日，由周敏老师接手", day(12, 10), day(4, 20, 2027), "周敏"),
    ("我休产假，从12月15日到明年5月", day(12, 15), day(5, 31, 2027), ""),
    ("我明天请假", day(11, 21), day(11, 21), ""),
    ("老师好，我下周一到周三请假", day(11, 23), day(11, 25), ""),
    ("不好意思，家里有事，我今天请一天假", TODAY, TODAY, ""),
    ("我想请三天假，从明天开始", day(11, 21), day(11, 23), ""),
    ("本人11月23日至27日请病假，请张敏老师代管", day(11, 23), day(11, 27), "张敏"),
    ("因身体原因本人申请病假一周（11月23日—11月29日）", day(11, 23), day(11, 29), ""),
    ("申请年假 12月7日到12月11日 王老师代", day(12, 7), day(12, 11), "王老师"),
    ("我明后天出差，孩子们麻烦陈静帮忙看一下", day(11, 21), day(11, 22), "陈静"),
    ("我这两天请假，有事找王主任", TODAY, day(11, 21), "王主任"),
    ("我请了一周的假，李梅老师替我", TODAY, day(11, 26), "李梅"),
    ("我生病了请两天假", TODAY, day(11, 21), ""),
    ("我明天要去医院做手术请一周假让李老师代我", day(11, 21), day(11, 27), "李老师"),
    ("我感冒了，明天请一天病假，李老师先帮我盯着", day(11, 21), day(11, 21), "李老师"),
    ("我妈住院，请三天假", TODAY, day(11, 22), ""),
    ("我女儿发烧，明天我请一天假", day(11, 21), day(11, 21), ""),
    ("明天请假一天，家里有事", day(11, 21), day(11, 21), ""),
    ("我下周一出差，周五回来", day(11, 23), day(11, 27), ""),
    ("出差到下周三 王老师代", TODAY, day(11, 25), "王老师"),
    ("我明天去县里开会，李老师代一下", day(11, 21), day(11, 21), "李老师"),
    ("嗯我那个明天后天请两天假去趟省城医院", day(11, 21), day(11, 22), ""),
    ("跟领导说一声我25号要请一天事假", day(11, 25), day(11, 25), ""),
    ("下周三我家里装修请一天假哈", day(11, 25), day(11, 25), ""),
    ("俺后天要回老家奔丧请五天假", day(11, 22), day(11, 26), ""),
    ("今天下午我要请半天假接孩子", TODAY, TODAY, ""),
    ("我下午请个假", TODAY, TODAY, ""),
    ("我要去北京出差到下周四班里拜托给何老师", TODAY, day(11, 26), "何老师"),
    ("报告校长，我月底前都在外地学习，学生先交给吴刚老师", TODAY, day(11, 30), "吴刚"),
    ("我要出差两周，麻烦找人替我带一下", TODAY, day(12, 3), ""),
    ("我下周出差，请王老师代管我的学生", day(11, 23), day(11, 29), "王老师"),
    ("hi 我明天请假 sick leave", day(11, 21), day(11, 21), ""),
    ("請假三天，李老師代", TODAY, day(11, 22), "李老師"),
    ("请病假 11月24日到11月26日 高老师代", day(11, 24), day(11, 26), "高老师"),
    ("我要休产假三个月，从12月10日开始，郭海燕老师接手", day(12, 10), day(3, 9, 2027), "郭海燕"),
    ("我后天请假一天去参加家长会", day(11, 22), day(11, 22), ""),
]
# How it is said, where a day is wanting, or only the first is known.
TAKES_OVER = """
    我来接手 有人接手了吗 李老师接手 王老师接手了 郭海燕老师接手
"""
HOW = """
    请假 我要请假 我想请假 想请个假 我请假 休假 请产假 年假 我得请假 我过几天要请假 俺要请几天假 我要休产假了
    请个病假 登记一下我请假 我要请一阵子假 我下月要休产假，学生先交给别的老师 我12月1号起休产假 我下周休产假
    我要出差，麻烦李老师代一下 我要休假，学生请人代一下 本人因病住院，结对学生请代管 下周请三天假 我请假到放寒假
"""
BACK = """
    销假 我销假了 销一下假 我回来了，销假 今天回来上班，销假 提前回来上班了 我已返岗 俺回来上班咧 我病好了回来上班了
    产假休完了，今天开始上班 出差回来了，恢复上班 结束请假 取消请假 请假取消 撤销我的请假
    假期提前结束，今天正常上班 那个请假不请了
"""
CALLED_OFF = [
    ("取消12月20日的请假", day(12, 20), day(12, 20)),
    ("取消12月20日到22日的请假", day(12, 20), day(12, 22)),
    ("取消2027年1月5日的请假", day(1, 5, 2027), day(1, 5, 2027)),
    ("取消下周的请假", day(11, 23), day(11, 29)),
    ("12月20日的请假取消", day(12, 20), day(12, 20)),
    ("12月20号的假取消", day(12, 20), day(12, 20)),
    ("12月20日那次请假取消", day(12, 20), day(12, 20)),
    ("12月20号不请假了", day(12, 20), day(12, 20)),
    ("销12月20日的假", day(12, 20), day(12, 20)),
    ("撤销12月20号请的病假", day(12, 20), day(12, 20)),
    ("取消12月22日到12月20日的请假", day(12, 20), day(12, 22)),
    ("明天不请假了", day(11, 21), day(11, 21)),
    ("我下周不请假了", day(11, 23), day(11, 29)),
]
STAND_IN = [
    ("请李梅代", "李梅"),
    ("请李梅老师代一下", "李梅"),
    ("李老师代我", "李老师"),
    ("让王老师代我", "王老师"),
    ("由张敏代管", "张敏"),
    ("补：请李梅代", "李梅"),
    ("补一下 由孙丽代管", "孙丽"),
    ("就请李老师代吧", "李老师"),
    ("代理人 李梅", "李梅"),
    ("代班人是吴刚", "吴刚"),
    ("我请假期间李老师代", "李老师"),
    ("我不在的时候王芳代我", "王芳"),
    ("我请假的时候谢芳替我", "谢芳"),
    ("王老师帮我带一下班", "王老师"),
    ("叫小张老师代我几天", "小张老师"),
    ("请马依努尔老师代我", "马依努尔"),
    ("换成赵敏老师代吧", "赵敏"),
    ("让欧阳雪老师顶一下", "欧阳雪"),
    ("代理的是黄静", "黄静"),
    ("那让高老师代吧", "高老师"),
    ("学生请黄静老师代管", "黄静"),
]
OTHERS = """
    张三请假没谈成 张三今天请假 张三请了三天假 李四今天病假没来 我们班王五请假三天 他请假了 家长给孩子请假
    张三妈妈打电话请假 我学生请假了 我孩子请假 刘老师请假了 刘老师下周请假，谁代 娃请假我批了 学生请假要家长签字
    我替李四请的假 请假：张三，水痘，一周 陈浩然他爸说给娃请一天假 我能请假吗 请假怎么弄 我下周请假可以吗
    我明天请假行不行 请假条交给谁 请假的同学有哪些 我不用请假了吧 我能休几天 我没请假 我请假没批 我可能下周请假
    如果我下周请假怎么办 我本来想请假的后来没请 上次请假的事谢谢你 校长让我们别请假 我上周请假了，没谈成
    今天请假没来 我请假回来就谈 请假前跟张三谈了心 我明天请假，今天先把张三的谈心做了 我明天出差前把李四谈了
    我上周请假了 昨天请假 我11月3日请假 请假提前结束，明天上班 请假次数越来越多 拔智齿请假半天
    手机没电失联了一下午，刚开机，我人在教研 我请王五吃饭 我放假了 放假三天 明天放假 考完试放假三天
    请你们假期注意安全 请张三妈妈假期来一趟 家访请提前说一声，我好请假 领导周五出差 我今天去开会
    方圆的作业辅导我让课代表顶了，我去开会 寒假我去家访 我住院了张三没人管
"""
NOT_BACK = """
    张三销假了 李四回来上课了 还没销假 忘了销假 明天我回来上班 下周一回来上班 什么时候销假 销假条怎么写
    王五妈妈回来上班了 取消张三12月20日的请假 取消12月20日的谈心 取消12月20日的请假条
    我回来再谈 开学正常上班 假期结束前家访完 孩子请假取消了 我回来了 出差回来了
"""
NO_STAND_IN = """
    请李老师代课 李老师代我跟张三谈了 王老师代我家访了张三 请李老师代我去张三家家访 请李老师代我转告张三妈妈
    请张三代我发作业 张三请李老师代 别人代 请人代 谁来代 由班长代管 李老师代领了书包 代表全班感谢 交给李梅
    请王老师帮忙跟张三谈谈
"""


@pytest.mark.parametrize(("text", "first", "last", "deputy"), AWAY)
def test_the_sender_is_away(text: str, first: date, last: date, deputy: str) -> None:
    assert by_steps(text, TODAY, CARE) == TakeLeave(first, last, deputy)


TURNED_ROUND = [
    ("请假 12月5日到12月1日", day(12, 5), day(12, 1)),
    ("请假到11月3日", TODAY, day(11, 3)),
    ("我从12月5日到12月1日请假", day(12, 5), day(12, 1)),
    ("我12月5日到12月1日出差", day(12, 5), day(12, 1)),
]


@pytest.mark.parametrize(("text", "first", "last"), TURNED_ROUND)
def test_days_turned_round_are_heard_as_they_were_said(text: str, first: date, last: date) -> None:
    assert by_steps(text, TODAY, CARE) == TakeLeave(first, last)


def test_a_deputy_may_have_only_some_of_the_children() -> None:
    def ids(text: str) -> tuple[int, ...]:
        heard = by_steps(text, TODAY, CARE)
        assert isinstance(heard, TakeLeave)
        return heard.student_ids

    assert ids("我从今天到周五在外地开会，张三请李老师代") == (1,)
    assert ids("我下周去省里培训五天，张三李四请赵老师照看") == (1, 2)
    both = by_steps("请假 12月1日—12月5日，张三请孙丽代，其他请刘洋代", TODAY, CARE)
    assert both == TakeLeave(day(12, 1), day(12, 5), "孙丽", (1,), "刘洋")
    assert by_steps("请假 明天，张三请孙丽代，其他的先不管", TODAY, CARE) == TakeLeave(
        day(11, 21), day(11, 21), "孙丽", (1,)
    )
    assert ids("我下周请假，李四他们请李老师代") == ()
    twins = care_for("张伟", "李雷", "张伟")
    assert by_steps("我下周请假，张伟请李老师代", TODAY, twins) == TakeLeave(day(11, 23), day(11, 29), "李老师")


@pytest.mark.parametrize("text", HOW.split())
def test_how_to_say_it_is_shown(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowLeave()


@pytest.mark.parametrize("text", BACK.split())
def test_the_sender_is_back_or_stays(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == EndLeave()


@pytest.mark.parametrize(("text", "first", "last"), CALLED_OFF)
def test_it_may_be_said_which_leave_is_called_off(text: str, first: date, last: date) -> None:
    assert by_steps(text, TODAY, CARE) == EndLeave(first, last)


def test_of_a_day_that_does_not_exist_no_leave_is_called_off() -> None:
    assert by_steps("取消2月30日的请假", TODAY, CARE) == ShowLeave()


@pytest.mark.parametrize(("text", "who"), STAND_IN)
def test_who_stands_in_may_be_said_later(text: str, who: str) -> None:
    assert by_steps(text, TODAY, CARE) == NameDeputy(who)


def test_a_child_stands_in_for_nobody() -> None:
    assert by_steps("请王五代", TODAY, CARE) != NameDeputy("王五")
    assert by_steps("我明天请假，请王五代", TODAY, CARE) == TakeLeave(day(11, 21), day(11, 21), "", (3,))


@pytest.mark.parametrize("text", OTHERS.split())
def test_what_others_do_or_what_is_asked_takes_no_leave(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), TakeLeave | ShowLeave)


@pytest.mark.parametrize("text", NOT_BACK.split())
def test_who_is_not_back_ends_nothing(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), EndLeave)


@pytest.mark.parametrize("text", TAKES_OVER.split())
def test_who_takes_over_without_leave_stands_in_for_nobody(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), NameDeputy | TakeLeave | ShowLeave)


@pytest.mark.parametrize("text", NO_STAND_IN.split())
def test_who_does_something_else_stands_not_in(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), NameDeputy)


def test_what_is_near_stays_what_it_was() -> None:
    assert by_steps("张三今天请假", TODAY, CARE) == ChangeRoster(RosterWish.LEAVE, (1,))
    assert by_steps("我调走了，学生麻烦交接一下", TODAY, CARE) == ChangeRoster(RosterWish.LEAVE)
    assert by_steps("怎么请假", TODAY, CARE) == ShowHelp()
    assert isinstance(by_steps("我请三天假，张三的谈心推到下周三", TODAY, CARE), Postpone)
    assert not isinstance(by_steps("请假 明天" + "。" * 400, TODAY, CARE), TakeLeave)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([*(row[0] for row in AWAY), *HOW.split(), *BACK.split()]), st.sampled_from(["吗？", "吗", "？"]))
def test_who_asks_takes_no_leave(text: str, asks: str) -> None:
    assert not isinstance(hear(text + asks, TODAY, CARE), TakeLeave | ShowLeave | EndLeave)
