"""What is told of parents who came, called or were called, in the words of speech without marks."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("许知远小姨来接他，我跟小姨说了说他近况", Kind.CONTACT),
        ("许知远家里给我回电话了，说孩子到家了", Kind.CONTACT),
        ("许知远的妈妈今天给我回电话了我们沟通了一下孩子转科的想法", Kind.CONTACT),
        ("下午许知远妈妈到办公室，一起商量了请假的事", Kind.CONTACT),
        ("许知远奶奶今天过来送被子我顺便跟老人家聊了聊", Kind.CONTACT),
        ("今天主要是联系许知远的妈妈，告诉她孩子进步了", Kind.CONTACT),
        ("已转告许知远家长明天带雨衣", Kind.CONTACT),
        ("给许知远妈妈报了个喜，她可高兴了", Kind.CONTACT),
        ("昨天没去成许知远家，今天补上了", Kind.HOME_VISIT),
        ("晚上七点到的许知远家，九点才回", Kind.HOME_VISIT),
        ("今天下午放学以后我就去了一趟许知远家她妈妈在家我们聊了聊孩子的学习", Kind.HOME_VISIT),
        ("许知远住他小姨家，去小姨家看的他", Kind.HOME_VISIT),
    ],
)
def test_it_is_recorded_as_what_it_was(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed), heard
    assert (heard.kind, heard.student_ids) == (kind, ids("许知远"))


@pytest.mark.parametrize(
    "text",
    [
        "许知远她妈给班主任打电话请假了",
        "许知远奶奶今天过来送被子",
        "约好来校的许知远妈妈临时有事没到",
        "要是联系许知远的妈妈，就说进步了",
        "以后再联系许知远家长",
        "通知许知远妈妈明天要带什么",
        "下午许知远妈妈到办公室，一起商量请假的事没商量成",
        "许知远妈妈和王老师商量了",
    ],
)
def test_what_was_not_done_or_not_by_the_sender_is_not_recorded(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    "text",
    [
        "今天中午抽空去了许知远家一趟",
        "和班主任李老师去许知远家走了一趟",
        "许知远家在山上，爬了半天才到，跟她妈妈谈了谈",
        "许知远家住得远，今天坐摩托去的，聊了孩子上高中的事",
    ],
)
def test_the_way_there_is_part_of_a_visit(text: str) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed), heard
    assert (heard.kind, heard.student_ids, heard.happened_on) == (Kind.HOME_VISIT, ids("许知远"), TODAY)


def test_whom_one_met_on_the_way_was_spoken_with() -> None:
    heard = by_steps("和许知远的奶奶在路上碰到，站着说了十分钟话", TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (Kind.CONTACT, ids("许知远"))


def test_a_day_that_was_agreed_on_is_not_that_of_the_talk() -> None:
    heard = by_steps("和许知远妈妈说好了周三去家访", TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.happened_on) == (Kind.CONTACT, TODAY)


@pytest.mark.parametrize("text", ["家访许知远改成电话了", "家访许知远改为下周", "中午抽空去许知远家一趟"])
def test_what_was_changed_or_is_to_be_fitted_in_is_not_recorded(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)
