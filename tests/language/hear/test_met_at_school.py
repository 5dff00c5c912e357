"""What is told of parents who came, called or were called, in the words of speech without marks."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, ids


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
    heard = hear(text, TODAY, CARE)
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
    assert not isinstance(hear(text, TODAY, CARE), RecordDeed | RecordSeveral)
