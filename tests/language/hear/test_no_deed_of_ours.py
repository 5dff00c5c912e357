"""What only sounds like a deed of the sender's records nothing: others', still to come, come to nothing, asked."""

import pytest

from duty.commands import RecordDeed, RecordSeveral
from language.hear import hear
from tests.language.hear.classroom import CARE, TODAY, by_steps, care_for

# Each class of sentences that record nothing, and behind ! such as do.
CLASSES = {
    "who came goes on in the next clause": """
        驻村工作队慰问了江山家，送了一只羊|乡里干部到江山家慰问，送了一千块|村支书昨天去看过江山家，送了米
        心理老师约谈了江山，聊得不错
        我教研组的小刘去江山家跑了一趟|我们办公室的小李去江山家了
        ! 村支书去了江山家，我也送了一袋米给江山|江山的作文是王老师改的，数学是我辅导的|我和小刘去江山家跑了一趟
        心理老师约谈了韩梅，我跟江山聊了
    """,
    "a child or a friend of one's own": """
        给我自己儿子辅导了一晚上数学|给我闺女补了课|陪我小儿子写了作业|江山的好朋友郭欣然今天跟我谈了心
        ! 江山小朋友今天谈过了|我辅导了江山
    """,
    "children among themselves": """
        江山和韩梅两个人谈了谈，矛盾自己解决了|江山跟韩梅聊了聊，和好了
        ! 江山和韩梅我都谈了，和好了|和江山、韩梅谈了谈
    """,
    "what is agreed on, wished or granted": """
        江山家里同意我周末去家访了|他爸答应我上门家访江山|江山，体育课后聊十分钟，计划如此
        今晚八点和江山妈妈电话，先记着
        江山的普通话我会每天中午辅导他|我会跟江山谈谈|江山的冬衣申请交上去了，批下来就送|给江山申请了补助，还在审批
        打电话给江山爸，他说在开车，晚上再打过去聊
        江山我下午第三节去谈，现在还在开会|江山的家访，等他爸回来再定|江山下周我就找他谈，先给你说一声
        江山的谈心，我这就去
        ! 江山谈了，现在还在开会|给江山申请了补助，发下来了，今天送到他手里了|他爸同意了，我昨天家访了江山
        和江山聊了十分钟，计划做完了
    """,
    "a day that may be still to come": """
        今晚上晚自习给江山补英语|今晚给江山妈妈打电话|江山爸爸28号回来，我28号上门|周三家长会结束，留江山妈妈单独聊聊
        25号和江山谈心
        ! 今晚给江山补了英语|今晚我陪江山把乘法口诀背到九九八十一|25号和江山谈了心|周三和江山妈妈聊了聊
        今晚家访江山，他爸喝多了没说几句
        25号谈心 江山：情绪稳定多了
    """,
    "come to nothing": """
        江山今天聊天被上课铃打断，一句正题都没说|给江山补课，他光打瞌睡，没讲成|江山家长打通了，但一听是老师就挂了
        联系了一圈，江山家的手机换号，没找着人|到江山屋里去哒，冇得人|去江山家，门是锁的|江山家去是去了，家里就一条狗
        去江山家附近看了看就回来了
        ! 江山家长打通了，聊了十分钟就挂了|给江山补课，他打瞌睡，还是讲完了|江山家去了，他家养了一条狗
        江山今天聊天被打断，后来接着聊完了
    """,
    "asked": """
        江山辅导数学还是语文，哪个更要紧|江山谈过了嘛还是韩梅谈过了|江山上个月的谈心备注
        上午找江山聊了一下哦是韩梅我记混了反正是里面一个
        ! 江山和韩梅都谈了，别记混了|江山谈过了嘛|江山谈心，备注：情绪稳定
    """,
    "news of a home": """
        江山家搬到凯里去了，学籍也转了
        ! 江山家搬了，昨天去了江山家家访
    """,
}


def _spread(lines: str) -> list[str]:
    return [text.strip() for text in lines.replace("\n", "|").split("|") if text.strip()]


NOTHING = [text for lines in CLASSES.values() for text in _spread(lines.partition("!")[0])]
RECORDED = [text for lines in CLASSES.values() for text in _spread(lines.partition("!")[2])]


@pytest.mark.parametrize("text", NOTHING)
def test_what_was_no_deed_of_the_sender_is_not_recorded(text: str) -> None:
    assert not isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize("text", RECORDED)
def test_the_same_told_as_done_is(text: str) -> None:
    assert isinstance(by_steps(text, TODAY, CARE), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("高远航家里我去过了", ("高远", "张三")),
        ("已谈心 高远航", ("高远", "张三")),
        ("辅导高远军的数学", ("高远", "张三")),
        ("送了韩雪莲一件大衣", ("韩雪", "张三")),
        ("高远航今天谈了", ("高远", "张三")),
        ("粟小米谈过话", ("粟米", "张三")),
        ("刚家访完沙马阿且", ("沙马拉且", "张三")),
        ("跟买买提明·阿里谈了", ("买买提·玉素甫", "张三")),
        ("卓玛谈了", ("卓玛草", "才让卓玛")),
    ],
)
def test_a_name_that_only_holds_one_in_care_is_not_taken(text: str, names: tuple[str, ...]) -> None:
    assert not isinstance(hear(text, TODAY, care_for(*names)), RecordDeed | RecordSeveral)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("高远家里我去过了", ("高远", "张三")),
        ("送了高远一件大衣", ("高远", "张三")),
        ("高远林海都谈了", ("高远", "林海")),
        ("小米谈过话", ("粟米", "张三")),
        ("张三小米都谈过话", ("粟米", "张三")),
        ("卓玛谈了", ("卓玛草", "张三")),
        ("卓玛草谈了", ("卓玛草", "才让卓玛")),
        ("跟买买提谈了·情绪好", ("买买提·玉素甫", "张三")),
    ],
)
def test_the_name_itself_is(text: str, names: tuple[str, ...]) -> None:
    assert isinstance(hear(text, TODAY, care_for(*names)), RecordDeed | RecordSeveral)
