"""What is told of parents who were called, met or came to us: when it is a contact, and when nobody was reached."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard
from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import told


def kinds_of(text: str) -> list[tuple[Kind, tuple[int, ...]]]:
    """Kind and children of each record."""
    heard = by_steps(text, TODAY, CARE)
    deeds = heard.deeds if isinstance(heard, RecordSeveral) else (heard,)
    assert all(isinstance(deed, RecordDeed) for deed in deeds), heard
    return [(deed.kind, deed.student_ids) for deed in deeds if isinstance(deed, RecordDeed)]


def nothing_recorded(heard: Heard) -> bool:
    return not isinstance(heard, RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    "text",
    [
        # By what a parent is called.
        "昨天给许知远爹打了个电话",
        "许知远额吉昨天坐大巴来学校看她，我们一起谈了谈",
        "微信上跟许知远妈咪聊完啦，她说妹妹刚出生",
        "许知远后爹接的电话，态度不好，不过缺课情况都说了",
        "给许知远她大拨了个电话，娃没交作业的事说了",
        "打给许知远老豆，说会早点回家",
        "和许知远的阿大在校门口见了一面，谈逃课",
        # Whom 他 or 她 stands for.
        "许知远爸爸约了三次，今天总算在厂门口跟他见上面谈了",
        "许知远他阿帕来送饭，在值班室给她说了说娃的数学",
        "许知远爸爸答应回来，刚跟他微信聊的",
        "许知远他爸加我微信，跟他聊了请假制度",
        "许知远他爸来校，找我聊了会儿",
        # Only when and where stands between the parent and the talk.
        "许知远妈妈，今天五点半，办公室，面谈，孩子的作息",
        "许知远妈妈昨天加班没空，今天总算视频聊上了",
        # How it came about.
        "许知远妈妈今天带着鸡蛋来谢我，坐了半小时，说孩子肯干活了",
        "许知远她妈赶集时候碰上的，站街边说了半天",
        "许知远妈妈怼了我一顿，电话里，说我管太多",
        "许知远家长约到学校来面谈了",
        "许知远家长约到学校来了，谈得还行",
        "许知远家长约谈完毕",
        "许知远妈妈约见完成",
        "约了许知远妈妈来校，她准时到的，说了很久",
        "许知远她大伯下午来我办公室坐了坐",
        "给许知远妈打电话着呢，打通了，说眼睛要去查",
        "许知远家里电话没人接，后来她妈回过来了，讲了二十分钟",
        "许知远妈妈留言我看到了，已经打回去说清楚了",
        "许知远阿爸晚上九点下班才通上电话",
        "许知远家长说忙，让我有事找他奶奶，我就给奶奶打了",
        "许知远爸爸下午4点视频，爷俩都哭了",
        "电访许知远母亲一次",
        "许知远 家长 电联 √",
        "今天和许知远家长通话3分20秒",
        "电话打给许知远的妈妈，提醒她天冷加衣",
        "电话通知许知远家长取成绩单，顺便反馈了她的进步",
        "许知远阿爸电话里说下月转场",
        # A call to the home is no visit.
        "前天晚上给许知远家里去了个电话",
        "昨天晚上拨通了许知远家里的座机，是外公接的",
        # What is told to a parent is no lesson, and what is spoken of is no deed.
        "许知远妈妈说话挺冲的，不过把分流的政策讲清楚了",
        "许知远的爸爸发来语音问住宿费，我回语音讲明白了",
        "许知远家长微信回我了，同意周末补课，聊妥了",
        "许知远家长打来投诉食堂，顺着聊了聊知远在校情况",
        "给许知远妈妈发了个祝福顺便聊了聊孩子",
    ],
)
def test_who_was_reached_is_one_contact(text: str) -> None:
    assert set(kinds_of(text)) == {(Kind.CONTACT, ids("许知远"))}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("跟许知远妈妈通了电话，又给他讲了题", [Kind.CONTACT, Kind.HELP]),
        ("许知远家长打来电话，给许知远补了数学", [Kind.CONTACT, Kind.HELP]),
        ("给许知远讲清楚了", [Kind.HELP]),
        ("给许知远讲了浮力的知识", [Kind.HELP]),
        ("给许知远讲了作业的事", [Kind.TALK]),
        ("许知远爸爸没打通，跟他聊了聊", [Kind.TALK]),
        ("许知远妈妈不在家，聊了半小时", [Kind.TALK]),
        ("许知远找我聊了会儿", [Kind.TALK]),
        ("许知远爸爸走了，聊了聊许知远在校情况", [Kind.TALK]),
        ("约了许知远谈心，他准时来的", [Kind.TALK]),
        ("给许知远家里去了一趟", [Kind.HOME_VISIT]),
    ],
)
def test_what_was_done_with_the_child_stays_what_it_is(text: str, kinds: list[Kind]) -> None:
    assert kinds_of(text) == [(kind, ids("许知远")) for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "许知远家长打通了，但一听是老师就挂了",
        "打给许知远妈妈，打成别人家了",
        "许知远爸爸把我电话按掉了",
        "给许知远爸打电话，响了几声就按掉了",
        "联系了一圈，许知远家的手机换号，没找着人",
        "给许知远妈妈打了没人接",
        "给许知远妈妈打了没",
        "许知远妈妈要加我微信，还没加",
        "许知远妈妈加了班主任微信",
        "许知远妈妈下周来谢我",
        "许知远妈妈来谢我了吗",
        "明天约见许知远妈妈",
        "约了许知远妈妈来校，她说准时到",
        "打算给许知远妈妈打电话，打通了再说",
        "许知远妈妈晚上视频",
        "许知远家长约了来学校",
        "把号码存上了，方便跟许知远妈妈视频",
        "许知远爸爸碰见他了",
        "许知远妈妈骂了他一顿",
        "许知远家访商量好了，周五去",
        "聊到家访，许知远哭了",
        "许知远妈妈说想周末补课",
    ],
)
def test_who_was_not_reached_or_is_still_to_be_is_no_contact(text: str) -> None:
    assert nothing_recorded(by_steps(text, TODAY, CARE))


@pytest.mark.parametrize(
    "text",
    [
        "许知远的阿妈不会汉语，请卓玛央金姐姐翻译，在电话里讲了半天",
        "让卓玛央金帮忙翻译，跟许知远妈妈聊了聊",
    ],
)
def test_who_only_translated_is_not_recorded(text: str) -> None:
    assert set(kinds_of(text)) == {(Kind.CONTACT, ids("许知远"))}


def test_two_homes_that_were_called_are_two_children() -> None:
    heard = by_steps("许知远和高兴两家的家长都打过电话了", TODAY, CARE)
    assert told(heard) == {(Kind.CONTACT, child, 0) for child in ids("许知远", "高兴")}


def test_a_name_in_a_note_is_still_asked_about() -> None:
    assert isinstance(by_steps("已谈心 许知远 蓝小雨情绪低落", TODAY, CARE), Confirm)
