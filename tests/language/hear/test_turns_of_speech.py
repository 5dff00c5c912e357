"""Turns in which a deed is told, and those that sound like them and tell of none."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids

TALK, VISIT, WARMTH, HELP, CONTACT = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT
TOLD = (
    ("许知远國語輔導了一節課", HELP),
    ("放学后在操场跟许知远走了走，谈了谈心", TALK),
    ("许知远这个月的谈心做完了", TALK),
    ("被许知远拉着聊了半天", TALK),
    ("已访 许知远家", VISIT),
    ("已聯絡家長 许知远", CONTACT),
    ("请许知远喝了杯奶茶", WARMTH),
    ("许知远领走了我准备的暖水袋", WARMTH),
    ("抽空给许知远讲了讲电路", HELP),
    ("许知远今天学会竖式了，我教的", HELP),
    ("许知远默写错了三个，我给讲的", HELP),
    ("一床棉被给许知远，昨天送去了", WARMTH),
    ("今天给许知远补了昨天落下的课", HELP),
)
NOT_TOLD = (
    "许知远想让我给他补英语",
    "许知远求我教他数学",
    "许知远被李老师叫去聊了半天",
    "许知远今天木有谈",
    "这个月的谈心还没做，许知远",
    "请许知远喝杯奶茶吧",
    "给许知远准备礼物",
    "抽空给许知远讲电路",
    "许知远学会竖式了，他爸教的",
    "许知远默写不过关",
    "许知远的辅导还差一次",
    "许知远妈妈感谢我给他补课",
    "许知远衣服太小了，该买新的了",
    "许知远的书包我忘带了",
    "把伞借给许知远了",
    "许知远感谢我送的书",
    "许知远的送温暖记错了",
)


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_these_tell_of_a_deed(text: str, kind: Kind) -> None:
    heard = by_steps(text, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert (heard.kind, heard.student_ids) == (kind, ids("许知远"))


@pytest.mark.parametrize("text", NOT_TOLD)
def test_these_tell_of_none(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), RecordDeed | RecordSeveral)
