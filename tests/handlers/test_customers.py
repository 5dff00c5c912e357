"""微信客服: who is bound may speak with the teacher, who is not learns nothing, and nothing is said twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from duty.commands import TakeLeave
from duty.ways import Way
from handlers import consents, sent_files
from handlers.context import Moment
from handlers.customers import deliver_left
from handlers.inbound import ImageMessage
from handlers.service_words import Origin
from language.say import service as say
from scheduler.sender import Perhaps, Reason, Refused
from storage import attachments, guardians
from storage.bindings import BindingState, left_waiting, task_of
from storage.guardians import GUARDIAN, SCHOOL
from storage.work import Store
from tests.support.correspondence import NIGHT, ZONE, Correspondence
from tests.support.service_desk import SITE, Service

MOTHER, FATHER, STRANGER = "wmMother", "wmFather", "wmStranger"
LI_SI, ZHANG_SAN = "20250102", "20250101"


@pytest.fixture
def school(store: Store, school_id: int) -> Correspondence:
    return Correspondence.of(store, school_id)


@pytest.fixture
def service(school: Correspondence) -> Service:
    return Service(school)


def to_customers(sent: list[tuple[str, str]]) -> list[str]:
    return [text for to, text in sent if " " in to]


def to_staff(sent: list[tuple[str, str]], user: str = "WangFang") -> list[str]:
    return [text for to, text in sent if to == user]


def test_a_stranger_learns_nothing_and_is_kept(school: Correspondence, service: Service) -> None:
    school.guardian(LI_SI, "妈妈", "li_ma")
    service.say(STRANGER, "李四最近怎么样")
    sent = school.deliver()
    assert to_customers(sent) == [say.WHO_ARE_YOU]
    assert not to_staff(sent)
    assert "李四" not in say.WHO_ARE_YOU + say.ASKED + say.KEPT
    assert school.notes() == []


def test_an_invitation_asks_the_teacher_and_works_once(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    code = service.invite(mother)
    service.enter(MOTHER, code)
    sent = school.deliver()
    assert any("李四妈妈" in text and "英英" in text for text in to_staff(sent))
    assert any(say.ASKED in text for text in to_customers(sent))
    service.enter(STRANGER, code)
    assert [one.customer_id for one in service.bindings(BindingState.ASKED)] == [service.customers()[0].id]


def test_what_was_written_before_waits_for_the_teacher(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.enter(MOTHER, service.invite(mother))
    service.say(MOTHER, "老师好，他这周末回来")
    assert school.notes() == []
    [asked] = service.bindings(BindingState.ASKED)
    card = service.tap("WangFang", task_of(asked), say.YES)
    assert card is not None
    assert card.title == "好，是李四妈妈"
    [note] = school.notes()
    assert (note.text, note.way, note.from_guardian) == ("老师好，他这周末回来", Way.SERVICE, True)
    assert any("他这周末回来" in text for text in to_staff(school.deliver()))


def test_only_who_answers_for_the_child_says_who_it_is(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.enter(MOTHER, service.invite(mother))
    [asked] = service.bindings(BindingState.ASKED)
    for user in ("LiNa", "ZhouNew"):
        assert service.tap(user, task_of(asked), say.YES) is None
    assert service.bindings(BindingState.CONFIRMED) == []
    assert service.tap("WangFang", "who-1-1", say.YES) is None
    # Who refuses first is not overruled by a later tap on the same card.
    refused = service.tap("SunLi", task_of(asked), say.NO)
    assert refused is not None
    assert refused.buttons  # the platform takes no such card without a button
    card = service.tap("WangFang", task_of(asked), say.YES)
    assert card is not None
    assert card.done
    assert service.bindings(BindingState.CONFIRMED) == []


def test_a_binding_is_taken_back_with_a_tap(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.bind(MOTHER, mother)
    [bound] = service.bindings(BindingState.CONFIRMED)
    card = service.tap("WangFang", task_of(bound), say.REVOKE)
    assert card is not None
    assert card.buttons
    school.deliver()
    school.later(hours=1)
    service.say(MOTHER, "李四呢")
    assert to_customers(school.deliver()) == [say.WHO_ARE_YOU]
    assert school.notes() == []


def test_words_go_to_the_mentor_and_the_answer_comes_back_there(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma", follows=True)
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师，他今天发烧了")
    assert any("他今天发烧了" in text for text in to_staff(school.deliver()))
    school.reply("WangFang", "好的，请多喝水，我跟各科说一声")
    school.later(minutes=1)
    sent = school.deliver()
    assert [text.splitlines()[0] for text in to_customers(sent)] == ["李四妈妈好：好的，请多喝水，我跟各科说一声"]
    assert school.notes()[-1].way == Way.SERVICE
    assert not [to for to, _ in sent if to == "li_ma"]


def test_the_same_word_of_the_platform_is_one(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.bind(MOTHER, mother)
    for _ in range(3):
        service.say(MOTHER, "在吗", msgid="same")
    assert len(school.notes()) == 1


def test_of_two_children_one_is_asked(school: Correspondence, service: Service) -> None:
    """Of one account as two guardians: confirmed as one, they are the other, too."""
    li = school.guardian(LI_SI, "妈妈", "both")
    zhang = school.guardian(ZHANG_SAN, "妈妈", "BOTH")
    service.bind(MOTHER, li)
    assert {one.guardian_id for one in service.bindings(BindingState.CONFIRMED)} == {li, zhang}
    school.deliver()
    school.later(hours=1)
    service.say(MOTHER, "他周五请假")
    assert school.notes() == []
    [asked] = to_customers(school.deliver())
    assert f"child:{zhang}" in asked
    service.say(MOTHER, "张三", menu_id=f"child:{zhang}")
    service.say(MOTHER, "是看牙")
    assert [(one.thread.guardian_id, one.text) for one in school.notes()] == [(zhang, "他周五请假"), (zhang, "是看牙")]
    service.say(MOTHER, "李四也一样")
    assert school.notes()[-1].thread.guardian_id == li


def of_two(school: Correspondence, service: Service) -> tuple[int, int]:
    """A mother of two in the chat, to whom nothing was said for an hour."""
    both = school.guardian(LI_SI, "妈妈", "both"), school.guardian(ZHANG_SAN, "妈妈", "BOTH")
    service.bind(MOTHER, both[0])
    school.deliver()
    school.later(hours=1)
    return both


def heard(school: Correspondence) -> list[tuple[int, str]]:
    return [(one.thread.guardian_id, one.text) for one in school.notes()]


def test_a_name_that_is_typed_answers_the_question_which_child(school: Correspondence, service: Service) -> None:
    _, zhang = of_two(school, service)
    service.say(MOTHER, "孩子今天发烧了，请一天假")
    service.say(MOTHER, "是张三")
    assert heard(school) == [(zhang, "孩子今天发烧了，请一天假"), (zhang, "是张三")]


def test_the_question_which_child_is_asked_though_we_have_just_spoken(school: Correspondence, service: Service) -> None:
    school.guardian(ZHANG_SAN, "妈妈", "BOTH")
    mother = school.guardian(LI_SI, "妈妈", "both")
    service.enter(MOTHER, service.invite(mother))
    service.say(MOTHER, "在吗")
    [asked] = service.bindings(BindingState.ASKED)
    service.tap("WangFang", task_of(asked), say.YES)
    school.deliver()
    service.say(MOTHER, "他周五请假")
    service.say(MOTHER, "下周一回")
    assert sum("哪个孩子" in text for text in to_customers(school.deliver())) == 1


def test_danger_does_not_wait_for_the_question_which_child(school: Correspondence, service: Service) -> None:
    li, _ = of_two(school, service)
    service.say(MOTHER, "孩子说他不想活了，人在楼顶")
    assert heard(school) == [(li, "孩子说他不想活了，人在楼顶")]
    assert [action for _, action in school.audited() if action == "alarm_raised"] == ["alarm_raised"]


def test_what_nobody_says_the_child_of_is_read_all_the_same(school: Correspondence, service: Service) -> None:
    of_two(school, service)
    school.relay("WangFang", ZHANG_SAN, "他今天很棒")
    school.deliver()
    service.say(MOTHER, "孩子明天请假")
    left = school.now
    with school.store.writing() as work:
        assert left_waiting(work, left) == []
        waiting = left_waiting(work, left + timedelta(minutes=1))
        deliver_left(work, waiting, Moment(school.now, ZONE, 0), SITE)
        assert left_waiting(work, left + timedelta(minutes=1)) == []
    assert "孩子明天请假" in [text for _, text in heard(school)]


def test_the_child_of_another_family_cannot_be_chosen(school: Correspondence, service: Service) -> None:
    li, zhang = school.guardian(LI_SI, "妈妈", "li_ma"), school.guardian(ZHANG_SAN, "妈妈", "zhang_ma")
    service.bind(MOTHER, li)
    service.say(MOTHER, "张三", menu_id=f"child:{zhang}")
    service.say(MOTHER, "他在吗")
    assert {one.thread.guardian_id for one in school.notes()} == {li}


def test_danger_sounds_for_whoever_says_it(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.say(STRANGER, "有个孩子说他不想活了，站在楼顶")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "李四留了遗书，人找不到了")
    sent = to_customers(school.deliver())
    assert sum("110" in text for text in sent) >= 2
    assert sum(action == "alarm_raised" for _, action in school.audited()) == 2


def test_two_machines_do_not_talk(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.bind(MOTHER, mother)
    school.deliver()
    school.later(hours=7)
    for _ in range(20):
        service.say(MOTHER, "[自动回复] 您好，我现在不在，稍后回复您")
        assert to_customers(school.deliver()) == []
        school.later(minutes=11)
    for _ in range(20):
        service.say(MOTHER, "收到请回复")
        school.later(seconds=20)
    assert len(to_customers(school.deliver())) == 1


def test_five_messages_and_no_more(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    for number in range(8):
        school.relay("WangFang", LI_SI, f"第 {number} 句话")
        school.later(minutes=1)
    sent = to_customers(school.deliver())
    assert len(sent) == 5
    # What has no room there is the teacher's to pass on, and is said to be so.
    assert school.states().count("failed") == 8 - sum("第" in text for text in sent)


def test_after_48_hours_the_link_is_the_way(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    school.deliver()
    school.later(hours=48)
    reply = school.relay("WangFang", LI_SI, "他今天很棒")
    assert "/m/" in reply.text
    assert to_customers(school.deliver()) == []


def test_a_notice_that_is_refused_goes_on_in_the_chat(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma", follows=True)
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    school.deliver()
    # The page was used last: notices first.
    note = school.notes()[0]
    school.relay("WangFang", LI_SI, "他今天很棒")
    school.later(minutes=1)
    school.deliver()
    school.answer(mother, school.notes()[-1].id, "谢谢老师")
    assert note.way == Way.SERVICE
    school.platform.answer = lambda account: Refused(Reason.NOT_FOLLOWING) if account == "li_ma" else None
    school.relay("WangFang", LI_SI, "他作业写完了")
    school.later(minutes=1)
    assert any("他作业写完了" in text for text in to_customers(school.deliver()))
    assert (school.states()[-1], school.notes()[-1].way) == ("sent", Way.SERVICE)


def test_what_perhaps_went_is_a_persons_to_find_out(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    school.deliver()
    school.platform.answer = lambda account: Perhaps() if " " in account else None
    school.relay("WangFang", LI_SI, "他今天很棒")
    school.later(minutes=1)
    told = to_staff(school.deliver())
    assert any("没有确认送到" in text for text in told)
    school.platform.answer = lambda _account: None
    school.later(hours=5)
    assert to_customers(school.deliver()) == []


def test_a_refusal_that_comes_later_goes_on_to_the_notice(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma", follows=True)
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    school.deliver()
    school.reply("WangFang", "在的")
    school.later(minutes=1)
    school.deliver()
    row = next(number for number, key in enumerate(school.outbox(), 1) if key == f"note:{school.notes()[-1].id}")
    service.take(service.word(MOTHER, "msg_send_fail", fail_msgid=f"jiedui{row}", fail_type=10))
    assert [to for to, text in school.deliver() if "在的" in text] == ["li_ma"]
    assert (school.states()[-1], school.notes()[-1].way) == ("sent", Way.NOTICE)
    # The same event with another id, and one for a row that is none of ours, change nothing.
    service.take(service.word(MOTHER, "msg_send_fail", fail_msgid=f"jiedui{row}", fail_type=10))
    service.take(service.word(MOTHER, "msg_send_fail", fail_msgid="jiedui999999", fail_type=4))
    assert school.deliver() == []


def test_a_colleague_in_the_client_answers_and_we_are_silent(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    school.deliver()
    spoken = replace(service.word(MOTHER, content="我是班主任，您说"), origin=Origin.COLLEAGUE, servicer="sunli")
    service.take(spoken)
    last = school.notes()[-1]
    assert (last.from_guardian, last.text, last.state) == (False, "我是班主任，您说", "sent")
    assert "/m/" in school.relay("WangFang", LI_SI, "他今天很棒").text


def test_no_more_and_again_in_a_word(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "先不收")
    assert "先不收" in school.relay("WangFang", LI_SI, "他今天很棒").text
    service.say(MOTHER, " 再收 ")
    assert "30 秒后发出" in school.relay("WangFang", LI_SI, "他今天很棒").text
    stopped, resumed = to_customers(school.deliver())[-2:]
    assert say.STOPPED in stopped
    assert f'["{say.RESUME_KEY}", "{say.RESUME}"' in stopped
    assert resumed == say.RESUMED
    # The same by a tap on the lines.
    service.say(MOTHER, say.STOP, menu_id=say.STOP_KEY)
    assert "先不收" in school.relay("WangFang", LI_SI, "他今天很棒呀").text
    service.say(MOTHER, say.RESUME, menu_id=say.RESUME_KEY)
    assert "30 秒后发出" in school.relay("WangFang", LI_SI, "他今天真棒").text


def test_who_is_barred_or_gone_is_nobody(school: Correspondence, service: Service) -> None:
    barred = school.guardian(LI_SI, "爸爸", "li_ba", no_contact=True)
    service.account()
    with pytest.raises(AssertionError):
        service.invite(barred)
    mother = school.guardian(LI_SI, "妈妈", "li_ma")
    service.bind(MOTHER, mother)
    remove(school, mother)
    service.say(MOTHER, "老师在吗")
    assert school.notes() == []


def test_at_night_the_words_wait_and_the_parent_hears_so(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    school.deliver()
    school.now = NIGHT
    service.say(MOTHER, "老师，明天他请假")
    sent = school.deliver()
    assert to_staff(sent) == []
    assert to_customers(sent) == [say.received(morning=True)]


def test_pictures_are_passed_on_and_kept(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    school.deliver()
    service.take(service.word(MOTHER, "image", media_id="MEDIA1"))
    told = to_staff(school.deliver())
    assert any("［图片］" in text for text in told)
    assert any("MEDIA1" in text for text in told)


@pytest.mark.parametrize(
    "content", [{}, {"content": ""}, {"content": "😀" * 700}, {"content": "\x00\u202e"}, {"content": 7}]
)
def test_strange_words_lose_nothing(school: Correspondence, service: Service, content: dict[str, Any]) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.take(service.word(MOTHER, **content))
    assert len(school.notes()) == 1


def remove(school: Correspondence, guardian_id: int) -> None:
    with school.store.writing() as work:
        work.connection.execute(update(GUARDIAN).where(GUARDIAN.c.id == guardian_id).values(removed_at=school.now))


def test_while_the_mentor_is_away_the_class_teacher_hears(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "在吗")
    school.deliver()
    today = school.now.date()
    school.do("WangFang", TakeLeave(today, today))
    service.say(MOTHER, "老师，他今天不舒服")
    sent = school.deliver()
    assert any("他今天不舒服" in text for text in to_staff(sent, "SunLi"))
    assert not any("他今天不舒服" in text for text in to_staff(sent))


def test_consent_is_taken_back_in_a_word(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    with school.store.writing() as work:
        work.connection.execute(update(SCHOOL).values(asks_consent=True))
        consents.agree(work, mother, school.now, Way.PAGE)
    service.say(MOTHER, "不同意了")
    assert say.WITHDRAWN in to_customers(school.deliver())
    with school.store.reading() as work:
        known = guardians.one(work, mother)
    assert known is not None
    assert not known.may_get


def test_what_she_refuses_there_is_the_teachers_to_pass_on(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    service.say(MOTHER, "老师在吗")
    school.deliver()
    school.reply("WangFang", "在的")
    school.later(minutes=1)
    school.deliver()
    row = next(number for number, key in enumerate(school.outbox(), 1) if key == f"note:{school.notes()[-1].id}")
    service.take(service.word(MOTHER, "msg_send_fail", fail_msgid=f"jiedui{row}", fail_type=10))
    assert any("还没送到" in text and "/m/pass/" in text for text in to_staff(school.deliver()))
    assert school.states()[-1] == "failed"


def test_a_teachers_picture_goes_with_the_next_note_only(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈", "li_ma", follows=True)
    with school.store.writing() as work:
        sent_files.keep(ImageMessage("MEDIA1", ""), school.sender(work, "WangFang"), work, school.message(work))
    assert "附 1 张图片" in school.relay("WangFang", LI_SI, "今天的作业").text
    assert "附 1 张图片" not in school.relay("WangFang", LI_SI, "还有一句").text
    first, second = school.notes()
    with school.store.reading() as work:
        assert [len(attachments.of_note(work, note)) for note in (first, second)] == [1, 0]
    assert first.thread.guardian_id == mother
    school.later(minutes=1)
    assert any("附 1 张图片" in text for to, text in school.deliver() if to == "li_ma")


def test_what_came_at_night_is_read_by_who_is_here_in_the_morning(school: Correspondence, service: Service) -> None:
    mother = school.guardian(LI_SI, "妈妈")
    service.bind(MOTHER, mother)
    school.deliver()
    tomorrow = (school.now + timedelta(days=1)).date()
    school.do("WangFang", TakeLeave(tomorrow, tomorrow))
    school.now = NIGHT
    service.say(MOTHER, "晚上又头疼了")
    service.take(service.word(MOTHER, "image", media_id="MEDIA1"))
    school.later(hours=14)
    sent = school.deliver()
    assert any("晚上又头疼了" in text for text in to_staff(sent, "SunLi"))
    assert any("MEDIA1" in text for text in to_staff(sent, "SunLi"))
    assert not any("头疼" in text or "MEDIA1" in text for text in to_staff(sent))
    assert school.deliver() == []
