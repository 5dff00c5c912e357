"""What stood in the way of a deed is no record of it; what was done all the same is one."""

import pytest

from duty.commands import CouldNot, RecordDeed, RecordSeveral
from duty.hearing import NotUnderstood
from duty.kinds import Kind
from duty.relaying import Relay, ReplyToParent
from tests.language.hear.classroom import CARE, TODAY, by_steps


@pytest.mark.parametrize(
    "typed",
    [
        "去许知远家的路塌方堵了，去不成",
        "去蓝小雨家要过河，涨水，船没开",
        "走到陆一鸣家寨子门口车坏了，折回来了",
        "去江山家的路让雪埋了，走到半截返回",
        "去许知远家路上爆胎，只好打道回府",
        "韩梅家今晚去了，灯都没开，敲门没人应",
        "许知远这边我放弃了，谈不拢，他也不来",
        "跟韩梅聊什么聊，一天到晚见不着人影",
        "蓝小雨补课被家长叫停，说违规",
        "韩梅她爸电话打过去是别人接的，说换号了",
        "差一点儿就跟江山谈上了，铃响了",
        "要不是开会，韩梅今天就谈了",
        "高兴，谈，暂缺。原因：外出比赛",
        "韩梅今天的补习她自己不来，白等一中午",
        "给安心的资料我交给班长转，班长忘了",
        "韩梅家访录重复了，留一条就行",
        "韩梅爸爸不想让我们家访",
    ],
)
def test_what_was_in_the_way_is_never_recorded(typed: str) -> None:
    assert isinstance(by_steps(typed, TODAY, CARE), NotUnderstood | CouldNot)


@pytest.mark.parametrize(
    "typed",
    [
        "给许知远订的字典快到了",
        "给韩梅买的棉鞋还在路上",
        "陆一鸣的球鞋发了工资就买",
        "想着给韩梅买双马靴，兜里钱不够，先记着",
        "俩事儿今天要办：韩梅谈心、江山妈回电话",
        "韩梅的事我来谈，你们别管了",
        "江山谈心材料准备好了，就差人了",
        "已和韩梅妈妈约好周五家访",
        "韩梅明天上午十点考完，十一点我带她去配眼镜",
        "江山的棉衣过两天给他",
        "11号要到江山家做家访，已经和他爷爷说好了",
    ],
)
def test_what_is_still_to_come_is_never_recorded(typed: str) -> None:
    assert isinstance(by_steps(typed, TODAY, CARE), NotUnderstood | CouldNot)


@pytest.mark.parametrize(
    "typed",
    [
        "许知远谈到什么程度算谈完",
        "江山帮扶到底归我还是归小王",
        "高兴这个谈得怎么样了",
        "上月给韩梅送的东西登记成啥了",
        "韩梅的棉衣送了没得嘛，我记到是送了的",
        "跟韩梅她爸聊比较好还是跟她妈聊比较好",
        "韩梅的家长电话是不是打过了哦",
    ],
)
def test_what_is_asked_is_never_recorded(typed: str) -> None:
    assert not isinstance(by_steps(typed, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("去许知远家的路塌方堵了，绕了一大圈才到，跟他爷爷聊了一小时", Kind.HOME_VISIT),
        ("去蓝小雨家要过河，涨水，蹚水过去的，家访了", Kind.HOME_VISIT),
        ("走到陆一鸣家寨子门口车坏了，走路进去家访了", Kind.HOME_VISIT),
        ("家访了韩梅，路上车坏了，晚到一小时", Kind.HOME_VISIT),
        ("韩梅家访，回来路上爆胎了，折腾到半夜", Kind.HOME_VISIT),
        ("跟韩梅妈妈约好周五家访，去了，谈了一小时", Kind.HOME_VISIT),
        ("韩梅爸爸不想让我们上门，后来还是去家访了", Kind.HOME_VISIT),
        ("家访了江山，之后改成每周打个电话联系", Kind.HOME_VISIT),
        ("韩梅谈了心，她说差点儿就放弃了", Kind.TALK),
        ("跟韩梅谈了，她觉得和室友谈不拢", Kind.TALK),
        ("昨天跟韩梅谈心，她说想放弃考研", Kind.TALK),
        ("和高兴谈了什么是朋友", Kind.TALK),
        ("给许知远订的字典到了，今天送给他了", Kind.WARMTH),
        ("陆一鸣的球鞋昨天发了工资就去买了，送给他了", Kind.WARMTH),
        ("过了两天给江山送了棉衣", Kind.WARMTH),
        ("给江山补了课，他昨天没来，落下的都补上了", Kind.HELP),
        ("今天给韩梅补课了，江山没来", Kind.HELP),
        # A call that took the place of a visit.
        ("韩梅家长说家里有病人，家访改成打电话了，讲了一刻钟", Kind.CONTACT),
        ("下午去韩梅家家访，临时改成电话，跟她妈讲了近视的事", Kind.CONTACT),
        ("韩梅家访改电话了，电话也打了，爸爸接的，15分钟", Kind.CONTACT),
    ],
)
def test_what_was_done_all_the_same_is_recorded(typed: str, kind: Kind) -> None:
    heard = by_steps(typed, TODAY, CARE)
    assert isinstance(heard, RecordDeed)
    assert heard.kind is kind


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("让韩梅家里知道一下，周日返校带棉被", "周日返校带棉被"),
        ("叫韩梅妈妈不要汇钱来了，生活补助已经发了", "不要汇钱来了，生活补助已经发了"),
        ("请告韩梅家长，今晚七点线上家长学校，已联系家委会", "今晚七点线上家长学校，已联系家委会"),
        ("韩梅姑姑收：闺女今天跟我聊了，您放心", "闺女今天跟我聊了，您放心"),
        ("江山爸爸请知悉：昨晚辅导拖堂了", "昨晚辅导拖堂了"),
        ("江山他爸刚才发的，给他回：是误会，当面解释", "是误会，当面解释"),
    ],
)
def test_words_to_a_family_are_no_deed(typed: str, text: str) -> None:
    heard = by_steps(typed, TODAY, CARE)
    assert isinstance(heard, Relay | ReplyToParent)
    assert heard.text == text


@pytest.mark.parametrize("typed", ["江山的送温暖我写成谈心了", "韩梅的家访我录成补课了"])
def test_a_record_said_to_be_written_as_another_is_no_second_one(typed: str) -> None:
    assert not isinstance(by_steps(typed, TODAY, CARE), RecordDeed | RecordSeveral)
