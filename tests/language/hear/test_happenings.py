"""What happened to a child: a fact that opens a duty, told plainly; no question, hearsay, plan or old story is one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty.commands import ChangeRoster, RecordDeed, ShowStudent, TellEvent
from duty.hearing import Confirm, NotUnderstood, Unclear, WhichStudent
from duty.policy import EventKind
from duty.relaying import Relay
from language.hear import hear
from language.hear.answering import Knows, answer_to
from tests.language.hear.classroom import TODAY, by_steps, care_for, child

NAMES = ("张三", "李四", "王五", "周小雨", "古丽米热·艾力", "陈浩然")
CARE = care_for(*NAMES)
HOSPITAL, ACCIDENT, ILLNESS = EventKind.HOSPITAL, EventKind.ACCIDENT, EventKind.ILLNESS
FAMILY, DROPOUT = EventKind.FAMILY_CHANGE, EventKind.DROPOUT_SIGN


def ago(days: int) -> date:
    return date.fromordinal(TODAY.toordinal() - days)


TYPED = [
    ("事件 张三 住院", HOSPITAL, 0, "住院"),
    ("事件：张三 住院", HOSPITAL, 0, "住院"),
    ("登记 张三 家庭变故", FAMILY, 0, "家庭变故"),
    ("事件 张三 家庭变故 爸爸坐牢", FAMILY, 0, "家庭变故 爸爸坐牢"),
    ("事件 张三 爷爷去世", FAMILY, 0, "爷爷去世"),
    ("事件 张三 父母离婚 上周", FAMILY, 7, "父母离婚 上周"),
    ("事件 张三 意外受伤 11月18日", ACCIDENT, 2, "意外受伤 11月18日"),
    ("登记 张三 车祸 11月16日", ACCIDENT, 4, "车祸 11月16日"),
    ("登记事件 张三 生病", ILLNESS, 0, "生病"),
    ("事件 张三 辍学苗头", DROPOUT, 0, "辍学苗头"),
    ("登记 住院 张三", HOSPITAL, 0, "住院 张三"),
    ("张三 生病住院 11月3日", HOSPITAL, 17, "张三 生病住院 11月3日"),
    ("张三 住院", HOSPITAL, 0, "张三 住院"),
    ("住院了 张三", HOSPITAL, 0, "住院了 张三"),
    ("张三 骨折", ACCIDENT, 0, "张三 骨折"),
    ("张三 父母离异", FAMILY, 0, "张三 父母离异"),
    ("张三 厌学", DROPOUT, 0, "张三 厌学"),
    ("张三 生病 三天", ILLNESS, 0, "张三 生病 三天"),
]
TOLD = [
    ("zhangsan 住院了 肺炎", HOSPITAL, 0),
    ("张三住院了", HOSPITAL, 0),
    ("张三住院了，阑尾炎", HOSPITAL, 0),
    ("张三昨晚送医院了，急性阑尾炎", HOSPITAL, 1),
    ("张三昨晚急性阑尾炎送去医院了", HOSPITAL, 1),
    ("张三做了个手术", HOSPITAL, 0),
    ("张三同学因车祸入院", HOSPITAL, 0),
    ("張三個仔住咗院", HOSPITAL, 0),
    ("去医院看了张三，他住院了", HOSPITAL, 0),
    ("张三住院了，我明天去看他", HOSPITAL, 0),
    ("张三骨折了，昨天摔的", ACCIDENT, 1),
    ("张三骨折了，我昨天刚晓得", ACCIDENT, 0),
    ("张三昨天摔断了腿", ACCIDENT, 1),
    ("张三左手骨折，请假两周", ACCIDENT, 0),
    ("张三体育课上把脚扭伤了", ACCIDENT, 0),
    ("娃张三把腿摔断咯", ACCIDENT, 0),
    ("张三被电动车撞了", ACCIDENT, 0),
    ("张三昨天放学路上出了车祸", ACCIDENT, 1),
    ("张三被开水烫伤了", ACCIDENT, 0),
    ("张三腿摔断了在家休养一个月", ACCIDENT, 0),
    ("张三生病请假一周", ILLNESS, 0),
    ("张三请病假一周", ILLNESS, 0),
    ("张三发烧请假三天", ILLNESS, 0),
    ("张三感冒一周了", ILLNESS, 0),
    ("张三得了水痘", ILLNESS, 0),
    ("张三水痘，居家隔离两周", ILLNESS, 0),
    ("张三确诊肺结核", ILLNESS, 0),
    ("张三查出来白血病", ILLNESS, 0),
    ("张三又生病了", ILLNESS, 0),
    ("张三奶奶去世了", FAMILY, 0),
    ("张三他奶没了", FAMILY, 0),
    ("张三奶奶过世了，请假三天", FAMILY, 0),
    ("张三爸妈离婚了", FAMILY, 0),
    ("张三爸爸妈妈上周离了婚", FAMILY, 7),
    ("张三爸爸车祸", FAMILY, 0),
    ("张三他爷爷前天走了，家里在办丧事", FAMILY, 2),
    ("张三家出事了", FAMILY, 0),
    ("张三家里着火了", FAMILY, 0),
    ("张三家房子昨晚塌了", FAMILY, 1),
    ("张三说不想读了", DROPOUT, 0),
    ("张三不想上学了", DROPOUT, 0),
    ("张三三天没来上学", DROPOUT, 0),
    ("张三连着三天没来上学，电话也打不通", DROPOUT, 0),
    ("张三这孩子连续一个礼拜没来学校", DROPOUT, 0),
    ("张三旷课好几天了", DROPOUT, 0),
    ("张三半个月没来上课了", DROPOUT, 0),
    ("张三妈妈说他不想读书了", DROPOUT, 0),
    ("张三他爸不让他读了", DROPOUT, 0),
    ("张三闹着要退学", DROPOUT, 0),
]
# Whatever else these are: asked, denied, to come, long ago, over, of another, hearsay, or a deed.
NONE = """
    张三住院了吗 张三住院了？ 张三是不是住院了 张三住院了没有 张三会不会辍学啊 张三住院费报了吗 要是张三住院了怎么办
    怎么劝张三不要辍学 张三没住院，就是拉肚子 张三没骨折，就是扭了一下 张三不是住院 张三没旷课 张三差点被车撞
    张三明天住院 张三要做手术 张三下周一做手术 张三要退学 张三爸妈在闹离婚 张三小时候摔断过腿 张三上学期骨折过
    张三去年生过一场大病 张三从小没了爸 张三父母离异 张三父母去年离婚了 张三爸爸早就不在了 张三骨折好了，回来上课了
    张三病好了 张三出院了 张三以前不想读，现在好了 张三妈妈住院了 张三他爸住院了，家里没人 张三的表弟住院了
    张三同桌骨折了 张三说李四骨折了 张三说他骨折了 张三说同桌骨折了 听说张三住院了 张三好像骨折了 张三的狗死了
    我住院了 我骨折了请假一个月 班里有人骨折了 学生住院了 班上有人不想读了 张三感冒了 张三发烧了 张三摔了一跤
    张三今天没来上学 张三今天请假 张三不想读这本书 张三不想参加比赛 小雨不想读英语 张三家长不肯来学校
    张三爷爷八十大寿 李四家离婚的多 张三住院了，李四转学了 张三转学了 张三退学了 张三辍学了 张三休学一年，手术
    张三住院期间我去看过他两次 跟张三谈心，他爸妈离婚了 张三奶奶去世，今天家访慰问了 张三住院的事跟他妈说了
    给住院的张三送了水果 给生病的张三补了课 跟张三聊了他不想读书的事 转告张三妈妈：张三骨折了 没谈成张三，他住院了
    登记 张三家里老人刚过世，去吊唁了一下 张三病了，我要去看他 李建新病了
