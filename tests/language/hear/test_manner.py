"""How a deed was done, as far as it is said, and why one could not be; putting off beside them."""

from datetime import date

import pytest

from duty.commands import CouldNot, MakeUp, Postpone, RecordDeed, RecordSeveral
from duty.hearing import Confirm, Heard, NotUnderstood, WhichDay, WhichKind, WhichStudent
from duty.kinds import Kind
from duty.policy import Mode, Per, Reason
from language.hear import hear
from language.hear.manner import why
from tests.language.hear.classroom import TODAY, care_for

CARE = care_for("张三", "李四", "王五", "周小雨")
TALK, VISIT, WARMTH, HELP, CONTACT = Kind

SAID = [
    ("视频家访 张三", VISIT, "online"),
    ("微信视频家访了张三", VISIT, "online"),
    ("昨天线上家访了张三", VISIT, "online"),
    ("家访 张三 视频", VISIT, "online"),
    ("钉钉视频家访张三家", VISIT, "online"),
    ("电话家访 张三", CONTACT, "phone"),
    ("线上跟张三谈心", TALK, "online"),
    ("跟张三谈心（线上）", TALK, "online"),
    ("张三 谈心 线上", TALK, "online"),
    ("微信上和张三聊了聊", TALK, "online"),
    ("qq上跟张三聊了", TALK, "online"),
    ("电话里和张三聊了聊", CONTACT, "phone"),
    ("线上给张三补了数学", HELP, "online"),
    ("在网上给张三讲题", HELP, "online"),
    ("线上辅导 张三", HELP, "online"),
    ("线上谈心 张三", TALK, "online"),
    ("用腾讯会议给张三辅导英语", HELP, "online"),
    ("入户家访 张三", VISIT, "in_person"),
    ("上门家访 张三", VISIT, "in_person"),
    ("登门家访张三", VISIT, "in_person"),
    ("入户走访张三家", VISIT, "in_person"),
    ("面谈 张三", TALK, "in_person"),
    ("当面跟张三谈了心", TALK, "in_person"),
    ("面对面和张三聊了", TALK, "in_person"),
    ("给张三妈妈打了电话", CONTACT, "phone"),
    ("打电话给张三爸爸", CONTACT, "phone"),
    ("和张三妈妈通了二十分钟电话", CONTACT, "phone"),
    ("微信联系张三妈妈", CONTACT, "online"),
    ("跟张三妈妈视频了", CONTACT, "online"),
    ("给张三奶奶发了短信", CONTACT, "written"),
    ("张三妈妈来学校了，聊了一会", CONTACT, "in_person"),
    ("在校门口碰到张三爸爸聊了几句", CONTACT, "in_person"),
]
NOT_SAID = [
    ("谈心 张三", TALK),
    ("家访张三", VISIT),
    ("昨天联系家长 张三", CONTACT),
    ("跟张三聊了他玩手机视频的事", TALK),
    ("跟张三谈了微信群的事", TALK),
    ("跟张三谈了看短视频上瘾的事", TALK),
    ("家访张三，他在看视频", VISIT),
    ("已谈心 张三：说想和妈妈视频", TALK),
    ("电话约了张三，下午谈心了", TALK),
    ("给张三微信转了200块钱", WARMTH),
    ("送了张三一台旧手机和电话卡", WARMTH),
    ("和张三谈了打电话骚扰同学的事", TALK),
]
REASONS = [
    ("家长不方便", Reason.REFUSED),
    ("家长不让去", Reason.REFUSED),
    ("爸妈不同意", Reason.REFUSED),
    ("家长拒绝", Reason.REFUSED),
    ("家長不讓進", Reason.REFUSED),
    ("孩子抵触不愿谈", Reason.REFUSED),
    ("家长说没空", Reason.REFUSED),
    ("他妈说不用来", Reason.REFUSED),
    ("家长不太方便", Reason.REFUSED),
    ("家里没人", Reason.ABSENT),
    ("一家人外出打工", Reason.ABSENT),
    ("爸妈都在外地", Reason.ABSENT),
    ("大门锁着", Reason.ABSENT),
    ("他请假没来", Reason.ABSENT),
    ("打不通", Reason.ABSENT),
    ("奶奶住院，家里没人", Reason.ABSENT),
    ("搬到县城去了", Reason.MOVED),
    ("转学走了", Reason.MOVED),
    ("他住院了", Reason.ILL),
    ("发烧", Reason.ILL),
    ("请病假", Reason.ILL),
    ("改成电话了", Reason.OTHER_MODE),
    ("改用视频了", Reason.OTHER_MODE),
    ("换了方式（电话、视频）", Reason.OTHER_MODE),
    ("家长不方便，改成电话了", Reason.OTHER_MODE),
    ("下雨", Reason.OTHER),
    ("路塌了", Reason.OTHER),
    ("我太忙了", Reason.OTHER),
    ("东西没到货", Reason.OTHER),
]


def deeds(heard: Heard) -> tuple[RecordDeed, ...]:
    command = heard.command if isinstance(heard, Confirm) else heard
    match command:
        case RecordSeveral(deeds):
            return deeds
        case RecordDeed():
            return (command,)
        case _:
            return ()


@pytest.mark.parametrize(("text", "kind", "mode"), SAID)
def test_the_words_say_how_it_was_done(text: str, kind: Kind, mode: str) -> None:
    (deed,) = deeds(hear(text, TODAY, CARE))
    assert (deed.kind, deed.student_ids, deed.mode) == (kind, (1,), Mode(mode).value)


