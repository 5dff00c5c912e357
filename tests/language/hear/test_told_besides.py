"""Several deeds in one message: what each clause tells of, and what only looks like one more."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, ids

TALK, VISIT, GIFT, HELP, CONTACT = Kind.TALK, Kind.HOME_VISIT, Kind.WARMTH, Kind.HELP, Kind.CONTACT
A, B = ids("许知远"), ids("蓝小雨")


def recorded(text: str) -> list[tuple[Kind, tuple[int, ...], int]]:
    """The kinds, the children and how many days ago, of all that is recorded."""
    heard = hear(text, TODAY, CARE)
    deeds = heard.deeds if isinstance(heard, RecordSeveral) else (heard,) if isinstance(heard, RecordDeed) else ()
    return [(deed.kind, deed.student_ids, (TODAY - deed.happened_on).days) for deed in deeds]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Words that no step knows, in a clause that is surely a record.
        ("跟许知远掏心窝子聊了，完了又陪蓝小雨磨了一篇作文", [(TALK, A, 0), (HELP, B, 0)]),
        # Goods in a list of deeds were given to the child.
        ("许知远送了棉衣，蓝小雨谈了话", [(GIFT, A, 0), (TALK, B, 0)]),
        ("许知远昨天送了一床被子，今天又谈了会儿心", [(GIFT, A, 1), (TALK, A, 0)]),
        # What was over when the next began is no further deed.
        ("跟许知远谈完，谈完给蓝小雨她妈妈打了个电话", [(TALK, A, 0), (CONTACT, B, 0)]),
        # Behind a call to the family the child is spoken with.
        ("许知远他娘昨晚通了电话，今天大课间我跟孩子拉了会儿呱", [(CONTACT, A, 1), (TALK, A, 0)]),
        ("昨晚许知远他爷爷来电话，今天找他谈心", [(CONTACT, A, 1), (TALK, A, 0)]),
        ("许知远他娘昨晚通了电话，今天跟孩子他爸聊了聊", [(CONTACT, A, 1), (CONTACT, A, 0)]),
        # The day of the way is that of the visit, and brackets say which of several days.
        ("许知远家昨天爬了两个钟头山才到，家访完成", [(VISIT, A, 1)]),
        ("上周家访许知远（上周三）", [(VISIT, A, 9)]),
        ("今天跟许知远聊了二十来分钟吧这孩子心思重不怎么爱说话", [(TALK, A, 0)]),
    ],
)
def test_every_clause_tells_its_own_deed(text: str, wanted: list[tuple[Kind, tuple[int, ...], int]]) -> None:
    assert recorded(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "许知远聊了聊，他妈我明天再打电话",
        "许知远聊了聊，他自己回家做了作业",
        "许知远谈了心，下周他妈电话里再说",
        "许知远送了我一条围巾，蓝小雨谈了话",
        "许知远谈了心，他妈给他买了棉衣",
    ],
)
def test_what_is_to_come_or_was_done_by_others_is_not_recorded_beside_a_talk(text: str) -> None:
    assert {kind for kind, _, _ in recorded(text)} == {TALK}


@pytest.mark.parametrize(
    "text",
    [
        "今天跟许知远没聊成他不想说话",
        "跟许知远聊了二十分钟不算数吧",
        "许知远家昨天爬了两个钟头山才到，没人在家",
        "许知远送了我一双棉鞋",
    ],
)
def test_what_is_taken_back_or_came_to_nothing_is_no_record(text: str) -> None:
    assert recorded(text) == []