"""
NO_TYPED_ONE = [
    "张三快不想读了吧",
    "张三防溺水知识考了59，下课拽着他把错题重讲",
    "骨折请假两周，是张三",
    "事件 张三 下周一手术",
    "登记 张三 谈心",
    "登记 张三 事假 11月20日至11月21日",
    "登记 张三 住院，昨天去家访了",
    "事件 住院",
    "事件",
    "登记 赵六 谈心",
]


@pytest.mark.parametrize(("text", "kind", "days", "note"), TYPED)
def test_the_typed_form_always_works(text: str, kind: EventKind, days: int, note: str) -> None:
    assert by_steps(text, TODAY, CARE) == TellEvent((1,), kind, ago(days), note)


@pytest.mark.parametrize(("text", "kind", "days"), TOLD)
def test_what_happened_is_told_freely(text: str, kind: EventKind, days: int) -> None:
    assert hear(text, TODAY, CARE) == TellEvent((1,), kind, ago(days), text)


@pytest.mark.parametrize("text", [*NONE.split(), *NO_TYPED_ONE])
def test_what_is_near_tells_nothing(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), TellEvent | WhichStudent)


def test_of_several_children_it_is_told_at_once() -> None:
    assert hear("李四和王五都得了水痘", TODAY, CARE) == TellEvent((2, 3), ILLNESS, TODAY, "李四和王五都得了水痘")
    assert by_steps("事件 李四、王五 流感", TODAY, CARE) == TellEvent((2, 3), ILLNESS, TODAY, "流感")


def test_of_namesakes_it_is_asked_which() -> None:
    twins = care_for("张伟", "李雷", "张伟")
    asked = hear("张伟昨天摔断了腿", TODAY, twins)
    assert asked == WhichStudent(TellEvent((), ACCIDENT, ago(1), "张伟昨天摔断了腿"), ((1, 3),))
    children = {number: child(number, name) for number, name in ((1, "张伟"), (3, "张伟"))}
    told = TellEvent((3,), ACCIDENT, ago(1), "张伟昨天摔断了腿")
    assert isinstance(asked, WhichStudent)
    assert answer_to(asked, "2", Knows(twins, children, TODAY)) == told


def test_a_typed_form_that_cannot_be_says_why() -> None:
    assert by_steps("事件 赵六 住院", TODAY, CARE) == NotUnderstood(Unclear.UNKNOWN_STUDENT, ("赵六",))
    assert by_steps("事件 张三 住院 2月30日", TODAY, CARE) == NotUnderstood(Unclear.BAD_DAY)
    assert not isinstance(by_steps("事件 张三 住院" + "。" * 400, TODAY, CARE), TellEvent)


def test_a_deed_is_never_replaced() -> None:
    assert isinstance(hear("跟张三谈心，他爸妈离婚了", TODAY, CARE), RecordDeed)
    assert isinstance(hear("去医院看望了住院的张三", TODAY, CARE), Confirm)
    assert isinstance(hear("转告张三妈妈：张三骨折了", TODAY, CARE), Relay)
    assert isinstance(hear("张三住院了吗", TODAY, CARE), ShowStudent)
    assert isinstance(hear("张三休学一年，手术", TODAY, CARE), ChangeRoster)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([row[0] for row in (*TYPED, *TOLD)]), st.sampled_from(["吗？", "吗", "？", "了吗？"]))
def test_who_asks_tells_nothing(text: str, asks: str) -> None:
    assert not isinstance(hear(text + asks, TODAY, CARE), TellEvent)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([row[0] for row in TOLD]), st.sampled_from(["听说", "如果", "好像", "小时候", "以前"]))
def test_hearsay_and_old_stories_tell_nothing(text: str, before: str) -> None:
    assert not isinstance(hear(before + text, TODAY, CARE), TellEvent)