@pytest.mark.parametrize(("text", "kind"), NOT_SAID)
def test_what_is_only_spoken_of_is_no_way_to_do_it(text: str, kind: Kind) -> None:
    (deed,) = deeds(hear(text, TODAY, CARE))
    assert (deed.kind, deed.mode) == (kind, "")


def test_each_of_several_deeds_has_its_own() -> None:
    def modes(text: str) -> list[tuple[Kind, str]]:
        return [(deed.kind, deed.mode) for deed in deeds(hear(text, TODAY, CARE))]

    assert modes("家访了张三，给李四妈妈打了电话") == [(VISIT, ""), (CONTACT, "phone")]
    assert modes("和张三谈心，视频家访了李四") == [(TALK, ""), (VISIT, "online")]
    assert modes("跟张三谈了话，电话里谈的")[0] == (TALK, "phone")
    assert isinstance(hear("打电话和李四谈心", TODAY, CARE), Confirm)
    assert modes("打电话和李四谈心") == [(CONTACT, "phone"), (TALK, "phone")]


def test_two_ways_of_one_deed_are_none() -> None:
    (deed,) = deeds(hear("昨天当面和张三谈了心，今天又线上和张三谈了心", TODAY, CARE))[:1]
    assert deed.mode in ("", "in_person")


def test_a_deed_that_is_asked_about_keeps_how_it_was_done() -> None:
    namesakes = care_for("张伟", "李雷", "张伟")
    which = hear("视频家访了张伟", TODAY, namesakes)
    assert isinstance(which, WhichStudent)
    assert isinstance(which.then, RecordDeed)
    assert which.then.mode == "online"
    unnamed = hear("线上谈心了", TODAY, CARE)
    assert isinstance(unnamed, NotUnderstood)
    assert unnamed.then is None or unnamed.then.mode == "online"
    tried = hear("没能做到 张伟 家访 家长不方便", TODAY, namesakes)
    assert tried == WhichStudent(CouldNot((), VISIT, "家长不方便", "refused"), ((1, 3),))
    put_off = hear("推迟 张伟 到 周一", TODAY, namesakes)
    assert put_off == WhichStudent(Postpone((), date(2026, 11, 23)), ((1, 3),))


@pytest.mark.parametrize(("reason", "meant"), REASONS)
def test_the_words_say_why_it_could_not_be(reason: str, meant: Reason) -> None:
    assert hear(f"没能做到 张三 家访 {reason}", TODAY, CARE) == CouldNot((1,), VISIT, reason, meant.value)


def test_without_words_nobody_says_why() -> None:
    assert hear("没能做到 张三 家访", TODAY, CARE) == CouldNot((1,), VISIT)
    assert why("") == why("……") == ""


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("张三家访没去成，搬家了", VISIT, "moved"),
        ("张三没谈成，他发烧了", TALK, "ill"),
        ("张三没谈成，请假没来", TALK, "absent"),
        ("张三不肯谈", TALK, "refused"),
        ("家访张三改成视频了", VISIT, "other_mode"),
        ("张三辅导没做成，她转学了", HELP, "moved"),
        ("给张三家长打电话没打通", CONTACT, "absent"),
    ],
)
def test_what_failed_in_free_words_has_its_reason(text: str, kind: Kind, meant: str) -> None:
    heard = hear(text, TODAY, CARE)
    assert isinstance(heard, CouldNot)
    assert (heard.student_ids, heard.kind, heard.why) == ((1,), kind, meant)


def test_beside_a_deed_it_has_its_reason_as_well() -> None:
    heard = hear("昨天家访李四；周小雨没谈成，她请假", TODAY, CARE)
    assert isinstance(heard, RecordSeveral)
    assert [one.why for one in heard.could_not] == ["absent"]
    changed = hear("下午去张三家家访，临时改成电话，跟他妈讲了近视的事", TODAY, CARE)
    assert [deed.kind for deed in deeds(changed)] == [CONTACT]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("推迟 张三 到 周五", Postpone((1,), date(2026, 11, 27))),
        ("推迟 张三 家访 到下周一", Postpone((1,), date(2026, 11, 23), VISIT)),
        ("张三家访缓到12月5号", Postpone((1,), date(2026, 12, 5), VISIT)),
        ("张三的谈心推到下周三", Postpone((1,), date(2026, 11, 25), TALK)),
        ("张三家访往后放放，月底再说", Postpone((1,), date(2026, 11, 30), VISIT)),
    ],
)
def test_putting_off_holds_beside_all_this(text: str, heard: Heard) -> None:
    assert hear(text, TODAY, CARE) == heard


@pytest.mark.parametrize("text", ["补10月谈心 张三", "补10月的谈心 张三", "补上个月 谈心 张三"])
def test_making_up_holds_beside_all_this(text: str) -> None:
    assert hear(text, TODAY, CARE) == RecordDeed(TALK, (1,), TODAY, makes_up=MakeUp(TODAY, Per.MONTH, 1))


def test_questions_about_day_and_kind_keep_it() -> None:
    asked = [hear(text, TODAY, CARE) for text in ("昨天还是前天视频家访了张三", "微信上 张三 已完成")]
    for one in asked:
        if isinstance(one, WhichDay | WhichKind):
            assert one.then.mode in ("", "online")
