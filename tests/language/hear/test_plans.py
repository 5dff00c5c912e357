"""Who invites, agrees on a day, or tells what is usual has done nothing yet; the twins of each have."""

import pytest

from duty.kinds import Kind
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import recorded, told

CHILD = ids("许知远")[0]


@pytest.mark.parametrize(
    "text",
    [
        # A child who is to come for it.
        "许知远下午放学留下，我给他讲分数应用题",
        "许知远中午到我办公室来，我给他补英语",
        "许知远晚自习来找我，我辅导他数学",
        "下午第三节课许知远来办公室，我陪他改作文",
        "放学后我给许知远补课",
        "今天下午我给许知远补课",
        # An invitation, and what is to go with it.
        "许知远奶奶让我周六去她家吃饭，顺便家访",
        "许知远爷爷让我礼拜六去他家吃杀猪饭，正好家访",
        "许知远爸爸邀我周日去家里坐坐，正好家访",
        "许知远妈妈叫我星期天过去一趟，当家访",
        "许知远爸爸约我周三谈谈",
        # A day that is agreed on behind the deed.
        "许知远拜托我帮他看作文，约在周五",
        "给许知远补物理，时间定周六",
        "许知远家访，周六，已约",
        "许知远爸爸周六回来，我去他家",
        # The day on which it will be done, in a clause of its own.
        "许知远的物理辅导，后天补上",
        "许知远的数学辅导，下周三之前弄完",
        "许知远家访，明天去",
        "许知远的家访，周六去",
        # What begins now, or is done time and again.
        "我从今天起每天给许知远补一节数学",
        "许知远要参加比赛，我今晚开始陪他练",
        "我一般周三找许知远谈心",
        "平时都是午休给许知远讲题",
        "抓紧和许知远谈一次",
        "赶快给许知远妈妈打电话",
        # Whether and how to note it down.
        "在校门口碰见许知远爸爸聊了几句，这种要不要记",
        "跟许知远聊了五分钟，要记吗",
        "上周跟许知远聊的那次需不需要补记",
        "许知远妈妈昨天来学校是找谁的",
    ],
)
def test_what_is_only_to_come_or_asked_of_is_not_recorded(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))
    assert not recorded(hear(text, TODAY, CARE))


@pytest.mark.parametrize(
    ("text", "kind", "days_ago"),
    [
        ("许知远下午放学留下，我给他讲了分数应用题", Kind.HELP, 0),
        ("许知远放学留下来，我给他讲了化学方程式", Kind.HELP, 0),
        ("许知远妈妈请我去家里坐了坐", Kind.HOME_VISIT, 0),
        ("许知远爸爸约我周三见面谈了谈", Kind.CONTACT, 2),
        ("抓紧时间和许知远谈了一次", Kind.TALK, 0),
        ("赶紧给许知远妈妈打了个电话", Kind.CONTACT, 0),
        ("许知远爸爸周六回来，我去他家坐了坐", Kind.HOME_VISIT, 6),
        ("和许知远谈完，下次约在周五", Kind.TALK, 0),
        ("给许知远补了物理，下次时间定周六", Kind.HELP, 0),
        ("从昨天开始给许知远补数学", Kind.HELP, 1),
        ("许知远妈妈昨天来学校是找我的", Kind.CONTACT, 1),
        ("跟许知远聊了，他问要不要住校", Kind.TALK, 0),
        ("许知远的家访，周六去的", Kind.HOME_VISIT, 6),
        ("给许知远补了数学，明天再补英语", Kind.HELP, 0),
        ("今天家访许知远，明天去蓝小雨家", Kind.HOME_VISIT, 0),
        ("跟许知远谈心，他说周六去打工", Kind.TALK, 0),
    ],
)
def test_what_was_done_is_recorded_beside_the_same_words(text: str, kind: Kind, days_ago: int) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(kind, CHILD, days_ago)}
